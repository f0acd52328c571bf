package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"cutline/archive/folder"
)

// watchedBy asks a server how it stands with a watched folder.
func watchedBy(t *testing.T, url, dir string) folder.WatchStatus {
	t.Helper()
	code, body := fetch(t, url+"/api/v1/status")
	var status struct{ Watched []folder.WatchStatus }
	if err := json.Unmarshal([]byte(body), &status); err != nil || code != http.StatusOK {
		t.Fatalf("status %d, error %v: %s", code, err, body)
	}
	for _, s := range status.Watched {
		if s.Path == dir {
			return s
		}
	}
	return folder.WatchStatus{}
}

// A server takes in what is dropped into a folder of its command line and into
// one of the settings, set while it runs, and goes on after a kill.
func TestServeWatches(t *testing.T) {
	data, line, set := filepath.Join(t.TempDir(), "data"), t.TempDir(), t.TempDir()
	drawPhotos(t, line, 12)
	url, cmd := server(t, data, "--watch", line)
	within(t, 30*time.Second, "12 photos of the command line's folder", func() bool { return find(t, url, "").Total == 12 })

	mustRun(t, "watch", "add", "--data", data, "--supplier", "reuters", "--set", "city=Kyiv", "--keep", "wire:30", set)
	within(t, 10*time.Second, "the new folder being watched", func() bool { return !watchedBy(t, url, set).LastScan.IsZero() })
	other := t.TempDir()
	drawMore(t, other, 3, 500)
	for _, name := range []string{"photo500.jpg", "photo501.jpg", "photo502.jpg"} {
		if err := os.Rename(filepath.Join(other, name), filepath.Join(set, name)); err != nil {
			t.Fatal(err)
		}
	}
	within(t, 30*time.Second, "3 photos of the set folder", func() bool { return find(t, url, "supplier:reuters%20city:kyiv").Total == 3 })
	if r := find(t, url, "leaves:<31d"); r.Total != 3 {
		t.Errorf("%d photos leave in 30 days", r.Total)
	}
	if out := mustRun(t, "shelf", "--data", data, "--days", "31"); strings.Count(out, "/photo50") != 3 || !strings.Contains(out, "3 photos leave within 31 days") {
		t.Errorf("cutline shelf: %s", out)
	}
	id := find(t, url, "photo500").Hits[0].ID
	mustRun(t, "shelf", "keep", "--data", data, "--why", "front page", id)
	within(t, 10*time.Second, "one photo being kept", func() bool { return find(t, url, "leaves:<31d").Total == 2 })

	// A second server is refused, and so is a folder inside one that is watched.
	if out, err := cutline(t.Context(), "serve", "--data", data, "--addr", "127.0.0.1:0", "--watch", filepath.Join(set, "sub")).CombinedOutput(); exitStatus(err) != exitUsage {
		t.Errorf("watching a folder that is not there: %v: %s", err, out)
	}
	cmd.Process.Kill()
	cmd.Wait()
	drawMore(t, set, 1, 503)
	url, _ = server(t, data)
	within(t, 30*time.Second, "the photo that came meanwhile", func() bool { return find(t, url, "").Total == 16 })
	within(t, 10*time.Second, "its count", func() bool { return watchedBy(t, url, set).Stored == 1 })
	if s := watchedBy(t, url, set); s.Known > 3 { // those that the kill cut off the journal
		t.Errorf("after the restart: %+v", s)
	}
	if got := verify(t, data); got.Photos != 16 || got.Missing+got.Damaged+got.Orphaned > 0 {
		t.Errorf("verify: %+v", got)
	}
}

func exitStatus(err error) int {
	var exit interface{ ExitCode() int }
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 0
}

// A disk that is unmounted under the watch, and mounted again.
func TestServeWatchesAMount(t *testing.T) {
	if os.Geteuid() != 0 {
		skip(t, "only root mounts disks")
	}
	data, dir, source := filepath.Join(t.TempDir(), "data"), t.TempDir(), t.TempDir()
	mount := func() {
		t.Helper()
		if err := unix.Mount(source, dir, "", unix.MS_BIND, ""); err != nil {
			skip(t, "this system mounts nothing: "+err.Error())
		}
	}
	unmount := func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Fatal(err)
		}
	}
	mount()
	mounted := true
	t.Cleanup(func() {
		if mounted {
			unmount()
		}
	})
	drawMore(t, source, 2, 0)
	url, _ := server(t, data, "--watch", dir)
	within(t, 30*time.Second, "two photos of the disk", func() bool { return find(t, url, "").Total == 2 })
	unmount()
	mounted = false
	within(t, 10*time.Second, "that its disk is gone", func() bool { return strings.Contains(watchedBy(t, url, dir).Text, "not mounted") })
	drawMore(t, source, 1, 2)
	mount()
	mounted = true
	within(t, 30*time.Second, "the photo that came onto the disk meanwhile", func() bool { return find(t, url, "").Total == 3 })
	within(t, 10*time.Second, "its count", func() bool {
		s := watchedBy(t, url, dir)
		return s.State == folder.Watching && s.Stored == 3
	})
}
