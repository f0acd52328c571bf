package thumbs

import (
	"bytes"
	"encoding/binary"
	"image"
	"testing"

	"cutline/archive"
)

func TestVariantsWithoutDecoder(t *testing.T) {
	frame := func(marker byte, bits, components byte) []byte {
		b := []byte{0xff, markerSOI, 0xff, marker, 0, 8 + 3*components, bits, 0, 100, 0, 100, components}
		for c := range components {
			b = append(b, c, 0x11, 0)
		}
		return append(b, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0)
	}
	for name, src := range map[string]archive.Picture{
		"lossless JPEG":            {Format: "jpeg", ReaderAt: bytes.NewReader(frame(0xc3, 8, 3))},
		"arithmetic JPEG":          {Format: "jpeg", ReaderAt: bytes.NewReader(frame(0xc9, 8, 3))},
		"JPEG of 12 bits":          {Format: "jpeg", ReaderAt: bytes.NewReader(frame(0xc1, 12, 3))},
		"JPEG of two components":   {Format: "jpeg", ReaderAt: bytes.NewReader(frame(0xc0, 8, 2))},
		"TIFF of separated colour": {Format: "tiff", ReaderAt: bytes.NewReader(directory(binary.LittleEndian, [3]uint32{256, 4, 9}, [3]uint32{257, 4, 9}, [3]uint32{258, 3, 8}, [3]uint32{262, 3, 5}))},
	} {
		src.Size = src.ReaderAt.(*bytes.Reader).Size()
		_, err := readHeader(src)
		if _, ok := err.(noDecoder); !ok {
			t.Errorf("%s: %v, want it to have no decoder", name, err)
		}
	}
}

func TestTIFFLayout(t *testing.T) {
	const short, long = 3, 4
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		for name, test := range map[string]struct {
			entries [][3]uint32
			want    tiffLayout
		}{
			"one strip":         {[][3]uint32{{259, short, 1}}, tiffLayout{rows: 1<<31 - 1}},
			"strips of 8, LZW":  {[][3]uint32{{259, short, 5}, {278, short, 8}}, tiffLayout{rows: 8, packed: true}},
			"strips, as a long": {[][3]uint32{{278, long, 70000}}, tiffLayout{rows: 70000}},
			"tiles":             {[][3]uint32{{322, short, 256}, {323, long, 128}}, tiffLayout{rows: 1<<31 - 1, tile: 256 * 128}},
		} {
			got, err := readTIFFLayout(bytes.NewReader(directory(order, test.entries...)))
			if err != nil || got != test.want {
				t.Errorf("%v, %s: %+v, %v, want %+v", order, name, got, err, test.want)
			}
		}
		cut := directory(order, [3]uint32{278, short, 8})
		if _, err := readTIFFLayout(bytes.NewReader(cut[:len(cut)-8])); err == nil {
			t.Errorf("%v: a directory that is cut off was read", order)
		}
	}
}

// directory is a TIFF of nothing but a directory of tag, type and value.
func directory(order binary.ByteOrder, entries ...[3]uint32) []byte {
	b := make([]byte, 10, 64)
	copy(b, "II")
	if order == binary.BigEndian {
		copy(b, "MM")
	}
	order.PutUint16(b[2:], 42)
	order.PutUint32(b[4:], 8)
	order.PutUint16(b[8:], uint16(len(entries)))
	for _, e := range entries {
		var entry [12]byte
		order.PutUint16(entry[0:], uint16(e[0]))
		order.PutUint16(entry[2:], uint16(e[1]))
		order.PutUint32(entry[4:], 1)
		if e[1] == 3 {
			order.PutUint16(entry[8:], uint16(e[2]))
		} else {
			order.PutUint32(entry[8:], e[2])
		}
		b = append(b, entry[:]...)
	}
	return append(b, 0, 0, 0, 0)
}

// TestFullRange: the black and white of VP8 become those of JPEG.
func TestFullRange(t *testing.T) {
	img := image.NewYCbCr(image.Rect(0, 0, 4, 1), image.YCbCrSubsampleRatio444)
	copy(img.Y, []uint8{16, 235, 126, 0})
	copy(img.Cb, []uint8{128, 16, 240, 128})
	copy(img.Cr, []uint8{128, 240, 16, 255})
	fullRange(img)
	for name, planes := range map[string][2][]uint8{
		"Y": {img.Y, {0, 255, 128, 0}}, "Cb": {img.Cb, {128, 1, 255, 128}}, "Cr": {img.Cr, {128, 255, 1, 255}},
	} {
		if !bytes.Equal(planes[0], planes[1]) {
			t.Errorf("%s is %v, want %v", name, planes[0], planes[1])
		}
	}
}
