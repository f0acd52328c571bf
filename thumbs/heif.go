package thumbs

import (
	"encoding/binary"
	"io"

	"cutline/thumbs/icc"
)

// heifProperties are those of the pictures of a HEIF file (ISO/IEC 23008-12,
// 6.5): the largest size of all, whether it is turned by a quarter, and the
// first profile.
type heifProperties struct {
	width, height int
	turned        bool
	colours       colourSpace
}

func readHEIF(r *io.SectionReader) (p heifProperties) {
	p.read(r, 0, r.Size(), 0)
	return p
}

func (p *heifProperties) read(r io.ReaderAt, at, end int64, depth int) {
	const most = 1000 // boxes
	for range most {
		var head [20]byte
		n, _ := r.ReadAt(head[:], at)
		if n < 9 || at+8 > end || depth > 3 {
			return
		}
		size := int64(binary.BigEndian.Uint32(head[:]))
		if size < 8 || size > end-at {
			return
		}
		switch string(head[4:8]) {
		case "meta":
			p.read(r, at+12, at+size, depth+1) // after version and flags
			return
		case "iprp", "ipco":
			p.read(r, at+8, at+size, depth+1)
		case "ispe":
			w, h := binary.BigEndian.Uint32(head[12:]), binary.BigEndian.Uint32(head[16:])
			if n == len(head) && w < 1<<20 && h < 1<<20 && pixels(int(w), int(h)) > pixels(p.width, p.height) {
				p.width, p.height = int(w), int(h)
			}
		case "irot":
			p.turned = head[8]&1 != 0
		case "colr":
			kind := string(head[8:12])
			if p.colours.said() || size > icc.MaxProfile || size < 12 || kind != "prof" && kind != "rICC" {
				break
			}
			data := make([]byte, size-12)
			if _, err := r.ReadAt(data, at+12); err == nil {
				p.colours = colourSpace{profile: data}
			}
		}
		at += size
	}
}
