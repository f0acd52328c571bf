package folder_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/folder"
)

// long is how much a test does: usual, or much where CUTLINE_LONG is set.
func long(usual, much int) int {
	if os.Getenv("CUTLINE_LONG") != "" {
		return much
	}
	return usual
}

// seeds are real photos where there is a corpus, else drawn ones.
func seeds(t *testing.T) [][]byte {
	t.Helper()
	var list [][]byte
	paths, err := filepath.Glob(filepath.Join(os.Getenv("CUTLINE_CORPUS"), "photos", "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 0 && len(data) < 1<<20 {
			list = append(list, data)
		}
	}
	for n := range 20 {
		list = append(list, withComment(picture(t, n), "drawn"))
	}
	return list
}

// mutated is a seed with flipped bits, cut short, with bytes taken out or
// doubled, or with a piece of another seed's head in its own.
func mutated(random *rand.Rand, all [][]byte) []byte {
	data := slices.Clone(all[random.IntN(len(all))])
	for range 1 + random.IntN(3) {
		at := random.IntN(len(data))
		if random.IntN(2) == 0 { // where the metadata is
			at = random.IntN(min(len(data), 4096))
		}
		switch random.IntN(5) {
		case 0, 1:
			for range 1 + random.IntN(8) {
				data[(at+random.IntN(64))%len(data)] ^= 1 << random.IntN(8)
			}
		case 2:
			data = data[:max(at, 16)]
		case 3:
			end := min(len(data), at+random.IntN(256))
			if random.IntN(2) == 0 {
				data = slices.Delete(data, at, end)
			} else {
				data = slices.Insert(data, at, bytes.Clone(data[at:end])...)
			}
		case 4:
			other := all[random.IntN(len(all))]
			from := random.IntN(min(len(other), 4096))
			data = slices.Insert(data, at, other[from:min(len(other), from+random.IntN(8192))]...)
		}
		if len(data) < 16 {
			data = append(data, make([]byte, 16)...)
		}
	}
	return data
}

// Damaged files of every kind: none stops the run, takes long, is lost or goes
// unexplained.
func TestMutatedFiles(t *testing.T) {
	files := long(300, 10_000)
	if testing.Short() {
		files = 50
	}
	const limit = 5 * time.Second
	a, all := open(t), seeds(t)
	random := rand.New(rand.NewPCG(6, 1))
	dir := t.TempDir()
	outcomes := make(map[string]int)
	slowest := time.Duration(0)
	for n := range files {
		data := mutated(random, all)
		path := filepath.Join(dir, fmt.Sprintf("%05d.jpg", n))
		write(t, path, data)
		var got []archive.RunFile
		in := folder.Ingest{Archive: a, ID: runID(), Report: func(r archive.RunFile) { got = append(got, r) }}
		start := time.Now()
		if _, err := in.Run(t.Context(), path); err != nil {
			t.Fatalf("file %d ended the run: %v", n, err)
		}
		took := time.Since(start)
		slowest = max(slowest, took)
		if took > limit {
			t.Errorf("file %d took %v", n, took)
		}
		if len(got) != 1 {
			t.Fatalf("file %d has the outcomes %+v", n, got)
		}
		outcomes[got[0].Outcome]++
		switch got[0].Outcome {
		case archive.Added, archive.Known:
			if got[0].SHA256 != sha256.Sum256(data) {
				t.Errorf("file %d is stored as other bytes: %+v", n, got[0])
			}
			original, err := a.Originals.Open(t.Context(), got[0].SHA256)
			if err != nil || original.Size() != int64(len(data)) {
				t.Fatalf("file %d is lost: %v", n, err)
			}
			original.Close()
		case archive.Refused:
			if got[0].Reason == "" {
				t.Errorf("file %d was refused without a reason", n)
			}
		default:
			t.Errorf("file %d: %+v", n, got[0])
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d mutated files: %v; the slowest took %v", files, outcomes, slowest.Round(time.Millisecond))
	if outcomes[archive.Refused] == 0 || outcomes[archive.Added] == 0 {
		t.Errorf("the mutations are all too strong or too weak: %v", outcomes)
	}
}

// A clock that goes back during and between runs changes the order of nothing.
func TestClockGoesBack(t *testing.T) {
	a := open(t)
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	a.Now = func() time.Time {
		now = now.Add(-time.Hour)
		return now
	}
	dir := tree(t, map[string][]byte{"a.jpg": picture(t, 1), "b.jpg": picture(t, 2)})
	reports, _ := run(t, a, dir)
	write(t, filepath.Join(dir, "a.xmp"), sidecar("Later words"))
	again, summary := run(t, a, dir)
	if summary.Words != 1 || summary.Known != 1 {
		t.Errorf("the second run: %+v", summary)
	}
	p, err := a.Photo(t.Context(), again["a.jpg"].ID)
	if err != nil || len(p.Arrivals) != 2 || p.Reading.Values["headline"].Values[0] != "Later words" {
		t.Errorf("the later words do not rule: %+v, error %v", p, err)
	}
	changes, err := a.Catalogue.Changes(t.Context(), 0, 10)
	if err != nil || changes[len(changes)-1].ID != reports["a.jpg"].ID {
		t.Errorf("the last change is not the last: %+v, error %v", changes, err)
	}
	runs, err := a.Runs.Runs(t.Context(), "", 10)
	if err != nil || len(runs) != 2 || runs[0].Summary.Words != 1 {
		t.Errorf("the newest run is not first: %+v, error %v", runs, err)
	}
}
