package thumbs

import (
	"image"
	"image/color"

	"cutline/archive"
)

// readProfile returns the ICC profile of a picture, nil if it has none.
func readProfile(src archive.Picture, h header) []byte { return nil }

// beforeScaling turns a picture into one that package imaging scales as it is.
func beforeScaling(d decoded) image.Image {
	if cmyk, ok := d.Image.(*image.CMYK); ok {
		return rgbInPlace(cmyk)
	}
	return d.Image
}

// afterScaling turns the colours of a scaled picture into sRGB, in place.
func afterScaling(img *image.NRGBA, d decoded) *image.NRGBA { return img }

// rgbInPlace turns a CMYK picture into RGB in its own memory, without a
// colour profile.
func rgbInPlace(img *image.CMYK) *image.NRGBA {
	for i := 0; i+3 < len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		p[0], p[1], p[2] = color.CMYKToRGB(p[0], p[1], p[2], p[3])
		p[3] = 255
	}
	return &image.NRGBA{Pix: img.Pix, Stride: img.Stride, Rect: img.Rect}
}
