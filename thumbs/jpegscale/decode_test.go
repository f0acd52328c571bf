package jpegscale_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"unsafe"

	"cutline/thumbs/jpegscale"
)

// pictures are one photo, as libjpeg writes it in every kind that is read.
func pictures(tb testing.TB) map[string][]byte {
	tb.Helper()
	paths, err := filepath.Glob("testdata/*.jpg")
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no pictures in testdata: %v", err)
	}
	all := make(map[string][]byte)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(path), ".jpg")] = data
	}
	return all
}

// channels are the four values of a pixel as it is stored.
func channels(img image.Image, x, y int) [4]int {
	switch img := img.(type) {
	case part:
		return channels(img.Image, x, y)
	case *image.Gray:
		v := int(img.GrayAt(x, y).Y)
		return [4]int{v, v, v, 255}
	case *image.CMYK:
		c := img.CMYKAt(x, y)
		return [4]int{int(c.C), int(c.M), int(c.Y), int(c.K)}
	}
	c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
	return [4]int{int(c.R), int(c.G), int(c.B), int(c.A)}
}

// compare returns the largest and the mean difference of two pictures.
func compare(tb testing.TB, got, want image.Image) (worst int, mean float64) {
	tb.Helper()
	if got.Bounds() != want.Bounds() {
		tb.Fatalf("bounds %v, want %v", got.Bounds(), want.Bounds())
	}
	sum, b := 0, got.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			p, q := channels(got, x, y), channels(want, x, y)
			for i := range p {
				d := max(p[i]-q[i], q[i]-p[i])
				worst, sum = max(worst, d), sum+d
			}
		}
	}
	return worst, float64(sum) / float64(4*b.Dx()*b.Dy())
}

// TestWhole compares pictures at 1/1 with package image/jpeg. Its transform
// and its colours are rounded otherwise, which makes up to 5. It repeats
// chroma that this package interpolates, so there only the mean is near.
func TestWhole(t *testing.T) {
	for name, data := range pictures(t) {
		if name == "scans" || name == "progressive-restart" {
			continue // it counts the restart intervals of one component wrongly
		}
		want, err := jpeg.Decode(bytes.NewReader(data))
		if errors.As(err, new(jpeg.UnsupportedError)) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		got, err := new(jpegscale.Decoder).Decode(bytes.NewReader(data), 1)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		worst, mean := compare(t, got, want)
		full := !strings.HasSuffix(name, "ycck")
		if in, ok := want.(*image.YCbCr); ok {
			full = in.SubsampleRatio == image.YCbCrSubsampleRatio444
		}
		if full && worst > 5 || full && mean > 0.4 || mean > 3 {
			t.Errorf("%s differs by %d at most and %.2f in the mean", name, worst, mean)
		}
	}
}

// TestSameData decodes the same coefficients in each order that they can come
// in.
func TestSameData(t *testing.T) {
	all := pictures(t)
	for _, scale := range []jpegscale.Scale{1, 2, 4, 8} {
		want, err := new(jpegscale.Decoder).Decode(bytes.NewReader(all["420"]), scale)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"420-restart", "progressive-restart", "scans"} {
			got, err := new(jpegscale.Decoder).Decode(bytes.NewReader(all[name]), scale)
			if err != nil {
				t.Errorf("%s at 1/%d: %v", name, scale, err)
			} else if worst, _ := compare(t, got, want); worst > 0 {
				t.Errorf("%s at 1/%d differs by %d", name, scale, worst)
			}
		}
	}
}

// TestScaled compares scaled pictures with the means of the pixels of the
// whole, which is what they are but for rounding, and for clipping where the
// whole rings. Where chroma has fewer samples they are better than that.
func TestScaled(t *testing.T) {
	for name, data := range pictures(t) {
		whole, err := new(jpegscale.Decoder).Decode(bytes.NewReader(data), 1)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, scale := range []jpegscale.Scale{2, 4, 8} {
			got, err := new(jpegscale.Decoder).Decode(iotest.OneByteReader(bytes.NewReader(data)), scale)
			if err != nil {
				t.Errorf("%s at 1/%d: %v", name, scale, err)
				continue
			}
			w, h := scale.Size(whole.Bounds().Dx(), whole.Bounds().Dy())
			if got.Bounds() != image.Rect(0, 0, w, h) {
				t.Errorf("%s at 1/%d: bounds %v, want %d × %d", name, scale, got.Bounds(), w, h)
			}
			want := means{whole, int(scale)}
			worst, mean := compare(t, part{got, want.Bounds()}, want)
			most, usual := 10, 0.5
			switch {
			case strings.HasPrefix(name, "3"), strings.HasPrefix(name, "4") && name != "444",
				strings.HasSuffix(name, "420"), strings.HasSuffix(name, "ycck"), strings.HasSuffix(name, "restart"),
				name == "mixed", name == "scans":
				most, usual = 70, 2.5
			}
			if worst > most || mean > usual {
				t.Errorf("%s at 1/%d differs by %d at most and %.2f in the mean", name, scale, worst, mean)
			}
		}
	}
}

// part is a picture without what is outside of some bounds.
type part struct {
	image.Image
	bounds image.Rectangle
}

func (p part) Bounds() image.Rectangle { return p.bounds }

// means is a picture with each whole square of pixels averaged.
type means struct {
	image.Image
	by int
}

func (m means) Bounds() image.Rectangle {
	b := m.Image.Bounds()
	return image.Rect(0, 0, b.Dx()/m.by, b.Dy()/m.by)
}

func (m means) At(x, y int) color.Color {
	var sum [4]int
	for dy := range m.by {
		for dx := range m.by {
			for i, v := range channels(m.Image, x*m.by+dx, y*m.by+dy) {
				sum[i] += v
			}
		}
	}
	n := m.by * m.by
	v := func(i int) uint8 { return uint8((sum[i] + n/2) / n) }
	return color.NRGBA{v(0), v(1), v(2), v(3)}
}

// TestCutOff cuts pictures off everywhere: none may come out.
func TestCutOff(t *testing.T) {
	var d jpegscale.Decoder
	for name, data := range pictures(t) {
		for n := range len(data) {
			if _, err := d.Decode(bytes.NewReader(data[:n]), 2); err == nil {
				t.Errorf("%s: the first %d of %d bytes were enough", name, n, len(data))
			} else if !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("%s: the first %d bytes: %v, want that the file ends", name, n, err)
			}
		}
	}
}

// TestZeroed makes zeros of the second half.
func TestZeroed(t *testing.T) {
	var d jpegscale.Decoder
	for name, data := range pictures(t) {
		half := append(append([]byte{}, data[:len(data)/2]...), make([]byte, len(data)/2)...)
		if _, err := d.Decode(bytes.NewReader(half), 2); err == nil {
			t.Errorf("%s: half of it is zeros and it was decoded", name)
		}
	}
}

func TestScaleFor(t *testing.T) {
	for _, test := range []struct {
		width, height int
		want          jpegscale.Scale
	}{
		{1600, 1200, 1},
		{3198, 100, 1},
		{3199, 100, 2},
		{100, 6400, 4},
		{12800, 12800, 8},
		{65000, 65000, 8},
		{1, 1, 1},
	} {
		got := jpegscale.ScaleFor(test.width, test.height, 1600)
		if got != test.want {
			t.Errorf("%d × %d: 1/%d, want 1/%d", test.width, test.height, got, test.want)
		}
	}
}

// TestBytes holds the estimate to what decoding allocates.
func TestBytes(t *testing.T) {
	for name, data := range pictures(t) {
		c, err := jpegscale.ReadConfig(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if c.Width != 83 || c.Height != 61 {
			t.Errorf("%s: %d × %d, want 83 × 61", name, c.Width, c.Height)
		}
		for _, scale := range []jpegscale.Scale{1, 2, 4, 8} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			d := new(jpegscale.Decoder)
			d.Decode(bytes.NewReader(data), scale)
			runtime.ReadMemStats(&after)
			const little = 16 << 10 // rows of pointers, the components
			fixed := int64(unsafe.Sizeof(*d)) + little
			if took := int64(after.TotalAlloc - before.TotalAlloc); took > c.Bytes(scale)+fixed {
				t.Errorf("%s at 1/%d: took %d bytes, the estimate is %d", name, scale, took, c.Bytes(scale))
			}
		}
	}
}
