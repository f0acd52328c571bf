package folder_test

import (
	"bytes"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"cutline/archive/folder"
)

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
		if r := reports[name]; r.Outcome != folder.Refused || !strings.Contains(r.Reason, "a decoder gave up (panic: ") {
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
