package sqlite_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/archivetest"
	"cutline/archive/sqlite"
)

func open(t *testing.T, path string) *sqlite.Catalogue {
	t.Helper()
	c, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestCatalogue(t *testing.T) {
	archivetest.Catalogue(t, func(t *testing.T) func(*testing.T) archive.Catalogue {
		path := filepath.Join(t.TempDir(), "catalogue.db")
		return func(t *testing.T) archive.Catalogue { return open(t, path) }
	})
}

func TestRemembering(t *testing.T) {
	archivetest.Remembering(t, func(t *testing.T) func(*testing.T) archivetest.Ingests {
		path := filepath.Join(t.TempDir(), "catalogue.db")
		return func(t *testing.T) archivetest.Ingests { return open(t, path) }
	})
}

func TestReadings(t *testing.T) {
	archivetest.Readings(t, func(t *testing.T) archivetest.ReadCatalogue {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}

func TestQueues(t *testing.T) {
	archivetest.Queues(t, func(t *testing.T) archivetest.QueueCatalogue {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}

func TestBatches(t *testing.T) {
	archivetest.Batches(t, func(t *testing.T) archivetest.BatchCatalogue {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}

func TestRestrictions(t *testing.T) {
	archivetest.Restrictions(t, func(t *testing.T) archivetest.RestrictionCatalogue {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}

func TestFingerprints(t *testing.T) {
	archivetest.Fingerprints(t, func(t *testing.T) archivetest.PictureCatalogue {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}

// The path is a file name, not a URI: it may hold what a URI gives a meaning.
func TestOpenOddPath(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a b?c#d%41é")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "catalogue.db")
	open(t, path)
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the catalogue is not where it should be: %v", err)
	}
}

func TestOpenNewerLayout(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalogue.db")
	open(t, path).Close()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := sqlite.Open(t.Context(), path); !errors.Is(err, archive.ErrNewer) {
		t.Errorf("Open of a newer layout: %v, want ErrNewer", err)
	}
}

// earlier is a copy of a catalogue of an earlier layout.
func earlier(t *testing.T, layout string) (path string) {
	t.Helper()
	data, err := os.ReadFile(layout)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "catalogue.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// testdata/layout1.db was written by the first release of each layout; every
// later Cutline must open it and find the same photos.
func TestMigrateFromEveryLayout(t *testing.T) {
	layouts, err := filepath.Glob("testdata/layout*.db")
	if err != nil || len(layouts) == 0 {
		t.Fatalf("no layouts to migrate from (%v)", err)
	}
	for _, layout := range layouts {
		t.Run(filepath.Base(layout), func(t *testing.T) {
			path := earlier(t, layout)
			photos, err := open(t, path).Photos(t.Context(), []archive.ID{archivetest.Photo(1).ID, archivetest.Photo(2).ID})
			if err != nil || len(photos) != 2 {
				t.Fatalf("%d photos, error %v", len(photos), err)
			}
			if got, want := photos[0].Statements[0].Value, archivetest.Photo(1).Statements[0].Value; got != want {
				t.Errorf("statement %q, want %q", got, want)
			}
			if waiting, err := open(t, path).Waiting(t.Context(), archive.NoDate, "", 10); err != nil || len(waiting) < 2 {
				t.Errorf("photos without a date wait in no queue: %v, error %v", waiting, err)
			}
			if got, want := photos[0].Arrivals[0].Path, archivetest.Photo(1).Arrivals[0].Path; got != want {
				t.Errorf("path %q, want %q", got, want)
			}
		})
	}
}

func TestRevisions(t *testing.T) {
	c := open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	r, err := c.Revision(t.Context(), "settings")
	if err != nil || r.N != 0 {
		t.Fatalf("first Revision: %+v, error %v", r, err)
	}
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	first := archive.Revision{Kind: "settings", N: 1, Text: `{"zone":"UTC"}`, Actor: "desk", At: at}
	if err := c.Revise(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if err := c.Revise(t.Context(), first); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("the same number twice: %v, want ErrConflict", err)
	}
	if err := c.Revise(t.Context(), archive.Revision{Kind: "settings", N: 3}); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("a number left out: %v, want ErrConflict", err)
	}
	if err := c.Revise(t.Context(), archive.Revision{Kind: "rules", N: 1, At: at}); err != nil {
		t.Errorf("another kind counts for itself: %v", err)
	}
	if r, err := c.Revision(t.Context(), "settings"); err != nil || r != first {
		t.Errorf("Revision = %+v, error %v; want %+v", r, err, first)
	}
	second := archive.Revision{Kind: "settings", N: 2, Text: `{"zone":"Europe/Kyiv"}`, Actor: "desk", At: at.Add(time.Hour)}
	if err := c.Revise(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	if r, err := c.RevisionAt(t.Context(), "settings", 1); err != nil || r != first {
		t.Errorf("RevisionAt 1 = %+v, error %v; want %+v", r, err, first)
	}
	if _, err := c.RevisionAt(t.Context(), "settings", 3); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("RevisionAt 3: %v, want ErrNotFound", err)
	}
	if all, err := c.History(t.Context(), "settings"); err != nil || !slices.Equal(all, []archive.Revision{second, first}) {
		t.Errorf("History = %+v, error %v; want the second and the first", all, err)
	}
}
