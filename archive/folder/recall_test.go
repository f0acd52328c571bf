package folder_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/folder"
)

// settle waits until what is in dir has been the same for a while: what changed
// just now may change again within one tick of the file system's clock, and is
// not taken for granted.
func settle(t *testing.T, dir string) {
	t.Helper()
	var last time.Time
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if at := time.Unix(info.Sys().(*syscall.Stat_t).Ctim.Unix()); at.After(last) {
			last = at
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Until(last.Add(150 * time.Millisecond))) // the clock itself is the condition
}

func write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// A second run over a folder reads what changed and nothing else.
func TestUnchangedIsNotReadAgain(t *testing.T) {
	good := picture(t, 1)
	dir := tree(t, map[string][]byte{
		"a.jpg": good, "b.jpg": picture(t, 2), "b.xmp": sidecar("Words"), "half.jpg": good[:len(good)/2], "notes.md": []byte("Notes."),
	})
	settle(t, dir)
	a := open(t)
	first, _ := run(t, a, dir)
	again, summary := run(t, a, dir)
	if summary.Unchanged != 5 || summary.Known != 2 || summary.Refused != 1 || summary.Skipped != 2 || summary.Sidecars != 1 || summary.Bytes != 0 {
		t.Errorf("the second run: %+v, want 5 files unchanged and nothing read", summary)
	}
	for name, was := range first {
		is := again[name]
		if is.ID != was.ID || is.SHA256 != was.SHA256 || is.Reason != was.Reason || !is.Unchanged {
			t.Errorf("%s was %+v, now is %+v", name, was, is)
		}
	}

	at := func(name string) string { return filepath.Join(dir, name) }
	write(t, at("b.xmp"), sidecar("Other")) // as long as before
	stamp := time.Unix(1_000_000_000, 0)
	write(t, at("a.jpg"), append(picture(t, 3), make([]byte, 100)...))
	write(t, at("half.jpg"), good)
	settle(t, dir)
	if again, summary = run(t, a, dir); summary.Unchanged != 1 || summary.Words != 1 || summary.Added != 1 || again["half.jpg"].ID != first["a.jpg"].ID {
		t.Errorf("after three files changed: %+v, %+v", summary, again)
	}

	// A program that keeps size and time does not hide that it wrote.
	if err := os.Chtimes(at("notes.md"), stamp, stamp); err != nil {
		t.Fatal(err)
	}
	settle(t, dir)
	run(t, a, dir)
	write(t, at("notes.md"), []byte("Shots."))
	if err := os.Chtimes(at("notes.md"), stamp, stamp); err != nil {
		t.Fatal(err)
	}
	if again, _ := run(t, a, dir); again["notes.md"].Unchanged || !again["a.jpg"].Unchanged {
		t.Errorf("after a write that kept size and time: %+v", again)
	}

	in := folder.Ingest{Archive: a, ID: runID(), Again: true}
	if summary, err := in.Run(t.Context(), dir); err != nil || summary.Unchanged != 0 || summary.Known != 3 {
		t.Errorf("a run that reads all again: %+v, error %v", summary, err)
	}
}

// A run is remembered with what became of each file.
func TestRunIsRemembered(t *testing.T) {
	dir := tree(t, map[string][]byte{"a.jpg": picture(t, 1), "b\xff.jpg": nil})
	a := open(t)
	in := folder.Ingest{Archive: a, ID: runID(), Actor: "desk", Watched: &archive.WatchedFolder{Path: "wire"}}
	summary, err := in.Run(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	run, err := a.Runs.Run(t.Context(), in.ID)
	if err != nil || run.Actor != "desk" || run.Watch != "wire" || run.Paths[0] != dir || run.Ended.Before(run.Started) || run.Started.IsZero() {
		t.Errorf("the run: %+v, error %v", run, err)
	}
	if run.Summary.Added != 1 || run.Summary.Refused != 1 || run.Summary.Files != summary.Files || run.Summary.Problems[archive.NoCredit] != 1 {
		t.Errorf("its summary: %+v", run.Summary)
	}
	files, err := a.Runs.RunFiles(t.Context(), archive.RunQuery{Run: in.ID, Outcome: archive.Refused, Limit: 10})
	if err != nil || len(files) != 1 || files[0].Path != filepath.Join(dir, "b\xff.jpg") || files[0].Reason == "" {
		t.Errorf("its refused files: %+v, error %v", files, err)
	}
}
