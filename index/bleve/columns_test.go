package bleve_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cutline/index"
	"cutline/index/indextest"
)

// TestColumns holds that what is counted from columns is what Bleve counts
// itself, which it does in the order by relevance, also after photos changed
// and segments were merged.
func TestColumns(t *testing.T) {
	e := open(t, t.TempDir(), time.UTC)
	defer e.Close()
	photos := slices.Collect(indextest.Generated(600, 3))
	for i, p := range photos[:200] { // come again with other words and facets
		changed := *photos[i+300]
		changed.ID, changed.SHA256, changed.Seq = p.ID, p.SHA256, photos[len(photos)-1].Seq+1
		photos = append(photos, &changed)
	}
	queries := append(indextest.GeneratedQueries(40, 3), "", "agency:AP", "is:pool OR via:getty")
	check := func() {
		for _, text := range queries {
			q, err := index.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			var facets [2]map[string][]index.FacetCount
			for i, sort := range []index.Sort{index.Relevance, index.Newest} {
				r, err := e.Search(t.Context(), index.Request{Query: q, Sort: sort, Facets: index.FacetNames()})
				if err != nil {
					t.Fatal(err)
				}
				facets[i] = r.Facets
			}
			if diff := cmp.Diff(facets[0], facets[1]); diff != "" {
				t.Fatalf("facets of %q (-Bleve's +columns'):\n%s", text, diff)
			}
		}
	}
	for batch := range slices.Chunk(photos, 100) {
		if err := e.Apply(t.Context(), batch, batch[len(batch)-1].Seq); err != nil {
			t.Fatal(err)
		}
		check()
	}
}
