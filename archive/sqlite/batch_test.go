package sqlite_test

import (
	"path/filepath"
	"slices"
	"testing"

	"cutline/archive"
	"cutline/archive/archivetest"
	"cutline/archive/embedded"
)

// testdata/layout10-corrected.db is a catalogue before corrections of many
// photos, in which one photo was corrected.
func TestCorrectionsBeforeBatches(t *testing.T) {
	c := open(t, earlier(t, "testdata/layout10-corrected.db"))
	photos, err := c.Photos(t.Context(), []archive.ID{archivetest.Photo(1).ID})
	if err != nil || len(photos) != 1 {
		t.Fatalf("%d photos, error %v", len(photos), err)
	}
	got := photos[0].Corrections
	if len(got) != 1 || got[0].Field != embedded.Credit || !slices.Equal(got[0].To, []string{"Ana Costa/AP"}) || got[0].Batch != 0 || got[0].Lang != "" {
		t.Errorf("the correction reads %+v", got)
	}
	if list, err := c.Batches(t.Context(), 0, false, 10); err != nil || len(list) != 0 {
		t.Errorf("batches %v, error %v", list, err)
	}
}

func TestTwinned(t *testing.T) {
	archivetest.Twinned(t, func(t *testing.T) archivetest.TwinnedCatalogue {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}
