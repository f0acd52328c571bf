// Package jpegscale decodes JPEG pictures at 1/1, 1/2, 1/4 or 1/8 of their
// size, which takes a fraction of the time and memory of decoding the whole
// and scaling it down.
//
// It reads baseline, extended and progressive pictures of 8 bits (ITU-T T.81)
// with one, three or four components, in any sampling whose factors divide
// each other. The results are those of libjpeg-turbo's accurate integer
// transforms, in which a pixel at 1/2 is the mean of four.
//
// Input is untrusted. What ends before its picture does, or is damaged so that
// its codes cannot be read, is an error, never a picture that is grey in part.
// Memory is what [Config.Bytes] says.
package jpegscale

import (
	"errors"
	"image"
	"io"
)

// Scale is how many pixels of a picture become one, along each edge: 1, 2, 4
// or 8.
type Scale int

// ScaleFor is the strongest scale that leaves a picture's longer edge no
// shorter than edge.
func ScaleFor(width, height, edge int) Scale {
	for _, s := range []Scale{8, 4, 2} {
		if s.of(max(width, height)) >= edge {
			return s
		}
	}
	return 1
}

// Size is that of a scaled picture.
func (s Scale) Size(width, height int) (int, int) { return s.of(width), s.of(height) }

func (s Scale) of(n int) int { return (n + int(s) - 1) / int(s) }

// block is the side of a block after the transform.
func (s Scale) block() int { return blockSide / int(s) }

// FormatError is a picture that is damaged, as a phrase about it.
type FormatError string

func (e FormatError) Error() string { return string(e) }

// UnsupportedError is a kind of JPEG picture that this package does not read,
// completing "there is no decoder for".
type UnsupportedError string

func (e UnsupportedError) Error() string { return "there is no decoder for " + string(e) }

// ErrScans is a picture of very many scans. Each costs a pass over all blocks
// and may take few bytes, so a small file could keep a decoder busy for
// minutes; encoders make about ten.
var ErrScans = errors.New("it has more scans than any encoder makes")

// maxScans is far above the scans of any encoder.
const maxScans = 100

// Decoder decodes one picture after another in the same memory. The zero value
// is ready. It must not be used by two goroutines at once.
type Decoder struct {
	input
	frame
	scale    Scale
	restarts int // MCUs between restart markers, 0 for none
	scans    int
	quant    [4][blockLen]int32 // in zig-zag order
	dc, ac   [4]table
	eobRun   int

	planes  []byte // of all components
	coeffs  []int16
	nonzero []uint64
	pix     []byte
}

// Decode reads a picture. It returns an *image.NRGBA without transparency, an
// *image.Gray, or an *image.CMYK in which 255 is full ink, whose pixels are
// overwritten by the next Decode. Besides a FormatError, an UnsupportedError
// and ErrScans it returns the errors of r, and io.ErrUnexpectedEOF if r ends
// before the picture.
func (d *Decoder) Decode(r io.Reader, scale Scale) (image.Image, error) {
	d.reset(r)
	d.scale = scale
	if err := d.header(); err != nil {
		return nil, err
	}
	d.layOut()
	for {
		if err := d.scan(); err != nil {
			return nil, err
		}
		marker, err := d.segments()
		if err != nil {
			return nil, err
		}
		if marker == markerEOI {
			break
		}
	}
	for i := range d.components {
		if !d.components[i].seen {
			return nil, FormatError("one of its components is missing")
		}
	}
	if d.progressive {
		d.reconstruct()
	}
	return d.picture(), nil
}

// reset forgets the picture before, but for its memory.
func (d *Decoder) reset(r io.Reader) {
	d.input.reset(r)
	d.frame = frame{}
	d.restarts, d.scans, d.eobRun = 0, 0, 0
	for i := range d.dc {
		d.dc[i].defined, d.ac[i].defined = false, false
		d.quant[i] = [blockLen]int32{}
	}
}

// grown is a slice of n zero elements, in the memory of s if it is enough.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}
