package bleve

import (
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// moment is the index as it was at one moment, with its columns. It stays
// whole while the index changes, is swapped or closed.
type moment struct {
	snapshot *scorch.IndexSnapshot
	columns  []*column // by segment
	values   []facetValue
}

// shown is the moment that searches see. It moves on when the columns of a
// later one are loaded, so that no search waits for those of a merged segment.
type shown struct {
	moves  sync.Mutex // held by the one that moves it
	closed bool       // it moves no more
	left   bool       // segments were merged since Bleve last looked for old files

	mu sync.Mutex
	at *moment // nil before the first
}

// moment is what a search sees. The caller releases it.
func (g *generation) moment() (*moment, error) {
	if m := g.shown.hold(); m != nil {
		return m, nil
	}
	if err := g.move(); err != nil {
		return nil, err
	}
	if m := g.shown.hold(); m != nil {
		return m, nil
	}
	return nil, errClosed
}

func (s *shown) hold() *moment {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.at != nil {
		s.at.snapshot.AddRef()
	}
	return s.at
}

func (m *moment) release() error { return m.snapshot.DecRef() }

// move lets searches see the index as it is now.
func (g *generation) move() (err error) {
	defer recovered(&err)()
	g.shown.moves.Lock()
	defer g.shown.moves.Unlock()
	if g.shown.closed {
		return errClosed
	}
	snapshot, err := g.snapshot()
	if err != nil {
		return err
	}
	if now := g.shown.hold(); now != nil {
		same := now.snapshot == snapshot
		g.shown.left = g.shown.left || !same && leaves(now.snapshot, snapshot)
		if err := now.release(); err != nil || same {
			return firstError(err, snapshot.Close())
		}
	}
	m := &moment{snapshot: snapshot}
	if m.columns, m.values, err = g.columns.load(snapshot); err != nil {
		return firstError(err, snapshot.Close())
	}
	return g.shown.set(m)
}

// leaves reports whether a snapshot has segments that a later one has not.
func leaves(before, after *scorch.IndexSnapshot) bool {
	kept := map[uint64]bool{}
	for _, s := range after.Segments() {
		kept[s.Id()] = true
	}
	return slices.ContainsFunc(before.Segments(), func(s *scorch.SegmentSnapshot) bool { return !kept[s.Id()] })
}

// tidy has Bleve remove the files that no search reads any more. It does so by
// itself only when something is written.
func (g *generation) tidy() (err error) {
	defer recovered(&err)()
	g.shown.moves.Lock()
	defer g.shown.moves.Unlock()
	if g.shown.closed || !g.shown.left {
		return nil
	}
	g.shown.left = false
	return g.index.SetInternal(tidyKey, nil)
}

// set replaces the moment; nil leaves none.
func (s *shown) set(m *moment) error {
	s.mu.Lock()
	old := s.at
	s.at = m
	s.mu.Unlock()
	if old == nil {
		return nil
	}
	return old.release()
}

// end leaves none for good.
func (s *shown) end() error {
	s.moves.Lock()
	defer s.moves.Unlock()
	s.closed = true
	return s.set(nil)
}

// snapshot is the state of the index now. The caller closes it.
func (g *generation) snapshot() (*scorch.IndexSnapshot, error) {
	advanced, err := g.index.Advanced()
	if err != nil {
		return nil, err
	}
	r, err := advanced.Reader()
	if err != nil {
		return nil, err
	}
	return r.(*scorch.IndexSnapshot), nil // all indexes are made as scorch
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
