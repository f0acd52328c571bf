// Package bleve is the engine of package index on Bleve.
//
// Bleve keeps the words: it writes, merges and maps the segments. Searching is
// ours. A query is a tree of conditions; each is a set of a segment's documents
// (its postings, or what has to be looked for in them), the sets are combined,
// and the best of what is left are picked by keys in memory, where facets are
// counted, too. So a search costs little more for a million hits than for a
// hundred, its totals are exact, and it reads one moment of the index, whatever
// is written meanwhile. Long searches take turns, so that short ones never wait.
//
// An [Engine] has a directory to itself, with one Bleve index in a numbered
// folder and the file "current" that names the folder. While another is built
// there are two. An index that is damaged is set aside (one is kept, for
// looking into), and an empty one takes its place; one of another version, or
// found damaged while it answers, goes on answering while another is built
// beside it. Other files in the directory do not matter. A full disk is no
// damage: what could not be written comes again when there is room.
package bleve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/document"

	"cutline/archive"
	"cutline/index"
)

// Version is that of the Bleve documents that this package writes. An index
// with another is rebuilt.
//
//	1  first form
//	2  photos that have left are in a space of their own
//	3  positions of few fields only; numbers to base 1024; what is sorted by is
//	   stored, and what is counted is read from the postings
//	4  positions are packed; stems are no words
const Version = 4

// Engine finds photos in a Bleve index. Only one process at a time can open a
// directory.
type Engine struct {
	// Patience is how long a search that finds the index damaged waits for the
	// one that is built in its place. It is set before the first search.
	Patience time.Duration

	dir     folder
	zone    *time.Location
	version string
	log     *slog.Logger
	turns   turns
	// background are the goroutines that check an index, load columns, or
	// remove what is old.
	background sync.WaitGroup

	mu sync.RWMutex
	// live answers; next, where not nil, is being built to take its place.
	live, next *generation
	// rebuild says which of the two the follower works on.
	rebuild
}

// Open opens the index in a directory, or begins an empty one where there is
// none or the one there cannot be used. Dates without a zone are in zone. What
// it had to do about the index there it says to log. The error is [ErrInUse]
// where another process has the index open.
func Open(dir string, zone *time.Location, log *slog.Logger) (*Engine, error) {
	e := &Engine{
		dir: folder(dir), zone: zone, log: log, turns: newTurns(),
		version: fmt.Sprintf("%d.%d %s", Version, index.DocumentVersion, zone),
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	if err := e.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("index: open %s: %w", dir, err), e.Close())
	}
	e.inspect()
	return e, nil
}

func (e *Engine) open() error {
	if err := e.openCurrent(); err != nil {
		return err
	}
	if err := e.openOthers(); err != nil {
		return err
	}
	switch {
	case e.live == nil:
		g, err := e.dir.create()
		if err != nil {
			return err
		}
		e.live = g
		return e.dir.point(g)
	case e.outdated(e.live) && e.next == nil:
		e.log.Warn("The search index has another version. It answers while a new one is built.",
			"index", e.live.path, "version", e.live.version, "need", e.version)
		e.due = true
	}
	return nil
}

// outdated reports whether an index holds what other code wrote. One that
// holds nothing yet is not outdated.
func (e *Engine) outdated(g *generation) bool {
	return g.version != e.version && (g.version != "" || g.cursor > 0)
}

// openCurrent opens the index that answered last.
func (e *Engine) openCurrent() error {
	number := e.dir.current()
	if number == 0 {
		return nil
	}
	g, err := open(e.dir.path(number), number)
	if errors.Is(err, ErrInUse) {
		return err
	}
	if err != nil {
		e.log.Warn("The search index is damaged. It is set aside and rebuilt from the catalogue.",
			"index", e.dir.path(number), "err", err)
		return e.dir.setAside(number)
	}
	e.live = g
	return nil
}

// inspect looks through the index that answers, while it does, and loads its
// columns.
func (e *Engine) inspect() {
	e.mu.Lock()
	defer e.mu.Unlock()
	g := e.live
	e.keepUp(g, false)
	e.background.Go(func() {
		if err := check(g.unchecked); err != nil {
			e.damaged(g, err)
		}
	})
}

// keepUp lets searches see an index as it is now: Bleve merges segments at any
// time, and keeps the files of those that a search may read. Where nothing else
// is written, it has the files removed, too.
func (e *Engine) keepUp(g *generation, idle bool) {
	e.background.Go(func() {
		err := g.move()
		if err == nil && idle {
			err = g.tidy()
		}
		if err != nil && !errors.Is(err, errClosed) {
			e.damaged(g, err)
		}
	})
}

// Apply indexes photos and moves the cursor to upTo, in one batch.
func (e *Engine) Apply(ctx context.Context, photos []*archive.Photo, upTo archive.Seq) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	docs := make([]*document.Document, len(photos))
	for i, p := range photos {
		docs[i] = bleveDocument(index.NewDocument(p, e.zone))
	}
	e.mu.RLock()
	g := e.following()
	version := e.version
	if g != e.building() && g.version != "" {
		version = g.version // it is rebuilt still
	}
	e.mu.RUnlock()
	err := g.apply(docs, upTo, version)
	if err == nil {
		err = g.move()
	}
	if err != nil && g.gone() {
		err = &damagedError{err}
	}
	var damage *damagedError
	if errors.As(err, &damage) { // nothing is lost: a rebuild starts from 0
		e.damaged(g, err)
		return nil
	}
	if err != nil {
		return fmt.Errorf("index: write %s: %w", g.path, err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	g.cursor, g.version = upTo, version
	e.applied(g)
	return nil
}

// Forget takes photos that were purged out of every index. The files of the one
// that answered with them still hold their words, so it is built anew.
func (e *Engine) Forget(ctx context.Context, ids []archive.ID) error {
	had, err := e.Has(ctx, ids)
	if err != nil {
		return err
	}
	e.mu.RLock()
	generations := []*generation{e.live, e.next}
	e.mu.RUnlock()
	for _, g := range generations {
		if g == nil {
			continue
		}
		err := g.forget(ids)
		if err == nil {
			err = g.move()
		}
		if damage := (*damagedError)(nil); errors.As(err, &damage) {
			e.damaged(g, err) // what takes its place never holds them
			continue
		}
		if err != nil {
			return fmt.Errorf("index: forget in %s: %w", g.path, err)
		}
	}
	if slices.Contains(had, true) {
		e.Rebuild()
	}
	return nil
}

// Status says how far the answers go.
func (e *Engine) Status() (s index.Status) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.live == nil { // closed
		return s
	}
	s.Seq, s.Rebuilding = e.live.cursor, e.next != nil || e.due
	if m := e.live.shown.hold(); m != nil {
		for _, segment := range m.snapshot.Segments() {
			s.Photos += int(segment.Count())
		}
		_ = m.release()
	} else if count, err := e.live.index.DocCount(); err == nil {
		s.Photos = int(count)
	}
	return s
}

// Close closes the index.
func (e *Engine) Close() error {
	e.mu.Lock()
	live, next := e.live, e.next
	e.live, e.next = nil, nil
	e.mu.Unlock()
	e.background.Wait()
	var errs []error
	for _, g := range []*generation{live, next} {
		if g != nil {
			errs = append(errs, g.close())
		}
	}
	return errors.Join(errs...)
}
