package bleve

import (
	"maps"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/scorch_segment_api/v2"

	"cutline/index"
)

// columns hold in memory, by document number, what results are counted and
// ordered by.
//
// A segment never changes, but for the documents deleted from it, which no
// search finds. So a column belongs to a segment, and what a search reads is
// of the very snapshot that it searches.
type columns struct {
	loads sync.Mutex // held by the one that loads

	mu       sync.Mutex
	segments map[uint64]*column
	values   []facetValue // only appended to
	numbers  map[facetValue]uint32
}

// facetValue is a value of a facet; columns hold its number.
type facetValue struct{ facet, text string }

// column is what a segment's documents are counted and ordered by.
type column struct {
	newest, taken []orderKey
	values        []uint32 // numbers of facet values, by document
	ends          []uint32 // where those of each document end
}

// orderKey orders documents by a time and, in one second, by the first
// characters of their IDs.
type orderKey uint64

// keyBits are those of the ID in a key: of four characters, five each.
const keyBits = 20

func newOrderKey(seconds uint64, id []byte) orderKey {
	key := seconds
	for i := range keyBits / 5 {
		bits := uint64(0)
		if i < len(id) {
			switch c := id[i]; { // as bytes compare: base 32 has 2 to 7 and a to z
			case c >= 'a':
				bits = min(uint64(c-'a')+6, 31)
			case c > '7':
				bits = 6
			case c >= '2':
				bits = uint64(c - '2')
			}
		}
		key = key<<5 | bits
	}
	return orderKey(key)
}

func newColumns() *columns {
	return &columns{segments: map[uint64]*column{}, numbers: map[facetValue]uint32{}}
}

// load returns the columns of a snapshot, one for each segment, and the facet
// values. It loads what is missing, and drops what was merged into others.
func (c *columns) load(r *scorch.IndexSnapshot) ([]*column, []facetValue, error) {
	c.loads.Lock()
	defer c.loads.Unlock()
	segments := r.Segments()
	loaded := make([]*column, len(segments))
	current := make(map[uint64]*column, len(segments))
	last := uint64(0)
	for i, s := range segments {
		col := c.segment(s.Id())
		if col == nil {
			var err error
			if col, err = c.read(s.Segment()); err != nil {
				return nil, nil, err
			}
		}
		loaded[i], current[s.Id()] = col, col
		last = max(last, s.Id())
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for id := range c.segments { // what has a higher ID is of a later snapshot
		if current[id] == nil && id < last {
			delete(c.segments, id)
		}
	}
	maps.Copy(c.segments, current)
	return loaded, c.values, nil
}

func (c *columns) segment(id uint64) *column {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.segments[id]
}

// read reads the column of a segment.
func (c *columns) read(s segment.Segment) (*column, error) {
	n := s.Count()
	col := &column{newest: make([]orderKey, n), taken: make([]orderKey, n)}
	var id, order []byte
	visit := func(name string, _ byte, value []byte, _ []uint64) bool {
		switch name {
		case idField:
			id = value
		case orderField:
			order = value
		}
		return true
	}
	for doc := range n {
		order = nil
		if err := s.VisitStoredFields(doc, visit); err != nil {
			return nil, err
		}
		newest, taken, err := readOrder(order)
		if err != nil {
			return nil, err
		}
		col.newest[doc], col.taken[doc] = newOrderKey(newest, id), newOrderKey(taken, id)
	}
	return col, c.readFacets(s, col)
}

// readFacets turns the postings of the facets' values round: into the values
// of each document.
func (c *columns) readFacets(s segment.Segment, col *column) error {
	type value struct {
		number uint32
		docs   *roaring.Bitmap
	}
	var values []value
	next := make([]uint32, s.Count()+1)
	for _, facet := range index.FacetNames() {
		d, err := s.Dictionary(facetField(facet))
		if err != nil {
			return err
		}
		for it := walk(d, "", ""); ; {
			entry, err := it.Next()
			if err != nil {
				return err
			}
			if entry == nil {
				break
			}
			list, err := d.PostingsList([]byte(entry.Term), nil, nil)
			if err != nil {
				return err
			}
			v := value{c.number(facet, entry.Term), setOf(list)}
			values = append(values, v)
			for it := v.docs.Iterator(); it.HasNext(); {
				next[it.Next()+1]++
			}
		}
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	col.values = make([]uint32, next[len(next)-1])
	for _, v := range values {
		for it := v.docs.Iterator(); it.HasNext(); {
			doc := it.Next()
			col.values[next[doc]] = v.number
			next[doc]++ // in the end, where those of the next document begin
		}
	}
	col.ends = next[:s.Count()]
	return nil
}

// number is that of a facet's value.
func (c *columns) number(facet string, text string) uint32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	v := facetValue{facet, text}
	n, ok := c.numbers[v]
	if !ok {
		n = uint32(len(c.values))
		c.values = append(c.values, v)
		c.numbers[v] = n
	}
	return n
}

// facets are the numbers of a document's values.
func (c *column) facets(doc uint32) []uint32 {
	begin := uint32(0)
	if doc > 0 {
		begin = c.ends[doc-1]
	}
	return c.values[begin:c.ends[doc]]
}
