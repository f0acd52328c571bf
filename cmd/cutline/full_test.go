package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// smallDisk mounts an empty file system of some kilobytes at dir, which takes
// the rights of root, and returns what makes it large.
func smallDisk(t *testing.T, dir string, kilobytes int) (grow func()) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	size := func(kilobytes int) string { return fmt.Sprintf("size=%dk,mode=700", kilobytes) }
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, size(kilobytes)); err != nil {
		if os.Getenv("CUTLINE_NO_SKIP") != "" {
			t.Fatalf("no file system can be mounted: %v", err)
		}
		t.Skipf("no file system can be mounted to fill (root can): %v", err)
	}
	t.Cleanup(func() { unix.Unmount(dir, unix.MNT_DETACH) })
	return func() {
		if err := unix.Mount("tmpfs", dir, "tmpfs", unix.MS_REMOUNT, size(256<<10)); err != nil {
			t.Fatal(err)
		}
	}
}

// A disk that fills up, whichever store lies on it, ends the run with the next
// step; what was acknowledged is there, and the run goes on when there is room.
func TestDiskFull(t *testing.T) {
	const photos = 60
	folder := t.TempDir()
	drawPhotos(t, folder, photos)
	bad, err := os.ReadFile(filepath.Join(folder, "photo000.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "bad.jpg"), bad[:len(bad)-100], 0o600); err != nil {
		t.Fatal(err)
	}
	for store, sizes := range map[string][]int{
		"":           {64, 300, 700}, // all of it
		"originals":  {12, 150, 400},
		"thumbs":     {40, 150, 400},
		"quarantine": {4},
	} {
		for _, kilobytes := range sizes {
			t.Run(fmt.Sprintf("%s %d KB", store, kilobytes), func(t *testing.T) {
				data := t.TempDir()
				grow := smallDisk(t, filepath.Join(data, store), kilobytes)
				filled(t, data, folder, photos, grow)
			})
		}
	}
	t.Run("catalogue", func(t *testing.T) {
		for _, kilobytes := range []int{100, 260, 400} {
			data, elsewhere := t.TempDir(), t.TempDir()
			grow := smallDisk(t, data, kilobytes)
			for _, store := range []string{"originals", "thumbs", "quarantine"} {
				if err := os.MkdirAll(filepath.Join(elsewhere, store, "tmp"), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.Symlink(filepath.Join(elsewhere, store), filepath.Join(data, store)); err != nil {
					t.Fatal(err)
				}
			}
			filled(t, data, folder, photos, grow)
		}
	})
}

func filled(t *testing.T, data, folder string, photos int, grow func()) {
	t.Helper()
	var stderr strings.Builder
	cmd := cutline(t.Context(), "ingest", "--json", "--data", data, folder)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	first := readIngest(t, out)
	var exit *exec.ExitError
	if err != nil {
		exit = err.(*exec.ExitError)
	}
	stored := first.Summary.Added
	t.Logf("%d of %d photos stored, exit %v: %s", stored, photos, err, strings.TrimSpace(stderr.String()))
	switch {
	case stored < photos && (exit == nil || exit.ExitCode() != exitFailed || !strings.Contains(stderr.String(), "the disk is full: free some space")):
		t.Errorf("with %d of %d photos stored: %v, %s", stored, photos, err, stderr.String())
	case stored == photos && exit.ExitCode() != exitLook:
		t.Errorf("with all photos stored: %v, %s", err, stderr.String())
	}
	grow()
	out, err = cutline(t.Context(), "ingest", "--json", "--data", data, folder).Output()
	again := readIngest(t, out)
	if err == nil || err.(*exec.ExitError).ExitCode() != exitLook {
		t.Errorf("the run after there was room: %v", err)
	}
	for path, line := range first.Files {
		if line.ID != "" && (again.Files[path].ID != line.ID || again.Files[path].Outcome != "known") {
			t.Errorf("%s was acknowledged as %s; now it is %+v", path, line.ID, again.Files[path])
		}
	}
	if got := verify(t, data); got.Photos != photos || got.Missing+got.Damaged > 0 {
		t.Errorf("verify: %+v, want %d photos whole", got, photos)
	}
}
