package index

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"strings"
	"sync"
	"time"
)

// Limits of what is kept of results in the order of relevance.
const (
	MaxRanked   = 1000 // photos of one search that can be paged through
	KeepRanked  = 10 * time.Minute
	maxRankings = 200 // searches; the oldest make room
)

// Ranked pages through results in the order of relevance, which changes with
// every photo that comes in: it keeps the first [MaxRanked] of a search for
// [KeepRanked] after each page. Other orders need no keeping and are the
// engine's. The zero value is ready for use, by many goroutines at once.
type Ranked struct {
	mu   sync.Mutex
	list map[string]*ranking
}

// ranking is the answer to a search, with all hits that are kept.
type ranking struct {
	Result
	asked string // the query
	used  time.Time
}

// rankedPlace is where a page begins: what an After says.
type rankedPlace struct {
	Ranking string `json:"r"`
	From    int    `json:"n"`
	// After is the engine's place, where it is known: with it another process
	// can go on that has not kept the ranking.
	After string `json:"a,omitempty"`
}

const rankedPrefix = "r." // no engine's place has a dot

// Search answers a request from what is kept, or by ask, which is an engine's
// Search.
func (k *Ranked) Search(ctx context.Context, ask func(context.Context, Request) (*Result, error), r Request) (*Result, error) {
	if r.Sort != Relevance || r.Limit < 0 {
		return ask(ctx, r)
	}
	if r.Now.IsZero() {
		r.Now = time.Now()
	}
	if text, ok := strings.CutPrefix(r.After, rankedPrefix); ok {
		at, ok := readPlace(text)
		if !ok {
			return nil, &RequestError{Field: "After", Reason: "this place in the results cannot be read; search again from the first page"}
		}
		if page := k.page(at, r); page != nil {
			return page, nil
		}
		if at.After == "" {
			return nil, &RequestError{Field: "After", Reason: "these results were kept for ten minutes and are gone; search again from the first page"}
		}
		r.After = at.After
	}
	first, err := ask(ctx, r)
	if err != nil || first.Next == "" {
		return first, err
	}
	kept := &ranking{Result: *first, asked: r.Query.String(), used: r.Now}
	seen := make(map[string]bool, MaxRanked)
	for _, hit := range first.Hits {
		seen[string(hit.ID)] = true
	}
	more := r
	more.Limit, more.Facets = MaxLimit, nil
	for more.After = first.Next; more.After != "" && len(kept.Hits) < MaxRanked; {
		next, err := ask(ctx, more)
		if err != nil {
			return nil, err
		}
		for _, hit := range next.Hits { // one may have moved since the page before
			if !seen[string(hit.ID)] && len(kept.Hits) < MaxRanked {
				seen[string(hit.ID)] = true
				kept.Hits = append(kept.Hits, hit)
			}
		}
		more.After = next.Next
	}
	from, engines := len(first.Hits), first.Next
	first.Next = ""
	if len(kept.Hits) > from {
		first.Next = rankedPlace{Ranking: k.keep(kept), From: from, After: engines}.String()
	}
	return first, nil
}

func (p rankedPlace) String() string {
	text, err := json.Marshal(p)
	if err != nil { // strings and a number always marshal
		return ""
	}
	return rankedPrefix + base64.RawURLEncoding.EncodeToString(text)
}

func readPlace(s string) (p rankedPlace, ok bool) {
	text, err := base64.RawURLEncoding.DecodeString(s)
	return p, err == nil && json.Unmarshal(text, &p) == nil && p.From >= 0
}

// keep keeps a ranking, and returns its name.
func (k *Ranked) keep(r *ranking) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.list == nil {
		k.list = map[string]*ranking{}
	}
	oldest := ""
	for name, other := range k.list {
		if r.used.Sub(other.used) > KeepRanked {
			delete(k.list, name)
		} else if oldest == "" || other.used.Before(k.list[oldest].used) {
			oldest = name
		}
	}
	if len(k.list) >= maxRankings {
		delete(k.list, oldest)
	}
	name := rand.Text()
	k.list[name] = r
	return name
}

// page is the page at a place; nil where its ranking is not kept.
func (k *Ranked) page(at rankedPlace, r Request) *Result {
	k.mu.Lock()
	defer k.mu.Unlock()
	kept := k.list[at.Ranking]
	if kept == nil || r.Now.Sub(kept.used) > KeepRanked || kept.asked != r.Query.String() {
		return nil
	}
	kept.used = r.Now
	page := kept.Result
	from := min(at.From, len(page.Hits))
	limit := r.Limit
	if limit == 0 {
		limit = DefaultLimit
	}
	to := min(from+limit, len(page.Hits))
	page.Hits, page.Next = page.Hits[from:to:to], ""
	if to < len(kept.Hits) {
		page.Next = rankedPlace{Ranking: at.Ranking, From: to}.String()
	}
	return &page
}
