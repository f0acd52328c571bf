package bleve_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"cutline/archive"
	"cutline/index"
	"cutline/index/indextest"
)

// TestColumns holds that facets count the values of exactly the photos found,
// also after photos changed and segments were merged.
func TestColumns(t *testing.T) {
	e := open(t, t.TempDir(), time.UTC)
	defer e.Close()
	photos := slices.Collect(indextest.Generated(600, 3))
	for i, p := range photos[:200] { // come again with other words and facets
		changed := *photos[i+300]
		changed.ID, changed.SHA256, changed.Seq = p.ID, p.SHA256, photos[len(photos)-1].Seq+1
		photos = append(photos, &changed)
	}
	applied := map[archive.ID]*archive.Photo{}
	queries := append(indextest.GeneratedQueries(40, 3), "", "agency:AP", "is:pool OR via:getty")
	for batch := range slices.Chunk(photos, 100) {
		if err := e.Apply(t.Context(), batch, batch[len(batch)-1].Seq); err != nil {
			t.Fatal(err)
		}
		for _, p := range batch {
			applied[p.ID] = p
		}
		for _, text := range queries {
			q, err := index.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			request := index.Request{Query: q, Facets: index.FacetNames(), Limit: index.MaxLimit}
			var found []*archive.Photo
			for more := true; more; more = request.After != "" {
				r, err := e.Search(t.Context(), request)
				if err != nil {
					t.Fatal(err)
				}
				for _, hit := range r.Hits {
					found = append(found, applied[hit.ID])
				}
				if request.After = r.Next; request.After != "" {
					continue
				}
				if diff := gocmp.Diff(counted(found), r.Facets); diff != "" {
					t.Fatalf("facets of %q (-counted +searched):\n%s", text, diff)
				}
			}
		}
	}
}

// counted are the facets of photos.
func counted(photos []*archive.Photo) map[string][]index.FacetCount {
	counts := map[string][]index.FacetCount{}
	for _, facet := range index.FacetNames() {
		times := map[string]int{}
		for _, p := range photos {
			for _, v := range index.NewDocument(p, time.UTC).Facets[facet] {
				times[v]++
			}
		}
		counts[facet] = []index.FacetCount{}
		for v, n := range times {
			counts[facet] = append(counts[facet], index.FacetCount{Value: v, Count: n})
		}
		slices.SortFunc(counts[facet], func(a, b index.FacetCount) int {
			return cmp.Or(b.Count-a.Count, cmp.Compare(a.Value, b.Value))
		})
		counts[facet] = counts[facet][:min(len(counts[facet]), index.MaxFacets)]
	}
	return counts
}
