package sqlite_test

import (
	"path/filepath"
	"testing"

	"cutline/archive"
	"cutline/archive/archivetest"
)

func TestExports(t *testing.T) {
	archivetest.Exports(t, func(t *testing.T) archivetest.ExportCatalogue {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}

// Photos of a layout before exports were kept were exported to nobody, and can be.
func TestExportsOfAnEarlierLayout(t *testing.T) {
	c := open(t, earlier(t, "testdata/layout10.db"))
	ids := []archive.ID{archivetest.Photo(1).ID}
	photos, err := c.Photos(t.Context(), ids)
	if err != nil || len(photos) != 1 || photos[0].Exported {
		t.Fatalf("%d photos, error %v", len(photos), err)
	}
	if err := c.LogExports(t.Context(), []archive.Export{{Photo: ids[0], Actor: "Ada", As: "original", To: "download"}}); err != nil {
		t.Fatal(err)
	}
	if photos, err = c.Photos(t.Context(), ids); err != nil || !photos[0].Exported {
		t.Errorf("exported: %t, error %v", photos[0].Exported, err)
	}
}
