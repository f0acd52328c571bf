package folder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cutline/archive"
)

// DefaultQuarantine is how many bytes the copies of refused files may have
// together where nothing else is said.
const DefaultQuarantine = 1 << 30

// quarantine lists refused files and copies them, so that a person can look at
// them when the disk they came from is gone. It is used by one goroutine at a
// time. A nil quarantine does nothing.
type quarantine struct {
	*Ingest
	dir    string // "" where nothing is copied
	room   int64  // for copies, in bytes
	listed int    // refusals, of any run
}

func openQuarantine(ctx context.Context, in *Ingest) (*quarantine, error) {
	listed, copied, err := in.Archive.Refusals.QuarantineSize(ctx)
	if err != nil {
		return nil, err
	}
	q := &quarantine{Ingest: in, listed: listed}
	if in.Quarantine != "" && in.QuarantineBytes > 0 {
		if err := os.MkdirAll(in.Quarantine, 0o700); err != nil {
			return nil, fmt.Errorf("make the quarantine folder: %w", err)
		}
		q.dir, q.room = in.Quarantine, in.QuarantineBytes-copied
	}
	return q, nil
}

// sort lists what a group refused and takes off the list what it stored.
func (q *quarantine) sort(ctx context.Context, group []ready) error {
	if q == nil {
		return nil
	}
	var refused []ready
	var stored, paths []string
	for _, r := range group {
		switch {
		case r.seen != nil: // it is listed, or it never was
		case r.err == nil:
			stored = append(stored, q.refusedAs(r.found.path))
		case outcomeOf(r.err) == archive.Refused:
			refused, paths = append(refused, r), append(paths, q.refusedAs(r.found.path))
		}
	}
	if q.listed > 0 {
		// A path that was refused before has a copy that the new one replaces.
		if err := q.release(ctx, slices.Concat(stored, paths)); err != nil {
			return err
		}
	}
	list := make([]archive.Refusal, len(refused))
	for i, r := range refused {
		list[i] = q.refuse(r)
	}
	q.listed += len(list)
	return q.Archive.Refusals.Refuse(ctx, list)
}

// refusedAs is the path that a file is listed by. Two uploads may have files of
// one name, which are not the same file: the run tells them apart.
func (in *Ingest) refusedAs(path string) string {
	if listed := in.Origins[path].Refused; listed != "" {
		return listed
	}
	if path = in.known(path); filepath.IsAbs(path) {
		return path
	}
	return in.ID + "/" + path
}

// release takes files off the list and removes their copies.
func (q *quarantine) release(ctx context.Context, paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	gone, err := q.Archive.Refusals.Dismiss(ctx, paths)
	if err != nil {
		return err
	}
	for _, f := range gone {
		if f.Copy != "" && q.dir != "" {
			os.Remove(filepath.Join(q.dir, f.Copy))
			q.room += f.Size
		}
	}
	return nil
}

// refuse copies a refused file, where that can be done and there is room.
func (q *quarantine) refuse(r ready) archive.Refusal {
	f := archive.Refusal{
		Path: q.refusedAs(r.found.path), Run: q.ID, At: q.Archive.Time(), Size: r.size, Reason: r.err.Error(),
	}
	if q.dir == "" || r.size == 0 || r.size > q.room {
		return f
	}
	if _, purged := errors.AsType[*archive.PurgedError](r.err); purged {
		return f // none of its bytes are to be here
	}
	name, size, err := q.copy(r.found.path, r.size)
	if err != nil {
		return f // it could not be read: that is why it was refused, or as good a reason
	}
	f.Copy, f.Size = name, size
	q.room -= size
	return f
}

// copy copies a file of about size bytes under a new name that ends in the
// file's extension, where that is plain.
func (q *quarantine) copy(path string, size int64) (name string, copied int64, err error) {
	src, _, err := openRegular(path)
	if err != nil {
		return "", 0, err
	}
	defer src.Close()
	dst, err := os.CreateTemp(q.dir, "refused-*"+plainExtension(path))
	if err != nil {
		return "", 0, err
	}
	copied, err = io.Copy(dst, io.LimitReader(src, size))
	if closeErr := dst.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		os.Remove(dst.Name())
		return "", 0, err
	}
	return filepath.Base(dst.Name()), copied, nil
}

// plainExtension is a file's extension where it is one of a picture.
func plainExtension(path string) string {
	for _, usual := range extensions {
		if i := slices.Index(usual, strings.ToLower(filepath.Ext(path))); i >= 0 {
			return usual[i]
		}
	}
	return ""
}
