package folder

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// The files that wait are told apart by the clock alone.
func TestWaitingFiles(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	w := newWaitingFiles()
	put := func(name string, size int) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
		w.add(path)
		return path
	}
	ready := func(after time.Duration, want ...string) {
		t.Helper()
		now = now.Add(after)
		got := w.ready(now, 2*time.Second)
		for i := range got {
			got[i] = filepath.Base(got[i])
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("ready after %v: %v, want %v", after, got, want)
		}
		for _, name := range got {
			w.taken(filepath.Join(dir, name))
		}
	}
	put("grows.jpg", 10)
	put("empty.jpg", 0)
	put("stays.jpg", 10)
	gone := put("gone.jpg", 10)
	put("later.jpg.part", 10)
	ready(0)
	ready(time.Second)
	put("grows.jpg", 20)
	os.Remove(gone)
	ready(time.Second, "stays.jpg")
	ready(time.Second)
	ready(time.Second, "grows.jpg")
	ready(15 * time.Second)
	ready(2*time.Second, "empty.jpg") // twenty seconds after it came
	if n := w.count(); n != 0 {
		t.Errorf("%d files wait in the end", n)
	}

	// One that is notified while it is read stays, and is read again.
	read := put("read.jpg", 5)
	ready(0)
	now = now.Add(2 * time.Second)
	if got := w.ready(now, 2*time.Second); len(got) != 1 {
		t.Fatalf("ready: %v", got)
	}
	w.notified(read)
	w.taken(read)
	ready(0)
	ready(2*time.Second, "read.jpg")

	// A clock that goes back delays, and no more.
	put("back.jpg", 5)
	ready(0)
	ready(-time.Hour)
	ready(time.Hour+2*time.Second, "back.jpg")
}

// More files than are kept are found by a scan when there is room again.
func TestWaitingFilesAreBounded(t *testing.T) {
	w := newWaitingFiles()
	for n := range maxWaiting + 10 {
		w.add(fmt.Sprintf("/wire/%d.jpg", n))
	}
	if n := w.count(); n != maxWaiting {
		t.Errorf("%d files are kept", n)
	}
	if w.overflowed() {
		t.Error("a scan is asked for while there is no room")
	}
	w.ready(time.Now(), time.Second) // they are not there, so that there is room
	if !w.overflowed() {
		t.Error("no scan is asked for")
	}
	w.scanned()
	if w.overflowed() {
		t.Error("a scan is asked for after one")
	}
	w.lost()
	if !w.overflowed() {
		t.Error("no scan is asked for after notifications were lost")
	}
}
