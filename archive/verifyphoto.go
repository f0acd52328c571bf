package archive

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// original compares one original of a photo with its hash.
func (v *verification) original(ctx context.Context, photo *Photo, hash Hash) ([]Finding, error) {
	what := "its original"
	if hash != photo.SHA256 {
		what = "its sidecar"
	}
	kind, problem, err := v.compare(ctx, hash)
	if err != nil || kind == "" {
		return nil, err
	}
	// It may have left since the photo was read, and its original with it.
	if named, err := v.names(ctx, photo.ID, hash); err != nil || !named {
		return nil, err
	}
	f := Finding{Kind: kind, ID: photo.ID, Hash: &hash}
	f.Text = fmt.Sprintf("photo %s: %s %s %s", photo.ID, what, hash, problem)
	switch source, err := v.heal(ctx, photo, hash); {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		f.Text += fmt.Sprintf("; it could not be put back: %v", err)
	case source == "":
		f.Text += "; put it back from a backup: cutline verify --from BACKUP --repair"
		if path := lastPath(photo); hash == photo.SHA256 && path != "" {
			f.Text += fmt.Sprintf(", or find the file (it came from %s) and ingest it again", path)
		}
	case v.Repair:
		f.Text += fmt.Sprintf("; it was put back from %s", source)
		f.Repaired = true
	case source == theBackup:
		f.Text += "; the backup has it whole: the same command with --repair puts it back"
	default:
		f.Text += fmt.Sprintf("; %s has it whole: cutline verify --repair puts it back", source)
	}
	return []Finding{f}, nil
}

// compare reads one original to its end. What is wrong with it is a kind of
// finding and a phrase.
func (v *verification) compare(ctx context.Context, hash Hash) (kind, problem string, err error) {
	file, err := v.Originals.Open(ctx, hash)
	if errors.Is(err, ErrNotFound) {
		return Missing, "is missing", nil
	}
	if err != nil {
		return Damaged, fmt.Sprintf("cannot be opened: %v", err), nil
	}
	defer file.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, paced{ctx, file, &v.pace})
	v.round.Originals++
	v.round.Bytes += n
	switch {
	case ctx.Err() != nil:
		return "", "", ctx.Err()
	case err != nil:
		return Damaged, fmt.Sprintf("cannot be read to the end: %v", err), nil
	case Hash(sum.Sum(nil)) != hash:
		return Damaged, "is damaged, its bytes have changed", nil
	}
	return "", "", nil
}

// renditions looks at the renditions of one photo. Nothing is made from an
// original that is harmed.
func (v *verification) renditions(ctx context.Context, photo *Photo, harmed bool) ([]Finding, error) {
	store, ok := v.Renderer.(Renditions)
	if !ok || photo.NoPicture() != "" {
		return nil, nil
	}
	wrong := store.Check(ctx, photo, v.Deep)
	if wrong == nil || ctx.Err() != nil {
		return nil, ctx.Err()
	}
	f := Finding{Kind: Spoiled, ID: photo.ID, Text: fmt.Sprintf("photo %s: %v", photo.ID, wrong)}
	missing := errors.Is(wrong, fs.ErrNotExist)
	switch {
	case (v.Repair || v.Renew && !missing) && !harmed:
		err := store.Renew(ctx, photo, v.Originals)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil {
			f.Text, f.Repaired = f.Text+"; it was made again", true
		} else {
			f.Text += fmt.Sprintf("; it could not be made again: %v", err)
		}
	case missing:
		// No word for each: after a restore none is there.
		v.round.Unrendered++
		return nil, nil
	case harmed:
		f.Text += "; it is made again when its original is back"
	default:
		f.Text += "; cutline verify --repair makes it again"
	}
	return []Finding{f}, nil
}
