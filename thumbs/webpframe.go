package thumbs

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"io"
	"math"

	"golang.org/x/image/webp"
)

// webpFrame is the first frame of an animated WebP (WebP container
// specification, "Animation").
type webpFrame struct {
	width, height int // of the animation
	place         image.Rectangle
	lossless      bool
	head          []byte // of a still WebP
	data          *io.SectionReader
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

// firstFrame finds the first frame. ok is false if the WebP is not animated.
func firstFrame(r *io.SectionReader) (f *webpFrame, ok bool, err error) {
	const (
		extendedEnd      = 12 + 8 + 10
		animation, alpha = 1 << 1, 1 << 4
		frameHead        = 16
	)
	var head [extendedEnd]byte
	if _, err := r.ReadAt(head[:], 0); err != nil || string(head[12:16]) != "VP8X" || head[20]&animation == 0 {
		return nil, false, nil
	}
	f = &webpFrame{width: uint24(head[24:]) + 1, height: uint24(head[27:]) + 1}
	at := int64(extendedEnd)
	for range maxDirectories {
		var chunk [8 + frameHead + 8]byte
		n, _ := r.ReadAt(chunk[:], at)
		if n < 8 {
			return nil, true, io.ErrUnexpectedEOF
		}
		size := int64(binary.LittleEndian.Uint32(chunk[4:]))
		if string(chunk[:4]) != "ANMF" {
			at += 8 + size + size&1
			continue
		}
		if n < len(chunk) || size < frameHead+8 || at+8+size > r.Size() {
			return nil, true, io.ErrUnexpectedEOF
		}
		x, y := 2*uint24(chunk[8:]), 2*uint24(chunk[11:])
		w, h := uint24(chunk[14:])+1, uint24(chunk[17:])+1
		f.place = image.Rect(x, y, x+w, y+h)
		if !f.place.In(image.Rect(0, 0, f.width, f.height)) {
			return nil, true, errors.New("its first frame lies outside of the picture")
		}
		data := size - frameHead
		f.data = io.NewSectionReader(r, at+8+frameHead, data)
		kind := string(chunk[8+frameHead:][:4])
		f.lossless = kind != "VP8 "
		still := []byte("WEBP")
		if kind == "ALPH" {
			still = append(still, "VP8X\x0a\x00\x00\x00"...)
			still = append(still, alpha, 0, 0, 0)
			still = append(still, chunk[14:20]...)
		}
		f.head = binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(int64(len(still))+data))
		f.head = append(f.head, still...)
		return f, true, nil
	}
	return nil, true, errors.New("it has no frame")
}

// still is the frame as a WebP of its own.
func (f *webpFrame) still() io.Reader {
	return io.MultiReader(bytes.NewReader(f.head), io.NewSectionReader(f.data, 0, f.data.Size()))
}

// decodeWebP decodes a still picture or the first frame of an animation.
func decodeWebP(ctx context.Context, r *io.SectionReader, stream io.Reader) (image.Image, error) {
	f, animated, err := firstFrame(r)
	if err != nil {
		return nil, err
	}
	if !animated {
		still, err := webp.Decode(stream)
		return fullRange(still), err
	}
	frame, err := webp.Decode(contextReader{ctx, f.still()})
	frame = fullRange(frame)
	canvas := image.Rect(0, 0, f.width, f.height)
	if err != nil || f.place == canvas {
		return frame, err
	}
	img := image.NewNRGBA(canvas)
	draw.Draw(img, f.place, frame, frame.Bounds().Min, draw.Src)
	return img, nil
}

// fullRange spreads the values of a lossy WebP, in its own memory. They are
// those of television (ITU-R BT.601: 16 to 235, and 16 to 240), as VP8 has
// them (RFC 6386, 9.2); the decoder hands them on in a type of package image
// that is of the full range of JPEG, in which black would be grey.
func fullRange(img image.Image) image.Image {
	var planes *image.YCbCr
	switch img := img.(type) {
	case *image.YCbCr:
		planes = img
	case *image.NYCbCrA:
		planes = &img.YCbCr
	default:
		return img
	}
	var luma, chroma [256]uint8
	for v := range 256 {
		luma[v] = level(float64(v-16) * 255 / 219)
		chroma[v] = level(128 + float64(v-128)*255/224)
	}
	for i, v := range planes.Y {
		planes.Y[i] = luma[v]
	}
	for i := range planes.Cb {
		planes.Cb[i], planes.Cr[i] = chroma[planes.Cb[i]], chroma[planes.Cr[i]]
	}
	return img
}

func level(v float64) uint8 { return uint8(math.Round(min(max(v, 0), 255))) }

// header is that of the animation, checked against its frame.
func (f *webpFrame) header(size int64) (header, error) {
	c, err := webp.DecodeConfig(f.still())
	if err != nil {
		return header{}, err
	}
	if c.Width != f.place.Dx() || c.Height != f.place.Dy() {
		return header{}, fmt.Errorf("its first frame has %d × %d pixels and says %d × %d",
			c.Width, c.Height, f.place.Dx(), f.place.Dy())
	}
	perPixel := int64(12)
	if !f.lossless {
		perPixel = 3
	}
	const onCanvas = 4
	return header{
		width: f.width, height: f.height,
		decode: perPixel*pixels(c.Width, c.Height) + onCanvas*pixels(f.width, f.height) + size,
	}, nil
}
