package embedded

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
)

// maxSegment is the most that a JPEG segment holds beside its length.
const maxSegment = 0xFFFF - 2

// markerAPP2 is that of ICC profiles and of the index of a file with several
// pictures.
const markerAPP2 = 0xE2

// errLongEXIF: the EXIF block has no room for the words.
var errLongEXIF = unwritable("its EXIF has no room for the words: a JPEG segment takes %d bytes", maxSegment)

// dissected is a JPEG taken apart.
type dissected struct {
	metadata
	photoshop [][]byte // the contents of its segments
	lead      span64   // APP0 segments at the start
	rest      []span64 // all other segments in order, with what stands between them
	index     bool     // one of rest is an index of several pictures
}

// span64 is a range of bytes of a file.
type span64 struct{ off, n int64 }

// rewriteJPEG makes the copy in the order that readers expect: JFIF, EXIF, XMP,
// Photoshop, the rest.
func (c *Copy) rewriteJPEG(src *source, e edit) error {
	d, err := dissect(src)
	if err != nil {
		return err
	}
	announced := d.announced()
	if err := d.edit(c, e, maxSegment-len(headXMP)); err != nil {
		return err
	}
	c.add([]byte{0xFF, markerSOI})
	c.keep(src, d.lead.off, d.lead.n)
	for _, block := range d.exif {
		if len(block)+len(headEXIF)+1 > maxSegment {
			return errLongEXIF
		}
		c.segment(markerAPP1, headEXIF+"\x00", block)
	}
	for _, packet := range d.xmp.packets {
		if len(packet)+len(headXMP) > maxSegment {
			return unwritable("one of its XMP packets is longer than a JPEG segment")
		}
		c.segment(markerAPP1, headXMP, packet)
	}
	if len(e.xmp) > 0 && d.extended != nil {
		for _, portion := range portions(guidOf(d.extended), d.extended, len(d.extended)) {
			c.segment(markerAPP1, "", portion)
		}
	}
	for _, guid := range slices.Sorted(maps.Keys(d.xmp.extended)) {
		if x := d.xmp.extended[guid]; !announced[guid] || len(e.xmp) == 0 {
			for _, portion := range portions(guid, x.data, x.have) {
				c.segment(markerAPP1, "", portion)
			}
		}
	}
	// A run longer than a segment goes on in the next.
	for part := range slices.Chunk(d.run(true), maxSegment-len(headPhotoshop)) {
		c.segment(markerAPP13, headPhotoshop, part)
	}
	for _, part := range d.rest {
		c.keep(src, part.off, part.n)
	}
	return nil
}

// segment appends a segment.
func (c *Copy) segment(marker byte, head string, data []byte) {
	out := []byte{0xFF, marker}
	out = binary.BigEndian.AppendUint16(out, uint16(2+len(head)+len(data)))
	out = append(out, head...)
	c.add(append(out, data...))
}

// dissect takes the metadata segments out of a JPEG.
func dissect(src *source) (*dissected, error) {
	d := &dissected{}
	p := &parts{} // joins extended packets, within its bounds
	off := int64(2)
	for range maxSegments {
		marker, at, ok := nextMarker(src, off)
		if !ok || marker == markerEOI {
			return nil, unwritable("it is damaged at byte %d, before its picture", off)
		}
		end := at
		if !standsAlone(marker) {
			head, ok := src.bytes(at, 2)
			if !ok || be16(head) < 2 {
				return nil, unwritable("it is damaged at byte %d, before its picture", at)
			}
			end += int64(be16(head))
		}
		if marker == markerSOS {
			d.keep(off, src.size-off)
			d.xmp.extended = p.extended
			for _, run := range joinRuns(d.photoshop) {
				d.addRun(run)
			}
			return d, nil
		}
		if end > src.size {
			return nil, unwritable("it ends before its picture")
		}
		var data []byte
		if !standsAlone(marker) {
			if data, ok = src.bytes(at+2, end-at-2); !ok {
				return nil, unwritable("it is damaged at byte %d, before its picture", at)
			}
		}
		switch {
		case marker == markerAPP0 && len(d.rest) == 0 && off == 2+d.lead.n:
			d.lead = span64{2, end - 2}
		case d.take(p, marker, data):
			if err := d.hold(data); err != nil {
				return nil, err
			}
			if d.index {
				return nil, unwritable("it holds several pictures, whose index would no longer find them")
			}
			d.keep(off, at-2-off) // stray bytes
		default:
			d.index = d.index || marker == markerAPP2 && bytes.HasPrefix(data, []byte("MPF\x00"))
			d.keep(off, end-off)
		}
		off = end
	}
	return nil, unwritable("it has more than %d segments before its picture", maxSegments)
}

// keep adds a range to the rest.
func (d *dissected) keep(off, n int64) {
	if n > 0 {
		d.rest = append(d.rest, span64{off, n})
	}
}

// take keeps a metadata segment apart; false where it is another.
func (d *dissected) take(p *parts, marker byte, data []byte) bool {
	switch {
	case marker == markerAPP1 && bytes.HasPrefix(data, []byte(headEXIF)) && len(data) > len(headEXIF)+1:
		d.exif = append(d.exif, data[len(headEXIF)+1:])
	case marker == markerAPP1 && bytes.HasPrefix(data, []byte(headExtended)):
		p.addExtended(data[len(headExtended):])
	case marker == markerAPP1 && isXMP(data):
		d.xmp.packets = append(d.xmp.packets, data[bytes.IndexByte(data, '<'):])
	case marker == markerAPP13:
		run, ok := photoshopRun(data)
		switch {
		case ok:
			d.photoshop = append(d.photoshop, run)
		case bytes.HasPrefix(data, []byte{iimMarker}):
			d.iim = append(d.iim, data)
		default:
			return false
		}
	default:
		return false
	}
	return true
}

// announced are the GUIDs of the extended packets that packets announce.
func (d *dissected) announced() map[string]bool {
	r := &rdfReader{}
	guids := map[string]bool{}
	for _, packet := range d.xmp.packets {
		r.sts = nil
		r.read(packet) // what is damaged is found by edit
		for _, s := range r.sts {
			if s.Property == noteExtended {
				guids[s.Value] = true
			}
		}
	}
	return guids
}
