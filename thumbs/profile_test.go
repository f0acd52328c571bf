package thumbs_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"math"
	"testing"

	"cutline/archive"
	"cutline/thumbs"
	"cutline/thumbs/thumbstest"
)

// crop is a picture with other bounds.
type crop struct {
	image.Image
	bounds image.Rectangle
}

func (c crop) Bounds() image.Rectangle { return c.bounds }

// adobeProfile is a profile of Adobe RGB (1998), from its published numbers.
func adobeProfile() []byte {
	be := binary.BigEndian
	tags := []struct {
		name string
		data []byte
	}{{"rXYZ", nil}, {"gXYZ", nil}, {"bXYZ", nil}, {"rTRC", nil}, {"gTRC", nil}, {"bTRC", nil}}
	for i, column := range [][3]float64{{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}} {
		data := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range column {
			data = be.AppendUint32(data, uint32(math.Round(v*(1<<16))))
		}
		tags[i].data = data
		tags[i+3].data = []byte("curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33\x00\x00") // 563/256
	}
	b := make([]byte, 128)
	b[8] = 2
	copy(b[12:], "mntrRGB XYZ ")
	copy(b[36:], "acsp")
	b = be.AppendUint32(b, uint32(len(tags)))
	at := len(b) + 12*len(tags)
	for _, tag := range tags {
		b = append(b, tag.name...)
		b = be.AppendUint32(be.AppendUint32(b, uint32(at)), uint32(len(tag.data)))
		at += len(tag.data)
	}
	for _, tag := range tags {
		b = append(b, tag.data...)
	}
	be.PutUint32(b, uint32(len(b)))
	return b
}

// segments puts segments behind the first marker of a JPEG.
func segments(jpeg []byte, marker byte, datas ...[]byte) []byte {
	out := bytes.Clone(jpeg[:2])
	for _, data := range datas {
		out = append(out, 0xff, marker)
		out = binary.BigEndian.AppendUint16(out, uint16(len(data)+2))
		out = append(out, data...)
	}
	return append(out, jpeg[2:]...)
}

// pieces are a profile cut in two, as JPEG stores it.
func pieces(profile []byte) (first, second []byte) {
	half := len(profile) / 2
	return append([]byte("ICC_PROFILE\x00\x01\x02"), profile[:half]...), append([]byte("ICC_PROFILE\x00\x02\x02"), profile[half:]...)
}

// chunk puts a chunk behind the header of a PNG.
func chunk(png []byte, name string, data []byte) []byte {
	const headerEnd = 8 + 12 + 13
	body := append([]byte(name), data...)
	out := binary.BigEndian.AppendUint32(bytes.Clone(png[:headerEnd]), uint32(len(data)))
	out = append(out, body...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
	return append(out, png[headerEnd:]...)
}

func iccp(profile []byte) []byte {
	var buf bytes.Buffer
	buf.WriteString("Adobe\x00\x00")
	z := zlib.NewWriter(&buf)
	z.Write(profile)
	z.Close()
	return buf.Bytes()
}

func numbers(values ...uint32) (b []byte) {
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return b
}

// exif says a ColorSpace and the rule of an interoperability directory.
func exif(colorSpace uint16, rule string) []byte {
	be := binary.BigEndian
	b := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08")
	directory := func(next int, entries ...[]byte) {
		b = be.AppendUint16(b, uint16(len(entries)))
		for _, e := range entries {
			b = append(b, e...)
		}
		b = be.AppendUint32(b, 0)
	}
	entry := func(tag, kind uint16, count uint32, value []byte) []byte {
		e := be.AppendUint32(be.AppendUint16(be.AppendUint16(nil, tag), kind), count)
		return append(e, append(value, 0, 0, 0, 0)[:4]...)
	}
	directory(0, entry(0x8769, 4, 1, numbers(26)))
	directory(0, entry(0xa001, 3, 1, be.AppendUint16(nil, colorSpace)), entry(0xa005, 4, 1, numbers(56)))
	directory(0, entry(1, 2, 4, []byte(rule)))
	return b
}

// withProfile gives a TIFF of package tiff a profile: its directory moves to
// the end, with one entry more.
func withProfile(tiff, profile []byte) []byte {
	le := binary.LittleEndian
	out := bytes.Clone(tiff)
	at := le.Uint32(out[4:])
	n := le.Uint16(out[at:])
	entries := bytes.Clone(out[at+2:][:12*int(n)])
	profileAt := uint32(len(out))
	out = append(out, profile...)
	if len(out)%2 != 0 {
		out = append(out, 0)
	}
	le.PutUint32(out[4:], uint32(len(out)))
	out = le.AppendUint16(out, n+1)
	out = append(out, entries...)
	out = le.AppendUint16(le.AppendUint16(out, 34675), 7)
	out = le.AppendUint32(le.AppendUint32(out, uint32(len(profile))), profileAt)
	return append(out, 0, 0, 0, 0)
}

// TestProfiles: a green of Adobe RGB is stronger in sRGB, wherever the file
// says that it is of Adobe RGB.
func TestProfiles(t *testing.T) {
	stored, converted := color.RGBA{120, 180, 90, 255}, color.RGBA{81, 182, 83, 255}
	plain := image.NewRGBA(image.Rect(0, 0, 64, 64))
	deep := image.NewRGBA64(plain.Rect)
	for y := range 64 {
		for x := range 64 {
			plain.Set(x, y, stored)
			deep.Set(x, y, stored)
		}
	}
	jpeg, png, tiff := encodeJPEG(t, plain, 95), encodePNG(t, plain), encodeTIFF(t, plain)
	profile := adobeProfile()
	first, second := pieces(profile)
	adobeGamma, adobePrimaries := numbers(45473), numbers(31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000)
	for _, test := range []struct {
		name string
		src  archive.Picture
		want color.RGBA
	}{
		{"jpeg", picture("jpeg", segments(jpeg, 0xe2, first, second)), converted},
		{"jpeg, pieces in another order", picture("jpeg", segments(jpeg, 0xe2, second, first)), converted},
		{"jpeg, a piece missing", picture("jpeg", segments(jpeg, 0xe2, first)), stored},
		{"jpeg, damaged", picture("jpeg", segments(jpeg, 0xe2, bytes.Replace(first, []byte("acsp"), []byte("zzzz"), 1), second)), stored},
		{"jpeg, EXIF R03", picture("jpeg", segments(jpeg, 0xe1, exif(65535, "R03\x00"))), converted},
		{"jpeg, EXIF R98", picture("jpeg", segments(jpeg, 0xe1, exif(65535, "R98\x00"))), stored},
		{"jpeg, EXIF Adobe RGB", picture("jpeg", segments(jpeg, 0xe1, exif(2, "R98\x00"))), converted},
		{"jpeg, EXIF sRGB", picture("jpeg", segments(jpeg, 0xe1, exif(1, "R03\x00"))), stored},
		{"jpeg, profile over EXIF", picture("jpeg", segments(segments(jpeg, 0xe1, exif(1, "R98\x00")), 0xe2, first, second)), converted},
		{"png", picture("png", chunk(png, "iCCP", iccp(profile))), converted},
		{"png, 16 bits", picture("png", chunk(encodePNG(t, deep), "iCCP", iccp(profile))), converted},
		{"png, cut profile", picture("png", chunk(png, "iCCP", iccp(profile)[:40])), stored},
		{"png, gAMA and cHRM", picture("png", chunk(chunk(png, "cHRM", adobePrimaries), "gAMA", adobeGamma)), converted},
		{"png, sRGB over gAMA", picture("png", chunk(chunk(png, "gAMA", numbers(100000)), "sRGB", []byte{0})), stored},
		{"png, gAMA of sRGB", picture("png", chunk(png, "gAMA", numbers(45455))), stored},
		{"png, gAMA of light", picture("png", chunk(png, "gAMA", numbers(100000))), color.RGBA{181, 218, 160, 255}},
		{"png, cICP of P3", picture("png", chunk(png, "cICP", []byte{12, 13, 0, 1})), color.RGBA{100, 182, 76, 255}},
		{"png, primaries of nothing", picture("png", chunk(chunk(png, "cHRM", make([]byte, 32)), "gAMA", adobeGamma)), stored},
		{"tiff", picture("tiff", withProfile(tiff, profile)), converted},
		{"tiff, 16 bits", picture("tiff", withProfile(encodeTIFF(t, deep), profile)), converted},
		{"jpeg, CMYK with a profile of RGB", picture("jpeg", segments(fourComponents(bare, 25, 135, 215, 0), 0xe2, first, second)), color.RGBA{225, 143, 72, 255}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, id := openStore(t, 0), idOf(1)
			render(t, s, id, test.src)
			for _, size := range []thumbs.Size{thumbs.Grid, thumbs.Preview} {
				got := rendition(t, s, id, size)
				if d := thumbstest.Colours(got, crop{image.NewUniform(test.want), got.Bounds()}); d.Mean > 1.5 {
					t.Errorf("%s is %v, a ΔE of %.1f from %v", size, color.RGBAModel.Convert(got.At(32, 32)), d.Mean, test.want)
				}
			}
		})
	}
}
