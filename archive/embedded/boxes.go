package embedded

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/bep/imagemeta"
)

var errBlock = errors.New("it is larger than the limit")

// box is one box of an ISO base media file (ISO/IEC 14496-12, 4.2).
type box struct {
	kind     string
	off, end int64 // of its content
}

// boxes returns the boxes between off and end.
func boxes(src *source, off, end int64) []box {
	var all []box
	for off+8 <= end && len(all) < maxChunks {
		head, ok := src.bytes(off, 8)
		if !ok {
			break
		}
		size, content := be32(head), off+8
		switch size {
		case 0:
			size = end - off
		case 1:
			large, ok := src.bytes(off+8, 8)
			if !ok {
				return all
			}
			size, content = int64(binary.BigEndian.Uint64(large)), off+16
		}
		if size < content-off || size > end-off {
			break
		}
		all = append(all, box{kind: string(head[4:]), off: content, end: off + size})
		off += size
	}
	return all
}

// UUIDs of metadata in JPEG 2000 files and Canon's raw files.
const (
	uuidXMP   = "\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC"
	uuidIIM   = "\x33\xC7\xA4\xD2\xB8\x1D\x47\x23\xA0\xBA\xF1\xA3\xE0\x97\xAD\x38"
	uuidEXIF  = "JpgTiffExif->JP2"
	uuidCanon = "\x85\xC0\xB6\x87\x82\x0F\x11\xE0\x81\x11\xF4\xCE\x46\x2B\x6A\x48"
)

// readBoxFile reads JPEG XL, JPEG 2000 and CR3, whose metadata lie in boxes.
func (p *parts) readBoxFile(src *source) error {
	if head := src.head(2); string(head) == "\xFF\x0A" { // a bare JPEG XL codestream
		p.measureJXL(src, 0, src.size)
		return nil
	}
	all := boxes(src, 0, src.size)
	if len(all) < 2 {
		return unreadable("the %s file ends inside its header: get it again from where it came", strings.ToUpper(p.info.Format))
	}
	seen := map[string]bool{}
	for _, b := range all {
		switch first := !seen[b.kind]; b.kind {
		case "Exif", "xml ", "uuid", "brob":
			p.readMetadataBox(src, b)
		case "jp2h", "moov":
			if first {
				p.readInner(src, b)
			}
		case "jxlc":
			p.measureJXL(src, b.off, b.end)
		case "jxlp": // the parts of a codestream, each with its number
			if first {
				p.measureJXL(src, b.off+4, b.end)
			}
		}
		seen[b.kind] = true
	}
	return nil
}

// readInner reads the size of a JPEG 2000, and Canon's metadata.
func (p *parts) readInner(src *source, outer box) {
	for _, b := range boxes(src, outer.off, outer.end) {
		switch b.kind {
		case "ihdr":
			if data, ok := src.bytes(b.off, 8); ok {
				p.info.Height, p.info.Width = int(be32(data)), int(be32(data[4:]))
			}
		case "uuid":
			p.readMetadataBox(src, b)
		}
	}
}

func (p *parts) readMetadataBox(src *source, b box) {
	if b.kind == "brob" {
		p.warn("a metadata box is packed with Brotli, which is not read: its words are missing")
		return
	}
	id := ""
	if b.kind == "uuid" {
		head, ok := src.bytes(b.off, 16)
		if !ok {
			return
		}
		id = string(head)
		b.off += 16
	}
	if id == uuidCanon {
		p.readCanon(src, b)
		return
	}
	if b.kind == "uuid" && id != uuidXMP && id != uuidIIM && id != uuidEXIF {
		return
	}
	data, ok := src.bytes(b.off, b.end-b.off)
	if !ok {
		p.warn("a metadata box of %d bytes was not read: the limit is %d", b.end-b.off, maxBlock)
		return
	}
	switch {
	case b.kind == "Exif" && len(data) > 4: // the offset of the TIFF header first
		if skip := be32(data); skip < int64(len(data)-4) {
			p.addEXIF(data[4+skip:])
		}
	case b.kind == "xml ", id == uuidXMP:
		p.addXMP(data)
	case id == uuidIIM:
		if bytes.HasPrefix(data, []byte("8BIM")) {
			p.addResources(data)
		} else {
			p.addIIM(data)
		}
	case id == uuidEXIF:
		p.addEXIF(data)
	}
}

// readCanon reads the boxes in which CR3 keeps the directories of its EXIF,
// each a TIFF of its own: CMT1 the first, CMT2 the EXIF directory, CMT4 GPS.
func (p *parts) readCanon(src *source, b box) {
	for _, sub := range boxes(src, b.off, b.end) {
		if sub.kind != "CMT1" && sub.kind != "CMT2" {
			continue
		}
		data, ok := src.bytes(sub.off, sub.end-sub.off)
		if !ok {
			continue
		}
		p.addEXIF(data)
		if t, off, ok := openTIFF(tiffBlock{bytes.NewReader(data), int64(len(data))}); ok {
			if entries, _, ok := t.directory(off); ok {
				p.measure(t, entries)
			}
		}
	}
}

// readHEIF reads HEIC and AVIF. imagemeta knows their items; what it gives of
// EXIF are values, not bytes, so that goexif is not asked.
func (p *parts) readHEIF(src *source) error {
	if len(boxes(src, 0, src.size)) < 2 {
		return unreadable("the %s file ends inside its header: get it again from where it came", strings.ToUpper(p.info.Format))
	}
	tags := map[string]imagemeta.TagInfo{}
	result, err := imagemeta.Decode(imagemeta.Options{
		R:           io.NewSectionReader(src, 0, src.size),
		ImageFormat: imagemeta.HEIF,
		Sources:     imagemeta.EXIF | imagemeta.XMP | imagemeta.CONFIG,
		HandleXMP: func(r io.Reader) error {
			b, err := io.ReadAll(io.LimitReader(r, maxBlock+1))
			if err == nil && len(b) > maxBlock {
				err = errBlock
			}
			if err != nil {
				return fmt.Errorf("XMP: %w", err)
			}
			p.addXMP(b)
			return nil
		},
		HandleTag: func(t imagemeta.TagInfo) error {
			if _, ok := tags[t.Tag]; !ok {
				tags[t.Tag] = t
			}
			return nil
		},
	})
	if err != nil {
		p.warn("the metadata could not be read to its end: %v", err)
	}
	p.info.Width, p.info.Height = result.ImageConfig.Width, result.ImageConfig.Height
	p.stateHEIF(tags)
	return nil
}

// imagemetaNames are the names of imagemeta that are not those of Exif.
var imagemetaNames = map[string]string{
	"DateTime": "ModifyDate", "DateTimeDigitized": "CreateDate", "ISOSpeedRatings": "ISO",
	"ExposureBiasValue": "ExposureCompensation", "FocalLengthIn35mmFilm": "FocalLengthIn35mmFormat",
}

// stateHEIF states the EXIF values that imagemeta gives.
func (p *parts) stateHEIF(tags map[string]imagemeta.TagInfo) {
	for _, known := range exifTags {
		name := known.name
		if other := imagemetaNames[name]; other != "" {
			name = other
		}
		t, ok := tags[name]
		if !ok {
			continue
		}
		text := latin(strings.TrimRight(fmt.Sprint(t.Value), "\x00"))
		if known.id == tagOrientation {
			var n int
			if _, err := fmt.Sscan(text, &n); err == nil {
				p.orient(n)
			}
		}
		if strings.TrimSpace(text) != "" && len(text) <= maxValue {
			p.stated = append(p.stated, Statement{Place: EXIF, Property: known.name, Field: known.field, Value: text})
		}
	}
	var found imagemeta.Tags
	for _, t := range tags {
		found.Add(t)
	}
	p.statePosition(found)
}

// statePosition states the GPS position, where both hemispheres are stated.
func (p *parts) statePosition(tags imagemeta.Tags) {
	// GetLatLong takes the types for granted, and a missing side for north or east.
	for _, name := range []string{"GPSLatitude", "GPSLongitude"} {
		if degrees, ok := tags.EXIF()[name].Value.(float64); !ok || math.IsNaN(degrees) {
			return
		}
		if _, ok := tags.EXIF()[name+"Ref"].Value.(string); !ok {
			return
		}
	}
	lat, long, err := tags.GetLatLong()
	if err == nil && (lat != 0 || long != 0) && lat >= -90 && lat <= 90 && long >= -180 && long <= 180 {
		p.stated = append(p.stated, Statement{Place: EXIF, Property: "GPSPosition", Field: GPS, Value: position(lat, long)})
	}
}
