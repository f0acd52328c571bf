package embedded_test

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
	"unicode/utf16"

	"cutline/archive/embedded"
)

// tiffOf makes a little-endian TIFF of text and byte values, the tags from
// 0x829A on in an EXIF directory.
func tiffOf(values map[uint16][]byte) []byte {
	build := func(at uint32, ids []uint16, extra ...entry) []byte {
		entries := extra
		data := at + 2 + 12*uint32(len(ids)+len(extra)) + 4
		var tail []byte
		for _, id := range ids {
			v := values[id]
			e := entry{tag: id, typ: 2, count: uint32(len(v)), value: data + uint32(len(tail))}
			switch {
			case id == 0x9286:
				e.typ = 7
			case id >= 0x9C9B && id <= 0x9C9F:
				e.typ = 1
			}
			tail = append(tail, v...)
			entries = append(entries, e)
		}
		return append(directory(0, entries...), tail...)
	}
	var first, camera []uint16
	for id := range values {
		if id < 0x829A || id >= 0x9C9B && id <= 0x9C9F {
			first = append(first, id)
		} else {
			camera = append(camera, id)
		}
	}
	slices.Sort(first)
	slices.Sort(camera)
	length := len(build(8, first, entry{tag: 0x8769, typ: 4, count: 1}))
	child := uint32(8 + length)
	return join(tiffHeader(8), build(8, first, entry{tag: 0x8769, typ: 4, count: 1, value: child}), build(child, camera))
}

func utf16LE(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return append(b, 0, 0)
}

func TestEXIFText(t *testing.T) {
	info := read(t, withSegments(drawJPEG(t), exifSegment(tiffOf(map[uint16][]byte{
		0x010E: []byte("Jos\xe9 \x97 in Windows-1252\x00"),
		0x013B: []byte("José in UTF-8\x00"),
		0x8298: []byte("the photographer\x00the editor\x00"),
		0x9286: append([]byte("UNICODE\x00"), utf16LE("ein Kommentar über")...),
		0x9C9E: utf16LE("fire;Kyïv"),
		0x9003: []byte("2022:03:17 10:20:30\x00"),
		0x9011: []byte("+02:00\x00"),
	}))))
	for property, want := range map[string][]string{
		"ImageDescription":   {"José — in Windows-1252"},
		"Artist":             {"José in UTF-8"},
		"Copyright":          {"the photographer", "the editor"},
		"UserComment":        {"ein Kommentar über"},
		"XPKeywords":         {"fire;Kyïv"},
		"OffsetTimeOriginal": {"+02:00"},
	} {
		if got := values(info, "EXIF", property); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", property, got, want)
		}
	}
	if len(info.Warnings) > 0 {
		t.Errorf("warnings %q", info.Warnings)
	}
}

func TestEXIFPosition(t *testing.T) {
	rational := func(ns ...uint32) []byte {
		var b []byte
		for _, n := range ns {
			b = binary.LittleEndian.AppendUint32(b, n)
		}
		return b
	}
	for name, tt := range map[string]struct {
		lat, long []byte
		ns, ew    byte
		want      []string
	}{
		"Paris":              {rational(48, 1, 51, 1, 3051, 100), rational(2, 1, 17, 1, 402, 10), 'N', 'E', []string{"48.858475,2.2945"}},
		"south and west":     {rational(33, 1, 27, 1, 0, 1), rational(70, 1, 40, 1, 0, 1), 'S', 'W', []string{"-33.45,-70.666667"}},
		"minutes alone":      {rational(48, 1, 5151, 100, 0, 0), rational(2, 1, 17, 1, 0, 0), 'N', 'E', []string{"48.8585,2.283333"}},
		"no side":            {rational(48, 1, 51, 1, 0, 1), rational(2, 1, 17, 1, 0, 1), 0, 'E', nil},
		"beyond the pole":    {rational(91, 1, 0, 1, 0, 1), rational(2, 1, 17, 1, 0, 1), 'N', 'E', nil},
		"divided by zero":    {rational(48, 0, 51, 1, 0, 1), rational(2, 1, 17, 1, 0, 1), 'N', 'E', nil},
		"null island, unset": {rational(0, 1, 0, 1, 0, 1), rational(0, 1, 0, 1, 0, 1), 'N', 'E', nil},
	} {
		t.Run(name, func(t *testing.T) {
			at := uint32(26 + 2 + 4*12 + 4)
			tiff := join(tiffHeader(8), directory(0, entry{tag: 0x8825, typ: 4, count: 1, value: 26}), directory(0,
				entry{tag: 1, typ: 2, count: 2, value: uint32(tt.ns)}, entry{tag: 2, typ: 5, count: 3, value: at},
				entry{tag: 3, typ: 2, count: 2, value: uint32(tt.ew)}, entry{tag: 4, typ: 5, count: 3, value: at + 24}), tt.lat, tt.long)
			info := read(t, withSegments(drawJPEG(t), exifSegment(tiff)))
			if got := values(info, "EXIF", "GPSPosition"); !slices.Equal(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// TestRaw: raw files that look like a TIFF, or hold one or a JPEG.
func TestRaw(t *testing.T) {
	size := []entry{{tag: 0x0100, typ: 4, count: 1, value: 6000}, {tag: 0x0101, typ: 4, count: 1, value: 4000}}
	artist := entry{tag: 0x013B, typ: 2, count: 4, value: 0x006C7541}
	// The first directory is a thumbnail's; the picture is in a sub-directory.
	made := func(maker string, extra ...entry) []byte {
		entries := append([]entry{
			{tag: 0x0100, typ: 4, count: 1, value: 160},
			{tag: 0x0101, typ: 4, count: 1, value: 120},
			{tag: 0x010F, typ: 2, count: uint32(len(maker)), value: 0},
			artist,
		}, extra...)
		at := uint32(8 + 2 + 12*len(entries) + 4)
		entries[2].value = at
		for i := range entries {
			if entries[i].tag == 0x014A {
				entries[i].value = at + 32
			}
		}
		name := append([]byte(maker), make([]byte, 32-len(maker))...)
		return join(tiffHeader(8), directory(0, entries...), name, directory(0, size...))
	}
	sub := entry{tag: 0x014A, typ: 4, count: 1}
	box := func(kind string, parts ...[]byte) []byte {
		data := join(parts...)
		return join(binary.BigEndian.AppendUint32(nil, uint32(len(data)+8)), []byte(kind), data)
	}
	cmt1 := join(tiffHeader(8), directory(0, append(size, artist)...))
	cmt2 := join(tiffHeader(8), directory(0, entry{tag: 0x9003, typ: 2, count: 20, value: 26}), []byte("2022:03:17 10:20:30\x00"))
	canon := []byte("\x85\xC0\xB6\x87\x82\x0F\x11\xE0\x81\x11\xF4\xCE\x46\x2B\x6A\x48")
	raf := join([]byte("FUJIFILMCCD-RAW 0201"), make([]byte, 64))
	preview := withSegments(drawJPEG(t), exifSegment(join(tiffHeader(8), directory(0, artist))))
	raf = binary.BigEndian.AppendUint32(raf, 100)
	raf = binary.BigEndian.AppendUint32(raf, uint32(len(preview)))
	raf = join(raf, make([]byte, 100-len(raf)), preview)

	for name, tt := range map[string]struct {
		data          []byte
		format        string
		width, height int
	}{
		"nef":          {made("NIKON CORPORATION\x00", sub), "nef", 6000, 4000},
		"arw":          {made("SONY\x00", sub), "arw", 6000, 4000},
		"pef":          {made("PENTAX Corporation \x00", entry{tag: 0x0103, typ: 3, count: 1, value: 65535}, entry{tag: 0x0111, typ: 4, count: 1, value: 8}), "pef", 160, 120},
		"Nikon's TIFF": {made("NIKON CORPORATION\x00"), "tiff", 160, 120},
		"cr3":          {join(box("ftyp", []byte("crx \x00\x00\x00\x01crx ")), box("moov", box("uuid", canon, box("CMT1", cmt1), box("CMT2", cmt2)))), "cr3", 6000, 4000},
		"raf":          {raf, "raf", 48, 32},
	} {
		t.Run(name, func(t *testing.T) {
			info := read(t, tt.data)
			if info.Format != tt.format || info.Width != tt.width || info.Height != tt.height {
				t.Errorf("%s %dx%d, want %s %dx%d", info.Format, info.Width, info.Height, tt.format, tt.width, tt.height)
			}
			if got := values(info, "EXIF", "Artist"); !slices.Equal(got, []string{"Aul"}) {
				t.Errorf("artist %q, warnings %q", got, info.Warnings)
			}
			if taken := embedded.Effective(info.Statements, false)[embedded.Taken].Values; name == "cr3" && !slices.Equal(taken, []string{"2022-03-17T10:20:30"}) {
				t.Errorf("taken %q", taken)
			}
		})
	}
}

// TestSwappedIIM: some writers store the block as LONGs in the file's order.
func TestSwappedIIM(t *testing.T) {
	block := append(dataset(2, 110, "AP"), 0)
	swapped := bytes.Clone(block)
	for i := 0; i+4 <= len(block); i += 4 {
		binary.LittleEndian.PutUint32(swapped[i:], binary.BigEndian.Uint32(block[i:]))
	}
	b := join(tiffHeader(8), directory(0, entry{tag: 0x0100, typ: 3, count: 1, value: 48}, entry{tag: 0x0101, typ: 3, count: 1, value: 32},
		entry{tag: 0x83BB, typ: 4, count: 2, value: 8 + 2 + 36 + 4}), swapped)
	if got := values(read(t, b), "IIM", "2:110"); !slices.Equal(got, []string{"AP"}) {
		t.Errorf("credit %q", got)
	}
}
