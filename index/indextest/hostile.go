package indextest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"cutline/archive"
	"cutline/index"
)

// testRequests holds that a request that makes no sense is a *RequestError,
// and that a Next that was tampered with is no harm.
func testRequests(t *testing.T, open Open) {
	e, _, _ := filled(t, open)
	next := search(t, e, index.Request{Limit: 1}).Next
	for name, r := range map[string]index.Request{
		"limit too high":     {Limit: index.MaxLimit + 1},
		"limit below none":   {Limit: -2},
		"unknown order":      {Sort: "random"},
		"unknown facet":      {Facets: []string{"mood"}},
		"after is no place":  {After: "!!!"},
		"after is no JSON":   {After: "aGVsbG8"},
		"after of an order":  {After: next, Sort: index.Taken},
		"after is cut short": {After: next[:len(next)/2]},
	} {
		_, err := e.Search(t.Context(), r)
		var bad *index.RequestError
		if !errors.As(err, &bad) || bad.Reason == "" {
			t.Errorf("%s: %v, want a *RequestError", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := e.Apply(ctx, nil, 1000); !errors.Is(err, context.Canceled) {
		t.Errorf("Apply with a context that has ended: %v, want %v", err, context.Canceled)
	}
}

// testHostile holds that no words, in photos or queries, do harm.
func testHostile(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	values := []string{
		"", "\x00", "\xff\xfe bad bytes", strings.Repeat("a", 100_000), strings.Repeat("\u0301", 5000),
		strings.Repeat("wort ", 20_000), "\u202eright to left\u202c", "ﬁne ligatures ﬀ", "a\x1fb", "😀 emoji 👩‍👩‍👧",
	}
	var photos []*archive.Photo
	for i, v := range values {
		p := photo(t, fmt.Sprint("hostile", i), archive.Seq(i+1), "agency: AP")
		for _, field := range []string{"caption", "headline", "keyword", "taken", "ref", "city", "photographer", "path", "rating"} {
			if err := set(p, field, v); err != nil {
				t.Fatal(err)
			}
		}
		photos = append(photos, p)
	}
	apply(t, e, photos...)
	if r := search(t, e, index.Request{Facets: index.FacetNames()}); r.Total != len(values) {
		t.Errorf("%d photos are found, want %d", r.Total, len(values))
	}
	for query, want := range map[string]int{
		"fine ligatures": 1, strings.Repeat("a", 5000): 1, "right left": 1, "emoji": 1, "wort": 1,
		`"wort wort wort"`: 1, "a* w* r* f*": 0,
	} {
		if r := search(t, e, index.Request{Query: parse(t, query)}); r.Total != want {
			t.Errorf("%.20q finds %d, want %d", query, r.Total, want)
		}
	}
	for _, words := range []string{"a ", "a OR ", "kitzbuhel~ ", "k* ", `"a b" `, "-a ", "taken:2022 ", "by:aououououou "} {
		text := strings.TrimSuffix(strings.Repeat(words, index.MaxClauses/2), "OR ")
		if len(text) > index.MaxQueryBytes {
			text = text[:index.MaxQueryBytes/len(words)*len(words)]
		}
		q, err := index.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Search(t.Context(), index.Request{Query: q}); err != nil {
			t.Errorf("%.20q…: %v", text, err)
		}
	}
}

// testConcurrent holds that searches go on while photos are applied, and that
// each sees the photos and the cursor of one moment.
func testConcurrent(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	done := make(chan struct{})
	var searches sync.WaitGroup
	for range 2 {
		searches.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				r, err := e.Search(context.Background(), index.Request{Limit: 5})
				if err != nil {
					t.Error(err)
					return
				}
				e.Status()
				if r.Total < int(r.Seq) {
					t.Errorf("%d photos are found at Seq %d", r.Total, r.Seq)
					return
				}
			}
		})
	}
	for i := range 20 {
		apply(t, e, photo(t, fmt.Sprint("c", i), archive.Seq(i+1), "caption: A photo."))
	}
	close(done)
	searches.Wait()
}
