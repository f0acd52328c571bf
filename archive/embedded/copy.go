package embedded

import (
	"fmt"
	"io"
	"sort"
)

// Copy is an image file that says other words than the one it was made of. It
// is put together of new bytes and of ranges of the original, so that a picture
// of two gigabytes takes no more memory than its words; the original must stay
// readable as long as the Copy is used. Its methods may be called at once.
type Copy struct {
	pieces []piece
	size   int64
	// Cut are the statements of which IIM holds the beginning alone, because of
	// the limits of its datasets. XMP has them whole.
	Cut []Statement
	// Notes are sentences about what the copy does not say as it was asked to.
	Notes []string
	// Manifest: the file carries a C2PA manifest, which is kept and whose
	// binding to the file no longer holds.
	Manifest bool
}

// piece is a part of a Copy: bytes, or n bytes of r from off.
type piece struct {
	data []byte
	r    io.ReaderAt
	off  int64
	at   int64 // in the Copy
	n    int64
}

// add appends bytes.
func (c *Copy) add(data []byte) {
	if len(data) > 0 {
		c.pieces = append(c.pieces, piece{data: data, at: c.size, n: int64(len(data))})
		c.size += int64(len(data))
	}
}

// keep appends n bytes of the original from off.
func (c *Copy) keep(src *source, off, n int64) {
	if n <= 0 {
		return
	}
	if last := len(c.pieces) - 1; last >= 0 && c.pieces[last].r != nil && c.pieces[last].off+c.pieces[last].n == off {
		c.pieces[last].n += n
	} else {
		c.pieces = append(c.pieces, piece{r: src.r, off: off, at: c.size, n: n})
	}
	c.size += n
}

// Size is the length in bytes.
func (c *Copy) Size() int64 { return c.size }

// ReadAt reads the Copy as the file that it will be; see io.ReaderAt.
func (c *Copy) ReadAt(b []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, fmt.Errorf("read a copy: offset %d", off)
	}
	first := sort.Search(len(c.pieces), func(i int) bool { return c.pieces[i].at+c.pieces[i].n > off })
	for _, p := range c.pieces[first:] {
		skip := off + int64(n) - p.at
		if n == len(b) {
			return n, nil
		}
		part := b[n:min(len(b), n+int(min(p.n-skip, int64(len(b)))))]
		if p.r == nil {
			n += copy(part, p.data[skip:])
			continue
		}
		got, err := p.r.ReadAt(part, p.off+skip)
		n += got
		if got < len(part) {
			return n, shortErr(err)
		}
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// WriteTo writes the Copy to w; see io.WriterTo.
func (c *Copy) WriteTo(w io.Writer) (written int64, err error) {
	buf := make([]byte, 256<<10)
	for _, p := range c.pieces {
		var n int64
		if p.r == nil {
			var wrote int
			wrote, err = w.Write(p.data)
			n = int64(wrote)
		} else {
			n, err = io.CopyBuffer(onlyWriter{w}, onlyReader{io.NewSectionReader(p.r, p.off, p.n)}, buf)
			if err == nil && n < p.n {
				err = io.ErrUnexpectedEOF
			}
		}
		written += n
		if err != nil {
			return written, err
		}
	}
	return written, nil
}

// shortErr is the error of an original that has become shorter.
func shortErr(err error) error {
	if err == nil || err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// onlyWriter and onlyReader hide other methods, so that the buffer is used.
type (
	onlyWriter struct{ io.Writer }
	onlyReader struct{ io.Reader }
)
