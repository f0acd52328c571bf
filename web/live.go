package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"cutline/archive"
	"cutline/index"
)

// wire counts for open search pages what came in since they were shown. A page
// asks every few seconds. However many show the same query, it is searched for
// once for each step of the index, and among what came in that step alone.
type wire struct {
	mu      sync.Mutex
	watches map[string]*watch
	used    int // of watches, counts up
}

// Limits of a wire.
const (
	maxWatches = 200 // queries; the one that nobody asked for longest goes
	maxSteps   = 500 // of each; for a page that was shown before, or amid one, is searched each time
)

// watch is a query that pages are open on.
type watch struct {
	mu sync.Mutex
	// steps follow one another without a gap, the oldest first.
	steps []wireStep
	used  int
}

// wireStep is how many photos of a query came in after one change and up to
// another.
type wireStep struct {
	after, upTo archive.Seq
	n           int
}

// get is the watch of a query.
func (w *wire) get(key string) *watch {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.watches == nil {
		w.watches = make(map[string]*watch)
	}
	found := w.watches[key]
	if found == nil {
		if len(w.watches) >= maxWatches {
			oldest := ""
			for k, other := range w.watches {
				if oldest == "" || other.used < w.watches[oldest].used {
					oldest = k
				}
			}
			delete(w.watches, oldest)
		}
		found = &watch{}
		w.watches[key] = found
	}
	w.used++
	found.used = w.used
	return found
}

// since counts what came in after a change. at is how far the index is; count
// counts by a search, and says how far it was then.
func (w *watch) since(seq archive.Seq, at func() archive.Seq, count func(after archive.Seq) (n int, upTo archive.Seq, err error)) (n int, upTo archive.Seq, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := at()
	if len(w.steps) > 0 && (w.end() > now || seq > now) {
		w.steps = nil // the index was built anew, and is not there again
	}
	if len(w.steps) == 0 {
		w.steps = append(w.steps, wireStep{after: seq, upTo: seq})
	}
	if w.end() < now {
		n, upTo, err := count(w.end())
		if err != nil {
			return 0, seq, err
		}
		w.steps = append(w.steps, wireStep{w.end(), upTo, n})
		w.steps = w.steps[max(len(w.steps)-maxSteps, 0):]
	}
	sum := 0
	for i := len(w.steps) - 1; i >= 0; i-- {
		step := w.steps[i]
		if step.upTo <= seq {
			return sum, w.end(), nil
		}
		if step.after < seq { // the page was shown amid the step, which is divided there
			all, _, err := count(seq)
			if err != nil {
				return 0, seq, err
			}
			later := max(all-sum, 0)
			if len(w.steps) < maxSteps {
				w.steps = slices.Replace(w.steps, i, i+1, wireStep{step.after, seq, max(step.n-later, 0)}, wireStep{seq, step.upTo, later})
			}
			return sum + later, w.end(), nil
		}
		sum += step.n
	}
	if first := w.steps[0].after; first > seq {
		all, _, err := count(seq)
		if err != nil {
			return 0, seq, err
		}
		if len(w.steps) < maxSteps {
			w.steps = slices.Insert(w.steps, 0, wireStep{seq, first, max(all-sum, 0)})
		}
		return max(all, sum), w.end(), nil
	}
	return sum, w.end(), nil
}

func (w *watch) end() archive.Seq { return w.steps[len(w.steps)-1].upTo }

func (s *site) wireRoutes() map[string]handler {
	return map[string]handler{"GET /api/v1/search/new": s.apiNew}
}

// arrivals answers how many photos of a search came in since a change.
type arrivals struct {
	New int `json:"new"`
	// Seq is the last change that the answer knows of.
	Seq archive.Seq `json:"seq"`
}

// apiNew answers an open search page: how many photos of the query q came in
// after the change seq that the page knows of.
func (s *site) apiNew(w http.ResponseWriter, r *http.Request) error {
	values := r.URL.Query()
	seq, err := strconv.ParseInt(values.Get("seq"), 10, 64)
	if err != nil || seq < 0 {
		return &requestError{status: http.StatusBadRequest, text: "seq must be a number: the last change that the page knows of.", next: "Take it from the answer to the search."}
	}
	_, request, err := searchRequest(values)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	answer := arrivals{Seq: s.Index.Status().Seq}
	if archive.Seq(seq) < answer.Seq {
		if answer.New, answer.Seq, err = s.cameSince(r.Context(), request, archive.Seq(seq)); err != nil {
			return err
		}
	}
	return s.sendJSON(w, r, http.StatusOK, answer)
}

func (s *site) cameSince(ctx context.Context, request index.Request, seq archive.Seq) (int, archive.Seq, error) {
	h, err := s.house(ctx)
	if err != nil {
		return 0, 0, err
	}
	request.Limit, request.Now, request.Zone, request.After = -1, h.now, h.zone, ""
	key := request.Query.String()
	if strings.Contains(key, "in:") { // whose collections it is about
		key = fmt.Sprintf("%s\n%s", deskOf(ctx), key)
	}
	return s.wire.get(key).since(seq, func() archive.Seq { return s.Index.Status().Seq }, func(after archive.Seq) (int, archive.Seq, error) {
		request.Since = after
		result, err := s.ask(ctx, request)
		if err != nil {
			return 0, 0, err
		}
		if result.Fuzzy { // after no change at all; these are no matches
			return 0, result.Seq, nil
		}
		return result.Total, result.Seq, nil
	})
}
