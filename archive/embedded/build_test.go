package embedded_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"cutline/archive/embedded"
)

// picture draws a small picture.
func picture() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 48, 32))
	for y := range 32 {
		for x := range 48 {
			m.Set(x, y, color.RGBA{uint8(5 * x), uint8(8 * y), uint8(x * y), 255})
		}
	}
	return m
}

// drawJPEG is a JPEG without metadata.
func drawJPEG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withSegments puts segments in front of those of a JPEG.
func withSegments(src []byte, segments ...[]byte) []byte {
	out := bytes.Clone(src[:2])
	for _, s := range segments {
		out = append(out, s...)
	}
	return append(out, src[2:]...)
}

func segment(marker byte, parts ...[]byte) []byte {
	data := bytes.Join(parts, nil)
	out := []byte{0xFF, marker}
	out = binary.BigEndian.AppendUint16(out, uint16(2+len(data)))
	return append(out, data...)
}

func exifSegment(tiff []byte) []byte {
	return segment(0xE1, []byte("Exif\x00\x00"), tiff)
}

func xmpSegment(packet string) []byte {
	return segment(0xE1, []byte("http://ns.adobe.com/xap/1.0/\x00"), []byte(packet))
}

func photoshopSegment(resources ...[]byte) []byte {
	return segment(0xED, []byte("Photoshop 3.0\x00"), bytes.Join(resources, nil))
}

func resource(id uint16, data []byte) []byte {
	out := binary.BigEndian.AppendUint16([]byte("8BIM"), id)
	out = append(out, 0, 0)
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	out = append(out, data...)
	if len(data)%2 == 1 {
		out = append(out, 0)
	}
	return out
}

func dataset(record, number byte, value string) []byte {
	out := binary.BigEndian.AppendUint16([]byte{0x1C, record, number}, uint16(len(value)))
	return append(out, value...)
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// rdf wraps properties into an XMP packet.
func rdf(properties string) string {
	return `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"` +
		` xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">` +
		properties + `</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
}

// entry is a TIFF entry with its value or offset as written.
type entry struct {
	tag, typ uint16
	count    uint32
	value    uint32
}

// directory is a little-endian TIFF directory.
func directory(next uint32, entries ...entry) []byte {
	b := binary.LittleEndian.AppendUint16(nil, uint16(len(entries)))
	for _, e := range entries {
		b = binary.LittleEndian.AppendUint16(b, e.tag)
		b = binary.LittleEndian.AppendUint16(b, e.typ)
		b = binary.LittleEndian.AppendUint32(b, e.count)
		b = binary.LittleEndian.AppendUint32(b, e.value)
	}
	return binary.LittleEndian.AppendUint32(b, next)
}

func tiffHeader(first uint32) []byte {
	return binary.LittleEndian.AppendUint32([]byte("II*\x00"), first)
}

// drawPNG is a PNG with chunks after its header.
func drawPNG(t testing.TB, chunks ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture()); err != nil {
		t.Fatal(err)
	}
	const header = 8 + 12 + 13
	return join(b.Bytes()[:header], join(chunks...), b.Bytes()[header:])
}

func chunk(kind string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(out, kind...)
	out = append(out, data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

func deflate(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func rawProfile(name string, data []byte) []byte {
	return fmt.Appendf(nil, "\n%s\n%8d\n%x\n", name, len(data), data)
}

func read(t testing.TB, b []byte) *embedded.Info {
	t.Helper()
	info, err := embedded.Read(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// values are what a place says by a property.
func values(info *embedded.Info, place, property string) []string {
	var vs []string
	for _, s := range info.Statements {
		if s.Place == place && s.Property == property {
			vs = append(vs, s.Value)
		}
	}
	return vs
}

func tryRead(b []byte) (*embedded.Info, error) {
	return embedded.Read(bytes.NewReader(b), int64(len(b)))
}

// hazards are TIFF structures that kill or crash goexif.
var hazards = map[string][]byte{
	// 8 bytes times this count is 8 in 32 bits.
	"count overflows": join(tiffHeader(8), directory(0, entry{tag: 0x0132, typ: 5, count: 0x20000001, value: 8}), make([]byte, 8)),
	"count overflows in the EXIF directory": join(tiffHeader(8),
		directory(0, entry{tag: 0x8769, typ: 4, count: 1, value: 26}),
		directory(0, entry{tag: 0x829A, typ: 5, count: 0x20000001, value: 8})),
	"directories in a circle": join(tiffHeader(8), directory(14), directory(8)),
	// One directory, whose thumbnail ends far outside.
	"thumbnail length": join(tiffHeader(8), directory(14), directory(0,
		entry{tag: 0x0201, typ: 4, count: 1, value: 8}, entry{tag: 0x0202, typ: 4, count: 1, value: 0x7FFFFFFF})),
}
