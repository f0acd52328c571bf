//go:build linux && (amd64 || arm64) && !noturbo

package turbo

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// asWorker is the environment variable that makes this program a worker; its
// value is the limit of its memory.
const asWorker = "CUTLINE_JPEG_WORKER"

// patience is how long a worker may take for a picture. The largest take about
// a second.
const patience = 30 * time.Second

// Worker is one process of a pool. It serves one goroutine at a time.
type Worker struct {
	pool     *Pool
	process  *exec.Cmd
	requests *os.File
	answers  *os.File
	memory   *os.File // shared
	mapped   []byte   // all of it
	used     int      // bytes that hold what was asked for since it was got
}

// start starts the process if there is none. Where it fails, nothing is left of
// the attempt.
func (w *Worker) start() (err error) {
	if w.process != nil {
		return nil
	}
	defer func() {
		if err != nil {
			w.stop()
		}
	}()
	theirRequests, ours, err := os.Pipe()
	if err != nil {
		return err
	}
	defer theirRequests.Close()
	w.requests = ours
	var theirAnswers *os.File
	if w.answers, theirAnswers, err = os.Pipe(); err != nil {
		return err
	}
	defer theirAnswers.Close()
	if w.memory, err = shared(); err != nil {
		return err
	}
	// The path works also if the program's file was replaced or removed.
	cmd := exec.Command("/proc/self/exe")
	cmd.Args = []string{"cutline-jpeg-worker"}
	cmd.Env = []string{asWorker + "=" + strconv.FormatInt(w.pool.limit, 10), "GOMAXPROCS=1"}
	if path, ok := os.LookupEnv("LD_LIBRARY_PATH"); ok {
		cmd.Env = append(cmd.Env, "LD_LIBRARY_PATH="+path)
	}
	cmd.Stdin, cmd.Stdout = theirRequests, theirAnswers
	cmd.ExtraFiles = []*os.File{w.memory}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is for us
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("its process cannot be started: %w", err)
	}
	w.process = cmd
	// It first says whether it has the library.
	var hello answer
	w.answers.SetReadDeadline(time.Now().Add(patience))
	if err := receive(w.answers, &hello); err != nil {
		return fmt.Errorf("its process does not answer: %w", err)
	}
	if hello.Failed {
		err := errors.New(hello.reason())
		w.pool.started("", err)
		return err
	}
	w.pool.started(hello.reason(), nil)
	return nil
}

// shared is memory that cannot shrink while we look at it.
func shared() (*os.File, error) {
	fd, err := unix.MemfdCreate("cutline-jpeg", unix.MFD_CLOEXEC|unix.MFD_ALLOW_SEALING)
	if err != nil {
		return nil, fmt.Errorf("memory to share: %w", err)
	}
	f := os.NewFile(uintptr(fd), "cutline-jpeg")
	if _, err := unix.FcntlInt(f.Fd(), unix.F_ADD_SEALS, unix.F_SEAL_SHRINK|unix.F_SEAL_SEAL); err != nil {
		f.Close()
		return nil, fmt.Errorf("seal the memory to share: %w", err)
	}
	return f, nil
}

// stop ends the process and gives back everything.
func (w *Worker) stop() {
	if w.process != nil {
		w.process.Process.Kill()
		w.process.Wait()
		w.process = nil
	}
	for _, f := range []**os.File{&w.requests, &w.answers, &w.memory} {
		if *f != nil {
			(*f).Close()
			*f = nil
		}
	}
	if w.mapped != nil {
		unix.Munmap(w.mapped)
		w.mapped = nil
	}
	w.used = 0
}

// keptMemory is how much shared memory a worker keeps between pictures.
const keptMemory = 64 << 20

// forget makes the memory free for the next picture.
func (w *Worker) forget() {
	w.used = 0
	if len(w.mapped) > keptMemory {
		w.stop()
	}
}

// room takes a part of the shared memory. Parts taken before stay where they
// are in it, but not at their address.
func (w *Worker) room(n int) (at int, err error) {
	const page = 4096
	at = (w.used + page - 1) / page * page
	if need := at + n; need > len(w.mapped) {
		size := (need + need/4 + page - 1) / page * page
		if err := w.memory.Truncate(int64(size)); err != nil {
			return 0, fmt.Errorf("grow the memory to share: %w", err)
		}
		mapped, err := unix.Mmap(int(w.memory.Fd()), 0, size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
		if err != nil {
			return 0, fmt.Errorf("map the memory to share: %w", err)
		}
		if w.mapped != nil {
			unix.Munmap(w.mapped)
		}
		w.mapped = mapped
	}
	w.used = at + n
	return at, nil
}

// ErrBroken is a worker that broke, or did not answer in time.
var ErrBroken = errors.New("the process of libjpeg-turbo broke")

// do has a request done. A worker that breaks is stopped, and started again.
func (w *Worker) do(ctx context.Context, r *request) (length int, err error) {
	r.Memory = uint64(len(w.mapped))
	answers := w.answers
	answers.SetReadDeadline(time.Now().Add(patience))
	stop := context.AfterFunc(ctx, func() { answers.SetReadDeadline(time.Unix(1, 0)) })
	var a answer
	if err = send(w.requests, r); err == nil {
		err = receive(answers, &a)
	}
	if !stop() || err != nil {
		return 0, w.broke(ctx, err)
	}
	w.pool.succeeded()
	if err := a.err(); err != nil {
		return 0, err
	}
	if a.Length > r.OutLength {
		return 0, w.broke(ctx, errors.New("its answer cannot be"))
	}
	return int(a.Length), nil
}

// broke replaces the process. What is in the shared memory is lost.
func (w *Worker) broke(ctx context.Context, err error) error {
	w.stop()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	w.pool.failed(err)
	return fmt.Errorf("%w: %w", ErrBroken, err)
}

// Decode decodes a file of so many bytes at a scale, 1, 2, 4 or 8. The picture,
// which has the scaled width and height given, is an *image.NRGBA without
// transparency or an *image.Gray, and is there until the worker's next Decode
// or its end.
func (w *Worker) Decode(ctx context.Context, file io.ReaderAt, size int64, scale, width, height int, gray bool) (image.Image, error) {
	if size <= 0 || size > MaxFile {
		return nil, fmt.Errorf("a file of %d bytes is not decoded by libjpeg-turbo here", size)
	}
	if err := w.start(); err != nil {
		return nil, w.pool.failed(err)
	}
	w.used = 0
	r := &request{Op: opDecode, Gray: gray, Scale: uint8(scale), Width: uint32(width), Height: uint32(height)}
	r.InLength, r.OutLength = uint64(size), r.rowBytes()*uint64(height)
	in, out, err := w.place(r)
	if err != nil {
		return nil, err
	}
	if _, err := file.ReadAt(w.mapped[in:][:size], 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if _, err := w.do(ctx, r); err != nil {
		w.forget() // the caller decodes it otherwise, and that takes memory, too
		return nil, err
	}
	pix, bounds := w.mapped[out:][:r.OutLength], image.Rect(0, 0, width, height)
	if gray {
		return &image.Gray{Pix: pix, Stride: width, Rect: bounds}, nil
	}
	return &image.NRGBA{Pix: pix, Stride: 4 * width, Rect: bounds}, nil
}

// place makes room for a request's input and result.
func (w *Worker) place(r *request) (in, out int, err error) {
	if in, err = w.room(int(r.InLength)); err != nil {
		return 0, 0, err
	}
	if out, err = w.room(int(r.OutLength)); err != nil {
		return 0, 0, err
	}
	r.In, r.Out = uint64(in), uint64(out)
	return in, out, nil
}

// Encode encodes an opaque picture, with half as many samples of chroma each
// way as package image/jpeg does. The picture that Decode returned is lost.
func (w *Worker) Encode(ctx context.Context, img *image.RGBA, quality int) ([]byte, error) {
	if err := w.start(); err != nil {
		return nil, w.pool.failed(err)
	}
	w.used = 0
	b := img.Bounds()
	r := &request{Op: opEncode, Quality: uint8(quality), Width: uint32(b.Dx()), Height: uint32(b.Dy())}
	r.InLength, r.OutLength = r.rowBytes()*uint64(b.Dy()), uint64(encodedAtMost(b.Dx(), b.Dy()))
	in, out, err := w.place(r)
	if err != nil {
		return nil, err
	}
	for y := range b.Dy() {
		copy(w.mapped[in+y*4*b.Dx():][:4*b.Dx()], img.Pix[y*img.Stride:])
	}
	n, err := w.do(ctx, r)
	if err != nil {
		return nil, err
	}
	return append([]byte(nil), w.mapped[out:][:n]...), nil
}

// encodedAtMost is the size of the largest JPEG of so many pixels (tjBufSize):
// in 4:2:0 three halves of a sample for each, of at most two bytes.
func encodedAtMost(width, height int) int {
	const mcu, head = 16, 2048
	up := func(n int) int { return (n + mcu - 1) / mcu * mcu }
	return 3*up(width)*up(height) + head
}

// Bytes is what a worker takes for a picture beside the result: the file, and
// what the library holds of it, with all coefficients where a picture comes in
// several scans.
func Bytes(size, coefficients int64) int64 {
	const rows = 4 << 20
	return size + 2*coefficients + rows
}
