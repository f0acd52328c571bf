package thumbs_test

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// TestFindNothingFalse asks an archive of drawn photos with pictures that it
// does not hold. BenchmarkFindNothingFalse does so with 100,000 photos.
func TestFindNothingFalse(t *testing.T) {
	for _, line := range askMany(t, 3000, 160) {
		t.Log(line)
	}
}

// BenchmarkFindNothingFalse prints how 100,000 photos answer 1,144 questions,
// of which 1,001 show no photo that is there. It takes some minutes.
func BenchmarkFindNothingFalse(b *testing.B) {
	for b.Loop() {
		for _, line := range askMany(b, 100_000, 1144) {
			b.Log(line)
		}
	}
}

// askMany asks an archive of so many photos so many questions: nothing that is
// no copy may be called certain, every copy must be found, and most of them for
// certain.
func askMany(tb testing.TB, photos, questions uint64) []string {
	a, _, f := openDrawn(tb, photos)
	type tally struct{ asked, suggested, certain int }
	tallies := make(map[string]*tally)
	var took []time.Duration
	for i := range questions {
		q := ask(i, photos)
		data := encodeJPEG(tb, q.img, 60)
		start := time.Now()
		found := find(tb, a, f, data)
		took = append(took, time.Since(start))
		if found.Searched != int(photos) {
			tb.Fatalf("searched %d of %d photos", found.Searched, photos)
		}
		t := tallies[q.name]
		if t == nil {
			t = new(tally)
			tallies[q.name] = t
		}
		t.asked++
		certain := 0
		for _, m := range found.Matches {
			if !m.Certain {
				continue
			}
			certain++
			if !q.copy || m.ID != q.of.hash().ID() {
				tb.Errorf("question %d, %s: is said to be %s for certain: %+v", i, q.name, m.ID, m)
			}
		}
		if len(found.Matches) > 0 {
			t.suggested++
		}
		if certain > 0 {
			t.certain++
		}
		if q.copy && len(found.Matches) == 0 {
			tb.Errorf("question %d: a copy of %s is not found", i, q.of.hash().ID())
		}
	}
	if copies := tallies["a copy"]; copies.certain*10 < copies.asked*9 {
		tb.Errorf("%d of %d copies are called certain", copies.certain, copies.asked)
	}
	var lines []string
	for name, t := range tallies {
		lines = append(lines, fmt.Sprintf("%-32s asked %4d  answered with a photo %4d  certain %4d", name, t.asked, t.suggested, t.certain))
	}
	slices.Sort(lines)
	slices.Sort(took)
	return append(lines, fmt.Sprintf("a question, reading the file and finding: median %v, p99 %v", took[len(took)/2], took[len(took)*99/100]))
}
