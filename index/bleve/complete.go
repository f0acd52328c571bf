package bleve

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"cutline/index"
)

var _ index.Completer = (*Engine)(nil)

// maxBegun is how many words of a field with a prefix are looked at.
const maxBegun = 20_000

// completing calls complete with a speller of the index that answers.
func (e *Engine) completing(ctx context.Context, complete func(*speller) error) error {
	e.mu.RLock()
	g := e.live
	e.mu.RUnlock()
	if g == nil {
		return errClosed
	}
	err := func() (err error) {
		defer recovered(&err)()
		m, err := g.moment()
		if err != nil {
			return err
		}
		defer func() { err = firstError(err, m.release()) }()
		return complete(&speller{ctx: ctx, index: m.snapshot, compiler: compiler{fields: allFields}})
	}()
	return e.failure(g, err)
}

// Begin returns words that begin with a prefix.
func (e *Engine) Begin(ctx context.Context, prefix string, limit int) (words []index.FacetCount, err error) {
	err = e.completing(ctx, func(s *speller) error {
		words, err = s.begin(prefix, limit)
		return err
	})
	return words, err
}

func (s *speller) begin(prefix string, limit int) ([]index.FacetCount, error) {
	counts := map[string]int{}
	for _, field := range []string{captionField, namesField} {
		err := s.entries(field, prefix, maxBegun, func(term string, count int) {
			if !strings.HasSuffix(term, ".") { // an initial
				counts[term] = max(counts[term], count)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	all := make([]index.FacetCount, 0, len(counts))
	for term, count := range counts {
		all = append(all, index.FacetCount{Value: term, Count: count})
	}
	slices.SortFunc(all, func(a, b index.FacetCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	return all[:min(len(all), limit)], nil
}

// Values returns every value of a facet.
func (e *Engine) Values(ctx context.Context, facet string) (values []index.FacetCount, err error) {
	err = e.completing(ctx, func(s *speller) error {
		return s.entries(facetField(facet), "", 0, func(term string, count int) {
			values = append(values, index.FacetCount{Value: term, Count: count})
		})
	})
	return values, err
}

// entries visits the terms of a field that begin with a prefix, at most most of
// them where that is not 0.
func (s *speller) entries(field, prefix string, most int, visit func(term string, count int)) (err error) {
	dict, err := s.index.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dict.Close()) }()
	for n := 0; most == 0 || n < most; n++ {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return err
		}
		if n%1000 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		visit(entry.Term, int(entry.Count))
	}
	return nil
}
