package bleve

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"cutline/archive"
	"cutline/index"
)

// Search answers a request.
func (e *Engine) Search(ctx context.Context, r index.Request) (*index.Result, error) {
	end := time.Now().Add(e.Patience)
	for {
		result, err := e.answer(ctx, r)
		if !errors.Is(err, index.ErrDamaged) || time.Now().After(end) {
			return result, err
		}
		select { // the index that is built in its place answers as soon as it can
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(mendingLook):
		}
	}
}

// mendingLook is how often a search that waits for another index looks for it.
const mendingLook = 50 * time.Millisecond

// answer answers a request by the index as it is.
func (e *Engine) answer(ctx context.Context, r index.Request) (*index.Result, error) {
	page, err := newPage(r)
	if err != nil {
		return nil, err
	}
	if page.after.Fuzzy {
		return e.search(ctx, page, index.Fuzzy(r.Query))
	}
	result, err := e.search(ctx, page, r.Query)
	if err != nil || result.Total > 0 || r.After != "" || page.bounded() {
		return result, err
	}
	suggestion, err := e.suggest(ctx, page)
	if err != nil {
		return nil, err
	}
	if near := index.Fuzzy(r.Query); near != nil {
		page.after.Fuzzy = true
		nearly, err := e.search(ctx, page, near)
		if err != nil {
			return nil, err
		}
		if nearly.Total > 0 {
			result = nearly
		}
	}
	result.Suggestion = suggestion
	return result, nil
}

// search answers a request with the photos that a query finds.
func (e *Engine) search(ctx context.Context, p *page, asked *index.Query) (*index.Result, error) {
	w := e.turns.begin(ctx)
	defer w.end()
	var result *index.Result
	var seq archive.Seq
	for before := (*generation)(nil); ; {
		e.mu.RLock()
		g := e.live
		if g == nil {
			e.mu.RUnlock()
			return nil, errClosed
		}
		seq = g.cursor
		e.mu.RUnlock()
		var err error
		if result, err = g.find(w, p, p.tiers(asked)); errors.Is(err, errClosed) && g != before {
			before = g // another took its place at this moment
			continue
		}
		if err := e.failure(g, err); err != nil {
			return nil, err
		}
		break
	}
	result.Query, result.Seq, result.Fuzzy = asked, seq, p.after.Fuzzy
	return result, nil
}

// find answers a request.
func (g *generation) find(w *work, p *page, by tiers) (_ *index.Result, err error) {
	m, err := g.moment()
	if err != nil {
		return nil, damage(w.ctx, err)
	}
	defer func() { err = firstError(err, m.release()) }()
	result, err := m.find(w, p, by)
	return result, damage(w.ctx, err)
}

// damage is an error of a search; where neither the context nor the query is
// to blame, the index is damaged.
func damage(ctx context.Context, err error) error {
	var tooMany *tooManyError
	if err == nil || ctx.Err() != nil || errors.Is(err, errClosed) || errors.As(err, &tooMany) {
		return err
	}
	return &damagedError{err}
}

var errClosed = errors.New("index: search: the index is closed")

// failure is the error of a search, said to the one who asked, and has a
// damaged index rebuilt.
func (e *Engine) failure(g *generation, err error) error {
	var damage *damagedError
	var tooMany *tooManyError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &damage):
		e.damaged(g, err)
		return fmt.Errorf("index: search: %w: %w", index.ErrDamaged, err)
	case errors.As(err, &tooMany):
		return &index.RequestError{Field: "Query", Reason: tooMany.Error() + "*; write more of its letters"}
	}
	return fmt.Errorf("index: search: %w", err)
}

// page is a request, checked and with its defaults.
type page struct {
	index.Request
	after position
}

// position is where a page begins: what an After says.
type position struct {
	Sort  index.Sort `json:"s"`
	Keys  []string   `json:"k,omitempty"`
	Fuzzy bool       `json:"f,omitempty"`
	// place is what Keys say.
	place *place
}

func newPage(r index.Request) (*page, error) {
	p := &page{Request: r}
	if p.Sort == "" {
		p.Sort = index.Newest
	}
	if p.Now.IsZero() {
		p.Now = time.Now()
	}
	if p.Zone == nil {
		p.Zone = time.UTC
	}
	switch {
	case p.Limit == 0:
		p.Limit = index.DefaultLimit
	case p.Limit == -1:
		p.Limit = 0
	case p.Limit < 0 || p.Limit > index.MaxLimit:
		return nil, &index.RequestError{
			Field: "Limit", Reason: fmt.Sprintf("the limit %d is not between 1 and %d", p.Limit, index.MaxLimit),
		}
	}
	switch p.Sort {
	case index.Newest, index.Taken, index.Relevance:
	default:
		return nil, &index.RequestError{
			Field: "Sort", Reason: fmt.Sprintf("no order %q; there are newest, taken and relevance", p.Sort),
		}
	}
	for _, f := range p.Facets {
		if !slices.Contains(index.FacetNames(), f) {
			return nil, &index.RequestError{Field: "Facets", Reason: fmt.Sprintf("no facet %q", f)}
		}
	}
	p.after.Sort = p.Sort
	return p, p.readAfter()
}

// readAfter reads where the page begins. It comes from outside.
func (p *page) readAfter() error {
	if p.After == "" {
		return nil
	}
	text, err := base64.RawURLEncoding.DecodeString(p.After)
	if err == nil {
		err = json.Unmarshal(text, &p.after)
	}
	if err == nil && p.after.Sort == p.Sort && len(p.after.Keys) == 3 {
		if p.after.place, err = placeOf(p.after.Keys); err == nil {
			return nil
		}
	}
	return &index.RequestError{
		Field: "After", Reason: "this place in the results cannot be read; search again from the first page",
	}
}

// keys are what a place is found again by.
func (p *place) keys() []string {
	return []string{strconv.FormatFloat(p.score, 'g', -1, 64), strconv.FormatUint(uint64(p.key), 10), p.id}
}

func placeOf(keys []string) (*place, error) {
	score, err := strconv.ParseFloat(keys[0], 64)
	if err != nil {
		return nil, err
	}
	key, err := strconv.ParseUint(keys[1], 10, 64)
	return &place{score: score, key: orderKey(key), id: keys[2]}, err
}

// tiers are the conditions that decide what is found, and in which tier.
func (p *page) tiers(asked *index.Query) tiers {
	root := asked.Expand()
	spaces := []compiler{{now: p.Now, zone: p.Zone, fields: allFields, scored: p.Sort == index.Relevance}}
	for _, space := range []string{retiredSpace, withdrawnSpace} {
		if p.looksInto(space) {
			other := spaces[0]
			other.space = space
			spaces = append(spaces, other)
		}
	}
	either := func(in func(compiler) condition) condition {
		found := make(oneOf, len(spaces))
		for i, c := range spaces {
			found[i] = in(c)
		}
		if len(found) == 1 {
			return found[0]
		}
		return found
	}
	var by tiers
	all := either(func(c compiler) condition { return c.compile(root) })
	if key := exactKey(root); key != "" {
		exact := either(func(c compiler) condition { return c.exact(key) })
		all = oneOf{all, exact}
		by = append(by, exact)
	}
	if len(p.Among) > 0 {
		ids := &termsQuery{field: idField, terms: make([]string, len(p.Among))}
		for i, id := range p.Among {
			ids.terms[i] = string(id)
		}
		all = allOf{must: []condition{ids, all}}
	}
	if p.bounded() {
		all = allOf{must: []condition{either(func(c compiler) condition { return c.came(p.Since, p.UpTo) }), all}}
	}
	if p.Sort != index.Newest {
		return tiers{all}
	}
	if hasWords(root) {
		by = append(by, either(func(c compiler) condition {
			c.fields = topFields
			return c.compile(root)
		}))
	}
	return append(by, all)
}

// bounded reports whether the request is for photos that came in between
// changes.
func (p *page) bounded() bool { return p.Since > 0 || p.UpTo > 0 }

// looksInto reports whether the request is for photos of a space, too.
func (p *page) looksInto(space string) bool {
	switch space {
	case retiredSpace:
		return p.Query.Names(index.FlagRetired)
	case withdrawnSpace:
		return p.Withdrawn || p.Query.Names(index.FlagWithdrawn)
	}
	return true
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

// exactBoost lifts an exact number above all words.
const exactBoost = 1000

// exactKey is the number, reference or file name that the query is; empty where
// it is none.
func exactKey(root index.Node) string {
	t, ok := root.(index.Term)
	if !ok || t.Field != "" || t.Prefix || t.Fuzzy {
		return ""
	}
	return index.ExactKey(t.Text)
}

// exact finds the photo of such a key.
func (c compiler) exact(key string) condition {
	number := &termsQuery{field: c.space + exactField, terms: []string{key}, boost: exactBoost}
	return oneOf{number, c.id(&termsQuery{terms: []string{key}, boost: exactBoost})}
}

// next says where the page after a hit begins.
func (p *page) next(keys ...string) string {
	text, err := json.Marshal(position{Sort: p.Sort, Fuzzy: p.after.Fuzzy, Keys: keys})
	if err != nil { // strings and a bool always marshal
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(text)
}
