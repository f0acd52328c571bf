package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// BenchmarkIngest ingests folders with the command itself, in a process of its
// own, and reports photos per second, how many cores were busy, the peaks of
// resident memory (with mapped files, and without), and how long a second run
// takes, against the first.
func BenchmarkIngest(b *testing.B) {
	for _, c := range []struct {
		name          string
		photos        int
		width, height int
	}{
		{"24x12MP", 24, 4240, 2832},
		{"10000xSmall", 10_000, 240, 160},
	} {
		b.Run(c.name, func(b *testing.B) {
			folder := b.TempDir()
			if err := paint(folder, c.photos, c.width, c.height); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				data := filepath.Join(b.TempDir(), "data")
				cmd := cutline(b.Context(), "ingest", "--data", data, folder)
				start := time.Now()
				if err := cmd.Start(); err != nil {
					b.Fatal(err)
				}
				anonymous := make(chan int64)
				go func() { anonymous <- peakAnonymous(cmd.Process.Pid) }()
				if err := cmd.Wait(); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(<-anonymous)/1024, "anonymous-MB")
				wall := time.Since(start).Seconds()
				usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
				cpu := (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
				b.ReportMetric(float64(c.photos)/wall, "photos/s")
				b.ReportMetric(cpu/wall, "cores")
				b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MB")

				start = time.Now()
				if out, err := cutline(b.Context(), "ingest", "--data", data, folder).CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
				b.ReportMetric(time.Since(start).Seconds()/wall, "again/first")
			}
		})
	}
}

// peakAnonymous watches a process until it ends and returns the most anonymous
// memory it had, in kilobytes.
func peakAnonymous(pid int) (peak int64) {
	for {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		at := bytes.Index(status, []byte("RssAnon:"))
		if err != nil || at < 0 {
			return peak // it has ended
		}
		var now int64
		if _, err := fmt.Sscan(string(status[at+len("RssAnon:"):]), &now); err == nil {
			peak = max(peak, now)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// paint writes n different photos with the detail of photographs: soft shapes
// under grain.
func paint(dir string, n, width, height int) error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		g.Go(func() error {
			random := rand.New(rand.NewPCG(uint64(i), 7))
			img := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
			for y := range height {
				for x := range width {
					grain := uint8(random.Uint32() & 7)
					img.Y[y*img.YStride+x] = uint8((x*(i%13+1)>>3)^(y*(i%7+1)>>3))/2 + grain
				}
			}
			tint := color.YCbCr{Cb: uint8(random.Uint32()), Cr: uint8(random.Uint32())}
			for j := range img.Cb {
				img.Cb[j], img.Cr[j] = tint.Cb, tint.Cr
			}
			f, err := os.Create(filepath.Join(dir, fmt.Sprintf("%05d.jpg", i)))
			if err != nil {
				return err
			}
			if err := jpeg.Encode(f, img, &jpeg.Options{Quality: 88}); err != nil {
				f.Close()
				return err
			}
			return f.Close()
		})
	}
	return g.Wait()
}
