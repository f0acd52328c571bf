package bleve

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

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
	if err != nil || result.Total > 0 || r.After != "" || r.Since > 0 {
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
	e.mu.RLock()
	g := e.live
	if g == nil {
		e.mu.RUnlock()
		return nil, errClosed
	}
	tally, err := e.tally(g, p)
	var found *bleve.SearchResult
	if err == nil {
		found, err = g.search(ctx, p.bleveRequest(asked, tally))
	}
	seq := g.cursor
	e.mu.RUnlock()

	if err := e.failure(g, err); err != nil {
		return nil, err
	}
	result := p.result(found, tally)
	result.Query, result.Seq = asked, seq
	return result, nil
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
	if p.order() == nil {
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
	bad := &index.RequestError{
		Field: "After", Reason: "this place in the results cannot be read; search again from the first page",
	}
	text, err := base64.RawURLEncoding.DecodeString(p.After)
	if err != nil || json.Unmarshal(text, &p.after) != nil {
		return bad
	}
	if p.after.Sort != p.Sort || len(p.after.Keys) != len(p.order()) {
		return bad
	}
	return nil
}

// order is the sort order of the request, nil where there is none of the name.
func (p *page) order() search.SortOrder {
	key := func(field string) search.SearchSort {
		return &search.SortField{Field: field, Desc: true, Type: search.SortFieldAsString}
	}
	score := &search.SortScore{Desc: true}
	switch p.Sort {
	case index.Newest:
		return search.SortOrder{score, key(newestField)}
	case index.Taken:
		return search.SortOrder{key(takenField)}
	case index.Relevance:
		return search.SortOrder{score, key(newestField)}
	}
	return nil
}

// query is what Bleve shall find.
func (p *page) query(asked *index.Query) query.Query {
	root := asked.Expand()
	spaces := []compiler{{now: p.Now, zone: p.Zone, fields: allFields, scored: p.Sort == index.Relevance}}
	for _, space := range []string{retiredSpace, withdrawnSpace} {
		if p.looksInto(space) {
			other := spaces[0]
			other.space = space
			spaces = append(spaces, other)
		}
	}
	either := func(in func(compiler) query.Query) query.Query {
		found := make([]query.Query, len(spaces))
		for i, c := range spaces {
			found[i] = in(c)
		}
		return anyOf(found)
	}
	all := either(func(c compiler) query.Query { return c.compile(root) })
	var exact query.Query
	if key := exactKey(root); key != "" {
		exact = either(func(c compiler) query.Query { return c.exact(key) })
		all = query.NewDisjunctionQuery([]query.Query{all, exact})
	}
	if len(p.Among) > 0 {
		ids := make([]string, len(p.Among))
		for i, id := range p.Among {
			ids[i] = string(id)
		}
		all = query.NewConjunctionQuery([]query.Query{all, query.NewDocIDQuery(ids)})
	}
	if p.Since > 0 {
		all = query.NewConjunctionQuery([]query.Query{all, either(func(c compiler) query.Query { return c.since(p.Since) })})
	}
	if p.Sort != index.Newest {
		return all
	}
	tiers := &tieredQuery{last: all}
	if exact != nil {
		tiers.upper = append(tiers.upper, exact)
	}
	if hasWords(root) {
		tiers.upper = append(tiers.upper, either(func(c compiler) query.Query {
			c.fields = topFields
			return c.compile(root)
		}))
	}
	return tiers
}

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

// anyOf finds what one of the queries finds.
func anyOf(queries []query.Query) query.Query {
	if len(queries) == 1 {
		return queries[0]
	}
	return query.NewDisjunctionQuery(queries)
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
func (c compiler) exact(key string) query.Query {
	return &termsQuery{field: c.space + exactField, terms: []string{key}, boost: exactBoost}
}

// bleveRequest is the request for the photos that a query finds. Where there
// is a tally, it counts and orders them.
func (p *page) bleveRequest(asked *index.Query, t *tally) *bleve.SearchRequest {
	size := p.Limit
	if size > 0 {
		size++ // the one more says whether there is a next page
	}
	found, order := p.query(asked), p.order()
	if t != nil {
		t.Query = found
		found = t
		if p.Sort == index.Newest {
			order[len(order)-1] = newestFirst{t}
		}
	}
	request := bleve.NewSearchRequestOptions(found, size, 0, false)
	request.Sort = order
	if p.Sort == index.Taken {
		request.Score = "none"
	}
	if len(p.after.Keys) > 0 {
		request.SetSearchAfter(p.after.Keys)
	}
	for _, f := range p.Facets {
		if t != nil { // it counts
			break
		}
		request.AddFacet(f, bleve.NewFacetRequest(facetField(f), index.MaxFacets))
	}
	return request
}

// search has Bleve search. A panic, or an error other than the context's or
// the query's, means that the index is damaged.
func (g *generation) search(ctx context.Context, r *bleve.SearchRequest) (found *bleve.SearchResult, err error) {
	defer recovered(&err)()
	found, err = g.index.SearchInContext(ctx, r)
	if err == nil && found.Status != nil && found.Status.Failed > 0 {
		err = fmt.Errorf("bleve: %v", found.Status.Errors)
	}
	var tooMany *tooManyError
	if err != nil && ctx.Err() == nil && !errors.As(err, &tooMany) {
		err = &damagedError{err}
	}
	return found, err
}

func (p *page) result(found *bleve.SearchResult, t *tally) *index.Result {
	hits := found.Hits[:min(len(found.Hits), p.Limit)]
	r := &index.Result{
		Total: int(found.Total),
		Exact: true,
		Fuzzy: p.after.Fuzzy,
		Hits:  make([]index.Hit, len(hits)),
	}
	for i, hit := range hits {
		r.Hits[i] = index.Hit{ID: archive.ID(hit.ID), Score: hit.Score}
	}
	if len(found.Hits) > len(hits) && len(hits) > 0 {
		r.Next = p.next(hits[len(hits)-1])
	}
	switch {
	case len(p.Facets) == 0:
	case t != nil:
		r.Facets = t.facets(p.Facets)
	default:
		r.Facets = facets(found, p.Facets)
	}
	return r
}

// facets are the values that Bleve counted.
func facets(found *bleve.SearchResult, names []string) map[string][]index.FacetCount {
	all := make(map[string][]index.FacetCount, len(names))
	for _, name := range names {
		counts := []index.FacetCount{}
		for _, term := range found.Facets[name].Terms.Terms() {
			counts = append(counts, index.FacetCount{Value: term.Term, Count: term.Count})
		}
		all[name] = counts
	}
	return all
}

// next says where the page after a hit begins.
func (p *page) next(last *search.DocumentMatch) string {
	after := position{Sort: p.Sort, Fuzzy: p.after.Fuzzy, Keys: slices.Clone(last.Sort)}
	if p.Sort != index.Taken {
		after.Keys[0] = fmt.Sprint(last.Score)
	}
	text, err := json.Marshal(after)
	if err != nil { // strings and a bool always marshal
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(text)
}
