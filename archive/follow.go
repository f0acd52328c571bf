package archive

import (
	"context"
	"fmt"
	"time"
)

// Follower is a derived store that keeps up with the catalogue's changes. It
// keeps its cursor in the same write as its data, so that it goes on where it
// was after a crash; without a cursor it starts from nothing.
type Follower interface {
	// Cursor is the Seq of the last change applied, 0 before the first.
	Cursor() Seq
	// Apply brings the store from its cursor to upTo. The photos are those
	// changed in between, each as it is now, so a photo may be newer than
	// upTo and may come again: applying it twice must be harmless.
	Apply(ctx context.Context, photos []*Photo, upTo Seq) error
	// Forget removes all that the store holds of photos that were purged. It is
	// called before the Apply that takes the cursor over their change, and so
	// perhaps again; a photo that the store does not hold is no error.
	Forget(ctx context.Context, ids []ID) error
}

// changesPerStep is how many changes are applied at a time: large enough for an
// index batch to pay, small enough that a step holds little memory.
const changesPerStep = 500

// pollEvery is how often a catalogue is asked for changes made by other
// processes. Asking costs one indexed lookup.
const pollEvery = 200 * time.Millisecond

// CatchUp applies every change that the follower has not seen and returns when
// there is none left. progress, where not nil, is told the follower's cursor
// and the catalogue's last Seq after each step.
func CatchUp(ctx context.Context, c Catalogue, f Follower, progress func(at, last Seq)) error {
	for {
		changes, err := c.Changes(ctx, f.Cursor(), changesPerStep)
		if err != nil {
			return fmt.Errorf("archive: read changes: %w", err)
		}
		if len(changes) == 0 {
			return nil
		}
		ids, err := forget(ctx, f, changes)
		if err != nil {
			return fmt.Errorf("archive: forget what was purged: %w", err)
		}
		photos, err := c.Photos(ctx, ids)
		if err != nil {
			return fmt.Errorf("archive: read changed photos: %w", err)
		}
		upTo := changes[len(changes)-1].Seq
		if err := f.Apply(ctx, photos, upTo); err != nil {
			return fmt.Errorf("archive: apply changes up to %d: %w", upTo, err)
		}
		if progress != nil {
			stats, err := c.Stats(ctx)
			if err != nil {
				return fmt.Errorf("archive: read stats: %w", err)
			}
			progress(upTo, stats.Last)
		}
	}
}

// Follow applies changes as they come, this process's and others', until ctx
// ends or a step fails.
func Follow(ctx context.Context, c Catalogue, f Follower) error {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		if err := CatchUp(ctx, c, f, nil); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}
