package embedded

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// buildEXIF makes a TIFF structure of text tags, Orientation and ColorSpace
// (Exif 2.32, section 4.6).
func buildEXIF(list []said) ([]byte, error) {
	values := map[uint16]string{}
	for _, s := range list {
		tag, ok := exifTagNamed(s.property)
		if !ok && len(s.sts) > 0 {
			return nil, fmt.Errorf("write words: %s: this EXIF tag cannot be written", s.sts[0])
		}
		if text := exifJoin(tag.id, s.sts); text != "" {
			values[tag.id] = text
		}
	}
	var first, camera []tagValue
	for _, id := range slices.Sorted(maps.Keys(values)) {
		f := entryOf(id, values[id], binary.BigEndian)
		if id < tagExifIFD {
			first = append(first, f)
		} else {
			camera = append(camera, f)
		}
	}
	camera = append([]tagValue{{id: tagExifVersion, typ: 7, count: 4, value: []byte("0232")}}, camera...)
	first = append(first, tagValue{id: tagExifIFD, typ: typeLong, count: 1, value: make([]byte, 4)})

	out := []byte("MM\x00*\x00\x00\x00\x08")
	child := len(out) + directorySize(first)
	binary.BigEndian.PutUint32(first[len(first)-1].value, uint32(child))
	out = appendDirectory(out, first)
	return appendDirectory(out, camera), nil
}

// exifTagNamed finds a tag, and tells whether it can be written.
func exifTagNamed(name string) (exifTag, bool) {
	for _, t := range exifTags {
		if t.name == name {
			return t, writable(t.id)
		}
	}
	return exifTag{}, false
}

// writable tells the tags whose values are text or one of the two numbers.
func writable(id uint16) bool {
	switch id {
	case tagColorSpace, tagImageUniqueID, 0xA433, 0xA434: // text and a number beyond the dates
		return true
	}
	return id < 0x829A || id >= 0x9003 && id <= 0x9012 || id == 0x9291
}

// tagValue is an entry of a directory to be written.
type tagValue struct {
	id, typ uint16
	count   uint32
	value   []byte
}

// entryOf makes the entry of a tag: a number for two of them, else text.
func entryOf(id uint16, text string, order byteOrder) tagValue {
	if id == tagOrientation || id == tagColorSpace {
		n, _ := strconv.ParseUint(strings.TrimSpace(text), 10, 16)
		return tagValue{id: id, typ: 3, count: 1, value: order.AppendUint16(nil, uint16(n))}
	}
	return tagValue{id: id, typ: 2, count: uint32(len(text) + 1), value: append([]byte(text), 0)}
}

// directorySize is the bytes of a directory with its values.
func directorySize(fields []tagValue) int {
	n := 2 + 12*len(fields) + 4
	for _, f := range fields {
		if len(f.value) > 4 {
			n += len(f.value) + len(f.value)%2
		}
	}
	return n
}

func appendDirectory(out []byte, fields []tagValue) []byte {
	at := len(out) + 2 + 12*len(fields) + 4
	out = binary.BigEndian.AppendUint16(out, uint16(len(fields)))
	for _, f := range fields {
		out = binary.BigEndian.AppendUint16(out, f.id)
		out = binary.BigEndian.AppendUint16(out, f.typ)
		out = binary.BigEndian.AppendUint32(out, f.count)
		if len(f.value) > 4 {
			out = binary.BigEndian.AppendUint32(out, uint32(at))
			at += len(f.value) + len(f.value)%2
			continue
		}
		out = append(out, f.value...)
		out = append(out, make([]byte, 4-len(f.value))...)
	}
	out = append(out, 0, 0, 0, 0)
	for _, f := range fields {
		if len(f.value) > 4 {
			out = append(out, f.value...)
			out = append(out, make([]byte, len(f.value)%2)...)
		}
	}
	return out
}
