package archive_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

func mark(t *testing.T, a *archive.Archive, m archive.Mark, ids ...archive.ID) []archive.ID {
	t.Helper()
	changed, err := a.Mark(t.Context(), ids, m, "Ada")
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

func TestMark(t *testing.T) {
	a := open(t, t.TempDir())
	one, two := add(t, a, "/in/1.jpg", picture(t, 1)).ID, add(t, a, "/in/2.jpg", picture(t, 2)).ID
	four, red, on := 4, "Red", true
	if got := mark(t, a, archive.Mark{Pick: &on, Stars: &four, Label: &red}, one, two); !slices.Equal(got, []archive.ID{one, two}) {
		t.Fatalf("changed %v, want both", got)
	}
	p := get(t, a, two)
	fields := p.Fields()
	if fields[embedded.Rating].String() != "4" || fields[embedded.Label].String() != "Red" || fields[embedded.Rating].Layer != archive.LayerCorrection {
		t.Errorf("rating %+v, label %+v", fields[embedded.Rating], fields[embedded.Label])
	}
	if p.Pick == nil || p.Pick.By != "Ada" || len(p.Corrections) != 2 || p.Corrections[0].Actor != "Ada" {
		t.Errorf("pick %v, corrections %+v", p.Pick, p.Corrections)
	}
	if got := mark(t, a, archive.Mark{Pick: &on, Stars: &four}, one, two); len(got) != 0 {
		t.Errorf("marked so already, %v changed", got)
	}
	none, plain := 0, ""
	mark(t, a, archive.Mark{Stars: &none, Label: &plain}, one)
	if p = get(t, a, one); p.Fields()[embedded.Rating].String() != "" || p.Fields()[embedded.Label].String() != "" || p.Pick == nil {
		t.Errorf("after the stars were taken off: %+v, pick %v", p.Fields()[embedded.Rating], p.Pick)
	}
	if got := mark(t, a, archive.Mark{Stars: &none}, one); len(got) != 0 {
		t.Error("no stars instead of none is a change")
	}
	missing := archive.ID(strings.Repeat("a", 20))
	if got, err := a.Mark(t.Context(), []archive.ID{missing, one}, archive.Mark{Stars: &four}, "Ada"); !errors.Is(err, archive.ErrNotFound) || len(got) != 1 {
		t.Errorf("with one that is not there: %v changed, error %v", got, err)
	}
	var wrong *archive.CorrectionError
	six := 6
	for _, m := range []archive.Mark{{Stars: &six}, {Label: new("a\x00b")}} {
		if _, err := a.Mark(t.Context(), []archive.ID{one}, m, "Ada"); !errors.As(err, &wrong) {
			t.Errorf("%+v: %v, want a CorrectionError", m, err)
		}
	}
	if _, err := a.Correct(t.Context(), one, archive.Correction{Actor: "Ada", Field: embedded.Rating, To: []string{"12"}}, nil); !errors.As(err, &wrong) {
		t.Errorf("12 stars by a correction: %v", err)
	}
}

// Each of these keeps a photo on the wire shelf while it stands, and lets it go
// after.
func TestTheDeskKeepsAPhoto(t *testing.T) {
	on, off := true, false
	front := func(s *shelf) int64 {
		c, err := s.MakeCollection(s.Context(), archive.PhotoCollection{Name: "Front page", Actor: "Ada"})
		if err != nil {
			s.Fatal(err)
		}
		return c.N
	}
	collect := func(s *shelf, n int64, id archive.ID) {
		if got, err := s.Collect(s.Context(), n, []archive.ID{id}, "Ada"); err != nil || len(got) != 1 {
			s.Fatalf("collected %v, error %v", got, err)
		}
	}
	for name, test := range map[string]func(s *shelf, id archive.ID) (release func()){
		"a pick": func(s *shelf, id archive.ID) func() {
			mark(s.T, s.Archive, archive.Mark{Pick: &on}, id)
			return func() { mark(s.T, s.Archive, archive.Mark{Pick: &off}, id) }
		},
		"a collection": func(s *shelf, id archive.ID) func() {
			n := front(s)
			collect(s, n, id)
			return func() {
				if got, err := s.TakeOut(s.Context(), n, []archive.ID{id}, "Ada"); err != nil || len(got) != 1 {
					s.Fatalf("taken out %v, error %v", got, err)
				}
			}
		},
		"a collection that is deleted": func(s *shelf, id archive.ID) func() {
			n := front(s)
			collect(s, n, id)
			return func() {
				_, err := s.ReviseCollection(s.Context(), n, 0, "Ada", func(c *archive.PhotoCollection) { c.Deleted = &archive.Gone{} })
				if err != nil {
					s.Fatal(err)
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := openShelf(t)
			s.set(wire(10))
			o := s.watched(wire(10), "/wire/a.jpg", picture(t, 2))
			s.wantLeaves(o.ID, "2026-11-11")
			release := test(s, o.ID)
			s.wantLeaves(o.ID, "")
			if left := s.after(11).tend(); len(left) != 0 {
				t.Fatalf("%v left", left)
			}
			release()
			s.wantLeaves(o.ID, "2026-11-14") // with notice
			if left := s.after(3).tend(); !slices.Equal(left, []archive.ID{o.ID}) {
				t.Errorf("%v left, want the photo", left)
			}
			mark(t, s.Archive, archive.Mark{Pick: &on}, o.ID)
			if get(t, s.Archive, o.ID).Pick != nil {
				t.Error("a photo that has left was picked")
			}
		})
	}
}

func TestCollections(t *testing.T) {
	a := open(t, t.TempDir())
	one, two := add(t, a, "/in/1.jpg", picture(t, 1)).ID, add(t, a, "/in/2.jpg", picture(t, 2)).ID
	c, err := a.MakeCollection(t.Context(), archive.PhotoCollection{Name: " Front page ", Owner: "Ada", Actor: "Ada"})
	if err != nil || c.Name != "Front page" {
		t.Fatalf("%+v, error %v", c, err)
	}
	var wrong *archive.InvalidError
	for name, of := range map[string]archive.PhotoCollection{
		"no name":         {Name: " ", Actor: "Ada"},
		"a long name":     {Name: strings.Repeat("n", archive.MaxCollectionName+1), Actor: "Ada"},
		"a quoted name":   {Name: `the "best"`, Actor: "Ada"},
		"a name in use":   {Name: "front PAGE", Owner: "Ada", Actor: "Ada"},
		"control in note": {Name: "x", Note: "\x1b[2J", Actor: "Ada"},
	} {
		if _, err := a.MakeCollection(t.Context(), of); !errors.As(err, &wrong) {
			t.Errorf("%s: %v, want an InvalidError", name, err)
		}
	}
	if got, err := a.Collect(t.Context(), c.N, []archive.ID{two, one, two}, "Ada"); err != nil || !slices.Equal(got, []archive.ID{two, one}) {
		t.Errorf("collected %v, error %v", got, err)
	}
	long := strings.Repeat("x", archive.MaxMemberNote+1)
	for name, edit := range map[string]archive.MemberEdit{"no such move": {To: "sideways"}, "a long note": {Note: &long}} {
		if err := a.EditMember(t.Context(), c.N, one, edit, "Ada"); !errors.As(err, &wrong) {
			t.Errorf("%s: %v, want an InvalidError", name, err)
		}
	}
	revise := func(seen int, set func(*archive.PhotoCollection)) (archive.PhotoCollection, error) {
		return a.ReviseCollection(t.Context(), c.N, seen, "Bo", set)
	}
	if _, err := revise(c.Revision+1, func(c *archive.PhotoCollection) { c.Name = "Late" }); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("made from another state: %v, want ErrConflict", err)
	}
	if c, err = revise(c.Revision, func(c *archive.PhotoCollection) { c.Name, c.Owner = "Cover", "" }); err != nil || c.Name != "Cover" {
		t.Errorf("revised %+v, error %v", c, err)
	}
	if c, err = revise(0, func(c *archive.PhotoCollection) { c.Deleted = &archive.Gone{} }); err != nil || c.Deleted == nil || c.Deleted.By != "Bo" {
		t.Errorf("deleted %+v, error %v", c, err)
	}
	if _, err := a.MakeCollection(t.Context(), archive.PhotoCollection{Name: "cover", Actor: "Ada"}); err != nil {
		t.Errorf("the name of a deleted one: %v", err)
	}
	if _, err := revise(0, func(c *archive.PhotoCollection) { c.Deleted = nil }); !errors.As(err, &wrong) {
		t.Errorf("restored beside one of its name: %v, want an InvalidError", err)
	}
	changes, err := a.Collections.CollectionChanges(t.Context(), c.N, 10)
	var did []string
	for _, change := range changes {
		did = append(did, fmt.Sprint(change.Actor, " ", change.What))
	}
	want := []string{"Bo deleted", "Bo shared", "Bo renamed", "Ada added", "Ada made"}
	if err != nil || !slices.Equal(did, want) {
		t.Errorf("history %q, error %v; want %q", did, err, want)
	}
}

func TestSaveSearch(t *testing.T) {
	a := open(t, t.TempDir())
	var wrong *archive.InvalidError
	for _, s := range []archive.SavedSearch{{Name: " "}, {Name: "x", Query: "\x00"}, {Name: "x\ny"}} {
		if _, err := a.SaveSearch(t.Context(), s); !errors.As(err, &wrong) {
			t.Errorf("%+v: %v, want an InvalidError", s, err)
		}
	}
	shared, err := a.SaveSearch(t.Context(), archive.SavedSearch{Name: "Kyiv", Query: "kyiv", Actor: "Ada"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.SaveSearch(t.Context(), archive.SavedSearch{Name: "Ada's", Owner: "Ada", Actor: "Ada"}); err != nil {
		t.Fatal(err)
	}
	gone := shared
	gone.Deleted = &archive.Gone{By: "Bo"}
	for desk, want := range map[string]int{"Ada": 2, "Bo": 1, "": 1} {
		if list, err := a.SearchesOf(t.Context(), desk); err != nil || len(list) != want {
			t.Errorf("%q sees %+v, error %v; want %d", desk, list, err, want)
		}
	}
	if _, err := a.SaveSearch(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	if list, err := a.SearchesOf(t.Context(), "Bo"); err != nil || len(list) != 0 {
		t.Errorf("after it was deleted Bo sees %+v, error %v", list, err)
	}
	if s, err := a.SavedSearch(t.Context(), shared.N); err != nil || s.Deleted == nil {
		t.Errorf("it is kept as %+v, error %v", s, err)
	}
}
