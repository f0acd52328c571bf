package folder_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/folder"
)

// A file that the system lists and cannot deliver is named, and the run goes
// on. /proc/self/mem is such a file on any Linux: reading its start fails.
func TestReadError(t *testing.T) {
	dir := tree(t, map[string][]byte{"b.jpg": picture(t, 1)})
	if err := os.Symlink("/proc/self/mem", filepath.Join(dir, "a.jpg")); err != nil {
		t.Fatal(err)
	}
	reports, summary := run(t, open(t), dir)
	if r := reports["a.jpg"]; r.Outcome != archive.Refused || !strings.Contains(r.Reason, "cannot be read") || summary.Added != 1 {
		t.Errorf("report %+v, summary %+v", r, summary)
	}
}

func TestFileThatShrinksIsRefused(t *testing.T) {
	big := append(picture(t, 1), make([]byte, 64<<20)...)
	dir := tree(t, map[string][]byte{"a.jpg": big})
	path := filepath.Join(dir, "a.jpg")
	stop := make(chan struct{})
	stopped := make(chan struct{})
	go func() { // keeps changing the file until the run is over
		defer close(stopped)
		for n := 1; ; n++ {
			select {
			case <-stop:
				return
			default:
				os.Truncate(path, int64(len(big)-n))
			}
		}
	}()
	reports, _ := run(t, open(t), dir)
	close(stop)
	<-stopped
	if r := reports["a.jpg"]; r.Outcome != archive.Refused || !strings.Contains(r.Reason, "changed while it was read") {
		t.Errorf("report %+v", r)
	}
}

// An interrupted run has told the truth about every file it reported, and left
// nothing in the spool.
func TestInterrupted(t *testing.T) {
	const photos = 300 // more than a pipeline holds
	files := make(map[string][]byte)
	for n := range photos {
		files[fmt.Sprintf("%03d.jpg", n)] = picture(t, n)
	}
	dir, a := tree(t, files), open(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stored := 0
	in := folder.Ingest{Archive: a, ID: runID(), Actor: "desk"}
	in.Report = func(r archive.RunFile) {
		if r.Outcome == archive.Added {
			stored++
		}
		if stored == 5 {
			cancel()
		}
	}
	_, err := in.Run(ctx, dir)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Run = %v, want it cancelled", err)
	}
	stats, err := a.Catalogue.Stats(t.Context())
	if err != nil || stats.Photos != stored {
		t.Errorf("%d photos are stored, %d were reported (%v)", stats.Photos, stored, err)
	}
	if stored == photos {
		t.Error("nothing was left to do when the run was interrupted")
	}
	if _, summary := run(t, a, dir); summary.Added+stored != photos {
		t.Errorf("the next run adds %d to %d of %d", summary.Added, stored, photos)
	}
}

// An archive without a renderer panics over every photo that it would render.
// The run names them, goes on, and logs where it was.
func TestPanic(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	defer slog.SetDefault(before)

	dir := tree(t, map[string][]byte{"a.jpg": picture(t, 1), "b.jpg": picture(t, 2), "c.txt": []byte("Notes.")})
	a := open(t)
	renderer := a.Renderer
	a.Renderer = nil
	reports, summary := run(t, a, dir)
	for _, name := range []string{"a.jpg", "b.jpg"} {
		if r := reports[name]; r.Outcome != archive.Refused || !strings.Contains(r.Reason, "a decoder gave up (panic: ") {
			t.Errorf("%s: %+v", name, r)
		}
		if !strings.Contains(log.String(), filepath.Join(dir, name)) {
			t.Errorf("the log does not name %s: %s", name, log.String())
		}
	}
	if summary.Files != 3 || !strings.Contains(log.String(), "level=ERROR") || !strings.Contains(log.String(), "prepare.go") {
		t.Errorf("summary %+v, log %s", summary, log.String())
	}
	a.Renderer = renderer
	if _, summary := run(t, a, dir); summary.Added != 2 {
		t.Errorf("the next run: %+v", summary)
	}
}
