package indextest

import (
	"fmt"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/terms"
	"cutline/index"
)

// testRetired has photos of which every third has left: only a query that asks
// for them finds them, whatever it is ordered by.
func testRetired(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	const photos = 30
	for n := range photos {
		p := photo(t, fmt.Sprintf("wire%d", n), archive.Seq(n+1), fmt.Sprintf("caption: Blaze in Kyiv\nagency: AP\ntaken: 2022-03-%02d", n+1))
		if n%3 == 0 {
			p.Shelf.Retired = &archive.Retirement{Folder: "/wire", Days: 30}
			p.Reading.Values["headline"] = archive.Read{Values: []string{"Retirement"}}
		}
		apply(t, e, p)
	}
	for _, sort := range []index.Sort{index.Newest, index.Taken, index.Relevance} {
		for query, want := range map[string]int{
			"":                              20,
			"blaze":                         20,
			"wire3":                         0, // a file name, exactly
			"wire4":                         1,
			"agency:AP -moscow":             20,
			"retirement OR blaze":           20,
			"retirement":                    0,
			"-is:retired":                   20,
			"is:retired":                    10,
			"is:retired retirement":         10,
			"blaze (is:retired OR is:pool)": 10,
		} {
			r := search(t, e, index.Request{Query: parse(t, query), Sort: sort, Facets: []string{index.FacetAgency, index.FacetFlag}})
			if r.Total != want || len(r.Hits) != want {
				t.Errorf("%q by %s finds %d and shows %d, want %d", query, sort, r.Total, len(r.Hits), want)
			}
			if counts := r.Facets[index.FacetAgency]; want > 0 && (len(counts) != 1 || counts[0].Count != want) {
				t.Errorf("%q by %s counts %v for AP, want %d", query, sort, counts, want)
			}
			if r.Suggestion != nil && want == 0 && search(t, e, index.Request{Query: r.Suggestion, Sort: sort}).Total == 0 {
				t.Errorf("%q by %s suggests %q, which finds nothing", query, sort, r.Suggestion)
			}
		}
	}
	// Pages after the first leave them out too.
	seen := map[archive.ID]bool{}
	for request := (index.Request{Query: parse(t, "blaze"), Limit: 7}); ; {
		r := search(t, e, request)
		for _, hit := range r.Hits {
			seen[hit.ID] = true
		}
		if request.After = r.Next; request.After == "" {
			break
		}
	}
	if len(seen) != 20 {
		t.Errorf("page by page %d photos are found, want 20", len(seen))
	}
}

// testLeaves finds photos by when they leave.
func testLeaves(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	now := time.Date(2022, 3, 20, 12, 0, 0, 0, time.UTC)
	stays := photo(t, "stays", 1, "caption: Stays")
	apply(t, e, stays)
	for days := 1; days <= 5; days++ {
		p := photo(t, fmt.Sprintf("leaves%d", days), archive.Seq(days+1), "caption: Leaves")
		p.Shelf.Leaves = now.AddDate(0, 0, days).Add(-time.Hour)
		apply(t, e, p)
	}
	for query, want := range map[string]int{
		"leaves:<3d": 3, "leaves:>3d": 2, "leaves:2022-03-22": 1, "leaves:today": 0, "leaves:tomorrow": 1,
		"has:leaves": 5, "-has:leaves": 1, "leaving:<7d": 5,
	} {
		if r := search(t, e, index.Request{Query: parse(t, query), Now: now}); r.Total != want {
			t.Errorf("%s finds %d, want %d", query, r.Total, want)
		}
	}
}

// testUsed finds photos by the days on which they were used, each of them.
func testUsed(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	now := time.Date(2022, 5, 2, 12, 0, 0, 0, time.UTC)
	for n, days := range [][]archive.Day{nil, {"2022-03-31"}, {"2022-04-01", "2022-04-30"}, {"2021-12-31", "2022-05-01", "2022-05-01"}} {
		p := photo(t, fmt.Sprintf("used%d", n), archive.Seq(n+1), "caption: Blaze")
		for _, on := range days {
			p.Usages = append(p.Usages, archive.Usage{Day: on, Medium: archive.Print})
		}
		p.Usages = append(p.Usages, archive.Usage{Day: "2020-01-01", Withdrawn: &archive.Withdrawn{}})
		p.Reading.Terms = []terms.Term{{Kind: terms.NoArchive, Days: 30 * (n % 2)}}
		apply(t, e, p)
	}
	for query, want := range map[string]int{
		"is:used": 3, "-is:used": 1, "has:used": 3, "used:2022": 3, "used:2022-04": 1, "used:2022-04-15": 0, "used:2022-04-30": 1,
		"used:2020": 0, "used:yesterday": 1, "used:<40d": 3, "used:<30d": 2, "used:<2022": 1, "published:2022-03..2022-04": 2,
		"used:>2022-05-01": 0, "is:noarchive": 2,
	} {
		if r := search(t, e, index.Request{Query: parse(t, query), Now: now}); r.Total != want {
			t.Errorf("%s finds %d, want %d", query, r.Total, want)
		}
	}
}

// testForget takes photos out for good: no query finds them, and forgetting them
// again is harmless.
func testForget(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	var purged []archive.ID
	for n := range 6 {
		p := photo(t, fmt.Sprintf("wire%d", n), archive.Seq(n+1), "caption: Blaze in Kyiv")
		if n%3 == 0 {
			purged = append(purged, p.ID)
		}
		apply(t, e, p)
	}
	for range 2 {
		if err := e.Forget(t.Context(), append(purged, "00000000000000000000")); err != nil {
			t.Fatal(err)
		}
		for query, want := range map[string]int{"blaze": 4, "": 4, "wire3": 0, "wire4": 1} {
			if r := search(t, e, index.Request{Query: parse(t, query)}); r.Total != want {
				t.Errorf("%q finds %d, want %d", query, r.Total, want)
			}
		}
	}
	if s := e.Status(); s.Seq != 6 || s.Photos != 4 {
		t.Errorf("the status is %+v, want Seq 6 and 4 photos", s)
	}
}
