package embedded

import (
	"encoding/binary"
	"errors"
	"io"
)

// source is the file being read. It keeps apart a file that ends early, which
// is the file's fault, from a disk that fails, which is not.
type source struct {
	r    io.ReaderAt
	size int64
	err  error // the first failure of r that is not its end
}

func (s *source) ReadAt(b []byte, off int64) (int, error) {
	n, err := s.r.ReadAt(b, off)
	if n == len(b) {
		return n, nil
	}
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) && s.err == nil {
		s.err = err
	}
	return n, err
}

// bytes returns the n bytes at off, or false where the file does not hold them.
func (s *source) bytes(off, n int64) ([]byte, bool) {
	if off < 0 || n < 0 || n > maxBlock || off > s.size-n {
		return nil, false
	}
	b := make([]byte, n)
	if _, err := s.ReadAt(b, off); err != nil {
		return nil, false
	}
	return b, true
}

// head returns the first bytes of the file, at most n.
func (s *source) head(n int64) []byte {
	b, _ := s.bytes(0, min(n, s.size))
	return b
}

// section is the part of the source from off to its end.
func (s *source) section(off int64) *io.SectionReader {
	return io.NewSectionReader(s, off, s.size-off)
}

func be16(b []byte) int { return int(binary.BigEndian.Uint16(b)) }

func be32(b []byte) int64 { return int64(binary.BigEndian.Uint32(b)) }
