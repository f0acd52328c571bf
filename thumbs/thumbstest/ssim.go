package thumbstest

import (
	"image"
	"image/color"
)

// SSIM is the structural similarity of the lightness of two pictures of the
// same size (Wang and others, 2004), the mean over windows of 8 × 8 pixels
// that overlap by half: 1 is the same picture.
func SSIM(p, q image.Image) float64 {
	const (
		window = 8
		c1, c2 = (0.01 * 255) * (0.01 * 255), (0.03 * 255) * (0.03 * 255)
	)
	width, height := p.Bounds().Dx(), p.Bounds().Dy()
	a, b := luma(p), luma(q)
	total, windows := 0.0, 0
	for y := 0; y == 0 || y+window <= height; y += window / 2 {
		for x := 0; x == 0 || x+window <= width; x += window / 2 {
			var n, sa, sb, saa, sbb, sab float64
			for j := y; j < min(y+window, height); j++ {
				for i := x; i < min(x+window, width); i++ {
					va, vb := a[j*width+i], b[j*width+i]
					n++
					sa += va
					sb += vb
					saa += va * va
					sbb += vb * vb
					sab += va * vb
				}
			}
			ma, mb := sa/n, sb/n
			total += (2*ma*mb + c1) * (2*(sab/n-ma*mb) + c2) /
				((ma*ma + mb*mb + c1) * (saa/n - ma*ma + sbb/n - mb*mb + c2))
			windows++
		}
	}
	return total / float64(windows)
}

func luma(img image.Image) []float64 {
	b := img.Bounds()
	all := make([]float64, 0, b.Dx()*b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			all = append(all, 0.299*float64(c.R)+0.587*float64(c.G)+0.114*float64(c.B))
		}
	}
	return all
}
