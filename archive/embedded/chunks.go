package embedded

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"io"
	"strings"

	"golang.org/x/image/webp"
)

// maxChunks is how many chunks or boxes of a file are looked at.
const maxChunks = 100_000

// readPNG walks the chunks of a PNG (PNG third edition, section 5).
func (p *parts) readPNG(src *source) error {
	const again = ": get the file again from where it came"
	head, ok := src.bytes(8, 8+13)
	if !ok || string(head[4:8]) != "IHDR" {
		return unreadable("the PNG ends inside its header%s", again)
	}
	p.info.Width, p.info.Height = int(be32(head[8:])), int(be32(head[12:]))
	if p.info.Width == 0 || p.info.Height == 0 {
		return unreadable("the PNG has no width or height%s", again)
	}
	off := int64(8)
	for range maxChunks {
		head, ok := src.bytes(off, 8)
		if !ok {
			p.warn("the PNG ends early: words after its picture may be missing")
			return nil
		}
		size, kind := be32(head), string(head[4:])
		switch kind {
		case "IEND":
			return nil
		case "caBX":
			p.addC2PA()
		case "eXIf", "iTXt", "zTXt", "tEXt":
			if data, ok := src.bytes(off+8, size); ok {
				p.readPNGText(kind, data)
			} else {
				p.warn("a PNG %s chunk of %d bytes could not be read: it is over the limit of %d bytes, or the file is damaged", kind, size, maxBlock)
			}
		}
		off += 12 + size
	}
	return nil
}

func (p *parts) readPNGText(kind string, data []byte) {
	if kind == "eXIf" {
		p.addEXIF(data)
		return
	}
	key, content, ok := p.unpackPNG(kind, data)
	if !ok {
		return
	}
	switch key {
	case pngXMP, "raw profile type xmp":
		p.addXMP(content)
	case "raw profile type iptc", "raw profile type 8bim":
		if bytes.HasPrefix(content, []byte("8BIM")) {
			p.addResources(content)
		} else {
			p.addIIM(content)
		}
	case "raw profile type exif", "raw profile type app1":
		if packet, ok := bytes.CutPrefix(content, []byte(headXMP)); ok {
			p.addXMP(packet)
		} else {
			p.addEXIF(content)
		}
	}
}

// pngXMP is the keyword of the XMP packet (XMP part 3, 1.1.5).
const pngXMP = "XML:com.adobe.xmp"

// unpackPNG gives the keyword of a text chunk, that of a profile in small
// letters, and its content: the XMP packet or the bytes of the profile; false
// for any other text.
func (p *parts) unpackPNG(kind string, data []byte) (key string, content []byte, ok bool) {
	keyword, text, ok := bytes.Cut(data, []byte{0})
	if !ok {
		return "", nil, false
	}
	if key = string(keyword); key != pngXMP {
		if key = strings.ToLower(key); !strings.HasPrefix(key, "raw profile type ") {
			return "", nil, false
		}
	}
	packed := kind == "zTXt"
	switch kind {
	case "zTXt":
		text = text[min(1, len(text)):]
	case "iTXt":
		if len(text) < 2 {
			return "", nil, false
		}
		packed = text[0] == 1
		// Language and translated keyword, each ended by a NUL.
		text = text[2:]
		for range 2 {
			_, rest, ok := bytes.Cut(text, []byte{0})
			if !ok {
				return "", nil, false
			}
			text = rest
		}
	}
	if packed {
		limit := min(maxBlock, maxHeld-p.held)
		inflated, err := inflate(text, limit)
		if err != nil {
			p.held += limit // many small chunks must not unpack for ever
			p.warn("the PNG text %q could not be unpacked: %v", keyword, err)
			return "", nil, false
		}
		p.held += len(inflated)
		text = inflated
	}
	if key == pngXMP {
		return key, text, true
	}
	if content, ok = rawProfile(text); !ok {
		p.warn("the PNG text %q could not be read", keyword)
	}
	return key, content, ok
}

// inflate unpacks at most limit bytes.
func inflate(b []byte, limit int) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	out, err := io.ReadAll(io.LimitReader(z, int64(limit)+1))
	if err != nil {
		return nil, err
	}
	if len(out) > limit {
		return nil, errBlock
	}
	return out, nil
}

// rawProfile reads ImageMagick's form: a name, a length, and hexadecimal lines.
func rawProfile(text []byte) ([]byte, bool) {
	fields := strings.Fields(string(text))
	if len(fields) < 3 {
		return nil, false
	}
	out, err := hex.DecodeString(strings.Join(fields[2:], ""))
	return out, err == nil
}

// readWebP walks the chunks of a WebP file (WebP Container Specification).
func (p *parts) readWebP(src *source) error {
	c, err := webp.DecodeConfig(src.section(0))
	if err != nil {
		return unreadable("the WebP header cannot be read (%v): get the file again from where it came", err)
	}
	p.info.Width, p.info.Height = c.Width, c.Height
	off := int64(12)
	for range maxChunks {
		head, ok := src.bytes(off, 8)
		if !ok {
			return nil
		}
		size := int64(binary.LittleEndian.Uint32(head[4:]))
		switch kind := string(head[:4]); kind {
		case "C2PA":
			p.addC2PA()
		case "EXIF", "XMP ":
			data, ok := src.bytes(off+8, size)
			switch {
			case !ok:
				p.warn("the WebP chunk %s of %d bytes could not be read: it is over the limit of %d bytes, or the file is damaged", kind, size, maxBlock)
			case kind == "EXIF":
				p.addEXIF(data)
			default:
				p.addXMP(data)
			}
		}
		off += 8 + size + size%2
	}
	return nil
}

// readPSD reads the header and the image resources of a Photoshop file.
func (p *parts) readPSD(src *source) error {
	head, ok := src.bytes(0, 30)
	if !ok {
		return unreadable("the Photoshop file ends inside its header: get it again from where it came")
	}
	p.info.Height, p.info.Width = int(be32(head[14:])), int(be32(head[18:]))
	off := 30 + be32(head[26:])
	b, ok := src.bytes(off, 4)
	if !ok {
		p.warn("the Photoshop file ends before its image resources: its words are missing")
		return nil
	}
	data, ok := src.bytes(off+4, be32(b))
	if !ok {
		p.warn("the Photoshop resources of %d bytes could not be read: they are over the limit of %d bytes, or the file is damaged", be32(b), maxBlock)
		return nil
	}
	p.addResources(data)
	return nil
}
