package thumbs_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/thumbs"
)

// rawEntry is an entry of a directory that is a LONG.
type rawEntry struct{ tag, value uint32 }

// rawFile is a file of directories, the first of which holds the entries, with
// data behind it. The value of an entry is counted from data if the tag is
// marked so.
const inData = 1 << 31

func rawFile(magic string, next uint32, data []byte, entries ...rawEntry) []byte {
	le := binary.LittleEndian
	b := append([]byte(magic), 8, 0, 0, 0)
	b = le.AppendUint16(b, uint16(len(entries)))
	dataAt := uint32(8 + 2 + 12*len(entries) + 4)
	for _, e := range entries {
		if e.tag&inData != 0 {
			e.tag, e.value = e.tag&^inData, e.value+dataAt
		}
		b = le.AppendUint16(le.AppendUint16(b, uint16(e.tag)), 4)
		b = le.AppendUint32(le.AppendUint32(b, 1), e.value)
	}
	b = le.AppendUint32(b, next)
	return append(b, data...)
}

func box(name string, data ...[]byte) []byte {
	body := bytes.Join(data, nil)
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)+8))
	return append(append(b, name...), body...)
}

// rawOf is a raw file with a preview of 640 × 480 pixels.
func rawOf(tb testing.TB, format string) []byte {
	tb.Helper()
	be := binary.BigEndian
	large := encodeJPEG(tb, scene(1, 640, 480), 90)
	switch format {
	case "raf":
		b := append([]byte("FUJIFILMCCD-RAW "), make([]byte, 84)...)
		be.PutUint32(b[84:], uint32(len(b)))
		be.PutUint32(b[88:], uint32(len(large)))
		return append(b, large...)
	case "cr3":
		b := append(box("ftyp", []byte("crx ")), box("moov", box("uuid",
			[]byte("\x85\xc0\xb6\x87\x82\x0f\x11\xe0\x81\x11\xf4\xce\x46\x2b\x6a\x48"),
			box("CMT1", rawFile("II\x2a\x00", 0, nil, rawEntry{274, 8}))))...)
		return append(b, box("uuid", []byte("\xea\xf4\x2b\x5e\x1c\x98\x4b\x88\xb9\xfb\xb7\xdc\x40\x6e\x4d\x16"),
			make([]byte, 8), box("PRVW", make([]byte, 16), large))...)
	case "orf":
		// The directories of the note lie at 12 and 30, the preview behind them.
		note := append([]byte("OLYMPUS\x00II\x03\x00"), rawFile("", 0, nil, rawEntry{0x2020, 30})[4:]...)
		note = append(note, rawFile("", 0, large, rawEntry{0x101, 60}, rawEntry{0x102, uint32(len(large))})[4:]...)
		return rawFile("IIRO", 0, note, rawEntry{37500 | inData, 0})
	}
	small := encodeJPEG(tb, scene(1, 160, 120), 90)
	n := uint32(len(small))
	return rawFile("II\x2a\x00", 0, append(small, large...),
		rawEntry{256, 6000}, rawEntry{257, 4000}, rawEntry{274, 6},
		rawEntry{513 | inData, 0}, rawEntry{514, n},
		rawEntry{259, 6}, rawEntry{273 | inData, n}, rawEntry{279, uint32(len(large))})
}

// TestRaw renders the largest preview of raw files, upright.
func TestRaw(t *testing.T) {
	large := encodeJPEG(t, scene(1, 640, 480), 90)
	upright := segments(large, 0xe1, append([]byte("Exif\x00\x00"), rawFile("II\x2a\x00", 0, nil, rawEntry{274, 1})...))
	turned := picture("nef", rawOf(t, "nef"))
	turned.Orientation = 6
	for _, test := range []struct {
		name          string
		src           archive.Picture
		width, height int // of the photo
		preview       string
	}{
		{"nef", turned, 4000, 6000, "480 × 640"},
		{"raf", picture("raf", rawOf(t, "raf")), 640, 480, "640 × 480"},
		{"cr3", picture("cr3", rawOf(t, "cr3")), 480, 640, "480 × 640"},
		{"rw2", picture("rw2", panasonic(large)), 640, 480, "640 × 480"},
		{"orf", picture("orf", rawOf(t, "orf")), 640, 480, "640 × 480"},
		{"dng, its preview upright", picture("dng", rawFile("II\x2a\x00", 0, upright,
			rawEntry{274, 6}, rawEntry{513 | inData, 0}, rawEntry{514, uint32(len(upright))})), 640, 480, "640 × 480"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := openStore(t, 0)
			seen := render(t, s, idOf(1), test.src)
			if seen.Width != test.width || seen.Height != test.height {
				t.Errorf("%d × %d, want %d × %d", seen.Width, seen.Height, test.width, test.height)
			}
			size := rendition(t, s, idOf(1), thumbs.Preview).Bounds().Size()
			if got := strings.ReplaceAll(strings.Trim(size.String(), "()"), ",", " × "); got != test.preview {
				t.Errorf("preview of %s, want %s", got, test.preview)
			}
		})
	}
}

// panasonic holds its preview as the value of a tag.
func panasonic(preview []byte) []byte {
	b := rawFile("IIU\x00", 0, preview, rawEntry{46 | inData, 0})
	binary.LittleEndian.PutUint16(b[12:], 7)
	binary.LittleEndian.PutUint32(b[14:], uint32(len(preview)))
	return b
}

// TestHostileRaw: directories in circles and previews outside their file end
// as a placeholder that says so.
func TestHostileRaw(t *testing.T) {
	cut := encodeJPEG(t, scene(1, 640, 480), 90)[:3000]
	for name, src := range map[string]archive.Picture{
		"nothing":                  picture("nef", nil),
		"no directory":             picture("nef", []byte("II\x2a\x00\xff\xff\xff\xff")),
		"a directory after itself": picture("nef", rawFile("II\x2a\x00", 8, nil, rawEntry{330, 8}, rawEntry{34665, 8})),
		"a preview outside":        picture("dng", rawFile("II\x2a\x00", 0, nil, rawEntry{513, 1 << 30}, rawEntry{514, 1 << 31})),
		"a lossless JPEG":          picture("cr2", rawFile("II\x2a\x00", 0, []byte("\xff\xd8\xff\xc3\x00\x0b\x08\x10\x00\x10\x00\x01\x01\x11\x00"), rawEntry{513 | inData, 0}, rawEntry{514, 15})),
		"boxes without end":        picture("cr3", bytes.Repeat(box("moov"), 10000)),
		"a box larger than itself": picture("cr3", []byte("\xff\xff\xff\xffmoov")),
		"a maker note of itself":   picture("orf", rawFile("IIRO", 0, []byte("OLYMPUS\x00II\x03\x00\x01\x00\x20\x20\x04\x00\x01\x00\x00\x00\x0c\x00\x00\x00"), rawEntry{37500 | inData, 0})),
		"a RAF without its JPEG":   picture("raf", []byte("FUJIFILMCCD-RAW ")),
		"a preview cut off":        picture("arw", rawFile("II\x2a\x00", 0, cut, rawEntry{513 | inData, 0}, rawEntry{514, 1 << 20})),
	} {
		seen, err := openStore(t, 0).Render(context.Background(), idOf(1), src)
		if err != nil || !strings.Contains(seen.Placeholder, "preview") {
			t.Errorf("%s: %q, %v, want a placeholder", name, seen.Placeholder, err)
		}
	}
}
