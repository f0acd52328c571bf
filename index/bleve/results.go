package bleve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"cutline/archive"
	"cutline/index"
)

// tiers are conditions of which the last finds all results and each one before
// it the better of them, best first.
type tiers []condition

// results are what a search has found in the segments looked through so far.
type results struct {
	page   *page
	total  int
	counts []uint32 // by the number of the facet value; nil where not asked for
	top    top
	buffer []uint32
	// weights are what the parts of the query count for relevance; nil in the
	// order of a time.
	weights weights
}

// countedAtOnce is how many documents are counted between two looks at the work.
const countedAtOnce = 1024

// find answers a request.
func (m *moment) find(w *work, p *page, by tiers) (_ *index.Result, err error) {
	defer recovered(&err)()
	r := &results{page: p, top: top{limit: p.Limit, after: p.after.place}, buffer: make([]uint32, countedAtOnce)}
	if p.Limit > 0 {
		r.top.limit++ // the one more says whether there is a next page
	}
	if len(p.Facets) > 0 {
		r.counts = make([]uint32, len(m.values))
	}
	segments := m.snapshot.Segments()
	leaves := make([]*leaf, len(segments))
	for i, s := range segments { // the last have the newest photos
		leaves[len(segments)-1-i] = newLeaf(w, m.snapshot, s, m.columns[i])
	}
	if p.Sort == index.Relevance && p.Limit > 0 {
		if r.weights, err = weightsOf(by[len(by)-1], leaves); err != nil {
			return nil, err
		}
	}
	for _, l := range leaves {
		if err := r.look(l, by); err != nil {
			return nil, err
		}
	}
	return r.result(m)
}

// look looks through a segment.
func (r *results) look(l *leaf, by tiers) error {
	rest, err := by[len(by)-1].find(l, nil)
	if err != nil {
		return err
	}
	if deleted := l.Deleted(); deleted != nil {
		rest = roaring.AndNot(rest, deleted)
	}
	r.total += int(rest.GetCardinality())
	if err := r.count(l, rest); err != nil {
		return err
	}
	if r.top.limit == 0 {
		return nil
	}
	if r.weights != nil {
		return r.relevant(l, by[0], rest)
	}
	for i, tier := range by[:len(by)-1] {
		if rest.IsEmpty() {
			return nil
		}
		set, err := tier.find(l, rest)
		if err != nil {
			return err
		}
		if err := r.rank(l, float64(len(by)-i), roaring.And(rest, set)); err != nil {
			return err
		}
		rest = roaring.AndNot(rest, set)
	}
	return r.rank(l, 1, rest)
}

// count counts the facet values of documents.
func (r *results) count(l *leaf, docs *roaring.Bitmap) error {
	if r.counts == nil {
		return nil
	}
	it := docs.ManyIterator()
	for n := it.NextMany(r.buffer); n > 0; n = it.NextMany(r.buffer) {
		for _, doc := range r.buffer[:n] {
			for _, v := range l.column.facets(doc) {
				r.counts[v]++
			}
		}
		if err := l.work.check(); err != nil {
			return err
		}
	}
	return nil
}

// rank gives the documents of a tier their places by their times.
func (r *results) rank(l *leaf, tier float64, docs *roaring.Bitmap) error {
	keys := l.column.newest
	if r.page.Sort == index.Taken {
		keys = l.column.taken
	}
	for it := docs.ReverseIterator(); it.HasNext(); {
		doc := it.Next()
		if key := keys[doc]; r.top.reaches(tier, key) {
			if err := r.top.add(place{score: tier, key: key, leaf: l, doc: doc}); err != nil {
				return err
			}
		}
		if err := l.work.step(); err != nil {
			return err
		}
	}
	return nil
}

// result is what the page shows.
func (r *results) result(m *moment) (*index.Result, error) {
	places, err := r.top.sorted()
	if err != nil {
		return nil, err
	}
	shown := places[:min(len(places), r.page.Limit)]
	result := &index.Result{Total: r.total, Exact: true, Hits: make([]index.Hit, len(shown))}
	for i := range shown {
		id, err := shown[i].name()
		if err != nil {
			return nil, err
		}
		result.Hits[i] = index.Hit{ID: archive.ID(id), Score: shown[i].score}
	}
	if len(places) > len(shown) && len(shown) > 0 {
		result.Next = r.page.next(shown[len(shown)-1].keys()...)
	}
	if r.counts != nil {
		result.Facets = m.facets(r.page.Facets, r.counts)
	}
	return result, nil
}

// place is the place of a document among the results.
type place struct {
	score float64 // the tier, or the relevance
	key   orderKey
	leaf  *leaf
	doc   uint32
	id    string // "" until it is asked for
}

// name is the document's ID.
func (p *place) name() (string, error) {
	if p.id == "" {
		id, err := p.leaf.DocID(uint64(p.doc))
		if err != nil {
			return "", err
		}
		p.id = string(id)
	}
	return p.id, nil
}

// compare orders places, the best first.
func (p *place) compare(q *place) (int, error) {
	if p.score != q.score {
		return cmp.Compare(q.score, p.score), nil
	}
	if p.key != q.key {
		return cmp.Compare(q.key, p.key), nil
	}
	a, err := p.name()
	if err != nil {
		return 0, err
	}
	b, err := q.name()
	return strings.Compare(b, a), err
}

// top keeps the best places after a given one.
type top struct {
	limit  int
	after  *place // nil where the first page is asked for
	places []place
	// score and key are those that a place must reach to be among the best, once
	// there are enough.
	score float64
	key   orderKey
}

func (t *top) reaches(score float64, key orderKey) bool {
	return score > t.score || score == t.score && key >= t.key
}

// spare is how many times the limit places are gathered before the worse ones
// are dropped.
const spare = 8

func (t *top) add(p place) error {
	if t.after != nil {
		order, err := t.after.compare(&p)
		if err != nil || order >= 0 {
			return err
		}
	}
	t.places = append(t.places, p)
	if len(t.places) < spare*t.limit {
		return nil
	}
	_, err := t.sorted()
	last := t.places[len(t.places)-1]
	t.score, t.key = last.score, last.key
	return err
}

// sorted are the best places in order.
func (t *top) sorted() (_ []place, err error) {
	slices.SortFunc(t.places, func(a, b place) int {
		order, e := a.compare(&b)
		err = firstError(err, e)
		return order
	})
	t.places = t.places[:min(len(t.places), t.limit)]
	return t.places, err
}

// facets are the most frequent values of the facets named.
func (m *moment) facets(names []string, numbers []uint32) map[string][]index.FacetCount {
	counts := make(map[string][]index.FacetCount, len(names))
	for _, name := range names {
		counts[name] = make([]index.FacetCount, 0, index.MaxFacets+1)
	}
	for n, count := range numbers {
		if count == 0 {
			continue
		}
		v := m.values[n]
		best, asked := counts[v.facet]
		if !asked {
			continue
		}
		c := index.FacetCount{Value: v.text, Count: int(count)}
		if len(best) == index.MaxFacets && moreFrequent(c, best[len(best)-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, c, moreFrequent)
		best = slices.Insert(best, at, c)
		counts[v.facet] = best[:min(len(best), index.MaxFacets)]
	}
	return counts
}

// moreFrequent orders values by how often they occur, then by name.
func moreFrequent(a, b index.FacetCount) int {
	if a.Count != b.Count {
		return b.Count - a.Count
	}
	return strings.Compare(a.Value, b.Value)
}
