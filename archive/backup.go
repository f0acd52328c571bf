package archive

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// BackupReport counts what a backup holds and what was done for it.
type BackupReport struct {
	Photos    int   `json:"photos"`
	Originals int   `json:"originals"` // sidecars included
	Bytes     int64 `json:"bytes"`
	// Copied and CopiedBytes are those that the backup did not have; of them
	// Replaced were there and not whole.
	Copied      int   `json:"copied"`
	CopiedBytes int64 `json:"copied_bytes"`
	Replaced    int   `json:"replaced,omitempty"`
	// Missing and Damaged originals could not be copied: the archive does not
	// have them whole, nor does the backup.
	Missing int `json:"missing"`
	Damaged int `json:"damaged"`
	// Unnamed are those that the backup has and the archive no longer names;
	// Pruned were removed from the backup.
	Unnamed int `json:"unnamed,omitempty"`
	Pruned  int `json:"pruned,omitempty"`
}

// Harm is the number of originals that the backup should hold and does not.
func (r BackupReport) Harm() int { return r.Missing + r.Damaged }

// Backup brings the originals of an archive into another store, those that a
// snapshot of its catalogue names.
type Backup struct {
	BackupReport
	// Found is told each original that cannot be copied; Step of each that was
	// dealt with, with its bytes. They are called one at a time.
	Found func(Finding)
	Step  func(bytes int64)

	archive *Archive
	to      Originals
	todo    []toCopy
	unnamed []Hash
	// mu guards the report and the callbacks while originals are copied.
	mu sync.Mutex
}

type toCopy struct {
	Named
	// there: the backup has a file of the right size, to be compared.
	there bool
}

// PlanBackup compares what a snapshot names with what a store holds: by size,
// or where compare is set by hash, which is done in [Backup.Copy].
func (a *Archive) PlanBackup(ctx context.Context, snapshot Inventory, to Originals, compare bool) (*Backup, error) {
	b := &Backup{archive: a, to: to}
	there := make(map[Hash]int64)
	for stored, err := range to.All(ctx) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			continue // no original: a stray file is not the backup's business
		}
		there[stored.Hash] = stored.Size
	}
	named := make(map[Hash]bool)
	for n, err := range snapshot.Named(ctx) {
		if err != nil {
			return nil, fmt.Errorf("archive: backup: %w", err)
		}
		if n.Size >= 0 {
			b.Photos++
		}
		if named[n.Hash] {
			continue
		}
		named[n.Hash] = true
		b.plan(ctx, n, there, compare)
	}
	for hash := range there {
		if !named[hash] {
			b.unnamed = append(b.unnamed, hash)
		}
	}
	b.Unnamed = len(b.unnamed)
	return b, nil
}

// plan decides about one original.
func (b *Backup) plan(ctx context.Context, n Named, there map[Hash]int64, compare bool) {
	size, has := there[n.Hash]
	if n.Size < 0 {
		n.Size = size
		if original, err := b.archive.Originals.Open(ctx, n.Hash); err == nil {
			n.Size = original.Size()
			original.Close()
		}
	}
	has = has && size == n.Size
	if has {
		b.Originals++
		b.Bytes += size
	}
	if !has || compare {
		b.todo = append(b.todo, toCopy{n, has})
	}
}

// Todo is how many originals Copy will read, and how many of their bytes the
// backup does not have yet.
func (b *Backup) Todo() (originals int, bytes, missing int64) {
	for _, c := range b.todo {
		bytes += c.Size
		if !c.there {
			missing += c.Size
		}
	}
	return len(b.todo), bytes, missing
}

// Files are copied a few at a time, because each waits for the disk, and put
// into place in groups, because folders are synced then.
const (
	copiesAtOnce   = 4
	copiesPerGroup = 64
)

// Copy copies what the store lacks. Each file is hashed on the way and synced
// before it is put into place, so that a store is always as good as it was.
// spoolDir is on the file system of the store, and the caller's alone.
func (b *Backup) Copy(ctx context.Context, spoolDir string) error {
	spool, err := openOwnSpool(spoolDir)
	if err != nil {
		return fmt.Errorf("archive: backup: %w", err)
	}
	for group := range slices.Chunk(b.todo, copiesPerGroup) {
		if err := b.copyGroup(ctx, spool, group); err != nil {
			return errors.Join(fmt.Errorf("archive: backup: %w", err), spool.Close())
		}
	}
	return spool.Close()
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
