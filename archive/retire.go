package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// shelfStep is how many photos are looked at at a time, and removeStep how many
// originals are removed while nobody can commit.
const (
	shelfStep  = 200
	removeStep = 25
)

// shelfKind is the kind of revision that records which settings the shelf was
// last brought in line with: their number.
const shelfKind = "shelf"

// TendShelf carries out the keep rules: it announces what they let go, retires
// what was announced long enough ago, and removes the originals of what has
// left. left is told each photo once it has. Several processes may do so at
// once, and one that is killed leaves nothing half done: a photo has left when
// the catalogue says so, and its bytes go afterwards.
func (a *Archive) TendShelf(ctx context.Context, left func(*Photo)) error {
	if a.IsBackup {
		return nil
	}
	err := a.announceAll(ctx)
	if err == nil {
		err = a.decide(ctx)
	}
	if err == nil {
		err = a.retireAll(ctx, left)
	}
	if err == nil {
		err = a.removeLetGo(ctx)
	}
	if err != nil {
		return fmt.Errorf("archive: the wire shelf: %w", err)
	}
	return nil
}

// announceAll looks at every photo that came through a watched folder, once
// after each change of the settings. What comes later is announced as it comes.
func (a *Archive) announceAll(ctx context.Context) error {
	settings, revision, err := a.Settings(ctx)
	if err != nil || revision == 0 {
		return err
	}
	done, err := a.Revisions.Revision(ctx, shelfKind)
	if err != nil || done.Text == strconv.Itoa(revision) {
		return err
	}
	for after := ID(""); ; {
		ids, err := a.Shelves.Shelved(ctx, after, shelfStep)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			break
		}
		after = ids[len(ids)-1]
		if _, err := a.change(ctx, ids, func(p *Photo) bool { return settings.announce(p, a.Time()) }); err != nil {
			return err
		}
	}
	err = a.Revisions.Revise(ctx, Revision{Kind: shelfKind, N: done.N + 1, Text: strconv.Itoa(revision), Actor: "cutline", At: a.Time()})
	if errors.Is(err, ErrConflict) {
		return nil // another process did the same
	}
	return err
}

// retireAll lets go what is due. The settings have the last word: a date that
// they no longer give is announced anew instead.
func (a *Archive) retireAll(ctx context.Context, left func(*Photo)) error {
	settings, _, err := a.Settings(ctx)
	if err != nil {
		return err
	}
	for after := (Leaving{}); ; {
		due, err := a.Shelves.Leaving(ctx, after, a.Time().Add(time.Microsecond), shelfStep)
		if err != nil || len(due) == 0 {
			return err
		}
		after = due[len(due)-1]
		ids := make([]ID, len(due))
		for i, l := range due {
			ids[i] = l.ID
		}
		changed, err := a.change(ctx, ids, func(p *Photo) bool {
			if settings.announce(p, a.Time()) {
				return true
			}
			if p.Shelf.Retired != nil || p.Shelf.Leaves.IsZero() || p.Shelf.Leaves.After(a.Time()) {
				return false
			}
			_, folder := settings.leaving(p)
			now := a.Time().UTC().Truncate(time.Microsecond)
			p.Shelf = Shelf{Retired: &Retirement{At: now, Folder: folder.Path, Days: folder.Keep.WireDays}}
			return true
		})
		for _, p := range changed {
			if p.Shelf.Retired != nil {
				left(p)
			}
		}
		if err != nil {
			return err
		}
	}
}

// change commits what set changes of photos, and returns them; set reports
// whether it did. It is called again for a photo that somebody else changed
// meanwhile.
func (a *Archive) change(ctx context.Context, ids []ID, set func(*Photo) bool) (changed []*Photo, err error) {
	for len(ids) > 0 {
		photos, err := a.Catalogue.Photos(ctx, ids)
		if err != nil {
			return changed, err
		}
		var writes []Write
		for _, p := range photos {
			if seen := p.Seq; set(p) {
				writes = append(writes, Write{Photo: p, Seen: seen})
			}
		}
		if len(writes) == 0 {
			break
		}
		if ids, err = a.Catalogue.Commit(ctx, writes); err != nil {
			return changed, err
		}
		for _, w := range writes {
			if !slices.Contains(ids, w.Photo.ID) {
				changed = append(changed, w.Photo)
			}
		}
	}
	return changed, nil
}

// removeLetGo removes the originals of photos that have left. Nobody commits
// meanwhile, so that what comes back just now is not removed under it.
func (a *Archive) removeLetGo(ctx context.Context) error {
	for {
		more, err := a.removeSome(ctx)
		if err != nil || !more {
			return err
		}
	}
}

func (a *Archive) removeSome(ctx context.Context) (more bool, err error) {
	if list, err := a.Shelves.LetGo(ctx, 1); err != nil || len(list) == 0 {
		return false, err // without holding up anybody
	}
	release, err := a.Spool.committing(ctx, unix.LOCK_EX)
	if err != nil {
		return false, err
	}
	defer release()
	list, err := a.Shelves.LetGo(ctx, removeStep)
	if err != nil {
		return false, err
	}
	hashes := make([]Hash, len(list))
	for i, l := range list {
		hashes[i] = l.Hash
		if l.Named {
			continue
		}
		if err := a.Originals.Remove(ctx, l.Hash); err != nil {
			return false, err
		}
	}
	return len(list) > 0, a.Shelves.Removed(ctx, hashes)
}

// PinPhotos keeps photos for good, whatever the keep rules say, or with no pin
// lets the rules decide again. An ID that is not there is ErrNotFound, and a
// photo that has left an error too; the others are pinned.
func (a *Archive) PinPhotos(ctx context.Context, ids []ID, pin *Pin) error {
	settings, _, err := a.Settings(ctx)
	if err != nil {
		return err
	}
	pinned, err := a.change(ctx, ids, func(p *Photo) bool {
		if p.Shelf.Retired != nil {
			return false
		}
		p.Shelf.Pin = pin
		settings.announce(p, a.Time())
		return true
	})
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	var errs []error
	for _, id := range ids {
		if slices.ContainsFunc(pinned, func(p *Photo) bool { return p.ID == id }) {
			continue
		}
		p, err := a.Photo(ctx, id)
		if err == nil {
			err = fmt.Errorf("photo %s has left the wire shelf; ingest its file again to have it back", p.ID)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
