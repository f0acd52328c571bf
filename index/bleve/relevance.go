package bleve

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"cutline/archive"
	"cutline/index"
)

// relevant answers a request in the order of relevance: Bleve scores what the
// query finds. What it finds in all was counted at a moment.
func (g *generation) relevant(ctx context.Context, p *page, by tiers, counted *index.Result) error {
	ranked := &rankedQuery{Query: by[len(by)-1].scored(), columns: g.columns}
	request := bleve.NewSearchRequestOptions(ranked, p.Limit+1, 0, false)
	request.Sort = search.SortOrder{&search.SortScore{Desc: true}, newestFirst{ranked}}
	if len(p.after.Keys) > 0 {
		request.SetSearchAfter(p.after.Keys)
	}
	found, err := g.search(ctx, request)
	if err != nil {
		return err
	}
	hits := found.Hits[:min(len(found.Hits), p.Limit)]
	for _, hit := range hits {
		counted.Hits = append(counted.Hits, index.Hit{ID: archive.ID(hit.ID), Score: hit.Score})
	}
	if len(found.Hits) > len(hits) && len(hits) > 0 {
		last := hits[len(hits)-1]
		counted.Next = p.next(fmt.Sprint(last.Score), last.Sort[1])
	}
	return nil
}

// search has Bleve search. A panic, or an error other than the context's or
// the query's, means that the index is damaged.
func (g *generation) search(ctx context.Context, r *bleve.SearchRequest) (found *bleve.SearchResult, err error) {
	defer recovered(&err)()
	found, err = g.index.SearchInContext(ctx, r)
	if err == nil && found.Status != nil && found.Status.Failed > 0 {
		err = fmt.Errorf("bleve: %v", found.Status.Errors)
	}
	return found, damage(ctx, err)
}

// damage is an error of a search; where neither the context nor the query is
// to blame, the index is damaged.
func damage(ctx context.Context, err error) error {
	var tooMany *tooManyError
	switch {
	case errors.Is(err, bleve.ErrorIndexClosed):
		return errClosed
	case err == nil, ctx.Err() != nil, errors.Is(err, errClosed), errors.As(err, &tooMany):
		return err
	}
	return &damagedError{err}
}

// rankedQuery is a query whose results Bleve orders with the help of columns.
type rankedQuery struct {
	query.Query
	columns *columns

	begins []uint64 // the first document of each segment
	loaded []*column
}

// Searcher begins the search of a snapshot: here its columns become known.
func (q *rankedQuery) Searcher(
	ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, options search.SearcherOptions,
) (search.Searcher, error) {
	snapshot := r.(*scorch.IndexSnapshot)
	begin := uint64(0)
	for _, s := range snapshot.Segments() {
		q.begins = append(q.begins, begin)
		begin += uint64(s.FullSize())
	}
	var err error
	if q.loaded, _, err = q.columns.load(snapshot); err != nil {
		return nil, err
	}
	s, err := q.Query.Searcher(ctx, r, m, options)
	if err != nil {
		return nil, err
	}
	return &workingSearcher{s, &work{ctx: ctx}}, nil
}

// newest is the key that orders a document by news.
func (q *rankedQuery) newest(id bleveindex.IndexInternalID) orderKey {
	doc := id.Value()
	n := len(q.begins) - 1
	for q.begins[n] > doc {
		n--
	}
	return q.loaded[n].newest[doc-q.begins[n]]
}

// workingSearcher counts what it passes as work.
type workingSearcher struct {
	search.Searcher
	work *work
}

func (s *workingSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	if err := s.work.step(); err != nil {
		return nil, err
	}
	return s.Searcher.Next(ctx)
}

// newestFirst orders by the columns of a query.
type newestFirst struct{ query *rankedQuery }

func (s newestFirst) Value(d *search.DocumentMatch) string {
	key := strconv.FormatUint(uint64(s.query.newest(d.IndexInternalID)), 16)
	return "0000000000000000"[len(key):] + key
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
