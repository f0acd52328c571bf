package archive

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
)

// What Verify finds.
const (
	Missing  = "missing"  // the catalogue names an original that is not there
	Damaged  = "damaged"  // an original's bytes are not those its name promises
	Orphaned = "orphaned" // an original that no photo names: what a crash leaves
	Stray    = "stray"    // something else among the originals
)

// Finding is one thing that Verify found.
type Finding struct {
	Kind string `json:"kind"`
	ID   ID     `json:"id,omitempty"`
	Hash *Hash  `json:"sha256,omitempty"`
	// Text is a sentence with the next step.
	Text string `json:"text"`
}

// Verified counts what Verify looked at and found.
type Verified struct {
	Photos    int   `json:"photos"`
	Originals int   `json:"originals"` // sidecars included
	Bytes     int64 `json:"bytes"`
	Missing   int   `json:"missing"`
	Damaged   int   `json:"damaged"`
	Orphaned  int   `json:"orphaned"`
	Stray     int   `json:"stray"`
}

// Verify reads every original to its end and compares it with its hash, and
// the originals with the catalogue. It changes nothing. found is told each
// finding as it is made.
func (a *Archive) Verify(ctx context.Context, found func(Finding)) (Verified, error) {
	var v Verified
	report := func(f Finding) {
		switch f.Kind {
		case Missing:
			v.Missing++
		case Damaged:
			v.Damaged++
		case Orphaned:
			v.Orphaned++
		case Stray:
			v.Stray++
		}
		found(f)
	}
	// The store is listed before the catalogue is read: an original that
	// arrives in between is named by the catalogue by then, so it is not
	// taken for an orphan.
	stored := make(map[Hash]bool)
	for original, err := range a.Originals.All(ctx) {
		if ctx.Err() != nil {
			return v, ctx.Err()
		}
		if err != nil {
			report(Finding{Kind: Stray, Text: err.Error()})
			continue
		}
		stored[original.Hash] = true
	}
	named, err := a.named(ctx, &v)
	if err != nil {
		return v, err
	}
	for hash, id := range named {
		if err := a.verifyOriginal(ctx, id, hash, &v, report); err != nil {
			return v, err
		}
		delete(stored, hash)
	}
	for hash := range stored {
		report(Finding{Kind: Orphaned, Hash: &hash, Text: fmt.Sprintf(
			"original %s belongs to no photo: an ingest ended before it was acknowledged (ingest that folder again), or is still running", hash)})
	}
	return v, nil
}

// named returns every original that the catalogue names, sidecars included,
// with the photo that names it.
func (a *Archive) named(ctx context.Context, v *Verified) (map[Hash]ID, error) {
	named := make(map[Hash]ID)
	for after := Seq(0); ; {
		changes, err := a.Catalogue.Changes(ctx, after, changesPerStep)
		if err != nil {
			return nil, fmt.Errorf("archive: verify: %w", err)
		}
		if len(changes) == 0 {
			return named, nil
		}
		after = changes[len(changes)-1].Seq
		ids := make([]ID, len(changes))
		for i, change := range changes {
			ids[i] = change.ID
		}
		photos, err := a.Catalogue.Photos(ctx, ids)
		if err != nil {
			return nil, fmt.Errorf("archive: verify: %w", err)
		}
		v.Photos += len(photos)
		for _, photo := range photos {
			for _, hash := range photo.Named() {
				named[hash] = photo.ID
			}
		}
	}
}

// verifyOriginal compares one original with its hash.
func (a *Archive) verifyOriginal(ctx context.Context, id ID, hash Hash, v *Verified, report func(Finding)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	file, err := a.Originals.Open(ctx, hash)
	if errors.Is(err, ErrNotFound) {
		report(Finding{Kind: Missing, ID: id, Hash: &hash, Text: fmt.Sprintf(
			"photo %s: its original %s is missing; put it back from a backup, or ingest the file again", id, hash)})
		return nil
	}
	if err != nil {
		report(Finding{Kind: Damaged, ID: id, Hash: &hash, Text: fmt.Sprintf(
			"photo %s: its original %s cannot be opened: %v; look after the disk, or put it back from a backup", id, hash, err)})
		return nil
	}
	defer file.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, contextReader{ctx, file})
	v.Originals++
	v.Bytes += n
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		report(Finding{Kind: Damaged, ID: id, Hash: &hash, Text: fmt.Sprintf(
			"photo %s: its original %s cannot be read to the end: %v; put it back from a backup", id, hash, err)})
	case Hash(sum.Sum(nil)) != hash:
		report(Finding{Kind: Damaged, ID: id, Hash: &hash, Text: fmt.Sprintf(
			"photo %s: its original %s is damaged, its bytes have changed; put it back from a backup", id, hash)})
	}
	return nil
}
