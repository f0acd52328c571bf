package embedded

import (
	"encoding/binary"
	"io"
	"strings"
)

// readTIFF reads a TIFF file, or a raw file made like one.
func (p *parts) readTIFF(src *source) error {
	block := tiffBlock{r: src, size: src.size}
	t, off, ok := openTIFF(block)
	if !ok {
		head := src.head(4)
		if len(head) == 4 && (head[2] == 43 || head[3] == 43) {
			return unreadable("BigTIFF is not read: save the picture as a TIFF of less than 4 GB or as JPEG")
		}
		return unreadable("the file starts like a TIFF and ends at once: get it again from where it came")
	}
	first, next, ok := t.directory(off)
	if !ok || len(first) == 0 {
		return unreadable("the TIFF has no directory at byte %d: get the file again from where it came", off)
	}
	p.nameRaw(t, first)
	for _, e := range first {
		switch e.tag {
		case tagXMP:
			p.addTIFFBlock(t, e, "XMP", p.addXMP)
		case tagIIM:
			p.addTIFFBlock(t, e, "IPTC", func(b []byte) { p.addIIM(trimIIM(b, t.order)) })
		case tagPhotoshop:
			p.addTIFFBlock(t, e, "Photoshop", p.addResources)
		}
	}
	p.exif = append(p.exif, block)

	p.measure(t, first)
	if p.info.Format != "tiff" {
		p.measureRaw(t, first, next)
	}
	if p.info.Format == "tiff" && (p.info.Width == 0 || p.info.Height == 0) {
		return unreadable("the TIFF does not say how large its picture is: get the file again from where it came")
	}
	return nil
}

func (p *parts) addTIFFBlock(t *tiffReader, e entry, what string, add func([]byte)) {
	b, ok := t.value(e, maxBlock)
	if !ok {
		p.warn("the %s block of %d bytes could not be read: it is over the limit of %d bytes, or the file is damaged", what, e.size, maxBlock)
		return
	}
	add(b)
}

// trimIIM undoes what writers do that store the IIM block as LONG values: the
// bytes of each LONG in the order of the file's numbers, and padding.
func trimIIM(b []byte, order binary.ByteOrder) []byte {
	if len(b) >= 4 && b[0] != iimMarker && b[3] == iimMarker && order == binary.ByteOrder(binary.LittleEndian) {
		swapped := make([]byte, len(b))
		copy(swapped, b)
		for i := 0; i+4 <= len(b); i += 4 {
			binary.BigEndian.PutUint32(swapped[i:], binary.LittleEndian.Uint32(b[i:]))
		}
		return swapped
	}
	return b
}

// nameRaw tells the raw formats that look like a TIFF.
func (p *parts) nameRaw(t *tiffReader, first []entry) {
	if p.info.Format != "tiff" {
		return
	}
	if _, ok := find(first, tagDNGVersion); ok {
		p.info.Format = "dng"
		return
	}
	e, ok := find(first, tagMake)
	if !ok {
		return
	}
	b, _ := t.value(e, 256)
	maker := strings.ToUpper(string(b))
	// A raw file keeps its picture in a sub-directory; a plain TIFF from the
	// same camera has it in the first.
	_, sub := find(first, tagSubIFDs)
	switch {
	case strings.HasPrefix(maker, "NIKON") && sub:
		p.info.Format = "nef"
	case strings.HasPrefix(maker, "SONY") && sub:
		p.info.Format = "arw"
	case strings.HasPrefix(maker, "PENTAX") && !hasStrips(first):
		p.info.Format = "pef"
	case strings.HasPrefix(maker, "PENTAX") && compressionPEF(t, first):
		p.info.Format = "pef"
	}
}

func hasStrips(entries []entry) bool {
	_, strips := find(entries, tagStripOffsets)
	_, tiles := find(entries, tagTileOffsets)
	return strips || tiles
}

// compressionPEF tells Pentax's own compression, which no TIFF has.
func compressionPEF(t *tiffReader, entries []entry) bool {
	e, ok := find(entries, tagCompression)
	if !ok {
		return false
	}
	n, _ := t.number(e)
	return n == 65535
}

// measure takes the size of the picture of a directory where it is larger.
func (p *parts) measure(t *tiffReader, entries []entry) {
	w, okW := find(entries, tagWidth)
	h, okH := find(entries, tagHeight)
	if !okW || !okH {
		return
	}
	width, _ := t.number(w)
	height, _ := t.number(h)
	const sane = 1 << 24
	if width <= 0 || height <= 0 || width > sane || height > sane {
		return
	}
	if width*height > int64(p.info.Width)*int64(p.info.Height) {
		p.info.Width, p.info.Height = int(width), int(height)
	}
}

// measureRaw looks for the largest picture of a raw file: the first directory
// is often that of the thumbnail.
func (p *parts) measureRaw(t *tiffReader, first []entry, next int64) {
	if e, ok := find(first, tagSubIFDs); ok {
		for _, off := range t.numbers(e, maxIFDs) {
			if entries, _, ok := t.directory(off); ok {
				p.measure(t, entries)
			}
		}
	}
	for next != 0 {
		entries, after, ok := t.directory(next)
		if !ok {
			return
		}
		p.measure(t, entries)
		next = after
	}
}

// readRAF reads Fujifilm's raw container: a header that points at a JPEG with
// the metadata.
func (p *parts) readRAF(src *source) error {
	head, ok := src.bytes(84, 8)
	if !ok {
		return unreadable("the raw file ends inside its header: get it again from where it came")
	}
	off, size := be32(head), be32(head[4:])
	if off > src.size-size || size == 0 {
		return unreadable("the raw file ends before its preview: get it again from where it came")
	}
	return p.readJPEG(&source{r: io.NewSectionReader(src, off, size), size: size})
}
