package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/index"
)

// ask searches by a query with names of collections; see [Server.numbered].
func (s *Server) ask(ctx context.Context, r index.Request) (*index.Result, error) {
	var err error
	if r.Query, err = s.numbered(ctx, r.Query); err != nil {
		return nil, err
	}
	return s.Index.Search(ctx, r)
}

// numbered reads the names after in:, of collections that whoever searches may
// see; one that none has is a *index.SyntaxError.
func (s *Server) numbered(ctx context.Context, asked *index.Query) (*index.Query, error) {
	var all []archive.PhotoCollection
	return asked.Numbered(func(name index.Term) ([]int64, error) {
		if all == nil {
			var err error
			if all, err = s.Archive.Collections.Collections(ctx, searcher(ctx)); err != nil {
				return nil, err
			}
			all = slices.DeleteFunc(all, func(c archive.PhotoCollection) bool { return c.Deleted != nil })
		}
		if numbers := collectionsNamed(all, name); len(numbers) > 0 {
			return numbers, nil
		}
		desk := deskOf(ctx) // which may see fewer than the maker of a saved search
		return nil, noCollection(asked, name, slices.DeleteFunc(slices.Clone(all), func(c archive.PhotoCollection) bool {
			return c.Owner != "" && c.Owner != desk
		}))
	})
}

// collectionsNamed are the numbers of the collections that a query names: the
// one with the number after #, or the very name, else those whose names have the
// words.
func collectionsNamed(all []archive.PhotoCollection, name index.Term) (numbers []int64) {
	if number, ok := strings.CutPrefix(name.Text, "#"); ok {
		n, err := strconv.ParseInt(number, 10, 64)
		if err == nil && slices.ContainsFunc(all, func(c archive.PhotoCollection) bool { return c.N == n }) {
			return []int64{n}
		}
	}
	typed := folded(name.Text)
	for _, c := range all {
		has := folded(c.Name)
		if has == typed && !name.Prefix {
			return []int64{c.N}
		}
		words := " " + has + " "
		if strings.Contains(words, " "+typed+" ") || name.Prefix && strings.Contains(words, " "+typed) {
			numbers = append(numbers, c.N)
		}
	}
	return numbers
}

// folded is a name as it is compared: its words, without case and accents.
func folded(name string) string {
	var words []string
	for t := range index.Tokens(name) {
		words = append(words, t.Term)
	}
	return strings.Join(words, " ")
}

func noCollection(q *index.Query, name index.Term, all []archive.PhotoCollection) error {
	text := (&index.Query{Root: name}).String()
	pos := max(strings.Index(q.String(), text), 0)
	e := &index.SyntaxError{Pos: pos, End: pos + len(text), Text: "no collection " + strconv.Quote(name.Text)}
	const listed = 10
	var names []string
	for _, c := range all[:min(len(all), listed)] {
		names = append(names, c.Name)
	}
	switch {
	case len(all) == 0:
		e.Text += "; there is none yet"
	case len(all) > listed:
		e.Text += "; the page Collections lists them"
	default:
		e.Text += "; there are " + strings.Join(names, ", ")
	}
	return e
}

type deskKey struct{}

// withDesk lets what answers a request know whose it is, as the browser
// remembers, or where it is a program's as its parameter says.
func withDesk(r *http.Request) *http.Request {
	desk := deskName(r)
	if desk == "" && strings.HasPrefix(r.URL.Path, "/api/") {
		desk = cleanDesk(r.URL.Query().Get("desk"))
	}
	if desk == "" {
		return r
	}
	return r.WithContext(context.WithValue(r.Context(), deskKey{}, desk))
}

type makerKey struct{}

// asMaker is a context in which a saved search is its maker's.
func asMaker(ctx context.Context, saved archive.SavedSearch) context.Context {
	return context.WithValue(ctx, makerKey{}, saved.Actor)
}

// searcher is who searches: the maker of a saved search, else whose request it
// is.
func searcher(ctx context.Context) string {
	if maker, ok := ctx.Value(makerKey{}).(string); ok {
		return maker
	}
	return deskOf(ctx)
}

// deskOf is whose request it is, empty where nobody said so.
func deskOf(ctx context.Context) string {
	desk, _ := ctx.Value(deskKey{}).(string)
	return desk
}
