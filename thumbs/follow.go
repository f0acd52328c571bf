package thumbs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"cutline/archive"
)

// Follower keeps a store complete: it renders the photos of the catalogue that
// have no renditions yet, which after an ingest here are none, and after the
// directory was deleted or [Version] changed are all.
//
// Its cursor is a file in the version's folder, written after the renditions
// it speaks for. So the folder of another version, or a folder that is gone,
// begins again from nothing; an older version's goes when this one has come as
// far.
type Follower struct {
	store     *Store
	originals archive.Originals
	log       *slog.Logger

	mu  sync.Mutex
	seq archive.Seq
}

var _ archive.Follower = (*Follower)(nil)

// NewFollower makes the follower of a store, which goes on where the last one
// was. What cannot be rendered is logged.
func NewFollower(store *Store, originals archive.Originals, log *slog.Logger) *Follower {
	f := &Follower{store: store, originals: originals, log: log}
	seq, err := store.readCursor(Version)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		log.Warn("renditions are checked from the beginning", "reason", err)
	}
	f.seq = seq
	return f
}

// Cursor implements [archive.Follower]. It is 0 again when the directory was
// deleted meanwhile.
func (f *Follower) Cursor() archive.Seq {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.notice()
	return f.seq
}

// notice forgets the cursor if its file is gone, and with it the renditions.
func (f *Follower) notice() {
	if f.seq == 0 {
		return
	}
	if _, err := os.Stat(f.store.cursorPath(Version)); errors.Is(err, fs.ErrNotExist) {
		f.log.Warn("the directory of renditions was deleted; they are made again", "dir", f.store.dir)
		f.seq = 0
	}
}

// Apply implements [archive.Follower]. It renders what is missing, as many
// photos at once as there are processors, and removes the renditions of photos
// that have left. A photo that cannot be rendered is
// logged and passed over; a store that cannot be written is an error.
func (f *Follower) Apply(ctx context.Context, photos []*archive.Photo, upTo archive.Seq) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, photo := range photos {
		if photo.Shelf.Retired != nil {
			if err := f.store.Remove(photo.ID); err != nil {
				return err
			}
			continue
		}
		if photo.Placeholder != "" {
			continue
		}
		group.Go(func() error {
			err := f.store.Ensure(ctx, photo, f.originals)
			if err == nil || errors.Is(err, errKeep) || ctx.Err() != nil {
				return err
			}
			f.log.Warn("photo has no rendition", "photo", photo.ID, "reason", err)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}

	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seq > 0 {
		// Deleted while rendering: what was there before must be made again.
		if f.notice(); f.seq == 0 {
			return nil
		}
	}
	data := strconv.AppendInt(nil, int64(upTo), 10)
	if err := f.store.write(f.store.cursorPath(Version), append(data, '\n')); err != nil {
		return fmt.Errorf("thumbs: keep the cursor: %w", err)
	}
	f.seq = upTo
	f.removeOlder()
	return nil
}

// Forget implements [archive.Follower].
func (f *Follower) Forget(_ context.Context, ids []archive.ID) error {
	for _, id := range ids {
		if err := f.store.Remove(id); err != nil {
			return err
		}
	}
	return nil
}

// removeOlder removes the folders of older versions that had come no farther
// than this one has.
func (f *Follower) removeOlder() {
	entries, err := os.ReadDir(f.store.dir)
	if err != nil {
		f.log.Warn("older renditions stay", "reason", err)
		return
	}
	for _, e := range entries {
		number, ok := strings.CutPrefix(e.Name(), "v")
		version, err := strconv.Atoi(number)
		if !ok || err != nil || version >= Version {
			continue
		}
		if seq, err := f.store.readCursor(version); err == nil && seq > f.seq {
			continue
		}
		if err := os.RemoveAll(f.store.versionDir(version)); err != nil {
			f.log.Warn("older renditions stay", "reason", err)
		}
	}
}

// Remove removes the renditions of a photo; one that has none is no error.
func (s *Store) Remove(id archive.ID) error {
	for _, size := range []Size{Grid, Preview} {
		if err := os.Remove(s.path(id, size)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("thumbs: remove the renditions of %s: %w", id, err)
		}
	}
	return nil
}

func (s *Store) cursorPath(version int) string {
	return filepath.Join(s.versionDir(version), "cursor")
}

// readCursor reads the cursor of a version; an error comes with 0.
func (s *Store) readCursor(version int) (archive.Seq, error) {
	path := s.cursorPath(version)
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	text, ok := strings.CutSuffix(string(data), "\n")
	seq, err := strconv.ParseInt(text, 10, 64)
	if !ok || err != nil || seq < 0 {
		return 0, fmt.Errorf("%s is damaged", path)
	}
	return archive.Seq(seq), nil
}
