package thumbs_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/disintegration/imaging"
	"golang.org/x/sync/errgroup"

	"cutline/archive"
	"cutline/thumbs"
	"cutline/thumbs/thumbstest"
	"cutline/thumbs/turbo"
)

// way is a way to make the two renditions of photos.
type way struct {
	name string
	// make makes them of some photos in a folder that is empty, on all cores.
	make func(b *testing.B, photos []string, to string) (peak peaks)
	// large is where the larger rendition of a photo is then.
	large      func(to string, n int, path string) string
	wall, user time.Duration
	peaks      peaks
	colours    []float64 // the mean ΔE of some photos, against the last way
	ssim       []float64
}

// peaks are the most memory that was resident, in bytes.
type peaks struct{ ours, worker int64 }

// BenchmarkRenditions makes two renditions of photos of 8 to 24 megapixels in
// several ways and prints what they took, and the ratios. The ways take turns,
// so that a machine that is busy with something else is so for all. The number
// of photos is 200, or CUTLINE_BENCH_PHOTOS.
//
//	CUTLINE_CORPUS=… go test -run XXX -bench Renditions -benchtime 1x ./thumbs
func BenchmarkRenditions(b *testing.B) {
	corpus := os.Getenv("CUTLINE_CORPUS")
	if corpus == "" {
		b.Skip("CUTLINE_CORPUS is not set: there are no real photos to render")
	}
	n := 200
	if text := os.Getenv("CUTLINE_BENCH_PHOTOS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			b.Fatal(err)
		}
	}
	photos, err := filepath.Glob(filepath.Join(thumbstest.Photos(b, corpus, n), "*.jpg"))
	if err != nil || len(photos) != n {
		b.Fatalf("%d photos, want %d: %v", len(photos), n, err)
	}
	for b.Loop() {
		ways := []*way{
			{name: "cutline, libjpeg-turbo", make: renderByTurbo, large: largeOfStore},
			{name: "cutline, Go", make: renderInGo, large: largeOfStore},
			{name: "image/jpeg and Lanczos twice", make: renderPlainly, large: largePlain},
		}
		if _, err := exec.LookPath("vipsthumbnail"); err == nil {
			ways = append(ways,
				&way{name: "vipsthumbnail, small from large", make: renderByVipsFromLarge, large: largeOfVips},
				&way{name: "vipsthumbnail, both from original", make: renderByVips, large: largeOfVips})
		}
		const round = 12 // two of each size
		for some := range slices.Chunk(photos, round) {
			var dirs []string
			for _, w := range ways {
				dir := b.TempDir()
				dirs = append(dirs, dir)
				start, used := time.Now(), usedTime(b)
				peak := w.make(b, some, dir)
				w.wall += time.Since(start)
				w.user += usedTime(b) - used
				w.peaks = peaks{max(w.peaks.ours, peak.ours), max(w.peaks.worker, peak.worker)}
				if made, _ := filepath.Glob(filepath.Join(dir, "made", "*", "*.jpg")); w.name[0] == 'v' && len(made) != 2*len(some) {
					b.Fatalf("%s made %d files of %d photos", w.name, len(made), len(some))
				}
			}
			compareLarge(b, ways, dirs, some)
			for _, dir := range dirs {
				os.RemoveAll(dir)
			}
		}
		report(b, ways, n)
	}
}

// report prints the table. Ratios are to the ways after the first two.
func report(b *testing.B, ways []*way, n int) {
	var text bytes.Buffer
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "\n%d photos, JPEG quality %d, on %d cores\twall/photo\tCPU/photo\tpeak\tworker's peak", n, thumbstest.PhotoQuality, runtime.GOMAXPROCS(0))
	for i := range ways[2:] {
		fmt.Fprintf(table, "\twall, CPU : (%c)", 'a'+i)
	}
	fmt.Fprintf(table, "\tΔE, SSIM : (%c)", 'a'+len(ways)-3)
	for i, w := range ways {
		name := w.name
		if i >= 2 {
			name = fmt.Sprintf("(%c) %s", 'a'+i-2, name)
		}
		per := func(d time.Duration) string { return fmt.Sprintf("%.0f ms", d.Seconds()*1000/float64(n)) }
		fmt.Fprintf(table, "\n%s\t%s\t%s\t%s\t%s", name, per(w.wall), per(w.user), megabytes(w.peaks.ours), megabytes(w.peaks.worker))
		for _, other := range ways[2:] {
			fmt.Fprintf(table, "\t%.2f, %.2f", w.wall.Seconds()/other.wall.Seconds(), w.user.Seconds()/other.user.Seconds())
		}
		if len(w.ssim) == 0 { // it rounds sizes to another pixel
			fmt.Fprint(table, "\t–")
			continue
		}
		fmt.Fprintf(table, "\t%.2f, %.4f", mean(w.colours), mean(w.ssim))
	}
	table.Flush()
	b.Log(text.String())
	for i, name := range []string{"turbo", "go"} {
		b.ReportMetric(ways[2].wall.Seconds()/ways[i].wall.Seconds(), name+"-times-plain")
		if len(ways) > 3 {
			b.ReportMetric(ways[i].wall.Seconds()/ways[3].wall.Seconds(), name+"/vips")
			b.ReportMetric(ways[i].user.Seconds()/ways[3].user.Seconds(), name+"/vips-cpu")
		}
	}
}

// compareLarge compares the larger renditions of two photos with those of the
// last way, between which compression alone makes some difference.
func compareLarge(b *testing.B, ways []*way, dirs, photos []string) {
	const some = 2
	last := len(ways) - 1
	for n, path := range photos[:min(some, len(photos))] {
		want := decodeFile(b, ways[last].large(dirs[last], n, path))
		for i, w := range ways {
			got := decodeFile(b, w.large(dirs[i], n, path))
			if got.Bounds().Size() != want.Bounds().Size() {
				continue // rounded to another pixel
			}
			w.colours = append(w.colours, thumbstest.Colours(got, want).Mean)
			w.ssim = append(w.ssim, thumbstest.SSIM(got, want))
		}
	}
}

func decodeFile(b *testing.B, path string) image.Image {
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	img, err := jpeg.Decode(f)
	if err != nil {
		b.Fatalf("%s: %v", path, err)
	}
	return img
}

func largeOfStore(to string, n int, _ string) string {
	id := string(idOf(byte(n)))
	return filepath.Join(to, "v"+strconv.Itoa(thumbs.Version), "preview", id[:2], id+".jpg")
}

func largePlain(to string, n int, _ string) string {
	return filepath.Join(to, fmt.Sprintf("%d-1600.jpg", n))
}

func largeOfVips(to string, _ int, path string) string {
	name := filepath.Base(path)
	return filepath.Join(to, "made", "1600", strings.TrimSuffix(name, filepath.Ext(name))+".jpg")
}

func mean(all []float64) float64 {
	total := 0.0
	for _, v := range all {
		total += v
	}
	return total / float64(len(all))
}

func megabytes(n int64) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%d MB", n>>20)
}

// usedTime is that of this process and of those that it waited for.
func usedTime(b *testing.B) time.Duration {
	total := time.Duration(0)
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var usage syscall.Rusage
		if err := syscall.Getrusage(who, &usage); err != nil {
			b.Fatal(err)
		}
		total += time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
	}
	return total
}

// each does something with all photos, as many at once as there are cores.
func each(b *testing.B, photos []string, do func(n int, path string) error) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, path := range photos {
		group.Go(func() error { return do(i, path) })
	}
	if err := group.Wait(); err != nil {
		b.Fatal(err)
	}
}

func renderInto(b *testing.B, s *thumbs.Store, photos []string) peaks {
	debug.FreeOSMemory()
	os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // the peak begins anew
	each(b, photos, func(n int, path string) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		seen, err := s.Render(context.Background(), idOf(byte(n)), archive.Picture{ReaderAt: f, Size: info.Size(), Format: "jpeg", Orientation: 1})
		if err == nil && seen.Placeholder != "" {
			err = fmt.Errorf("%s: %s", path, seen.Placeholder)
		}
		return err
	})
	return peaks{ours: peakOf("self"), worker: workerPeak()}
}

func renderByTurbo(b *testing.B, photos []string, to string) peaks {
	s, err := thumbs.Open(to, 0)
	if err != nil {
		b.Fatal(err)
	}
	s.Turbo = turbo.NewPool(runtime.GOMAXPROCS(0), 1<<30)
	defer s.Turbo.Close()
	if _, err := s.Turbo.Library(context.Background()); err != nil {
		b.Skip(err)
	}
	return renderInto(b, s, photos)
}

func renderInGo(b *testing.B, photos []string, to string) peaks {
	s, err := thumbs.Open(to, 0)
	if err != nil {
		b.Fatal(err)
	}
	return renderInto(b, s, photos)
}

// renderPlainly decodes a photo whole and scales it down twice.
func renderPlainly(b *testing.B, photos []string, to string) peaks {
	each(b, photos, func(n int, path string) error {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		img, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			return err
		}
		for _, edge := range []int{1600, 400} {
			small := imaging.Fit(img, edge, edge, imaging.Lanczos)
			var buf bytes.Buffer
			if err := jpeg.Encode(&buf, &image.RGBA{Pix: small.Pix, Stride: small.Stride, Rect: small.Rect}, &jpeg.Options{Quality: 82}); err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(to, fmt.Sprintf("%d-%d.jpg", n, edge)), buf.Bytes(), 0o644); err != nil {
				return err
			}
		}
		return nil
	})
	return peaks{}
}

func renderByVips(b *testing.B, photos []string, to string) peaks {
	vips(b, photos, 1600, filepath.Join(to, "made", "1600"))
	vips(b, photos, 400, filepath.Join(to, "made", "400"))
	return peaks{}
}

func renderByVipsFromLarge(b *testing.B, photos []string, to string) peaks {
	large := filepath.Join(to, "made", "1600")
	vips(b, photos, 1600, large)
	made, err := filepath.Glob(filepath.Join(large, "*.jpg"))
	if err != nil {
		b.Fatal(err)
	}
	vips(b, made, 400, filepath.Join(to, "made", "400"))
	return peaks{}
}

// vips lets as many processes as there are cores share the photos.
func vips(b *testing.B, photos []string, edge int, to string) {
	if err := os.MkdirAll(to, 0o755); err != nil {
		b.Fatal(err)
	}
	cores := runtime.GOMAXPROCS(0)
	var group errgroup.Group
	for core := range cores {
		args := []string{"--size", strconv.Itoa(edge), "-o", filepath.Join(to, "%s.jpg[Q=82,strip]")}
		for i := core; i < len(photos); i += cores {
			args = append(args, photos[i])
		}
		group.Go(func() error {
			cmd := exec.Command("vipsthumbnail", args...)
			cmd.Env = append(os.Environ(), "VIPS_CONCURRENCY=1")
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("%w\n%s", err, out)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		b.Fatal(err)
	}
}

// peakOf is the most memory that a process had resident, with what it shares.
func peakOf(process string) int64 {
	f, err := os.Open(filepath.Join("/proc", process, "status"))
	if err != nil {
		return 0
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if text, ok := strings.CutPrefix(lines.Text(), "VmHWM:"); ok {
			kilobytes, _ := strconv.ParseInt(strings.Fields(text)[0], 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}

// workerPeak is that of the largest of this process's workers.
func workerPeak() (peak int64) {
	for _, pid := range children() {
		peak = max(peak, peakOf(strconv.Itoa(pid)))
	}
	return peak
}

// children are the processes that this one started, which are workers.
func children() (pids []int) {
	paths, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", os.Getpid()))
	for _, path := range paths {
		data, _ := os.ReadFile(path)
		for _, text := range strings.Fields(string(data)) {
			if pid, err := strconv.Atoi(text); err == nil {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}
