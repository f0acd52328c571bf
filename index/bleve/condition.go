package bleve

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// condition is a part of a query as the engine carries it out. Where results
// are in the order of a time, the conditions are combined as sets of documents,
// a segment at a time. Where they are ordered by relevance, Bleve walks and
// scores them.
type condition interface {
	// find returns the documents of a segment that fulfil the condition. Where
	// within is not nil, only those in it matter.
	find(l *leaf, within *roaring.Bitmap) (*roaring.Bitmap, error)
	// scored is the condition for Bleve.
	scored() query.Query
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

func (c oneOf) scored() query.Query {
	switch len(c) {
	case 0:
		return query.NewMatchNoneQuery()
	case 1:
		return c[0].scored()
	}
	return query.NewDisjunctionQuery(scored(c))
}

func scored(parts []condition) []query.Query {
	queries := make([]query.Query, len(parts))
	for i, part := range parts {
		queries[i] = part.scored()
	}
	return queries
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

func (c allOf) scored() query.Query {
	switch {
	case len(c.not) > 0:
		return query.NewBooleanQuery(scored(c.must), nil, scored(c.not))
	case len(c.must) == 1:
		return c.must[0].scored()
	}
	return query.NewConjunctionQuery(scored(c.must))
}
