package thumbs_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"image"
	"image/color"
	"testing"

	"cutline/archive"
	"cutline/thumbs"
)

// animated is a WebP animation of one frame, off its corner.
func animated(tb testing.TB, still string, width, height, x, y int) []byte {
	tb.Helper()
	data, err := base64.StdEncoding.DecodeString(still)
	if err != nil {
		tb.Fatal(err)
	}
	le := binary.LittleEndian
	chunk := func(name string, parts ...[]byte) []byte {
		body := bytes.Join(parts, nil)
		return append(le.AppendUint32([]byte(name), uint32(len(body))), body...)
	}
	three := func(n int) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16)} }
	body := append([]byte("WEBP"), chunk("VP8X", []byte{1 << 1, 0, 0, 0}, three(width-1), three(height-1))...)
	body = append(body, chunk("ANIM", make([]byte, 6))...)
	body = append(body, chunk("ANMF", three(x/2), three(y/2), three(0), three(0), make([]byte, 4), data[12:])...)
	return chunk("RIFF", body)
}

// pageTIFF holds a small picture of black before one of ink: full cyan, or of
// a grey if not in CMYK.
func pageTIFF(tb testing.TB, cmyk bool) []byte {
	tb.Helper()
	le := binary.LittleEndian
	const side, smallSide = 40, 8
	photometric, samples, extra := uint32(1), uint32(1), []byte(nil)
	if cmyk {
		photometric, samples = 5, 4
		for range 4 {
			extra = le.AppendUint16(extra, 8)
		}
	}
	b := []byte("II\x2a\x00\x00\x00\x00\x00")
	place := func(data []byte) uint32 {
		at := uint32(len(b))
		b = append(b, data...)
		return at
	}
	small := place(make([]byte, smallSide*smallSide))
	ink := bytes.Repeat([]byte{90}, side*side)
	if cmyk {
		ink = bytes.Repeat([]byte{255, 0, 0, 0}, side*side)
	}
	large, bits := place(ink), place(extra)
	if !cmyk {
		bits = 8
	}
	last := 4 // where the offset of the next directory stands
	directory := func(entries ...[3]uint32) {
		le.PutUint32(b[last:], uint32(len(b)))
		b = le.AppendUint16(b, uint16(len(entries)))
		for _, e := range entries {
			b = le.AppendUint16(le.AppendUint16(b, uint16(e[0])), 4)
			if e[0] == 258 {
				b[len(b)-2] = 3
			}
			b = le.AppendUint32(le.AppendUint32(b, e[1]), e[2])
		}
		last = len(b)
		b = append(b, 0, 0, 0, 0)
	}
	directory([3]uint32{254, 1, 1}, [3]uint32{256, 1, smallSide}, [3]uint32{257, 1, smallSide}, [3]uint32{258, 1, 8},
		[3]uint32{259, 1, 1}, [3]uint32{262, 1, 1}, [3]uint32{273, 1, small}, [3]uint32{277, 1, 1}, [3]uint32{279, 1, smallSide * smallSide})
	directory([3]uint32{256, 1, side}, [3]uint32{257, 1, side}, [3]uint32{258, samples, bits},
		[3]uint32{259, 1, 1}, [3]uint32{262, 1, photometric}, [3]uint32{273, 1, large}, [3]uint32{277, 1, samples}, [3]uint32{279, 1, side * side * samples})
	return b
}

// TestFirstPicture: of a file of several pictures, the first full one is shown.
func TestFirstPicture(t *testing.T) {
	grey := func(v uint8) image.Image { return crop{image.NewUniform(color.Gray{v}), image.Rect(0, 0, 64, 64)} }
	two := append(encodeJPEG(t, grey(90), 90), encodeJPEG(t, grey(200), 90)...)
	for _, test := range []struct {
		name string
		src  archive.Picture
		size image.Point
		at   image.Point
		want color.RGBA
	}{
		{"tiff, a small picture first", picture("tiff", pageTIFF(t, false)), image.Pt(40, 40), image.Pt(20, 20), color.RGBA{90, 90, 90, 255}},
		{"tiff, CMYK", picture("tiff", pageTIFF(t, true)), image.Pt(40, 40), image.Pt(20, 20), color.RGBA{0, 176, 240, 255}},
		{"webp, animated", picture("webp", animated(t, losslessWebP, 40, 30, 2, 4)), image.Pt(40, 30), image.Pt(20, 20), color.RGBA{128, 128, 128, 255}},
		{"jpeg, two in one file", picture("jpeg", two), image.Pt(64, 64), image.Pt(20, 20), color.RGBA{90, 90, 90, 255}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := openStore(t, 0)
			seen := render(t, s, idOf(1), test.src)
			if got := image.Pt(seen.Width, seen.Height); got != test.size {
				t.Errorf("size %v, want %v", got, test.size)
			}
			if got := rendition(t, s, idOf(1), thumbs.Preview).At(test.at.X, test.at.Y); !near(got, test.want) {
				t.Errorf("%v, want %v", color.RGBAModel.Convert(got), test.want)
			}
		})
	}
}
