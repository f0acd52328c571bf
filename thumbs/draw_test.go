package thumbs_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/disintegration/imaging"

	"cutline/archive"
	"cutline/thumbs"
)

// scene draws a landscape of its own for each seed: sky, hills and lights, with
// a little grain, the same at any size.
func scene(seed uint64, width, height int) *image.NRGBA {
	rng := rand.New(rand.NewPCG(seed, 1))
	type wave struct{ fx, fy, phase, weight float64 }
	waves := make([]wave, 24)
	for i := range waves {
		waves[i] = wave{rng.Float64() * 20, rng.Float64() * 20, rng.Float64() * 6, 1 / float64(i/3+2)}
	}
	horizon := 0.3 + 0.4*rng.Float64()
	const sketch = 80 // enough for the waves, and quickly drawn
	img := image.NewNRGBA(image.Rect(0, 0, sketch, sketch))
	for y := range sketch {
		for x := range sketch {
			u, v := float64(x)/sketch, float64(y)/sketch
			g := 0.0
			for _, w := range waves {
				g += w.weight * math.Sin(w.fx*u+w.fy*v+w.phase)
			}
			g = 128 + 40*g
			if v > horizon+0.1*math.Sin(waves[0].fx*u) {
				g *= 0.5
			}
			g = min(max(g, 0), 250)
			img.SetNRGBA(x, y, color.NRGBA{uint8(g), uint8(g * 0.9), uint8(255 - g), 255})
		}
	}
	img = imaging.Resize(img, width, height, imaging.Linear)
	grain := rand.New(rand.NewPCG(seed, 2))
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i] += uint8(grain.Uint32() & 3)
	}
	return img
}

func encodeJPEG(tb testing.TB, img image.Image, quality int) []byte {
	tb.Helper()
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: quality}); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

func encodePNG(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

func picture(format string, data []byte) archive.Picture {
	return archive.Picture{ReaderAt: bytes.NewReader(data), Size: int64(len(data)), Format: format, Orientation: 1}
}

func openStore(tb testing.TB, budget int64) *thumbs.Store {
	tb.Helper()
	s, err := thumbs.Open(tb.TempDir(), budget)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// render renders a picture that must come out.
func render(tb testing.TB, s *thumbs.Store, id archive.ID, src archive.Picture) archive.Rendered {
	tb.Helper()
	seen, err := s.Render(context.Background(), id, src)
	if err != nil {
		tb.Fatalf("render: %v", err)
	}
	if seen.Placeholder != "" {
		tb.Fatalf("render: placeholder %q", seen.Placeholder)
	}
	return seen
}

// rendition decodes a rendition that must be there.
func rendition(tb testing.TB, s *thumbs.Store, id archive.ID, size thumbs.Size) image.Image {
	tb.Helper()
	r, err := s.Open(id, size)
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Close()
	img, err := jpeg.Decode(r)
	if err != nil {
		tb.Fatal(err)
	}
	return img
}

// near reports whether two colours are the same but for JPEG.
func near(a, b color.Color) bool {
	const tolerance = 12
	for _, d := range differences(a, b) {
		if d > tolerance {
			return false
		}
	}
	return true
}

func differences(a, b color.Color) [3]int {
	p, q := color.RGBAModel.Convert(a).(color.RGBA), color.RGBAModel.Convert(b).(color.RGBA)
	abs := func(n int) int { return max(n, -n) }
	return [3]int{abs(int(p.R) - int(q.R)), abs(int(p.G) - int(q.G)), abs(int(p.B) - int(q.B))}
}

// idOf names the nth photo of a test.
func idOf(n byte) archive.ID { return archive.Hash{n}.ID() }
