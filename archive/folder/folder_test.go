package folder_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"cutline/archive"
	"cutline/archive/disk"
	"cutline/archive/embedded"
	"cutline/archive/folder"
	"cutline/archive/sqlite"
	"cutline/thumbs"
)

func open(t *testing.T) *archive.Archive {
	a, _ := openIn(t)
	return a
}

// openIn is an archive and its data directory.
func openIn(t testing.TB) (_ *archive.Archive, dir string) {
	t.Helper()
	dir = t.TempDir()
	originals, err := disk.Open(filepath.Join(dir, "originals"))
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := sqlite.Open(t.Context(), filepath.Join(dir, "catalogue.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { catalogue.Close() })
	renditions, err := thumbs.Open(filepath.Join(dir, "thumbs"), thumbs.DefaultBudget)
	if err != nil {
		t.Fatal(err)
	}
	spool, err := archive.OpenSpool(filepath.Join(dir, "originals", disk.SpoolDir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { spool.Close() })
	return archive.New(catalogue, originals, renditions, spool), dir
}

// picture is a small JPEG; other numbers make other pictures.
func picture(t testing.TB, n int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 48, 32))
	for y := range 32 {
		for x := range 48 {
			img.SetGray(x, y, color.Gray{uint8(x*(n%7+1) + y*(n/7+1))})
		}
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, nil); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// tree writes files below a new folder.
func tree(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func runID() string { return archive.NewRunID(time.Now()) }

// run ingests and returns the reports by path relative to dir.
func run(t *testing.T, a *archive.Archive, dir string) (map[string]archive.RunFile, archive.Summary) {
	t.Helper()
	reports := make(map[string]archive.RunFile)
	in := folder.Ingest{Archive: a, ID: runID(), Actor: "desk"}
	in.Report = func(r archive.RunFile) {
		name, err := filepath.Rel(dir, r.Path)
		if err != nil {
			t.Error(err)
		}
		if _, twice := reports[name]; twice {
			t.Errorf("%s was reported twice", name)
		}
		reports[name] = r
	}
	summary, err := in.Run(t.Context(), dir)
	if err != nil {
		t.Fatalf("Run: %v", err)
	}
	return reports, summary
}

func TestEveryFileHasAnOutcome(t *testing.T) {
	good := picture(t, 1)
	dir := tree(t, map[string][]byte{
		"a.jpg":               good,
		"deep/er/b.jpg":       picture(t, 2),
		"deep/copy-of-a.jpg":  good,
		"c.png":               picture(t, 3), // a JPEG by content
		"new\nline.jpg":       picture(t, 4),
		"bytes\xff\xfe.jpg":   picture(t, 5),
		"notes.txt":           []byte("Shot list for Thursday.\n"),
		"letter.jpg":          []byte("Dear desk, the picture follows.\n"),
		"empty.jpg":           nil,
		"empty":               nil,
		"half.jpg":            good[:len(good)/2],
		"Thumbs.db":           []byte("system"),
		"._a.jpg":             []byte("resource fork"),
		"lonely.xmp":          sidecar("Nobody's words"),
		"words/d.jpg":         picture(t, 6),
		"words/d.xmp":         sidecar("By the stem"),
		"words/e.jpg":         picture(t, 7),
		"words/e.xmp":         sidecar("By the stem"),
		"words/E.JPG.xmp":     sidecar("By the whole name"),
		"words/unrelated.xmp": sidecar("Of another photo"),
	})
	for link, target := range map[string]string{"loop": ".", "deep/up": "..", "dangling.jpg": "nowhere.jpg", "linked.jpg": "a.jpg"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := unix.Mkfifo(filepath.Join(dir, "pipe.jpg"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := open(t)
	reports, summary := run(t, a, dir)
	for name, want := range map[string]struct{ outcome, reason string }{
		"a.jpg":               {"", ""}, // added, or known where the copy was faster
		"deep/copy-of-a.jpg":  {"", ""},
		"linked.jpg":          {"", ""},
		"deep/er/b.jpg":       {archive.Added, ""},
		"c.png":               {archive.Added, "JPEG"},
		"new\nline.jpg":       {archive.Added, ""},
		"bytes\xff\xfe.jpg":   {archive.Added, ""},
		"notes.txt":           {archive.Skipped, "not an image"},
		"letter.jpg":          {archive.Refused, "named as a picture"},
		"empty.jpg":           {archive.Refused, "empty"},
		"empty":               {archive.Skipped, "empty"},
		"half.jpg":            {archive.Refused, ""},
		"Thumbs.db":           {archive.Skipped, "system"},
		"._a.jpg":             {archive.Skipped, "system"},
		"lonely.xmp":          {archive.Skipped, "no photo"},
		"words/d.jpg":         {archive.Added, ""},
		"words/d.xmp":         {archive.Skipped, `"d.jpg"`},
		"words/e.jpg":         {archive.Added, ""},
		"words/e.xmp":         {archive.Skipped, `"e.jpg"`},
		"words/E.JPG.xmp":     {archive.Skipped, `"e.jpg"`},
		"words/unrelated.xmp": {archive.Skipped, "no photo"},
		"loop":                {archive.Skipped, "read anyway"},
		"deep/up":             {archive.Skipped, "read anyway"},
		"dangling.jpg":        {archive.Refused, "nowhere"},
		"pipe.jpg":            {archive.Skipped, "pipe"},
	} {
		got, ok := reports[name]
		delete(reports, name)
		if !ok || want.outcome != "" && got.Outcome != want.outcome || !strings.Contains(got.Reason, want.reason) {
			t.Errorf("%q: %+v, want outcome %q with a reason of %q", name, got, want.outcome, want.reason)
		}
		if (got.Outcome == archive.Refused || got.Outcome == archive.Skipped) && got.Reason == "" {
			t.Errorf("%q was %s without a reason", name, got.Outcome)
		}
	}
	for name, r := range reports {
		t.Errorf("%q was not expected: %+v", name, r)
	}
	if summary.Added != 7 || summary.Known != 2 || summary.Files != 25 {
		t.Errorf("summary %+v, want 7 added and 2 known of 25", summary)
	}

	again, summary := run(t, a, dir)
	if summary.Added+summary.Words != 0 || summary.Known != 9 {
		t.Errorf("the second run: %+v", summary)
	}
	e, err := a.Photo(t.Context(), again["words/e.jpg"].ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Fields()[embedded.Headline].String(); got != "By the whole name" {
		t.Errorf("headline %q: the sidecar that names the photo whole must win", got)
	}
}

func TestRunFileJSON(t *testing.T) {
	line, err := json.Marshal(archive.RunFile{
		Path: "a\xff.jpg", Outcome: archive.Added, ID: archive.Hash{}.ID(),
		Relation: archive.Relation{Kind: archive.SamePixels, Of: archive.Hash{1}.ID()},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]string
	if err := json.Unmarshal(line, &got); err != nil {
		t.Fatal(err)
	}
	if got["path_base64"] != "Yf8uanBn" || got["path"] != "" || got["outcome"] != "added" || got["relation"] != "same-pixels" ||
		got["of"] == "" || len(got["sha256"]) != 64 {
		t.Errorf("line %s", line)
	}
}
