package bleve

import (
	"context"
	"errors"
	"iter"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"cutline/archive"
	"cutline/index"
)

var _ index.Inventory = (*Engine)(nil)

// Has reports which photos the index that answers holds.
func (e *Engine) Has(ctx context.Context, ids []archive.ID) ([]bool, error) {
	place := make(map[archive.ID][]int, len(ids))
	names := make([]string, len(ids))
	for i, id := range ids {
		place[id] = append(place[id], i)
		names[i] = string(id)
	}
	has := make([]bool, len(ids))
	for id, err := range e.documents(ctx, func(r bleveindex.IndexReader) (bleveindex.DocIDReader, error) { return r.DocIDReaderOnly(names) }) {
		if err != nil {
			return nil, err
		}
		for _, i := range place[id] {
			has[i] = true
		}
	}
	return has, nil
}

// IDs yields the photos that the index that answers holds.
func (e *Engine) IDs(ctx context.Context) iter.Seq2[archive.ID, error] {
	return e.documents(ctx, bleveindex.IndexReader.DocIDReaderAll)
}

// idsAtOnce is how many IDs are read from an index at a time.
const idsAtOnce = 1000

// documents yields the IDs of the documents that which selects.
func (e *Engine) documents(
	ctx context.Context, which func(bleveindex.IndexReader) (bleveindex.DocIDReader, error),
) iter.Seq2[archive.ID, error] {
	return func(yield func(archive.ID, error) bool) {
		e.mu.RLock()
		g := e.live
		if g == nil {
			e.mu.RUnlock()
			yield("", errClosed)
			return
		}
		l, err := g.list(which)
		e.mu.RUnlock()
		// The snapshot stays whole when the index is swapped meanwhile.
		for err == nil {
			var ids []archive.ID
			if ids, err = l.next(); err != nil || len(ids) == 0 {
				break
			}
			for _, id := range ids {
				if !yield(id, nil) {
					l.close()
					return
				}
			}
			err = ctx.Err()
		}
		if l != nil {
			err = errors.Join(err, l.close())
		}
		if err != nil {
			yield("", e.failure(g, err))
		}
	}
}

// list is a walk over documents of one snapshot. A fault while reading is a
// *damagedError.
type list struct {
	reader bleveindex.IndexReader
	docs   bleveindex.DocIDReader
}

// list begins a walk.
func (g *generation) list(which func(bleveindex.IndexReader) (bleveindex.DocIDReader, error)) (_ *list, err error) {
	defer recovered(&err)()
	inner, err := g.index.Advanced()
	if err != nil {
		return nil, err
	}
	r, err := inner.Reader()
	if err != nil {
		return nil, err
	}
	docs, err := which(r)
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return &list{r, docs}, nil
}

// next returns the next IDs, none at the end.
func (l *list) next() (ids []archive.ID, err error) {
	defer recovered(&err)()
	for len(ids) < idsAtOnce {
		internal, err := l.docs.Next()
		if err != nil || internal == nil {
			return ids, err
		}
		id, err := l.reader.ExternalID(internal)
		if err != nil {
			return ids, err
		}
		ids = append(ids, archive.ID(id))
	}
	return ids, nil
}

func (l *list) close() error { return errors.Join(l.docs.Close(), l.reader.Close()) }
