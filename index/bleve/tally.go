package bleve

import (
	"context"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"cutline/index"
)

// tally counts the facets of what a query finds from columns.
type tally struct {
	query.Query
	columns *columns
	// count: the counts are asked for.
	count bool

	view   *view
	counts []uint32 // by the number of the value
}

// Searcher begins the search of a snapshot: here its columns become known.
func (t *tally) Searcher(
	ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, options search.SearcherOptions,
) (search.Searcher, error) {
	s, err := t.Query.Searcher(ctx, r, m, options)
	if err != nil {
		return nil, err
	}
	if t.view, err = t.columns.view(r.(*scorch.IndexSnapshot)); err != nil {
		return nil, firstError(err, s.Close())
	}
	if !t.count {
		return s, nil
	}
	t.counts = make([]uint32, len(t.view.values))
	return &tallySearcher{s, t}, nil
}

// tallySearcher counts each document that the searcher finds.
type tallySearcher struct {
	search.Searcher
	tally *tally
}

func (s *tallySearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	match, err := s.Searcher.Next(ctx)
	if match != nil && err == nil {
		col, n := s.tally.view.at(match.IndexInternalID)
		for _, v := range col.facets(n) {
			s.tally.counts[v]++
		}
	}
	return match, err
}

// facets are the most frequent values of the facets named.
func (t *tally) facets(names []string) map[string][]index.FacetCount {
	counts := make(map[string][]index.FacetCount, len(names))
	for _, name := range names {
		counts[name] = make([]index.FacetCount, 0, index.MaxFacets+1)
	}
	for n, count := range t.counts {
		if count == 0 {
			continue
		}
		v := t.view.values[n]
		top, asked := counts[v.facet]
		if !asked {
			continue
		}
		c := index.FacetCount{Value: v.text, Count: int(count)}
		if len(top) == index.MaxFacets && moreFrequent(c, top[len(top)-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, c, moreFrequent)
		top = slices.Insert(top, at, c)
		counts[v.facet] = top[:min(len(top), index.MaxFacets)]
	}
	return counts
}

// moreFrequent orders values by how often they occur, then by name.
func moreFrequent(a, b index.FacetCount) int {
	if a.Count != b.Count {
		return b.Count - a.Count
	}
	return strings.Compare(a.Value, b.Value)
}

// newestFirst orders by newestField as the columns of a tally have it.
type newestFirst struct{ tally *tally }

func (s newestFirst) Value(d *search.DocumentMatch) string {
	col, n := s.tally.view.at(d.IndexInternalID)
	return col.key(n)
}

// The rest of [search.SearchSort]: the values come from nowhere else.

func (newestFirst) UpdateVisitor(string, []byte)    {}
func (newestFirst) DecodeValue(value string) string { return value }
func (newestFirst) Descending() bool                { return true }
func (newestFirst) RequiresDocID() bool             { return false }
func (newestFirst) RequiresScoring() bool           { return false }
func (newestFirst) RequiresFields() []string        { return nil }
func (newestFirst) Reverse()                        {}
func (s newestFirst) Copy() search.SearchSort       { return s }
