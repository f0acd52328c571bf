package bleve

import (
	"errors"

	"cutline/archive"
)

// rebuild is how an index is built beside the one that answers. The follower
// knows of one cursor only, so it is given those of the two in turn: that of
// the new index, and every liveEvery steps that of the old one, which so goes
// on learning of new photos.
type rebuild struct {
	// due: a rebuild is to begin.
	due bool
	// given is the index whose cursor the follower was given last.
	given *generation
	// idle: the follower has applied nothing to it since.
	idle bool
	// steps are those that the new index made since the old one had its turn.
	steps int
}

// liveEvery is how many steps of a rebuild go by before the index that answers
// has its turn. A turn in which nothing is new ends archive.CatchUp, so that
// the follower pauses.
const liveEvery = 20

// openOthers takes up an index that was being built, and removes what is left
// of older ones: they have lower numbers than the one that answers.
func (e *Engine) openOthers() error {
	for _, number := range e.dir.generations() {
		if e.live != nil && number == e.live.number {
			continue
		}
		g, err := open(e.dir.path(number), number)
		if errors.Is(err, ErrInUse) {
			return err
		}
		wanted := e.next == nil && (e.live == nil || number > e.live.number)
		if wanted && err == nil && !e.outdated(g) {
			if err := e.adopt(g); err != nil {
				return err
			}
			continue
		}
		if err == nil {
			e.discard(g)
			continue
		}
		if err := e.dir.remove(number); err != nil {
			return err
		}
	}
	return nil
}

// adopt makes an index that was being built the next, or the one that answers
// where there is none.
func (e *Engine) adopt(g *generation) error {
	if e.live != nil {
		e.next = g
		return nil
	}
	e.live = g
	return e.dir.point(g)
}

// Rebuild has the index built anew from the catalogue, beside the one that
// goes on answering. The follower does the work, from its next step on. It may
// be called at any time. It is needed where Status().Seq is beyond the last
// change of the catalogue: the catalogue is an older one, restored, and the
// follower would wait for changes that it believes to have seen.
func (e *Engine) Rebuild() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.due = true
}

// Cursor is the last change applied to the index that the follower shall bring
// up to date next. A rebuild that is due begins here, and one that the follower
// has found nothing more for ends here.
func (e *Engine) Cursor() archive.Seq {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case e.due:
		e.begin()
	case e.next == nil || !e.idle:
	case e.given == e.next:
		e.swap()
	case e.given == e.live:
		e.steps = 0
	}
	e.keepUp(e.live, e.idle && !e.live.broken)
	e.given, e.idle = e.building(), true
	if e.next != nil && e.steps >= liveEvery && !e.live.broken {
		e.given = e.live
	}
	return e.given.cursor
}

// building is the index that shall answer in the end.
func (e *Engine) building() *generation {
	if e.next != nil {
		return e.next
	}
	return e.live
}

// following is the index that changes are applied to now.
func (e *Engine) following() *generation {
	if e.given != nil {
		return e.given
	}
	return e.building()
}

// applied goes on after a step of the follower.
func (e *Engine) applied(g *generation) {
	e.idle = false
	switch {
	case e.next == nil:
	case g == e.live: // there may be more, so it is asked again soon
		e.steps = liveEvery - 1
	case e.next.cursor >= e.live.cursor:
		e.swap()
	default:
		e.steps++
	}
}

// begin begins a rebuild.
func (e *Engine) begin() {
	g, err := e.dir.create()
	if err != nil {
		e.log.Error("The search index cannot be rebuilt now.", "err", err)
		return
	}
	if e.next != nil {
		e.discard(e.next)
	}
	e.next, e.due, e.steps = g, false, 0
}

// swap lets the next index answer.
func (e *Engine) swap() {
	if err := e.dir.point(e.next); err != nil {
		e.log.Error("The rebuilt search index cannot take over now.", "err", err)
		return
	}
	e.log.Info("The rebuilt search index answers.", "index", e.next.path, "seq", e.next.cursor)
	old := e.live
	e.live, e.next = e.next, nil
	e.background.Go(func() { e.discard(old) }) // searches of it may go on
}

// discard closes an index and removes it.
func (e *Engine) discard(g *generation) {
	if err := errors.Join(g.close(), e.dir.remove(g.number)); err != nil {
		e.log.Warn("An old search index cannot be removed.", "index", g.path, "err", err)
	}
}

// damaged has an index rebuilt that was found damaged while in use.
func (e *Engine) damaged(g *generation, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	g.broken = true
	if g != e.building() || e.due {
		return
	}
	e.log.Error("The search index is damaged. It is rebuilt from the catalogue.", "index", g.path, "err", err)
	e.due = true
}
