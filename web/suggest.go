package web

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"cutline/index"
)

// Limits of suggestions.
const (
	mostSuggested = 8
	fewSuggested  = 4 // words, where values follow
	leastTyped    = 2 // characters
	keepValues    = time.Minute
	mostKept      = 10 * time.Minute // then even the first to ask gets none of a photo that was purged
)

// suggested is a query that a person may be typing.
type suggested struct {
	Query string `json:"query"`
	// Label is what is new in it, and Kind what that is: a word, a field, a
	// flag, or the facet that it is a value of.
	Label string `json:"label"`
	Kind  string `json:"kind"`
	// Count is how many photos have the word or value.
	Count int `json:"count,omitempty"`
}

// completions are the values of the facets as they were a while ago.
type completions struct {
	mu     sync.Mutex
	facets map[string]*completion
}

type completion struct {
	values *index.Values
	made   time.Time
	making bool // beside the requests
}

// suggestedFacets are those whose values are suggested.
func suggestedFacets() []string {
	return []string{index.FacetPhotographer, index.FacetAgency, index.FacetCity, index.FacetCountry}
}

// apiSuggest answers how a query that is being typed may go on.
func (s *site) apiSuggest(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query().Get("q")
	list := []suggested{}
	if c, ok := s.Index.(index.Completer); ok && len(query) <= index.MaxQueryBytes && utf8.ValidString(query) {
		var err error
		if list, err = s.suggest(r.Context(), c, index.LastTyped(query)); err != nil {
			return err
		}
	}
	return s.sendJSON(w, r, http.StatusOK, map[string][]suggested{"suggestions": list})
}

func (s *site) suggest(ctx context.Context, c index.Completer, u index.Unfinished) ([]suggested, error) {
	list := []suggested{}
	add := func(text, label, kind string, count int) {
		if len(list) < mostSuggested {
			list = append(list, suggested{Query: u.Head + text, Label: label, Kind: kind, Count: count})
		}
	}
	switch facet := index.FacetOf(u.Field); {
	case u.Field == "is":
		for _, flag := range index.Flags() {
			if strings.HasPrefix(flag, strings.ToLower(u.Text)) {
				add("is:"+flag, flag, "flag", 0)
			}
		}
	case u.Field == "has":
		for _, name := range index.FieldNames(u.Text) {
			add("has:"+name, name, "field", 0)
		}
	case facet != "":
		values, err := s.valuesOf(ctx, c, facet)
		if err != nil {
			return nil, err
		}
		for _, v := range values.Begin(u.Text, mostSuggested) {
			add(index.Matching(index.FacetNode(facet, v.Value)).String(), v.Value, facet, v.Count)
		}
	case u.Field != "" || utf8.RuneCountInString(u.Text) < leastTyped:
	default:
		var typed []index.Token
		for token := range index.Tokens(u.Text) {
			typed = append(typed, token)
		}
		if len(typed) == 1 {
			words, err := c.Begin(ctx, typed[0].Term, fewSuggested)
			if err != nil {
				return nil, err
			}
			for _, word := range words {
				add(word.Value, word.Value, "word", word.Count)
			}
		}
		for _, facet := range suggestedFacets() {
			values, err := s.valuesOf(ctx, c, facet)
			if err != nil {
				return nil, err
			}
			for _, v := range values.Begin(u.Text, 2) {
				add(index.Matching(index.FacetNode(facet, v.Value)).String(), v.Value, facet, v.Count)
			}
		}
		for _, name := range index.FieldNames(u.Text) {
			add(name+":", name+":", "field", 0)
		}
	}
	return list, nil
}

// valuesOf are the values of a facet. Those that are older than a while are
// still good for suggestions while others are read beside the requests.
func (s *site) valuesOf(ctx context.Context, c index.Completer, facet string) (*index.Values, error) {
	s.typed.mu.Lock()
	defer s.typed.mu.Unlock()
	now := s.now()
	if s.typed.facets == nil {
		s.typed.facets = map[string]*completion{}
	}
	have := s.typed.facets[facet]
	switch {
	case have == nil || s.Background == nil && now.Sub(have.made) > keepValues || now.Sub(have.made) > mostKept:
		counts, err := c.Values(ctx, facet)
		if err != nil {
			return nil, err
		}
		have = &completion{values: index.NewValues(counts), made: now}
		s.typed.facets[facet] = have
	case now.Sub(have.made) > keepValues && !have.making:
		have.making = true
		s.Background(func(ctx context.Context) { s.renewValues(ctx, c, facet) })
	}
	return have.values, nil
}

func (s *site) renewValues(ctx context.Context, c index.Completer, facet string) {
	counts, err := c.Values(ctx, facet)
	if err != nil && ctx.Err() == nil {
		s.log.ErrorContext(ctx, "read the values of a facet", "facet", facet, "err", err)
	}
	values := index.NewValues(counts)
	s.typed.mu.Lock()
	defer s.typed.mu.Unlock()
	have := s.typed.facets[facet]
	have.making, have.made = false, s.now()
	if err == nil {
		have.values = values
	}
}
