package thumbs

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"cutline/archive"
)

// Rendition is an open rendition, a JPEG.
type Rendition struct {
	io.ReadSeekCloser
	Size    int64 // in bytes
	ModTime time.Time
}

// Open opens a rendition for serving. One that is missing, or was torn by a
// power cut, is fs.ErrNotExist; [Store.Ensure] makes it.
func (s *Store) Open(id archive.ID, size Size) (*Rendition, error) {
	if _, err := archive.ParseID(string(id)); err != nil || size.longEdge() == 0 {
		return nil, fmt.Errorf("thumbs: rendition %q of %q: %w", size, id, fs.ErrNotExist)
	}
	f, err := os.Open(s.path(id, size))
	if err != nil {
		return nil, fmt.Errorf("thumbs: %w", err)
	}
	info, err := f.Stat()
	if err == nil && !whole(f, info.Size()) {
		err = fmt.Errorf("%s is torn: %w", f.Name(), fs.ErrNotExist)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("thumbs: %w", err)
	}
	return &Rendition{ReadSeekCloser: f, Size: info.Size(), ModTime: info.ModTime()}, nil
}

// whole reports whether a rendition begins and ends as a JPEG. Files are not
// synced, so after a power cut one may be empty, short, or zeros.
func whole(r io.ReaderAt, size int64) bool {
	var head, tail [2]byte
	if size < int64(len(head)+len(tail)) {
		return false
	}
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return false
	}
	if _, err := r.ReadAt(tail[:], size-int64(len(tail))); err != nil {
		return false
	}
	return head == [2]byte{0xff, markerSOI} && tail == [2]byte{0xff, markerEOI}
}

// has reports whether both renditions are there and whole.
func (s *Store) has(id archive.ID) bool {
	for _, size := range []Size{Grid, Preview} {
		r, err := s.Open(id, size)
		if err != nil {
			return false
		}
		r.Close()
	}
	return true
}
