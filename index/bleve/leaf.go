package bleve

import (
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/scorch_segment_api/v2"
)

// leaf is a segment as one search reads it. What it returns are sets of the
// segment's document numbers, which must not be changed: they may lie in a
// file that is mapped into memory, or be used again.
type leaf struct {
	*scorch.SegmentSnapshot
	snapshot *scorch.IndexSnapshot
	column   *column
	work     *work
	dicts    map[string]segment.TermDictionary
	// known are the sets found already: the tiers of a query ask for the same
	// words again.
	known   map[string]*roaring.Bitmap
	phrases map[string]*lookedAt
}

func newLeaf(w *work, snapshot *scorch.IndexSnapshot, s *scorch.SegmentSnapshot, c *column) *leaf {
	return &leaf{
		SegmentSnapshot: s, snapshot: snapshot, column: c, work: w,
		dicts: map[string]segment.TermDictionary{}, known: map[string]*roaring.Bitmap{}, phrases: map[string]*lookedAt{},
	}
}

// once returns the set known under a key, or finds it.
func (l *leaf) once(key string, find func() (*roaring.Bitmap, error)) (*roaring.Bitmap, error) {
	if set, ok := l.known[key]; ok {
		return set, nil
	}
	set, err := find()
	if err == nil {
		l.known[key] = set
	}
	return set, err
}

func (l *leaf) dictionary(field string) (segment.TermDictionary, error) {
	if d, ok := l.dicts[field]; ok {
		return d, nil
	}
	d, err := l.Segment().Dictionary(field)
	if err == nil {
		l.dicts[field] = d
	}
	return d, err
}

// postings are the documents that have a term in a field.
func (l *leaf) postings(field, term string) (*roaring.Bitmap, error) {
	d, err := l.dictionary(field)
	if err != nil {
		return nil, err
	}
	list, err := d.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, err
	}
	return setOf(list), nil
}

// setOf is a list of postings as a set.
func setOf(list segment.PostingsList) *roaring.Bitmap {
	one := roaring.New()
	it, ok := list.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok { // an empty one
		return one
	}
	if set := it.ActualBitmap(); set != nil {
		return set
	}
	if doc, is := it.DocNum1Hit(); is { // the only document is kept in the dictionary
		one.Add(uint32(doc))
	}
	return one
}

// anyTerm are the documents that have one of some terms in a field.
func (l *leaf) anyTerm(field string, terms []string) (*roaring.Bitmap, error) {
	return l.once(field+"\x00"+strings.Join(terms, "\x00"), func() (*roaring.Bitmap, error) {
		sets := make([]*roaring.Bitmap, 0, len(terms))
		for _, term := range terms {
			set, err := l.postings(field, term)
			if err != nil {
				return nil, err
			}
			if !set.IsEmpty() {
				sets = append(sets, set)
			}
		}
		if err := l.work.check(); err != nil {
			return nil, err
		}
		return union(sets), nil
	})
}

func union(sets []*roaring.Bitmap) *roaring.Bitmap {
	switch len(sets) {
	case 0:
		return roaring.New()
	case 1:
		return sets[0]
	}
	return roaring.FastOr(sets...)
}

// between are the documents with a term from low up to, but without, high.
func (l *leaf) between(field, low, high string) (*roaring.Bitmap, error) {
	d, err := l.dictionary(field)
	if err != nil {
		return nil, err
	}
	found := roaring.New()
	var list segment.PostingsList
	for it := walk(d, low, high); ; {
		entry, err := it.Next()
		if err != nil || entry == nil {
			return found, err
		}
		if err := l.work.step(); err != nil {
			return nil, err
		}
		if list, err = d.PostingsList([]byte(entry.Term), nil, list); err != nil {
			return nil, err
		}
		found.Or(setOf(list))
	}
}

// walk visits the terms from low up to, but without, high; to the end where
// that is empty.
func walk(d segment.TermDictionary, low, high string) segment.DictionaryIterator {
	var end []byte
	if high != "" {
		end = []byte(high)
	}
	type uncounted interface { // does not look how many documents have each term
		AutomatonIteratorOmitCount(segment.Automaton, []byte, []byte) segment.DictionaryIterator
	}
	if d, ok := d.(uncounted); ok {
		return d.AutomatonIteratorOmitCount(nil, []byte(low), end)
	}
	return d.AutomatonIterator(nil, []byte(low), end)
}
