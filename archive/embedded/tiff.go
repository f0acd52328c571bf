package embedded

import "encoding/binary"

// TIFF tags that Read uses (TIFF 6.0; TIFF/EP; XMP part 3, 3.2.3; DNG 1.6).
const (
	tagCompression  = 0x0103
	tagWidth        = 0x0100
	tagHeight       = 0x0101
	tagMake         = 0x010F
	tagStripOffsets = 0x0111
	tagStripSizes   = 0x0117
	tagTileOffsets  = 0x0144
	tagTileSizes    = 0x0145
	tagSubIFDs      = 0x014A
	tagXMP          = 0x02BC
	tagIIM          = 0x83BB
	tagPhotoshop    = 0x8649
	tagExifIFD      = 0x8769
	tagGPSIFD       = 0x8825
	tagDNGVersion   = 0xC612
	tagOrientation  = 0x0112
)

// Bounds of a TIFF walk: a hostile chain of directories ends here.
const (
	maxIFDs    = 32
	maxEntries = 1024
)

// tiffReader reads directories of a TIFF structure. Every offset and length is
// checked in 64 bits against the size of the structure, and no directory is
// read twice.
type tiffReader struct {
	tiffBlock
	order byteOrder
	seen  map[int64]bool
	// refused counts entries whose value lies outside the structure.
	refused int
}

// byteOrder reads and writes numbers.
type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// entry is one field of a directory. Its value lies within the structure.
type entry struct {
	tag, typ uint16
	count    uint32
	at, size int64 // of the value
}

// typeSizes are the bytes of each TIFF type; 0 is no type.
var typeSizes = [...]int64{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4}

// openTIFF reads the TIFF header and returns the offset of the first directory.
func openTIFF(b tiffBlock) (*tiffReader, int64, bool) {
	t := &tiffReader{tiffBlock: b, seen: map[int64]bool{}}
	head, ok := t.bytes(0, 8)
	if !ok {
		return nil, 0, false
	}
	switch string(head[:2]) {
	case "II":
		t.order = binary.LittleEndian
	case "MM":
		t.order = binary.BigEndian
	default:
		return nil, 0, false
	}
	switch t.order.Uint16(head[2:]) {
	case 42, 0x55, 0x4F52, 0x5352: // TIFF, and the raw files of Panasonic and Olympus
	default:
		return nil, 0, false
	}
	return t, int64(t.order.Uint32(head[4:])), true
}

func (t *tiffReader) bytes(off, n int64) ([]byte, bool) {
	return (&source{r: t.r, size: t.size}).bytes(off, n)
}

// directory reads the directory at off and the offset of the next, 0 at the
// end. Entries that point outside the structure are left out and counted.
func (t *tiffReader) directory(off int64) (entries []entry, next int64, ok bool) {
	if off < 8 || t.seen[off] || len(t.seen) >= maxIFDs {
		return nil, 0, false
	}
	t.seen[off] = true
	head, ok := t.bytes(off, 2)
	if !ok {
		return nil, 0, false
	}
	n := int64(t.order.Uint16(head))
	whole := true
	if left := (t.size - off - 2) / 12; n > left {
		n, whole = left, false
		t.refused++
	}
	if n > maxEntries {
		n, whole = maxEntries, false
		t.refused++
	}
	table, ok := t.bytes(off+2, n*12)
	if !ok {
		return nil, 0, false
	}
	for i := range n {
		b := table[i*12:]
		e := entry{tag: t.order.Uint16(b), typ: t.order.Uint16(b[2:]), count: t.order.Uint32(b[4:])}
		if e.count == 0 {
			continue // an empty value, common and harmless
		}
		if int(e.typ) >= len(typeSizes) || typeSizes[e.typ] == 0 {
			t.refused++
			continue
		}
		e.size = typeSizes[e.typ] * int64(e.count)
		e.at = off + 2 + i*12 + 8
		if e.size > 4 {
			e.at = int64(t.order.Uint32(b[8:]))
		}
		if e.at > t.size-e.size {
			t.refused++
			continue
		}
		entries = append(entries, e)
	}
	if whole {
		if b, ok := t.bytes(off+2+n*12, 4); ok {
			next = int64(t.order.Uint32(b))
		}
	}
	return entries, next, true
}

// value returns the bytes of an entry's value, at most limit of them.
func (t *tiffReader) value(e entry, limit int64) ([]byte, bool) {
	if e.size > limit {
		return nil, false
	}
	return t.bytes(e.at, e.size)
}

// number returns the first integer of an entry's value.
func (t *tiffReader) number(e entry) (int64, bool) {
	ns := t.numbers(e, 1)
	if len(ns) == 0 {
		return 0, false
	}
	return ns[0], true
}

// numbers returns at most limit integers of an entry's value.
func (t *tiffReader) numbers(e entry, limit int64) []int64 {
	n := min(int64(e.count), limit)
	b, ok := t.bytes(e.at, min(n*typeSizes[e.typ], e.size))
	if !ok {
		return nil
	}
	var ns []int64
	for range n {
		switch e.typ {
		case 1, 7:
			ns = append(ns, int64(b[0]))
		case 3:
			ns = append(ns, int64(t.order.Uint16(b)))
		case 4, 13:
			ns = append(ns, int64(t.order.Uint32(b)))
		default:
			return ns
		}
		b = b[typeSizes[e.typ]:]
	}
	return ns
}

// find returns the first entry with a tag.
func find(entries []entry, tag uint16) (entry, bool) {
	for _, e := range entries {
		if e.tag == tag {
			return e, true
		}
	}
	return entry{}, false
}
