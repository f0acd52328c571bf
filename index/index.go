// Package index finds photos by their words. It holds the query language, the
// form in which a photo is indexed, the analysis of text and what an engine
// must do; package index/bleve is the engine.
//
// An index is derived: it follows the catalogue (archive.Follow), may be
// deleted at any time, and comes back. It keeps no text. What a page shows
// comes from the catalogue, and [Query.Spans] marks the matches in that very
// text, so that a mark is right also when the photo has changed meanwhile.
package index

import (
	"context"
	"errors"
	"time"

	"cutline/archive"
)

// Engine answers queries over the photos applied to it. Package indextest holds
// every implementation to this. Search and Status may be called by many
// goroutines at once.
type Engine interface {
	// Follower brings the engine up to date. Cursor and Apply are for the one
	// goroutine that follows the catalogue: a rebuild begins in Cursor, which
	// then starts again from 0, and now and then gives the cursor of the index
	// that answers meanwhile. Everybody else asks Status.
	archive.Follower
	// Search answers a request. A request that cannot be read is a
	// *SyntaxError or *RequestError; any other error is the engine's.
	Search(ctx context.Context, r Request) (*Result, error)
	// Status says how far the answers go.
	Status() Status
	// Close ends the engine. The index keeps all that was applied.
	Close() error
}

// Status is the state of an engine.
type Status struct {
	// Seq is the last change that answers know of.
	Seq archive.Seq
	// Photos is the number of photos that can be found.
	Photos int
	// Rebuilding: answers come from an older index, or a damaged or empty one,
	// while another is built beside it.
	Rebuilding bool
}

// ErrDamaged: the index was found damaged, and another is being built.
var ErrDamaged = errors.New("the index is damaged and is being rebuilt; try again later")

// Sort is the order of results.
type Sort string

// The orders of results.
const (
	// Newest first, in tiers: photos with all words in caption, headline,
	// persons and credit; then those with the words anywhere. Newest is by the
	// time sent, else taken, else added. An exact picture number, reference or
	// file name comes before all.
	Newest Sort = "newest"
	// Taken is by the time the picture was taken, newest first, those without
	// one last.
	Taken Sort = "taken"
	// Relevance is by how well the words match.
	Relevance Sort = "relevance"
)

// Limits of a request.
const (
	DefaultLimit = 50  // hits, where Request.Limit is 0
	MaxLimit     = 500 // hits
	MaxFacets    = 20  // values counted for each facet
)

// The facets an engine counts.
const (
	FacetPhotographer = "photographer"
	FacetAgency       = "agency"
	FacetVia          = "via"
	FacetSupplier     = "supplier"
	FacetCity         = "city"
	FacetCountry      = "country"
	FacetYear         = "year" // of taken
	FacetFlag         = "is"
)

// FacetNames returns the facets in the order a page shows them.
func FacetNames() []string {
	return []string{
		FacetPhotographer, FacetAgency, FacetVia, FacetSupplier, FacetCity, FacetCountry, FacetYear, FacetFlag,
	}
}

// Request asks for photos.
type Request struct {
	// Query is what to find; nil or empty finds every photo.
	Query *Query
	// Withdrawn: photos that were killed or taken back are found too, as a check
	// must. Else only a query that names [FlagWithdrawn] finds them.
	Withdrawn bool
	// Among, where not empty, are the photos of which those are found that match.
	Among []archive.ID
	// Since, where not 0, finds only photos that came in after this change, and
	// UpTo, where not 0, none that came after that one. Such a request is answered
	// as it stands: nothing spelled nearly so, no suggestion.
	Since, UpTo archive.Seq
	// Limit is how many hits to return: 0 for DefaultLimit, -1 for none (only
	// totals and facets), at most MaxLimit.
	Limit int
	// After is Result.Next of the page before, empty for the first.
	After string
	// Sort is the order, Newest where empty.
	Sort Sort
	// Facets are the names of the facets to count.
	Facets []string
	// Now is the time that "today" and "expired" are measured by; the zero
	// time is the present.
	Now time.Time
	// Zone is where days begin and end, UTC where nil.
	Zone *time.Location
}

// Result is the answer to a request.
type Result struct {
	// Total is the number of photos found; Exact says that it was counted,
	// not estimated.
	Total int
	Exact bool
	// Fuzzy: no photo has the words, these have words spelled nearly so.
	Fuzzy bool
	// Query is the query that these hits answer: the request's, or where Fuzzy
	// the one made of it. A page marks its matches with [Query.Spans].
	Query *Query
	// Suggestion is the request's query with words spelled as the archive has
	// them. It finds photos. It is nil where there is nothing better, on pages
	// after the first, and where photos have the words as they were typed.
	Suggestion *Query
	// Hits are in the order asked for.
	Hits []Hit
	// Facets are the values of each facet asked for, most frequent first.
	Facets map[string][]FacetCount
	// Next asks for the page after this one; empty on the last. It holds as
	// long as the query and the order stay the same.
	Next string
	// Seq is the last change that this answer knows of.
	Seq archive.Seq
}

// Hit is a photo found.
type Hit struct {
	ID archive.ID
	// Score orders hits by relevance; in other orders it is the tier, higher
	// first.
	Score float64
}

// FacetCount is one value of a facet and how many of the photos found have it.
type FacetCount struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// RequestError says what is wrong with a request beside its query.
type RequestError struct {
	Field  string // of Request
	Reason string
}

func (e *RequestError) Error() string { return e.Reason }

// Span is a part of a text, in bytes: text[Start:End].
type Span struct{ Start, End int }
