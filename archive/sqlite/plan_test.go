package sqlite

import (
	"path/filepath"
	"strings"
	"testing"

	"cutline/archive"
)

// One more photo must not cost more the more there are: no query of an ingest
// may walk the whole catalogue.
func TestNoQueryScansTheCatalogue(t *testing.T) {
	c, err := Open(t.Context(), filepath.Join(t.TempDir(), "catalogue.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for query, args := range map[string][]any{
		twinsQuery: {maxTwins, `["aaaaaaaaaaaaaaaaaaaa"]`},
		touchQuery: {"00", 1, maxTwins},
		seenQuery:  {`["61"]`},

		photoUsagesQuery:      {archive.MaxUsages, `["aaaaaaaaaaaaaaaaaaaa"]`},
		photoPermissionsQuery: {`["aaaaaaaaaaaaaaaaaaaa"]`},
		recordedQuery:         {"", 1},
		fingerprintsQuery:     {1, 1},
		photoCollectionsQuery: {`["aaaaaaaaaaaaaaaaaaaa"]`},
		membersQuery:          {1, 0, 1},
		versionQuery:          {"ap 1", 1, maxTwins},
		versionsQuery:         {maxTwins, `["aaaaaaaaaaaaaaaaaaaa"]`},
		withTermQuery:         {"call <N>", "PA", 1},
	} {
		rows, err := c.read.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(step, "SCAN ") && !strings.Contains(step, "VIRTUAL TABLE") {
				t.Errorf("%s\nwalks the whole catalogue: %s", query, step)
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
}
