package thumbs

import (
	"encoding/binary"
	"image"
	"math"

	"cutline/thumbs/icc"
)

// Colours become sRGB by the relative colorimetric intent, as package icc has
// it. Those of 8 bits and three channels are converted when the picture is
// scaled down, since there are fewer then and it makes no difference to the
// eye; those of 16 bits and of CMYK before, from their full depth. What
// 16 bits lose is half a level of 8 before scaling, which mixes levels again:
// nothing is seen as bands that was not.

// toSRGB is the conversion of a decoded picture's colours, nil for none. A
// profile that is broken, or of other channels than the picture, counts as
// none: better colours a little off than no picture.
func (s *Store) toSRGB(img image.Image, said colourSpace) *icc.Transform {
	channels := 3
	switch img.(type) {
	case *image.CMYK:
		channels = 4
	case *image.Gray, *image.Gray16:
		channels = 1
	}
	// Grey has a meaning in RGB, where its three values are the same.
	fits := func(n int) bool { return n == channels || n == 3 && channels == 1 }
	var t *icc.Transform
	switch {
	case fits(icc.Channels(said.profile)):
		t, _ = s.profiles.Transform(said.profile)
	case said.name != "" && fits(3):
		t = s.profiles.Space(said.name, said.space)
	}
	if t == nil && channels == 4 {
		t = s.profiles.Space("press", icc.Press)
	}
	return t
}

// beforeScaling turns a picture into one that package imaging scales as it is.
func beforeScaling(d decoded) image.Image {
	switch img := d.Image.(type) {
	case *image.CMYK:
		return d.toSRGB.CMYK(img)
	case *image.Gray16:
		return d.toSRGB.Gray16(img)
	case *image.NRGBA64:
		return d.toSRGB.NRGBA64(img)
	case *image.RGBA64:
		return d.toSRGB.NRGBA64(straight(img))
	}
	return d.Image
}

// afterScaling turns the colours of a scaled picture into sRGB, in place.
func afterScaling(img *image.NRGBA, d decoded) *image.NRGBA {
	switch d.Image.(type) {
	case *image.CMYK, *image.Gray16, *image.NRGBA64, *image.RGBA64:
	default:
		if d.toSRGB != nil {
			d.toSRGB.NRGBA(img)
		}
	}
	return img
}

// straight takes the transparency out of the colours of a picture, in its own
// memory.
func straight(img *image.RGBA64) *image.NRGBA64 {
	for i := 0; i+7 < len(img.Pix); i += 8 {
		p := img.Pix[i : i+8 : i+8]
		a := uint32(binary.BigEndian.Uint16(p[6:]))
		if a == 0 || a == math.MaxUint16 {
			continue
		}
		for c := 0; c < 6; c += 2 {
			v := uint32(binary.BigEndian.Uint16(p[c:]))
			binary.BigEndian.PutUint16(p[c:], uint16(min(v*math.MaxUint16/a, math.MaxUint16)))
		}
	}
	return &image.NRGBA64{Pix: img.Pix, Stride: img.Stride, Rect: img.Rect}
}
