package thumbs

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

// unreadable are the photos of the corpus whose picture cannot be read, each
// looked at by hand.
var unreadable = map[string]string{
	"corrupt__photoprism__broken.jpg":                   "cut off",
	"colour__mei__5482a54657765056f1a94116a8dbffe7.jpg": "made for testing decoders: its sampling was changed and is not that of its data",
}

// TestCorpus renders every photo of the corpus: none may hang or break, and
// only those known to be unreadable may be refused.
func TestCorpus(t *testing.T) {
	corpus := os.Getenv("CUTLINE_CORPUS")
	if corpus == "" {
		const why = "CUTLINE_CORPUS is not set to a folder of photos"
		if os.Getenv("CUTLINE_NO_SKIP") != "" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	s, err := Open(t.TempDir(), 0)
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(filepath.Join(corpus, "photos", "*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no photos in %s: %v", corpus, err)
	}
	var rendered, placeholders, refused int
	for _, path := range paths {
		name := filepath.Base(path)
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		stat, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		info, err := embedded.Read(f, stat.Size())
		if err != nil {
			t.Logf("%s: no image: %v", name, err)
			continue
		}
		src := archive.Picture{ReaderAt: f, Size: stat.Size(), Format: info.Format, Orientation: info.Orientation}
		before := s.Decodes()
		start := time.Now()
		var memory, after runtime.MemStats
		runtime.ReadMemStats(&memory)
		seen, err := s.Render(context.Background(), archive.Hash{1}.ID(), src)
		runtime.ReadMemStats(&after)
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s took %v", name, took)
		}
		switch {
		case err != nil:
			refused++
			if _, ok := errors.AsType[*archive.RefusedError](err); !ok {
				t.Errorf("%s: %v, want a rendition, a placeholder or a refusal", name, err)
			}
			if unreadable[name] == "" {
				t.Errorf("%s: %v", name, err)
			}
		case seen.Placeholder != "":
			placeholders++
			t.Logf("%s: %s", name, seen.Placeholder)
		default:
			rendered++
			if n := s.Decodes() - before; n != 1 {
				t.Errorf("%s: %d decodes, want 1", name, n)
			}
			if !s.has(archive.Hash{1}.ID()) {
				t.Errorf("%s: no renditions", name)
			}
			h, err := readHeader(src)
			if err != nil {
				t.Fatal(err)
			}
			const encoding = 2 << 20 // and tables, and buffers for reading
			took, estimate := int64(after.TotalAlloc-memory.TotalAlloc), h.need()
			if took > estimate+encoding {
				t.Errorf("%s: rendering allocated %d bytes, the estimate is %d", name, took, estimate)
			}
		}
	}
	t.Logf("%d rendered, %d placeholders, %d refused", rendered, placeholders, refused)
}
