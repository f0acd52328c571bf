package thumbs

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image/color"
	"image/gif"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"cutline/archive"
	"cutline/thumbs/jpegscale"
)

// Limits of what is decoded at all.
const (
	// maxPixels is above the largest pictures that cameras make, stitched and
	// multi-shot ones of medium format included.
	maxPixels = 500_000_000
	// maxPixelsPerByte is above what any real picture packs into its file:
	// Deflate, the best packer among the formats, reaches 1,032 : 1.
	maxPixelsPerByte = 1_100
	// smallPicture is the number of pixels up to which a picture may be
	// packed as densely as it likes.
	smallPicture = 16_000_000
)

// header is what must be known of a picture before its pixels are decoded.
type header struct {
	width, height int // as stored
	// decode is how many bytes the decoder holds at its peak.
	decode int64
	// scale is that at which a JPEG is decoded, 0 for other formats.
	scale jpegscale.Scale
	// native is what decoding a JPEG by libjpeg-turbo takes, beside the picture;
	// 0 for what is not tried there.
	native int64
	grey   bool // a JPEG of one component
	edge   int  // the longer one of what is made of it
}

// scaled is the size of the picture after decoding.
func (h header) scaled() (width, height int) {
	if h.scale == 0 {
		return h.width, h.height
	}
	return h.scale.Size(h.width, h.height)
}

// need is how many bytes rendering holds at its peak, in a worker's process too.
func (h header) need() int64 {
	width, height := h.scaled()
	decode := h.decode
	if h.native > 0 {
		decode = max(decode, h.native+4*pixels(width, height))
	}
	return decode + scaleBytes(width, height, h.edge)
}

// pixels is the area, at most 2^40 so that a few times that cannot overflow.
func pixels(width, height int) int64 {
	if height > 0 && width > 1<<40/height {
		return 1 << 40
	}
	return int64(width) * int64(height)
}

// check refuses pictures that are bombs, or nothing, given the file's size.
func (h header) check(size int64) error {
	n := pixels(h.width, h.height)
	switch {
	case n <= 0:
		return fmt.Errorf("its header says %d × %d pixels", h.width, h.height)
	case n > maxPixels:
		return fmt.Errorf("its header says %d × %d pixels, %d million, and the limit is %d million",
			h.width, h.height, n/1e6, int64(maxPixels/1e6))
	case n > smallPicture && n/maxPixelsPerByte > size:
		return fmt.Errorf("its header says %d × %d pixels, more than a file of %d bytes can hold",
			h.width, h.height, size)
	}
	return nil
}

// noDecoder is why a picture that may be well-formed cannot be decoded: a
// format, or a variant of one, completing "there is no decoder for".
type noDecoder string

func (e noDecoder) Error() string { return "there is no decoder for " + string(e) }

// readHeader reads the header of a picture that is to become a preview. It
// returns a noDecoder for formats and variants that cannot be decoded.
func readHeader(src archive.Picture) (h header, err error) {
	defer func() { h.edge = Preview.longEdge() }()
	defer recoverTo(&err)
	r := io.NewSectionReader(src, 0, src.Size)
	switch src.Format {
	case "jpeg":
		return jpegHeader(r)
	case "png":
		return pngHeader(r)
	case "gif":
		c, err := gif.DecodeConfig(r)
		// A frame, its rows put in order, and the canvas it is drawn on.
		return header{width: c.Width, height: c.Height, decode: 6 * pixels(c.Width, c.Height)}, err
	case "tiff":
		return tiffHeader(r)
	case "webp":
		return webpHeader(r)
	case "bmp":
		c, err := bmp.DecodeConfig(r)
		if errors.Is(err, bmp.ErrUnsupported) {
			return header{}, noDecoder("this kind of BMP picture")
		}
		return header{width: c.Width, height: c.Height, decode: 4 * pixels(c.Width, c.Height)}, err
	case "heic":
		return heicHeader(r)
	case "":
		return header{}, noDecoder("pictures of an unknown format")
	}
	return header{}, noDecoder(formatName(src.Format) + " pictures")
}

// pngHeader counts four bytes for a pixel of eight bits a channel, also for
// grey and palettes, which become that with transparency.
func pngHeader(r *io.SectionReader) (header, error) {
	c, err := png.DecodeConfig(r)
	if err != nil {
		return header{}, err
	}
	h := header{width: c.Width, height: c.Height, decode: 4 * pixels(c.Width, c.Height)}
	switch c.ColorModel {
	case color.Gray16Model, color.RGBA64Model, color.NRGBA64Model:
		h.decode *= 2
	}
	const interlaceAt = 28 // PNG, section 11.2.1: the last byte of IHDR
	var interlace [1]byte
	if _, err := r.ReadAt(interlace[:], interlaceAt); err != nil {
		return header{}, err
	}
	if interlace[0] != 0 {
		h.decode *= 2 // each pass is a picture, the last of half the pixels
	}
	return h, nil
}

// webpHeader looks at the first chunk, because a WebP may be lossless inside
// where its configuration says YCbCr.
func webpHeader(r *io.SectionReader) (header, error) {
	const headLength = 21 // RIFF header, chunk header, flags of VP8X
	var head [headLength]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return header{}, err
	}
	// Decoders allocate what the chunks claim; a claim within the file is harmless.
	if claim := int64(binary.LittleEndian.Uint32(head[4:])) + 8; claim > r.Size() {
		return header{}, fmt.Errorf("it says it has %d bytes and has %d: %w", claim, r.Size(), io.ErrUnexpectedEOF)
	}
	perPixel := int64(12) // lossless: pixels, and as many again in a transform, and alpha
	switch string(head[12:16]) {
	case "VP8 ":
		perPixel = 3
	case "VP8X":
		if f, ok, err := firstFrame(r); err != nil {
			return header{}, err
		} else if ok {
			return f.header(r.Size())
		}
	}
	c, err := webp.DecodeConfig(r)
	return header{
		width: c.Width, height: c.Height,
		decode: perPixel*pixels(c.Width, c.Height) + r.Size(),
	}, err
}

// tiffHeader counts the picture and the buffers of one strip or tile, which is
// what makes a TIFF in a single strip so much dearer than others.
func tiffHeader(r *io.SectionReader) (header, error) {
	r, _ = tiffPage(r)
	c, err := tiff.DecodeConfig(r)
	var unsupported tiff.UnsupportedError
	if errors.As(err, &unsupported) {
		return header{}, noDecoder("TIFF pictures of this kind (" + string(unsupported) + ")")
	}
	if err != nil {
		return header{}, err
	}
	layout, err := readTIFFLayout(r)
	if err != nil {
		return header{}, err
	}
	n := pixels(c.Width, c.Height)
	block := min(n, pixels(c.Width, layout.rows))
	if layout.tile > 0 {
		block = layout.tile
	}
	// The decoder reads at most eight bytes a pixel of a block into a buffer
	// that grows by doubling, and of data that is not packed no more than the
	// file has.
	buffers := 24 * block
	if !layout.packed {
		buffers = min(buffers, 3*r.Size())
	}
	return header{width: c.Width, height: c.Height, decode: bytesPerPixel(c.ColorModel)*n + buffers}, nil
}

// bytesPerPixel is the size of a pixel of an image of package image.
func bytesPerPixel(m color.Model) int64 {
	switch m {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	return 4
}
