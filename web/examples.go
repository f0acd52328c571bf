package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/index"
)

// example is a query to try, made of what the archive holds.
type example struct {
	Query, URL string
	Finds      string // what the query says
	Photos     int    // that it finds
}

// maxExamples bounds the list of the help, fewExamples that of the search page.
const (
	maxExamples = 30
	fewExamples = 8
)

// keepExamples is how long the examples stay as they are.
const keepExamples = 10 * time.Minute

// examples are those that were made last.
type examples struct {
	mu     sync.Mutex
	list   []example
	made   time.Time
	making bool // beside the requests
}

// examples are queries of every kind, each with something to find in this
// archive. They are made from its photos and kept for a while; then others are
// made while pages show those that there are.
func (s *site) examples(ctx context.Context, v view, most int) ([]example, error) {
	s.tried.mu.Lock()
	defer s.tried.mu.Unlock()
	now := s.now()
	switch {
	case len(s.tried.list) == 0 || s.Background == nil && now.Sub(s.tried.made) > keepExamples:
		list, err := s.makeExamples(ctx)
		if err != nil {
			return nil, err
		}
		s.tried.list, s.tried.made = list, now
	case now.Sub(s.tried.made) > keepExamples && !s.tried.making:
		s.tried.making = true
		s.Background(s.renewExamples)
	}
	list := slices.Clone(s.tried.list[:min(len(s.tried.list), most)])
	for i := range list {
		list[i].URL = v.with(list[i].Query)
	}
	return list, nil
}

func (s *site) renewExamples(ctx context.Context) {
	list, err := s.makeExamples(ctx)
	if err != nil && ctx.Err() == nil {
		s.log.ErrorContext(ctx, "make examples of searches", "err", err)
	}
	s.tried.mu.Lock()
	defer s.tried.mu.Unlock()
	s.tried.making, s.tried.made = false, s.now()
	if err == nil && len(list) > 0 {
		s.tried.list = list
	}
}

// makeExamples tries the proposals and returns those that find something.
func (s *site) makeExamples(ctx context.Context) ([]example, error) {
	h, err := s.house(ctx)
	if err != nil {
		return nil, err
	}
	// The desk's own collections are no examples: the list is for everybody.
	request := index.Request{Limit: exampleSources, Facets: index.FacetNames(), Now: h.now, Zone: h.zone}
	all, err := s.Index.Search(ctx, request)
	if err != nil {
		return nil, err
	}
	photos, err := s.Server.found(ctx, all)
	if err != nil {
		return nil, err
	}
	var list []example
	for _, e := range proposals(photos, all.Facets) {
		q, err := index.Parse(e.Query)
		if err != nil {
			continue // a value that a query has no way to write
		}
		found, err := s.Index.Search(ctx, index.Request{Query: q, Limit: -1, Now: h.now, Zone: h.zone})
		if err != nil {
			return nil, err
		}
		if e.Photos = found.Total; e.Photos > 0 && !found.Fuzzy && (e.Photos < all.Total || all.Total <= fewPhotos) {
			list = append(list, e)
		}
	}
	return list, nil
}

// fewPhotos is the size of an archive in which an example may find them all.
const fewPhotos = 5

// exampleSources is how many photos examples are made of, the newest.
const exampleSources = 20

// proposals are queries that may find something: one of each kind, made of
// photos and of the most frequent values.
func proposals(photos []*archive.Photo, facets map[string][]index.FacetCount) []example {
	var list []example
	propose := func(finds, format string, parts ...any) {
		for _, part := range parts {
			if part == "" {
				return
			}
		}
		list = append(list, example{Query: fmt.Sprintf(format, parts...), Finds: finds})
	}
	top := func(facet string, n int) string {
		if n < len(facets[facet]) {
			return index.Matching(index.FacetNode(facet, facets[facet][n].Value)).String()
		}
		return ""
	}
	var words []string // of one caption
	phrase, taken := "", ""
	for _, p := range photos {
		fields := p.Fields()
		if w, two := tellingWords(fields[embedded.Caption].String()); len(w) > len(words) {
			words, phrase = w, two
		}
		if date := fields[embedded.Taken].String(); taken == "" && len(date) >= len("2022-03") {
			taken = date[:len("2022-03")]
		}
	}
	word := func(n int) string {
		if n < len(words) {
			return words[n]
		}
		return ""
	}
	propose("both words, wherever they stand", "%s %s", word(0), word(1))
	propose("words beside one another", `"%s"`, phrase)
	propose("one or the other", "%s OR %s", word(0), word(2))
	propose("a photographer", "%s", top(index.FacetPhotographer, 0))
	propose("either of two", "%s OR %s", top(index.FacetPhotographer, 0), top(index.FacetPhotographer, 1))
	propose("delivered by it, but not of that agency", "%s -%s", top(index.FacetSupplier, 0), top(index.FacetAgency, 1))
	propose("pool pictures that it passed on", "%s is:pool", top(index.FacetVia, 0))
	propose("taken in a place", "%s", top(index.FacetCity, 0))
	propose("taken in that month", "taken:%s", taken)
	propose("from then on, without handouts", "taken:>=%s -is:handout", taken)
	propose("added in the last seven days", "added:<7d")
	propose("words that begin so", "%s*", beginning(word(0)))
	propose("a word spelled nearly so", "%s~", misspelled(word(1)))
	propose("upright pictures", "shape:vertical")
	for _, flag := range []struct{ flag, says string }{
		{index.FlagConflict, "fields that disagree about the credit"},
		{index.FlagUnread, "credits that no rule explains"},
		{index.FlagRestricted, "terms that can keep it from being used"},
		{index.FlagFile, "file pictures"},
		{index.FlagPool, "shot for a press pool"},
		{index.FlagHandout, "supplied by the subject or owner"},
		{index.FlagDuplicate, "the same picture with other words"},
	} {
		propose(flag.says, "is:%s", flag.flag)
	}
	propose("no credit in any field", "-has:credit")
	return list
}

// untelling are words of captions that would be poor examples: most photos have
// them, or they are dates.
var untelling = []string{"photo", "photos", "image", "picture", "undated", "handout", "yesterday", "today", "during", "after", "before", "their", "which"}

// tellingWords are words of a caption that say something, none twice, and two
// of them that stand beside one another.
func tellingWords(caption string) (words []string, phrase string) {
	const least, most = 5, 12 // letters
	end, before := 0, ""
	for t := range index.Tokens(caption) {
		word := caption[t.Start:t.End]
		n := utf8.RuneCountInString(word)
		telling := n >= least && n <= most && !slices.Contains(untelling, strings.ToLower(word)) && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		if telling && phrase == "" && before != "" && caption[end:t.Start] == " " {
			phrase = before + " " + word
		}
		before, end = "", t.End
		if telling {
			before = word
			if word = strings.ToLower(word); !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	return words, phrase
}

// beginning is the first letters of a word.
func beginning(word string) string {
	runes := []rune(word)
	return string(runes[:len(runes)*2/3])
}

// misspelled is a word without its last letter but one.
func misspelled(word string) string {
	runes := []rune(word)
	if len(runes) < 2 {
		return ""
	}
	return string(append(runes[:len(runes)-2:len(runes)-2], runes[len(runes)-1]))
}

// searchHelp explains the query language, with examples that find something.
func (s *site) searchHelp(w http.ResponseWriter, r *http.Request) error {
	v := readView(r.URL.Query())
	list, err := s.examples(r.Context(), v, maxExamples)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "searchhelp", searchHelpPage{
		head: head{Title: "How to search", Sheets: []string{deskSheet, photoSheet}}, Examples: list, Fields: index.Fields(), Flags: index.Flags(),
	})
}

type searchHelpPage struct {
	head
	Examples []example
	Fields   []index.FieldInfo
	Flags    []string
}

func (s *site) searchHelpRoutes() map[string]handler {
	return map[string]handler{
		"GET /search/help":         s.searchHelp,
		"GET /api/v1/suggest":      s.apiSuggest,
		"GET /api/v1/openapi.json": s.apiDescription,
	}
}
