package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/index"
)

// Limits of what is shown as like a photo.
const (
	mostLike  = 24 // photos, of either kind
	mostNamed = 4  // people and places that are looked for beside the words
)

// likeness are photos like one, by its picture and by its words.
type likeness struct {
	// Query finds those by words, in the order of relevance.
	Query   *index.Query
	Picture []archive.Match
	// photos are all of them; those by words are in Words.
	photos map[archive.ID]*archive.Photo
	Words  []*archive.Photo
}

// like finds photos like one. Photos that must not be offered are none of them,
// nor is one shown twice.
func (s *Server) like(ctx context.Context, p *archive.Photo) (*likeness, error) {
	found, err := s.Pictures.Like(ctx, p)
	if err != nil {
		return nil, err
	}
	l := &likeness{Query: likeQuery(p), photos: map[archive.ID]*archive.Photo{}}
	ids := make([]archive.ID, len(found.Matches))
	for i, m := range found.Matches {
		ids[i] = m.ID
	}
	photos, err := s.Archive.Catalogue.Photos(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, photo := range photos {
		if !photo.Withdrawn() {
			l.photos[photo.ID] = photo
		}
	}
	for _, m := range found.Matches {
		if l.photos[m.ID] != nil {
			l.Picture = append(l.Picture, m)
		}
	}
	if l.Query == nil {
		return l, nil
	}
	h, err := s.house(ctx)
	if err != nil {
		return nil, err
	}
	result, err := s.Index.Search(ctx, index.Request{Query: l.Query, Sort: index.Relevance, Limit: mostLike, Now: h.now, Zone: h.zone})
	if err != nil {
		return nil, err
	}
	if photos, err = s.found(ctx, result); err != nil {
		return nil, err
	}
	for _, photo := range photos {
		if l.photos[photo.ID] == nil && !result.Fuzzy && !photo.Withdrawn() {
			l.photos[photo.ID] = photo
			l.Words = append(l.Words, photo)
		}
	}
	return l, nil
}

// likeQuery finds photos with some of the words of a photo that tell the most:
// its people, its place, and the longest of its headline and caption. It is nil
// where the photo has none.
func likeQuery(p *archive.Photo) *index.Query {
	fields := p.Fields()
	var words []string
	for _, name := range []embedded.Field{embedded.Headline, embedded.Caption} {
		text := clip(fields[name].String(), maxSearched)
		for t := range index.Tokens(text) {
			if word := text[t.Start:t.End]; len(word) > len("from") {
				words = append(words, word)
			}
		}
	}
	parts := []string{}
	for _, name := range []embedded.Field{embedded.Person, embedded.City} {
		for _, value := range fields[name].Values {
			if len(parts) < mostNamed {
				parts = append(parts, `"`+unquoted(value)+`"`)
			}
		}
	}
	if any := telling(distinct(words)); any != "" {
		parts = append(parts, any)
	}
	q, err := index.Parse("(" + strings.Join(parts, " OR ") + ") -id:" + string(p.ID))
	if err != nil { // it says nothing that can be looked for
		return nil
	}
	return q
}

// distinct are words, each once, whatever its case.
func distinct(words []string) []string {
	var list []string
	seen := map[string]bool{}
	for _, word := range words {
		if key := strings.ToLower(word); !seen[key] {
			seen[key] = true
			list = append(list, word)
		}
	}
	return list
}

type likePage struct {
	head
	Photo          string // its address
	Picture, Words []related
	Search         string // address of the search by words
}

// likeAsked is what is like the photo whose ID is in the address.
func (s *site) likeAsked(r *http.Request) (*archive.Photo, *likeness, error) {
	p, err := s.photoAsked(r)
	if err != nil {
		return nil, nil, err
	}
	l, err := s.like(r.Context(), p)
	return p, l, err
}

func (s *site) likePhoto(w http.ResponseWriter, r *http.Request) error {
	p, l, err := s.likeAsked(r)
	if err != nil {
		return err
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page := likePage{head: head{Title: "Like " + fileName(p), Sheets: []string{deskSheet, photoSheet}}, Photo: "/photos/" + string(p.ID)}
	row := func(photo *archive.Photo, kind string) (related, error) {
		line, err := h.creditLine(&photo.Reading.Credit.Credit, marks{}, maxTileCredit)
		return related{Kind: kind, URL: "/photos/" + string(photo.ID), File: fileName(photo), Picture: gridPicture(photo, "1"), Credit: line}, err
	}
	for _, m := range l.Picture {
		one, err := row(l.photos[m.ID], saysMatch(m))
		if err != nil {
			return err
		}
		page.Picture = append(page.Picture, one)
	}
	for _, photo := range l.Words {
		one, err := row(photo, clip(photo.Fields()[embedded.Caption].String(), snippetBytes))
		if err != nil {
			return err
		}
		page.Words = append(page.Words, one)
	}
	if l.Query != nil {
		page.Search = "/search?" + url.Values{"q": {l.Query.String()}, "sort": {string(index.Relevance)}}.Encode()
	}
	return s.render(w, r, http.StatusOK, "like", page)
}

// saysMatch says how a photo was found by a picture.
func saysMatch(m archive.Match) string {
	switch {
	case m.How != archive.ByPicture:
		return "Same pixels, other words"
	case m.Certain:
		return "The same picture"
	case m.Mirrored:
		return "Nearly the same, mirrored"
	}
	return "Nearly the same"
}

// apiLike answers the photos like one: matches by its picture, and the query
// that finds those by its words with the hits it has.
func (s *site) apiLike(w http.ResponseWriter, r *http.Request) error {
	_, l, err := s.likeAsked(r)
	if err != nil {
		return err
	}
	answer := struct {
		Picture []archive.Match `json:"picture"`
		Words   []archive.ID    `json:"words"`
		Query   string          `json:"query"`
	}{Picture: append([]archive.Match{}, l.Picture...), Words: []archive.ID{}, Query: l.Query.String()}
	for _, photo := range l.Words {
		answer.Words = append(answer.Words, photo.ID)
	}
	return s.sendJSON(w, r, http.StatusOK, answer)
}

func (s *site) likeRoutes() map[string]handler {
	return map[string]handler{
		"GET /photos/{id}/like":        s.likePhoto,
		"GET /api/v1/photos/{id}/like": s.apiLike,
	}
}
