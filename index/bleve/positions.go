package bleve

import (
	"math/bits"

	"github.com/blevesearch/scorch_segment_api/v2"
)

// Where a word stands in a text takes Bleve six bytes for each place. We keep
// it in the place of how often the word stands there, a number that takes as
// many bytes as it needs: mostly two. Positions that do not fit in one are kept
// as Bleve does.

// anywhere is the number of a word whose positions are not kept, or are kept as
// Bleve does. Others have their position in the upper bits, or with a lowest
// bit of 1 their distances.
const anywhere = 1

// Distances have six bits at a time, and one that says whether more follow. A
// number has 62 bits, of which two end the distances and tell them from a
// position.
const (
	partBits  = 6
	groupBits = partBits + 1
	packBits  = 60
)

// pack makes a number of positions that ascend from 1.
func pack(positions []int) (packed int, ok bool) {
	if len(positions) == 1 && bits.Len(uint(positions[0])) < packBits {
		return positions[0] << 1, true
	}
	packed = 1
	for i := len(positions) - 1; i >= 0; i-- {
		distance := positions[i]
		if i > 0 {
			distance -= positions[i-1]
		}
		groups := max(1, (bits.Len(uint(distance))+partBits-1)/partBits)
		if bits.Len(uint(packed))+groups*groupBits > packBits {
			return 0, false
		}
		for g := groups - 1; g >= 0; g-- {
			packed = packed<<partBits | distance>>(g*partBits)&(1<<partBits-1)
			packed <<= 1
			if g < groups-1 {
				packed |= 1
			}
		}
	}
	return packed<<1 | 1, true
}

// unpack adds the positions of a number to a list.
func unpack(packed uint64, positions []uint64) []uint64 {
	if packed&1 == 0 {
		return append(positions, packed>>1)
	}
	at := uint64(0)
	for packed >>= 1; packed > 1; {
		distance, shift := uint64(0), 0
		for more := true; more; shift += partBits {
			more = packed&1 == 1
			distance |= packed >> 1 & (1<<partBits - 1) << shift
			packed >>= groupBits
		}
		at += distance
		positions = append(positions, at)
	}
	return positions
}

// positions walks the documents that have a term, and where they have it.
type positions struct {
	it  segment.PostingsIterator
	now segment.Posting
	end bool
	at  []uint64
}

// positions begins a walk; it is nil where no document has the term.
func (l *leaf) positions(field, term string) (*positions, error) {
	d, err := l.dictionary(field)
	if err != nil {
		return nil, err
	}
	list, err := d.PostingsList([]byte(term), nil, nil)
	if err != nil || list.Count() == 0 {
		return nil, err
	}
	return &positions{it: list.Iterator(true, false, true, nil)}, nil
}

// in returns where a document has the term; free is set where that is not
// known. Documents are asked for in order.
func (p *positions) in(doc uint64) (at []uint64, free bool, err error) {
	if p.end {
		return nil, false, nil
	}
	if p.now == nil || p.now.Number() < doc {
		if p.now, err = p.it.Advance(doc); err != nil {
			return nil, false, err
		}
		if p.end = p.now == nil; p.end {
			return nil, false, nil
		}
	}
	if p.now.Number() != doc {
		return nil, false, nil
	}
	p.at = p.at[:0]
	if packed := p.now.Frequency(); packed != anywhere {
		p.at = unpack(packed, p.at)
		return p.at, false, nil
	}
	for _, loc := range p.now.Locations() {
		p.at = append(p.at, loc.Pos())
	}
	return p.at, len(p.at) == 0, nil
}
