package sqlite_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/archivetest"
)

func TestRecalls(t *testing.T) {
	archivetest.Recalls(t, func(t *testing.T) archivetest.RecallCatalogue {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}

// testdata/layout10.db is a catalogue before recalls were kept, with a photo that
// carries a kill and one that carries a correction.
func TestRecallsOfAnEarlierLayout(t *testing.T) {
	c := open(t, earlier(t, "testdata/layout10.db"))
	list, err := c.Announced(t.Context(), archive.FreshAnnouncements, 0, 10)
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, error %v", list, err)
	}
	for i, n := range []int{4, 3} {
		if want := archivetest.Photo(n); list[i].Photo != want.ID || !list[i].At.Equal(want.Added) {
			t.Errorf("announcement %d: %+v, want that of photo %d", i, list[i], n)
		}
	}
	if photos, err := c.Photos(t.Context(), []archive.ID{archivetest.Photo(3).ID}); err != nil || !photos[0].Withdrawn() {
		t.Errorf("the killed photo may be used: error %v", err)
	}
}

// What was written of a purged photo is in no file of the catalogue any more,
// also where it was written and changed often before.
func TestPurgeOverwrites(t *testing.T) {
	dir := t.TempDir()
	c := open(t, filepath.Join(dir, "catalogue.db"))
	p := archivetest.Photo(1)
	secret := "Wiesengrund Quellnymphe"
	long := strings.Repeat(secret+" ", 1000) // in pages of its own
	for n, value := range []string{secret, long, "other words", secret + " again"} {
		p.Statements[0].Value, p.Warnings = value, []string{value}
		p.Arrivals[0].Path = secret
		if _, err := c.Commit(t.Context(), []archive.Write{{Photo: p, Seen: archive.Seq(n)}}); err != nil {
			t.Fatal(err)
		}
	}
	if len(holding(t, dir, secret)) == 0 {
		t.Fatal("the words are in no file: this test shows nothing")
	}
	if err := c.Purge(t.Context(), archive.Tombstone{ID: p.ID, SHA256: p.SHA256, Actor: "Ada", Why: "court"}, 4); err != nil {
		t.Fatal(err)
	}
	if held := holding(t, dir, secret); len(held) > 0 {
		t.Errorf("its words are still in %v", held)
	}
}

// holding are the files of a folder that hold a text.
func holding(t *testing.T, dir, text string) (held []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(text)) {
			held = append(held, e.Name())
		}
	}
	return held
}

// What the desk wrote of a purged photo alone goes with it: its notes in
// collections, also former ones, and the words of a correction of nothing else.
func TestPurgeTakesWordsOfTheDesk(t *testing.T) {
	dir := t.TempDir()
	c := open(t, filepath.Join(dir, "catalogue.db"))
	p, other := archivetest.Photo(1), archivetest.Photo(2)
	if _, err := c.Commit(t.Context(), []archive.Write{{Photo: p}, {Photo: other}}); err != nil {
		t.Fatal(err)
	}
	const secret, shared = "Wiesengrund Quellnymphe", "of them both"
	batch := archive.Batch{Actor: "Ada", Why: secret, Asked: []string{secret}, Edits: []archive.Edit{{Field: "caption", With: secret}}}
	alone, err := c.AddBatch(t.Context(), batch, []archive.ID{p.ID})
	if err != nil {
		t.Fatal(err)
	}
	both, err := c.AddBatch(t.Context(), archive.Batch{Actor: "Ada", Why: shared}, []archive.ID{p.ID, other.ID})
	if err != nil {
		t.Fatal(err)
	}
	collection, err := c.SaveCollection(t.Context(), archive.PhotoCollection{Name: "Front page", Actor: "Ada"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.ChangeMembers(t.Context(), collection.N, []archive.ID{p.ID}, archive.CollectionChange{Actor: "Ada", What: archive.PhotosAdded}); err != nil {
		t.Fatal(err)
	}
	for _, note := range []string{secret, "another note", secret + " again"} {
		if err := c.SaveMember(t.Context(), collection.N, p.ID, archive.MemberEdit{Note: &note}, archive.CollectionChange{Actor: "Ada", What: archive.PhotoNoted}); err != nil {
			t.Fatal(err)
		}
	}
	if len(holding(t, dir, secret)) == 0 {
		t.Fatal("the words are in no file: this test shows nothing")
	}
	photos, err := c.Photos(t.Context(), []archive.ID{p.ID})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Purge(t.Context(), archive.Tombstone{ID: p.ID, SHA256: p.SHA256, Actor: "Ada", Why: "court"}, photos[0].Seq); err != nil {
		t.Fatal(err)
	}
	if held := holding(t, dir, secret); len(held) > 0 {
		t.Errorf("what the desk wrote of it is still in %v", held)
	}
	if b, err := c.Batch(t.Context(), alone); err != nil || b.Why != "" || b.Edits != nil || b.Asked != nil {
		t.Errorf("the correction of it alone is %+v, error %v", b, err)
	}
	if b, err := c.Batch(t.Context(), both); err != nil || b.Why != shared {
		t.Errorf("the correction of another, too, is %+v, error %v", b, err)
	}
}
