package jpegscale

import (
	"fmt"
	"io"
)

// Markers (T.81, table B.1).
const (
	markerSOF0  = 0xc0 // baseline
	markerSOF2  = 0xc2 // progressive
	markerDHT   = 0xc4
	markerJPG   = 0xc8
	markerDAC   = 0xcc
	markerSOF15 = 0xcf
	markerRST0  = 0xd0
	markerRST7  = 0xd7
	markerSOI   = 0xd8
	markerEOI   = 0xd9
	markerSOS   = 0xda
	markerDQT   = 0xdb
	markerDRI   = 0xdd
	markerAPP0  = 0xe0
	markerAPP14 = 0xee
	markerAPP15 = 0xef
	markerCOM   = 0xfe
)

const (
	blockSide = 8
	blockLen  = blockSide * blockSide
)

// frame is what the segments before the first scan say of a picture.
type frame struct {
	width, height int
	progressive   bool
	components    []component
	hMax, vMax    int
	mcusX, mcusY  int
	jfif          bool
	adobe         bool
	transform     byte // of the Adobe segment
	// next are the components of the scan that comes next, with their tables.
	next                []scanComponent
	first, last, ah, al int
}

// component is one of the planes of a picture.
type component struct {
	id, quant byte
	h, v      int // sampling factors
	// blocks are those with samples of the picture; a plane has more where the
	// last MCU is not full.
	blocksX, blocksY int
	strideBlocks     int
	seen             bool // by a scan that makes a picture of it

	side         int // of a transformed block
	hUp, vUp     int // how many pixels a sample covers
	smooth       bool
	plane        []byte
	stride       int
	coeffs       []int16
	nonzero      []uint64
	coeffsPer    int
	predictionDC int
}

// scanComponent is a component of a scan.
type scanComponent struct {
	*component
	dc, ac *table
}

// Config is what decides over a decode.
type Config struct {
	Width, Height int
	Components    int // 1, 3 or 4
	Progressive   bool
	// Coefficients is how many a decoder of several scans must hold that keeps
	// all; 0 where there is one scan.
	Coefficients int64
	frame        frame
}

// ReadConfig reads a picture up to its first scan. Its errors are those of
// [Decoder.Decode].
func ReadConfig(r io.Reader) (Config, error) {
	var d Decoder
	d.reset(r)
	if err := d.header(); err != nil {
		return Config{}, err
	}
	c := Config{Width: d.width, Height: d.height, Components: len(d.components), Progressive: d.progressive, frame: d.frame}
	if d.progressive || len(d.next) < len(d.components) {
		for i := range d.components {
			c.Coefficients += blockLen * d.blocks(&d.components[i])
		}
	}
	return c, nil
}

// blocks is the number of blocks of a component, with those that fill MCUs.
func (f *frame) blocks(c *component) int64 { return int64(c.strideBlocks) * int64(f.mcusY*c.v) }

// Bytes is how many bytes a Decoder needs for a picture at a scale, its result
// included.
func (c Config) Bytes(scale Scale) int64 {
	f := c.frame
	n, perPixel := int64(0), int64(4)
	if c.Components == 1 {
		perPixel = 0 // the plane is the picture
	}
	for i := range f.components {
		comp := &f.components[i]
		blocks := f.blocks(comp)
		side := int64(f.sideOf(comp, scale))
		n += blocks * side * side
		if c.Progressive {
			n += blocks * (2*int64(kept(f.sideOf(comp, scale)).count) + 8)
		}
	}
	width, height := scale.Size(c.Width, c.Height)
	return n + perPixel*int64(width)*int64(height) + int64(c.Components)*int64(width+1)
}

// header reads up to the first scan.
func (d *Decoder) header() error {
	var soi [2]byte
	if err := d.full(soi[:]); err != nil {
		return err
	}
	if soi != [2]byte{0xff, markerSOI} {
		return FormatError("it does not begin as a JPEG")
	}
	marker, err := d.segments()
	if err == nil && marker == markerEOI {
		err = FormatError("it ends before its picture")
	}
	return err
}

// segments reads segments up to and with that of a scan, or the end.
func (d *Decoder) segments() (byte, error) {
	for {
		marker, err := d.marker()
		if err != nil {
			return 0, err
		}
		if marker == markerEOI {
			return marker, nil
		}
		if marker >= markerRST0 && marker <= markerRST7 {
			continue // encoders leave one behind the last interval
		}
		var length [2]byte
		if err := d.full(length[:]); err != nil {
			return 0, err
		}
		n := int(length[0])<<8 + int(length[1]) - 2
		if n < 0 {
			return 0, FormatError("a segment has a length below 2")
		}
		switch {
		case marker == markerSOS:
			return marker, d.scanHeader(n)
		case marker == markerDHT:
			err = d.huffmanTables(n)
		case marker == markerDQT:
			err = d.quantTables(n)
		case marker == markerDRI:
			err = d.restartInterval(n)
		case marker >= markerSOF0 && marker <= markerSOF15 && marker != markerJPG && marker != markerDAC:
			if marker > markerSOF2 {
				return 0, UnsupportedError("lossless, arithmetic-coded or hierarchical JPEG pictures")
			}
			err = d.frameHeader(n, marker)
		case marker == markerAPP0:
			err = d.app(n, 5, func(b []byte) {
				d.jfif = d.jfif || string(b) == "JFIF\x00"
			})
		case marker == markerAPP14:
			err = d.app(n, 12, func(b []byte) {
				if string(b[:5]) == "Adobe" {
					d.adobe, d.transform = true, b[11]
				}
			})
		case marker >= markerAPP0 && marker <= markerAPP15 || marker == markerCOM ||
			marker == markerJPG || marker == markerDAC:
			err = d.skip(n)
		default:
			err = FormatError("it has a segment of an unknown kind")
		}
		if err != nil {
			return 0, err
		}
	}
}

// app reads the beginning of an application segment that is long enough.
func (d *Decoder) app(n, want int, read func([]byte)) error {
	if n < want {
		return d.skip(n)
	}
	var b [12]byte
	if err := d.full(b[:want]); err != nil {
		return err
	}
	read(b[:want])
	return d.skip(n - want)
}

// frameHeader reads the segment of T.81, B.2.2.
func (d *Decoder) frameHeader(n int, marker byte) error {
	if d.components != nil {
		return FormatError("it has two frame headers")
	}
	var b [6 + 3*4]byte
	if n < 6 {
		return FormatError("its frame header has a wrong length")
	}
	if err := d.full(b[:6]); err != nil {
		return err
	}
	count := int(b[5])
	switch {
	case n != 6+3*count:
		return FormatError("its frame header has a wrong length")
	case b[0] != 8:
		return UnsupportedError("JPEG pictures of more than 8 bits")
	case count != 1 && count != 3 && count != 4:
		return UnsupportedError("JPEG pictures of this many components")
	}
	if err := d.full(b[6 : 6+3*count]); err != nil {
		return err
	}
	d.height, d.width = int(b[1])<<8+int(b[2]), int(b[3])<<8+int(b[4])
	if d.height == 0 || d.width == 0 {
		return FormatError(fmt.Sprintf("its header says %d × %d pixels", d.width, d.height))
	}
	d.progressive = marker == markerSOF2
	d.components = make([]component, count)
	d.hMax, d.vMax = 1, 1
	for i := range d.components {
		c := &d.components[i]
		spec := b[6+3*i:]
		c.id, c.h, c.v, c.quant = spec[0], int(spec[1]>>4), int(spec[1]&0x0f), spec[2]
		for j := range i {
			if d.components[j].id == c.id {
				return FormatError("two of its components have one name")
			}
		}
		if c.h == 0 || c.h > 4 || c.v == 0 || c.v > 4 {
			return FormatError("its frame header has a wrong sampling factor")
		}
		if c.quant > 3 {
			return FormatError("its frame header names a table that cannot be")
		}
		if count == 1 {
			c.h, c.v = 1, 1 // T.81, A.2.2: the factors of a single component mean nothing
		}
		d.hMax, d.vMax = max(d.hMax, c.h), max(d.vMax, c.v)
	}
	d.mcusX, d.mcusY = ceil(d.width, blockSide*d.hMax), ceil(d.height, blockSide*d.vMax)
	for i := range d.components {
		c := &d.components[i]
		if d.hMax%c.h != 0 || d.vMax%c.v != 0 {
			return UnsupportedError("JPEG pictures of this sampling")
		}
		c.blocksX = ceil(ceil(d.width*c.h, d.hMax), blockSide)
		c.blocksY = ceil(ceil(d.height*c.v, d.vMax), blockSide)
		c.strideBlocks = d.mcusX * c.h
	}
	return nil
}

func ceil(n, by int) int { return (n + by - 1) / by }

// quantTables reads the segment of T.81, B.2.4.1.
func (d *Decoder) quantTables(n int) error {
	for n > 0 {
		var b [2 * blockLen]byte
		if err := d.full(b[:1]); err != nil {
			return err
		}
		wide, id := int(b[0]>>4), b[0]&0x0f
		if wide > 1 || id > 3 {
			return FormatError("a quantization table has a wrong number")
		}
		size := blockLen * (1 + wide)
		if n -= 1 + size; n < 0 {
			return FormatError("a segment of quantization tables has a wrong length")
		}
		if err := d.full(b[:size]); err != nil {
			return err
		}
		for i := range d.quant[id] {
			if wide == 0 {
				d.quant[id][i] = int32(b[i])
			} else {
				d.quant[id][i] = int32(b[2*i])<<8 | int32(b[2*i+1])
			}
		}
	}
	return nil
}

// huffmanTables reads the segment of T.81, B.2.4.2.
func (d *Decoder) huffmanTables(n int) error {
	for n > 0 {
		var b [17]byte
		if n < len(b) {
			return FormatError("a segment of Huffman tables has a wrong length")
		}
		if err := d.full(b[:]); err != nil {
			return err
		}
		class, id := b[0]>>4, b[0]&0x0f
		if class > 1 || id > 3 {
			return FormatError("a Huffman table has a wrong number")
		}
		total := 0
		for _, count := range b[1:] {
			total += int(count)
		}
		if n -= len(b) + total; n < 0 || total == 0 || total > 256 {
			return FormatError("a segment of Huffman tables has a wrong length")
		}
		var symbols [256]byte
		if err := d.full(symbols[:total]); err != nil {
			return err
		}
		t := &d.dc[id]
		if class == 1 {
			t = &d.ac[id]
		}
		if err := t.define((*[16]byte)(b[1:]), symbols[:total]); err != nil {
			return err
		}
	}
	return nil
}

func (d *Decoder) restartInterval(n int) error {
	if n != 2 {
		return FormatError("a restart interval has a wrong length")
	}
	var b [2]byte
	err := d.full(b[:])
	d.restarts = int(b[0])<<8 + int(b[1])
	return err
}

// scanHeader reads the segment of T.81, B.2.3.
func (d *Decoder) scanHeader(n int) error {
	if d.components == nil {
		return FormatError("it has no frame header")
	}
	if d.scans++; d.scans > maxScans {
		return ErrScans
	}
	var b [1 + 2*4 + 3]byte
	if n < 6 || n > len(b) {
		return FormatError("a scan's header has a wrong length")
	}
	if err := d.full(b[:n]); err != nil {
		return err
	}
	count := int(b[0])
	if n != 4+2*count || count > len(d.components) {
		return FormatError("a scan's header has a wrong length")
	}
	d.next = d.next[:0]
	blocks := 0
	for i := range count {
		id, tables := b[1+2*i], b[2+2*i]
		var found *component
		for j := range d.components {
			if d.components[j].id == id {
				found = &d.components[j]
			}
		}
		for _, other := range d.next {
			if other.component == found {
				found = nil
			}
		}
		if found == nil {
			return FormatError("a scan's header names a component that is not there")
		}
		blocks += found.h * found.v
		c := scanComponent{component: found} // without tables that cannot be, for it may need none
		if i := tables >> 4; int(i) < len(d.dc) {
			c.dc = &d.dc[i]
		}
		if i := tables & 0x0f; int(i) < len(d.ac) {
			c.ac = &d.ac[i]
		}
		d.next = append(d.next, c)
	}
	const maxBlocks = 10 // of an MCU
	if count > 1 && blocks > maxBlocks {
		return FormatError("a scan has more blocks to a unit than a JPEG may")
	}
	return d.spectral(b[1+2*count:])
}

// spectral reads which coefficients a scan holds, and which of their bits.
func (d *Decoder) spectral(b []byte) error {
	d.first, d.last, d.ah, d.al = 0, blockLen-1, 0, 0
	if !d.progressive {
		return nil
	}
	d.first, d.last, d.ah, d.al = int(b[0]), int(b[1]), int(b[2]>>4), int(b[2]&0x0f)
	switch {
	case d.first == 0 && d.last != 0, d.first > d.last, d.last >= blockLen,
		d.first > 0 && len(d.next) != 1,
		d.ah != 0 && d.ah != d.al+1, d.al > 13:
		return FormatError("a scan has coefficients that cannot be together")
	}
	return nil
}

// sideOf is the side of a component's transformed blocks. A component of fewer
// samples is scaled down less, as far as the scale allows, so that most are of
// one size when they are scaled at all (libjpeg, jdmaster.c).
func (f *frame) sideOf(c *component, scale Scale) int {
	side := scale.block()
	for side < blockSide && f.hMax*scale.block()%(c.h*side*2) == 0 && f.vMax*scale.block()%(c.v*side*2) == 0 {
		side *= 2
	}
	return side
}
