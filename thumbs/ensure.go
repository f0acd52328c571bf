package thumbs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"cutline/archive"
)

// Ensure makes the renditions of a photo if one is missing or torn. Calls at
// once for one photo share the work. A photo that has no renditions, for the
// reason it gives (Photo.NoPicture) or one found now, is fs.ErrNotExist; otherwise the
// errors are those of [archive.Originals] and [Store.Render].
func (s *Store) Ensure(ctx context.Context, photo *archive.Photo, originals archive.Originals) error {
	if reason := photo.NoPicture(); reason != "" {
		return placeholderError(photo.ID, reason)
	}
	for !s.has(photo.ID) {
		_, err, _ := s.making.Do(string(photo.ID), func() (any, error) {
			// Another caller may have made them since we looked.
			if s.has(photo.ID) {
				return nil, nil
			}
			return nil, s.make(ctx, photo, originals)
		})
		// The work was that of another caller, who left: do it ourselves.
		if isDone(err) && ctx.Err() == nil {
			continue
		}
		return err
	}
	return nil
}

func isDone(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

func (s *Store) make(ctx context.Context, photo *archive.Photo, originals archive.Originals) error {
	original, err := originals.Open(ctx, photo.SHA256)
	if err != nil {
		return fmt.Errorf("thumbs: open the original of %s: %w", photo.ID, err)
	}
	defer original.Close()
	seen, err := s.Render(ctx, photo.ID, archive.Picture{
		ReaderAt:    original,
		Size:        original.Size(),
		Format:      photo.Format,
		Orientation: photo.Orientation,
	})
	if err != nil {
		return err
	}
	if seen.Placeholder != "" {
		return placeholderError(photo.ID, seen.Placeholder)
	}
	return nil
}

func placeholderError(id archive.ID, reason string) error {
	return fmt.Errorf("thumbs: %s has no rendition: %s: %w", id, reason, fs.ErrNotExist)
}
