// Package icc reads the colour profiles that pictures carry and converts their
// colours to sRGB.
//
// It reads input, display, output and colour space profiles of versions 2 and
// 4 (ICC.1:2001-04, ICC.1:2022) for RGB, CMYK and grey: by matrix and curves,
// or by tables (lut8, lut16, lutAToB). Colours are converted by the relative
// colorimetric intent, without black point compensation, as libvips and little
// CMS do unless told otherwise: white becomes white, and colours that a screen
// cannot show become the nearest by clipping. It writes no profiles and
// converts to nothing but sRGB.
//
// Profiles are untrusted. Reading one takes no more memory than the profile
// itself has, whatever it claims, and every index is checked before it is used.
package icc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// MaxProfile is the length in bytes beyond which a profile is not read. Those
// of presses, the longest, have up to three million.
const MaxProfile = 4 << 20

// Profile tells what the colours of a picture mean.
type Profile struct {
	// Channels is the number of values of a colour: 1 grey, 3 RGB, 4 CMYK.
	Channels int
	device   device
}

// device turns the values of a colour, each from 0 to 1, into XYZ relative to
// a white of D50, the profile connection space.
type device interface {
	xyz(in [4]float64) [3]float64
}

// Parse reads a profile. It keeps data, which may not be changed afterwards.
func Parse(data []byte) (*Profile, error) {
	p, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("icc: %w", err)
	}
	return p, nil
}

// Offsets of the header (ICC.1:2022, table 17), and of the tags after it.
const (
	atClass     = 12
	atSpace     = 16
	atPCS       = 20
	atSignature = 36
	atTags      = 128
	tagLength   = 12
)

var errShort = errors.New("the profile is cut off")

func parse(data []byte) (*Profile, error) {
	if len(data) < atTags+4 {
		return nil, errShort
	}
	if len(data) > MaxProfile {
		return nil, fmt.Errorf("the profile has %d bytes and the limit is %d", len(data), MaxProfile)
	}
	if string(data[atSignature:atSignature+4]) != "acsp" {
		return nil, errors.New("it is no profile")
	}
	switch class := string(data[atClass : atClass+4]); class {
	case "scnr", "mntr", "prtr", "spac":
	default:
		return nil, fmt.Errorf("a profile of the class %q has no colours of a picture", class)
	}
	p := &Profile{Channels: Channels(data)}
	if p.Channels == 0 {
		return nil, fmt.Errorf("the colour space %q is not read", data[atSpace:atSpace+4])
	}
	pcs := string(data[atPCS : atPCS+4])
	if pcs != "XYZ " && pcs != "Lab " {
		return nil, fmt.Errorf("the connection space %q is not known", pcs)
	}
	tags, err := readTags(data)
	if err != nil {
		return nil, err
	}
	p.device, err = tags.device(p.Channels, pcs == "Lab ")
	return p, err
}

// Channels is the number of values of a colour that the head of a profile
// names, 0 if it is none that is read.
func Channels(data []byte) int {
	if len(data) < atTags {
		return 0
	}
	switch string(data[atSpace : atSpace+4]) {
	case "GRAY":
		return 1
	case "RGB ":
		return 3
	case "CMYK":
		return 4
	}
	return 0
}

// tags are the tagged data of a profile by their signature.
type tags map[string][]byte

func readTags(data []byte) (tags, error) {
	count := binary.BigEndian.Uint32(data[atTags:])
	table := data[atTags+4:]
	if int64(count)*tagLength > int64(len(table)) {
		return nil, errShort
	}
	const most = 100 // as in little CMS
	if count > most {
		return nil, fmt.Errorf("the profile has %d tags", count)
	}
	t := make(tags, count)
	for ; count > 0; count-- {
		at, n := int64(binary.BigEndian.Uint32(table[4:])), int64(binary.BigEndian.Uint32(table[8:]))
		// One that lies outside may be a tag that is not needed.
		if at+n <= int64(len(data)) {
			t[string(table[:4])] = data[at : at+n]
		}
		table = table[tagLength:]
	}
	return t, nil
}

// device chooses the way from colours to the connection space as ICC.1:2022
// does (8.10.2): the table of the relative intent, else the only table, else
// curves and a matrix.
func (t tags) device(channels int, lab bool) (device, error) {
	for _, name := range []string{"A2B1", "A2B0"} {
		if data := t[name]; data != nil {
			return parseTable(data, channels, lab)
		}
	}
	switch {
	case channels == 1:
		c, err := t.curve("kTRC")
		return grey{c, lab}, err
	case channels == 3 && !lab:
		return t.matrix()
	}
	return nil, errors.New("the profile does not say how its colours look")
}

func (t tags) curve(name string) (curve, error) {
	data := t[name]
	if data == nil {
		return curve{}, fmt.Errorf("the profile has no %s", name)
	}
	c, _, err := parseCurve(data)
	return c, err
}

func (t tags) matrix() (device, error) {
	var s shaper
	for i, colour := range []string{"r", "g", "b"} {
		var err error
		if s.curves[i], err = t.curve(colour + "TRC"); err != nil {
			return nil, err
		}
		column := t[colour+"XYZ"]
		if len(column) < 8+3*4 || string(column[:4]) != "XYZ " {
			return nil, fmt.Errorf("the profile has no %sXYZ", colour)
		}
		for row := range s.matrix {
			s.matrix[row][i] = fixed(column[8+4*row:])
		}
	}
	return &s, nil
}

// fixed is an s15Fixed16Number.
func fixed(data []byte) float64 { return float64(int32(binary.BigEndian.Uint32(data))) / (1 << 16) }

// d50 is the white of the connection space.
var d50 = [3]float64{0.9642, 1, 0.8249}

// grey is a profile of one curve.
type grey struct {
	curve curve
	lab   bool // the curve gives lightness
}

func (g grey) xyz(in [4]float64) [3]float64 {
	y := g.curve.at(in[0])
	if g.lab {
		return fromLab(100*y, 0, 0)
	}
	return [3]float64{y * d50[0], y * d50[1], y * d50[2]}
}

// shaper is a profile of three curves and a matrix.
type shaper struct {
	curves [3]curve
	matrix matrix
}

func (s *shaper) xyz(in [4]float64) [3]float64 {
	return s.matrix.times([3]float64{s.curves[0].at(in[0]), s.curves[1].at(in[1]), s.curves[2].at(in[2])})
}

// fromLab turns CIE L*a*b* into XYZ relative to D50.
func fromLab(l, a, b float64) [3]float64 {
	f := func(t float64) float64 {
		if t <= 24.0/116 {
			return (t - 16.0/116) * 108 / 841
		}
		return t * t * t
	}
	y := (l + 16) / 116
	return [3]float64{d50[0] * f(y+a/500), d50[1] * f(y), d50[2] * f(y-b/200)}
}

// clamp brings a value into 0 to 1. What is no number becomes 0.
func clamp(v float64) float64 {
	if !(v > 0) {
		return 0
	}
	return math.Min(v, 1)
}
