//go:build linux && (amd64 || arm64) && !noturbo

package turbo

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"cutline/thumbs/jpegscale"
)

func TestMain(m *testing.M) {
	Work()
	os.Exit(m.Run())
}

// newPool makes a pool whose library is there.
func newPool(tb testing.TB, n int) *Pool {
	tb.Helper()
	p := NewPool(n, 1<<30)
	tb.Cleanup(p.Close)
	version, err := p.Library(context.Background())
	if err != nil {
		if os.Getenv("CUTLINE_NO_SKIP") != "" {
			tb.Fatal(err)
		}
		tb.Skip(err)
	}
	tb.Log(version)
	return p
}

func get(tb testing.TB, p *Pool) *Worker {
	tb.Helper()
	w, err := p.Get(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { p.Put(w) })
	return w
}

// decode decodes a file of which the header can be read.
func decode(w *Worker, data []byte, scale jpegscale.Scale) (image.Image, error) {
	c, err := jpegscale.ReadConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	width, height := scale.Size(c.Width, c.Height)
	return w.Decode(context.Background(), bytes.NewReader(data), int64(len(data)), int(scale), width, height, c.Components == 1)
}

// pictures are those of package jpegscale, and the corpus if there is one.
func pictures(tb testing.TB) map[string][]byte {
	tb.Helper()
	paths, err := filepath.Glob("../jpegscale/testdata/*.jpg")
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no pictures: %v", err)
	}
	if corpus := os.Getenv("CUTLINE_CORPUS"); corpus != "" {
		more, _ := filepath.Glob(filepath.Join(corpus, "photos", "*.jp*g"))
		paths = append(paths, more...)
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

// TestSameAsGo holds the pixels to those of package jpegscale: all are equal.
// What one decodes and the other does not is decoded in Go in the end.
func TestSameAsGo(t *testing.T) {
	w := get(t, newPool(t, 1))
	var d jpegscale.Decoder
	compared := 0
	for name, data := range pictures(t) {
		for _, scale := range []jpegscale.Scale{1, 2, 4, 8} {
			want, err := d.Decode(bytes.NewReader(data), scale)
			got, turboErr := decode(w, data, scale)
			if err != nil && turboErr == nil {
				t.Errorf("%s at 1/%d: decoded, and not in Go: %v", name, scale, err)
			}
			if err != nil || turboErr != nil {
				continue
			}
			compared++
			if off := differs(got, want); off >= 0 {
				t.Errorf("%s at 1/%d is not the same in row %d", name, scale, off)
			}
		}
	}
	if compared < 4*15 {
		t.Errorf("only %d pictures were compared", compared)
	}
}

// differs returns the first row in which two pictures differ, -1 for none.
func differs(a, b image.Image) int {
	rows := func(img image.Image) (pix []byte, stride, width int) {
		switch img := img.(type) {
		case *image.NRGBA:
			return img.Pix, img.Stride, 4 * img.Rect.Dx()
		case *image.Gray:
			return img.Pix, img.Stride, img.Rect.Dx()
		}
		return nil, 0, 0
	}
	p, pStride, pWidth := rows(a)
	q, qStride, qWidth := rows(b)
	if pWidth != qWidth || a.Bounds() != b.Bounds() {
		return 0
	}
	for y := range a.Bounds().Dy() {
		if !bytes.Equal(p[y*pStride:][:pWidth], q[y*qStride:][:qWidth]) {
			return y
		}
	}
	return -1
}

// TestCutOff cuts pictures off: what Go refuses is refused here.
func TestCutOff(t *testing.T) {
	w := get(t, newPool(t, 1))
	var d jpegscale.Decoder
	for name, data := range pictures(t) {
		if len(data) > 10_000 {
			continue
		}
		for _, n := range []int{len(data) / 2, len(data) * 9 / 10, len(data) - 2, len(data) - 1} {
			cut := data[:max(n, 0)]
			if _, err := d.Decode(bytes.NewReader(cut), 1); err == nil {
				continue
			}
			if img, err := decode(w, cut, 1); err == nil {
				t.Errorf("%s: the first %d of %d bytes are %v", name, n, len(data), img.Bounds())
			}
		}
	}
}

func TestEncode(t *testing.T) {
	w := get(t, newPool(t, 1))
	img := image.NewRGBA(image.Rect(0, 0, 301, 199))
	for y := range 199 {
		for x := range 301 {
			img.Set(x, y, color.RGBA{uint8(x), uint8(y), uint8(x + y), 255})
		}
	}
	data, err := w.Encode(context.Background(), img, 82)
	if err != nil {
		t.Fatal(err)
	}
	got, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if r := got.(*image.YCbCr).SubsampleRatio; r != image.YCbCrSubsampleRatio420 || got.Bounds() != img.Bounds() {
		t.Errorf("it has %v, %v", got.Bounds(), r)
	}
	r, g, b, _ := got.At(100, 100).RGBA()
	if far := func(v uint32, want int) bool { return max(int(v>>8)-want, want-int(v>>8)) > 6 }; far(r, 100) || far(g, 100) || far(b, 200) {
		t.Errorf("the pixel is %d %d %d, want 100 100 200", r>>8, g>>8, b>>8)
	}
}

// TestBroken kills the process, and stops it: the picture fails, the next one
// does not.
func TestBroken(t *testing.T) {
	p := newPool(t, 1)
	w := get(t, p)
	data := pictures(t)["420"]
	if _, err := decode(w, data, 1); err != nil {
		t.Fatal(err)
	}
	w.process.Process.Signal(syscall.SIGSEGV)
	if _, err := decode(w, data, 1); !errors.Is(err, ErrBroken) {
		t.Errorf("killed: %v, want that it broke", err)
	}
	if _, err := decode(w, data, 1); err != nil {
		t.Errorf("after that: %v", err)
	}
	w.process.Process.Signal(syscall.SIGSTOP)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err := w.Encode(ctx, image.NewRGBA(image.Rect(0, 0, 16, 16)), 80); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("hung: %v, want that time ran out", err)
	}
	if _, err := decode(w, data, 1); err != nil {
		t.Errorf("after that: %v", err)
	}
}

// TestGivesUp breaks every process: in the end none is started any more.
func TestGivesUp(t *testing.T) {
	p := newPool(t, 1)
	data := pictures(t)["420"]
	for range maxFailures {
		w, err := p.Get(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		w.process.Process.Kill()
		if _, err := decode(w, data, 1); !errors.Is(err, ErrBroken) {
			t.Fatalf("killed: %v, want that it broke", err)
		}
		p.Put(w)
	}
	if _, err := p.Get(context.Background()); err == nil || !strings.Contains(err.Error(), "broke") {
		t.Errorf("%v, want it to have given up", err)
	}
}

// TestConfined looks at a worker from outside.
func TestConfined(t *testing.T) {
	w := get(t, newPool(t, 1))
	limits, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(w.process.Process.Pid), "limits"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Max data size             1073741824", "Max open files            0", "Max file size             0", "Max core file size        0"} {
		if !strings.Contains(string(limits), want) {
			t.Errorf("no %q in\n%s", want, limits)
		}
	}
	environ, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(w.process.Process.Pid), "environ"))
	if err != nil || bytes.Contains(environ, []byte("PATH=/")) {
		t.Errorf("its environment is %q, %v", environ, err)
	}
}

// TestMemoryLimit gives a worker less than a picture of several scans takes.
func TestMemoryLimit(t *testing.T) {
	newPool(t, 1)
	p := NewPool(1, 512<<20) // less, and the race detector could not start
	defer p.Close()
	w, err := p.Get(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer p.Put(w)
	// The header alone makes the library take memory for all coefficients.
	huge := append([]byte(nil), pictures(t)["progressive-444"]...)
	at := bytes.Index(huge, []byte{0xff, 0xc2}) + 5
	copy(huge[at:], []byte{0x27, 0x10, 0x27, 0x10}) // 10,000 × 10,000, 600 MB
	if img, err := decode(w, huge, 8); err == nil {
		t.Errorf("it was decoded: %v", img.Bounds())
	} else {
		t.Log(err)
	}
	if _, err := decode(w, pictures(t)["420"], 1); err != nil {
		t.Errorf("after that: %v", err)
	}
}

// TestRequests sends what only a broken parent would.
func TestRequests(t *testing.T) {
	good := request{Op: opDecode, Scale: 1, Width: 2, Height: 2, Memory: 4096, InLength: 100, Out: 200, OutLength: 16}
	if err := good.check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*request){
		"operation":    func(r *request) { r.Op = 7 },
		"no pixels":    func(r *request) { r.Width = 0 },
		"many pixels":  func(r *request) { r.Width = 1 << 31 },
		"input beyond": func(r *request) { r.In = 4090 },
		"wraps round":  func(r *request) { r.In = 1<<64 - 1 },
		"short result": func(r *request) { r.OutLength = 15 },
		"no input":     func(r *request) { r.InLength = 0 },
	} {
		r := good
		if spoil(&r); r.check() == nil {
			t.Errorf("%s: %+v passed", name, r)
		}
	}
}

// A picture that waits for a worker when they are stopped does not wait for
// ever: Close takes the workers, and may take the last one before it.
func TestGetEndsWithClose(t *testing.T) {
	p := NewPool(1, 1<<30)
	w := <-p.free // somebody has it
	waiting, closed := make(chan error), make(chan struct{})
	go func() {
		_, err := p.Get(context.Background())
		waiting <- err
	}()
	go func() {
		p.Close()
		close(closed)
	}()
	select {
	case err := <-waiting:
		if !errors.Is(err, errGone) {
			t.Errorf("it waited for %v, want %v", err, errGone)
		}
	case <-time.After(10 * time.Second):
		t.Error("it waits although the workers are stopped")
	}
	p.Put(w)
	<-closed
}

// A worker that cannot be started leaves no file open, however often it is tried.
func TestNoStartLeavesNothing(t *testing.T) {
	p := newPool(t, 1)
	w := <-p.free
	defer p.Put(w)
	w.stop()
	var had unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &had); err != nil {
		t.Fatal(err)
	}
	// Room for the first pipe, and for nothing after it.
	next, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	low := had
	low.Cur = uint64(next.Fd()) + 2
	next.Close()
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &low); err != nil {
		t.Fatal(err)
	}
	err = w.start()
	if restore := unix.Setrlimit(unix.RLIMIT_NOFILE, &had); restore != nil {
		t.Fatal(restore)
	}
	if err == nil || w.requests != nil || w.answers != nil || w.memory != nil || w.process != nil {
		t.Errorf("error %v; left %+v", err, w)
	}
	if err := w.start(); err != nil {
		t.Errorf("with room again: %v", err)
	}
}
