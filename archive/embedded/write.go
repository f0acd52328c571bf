package embedded

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
)

// maxSegment is the most that a JPEG segment holds beside its length.
const maxSegment = 0xFFFF - 2

// WriteJPEG writes the JPEG src with the statements in its metadata: a place
// ([EXIF], [IIM], [XMP]) that sts speaks of gets a new block that holds these
// statements and no others, word for word; the block of any other place stays.
// [Say] gives the statements of a field in all places.
//
// The picture data, the other Photoshop resources and all other segments stay
// byte for byte. IIM is marked as UTF-8, its values are cut at the limits of
// their datasets, and the IPTCDigest is that of the block written. The
// Orientation of src stays unless sts states one.
//
// The error is an [*UnreadableError] for a src that is no JPEG, and else says
// which statement cannot be written.
func WriteJPEG(w io.Writer, src []byte, sts []Statement) error {
	d, err := dissect(src)
	if err != nil {
		return err
	}
	var by struct{ exif, iim, xmp []Statement }
	for _, s := range sts {
		switch s.Place {
		case EXIF:
			by.exif = append(by.exif, s)
		case IIM:
			by.iim = append(by.iim, s)
		case XMP:
			by.xmp = append(by.xmp, s)
		default:
			return fmt.Errorf("write JPEG: %s is in no place inside a file", s)
		}
	}
	if len(by.exif) > 0 {
		block, err := buildEXIF(by.exif, d.orientation())
		if err != nil {
			return fmt.Errorf("write JPEG: %w", err)
		}
		d.exif = [][]byte{append([]byte(headEXIF+"\x00"), block...)}
	}
	if len(by.xmp) > 0 {
		if d.xmp, err = buildXMP(by.xmp); err != nil {
			return fmt.Errorf("write JPEG: %w", err)
		}
	}
	if len(by.iim) > 0 {
		block, err := buildIIM(by.iim)
		if err != nil {
			return fmt.Errorf("write JPEG: %w", err)
		}
		d.setIIM(block)
	}
	return d.write(w)
}

// dissected is a JPEG taken apart.
type dissected struct {
	lead      [][]byte // APP0 segments, whole
	exif, xmp [][]byte // contents of APP1 segments
	photoshop [][]byte // runs of Photoshop resources, as segments
	rest      []byte   // everything else, in order, from the first segment kept
}

// dissect takes the metadata segments out of a JPEG.
func dissect(src []byte) (*dissected, error) {
	const again = ": give a whole JPEG"
	if len(src) < 4 || src[0] != 0xFF || src[1] != markerSOI {
		return nil, unreadable("this is no JPEG" + again)
	}
	d := &dissected{}
	for off := 2; ; {
		for off+1 < len(src) && src[off] == 0xFF && src[off+1] == 0xFF {
			off++
		}
		if off+4 > len(src) || src[off] != 0xFF {
			return nil, unreadable("the JPEG is damaged at byte %d%s", off, again)
		}
		marker, end := src[off+1], off+2
		if marker == markerSOS {
			d.rest = append(d.rest, src[off:]...)
			return d, nil
		}
		if !standsAlone(marker) {
			end += be16(src[off+2:])
		}
		if end > len(src) || marker == markerEOI {
			return nil, unreadable("the JPEG ends before its picture%s", again)
		}
		whole := src[off:end]
		if len(whole) < 4 || !d.take(marker, whole) {
			d.rest = append(d.rest, whole...)
		}
		off = end
	}
}

// take keeps a metadata segment apart; false where it is another.
func (d *dissected) take(marker byte, whole []byte) bool {
	data := whole[4:]
	switch {
	case marker == markerAPP0 && len(d.rest) == 0:
		d.lead = append(d.lead, whole)
	case marker == markerAPP1 && bytes.HasPrefix(data, []byte(headEXIF)):
		d.exif = append(d.exif, data)
	case marker == markerAPP1 && (isXMP(data) || bytes.HasPrefix(data, []byte(headExtended))):
		d.xmp = append(d.xmp, data)
	case marker == markerAPP13 && bytes.HasPrefix(data, []byte(headPhotoshop)):
		d.photoshop = append(d.photoshop, data[len(headPhotoshop):])
	default:
		return false
	}
	return true
}

// orientation is that of the EXIF in place, 0 where it states none.
func (d *dissected) orientation() int {
	p := &parts{}
	for _, b := range d.exif {
		p.addEXIF(b)
	}
	p.stateEXIF()
	return p.info.Orientation
}

// setIIM puts an IIM block and its digest in front of the other resources.
func (d *dissected) setIIM(block []byte) {
	digest := md5.Sum(block)
	out := appendResource(nil, resource{id: resourceIIM, name: []byte{0, 0}, data: block})
	out = appendResource(out, resource{id: resourceDigest, name: []byte{0, 0}, data: digest[:]})
	for _, run := range joinRuns(d.photoshop) {
		all, rest := resources(run)
		for _, r := range all {
			if r.id != resourceIIM && r.id != resourceDigest {
				out = appendResource(out, r)
			}
		}
		if bytes.HasPrefix(rest, []byte("8BIM")) {
			continue // cut off, of no use to anyone
		}
		out = append(out, rest...)
	}
	// A run longer than a segment goes on in the next.
	const most = maxSegment - len(headPhotoshop)
	d.photoshop = slices.Collect(slices.Chunk(out, most))
}

func appendResource(b []byte, r resource) []byte {
	b = append(b, "8BIM"...)
	b = binary.BigEndian.AppendUint16(b, uint16(r.id))
	b = append(b, r.name...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(r.data)))
	b = append(b, r.data...)
	if len(r.data)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

// write writes the JPEG in the order that readers expect: JFIF, EXIF, XMP,
// Photoshop, the rest.
func (d *dissected) write(w io.Writer) error {
	out := []byte{0xFF, markerSOI}
	for _, whole := range d.lead {
		out = append(out, whole...)
	}
	add := func(marker byte, head string, data []byte) {
		out = append(out, 0xFF, marker)
		out = binary.BigEndian.AppendUint16(out, uint16(2+len(head)+len(data)))
		out = append(out, head...)
		out = append(out, data...)
	}
	for _, data := range append(d.exif, d.xmp...) {
		if len(data) > maxSegment {
			return fmt.Errorf("write JPEG: a block of %d bytes is too long for a JPEG, which takes %d: shorten the words", len(data), maxSegment)
		}
		add(markerAPP1, "", data)
	}
	for _, run := range d.photoshop {
		add(markerAPP13, headPhotoshop, run)
	}
	if _, err := w.Write(append(out, d.rest...)); err != nil {
		return fmt.Errorf("write JPEG: %w", err)
	}
	return nil
}
