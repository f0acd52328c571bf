package archive

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
)

// Twins finds photos by their pixels. A catalogue may be able to; without it a
// rehearsal does not foretell relations to what is in the archive.
type Twins interface {
	// Twin returns the oldest photo with this PixelHash, empty where there is
	// none.
	Twin(ctx context.Context, pixelHash string) (ID, error)
}

// Looker is a Renderer that can look at a picture and keep nothing of it, as a
// rehearsal and [Archive.LookAt] ask. With another Renderer, a rehearsal leaves
// renditions that nobody asks for.
type Looker interface {
	// Look is Render, but keeps no renditions and gives Rendered.Small.
	Look(ctx context.Context, id ID, src Picture) (Rendered, error)
}

// Rehearsal tells what Commit would do of all that comes, and does nothing. It
// is used by one goroutine at a time.
type Rehearsal struct {
	archive *Archive
	added   map[ID]said
	pixels  map[string]ID
}

// said digests the outside words that came with a photo.
type said [16]byte

// Rehearse begins a rehearsal. It remembers some hundred bytes of each file.
func (a *Archive) Rehearse() *Rehearsal {
	return &Rehearsal{archive: a, added: make(map[ID]said), pixels: make(map[string]ID)}
}

// Commit returns the outcomes that the prepared files would have, which it gives
// up.
func (r *Rehearsal) Commit(ctx context.Context, prepared []*Prepared) ([]Outcome, error) {
	defer func() {
		for _, p := range prepared {
			p.Discard()
		}
	}()
	rules, err := r.archive.Rules(ctx)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	pending := make([]int, len(prepared))
	for i := range prepared {
		pending[i] = i
	}
	photos, err := r.archive.load(ctx, prepared, pending)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	outcomes := make([]Outcome, len(prepared))
	for i, p := range prepared {
		if outcomes[i], err = r.one(ctx, rules, photos[p.hash.ID()], p); err != nil {
			return nil, fmt.Errorf("archive: %w", err)
		}
	}
	return outcomes, nil
}

// one is the outcome of one file, which the catalogue holds as photo or not.
func (r *Rehearsal) one(ctx context.Context, rules Rules, photo *Photo, p *Prepared) (Outcome, error) {
	id := p.hash.ID()
	o := Outcome{Result: Known, ID: id, SHA256: p.hash}
	digest, err := digestWords(p.arrival)
	if err != nil {
		return Outcome{}, err
	}
	before, again := r.added[id]
	left := leftOf(photo)
	if photo, o.Result, err = r.archive.merge(photo, p); err != nil {
		return Outcome{}, err
	}
	if again { // it came in this rehearsal, which the catalogue does not know
		o.Result = Known
		if before != digest && len(p.arrival.Statements) > 0 {
			o.Result = Words
		}
	}
	if len(p.arrival.Statements) > 0 || !again {
		r.added[id] = digest
	}
	o.Format, o.Warnings = photo.Format, slices.Concat(photo.Warnings, p.warnings, cameBack(left, photo))
	if o.Result == Known {
		return o, nil
	}
	photo.Reading = read(rules, photo)
	o.Supplier, o.Problems = photo.Fields()[Supplier].String(), photo.Problems(r.archive.Time())
	if o.Result == Added && photo.PixelHash != "" {
		o.Relation, err = r.twin(ctx, photo)
	}
	return o, err
}

// twin is the relation that an added photo would have.
func (r *Rehearsal) twin(ctx context.Context, photo *Photo) (Relation, error) {
	of := r.pixels[photo.PixelHash]
	if finder, ok := r.archive.Catalogue.(Twins); ok && of == "" {
		var err error
		if of, err = finder.Twin(ctx, photo.PixelHash); err != nil {
			return Relation{}, err
		}
	}
	if of == "" {
		r.pixels[photo.PixelHash] = photo.ID
		return Relation{}, nil
	}
	return Relation{Kind: SamePixels, Of: of}, nil
}

func digestWords(a Arrival) (said, error) {
	text, err := json.Marshal(a.Statements)
	if err != nil {
		return said{}, err
	}
	sum := sha256.Sum256(text)
	return said(sum[:16]), nil
}
