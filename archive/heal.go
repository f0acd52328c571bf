package archive

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// theBackup is VerifyOptions.From in a sentence.
const theBackup = "the backup"

// heal looks for the bytes of an original elsewhere: in the backup named, else
// where the photo came from. It returns where they are, "" for nowhere. With
// Repair it puts them back.
func (v *verification) heal(ctx context.Context, photo *Photo, hash Hash) (source string, err error) {
	if v.From != nil {
		file, err := v.From.Open(ctx, hash)
		if err == nil {
			defer file.Close()
			whole, err := v.putBack(ctx, file, hash)
			if whole || err != nil {
				return theBackup, err
			}
		}
	}
	if hash != photo.SHA256 {
		return "", nil // a sidecar may be another by now; its path is not kept
	}
	for _, arrival := range slices.Backward(photo.Arrivals) {
		file := openKnown(arrival.Path, photo.Size)
		if file == nil {
			continue
		}
		whole, err := v.putBack(ctx, file, hash)
		file.Close()
		if whole || err != nil {
			return arrival.Path, err
		}
	}
	return "", nil
}

// openKnown opens the file that a photo came from, where it is still there and
// of the same size, else nil. It opens nothing that could hang. A path that came
// from a browser is no more than a name.
func openKnown(path string, size int64) *os.File {
	if !filepath.IsAbs(path) {
		return nil // it came in an upload
	}
	info, err := os.Lstat(path)
	if err != nil || !filepath.IsAbs(path) || !info.Mode().IsRegular() || info.Size() != size {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	return file
}

// putBack reads src and, where its bytes are those of hash, has them take the
// original's place if Repair says so.
func (v *verification) putBack(ctx context.Context, src io.Reader, hash Hash) (whole bool, err error) {
	if !v.Repair {
		sum := sha256.New()
		_, err := io.Copy(sum, paced{ctx, src, &v.pace})
		return err == nil && Hash(sum.Sum(nil)) == hash, ctx.Err()
	}
	file, err := v.Spool.write(ctx, paced{ctx, src, &v.pace})
	if err != nil {
		return false, err
	}
	if file.hash != hash {
		file.discard()
		return false, nil
	}
	if err := file.settle(); err != nil {
		file.discard()
		return false, err
	}
	return true, v.Originals.Keep(ctx, []Spooled{{Hash: hash, Path: file.Name()}})
}

// lastPath is where a photo came from last.
func lastPath(photo *Photo) string {
	if len(photo.Arrivals) == 0 {
		return ""
	}
	return photo.Arrivals[len(photo.Arrivals)-1].Path
}

// harmed tells whether verify found an original missing or damaged, so that
// the same bytes coming in again take its place. Size alone does not tell.
func (a *Archive) harmed(ctx context.Context, hash Hash) (bool, error) {
	findings, err := a.Upkeep.Trouble(ctx, hash.ID())
	if err != nil {
		return false, fmt.Errorf("archive: %w", err)
	}
	return slices.ContainsFunc(findings, of(hash)), nil
}

// of tells the findings of one original from others.
func of(hash Hash) func(Finding) bool {
	return func(f Finding) bool { return f.Hash != nil && *f.Hash == hash }
}

// healed notes that originals which verify found harmed were stored again.
func (a *Archive) healed(ctx context.Context, prepared []*Prepared) error {
	var checks []Check
	for _, p := range prepared {
		if p.photo != nil || p.original == nil {
			continue // new, or nothing was stored
		}
		findings, err := a.Upkeep.Trouble(ctx, p.hash.ID())
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(findings, of(p.hash)) {
			continue
		}
		// The other findings of the photo stay until it is looked at again.
		checks = append(checks, Check{ID: p.hash.ID(), At: a.Time(), Findings: slices.DeleteFunc(findings, of(p.hash))})
	}
	if len(checks) == 0 {
		return nil
	}
	return a.Upkeep.Record(ctx, Round{}, checks)
}
