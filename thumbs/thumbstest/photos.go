package thumbstest

import (
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/disintegration/imaging"
	"golang.org/x/sync/errgroup"
)

// PhotoQuality is the JPEG quality of [Photos], as cameras and agencies send
// them; chroma has half the samples each way.
const PhotoQuality = 90

// megapixels of the photos, one after another.
var megapixels = []float64{8, 10, 12, 16, 20, 24}

// Photos returns a folder of n photos of 8 to 24 megapixels, made from the
// large ones of the corpus: a part of one, at another size, with grain. They
// are made once and kept in the system's folder for temporary files.
func Photos(tb testing.TB, corpus string, n int) string {
	tb.Helper()
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("cutline-photos-1-%d", n))
	var sources []image.Image // decoded when one is missing
	group := new(errgroup.Group)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		path := filepath.Join(dir, fmt.Sprintf("photo-%03d.jpg", i))
		if _, err := os.Stat(path); err == nil {
			continue
		}
		if sources == nil {
			sources = large(tb, corpus)
			if err := os.MkdirAll(dir, 0o755); err != nil {
				tb.Fatal(err)
			}
		}
		group.Go(func() error { return makePhoto(path, sources[i%len(sources)], i) })
	}
	if err := group.Wait(); err != nil {
		tb.Fatal(err)
	}
	return dir
}

// large are the JPEG pictures of the corpus that are nearly as large as the
// photos to make.
func large(tb testing.TB, corpus string) (sources []image.Image) {
	tb.Helper()
	paths, err := filepath.Glob(filepath.Join(corpus, "photos", "*.jpg"))
	if err != nil {
		tb.Fatal(err)
	}
	const enough = 7_500_000
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			tb.Fatal(err)
		}
		if c, err := jpeg.DecodeConfig(f); err == nil && c.Width*c.Height > enough {
			f.Seek(0, 0)
			if img, err := jpeg.Decode(f); err == nil {
				sources = append(sources, img)
			}
		}
		f.Close()
	}
	if len(sources) == 0 {
		tb.Fatalf("no large photos in %s", corpus)
	}
	return sources
}

func makePhoto(path string, source image.Image, n int) error {
	rng := rand.New(rand.NewPCG(uint64(n), 1))
	b := source.Bounds()
	w, h := int(float64(b.Dx())*(0.7+0.3*rng.Float64())), int(float64(b.Dy())*(0.7+0.3*rng.Float64()))
	part := image.Rect(0, 0, w, h).Add(image.Pt(rng.IntN(b.Dx()-w+1), rng.IntN(b.Dy()-h+1)))
	width := 1
	for pixels := megapixels[n%len(megapixels)] * 1e6; float64(width)*float64(width)*float64(h)/float64(w) < pixels; {
		width += 8
	}
	img := imaging.Resize(imaging.Crop(source, part), width, 0, imaging.CatmullRom)
	if n%5 == 4 {
		img = imaging.Rotate90(img)
	}
	for i := 0; i < len(img.Pix); i += 4 {
		grain := int(rng.Uint32()&7) - 3
		for c := range 3 {
			img.Pix[i+c] = uint8(min(max(int(img.Pix[i+c])+grain, 0), 255))
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), "*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	opaque := &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: img.Rect}
	err = jpeg.Encode(f, opaque, &jpeg.Options{Quality: PhotoQuality})
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	return err
}
