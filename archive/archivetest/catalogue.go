// Package archivetest holds implementations of the archive's interfaces to
// their contracts. Every implementation runs these suites in its own tests.
package archivetest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
	"cutline/archive/embedded"
)

// Catalogue runs the suite. open opens the same catalogue again each time it is
// called within one test, as another process would.
func Catalogue(t *testing.T, newCatalogue func(t *testing.T) (open func(t *testing.T) archive.Catalogue)) {
	for name, test := range map[string]func(t *testing.T, open func(t *testing.T) archive.Catalogue){
		"a photo comes back as it was written":         roundTrip,
		"a write made from an old state is a conflict": conflict,
		"arrivals are only added":                      arrivals,
		"changes are in order of commit":               changes,
		"a photo changed twice is one change":          changedTwice,
		"same pixels relate and change both":           samePixels,
		"many copies of one picture stay cheap":        manyTwins,
		"writers side by side lose nothing":            sideBySide,
		"photos come in the order asked":               order,
	} {
		t.Run(name, func(t *testing.T) { test(t, newCatalogue(t)) })
	}
}

// Photo makes a photo unlike any with another number.
func Photo(n int) *archive.Photo {
	hash := archive.Hash(sha256.Sum256([]byte{byte(n), byte(n >> 8)}))
	return &archive.Photo{
		ID: hash.ID(), SHA256: hash, Size: int64(1000 + n), Added: day(n),
		Format: "jpeg", Width: 640, Height: 480, Orientation: 1,
		PixelHash: fmt.Sprintf("%064d", n), Fingerprint: archive.Fingerprint(n) | 1<<63, Colour: "#102030",
		Statements: []embedded.Statement{{
			Place: embedded.XMP, Property: "photoshop:Credit", Field: embedded.Credit, Value: "Вадим/AP\n☂",
		}, {
			Place: embedded.IIM, Property: "2:110", Field: embedded.Credit, Value: "Вадим", Block: 1, Truncated: true,
		}},
		Warnings: []string{"the EXIF block ends early"},
		Arrivals: []archive.Arrival{{
			At: day(n), Actor: "desk", Run: "r1", Path: "a/\xff\n.jpg", Modified: day(n - 1),
		}},
		Reading: archive.Reading{Version: archive.Version{Rules: 3, Revision: 2, Reader: 1}, Values: map[embedded.Field]archive.Read{
			embedded.Caption: {Values: []string{"Words"}, Place: "XMP dc:description", Lang: "en"},
		}},
	}
}

func day(n int) time.Time { return time.Date(2022, 3, 17, 12, 0, 0, 123000, time.UTC).AddDate(0, 0, n) }

// commit writes photos that were seen at the Seqs given, and expects no conflict.
func commit(t *testing.T, c archive.Catalogue, writes ...archive.Write) {
	t.Helper()
	conflicts, err := c.Commit(t.Context(), writes)
	if err != nil || len(conflicts) > 0 {
		t.Fatalf("Commit: %d conflicts, error %v", len(conflicts), err)
	}
}

func read(t *testing.T, c archive.Catalogue, id archive.ID) *archive.Photo {
	t.Helper()
	photos, err := c.Photos(t.Context(), []archive.ID{id})
	if err != nil || len(photos) != 1 {
		t.Fatalf("Photos(%s): %d photos, error %v", id, len(photos), err)
	}
	return photos[0]
}

func feed(t *testing.T, c archive.Catalogue, after archive.Seq) []archive.Change {
	t.Helper()
	changes, err := c.Changes(t.Context(), after, 1000)
	if err != nil {
		t.Fatalf("Changes: %v", err)
	}
	return changes
}

func roundTrip(t *testing.T, open func(t *testing.T) archive.Catalogue) {
	want := Photo(1)
	commit(t, open(t), archive.Write{Photo: want})
	got := read(t, open(t), want.ID)
	want.Seq, want.Came = 1, 1
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("photo changed on the way (-written +read):\n%s", diff)
	}
	stats, err := open(t).Stats(t.Context())
	if err != nil || stats != (archive.Stats{Photos: 1, Last: 1}) {
		t.Errorf("Stats: %+v, error %v", stats, err)
	}
}

func conflict(t *testing.T, open func(t *testing.T) archive.Catalogue) {
	c := open(t)
	commit(t, c, archive.Write{Photo: Photo(1)})
	for _, seen := range []archive.Seq{0, 2} {
		late, fine := Photo(1), Photo(2+int(seen))
		late.Colour = "#ffffff"
		conflicts, err := c.Commit(t.Context(), []archive.Write{{Photo: late, Seen: seen}, {Photo: fine}})
		if err != nil {
			t.Fatalf("Commit: %v", err)
		}
		if !slices.Equal(conflicts, []archive.ID{late.ID}) {
			t.Errorf("seen at %d: conflicts are %v", seen, conflicts)
		}
		if got := read(t, c, late.ID); got.Colour != "#102030" {
			t.Errorf("seen at %d: a late write overwrote a newer photo", seen)
		}
		read(t, c, fine.ID) // the other write of the commit stands
	}
	missing := Photo(9)
	conflicts, err := c.Commit(t.Context(), []archive.Write{{Photo: missing, Seen: 1}})
	if err != nil || !slices.Equal(conflicts, []archive.ID{missing.ID}) {
		t.Errorf("a write to a photo that left: conflicts %v, error %v", conflicts, err)
	}
}

func arrivals(t *testing.T, open func(t *testing.T) archive.Catalogue) {
	c := open(t)
	commit(t, c, archive.Write{Photo: Photo(1)})
	p := read(t, c, Photo(1).ID)
	second := archive.Arrival{At: day(5), Path: "b.jpg", Sidecars: []archive.Hash{{1}}, Statements: []embedded.Statement{
		{Place: archive.Sidecar, Property: "dc:description", Field: embedded.Caption, Value: "New", Lang: "de"},
	}}
	want := append(slices.Clone(p.Arrivals), second)
	p.Arrivals = slices.Clone(want)
	p.Arrivals[0].Path = "rewritten.jpg" // a catalogue must not let the past change
	commit(t, c, archive.Write{Photo: p, Seen: p.Seq})
	if diff := cmp.Diff(want, read(t, c, p.ID).Arrivals); diff != "" {
		t.Errorf("arrivals (-want +got):\n%s", diff)
	}
}

func changes(t *testing.T, open func(t *testing.T) archive.Catalogue) {
	c := open(t)
	for n := 1; n <= 5; n++ {
		commit(t, c, archive.Write{Photo: Photo(n)})
	}
	got, err := c.Changes(t.Context(), 1, 3)
	want := []archive.Change{{ID: Photo(2).ID, Seq: 2}, {ID: Photo(3).ID, Seq: 3}, {ID: Photo(4).ID, Seq: 4}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Changes(after 1, limit 3) = %v, error %v; want %v", got, err, want)
	}
	if got := feed(t, c, 5); len(got) != 0 {
		t.Errorf("changes after the last one: %v", got)
	}
}

func changedTwice(t *testing.T, open func(t *testing.T) archive.Catalogue) {
	c := open(t)
	commit(t, c, archive.Write{Photo: Photo(1)}, archive.Write{Photo: Photo(2)})
	p := read(t, c, Photo(1).ID)
	p.Colour = "#abcdef"
	commit(t, c, archive.Write{Photo: p, Seen: p.Seq})
	want := []archive.Change{{ID: Photo(2).ID, Seq: 2}, {ID: Photo(1).ID, Seq: 3}}
	if got := feed(t, c, 0); !slices.Equal(got, want) {
		t.Errorf("Changes = %v, want %v", got, want)
	}
}

func samePixels(t *testing.T, open func(t *testing.T) archive.Catalogue) {
	c := open(t)
	first, twin, other := Photo(1), Photo(2), Photo(3)
	twin.PixelHash = first.PixelHash
	commit(t, c, archive.Write{Photo: first}, archive.Write{Photo: other})
	commit(t, c, archive.Write{Photo: twin})
	if got := read(t, c, first.ID).Relations; !slices.Equal(got, []archive.Relation{{Kind: archive.SamePixels, Of: twin.ID}}) {
		t.Errorf("the first photo's relations: %v", got)
	}
	if got := read(t, c, twin.ID).Relations; !slices.Equal(got, []archive.Relation{{Kind: archive.SamePixels, Of: first.ID}}) {
		t.Errorf("the twin's relations: %v", got)
	}
	var ids []archive.ID
	for _, change := range feed(t, c, 2) {
		ids = append(ids, change.ID)
	}
	if len(ids) != 2 || !slices.Contains(ids, first.ID) || !slices.Contains(ids, twin.ID) {
		t.Errorf("changes after the twin came: %v; want the twin and the first photo", ids)
	}
	blank, blank2 := Photo(4), Photo(5)
	blank.PixelHash, blank2.PixelHash = "", ""
	commit(t, c, archive.Write{Photo: blank}, archive.Write{Photo: blank2})
	if got := read(t, c, blank.ID).Relations; len(got) != 0 {
		t.Errorf("photos without a pixel hash are related: %v", got)
	}
}

func manyTwins(t *testing.T, open func(t *testing.T) archive.Catalogue) {
	c := open(t)
	const copies = 300
	writes := make([]archive.Write, copies)
	for n := range writes {
		p := Photo(n)
		p.PixelHash = Photo(0).PixelHash
		writes[n] = archive.Write{Photo: p}
	}
	commit(t, c, writes...)
	before, err := c.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	last := Photo(copies)
	last.PixelHash = Photo(0).PixelHash
	commit(t, c, archive.Write{Photo: last})
	after, err := c.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if changed := after.Last - before.Last; changed > 100 {
		t.Errorf("one more copy changed %d photos", changed)
	}
	if got := len(read(t, c, last.ID).Relations); got == 0 || got > 100 {
		t.Errorf("the last copy has %d relations", got)
	}
}

// sideBySide has several writers append arrivals to the same photos; each
// retries its conflicts, as archive.Commit does.
func sideBySide(t *testing.T, open func(t *testing.T) archive.Catalogue) {
	const writers, rounds = 4, 25
	var wg sync.WaitGroup
	for w := range writers {
		c := open(t)
		wg.Go(func() {
			for r := range rounds {
				if err := appendArrival(t.Context(), c, Photo(r%5), fmt.Sprintf("w%d-%d", w, r)); err != nil {
					t.Errorf("writer %d: %v", w, err)
					return
				}
			}
		})
	}
	wg.Wait()
	total := 0
	for n := range 5 {
		total += len(read(t, open(t), Photo(n).ID).Arrivals)
	}
	if total != writers*rounds {
		t.Errorf("%d arrivals are there, %d were committed", total, writers*rounds)
	}
	var last archive.Seq
	for _, change := range feed(t, open(t), 0) {
		if change.Seq <= last {
			t.Errorf("Seq %d follows %d", change.Seq, last)
		}
		last = change.Seq
	}
	if last != writers*rounds {
		t.Errorf("the last Seq is %d after %d commits", last, writers*rounds)
	}
}

func appendArrival(ctx context.Context, c archive.Catalogue, fresh *archive.Photo, path string) error {
	for {
		found, err := c.Photos(ctx, []archive.ID{fresh.ID})
		if err != nil {
			return err
		}
		p := *fresh
		p.Arrivals = nil
		if len(found) > 0 {
			p = *found[0]
		}
		p.Arrivals = append(p.Arrivals, archive.Arrival{At: day(0), Path: path})
		conflicts, err := c.Commit(ctx, []archive.Write{{Photo: &p, Seen: p.Seq}})
		if err != nil || len(conflicts) == 0 {
			return err
		}
	}
}

func order(t *testing.T, open func(t *testing.T) archive.Catalogue) {
	c := open(t)
	commit(t, c, archive.Write{Photo: Photo(1)}, archive.Write{Photo: Photo(2)}, archive.Write{Photo: Photo(3)})
	photos, err := c.Photos(t.Context(), []archive.ID{Photo(3).ID, Photo(7).ID, Photo(1).ID})
	if err != nil {
		t.Fatal(err)
	}
	if len(photos) != 2 || photos[0].ID != Photo(3).ID || photos[1].ID != Photo(1).ID {
		t.Errorf("Photos(3, 7, 1) = %v", photos)
	}
}
