package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"cutline/archive"
	"cutline/index"
)

const (
	// alertEvery is how often it is looked whether something came in.
	alertEvery = time.Second
	// alertShare: after saved searches were asked, they are left alone for so many
	// times as long as that took. However many there are, and however much comes
	// in, they cost a tenth of one core at most.
	alertShare = 9
	// alertRounds is how many rounds are remembered. Who comes later asks anew.
	alertRounds = 60
	// maxAlerted is how many readers there may be at once.
	maxAlerted = 200
)

// alerts asks the saved searches what is new, once for all who listen: only
// about what came in since the last time.
type alerts struct {
	mu      sync.Mutex
	begun   bool
	at      archive.Seq // up to which they were asked
	next    time.Time   // not before this
	rounds  []alertRound
	readers int
}

// alertRound is what came after one change up to another, by search.
type alertRound struct {
	from, to archive.Seq
	found    map[int64]int
}

// since are the rounds after a change; ok is false where they do not reach back
// to it.
func (a *alerts) since(seq archive.Seq) (rounds []alertRound, ok bool) {
	for i, round := range a.rounds {
		if round.from == seq {
			return a.rounds[i:], true
		}
	}
	return nil, seq == a.at
}

// advance asks every saved search about what came in since the last round. The
// caller holds a.mu.
func (s *site) advance(ctx context.Context) error {
	a := &s.alerts
	now, seq := time.Now(), s.Index.Status().Seq
	if !a.begun || seq < a.at { // nobody listened before, or the index is another one
		a.begun, a.at, a.rounds = true, seq, nil
		return nil
	}
	if seq == a.at || now.Before(a.next) {
		return nil
	}
	h, err := s.house(ctx)
	if err != nil {
		return err
	}
	round := alertRound{from: a.at, to: seq, found: map[int64]int{}}
	came, err := s.newIn(ctx, h, archive.SavedSearch{}, a.at, seq)
	if err != nil {
		return err
	}
	if came > 0 {
		searches, err := s.Archive.Searches.Searches(ctx)
		if err != nil {
			return err
		}
		for _, saved := range searches {
			if saved.Deleted != nil {
				continue
			}
			n, err := s.newIn(ctx, h, saved, a.at, seq)
			if _, unreadable := errors.AsType[*index.SyntaxError](err); err != nil && !unreadable {
				return err
			}
			if n > 0 {
				round.found[saved.N] = n
			}
		}
	}
	a.at, a.next = seq, time.Now().Add(max(alertEvery, alertShare*time.Since(now)))
	if a.rounds = append(a.rounds, round); len(a.rounds) > alertRounds {
		a.rounds = a.rounds[1:]
	}
	return nil
}

// listener is one who hears what is new in the saved searches of a desk.
type listener struct {
	*site
	desk string
	at   archive.Seq
	// counts are what is new by search, visits up to where each was seen when
	// that was counted.
	counts map[int64]int
	seen   map[int64]archive.Seq
}

// alert is what is new in a saved search.
type alert struct {
	N    int64  `json:"n"`
	Name string `json:"name"`
	New  int    `json:"new"`
	URL  string `json:"url"`
}

// look brings the counts up to date and returns those of searches with
// something new.
func (l *listener) look(ctx context.Context) ([]alert, error) {
	l.alerts.mu.Lock()
	err := l.advance(ctx)
	rounds, known := l.alerts.since(l.at)
	rounds = append([]alertRound(nil), rounds...)
	at := l.alerts.at
	l.alerts.mu.Unlock()
	if err != nil {
		return nil, err
	}
	searches, err := l.Archive.SearchesOf(ctx, l.desk)
	if err != nil {
		return nil, err
	}
	visits, err := l.Archive.Searches.Visits(ctx, l.desk)
	if err != nil {
		return nil, err
	}
	h, err := l.house(ctx)
	if err != nil {
		return nil, err
	}
	list := []alert{}
	for _, saved := range searches {
		seen := seenBy(saved, visits)
		if was, ok := l.seen[saved.N]; ok && known && was == seen {
			for _, round := range rounds {
				l.counts[saved.N] += round.found[saved.N]
			}
		} else if at == 0 { // the index is empty
			l.counts[saved.N] = 0
		} else if l.counts[saved.N], err = l.newIn(ctx, h, saved, seen, at); err != nil {
			if _, unreadable := errors.AsType[*index.SyntaxError](err); !unreadable {
				return nil, err
			}
		}
		l.seen[saved.N] = seen
		if n := l.counts[saved.N]; n > 0 {
			list = append(list, alert{N: saved.N, Name: saved.Name, New: n, URL: searchURL(saved.N)})
		}
	}
	l.at = at
	return list, nil
}

// apiAlerts tells live, as server-sent events, what is new in the saved searches
// of a desk: "new" with the searches that have something, whenever that changes.
func (s *site) apiAlerts(w http.ResponseWriter, r *http.Request) error {
	s.alerts.mu.Lock()
	full := s.alerts.readers >= maxAlerted
	if !full {
		s.alerts.readers++
	}
	s.alerts.mu.Unlock()
	if full {
		return &requestError{status: http.StatusServiceUnavailable, text: "Too many pages listen already.", next: "Close some, or look at the page Searches."}
	}
	defer func() {
		s.alerts.mu.Lock()
		s.alerts.readers--
		s.alerts.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
	ctx, done := s.whileServing(r.Context())
	defer done()
	l := &listener{site: s, desk: deskOf(ctx), counts: map[int64]int{}, seen: map[int64]archive.Seq{}}
	err := l.tell(ctx, w)
	if ctx.Err() == nil {
		s.stream(w, r, err)
	}
	return nil
}

func (l *listener) tell(ctx context.Context, w http.ResponseWriter) error {
	control := http.NewResponseController(w)
	tick := time.NewTicker(alertEvery)
	defer tick.Stop()
	said, told := "", time.Now()
	for {
		list, err := l.look(ctx)
		if err != nil {
			return err
		}
		data, err := json.Marshal(list)
		if err != nil {
			return err
		}
		text := ""
		switch {
		case string(data) != said:
			text = fmt.Sprintf("event: new\ndata: %s\n\n", data)
			said = string(data)
		case time.Since(told) > eventsAlive:
			text = ": still there\n\n"
		}
		if text != "" {
			told = time.Now()
			if _, err := fmt.Fprint(w, text); err != nil {
				return err
			}
			if err := control.Flush(); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}
