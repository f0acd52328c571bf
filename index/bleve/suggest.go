package bleve

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"cutline/index"
)

// Limits of a suggestion, which is made where a query found nothing.
const (
	maxRespelled = 8    // words of a query to look up
	maxVisited   = 1000 // words of a field near one of them
	maxNear      = 200  // of these to count
	maxChoices   = 3    // of these to try
	maxTries     = 8    // queries to try
)

// A word must occur fewTimes as often to be suggested for one that the archive
// has too. A word that is an edit away goes before one that is two away, unless
// that occurs more than nearer times as often.
const (
	fewTimes = 10
	nearer   = 10
)

// suggest is the query with its words spelled as the archive has them; nil
// where no spelling finds a photo.
func (e *Engine) suggest(ctx context.Context, p *page) (*index.Query, error) {
	e.mu.RLock()
	g := e.live
	e.mu.RUnlock()
	if g == nil {
		return nil, errClosed
	}
	w := e.turns.begin(ctx)
	defer w.end()
	suggestion, err := g.suggest(w, p)
	return suggestion, e.failure(g, err)
}

func (g *generation) suggest(w *work, p *page) (_ *index.Query, err error) {
	defer recovered(&err)()
	m, err := g.moment()
	if err != nil {
		return nil, err
	}
	defer func() { err = firstError(err, m.release()) }()
	s := speller{ctx: w.ctx, index: m.snapshot, compiler: compiler{now: p.Now, zone: p.Zone, fields: allFields}}
	words, err := s.words(p.Query)
	if err != nil {
		return nil, err
	}
	for _, choice := range choices(words) {
		query := index.Respell(p.Query, func(w index.Term) string { return choice[w] })
		if query == nil {
			continue
		}
		counting := &page{Request: index.Request{Sort: index.Newest}}
		found, err := m.find(w, counting, tiers{s.compile(query.Expand())})
		if err != nil {
			return nil, err
		}
		if found.Total > 0 {
			return query, nil
		}
	}
	return nil, nil
}

// misspelled is a word of a query and what it may have been meant to be, the
// best first.
type misspelled struct {
	word index.Term
	// unknown: the archive does not have the word, so that it must be another
	// one for photos to be found.
	unknown bool
	near    []string
}

// choices are the spellings to try, the best first: all unknown words replaced
// by the best for each, then by the second best for one of them, and so on;
// then a word that the archive does have replaced too.
func choices(words []misspelled) []map[index.Term]string {
	best := map[index.Term]string{}
	for _, w := range words {
		if w.unknown {
			best[w.word] = w.near[0]
		}
	}
	tries := []map[index.Term]string{best}
	for _, unknown := range []bool{true, false} {
		for i := range maxChoices {
			for _, w := range words {
				if w.unknown != unknown || i >= len(w.near) || unknown && i == 0 {
					continue
				}
				try := map[index.Term]string{}
				for word, near := range best {
					try[word] = near
				}
				try[w.word] = w.near[i]
				tries = append(tries, try)
			}
		}
	}
	return tries[:min(len(tries), maxTries)]
}

// speller looks words up in the dictionaries of an index.
type speller struct {
	compiler
	ctx   context.Context
	index *scorch.IndexSnapshot
}

// words are the words of a query that may be misspelled.
func (s *speller) words(q *index.Query) (words []misspelled, err error) {
	seen := map[index.Term]bool{}
	index.Respell(q, func(w index.Term) string {
		if err == nil && !seen[w] && len(seen) < maxRespelled && index.Fuzziness(w.Text) > 0 {
			seen[w] = true
			var m misspelled
			if m, err = s.look(w); len(m.near) > 0 {
				words = append(words, m)
			}
		}
		return ""
	})
	return words, err
}

// candidate is a word near one of a query.
type candidate struct {
	term   string
	edits  int
	weight int // how often it occurs, times nearer
}

// look looks for words near one of a query.
func (s *speller) look(w index.Term) (misspelled, error) {
	m := misspelled{word: w}
	fields := s.fieldsOf(w)
	if index.IsProperty(w.Field) {
		return m, nil
	}
	position := w.Sequences()[0][0]
	known := 0
	for _, f := range fields {
		for _, form := range s.forms(position, f) {
			n, err := s.count(f.name, form)
			if err != nil {
				return m, err
			}
			known += n
		}
	}
	m.unknown = known == 0
	near, err := s.near(position.Terms[0], fields)
	if err != nil {
		return m, err
	}
	for _, c := range near {
		if len(m.near) == maxChoices || c.weight < known*fewTimes*nearer {
			break
		}
		m.near = append(m.near, c.term)
	}
	return m, nil
}

// near are the words that some edits make of a word, those of most weight
// first.
func (s *speller) near(word string, fields []weighted) ([]candidate, error) {
	var all []candidate
	for _, f := range fields {
		near, err := s.within(f.name, word)
		if err != nil {
			return nil, err
		}
		all = append(all, near...)
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(a.term, b.term))
	})
	all = slices.Compact(all)
	all = all[:min(len(all), maxNear)]
	for i := range all {
		c := &all[i]
		for _, f := range fields {
			n, err := s.count(f.name, c.term)
			if err != nil {
				return nil, err
			}
			c.weight += n
		}
		if c.edits == 1 {
			c.weight *= nearer
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.weight, a.weight) })
	return all, nil
}

// within are the terms of a field near a word, but not the word itself.
func (s *speller) within(field, word string) (near []candidate, err error) {
	edits := index.Fuzziness(word)
	if edits == 0 {
		return nil, nil
	}
	dict, automaton, err := s.index.FieldDictFuzzyAutomaton(field, word, edits, "")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, dict.Close()) }()
	for range maxVisited {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return near, err
		}
		c := candidate{term: entry.Term, edits: edits}
		if automaton != nil {
			_, d := automaton.MatchAndDistance(entry.Term)
			c.edits = int(d)
		}
		if c.term != word && !strings.HasPrefix(c.term, stemMark) {
			near = append(near, c)
		}
	}
	return near, nil
}

// count is the number of documents that have a term in a field.
func (s *speller) count(field, term string) (n int, err error) {
	r, err := s.index.TermFieldReader(s.ctx, []byte(term), field, false, false, false)
	if err != nil {
		return 0, err
	}
	return int(r.Count()), r.Close()
}
