package bleve

import (
	"context"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"cutline/index"
)

// termsQuery finds documents with one of some terms in a field.
type termsQuery struct {
	field string
	terms []string
	boost float64
	// prefix: words that begin with one of the terms.
	prefix bool
	// fuzziness is the number of edits that the first term may be away, after
	// its first bytes.
	fuzziness, first int
}

// maxPrefixTerms is how many words a prefix may stand for.
const maxPrefixTerms = 2000

// tooManyError says that a prefix stands for more words than can be searched.
type tooManyError struct{ prefix string }

func (e *tooManyError) Error() string { return "too many words begin with " + e.prefix }

// Field and SetField let Bleve collect what BM25 needs to know of the field.
func (q *termsQuery) Field() string     { return q.field }
func (q *termsQuery) SetField(f string) { q.field = f }

func (q *termsQuery) Searcher(
	ctx context.Context, r bleveindex.IndexReader, _ mapping.IndexMapping, options search.SearcherOptions,
) (search.Searcher, error) {
	boost := q.boost
	if boost == 0 {
		boost = 1
	}
	switch {
	case q.fuzziness > 0:
		// The first letter counts: it keeps the walk through the dictionary short.
		return searcher.NewFuzzySearcher(ctx, r, q.terms[0], q.first, q.fuzziness, q.field, boost, options)
	case q.prefix:
		terms, err := q.beginning(r)
		if err != nil {
			return nil, err
		}
		return multiTerm(ctx, r, terms, q.field, boost, options)
	}
	return multiTerm(ctx, r, q.terms, q.field, boost, options)
}

func multiTerm(
	ctx context.Context, r bleveindex.IndexReader, terms []string, field string, boost float64,
	options search.SearcherOptions,
) (search.Searcher, error) {
	switch len(terms) {
	case 0:
		return searcher.NewMatchNoneSearcher(r)
	case 1:
		return searcher.NewTermSearcher(ctx, r, terms[0], field, boost, options)
	}
	return searcher.NewMultiTermSearcher(ctx, r, terms, field, boost, options, false)
}

// beginning are the words of the field that begin with one of the terms.
func (q *termsQuery) beginning(r bleveindex.IndexReader) (terms []string, err error) {
	for _, prefix := range q.terms {
		words, err := r.FieldDictPrefix(q.field, []byte(prefix))
		if err != nil {
			return nil, err
		}
		for {
			entry, err := words.Next()
			if err != nil {
				return nil, err
			}
			if entry == nil {
				break
			}
			if terms = append(terms, entry.Term); len(terms) > maxPrefixTerms {
				return nil, &tooManyError{q.terms[0]}
			}
		}
		if err := words.Close(); err != nil {
			return nil, err
		}
	}
	return terms, nil
}

// tieredQuery finds what its last tier finds, and scores each document by the
// first of its tiers that finds it too, so that tiers can be sorted by.
type tieredQuery struct {
	upper []query.Query // best first; none may find what last does not
	last  query.Query
}

func (q *tieredQuery) Searcher(
	ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, options search.SearcherOptions,
) (search.Searcher, error) {
	options.Score = "none"
	s := &tieredSearcher{}
	last, err := q.last.Searcher(ctx, r, m, options)
	if err != nil {
		return nil, err
	}
	s.Searcher = last
	for _, tier := range q.upper {
		upper, err := tier.Searcher(ctx, r, m, options)
		if err != nil {
			return nil, firstError(err, s.Close())
		}
		s.upper = append(s.upper, tierSearcher{Searcher: upper})
	}
	return s, nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// tieredSearcher walks the last tier and, beside it, the upper ones.
type tieredSearcher struct {
	search.Searcher
	upper []tierSearcher
}

// tierSearcher is an upper tier and the next document it finds.
type tierSearcher struct {
	search.Searcher
	started bool
	at      bleveindex.IndexInternalID // empty after the last
}

// has reports whether the tier finds a document. It is asked in order.
func (t *tierSearcher) has(ctx *search.SearchContext, id bleveindex.IndexInternalID) (bool, error) {
	if !t.started || len(t.at) > 0 && t.at.Compare(id) < 0 {
		t.started = true
		match, err := t.Advance(ctx, id)
		if err != nil {
			return false, err
		}
		t.at = t.at[:0]
		if match != nil {
			t.at = append(t.at, match.IndexInternalID...)
			ctx.DocumentMatchPool.Put(match)
		}
	}
	return len(t.at) > 0 && t.at.Compare(id) == 0, nil
}

func (s *tieredSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	match, err := s.Searcher.Next(ctx)
	return s.score(ctx, match, err)
}

func (s *tieredSearcher) Advance(
	ctx *search.SearchContext, id bleveindex.IndexInternalID,
) (*search.DocumentMatch, error) {
	match, err := s.Searcher.Advance(ctx, id)
	return s.score(ctx, match, err)
}

func (s *tieredSearcher) score(
	ctx *search.SearchContext, match *search.DocumentMatch, err error,
) (*search.DocumentMatch, error) {
	if match == nil || err != nil {
		return match, err
	}
	match.Score = 1
	for i := range s.upper {
		found, err := s.upper[i].has(ctx, match.IndexInternalID)
		if err != nil {
			return nil, err
		}
		if found {
			match.Score = float64(1 + len(s.upper) - i)
			break
		}
	}
	return match, nil
}

func (s *tieredSearcher) Close() error {
	err := s.Searcher.Close()
	for _, tier := range s.upper {
		err = firstError(err, tier.Close())
	}
	return err
}

// DocumentMatchPoolSize is the number of documents held at a time.
func (s *tieredSearcher) DocumentMatchPoolSize() int {
	n := s.Searcher.DocumentMatchPoolSize()
	for _, tier := range s.upper {
		n += tier.DocumentMatchPoolSize() + 1
	}
	return n
}

// hasWords reports whether a query looks for words in any field, so that
// tiers tell photos apart.
func hasWords(n index.Node) bool {
	switch n := n.(type) {
	case index.And:
		for _, child := range n {
			if hasWords(child) {
				return true
			}
		}
	case index.Or:
		for _, child := range n {
			if hasWords(child) {
				return true
			}
		}
	case index.Term:
		return n.Field == ""
	}
	return false
}
