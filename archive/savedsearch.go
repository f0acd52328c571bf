package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// SavedSearch is a search that somebody wants to hear of again.
type SavedSearch struct {
	// N is its number in the catalogue, 0 before it is there.
	N int64 `json:"n"`
	// Revision counts its changes; the catalogue keeps it.
	Revision int    `json:"revision"`
	Name     string `json:"name"`
	// Query and Sort are as package index reads them.
	Query string `json:"query"`
	Sort  string `json:"sort,omitempty"`
	// Owner is the desk that alone sees it; empty where it is shared.
	Owner string `json:"owner,omitempty"`
	// Actor made it, at Made.
	Actor string    `json:"actor"`
	Made  time.Time `json:"made"`
	// Since: photos that came after this change are new to a desk that never
	// looked.
	Since   Seq   `json:"since"`
	Deleted *Gone `json:"deleted,omitempty"`
}

// MaxSearches is how many searches can be saved, by all desks together, beside
// the deleted: each is asked again for everything that comes in.
const MaxSearches = 500

// maxSavedQuery bounds the query of a saved search, in bytes.
const maxSavedQuery = 8 << 10

// Searches keeps saved searches, and when each desk looked at them. Package
// archivetest holds every implementation to this.
type Searches interface {
	// SaveSearch writes a search, a new one where N is 0, and returns it with N
	// and Revision. One that is not at s.Revision any more is ErrConflict.
	SaveSearch(ctx context.Context, s SavedSearch) (SavedSearch, error)
	// Searches returns every saved search, also the deleted, in the order of
	// their names.
	Searches(ctx context.Context) ([]SavedSearch, error)
	// Visit remembers that a desk saw what a search finds up to a change. It
	// never goes back.
	Visit(ctx context.Context, search int64, desk string, seq Seq, at time.Time) error
	// Visits returns up to where a desk saw each search that it looked at.
	Visits(ctx context.Context, desk string) (map[int64]Seq, error)
}

// SearchesOf returns the saved searches that a desk may see, its own and the
// shared, without the deleted.
func (a *Archive) SearchesOf(ctx context.Context, desk string) ([]SavedSearch, error) {
	all, err := a.Searches.Searches(ctx)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	var list []SavedSearch
	for _, s := range all {
		if s.Deleted == nil && (s.Owner == "" || s.Owner == desk) {
			list = append(list, s)
		}
	}
	return list, nil
}

// SavedSearch returns one by its number, also a deleted one, or ErrNotFound.
func (a *Archive) SavedSearch(ctx context.Context, n int64) (SavedSearch, error) {
	all, err := a.Searches.Searches(ctx)
	if err != nil {
		return SavedSearch{}, fmt.Errorf("archive: %w", err)
	}
	for _, s := range all {
		if s.N == n {
			return s, nil
		}
	}
	return SavedSearch{}, fmt.Errorf("saved search %d: %w", n, ErrNotFound)
}

// SaveSearch saves a new search by s.Actor, or one that was changed. Whoever
// reads the query has checked it. A mistake is an *InvalidError, a search that
// somebody else changed since ErrConflict.
func (a *Archive) SaveSearch(ctx context.Context, s SavedSearch) (SavedSearch, error) {
	s.Name = strings.TrimSpace(s.Name)
	if s.N == 0 {
		s.Made = a.recordedAt(time.Time{})
	}
	if err := s.check(); err != nil {
		return s, &InvalidError{err}
	}
	all, err := a.Searches.Searches(ctx)
	if err != nil {
		return s, fmt.Errorf("archive: %w", err)
	}
	there := 0
	for _, other := range all {
		if other.Deleted == nil && other.N != s.N {
			there++
		}
	}
	if there >= MaxSearches && s.Deleted == nil {
		return s, &InvalidError{fmt.Errorf("there are %d saved searches, and there cannot be more; delete those that nobody needs", there)}
	}
	if s, err = a.Searches.SaveSearch(ctx, s); err != nil {
		return s, fmt.Errorf("archive: save a search: %w", err)
	}
	return s, nil
}

func (s SavedSearch) check() error {
	if s.Name == "" {
		return errors.New("the search has no name; write one")
	}
	if strings.ContainsAny(s.Name, "\n\t") {
		return errors.New("the name of a search is one line")
	}
	return cmp.Or(checkText("the name", s.Name, MaxCollectionName), checkText("the query", s.Query, maxSavedQuery))
}
