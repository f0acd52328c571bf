package thumbs

import (
	"encoding/binary"
	"image"
	"io"
	"math"
	"slices"

	"cutline/thumbs/icc"
)

// Tags of TIFF 6.0, section 8, and of its section 16 for CMYK.
const (
	tiffNewSubfile  = 254
	tiffSubfile     = 255
	tiffPhotometric = 262
	tiffSamples     = 277
	tiffInkSet      = 332
	tiffExtra       = 338
)

// tiffPage is a TIFF as its decoder is to see it: the first directory is that
// of the first full picture, before which some programs put a small one, and
// CMYK, which the decoder does not know, looks like RGB with transparency,
// which has the same layout. cmyk tells of the latter. A file that needs no
// change, or is broken, comes back as it is.
func tiffPage(r *io.SectionReader) (page *io.SectionReader, cmyk bool) {
	f, err := openIFD(r)
	if err != nil || r.Size() > math.MaxUint32 { // a directory behind such a file cannot be named
		return r, false
	}
	at, chosen := f.first, f.first
	var entries []ifdEntry
	for range maxDirectories {
		these, next, err := f.directory(at)
		if err != nil {
			break
		}
		const reduced, mask, oldReduced = 1, 4, 2
		kind := f.number(these, tiffNewSubfile, 0)
		if kind&(reduced|mask) == 0 && f.number(these, tiffSubfile, 0) != oldReduced {
			entries, chosen = these, at
			break
		}
		at = next
	}
	const separated = 5
	cmyk = f.number(entries, tiffPhotometric, -1) == separated && f.number(entries, tiffSamples, 0) == 4
	if !cmyk && chosen == f.first {
		return r, false
	}
	if cmyk {
		const rgb, straightAlpha, short = 2, 2, 3
		entries = slices.DeleteFunc(entries, func(e ifdEntry) bool {
			return e.tag == tiffPhotometric || e.tag == tiffExtra || e.tag == tiffInkSet
		})
		for tag, value := range map[uint16]uint16{tiffPhotometric: rgb, tiffExtra: straightAlpha} {
			e := ifdEntry{tag: tag, kind: short, count: 1}
			f.order.PutUint16(e.value[:], value)
			entries = append(entries, e)
		}
		slices.SortFunc(entries, func(a, b ifdEntry) int { return int(a.tag) - int(b.tag) })
	}
	return f.withFirst(r, entries), cmyk
}

// withFirst is a file whose first directory holds the entries given, behind
// its end.
func (f *ifdFile) withFirst(r *io.SectionReader, entries []ifdEntry) *io.SectionReader {
	size := r.Size()
	order := f.order.(interface {
		binary.ByteOrder
		binary.AppendByteOrder
	})
	o := &overlay{r: r, size: size}
	if _, err := r.ReadAt(o.head[:], 0); err != nil {
		return r
	}
	f.order.PutUint32(o.head[4:], uint32(size))
	o.tail = order.AppendUint16(o.tail, uint16(len(entries)))
	for _, e := range entries {
		o.tail = order.AppendUint16(o.tail, e.tag)
		o.tail = order.AppendUint16(o.tail, e.kind)
		o.tail = order.AppendUint32(o.tail, e.count)
		o.tail = append(o.tail, e.value[:]...)
	}
	o.tail = order.AppendUint32(o.tail, 0)
	return io.NewSectionReader(o, 0, size+int64(len(o.tail)))
}

// overlay is a file with another head and something behind its end.
type overlay struct {
	r    io.ReaderAt
	size int64 // of the file
	head [8]byte
	tail []byte
}

func (o *overlay) ReadAt(p []byte, at int64) (n int, err error) {
	if at < o.size {
		n, err = o.r.ReadAt(p[:min(int64(len(p)), o.size-at)], at)
		if at < int64(len(o.head)) {
			copy(p[:n], o.head[at:])
		}
		if n == len(p) || err != nil && err != io.EOF {
			return n, err
		}
	}
	behind := max(at-o.size, 0)
	if behind > int64(len(o.tail)) {
		return n, io.EOF
	}
	more := copy(p[n:], o.tail[behind:])
	if n += more; n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// asCMYK gives the ink back its name in a picture that was decoded as if it
// were colour and transparency.
func asCMYK(img image.Image) image.Image {
	if deep, ok := img.(*image.NRGBA64); ok {
		var round *icc.Transform
		img = round.NRGBA64(deep)
	}
	if ink, ok := img.(*image.NRGBA); ok {
		return &image.CMYK{Pix: ink.Pix, Stride: ink.Stride, Rect: ink.Rect}
	}
	return img
}
