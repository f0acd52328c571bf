package embedded

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rwcarlsen/goexif/exif"
	"github.com/rwcarlsen/goexif/tiff"
)

// stateEXIF reads every EXIF block; the first that states an orientation gives
// that of the picture.
func (p *parts) stateEXIF() []Statement {
	sts := p.stated
	for i, b := range p.exif {
		compact, refused := gate(b)
		if refused > 0 {
			p.warn("the EXIF is damaged: %d of its entries point outside it and were left out", refused)
		}
		if compact == nil {
			continue
		}
		x, err := exif.Decode(bytes.NewReader(compact))
		if err != nil && (x == nil || exif.IsCriticalError(err)) {
			p.warn("the EXIF could not be read: %v", err)
			continue
		}
		sts = append(sts, p.stateTags(x, i)...)
	}
	return sts
}

// stateTags states every tag of exifTags that a block holds, in that order.
func (p *parts) stateTags(x *exif.Exif, block int) []Statement {
	loadNames(x)
	var sts []Statement
	for _, known := range exifTags {
		tag, err := x.Get(exif.FieldName(known.name))
		if err != nil {
			continue
		}
		if known.id == tagOrientation {
			if n, err := tag.Int(0); err == nil {
				p.orient(n)
			}
		}
		for _, v := range exifText(known.id, tag) {
			if strings.TrimSpace(v) != "" {
				sts = append(sts, Statement{Place: EXIF, Property: known.name, Field: known.field, Value: v, Block: block})
			}
		}
	}
	// Not LatLong: it takes a missing hemisphere for north and east.
	if gps := exifPosition(x); gps != "" {
		sts = append(sts, Statement{Place: EXIF, Property: "GPSPosition", Field: GPS, Value: gps, Block: block})
	}
	return sts
}

// orient takes the first orientation stated that is one.
func (p *parts) orient(n int) {
	if !p.oriented && n >= 1 && n <= 8 {
		p.info.Orientation, p.oriented = n, true
	}
}

// loadNames teaches goexif the tags that it is too old to know, such as the
// time zones of Exif 2.31.
func loadNames(x *exif.Exif) {
	names := map[uint16]exif.FieldName{}
	for _, t := range exifTags {
		names[t.id] = exif.FieldName(t.name)
	}
	x.LoadTags(x.Tiff.Dirs[0], names, false)
	pointer, err := x.Get(exif.ExifIFDPointer)
	if err != nil {
		return
	}
	off, err := pointer.Int64(0)
	if err != nil || off <= 0 || off >= int64(len(x.Raw)) {
		return
	}
	dir, _, err := tiff.DecodeDir(sectionAt(x.Raw, off), x.Tiff.Order)
	if err != nil {
		return
	}
	x.LoadTags(dir, names, false)
}

// sectionAt reads b from off on, with offsets that count from its start.
func sectionAt(b []byte, off int64) *bytes.Reader {
	r := bytes.NewReader(b)
	r.Seek(off, io.SeekStart) // cannot fail: off is not negative
	return r
}

// exifText gives the values of a tag as text: several only for Copyright, whose
// two parts are the photographer's and the editor's (Exif 2.32, 4.6.4).
func exifText(id uint16, tag *tiff.Tag) []string {
	switch tag.Format() {
	case tiff.StringVal:
		var parts []string
		for part := range strings.SplitSeq(string(tag.Val), "\x00") {
			parts = append(parts, latin(part))
			if id != tagCopyright || len(parts) == 2 {
				break
			}
		}
		return parts
	case tiff.UndefVal:
		if id == tagUserComment {
			return []string{userComment(tag.Val)}
		}
		return nil
	case tiff.IntVal:
		if id >= 0x9C9B && id <= 0x9C9F { // XPTitle to XPSubject
			return []string{utf16Text(tag.Val, binary.LittleEndian)}
		}
		var ns []string
		for i := range min(int(tag.Count), maxNumbers) {
			if n, err := tag.Int64(i); err == nil {
				ns = append(ns, strconv.FormatInt(n, 10))
			}
		}
		return []string{strings.Join(ns, " ")}
	case tiff.RatVal:
		var ns []string
		for i := range min(int(tag.Count), maxNumbers) {
			if a, b, err := tag.Rat2(i); err == nil {
				ns = append(ns, fmt.Sprintf("%d/%d", a, b))
			}
		}
		return []string{strings.Join(ns, " ")}
	}
	return nil
}

// userComment reads the eight-byte character code that leads a UserComment
// (Exif 2.32, table 9).
func userComment(b []byte) string {
	if len(b) <= 8 {
		return ""
	}
	text := b[8:]
	switch {
	case strings.HasPrefix(string(b), "UNICODE\x00"):
		order := binary.ByteOrder(binary.LittleEndian)
		if len(text) > 1 && (text[0] == 0xFE || text[0] == 0) {
			order = binary.BigEndian
		}
		return utf16Text(text, order)
	case strings.HasPrefix(string(b), "ASCII\x00"), bytes.Equal(b[:8], make([]byte, 8)):
		return latin(strings.TrimRight(string(text), "\x00 "))
	}
	return ""
}

func utf16Text(b []byte, order binary.ByteOrder) string {
	units := make([]uint16, 0, len(b)/2)
	for ; len(b) >= 2; b = b[2:] {
		u := order.Uint16(b)
		if u == 0 {
			break
		}
		if u != 0xFEFF {
			units = append(units, u)
		}
	}
	return string(utf16.Decode(units))
}

// latin reads text that should be ASCII: UTF-8 where it is, else Windows-1252.
func latin(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return windows1252([]byte(s))
}

// exifPosition is the GPS position as "latitude,longitude" in decimal degrees,
// empty where it is not stated whole.
func exifPosition(x *exif.Exif) string {
	axis := func(name, ref exif.FieldName, plus, minus string, limit float64) (float64, bool) {
		tag, err := x.Get(name)
		if err != nil || tag.Format() != tiff.RatVal || tag.Count < 1 {
			return 0, false
		}
		side, err := x.Get(ref)
		if err != nil {
			return 0, false
		}
		hemisphere, err := side.StringVal()
		if err != nil {
			return 0, false
		}
		var degrees, unit float64 = 0, 1
		for i := range min(int(tag.Count), 3) {
			a, b, err := tag.Rat2(i)
			if err != nil || b == 0 {
				if i == 0 {
					return 0, false
				}
				break
			}
			degrees += float64(a) / float64(b) / unit
			unit *= 60
		}
		switch {
		case degrees > limit || math.IsNaN(degrees):
			return 0, false
		case strings.EqualFold(hemisphere, minus):
			return -degrees, true
		}
		return degrees, strings.EqualFold(hemisphere, plus)
	}
	lat, ok := axis(exif.GPSLatitude, exif.GPSLatitudeRef, "N", "S", 90)
	if !ok {
		return ""
	}
	long, ok := axis(exif.GPSLongitude, exif.GPSLongitudeRef, "E", "W", 180)
	if !ok || lat == 0 && long == 0 {
		return ""
	}
	return position(lat, long)
}

// position writes degrees to six digits, a tenth of a metre.
func position(lat, long float64) string {
	short := func(f float64) string {
		return strconv.FormatFloat(math.Round(f*1e6)/1e6, 'f', -1, 64)
	}
	return short(lat) + "," + short(long)
}
