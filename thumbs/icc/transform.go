package icc

import (
	"encoding/binary"
	"image"
	"math"
)

// Transform turns the colours of a profile into sRGB, fast. It may be used by
// many goroutines at once.
type Transform struct {
	channels int
	// One of these: a table of greys, curves and a matrix, a lattice.
	greys   *[1 << greyBits]uint16
	light   [3]*[curvePoints + 1]float32 // the curves, from values to light
	light8  [3][256]float32              // the same for values of 8 bits
	matrix  [3][3]float32                // to linear sRGB
	lattice *lattice
}

const (
	greyBits    = 12
	curvePoints = 1 << 12
)

// NewTransform prepares the conversion of a profile. It takes a few milliseconds for
// tables, and up to a megabyte.
func NewTransform(p *Profile) *Transform {
	t := &Transform{channels: p.Channels}
	if s, ok := p.device.(*shaper); ok {
		m := toSRGB.after(s.matrix)
		for i := range m {
			for j := range m {
				t.matrix[i][j] = float32(m[i][j])
			}
			t.light[i] = new([curvePoints + 1]float32)
			for v := range t.light[i] {
				t.light[i][v] = float32(s.curves[i].at(float64(v) / curvePoints))
			}
			for v := range t.light8[i] {
				t.light8[i][v] = float32(s.curves[i].at(float64(v) / 255))
			}
		}
		return t
	}
	if p.Channels == 1 {
		t.greys = new([1 << greyBits]uint16)
		for v := range t.greys {
			// The white of a grey profile is neutral, and so are its greys.
			grey := p.sRGB([4]float64{float64(v) / (1<<greyBits - 1)})
			t.greys[v] = wide(grey[1])
		}
		return t
	}
	t.lattice = newLattice(p)
	return t
}

// wide is a value from 0 to 1 in 16 bits.
func wide(v float64) uint16 { return uint16(math.MaxUint16*v + 0.5) }

// narrow rounds a value of 16 bits to 8.
func narrow(v uint16) uint8 { return uint8((uint32(v)*255 + 32895) >> 16) }

// Channels is the number of values of a colour before the conversion.
func (t *Transform) Channels() int { return t.channels }

// rgb converts a colour of 16 bits a value.
func (t *Transform) rgb(r, g, b uint16) (uint8, uint8, uint8) {
	if t.greys != nil {
		grey := t.grey(r)
		return grey, grey, grey
	}
	if t.lattice != nil {
		return t.lattice.at([4]uint16{r, g, b})
	}
	return t.shape(r, g, b)
}

func (t *Transform) grey(v uint16) uint8 {
	if t.greys == nil {
		_, grey, _ := t.rgb(v, v, v)
		return grey
	}
	// The nearest of 4096 greys is within a sixteenth of a level.
	return narrow(t.greys[(uint32(v)*(1<<greyBits-1)+math.MaxUint16/2)/math.MaxUint16])
}

func (t *Transform) shape(r, g, b uint16) (uint8, uint8, uint8) {
	return t.mix(lightOf(t.light[0], r), lightOf(t.light[1], g), lightOf(t.light[2], b))
}

func (t *Transform) mix(lr, lg, lb float32) (r, g, b uint8) {
	m := &t.matrix
	return encoded(m[0][0]*lr + m[0][1]*lg + m[0][2]*lb),
		encoded(m[1][0]*lr + m[1][1]*lg + m[1][2]*lb),
		encoded(m[2][0]*lr + m[2][1]*lg + m[2][2]*lb)
}

func lightOf(curve *[curvePoints + 1]float32, v uint16) float32 {
	at := float32(v) * (curvePoints / float32(math.MaxUint16))
	i := min(int(at), curvePoints-1)
	return curve[i] + (at-float32(i))*(curve[i+1]-curve[i])
}

// encodedBits index the values of sRGB by their light. In the darkest parts,
// where it is steepest, the curve rises by a fifth of a level from one to the
// next.
const encodedBits = 14

var encodedLight = func() (table [1<<encodedBits + 1]uint8) {
	for i := range table {
		table[i] = uint8(255*encode(float64(i)/(1<<encodedBits)) + 0.5)
	}
	return table
}()

func encoded(light float32) uint8 {
	// What is no whole number of 32 bits, in a profile that makes no sense, is
	// some colour all the same.
	i := int32(light*(1<<encodedBits) + 0.5)
	return encodedLight[max(0, min(i, 1<<encodedBits))]
}

// NRGBA converts a picture of three channels, or of one in which red, green
// and blue are the same, in its own memory.
func (t *Transform) NRGBA(img *image.NRGBA) {
	if t.greys == nil && t.lattice == nil {
		t.shapeAll(img)
		return
	}
	var was, is [3]uint8 // the pixel before, which is often the same
	first := true
	width := img.Rect.Dx()
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*width]
		for ; len(row) > 0; row = row[4:] {
			p := row[:3:3]
			if now := [3]uint8(p); first || now != was {
				first, was = false, now
				is[0], is[1], is[2] = t.rgb(0x101*uint16(p[0]), 0x101*uint16(p[1]), 0x101*uint16(p[2]))
			}
			p[0], p[1], p[2] = is[0], is[1], is[2]
		}
	}
}

func (t *Transform) shapeAll(img *image.NRGBA) {
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*img.Rect.Dx()]
		for ; len(row) >= 4; row = row[4:] {
			row[0], row[1], row[2] = t.mix(t.light8[0][row[0]], t.light8[1][row[1]], t.light8[2][row[2]])
		}
	}
}

// CMYK converts a picture of four channels, in which 255 is full ink, in its own memory.
func (t *Transform) CMYK(img *image.CMYK) *image.NRGBA {
	var was [4]uint8
	var is [3]uint8
	first := true
	for i := 0; i+3 < len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		if now := [4]uint8(p); first || now != was {
			first, was = false, now
			ink := func(c int) uint16 { return 0x101 * uint16(p[c]) }
			is[0], is[1], is[2] = t.lattice.at([4]uint16{ink(0), ink(1), ink(2), ink(3)})
		}
		p[0], p[1], p[2], p[3] = is[0], is[1], is[2], 255
	}
	return &image.NRGBA{Pix: img.Pix, Stride: img.Stride, Rect: img.Rect}
}

// NRGBA64 converts a picture of three channels of 16 bits into one of 8 bits,
// in the first half of its memory. A nil Transform only rounds.
func (t *Transform) NRGBA64(img *image.NRGBA64) *image.NRGBA {
	out := &image.NRGBA{Pix: img.Pix, Stride: 4 * img.Rect.Dx(), Rect: img.Rect}
	value := binary.BigEndian.Uint16
	width := img.Rect.Dx()
	for y := range img.Rect.Dy() {
		from, to := img.Pix[y*img.Stride:][:8*width], out.Pix[y*out.Stride:][:4*width]
		for ; len(from) > 0; from, to = from[8:], to[4:] {
			r, g, b, a := value(from), value(from[2:]), value(from[4:]), value(from[6:])
			if t == nil {
				to[0], to[1], to[2] = narrow(r), narrow(g), narrow(b)
			} else {
				to[0], to[1], to[2] = t.rgb(r, g, b)
			}
			to[3] = narrow(a)
		}
	}
	out.Pix = out.Pix[:out.Stride*img.Rect.Dy()]
	return out
}

// Gray16 converts a picture of one channel of 16 bits, by a Transform of one or
// of three, into one of 8 bits, in the first half of its memory. A nil
// Transform only rounds.
func (t *Transform) Gray16(img *image.Gray16) *image.Gray {
	out := &image.Gray{Pix: img.Pix, Stride: img.Rect.Dx(), Rect: img.Rect}
	for y := range img.Rect.Dy() {
		from, to := img.Pix[y*img.Stride:][:2*out.Stride], out.Pix[y*out.Stride:][:out.Stride]
		for i := range to {
			v := binary.BigEndian.Uint16(from[2*i:])
			if t == nil {
				to[i] = narrow(v)
			} else {
				to[i] = t.grey(v)
			}
		}
	}
	out.Pix = out.Pix[:out.Stride*img.Rect.Dy()]
	return out
}
