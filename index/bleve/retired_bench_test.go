package bleve_test

import (
	"testing"

	"cutline/archive"
	"cutline/index"
	"cutline/index/indextest"
)

// BenchmarkRetired searches 10,000 photos that the archive offers, alone and
// among three times as many that have left: what has left must cost the search
// little.
//
//	go test -run '^$' -bench Retired -benchtime 1x ./index/bleve
func BenchmarkRetired(b *testing.B) {
	const offered, left = 10_000, 30_000
	for b.Loop() {
		queries := indextest.GeneratedQueries(300, 1)
		for name, retired := range map[string]int{"alone": 0, "among": left} {
			e := openBench(b, b.TempDir())
			var batch []*archive.Photo
			n := 0
			for p := range indextest.Generated(offered+retired, 1) {
				if n++; n > offered {
					p.Shelf.Retired = &archive.Retirement{Folder: "/wire", Days: 30}
				}
				if batch = append(batch, p); len(batch) == benchBatch {
					if err := e.Apply(b.Context(), batch, p.Seq); err != nil {
						b.Fatal(err)
					}
					batch = batch[:0]
				}
			}
			benchSearch(b, e, name, queries, index.Request{Facets: index.FacetNames()})
			benchSearch(b, e, name+"-all", []string{"", "", "", "", "", "", "", "", "", ""}, index.Request{Facets: index.FacetNames()})
			if err := e.Close(); err != nil {
				b.Fatal(err)
			}
		}
	}
}
