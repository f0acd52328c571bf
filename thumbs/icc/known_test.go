package icc_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"cutline/thumbs/icc"
	"cutline/thumbs/thumbstest"
)

func parse(t testing.TB, data []byte) *icc.Profile {
	t.Helper()
	p, err := icc.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestMatrices compares spaces with what their formulas say. The matrices to
// sRGB are those of CSS Color 4 and of Adobe's specification, between spaces
// of the same white.
func TestMatrices(t *testing.T) {
	for _, space := range []struct {
		name    string
		profile *icc.Profile
		light   func(v float64) float64
		matrix  [3][3]float64
	}{
		{
			"Adobe RGB", parse(t, adobeRGB), func(v float64) float64 { return math.Pow(v, icc.AdobeGamma) },
			[3][3]float64{{1.39836, -0.39836, 0}, {0, 1, 0}, {0, -0.04293, 1.04293}},
		},
		{
			"Adobe RGB without profile", icc.FromPrimaries(icc.AdobeRGB, icc.AdobeGamma), func(v float64) float64 { return math.Pow(v, icc.AdobeGamma) },
			[3][3]float64{{1.39836, -0.39836, 0}, {0, 1, 0}, {0, -0.04293, 1.04293}},
		},
		{
			"Display P3", parse(t, displayP3), light,
			[3][3]float64{{1.22494, -0.22494, 0}, {-0.04206, 1.04206, 0}, {-0.01964, -0.07864, 1.09827}},
		},
		{
			"P3 without profile", icc.FromPrimaries(icc.P3, 0), light,
			[3][3]float64{{1.22494, -0.22494, 0}, {-0.04206, 1.04206, 0}, {-0.01964, -0.07864, 1.09827}},
		},
	} {
		all := colours(3)
		var differences []float64
		for i, got := range convert(icc.NewTransform(space.profile), all) {
			var want [3]float64
			for row := range want {
				for c := range 3 {
					want[row] += space.matrix[row][c] * space.light(float64(all[i][c])/255)
				}
				want[row] = encode(want[row])
			}
			differences = append(differences, thumbstest.DeltaE(labOf8(got), thumbstest.LabOf(want[0], want[1], want[2])))
		}
		if d := thumbstest.Of(differences); d.P95 > 0.5 || d.Max > 1 {
			t.Errorf("%s: ΔE %+v", space.name, d)
		}
	}
}

func light(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func encode(v float64) float64 {
	v = min(max(v, 0), 1)
	if v <= 0.0031308 {
		return 12.92 * v
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

// toSRGB is the matrix of the sRGB specification, adapted from D50.
func fromXYZ(v [3]float64) thumbstest.Lab {
	m := [3][3]float64{{3.1338561, -1.6168667, -0.4906146}, {-0.9787684, 1.9161415, 0.0334540}, {0.0719453, -0.2289914, 1.4052427}}
	var out [3]float64
	for i := range m {
		out[i] = encode(m[i][0]*v[0] + m[i][1]*v[1] + m[i][2]*v[2])
	}
	return thumbstest.LabOf(out[0], out[1], out[2])
}

func fromLab(v [3]float64) thumbstest.Lab {
	f := func(t float64) float64 {
		if t <= 24.0/116 {
			return (t - 16.0/116) * 108 / 841
		}
		return t * t * t
	}
	y := (v[0] + 16) / 116
	return fromXYZ([3]float64{0.9642 * f(y+v[1]/500), f(y), 0.8249 * f(y-v[2]/200)})
}

// TestTables compares tables with the formulas that they were made from.
func TestTables(t *testing.T) {
	for name, data := range profiles() {
		p := parse(t, data)
		var want func(in []float64) thumbstest.Lab
		undo := func(in []float64, power float64) []float64 {
			for i := range in {
				in[i] = math.Pow(in[i], power)
			}
			return in
		}
		switch name {
		case "CMYK, lut16", "CMYK, lut8":
			want = func(in []float64) thumbstest.Lab { return fromLab(press(undo(in, 1.2))) }
		case "CMYK, mAB":
			want = func(in []float64) thumbstest.Lab { return fromLab(press(undo(in, 1.3))) }
		case "RGB, lut16, XYZ":
			want = func(in []float64) thumbstest.Lab { return fromXYZ(screen(undo(in, 1.2))) }
		case "RGB, mAB, XYZ":
			want = func(in []float64) thumbstest.Lab { return fromXYZ(screen(undo(in, 1.3))) }
		case "grey":
			want = func(in []float64) thumbstest.Lab { return fromLab([3]float64{labL(math.Pow(in[0], 1.8)), 0, 0}) }
		case "grey, lightness":
			want = func(in []float64) thumbstest.Lab { return fromLab([3]float64{100 * in[0], 0, 0}) }
		default:
			continue
		}
		all := colours(p.Channels)
		var differences []float64
		for i, got := range convert(icc.NewTransform(p), all) {
			in := make([]float64, p.Channels)
			for c := range in {
				in[c] = float64(all[i][c]) / 255
			}
			differences = append(differences, thumbstest.DeltaE(labOf8(got), want(in)))
		}
		// What a table of so few points can tell.
		if d := thumbstest.Of(differences); d.Mean > 1 || d.P95 > 2.5 {
			t.Errorf("%s: ΔE %+v", name, d)
		}
	}
}

// labL is the lightness of a luminance.
func labL(y float64) float64 {
	if y <= 216.0/24389 {
		return 24389.0 / 27 * y
	}
	return 116*math.Cbrt(y) - 16
}

func TestSameAsSRGB(t *testing.T) {
	for name, data := range profiles() {
		if got, want := parse(t, data).SameAsSRGB(), name == "sRGB"; got != want {
			t.Errorf("%s is the same as sRGB: %v, want %v", name, got, want)
		}
	}
	if !parse(t, greyProfile("XYZ ", srgbCurve)).SameAsSRGB() {
		t.Error("the grey of sRGB is not the same")
	}
	var cache icc.Cache
	if same, err := cache.Transform(plainSRGB); same != nil || err != nil {
		t.Errorf("sRGB is converted: %v, %v", same, err)
	}
}

// TestSixteenBits: a slope of 16 bits comes out even, without steps that are
// wider or higher than one of 8 bits.
func TestSixteenBits(t *testing.T) {
	const width = 4096
	for name, data := range map[string][]byte{"none": nil, "ProPhoto": proPhoto, "grey": greyProfile("XYZ ", gamma(1.8)), "RGB, mAB, XYZ": profiles()["RGB, mAB, XYZ"]} {
		var transform *icc.Transform
		if data != nil {
			transform = icc.NewTransform(parse(t, data))
		}
		colour, grey := image.NewNRGBA64(image.Rect(0, 0, width, 1)), image.NewGray16(image.Rect(0, 0, width, 1))
		for x := range width {
			v := uint16(x * 65535 / (width - 1))
			colour.SetNRGBA64(x, 0, color.NRGBA64{v, v, v, uint16(65535 - x)})
			grey.SetGray16(x, 0, color.Gray16{v})
		}
		slope := func(what string, at func(x int) uint8) {
			levels := make(map[uint8]bool)
			for x := range width {
				levels[at(x)] = true
				if x > 0 && (at(x) < at(x-1) || int(at(x)) > int(at(x-1))+1) {
					t.Errorf("%s, %s: %d follows %d at %d", name, what, at(x), at(x-1), x)
				}
			}
			if len(levels) < 240 {
				t.Errorf("%s, %s: %d levels", name, what, len(levels))
			}
		}
		if transform == nil || transform.Channels() == 3 {
			out := transform.NRGBA64(colour)
			slope("colour", func(x int) uint8 { return out.NRGBAAt(x, 0).G })
			if a := out.NRGBAAt(0, 0).A; a != 255 {
				t.Errorf("%s: an alpha of 65535 became %d", name, a)
			}
		}
		if transform == nil || transform.Channels() == 1 {
			out := transform.Gray16(grey)
			slope("grey", func(x int) uint8 { return out.GrayAt(x, 0).Y })
		}
	}
}

func BenchmarkTransform(b *testing.B) {
	all := profiles()
	for _, name := range []string{"Adobe RGB", "RGB, mAB, XYZ", "CMYK, lut16"} {
		b.Run(name, func(b *testing.B) {
			t := icc.NewTransform(parse(b, all[name]))
			rect := image.Rect(0, 0, 1000, 1000)
			source := make([]uint8, 4e6)
			for i := range source {
				source[i] = uint8(i * i / 977)
			}
			pix := make([]uint8, len(source))
			b.SetBytes(1e6) // pixels
			for b.Loop() {
				copy(pix, source)
				if t.Channels() == 4 {
					t.CMYK(&image.CMYK{Pix: pix, Stride: 4000, Rect: rect})
				} else {
					t.NRGBA(&image.NRGBA{Pix: pix, Stride: 4000, Rect: rect})
				}
			}
		})
		b.Run(name+", prepare", func(b *testing.B) {
			p := parse(b, all[name])
			for b.Loop() {
				icc.NewTransform(p)
			}
		})
	}
}
