package archivetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
	"cutline/archive/embedded"
)

// BatchCatalogue is a catalogue that keeps batches, too.
type BatchCatalogue interface {
	archive.Catalogue
	archive.Batches
}

// Batches runs the suite of archive.Batches.
func Batches(t *testing.T, newCatalogue func(t *testing.T) BatchCatalogue) {
	for name, test := range map[string]func(t *testing.T, c BatchCatalogue){
		"a batch is kept with its photos": keptBatch,
		"a batch moves on once":           movedBatch,
		"a batch that was stopped stays":  stoppedBatch,
		"what a batch changed":            batchChanged,
	} {
		t.Run(name, func(t *testing.T) { test(t, newCatalogue(t)) })
	}
}

func batchOf(photos int) (archive.Batch, []archive.ID) {
	b := archive.Batch{
		At: day(1), Seen: day(1), Beat: day(2), Actor: "Ada", Why: "Слова\n☂", Asked: []string{"by:girda"}, Photos: photos,
		Edits: []archive.Edit{{Field: embedded.Caption, Lang: "uk", Op: archive.Replace, Find: "Girda", With: "Ghirda"}},
	}
	var ids []archive.ID
	for n := range photos {
		ids = append(ids, Photo(n).ID)
	}
	return b, ids
}

func addBatch(t *testing.T, c BatchCatalogue, photos int) archive.Batch {
	t.Helper()
	b, ids := batchOf(photos)
	n, err := c.AddBatch(t.Context(), b, ids)
	if err != nil {
		t.Fatal(err)
	}
	b.N = n
	return b
}

func keptBatch(t *testing.T, c BatchCatalogue) {
	first, second := addBatch(t, c, 3), addBatch(t, c, 6000)
	if first.N != 1 || second.N != 2 {
		t.Errorf("their numbers are %d and %d", first.N, second.N)
	}
	got, err := c.Batch(t.Context(), first.N)
	if diff := cmp.Diff(first, got); err != nil || diff != "" {
		t.Errorf("error %v; changed on the way (-written +read):\n%s", err, diff)
	}
	if _, err := c.Batch(t.Context(), 7); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("one that is not there: %v", err)
	}
	photos, err := c.BatchPhotos(t.Context(), second.N, 5998, false, 10)
	want := []archive.BatchPhoto{{N: 5998, ID: Photo(5998).ID}, {N: 5999, ID: Photo(5999).ID}}
	if err != nil || !slices.Equal(photos, want) {
		t.Errorf("the last photos are %v, error %v; want %v", photos, err, want)
	}
	for _, test := range []struct {
		before int64
		limit  int
		want   []int64
	}{{0, 10, []int64{2, 1}}, {0, 1, []int64{2}}, {2, 10, []int64{1}}, {1, 10, nil}} {
		list, err := c.Batches(t.Context(), test.before, false, test.limit)
		var numbers []int64
		for _, b := range list {
			numbers = append(numbers, b.N)
		}
		if err != nil || !slices.Equal(numbers, test.want) {
			t.Errorf("before %d, at most %d: %v, error %v; want %v", test.before, test.limit, numbers, err, test.want)
		}
	}
}

func movedBatch(t *testing.T, c BatchCatalogue) {
	b, other := addBatch(t, c, 5), addBatch(t, c, 5)
	b.Done, b.Changed, b.Refused, b.Beat = 3, 2, 1, day(3)
	refused := []archive.BatchPhoto{{N: 1, ID: Photo(1).ID, Refused: "его нет"}}
	if err := c.MoveBatch(t.Context(), b, 0, refused); err != nil {
		t.Fatal(err)
	}
	if err := c.MoveBatch(t.Context(), b, 0, refused); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("moved twice from one place: %v", err)
	}
	if got, err := c.Batch(t.Context(), b.N); err != nil || !cmp.Equal(got, b) {
		t.Errorf("read as %+v, error %v", got, err)
	}
	if list, err := c.BatchPhotos(t.Context(), b.N, 0, true, 10); err != nil || !slices.Equal(list, refused) {
		t.Errorf("refused are %v, error %v", list, err)
	}
	b.Done, b.Ended, b.Stopped = 5, day(4), true
	if err := c.MoveBatch(t.Context(), b, 3, nil); err != nil {
		t.Fatal(err)
	}
	open, err := c.Batches(t.Context(), 0, true, 10)
	if err != nil || len(open) != 1 || open[0].N != other.N {
		t.Errorf("open are %+v, error %v", open, err)
	}
	b.Ended, b.Stopped = time.Time{}, false
	if err := c.MoveBatch(t.Context(), b, 5, nil); err != nil {
		t.Errorf("opened again: %v", err)
	}
}

// stoppedBatch stops a batch while a process is at its next photos.
func stoppedBatch(t *testing.T, c BatchCatalogue) {
	b := addBatch(t, c, 5)
	stopped := b
	stopped.Ended, stopped.Stopped = day(4), true
	if err := c.MoveBatch(t.Context(), stopped, 0, nil); err != nil {
		t.Fatal(err)
	}
	b.Done, b.Changed = 3, 3
	if err := c.MoveBatch(t.Context(), b, 0, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := c.Batch(t.Context(), b.N); err != nil || !got.Stopped || !got.Ended.Equal(day(4)) || got.Done != 3 {
		t.Errorf("read as %+v, error %v", got, err)
	}
	b.Done, b.Changed, b.Ended = 5, 5, day(5)
	if err := c.MoveBatch(t.Context(), b, 3, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := c.Batch(t.Context(), b.N); err != nil || got.Stopped || !got.Ended.Equal(day(5)) {
		t.Errorf("when all are done %+v, error %v", got, err)
	}
}

func batchChanged(t *testing.T, c BatchCatalogue) {
	b := addBatch(t, c, 3)
	for n := range 3 {
		p := Photo(n)
		commit(t, c, archive.Write{Photo: p})
		if n != 1 {
			p.Corrections = []archive.Correction{
				{At: day(1), Actor: "Ada", Field: embedded.Credit, To: []string{"AP"}, Batch: b.N},
				{At: day(1), Actor: "Ada", Field: embedded.Source, Lang: "uk", To: []string{"AP"}, Batch: b.N},
			}
			commit(t, c, archive.Write{Photo: p, Seen: read(t, c, p.ID).Seq})
			if got := read(t, c, p.ID).Corrections; !cmp.Equal(got, p.Corrections) {
				t.Errorf("read as %+v", got)
			}
		}
	}
	for after, want := range map[archive.ID][]archive.ID{"": {Photo(0).ID, Photo(2).ID}, Photo(0).ID: {Photo(2).ID}, Photo(2).ID: nil} {
		if ids, err := c.BatchChanged(t.Context(), b.N, after, 10); err != nil || !slices.Equal(ids, want) {
			t.Errorf("after %q: %v, error %v; want %v", after, ids, err, want)
		}
	}
	if ids, err := c.BatchChanged(t.Context(), b.N, "", 1); err != nil || len(ids) != 1 {
		t.Errorf("one of them: %v, error %v", ids, err)
	}
	if ids, err := c.BatchChanged(t.Context(), 0, "", 10); err != nil || len(ids) != 0 {
		t.Errorf("of no batch: %v, error %v", ids, err)
	}
}
