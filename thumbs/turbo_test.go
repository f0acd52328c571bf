package thumbs_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"

	"cutline/archive"
	"cutline/thumbs"
	"cutline/thumbs/turbo"
)

func TestMain(m *testing.M) {
	turbo.Work()
	os.Exit(m.Run())
}

// withTurbo gives a store workers; it skips where there is no library.
func withTurbo(tb testing.TB, s *thumbs.Store) *thumbs.Store {
	tb.Helper()
	s.Turbo = turbo.NewPool(runtime.GOMAXPROCS(0), 1<<30)
	tb.Cleanup(s.Turbo.Close)
	if _, err := s.Turbo.Library(context.Background()); err != nil {
		if os.Getenv("CUTLINE_NO_SKIP") != "" {
			tb.Fatal(err)
		}
		tb.Skip(err)
	}
	return s
}

// TestTurboLooksEqual renders pictures by libjpeg-turbo and in Go. They are
// decoded to the same pixels; what the encoders round otherwise is one part in
// 255, rarely some more.
func TestTurboLooksEqual(t *testing.T) {
	native, plain := withTurbo(t, openStore(t, 0)), openStore(t, 0)
	sources := map[string][]byte{
		"photo":   encodeJPEG(t, scene(1, 3300, 2200), 90),
		"small":   encodeJPEG(t, scene(2, 640, 480), 75),
		"upright": encodeJPEG(t, scene(3, 1700, 4100), 85),
	}
	paths, err := filepath.Glob("jpegscale/testdata/*.jpg")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no pictures: %v", err)
	}
	for _, path := range paths {
		if sources[filepath.Base(path)], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range sources {
		a, b := render(t, native, idOf(1), picture("jpeg", data)), render(t, plain, idOf(1), picture("jpeg", data))
		if a.Width != b.Width || a.Height != b.Height || a.Fingerprint != b.Fingerprint || a.Colour != b.Colour || a.Fingerprint == 0 {
			t.Errorf("%s: %+v, in Go %+v", name, a, b)
		}
		for _, size := range []thumbs.Size{thumbs.Preview, thumbs.Grid} {
			p, q := rendition(t, native, idOf(1), size), rendition(t, plain, idOf(1), size)
			if p.Bounds() != q.Bounds() {
				t.Errorf("%s: the %s is %v, in Go %v", name, size, p.Bounds(), q.Bounds())
				continue
			}
			sum, n := 0, 0
			for y := range p.Bounds().Dy() {
				for x := range p.Bounds().Dx() {
					for _, d := range differences(p.At(x, y), q.At(x, y)) {
						sum, n = sum+d, n+1
					}
				}
			}
			if mean := float64(sum) / float64(n); mean > 1 {
				t.Errorf("%s: the %s is off by %.2f in the mean", name, size, mean)
			}
		}
	}
}

// TestTurboRefusesTheSame cuts a picture off, and damages it.
func TestTurboRefusesTheSame(t *testing.T) {
	native, plain := withTurbo(t, openStore(t, 0)), openStore(t, 0)
	data := encodeJPEG(t, scene(3, 600, 400), 90)
	spoilt := map[string][]byte{}
	for name, at := range map[string]float64{"0.1 %": 0.001, "half": 0.5, "99.9 %": 0.999} {
		spoilt[name] = data[:int(at*float64(len(data)))]
	}
	spoilt["half zeros"] = append(append([]byte{}, data[:len(data)/2]...), make([]byte, len(data)/2)...)
	spoilt["without an end"] = data[:len(data)-2]
	for name, data := range spoilt {
		_, err := native.Render(context.Background(), idOf(1), picture("jpeg", data))
		_, want := plain.Render(context.Background(), idOf(1), picture("jpeg", data))
		if _, ok := errors.AsType[*archive.RefusedError](err); !ok || err.Error() != want.Error() {
			t.Errorf("%s: %v, in Go %v", name, err, want)
		}
	}
}

// TestTurboKilled kills the workers: photos are rendered all the same.
func TestTurboKilled(t *testing.T) {
	s := withTurbo(t, openStore(t, 0))
	data := encodeJPEG(t, scene(1, 900, 600), 90)
	want := render(t, s, idOf(1), picture("jpeg", data))
	for range 3 {
		killed := children()
		if len(killed) == 0 {
			t.Fatal("there are no workers to kill")
		}
		for _, pid := range killed {
			syscall.Kill(pid, syscall.SIGKILL)
		}
		for range 2 * runtime.GOMAXPROCS(0) { // each worker has its turn
			if got := render(t, s, idOf(1), picture("jpeg", data)); got != want {
				t.Errorf("after the workers were killed %+v, want %+v", got, want)
			}
		}
	}
	if said := s.JPEG(); !strings.HasPrefix(said, "libjpeg-turbo") {
		t.Errorf("in the end it is decoded by %s", said)
	}
}

// TestTurboBudget renders many pictures at once with few workers.
func TestTurboBudget(t *testing.T) {
	s := withTurbo(t, openStore(t, 40<<20))
	data := encodeJPEG(t, scene(1, 1000, 700), 90)
	var all sync.WaitGroup
	for n := range byte(16) {
		all.Go(func() { render(t, s, idOf(n), picture("jpeg", data)) })
	}
	all.Wait()
}
