package folder_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/folder"
)

// stepped is a watch that the test steps, by a clock of its own and without
// notifications, as on a network disk.
type stepped struct {
	*testing.T
	*folder.Stepped
	now time.Time
}

func step(t *testing.T, a *archive.Archive, dir string, leave ...string) *stepped {
	s := &stepped{T: t, now: time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)}
	w := &folder.Watcher{
		Archive: a, Settle: 2 * time.Second, Scan: time.Minute,
		Ingest: func() *folder.Ingest { return &folder.Ingest{Actor: "watch", Leave: leave} },
	}
	s.Stepped = w.Stepped(archive.WatchedFolder{Path: dir}, func() time.Time { return s.now })
	t.Cleanup(s.End)
	return s
}

// after steps so much later, and expects so many photos stored by then.
func (s *stepped) after(d time.Duration, stored int) folder.WatchStatus {
	s.Helper()
	s.now = s.now.Add(d)
	s.Step(s.Context())
	status := s.Status()
	if status.Stored != stored {
		s.Errorf("at %s %d photos are stored, want %d: %+v", s.now.Format(time.TimeOnly), status.Stored, stored, status)
	}
	return status
}

func put(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// Without notifications files are found when the folder is looked through.
func TestWatchWithoutNotifications(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.jpg", picture(t, 1))
	s := step(t, open(t), dir)
	s.after(0, 0)
	s.after(time.Second, 0)
	s.after(time.Second, 1)
	put(t, dir, "b.jpg", picture(t, 2))
	s.after(30*time.Second, 1)
	s.after(30*time.Second, 1) // looked through: it waits now
	if status := s.after(2*time.Second, 2); status.Waiting != 0 {
		t.Errorf("status %+v", status)
	}
}

// Trouble of the archive is said, and what came waits until it is over.
func TestWatchWhileTheArchiveFails(t *testing.T) {
	dir, own := t.TempDir(), filepath.Join(t.TempDir(), "own")
	put(t, dir, "a.jpg", picture(t, 1))
	s := step(t, open(t), dir, own)
	status := s.after(0, 0)
	if status.State != folder.Failing || !strings.Contains(status.Text, "cannot be stored") {
		t.Fatalf("status %+v", status)
	}
	if err := os.Mkdir(own, 0o700); err != nil {
		t.Fatal(err)
	}
	if status := s.after(time.Second, 0); status.State != folder.Failing {
		t.Errorf("it was tried again at once: %+v", status)
	}
	s.after(15*time.Second, 0)
	if status := s.after(2*time.Second, 1); status.State != folder.Watching {
		t.Errorf("status %+v", status)
	}
}

// What comes much later is another run.
func TestWatchRuns(t *testing.T) {
	dir := t.TempDir()
	a := open(t)
	s := step(t, a, dir)
	drop := func(name string, n, stored int) string {
		put(t, dir, name, picture(t, n))
		s.after(time.Minute, stored-1)
		return s.after(2*time.Second, stored).Run
	}
	first := drop("a.jpg", 1, 1)
	if second := drop("b.jpg", 2, 2); second != first {
		t.Error("a minute later another run began")
	}
	s.after(11*time.Minute, 2)
	if run, err := a.Runs.Run(t.Context(), first); err != nil || run.Ended.IsZero() || run.Summary.Added != 2 {
		t.Errorf("the run after some quiet: %+v, error %v", run, err)
	}
	if third := drop("c.jpg", 3, 3); third == first {
		t.Error("the run went on after it had ended")
	}
}
