package archive

import (
	"context"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sys/unix"
)

// orphanAge is how old an original must be before it is cleared as an orphan.
// The commit lock protects what a process of this machine is about to commit;
// the age protects what other machines are, and what is still to be looked at
// after a crash.
const orphanAge = time.Hour

// clearAtOnce is how many orphans are cleared while commits wait.
const clearAtOnce = 100

// clearWait is how long clearing waits for a moment without a commit.
const clearWait = time.Minute

// unnamed finds the originals that no photo names, and what else lies among
// them.
func (v *verification) unnamed(ctx context.Context) error {
	// The store is listed before the catalogue is read: an original that
	// arrives in between is named by the catalogue by then, so it is not
	// taken for an orphan.
	stored := make(map[Hash]time.Time)
	for original, err := range v.Originals.All(ctx) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			v.found(Finding{Kind: Stray, Text: err.Error()})
			continue
		}
		stored[original.Hash] = original.Kept
	}
	stats, err := v.Catalogue.Stats(ctx)
	if err != nil {
		return err
	}
	for named, err := range v.Upkeep.Named(ctx) {
		if err != nil {
			return err
		}
		delete(stored, named.Hash)
	}
	if len(stored) == 0 {
		return nil
	}
	if !v.Repair {
		for hash := range stored {
			v.orphan(hash, false, "an ingest ended before it was acknowledged (ingest that folder again), or is still running; cutline verify --repair clears it when it is an hour old")
		}
		return nil
	}
	batch := make(map[Hash]time.Time, clearAtOnce)
	for hash, kept := range stored {
		batch[hash] = kept
		delete(stored, hash)
		if len(batch) < clearAtOnce && len(stored) > 0 {
			continue
		}
		if err := v.clear(ctx, batch, stats.Last); err != nil {
			return err
		}
		clear(batch)
	}
	return nil
}

func (v *verification) orphan(hash Hash, repaired bool, text string) {
	v.found(Finding{Kind: Orphaned, Hash: &hash, Repaired: repaired, Text: fmt.Sprintf("original %s belongs to no photo: %s", hash, text)})
}

// clear removes orphans. Nobody commits meanwhile, and what was committed
// after the Seq given, when the catalogue was read, is looked at once more.
func (v *verification) clear(ctx context.Context, orphans map[Hash]time.Time, after Seq) error {
	waiting, cancel := context.WithTimeout(ctx, clearWait)
	defer cancel()
	release, err := v.Spool.committing(waiting, unix.LOCK_EX)
	if err != nil && ctx.Err() == nil && waiting.Err() != nil {
		for hash := range orphans {
			v.orphan(hash, false, "ingests are busy, so it stays for now; run cutline verify --repair when they have ended")
		}
		return nil
	}
	if err != nil {
		return err
	}
	defer release()
	if err := v.namedSince(ctx, after, func(hash Hash) { delete(orphans, hash) }); err != nil {
		return err
	}
	for hash, kept := range orphans {
		if v.Time().Sub(kept) < orphanAge {
			v.orphan(hash, false, "it came less than an hour ago, so it stays for now")
			continue
		}
		if err := v.Originals.Remove(ctx, hash); err != nil {
			return err
		}
		v.orphan(hash, true, "it was removed")
	}
	return nil
}

// namedSince calls named with every original of the photos that changed after
// a Seq.
func (v *verification) namedSince(ctx context.Context, after Seq, named func(Hash)) error {
	for {
		changes, err := v.Catalogue.Changes(ctx, after, changesPerStep)
		if err != nil || len(changes) == 0 {
			return err
		}
		after = changes[len(changes)-1].Seq
		ids := make([]ID, len(changes))
		for i, change := range changes {
			ids[i] = change.ID
		}
		photos, err := v.Catalogue.Photos(ctx, ids)
		if err != nil {
			return err
		}
		for _, photo := range photos {
			for _, hash := range photo.Named() {
				named(hash)
			}
		}
	}
}

// names tells whether a photo names an original now.
func (a *Archive) names(ctx context.Context, id ID, hash Hash) (bool, error) {
	photos, err := a.Catalogue.Photos(ctx, []ID{id})
	return len(photos) > 0 && slices.Contains(photos[0].Named(), hash), err
}

// strays finds the files among the renditions that belong to no photo.
func (v *verification) strays(ctx context.Context) error {
	store, ok := v.Renderer.(Renditions)
	if !ok {
		return nil
	}
	named := func(ids []ID) (map[ID]bool, error) {
		photos, err := v.Catalogue.Photos(ctx, ids)
		if err != nil {
			return nil, err
		}
		known := make(map[ID]bool, len(photos))
		for _, photo := range photos {
			known[photo.ID] = photo.Shelf.Retired == nil
		}
		return known, nil
	}
	return store.Strays(ctx, named, func(path string) bool {
		text := path + " is no rendition of a photo; cutline verify --repair removes it"
		if v.Repair {
			text = path + " was no rendition of a photo; it was removed"
		}
		v.found(Finding{Kind: Stray, Text: text, Repaired: v.Repair})
		return v.Repair
	})
}
