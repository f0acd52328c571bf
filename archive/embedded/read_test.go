package embedded_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"cutline/archive/embedded"
)

func encode(t testing.TB, f func(io.Writer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b, picture()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// formats are pictures of every format that the test can make.
func formats(t testing.TB) map[string][]byte {
	tif := encode(t, func(w io.Writer, m image.Image) error { return tiff.Encode(w, m, nil) })
	raw := func(entries ...entry) []byte {
		return join(tiffHeader(8), directory(0, entries...), make([]byte, 200))
	}
	box := func(kind string, parts ...[]byte) []byte {
		data := join(parts...)
		return join([]byte{0, 0, byte((len(data) + 8) >> 8), byte(len(data) + 8)}, []byte(kind), data)
	}
	size := []entry{{tag: 0x0100, typ: 4, count: 1, value: 48}, {tag: 0x0101, typ: 4, count: 1, value: 32}}
	return map[string][]byte{
		"jpeg": drawJPEG(t),
		"png":  drawPNG(t),
		"gif":  encode(t, func(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) }),
		"bmp":  encode(t, bmp.Encode),
		"tiff": tif,
		"dng":  raw(append(size, entry{tag: 0xC612, typ: 1, count: 4, value: 1})...),
		"nef":  raw(append(size, entry{tag: 0x010F, typ: 2, count: 6, value: 62}, entry{tag: 0x014A, typ: 4, count: 1, value: 8})...),
		"cr2":  join([]byte("II*\x00\x10\x00\x00\x00CR\x02\x00\x00\x00\x00\x00"), directory(0, size...), make([]byte, 64)),
		"orf":  join([]byte("IIRO\x08\x00\x00\x00"), directory(0, size...), make([]byte, 64)),
		"psd":  join([]byte("8BPS\x00\x01\x00\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x20\x00\x00\x00\x30\x00\x08\x00\x03"), make([]byte, 12)),
		"jp2": join([]byte("\x00\x00\x00\x0CjP  \x0D\x0A\x87\x0A"), box("ftyp", []byte("jp2 \x00\x00\x00\x00jp2 ")),
			box("jp2h", box("ihdr", []byte{0, 0, 0, 32, 0, 0, 0, 48, 0, 3, 7, 7, 0, 0}))),
		// Small sizes: 32 = (3+1)*8 high, 48 = (5+1)*8 wide.
		"jxl": {0xFF, 0x0A, 0b0_0_00011_1, 0b000_00101 << 1 & 0xFF, 0, 0, 0, 0},
	}
}

func TestReadFormats(t *testing.T) {
	all := formats(t)
	copy(all["nef"][62:], "NIKON\x00")
	for format, b := range all {
		t.Run(format, func(t *testing.T) {
			info := read(t, b)
			if info.Format != format || info.Width != 48 || info.Height != 32 || info.Orientation != 1 {
				t.Errorf("got %s %dx%d, orientation %d", info.Format, info.Width, info.Height, info.Orientation)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	whole := drawJPEG(t)
	for name, tt := range map[string]struct {
		data     []byte
		notImage bool
	}{
		"empty":             {nil, false},
		"text":              {[]byte("just some text, named photo.jpg\n"), true},
		"PDF":               {[]byte("%PDF-1.7\n1 0 obj\n"), true},
		"HTML":              {[]byte("<!DOCTYPE html><html></html>"), true},
		"SVG":               {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"></svg>`), true},
		"XMP":               {[]byte(rdf("")), true},
		"random bytes":      {[]byte{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5}, true},
		"start of image":    {whole[:2], false},
		"JPEG cut":          {whole[:100], false},
		"JPEG without SOF":  {join(whole[:2], segment(0xFE, []byte("x")), []byte{0xFF, 0xD9}), false},
		"JPEG of zeros":     {append(bytes.Clone(whole[:4]), make([]byte, 10_000)...), false},
		"PNG cut":           {drawPNG(t)[:20], false},
		"GIF cut":           {[]byte("GIF89a\x01"), false},
		"TIFF cut":          {[]byte("II*\x00\x08\x00\x00\x00"), false},
		"TIFF without size": {join(tiffHeader(8), directory(0, entry{tag: 0x010F, typ: 2, count: 4, value: 0})), false},
		"BigTIFF":           {[]byte("II+\x00\x08\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00"), false},
		"ICO":               {[]byte("\x00\x00\x01\x00\x01\x00\x10\x10\x00\x00\x01\x00\x04\x00"), false},
	} {
		t.Run(name, func(t *testing.T) {
			info, err := tryRead(tt.data)
			var refused *embedded.UnreadableError
			switch {
			case tt.notImage && !errors.Is(err, embedded.ErrNotImage):
				t.Errorf("got %v, %v; want ErrNotImage", info, err)
			case !tt.notImage && !errors.As(err, &refused):
				t.Errorf("got %v, %v; want an UnreadableError", info, err)
			case !tt.notImage && !strings.Contains(refused.Reason, ": "):
				t.Errorf("no next step in %q", refused.Reason)
			}
		})
	}
}

// failing is a disk that fails after some bytes.
type failing struct {
	data []byte
	good int64
}

var errDisk = errors.New("input/output error")

func (f failing) ReadAt(b []byte, off int64) (int, error) {
	if off+int64(len(b)) > f.good {
		return 0, errDisk
	}
	return copy(b, f.data[off:]), nil
}

func TestReadFailingDisk(t *testing.T) {
	b := write(t, drawJPEG(t), said())
	for good := int64(0); good < int64(len(b)); good += 97 {
		if _, err := embedded.Read(failing{b, good}, int64(len(b))); err != nil && !errors.Is(err, errDisk) {
			t.Fatalf("a disk that fails at %d gives %v, want its own error", good, err)
		}
	}
	if _, err := embedded.PixelHash(failing{b, 100}, int64(len(b)), "jpeg"); !errors.Is(err, errDisk) {
		t.Errorf("PixelHash: %v", err)
	}
}

// counted counts the bytes read.
type counted struct {
	*bytes.Reader
	n int64
}

func (c *counted) ReadAt(b []byte, off int64) (int, error) {
	c.n += int64(len(b))
	return c.Reader.ReadAt(b, off)
}

// TestReadOnlyTheHead: the picture data is not read.
func TestReadOnlyTheHead(t *testing.T) {
	head := write(t, drawJPEG(t), said())
	b := append(head, make([]byte, 20<<20)...)
	r := &counted{Reader: bytes.NewReader(b)}
	if _, err := embedded.Read(r, int64(len(b))); err != nil {
		t.Fatal(err)
	}
	if r.n > 64<<10 {
		t.Errorf("%d bytes were read of a picture with %d bytes of metadata", r.n, len(head))
	}
}

func TestIIMText(t *testing.T) {
	utf8Marker := dataset(1, 90, "\x1b%G")
	for name, tt := range map[string]struct {
		block []byte
		want  embedded.Statement
	}{
		"UTF-8 marked":                 {join(utf8Marker, dataset(2, 80, "José")), embedded.Statement{Value: "José"}},
		"UTF-8 unmarked":               {dataset(2, 80, "José — €"), embedded.Statement{Value: "José — €"}},
		"Windows-1252 unmarked":        {dataset(2, 80, "Jos\xe9 \x97 \x80"), embedded.Statement{Value: "José — €"}},
		"Windows-1252 marked as UTF-8": {join(utf8Marker, dataset(2, 80, "Jos\xe9")), embedded.Statement{Value: "José"}},
		"Latin-1 marked":               {join(dataset(1, 90, "\x1b.A"), dataset(2, 80, "Jos\xe9")), embedded.Statement{Value: "José"}},
		"odd ISO 2022":                 {join(dataset(1, 90, "\x1b(B\x1b-A\x1b.X"), dataset(2, 80, "Jos\xe9")), embedded.Statement{Value: "José"}},
		"blanks are kept":              {dataset(2, 80, " José "), embedded.Statement{Value: " José "}},
		"NULs are not":                 {dataset(2, 80, "José\x00\x00"), embedded.Statement{Value: "José"}},
		"fills its limit":              {dataset(2, 80, "Photographer's Mate 3rd Class (A"), embedded.Statement{Value: "Photographer's Mate 3rd Class (A", Truncated: true}},
		"one less":                     {dataset(2, 80, "Photographer's Mate 3rd Class (")[:5+31], embedded.Statement{Value: "Photographer's Mate 3rd Class ("}},
		"longer than its limit":        {dataset(2, 80, strings.Repeat("x", 40)), embedded.Statement{Value: strings.Repeat("x", 40)}},
		"cut through a rune":           {join(utf8Marker, dataset(2, 80, strings.Repeat("x", 31)+"\xc3")), embedded.Statement{Value: strings.Repeat("x", 31), Truncated: true}},
		"cut through, unmarked":        {dataset(2, 80, "José "+strings.Repeat("x", 24)+"\xe2\x82"), embedded.Statement{Value: "José " + strings.Repeat("x", 24), Truncated: true}},
		"extended dataset":             {join([]byte{0x1C, 2, 80, 0x80, 4, 0, 0, 0, 4}, []byte("Saul")), embedded.Statement{Value: "Saul"}},
		"64 KB":                        {dataset(2, 80, strings.Repeat("x", 0x7FFF)), embedded.Statement{Value: strings.Repeat("x", 0x7FFF)}},
	} {
		t.Run(name, func(t *testing.T) {
			info := read(t, withSegments(drawJPEG(t), photoshopSegment(resource(0x0404, tt.block))))
			tt.want.Place, tt.want.Property, tt.want.Field = "IIM", "2:80", "by"
			if diff := cmp.Diff([]embedded.Statement{tt.want}, info.Statements); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestIIMBlocks: every block of a file states.
func TestIIMBlocks(t *testing.T) {
	one, two := dataset(2, 110, "number one"), join(dataset(2, 110, "number two"), dataset(2, 115, "two"))
	for name, segments := range map[string][][]byte{
		"two segments":  {photoshopSegment(resource(0x0404, one)), photoshopSegment(resource(0x0404, two))},
		"two resources": {photoshopSegment(resource(0x0404, one), resource(0x07D0, []byte("path")), resource(0x0404, two))},
		"cut between segments": {
			photoshopSegment(join(resource(0x0404, one), resource(0x0404, two))[:30]),
			photoshopSegment(join(resource(0x0404, one), resource(0x0404, two))[30:]),
		},
	} {
		t.Run(name, func(t *testing.T) {
			info := read(t, withSegments(drawJPEG(t), segments...))
			var got []string
			for _, s := range info.Statements {
				got = append(got, fmt.Sprint(s.Block, " ", s.Value))
			}
			if want := []string{"0 number one", "1 number two", "1 two"}; !slices.Equal(got, want) {
				t.Errorf("got %q, want %q (%q)", got, want, info.Warnings)
			}
		})
	}
}

// TestIIMDamaged: what is whole of a damaged block is kept, with a warning.
func TestIIMDamaged(t *testing.T) {
	block := join(dataset(2, 110, "AP"), dataset(2, 120, "a caption that is cut"))
	info := read(t, withSegments(drawJPEG(t), photoshopSegment(resource(0x0404, block[:20]))))
	if got := values(info, "IIM", "2:110"); !slices.Equal(got, []string{"AP"}) || len(info.Warnings) == 0 {
		t.Errorf("credit %q, warnings %q", got, info.Warnings)
	}
}

// TestContainers: the three blocks are found wherever a format keeps them.
func TestContainers(t *testing.T) {
	exifBlock := join(tiffHeader(8), directory(0, entry{tag: 0x0112, typ: 3, count: 1, value: 6}, entry{tag: 0x013B, typ: 2, count: 4, value: 0x006C7541}))
	iimBlock := dataset(2, 110, "AP")
	packet := []byte(rdf(`<photoshop:Source>AFP</photoshop:Source>`))
	itxt := join([]byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"), packet)
	itxtPacked := join([]byte("XML:com.adobe.xmp\x00\x01\x00\x00\x00"), deflate(t, packet))
	profile := join([]byte("Raw profile type iptc\x00\x00"), deflate(t, rawProfile("iptc", resource(0x0404, iimBlock))))
	bare := join([]byte("Raw profile type iptc\x00"), rawProfile("iptc", iimBlock))
	webpChunk := func(kind string, data []byte) []byte {
		out := join([]byte(kind), []byte{byte(len(data)), byte(len(data) >> 8), 0, 0}, data)
		return append(out, make([]byte, len(data)%2)...)
	}
	webp := join(webpChunk("VP8X", []byte{0x2C, 0, 0, 0, 47, 0, 0, 31, 0, 0}), webpChunk("EXIF", exifBlock), webpChunk("XMP ", packet))
	psd := formats(t)["psd"]
	run := join(resource(0x0404, iimBlock), resource(0x0422, exifBlock), resource(0x0424, packet))
	jxlBox := func(kind string, data []byte) []byte {
		return join([]byte{0, 0, byte((len(data) + 8) >> 8), byte(len(data) + 8)}, []byte(kind), data)
	}
	for name, tt := range map[string]struct {
		data  []byte
		noIIM bool
	}{
		"JPEG":               {withSegments(drawJPEG(t), exifSegment(exifBlock), xmpSegment(string(packet)), photoshopSegment(resource(0x0404, iimBlock))), false},
		"JPEG, odd XMP head": {withSegments(drawJPEG(t), exifSegment(exifBlock), segment(0xE1, []byte("XMP\x00://ns.adobe.com/xap/1.0/\x00"), packet), photoshopSegment(resource(0x0404, iimBlock))), false},
		"PNG":                {drawPNG(t, chunk("eXIf", exifBlock), chunk("iTXt", itxt), chunk("zTXt", profile)), false},
		"PNG, other forms":   {drawPNG(t, chunk("eXIf", exifBlock), chunk("iTXt", itxtPacked), chunk("tEXt", bare)), false},
		"PSD":                {join(psd[:30], []byte{0, 0, byte(len(run) >> 8), byte(len(run))}, run, make([]byte, 8)), false},
		"WebP":               {join([]byte("RIFF"), []byte{byte(len(webp) + 4), byte((len(webp) + 4) >> 8), 0, 0}, []byte("WEBP"), webp), true},
		"JPEG XL": {join([]byte("\x00\x00\x00\x0CJXL \x0D\x0A\x87\x0A"), jxlBox("ftyp", []byte("jxl \x00\x00\x00\x00jxl ")),
			jxlBox("Exif", join([]byte{0, 0, 0, 0}, exifBlock)), jxlBox("xml ", packet), jxlBox("jxlc", formats(t)["jxl"])), true},
	} {
		t.Run(name, func(t *testing.T) {
			info := read(t, tt.data)
			if info.Width != 48 || info.Height != 32 || info.Orientation != 6 || len(info.Warnings) > 0 {
				t.Errorf("%dx%d, orientation %d, warnings %q", info.Width, info.Height, info.Orientation, info.Warnings)
			}
			want := []string{"XMP AFP", "IIM AP", "EXIF Aul", "EXIF 6"}
			if tt.noIIM {
				want = slices.Delete(want, 1, 2)
			}
			var got []string
			for _, s := range info.Statements {
				got = append(got, s.Place+" "+s.Value)
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// TestTIFFBlocks: a TIFF keeps them in its first directory.
func TestTIFFBlocks(t *testing.T) {
	iimBlock := append(dataset(2, 110, "AFP"), 0, 0, 0, 0)
	packet := rdf(`<photoshop:Source>AFP</photoshop:Source>`)
	at := uint32(8 + 2 + 12*5 + 4)
	b := join(tiffHeader(8), directory(0,
		entry{tag: 0x0100, typ: 3, count: 1, value: 48},
		entry{tag: 0x0101, typ: 3, count: 1, value: 32},
		entry{tag: 0x013B, typ: 2, count: 4, value: 0x006C7541},
		entry{tag: 0x02BC, typ: 1, count: uint32(len(packet)), value: at + 12},
		entry{tag: 0x83BB, typ: 4, count: 3, value: at}), iimBlock, []byte(packet))
	info := read(t, b)
	var got []string
	for _, s := range info.Statements {
		got = append(got, s.Place+" "+s.Value)
	}
	if want := []string{"XMP AFP", "IIM AFP", "EXIF Aul"}; !slices.Equal(got, want) || info.Format != "tiff" || info.Width != 48 {
		t.Errorf("got %q, want %q; %+v", got, want, info)
	}
}
