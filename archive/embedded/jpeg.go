package embedded

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"strings"
)

// Heads of the application segments that hold metadata (Exif 2.32, 4.7.2; XMP
// part 3, 1.1.3; Photoshop File Formats).
const (
	headEXIF      = "Exif\x00"
	headXMP       = "http://ns.adobe.com/xap/1.0/\x00"
	headExtended  = "http://ns.adobe.com/xmp/extension/\x00"
	headPhotoshop = "Photoshop 3.0\x00"
	headPhotoOld  = "Adobe_Photoshop2.5:"
)

// JPEG markers (ITU-T T.81, table B.1).
const (
	markerSOF0  = 0xC0
	markerDHT   = 0xC4
	markerJPG   = 0xC8
	markerDAC   = 0xCC
	markerRST0  = 0xD0
	markerSOI   = 0xD8
	markerEOI   = 0xD9
	markerSOS   = 0xDA
	markerDQT   = 0xDB
	markerDNL   = 0xDC
	markerDRI   = 0xDD
	markerAPP0  = 0xE0
	markerAPP1  = 0xE1
	markerAPP11 = 0xEB
	markerAPP13 = 0xED
	markerTEM   = 0x01
)

// maxSegments is how many segments of a JPEG are looked at.
const maxSegments = 20_000

// maxJUMBFHead is how much of an APP11 segment is looked at: the JUMBF
// superbox and its description come first (ISO/IEC 19566-5).
const maxJUMBFHead = 256

// isC2PA tells the head of an APP11 segment with the superbox of a manifest
// store, whose label is "c2pa".
func isC2PA(data []byte) bool {
	return bytes.HasPrefix(data, []byte("JP")) && bytes.Contains(data, []byte("jumb")) && bytes.Contains(data, []byte("c2pa"))
}

// isSOF tells the frame headers, which hold the size of the picture.
func isSOF(marker byte) bool {
	return marker >= markerSOF0 && marker <= 0xCF && marker != markerDHT && marker != markerJPG && marker != markerDAC
}

// standsAlone tells the markers that no length follows.
func standsAlone(marker byte) bool {
	return marker >= markerRST0 && marker <= markerEOI || marker == markerTEM
}

// readJPEG walks the segments up to the first scan.
func (p *parts) readJPEG(src *source) error {
	const again = ": get the file again from where it came"
	var photoshop [][]byte
	off := int64(2)
	for segments := 0; ; segments++ {
		if segments > maxSegments {
			return unreadable("the JPEG has more than %d segments before its picture%s", maxSegments, again)
		}
		marker, next, ok := nextMarker(src, off)
		switch {
		case !ok && p.info.Width == 0:
			return unreadable("the JPEG ends at byte %d, before its picture%s", src.size, again)
		case !ok, marker == markerEOI && p.info.Width == 0:
			return unreadable("the JPEG holds no picture%s", again)
		}
		off = next
		if standsAlone(marker) {
			continue
		}
		head, ok := src.bytes(off, 2)
		if !ok || be16(head) < 2 {
			return unreadable("the JPEG is damaged at byte %d, before its picture%s", off, again)
		}
		size := int64(be16(head)) - 2
		off += 2
		if marker == markerSOS {
			if p.info.Width == 0 {
				return unreadable("the JPEG has a scan but no frame%s", again)
			}
			break
		}
		if marker == markerAPP11 {
			if data, ok := src.bytes(off, min(size, maxJUMBFHead)); ok && isC2PA(data) {
				p.addC2PA()
			}
		}
		if isSOF(marker) || marker == markerAPP1 || marker == markerAPP13 {
			data, ok := src.bytes(off, size)
			if !ok {
				if isSOF(marker) || off+size > src.size {
					return unreadable("the JPEG ends at byte %d, inside its header%s", src.size, again)
				}
				return nil
			}
			switch {
			case isSOF(marker) && len(data) >= 6:
				p.info.Height, p.info.Width = be16(data[1:]), be16(data[3:])
			case marker == markerAPP1:
				p.readAPP1(data)
			case marker == markerAPP13:
				if run, ok := photoshopRun(data); ok && p.room(len(run)) {
					photoshop = append(photoshop, run)
				} else if bytes.HasPrefix(data, []byte{iimMarker}) {
					p.addIIM(data)
				}
			}
		}
		off += size
	}
	for _, run := range joinRuns(photoshop) {
		p.addResources(run)
	}
	return nil
}

// nextMarker finds the marker at or after off, skipping fill bytes and the few
// stray bytes that some writers leave between segments.
func nextMarker(src *source, off int64) (marker byte, next int64, ok bool) {
	const stray = 512
	b, ok := src.bytes(off, min(stray, src.size-off))
	if !ok {
		return 0, 0, false
	}
	for i := 0; i+1 < len(b); i++ {
		if b[i] == 0xFF && b[i+1] != 0xFF && b[i+1] != 0 {
			return b[i+1], off + int64(i) + 2, true
		}
	}
	return 0, 0, false
}

func (p *parts) readAPP1(data []byte) {
	switch {
	case bytes.HasPrefix(data, []byte(headEXIF)) && len(data) > len(headEXIF)+1:
		p.addEXIF(data[len(headEXIF)+1:])
	case bytes.HasPrefix(data, []byte(headExtended)):
		p.addExtended(data[len(headExtended):])
	case isXMP(data):
		p.addXMP(data[bytes.IndexByte(data, '<'):])
	}
}

// isXMP tells an XMP segment. Some writers damage the head
// ("XMP\0://ns.adobe.com"); the packet is the same.
func isXMP(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 64)], []byte("://ns.adobe.com/xap/")) && bytes.IndexByte(data, '<') >= 0
}

// photoshopRun returns the Photoshop resources of an APP13 segment.
func photoshopRun(data []byte) ([]byte, bool) {
	if run, ok := bytes.CutPrefix(data, []byte(headPhotoshop)); ok {
		return run, true
	}
	if run, ok := bytes.CutPrefix(data, []byte(headPhotoOld)); ok && len(run) > 2 {
		return run[2:], true
	}
	return nil, false
}

// joinRuns joins the segments over which a run of Photoshop resources is
// spread: one that does not start with a resource continues the one before.
func joinRuns(segments [][]byte) [][]byte {
	var runs [][]byte
	for _, s := range segments {
		if last := len(runs) - 1; last >= 0 && !bytes.HasPrefix(s, []byte("8BIM")) {
			runs[last] = append(runs[last], s...)
			continue
		}
		runs = append(runs, bytes.Clone(s))
	}
	return runs
}

// extendedXMP is an XMP packet too long for one segment.
type extendedXMP struct {
	data []byte
	have int
}

// addExtended keeps a portion: GUID, full length, offset, bytes (XMP part 3,
// 1.1.3.1).
func (p *parts) addExtended(b []byte) {
	if len(b) < 40 {
		return
	}
	guid, full, at, data := string(b[:32]), be32(b[32:]), be32(b[36:]), b[40:]
	if full > maxBlock {
		p.warn("the extended XMP claims %d bytes, more than the limit of %d: it was not read", full, maxBlock)
		return
	}
	e := p.extended[guid]
	if e == nil {
		if len(p.extended) >= maxBlocks {
			return
		}
		if p.extended == nil {
			p.extended = map[string]*extendedXMP{}
		}
		e = &extendedXMP{}
		p.extended[guid] = e
	}
	// Grown by what has come, not by what is claimed.
	if end := at + int64(len(data)); end > full || at != int64(len(e.data)) || !p.room(len(data)) {
		return
	}
	e.data = append(e.data, data...)
	e.have = int(full)
}

// extendedPacket returns the whole extended packet of a GUID.
func (p *parts) extendedPacket(guid string) ([]byte, bool) {
	e := p.extended[guid]
	if e == nil || len(e.data) != e.have {
		return nil, false
	}
	sum := md5.Sum(e.data)
	return e.data, strings.EqualFold(hex.EncodeToString(sum[:]), guid)
}
