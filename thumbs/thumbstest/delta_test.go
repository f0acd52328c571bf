package thumbstest

import (
	"image"
	"image/color"
	"math"
	"testing"
)

// TestDeltaE takes pairs from the test data that Sharma, Wu and Dalal published
// with CIEDE2000: those on which implementations went wrong.
func TestDeltaE(t *testing.T) {
	for _, row := range []struct {
		p, q Lab
		want float64
	}{
		{Lab{50, 2.6772, -79.7751}, Lab{50, 0, -82.7485}, 2.0425},
		{Lab{50, -1.3802, -84.2814}, Lab{50, 0, -82.7485}, 1.0000},
		{Lab{50, 0, 0}, Lab{50, -1, 2}, 2.3669},
		{Lab{50, 2.49, -0.001}, Lab{50, -2.49, 0.0009}, 7.1792},
		{Lab{50, 2.49, -0.001}, Lab{50, -2.49, 0.0011}, 7.2195},
		{Lab{50, 2.5, 0}, Lab{73, 25, -18}, 27.1492},
		{Lab{60.2574, -34.0099, 36.2677}, Lab{60.4626, -34.1751, 39.4387}, 1.2644},
		{Lab{22.7233, 20.0904, -46.6940}, Lab{23.0331, 14.9730, -42.5619}, 2.0373},
		{Lab{90.8027, -2.0831, 1.4410}, Lab{91.1528, -1.6435, 0.0447}, 1.4441},
		{Lab{2.0776, 0.0795, -1.1350}, Lab{0.9033, -0.0636, -0.5514}, 0.9082},
	} {
		if got := DeltaE(row.p, row.q); math.Abs(got-row.want) > 0.00005 {
			t.Errorf("%v and %v: %.4f, want %.4f", row.p, row.q, got, row.want)
		}
		if there, back := DeltaE(row.p, row.q), DeltaE(row.q, row.p); math.Abs(there-back) > 1e-9 {
			t.Errorf("%v and %v: %v, and %v the other way", row.p, row.q, there, back)
		}
	}
}

func TestSSIM(t *testing.T) {
	stripes := func(period int) image.Image {
		img := image.NewGray(image.Rect(0, 0, 64, 48))
		for i := range img.Pix {
			if i%64/period%2 == 0 {
				img.Pix[i] = 200
			}
		}
		return img
	}
	if got := SSIM(stripes(4), stripes(4)); math.Abs(got-1) > 1e-9 {
		t.Errorf("a picture and itself: %v", got)
	}
	if got := SSIM(stripes(4), stripes(5)); got > 0.5 {
		t.Errorf("other stripes: %v", got)
	}
	grey := image.NewUniform(color.Gray{90})
	if got := Colours(image.NewGray(image.Rect(0, 0, 8, 8)), crop{grey, image.Rect(0, 0, 8, 8)}); got.Mean < 20 || got.Max != got.P95 {
		t.Errorf("grey and black: %+v", got)
	}
}

// crop is a picture with other bounds.
type crop struct {
	image.Image
	bounds image.Rectangle
}

func (c crop) Bounds() image.Rectangle { return c.bounds }
