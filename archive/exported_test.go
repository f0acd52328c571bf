package archive_test

import (
	"testing"

	"cutline/archive"
)

// A photo that was exported stays on a wire shelf.
func TestExportedStaysOnTheShelf(t *testing.T) {
	s := openShelf(t)
	s.set(wire(10))
	o := s.watched(wire(10), "/wire/a.jpg", picture(t, 2))
	other := s.watched(wire(10), "/wire/b.jpg", picture(t, 3))
	s.wantLeaves(o.ID, "2026-11-11")
	if err := s.LogExports(t.Context(), archive.Export{Photo: o.ID, Actor: "Ada", As: "words", To: "layout", File: "a.jpg"}); err != nil {
		t.Fatal(err)
	}
	s.wantLeaves(o.ID, "")
	s.wantLeaves(other.ID, "2026-11-11")
	log, err := s.Exports.ExportsOf(t.Context(), o.ID, archive.MaxExports)
	if err != nil || len(log) != 1 || !log[0].At.Equal(s.now) {
		t.Errorf("log %+v, error %v", log, err)
	}
	history, err := s.History(t.Context(), get(t, s.Archive, o.ID))
	if err != nil || len(history) == 0 || history[len(history)-1].Text != "Ada exported it as words to layout: a.jpg" {
		t.Errorf("history %+v, error %v", history, err)
	}
}
