package bleve

import (
	"context"
	"runtime"
	"time"
)

// work is what a search has done so far, so that it ends when nobody waits for
// it any more, and takes turns with others when it is long.
type work struct {
	ctx   context.Context
	turns turns
	steps int
	terms int // that its prefixes stand for
	// since is when it began, or its turn did; inTurn: it has one.
	since  time.Time
	inTurn bool
}

// turns are those of long searches: fewer than there are processors, so that a
// short one finds one of them free.
type turns chan struct{}

func newTurns() turns { return make(turns, max(1, runtime.GOMAXPROCS(0)-1)) }

// How long a search goes on before it needs a turn, and how long a turn is
// while others wait for theirs. Who waited longest is next.
const (
	turnAfter = 50 * time.Millisecond
	turnTime  = 200 * time.Millisecond
)

// begin begins a work. The caller ends it.
func (t turns) begin(ctx context.Context) *work {
	return &work{ctx: ctx, turns: t, since: time.Now()}
}

func (w *work) end() {
	if w.inTurn {
		w.inTurn = false
		<-w.turns
	}
}

// checkEvery is how many small steps go by between two checks.
const checkEvery = 128

// step counts a small step, such as a document looked into.
func (w *work) step() error {
	if w.steps++; w.steps%checkEvery != 0 {
		return nil
	}
	return w.check()
}

// check returns an error where the work shall end, and waits for its turn where
// that is due.
func (w *work) check() error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	limit := turnAfter
	if w.inTurn {
		limit = turnTime
	}
	if time.Since(w.since) < limit {
		return nil
	}
	w.end()
	select {
	case w.turns <- struct{}{}:
		w.inTurn, w.since = true, time.Now()
		return nil
	case <-w.ctx.Done():
		return w.ctx.Err()
	}
}
