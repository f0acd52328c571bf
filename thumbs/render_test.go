package thumbs_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"cutline/archive"
	"cutline/thumbs"
)

func TestRender(t *testing.T) {
	photo := scene(1, 1720, 430)
	small := scene(1, 300, 200)
	for _, test := range []struct {
		name          string
		src           archive.Picture
		preview, grid image.Point
	}{
		{"jpeg", picture("jpeg", encodeJPEG(t, photo, 90)), image.Pt(1600, 400), image.Pt(400, 100)},
		{"png", picture("png", encodePNG(t, photo)), image.Pt(1600, 400), image.Pt(400, 100)},
		{"never upscaled", picture("jpeg", encodeJPEG(t, small, 90)), image.Pt(300, 200), image.Pt(300, 200)},
		{"a line", picture("png", encodePNG(t, scene(1, 5000, 1))), image.Pt(1600, 1), image.Pt(400, 1)},
		{"a column", picture("png", encodePNG(t, scene(1, 1, 5000))), image.Pt(1, 1600), image.Pt(1, 400)},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := openStore(t, 0)
			id := idOf(1)
			seen := render(t, s, id, test.src)
			if n := s.Decodes(); n != 1 {
				t.Errorf("%d decodes, want 1 for a photo", n)
			}
			if got := rendition(t, s, id, thumbs.Preview).Bounds().Size(); got != test.preview {
				t.Errorf("preview is %v, want %v", got, test.preview)
			}
			if got := rendition(t, s, id, thumbs.Grid).Bounds().Size(); got != test.grid {
				t.Errorf("grid is %v, want %v", got, test.grid)
			}
			if w, h := thumbs.Grid.Fit(seen.Width, seen.Height); image.Pt(w, h) != test.grid {
				t.Errorf("a page leaves %d × %d for the grid, want %v", w, h, test.grid)
			}
			if seen.Fingerprint == 0 && test.preview.X > 1 && test.preview.Y > 1 {
				t.Error("no fingerprint")
			}
		})
	}
}

// TestOrientations renders the same picture stored in each of the eight ways.
// Its quarters are red and green above blue and white.
func TestOrientations(t *testing.T) {
	red, green := color.RGBA{220, 30, 30, 255}, color.RGBA{30, 180, 30, 255}
	blue, white := color.RGBA{30, 30, 220, 255}, color.RGBA{240, 240, 240, 255}
	const w, h = 480, 320
	upright := func(x, y int) color.RGBA {
		switch {
		case y < h/2 && x < w/2:
			return red
		case y < h/2:
			return green
		case x < w/2:
			return blue
		}
		return white
	}
	// stored tells where the pixel stored at (x, y) belongs (CIPA DC-008, tag 274).
	stored := map[int]func(x, y int) (int, int){
		1: func(x, y int) (int, int) { return x, y },
		2: func(x, y int) (int, int) { return w - 1 - x, y },
		3: func(x, y int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y int) (int, int) { return x, h - 1 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return w - 1 - y, x },
		7: func(x, y int) (int, int) { return w - 1 - y, h - 1 - x },
		8: func(x, y int) (int, int) { return y, h - 1 - x },
	}
	var first archive.Fingerprint
	for orientation := 1; orientation <= 8; orientation++ {
		t.Run(fmt.Sprint(orientation), func(t *testing.T) {
			size := image.Rect(0, 0, w, h)
			if orientation >= 5 {
				size = image.Rect(0, 0, h, w)
			}
			img := image.NewRGBA(size)
			for y := range size.Dy() {
				for x := range size.Dx() {
					img.SetRGBA(x, y, upright(stored[orientation](x, y)))
				}
			}
			s, id := openStore(t, 0), idOf(byte(orientation))
			src := picture("png", encodePNG(t, img))
			src.Orientation = orientation
			seen := render(t, s, id, src)
			if seen.Width != w || seen.Height != h {
				t.Errorf("%d × %d, want %d × %d upright", seen.Width, seen.Height, w, h)
			}
			if orientation == 1 {
				first = seen.Fingerprint
			}
			if d := thumbs.Distance(seen.Fingerprint, first); d > 2 {
				t.Errorf("fingerprint is %d bits from that of the upright one", d)
			}
			for _, size := range []thumbs.Size{thumbs.Grid, thumbs.Preview} {
				got := rendition(t, s, id, size)
				b := got.Bounds()
				for _, corner := range []struct {
					x, y int
					want color.Color
				}{
					{b.Dx() / 4, b.Dy() / 4, red},
					{b.Dx() * 3 / 4, b.Dy() / 4, green},
					{b.Dx() / 4, b.Dy() * 3 / 4, blue},
					{b.Dx() * 3 / 4, b.Dy() * 3 / 4, white},
				} {
					if c := got.At(corner.x, corner.y); !near(c, corner.want) {
						t.Errorf("%s at %d,%d: %v, want %v", size, corner.x, corner.y, c, corner.want)
					}
				}
			}
		})
	}
}

func TestRenderWithoutDecoder(t *testing.T) {
	s := openStore(t, 0)
	for _, format := range []string{"heic", "avif", "jxl", "jp2", "psd", "nef", ""} {
		seen, err := s.Render(context.Background(), idOf(1), picture(format, []byte("anything")))
		if err != nil || seen.Placeholder == "" {
			t.Errorf("%q: placeholder %q, error %v", format, seen.Placeholder, err)
		}
	}
	if _, err := s.Open(idOf(1), thumbs.Grid); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a rendition of a placeholder: %v", err)
	}
}

func TestRenderCutOff(t *testing.T) {
	s := openStore(t, 0)
	img := scene(3, 600, 400)
	for format, data := range map[string][]byte{
		"jpeg": encodeJPEG(t, img, 90),
		"png":  encodePNG(t, img),
	} {
		for _, part := range []float64{0, 0.001, 0.1, 0.5, 0.9, 0.999} {
			cut := data[:int(part*float64(len(data)))]
			_, err := s.Render(context.Background(), idOf(1), picture(format, cut))
			if _, ok := errors.AsType[*archive.RefusedError](err); !ok {
				t.Errorf("%s, the first %g of it: %v, want it refused", format, part, err)
			}
		}
		zeroed := append(append([]byte{}, data[:len(data)/2]...), make([]byte, len(data)/2)...)
		_, err := s.Render(context.Background(), idOf(1), picture(format, zeroed))
		if _, ok := errors.AsType[*archive.RefusedError](err); !ok {
			t.Errorf("%s, half zeros: %v, want it refused", format, err)
		}
	}
	if _, err := s.Open(idOf(1), thumbs.Grid); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a rendition of a refused picture: %v", err)
	}
}

func TestRenderOfFileThatFails(t *testing.T) {
	s := openStore(t, 0)
	for _, format := range []string{"jpeg", "png", "gif", "tiff", "webp", "bmp"} {
		f, err := os.Create(filepath.Join(t.TempDir(), "closed"))
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		_, err = s.Render(context.Background(), idOf(1), archive.Picture{ReaderAt: f, Size: 1000, Format: format})
		if _, ok := errors.AsType[*archive.RefusedError](err); ok || err == nil {
			t.Errorf("%s: %v, want the error of the file and no refusal", format, err)
		}
	}
}

func TestRenderOfInvalidID(t *testing.T) {
	s := openStore(t, 0)
	for _, id := range []archive.ID{"", "x", "../../../../etc/passwd", "ABC"} {
		if _, err := s.Render(context.Background(), id, picture("png", encodePNG(t, scene(1, 8, 8)))); err == nil {
			t.Errorf("%q was taken for an ID", id)
		}
		if _, err := s.Open(id, thumbs.Grid); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("open %q: %v", id, err)
		}
	}
}
