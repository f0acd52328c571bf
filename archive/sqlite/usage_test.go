package sqlite_test

import (
	"path/filepath"
	"slices"
	"testing"

	"cutline/archive"
	"cutline/archive/archivetest"
)

func TestUsages(t *testing.T) {
	archivetest.Usages(t, func(t *testing.T) archivetest.UsageCatalogue {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}

// testdata/layout5-pinned.db is a catalogue before usages were recorded, in which an
// editor has pinned a photo.
func TestUsagesOfAnEarlierLayout(t *testing.T) {
	c := open(t, earlier(t, "testdata/layout5-pinned.db"))
	pinned := archivetest.Photo(2).ID
	if ids, err := c.Recorded(t.Context(), "", 10); err != nil || !slices.Equal(ids, []archive.ID{pinned}) {
		t.Errorf("recorded of %v, error %v; want %s", ids, err, pinned)
	}
}
