package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"cutline/archive"
	"cutline/index"
)

// Limits of a request, beside those of package index.
const (
	maxAfterBytes = 1 << 10 // of the cursor of a page
	maxLineBytes  = 4 << 10 // of a credit line to read
)

// searchRequest reads the parameters of a search. The query is the text as
// typed also where it cannot be read.
func searchRequest(v url.Values) (text string, r index.Request, err error) {
	text = v.Get("q")
	r.Sort, r.After = index.Sort(v.Get("sort")), v.Get("after")
	if len(r.After) > maxAfterBytes {
		return text, r, &requestError{status: http.StatusBadRequest, text: "The place to go on from (after) is too long.", next: "Begin at the first page."}
	}
	if r.Sort == "" {
		r.Sort = index.Newest
	}
	if !slices.Contains([]index.Sort{index.Newest, index.Taken, index.Relevance}, r.Sort) {
		return text, r, &requestError{
			status: http.StatusBadRequest, text: fmt.Sprintf("There is no order %q.", r.Sort), next: "Use newest, taken or relevance.",
		}
	}
	r.Query, err = index.Parse(text)
	return text, r, err
}

// limit reads the number of hits asked for: 0 asks for totals alone.
func limit(v url.Values) (int, error) {
	text := v.Get("limit")
	if text == "" {
		return index.DefaultLimit, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > index.MaxLimit {
		return 0, &requestError{
			status: http.StatusBadRequest, text: fmt.Sprintf("limit must be a number from 0 to %d.", index.MaxLimit),
		}
	}
	if n == 0 {
		return -1, nil
	}
	return n, nil
}

// photoID reads the ID in the address.
func photoID(r *http.Request) (archive.ID, error) {
	id, err := archive.ParseID(r.PathValue("id"))
	if err != nil {
		return "", &requestError{
			status: http.StatusNotFound, text: "This is not the ID of a photo: IDs have 20 characters, a to z and 2 to 7.",
			next: "Search for the photo by a word of its caption.",
		}
	}
	return id, nil
}

// photoAsked is the photo whose ID is in the address.
func (s *Server) photoAsked(r *http.Request) (*archive.Photo, error) {
	id, err := photoID(r)
	if err != nil {
		return nil, err
	}
	return s.Archive.Photo(r.Context(), id)
}

// find searches and loads the photos found. Photos that left the archive, or
// were withdrawn, since they were indexed are left out.
func (s *Server) find(ctx context.Context, r index.Request) (*index.Result, []*archive.Photo, error) {
	numbered := r // first of all: what is kept of a ranking is for who may see its collections
	var err error
	if numbered.Query, err = s.numbered(ctx, r.Query); err != nil {
		return nil, nil, err
	}
	result, err := s.ranked.Search(ctx, s.Index.Search, numbered)
	if err != nil {
		return nil, nil, err
	}
	if err := s.countFacets(ctx, r, result); err != nil {
		return nil, nil, err
	}
	photos, err := s.found(ctx, result)
	if !r.Withdrawn && !r.Query.Names(index.FlagWithdrawn) {
		photos = slices.DeleteFunc(photos, (*archive.Photo).Withdrawn)
	}
	return result, photos, err
}

// found loads the photos found.
func (s *Server) found(ctx context.Context, result *index.Result) ([]*archive.Photo, error) {
	ids := make([]archive.ID, len(result.Hits))
	for i, hit := range result.Hits {
		ids[i] = hit.ID
	}
	photos, err := s.Archive.Catalogue.Photos(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("load the photos found: %w", err)
	}
	return photos, nil
}

// house is what the newsroom has set, ready for use.
type house struct {
	rules archive.Rules
	style string
	zone  *time.Location
	now   time.Time
}

func (s *Server) house(ctx context.Context) (house, error) {
	settings, _, err := s.Archive.Settings(ctx)
	if err != nil {
		return house{}, err
	}
	zone, err := settings.Location()
	if err != nil {
		return house{}, err
	}
	rules, err := s.Archive.Rules(ctx)
	if err != nil {
		return house{}, err
	}
	h := house{rules: rules, style: settings.Style, zone: zone, now: s.now()}
	if styles := rules.Styles(); !slices.Contains(styles, h.style) {
		h.style = styles[0] // a revision that has it is broken: pages go on
	}
	return h, nil
}
