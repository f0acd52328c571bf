package icc

import "math"

// matrix turns one triple of values into another.
type matrix [3][3]float64

func (m *matrix) times(v [3]float64) (out [3]float64) {
	for i, row := range m {
		out[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return out
}

func (m *matrix) after(n matrix) (out matrix) {
	for i := range out {
		for j := range out {
			out[i][j] = m[i][0]*n[0][j] + m[i][1]*n[1][j] + m[i][2]*n[2][j]
		}
	}
	return out
}

// inverse of a matrix by its adjugate. That of a singular one is not finite.
func (m *matrix) inverse() (out matrix) {
	minor := func(i, j int) float64 {
		a, b, c, d := (i+1)%3, (i+2)%3, (j+1)%3, (j+2)%3
		return m[a][c]*m[b][d] - m[a][d]*m[b][c]
	}
	det := m[0][0]*minor(0, 0) + m[0][1]*minor(0, 1) + m[0][2]*minor(0, 2)
	for i := range out {
		for j := range out {
			out[i][j] = minor(j, i) / det
		}
	}
	return out
}

// Chromaticity is a colour without its brightness, CIE x and y.
type Chromaticity struct{ X, Y float64 }

// xyz of the colour with a Y of 1.
func (c Chromaticity) xyz() [3]float64 {
	return [3]float64{c.X / c.Y, 1, (1 - c.X - c.Y) / c.Y}
}

// Primaries are the colours of light that an RGB space mixes, and its white.
type Primaries struct{ Red, Green, Blue, White Chromaticity }

// d65 is the daylight that most RGB spaces take for white.
var d65 = Chromaticity{0.3127, 0.3290}

// The primaries of the spaces that pictures name without a profile.
var (
	SRGB     = Primaries{Chromaticity{0.64, 0.33}, Chromaticity{0.30, 0.60}, Chromaticity{0.15, 0.06}, d65}
	AdobeRGB = Primaries{Chromaticity{0.64, 0.33}, Chromaticity{0.21, 0.71}, Chromaticity{0.15, 0.06}, d65}
	P3       = Primaries{Chromaticity{0.680, 0.320}, Chromaticity{0.265, 0.690}, Chromaticity{0.150, 0.060}, d65}
	Rec2020  = Primaries{Chromaticity{0.708, 0.292}, Chromaticity{0.170, 0.797}, Chromaticity{0.131, 0.046}, d65}
)

// AdobeGamma is that of Adobe RGB (1998).
const AdobeGamma = 563.0 / 256

// matrix turns linear RGB into XYZ relative to D50, adapted by Bradford's cone
// responses, as profiles are made (ICC.1:2022, annex E).
func (p Primaries) matrix() matrix {
	var m matrix
	for i, c := range []Chromaticity{p.Red, p.Green, p.Blue} {
		v := c.xyz()
		for row := range m {
			m[row][i] = v[row]
		}
	}
	inverse := m.inverse()
	white := p.White.xyz()
	amount := inverse.times(white)
	for row := range m {
		for i := range m {
			m[row][i] *= amount[i]
		}
	}
	bradford := matrix{{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}}
	from, to := bradford.times(white), bradford.times(d50)
	scale := matrix{{to[0] / from[0]}, {0, to[1] / from[1]}, {0, 0, to[2] / from[2]}}
	back := bradford.inverse()
	adapt := back.after(scale.after(bradford))
	return adapt.after(m)
}

// FromPrimaries is the profile of an RGB space with the same power function
// for each channel, or with the curve of sRGB where gamma is 0. It is nil if
// the primaries make no space.
func FromPrimaries(p Primaries, gamma float64) *Profile {
	s := &shaper{matrix: p.matrix()}
	for _, row := range s.matrix {
		for _, v := range row {
			if math.IsNaN(v) || math.Abs(v) > 100 {
				return nil
			}
		}
	}
	c := curveOf(gamma)
	s.curves = [3]curve{c, c, c}
	return &Profile{Channels: 3, device: s}
}

// Grey is the profile of greys with a power function, or with the curve of sRGB
// where gamma is 0.
func Grey(gamma float64) *Profile { return &Profile{Channels: 1, device: grey{curve: curveOf(gamma)}} }

func curveOf(gamma float64) curve {
	if gamma == 0 {
		return srgbCurve
	}
	return curve{g: gamma}
}

// srgbCurve is the curve of sRGB, from values to light.
var srgbCurve = curve{formula: 3, g: 2.4, a: 1 / 1.055, b: 0.055 / 1.055, c: 1 / 12.92, d: 0.04045}

// fromSRGB turns linear sRGB into XYZ relative to D50.
var fromSRGB = SRGB.matrix()

// toSRGB turns XYZ relative to D50 into linear sRGB.
var toSRGB = fromSRGB.inverse()

// encode is the curve of sRGB (IEC 61966-2-1), from light to values.
func encode(light float64) float64 {
	if light <= 0.0031308 {
		return 12.92 * light
	}
	return 1.055*math.Pow(light, 1/2.4) - 0.055
}

// light is a colour of the profile in linear sRGB, each value from 0 to 1.
func (p *Profile) light(in [4]float64) [3]float64 {
	v := toSRGB.times(p.device.xyz(in))
	for i := range v {
		v[i] = clamp(v[i])
	}
	return v
}

// sRGB is a colour of the profile in sRGB, each value from 0 to 1.
func (p *Profile) sRGB(in [4]float64) [3]float64 {
	v := p.light(in)
	for i := range v {
		v[i] = encode(v[i])
	}
	return v
}

// SameAsSRGB reports whether no colour looks other than it would in sRGB, or
// in sRGB's greys: nothing needs to be converted.
func (p *Profile) SameAsSRGB() bool {
	const (
		points = 9
		within = 1.5 / 255
	)
	if p.Channels == 4 {
		return false
	}
	for i := range points * points * points {
		in := [4]float64{float64(i%points) / (points - 1), float64(i/points%points) / (points - 1), float64(i/points/points) / (points - 1)}
		if p.Channels == 1 {
			in[0] = float64(i) / (points*points*points - 1)
			in[1], in[2] = in[0], in[0]
		}
		for c, v := range p.sRGB(in) {
			if math.Abs(v-in[c]) > within {
				return false
			}
		}
	}
	return true
}
