package embedded

import "encoding/binary"

// Bounds of what passes the gate to goexif.
const (
	maxEXIF    = 4 << 20 // bytes in all
	maxNumbers = 16      // of one value; longer ones are tables no one reads
)

// Types of TIFF values that the gate treats apart (TIFF 6.0; TIFF Tech Note 1).
const (
	typeLong = 4
	typeIFD  = 13 // which the library does not know
)

// gate writes a TIFF structure of its own with the entries of the first
// directory, of the EXIF and of the GPS directory that are whole. The library
// sees only that: goexif multiplies sizes in 32 bits and follows directories in
// a circle, and neither can be recovered from (a 48-byte file takes tens of
// gigabytes, a 58-byte file loops for ever).
//
// It returns nil where there is no directory; refused counts what was left out
// because it points outside the block.
func gate(b tiffBlock) (compact []byte, refused int) {
	t, off, ok := openTIFF(b)
	if !ok {
		return nil, 1
	}
	first, _, ok := t.directory(off)
	if !ok {
		return nil, 1
	}
	g := &gated{order: t.order}
	g.out = append(g.out, "II*\x00"...)
	if t.order == byteOrder(binary.BigEndian) {
		g.out = append(g.out[:0], "MM\x00*"...)
	}
	g.out = t.order.AppendUint32(g.out, 8)
	// A pointer is written only where its directory follows: at any other
	// offset the library would take the bytes of a value for a directory.
	children := map[uint16][]entry{}
	var tags []uint16
	for _, tag := range []uint16{tagExifIFD, tagGPSIFD} {
		e, ok := find(first, tag)
		if !ok {
			continue
		}
		sub, ok := t.number(e)
		if ok {
			children[tag], _, ok = t.directory(sub)
		}
		if !ok {
			t.refused++
			continue
		}
		tags = append(tags, tag)
	}
	pointers := g.directory(t, first, tags)
	for i, tag := range tags {
		t.order.PutUint32(g.out[pointers[i]:], uint32(len(g.out)))
		g.directory(t, children[tag], nil)
	}
	return g.out, t.refused
}

// gated is the structure that passes the gate.
type gated struct {
	order byteOrder
	out   []byte
}

// directory appends the entries worth reading and a pointer for each child,
// then the values. It returns where the values of the pointers are.
func (g *gated) directory(t *tiffReader, entries []entry, children []uint16) (pointers []int) {
	type value struct {
		entry
		data []byte
	}
	var keep []value
	total := len(g.out)
	for _, e := range entries {
		if exifNames[e.tag] == "" && !gpsTags[e.tag] {
			continue
		}
		isText := e.typ == 1 || e.typ == 2 || e.typ == 6 || e.typ == 7
		if !isText && e.count > maxNumbers || e.typ == typeIFD {
			continue
		}
		data, ok := t.value(e, maxValue)
		if !ok || total+len(data)+12 > maxEXIF {
			t.refused++
			continue
		}
		total += len(data) + 12
		keep = append(keep, value{e, data})
	}
	g.out = g.order.AppendUint16(g.out, uint16(len(keep)+len(children)))
	at := len(g.out) + 12*(len(keep)+len(children)) + 4
	for _, v := range keep {
		g.out = g.order.AppendUint16(g.out, v.tag)
		g.out = g.order.AppendUint16(g.out, v.typ)
		g.out = g.order.AppendUint32(g.out, v.count)
		if len(v.data) > 4 {
			g.out = g.order.AppendUint32(g.out, uint32(at))
			at += len(v.data)
			continue
		}
		g.out = append(g.out, v.data...)
		g.out = append(g.out, make([]byte, 4-len(v.data))...)
	}
	for _, tag := range children {
		g.out = g.order.AppendUint16(g.out, tag)
		g.out = g.order.AppendUint16(g.out, typeLong)
		g.out = g.order.AppendUint32(g.out, 1)
		pointers = append(pointers, len(g.out))
		g.out = g.order.AppendUint32(g.out, 0)
	}
	g.out = append(g.out, 0, 0, 0, 0) // no next directory
	for _, v := range keep {
		if len(v.data) > 4 {
			g.out = append(g.out, v.data...)
		}
	}
	return pointers
}
