package folder_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/archive/folder"
)

// watching is a watcher that runs, over one folder.
type watching struct {
	*testing.T
	*folder.Watcher
	archive *archive.Archive
	dir     string

	mu    sync.Mutex
	files []archive.RunFile
	stop  func()
}

// watch watches a folder until the test ends. A scan every hour leaves all to
// notifications.
func watch(t *testing.T, a *archive.Archive, f archive.WatchedFolder, scan time.Duration, leave ...string) *watching {
	t.Helper()
	w := &watching{T: t, archive: a, dir: f.Path}
	w.Watcher = &folder.Watcher{
		Archive: a, Always: []archive.WatchedFolder{f}, Settle: 100 * time.Millisecond, Scan: scan,
		Ingest: func() *folder.Ingest {
			return &folder.Ingest{Actor: "watch", Leave: leave, Report: func(r archive.RunFile) {
				w.mu.Lock()
				defer w.mu.Unlock()
				w.files = append(w.files, r)
			}}
		},
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { w.Watcher.Run(ctx) })
	w.stop = func() {
		cancel()
		running.Wait()
	}
	t.Cleanup(w.stop)
	w.until("the first look", func() bool { return !w.status().LastScan.IsZero() })
	return w
}

// until waits until it is so.
func (w *watching) until(what string, so func() bool) {
	w.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(20 * time.Second); !so(); <-tick.C {
		if time.Now().After(end) {
			w.Fatalf("%s did not come; the status is %+v, reported was %+v", what, w.Status(), w.reported())
		}
	}
}

func (w *watching) status() folder.WatchStatus {
	for _, s := range w.Status() {
		if s.Path == w.dir {
			return s
		}
	}
	return folder.WatchStatus{}
}

func (w *watching) reported() []archive.RunFile {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.files)
}

// outcome waits for the latest outcome of a file.
func (w *watching) outcome(name, want string) (file archive.RunFile) {
	w.Helper()
	w.until(name+" being "+want, func() bool {
		for _, r := range w.reported() {
			if r.Path == filepath.Join(w.dir, name) {
				file = r
			}
		}
		return file.Outcome == want
	})
	return file
}

func (w *watching) write(name string, data []byte) {
	w.Helper()
	if err := os.WriteFile(filepath.Join(w.dir, name), data, 0o600); err != nil {
		w.Fatal(err)
	}
}

func (w *watching) mkdir(name string) {
	w.Helper()
	if err := os.MkdirAll(filepath.Join(w.dir, name), 0o700); err != nil {
		w.Fatal(err)
	}
}

func (w *watching) rename(from, to string) {
	w.Helper()
	if err := os.Rename(from, to); err != nil {
		w.Fatal(err)
	}
}

// However a file comes, it is taken in when it is complete, with the words of
// its folder, by notifications alone.
func TestWatch(t *testing.T) {
	a := open(t)
	f := archive.WatchedFolder{
		Path: t.TempDir(), Supplier: "Reuters", Fields: []archive.FixedField{{Field: embedded.City, Value: "Kyiv"}},
		Keep: archive.KeepRule{WireDays: 30},
	}
	if err := os.WriteFile(filepath.Join(f.Path, "before.jpg"), picture(t, 1), 0o600); err != nil {
		t.Fatal(err)
	}
	settings, _, err := a.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	settings.Folders = []archive.WatchedFolder{f}
	if err := a.SetSettings(t.Context(), settings, 0, "desk"); err != nil {
		t.Fatal(err)
	}
	w := watch(t, a, f, time.Hour)
	w.outcome("before.jpg", archive.Added)

	w.write("written.jpg", picture(t, 2))
	added := w.outcome("written.jpg", archive.Added)
	elsewhere := filepath.Join(t.TempDir(), "x.jpg")
	if err := os.WriteFile(elsewhere, picture(t, 3), 0o600); err != nil {
		t.Fatal(err)
	}
	w.rename(elsewhere, filepath.Join(w.dir, "renamed.jpg"))
	w.outcome("renamed.jpg", archive.Added)

	w.mkdir("sub/deeper")
	w.write("sub/deeper/at-once.jpg", picture(t, 4))
	w.outcome("sub/deeper/at-once.jpg", archive.Added)
	w.write("sub/later.jpg", picture(t, 5))
	w.outcome("sub/later.jpg", archive.Added)
	whole := t.TempDir()
	if err := os.WriteFile(filepath.Join(whole, "moved.jpg"), picture(t, 6), 0o600); err != nil {
		t.Fatal(err)
	}
	w.rename(whole, filepath.Join(w.dir, "whole"))
	w.outcome("whole/moved.jpg", archive.Added)

	w.write("written.xmp", sidecar("It came late"))
	w.outcome("written.jpg", archive.Words)
	w.write("sub/manifest.csv", []byte("file,city\nlater.jpg,Lviv\n"))
	w.outcome("sub/later.jpg", archive.Words)
	w.write("manifest.csv", []byte("file,headline\nwhole/moved.jpg,From above\n"))
	w.until("the words of a manifest above", func() bool { return w.status().Stored == 9 })
	w.write("notes.txt", []byte("Shot list"))
	w.outcome("notes.txt", archive.Skipped)
	w.write("half.jpg", picture(t, 7)[:300])
	w.outcome("half.jpg", archive.Refused)
	w.write("half.jpg", picture(t, 7))
	w.outcome("half.jpg", archive.Added)

	p, err := a.Photo(t.Context(), added.ID)
	if err != nil {
		t.Fatal(err)
	}
	fields := p.Fields()
	if got := fields[archive.Supplier].String(); got != "Reuters" {
		t.Errorf("the supplier is %q", got)
	}
	if got := fields[embedded.City].String(); got != "Kyiv" {
		t.Errorf("the city is %q", got)
	}
	if got := fields[embedded.Headline].String(); got != "It came late" {
		t.Errorf("the headline is %q", got)
	}
	if last := p.Arrivals[len(p.Arrivals)-1]; len(p.Arrivals) != 2 || last.Folder != w.dir || p.Shelf.Leaves.IsZero() {
		t.Errorf("arrivals %+v, shelf %+v", p.Arrivals, p.Shelf)
	}

	s := w.status()
	if s.State != folder.Watching || s.Stored != 10 || s.Refused != 1 || s.Waiting != 0 || s.LastArrival.IsZero() ||
		len(s.Problems) != 1 || !strings.Contains(s.Problems[0], "half.jpg") {
		t.Errorf("status %+v", s)
	}
	// All came in by one run, which ends with the watch.
	w.stop()
	run, err := a.Runs.Run(t.Context(), s.Run)
	if err != nil || run.Watch != w.dir || run.Ended.IsZero() || run.Summary.Added != 7 || run.Summary.Words != 3 || run.Actor != "watch" {
		t.Errorf("run %+v, error %v", run, err)
	}
}

// A writer that pauses for long is not taken half, while it has the file open.
func TestWatchSlowWriter(t *testing.T) {
	w := watch(t, open(t), archive.WatchedFolder{Path: t.TempDir()}, 50*time.Millisecond)
	slow, err := os.Create(filepath.Join(w.dir, "slow.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	data := picture(t, 1)
	for n, part := range [][]byte{data[:200], data[200:400]} {
		if _, err := slow.Write(part); err != nil {
			t.Fatal(err)
		}
		// Files that came after it, one after the other, are complete long since.
		for m := range 3 {
			witness := fmt.Sprintf("witness%d-%d.jpg", n, m)
			w.write(witness, picture(t, 10+3*n+m))
			w.outcome(witness, archive.Added)
		}
		w.until("that it alone waits", func() bool { return w.status().Waiting == 1 })
		for _, r := range w.reported() {
			if filepath.Base(r.Path) == "slow.jpg" {
				t.Fatalf("while it is written: %+v", r)
			}
		}
	}
	if _, err := slow.Write(data[400:]); err != nil {
		t.Fatal(err)
	}
	slow.Close()
	w.outcome("slow.jpg", archive.Added)
	if s := w.status(); s.Refused != 0 {
		t.Errorf("status %+v", s)
	}
}

// Names that programs give a file while they deliver it are left alone.
func TestWatchDelivery(t *testing.T) {
	w := watch(t, open(t), archive.WatchedFolder{Path: t.TempDir()}, 20*time.Millisecond)
	for n, name := range []string{".a.jpg.Xy12", "b.jpg.part", "c.jpg.filepart", "d.TMP"} {
		w.write(name, picture(t, n))
		w.write(fmt.Sprintf("witness%d.jpg", n), picture(t, 10+n))
		w.outcome(fmt.Sprintf("witness%d.jpg", n), archive.Added)
	}
	w.rename(filepath.Join(w.dir, "b.jpg.part"), filepath.Join(w.dir, "b.jpg"))
	w.outcome("b.jpg", archive.Added)
	if n := len(w.reported()); n != 5 {
		t.Errorf("%d files were read: %+v", n, w.reported())
	}
}

// A folder that goes away comes back as it was; an empty one in its place is
// taken for a disk that is not mounted.
func TestWatchGoneAndBack(t *testing.T) {
	parent := t.TempDir()
	dir, away := filepath.Join(parent, "wire"), filepath.Join(parent, "away")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	w := watch(t, open(t), archive.WatchedFolder{Path: dir}, time.Hour)
	w.write("a.jpg", picture(t, 1))
	w.outcome("a.jpg", archive.Added)

	w.rename(dir, away)
	w.until("that it is gone", func() bool { return w.status().State == folder.Gone })
	if text := w.status().Text; !strings.Contains(text, "is not there") {
		t.Errorf("it says %q", text)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	w.until("that its disk is gone", func() bool { return strings.Contains(w.status().Text, "not mounted") })
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(away, "b.jpg"), picture(t, 2), 0o600); err != nil {
		t.Fatal(err)
	}
	w.rename(away, dir)
	w.outcome("b.jpg", archive.Added)
	if s := w.status(); s.State != folder.Watching || s.Stored != 2 || s.Known != 0 {
		t.Errorf("when it is back: %+v", s)
	}
	w.write("c.jpg", picture(t, 3)) // it is notified again
	w.outcome("c.jpg", archive.Added)
}

// After a restart nothing is read again; what came meanwhile is.
func TestWatchRestart(t *testing.T) {
	a := open(t)
	w := watch(t, a, archive.WatchedFolder{Path: t.TempDir()}, time.Hour)
	for n := range 20 {
		w.write(fmt.Sprintf("%d.jpg", n), picture(t, n))
	}
	w.until("all", func() bool { return w.status().Stored == 20 })
	w.until("that nothing waits", func() bool { return w.status().Waiting == 0 })
	w.stop()
	w.write("meanwhile.jpg", picture(t, 30))
	again := watch(t, a, archive.WatchedFolder{Path: w.dir}, time.Hour)
	again.outcome("meanwhile.jpg", archive.Added)
	if files := again.reported(); len(files) != 1 {
		t.Errorf("after the restart %d files were looked at: %+v", len(files), files)
	}
}

// The same folder ingested by hand reads once more what was watched: that is to
// stay.
func TestWatchedFolderByHand(t *testing.T) {
	a := open(t)
	w := watch(t, a, archive.WatchedFolder{Path: t.TempDir()}, time.Hour)
	w.write("a.jpg", picture(t, 1))
	o := w.outcome("a.jpg", archive.Added)
	for range 2 {
		if reports, _ := run(t, a, w.dir); reports["a.jpg"].Outcome != archive.Known {
			t.Errorf("by hand: %+v", reports)
		}
	}
	p, err := a.Photo(t.Context(), o.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Arrivals) != 2 || p.Arrivals[0].Folder != w.dir || p.Arrivals[1].Folder != "" {
		t.Errorf("arrivals %+v", p.Arrivals)
	}
}

// A burst is taken in whole: 500 photos, or 5,000 with CUTLINE_LONG set.
func TestWatchBurst(t *testing.T) {
	photos := 500
	switch {
	case os.Getenv("CUTLINE_LONG") != "":
		photos = 5000
	case testing.Short():
		photos = 100
	}
	w := watch(t, open(t), archive.WatchedFolder{Path: t.TempDir()}, time.Hour)
	burst(w, photos)
}

// burst drops small photos in as fast as they can be written.
func burst(w *watching, photos int) {
	start := time.Now()
	for n := range photos {
		// Every picture is another: a comment gives it other bytes.
		comment := fmt.Sprintf("%06d", n)
		segment := append([]byte{0xff, 0xfe, 0, byte(len(comment) + 2)}, comment...)
		data := picture(w.T, n%40)
		w.write(fmt.Sprintf("burst%05d.jpg", n), slices.Concat(data[:2], segment, data[2:]))
	}
	written := time.Since(start)
	for end := start.Add(10 * time.Minute); w.status().Stored < photos && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	w.Logf("%d photos were written in %v and stored in %v", photos, written.Round(time.Millisecond), time.Since(start).Round(time.Millisecond))
	if s := w.status(); s.Stored != photos || s.Refused != 0 || s.Known != 0 {
		w.Errorf("of %d photos: %+v", photos, s)
	}
}

// A file that is refused is not tried again and again.
func TestWatchRefusedOnce(t *testing.T) {
	w := watch(t, open(t), archive.WatchedFolder{Path: t.TempDir()}, 10*time.Millisecond)
	w.write("half.jpg", picture(t, 1)[:300])
	if err := os.Symlink("/proc/self/mem", filepath.Join(w.dir, "unreadable.jpg")); err != nil {
		t.Fatal(err)
	}
	w.outcome("half.jpg", archive.Refused)
	w.until("both", func() bool { return w.status().Refused+w.status().Waiting >= 1 })
	for n := range 5 { // scans go on
		before := w.status().LastScan
		w.until("another scan", func() bool { return w.status().LastScan.After(before) })
		w.write(fmt.Sprintf("witness%d.jpg", n), picture(t, 10+n))
		w.outcome(fmt.Sprintf("witness%d.jpg", n), archive.Added)
	}
	times := make(map[string]int)
	for _, r := range w.reported() {
		times[filepath.Base(r.Path)]++
	}
	if times["half.jpg"] != 1 || times["unreadable.jpg"] > 1 {
		t.Errorf("files were read so often: %v", times)
	}
}

// The archive's own folders, in the middle of a watched one, are left alone.
func TestWatchAroundTheArchive(t *testing.T) {
	dir := t.TempDir()
	own := filepath.Join(dir, "data")
	if err := os.Mkdir(own, 0o700); err != nil {
		t.Fatal(err)
	}
	w := watch(t, open(t), archive.WatchedFolder{Path: dir}, 20*time.Millisecond, own)
	for n := range 3 {
		w.write(fmt.Sprintf("data/own%d.jpg", n), picture(t, n))
		w.write(fmt.Sprintf("witness%d.jpg", n), picture(t, 10+n))
		w.outcome(fmt.Sprintf("witness%d.jpg", n), archive.Added)
	}
	if n := len(w.reported()); n != 3 {
		t.Errorf("%d files were read: %+v", n, w.reported())
	}
}

// Folders follow the settings while the watcher runs.
func TestWatchFollowsTheSettings(t *testing.T) {
	a := open(t)
	w := watch(t, a, archive.WatchedFolder{Path: t.TempDir()}, time.Hour)
	other := archive.WatchedFolder{Path: t.TempDir(), Supplier: "AP"}
	set := func(revision int, folders ...archive.WatchedFolder) {
		t.Helper()
		settings, _, err := a.Settings(t.Context())
		if err == nil {
			settings.Folders = folders
			err = a.SetSettings(t.Context(), settings, revision, "desk")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	set(0, other)
	w.until("two folders", func() bool { return len(w.Status()) == 2 })
	if err := os.WriteFile(filepath.Join(other.Path, "a.jpg"), picture(t, 1), 0o600); err != nil {
		t.Fatal(err)
	}
	stored := func() bool {
		i := slices.IndexFunc(w.Status(), func(s folder.WatchStatus) bool { return s.Path == other.Path })
		return i >= 0 && w.Status()[i].Stored == 1
	}
	w.until("a photo of the other folder", stored)

	// What is set of the folder named on the command line rules.
	set(1, archive.WatchedFolder{Path: w.dir, Supplier: "Reuters"})
	w.until("one folder, with a supplier", func() bool {
		list := w.Status()
		return len(list) == 1 && list[0].Path == w.dir && list[0].Supplier == "Reuters"
	})
	set(2)
	w.until("no supplier", func() bool { list := w.Status(); return len(list) == 1 && list[0].Supplier == "" })
}
