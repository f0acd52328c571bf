package thumbs_test

import (
	"context"
	"encoding/base64"
	"errors"
	"image"
	"slices"
	"testing"

	"cutline/archive"
	"cutline/thumbs"
)

// FuzzRender renders damaged files. Each must come out, or be a placeholder, or
// be refused with a sentence, and what comes out must be whole.
func FuzzRender(f *testing.F) {
	formats := []string{"jpeg", "png", "gif", "tiff", "bmp", "webp", "nef", "cr3", "orf", "raf"}
	add := func(format string, orientation int, data []byte) {
		f.Add(uint8(slices.Index(formats, format)), orientation, data)
	}
	img := scene(1, 48, 32)
	grey := image.NewGray(image.Rect(0, 0, 20, 20))
	add("jpeg", 1, encodeJPEG(f, img, 80))
	add("jpeg", 6, encodeJPEG(f, grey, 80))
	add("jpeg", 3, fourComponents(inverted, 1, 2, 3, 4))
	add("jpeg", 3, fourComponents(bare, 1, 2, 3, 4))
	add("png", 8, encodePNG(f, img))
	add("png", 0, encodePNG(f, grey))
	add("gif", 5, encodeGIF(f, img))
	add("tiff", 7, encodeTIFF(f, img))
	add("bmp", 2, encodeBMP(f, img))
	add("webp", 1, webpOf(100, 100))
	for _, text := range []string{lossyWebP, losslessWebP} {
		data, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			f.Fatal(err)
		}
		add("webp", 4, data)
	}
	add("webp", 1, animated(f, losslessWebP, 3, 2, 1, 0))
	add("tiff", 1, pageTIFF(f, true))
	add("jpeg", 1, segments(encodeJPEG(f, img, 80), 0xe2, append([]byte("ICC_PROFILE\x00\x01\x01"), adobeProfile()...)))
	add("png", 1, chunk(encodePNG(f, img), "iCCP", iccp(adobeProfile())))
	for _, format := range []string{"nef", "cr3", "orf", "raf"} {
		add(format, 6, rawOf(f, format))
	}
	s := openStore(f, 8<<20)
	f.Fuzz(func(t *testing.T, format uint8, orientation int, data []byte) {
		src := picture(formats[int(format)%len(formats)], data)
		src.Orientation = orientation
		seen, err := s.Render(context.Background(), idOf(1), src)
		if refused, ok := errors.AsType[*archive.RefusedError](err); ok {
			if refused.Reason == "" {
				t.Error("refused without a reason")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if seen.Placeholder != "" {
			return
		}
		if seen.Width <= 0 || seen.Height <= 0 || len(seen.Colour) != len("#rrggbb") {
			t.Errorf("saw %+v", seen)
		}
		rendition(t, s, idOf(1), thumbs.Grid)
		rendition(t, s, idOf(1), thumbs.Preview)
	})
}
