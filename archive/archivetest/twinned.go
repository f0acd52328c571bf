package archivetest

import (
	"slices"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

// TwinnedCatalogue is a catalogue that lists the same pictures, too.
type TwinnedCatalogue interface {
	archive.Catalogue
	archive.Twinned
}

// Twinned runs the suite of archive.Twinned and of versions.
func Twinned(t *testing.T, newCatalogue func(t *testing.T) TwinnedCatalogue) {
	for name, test := range map[string]func(t *testing.T, c TwinnedCatalogue){
		"the same pictures with other credits": samePictures,
		"versions change together":             versions,
	} {
		t.Run(name, func(t *testing.T) { test(t, newCatalogue(t)) })
	}
}

func samePictures(t *testing.T, c TwinnedCatalogue) {
	// Three pictures, each twice: with one credit, with two, with two.
	for n := range 6 {
		p := Photo(n)
		p.PixelHash = string(rune('a' + n/2))
		if n >= 2 && n%2 == 1 {
			p.Reading.Credit.Agency = "AP"
		}
		commit(t, c, archive.Write{Photo: p})
	}
	want := []archive.SamePicture{
		{PixelHash: "b", IDs: []archive.ID{Photo(2).ID, Photo(3).ID}}, {PixelHash: "c", IDs: []archive.ID{Photo(4).ID, Photo(5).ID}},
	}
	same := func(a, b archive.SamePicture) bool { return a.PixelHash == b.PixelHash && slices.Equal(a.IDs, b.IDs) }
	for _, test := range []struct {
		after string
		limit int
		want  []archive.SamePicture
	}{{"", 10, want}, {"", 1, want[:1]}, {"b", 10, want[1:]}, {"c", 10, nil}} {
		if got, err := c.SamePictures(t.Context(), test.after, test.limit); err != nil || !slices.EqualFunc(got, test.want, same) {
			t.Errorf("after %q, at most %d: %+v, error %v; want %+v", test.after, test.limit, got, err, test.want)
		}
	}
	a, b := Photo(2).ID, Photo(3).ID
	for range 2 { // a second click is no error
		if err := c.SettlePair(t.Context(), b, a, archive.Settled{At: day(1), Actor: "Ada"}); err != nil {
			t.Fatal(err)
		}
	}
	if pairs, err := c.SettledPairs(t.Context(), []archive.ID{a, b, Photo(4).ID}); err != nil || !slices.Equal(pairs, [][2]archive.ID{{a, b}}) {
		t.Errorf("settled are %v, error %v", pairs, err)
	}
	if pairs, err := c.SettledPairs(t.Context(), []archive.ID{Photo(4).ID}); err != nil || len(pairs) != 0 {
		t.Errorf("settled of another: %v, error %v", pairs, err)
	}
}

func versions(t *testing.T, c TwinnedCatalogue) {
	numbered := func(n int, number string, print archive.Fingerprint) *archive.Photo {
		p := Photo(n)
		p.PixelHash, p.Fingerprint = "", print
		p.Reading.Credit.Supplier, p.Reading.Credit.From = "Getty Images", "XMP photoshop:Credit"
		p.Reading.Values = map[embedded.Field]archive.Read{embedded.SupplierID: {Values: []string{number}}}
		return p
	}
	one, two, three := numbered(1, "82486881", 0xff), numbered(2, "8248-6881", 0xfe), numbered(3, "82486881", 0xff00ff00ff00)
	commit(t, c, archive.Write{Photo: one})
	commit(t, c, archive.Write{Photo: two})
	related := func(p *archive.Photo, want ...archive.ID) archive.Seq {
		t.Helper()
		got := read(t, c, p.ID)
		var ids []archive.ID
		for _, r := range got.Relations {
			if r.Kind == archive.VersionOf {
				ids = append(ids, r.Of)
			}
		}
		if !slices.Equal(ids, want) {
			t.Errorf("photo %s is a version of %v, want %v", p.ID, ids, want)
		}
		return got.Seq
	}
	if seq := related(one, two.ID); seq != 3 {
		t.Errorf("the first was changed at %d, want 3", seq)
	}
	related(two, one.ID)
	commit(t, c, archive.Write{Photo: three}) // an unlike picture
	related(one)
	seq := related(two)
	other := numbered(3, "82486999", 0xff00ff00ff00)
	commit(t, c, archive.Write{Photo: other, Seen: read(t, c, three.ID).Seq})
	related(one, two.ID)
	if now := related(two, one.ID); now == seq {
		t.Error("the photos that it left did not change")
	}
	related(three)
}
