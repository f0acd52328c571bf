package bleve

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"cutline/archive"
)

// generation is one Bleve index. A rebuild makes another.
type generation struct {
	number  int
	path    string
	index   bleve.Index
	cursor  archive.Seq
	version string
	// unchecked are the segment files whose checksums are still to compare.
	unchecked []string
	columns   *columns
	shown     shown
	// broken: it was found damaged and is written no more.
	broken bool
}

// The keys of what an index says of itself, written with every batch. What
// tidyKey says is nothing.
var (
	cursorKey  = []byte("cutline.cursor")
	versionKey = []byte("cutline.version")
	tidyKey    = []byte("cutline.tidy")
)

// lockTimeout is how long to wait for another process to let go of an index.
const lockTimeout = time.Second

// ErrInUse: another process has the index open.
var ErrInUse = errors.New("another cutline is using the index: ask that one, or stop it first")

// damagedError says that an index cannot be used.
type damagedError struct{ err error }

func (e *damagedError) Error() string { return e.err.Error() }
func (e *damagedError) Unwrap() error { return e.err }

// options for opening an index; those Bleve leaves at wait-for-ever are set.
// Every search asks every segment, so there are half as many of each size as
// Bleve would have.
func options() map[string]any {
	return map[string]any{
		"bolt_timeout":           lockTimeout.String(),
		"scorchMergePlanOptions": map[string]any{"MaxSegmentsPerTier": 5, "SegmentsPerMergeTask": 5},
	}
}

// create makes an empty generation.
func create(path string, number int) (*generation, error) {
	static := mapping.NewIndexMapping()
	static.DefaultMapping = mapping.NewDocumentDisabledMapping()
	static.ScoringModel = bleveindex.BM25Scoring
	idx, err := bleve.NewUsing(path, static, scorch.Name, scorch.Name, options())
	if err != nil {
		return nil, err
	}
	return &generation{number: number, path: path, index: idx, columns: newColumns()}, nil
}

// open opens a generation whose segments are whole. Those of an index larger
// than checkAtOnce are left to check. An error is ErrInUse or a *damagedError.
func open(path string, number int) (g *generation, err error) {
	defer recovered(&err)()
	segments, err := listSegments(path)
	if err != nil {
		return nil, err
	}
	size, err := totalSize(segments)
	if err != nil {
		return nil, err
	}
	g = &generation{number: number, path: path, columns: newColumns()}
	if size > checkAtOnce {
		g.unchecked = segments
	} else if err := check(segments); err != nil {
		return nil, err
	}
	if g.index, err = bleve.OpenUsing(path, options()); err != nil {
		return nil, &damagedError{err}
	}
	if err := g.identify(); err != nil {
		return nil, errors.Join(&damagedError{err}, g.index.Close())
	}
	return g, nil
}

// identify reads what the index says of itself. One without a cursor is new.
func (g *generation) identify() error {
	version, err := g.index.GetInternal(versionKey)
	if err != nil {
		return err
	}
	g.version = string(version)
	cursor, err := g.index.GetInternal(cursorKey)
	if err != nil {
		return err
	}
	if len(cursor) == 8 {
		g.cursor = archive.Seq(binary.BigEndian.Uint64(cursor))
	}
	return nil
}

// recovered, deferred by its result, makes a *damagedError of a panic or of a
// fault while reading a file that is mapped into memory.
func recovered(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			*err = &damagedError{fmt.Errorf("bleve: %v", p)}
		}
	}
}

// apply indexes photos and moves the cursor, in one batch.
func (g *generation) apply(docs []*document.Document, cursor archive.Seq, version string) (err error) {
	defer recovered(&err)()
	batch := g.index.NewBatch()
	for _, d := range docs {
		if err := batch.IndexAdvanced(d); err != nil {
			return err
		}
	}
	batch.SetInternal(cursorKey, binary.BigEndian.AppendUint64(nil, uint64(cursor)))
	batch.SetInternal(versionKey, []byte(version))
	return g.index.Batch(batch)
}

// forget takes photos out of the index. What the index knew of them stays in
// its files until they are written anew.
func (g *generation) forget(ids []archive.ID) (err error) {
	defer recovered(&err)()
	batch := g.index.NewBatch()
	for _, id := range ids {
		batch.Delete(string(id))
	}
	return g.index.Batch(batch)
}

// gone says that somebody deleted the index's files while it is open.
func (g *generation) gone() bool {
	_, err := os.Stat(filepath.Join(g.path, "store"))
	return errors.Is(err, fs.ErrNotExist)
}

// close closes the index.
func (g *generation) close() (err error) {
	defer recovered(&err)()
	return errors.Join(g.shown.end(), g.index.Close())
}
