package embedded_test

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cutline/archive/embedded"
)

// withWords is a copy that says words, as bytes.
func withWords(t testing.TB, src []byte, words map[embedded.Field][]string) ([]byte, *embedded.Copy) {
	t.Helper()
	c, err := embedded.WithWords(bytes.NewReader(src), int64(len(src)), words)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := c.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), c
}

// effective are the values of all fields.
func effective(info *embedded.Info) map[embedded.Field][]string {
	values := map[embedded.Field][]string{}
	for f, v := range embedded.Effective(info.Statements, info.DigestStale) {
		values[f] = v.Values
	}
	return values
}

// TestWordsKeepXMP: structures, histories, unknown properties, and other
// languages stay, word for word and byte for byte.
func TestWordsKeepXMP(t *testing.T) {
	history := `<xmpMM:History xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"><rdf:Seq><rdf:li rdf:parseType="Resource"><x:y xmlns:x="urn:example">1 &lt; 2</x:y></rdf:li></rdf:Seq></xmpMM:History>`
	licensor := `<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>AP</plus:LicensorName><plus:LicensorURL>https://ap.example</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>`
	packet := strings.Replace(rdf(
		`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Old</rdf:li><rdf:li xml:lang="en-US">Old</rdf:li><rdf:li xml:lang="de">Ein Brand</rdf:li></rdf:Alt></dc:description>`+
			history+licensor), `rdf:about=""`, `rdf:about="uuid:7" photoshop:Credit = 'AP' crs:Exposure="+0.5" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"`, 1)
	out, c := withWords(t, withSegments(drawJPEG(t), xmpSegment(packet)), map[embedded.Field][]string{
		embedded.Caption: {"New"}, embedded.Credit: {"Reuters"}, embedded.Licensor: {"AP"},
	})
	for _, part := range []string{history, licensor, `crs:Exposure="+0.5"`} {
		if !bytes.Contains(out, []byte(part)) {
			t.Errorf("not in the copy byte for byte: %s", part)
		}
	}
	info := read(t, out)
	var got []string
	for _, s := range info.Statements {
		if s.Field == embedded.Caption || s.Field == embedded.Credit {
			got = append(got, s.String()+" "+s.Lang+" "+s.Value)
		}
	}
	want := []string{
		"XMP dc:description x-default New", "XMP dc:description de Ein Brand", "XMP photoshop:Credit  Reuters",
		"IIM 2:120  New", "IIM 2:110  Reuters",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statements (-want +got):\n%s", diff)
	}
	if len(c.Notes) > 0 || c.Manifest {
		t.Errorf("notes %q, manifest %t", c.Notes, c.Manifest)
	}
}

// TestWordsKeepIIM: other datasets stay, in UTF-8 from whatever they were; of
// several blocks one is made.
func TestWordsKeepIIM(t *testing.T) {
	first := join(dataset(1, 90, "\x1b.A"), dataset(2, 0, "\x00\x02"), dataset(2, 110, "old"), dataset(2, 65, "Caf\xe9"), dataset(2, 40, "\x00"))
	second := join(dataset(2, 65, "Other"), dataset(2, 26, "Z\xc3\xbcrich"), dataset(2, 120, "former caption"), dataset(7, 10, "\x00\x40"))
	path := resource(0x07D0, []byte("a clipping path"))
	out, c := withWords(t, withSegments(drawJPEG(t), photoshopSegment(resource(0x0404, first), path), photoshopSegment(resource(0x0404, second))),
		map[embedded.Field][]string{embedded.Credit: {strings.Repeat("é", 20)}})
	block := join(dataset(1, 90, "\x1b%G"), dataset(2, 0, "\x00\x02"), dataset(2, 65, "Café"), dataset(2, 26, "Zürich"), dataset(2, 110, strings.Repeat("é", 16)), dataset(7, 10, "\x00\x40"))
	if n := bytes.Count(out, []byte("8BIM\x04\x04")); n != 1 || !bytes.Contains(out, block) || !bytes.Contains(out, path) {
		t.Errorf("%d IIM blocks, as it should be: %t; with the path: %t", n, bytes.Contains(out, block), bytes.Contains(out, path))
	}
	if len(c.Cut) != 1 || c.Cut[0].Field != embedded.Credit {
		t.Errorf("cut: %v", c.Cut)
	}
	if info := read(t, out); info.DigestStale || !slices.Equal(values(info, "XMP", "photoshop:Credit"), []string{strings.Repeat("é", 20)}) {
		t.Errorf("stale %t, statements %v", info.DigestStale, info.Statements)
	}
}

// TestWordsExtended: words in an extended packet are replaced, and what else is in
// it stays; a new long caption finds room.
func TestWordsExtended(t *testing.T) {
	long := strings.Repeat("a long caption ", 10_000)
	src := write(t, drawJPEG(t), []embedded.Statement{
		{Place: "XMP", Property: "dc:description", Value: long},
		{Place: "XMP", Property: "crs:ToneCurve", Value: strings.Repeat("1, 2; ", 20_000)},
		{Place: "XMP", Property: "photoshop:Credit", Value: "AP"},
	})
	for _, caption := range []string{"short", strings.ToUpper(long)} {
		out, _ := withWords(t, src, map[embedded.Field][]string{embedded.Caption: {caption}, embedded.Credit: {"AP"}})
		info := read(t, out)
		if len(info.Warnings) > 0 {
			t.Errorf("warnings %q", info.Warnings)
		}
		if got := values(info, "XMP", "crs:ToneCurve"); len(got) != 1 || len(got[0]) != 120_000 {
			t.Errorf("the tone curve came back %d times", len(got))
		}
		if got := values(info, "XMP", "dc:description"); !slices.Equal(got, []string{caption}) {
			t.Errorf("the caption came back as %.40q", got)
		}
	}
}

// TestWordsEXIF: what EXIF has of the words is replaced where it stands, and the
// maker's note is not moved.
func TestWordsEXIF(t *testing.T) {
	const note = "MAKERNOTE AT 100"
	tiff := join(tiffHeader(8), directory(0,
		entry{tag: 0x010E, typ: 2, count: 4, value: 0x00444c4f}, // OLD
		entry{tag: 0x0112, typ: 3, count: 1, value: 6},
		entry{tag: 0x013B, typ: 2, count: 4, value: 0x004e4e41}, // ANN
		entry{tag: 0x8769, typ: 4, count: 1, value: 62}))
	tiff = join(tiff, directory(0, entry{tag: 0x927C, typ: 7, count: 16, value: 100}, entry{tag: 0x9003, typ: 2, count: 20, value: 116}),
		make([]byte, 8), []byte(note), []byte("2020:01:02 03:04:05\x00"))
	out, _ := withWords(t, withSegments(drawJPEG(t), exifSegment(tiff)), map[embedded.Field][]string{
		embedded.Caption: {"A caption that is longer"}, embedded.Taken: {"2019-12-31T23:59:59+01:00"},
	})
	info := read(t, out)
	if got := values(info, "EXIF", "ImageDescription"); !slices.Equal(got, []string{"A caption that is longer"}) {
		t.Errorf("caption %q", got)
	}
	if got := slices.Concat(values(info, "EXIF", "Artist"), values(info, "EXIF", "Copyright")); len(got) > 0 {
		t.Errorf("EXIF says %q, want nothing of it", got)
	}
	if got := slices.Concat(values(info, "EXIF", "DateTimeOriginal"), values(info, "EXIF", "OffsetTimeOriginal")); !slices.Equal(got, []string{"2019:12:31 23:59:59", "+01:00"}) {
		t.Errorf("date %q", got)
	}
	start := bytes.Index(out, []byte("II*\x00"))
	if string(out[start+100:start+116]) != note || info.Orientation != 6 {
		t.Errorf("the maker's note was moved, or the orientation is lost: %d", info.Orientation)
	}
}

// simpleWebP is a WebP without the chunk VP8X: a lossless picture of one pixel.
func simpleWebP() []byte {
	data := []byte("\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00") // 1x1, with alpha
	body := append([]byte("WEBPVP8L"), binary.LittleEndian.AppendUint32(nil, uint32(len(data)))...)
	body = append(body, data...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func TestWordsInEveryFormat(t *testing.T) {
	words := map[embedded.Field][]string{embedded.Credit: {"Vadim Ghirda/AP"}, embedded.Caption: {blaze}, embedded.By: {"A", "B"}}
	tiff := stripTIFF(t)
	for format, src := range map[string][]byte{"jpeg": drawJPEG(t), "png": drawPNG(t), "tiff": tiff, "webp": simpleWebP()} {
		t.Run(format, func(t *testing.T) {
			out, c := withWords(t, src, words)
			if diff := cmp.Diff(words, effective(read(t, out))); diff != "" {
				t.Errorf("words (-want +got):\n%s", diff)
			}
			if a, b := pixelHash(t, src, format), pixelHash(t, out, format); a != b {
				t.Errorf("pixel hash %s, want %s", b, a)
			}
			none, _ := withWords(t, out, nil)
			if got := effective(read(t, none)); len(got) > 0 {
				t.Errorf("emptied, it says %v", got)
			}
			if (format == "webp") != (len(c.Notes) == 1) {
				t.Errorf("notes %q", c.Notes)
			}
			// Read in pieces of any size it is the same file.
			if got, err := io.ReadAll(io.NewSectionReader(c, 0, c.Size())); err != nil || !bytes.Equal(got, out) {
				t.Errorf("read in pieces, %d bytes: %v", len(got), err)
			}
		})
	}
}

// stripTIFF is a TIFF of one strip.
func stripTIFF(t testing.TB) []byte {
	t.Helper()
	head := join(tiffHeader(8), directory(0,
		entry{tag: 0x0100, typ: 3, count: 1, value: 2}, entry{tag: 0x0101, typ: 3, count: 1, value: 2},
		entry{tag: 0x0102, typ: 3, count: 1, value: 8}, entry{tag: 0x0103, typ: 3, count: 1, value: 1},
		entry{tag: 0x0106, typ: 3, count: 1, value: 1}, entry{tag: 0x0111, typ: 4, count: 1, value: 98},
		entry{tag: 0x0117, typ: 4, count: 1, value: 4}))
	return append(head, 1, 2, 3, 4)
}

// TestWordsNotWritten: what is not safe is refused with a reason.
func TestWordsNotWritten(t *testing.T) {
	damaged := withSegments(drawJPEG(t), xmpSegment(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>`))
	index := withSegments(drawJPEG(t), segment(0xE2, []byte("MPF\x00MM\x00*")), xmpSegment(rdf(`<photoshop:Credit>AP</photoshop:Credit>`)))
	for name, src := range map[string][]byte{"a format": []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "XMP is damaged": damaged, "several pictures": index} {
		_, err := embedded.WithWords(bytes.NewReader(src), int64(len(src)), map[embedded.Field][]string{embedded.Credit: {"AP"}})
		var bad *embedded.UnwritableError
		if !errors.As(err, &bad) || !strings.Contains(bad.Reason, name) && name != "a format" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWordsOfHostileFiles: a copy is not made of more metadata than is read, nor
// where two directories are one, whose changes would move the picture.
func TestWordsOfHostileFiles(t *testing.T) {
	packet := rdf(`<photoshop:Credit>AP</photoshop:Credit>`)
	big := bytes.Repeat([]byte{'x'}, 12<<20)
	many, large := drawPNG(t), drawPNG(t)
	xmp := chunk("iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"+packet))
	many = slices.Concat(many[:33], bytes.Repeat(xmp, 1000), many[33:])
	large = slices.Concat(large[:33], bytes.Repeat(chunk("eXIf", big), 3), large[33:])
	one := join(tiffHeader(8), directory(0,
		entry{tag: 0x0100, typ: 3, count: 1, value: 2}, entry{tag: 0x0101, typ: 3, count: 1, value: 2},
		entry{tag: 0x0102, typ: 3, count: 1, value: 8}, entry{tag: 0x0103, typ: 3, count: 1, value: 1},
		entry{tag: 0x0106, typ: 3, count: 1, value: 1}, entry{tag: 0x010E, typ: 2, count: 4, value: 0x00444c4f},
		entry{tag: 0x0111, typ: 4, count: 1, value: 134}, entry{tag: 0x0117, typ: 4, count: 1, value: 4},
		entry{tag: 0x8769, typ: 4, count: 1, value: 8}, entry{tag: 0x9003, typ: 2, count: 4, value: 0x00303230}), []byte{1, 2, 3, 4})
	xmpWords := []embedded.Statement{{Place: "XMP", Property: "photoshop:Credit", Value: "Reuters"}}
	for _, test := range []struct {
		name  string
		src   []byte
		words []embedded.Statement
	}{
		{"many packets", many, xmpWords},
		{"large blocks", large, xmpWords},
		{"one directory twice", one, []embedded.Statement{
			{Place: "EXIF", Property: "ImageDescription", Value: "x"}, {Place: "EXIF", Property: "DateTimeOriginal", Value: "202"},
		}},
	} {
		_, err := embedded.Rewrite(bytes.NewReader(test.src), int64(len(test.src)), test.words)
		if bad, ok := errors.AsType[*embedded.UnwritableError](err); !ok {
			t.Errorf("%s: %v, want an UnwritableError", test.name, bad)
		}
	}
}

// TestWordsManyIIMBlocks: the time that blocks of many datasets take grows with
// their number, not with its square.
func TestWordsManyIIMBlocks(t *testing.T) {
	var blocks [][]byte
	for record := range byte(20) {
		blocks = append(blocks, segment(0xED, bytes.Repeat([]byte{0x1c, 3 + record, 1, 0, 0}, 13_000)))
	}
	src := withSegments(drawJPEG(t), blocks...)
	start := time.Now()
	out, _ := withWords(t, src, map[embedded.Field][]string{embedded.Credit: {"AP"}})
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	if got := values(read(t, out), "IIM", "2:110"); !slices.Equal(got, []string{"AP"}) {
		t.Errorf("credit %q", got)
	}
}

// TestWordsKeepExtended: where the XMP is left as it is, so is what it announces,
// by the name under which it is announced.
func TestWordsKeepExtended(t *testing.T) {
	extended := rdf(`<crs:ToneCurve xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/">1, 2</crs:ToneCurve>`)
	guid := fmt.Sprintf("%x", md5.Sum([]byte(extended))) // in small letters, unlike ours
	portion := binary.BigEndian.AppendUint32([]byte("http://ns.adobe.com/xmp/extension/\x00"+guid), uint32(len(extended)))
	portion = append(binary.BigEndian.AppendUint32(portion, 0), extended...)
	src := withSegments(drawJPEG(t), xmpSegment(rdf(`<xmpNote:HasExtendedXMP xmlns:xmpNote="http://ns.adobe.com/xmp/note/">`+guid+`</xmpNote:HasExtendedXMP>`)), segment(0xE1, portion))
	if got := values(read(t, src), "XMP", "crs:ToneCurve"); len(got) != 1 {
		t.Fatalf("before, the tone curve is %q", got)
	}
	c, err := embedded.Rewrite(bytes.NewReader(src), int64(len(src)), []embedded.Statement{{Place: "IIM", Property: "2:110", Value: "AP"}})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := c.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	if got := values(read(t, out.Bytes()), "XMP", "crs:ToneCurve"); !slices.Equal(got, []string{"1, 2"}) {
		t.Errorf("the tone curve came back as %q", got)
	}
}

func TestSidecar(t *testing.T) {
	had := []embedded.Statement{{Place: "XMP", Property: "dc:description", Lang: "de", Value: "Ein Brand"}, {Place: "IIM", Property: "2:120", Value: "x"}}
	b, err := embedded.Sidecar(map[embedded.Field][]string{embedded.Caption: {blaze + "\x00"}, embedded.By: {"A", "B"}, embedded.Credit: {"-"}}, had)
	if err != nil {
		t.Fatal(err)
	}
	sts, warnings, err := embedded.ReadSidecar(b)
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	want := []embedded.Statement{
		{Place: "XMP", Property: "dc:creator", Field: "by", Value: "A"},
		{Place: "XMP", Property: "dc:creator", Field: "by", Value: "B"},
		{Place: "XMP", Property: "dc:description", Field: "caption", Value: blaze, Lang: "x-default"},
		{Place: "XMP", Property: "dc:description", Field: "caption", Value: "Ein Brand", Lang: "de"},
	}
	if diff := cmp.Diff(want, sts); diff != "" {
		t.Errorf("statements (-want +got):\n%s", diff)
	}
}

// TestWordsDates: a date is written whatever its form, and reads as the same
// moment, also where the camera's date stands beside it.
func TestWordsDates(t *testing.T) {
	camera := exifSegment(tiffOf(map[uint16][]byte{0x9003: []byte("2022:03:17 10:20:30\x00"), 0x9011: []byte("+02:00\x00")}))
	for name, src := range map[string][]byte{"alone": drawJPEG(t), "beside EXIF": withSegments(drawJPEG(t), camera)} {
		for given, want := range map[string]string{
			"2022-03-18T14:30+02:00":    "2022-03-18T14:30:00+02:00",
			"2022-03-18T14:30Z":         "2022-03-18T14:30:00+00:00",
			"2022-03-18T14:30:05Z":      "2022-03-18T14:30:05+00:00",
			"2022-03-18T14:30:05-05:00": "2022-03-18T14:30:05-05:00",
			"2022-03-18":                "2022-03-18",
		} {
			out, c := withWords(t, src, map[embedded.Field][]string{
				embedded.Taken: {given}, embedded.Moved: {given}, embedded.Release: {given}, embedded.Expires: {given},
			})
			got := effective(read(t, out))
			for _, f := range []embedded.Field{embedded.Moved, embedded.Release, embedded.Expires} {
				if !slices.Equal(got[f], []string{want}) {
					t.Errorf("%s: %s %s reads %q, want %s", name, f, given, got[f], want)
				}
			}
			// XMP keeps a date in the form that was given.
			if !slices.Equal(got[embedded.Taken], []string{want}) && !slices.Equal(got[embedded.Taken], []string{given}) {
				t.Errorf("%s: taken %s reads %q", name, given, got[embedded.Taken])
			}
			if len(c.Notes) > 0 {
				t.Errorf("%s: %s: notes %q", name, given, c.Notes)
			}
		}
	}
	out, c := withWords(t, drawJPEG(t), map[embedded.Field][]string{embedded.Release: {"2022-03-18T14:30"}})
	if got := effective(read(t, out))[embedded.Release]; !slices.Equal(got, []string{"2022-03-18"}) {
		t.Errorf("release without a zone reads %q", got)
	}
	if len(c.Notes) != 1 || !strings.Contains(c.Notes[0], "no time zone") {
		t.Errorf("notes %q", c.Notes)
	}
}

// FuzzWithWords: whatever the file, a copy says the words and has its picture, or
// there is none.
func FuzzWithWords(f *testing.F) {
	f.Add(write(f, drawJPEG(f), said()), "AP", "A caption")
	f.Add(drawPNG(f), "José", "é\r\n\x00")
	f.Add(simpleWebP(), "", " ")
	f.Add(stripTIFF(f), "AP", "-")
	for _, tiff := range hazards {
		f.Add(withSegments(drawJPEG(f), exifSegment(tiff)), "AP", "x")
	}
	f.Fuzz(func(t *testing.T, src []byte, credit, caption string) {
		words := map[embedded.Field][]string{embedded.Credit: {credit}, embedded.Caption: {caption}, embedded.Keyword: {credit, caption}}
		c, err := embedded.WithWords(bytes.NewReader(src), int64(len(src)), words)
		if err != nil {
			return
		}
		var out bytes.Buffer
		if n, err := c.WriteTo(&out); err != nil || n != c.Size() {
			t.Fatalf("wrote %d of %d bytes: %v", n, c.Size(), err)
		}
		info := read(t, out.Bytes())
		before, err := embedded.PixelHash(bytes.NewReader(src), int64(len(src)), info.Format)
		if err != nil {
			return
		}
		if after := pixelHash(t, out.Bytes(), info.Format); after != before {
			t.Errorf("pixel hash %s became %s", before, after)
		}
	})
}
