package indextest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"cutline/archive"
	"cutline/index"
)

// testPagingWhileArriving walks pages of each order while photos arrive among
// those that are walked: none of those that were there is seen twice or missed.
func testPagingWhileArriving(t *testing.T, open Open) {
	for _, sort := range []index.Sort{index.Newest, index.Taken, index.Relevance} {
		t.Run(string(sort), func(t *testing.T) {
			e := opened(t, open, t.TempDir())
			const there = 150
			var photos []*archive.Photo
			arrive := func(n int) {
				from := len(photos)
				for range n {
					i := len(photos)
					lines := fmt.Sprintf("caption: %s pass the bridge. %s\ntaken: 2022-03-%02d", []string{"Runners", "Horses"}[i%2],
						[]string{"", "Runners again.", "A crowd of others waits at the fence."}[i%3], 1+i*7%28)
					photos = append(photos, photo(t, fmt.Sprint(sort, i), archive.Seq(i+1), lines))
				}
				apply(t, e, photos[from:]...)
			}
			arrive(there)
			var ranked index.Ranked
			seen := map[archive.ID]int{}
			for r := (index.Request{Query: parse(t, "runners OR bridge"), Sort: sort, Limit: 11}); ; {
				result, err := ranked.Search(t.Context(), e.Search, r)
				if err != nil {
					t.Fatal(err)
				}
				for _, hit := range result.Hits {
					seen[hit.ID]++
				}
				if r.After = result.Next; r.After == "" {
					break
				}
				if len(photos) < 2*there {
					arrive(9)
				}
			}
			for i, p := range photos {
				if n := seen[p.ID]; n > 1 || i < there && n != 1 {
					t.Errorf("photo %d of %d is seen %d times", i, there, n)
				}
			}
		})
	}
}

// testRanked holds what is kept of an order by relevance, and for how long.
func testRanked(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	var photos []*archive.Photo
	for i := range index.MaxRanked + 200 {
		photos = append(photos, photo(t, fmt.Sprint("r", i), archive.Seq(i+1), fmt.Sprintf("caption: Rain %d falls", i)))
	}
	for batch := range slices.Chunk(photos, 500) {
		apply(t, e, batch...)
	}
	var ranked index.Ranked
	now := time.Date(2022, 3, 20, 12, 0, 0, 0, time.UTC)
	r := index.Request{Query: parse(t, "rain"), Sort: index.Relevance, Limit: 100, Now: now}
	seen := map[archive.ID]bool{}
	var last string
	for {
		result, err := ranked.Search(t.Context(), e.Search, r)
		if err != nil {
			t.Fatal(err)
		}
		if result.Total != len(photos) || !result.Exact {
			t.Fatalf("the page after %d has %d photos in all, want %d", len(seen), result.Total, len(photos))
		}
		for _, hit := range result.Hits {
			seen[hit.ID] = true
		}
		r.Now = r.Now.Add(9 * time.Minute) // each page keeps it for the next
		if r.After = result.Next; r.After == "" {
			break
		}
		last = r.After
	}
	if len(seen) != index.MaxRanked {
		t.Errorf("%d photos can be paged through, want %d", len(seen), index.MaxRanked)
	}
	r.After = last
	for name, change := range map[string]func(*index.Request){
		"later":         func(r *index.Request) { r.Now = r.Now.Add(2 * index.KeepRanked) },
		"another query": func(r *index.Request) { r.Query = parse(t, "falls") },
		"no place":      func(r *index.Request) { r.After = "r.!!" },
	} {
		request := r
		change(&request)
		if _, err := ranked.Search(t.Context(), e.Search, request); err == nil {
			t.Errorf("%s: there is an answer", name)
		}
	}
	// Another process goes on from the first page, which it has not kept.
	r.After, r.Now = "", now
	first, err := ranked.Search(t.Context(), e.Search, r)
	if err != nil {
		t.Fatal(err)
	}
	r.After = first.Next
	own, err := ranked.Search(t.Context(), e.Search, r)
	if err != nil {
		t.Fatal(err)
	}
	other, err := new(index.Ranked).Search(t.Context(), e.Search, r)
	if err != nil || !slices.Equal(own.Hits, other.Hits) {
		t.Errorf("the second page is another for a process that has not kept the first: %v", err)
	}
}

// testRelevanceChanged holds that photos are shown in the order of relevance by
// a word that all have when some were just changed: what they were does not
// count.
func testRelevanceChanged(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	var photos []*archive.Photo
	rain := func(name, seq int) *archive.Photo {
		return photo(t, fmt.Sprint("changed", name), archive.Seq(seq), fmt.Sprintf("caption: Rain %d falls", seq))
	}
	for i := range 200 {
		photos = append(photos, rain(i, i+1))
	}
	apply(t, e, photos...)
	for i := range 10 {
		apply(t, e, rain(i, len(photos)+i+1))
		r := search(t, e, index.Request{Query: parse(t, "rain"), Sort: index.Relevance, Limit: len(photos)})
		if r.Total != len(photos) || len(r.Hits) != len(photos) {
			t.Fatalf("after %d changes %d are found and %d shown, want %d", i+1, r.Total, len(r.Hits), len(photos))
		}
	}
}
