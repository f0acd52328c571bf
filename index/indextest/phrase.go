package indextest

import (
	"testing"

	"cutline/index"
)

// testPhraseTwice holds that a phrase which stands twice in a query is looked
// for in each place by itself.
func testPhraseTwice(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	apply(t, e,
		photo(t, "heron", 1, "caption: A red boat passes the heron"),
		photo(t, "stork", 2, "caption: A red boat passes the stork"),
		photo(t, "crane", 3, "caption: A boat passes the red crane"),
	)
	for _, sort := range []index.Sort{index.Newest, index.Taken, index.Relevance} {
		for query, want := range map[string]int{
			`(heron "red boat") OR (stork "red boat")`:      2,
			`(crane "red boat") OR "red boat"`:              2,
			`(heron "red boat") OR (crane -"red boat")`:     2,
			`(stork -"red boat") OR (heron "red boat")`:     1,
			`boat ((crane "red boat") OR stork) "red boat"`: 1,
		} {
			if r := search(t, e, index.Request{Query: parse(t, query), Sort: sort}); r.Total != want || len(r.Hits) != want {
				t.Errorf("%s by %s finds %d and shows %d, want %d", query, sort, r.Total, len(r.Hits), want)
			}
		}
	}
}
