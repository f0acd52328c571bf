//go:build linux

package embedded_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	goexif "github.com/rwcarlsen/goexif/exif"
)

// Each hazard is read in a child process that may take 256 MB more and
// ten seconds, once through the library alone, which must die of it, and once
// through Read, which must not. Neither an allocation of tens of gigabytes nor
// an endless loop can be recovered from in the same process.

const childMode = "CUTLINE_HAZARD"

func TestHazards(t *testing.T) {
	for name, tiff := range hazards {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if out, err := child(t, "library", tiff); !died(err, out) {
				t.Errorf("goexif alone: %v, want it to die of the file, else this test proves nothing:\n%.2000s", err, out)
			}
			whole := withSegments(drawJPEG(t), exifSegment(tiff), photoshopSegment(resource(0x0404, dataset(2, 110, "AP"))))
			out, err := child(t, "read", whole)
			if err != nil {
				t.Fatalf("Read: %v\n%.2000s", err, out)
			}
			if !strings.Contains(out, "48x32 AP") {
				t.Errorf("Read gave %q, want the size and the credit", out)
			}
			// The same as a TIFF file: refused or read, never fatal.
			if out, err := child(t, "try", tiff); err != nil {
				t.Errorf("Read of the bare TIFF: %v\n%.2000s", err, out)
			}
		})
	}
}

// died tells that a child died of its file: it asked for more memory than it
// may have, panicked in the library, or was killed when its time was up.
func died(err error, out string) bool {
	if err == nil {
		return false
	}
	for _, how := range []string{"out of memory", "too many address space collisions for -race mode", "slice bounds out of range"} {
		if strings.Contains(out, how) {
			return true
		}
	}
	return err.Error() == "signal: killed"
}

// child runs TestHazardChild in a process of its own on the file given.
func child(t *testing.T, mode string, file []byte) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestHazardChild$", "-test.v")
	cmd.Env = append(os.Environ(), childMode+"="+mode)
	cmd.Stdin = bytes.NewReader(file)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// TestHazardChild is the child of TestHazards.
func TestHazardChild(t *testing.T) {
	mode := os.Getenv(childMode)
	if mode == "" {
		return // run by itself, not as a child
	}
	limitMemory(t, 256<<20)
	b, err := io.ReadAll(os.Stdin)
	if err != nil {
		t.Fatal(err)
	}
	switch mode {
	case "library":
		x, err := goexif.Decode(bytes.NewReader(b))
		if err != nil && (x == nil || goexif.IsCriticalError(err)) {
			return
		}
		// A panic here is the third hazard.
		if _, err := x.JpegThumbnail(); err != nil {
			return
		}
	case "read":
		info := read(t, b)
		fmt.Printf("%dx%d %s\n", info.Width, info.Height, strings.Join(values(info, "IIM", "2:110"), ","))
	case "try":
		if info, err := tryRead(b); err == nil && info.Format != "tiff" {
			t.Errorf("format %q", info.Format)
		}
	}
}

// limitMemory lets the process take so many bytes more than it has.
func limitMemory(t *testing.T, more uint64) {
	t.Helper()
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	var pages uint64
	if _, err := fmt.Sscan(string(statm), &pages); err != nil {
		t.Fatal(err)
	}
	limit := pages*uint64(os.Getpagesize()) + more
	if err := syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		t.Fatal(err)
	}
}

// TestDirectories: chains, circles and pointers of every kind end.
func TestDirectories(t *testing.T) {
	long := tiffHeader(8)
	for i := range uint32(5000) {
		long = append(long, directory(8+(i+1)*18, entry{tag: 0x0112, typ: 3, count: 1, value: 6})...)
	}
	for name, tiff := range map[string][]byte{
		"no directory":        tiffHeader(0),
		"directory in header": tiffHeader(2),
		"directory beyond":    tiffHeader(0xFFFFFFF0),
		"points at itself":    join(tiffHeader(8), directory(8, entry{tag: 0x8769, typ: 4, count: 1, value: 8}, entry{tag: 0x8825, typ: 4, count: 1, value: 8})),
		"twice the pointer":   join(tiffHeader(8), directory(0, entry{tag: 0x8769, typ: 4, count: 1, value: 8}, entry{tag: 0x8769, typ: 4, count: 1, value: 0})),
		"long chain":          long,
		"65,535 entries":      append(tiffHeader(8), 0xFF, 0xFF, 1, 2, 3),
		"empty directory":     join(tiffHeader(8), directory(0)),
		"just the order":      []byte("MM\x00*"),
		"type 13":             join(tiffHeader(8), directory(0, entry{tag: 0x8769, typ: 13, count: 1, value: 26}), directory(0, entry{tag: 0x9003, typ: 2, count: 20, value: 44}), []byte("2022:03:17 10:20:30\x00")),
	} {
		t.Run(name, func(t *testing.T) {
			info := read(t, withSegments(drawJPEG(t), exifSegment(tiff[:min(len(tiff), 60_000)])))
			if info.Width != 48 {
				t.Errorf("width %d", info.Width)
			}
			if name == "type 13" && len(values(info, "EXIF", "DateTimeOriginal")) != 1 {
				t.Errorf("the date behind an IFD pointer is missing: %v", info.Statements)
			}
		})
	}
}
