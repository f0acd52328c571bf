package archivetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
)

// Ingests is what remembers ingests, and the catalogue whose photos it names.
type Ingests interface {
	archive.Catalogue
	archive.Runs
	archive.Memory
	archive.Refusals
}

// Remembering runs the suite of archive.Runs, archive.Memory and
// archive.Refusals. open opens the same store again each time it is called
// within one test, as another process would.
func Remembering(t *testing.T, newStore func(t *testing.T) (open func(t *testing.T) Ingests)) {
	for name, test := range map[string]func(t *testing.T, open func(t *testing.T) Ingests){
		"a run comes back as it was saved":          savedRun,
		"runs are in the order they began":          runOrder,
		"the files of a run are asked for by kind":  runQuery,
		"pruning keeps the newest run and all sums": prunedRuns,
		"what was seen is remembered by path":       remembered,
		"a photo that left is not remembered":       forgotten,
		"a path is refused once":                    refusedOnce,
		"a refusal is dismissed":                    dismissed,
		"a discarded refusal is remembered":         discarded,
	} {
		t.Run(name, func(t *testing.T) { test(t, newStore(t)) })
	}
}

func aRun(n int) archive.Run {
	return archive.Run{
		ID: fmt.Sprintf("run-%d", n), Actor: "desk", Started: day(n), Paths: []string{"a/\xff\n", "b"}, Watch: "wire", Rehearsal: n%2 == 1,
	}
}

// runFile is a file of which every field says something.
func runFile(n int) archive.RunFile {
	p := Photo(n)
	return archive.RunFile{
		N: n, Path: fmt.Sprintf("a/\xff\n%d.jpg", n), Outcome: archive.Added, ID: p.ID, SHA256: p.SHA256,
		Relation: archive.Relation{Kind: archive.SamePixels, Of: Photo(n + 1).ID}, Reason: "Слова\n☂",
		Supplier: "AP", Problems: []string{"no date", "no caption"},
	}
}

func save(t *testing.T, s archive.Runs, run archive.Run, files ...archive.RunFile) {
	t.Helper()
	if err := s.SaveRun(t.Context(), run, files); err != nil {
		t.Fatalf("SaveRun: %v", err)
	}
}

func savedRun(t *testing.T, open func(t *testing.T) Ingests) {
	run := aRun(1)
	save(t, open(t), run, runFile(0), runFile(1))
	run.Ended = day(2)
	for _, f := range []archive.RunFile{runFile(0), runFile(1), runFile(2)} {
		run.Summary.Count(f)
	}
	other := archive.RunFile{N: 2, Path: "c.xmp", Outcome: archive.Skipped, Reason: "read with it", ReadWith: "c\xff.jpg", Unchanged: true}
	save(t, open(t), run, other)
	got, err := open(t).Run(t.Context(), run.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(run, got); diff != "" {
		t.Errorf("the run changed on the way (-saved +read):\n%s", diff)
	}
	files, err := open(t).RunFiles(t.Context(), archive.RunQuery{Run: run.ID, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]archive.RunFile{runFile(0), runFile(1), other}, files); diff != "" {
		t.Errorf("its files changed on the way (-saved +read):\n%s", diff)
	}
	if _, err := open(t).Run(t.Context(), "nobody's"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a run that never was: %v, want ErrNotFound", err)
	}
}

func runOrder(t *testing.T, open func(t *testing.T) Ingests) {
	s := open(t)
	for _, n := range []int{5, 3, 9} { // the clock went back
		save(t, s, aRun(n))
	}
	save(t, s, aRun(5))
	for before, want := range map[string][]string{"": {"run-9", "run-3"}, "run-9": {"run-3", "run-5"}, "run-5": nil} {
		runs, err := s.Runs(t.Context(), before, 2)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, run := range runs {
			ids = append(ids, run.ID)
		}
		if !slices.Equal(ids, want) {
			t.Errorf("Runs before %q: %v, want %v", before, ids, want)
		}
	}
}

func runQuery(t *testing.T, open func(t *testing.T) Ingests) {
	s := open(t)
	ap, reuters, bad := runFile(0), runFile(1), archive.RunFile{N: 2, Path: "c.jpg", Outcome: archive.Refused, Reason: "empty"}
	reuters.Supplier, reuters.Problems = "Reuters", []string{"no credit"}
	save(t, s, aRun(1), ap, reuters, bad)
	save(t, s, aRun(2), runFile(0))
	for _, c := range []struct {
		q    archive.RunQuery
		want []int
	}{
		{archive.RunQuery{}, []int{0, 1, 2}},
		{archive.RunQuery{From: 1}, []int{1, 2}},
		{archive.RunQuery{Outcome: archive.Refused}, []int{2}},
		{archive.RunQuery{Supplier: "Reuters"}, []int{1}},
		{archive.RunQuery{Problem: "no date"}, []int{0}},
		{archive.RunQuery{Problem: "date"}, nil},
		{archive.RunQuery{Outcome: archive.Added, From: 1, Supplier: "AP"}, nil},
	} {
		c.q.Run, c.q.Limit = "run-1", 10
		files, err := s.RunFiles(t.Context(), c.q)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, f := range files {
			got = append(got, f.N)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: files %v, want %v", c.q, got, c.want)
		}
	}
}

func prunedRuns(t *testing.T, open func(t *testing.T) Ingests) {
	s := open(t)
	for n := 1; n <= 3; n++ {
		run := aRun(n)
		run.Summary.Files = 4
		save(t, s, run, runFile(0), runFile(1), runFile(2), runFile(3))
	}
	listed := func(run int) int {
		files, err := s.RunFiles(t.Context(), archive.RunQuery{Run: aRun(run).ID, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		return len(files)
	}
	for _, step := range []struct{ keep, first, second, third int }{{12, 4, 4, 4}, {9, 0, 4, 4}, {0, 0, 0, 4}} {
		if err := s.PruneRuns(t.Context(), step.keep); err != nil {
			t.Fatal(err)
		}
		if a, b, c := listed(1), listed(2), listed(3); a != step.first || b != step.second || c != step.third {
			t.Errorf("keeping %d: %d, %d and %d files are listed, want %+v", step.keep, a, b, c, step)
		}
	}
	if run, err := s.Run(t.Context(), aRun(1).ID); err != nil || run.Summary.Files != 4 {
		t.Errorf("the first run after pruning: %+v, error %v", run, err)
	}
	next := runFile(4)
	save(t, s, aRun(3), next)
	files, err := s.RunFiles(t.Context(), archive.RunQuery{Run: aRun(3).ID, From: 4, Limit: 10})
	if err != nil || len(files) != 1 || files[0].Path != next.Path {
		t.Errorf("a file appended after pruning: %+v, error %v", files, err)
	}
}

func remembered(t *testing.T, open func(t *testing.T) Ingests) {
	commit(t, open(t), archive.Write{Photo: Photo(1)})
	photo := archive.Seen{
		Path: "/a/\xff\n.jpg", Size: 7, Modified: time.Unix(1, 123456789).UTC(), Mark: [16]byte{1, 2}, Outcome: archive.Known,
		ID: Photo(1).ID, SHA256: Photo(1).SHA256,
	}
	bad := archive.Seen{Path: "/b.jpg", Modified: time.Unix(0, 5).UTC(), Outcome: archive.Refused, Reason: "half"}
	old := bad
	old.Reason = "earlier"
	for _, files := range [][]archive.Seen{{old}, {photo, bad}, nil} {
		if err := open(t).Remember(t.Context(), files); err != nil {
			t.Fatal(err)
		}
	}
	got, err := open(t).Seen(t.Context(), []string{photo.Path, "/c.jpg", bad.Path})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]archive.Seen{photo.Path: photo, bad.Path: bad}, got); diff != "" {
		t.Errorf("memory changed on the way (-kept +read):\n%s", diff)
	}
}

func forgotten(t *testing.T, open func(t *testing.T) Ingests) {
	s := open(t)
	gone := archive.Seen{Path: "/a.jpg", Outcome: archive.Known, ID: Photo(1).ID, SHA256: Photo(1).SHA256, Modified: time.Unix(1, 0)}
	if err := s.Remember(t.Context(), []archive.Seen{gone}); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Seen(t.Context(), []string{gone.Path}); err != nil || len(got) != 0 {
		t.Errorf("a photo that is not in the catalogue is remembered: %v, error %v", got, err)
	}
}

func refusal(n int, path string) archive.Refusal {
	return archive.Refusal{
		Path: path, Run: fmt.Sprintf("run-%d", n), At: day(n), Size: int64(n), Reason: "half", Copy: fmt.Sprintf("copy-%d", n),
	}
}

func refusedOnce(t *testing.T, open func(t *testing.T) Ingests) {
	s := open(t)
	listed := refusal(4, "/c.jpg")
	listed.Copy = ""
	if err := s.Refuse(t.Context(), []archive.Refusal{refusal(1, "/a\xff.jpg"), refusal(2, "/b.jpg"), listed}); err != nil {
		t.Fatal(err)
	}
	if err := s.Refuse(t.Context(), []archive.Refusal{refusal(3, "/a\xff.jpg")}); err != nil {
		t.Fatal(err)
	}
	got, err := open(t).Refusals(t.Context(), 0, 10)
	if err != nil || len(got) != 3 || got[0].N >= got[1].N {
		t.Fatalf("Refusals: %+v, error %v", got, err)
	}
	want := refusal(3, "/a\xff.jpg")
	want.N = got[0].N
	if diff := cmp.Diff(want, got[0]); diff != "" {
		t.Errorf("the refusal changed on the way (-kept +read):\n%s", diff)
	}
	if next, err := s.Refusals(t.Context(), got[0].N, 1); err != nil || len(next) != 1 || next[0].Path != "/b.jpg" {
		t.Errorf("Refusals after the first: %+v, error %v", next, err)
	}
	if files, copied, err := s.QuarantineSize(t.Context()); files != 3 || copied != 3+2 || err != nil {
		t.Errorf("QuarantineSize: %d files, %d bytes, error %v; want 3 and 5", files, copied, err)
	}
}

func dismissed(t *testing.T, open func(t *testing.T) Ingests) {
	s := open(t)
	if err := s.Refuse(t.Context(), []archive.Refusal{refusal(1, "/a\xff.jpg"), refusal(2, "/b.jpg")}); err != nil {
		t.Fatal(err)
	}
	gone, err := s.Dismiss(t.Context(), []string{"/a\xff.jpg", "/never.jpg"})
	if err != nil || len(gone) != 1 || gone[0].Copy != "copy-1" {
		t.Errorf("Dismiss: %+v, error %v", gone, err)
	}
	if left, err := s.Refusals(t.Context(), 0, 10); err != nil || len(left) != 1 || left[0].Path != "/b.jpg" {
		t.Errorf("after Dismiss: %+v, error %v", left, err)
	}
}

func discarded(t *testing.T, open func(t *testing.T) Ingests) {
	s := open(t)
	first, second := refusal(1, "/a\xff.jpg"), refusal(2, "/b.jpg")
	if err := s.Refuse(t.Context(), []archive.Refusal{first, second}); err != nil {
		t.Fatal(err)
	}
	by := archive.Discarding{Actor: "Ada", At: day(9), Why: "not ours ☂"}
	gone, err := s.Discard(t.Context(), []string{first.Path, "/never.jpg"}, by)
	if err != nil || len(gone) != 1 || gone[0].Copy != "copy-1" {
		t.Errorf("Discard: %+v, error %v", gone, err)
	}
	if left, err := s.Refusals(t.Context(), 0, 10); err != nil || len(left) != 1 || left[0].Path != second.Path {
		t.Errorf("after Discard: %+v, error %v", left, err)
	}
	first.N, first.Copy = 0, ""
	got, err := open(t).Discarded(t.Context(), 10)
	if diff := cmp.Diff([]archive.Discarded{{Refusal: first, Discarding: by}}, got); err != nil || diff != "" {
		t.Errorf("Discarded, error %v (-written +read):\n%s", err, diff)
	}
}
