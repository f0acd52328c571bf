package thumbs_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/thumbs"
)

func TestBombs(t *testing.T) {
	for _, test := range []struct {
		name, format string
		data         []byte
		want         string // in the message
	}{
		{"jpeg", "jpeg", jpegOf(60000, 60000), "60000 × 60000"},
		{"png", "png", pngOf(60000, 60000), "60000 × 60000"},
		{"png, as large as can be said", "png", pngOf(1<<31-1, 1<<31-1), ""},
		{"gif", "gif", []byte("GIF89a\x60\xea\x60\xea\x00\x00\x00"), "60000 × 60000"},
		{"webp", "webp", webpOf(60000, 30000), "60000 × 30000"},
		{"bmp", "bmp", bmpOf(60000, 60000), "60000 × 60000"},
		{"tiff", "tiff", tiffOf(60000, 60000), "60000 × 60000"},
		{"more than the file holds", "jpeg", jpegOf(20000, 15000), "20000 × 15000"},
		{"no height", "jpeg", jpegOf(100, 0), "100 × 0"},
		{"a WebP that claims more than it has", "webp", []byte("RIFF\xff\xff\xff\x7fWEBPVP8 \xff\xff\xff\x7e0123456789"), "ends before"},
		{"scans without end", "jpeg", scans(t, 300), "scans"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := openStore(t, 0).Render(context.Background(), idOf(1), picture(test.format, test.data))
			if _, ok := errors.AsType[*archive.RefusedError](err); !ok {
				t.Fatalf("%v, want it refused", err)
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("%q does not say %q", err, test.want)
			}
		})
	}
}

func TestOverBudget(t *testing.T) {
	s := openStore(t, 2<<20)
	src := picture("jpeg", encodeJPEG(t, scene(1, 1200, 900), 80))
	src.Orientation = 6
	seen, err := s.Render(context.Background(), idOf(1), src)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(seen.Placeholder, "1200 × 900") || !strings.Contains(seen.Placeholder, "budget is 2 MB") {
		t.Errorf("placeholder %q does not give the size and the budget", seen.Placeholder)
	}
	if seen.Width != 900 || seen.Height != 1200 {
		t.Errorf("%d × %d, want 900 × 1200 upright", seen.Width, seen.Height)
	}
	if s.Decodes() != 0 {
		t.Error("it was decoded")
	}
	if _, err := s.Open(idOf(1), thumbs.Grid); err == nil {
		t.Error("it has a rendition")
	}
}

func TestCanceled(t *testing.T) {
	s := openStore(t, 0)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for format, data := range map[string][]byte{
		"jpeg": encodeJPEG(t, scene(1, 64, 64), 80),
		"tiff": encodeTIFF(t, scene(1, 64, 64)),
	} {
		if _, err := s.Render(ctx, idOf(1), picture(format, data)); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want it canceled", format, err)
		}
	}
}

func jpegOf(width, height int) []byte {
	be := binary.BigEndian
	b := []byte{0xff, 0xd8, 0xff, 0xc0, 0, 11, 8}
	b = be.AppendUint16(b, uint16(height))
	b = be.AppendUint16(b, uint16(width))
	b = append(b, 1, 1, 0x11, 0)
	return append(b, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0xff, 0xd9)
}

func pngOf(width, height uint32) []byte {
	be := binary.BigEndian
	ihdr := []byte("IHDR")
	ihdr = be.AppendUint32(ihdr, width)
	ihdr = be.AppendUint32(ihdr, height)
	ihdr = append(ihdr, 8, 2, 0, 0, 0)
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d")
	b = append(b, ihdr...)
	return be.AppendUint32(b, crc32.ChecksumIEEE(ihdr))
}

func webpOf(width, height int) []byte {
	b := []byte("RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00")
	for _, n := range []int{width - 1, height - 1} {
		b = append(b, byte(n), byte(n>>8), byte(n>>16))
	}
	return b
}

func bmpOf(width, height uint32) []byte {
	le := binary.LittleEndian
	b := append([]byte("BM"), make([]byte, 52)...)
	le.PutUint32(b[10:], 54)
	le.PutUint32(b[14:], 40)
	le.PutUint32(b[18:], width)
	le.PutUint32(b[22:], height)
	le.PutUint16(b[26:], 1)
	le.PutUint16(b[28:], 24)
	return b
}

// tiffOf is a directory of width, height, 8 bits and grey.
func tiffOf(width, height uint32) []byte {
	le := binary.LittleEndian
	b := []byte("II\x2a\x00\x08\x00\x00\x00\x04\x00")
	for _, e := range [][2]uint32{{256, width}, {257, height}, {258, 8}, {262, 1}} {
		b = le.AppendUint16(b, uint16(e[0]))
		b = le.AppendUint16(b, 4)
		b = le.AppendUint32(b, 1)
		b = le.AppendUint32(b, e[1])
	}
	return append(b, 0, 0, 0, 0)
}

// scans is a JPEG whose one scan comes n times.
func scans(t *testing.T, n int) []byte {
	data := encodeJPEG(t, scene(1, 16, 16), 50)
	start := bytes.Index(data, []byte{0xff, 0xda})
	scan := data[start : len(data)-2]
	return append(append(bytes.Clone(data[:start]), bytes.Repeat(scan, n)...), 0xff, 0xd9)
}
