package archive

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/sync/errgroup"
)

// Files are copied a few at a time, because each waits for the disk, and put
// into place in groups, because folders are synced then. A group is small
// enough that an interruption costs little.
const (
	copiesAtOnce   = 4
	copiesPerGroup = 64
	bytesPerGroup  = 256 << 20
)

// Copy copies what the store lacks. Each file is hashed on the way and synced
// before it is put into place, so that a store is always as good as it was.
// spoolDir is on the file system of the store, and the caller's alone.
func (b *Backup) Copy(ctx context.Context, spoolDir string) error {
	spool, err := openOwnSpool(spoolDir)
	if err != nil {
		return fmt.Errorf("archive: backup: %w", err)
	}
	err = b.copyAll(ctx, spool)
	if err != nil {
		err = fmt.Errorf("archive: backup: %w", err)
	}
	return errors.Join(err, spool.Close())
}

func (b *Backup) copyAll(ctx context.Context, spool *Spool) error {
	var group []toCopy
	bytes := int64(0)
	for c, err := range b.named(ctx) {
		if err != nil {
			return err
		}
		if c.there && !b.compare {
			continue
		}
		group = append(group, c)
		if bytes += c.Size; len(group) < copiesPerGroup && bytes < bytesPerGroup {
			continue
		}
		if err := b.copyGroup(ctx, spool, group); err != nil {
			return err
		}
		group, bytes = group[:0], 0
	}
	return b.copyGroup(ctx, spool, group)
}

func (b *Backup) copyGroup(ctx context.Context, spool *Spool, group []toCopy) error {
	copied := make([]Spooled, len(group))
	g, copying := errgroup.WithContext(ctx)
	g.SetLimit(copiesAtOnce)
	for i, c := range group {
		g.Go(func() (err error) {
			copied[i], err = b.copyOne(copying, spool, c)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	copied = slices.DeleteFunc(copied, func(s Spooled) bool { return s.Path == "" })
	return b.to.Keep(ctx, copied)
}

// copyOne copies an original into the spool. Its path is empty where there is
// nothing to put into place.
func (b *Backup) copyOne(ctx context.Context, spool *Spool, c toCopy) (Spooled, error) {
	none := Spooled{}
	if c.there {
		whole, err := b.whole(ctx, c.Hash)
		if err != nil {
			return none, err
		}
		if whole {
			b.done(c, func() {})
			return none, nil
		}
	}
	file, kind, err := b.read(ctx, spool, c.Hash)
	if err != nil {
		return none, err
	}
	if kind != "" {
		return none, b.cannot(ctx, c, kind)
	}
	if err := file.settle(); err != nil {
		return none, err
	}
	b.done(c, func() {
		b.Copied++
		b.CopiedBytes += file.size
		if c.there {
			b.Replaced++
		} else {
			b.Originals++
			b.Bytes += file.size
		}
	})
	return Spooled{Hash: c.Hash, Path: file.Name()}, nil
}

// done counts one original.
func (b *Backup) done(c toCopy, count func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	count()
	if b.Step != nil {
		b.Step(c.Size)
	}
}

// whole compares an original in the backup with its hash. One that cannot be
// read is not whole.
func (b *Backup) whole(ctx context.Context, hash Hash) (bool, error) {
	file, err := b.to.Open(ctx, hash)
	if err != nil {
		return false, ctx.Err()
	}
	defer file.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, contextReader{ctx, file})
	return err == nil && Hash(sum.Sum(nil)) == hash, ctx.Err()
}

// read copies an original of the archive into the spool. A kind of finding says
// that the archive does not have it whole.
func (b *Backup) read(ctx context.Context, spool *Spool, hash Hash) (file *spooled, kind string, err error) {
	original, err := b.archive.Originals.Open(ctx, hash)
	if errors.Is(err, ErrNotFound) {
		return nil, Missing, nil
	}
	if err != nil {
		return nil, Damaged, ctx.Err()
	}
	defer original.Close()
	src := &sourceReader{Reader: original}
	file, err = spool.write(ctx, src)
	switch {
	case err == nil && file.hash == hash:
		return file, "", nil
	case err == nil:
		file.discard()
		return nil, Damaged, nil
	case src.err != nil && ctx.Err() == nil: // a read error of the archive's disk
		return nil, Damaged, nil
	}
	return nil, "", err
}

// sourceReader remembers a read error, to tell it from one of writing.
type sourceReader struct {
	io.Reader
	err error
}

func (s *sourceReader) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// cannot reports an original that the archive does not have whole, unless its
// photo left the archive since the snapshot.
func (b *Backup) cannot(ctx context.Context, c toCopy, kind string) error {
	if named, err := b.archive.names(ctx, c.Photo, c.Hash); err != nil || !named {
		return err
	}
	b.done(c, func() {
		if kind == Missing {
			b.Missing++
		} else {
			b.Damaged++
		}
		if c.there { // and what the backup has is not whole either
			b.Originals--
			b.Bytes -= c.Size
		}
		if b.Found != nil {
			b.Found(Finding{Kind: kind, ID: c.Photo, Hash: &c.Hash, Text: fmt.Sprintf(
				"photo %s: its original %s is %s in the archive and not in the backup; cutline verify says how to mend it", c.Photo, c.Hash, kind)})
		}
	})
	return nil
}

// Prune removes from the store what the snapshot does not name: after a purge,
// the photo's bytes. It is for when the snapshot is in place.
func (b *Backup) Prune(ctx context.Context) error {
	for _, hash := range b.unnamed {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := b.to.Remove(ctx, hash); err != nil {
			return fmt.Errorf("archive: backup: %w", err)
		}
		b.Pruned++
		b.Unnamed--
	}
	return nil
}
