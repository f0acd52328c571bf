package thumbs

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"sync"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"cutline/archive"
)

// gradient draws something that is neither plain nor costly.
func gradient(img interface {
	image.Image
	Set(x, y int, c color.Color)
},
) image.Image {
	b := img.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			img.Set(x, y, color.RGBA{uint8(x), uint8(y), uint8(x * y / 64), 255})
		}
	}
	return img
}

// decodesWatched calls decoding when a picture is read from its beginning for
// the second time: the first time is for the header.
type decodesWatched struct {
	*bytes.Reader
	begun    int
	decoding func()
}

func (d *decodesWatched) ReadAt(p []byte, off int64) (int, error) {
	if off == 0 {
		if d.begun++; d.begun == 2 {
			d.decoding()
		}
	}
	return d.Reader.ReadAt(p, off)
}

// TestRenderWithinBudget renders eight pictures at once with room for two.
func TestRenderWithinBudget(t *testing.T) {
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, gradient(image.NewRGBA(image.Rect(0, 0, 640, 480))), nil); err != nil {
		t.Fatal(err)
	}
	src := func(decoding func()) archive.Picture {
		r := &decodesWatched{Reader: bytes.NewReader(buf.Bytes()), decoding: decoding}
		return archive.Picture{ReaderAt: r, Size: r.Size(), Format: "jpeg", Orientation: 1}
	}
	h, err := readHeader(src(nil))
	if err != nil {
		t.Fatal(err)
	}
	h.native = 0 // everything in Go
	need := h.need()
	s, err := Open(t.TempDir(), 2*need+need/2)
	if err != nil {
		t.Fatal(err)
	}
	const photos = 8
	decoding, goOn := make(chan bool), make(chan bool)
	var all sync.WaitGroup
	for n := range byte(photos) {
		all.Go(func() {
			_, err := s.Render(context.Background(), archive.Hash{n}.ID(), src(func() {
				decoding <- true
				<-goOn
			}))
			if err != nil {
				t.Error(err)
			}
		})
	}
	for range photos / 2 {
		<-decoding
		<-decoding
		if s.memory.TryAcquire(need) {
			t.Error("two are being decoded and there is room for a third")
			s.memory.Release(need)
		}
		goOn <- true
		goOn <- true
	}
	all.Wait()
	if !s.memory.TryAcquire(s.budget) {
		t.Error("memory was not given back")
	}
}

// TestEstimate compares the estimate with all that decoding allocates, which
// is no less than what it holds at its peak.
func TestEstimate(t *testing.T) {
	r := image.Rect(0, 0, 720, 500)
	encode := map[string]func(*bytes.Buffer, image.Image) error{
		"jpeg": func(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) },
		"png":  func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) },
		"gif":  func(b *bytes.Buffer, m image.Image) error { return gif.Encode(b, m, nil) },
		"bmp":  func(b *bytes.Buffer, m image.Image) error { return bmp.Encode(b, m) },
		"tiff": func(b *bytes.Buffer, m image.Image) error { return tiff.Encode(b, m, nil) },
	}
	for name, img := range map[string]image.Image{
		"colour":     gradient(image.NewRGBA(r)),
		"see-thru":   image.NewNRGBA(r),
		"16 bits":    gradient(image.NewNRGBA64(r)),
		"grey":       gradient(image.NewGray(r)),
		"grey of 16": gradient(image.NewGray16(r)),
		"palette":    gradient(image.NewPaletted(r, color.Palette{color.Black, color.White})),
	} {
		for format, encode := range encode {
			if _, indexed := img.(*image.Paletted); format == "gif" && !indexed {
				continue // it would become indexed, slowly
			}
			var buf bytes.Buffer
			if err := encode(&buf, img); err != nil {
				t.Fatalf("%s as %s: %v", name, format, err)
			}
			src := archive.Picture{ReaderAt: bytes.NewReader(buf.Bytes()), Size: int64(buf.Len()), Format: format}
			checkEstimate(t, name+" as "+format, src)
		}
	}
}

// TestScaleEstimate does the same for what comes after decoding.
func TestScaleEstimate(t *testing.T) {
	for _, size := range []image.Point{{300, 200}, {2400, 800}, {6500, 300}, {300, 6500}, {30000, 20}, {20, 30000}} {
		img := image.NewYCbCr(image.Rectangle{Max: size}, image.YCbCrSubsampleRatio420)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		shrink(orientation(6).apply(flatten(shrink(img, Preview))), Grid)
		runtime.ReadMemStats(&after)
		const lines = 1 << 20 // of pixels, one for each processor
		took, estimate := int64(after.TotalAlloc-before.TotalAlloc), scaleBytes(size.X, size.Y, Preview.longEdge())
		if took > estimate+lines {
			t.Errorf("%v: scaling allocated %d bytes, the estimate is %d", size, took, estimate)
		}
	}
}

// checkEstimate decodes a picture and holds the estimate to what it took.
func checkEstimate(t *testing.T, name string, src archive.Picture) {
	t.Helper()
	h, err := readHeader(src)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	s, err := Open(t.TempDir(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = s.decode(context.Background(), src, h, nil)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	took := int64(after.TotalAlloc - before.TotalAlloc)
	const tables = 512 << 10 // of codes, and buffers for reading
	if took > h.decode+tables {
		t.Errorf("%s: decoding allocated %d bytes, the estimate is %d", name, took, h.decode)
	}
}
