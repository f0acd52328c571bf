package bleve

import (
	"context"
	"errors"
	"slices"
	"strings"

	"cutline/index"
)

var _ index.Completer = (*Engine)(nil)

// maxBegun is how many words of a field with a prefix are looked at.
const maxBegun = 20_000

// completing calls complete with the index that answers, as it is now.
func (e *Engine) completing(complete func(*moment) error) error {
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
		return complete(m)
	}()
	return e.failure(g, err)
}

// Begin returns words that begin with a prefix.
func (e *Engine) Begin(ctx context.Context, prefix string, limit int) (words []index.FacetCount, err error) {
	err = e.completing(func(m *moment) error {
		s := &speller{ctx: ctx, index: m.snapshot, compiler: compiler{fields: allFields}}
		words, err = s.begin(prefix, limit)
		return err
	})
	return words, err
}

func (s *speller) begin(prefix string, limit int) ([]index.FacetCount, error) {
	fields := []string{captionField, namesField}
	counts := map[string]int{}
	for _, field := range fields {
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
	slices.SortFunc(all, moreFrequent)
	// A dictionary has words of photos that were changed, withdrawn or purged,
	// until its segment is merged.
	var begun []index.FacetCount
	for _, c := range all {
		if len(begun) == limit {
			break
		}
		c.Count = 0
		for _, field := range fields {
			n, err := s.count(field, c.Value)
			if err != nil {
				return nil, err
			}
			c.Count = max(c.Count, n)
		}
		if c.Count > 0 {
			begun = append(begun, c)
		}
	}
	slices.SortFunc(begun, moreFrequent)
	return begun, nil
}

// Values returns every value of a facet. Photos that have left or must not be
// offered do not count: no search finds them by it.
func (e *Engine) Values(ctx context.Context, facet string) (values []index.FacetCount, err error) {
	w := e.turns.begin(ctx)
	defer w.end()
	err = e.completing(func(m *moment) error {
		r := &results{counts: make([]uint32, len(m.values)), buffer: make([]uint32, countedAtOnce)}
		for i, s := range m.snapshot.Segments() {
			if err := r.look(newLeaf(w, m.snapshot, s, m.columns[i]), tiers{compiler{}.all()}); err != nil {
				return err
			}
		}
		for n, count := range r.counts {
			if v := m.values[n]; count > 0 && v.facet == facet {
				values = append(values, index.FacetCount{Value: v.text, Count: int(count)})
			}
		}
		return nil
	})
	return values, err
}

// entries visits the terms of a field that begin with a prefix, at most most of
// them.
func (s *speller) entries(field, prefix string, most int, visit func(term string, count int)) (err error) {
	dict, err := s.index.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dict.Close()) }()
	for n := range most {
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
