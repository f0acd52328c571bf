package archive_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/archivetest"
	"cutline/archive/embedded"
)

// stored puts n photos without files into the catalogue.
func stored(t testing.TB, a *archive.Archive, n int) []archive.ID {
	t.Helper()
	rules, err := a.Rules(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var ids []archive.ID
	var writes []archive.Write
	for i := range n {
		p := archivetest.Photo(i)
		p.PixelHash = ""
		p.Statements = append(p.Statements, embedded.Statement{Place: embedded.XMP, Property: "photoshop:City", Field: embedded.City, Value: "Kiev"})
		p.Reading = rules.Reading(p)
		ids = append(ids, p.ID)
		writes = append(writes, archive.Write{Photo: p})
	}
	for step := range slices.Chunk(writes, 500) {
		if _, err := a.Catalogue.Commit(t.Context(), step); err != nil {
			t.Fatal(err)
		}
	}
	return ids
}

func city(op archive.Op, values ...string) archive.Edit {
	return archive.Edit{Field: embedded.City, Op: op, Values: values}
}

func TestBatchStoppedAndCarriedOn(t *testing.T) {
	a := open(t, t.TempDir())
	ids := stored(t, a, 600)
	b, err := a.Begin(t.Context(), archive.Batch{Actor: "Ada", Asked: []string{"city:kiev"}, Edits: []archive.Edit{city(archive.Append, "X")}}, ids)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var told []archive.ID
	_, err = a.Carry(ctx, b.N, func(e archive.Edited) {
		told = append(told, e.ID)
		cancel() // in the middle of the first step's report
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("ended early: %v", err)
	}
	left, err := a.Batches.Batch(t.Context(), b.N)
	if err != nil || left.Done == 0 || left.Done >= len(ids) || !left.Ended.IsZero() {
		t.Fatalf("it is at %+v, error %v", left, err)
	}
	if over, err := a.LeftOver(t.Context()); err != nil || len(over) != 0 {
		t.Errorf("left over at once: %v, error %v", over, err)
	}
	later := time.Now().Add(time.Minute)
	a.Now = func() time.Time { return later }
	if over, err := a.LeftOver(t.Context()); err != nil || len(over) != 1 || over[0].N != b.N {
		t.Errorf("left over a minute later: %v, error %v", over, err)
	}
	if _, err := a.BeginUndo(t.Context(), b.N, "Ada", ""); err == nil || !strings.Contains(err.Error(), "under way") {
		t.Errorf("undone while it is under way: %v", err)
	}
	// Stopped by hand it is over until it is resumed.
	if b, err = a.Stop(t.Context(), b.N); err != nil || !b.Stopped {
		t.Fatalf("%+v, error %v", b, err)
	}
	if at, err := a.Carry(t.Context(), b.N, nil); err != nil || at.Done != left.Done {
		t.Errorf("carried on although it was stopped: %+v, error %v", at, err)
	}
	if _, err = a.Resume(t.Context(), b.N); err != nil {
		t.Fatal(err)
	}
	b, err = a.Carry(t.Context(), b.N, func(e archive.Edited) { told = append(told, e.ID) })
	if err != nil || b.Changed != len(ids) || b.Done != len(ids) || b.Ended.IsZero() || b.Stopped {
		t.Errorf("carried on: %+v, error %v", b, err)
	}
	if !slices.Equal(told, ids) {
		t.Errorf("told %d photos, or out of order; want %d", len(told), len(ids))
	}
	for _, id := range ids {
		if got := value(t, a, id, embedded.City); got != "Kiev X" {
			t.Fatalf("photo %s: %q", id, got)
		}
	}
}

// A process that is killed after it corrected photos and before it said so
// leaves a batch whose place is behind; carried on, it corrects none twice.
func TestBatchBehindItsPhotos(t *testing.T) {
	a := open(t, t.TempDir())
	ids := stored(t, a, 300)
	b, _ := carry(t, a, ids, city(archive.Append, "X"))
	behind := b
	behind.Done, behind.Changed, behind.Ended = 0, 0, time.Time{}
	if err := a.Batches.MoveBatch(t.Context(), behind, b.Done, nil); err != nil {
		t.Fatal(err)
	}
	again, err := a.Carry(t.Context(), b.N, nil)
	if err != nil || again.Changed != len(ids) {
		t.Errorf("carried on: %+v, error %v", again, err)
	}
	for _, id := range ids {
		if got := value(t, a, id, embedded.City); got != "Kiev X" {
			t.Fatalf("photo %s: %q", id, got)
		}
	}
}

// Two processes that carry one batch out at once correct each photo once.
func TestBatchCarriedByTwo(t *testing.T) {
	dir := t.TempDir()
	a, other := open(t, dir), open(t, dir)
	ids := stored(t, a, 700)
	b, err := a.Begin(t.Context(), archive.Batch{Actor: "Ada", Edits: []archive.Edit{city(archive.Append, "X")}}, ids)
	if err != nil {
		t.Fatal(err)
	}
	ends := make(chan error, 2)
	for _, one := range []*archive.Archive{a, other} {
		go func() {
			_, err := one.Carry(t.Context(), b.N, nil)
			ends <- err
		}()
	}
	for range 2 {
		if err := <-ends; err != nil {
			t.Error(err)
		}
	}
	if b, err = a.Batches.Batch(t.Context(), b.N); err != nil || b.Changed != len(ids) || b.Done != len(ids) {
		t.Errorf("%+v, error %v", b, err)
	}
	for _, id := range ids {
		if got := value(t, a, id, embedded.City); got != "Kiev X" {
			t.Fatalf("photo %s: %q", id, got)
		}
	}
}

func TestUndoBatch(t *testing.T) {
	a := open(t, t.TempDir())
	ids := stored(t, a, 5)
	correct(t, a, ids[4], embedded.City, "Kyiv")
	b, _ := carry(t, a, ids, city(archive.Set, "Kyiv"), archive.Edit{Field: embedded.Country, Op: archive.Set, Values: []string{"Ukraine"}})
	if b.Changed != 5 {
		t.Fatalf("%+v", b)
	}
	correct(t, a, ids[1], embedded.City, "Lviv") // after it
	if _, err := a.Undo(t.Context(), ids[2], 1, "Ben"); err != nil {
		t.Fatal(err)
	}
	undo, err := a.BeginUndo(t.Context(), b.N, "Ben", "wrong city")
	if err != nil {
		t.Fatal(err)
	}
	edited := make(map[archive.ID]archive.Edited)
	if undo, err = a.Carry(t.Context(), undo.N, func(e archive.Edited) { edited[e.ID] = e }); err != nil || undo.Changed != 4 || undo.Refused != 1 {
		t.Fatalf("%+v, error %v", undo, err)
	}
	if !strings.Contains(edited[ids[1]].Refused, "corrected by Ada after it") {
		t.Errorf("the one corrected after it: %+v", edited[ids[1]])
	}
	for i, want := range []string{"Kiev|", "Lviv|Ukraine", "Kiev|", "Kiev|", "Kyiv|"} {
		if got := value(t, a, ids[i], embedded.City) + "|" + value(t, a, ids[i], embedded.Country); got != want {
			t.Errorf("photo %d: %q, want %q", i, got, want)
		}
	}
	refused, err := a.Batches.BatchPhotos(t.Context(), undo.N, 0, true, 10)
	if err != nil || len(refused) != 1 || refused[0].ID != ids[1] {
		t.Errorf("refused: %+v, error %v", refused, err)
	}
	if _, err := a.BeginUndo(t.Context(), undo.N, "Ben", ""); err == nil || !strings.Contains(err.Error(), "took back another") {
		t.Errorf("the undo undone: %v", err)
	}
	if b, _ = carry(t, a, ids[:1], city(archive.Set, "Kiev")); b.Unchanged != 1 {
		t.Fatalf("%+v", b)
	}
	if _, err := a.BeginUndo(t.Context(), b.N, "Ben", ""); err == nil || !strings.Contains(err.Error(), "changed no photo") {
		t.Errorf("what changed nothing, undone: %v", err)
	}
}

func TestBatchRefusesWhatOthersDid(t *testing.T) {
	a := open(t, t.TempDir())
	ids := stored(t, a, 3)
	ids = append(ids, "aaaaaaaaaaaaaaaaaaaa")
	seen := time.Now().Add(-time.Second)
	correct(t, a, ids[1], embedded.City, "Lviv")
	previewed := make(map[archive.ID]archive.Edited)
	edits := []archive.Edit{city(archive.Replace)}
	edits[0].Find, edits[0].With = "Kiev", "Kyiv"
	if err := a.Preview(t.Context(), archive.Batch{Edits: edits}, ids, func(e archive.Edited) { previewed[e.ID] = e }); err != nil {
		t.Fatal(err)
	}
	if c := previewed[ids[0]].Corrections; len(c) != 1 || c[0].From[0] != "Kiev" || c[0].To[0] != "Kyiv" {
		t.Errorf("previewed %+v", c)
	}
	if e := previewed[ids[1]]; len(e.Corrections) > 0 || e.Refused != "" {
		t.Errorf("unchanged, previewed as %+v", e)
	}
	if e := previewed[ids[3]]; !strings.Contains(e.Refused, "not in the archive") {
		t.Errorf("previewed %+v", e)
	}
	if got := value(t, a, ids[0], embedded.City); got != "Kiev" {
		t.Errorf("the preview made it %q", got)
	}
	b, err := a.Begin(t.Context(), archive.Batch{Actor: "Ben", Seen: seen, Edits: []archive.Edit{city(archive.Set, "Kyiv")}}, ids)
	if err != nil {
		t.Fatal(err)
	}
	refused := make(map[archive.ID]string)
	if b, err = a.Carry(t.Context(), b.N, func(e archive.Edited) { refused[e.ID] = e.Refused }); err != nil || b.Changed != 2 || b.Refused != 2 {
		t.Errorf("%+v, error %v", b, err)
	}
	if !strings.Contains(refused[ids[1]], "corrected by Ada meanwhile") || !strings.Contains(refused[ids[3]], "not in the archive") {
		t.Errorf("refused: %v", refused)
	}
	if b, edited := carry(t, a, ids[:1], archive.Edit{Field: embedded.Caption, Op: archive.Append, Values: []string{strings.Repeat("x", 60<<10)}}); b.Changed != 1 {
		t.Fatalf("%+v", edited)
	}
	if b, edited := carry(t, a, ids[:1], archive.Edit{Field: embedded.Caption, Op: archive.Append, Values: []string{strings.Repeat("x", 60<<10)}}); b.Refused != 1 || !strings.Contains(edited[ids[0]].Refused, "at most 64") {
		t.Errorf("what grows too long: %+v, %s", b, edited[ids[0]].Refused)
	}
}

// BenchmarkBatch corrects 10,000 photos as one: replace in one field.
func BenchmarkBatch(bench *testing.B) {
	const photos = 10_000
	a := open(bench, bench.TempDir())
	ids := stored(bench, a, photos)
	round := 0
	for bench.Loop() {
		round++
		b, err := a.Begin(bench.Context(), archive.Batch{Actor: "Ada", Edits: []archive.Edit{city(archive.Set, fmt.Sprintf("Kyiv %d", round))}}, ids)
		if err != nil {
			bench.Fatal(err)
		}
		if b, err = a.Carry(bench.Context(), b.N, nil); err != nil || b.Changed != photos {
			bench.Fatalf("%+v, error %v", b, err)
		}
	}
	bench.ReportMetric(bench.Elapsed().Seconds()/float64(bench.N), "s/10,000")
}
