package folder_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/archive/folder"
)

// An upload comes in several requests, whose files wait in a folder and go.
func TestIntakeOfAnUpload(t *testing.T) {
	a, data := openIn(t)
	dir := tree(t, map[string][]byte{
		"roll/words.csv":   []byte("file,caption,credit\none.jpg,Ships at sea,Jo Petersen/AP\nsub/two.jpg,A quay,\n"),
		"roll/one.jpg":     picture(t, 1),
		"roll/one.txt":     []byte("Photographer: Ana Costa"),
		"roll/broken.jpg":  []byte("\xff\xd8\xff\xe0 no more"),
		"roll/sub/two.jpg": picture(t, 2),
	})
	var reports []archive.RunFile
	in := &folder.Ingest{
		Archive: a, ID: runID(), Actor: "Ada", Spooled: dir, Quarantine: filepath.Join(data, "quarantine"), QuarantineBytes: 1 << 20,
		Report: func(f archive.RunFile) { reports = append(reports, f) },
	}
	run, err := in.Open(t.Context(), "roll")
	if err != nil {
		t.Fatal(err)
	}
	take := func(names ...string) map[string]archive.RunFile {
		t.Helper()
		reports = nil
		paths := make([]string, len(names))
		for i, name := range names {
			paths[i] = filepath.Join(dir, name)
		}
		if err := run.Take(t.Context(), paths...); err != nil {
			t.Fatal(err)
		}
		got := make(map[string]archive.RunFile)
		for _, f := range reports {
			if strings.Contains(f.Path+f.Reason+f.ReadWith, dir) {
				t.Errorf("the report of %s names the folder it waits in: %+v", f.Path, f)
			}
			got[f.Path] = f
		}
		return got
	}
	first := take("roll/words.csv", "roll/one.jpg", "roll/one.txt", "roll/broken.jpg")
	if f := first["roll/words.csv"]; f.Outcome != archive.Skipped || f.ReadWith != "roll/words.csv" || !strings.HasPrefix(f.Reason, "a table") {
		t.Errorf("the manifest: %+v", f)
	}
	if f := first["roll/broken.jpg"]; f.Outcome != archive.Refused {
		t.Errorf("the broken one: %+v", f)
	}
	if err := os.Remove(filepath.Join(dir, "roll/one.jpg")); err != nil {
		t.Fatal(err)
	}
	second := take("roll/sub/two.jpg")
	if f := second["roll/sub/two.jpg"]; f.Outcome != archive.Added {
		t.Errorf("the second request: %+v", f)
	}
	summary, err := run.Close(t.Context())
	if err != nil || summary.Files != 5 || summary.Added != 2 || summary.Refused != 1 || summary.Skipped != 2 {
		t.Errorf("summary %+v, error %v", summary, err)
	}

	for path, want := range map[string]struct{ caption, by string }{
		"roll/one.jpg": {"Ships at sea", "Ana Costa"}, "roll/sub/two.jpg": {"A quay", ""},
	} {
		id := first[path].ID
		if id == "" {
			id = second[path].ID
		}
		p, err := a.Photo(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		fields := p.Fields()
		if fields[embedded.Caption].String() != want.caption || fields[embedded.By].String() != want.by || p.Arrivals[0].Path != path {
			t.Errorf("%s: caption %q, by-line %q, path %q", path, fields[embedded.Caption], fields[embedded.By], p.Arrivals[0].Path)
		}
	}
	kept, err := a.Runs.Run(t.Context(), in.ID)
	if err != nil || !slices.Equal(kept.Paths, []string{"roll"}) || kept.Ended.IsZero() {
		t.Errorf("the run is remembered as %+v, error %v", kept, err)
	}
	files, err := a.Runs.RunFiles(t.Context(), archive.RunQuery{Run: in.ID, Limit: 10})
	if err != nil || len(files) != 5 || files[4].Path != "roll/sub/two.jpg" {
		t.Errorf("its files: %+v, error %v", files, err)
	}
	refused, err := a.Refusals.Refusals(t.Context(), 0, 10)
	if err != nil || len(refused) != 1 || refused[0].Path != in.ID+"/roll/broken.jpg" || refused[0].Copy == "" {
		t.Errorf("refused: %+v, error %v", refused, err)
	}
}

// What is retried from a copy keeps the path that it came from.
func TestIntakeOrigins(t *testing.T) {
	a := open(t)
	dir := tree(t, map[string][]byte{"refused-1.jpg": picture(t, 1)})
	spooled := filepath.Join(dir, "refused-1.jpg")
	changed := time.Date(2022, 3, 17, 9, 0, 0, 0, time.UTC)
	in := &folder.Ingest{
		Archive: a, ID: runID(), Actor: "Ada", Spooled: dir,
		Origins: map[string]folder.Origin{spooled: {Path: "/card/a.jpg", Modified: changed}},
	}
	var id archive.ID
	in.Report = func(f archive.RunFile) {
		if f.Path != "/card/a.jpg" {
			t.Errorf("reported as %q", f.Path)
		}
		id = f.ID
	}
	if _, err := in.Run(t.Context(), spooled); err != nil {
		t.Fatal(err)
	}
	p, err := a.Photo(t.Context(), id)
	if err != nil || p.Arrivals[0].Path != "/card/a.jpg" || !p.Arrivals[0].Modified.Equal(changed) {
		t.Errorf("photo %+v, error %v", p, err)
	}
}
