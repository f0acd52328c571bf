package embedded_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/image/tiff"

	"cutline/archive/embedded"
)

// otherPicture differs from picture in one pixel.
func otherPicture() image.Image {
	m := image.NewRGBA(picture().Bounds())
	draw.Draw(m, m.Bounds(), picture(), image.Point{}, draw.Src)
	m.Set(20, 20, color.RGBA{255, 0, 255, 255})
	return m
}

// TestPixelHash: metadata do not count, pixels do.
func TestPixelHash(t *testing.T) {
	exif := join(tiffHeader(8), directory(0, entry{tag: 0x0112, typ: 3, count: 1, value: 6}))
	text := chunk("iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00<x/>"))
	jpg := drawJPEG(t)
	scan := bytes.Index(jpg, []byte{0xFF, 0xDA})
	webp := func(pixels string, chunks ...[]byte) []byte {
		body := join([]byte("WEBP"), join(chunks...), []byte("VP8L"), []byte{byte(len(pixels)), 0, 0, 0}, []byte(pixels))
		return join([]byte("RIFF"), []byte{byte(len(body)), 0, 0, 0}, body)
	}
	tif := func(description string, pixels string) []byte {
		at := uint32(8 + 2 + 12*5 + 4)
		return join(tiffHeader(8), directory(0,
			entry{tag: 0x0100, typ: 3, count: 1, value: 2}, entry{tag: 0x0101, typ: 3, count: 1, value: 4},
			entry{tag: 0x010E, typ: 2, count: uint32(len(description)), value: at + uint32(len(pixels))},
			entry{tag: 0x0111, typ: 4, count: 1, value: at}, entry{tag: 0x0117, typ: 4, count: 1, value: uint32(len(pixels))}),
			[]byte(pixels), []byte(description))
	}
	for name, tt := range map[string]struct {
		format             string
		plain, same, other []byte
	}{
		"jpeg": {
			"jpeg", jpg, withSegments(jpg, exifSegment(exif), segment(0xFE, []byte("comment"))),
			encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, otherPicture(), nil) }),
		},
		"jpeg, other tables": {
			"jpeg", jpg, append(bytes.Clone(jpg), "trailing bytes"...),
			join(jpg[:scan], segment(0xDD, []byte{0, 1}), jpg[scan:]),
		},
		"png": {
			"png", drawPNG(t), drawPNG(t, text),
			encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, otherPicture()) }),
		},
		"webp": {"webp", webp("pixels"), webp("pixels", []byte("XMP \x02\x00\x00\x00<>")), webp("others")},
		"tiff": {"tiff", tif("one description", "8 pixels"), tif("another, longer one", "8 pixels"), tif("one description", "8 others")},
	} {
		t.Run(name, func(t *testing.T) {
			plain := pixelHash(t, tt.plain, tt.format)
			if got := pixelHash(t, tt.same, tt.format); got != plain {
				t.Errorf("other metadata: %s, want %s", got, plain)
			}
			if got := pixelHash(t, tt.other, tt.format); got == plain {
				t.Error("other pixels have the same hash")
			}
		})
	}
}

func encoded(t *testing.T, f func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPixelHashOfNone: a format without such a reading has no hash, damage is
// an error.
func TestPixelHashOfNone(t *testing.T) {
	if got := pixelHash(t, []byte("GIF89a"), "gif"); got != "" {
		t.Errorf("gif: %q", got)
	}
	strips := join(tiffHeader(8), directory(0,
		entry{tag: 0x0111, typ: 3, count: 2, value: 8 | 8<<16}, entry{tag: 0x0117, typ: 3, count: 2, value: 30 | 30<<16}))
	for format, b := range map[string][]byte{
		"jpeg": drawJPEG(t)[:300],
		"png":  drawPNG(t)[:60],
		"tiff": strips, // which overlap, and hold more than the file
		"webp": []byte("RIFF\x04\x00\x00\x00WEBP"),
	} {
		if h, err := embedded.PixelHash(bytes.NewReader(b), int64(len(b)), format); err == nil {
			t.Errorf("damaged %s: %q", format, h)
		}
	}
}

// TestPixelHashCorpus: the corpus has the same picture under other words.
func TestPixelHashCorpus(t *testing.T) {
	hashes := map[string][]string{}
	for name, b := range corpusFiles(t) {
		info, err := tryRead(b)
		if err != nil {
			continue
		}
		h, err := embedded.PixelHash(bytes.NewReader(b), int64(len(b)), info.Format)
		if err != nil {
			t.Logf("%s: %v", name, err)
		}
		if h != "" {
			hashes[h] = append(hashes[h], name)
		}
	}
	for _, names := range hashes {
		if slices.Sort(names); len(names) > 1 {
			t.Logf("same pixels: %q", names)
		}
	}
	if n := len(hashes); n < 80 {
		t.Errorf("%d different pictures in %s", n, filepath.Base(corpus(t)))
	}
}

// TestPixelHashOfTIFF reads a TIFF that another package wrote.
func TestPixelHashOfTIFF(t *testing.T) {
	one := encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, picture(), nil) })
	two := encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, otherPicture(), nil) })
	if pixelHash(t, one, "tiff") == pixelHash(t, two, "tiff") {
		t.Error("other pixels have the same hash")
	}
}
