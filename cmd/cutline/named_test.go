package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cutline/archive"
)

func TestIDsAndQueries(t *testing.T) {
	const a, b = "aaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbb"
	for _, test := range []struct{ args, want string }{
		{"", ""},
		{a, a},
		{"kyiv fire", "[kyiv fire]"},
		{a + " kyiv fire " + b + " by:ghirda", a + " [kyiv fire] " + b + " [by:ghirda]"},
		{strings.ToUpper(a), a},
	} {
		var got []string
		for _, part := range idsAndQueries(strings.Fields(test.args)) {
			if part.query != "" {
				got = append(got, "["+part.query+"]")
			} else {
				got = append(got, string(part.id))
			}
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%q: %s; want %s", test.args, got, test.want)
		}
	}
	if got := idsAndQueries([]string{" ", ""}); got != nil {
		t.Errorf("blanks name %v", got)
	}
}

func TestNamed(t *testing.T) {
	const photos = 7
	folder, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	drawPhotos(t, folder, photos)
	if out, err := cutline(t.Context(), "ingest", "--data", data, "--set", "headline=Harbour", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	s, err := openStores(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()

	client, done, err := s.ask(t.Context(), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	all, err := found(t.Context(), client, "harbour", 500, anyNumber)
	if err != nil || len(all) != photos {
		t.Fatalf("%d photos in one page, error %v", len(all), err)
	}
	for limit := 1; limit < photos; limit++ {
		if paged, err := found(t.Context(), client, "harbour", limit, anyNumber); err != nil || !slices.Equal(paged, all) {
			t.Errorf("in pages of %d: %v, error %v; want %v", limit, paged, err, all)
		}
	}
	if _, err := found(t.Context(), client, "harbour", 2, photos-1); err == nil || !strings.Contains(err.Error(), "narrow the query") {
		t.Errorf("more than wanted: %v", err)
	}
	done()

	// An ID first, then all, the one not twice.
	last := all[photos-1]
	n, err := s.named(t.Context(), io.Discard, []string{string(last), "harbour"}, anyNumber)
	if want := slices.Concat([]archive.ID{last}, all[:photos-1]); err != nil || !slices.Equal(n.IDs, want) || !slices.Equal(n.Queries, []string{"harbour"}) {
		t.Errorf("named %v, error %v; want %v", n, err, want)
	}
	for _, query := range []string{"zeppelin", "harbuor"} {
		if n, err := s.named(t.Context(), io.Discard, []string{query}, anyNumber); err == nil {
			t.Errorf("%s finds %v", query, n.IDs)
		}
	}
	if _, err := s.named(t.Context(), io.Discard, []string{"nosuch:field"}, anyNumber); err == nil {
		t.Error("a query that cannot be read finds something")
	}
}
