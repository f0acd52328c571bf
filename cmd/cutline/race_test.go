package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// ingested is what `cutline ingest --json` printed.
type ingested struct {
	Files   map[string]ingestLine // by path
	Summary struct {
		Files, Added, Known, Words, Refused, Skipped, Duplicates, Unchanged int
	}
}

type ingestLine struct{ Path, Outcome, Relation, Of, ID, Reason string }

// readIngest reads the output of an ingest.
func readIngest(t *testing.T, out []byte) ingested {
	t.Helper()
	run := ingested{Files: make(map[string]ingestLine)}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var line struct {
			ingestLine
			Summary json.RawMessage
		}
		if err := dec.Decode(&line); err != nil {
			t.Fatalf("ingest printed %q: %v", out, err)
		}
		if line.Summary == nil {
			run.Files[line.Path] = line.ingestLine
		} else if err := json.Unmarshal(line.Summary, &run.Summary); err != nil {
			t.Fatal(err)
		}
	}
	return run
}

// Two ingests of one folder at once store each photo once, and both account for
// every file.
func TestTwoIngestsAtOnce(t *testing.T) {
	const photos, copies = 150, 30
	folder, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	drawPhotos(t, folder, photos)
	for n := range copies { // the same bytes under another name
		if err := os.Link(filepath.Join(folder, fmt.Sprintf("photo%03d.jpg", n)), filepath.Join(folder, fmt.Sprintf("copy%03d.jpg", n))); err != nil {
			t.Fatal(err)
		}
	}
	var runs [2]ingested
	var wg sync.WaitGroup
	for i := range runs {
		wg.Go(func() {
			out, err := cutline(t.Context(), "ingest", "--json", "--data", data, folder).Output()
			if err != nil {
				t.Errorf("ingest %d: %v", i, err)
				return
			}
			runs[i] = readIngest(t, out)
		})
	}
	wg.Wait()
	a, b := runs[0], runs[1]
	t.Logf("one added %d, the other %d", a.Summary.Added, b.Summary.Added)
	if a.Summary.Added+b.Summary.Added != photos {
		t.Errorf("%d and %d were added, want %d together", a.Summary.Added, b.Summary.Added, photos)
	}
	added := make(map[string]int)
	for _, run := range runs {
		if len(run.Files) != photos+copies || run.Summary.Added+run.Summary.Known != photos+copies {
			t.Errorf("a run accounts for %d files with %+v", len(run.Files), run.Summary)
		}
		for path, line := range run.Files {
			if line.Outcome == "added" {
				added[line.ID]++
			}
			if line.ID == "" || line.ID != a.Files[path].ID {
				t.Errorf("%s is %q and %q", path, line.ID, a.Files[path].ID)
			}
		}
	}
	for id, times := range added {
		if times != 1 {
			t.Errorf("%s was added %d times", id, times)
		}
	}
	if got := verify(t, data); got.Photos != photos || got.Missing+got.Damaged+got.Orphaned > 0 {
		t.Errorf("verify: %+v, want %d photos and nothing amiss", got, photos)
	}
}
