package thumbs

import (
	"image"
	"image/color"
	"math"
)

const (
	// colourCells is the number of cells along the longer edge at which colours
	// are compared: half a block of the greys.
	colourCells = 40
	// sameColour is how far apart the colours of four cells may be, in units of
	// Cb and Cr. Compression and another white balance stay below.
	sameColour = 16
	// greyColour is how far from grey a picture in black and white may be.
	greyColour = 6
)

// sameColours reports whether an aligned picture has the colours of the photo,
// or none: a copy in black and white is the same picture, one in which a flag
// was given other colours is not.
func sameColours(picture, photo image.Image, a alignment) bool {
	b := photo.Bounds()
	columns, rows := grid(&grey{width: b.Dx(), height: b.Dy()}, colourCells)
	shown := a.shown(columns, rows)
	var there, here [2][]float64 // Cb and Cr of the photo and of the picture
	seen, want := chromaOf(picture), chromaOf(photo)
	inGrey := true
	for c := range there {
		there[c], here[c] = make([]float64, columns*rows), make([]float64, columns*rows)
		newPlane(want[c], b.Dx(), b.Dy()).cells(all, columns, rows, there[c])
		newPlane(seen[c], picture.Bounds().Dx(), picture.Bounds().Dy()).cells(a.window, columns, rows, here[c])
		for y := shown.Min.Y; y < shown.Max.Y; y++ {
			for x := shown.Min.X; x < shown.Max.X; x++ {
				inGrey = inGrey && math.Abs(here[c][y*columns+x]-128) < greyColour
			}
		}
	}
	if inGrey {
		return true
	}
	for y := shown.Min.Y; y+1 < shown.Max.Y; y++ {
		for x := shown.Min.X; x+1 < shown.Max.X; x++ {
			off := 0.0
			for c := range there {
				d := 0.0
				for _, i := range [...]int{y*columns + x, y*columns + x + 1, (y+1)*columns + x, (y+1)*columns + x + 1} {
					d += here[c][i] - there[c][i]
				}
				off = math.Hypot(off, d/4)
			}
			if off > sameColour {
				return false
			}
		}
	}
	return true
}

// chromaOf are the Cb and Cr values of a picture, row by row.
func chromaOf(img image.Image) (planes [2][]uint8) {
	b := img.Bounds()
	n := b.Dx() * b.Dy()
	planes = [2][]uint8{make([]uint8, 0, n), make([]uint8, 0, n)}
	add := func(cb, cr uint8) { planes[0], planes[1] = append(planes[0], cb), append(planes[1], cr) }
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			switch img := img.(type) {
			case *image.YCbCr:
				i := img.COffset(x, y)
				add(img.Cb[i], img.Cr[i])
			case *image.NRGBA:
				p := img.Pix[img.PixOffset(x, y):]
				_, cb, cr := color.RGBToYCbCr(p[0], p[1], p[2])
				add(cb, cr)
			default:
				c := color.YCbCrModel.Convert(img.At(x, y)).(color.YCbCr)
				add(c.Cb, c.Cr)
			}
		}
	}
	return planes
}
