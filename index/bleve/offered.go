package bleve

import (
	"context"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// offered finds what a query finds, without the photos of the flags given.
func (c compiler) offered(found query.Query, without []string) query.Query {
	if len(without) == 0 {
		return found
	}
	if c.scored { // Bleve has to see the parts of a query that it scores
		return query.NewBooleanQuery([]query.Query{found}, nil, []query.Query{&termsQuery{field: flagField, terms: without}})
	}
	return &offeredQuery{found, without}
}

// offeredQuery costs next to nothing where no photo has the flags, which is
// every search of most archives.
type offeredQuery struct {
	query.Query
	without []string
}

func (q *offeredQuery) Searcher(
	ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, options search.SearcherOptions,
) (search.Searcher, error) {
	found, err := q.Query.Searcher(ctx, r, m, options)
	if err != nil {
		return nil, err
	}
	s := &offeredSearcher{Searcher: found}
	for _, flag := range q.without {
		reader, err := r.TermFieldReader(ctx, []byte(flag), flagField, false, false, false)
		if err != nil {
			return nil, firstError(err, s.Close())
		}
		s.without = append(s.without, &flagged{TermFieldReader: reader, ended: reader.Count() == 0})
	}
	return s, nil
}

// offeredSearcher walks what is found and, beside it, what has the flags.
type offeredSearcher struct {
	search.Searcher
	without []*flagged
}

func (s *offeredSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	match, err := s.Searcher.Next(ctx)
	return s.pass(ctx, match, err)
}

func (s *offeredSearcher) Advance(ctx *search.SearchContext, id bleveindex.IndexInternalID) (*search.DocumentMatch, error) {
	match, err := s.Searcher.Advance(ctx, id)
	return s.pass(ctx, match, err)
}

// pass returns the match, or the next one that has none of the flags.
func (s *offeredSearcher) pass(ctx *search.SearchContext, match *search.DocumentMatch, err error) (*search.DocumentMatch, error) {
	for match != nil && err == nil {
		var has bool
		if has, err = s.has(match.IndexInternalID); !has {
			break
		}
		ctx.DocumentMatchPool.Put(match)
		match, err = s.Searcher.Next(ctx)
	}
	return match, err
}

func (s *offeredSearcher) has(id bleveindex.IndexInternalID) (bool, error) {
	for _, f := range s.without {
		if has, err := f.has(id); has || err != nil {
			return has, err
		}
	}
	return false, nil
}

func (s *offeredSearcher) Close() error {
	err := s.Searcher.Close()
	for _, f := range s.without {
		err = firstError(err, f.Close())
	}
	return err
}

// flagged walks the photos of a flag.
type flagged struct {
	bleveindex.TermFieldReader
	at    bleveindex.TermFieldDoc
	ended bool
}

// has reports whether a photo has the flag. It is asked in order.
func (f *flagged) has(id bleveindex.IndexInternalID) (bool, error) {
	if !f.ended && (len(f.at.ID) == 0 || f.at.ID.Compare(id) < 0) {
		at, err := f.Advance(id, &f.at)
		if err != nil {
			return false, err
		}
		f.ended = at == nil
	}
	return !f.ended && f.at.ID.Compare(id) == 0, nil
}
