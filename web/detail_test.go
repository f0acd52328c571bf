package web_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"
	"testing"
)

// detailed is a JPEG of many shapes with soft edges, another for each n.
func detailed(t *testing.T, n int) []byte {
	t.Helper()
	const width, height = 720, 480
	random := rand.New(rand.NewPCG(uint64(n), 1))
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{90, 110, 140, 255}), image.Point{}, draw.Src)
	for range 160 {
		x, y, r := random.IntN(width), random.IntN(height), 8+random.IntN(70)
		c := color.RGBA{uint8(random.IntN(256)), uint8(random.IntN(256)), uint8(random.IntN(256)), 255}
		for dy := -r; dy <= r; dy++ {
			for dx := -r; dx <= r; dx++ {
				d := dx*dx + dy*dy
				if d > r*r || !image.Pt(x+dx, y+dy).In(img.Bounds()) {
					continue
				}
				under := img.RGBAAt(x+dx, y+dy)
				k := 1 - float64(d)/float64(r*r)
				mix := func(a, b uint8) uint8 { return uint8(float64(a)*(1-k) + float64(b)*k) }
				img.SetRGBA(x+dx, y+dy, color.RGBA{mix(under.R, c.R), mix(under.G, c.G), mix(under.B, c.B), 255})
			}
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
