package embedded

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
)

// textChunks are the chunks of a PNG that may hold metadata.
var textChunks = map[string]bool{"eXIf": true, "iTXt": true, "zTXt": true, "tEXt": true}

// rewritePNG makes the copy of a PNG: the chunks with metadata are left out, and
// new ones stand behind the header.
func (c *Copy) rewritePNG(src *source, e edit) error {
	m := &metadata{}
	p := &parts{}
	var rest []span64
	off := int64(8)
	const header = 8 + 12 + 13
	for n := 0; ; n++ {
		head, ok := src.bytes(off, 8)
		size := int64(0)
		if ok {
			size = be32(head)
		}
		if !ok || n == maxChunks || string(head[4:]) == "IEND" {
			rest = append(rest, span64{off, src.size - off}) // with whatever follows the picture
			break
		}
		if textChunks[string(head[4:])] {
			if data, ok := src.bytes(off+8, size); ok && m.takePNG(p, string(head[4:]), data) {
				if err := m.hold(data); err != nil {
					return err
				}
				off += 12 + size
				continue
			}
		}
		rest = append(rest, span64{off, min(12+size, src.size-off)})
		off += 12 + size
		if off > src.size {
			break
		}
	}
	if len(rest) == 0 || rest[0] != (span64{8, header - 8}) {
		return unwritable("its header is damaged")
	}
	if err := m.edit(c, e, 0); err != nil {
		return err
	}
	c.keep(src, 0, header)
	for _, block := range m.exif {
		c.chunk("eXIf", block)
	}
	for _, packet := range m.xmp.packets {
		c.chunk("iTXt", append([]byte(pngXMP+"\x00\x00\x00\x00\x00"), packet...))
	}
	if run := m.run(true); len(run) > 0 {
		c.chunk("zTXt", append([]byte("Raw profile type iptc\x00\x00"), deflate(hexProfile("iptc", run))...))
	}
	for _, part := range rest[1:] {
		c.keep(src, part.off, part.n)
	}
	return nil
}

// takePNG keeps the metadata of a chunk apart; false where it holds none.
func (m *metadata) takePNG(p *parts, kind string, data []byte) bool {
	if kind == "eXIf" {
		m.exif = append(m.exif, bytes.TrimPrefix(data, []byte("Exif\x00\x00")))
		return true
	}
	key, content, ok := p.unpackPNG(kind, data)
	if !ok {
		return false
	}
	switch key {
	case pngXMP, "raw profile type xmp":
		m.xmp.packets = append(m.xmp.packets, content)
	case "raw profile type iptc", "raw profile type 8bim":
		if bytes.HasPrefix(content, []byte("8BIM")) {
			m.addRun(content)
		} else if len(content) > 0 {
			m.iim = append(m.iim, content)
		}
	case "raw profile type exif", "raw profile type app1":
		if packet, ok := bytes.CutPrefix(content, []byte(headXMP)); ok {
			m.xmp.packets = append(m.xmp.packets, packet)
		} else {
			m.exif = append(m.exif, bytes.TrimPrefix(content, []byte("Exif\x00\x00")))
		}
	default:
		return false
	}
	return true
}

// chunk appends a chunk of a PNG.
func (c *Copy) chunk(kind string, data []byte) {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(out, kind...)
	out = append(out, data...)
	c.add(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:])))
}

// hexProfile writes ImageMagick's form of a profile; see rawProfile.
func hexProfile(name string, data []byte) []byte {
	b := fmt.Appendf(nil, "\n%s\n%8d\n", name, len(data))
	for len(data) > 0 {
		line := data[:min(36, len(data))]
		b = fmt.Appendf(b, "%x\n", line)
		data = data[len(line):]
	}
	return b
}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(data) // a bytes.Buffer takes everything
	z.Close()
	return b.Bytes()
}

// Flags of the chunk VP8X (WebP Container Specification).
const (
	webpXMP   = 0x04
	webpEXIF  = 0x08
	webpAlpha = 0x10
)

// rewriteWebP makes the copy of a WebP. A simple one becomes an extended one.
func (c *Copy) rewriteWebP(src *source, e edit) error {
	if sts := stated(e.iim); len(sts) > 0 {
		c.Notes = append(c.Notes, "WebP has no place for IPTC-IIM: the words stand in its XMP.")
	}
	e.iim = nil
	info := parts{}
	if err := info.readWebP(src); err != nil {
		return unwritable("its header cannot be read")
	}
	m := &metadata{}
	var rest []span64
	var flags byte
	var extended bool
	off, end := int64(12), src.size
	if head, ok := src.bytes(4, 4); ok {
		end = min(end, 8+int64(binary.LittleEndian.Uint32(head)))
	}
	for n := 0; off < end; n++ {
		head, ok := src.bytes(off, 8)
		if !ok || n == maxChunks {
			return unwritable("it is damaged at byte %d", off)
		}
		size := int64(binary.LittleEndian.Uint32(head[4:]))
		whole := 8 + size + size%2
		if off+8+size > src.size {
			return unwritable("it ends inside a chunk at byte %d", off)
		}
		data := []byte(nil)
		switch kind := string(head[:4]); kind {
		case "VP8X", "EXIF", "XMP ":
			if data, ok = src.bytes(off+8, size); !ok {
				return unwritable("its chunk %s of %d bytes is over the limit of %d bytes", kind, size, maxBlock)
			}
			if err := m.hold(data); err != nil {
				return err
			}
			switch {
			case kind == "EXIF":
				m.exif = append(m.exif, bytes.TrimPrefix(data, []byte("Exif\x00\x00")))
			case kind == "XMP ":
				m.xmp.packets = append(m.xmp.packets, data)
			case size >= 10:
				extended, flags = true, data[0]
			}
		case "VP8L":
			if b, ok := src.bytes(off+8, 5); ok && !extended && b[4]&0x10 != 0 {
				flags |= webpAlpha
			}
			rest = append(rest, span64{off, min(whole, src.size-off)})
		default:
			rest = append(rest, span64{off, min(whole, src.size-off)})
		}
		off += whole
	}
	if err := m.edit(c, e, 0); err != nil {
		return err
	}
	return c.assembleWebP(src, m, rest, flags, info.info.Width, info.info.Height, off)
}

// assembleWebP writes the chunks: VP8X, those kept, EXIF, XMP, and what stood
// behind them all from end.
func (c *Copy) assembleWebP(src *source, m *metadata, rest []span64, flags byte, width, height int, end int64) error {
	flags &^= webpXMP | webpEXIF
	if len(m.exif) > 0 {
		flags |= webpEXIF
	}
	if len(m.xmp.packets) > 0 {
		flags |= webpXMP
	}
	body := &Copy{}
	head := []byte{flags, 0, 0, 0}
	for _, n := range []int{width - 1, height - 1} {
		head = append(head, byte(n), byte(n>>8), byte(n>>16))
	}
	body.riff("VP8X", head)
	for _, part := range rest {
		body.keep(src, part.off, part.n)
		if body.size%2 == 1 {
			body.add([]byte{0})
		}
	}
	for _, block := range m.exif {
		body.riff("EXIF", block)
	}
	for _, packet := range m.xmp.packets {
		body.riff("XMP ", packet)
	}
	if body.size > math.MaxUint32-16 {
		return unwritable("with other words it would be longer than a WebP can be, which is 4 GB")
	}
	c.add(append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(4+body.size)), "WEBP"...))
	for _, p := range body.pieces {
		if p.r == nil {
			c.add(p.data)
		} else {
			c.keep(src, p.off, p.n)
		}
	}
	c.keep(src, end, src.size-end)
	return nil
}

// riff appends a chunk of a WebP.
func (c *Copy) riff(kind string, data []byte) {
	out := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(data)))
	out = append(out, data...)
	c.add(append(out, make([]byte, len(data)%2)...))
}
