package thumbs

import (
	"image"
	"math/rand/v2"
	"testing"

	"github.com/disintegration/imaging"
)

// noise is the worst that can be scaled: black, white and all between.
func noise(width, height int) *image.NRGBA {
	rng := rand.New(rand.NewPCG(1, 2))
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		switch img.Pix[i] = uint8(rng.Uint32()); {
		case i%4 == 3:
			img.Pix[i] = 255
		case rng.IntN(3) == 0:
			img.Pix[i] = 255 * uint8(rng.IntN(2))
		}
	}
	return img
}

// TestLanczos holds the scaling of opaque pictures to that of package imaging.
func TestLanczos(t *testing.T) {
	for _, test := range []struct{ from, to image.Point }{
		{image.Pt(640, 480), image.Pt(400, 300)},
		{image.Pt(401, 300), image.Pt(400, 299)},
		{image.Pt(1600, 37), image.Pt(400, 9)},
		{image.Pt(7, 500), image.Pt(5, 400)},
		{image.Pt(1, 900), image.Pt(1, 400)},
		{image.Pt(900, 1), image.Pt(400, 1)},
	} {
		img := noise(test.from.X, test.from.Y)
		got, want := lanczos(img, test.to.X, test.to.Y), imaging.Resize(img, test.to.X, test.to.Y, imaging.Lanczos)
		if got.Rect != want.Rect {
			t.Fatalf("%v: %v, want %v", test, got.Rect, want.Rect)
		}
		worst, sum := 0, 0
		for i := range want.Pix {
			d := int(got.Pix[i]) - int(want.Pix[i])
			worst, sum = max(worst, d, -d), sum+max(d, -d)
		}
		if mean := float64(sum) / float64(len(want.Pix)); worst > 2 || mean > 0.3 {
			t.Errorf("%v differs from package imaging by %d at most and %.2f in the mean", test, worst, mean)
		}
	}
}

// TestLanczosPlain scales plain surfaces, which must stay plain.
func TestLanczosPlain(t *testing.T) {
	for _, v := range []uint8{0, 1, 127, 254, 255} {
		img := image.NewNRGBA(image.Rect(0, 0, 1000, 333))
		for i := range img.Pix {
			img.Pix[i] = v
			if i%4 == 3 {
				img.Pix[i] = 255
			}
		}
		for i, got := range lanczos(img, 400, 133).Pix {
			if i%4 != 3 && got != v {
				t.Fatalf("%d became %d", v, got)
			}
		}
	}
}

func BenchmarkLanczos(b *testing.B) {
	for _, test := range []struct {
		name     string
		from, to image.Point
	}{
		{"24MP", image.Pt(3000, 2000), image.Pt(1600, 1067)},
		{"8MP", image.Pt(1750, 1167), image.Pt(1600, 1067)},
		{"grid", image.Pt(1600, 1067), image.Pt(400, 267)},
	} {
		img := noise(test.from.X, test.from.Y)
		b.Run(test.name, func(b *testing.B) {
			for b.Loop() {
				lanczos(img, test.to.X, test.to.Y)
			}
		})
		b.Run(test.name+"-imaging", func(b *testing.B) {
			for b.Loop() {
				imaging.Resize(img, test.to.X, test.to.Y, imaging.Lanczos)
			}
		})
	}
}
