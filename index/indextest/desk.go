package indextest

import (
	"errors"
	"fmt"
	"testing"

	"cutline/archive"
	"cutline/index"
)

// testDesk finds photos by what the desk keeps of them.
func testDesk(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	plain := photo(t, "plain", 1, "caption: Blaze in Kyiv")
	picked := photo(t, "picked", 2, "caption: Blaze in Kyiv\nrating: 4\nlabel: Red")
	picked.Pick = &archive.Pick{By: "Ada"}
	front := photo(t, "front", 3, "caption: Blaze at a warehouse\nrating: 2")
	front.Collections = []int64{7}
	both := photo(t, "both", 4, "caption: A match")
	both.Collections = []int64{7, 12}
	apply(t, e, plain, picked, front, both)
	names := map[string][]int64{"front page": {7}, "7": {12}, "either": {7, 12}}
	unknown := errors.New("no such collection")
	for query, want := range map[string]int{
		"is:picked": 1, "-is:picked": 3, "is:collected": 2, "has:in": 2, "-is:collected blaze": 2,
		"rating:>=4": 1, "rating:2..4": 2, "label:red": 1, "stars:2": 1,
		`in:"front page"`: 2, `in:"front page" blaze`: 1, `-in:"front page"`: 2, "in:7": 1, "in:either": 2,
		"in:either OR label:red": 3, `blaze -(in:"front page" OR is:picked)`: 1, "in:nowhere": -1,
	} {
		q, err := parse(t, query).Numbered(func(name index.Term) ([]int64, error) {
			if numbers := names[name.Text]; numbers != nil {
				return numbers, nil
			}
			return nil, unknown
		})
		if want < 0 {
			if !errors.Is(err, unknown) {
				t.Errorf("%q: %v, want that there is no such collection", query, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", query, err)
			continue
		}
		if r := search(t, e, index.Request{Query: q}); r.Total != want || r.Suggestion != nil {
			t.Errorf("%q finds %d and suggests %v, want %d", query, r.Total, r.Suggestion, want)
		}
	}
	// A number is not another one spelled nearly so.
	q, err := parse(t, "in:either").Numbered(func(index.Term) ([]int64, error) { return []int64{13000}, nil })
	if r := search(t, e, index.Request{Query: q}); err != nil || r.Total != 0 || r.Suggestion != nil {
		t.Errorf("an empty collection finds %d, suggests %v, error %v", r.Total, r.Suggestion, err)
	}
}

// testSince finds what came after a change, whatever changed later.
func testSince(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	const photos = 80 // more than one digit of a number term
	for n := 1; n <= photos; n++ {
		p := photo(t, fmt.Sprintf("since%d", n), archive.Seq(n), "caption: Blaze in Kyiv")
		if p.Came = archive.Seq(n); n == 1 {
			p.Came = 0 // it was there before anybody counted
		}
		if n%4 == 0 {
			p.Reading.Values["headline"] = archive.Read{Values: []string{"Warehouse"}}
		}
		apply(t, e, p)
	}
	late := photo(t, "since2", photos+1, "caption: Blaze, corrected")
	late.Came = 2
	apply(t, e, late)
	for _, sort := range []index.Sort{index.Newest, index.Taken, index.Relevance} {
		for _, c := range []struct {
			query       string
			since, upTo archive.Seq
			want        int
		}{
			{"", 0, 0, photos},
			{"", 1, 0, photos - 1},
			{"blaze", 2, 0, photos - 2},
			{"warehouse", 60, 0, 5},
			{"", photos, 0, 0},
			{"", photos + 1, 0, 0},
			{"warehouse", photos - 1, 0, 1},
			{"bleze", 40, 0, 0},
			{"-warehouse", 76, 0, 3},
			{"blaze", 10, 20, 10},
			{"warehouse", 1, 8, 2},
			{"blaze", 20, 20, 0},
			{"blaze", 20, 1 << 40, photos - 20},
			{"blaze", 0, 20, 19}, // without the one that was there
			{"bleze", 0, 20, 0},
		} {
			request := index.Request{Query: parse(t, c.query), Since: c.since, UpTo: c.upTo, Sort: sort, Limit: index.MaxLimit}
			if r := search(t, e, request); r.Total != c.want || len(r.Hits) != c.want || r.Fuzzy || r.Suggestion != nil {
				t.Errorf("%q by %s since %d finds %d and shows %d (nearly so: %t, %v), want %d", c.query, sort, c.since, r.Total, len(r.Hits), r.Fuzzy, r.Suggestion, c.want)
			}
		}
	}
}
