package archivetest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
	"cutline/archive/terms"
)

// RestrictionCatalogue is a catalogue that tells of restrictions, too.
type RestrictionCatalogue interface {
	archive.Catalogue
	archive.Restrictions
}

// restricted is Photo(n) of a supplier, with sentences of restriction.
func restricted(n int, supplier string, sentences ...string) *archive.Photo {
	p := Photo(n)
	p.Reading.Credit.Supplier = supplier
	p.Reading.Terms = []terms.Term{{Kind: terms.NoSales, Text: "NO SALES", Place: "IIM 2:40"}}
	for _, text := range sentences {
		duty := text != "Vorn im Bild ☂"
		p.Reading.Terms = append(p.Reading.Terms, terms.Term{Kind: terms.Unread, Text: text, Place: "IIM 2:40", Duty: duty})
	}
	return p
}

// Restrictions runs the suite of archive.Restrictions.
func Restrictions(t *testing.T, newCatalogue func(t *testing.T) RestrictionCatalogue) {
	c := newCatalogue(t)
	if shapes, err := c.UnreadTerms(t.Context(), 10); err != nil || len(shapes) > 0 {
		t.Errorf("an empty catalogue has %+v, error %v", shapes, err)
	}
	for _, p := range []*archive.Photo{
		restricted(1, "PA", "Call 44 115 before use", "Call 44 116 before use"), // one shape, twice in one photo
		restricted(2, "PA", "Call 44 115 before use"),
		restricted(3, "AFP", "call 33 before use"),
		restricted(4, "", "Vorn im Bild ☂"),
		restricted(5, "PA", "Vorn im Bild ☂"),
		restricted(6, "PA", "Vorn im Bild ☂"),
		restricted(7, "PA", "Vorn im Bild ☂", "Only upside down"),
		restricted(8, "PA"),
	} {
		commit(t, c, archive.Write{Photo: p})
	}
	const call = "call <N> before use"
	shapes, err := c.UnreadTerms(t.Context(), 10)
	want := []archive.TermShape{
		{Shape: call, Supplier: "PA", Duty: true, Photos: 2, Sentences: 2, First: day(1), Last: day(2), Example: "Call 44 115 before use"},
		{Shape: "only upside down", Supplier: "PA", Duty: true, Photos: 1, Sentences: 1, First: day(7), Last: day(7), Example: "Only upside down"},
		{Shape: call, Supplier: "AFP", Duty: true, Photos: 1, Sentences: 1, First: day(3), Last: day(3), Example: "call 33 before use"},
		{Shape: "vorn im bild", Supplier: "PA", Photos: 3, Sentences: 1, First: day(5), Last: day(7), Example: "Vorn im Bild ☂"},
		{Shape: "vorn im bild", Photos: 1, Sentences: 1, First: day(4), Last: day(4), Example: "Vorn im Bild ☂"},
	}
	if diff := cmp.Diff(want, shapes); err != nil || diff != "" {
		t.Errorf("UnreadTerms: error %v, -want +got\n%s", err, diff)
	}
	if first, err := c.UnreadTerms(t.Context(), 1); err != nil || len(first) != 1 || first[0].Shape != call {
		t.Errorf("UnreadTerms with limit 1: %+v, error %v", first, err)
	}
	sentences, err := c.TermSentences(t.Context(), call, "", 10)
	wantSentences := []archive.TermSentence{
		{Text: "Call 44 115 before use", Supplier: "PA", Place: "IIM 2:40", Photos: 2, First: day(1), Photo: Photo(1).ID},
		{Text: "call 33 before use", Supplier: "AFP", Place: "IIM 2:40", Photos: 1, First: day(3), Photo: Photo(3).ID},
		{Text: "Call 44 116 before use", Supplier: "PA", Place: "IIM 2:40", Photos: 1, First: day(1), Photo: Photo(1).ID},
	}
	if diff := cmp.Diff(wantSentences, sentences); err != nil || diff != "" {
		t.Errorf("TermSentences: error %v, -want +got\n%s", err, diff)
	}
	if of, err := c.TermSentences(t.Context(), call, "AFP", 10); err != nil || !slices.Equal(of, wantSentences[1:2]) {
		t.Errorf("TermSentences of one supplier: %+v, error %v", of, err)
	}
	if first, err := c.TermSentences(t.Context(), call, "", 1); err != nil || len(first) != 1 || first[0].Photos != 2 {
		t.Errorf("TermSentences with limit 1: %+v, error %v", first, err)
	}
	for _, tt := range []struct {
		shape, supplier string
		limit           int
		want            []int
	}{
		{call, "", 10, []int{3, 2, 1}},
		{call, "PA", 10, []int{2, 1}},
		{call, "PA", 1, []int{2}},
		{call, "Reuters", 10, nil},
		{"", "", 10, nil},
		{"vorn im bild", "", 10, []int{7, 6, 5, 4}},
	} {
		var want []archive.ID
		for _, n := range tt.want {
			want = append(want, Photo(n).ID)
		}
		if got, err := c.WithTerm(t.Context(), tt.shape, tt.supplier, tt.limit); err != nil || !slices.Equal(got, want) {
			t.Errorf("WithTerm(%q, %q, %d) = %v, error %v; want those of %v", tt.shape, tt.supplier, tt.limit, got, err, tt.want)
		}
	}
	// Another reading explains one, and moves another to its supplier.
	commit(t, c, archive.Write{Photo: restricted(7, "PA", "Vorn im Bild ☂"), Seen: read(t, c, Photo(7).ID).Seq},
		archive.Write{Photo: restricted(3, "PA", "call 33 before use"), Seen: read(t, c, Photo(3).ID).Seq, Quiet: true})
	shapes, err = c.UnreadTerms(t.Context(), 10)
	if err != nil || len(shapes) != 3 || shapes[0].Photos != 3 || shapes[0].First != day(1) || shapes[0].Last != day(3) {
		t.Errorf("after they were read again: %+v, error %v", shapes, err)
	}
}
