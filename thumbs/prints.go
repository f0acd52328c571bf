package thumbs

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"cutline/archive"
)

// prints are the fingerprints of all photos of a catalogue, in memory: 28 bytes
// a photo. They are learnt from the catalogue's feed, a million in about a
// second, so they are kept nowhere else.
type prints struct {
	learning chan struct{} // holds a token while somebody learns

	mu    sync.RWMutex
	seq   archive.Seq           // of the last change learnt
	known int                   // photos learnt, those without a fingerprint too
	marks []archive.Fingerprint // by archive.Fingerprinted.N; 0 for none
	ids   [][20]byte
}

// learnt is how many changes are read at a time.
const learnt = 20_000

// learn reads the feed to its end.
func (p *prints) learn(ctx context.Context, from archive.Fingerprints) error {
	select {
	case p.learning <- struct{}{}:
		defer func() { <-p.learning }()
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		changed, err := from.Fingerprints(ctx, p.seq, learnt)
		if err != nil {
			return fmt.Errorf("thumbs: %w", err)
		}
		if len(changed) == 0 {
			return nil
		}
		p.add(changed)
	}
}

// add takes in what changed.
func (p *prints) add(changed []archive.Fingerprinted) {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := 0
	for _, c := range changed {
		last = max(last, c.N)
	}
	if more := last + 1 - len(p.marks); more > 0 {
		p.marks = slices.Grow(p.marks, more)[:last+1]
		p.ids = slices.Grow(p.ids, more)[:last+1]
	}
	for _, c := range changed {
		if p.ids[c.N] == [20]byte{} {
			p.known++
		}
		p.marks[c.N] = c.Fingerprint
		copy(p.ids[c.N][:], c.ID)
	}
	p.seq = changed[len(changed)-1].Seq
}

// candidate is a photo whose fingerprint is near one of those asked for.
type candidate struct {
	id       archive.ID
	distance int
	asked    int // the one it is nearest to
}

// near returns the photos that are at most reach bits from one of the
// fingerprints asked for, the nearest first, at most limit; and how many were
// looked at.
func (p *prints) near(asked []archive.Fingerprint, reach, limit int) (found []candidate, searched int) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	type hit struct{ n, distance, asked int }
	var hits []hit
	for n, mark := range p.marks {
		if mark == 0 {
			continue
		}
		for i, a := range asked {
			if d := Distance(a, mark); d <= reach {
				if last := len(hits) - 1; last >= 0 && hits[last].n == n {
					if d < hits[last].distance {
						hits[last] = hit{n, d, i}
					}
					continue
				}
				hits = append(hits, hit{n, d, i})
			}
		}
		if len(hits) >= 64*limit { // thousands of plates of one kind
			slices.SortFunc(hits, func(a, b hit) int { return a.distance - b.distance })
			hits = hits[:limit]
			reach = hits[limit-1].distance
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return a.distance - b.distance })
	for _, h := range hits[:min(limit, len(hits))] {
		found = append(found, candidate{archive.ID(p.ids[h.n][:]), h.distance, h.asked})
	}
	return found, p.known
}
