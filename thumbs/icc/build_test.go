package icc_test

import (
	"encoding/binary"
	"math"
	"sort"
)

// The profiles of these tests are written here: those of known spaces from
// their published primaries, and tables that no profile has.

var be = binary.BigEndian

// profile is a profile of tags.
func profile(space, pcs string, version byte, tags map[string][]byte) []byte {
	names := make([]string, 0, len(tags))
	for name := range tags {
		names = append(names, name)
	}
	sort.Strings(names)
	b := make([]byte, 128, 1<<10)
	b[8] = version
	copy(b[12:], "mntr")
	if space == "CMYK" {
		copy(b[12:], "prtr")
	}
	copy(b[16:], space)
	copy(b[20:], pcs)
	copy(b[36:], "acsp")
	copy(b[68:], xyzNumbers(0.9642, 1, 0.8249))
	b = be.AppendUint32(b, uint32(len(names)))
	at := len(b) + 12*len(names)
	var data []byte
	for _, name := range names {
		b = append(b, name...)
		b = be.AppendUint32(b, uint32(at+len(data)))
		b = be.AppendUint32(b, uint32(len(tags[name])))
		data = append(data, tags[name]...)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
	}
	b = append(b, data...)
	be.PutUint32(b, uint32(len(b)))
	return b
}

func xyzNumbers(values ...float64) (b []byte) {
	for _, v := range values {
		b = be.AppendUint32(b, uint32(int32(math.Round(v*(1<<16)))))
	}
	return b
}

func xyzTag(x, y, z float64) []byte {
	return append([]byte("XYZ \x00\x00\x00\x00"), xyzNumbers(x, y, z)...)
}

func para(formula uint16, values ...float64) []byte {
	b := append([]byte("para\x00\x00\x00\x00"), byte(formula>>8), byte(formula), 0, 0)
	return append(b, xyzNumbers(values...)...)
}

// curv is a curve of n samples of f.
func curv(n int, f func(float64) float64) []byte {
	b := be.AppendUint32([]byte("curv\x00\x00\x00\x00"), uint32(n))
	for i := range n {
		b = be.AppendUint16(b, uint16(math.Round(65535*f(float64(i)/float64(n-1)))))
	}
	return b
}

func gamma(g float64) []byte {
	return be.AppendUint16(be.AppendUint32([]byte("curv\x00\x00\x00\x00"), 1), uint16(math.Round(g*256)))
}

// rgb is a matrix profile: the columns are those of red, green and blue.
func rgb(curve []byte, columns [3][3]float64) []byte {
	tags := map[string][]byte{"wtpt": xyzTag(0.9642, 1, 0.8249)}
	for i, c := range []string{"r", "g", "b"} {
		tags[c+"XYZ"] = xyzTag(columns[i][0], columns[i][1], columns[i][2])
		tags[c+"TRC"] = curve
	}
	return profile("RGB ", "XYZ ", 2, tags)
}

var (
	srgbCurve = para(3, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
	// The colorants of the profiles that the makers of these spaces publish.
	adobeRGB  = rgb(gamma(563.0/256), [3][3]float64{{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}})
	displayP3 = rgb(srgbCurve, [3][3]float64{{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}})
	proPhoto  = rgb(gamma(1.8), [3][3]float64{{0.79767, 0.28804, 0}, {0.13519, 0.71188, 0}, {0.03134, 0.00009, 0.82491}})
	plainSRGB = rgb(srgbCurve, [3][3]float64{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}})
)

func greyProfile(pcs string, curve []byte) []byte {
	return profile("GRAY", pcs, 2, map[string][]byte{"kTRC": curve, "wtpt": xyzTag(0.9642, 1, 0.8249)})
}

// press turns amounts of ink into L*a*b* somewhat as a press does.
func press(in []float64) [3]float64 {
	c, m, y, k := in[0], in[1], in[2], in[3]
	light := (1 - 0.8*k) * (1 - 0.45*c) * (1 - 0.5*m) * (1 - 0.1*y)
	return [3]float64{100 * math.Cbrt(light), (1 - k) * (70*m - 35*c), (1 - k) * (85*y - 50*c - 10*m)}
}

// screen turns red, green and blue into X, Y and Z of an odd screen.
func screen(in []float64) [3]float64 {
	r, g, b := in[0]*in[0], in[1]*in[1], in[2]*in[2]
	return [3]float64{0.45*r + 0.36*g + 0.15*b, 0.23*r + 0.70*g + 0.07*b, 0.02*r + 0.09*g + 0.71*b}
}

// lattice calls for the values at the points of a grid, the last fastest.
func lattice(points, channels int, at func(in []float64)) {
	n := int(math.Pow(float64(points), float64(channels)))
	in := make([]float64, channels)
	for i := range n {
		rest := i
		for c := channels - 1; c >= 0; c-- {
			in[c] = float64(rest%points) / float64(points-1)
			rest /= points
		}
		at(in)
	}
}

// encodings of a connection space, from 0 to 1.
func labOld16(v [3]float64) [3]float64 {
	return [3]float64{v[0] / 100 * 65280 / 65535, (v[1] + 128) / 255 * 65280 / 65535, (v[2] + 128) / 255 * 65280 / 65535}
}

func labOf(v [3]float64) [3]float64 {
	return [3]float64{v[0] / 100, (v[1] + 128) / 255, (v[2] + 128) / 255}
}

func xyzOf(v [3]float64) [3]float64 {
	const most = 1 + 32767.0/32768
	return [3]float64{v[0] / most, v[1] / most, v[2] / most}
}

func appendValue(b []byte, wide bool, v float64) []byte {
	v = min(max(v, 0), 1)
	if wide {
		return be.AppendUint16(b, uint16(math.Round(65535*v)))
	}
	return append(b, byte(math.Round(255*v)))
}

// lut is a lut8Type or lut16Type with curves of squares and roots around its grid.
func lut(channels, points int, wide bool, f func([]float64) [3]float64, encode func([3]float64) [3]float64) []byte {
	name, entries := "mft1", 256
	if wide {
		name = "mft2"
	}
	b := append([]byte(name), 0, 0, 0, 0, byte(channels), 3, byte(points), 0)
	b = append(b, xyzNumbers(1, 0, 0, 0, 1, 0, 0, 0, 1)...)
	if wide {
		b = be.AppendUint16(be.AppendUint16(b, uint16(entries)), uint16(entries))
	}
	curves := func(n int, power float64) {
		for range n {
			for i := range entries {
				b = appendValue(b, wide, math.Pow(float64(i)/float64(entries-1), power))
			}
		}
	}
	curves(channels, 1.2)
	lattice(points, channels, func(in []float64) {
		for _, v := range encode(f(in)) {
			b = appendValue(b, wide, math.Pow(v, 1/1.1))
		}
	})
	curves(3, 1.1)
	return b
}

// mAB is a lutAToBType of all five parts, with a grid of unequal sides.
func mAB(channels int, f func([]float64) [3]float64, encode func([3]float64) [3]float64) []byte {
	b := append([]byte("mAB \x00\x00\x00\x00"), byte(channels), 3, 0, 0)
	b = append(b, make([]byte, 20)...)
	mark := func(at int) { be.PutUint32(b[at:], uint32(len(b))) }
	curves := func(n int, c []byte) {
		for range n {
			b = append(b, c...)
			for len(b)%4 != 0 {
				b = append(b, 0)
			}
		}
	}
	mark(12)
	curves(3, para(0, 1.1))
	mark(16)
	b = append(b, xyzNumbers(1.1, 0, 0, 0, 1.1, 0, 0, 0, 1.1, -0.1, -0.1, -0.1)...)
	mark(20)
	curves(3, curv(33, func(x float64) float64 { return x * x }))
	mark(24)
	var points [16]byte
	n := 1
	for c := range channels {
		points[c] = byte(7 + 2*c)
		n *= 7 + 2*c
	}
	b = append(append(b, points[:]...), 2, 0, 0, 0)
	in := make([]float64, channels)
	for i := range n {
		rest := i
		for c := channels - 1; c >= 0; c-- {
			side := 7 + 2*c
			in[c] = float64(rest%side) / float64(side-1)
			rest /= side
		}
		for _, v := range encode(f(in)) {
			// Back through B, the matrix and M.
			v = (math.Pow(min(max(v, 0), 1), 1/1.1) + 0.1) / 1.1
			b = appendValue(b, true, math.Sqrt(max(v, 0)))
		}
	}
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	mark(28)
	curves(channels, para(1, 1.3, 1, 0))
	return b
}
