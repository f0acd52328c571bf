package archivetest

import (
	"errors"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
)

// Searches runs the suite on a keeper of saved searches.
func Searches(t *testing.T, newSearches func(t *testing.T) archive.Searches) {
	for name, test := range map[string]func(t *testing.T, c archive.Searches){
		"a saved search comes back as it was written": searchRoundTrip,
		"a search that somebody else changed":         searchConflict,
		"visits only go on":                           visits,
	} {
		t.Run(name, func(t *testing.T) { test(t, newSearches(t)) })
	}
}

func saved(t *testing.T, c archive.Searches, s archive.SavedSearch) archive.SavedSearch {
	t.Helper()
	s, err := c.SaveSearch(t.Context(), s)
	if err != nil || s.N == 0 {
		t.Fatalf("saved %+v, error %v", s, err)
	}
	return s
}

func searchRoundTrip(t *testing.T, c archive.Searches) {
	second := saved(t, c, archive.SavedSearch{Name: "вибори ☂", Query: `"war crimes" -getty`, Sort: "taken", Owner: "Ada", Actor: "Bo", Made: day(1), Since: 7})
	first := saved(t, c, archive.SavedSearch{Name: "Kyiv", Actor: "Ada", Made: day(2), Deleted: &archive.Gone{By: "Bo", At: day(3)}})
	got, err := c.Searches(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]archive.SavedSearch{first, second}, got); diff != "" {
		t.Errorf("searches by name (-want +got):\n%s", diff)
	}
	first.Deleted, first.Name, first.Since = nil, "zz", 9
	first = saved(t, c, first)
	if first.Revision != 2 {
		t.Errorf("revision %d, want 2", first.Revision)
	}
	if got, err = c.Searches(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]archive.SavedSearch{first, second}, got); diff != "" {
		t.Errorf("after a change (-want +got):\n%s", diff)
	}
}

func searchConflict(t *testing.T, c archive.Searches) {
	s := saved(t, c, archive.SavedSearch{Name: "Kyiv"})
	late := s
	s.Name = "Kyiv, fire"
	saved(t, c, s)
	if _, err := c.SaveSearch(t.Context(), late); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("made from an old state: %v, want ErrConflict", err)
	}
}

func visits(t *testing.T, c archive.Searches) {
	one, two := saved(t, c, archive.SavedSearch{Name: "one"}), saved(t, c, archive.SavedSearch{Name: "two"})
	for _, v := range []struct {
		search int64
		desk   string
		seq    archive.Seq
	}{{one.N, "Ada", 5}, {two.N, "Ada", 9}, {one.N, "Bo", 3}, {one.N, "Ada", 8}, {two.N, "Ada", 4}} {
		if err := c.Visit(t.Context(), v.search, v.desk, v.seq, day(1)); err != nil {
			t.Fatal(err)
		}
	}
	for desk, want := range map[string]map[int64]archive.Seq{"Ada": {one.N: 8, two.N: 9}, "Bo": {one.N: 3}, "Cy": {}} {
		if got, err := c.Visits(t.Context(), desk); err != nil || !maps.Equal(got, want) {
			t.Errorf("%s saw %v, error %v; want %v", desk, got, err, want)
		}
	}
}
