package bleve

import (
	"maps"
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"cutline/index"
)

// columns hold in memory, by document number, what results are counted and
// ordered by. Bleve keeps it too, but unpacks it from the disk for every
// document that a search finds, which takes longer than finding them.
//
// A segment never changes, but for the documents deleted from it, which no
// search finds. So a column belongs to a segment, and what a search reads is
// of the very snapshot that it searches.
type columns struct {
	loads sync.Mutex  // held by the one that loads
	busy  atomic.Bool // columns are being loaded beside the searches

	mu       sync.Mutex
	segments map[uint64]*column
	values   []facetValue // only appended to
	numbers  map[facetValue]uint32
}

// facetValue is a value of a facet; columns hold its number.
type facetValue struct{ facet, text string }

// column is what a segment's documents are counted and ordered by.
type column struct {
	values []uint32 // numbers of facet values, by document
	ends   []uint32 // where those of each document end
	keys   string   // sort keys of newestField, by document
	keyEnd []uint32
}

func newColumns() *columns {
	return &columns{segments: map[uint64]*column{}, numbers: map[facetValue]uint32{}}
}

// loadAtOnce is how many documents a search may wait for. While more are to be
// loaded, after opening and after Bleve merged large segments, searches count
// and order by Bleve's own means.
const loadAtOnce = 10_000

// missing is the number of documents of an index that no column is loaded of.
func (c *columns) missing(r *scorch.IndexSnapshot) (n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range r.Segments() {
		if c.segments[s.Id()] == nil {
			n += s.FullSize()
		}
	}
	return n
}

// view is the columns of a snapshot.
type view struct {
	begins []uint64 // the first document of each column
	cols   []*column
	values []facetValue
}

// view loads what is missing of a snapshot and returns its columns.
func (c *columns) view(r *scorch.IndexSnapshot) (*view, error) {
	if v := c.loaded(r); v != nil {
		return v, nil
	}
	return c.load(r)
}

// loaded is the view of a snapshot of which nothing is missing, else nil.
func (c *columns) loaded(r *scorch.IndexSnapshot) *view {
	c.mu.Lock()
	defer c.mu.Unlock()
	v := &view{values: c.values}
	begin := uint64(0)
	for _, s := range r.Segments() {
		col := c.segments[s.Id()]
		if col == nil {
			return nil
		}
		v.begins, v.cols = append(v.begins, begin), append(v.cols, col)
		begin += uint64(s.FullSize())
	}
	return v
}

// load loads what is missing of a snapshot and drops what was merged into its
// segments.
func (c *columns) load(r *scorch.IndexSnapshot) (*view, error) {
	c.loads.Lock()
	defer c.loads.Unlock()
	reader, err := r.DocValueReader(columnFields())
	if err != nil {
		return nil, err
	}
	v := &view{}
	current := make(map[uint64]*column, len(r.Segments()))
	begin, last := uint64(0), uint64(0)
	for _, s := range r.Segments() {
		end := begin + uint64(s.FullSize())
		col := c.segment(s.Id())
		if col == nil {
			if col, err = c.read(reader, begin, end); err != nil {
				return nil, err
			}
		}
		v.begins, v.cols = append(v.begins, begin), append(v.cols, col)
		current[s.Id()] = col
		begin, last = end, max(last, s.Id())
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for id := range c.segments { // what has a higher ID is of a later snapshot
		if current[id] == nil && id < last {
			delete(c.segments, id)
		}
	}
	maps.Copy(c.segments, current)
	v.values = c.values
	return v, nil
}

func (c *columns) segment(id uint64) *column {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.segments[id]
}

func columnFields() []string {
	fields := []string{newestField}
	for _, facet := range index.FacetNames() {
		fields = append(fields, facetField(facet))
	}
	return fields
}

// read reads the column of the documents from begin up to end.
func (c *columns) read(reader bleveindex.DocValueReader, begin, end uint64) (*column, error) {
	facets := map[string]string{}
	for _, facet := range index.FacetNames() {
		facets[facetField(facet)] = facet
	}
	col := &column{ends: make([]uint32, 0, end-begin), keyEnd: make([]uint32, 0, end-begin)}
	var keys []byte
	visit := func(field string, term []byte) {
		if field == newestField {
			keys = append(keys, term...)
			return
		}
		col.values = append(col.values, c.number(facets[field], term))
	}
	id := bleveindex.NewIndexInternalID(nil, 0)
	for doc := begin; doc < end; doc++ {
		id.SetValue(doc)
		if err := reader.VisitDocValues(id, visit); err != nil {
			return nil, err
		}
		col.ends = append(col.ends, uint32(len(col.values)))
		col.keyEnd = append(col.keyEnd, uint32(len(keys)))
	}
	col.keys, col.values = string(keys), slices.Clip(col.values)
	return col, nil
}

// number is that of a facet's value.
func (c *columns) number(facet string, text []byte) uint32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, ok := c.numbers[facetValue{facet, string(text)}]
	if !ok {
		v := facetValue{facet, string(text)}
		n = uint32(len(c.values))
		c.values = append(c.values, v)
		c.numbers[v] = n
	}
	return n
}

// at is the column of a document and its place there.
func (v *view) at(id bleveindex.IndexInternalID) (*column, int) {
	doc := id.Value()
	n := sort.Search(len(v.begins), func(i int) bool { return v.begins[i] > doc }) - 1
	return v.cols[n], int(doc - v.begins[n])
}

func (c *column) key(n int) string      { return c.keys[start(c.keyEnd, n):c.keyEnd[n]] }
func (c *column) facets(n int) []uint32 { return c.values[start(c.ends, n):c.ends[n]] }

// start is where what ends at ends[n] begins.
func start(ends []uint32, n int) (s uint32) {
	if n > 0 {
		s = ends[n-1]
	}
	return s
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

// loadColumns loads the columns of the index as it is now.
func (g *generation) loadColumns() (err error) {
	defer recovered(&err)()
	r, err := g.snapshot()
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = g.columns.load(r)
	return err
}

// tally is what counts and orders the results of a request; nil where Bleve
// has to.
func (e *Engine) tally(g *generation, p *page) (*tally, error) {
	if p.Sort == index.Relevance { // Bleve has to see the parts of a query that it scores
		return nil, nil
	}
	r, err := g.snapshot()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if g.columns.missing(r) > loadAtOnce {
		e.loadColumns(g)
		return nil, nil
	}
	return &tally{columns: g.columns, count: len(p.Facets) > 0}, nil
}

// loadColumns loads what is missing of an index while searches go on. The
// caller holds e.mu.
func (e *Engine) loadColumns(g *generation) {
	if !g.columns.busy.CompareAndSwap(false, true) {
		return
	}
	e.background.Go(func() {
		defer g.columns.busy.Store(false)
		if err := g.loadColumns(); err != nil {
			e.damaged(g, err)
		}
	})
}
