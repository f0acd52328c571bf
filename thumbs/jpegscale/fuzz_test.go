package jpegscale_test

import (
	"bytes"
	"image/jpeg"
	"testing"

	"cutline/thumbs/jpegscale"
)

// FuzzDecode decodes anything, at any scale: it must not panic, nor make
// another picture than the header says; and what it reads to the end at one
// scale it reads at all.
func FuzzDecode(f *testing.F) {
	for _, data := range pictures(f) {
		f.Add(data)
	}
	const most = 1 << 20 // pixels, to go on quickly
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := jpegscale.ReadConfig(bytes.NewReader(data))
		if err != nil || c.Width*c.Height > most {
			return
		}
		var d jpegscale.Decoder
		var first error
		for _, scale := range []jpegscale.Scale{1, 2, 4, 8} {
			img, err := d.Decode(bytes.NewReader(data), scale)
			if scale == 1 {
				first = err
			}
			if (err == nil) != (first == nil) {
				t.Fatalf("at 1/%d: %v; at 1/1: %v", scale, err, first)
			}
			if err != nil {
				continue
			}
			w, h := scale.Size(c.Width, c.Height)
			if b := img.Bounds(); b.Dx() != w || b.Dy() != h {
				t.Fatalf("at 1/%d it has %v, want %d × %d", scale, b, w, h)
			}
		}
	})
}

// FuzzAgainstStandard holds pictures that both read to package image/jpeg.
func FuzzAgainstStandard(f *testing.F) {
	for _, data := range pictures(f) {
		f.Add(data)
	}
	const most = 1 << 16 // pixels
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := jpegscale.ReadConfig(bytes.NewReader(data))
		if err != nil || c.Width*c.Height > most {
			return
		}
		got, err := new(jpegscale.Decoder).Decode(bytes.NewReader(data), 1)
		if err != nil {
			return
		}
		want, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			return // other samplings, and more that it does not know
		}
		if got.Bounds().Size() != want.Bounds().Size() {
			t.Errorf("bounds %v, want %v", got.Bounds(), want.Bounds())
		}
	})
}
