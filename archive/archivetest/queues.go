package archivetest

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
	"cutline/archive/embedded"
)

// QueueCatalogue is a catalogue that lists its queues, too.
type QueueCatalogue interface {
	archive.Catalogue
	archive.Waiting
}

// Queues runs the suite of corrections and archive.Waiting.
func Queues(t *testing.T, newCatalogue func(t *testing.T) QueueCatalogue) {
	for name, test := range map[string]func(t *testing.T, c QueueCatalogue){
		"corrections are only ever added":       corrections,
		"photos wait in the queues they are in": queues,
	} {
		t.Run(name, func(t *testing.T) { test(t, newCatalogue(t)) })
	}
}

func corrections(t *testing.T, c QueueCatalogue) {
	p := Photo(1)
	commit(t, c, archive.Write{Photo: p}, archive.Write{Photo: Photo(2)})
	p.Corrections = []archive.Correction{{
		At: day(1), Actor: "Ada", Field: embedded.Credit, From: []string{"Вадим/AP\n☂"}, To: []string{"Ana Costa/AP"}, Why: "twin",
	}}
	commit(t, c, archive.Write{Photo: p, Seen: 1})
	p.Corrections = append(slices.Clone(p.Corrections), archive.Correction{
		At: day(2), Actor: "Ben", Field: embedded.Credit, From: []string{"Ana Costa/AP"}, To: []string{"Вадим/AP\n☂"}, Undoes: 1,
	})
	commit(t, c, archive.Write{Photo: p, Seen: 3})
	p.Seq, p.Came = 4, 1
	if diff := cmp.Diff(p, read(t, c, p.ID)); diff != "" {
		t.Errorf("photo changed on the way (-written +read):\n%s", diff)
	}
	if other := read(t, c, Photo(2).ID); len(other.Corrections) > 0 {
		t.Errorf("another photo has %+v", other.Corrections)
	}
}

func queues(t *testing.T, c QueueCatalogue) {
	// Photo(n) has a caption, and neither credit nor date.
	for n := range 5 {
		commit(t, c, archive.Write{Photo: Photo(n)})
	}
	dated := Photo(1)
	dated.Reading.Values = map[embedded.Field]archive.Read{embedded.Taken: {Values: []string{"2022"}}}
	retired := Photo(3)
	retired.Shelf.Retired = &archive.Retirement{At: day(9), Folder: "/wire", Days: 3}
	commit(t, c, archive.Write{Photo: dated, Seen: 2}, archive.Write{Photo: retired, Seen: 4})
	for queue, want := range map[string][]int{
		archive.NoCredit: {4, 2, 1, 0}, archive.NoDate: {4, 2, 0}, archive.NoCaption: {1}, "nothing": nil,
	} {
		var ids []archive.ID
		for _, n := range want {
			ids = append(ids, Photo(n).ID)
		}
		if got, err := c.Waiting(t.Context(), queue, "", 10); err != nil || !slices.Equal(got, ids) {
			t.Errorf("%s: %v, error %v; want those of %v", queue, got, err, want)
		}
	}
	// Photo 1 is no longer in this queue; those after it are found all the same.
	if got, err := c.Waiting(t.Context(), archive.NoDate, Photo(1).ID, 10); err != nil || !slices.Equal(got, []archive.ID{Photo(0).ID}) {
		t.Errorf("after the second: %v, error %v", got, err)
	}
	if got, err := c.Waiting(t.Context(), archive.NoCredit, "", 1); err != nil || len(got) != 1 {
		t.Errorf("one of them: %v, error %v", got, err)
	}
	counts, err := c.CountWaiting(t.Context())
	if want := map[string]int{archive.NoCredit: 4, archive.NoDate: 3, archive.NoCaption: 1}; err != nil || !maps.Equal(counts, want) {
		t.Errorf("counts %v, error %v; want %v", counts, err, want)
	}
}
