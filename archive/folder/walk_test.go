package folder_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/folder"
)

// ingest runs over paths and returns the reports by path.
func ingest(t *testing.T, a *archive.Archive, paths, leave []string) map[string]archive.RunFile {
	t.Helper()
	reports := make(map[string]archive.RunFile)
	in := folder.Ingest{Archive: a, ID: runID(), Actor: "desk", Leave: leave}
	in.Report = func(r archive.RunFile) { reports[r.Path] = r }
	_, err := in.Run(t.Context(), paths...)
	if err != nil {
		t.Fatalf("Run: %v", err)
	}
	return reports
}

func symlink(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Fatal(err)
	}
}

// The archive's own folder is left alone, also where a link leads to it.
func TestOwnDataDirectory(t *testing.T) {
	dir := tree(t, map[string][]byte{"a.jpg": picture(t, 1), "data/thumbs/b.jpg": picture(t, 2)})
	own := filepath.Join(dir, "data")
	symlink(t, "data", filepath.Join(dir, "way-in"))
	reports := ingest(t, open(t), []string{dir}, []string{own})
	for _, path := range []string{own, filepath.Join(dir, "way-in")} {
		if r := reports[path]; r.Outcome != archive.Skipped || !strings.Contains(r.Reason, "own data directory") {
			t.Errorf("%s: %+v", path, r)
		}
	}
	if len(reports) != 3 {
		t.Errorf("reports %+v, want nothing of what is in the data directory", reports)
	}
}

func TestMissingDataDirectory(t *testing.T) {
	in := folder.Ingest{Archive: open(t), ID: runID(), Leave: []string{"nowhere"}}
	if _, err := in.Run(t.Context()); err == nil {
		t.Error("Run cannot leave alone what it cannot find, and did not say so")
	}
}

// A folder is read once, by its own name where that is in reach, and the other
// ways to it are told what they are.
func TestFolderReachedTwice(t *testing.T) {
	dir := tree(t, map[string][]byte{"b/real/a.jpg": picture(t, 1)})
	for _, name := range []string{"a-link", "z-link"} {
		symlink(t, "b/real", filepath.Join(dir, name))
	}
	outside := tree(t, map[string][]byte{"b.jpg": picture(t, 2)})
	symlink(t, outside, filepath.Join(dir, "b", "a-way-out"))

	reports := ingest(t, open(t), []string{filepath.Join(dir, "a-link"), dir, filepath.Join(dir, "b")}, nil)
	for name, want := range map[string]struct{ outcome, reason string }{
		"b/real/a.jpg":      {archive.Added, ""},
		"b/a-way-out/b.jpg": {archive.Added, ""},
		"a-link":            {archive.Skipped, "a link to a folder that is read anyway"},
		"z-link":            {archive.Skipped, "a link to a folder that is read anyway"},
		"b":                 {archive.Skipped, "this folder was read already"},
	} {
		path := filepath.Join(dir, name)
		if got := reports[path]; got.Outcome != want.outcome || got.Reason != want.reason {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
		delete(reports, path)
	}
	for path, r := range reports {
		t.Errorf("%s was not expected: %+v", path, r)
	}
}

func TestCount(t *testing.T) {
	dir := tree(t, map[string][]byte{"photos/a.jpg": nil, "photos/deep/b.jpg": nil})
	symlink(t, "photos", filepath.Join(dir, "link"))
	paths := []string{filepath.Join(dir, "link"), filepath.Join(dir, "photos", "a.jpg"), filepath.Join(dir, "nowhere")}
	if got := folder.Count(t.Context(), paths); got != 3 {
		t.Errorf("Count = %d, want 2 below the link and 1", got)
	}
}

// Folders of copies are one line each, unless they are asked for.
func TestFoldersOfCopies(t *testing.T) {
	names := []string{"@eaDir", ".Trashes", ".Trash-1000", "$RECYCLE.BIN", ".thumbnails", ".AppleDouble", "Catalog Previews.lrdata"}
	files := map[string][]byte{"trash/a.jpg": picture(t, 0)}
	for n, name := range names {
		files[filepath.Join(name, "deep", "a.jpg")] = picture(t, n+1)
	}
	dir := tree(t, files)
	reports, summary := run(t, open(t), dir)
	for _, name := range names {
		if r := reports[name]; r.Outcome != archive.Skipped || !strings.Contains(r.Reason, "a folder of ") {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if summary.Files != len(names)+1 || summary.Added != 1 {
		t.Errorf("summary %+v, want the folders and one photo", summary)
	}
	if got := folder.Count(t.Context(), []string{dir}); got != int64(summary.Files) {
		t.Errorf("Count = %d, %d were reported", got, summary.Files)
	}
	trash := filepath.Join(dir, ".Trash-1000")
	if _, summary := run(t, open(t), trash); summary.Added != 1 {
		t.Errorf("asked for by itself: %+v", summary)
	}
}
