package thumbs

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/thumbs/icc"
)

// colourSpace is what a file says about the meaning of its colours: an ICC
// profile, or the name of a space. The zero value says nothing.
type colourSpace struct {
	profile []byte
	name    string              // of a space without a profile
	space   func() *icc.Profile // that has this name
}

func (c colourSpace) said() bool { return c.profile != nil || c.name != "" }

var adobeRGB = colourSpace{name: "Adobe RGB", space: func() *icc.Profile { return icc.FromPrimaries(icc.AdobeRGB, icc.AdobeGamma) }}

// readColours reads what a picture says about its colours. What cannot be read
// is not said: the picture is shown all the same.
func readColours(src archive.Picture) colourSpace {
	r := io.NewSectionReader(src, 0, src.Size)
	switch src.Format {
	case "jpeg":
		return jpegColours(r)
	case "png":
		return pngColours(r)
	case "tiff":
		page, _ := tiffPage(r)
		if f, err := openIFD(page); err == nil {
			return tiffColours(f)
		}
	case "webp":
		return webpColours(r)
	case "heic":
		return readHEIF(r).colours
	}
	return colourSpace{}
}

// jpegColours joins the pieces of a profile in APP2 segments (ICC.1:2022,
// B.4), all of which must be there; else it looks for what EXIF says.
func jpegColours(r *io.SectionReader) (said colourSpace) {
	const (
		app2      = 0xe2
		iccName   = "ICC_PROFILE\x00"
		pieceHead = len(iccName) + 2
	)
	var pieces [256]struct{ at, size int64 }
	count, size := 0, int64(0)
	var head [pieceHead]byte
	jpegSegments(r, func(marker byte, at, length int64) {
		if marker != app2 || length <= int64(pieceHead) {
			return
		}
		if _, err := r.ReadAt(head[:], at); err == nil && strings.HasPrefix(string(head[:]), iccName) {
			piece := &pieces[head[len(iccName)]]
			piece.at, piece.size = at+int64(pieceHead), length-int64(pieceHead)
			count, size = int(head[len(iccName)+1]), size+piece.size
		}
	})
	if exif := jpegEXIF(r); exif != nil {
		said = exifColours(exif)
	}
	if count == 0 || size > icc.MaxProfile {
		return said
	}
	profile := make([]byte, 0, size)
	for _, piece := range pieces[1 : count+1] {
		if piece.size == 0 || int64(len(profile))+piece.size > size {
			return said
		}
		data := profile[len(profile):][:piece.size]
		if _, err := r.ReadAt(data, piece.at); err != nil {
			return said
		}
		profile = profile[:len(profile)+len(data)]
	}
	return colourSpace{profile: profile}
}

const exifName = "Exif\x00\x00"

// maxSteps is how many segments, fill bytes or chunks of a file are passed over,
// each by a read of its own. Files have tens, those with long XMP some hundreds; of
// one that is made of nothing else, reading all would take minutes.
const maxSteps = 10_000

// jpegSegments calls for the data of each segment up to the first scan.
func jpegSegments(r io.ReaderAt, found func(marker byte, at, length int64)) {
	const sos = 0xda
	var head [4]byte
	at := int64(2)
	for range maxSteps {
		if _, err := r.ReadAt(head[:], at); err != nil || head[0] != 0xff || head[1] == sos {
			return
		}
		if head[1] == 0xff { // a fill byte
			at++
			continue
		}
		length := int64(binary.BigEndian.Uint16(head[2:])) - 2
		if length < 0 {
			return
		}
		found(head[1], at+4, length)
		at += 4 + length
	}
}

// jpegEXIF is the EXIF data of a JPEG, nil for none.
func jpegEXIF(r io.ReaderAt) (exif *io.SectionReader) {
	const app1 = 0xe1
	jpegSegments(r, func(marker byte, at, length int64) {
		var name [len(exifName)]byte
		if marker != app1 || exif != nil || length < int64(len(name)) {
			return
		}
		if _, err := r.ReadAt(name[:], at); err == nil && string(name[:]) == exifName {
			exif = io.NewSectionReader(r, at+int64(len(name)), length-int64(len(name)))
		}
	})
	return exif
}

// exifColours: cameras that take pictures in Adobe RGB embed no profile but
// say so by ColorSpace or by the rule that their file follows (DCF 2.0).
func exifColours(r io.ReaderAt) colourSpace {
	const exifAt, colorSpace, interopAt, interopIndex = 0x8769, 0xa001, 0xa005, 1
	f, err := openIFD(r)
	if err != nil {
		return colourSpace{}
	}
	main, _, err := f.directory(f.first)
	if err != nil {
		return colourSpace{}
	}
	exif, _, err := f.directory(f.number(main, exifAt, -1))
	if err != nil {
		return colourSpace{}
	}
	switch f.number(exif, colorSpace, 0) {
	case 1:
		return colourSpace{}
	case 2:
		return adobeRGB
	}
	interop, _, err := f.directory(f.number(exif, interopAt, -1))
	if err != nil {
		return colourSpace{}
	}
	for _, e := range interop {
		if e.tag != interopIndex {
			continue
		}
		if index, err := f.bytes(e, 16); err == nil && bytes.HasPrefix(index, []byte("R03")) {
			return adobeRGB
		}
	}
	return colourSpace{}
}

// tiffColours reads the profile in the first directory.
func tiffColours(f *ifdFile) colourSpace {
	const profile = 34675
	entries, _, err := f.directory(f.first)
	if err != nil {
		return colourSpace{}
	}
	for _, e := range entries {
		if e.tag == profile {
			if data, err := f.bytes(e, icc.MaxProfile); err == nil {
				return colourSpace{profile: data}
			}
		}
	}
	return colourSpace{}
}

// webpColours reads the profile of an extended WebP.
func webpColours(r io.ReaderAt) colourSpace {
	const chunksAt = 12
	at := int64(chunksAt)
	var head [8]byte
	for range 16 { // the profile comes before the pictures
		if _, err := r.ReadAt(head[:], at); err != nil {
			return colourSpace{}
		}
		size := int64(binary.LittleEndian.Uint32(head[4:]))
		if string(head[:4]) == "ICCP" && size <= icc.MaxProfile {
			data := make([]byte, size)
			if _, err := r.ReadAt(data, at+8); err != nil {
				return colourSpace{}
			}
			return colourSpace{profile: data}
		}
		at += 8 + size + size&1
	}
	return colourSpace{}
}

// pngColours reads the chunks that tell colours, the surest first (PNG, third
// edition, 4.3): cICP, iCCP, sRGB, gAMA and cHRM.
func pngColours(r io.ReaderAt) colourSpace {
	const chunksAt, most = 8, 1 << 16
	known := make(map[string][]byte)
	at := int64(chunksAt)
	var head [8]byte
	for range maxSteps {
		if _, err := r.ReadAt(head[:], at); err != nil {
			break
		}
		size, name := int64(binary.BigEndian.Uint32(head[:])), string(head[4:])
		if name == "IDAT" || name == "IEND" {
			break
		}
		switch name {
		case "cICP", "iCCP", "sRGB", "gAMA", "cHRM":
			if name == "iCCP" && size > icc.MaxProfile || name != "iCCP" && size > most {
				break
			}
			data := make([]byte, size)
			if _, err := r.ReadAt(data, at+8); err == nil {
				known[name] = data
			}
		}
		at += 8 + size + 4
	}
	if said := codePoints(known["cICP"]); said.said() {
		return said
	}
	if profile := inflateProfile(known["iCCP"]); profile != nil {
		return colourSpace{profile: profile}
	}
	if known["sRGB"] != nil {
		return colourSpace{}
	}
	return gammaColours(known["gAMA"], known["cHRM"])
}

// codePoints are those of ITU-T H.273 for spaces of ordinary brightness.
func codePoints(chunk []byte) colourSpace {
	if len(chunk) != 4 {
		return colourSpace{}
	}
	const srgbCurve = 13
	if chunk[1] != srgbCurve || chunk[2] != 0 {
		return colourSpace{}
	}
	switch chunk[0] {
	case 9:
		return colourSpace{name: "Rec. 2020", space: func() *icc.Profile { return icc.FromPrimaries(icc.Rec2020, 0) }}
	case 12:
		return colourSpace{name: "P3", space: func() *icc.Profile { return icc.FromPrimaries(icc.P3, 0) }}
	}
	return colourSpace{}
}

// inflateProfile unpacks an iCCP chunk: a name, a method, and the profile.
func inflateProfile(chunk []byte) []byte {
	i := bytes.IndexByte(chunk, 0)
	if i < 0 || i+2 > len(chunk) || chunk[i+1] != 0 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(chunk[i+2:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, icc.MaxProfile+1))
	if err != nil || len(profile) > icc.MaxProfile {
		return nil
	}
	return profile
}

// gammaColours reads gAMA and cHRM, whose numbers are in hundred-thousandths.
// A gamma of 1/2.2 is how sRGB is written there.
func gammaColours(gama, chrm []byte) colourSpace {
	if len(gama) != 4 {
		return colourSpace{}
	}
	const unit, srgb = 100_000, 45455
	encoding := binary.BigEndian.Uint32(gama)
	if encoding < unit/100 || encoding > 100*unit {
		return colourSpace{}
	}
	gamma := unit / float64(encoding)
	if encoding == srgb {
		gamma = 0
	}
	primaries := icc.SRGB
	if len(chrm) == 8*4 {
		at := func(i int) icc.Chromaticity {
			return icc.Chromaticity{
				X: float64(binary.BigEndian.Uint32(chrm[8*i:])) / unit,
				Y: float64(binary.BigEndian.Uint32(chrm[8*i+4:])) / unit,
			}
		}
		primaries = icc.Primaries{White: at(0), Red: at(1), Green: at(2), Blue: at(3)}
	}
	return colourSpace{
		name:  "PNG " + strconv.Itoa(int(encoding)) + " " + string(chrm),
		space: func() *icc.Profile { return icc.FromPrimaries(primaries, gamma) },
	}
}
