package thumbs

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// ifdFile is a file of directories as TIFF has them (TIFF 6.0, section 2): a
// TIFF, most raw formats, and what EXIF says.
type ifdFile struct {
	io.ReaderAt
	order binary.ByteOrder
	first int64 // where the first directory is
}

// openIFD reads the head of a file of directories. Raw formats of Olympus and
// Panasonic have other magic numbers than TIFF.
func openIFD(r io.ReaderAt) (*ifdFile, error) {
	var head [8]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return nil, err
	}
	f := &ifdFile{ReaderAt: r}
	switch string(head[:2]) {
	case "II":
		f.order = binary.LittleEndian
	case "MM":
		f.order = binary.BigEndian
	default:
		return nil, errors.New("it does not begin as a TIFF")
	}
	switch f.order.Uint16(head[2:]) {
	case 42, 0x4f52, 0x5352, 0x55:
	default:
		return nil, errors.New("it does not begin as a TIFF")
	}
	f.first = int64(f.order.Uint32(head[4:]))
	return f, nil
}

// ifdEntry is an entry of a directory.
type ifdEntry struct {
	tag, kind uint16
	count     uint32
	value     [4]byte // or where it is, if longer
}

const (
	ifdEntryLength = 12
	// maxEntries is far above what any directory holds.
	maxEntries = 1000
)

// directory reads the entries of a directory and where the next one is, 0 for
// none.
func (f *ifdFile) directory(at int64) (entries []ifdEntry, next int64, err error) {
	if at <= 0 {
		return nil, 0, errors.New("there is no directory")
	}
	var count [2]byte
	if _, err := f.ReadAt(count[:], at); err != nil {
		return nil, 0, err
	}
	n := int(f.order.Uint16(count[:]))
	if n > maxEntries {
		return nil, 0, fmt.Errorf("a directory has %d entries", n)
	}
	data := make([]byte, ifdEntryLength*n+4)
	if read, err := f.ReadAt(data, at+2); read < len(data)-4 {
		return nil, 0, fmt.Errorf("a directory is cut off: %w", err)
	}
	for ; n > 0; n-- {
		entries = append(entries, ifdEntry{
			f.order.Uint16(data), f.order.Uint16(data[2:]), f.order.Uint32(data[4:]), [4]byte(data[8:]),
		})
		data = data[ifdEntryLength:]
	}
	return entries, int64(f.order.Uint32(data)), nil
}

// bytes of the value of an entry, at most as many as given.
func (f *ifdFile) bytes(e ifdEntry, most int64) ([]byte, error) {
	size := int64(e.count)
	switch e.kind {
	case 1, 2, 6, 7: // BYTE, ASCII, SBYTE, UNDEFINED
	case 3, 8: // SHORT
		size *= 2
	case 4, 9, 13: // LONG, IFD
		size *= 4
	default:
		return nil, fmt.Errorf("tag %d has the type %d", e.tag, e.kind)
	}
	if size > most {
		return nil, fmt.Errorf("tag %d has %d bytes", e.tag, size)
	}
	if size <= 4 {
		return e.value[:size], nil
	}
	data := make([]byte, size)
	_, err := f.ReadAt(data, int64(f.order.Uint32(e.value[:])))
	return data, err
}

// numbers are the values of an entry, nil if there are more than most or they
// cannot be read.
func (f *ifdFile) numbers(e ifdEntry, most int) (all []int64) {
	data, err := f.bytes(e, 4*int64(most))
	if err != nil {
		return nil
	}
	for range min(int(e.count), most) {
		switch e.kind {
		case 1, 7:
			all, data = append(all, int64(data[0])), data[1:]
		case 3:
			all, data = append(all, int64(f.order.Uint16(data))), data[2:]
		case 4, 13:
			all, data = append(all, int64(f.order.Uint32(data))), data[4:]
		default:
			return nil
		}
	}
	return all
}

// number is the first value of a tag among entries, or what is given if it is
// not there.
func (f *ifdFile) number(entries []ifdEntry, tag uint16, or int64) int64 {
	const most = 64
	for _, e := range entries {
		if e.tag == tag {
			if all := f.numbers(e, most); len(all) > 0 {
				return all[0]
			}
		}
	}
	return or
}
