package icc_test

import (
	"bytes"
	"strings"
	"testing"

	"cutline/thumbs/icc"
)

func TestHostile(t *testing.T) {
	all := profiles()
	edit := func(name string, change func(b []byte)) []byte {
		b := bytes.Clone(all[name])
		change(b)
		return b
	}
	// tagAt is where the data of the first tag is: A2B0 in tables, bTRC in RGB.
	tagAt := func(b []byte) []byte { return b[be.Uint32(b[136:]):] }
	for name, row := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":            {nil, "cut off"},
		"a header":           {plainSRGB[:128], "cut off"},
		"another file":       {bytes.Repeat([]byte("JFIF"), 100), "no profile"},
		"too long":           {make([]byte, icc.MaxProfile+1), "limit"},
		"a device link":      {edit("sRGB", func(b []byte) { copy(b[12:], "link") }), "class"},
		"eight inks":         {edit("CMYK, lut8", func(b []byte) { copy(b[16:], "8CLR") }), "colour space"},
		"more tags":          {edit("sRGB", func(b []byte) { be.PutUint32(b[128:], 1<<31) }), "cut off"},
		"tags beyond":        {edit("sRGB", func(b []byte) { be.PutUint32(b[136:], 1<<32-1) }), "has no bTRC"},
		"no curves":          {edit("sRGB", func(b []byte) { copy(b[132:], "nope") }), "has no bTRC"},
		"another channel":    {edit("CMYK, lut8", func(b []byte) { tagAt(b)[8] = 3 }), "turns 3"},
		"a side of one":      {edit("CMYK, lut8", func(b []byte) { tagAt(b)[10] = 1 }), "two points"},
		"a larger grid":      {edit("CMYK, lut8", func(b []byte) { tagAt(b)[10] = 255 }), "cut off"},
		"longer curves":      {edit("CMYK, lut16", func(b []byte) { be.PutUint16(tagAt(b)[48:], 65535) }), "cut off"},
		"curves of a point":  {edit("CMYK, lut16", func(b []byte) { be.PutUint16(tagAt(b)[48:], 1) }), "one point"},
		"a part beyond":      {edit("CMYK, mAB", func(b []byte) { be.PutUint32(tagAt(b)[24:], 1<<32-1) }), "cut off"},
		"no grid":            {edit("CMYK, mAB", func(b []byte) { be.PutUint32(tagAt(b)[24:], 0) }), "no colours"},
		"an unknown formula": {edit("sRGB", func(b []byte) { be.PutUint16(tagAt(b)[8:], 5) }), "formula 5"},
		"more samples":       {edit("RGB, sampled curves", func(b []byte) { be.PutUint32(tagAt(b)[8:], 1<<32-1) }), "cut off"},
	} {
		_, err := icc.Parse(row.data)
		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %q", name, err, row.want)
		}
	}
}

// FuzzParse damages profiles. What can be read must convert any colour.
func FuzzParse(f *testing.F) {
	for _, data := range profiles() {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := icc.Parse(data)
		if err != nil {
			return
		}
		p.SameAsSRGB()
		if p.Channels == 4 && len(data)%8 != 0 {
			return // its lattice takes long to fill: do so for some
		}
		convert(icc.NewTransform(p), colours(p.Channels)[:40])
	})
}
