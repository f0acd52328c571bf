package embedded

import (
	"bytes"
	"image/gif"
	"strings"

	"github.com/gabriel-vasile/mimetype"
	"golang.org/x/image/bmp"
)

// sniffed maps media types to the names of formats.
var sniffed = map[string]string{
	"image/jpeg": "jpeg", "image/png": "png", "image/vnd.mozilla.apng": "png", "image/tiff": "tiff",
	"image/webp": "webp", "image/gif": "gif", "image/bmp": "bmp", "image/jxl": "jxl",
	"image/jp2": "jp2", "image/jpx": "jp2", "image/jpm": "jp2", "image/vnd.adobe.photoshop": "psd",
	"image/heic": "heic", "image/heif": "heic", "image/heic-sequence": "heic", "image/heif-sequence": "heic",
	"image/avif": "avif",
}

// SniffLen is the number of bytes that Sniff looks at.
const SniffLen = 3072

// Sniff tells the format of a file by its first SniffLen bytes, or all of it.
// Its errors are those of [Read]. The format "tiff" may turn out to be a raw
// one when the file is read.
func Sniff(head []byte) (format string, err error) {
	if len(head) == 0 {
		return "", unreadable("the file is empty: get it again from where it came")
	}
	if f := sniffRaw(head); f != "" {
		return f, nil
	}
	m := mimetype.Detect(head)
	if f := sniffed[m.String()]; f != "" {
		return f, nil
	}
	// A start of image with nothing sensible after it still claims to be one.
	if bytes.HasPrefix(head, []byte{0xFF, markerSOI}) {
		return "jpeg", nil
	}
	if strings.HasPrefix(m.String(), "image/") && m.String() != "image/svg+xml" {
		return "", unreadable("images of type %s are not read: convert it to JPEG, PNG or TIFF", m.String())
	}
	return "", ErrNotImage
}

// sniffRaw knows the raw formats that do not look like a common TIFF.
func sniffRaw(head []byte) string {
	at := func(off int, s string) bool {
		return len(head) >= off+len(s) && string(head[off:off+len(s)]) == s
	}
	switch {
	case at(0, "FUJIFILMCCD-RAW"):
		return "raf"
	case at(0, "IIRO"), at(0, "IIRS"), at(0, "MMOR"):
		return "orf"
	case at(0, "IIU\x00"):
		return "rw2"
	case at(0, "II*\x00") && at(8, "CR"):
		return "cr2"
	case at(0, "II*\x00"), at(0, "MM\x00*"), at(0, "II+\x00"), at(0, "MM\x00+"):
		return "tiff" // readTIFF tells DNG, NEF, ARW and PEF by their tags
	case at(4, "ftypcrx "):
		return "cr3"
	case at(0, "\xFF\x0A"):
		return "jxl"
	}
	return ""
}

// readHeader reads the size of formats that carry no metadata we read.
func (p *parts) readHeader(src *source) error {
	decode := gif.DecodeConfig
	if p.info.Format == "bmp" {
		decode = bmp.DecodeConfig
	}
	c, err := decode(src.section(0))
	if err != nil {
		return unreadable("the %s header cannot be read (%v): get the file again from where it came", strings.ToUpper(p.info.Format), err)
	}
	p.info.Width, p.info.Height = c.Width, c.Height
	return nil
}
