package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"sync"
)

// SharedFile is a file that says words of many photos, such as a manifest. It is
// kept as an original once, with the first photo that is committed with it.
type SharedFile struct {
	hash Hash

	mu   sync.Mutex
	data []byte // nil when it is kept
}

// NewSharedFile makes one of a file's bytes, which are not to change.
func NewSharedFile(data []byte) *SharedFile {
	return &SharedFile{hash: sha256.Sum256(data), data: data}
}

// keepShared keeps the shared files of a commit that are not in the archive yet.
func (a *Archive) keepShared(ctx context.Context, prepared []*Prepared) error {
	for _, p := range prepared {
		for _, file := range p.shared {
			if err := a.keepOnce(ctx, file); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *Archive) keepOnce(ctx context.Context, file *SharedFile) error {
	file.mu.Lock()
	defer file.mu.Unlock()
	if file.data == nil {
		return nil
	}
	spooled, err := a.Spool.write(ctx, bytes.NewReader(file.data))
	if err != nil {
		return err
	}
	if err = spooled.settle(); err == nil {
		err = a.Originals.Keep(ctx, []Spooled{{Hash: file.hash, Path: spooled.Name()}})
	}
	if err != nil {
		spooled.discard()
		return err
	}
	file.data = nil
	return nil
}
