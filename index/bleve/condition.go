package bleve

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// condition is a part of a query as the engine carries it out: conditions are
// combined as sets of documents, a segment at a time.
type condition interface {
	// find returns the documents of a segment that fulfil the condition. Where
	// within is not nil, only those in it matter.
	find(l *leaf, within *roaring.Bitmap) (*roaring.Bitmap, error)
	// weigh has each part of the condition that counts for relevance weighed
	// over the documents found.
	weigh(l *leaf, found *roaring.Bitmap, w weigher) error
}

// oneOf is fulfilled where one of its conditions is; nowhere, where it is empty.
type oneOf []condition

func (c oneOf) find(l *leaf, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	sets := make([]*roaring.Bitmap, 0, len(c))
	for _, part := range c {
		set, err := part.find(l, within)
		if err != nil {
			return nil, err
		}
		if !set.IsEmpty() {
			sets = append(sets, set)
		}
	}
	return union(sets), nil
}

func (c oneOf) weigh(l *leaf, found *roaring.Bitmap, w weigher) error {
	for _, part := range c {
		if err := part.weigh(l, found, w); err != nil {
			return err
		}
	}
	return nil
}

// allOf is fulfilled where all of must, at least one, and none of not are.
type allOf struct{ must, not []condition }

func (c allOf) find(l *leaf, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	// What has to look into documents comes last, so that it looks into few.
	must := slices.Clone(c.must)
	slices.SortStableFunc(must, func(a, b condition) int { return effort(a) - effort(b) })
	var found *roaring.Bitmap
	for _, part := range must {
		set, err := part.find(l, within)
		if err != nil {
			return nil, err
		}
		if found == nil {
			found = set
		} else {
			found = roaring.And(found, set)
		}
		if found.IsEmpty() {
			return found, nil
		}
		within = found
	}
	for _, part := range c.not {
		set, err := part.find(l, found)
		if err != nil {
			return nil, err
		}
		found = roaring.AndNot(found, set)
	}
	return found, nil
}

// effort orders conditions by what it takes to find what fulfils them.
func effort(c condition) int {
	most := 0
	switch c := c.(type) {
	case oneOf:
		for _, part := range c {
			most = max(most, effort(part))
		}
	case allOf:
		for _, part := range slices.Concat(c.must, c.not) {
			most = max(most, effort(part))
		}
	case *phrase:
		return 2
	case *termsQuery:
		if c.prefix || c.fuzziness > 0 {
			return 1
		}
	}
	return most
}

func (c allOf) weigh(l *leaf, found *roaring.Bitmap, w weigher) error {
	return oneOf(c.must).weigh(l, found, w)
}
