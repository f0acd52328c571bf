package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"cutline/archive/embedded"
)

// reread is a photo as it is, with the reading that it gets.
type reread struct {
	photo  *Photo
	before Reading
	same   bool // but for the version
	err    error
}

// readAgain reads photos on every core.
func (w *rereader) readAgain(ctx context.Context, photos []*Photo) ([]reread, error) {
	list := make([]reread, len(photos))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	const share = 16 // photos: a turn of its own for each would cost more than the reading
	for from := 0; from < len(photos); from += share {
		g.Go(func() error {
			for i := from; i < min(from+share, len(photos)); i++ {
				if err := gctx.Err(); err != nil {
					return err
				}
				list[i] = w.one(gctx, photos[i])
			}
			return nil
		})
	}
	err := g.Wait()
	return list, err
}

// one reads a photo again. Its own fields are those of the new reading then.
func (w *rereader) one(ctx context.Context, p *Photo) reread {
	r := reread{photo: p, before: p.Reading}
	said := true
	// What has left can only be read from the words that stayed.
	if w.FromOriginals && p.Reading.Reader != embedded.Version && p.Shelf.Retired == nil {
		if said, r.err = w.archive.hearAgain(ctx, p); r.err != nil {
			return r
		}
	}
	p.Reading = read(w.rules, p)
	r.same = said && sameReading(r.before, p.Reading)
	return r
}

// hearAgain reads the words of the original again, and tells whether they are
// those that the catalogue has.
func (a *Archive) hearAgain(ctx context.Context, p *Photo) (same bool, err error) {
	original, err := a.Originals.Open(ctx, p.SHA256)
	if err != nil {
		return false, err
	}
	defer original.Close()
	info, err := embedded.Read(original, original.Size())
	if err != nil {
		return false, err
	}
	same = slices.Equal(p.Statements, info.Statements) && slices.Equal(p.Warnings, info.Warnings) && p.DigestStale == info.DigestStale
	p.Statements, p.Warnings, p.DigestStale = info.Statements, info.Warnings, info.DigestStale
	p.Reading.Reader = embedded.Version
	return same, nil
}

// sameReading says that two readings differ in nothing but their version. Their
// stored form tells: an empty list and none are the same there.
func sameReading(a, b Reading) bool {
	a.Version, b.Version = Version{}, Version{}
	return sameJSON(a, b)
}

func sameJSON(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errors.Join(errX, errY) == nil && bytes.Equal(x, y)
}
