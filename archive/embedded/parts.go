package embedded

import (
	"bytes"
	"crypto/md5"
	"fmt"
	"io"
	"slices"
)

// parts collects the metadata blocks that a container holds, in file order.
type parts struct {
	info Info

	exif []tiffBlock
	iim  [][]byte
	xmp  [][]byte
	// extended are the portions of extended XMP by GUID (XMP part 3, 1.1.3.1).
	extended map[string]*extendedXMP
	// digest is the IPTCDigest stored in the Photoshop resources, nil if none.
	digest []byte
	// oriented: a block has stated the orientation.
	oriented bool
	// held is how many bytes the blocks take together.
	held int
	// stated are statements of the container itself: of EXIF where it gives no
	// EXIF bytes, and of C2PA.
	stated   []Statement
	manifest bool // a C2PA manifest was seen
}

// tiffBlock is a TIFF structure: the bytes of an EXIF block, or a whole file.
type tiffBlock struct {
	r    io.ReaderAt
	size int64
}

// warn says each thing once.
func (p *parts) warn(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if len(p.info.Warnings) < maxBlocks && !slices.Contains(p.info.Warnings, text) {
		p.info.Warnings = append(p.info.Warnings, text)
	}
}

// room tells that n more bytes may be held, and counts them.
func (p *parts) room(n int) bool {
	if n > maxHeld-p.held {
		p.warn("the file holds more than %d bytes of metadata: the rest was not read", maxHeld)
		return false
	}
	p.held += n
	return true
}

// addC2PA notes that the file carries a manifest.
func (p *parts) addC2PA() {
	if !p.manifest {
		p.manifest = true
		p.stated = append(p.stated, Statement{Place: C2PA, Property: "manifest", Value: "present"})
	}
}

// addEXIF keeps an EXIF block, without its "Exif\0\0" lead if it has one.
func (p *parts) addEXIF(b []byte) {
	b = bytes.TrimPrefix(b, []byte("Exif\x00\x00"))
	if len(p.exif) < maxBlocks && p.room(len(b)) {
		p.exif = append(p.exif, tiffBlock{r: bytes.NewReader(b), size: int64(len(b))})
	}
}

func (p *parts) addIIM(b []byte) {
	if len(p.iim) < maxBlocks && len(b) > 0 && p.room(len(b)) {
		p.iim = append(p.iim, b)
	}
}

func (p *parts) addXMP(b []byte) {
	if len(p.xmp) < maxBlocks && p.room(len(b)) {
		p.xmp = append(p.xmp, b)
	}
}

// The Photoshop image resources that hold metadata (Photoshop File Formats,
// "Image Resource IDs").
const (
	resourceIIM    = 0x0404
	resourceEXIF   = 0x0422
	resourceXMP    = 0x0424
	resourceDigest = 0x0425
)

// resource is one Photoshop image resource.
type resource struct {
	id   int
	name []byte // the Pascal string with its padding
	data []byte
}

// resources splits a run of Photoshop image resources. What follows the last
// whole one is returned as rest.
func resources(b []byte) (all []resource, rest []byte) {
	for len(b) >= 12 && string(b[:4]) == "8BIM" {
		id := be16(b[4:])
		name := 1 + int(b[6])
		name += name % 2
		if len(b) < 6+name+4 {
			break
		}
		size := be32(b[6+name:])
		data := b[6+name+4:]
		if size > int64(len(data)) {
			break
		}
		all = append(all, resource{id: id, name: b[6 : 6+name], data: data[:size]})
		// The padding of the last resource is often left out.
		b = data[min(size+size%2, int64(len(data))):]
	}
	return all, b
}

// addResources keeps the metadata among Photoshop image resources.
func (p *parts) addResources(b []byte) {
	all, rest := resources(b)
	for _, r := range all {
		switch r.id {
		case resourceIIM:
			p.addIIM(r.data)
		case resourceEXIF:
			p.addEXIF(r.data)
		case resourceXMP:
			p.addXMP(r.data)
		case resourceDigest:
			if len(r.data) == md5.Size && p.digest == nil {
				p.digest = r.data
			}
		}
	}
	if len(rest) >= 12 && string(rest[:4]) == "8BIM" {
		p.warn("a Photoshop resource ends early: the words in it could not be read whole")
		if be16(rest[4:]) == resourceIIM && rest[6] == 0 {
			p.addIIM(rest[12:])
		}
	}
}

// state turns the blocks into statements: XMP first, then IIM, then EXIF.
func (p *parts) state() {
	x := p.stateXMP()
	i := p.stateIIM()
	e := p.stateEXIF()
	p.info.Statements = p.keep(append(append(x, i...), e...))
	p.info.DigestStale = p.digestStale()
}

// keep drops what no reader can use from a list without bound: more than
// maxStatements properties that have no field.
func (p *parts) keep(sts []Statement) []Statement {
	kept, other := sts[:0], 0
	for _, s := range sts {
		if s.Field == "" {
			other++
			if other > maxStatements {
				continue
			}
		}
		kept = append(kept, s)
	}
	if other > maxStatements {
		p.warn("the file states %d properties that Cutline has no name for: the first %d are kept", other, maxStatements)
	}
	return kept
}

// digestStale compares the stored IPTCDigest with that of the first IIM block,
// which is the one that writers of a digest keep.
func (p *parts) digestStale() bool {
	if p.digest == nil || len(p.iim) == 0 || bytes.Equal(p.digest, make([]byte, md5.Size)) {
		return false
	}
	sum := md5.Sum(p.iim[0])
	return !bytes.Equal(p.digest, sum[:])
}
