package sqlite_test

import (
	"path/filepath"
	"testing"

	"cutline/archive"
	"cutline/archive/archivetest"
)

func TestCollections(t *testing.T) {
	archivetest.Collections(t, func(t *testing.T) archivetest.CollectionCatalogue {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}

func TestSearches(t *testing.T) {
	archivetest.Searches(t, func(t *testing.T) archive.Searches {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}

// Photos of an earlier layout can be picked and collected, and are new to
// nobody.
func TestDeskOfAnEarlierLayout(t *testing.T) {
	c := open(t, earlier(t, "testdata/layout1.db"))
	id := archivetest.Photo(1).ID
	photos, err := c.Photos(t.Context(), []archive.ID{id})
	if err != nil || len(photos) != 1 || photos[0].Came != 0 || photos[0].Pick != nil {
		t.Fatalf("%+v, error %v", photos, err)
	}
	of, err := c.SaveCollection(t.Context(), archive.PhotoCollection{Name: "Front page"})
	if err != nil {
		t.Fatal(err)
	}
	added, err := c.ChangeMembers(t.Context(), of.N, []archive.ID{id}, archive.CollectionChange{What: archive.PhotosAdded})
	if err != nil || len(added) != 1 {
		t.Errorf("collected %v, error %v", added, err)
	}
	late := archivetest.Photo(77)
	if _, err := c.Commit(t.Context(), []archive.Write{{Photo: late}}); err != nil {
		t.Fatal(err)
	}
	stats, err := c.Stats(t.Context())
	if photos, err2 := c.Photos(t.Context(), []archive.ID{late.ID}); err != nil || err2 != nil || len(photos) != 1 || photos[0].Came != stats.Last {
		t.Errorf("a new photo came at %d, want %d (%v, %v)", photos[0].Came, stats.Last, err, err2)
	}
}
