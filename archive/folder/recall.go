package folder

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io/fs"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
)

// recallBatch is how many files are looked up in the memory at a time.
const recallBatch = 500

// recall sends the files that are as an earlier run saw them to done, with the
// outcome of then, and the others to files.
func (p *pipeline) recall(ctx context.Context, walked <-chan found, files chan<- found, done chan<- ready) error {
	for batch := range batches(walked, recallBatch) {
		seen, err := p.remembered(ctx, batch)
		if err != nil {
			return err
		}
		for _, f := range batch {
			f.given = given(p.Watched)
			if s, ok := seen[absolute(f.path)]; ok && f.like(s) {
				err = send(ctx, done, ready{found: f, seen: &s})
			} else {
				err = send(ctx, files, f)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *pipeline) remembered(ctx context.Context, batch []found) (map[string]archive.Seen, error) {
	if p.Again || p.Spooled != "" {
		return nil, nil
	}
	paths := make([]string, 0, len(batch))
	for _, f := range batch {
		if f.info != nil {
			paths = append(paths, absolute(f.path))
		}
	}
	if len(paths) == 0 {
		return nil, nil
	}
	seen, err := p.Archive.Memory.Seen(ctx, paths)
	if err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	return seen, nil
}

// like tells whether a file is as it was seen.
func (f found) like(s archive.Seen) bool {
	return f.info != nil && s.Size == f.info.Size() && s.Modified.Equal(f.info.ModTime()) && s.Mark == f.mark(s.Outcome)
}

// seenAs is what to remember of a file.
func (f found) seenAs(outcome string) *archive.Seen {
	return &archive.Seen{Path: absolute(f.path), Size: f.info.Size(), Modified: f.info.ModTime(), Mark: f.mark(outcome), Outcome: outcome}
}

// mark digests what decides about a file beside its size and time: when its
// inode changed, which also a program that sets the time back cannot hide, the
// sidecars, the words of manifests, of the run and of a watched folder, and, of
// what was not stored, the version of the reader: another may read it.
func (f found) mark(outcome string) (mark [16]byte) {
	sum := sha256.New()
	text := func(s string) {
		binary.Write(sum, binary.LittleEndian, int64(len(s)))
		sum.Write([]byte(s))
	}
	stat := func(info fs.FileInfo) {
		binary.Write(sum, binary.LittleEndian, [3]int64{info.Size(), info.ModTime().UnixNano(), changed(info).UnixNano()})
	}
	if outcome != archive.Known {
		binary.Write(sum, binary.LittleEndian, int64(embedded.Version))
	}
	stat(f.info)
	for i, path := range f.sidecars {
		text(path)
		stat(f.beside[i])
	}
	for _, s := range f.words {
		text(s.Place)
		text(s.Property)
		text(s.Value)
	}
	text(f.given)
	copy(mark[:], sum.Sum(nil))
	return mark
}

// given are the words of a watched folder, and by which it is: the same file
// ingested by hand is read once more, for then it is to stay.
func given(folder *archive.WatchedFolder) string {
	if folder == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%q", folder.Path)
	for _, s := range folder.Statements() {
		fmt.Fprintf(&b, " %q %q", s.Property, s.Value)
	}
	return b.String()
}

// batches yields what comes, as much as there is at a time and at most limit,
// until the channel is closed.
func batches[T any](from <-chan T, limit int) func(yield func([]T) bool) {
	return func(yield func([]T) bool) {
		for first := range from {
			batch := []T{first}
			for more := true; more && len(batch) < limit; {
				select {
				case next, ok := <-from:
					if more = ok; ok {
						batch = append(batch, next)
					}
				default:
					more = false
				}
			}
			if !yield(batch) {
				return
			}
		}
	}
}

// send sends until ctx ends.
func send[T any](ctx context.Context, to chan<- T, v T) error {
	select {
	case to <- v:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
