// Package disk keeps originals as plain files in a folder:
//
//	ab/cd/abcd…   the original whose SHA-256 in hexadecimal is abcd…
//	tmp/          the spool, on the same file system so that a rename moves
//
// Files are read-only for everybody and never altered. Any tool that can read
// files can check them: the name is the hash.
package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"cutline/archive"
)

// Originals is a folder of originals. It implements archive.Originals.
type Originals struct{ dir string }

// SpoolDir is the folder, inside that of the originals, which files are
// written to on their way in.
const SpoolDir = "tmp"

// Open opens the folder, making it where it is missing.
func Open(dir string) (*Originals, error) {
	if err := MakeDir(filepath.Join(dir, SpoolDir)); err != nil {
		return nil, fmt.Errorf("originals: make the folder: %w", err)
	}
	return &Originals{dir: dir}, nil
}

// Look is a folder of originals to read from. Nothing is made, so it may be on
// a disk that cannot be written.
func Look(dir string) *Originals { return &Originals{dir: dir} }

// MakeDir makes a folder, and those above it that are missing, for the owner
// alone, so that they survive a power cut.
func MakeDir(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	parent := filepath.Dir(dir)
	if parent != dir {
		if err := MakeDir(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(parent)
}

func (o *Originals) path(hash archive.Hash) string {
	name := hash.String()
	return filepath.Join(o.dir, name[:2], name[2:4], name)
}

// Keep moves spooled files into place and syncs every folder it changed, each
// once. The files themselves were synced when they were spooled.
func (o *Originals) Keep(ctx context.Context, files []archive.Spooled) error {
	changed := make(map[string]bool)
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := o.keep(file, changed); err != nil {
			return fmt.Errorf("originals: keep %s: %w", file.Hash, err)
		}
	}
	for dir := range changed {
		if err := syncDir(dir); err != nil {
			return fmt.Errorf("originals: sync %s: %w", dir, err)
		}
	}
	return nil
}

// keep moves one file into place and notes in changed the folders whose entries
// must reach the disk.
func (o *Originals) keep(file archive.Spooled, changed map[string]bool) error {
	target := o.path(file.Hash)
	dir := filepath.Dir(target)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	// An entry that another process made may not have reached the disk yet, so
	// the folders count as changed even where they or the file were there.
	changed[dir] = true
	changed[filepath.Dir(dir)] = true
	changed[o.dir] = true
	if err := os.Chmod(file.Path, 0o400); err != nil {
		return err
	}
	// A file that is there is replaced: these bytes were just hashed and synced,
	// and the ones there may be damaged.
	err := os.Rename(file.Path, target)
	if info, statErr := os.Lstat(target); err != nil && statErr == nil && info.IsDir() {
		return fmt.Errorf("there is a folder of that name; move %s away", target)
	}
	return err
}

// Open opens an original for reading.
func (o *Originals) Open(_ context.Context, hash archive.Hash) (archive.Original, error) {
	// Not to wait: a pipe may lie where the original was.
	f, err := os.OpenFile(o.path(hash), os.O_RDONLY|unix.O_NONBLOCK, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("original %s: %w", hash, archive.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("originals: %w", err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is no file", f.Name())
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("originals: %w", err)
	}
	return &original{File: f, size: info.Size()}, nil
}

type original struct {
	*os.File
	size int64
}

func (o *original) Size() int64 { return o.size }

// All walks the folder. The spool is not part of it.
func (o *Originals) All(ctx context.Context) iter.Seq2[archive.Stored, error] {
	return func(yield func(archive.Stored, error) bool) {
		spool := filepath.Join(o.dir, SpoolDir)
		err := filepath.WalkDir(o.dir, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				if !yield(archive.Stored{}, err) {
					return filepath.SkipAll
				}
				return nil
			case entry.IsDir():
				if path == spool {
					return filepath.SkipDir
				}
				return nil
			}
			stored, err := o.stored(path, entry)
			if !yield(stored, err) {
				return filepath.SkipAll
			}
			return nil
		})
		if err != nil {
			yield(archive.Stored{}, err)
		}
	}
}

// stored reads a folder entry as an original.
func (o *Originals) stored(path string, entry fs.DirEntry) (archive.Stored, error) {
	var stored archive.Stored
	if err := stored.Hash.UnmarshalText([]byte(entry.Name())); err != nil || path != o.path(stored.Hash) {
		return archive.Stored{}, fmt.Errorf("%s does not belong in the originals: nothing in the catalogue names it", path)
	}
	info, err := entry.Info()
	if err != nil {
		return archive.Stored{}, err
	}
	stored.Size, stored.Kept = info.Size(), info.ModTime()
	return stored, nil
}

// Remove deletes an original.
func (o *Originals) Remove(_ context.Context, hash archive.Hash) error {
	if err := os.Remove(o.path(hash)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("originals: %w", err)
	}
	return syncDir(filepath.Dir(o.path(hash)))
}

// syncDir makes the entries of a folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	err = d.Sync()
	if closeErr := d.Close(); err == nil {
		err = closeErr
	}
	return err
}
