package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"cutline/archive"
)

// trial is a change of the rules on its way: tried on the archive first, and
// then in force with every photo read again.
type trial struct {
	id int
	// text are the newsroom's own rules as they shall be, made from revision
	// seen. Of a trial that only reads again they are those in force.
	text string
	seen int
	// reread: no rules change; what older ones read is read again.
	reread bool
	// back is the page that it was asked for on.
	back string

	mu       sync.Mutex
	stage    stage
	done, of int
	counts   archive.Rereading
	samples  []archive.Changed
	err      error
	revision int // that it put in force
	actor    string
	ended    chan struct{} // closed when the stage in hand has ended
}

// stage is how far a trial has come.
type stage int

const (
	trying  stage = iota // reads the archive and changes nothing
	tried                // waits for an editor
	reading              // is in force; photos are read again
	over
)

// maxSamples is how many photos that read otherwise a trial shows.
const maxSamples = 40

// trials are those that a page can still show. They live in memory: a rehearsal
// lost with the process is made again in a moment, and rules in force are
// revisions.
type trials struct {
	mu   sync.Mutex
	last int
	list []*trial // oldest first
	// turn is taken by the one that reads the archive.
	turn sync.Mutex
}

// maxTrials is how many are kept.
const maxTrials = 50

func (ts *trials) add(t *trial) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	ts.last++
	t.id, t.ended = ts.last, make(chan struct{})
	ts.list = append(ts.list, t)
	if len(ts.list) > maxTrials {
		ts.list = slices.Delete(ts.list, 0, 1)
	}
}

// asked is the trial whose number is in the address.
func (ts *trials) asked(r *http.Request) (*trial, error) {
	id, err := strconv.Atoi(r.PathValue("trial"))
	ts.mu.Lock()
	defer ts.mu.Unlock()
	at := slices.IndexFunc(ts.list, func(t *trial) bool { return t.id == id })
	if err != nil || at < 0 {
		return nil, &requestError{
			status: http.StatusNotFound, text: "This trial is gone: the server was started anew, or many others came after it.",
			next: "Go to Credits and try the rule again.",
		}
	}
	return ts.list[at], nil
}

func (t *trial) url() string { return "/credits/trials/" + strconv.Itoa(t.id) }

// try starts to tell what a trial would change.
func (s *site) try(t *trial) error {
	rules, err := s.Archive.CheckRules(context.Background(), t.text)
	if err != nil {
		return err
	}
	s.trials.add(t)
	return s.work(t, tried, func(ctx context.Context, r archive.Reread) (archive.Rereading, error) {
		if t.reread {
			return s.Archive.RehearseReread(ctx, r)
		}
		return s.Archive.RehearseRules(ctx, rules, r)
	})
}

// apply puts a trial in force and starts to read every photo again.
func (s *site) apply(ctx context.Context, t *trial, actor string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.stage != tried {
		return nil // a second click
	}
	if !t.reread {
		n, err := s.Archive.SetRules(ctx, t.text, t.seen, actor)
		if err != nil {
			return err
		}
		t.revision = n
	}
	t.actor, t.stage, t.ended = actor, reading, make(chan struct{})
	t.counts, t.samples, t.done = archive.Rereading{}, nil, 0
	return s.work(t, over, func(ctx context.Context, r archive.Reread) (archive.Rereading, error) {
		counts, err := s.Archive.Reread(ctx, r)
		s.found(ctx)
		return counts, err
	})
}

// work runs a stage of a trial in the background, one at a time.
func (s *site) work(t *trial, next stage, run func(context.Context, archive.Reread) (archive.Rereading, error)) error {
	if s.Background == nil {
		return &requestError{status: http.StatusNotImplemented, text: "This process cannot read the archive again.", next: "Start cutline serve."}
	}
	ended := t.ended
	s.Background(func(ctx context.Context) {
		s.trials.turn.Lock()
		defer s.trials.turn.Unlock()
		counts, err := run(ctx, archive.Reread{
			Changed: func(c archive.Changed) {
				t.mu.Lock()
				defer t.mu.Unlock()
				if c.Credit && len(t.samples) < maxSamples {
					t.samples = append(t.samples, c)
				}
			},
			Progress: func(done, of int) {
				t.mu.Lock()
				defer t.mu.Unlock()
				t.done, t.of = done, of
			},
		})
		if err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "reading the archive by new rules failed", "err", err)
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		t.counts, t.err, t.stage = counts, err, next
		close(ended)
	})
	return nil
}

// Limits of waiting for the index to show what was read again.
const (
	indexPatience = 10 * time.Second
	indexLook     = 20 * time.Millisecond
)

// found waits until search finds what is in the catalogue now, but not for
// ever: an index that is behind says so itself.
func (s *site) found(ctx context.Context) {
	stats, err := s.Archive.Catalogue.Stats(ctx)
	if err != nil {
		return
	}
	s.reached(ctx, stats.Last, indexPatience)
}

// trialPatience is how long a request waits for a stage to end, so that a small
// archive answers at once.
const trialPatience = time.Second

// wait waits a moment for the stage in hand.
func (t *trial) wait(ctx context.Context) {
	t.mu.Lock()
	ended := t.ended
	t.mu.Unlock()
	select {
	case <-ended:
	case <-ctx.Done():
	case <-time.After(trialPatience):
	}
}
