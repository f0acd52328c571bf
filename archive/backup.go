package archive

import (
	"context"
	"fmt"
	"iter"
	"sync"
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

	archive  *Archive
	snapshot Inventory
	to       Originals
	compare  bool
	// there is what the store held. A million of them must fit into memory, so
	// that what is to be copied is not listed but read from the snapshot again.
	there map[Hash]held
	// files, bytes and lacking are what Todo returns.
	files          int
	bytes, lacking int64
	unnamed        []Hash
	// mu guards the report and the callbacks while originals are copied.
	mu sync.Mutex
}

// held is an original that the store held.
type held struct {
	size  int64
	named bool // by the snapshot
}

type toCopy struct {
	Named
	sidecar bool
	// there: the backup has a file of the right size.
	there bool
}

// PlanBackup compares what a snapshot names with what a store holds: by size,
// or where compare is set by hash, which is done in [Backup.Copy]. The snapshot
// is read again then, and must not change.
func (a *Archive) PlanBackup(ctx context.Context, snapshot Inventory, to Originals, compare bool) (*Backup, error) {
	b := &Backup{archive: a, snapshot: snapshot, to: to, compare: compare, there: make(map[Hash]held)}
	for stored, err := range to.All(ctx) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			continue // no original: a stray file is not the backup's business
		}
		b.there[stored.Hash] = held{size: stored.Size}
	}
	for c, err := range b.named(ctx) {
		if err != nil {
			return nil, fmt.Errorf("archive: backup: %w", err)
		}
		if h, has := b.there[c.Hash]; has {
			b.there[c.Hash] = held{h.size, true}
		}
		if c.there {
			b.Originals++
			b.Bytes += c.Size
		} else {
			b.lacking += c.Size
		}
		if !c.there || compare {
			b.files++
			b.bytes += c.Size
		}
		if !c.sidecar {
			b.Photos++
		}
	}
	for hash, h := range b.there {
		if !h.named {
			b.unnamed = append(b.unnamed, hash)
		}
	}
	b.Unnamed = len(b.unnamed)
	return b, nil
}

// named yields what the snapshot names, each original once.
func (b *Backup) named(ctx context.Context) iter.Seq2[toCopy, error] {
	return func(yield func(toCopy, error) bool) {
		sidecars := make(map[Hash]struct{}) // photos are named once, sidecars by many
		for n, err := range b.snapshot.Named(ctx) {
			if err != nil {
				yield(toCopy{}, err)
				return
			}
			h, has := b.there[n.Hash]
			sidecar := n.Size < 0
			if sidecar {
				if _, done := sidecars[n.Hash]; done {
					continue
				}
				sidecars[n.Hash] = struct{}{}
				n.Size = b.sizeOf(ctx, n.Hash, h.size)
			}
			if !yield(toCopy{n, sidecar, has && h.size == n.Size}, nil) {
				return
			}
		}
	}
}

// sizeOf is the size of an original of the archive; otherwise where it has none.
func (b *Backup) sizeOf(ctx context.Context, hash Hash, otherwise int64) int64 {
	original, err := b.archive.Originals.Open(ctx, hash)
	if err != nil {
		return otherwise
	}
	defer original.Close()
	return original.Size()
}

// Todo is how many originals Copy will read, their bytes, and how many of those
// the backup does not have yet.
func (b *Backup) Todo() (originals int, bytes, lacking int64) { return b.files, b.bytes, b.lacking }
