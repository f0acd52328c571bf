package archivetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
)

// ExportCatalogue is a catalogue that keeps what left the archive.
type ExportCatalogue interface {
	archive.Catalogue
	archive.Exports
}

// Exports runs the suite of archive.Exports.
func Exports(t *testing.T, newCatalogue func(t *testing.T) ExportCatalogue) {
	c := newCatalogue(t)
	commit(t, c, archive.Write{Photo: Photo(1)}, archive.Write{Photo: Photo(2)})
	one, two := Photo(1).ID, Photo(2).ID
	list := []archive.Export{
		{Photo: one, At: day(1), Actor: "Ada", As: "words", To: "/mnt/layout", File: "2022-03-17 ☂.jpg"},
		{Photo: Photo(9).ID, At: day(1), Actor: "Ada", As: "words", To: "nowhere"},
		{Photo: one, At: day(2), Actor: "Ben", As: "preview", To: "cms", File: "x.jpg", Despite: "embargoed"},
	}
	if err := c.LogExports(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	got, err := c.ExportsOf(t.Context(), one, 10)
	if err != nil {
		t.Fatal(err)
	}
	want := []archive.Export{list[2], list[0]}
	want[0].N, want[1].N = 2, 1
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("exports (-want +got):\n%s", diff)
	}
	if latest, err := c.ExportsOf(t.Context(), one, 1); err != nil || len(latest) != 1 || latest[0].N != 2 {
		t.Errorf("the latest: %+v, error %v", latest, err)
	}
	if none, err := c.ExportsOf(t.Context(), two, 10); err != nil || len(none) > 0 {
		t.Errorf("another photo: %+v, error %v", none, err)
	}
	// The first export alone is a change of the photo.
	if p := read(t, c, one); !p.Exported || p.Seq != 3 {
		t.Errorf("exported %t at Seq %d, want true at 3", p.Exported, p.Seq)
	}
	if p := read(t, c, two); p.Exported || p.Seq != 2 {
		t.Errorf("another photo: exported %t at Seq %d", p.Exported, p.Seq)
	}
	// A write keeps it.
	p := read(t, c, one)
	commit(t, c, archive.Write{Photo: p, Seen: p.Seq})
	if !read(t, c, one).Exported {
		t.Error("a write forgot that the photo was exported")
	}
}
