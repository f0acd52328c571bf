package thumbs_test

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/gif"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"cutline/archive"
	"cutline/thumbs"
)

// TestColours renders one colour in every way that it can be stored.
func TestColours(t *testing.T) {
	orange := color.RGBA{230, 120, 40, 255}
	grey := color.RGBA{90, 90, 90, 255}
	const size = 64
	fill := func(img interface {
		image.Image
		Set(x, y int, c color.Color)
	}, c color.Color,
	) image.Image {
		for y := range size {
			for x := range size {
				img.Set(x, y, c)
			}
		}
		return img
	}
	r := image.Rect(0, 0, size, size)
	palette := color.Palette{color.Black, orange}
	ink := color.RGBA{225, 143, 72, 255} // of a press, not of a screen
	half := color.NRGBA{orange.R, orange.G, orange.B, 128}
	onNeutral := color.RGBA{179, 124, 84, 255}
	for _, test := range []struct {
		name string
		src  archive.Picture
		want color.RGBA
	}{
		{"jpeg", picture("jpeg", encodeJPEG(t, fill(image.NewRGBA(r), orange), 95)), orange},
		{"jpeg, grey", picture("jpeg", encodeJPEG(t, fill(image.NewGray(r), grey), 95)), grey},
		{"jpeg, CMYK of Adobe", picture("jpeg", fourComponents(inverted, 25, 135, 215, 0)), ink},
		{"jpeg, CMYK without Adobe", picture("jpeg", fourComponents(bare, 25, 135, 215, 0)), ink},
		{"jpeg, YCCK of Adobe", picture("jpeg", fourComponents(withYCC, 25, 135, 215, 0)), ink},
		{"png", picture("png", encodePNG(t, fill(image.NewRGBA(r), orange))), orange},
		{"png, grey", picture("png", encodePNG(t, fill(image.NewGray(r), grey))), grey},
		{"png, grey of 16 bits", picture("png", encodePNG(t, fill(image.NewGray16(r), grey))), grey},
		{"png, 16 bits", picture("png", encodePNG(t, fill(image.NewRGBA64(r), orange))), orange},
		{"png, palette", picture("png", encodePNG(t, fill(image.NewPaletted(r, palette), orange))), orange},
		{"png, half transparent", picture("png", encodePNG(t, fill(image.NewNRGBA(r), half))), onNeutral},
		{"png, half transparent, 16 bits", picture("png", encodePNG(t, fill(image.NewNRGBA64(r), half))), onNeutral},
		{"png, clear", picture("png", encodePNG(t, image.NewNRGBA(r))), color.RGBA{128, 128, 128, 255}},
		{"gif", picture("gif", encodeGIF(t, fill(image.NewPaletted(r, palette), orange))), orange},
		{"gif, frame off the middle", picture("gif", cornerGIF(t, orange)), color.RGBA{128, 128, 128, 255}},
		{"tiff", picture("tiff", encodeTIFF(t, fill(image.NewRGBA(r), orange))), orange},
		{"tiff, 16 bits", picture("tiff", encodeTIFF(t, fill(image.NewNRGBA64(r), orange))), orange},
		{"tiff, grey of 16 bits", picture("tiff", encodeTIFF(t, fill(image.NewGray16(r), grey))), grey},
		{"tiff, palette", picture("tiff", encodeTIFF(t, fill(image.NewPaletted(r, palette), orange))), orange},
		{"bmp", picture("bmp", encodeBMP(t, fill(image.NewRGBA(r), orange))), orange},
		{"bmp, palette", picture("bmp", encodeBMP(t, fill(image.NewPaletted(r, palette), orange))), orange},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, id := openStore(t, 0), idOf(1)
			seen := render(t, s, id, test.src)
			for _, size := range []thumbs.Size{thumbs.Grid, thumbs.Preview} {
				img := rendition(t, s, id, size)
				centre := img.Bounds().Max.Div(2)
				if got := img.At(centre.X, centre.Y); !near(got, test.want) {
					t.Errorf("%s is %v, want %v", size, got, test.want)
				}
			}
			if seen.Fingerprint != 0 && test.name != "gif, frame off the middle" {
				t.Errorf("fingerprint %016x of a plain surface", seen.Fingerprint)
			}
		})
	}
}

// The smallest pictures, for want of an encoder.
const (
	lossyWebP    = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"
	losslessWebP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="
)

// TestWebP renders a lossy and a lossless picture.
func TestWebP(t *testing.T) {
	for name, text := range map[string]string{
		"lossy":    lossyWebP,
		"lossless": losslessWebP,
	} {
		data, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		if seen := render(t, openStore(t, 0), idOf(1), picture("webp", data)); seen.Width != 1 || seen.Height != 1 {
			t.Errorf("%s: %d × %d, want 1 × 1", name, seen.Width, seen.Height)
		}
	}
}

func encodeTIFF(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var buf bytes.Buffer
	if err := tiff.Encode(&buf, img, &tiff.Options{Compression: tiff.Deflate}); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

func encodeBMP(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var buf bytes.Buffer
	if err := bmp.Encode(&buf, img); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

func encodeGIF(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var buf bytes.Buffer
	if err := gif.Encode(&buf, img, nil); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

// cornerGIF is a clear picture with a coloured frame in its lower right corner.
func cornerGIF(tb testing.TB, c color.Color) []byte {
	tb.Helper()
	frame := image.NewPaletted(image.Rect(48, 48, 64, 64), color.Palette{c, color.Black})
	var buf bytes.Buffer
	err := gif.EncodeAll(&buf, &gif.GIF{
		Image:  []*image.Paletted{frame},
		Delay:  []int{0},
		Config: image.Config{Width: 64, Height: 64},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

// The ways to store four components.
const (
	bare     = -1 // no Adobe segment: ink is 255
	inverted = 0  // Adobe's transform 0, CMYK: ink is 0
	withYCC  = 2  // Adobe's transform 2, YCCK: ink is 0
)

// fourComponents is a JPEG of 64 × 64 pixels of one colour, encoded by hand
// because package image/jpeg writes no fourth component. The ink is given
// plain, with 255 for full.
func fourComponents(transform int, ink ...uint8) []byte {
	b := []byte{0xff, 0xd8}
	if transform != bare {
		b = append(b, 0xff, 0xee, 0, 14)
		b = append(b, "Adobe\x00\x64\x00\x00\x00\x00"...)
		b = append(b, byte(transform))
		if transform == withYCC {
			// Twice inverted, once as Adobe does and once from ink to light.
			ink[0], ink[1], ink[2] = color.RGBToYCbCr(ink[0], ink[1], ink[2])
		} else {
			ink[0], ink[1], ink[2] = 255-ink[0], 255-ink[1], 255-ink[2]
		}
		ink[3] = 255 - ink[3]
	}
	// Steps of 8 make the DC coefficient the difference from 128.
	b = append(b, 0xff, 0xdb, 0, 67, 0)
	b = append(b, bytes.Repeat([]byte{8}, 64)...)
	b = append(b, 0xff, 0xc0, 0, 20, 8, 0, 64, 0, 64, 4)
	for c := range byte(4) {
		b = append(b, c+1, 0x11, 0)
	}
	// DC: the lengths 0 to 11 have codes of four bits. AC: end of block is 0.
	b = append(b, 0xff, 0xc4, 0, 31, 0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	b = append(b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	b = append(b, 0xff, 0xc4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	b = append(b, 0xff, 0xda, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0)

	var bits []byte // one each
	put := func(value uint16, n int) {
		for ; n > 0; n-- {
			bits = append(bits, byte(value>>(n-1))&1)
		}
	}
	for block := range 64 {
		for _, v := range ink {
			d := 0
			if block == 0 {
				d = int(v) - 128
			}
			length := 0
			for m := max(d, -d); m > 0; m >>= 1 {
				length++
			}
			put(uint16(length), 4)
			if d < 0 {
				d += 1<<length - 1
			}
			put(uint16(d), length)
			put(0, 1)
		}
	}
	for len(bits)%8 != 0 {
		bits = append(bits, 1)
	}
	for ; len(bits) > 0; bits = bits[8:] {
		var octet byte
		for _, bit := range bits[:8] {
			octet = octet<<1 | bit
		}
		if b = append(b, octet); octet == 0xff {
			b = append(b, 0)
		}
	}
	return append(b, 0xff, 0xd9)
}
