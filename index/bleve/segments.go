package bleve

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Bleve keeps the names of its segment files in root.bolt, and does not look
// at their checksums: bytes that went bad show as a panic, or as a wrong
// answer, much later. Files that root.bolt does not name are left over from a
// crash.

// checkAtOnce is how many bytes of segments are checked before an index is
// opened; those of a larger one are checked while it answers.
const checkAtOnce = 512 << 20

// listSegments are the segment files of an index that is closed. An error is
// ErrInUse or a *damagedError.
func listSegments(path string) ([]string, error) {
	store := filepath.Join(path, "store")
	db, err := bbolt.Open(filepath.Join(store, "root.bolt"), 0, &bbolt.Options{ReadOnly: true, Timeout: lockTimeout})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, ErrInUse
	}
	if err != nil {
		return nil, &damagedError{err}
	}
	var segments []string
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(_ []byte, b *bbolt.Bucket) error {
			return eachValue(b, func(value []byte) {
				if name := string(value); strings.HasSuffix(name, ".zap") && filepath.Base(name) == name {
					segments = append(segments, filepath.Join(store, name))
				}
			})
		})
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, &damagedError{err}
	}
	return segments, nil
}

// eachValue visits all values in a bucket and the buckets inside it.
func eachValue(b *bbolt.Bucket, visit func(value []byte)) error {
	return b.ForEach(func(key, value []byte) error {
		if value == nil {
			return eachValue(b.Bucket(key), visit)
		}
		visit(value)
		return nil
	})
}

// totalSize is the size of all segments. One that is not there is damage:
// Bleve would answer from an older state, or from nothing, without a word.
func totalSize(paths []string) (size int64, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return 0, &damagedError{err}
		}
		size += info.Size()
	}
	return size, nil
}

// check compares the checksums of segments. One that is not there any more was
// merged into another meanwhile.
func check(segments []string) error {
	for _, path := range segments {
		if err := checkSegment(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &damagedError{fmt.Errorf("segment %s: %w", filepath.Base(path), err)}
		}
	}
	return nil
}

// checkSegment compares the CRC-32 that ends a segment file with its bytes.
func checkSegment(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	body := info.Size() - crc32.Size
	if body < 0 {
		return io.ErrUnexpectedEOF
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyBuffer(sum, io.LimitReader(f, body), make([]byte, 256<<10)); err != nil {
		return err
	}
	var stated [crc32.Size]byte
	if _, err := io.ReadFull(f, stated[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(stated[:]) != sum.Sum32() {
		return errors.New("its checksum is wrong")
	}
	return nil
}
