package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/index"
)

// naming is what arguments ID|QUERY… name.
type naming struct {
	// IDs are the photos, each once: in the order of the arguments, those of a
	// query as a search lists them.
	IDs []archive.ID
	// Queries are the queries among the arguments; none where IDs alone name the
	// photos.
	Queries []string
}

// anyNumber bounds nothing.
const anyNumber = math.MaxInt

// named finds the photos that arguments name. An argument that is an ID is that
// photo, which need not be in the archive; the words between two of them are
// one query, all of whose results are named. A query that finds nothing, or
// only words spelled nearly so, is an error: nobody asked for those photos; so
// is one that finds more than most. progress hears that the index is brought up
// to date.
func (s *stores) named(ctx context.Context, progress io.Writer, args []string, most int) (naming, error) {
	var n naming
	var client *http.Client
	have := make(map[archive.ID]bool)
	for _, part := range idsAndQueries(args) {
		ids := []archive.ID{part.id}
		if part.query != "" {
			if client == nil {
				asked, done, err := s.ask(ctx, progress)
				if err != nil {
					return naming{}, err
				}
				defer done()
				client = asked
			}
			var err error
			if ids, err = found(ctx, client, part.query, index.MaxLimit, most); err != nil {
				return naming{}, err
			}
			n.Queries = append(n.Queries, part.query)
		}
		for _, id := range ids {
			if !have[id] {
				have[id] = true
				n.IDs = append(n.IDs, id)
			}
		}
	}
	return n, nil
}

// idOrQuery is one or the other.
type idOrQuery struct {
	id    archive.ID
	query string
}

// idsAndQueries tells the IDs among arguments from queries.
func idsAndQueries(args []string) []idOrQuery {
	var parts []idOrQuery
	var words []string
	endQuery := func() {
		if query := strings.TrimSpace(strings.Join(words, " ")); query != "" {
			parts = append(parts, idOrQuery{query: query})
		}
		words = nil
	}
	for _, arg := range args {
		id, err := archive.ParseID(arg)
		if err != nil {
			words = append(words, arg)
			continue
		}
		endQuery()
		parts = append(parts, idOrQuery{id: id})
	}
	endQuery()
	return parts
}

// found are all photos that a query finds, at most most, asked for in pages of
// limit.
func found(ctx context.Context, client *http.Client, query string, limit, most int) ([]archive.ID, error) {
	values := url.Values{"q": {query}, "limit": {strconv.Itoa(limit)}, "facet": {""}}
	var ids []archive.ID
	for {
		body, err := call(ctx, client, http.MethodGet, "/api/v1/search?"+values.Encode())
		if err != nil {
			return nil, err
		}
		var page struct {
			Total int
			Fuzzy bool
			Hits  []struct{ ID archive.ID }
			Next  string
		}
		if err := json.Unmarshal(body, &page); err != nil {
			return nil, fmt.Errorf("the answer cannot be read: %w", err)
		}
		if page.Fuzzy || page.Total == 0 {
			return nil, fmt.Errorf("no photo is found by %q", query)
		}
		if page.Total > most {
			return nil, usageError(fmt.Errorf("%d photos are found by %q, and at most %d can be named at once; narrow the query", page.Total, query, most))
		}
		for _, hit := range page.Hits {
			ids = append(ids, hit.ID)
		}
		if page.Next == "" {
			return ids, nil
		}
		values.Set("after", page.Next)
	}
}

// withNextStep says of a photo that is not there how others are found; one that
// was purged has said all.
func withNextStep(err error) error {
	if _, purged := errors.AsType[*archive.PurgedError](err); purged {
		return err
	}
	return fmt.Errorf("%w; cutline search finds IDs by words", err)
}
