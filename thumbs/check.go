package thumbs

import (
	"context"
	"errors"
	"fmt"
	"image/jpeg"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"cutline/archive"
)

var _ archive.Renditions = (*Store)(nil)

// Check implements [archive.Renditions].
func (s *Store) Check(_ context.Context, photo *archive.Photo, deep bool) error {
	width, height := photo.Width, photo.Height
	for _, size := range []Size{Preview, Grid} {
		width, height = size.Fit(width, height) // the grid is made from the preview
		if err := s.check(photo.ID, size, width, height, deep); err != nil {
			return fmt.Errorf("its %s rendition %w", size, err)
		}
	}
	return nil
}

// errMissing is a rendition that is not there; it is fs.ErrNotExist.
var errMissing error = missingError{}

type missingError struct{}

func (missingError) Error() string        { return "is missing" }
func (missingError) Is(target error) bool { return target == fs.ErrNotExist }

// check looks at one rendition. What is wrong with it is a phrase.
func (s *Store) check(id archive.ID, size Size, width, height int, deep bool) error {
	r, err := s.Open(id, size)
	if errors.Is(err, fs.ErrNotExist) {
		if _, statErr := os.Lstat(s.path(id, size)); statErr == nil {
			return errors.New("is cut short or no JPEG")
		}
		return errMissing
	}
	if err != nil {
		return fmt.Errorf("cannot be opened: %w", err)
	}
	defer r.Close()
	seen, err := jpeg.DecodeConfig(r)
	if err != nil {
		return fmt.Errorf("is no JPEG: %w", err)
	}
	if width > 0 && (far(seen.Width, width) || far(seen.Height, height)) {
		return fmt.Errorf("has %d × %d pixels and should have %d × %d", seen.Width, seen.Height, width, height)
	}
	if !deep {
		return nil
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("cannot be read: %w", err)
	}
	if _, err := jpeg.Decode(r); err != nil {
		return fmt.Errorf("cannot be decoded: %w", err)
	}
	return nil
}

// far tells lengths apart that rounding does not explain.
func far(a, b int) bool { return a < b-1 || a > b+1 }

// Renew implements [archive.Renditions].
func (s *Store) Renew(ctx context.Context, photo *archive.Photo, originals archive.Originals) error {
	return s.make(ctx, photo, originals)
}

// straysAtOnce is how many renditions are looked up together.
const straysAtOnce = 500

// Strays implements [archive.Renditions]. Files younger than abandonedAfter are
// passed over: an ingest renders before it commits. The folders of other
// versions are the follower's, which removes them.
func (s *Store) Strays(ctx context.Context, named func([]archive.ID) (map[archive.ID]bool, error), found func(path string) bool) error {
	remove := func(path string) error {
		if !found(path) {
			return nil
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("thumbs: %w", err)
		}
		return nil
	}
	waiting := make(map[archive.ID][]string)
	look := func() error {
		ids := make([]archive.ID, 0, len(waiting))
		for id := range waiting {
			ids = append(ids, id)
		}
		known, err := named(ids)
		if err != nil {
			return err
		}
		for id, paths := range waiting {
			for _, path := range paths {
				if known[id] {
					break
				}
				if err := remove(path); err != nil {
					return err
				}
			}
		}
		clear(waiting)
		return nil
	}
	err := filepath.WalkDir(s.dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // removed meanwhile
		}
		if err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		if entry.IsDir() {
			if path == s.spool() || s.isOther(path) {
				return filepath.SkipDir
			}
			return nil
		}
		if info, err := entry.Info(); err != nil || path == s.cursorPath(Version) || time.Since(info.ModTime()) < abandonedAfter {
			return nil
		}
		id, ok := s.idOf(path)
		if !ok {
			return remove(path)
		}
		if waiting[id] = append(waiting[id], path); len(waiting) < straysAtOnce {
			return nil
		}
		return look()
	})
	if err != nil {
		return err
	}
	return look()
}

// isOther reports whether a folder holds the renditions of another version.
func (s *Store) isOther(path string) bool {
	number, ok := strings.CutPrefix(filepath.Base(path), "v")
	version, err := strconv.Atoi(number)
	return ok && err == nil && version != Version && filepath.Dir(path) == filepath.Clean(s.dir)
}

// idOf is the photo whose rendition of this version lies at path.
func (s *Store) idOf(path string) (archive.ID, bool) {
	id, err := archive.ParseID(strings.TrimSuffix(filepath.Base(path), ".jpg"))
	if err != nil {
		return "", false
	}
	return id, path == s.path(id, Grid) || path == s.path(id, Preview)
}
