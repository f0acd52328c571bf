package bleve

import (
	"math"

	"github.com/RoaringBitmap/roaring/v2"
)

// Relevance is the sum of what the parts of a query count where they are found:
// a word by how rare it is in a field, and by the field. How often it stands in
// a caption says nothing about a picture.

// weigher is what has parts of a query weighed.
type weigher interface {
	// part is called with a part, what it counts in its field against others, and
	// the documents found in a leaf.
	part(c condition, boost float64, l *leaf, found *roaring.Bitmap) error
}

// weights are what the parts of a query count for relevance.
type weights map[condition]float64

// weightsOf weighs the parts of a condition by how many documents they find.
func weightsOf(c condition, leaves []*leaf) (weights, error) {
	frequency := counter{}
	total := 0.0
	for _, l := range leaves {
		total += float64(l.LiveSize())
		if err := c.weigh(l, nil, frequency); err != nil {
			return nil, err
		}
	}
	w := make(weights, len(frequency))
	for part, n := range frequency {
		w[part] = math.Log(1 + (total-n+0.5)/(n+0.5)) // as BM25 has it
	}
	return w, nil
}

// counter counts the documents that each part of a query finds.
type counter map[condition]float64

func (f counter) part(c condition, _ float64, l *leaf, _ *roaring.Bitmap) error {
	set, err := c.find(l, nil)
	if err != nil {
		return err
	}
	n := set.GetCardinality()
	if deleted := l.Deleted(); deleted != nil { // else a word could be in more documents than there are
		n -= set.AndCardinality(deleted)
	}
	f[c] += float64(n)
	return nil
}

// scores are the sums of what counts in the documents of a leaf.
type scores struct {
	weights
	of []float64
}

func (s *scores) part(c condition, boost float64, l *leaf, found *roaring.Bitmap) error {
	set, err := c.find(l, found)
	if err != nil {
		return err
	}
	weight := s.weights[c] * boost
	for it := roaring.And(set, found).Iterator(); it.HasNext(); {
		s.of[it.Next()] += weight
		if err := l.work.step(); err != nil {
			return err
		}
	}
	return nil
}

// relevant gives documents their places by what of the query they hold.
func (r *results) relevant(l *leaf, c condition, docs *roaring.Bitmap) error {
	s := &scores{r.weights, make([]float64, l.FullSize())}
	if err := c.weigh(l, docs, s); err != nil {
		return err
	}
	for it := docs.Iterator(); it.HasNext(); {
		doc := it.Next()
		score, key := s.of[doc], l.column.newest[doc]
		if r.top.reaches(score, key) {
			if err := r.top.add(place{score: score, key: key, leaf: l, doc: doc}); err != nil {
				return err
			}
		}
		if err := l.work.step(); err != nil {
			return err
		}
	}
	return nil
}
