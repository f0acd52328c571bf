//go:build linux && (amd64 || arm64) && !noturbo

package turbo

import (
	"bytes"
	"errors"
	"testing"

	"cutline/thumbs/jpegscale"
)

// FuzzDecode lets the library decode damaged pictures. What it decodes without
// a complaint Go must decode too, but for codes that are in no table, which the
// library reads as the end of a block; nothing may break its process. Pixels are not
// compared: where values are out of all bounds, the library clips them to 16
// bits midway.
func FuzzDecode(f *testing.F) {
	for _, data := range pictures(f) {
		if len(data) > 0 && len(data) < 20_000 {
			f.Add(data, uint8(1))
		}
	}
	p := newPool(f, 1)
	const most = 1 << 20 // pixels, to go on quickly
	f.Fuzz(func(t *testing.T, data []byte, power uint8) {
		c, err := jpegscale.ReadConfig(bytes.NewReader(data))
		if err != nil || c.Width*c.Height > most || c.Components > 3 {
			return
		}
		w, err := p.Get(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer p.Put(w)
		scale := jpegscale.Scale(1 << (power % 4))
		got, err := decode(w, data, scale)
		if errors.Is(err, ErrBroken) {
			t.Fatal(err)
		}
		if err != nil {
			return
		}
		want, err := new(jpegscale.Decoder).Decode(bytes.NewReader(data), scale)
		if errors.Is(err, jpegscale.ErrBadCode) {
			return
		}
		if err != nil {
			t.Fatalf("at 1/%d it was decoded, and not in Go: %v", scale, err)
		}
		if got.Bounds() != want.Bounds() {
			t.Fatalf("at 1/%d it has %v, in Go %v", scale, got.Bounds(), want.Bounds())
		}
	})
}
