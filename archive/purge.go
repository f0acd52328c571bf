package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Tombstone is what is left of a photo that was purged: that it was here, and
// why it is not to come back. None of its words are.
type Tombstone struct {
	ID     ID   `json:"id"`
	SHA256 Hash `json:"sha256"`
	// Seq is the change that took the photo out.
	Seq   Seq       `json:"seq"`
	At    time.Time `json:"at"`
	Actor string    `json:"actor"`
	Why   string    `json:"why"`
	Purged
}

// Purged counts what a purge takes out of the archive.
type Purged struct {
	Bytes       int64 `json:"bytes"` // of the original
	Sidecars    int   `json:"sidecars,omitempty"`
	Arrivals    int   `json:"arrivals"`
	Corrections int   `json:"corrections,omitempty"`
	Usages      int   `json:"uses,omitempty"`
	Permissions int   `json:"permissions,omitempty"`
}

// Tombstones purges photos and keeps what is left of them. Package archivetest
// holds every implementation to this.
type Tombstones interface {
	// Purge takes a photo and everything that is said of it out of the catalogue,
	// and leaves the tombstone, in one transaction: the originals that it named
	// are let go (Shelves.LetGo), the tombstone and each photo with the same
	// pixels take the next Seqs. What was written of the photo is overwritten, not
	// only marked as free. A photo that is not there, or that is not at the Seq
	// seen, is ErrConflict.
	Purge(ctx context.Context, t Tombstone, seen Seq) error
	// Tombstones returns those of ids that were purged, in any order.
	Tombstones(ctx context.Context, ids []ID) ([]Tombstone, error)
	// Buried returns at most limit tombstones before the Seq given (0: from the
	// latest), the latest first.
	Buried(ctx context.Context, before Seq, limit int) ([]Tombstone, error)
}

// A PurgedError is that of a photo that was purged; it wraps ErrNotFound.
type PurgedError struct{ Tombstone }

func (e *PurgedError) Error() string {
	return fmt.Sprintf("photo %s was %s", e.ID, e.says())
}

// says is when, by whom and why, without the photo.
func (e *PurgedError) says() string {
	return fmt.Sprintf("purged on %s by %s: %s", e.At.Format(time.DateOnly), e.Actor, e.Why)
}

func (e *PurgedError) Unwrap() error { return ErrNotFound }

// Missing is the error of an ID that is not in the catalogue: a *PurgedError of
// a photo that was purged, else ErrNotFound.
func (a *Archive) Missing(ctx context.Context, id ID) error {
	stones, err := a.Tombstones.Tombstones(ctx, []ID{id})
	switch {
	case err != nil:
		return fmt.Errorf("archive: %w", err)
	case len(stones) > 0:
		return &PurgedError{stones[0]}
	}
	return fmt.Errorf("photo %s: %w", id, ErrNotFound)
}

// refusePurged refuses bytes that were purged.
func (a *Archive) refusePurged(ctx context.Context, id ID) error {
	err := a.Missing(ctx, id)
	if purged, ok := errors.AsType[*PurgedError](err); ok {
		return &RefusedError{
			Reason: fmt.Sprintf("these very bytes were purged on %s by %s (%s) and are not taken again", purged.At.Format(time.DateOnly), purged.Actor, purged.Why),
			Err:    err,
		}
	}
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// WouldPurge counts what a purge of the photo takes out.
func WouldPurge(p *Photo) Purged {
	return Purged{
		Bytes: p.Size, Sidecars: max(0, len(p.Named())-1), Arrivals: len(p.Arrivals),
		Corrections: len(p.Corrections), Usages: len(p.Usages), Permissions: len(p.Permissions),
	}
}

// Purge takes a photo out of the archive for good: its original, what it said,
// what was said and recorded of it. The same bytes are refused from then on. What
// follows the catalogue (index, renditions) forgets it by the feed. It is for a
// court's order or a demand of privacy, and cannot be undone.
//
// The first error may leave the original of a photo that is out of the catalogue
// already; the next purge, or a server, removes it.
func (a *Archive) Purge(ctx context.Context, id ID, actor, why string) (Tombstone, error) {
	if actor == "" {
		return Tombstone{}, errors.New("archive: a purge without an actor")
	}
	if why == "" {
		return Tombstone{}, &InvalidError{errors.New("say why: the reason is what is left of the photo")}
	}
	if err := checkText("the reason", why, maxNote); err != nil {
		return Tombstone{}, &InvalidError{err}
	}
	for {
		p, err := a.Photo(ctx, id)
		if err != nil {
			return Tombstone{}, err
		}
		stone := Tombstone{ID: p.ID, SHA256: p.SHA256, At: a.recordedAt(time.Time{}), Actor: actor, Why: why, Purged: WouldPurge(p)}
		err = a.Tombstones.Purge(ctx, stone, p.Seq)
		if errors.Is(err, ErrConflict) {
			continue
		}
		if err == nil {
			err = a.removeLetGo(ctx)
		}
		if err != nil {
			return stone, fmt.Errorf("archive: purge photo %s: %w", id, err)
		}
		return stone, nil
	}
}

// forget tells a follower which of some changes took a photo out, and returns
// the others.
func forget(ctx context.Context, f Follower, changes []Change) ([]ID, error) {
	var gone, stay []ID
	for _, change := range changes {
		if change.Purged {
			gone = append(gone, change.ID)
		} else {
			stay = append(stay, change.ID)
		}
	}
	if len(gone) == 0 {
		return stay, nil
	}
	return stay, f.Forget(ctx, slices.Clip(gone))
}
