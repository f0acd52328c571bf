package archivetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
	"cutline/archive/credit"
)

// ReadCatalogue is a catalogue that tells of its readings, too.
type ReadCatalogue interface {
	archive.Catalogue
	archive.Readings
}

// Readings runs the suite of archive.Readings.
func Readings(t *testing.T, newCatalogue func(t *testing.T) ReadCatalogue) {
	for name, test := range map[string]func(t *testing.T, c ReadCatalogue){
		"readings of other versions are found": staleReadings,
		"a quiet write keeps the Seq":          quietWrite,
		"unread credits are grouped by shape":  unreadShapes,
	} {
		t.Run(name, func(t *testing.T) { test(t, newCatalogue(t)) })
	}
}

// withVersion is Photo(n), its reading made by the version given.
func withVersion(n int, v archive.Version) *archive.Photo {
	p := Photo(n)
	p.Reading.Version = v
	return p
}

func staleReadings(t *testing.T, c ReadCatalogue) {
	now := archive.Version{Rules: 5, Revision: 2, Reader: 3}
	photos := []*archive.Photo{
		withVersion(1, now),
		withVersion(2, archive.Version{Rules: 4, Revision: 2, Reader: 3}),
		withVersion(3, archive.Version{Rules: 5, Revision: 1, Reader: 3}),
		withVersion(4, archive.Version{Rules: 5, Revision: 2, Reader: 2}),
		withVersion(5, archive.Version{Rules: 5, Revision: 3, Reader: 3}), // rules that were undone
	}
	for _, p := range photos {
		commit(t, c, archive.Write{Photo: p})
	}
	ids := func(numbers ...int) (ids []archive.ID) {
		for _, n := range numbers {
			ids = append(ids, Photo(n).ID)
		}
		return ids
	}
	anyReader := archive.Version{Rules: 5, Revision: 2}
	for _, tt := range []struct {
		v     archive.Version
		after archive.ID
		limit int
		want  []archive.ID
		count int
	}{
		{now, "", 10, ids(2, 3, 4, 5), 4},
		{anyReader, "", 10, ids(2, 3, 5), 3},
		{anyReader, "", 2, ids(2, 3), 3},
		{anyReader, Photo(3).ID, 2, ids(5), 3},
		{anyReader, Photo(5).ID, 2, nil, 3},
	} {
		got, err := c.Stale(t.Context(), tt.v, tt.after, tt.limit)
		if diff := cmp.Diff(tt.want, got); err != nil || diff != "" {
			t.Errorf("Stale(%+v, %q, %d): error %v, -want +got\n%s", tt.v, tt.after, tt.limit, err, diff)
		}
		if n, err := c.CountStale(t.Context(), tt.v); err != nil || n != tt.count {
			t.Errorf("CountStale(%+v) = %d, error %v; want %d", tt.v, n, err, tt.count)
		}
	}
}

func quietWrite(t *testing.T, c ReadCatalogue) {
	commit(t, c, archive.Write{Photo: Photo(1)})
	before := read(t, c, Photo(1).ID)
	again := withVersion(1, archive.Version{Rules: 9, Revision: 9, Reader: 9})
	commit(t, c, archive.Write{Photo: again, Seen: before.Seq, Quiet: true})
	after := read(t, c, Photo(1).ID)
	if after.Seq != before.Seq {
		t.Errorf("a quiet write moved the photo from Seq %d to %d", before.Seq, after.Seq)
	}
	if after.Reading.Version != again.Reading.Version {
		t.Errorf("the reading is of version %+v, want %+v", after.Reading.Version, again.Reading.Version)
	}
	conflicts, err := c.Commit(t.Context(), []archive.Write{{Photo: again, Seen: before.Seq + 1, Quiet: true}})
	if err != nil || len(conflicts) != 1 {
		t.Errorf("a quiet write from another state: %d conflicts, error %v; want one", len(conflicts), err)
	}
}

// unread is Photo(n) with a credit line that no rule explains.
func unread(n int, shape, line string) *archive.Photo {
	p := Photo(n)
	p.Reading.Credit.UnreadLines = []credit.Unread{{
		Stated: credit.Stated{Place: "XMP photoshop:Credit", Value: line}, Words: []string{"Qwertz", "☂"}, Shape: shape,
	}}
	return p
}

func unreadShapes(t *testing.T, c ReadCatalogue) {
	rare := unread(1, "<X> per <X>", "Qwertz per ☂")
	common := []*archive.Photo{
		unread(2, "<Name>/<X>", "Ana Silva/Qwertz"),
		unread(3, "<Name>/<X>", "Ana Silva/Qwertz"),
		unread(4, "<Name>/<X>", "Jan Novak/Qwertz"),
	}
	for _, p := range append(common, rare) {
		commit(t, c, archive.Write{Photo: p})
	}
	shapes, err := c.Unread(t.Context(), 10)
	want := []archive.UnreadShape{
		{Shape: "<Name>/<X>", Photos: 3, Lines: 2, First: day(2), Last: day(4), Example: "Ana Silva/Qwertz"},
		{Shape: "<X> per <X>", Photos: 1, Lines: 1, First: day(1), Last: day(1), Example: "Qwertz per ☂"},
	}
	if diff := cmp.Diff(want, shapes); err != nil || diff != "" {
		t.Errorf("Unread: error %v, -want +got\n%s", err, diff)
	}
	if first, err := c.Unread(t.Context(), 1); err != nil || len(first) != 1 {
		t.Errorf("Unread with limit 1: %d shapes, error %v", len(first), err)
	}
	lines, err := c.UnreadLines(t.Context(), "<Name>/<X>", 10)
	wantLines := []archive.UnreadLine{
		{Line: "Ana Silva/Qwertz", Words: []string{"Qwertz", "☂"}, Place: "XMP photoshop:Credit", Photos: 2, First: day(2), Photo: Photo(2).ID},
		{Line: "Jan Novak/Qwertz", Words: []string{"Qwertz", "☂"}, Place: "XMP photoshop:Credit", Photos: 1, First: day(4), Photo: Photo(4).ID},
	}
	if diff := cmp.Diff(wantLines, lines); err != nil || diff != "" {
		t.Errorf("UnreadLines: error %v, -want +got\n%s", err, diff)
	}
	// What is read by now is unread no longer.
	mended := Photo(1)
	commit(t, c, archive.Write{Photo: mended, Seen: read(t, c, rare.ID).Seq})
	if shapes, err := c.Unread(t.Context(), 10); err != nil || len(shapes) != 1 {
		t.Errorf("after one was mended there are %d shapes, error %v; want 1", len(shapes), err)
	}
}
