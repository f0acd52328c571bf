// Package archive keeps news photos: the originals, every word said of them
// with the place that said it, and what the rules read into those words.
//
// A photo comes in through [Archive.Prepare], which does the heavy work and
// may run many times at once, and [Archive.Commit], which acknowledges photos
// in groups. What is acknowledged is never lost. Everything derived (index,
// renditions) follows the catalogue's changes ([Follow]) and can be deleted.
package archive

import (
	"context"
	"fmt"
	"time"
)

// Archive is a catalogue and the originals it names. It is safe for concurrent
// use, by several processes too.
type Archive struct {
	Catalogue Catalogue
	Revisions Revisions
	Readings  Readings
	Runs      Runs
	Memory    Memory
	Refusals  Refusals
	Shelves   Shelves
	Queued    Waiting
	Batches   Batches
	Twinned   Twinned
	// Restrictions are those that no phrase explains.
	Restrictions Restrictions
	Upkeep       Upkeep
	Usages       Usages
	CheckLog     CheckLog
	Exports      Exports
	// Announcements are the notices of suppliers.
	Announcements Announcements
	// Tombstones are what is left of photos that were purged.
	Tombstones  Tombstones
	Collections Collections
	Members     Members
	Undecided   Undecided
	Searches    Searches
	// Fingerprints tells what the photos of the catalogue look like.
	Fingerprints Fingerprints
	Originals    Originals
	Renderer     Renderer
	Spool        *Spool
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// IsBackup: this is a backup, for looking at. Nothing changes in it by
	// itself: no folder is watched, and no keep rule carried out.
	IsBackup bool

	rulebook rulebook
}

// Store is all that an archive keeps in its catalogue.
type Store interface {
	Catalogue
	Revisions
	Readings
	Runs
	Memory
	Refusals
	Shelves
	Waiting
	Batches
	Twinned
	Upkeep
	Usages
	CheckLog
	Exports
	Announcements
	Tombstones
	Restrictions
	Fingerprints
	Collections
	Members
	Undecided
	Searches
}

// New returns the archive of a store and its originals. What comes in is
// rendered by renderer and waits in spool.
func New(store Store, originals Originals, renderer Renderer, spool *Spool) *Archive {
	return &Archive{
		Catalogue: store, Revisions: store, Readings: store, Runs: store, Memory: store, Refusals: store, Shelves: store,
		Upkeep: store, Queued: store, Batches: store, Usages: store, CheckLog: store, Exports: store, Announcements: store, Tombstones: store,
		Twinned:      store,
		Restrictions: store, Fingerprints: store,
		Collections: store, Members: store, Undecided: store, Searches: store,
		Originals: originals, Renderer: renderer, Spool: spool,
	}
}

// Time is the time by the archive's clock.
func (a *Archive) Time() time.Time {
	if a.Now != nil {
		return a.Now()
	}
	return time.Now()
}

// Photo returns one photo, or ErrNotFound; of one that was purged a
// *PurgedError.
func (a *Archive) Photo(ctx context.Context, id ID) (*Photo, error) {
	photos, err := a.Catalogue.Photos(ctx, []ID{id})
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	if len(photos) == 0 {
		return nil, a.Missing(ctx, id)
	}
	return photos[0], nil
}

// Add prepares and commits one file.
func (a *Archive) Add(ctx context.Context, in Incoming) (Outcome, error) {
	prepared, err := a.Prepare(ctx, in)
	if err != nil {
		return Outcome{}, err
	}
	outcomes, err := a.Commit(ctx, []*Prepared{prepared})
	if err != nil {
		return Outcome{}, err
	}
	return outcomes[0], nil
}
