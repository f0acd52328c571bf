package jpegscale

// layOut takes memory for the planes, and for the coefficients of a picture
// that comes in several scans of the same blocks.
func (d *Decoder) layOut() {
	total, coeffs, blocks := 0, 0, 0
	for i := range d.components {
		c := &d.components[i]
		c.side = d.sideOf(c, d.scale)
		c.hUp, c.vUp = d.hMax*d.scale.block()/(c.h*c.side), d.vMax*d.scale.block()/(c.v*c.side)
		c.smooth = d.scale < blockSide
		c.stride = c.strideBlocks * c.side
		n := c.strideBlocks * d.mcusY * c.v
		total += n * c.side * c.side
		c.coeffsPer = kept(c.side).count
		coeffs += n * c.coeffsPer
		blocks += n
	}
	if cap(d.planes) < total {
		d.planes = make([]byte, total)
	}
	if d.progressive {
		d.coeffs, d.nonzero = grown(d.coeffs, coeffs), grown(d.nonzero, blocks)
	}
	planes, left, marks := d.planes[:total], d.coeffs, d.nonzero
	for i := range d.components {
		c := &d.components[i]
		n := c.strideBlocks * d.mcusY * c.v
		c.plane, planes = planes[:n*c.side*c.side], planes[n*c.side*c.side:]
		if d.progressive {
			c.coeffs, left = left[:n*c.coeffsPer], left[n*c.coeffsPer:]
			c.nonzero, marks = marks[:n], marks[n:]
		}
	}
}

// scan reads the entropy-coded data of a scan (T.81, figure E.9).
func (d *Decoder) scan() error {
	for i := range d.next {
		c := d.next[i]
		c.seen = c.seen || d.first == 0
		if d.first == 0 && d.ah == 0 && !c.dc.usable() || d.last > 0 && !c.ac.usable() {
			return FormatError("a scan names a Huffman table that is not there")
		}
	}
	decode := d.sequentialBlock
	if d.progressive {
		decode = d.progressiveBlock()
	}
	d.startInterval()
	left, restart := d.restarts, byte(markerRST0)
	unit := func() error { // what comes between two MCUs
		if d.n < 0 {
			return d.overrun()
		}
		if left--; left != 0 || d.restarts == 0 {
			return nil
		}
		if err := d.restartMarker(restart); err != nil {
			return err
		}
		left, restart = d.restarts, markerRST0+(restart-markerRST0+1)%8
		d.startInterval()
		return nil
	}
	if len(d.next) == 1 {
		c := d.next[0]
		for y := range c.blocksY {
			for x := range c.blocksX {
				if err := decode(&c, x, y); err != nil {
					return d.cause(err)
				}
				if y == c.blocksY-1 && x == c.blocksX-1 {
					break
				}
				if err := unit(); err != nil {
					return err
				}
			}
		}
		return d.endScan()
	}
	for my := range d.mcusY {
		for mx := range d.mcusX {
			for i := range d.next {
				c := &d.next[i]
				for v := range c.v {
					for h := range c.h {
						if err := decode(c, mx*c.h+h, my*c.v+v); err != nil {
							return d.cause(err)
						}
					}
				}
			}
			if my == d.mcusY-1 && mx == d.mcusX-1 {
				break
			}
			if err := unit(); err != nil {
				return err
			}
		}
	}
	return d.endScan()
}

// cause is why a block cannot be read: where the bits are at their end, that.
func (d *Decoder) cause(err error) error {
	const longest = 16 // code
	if d.marked && d.n < longest {
		return d.overrun()
	}
	return err
}

func (d *Decoder) endScan() error {
	if d.n < 0 {
		return d.overrun()
	}
	d.restartBits()
	return nil
}

// startInterval begins what can be decoded without what came before.
func (d *Decoder) startInterval() {
	d.restartBits()
	d.eobRun = 0
	for i := range d.next {
		d.next[i].predictionDC = 0
	}
}

// restartMarker reads a restart marker, over stray bytes.
func (d *Decoder) restartMarker(want byte) error {
	got, err := d.marker()
	if err == nil && got != want {
		err = FormatError("a part of its data is missing")
	}
	return err
}

// difference reads the coded difference of a DC coefficient.
func (d *Decoder) difference(t *table) (int, error) {
	size, err := d.symbol(t)
	if err != nil || size == 0 {
		return 0, err
	}
	const maxSize = 15
	if size > maxSize {
		return 0, FormatError("a block's mean is out of range")
	}
	return extend(d.take(size), size), nil
}

// sequentialBlock reads a block and transforms it.
func (d *Decoder) sequentialBlock(c *scanComponent, x, y int) error {
	diff, err := d.difference(c.dc)
	if err != nil {
		return err
	}
	c.predictionDC += diff
	var b [blockLen]int32
	q := &d.quant[c.quant]
	b[0] = int32(c.predictionDC) * q[0]
	out := c.plane[(y*c.stride+x)*c.side:]
	if c.side == 1 {
		if err := d.skipAC(c.ac); err != nil {
			return err
		}
		out[0] = mean(b[0])
		return nil
	}
	end, err := d.sequentialAC(c.ac, q, &b)
	if err != nil {
		return err
	}
	transform(&b, end, out, c.stride, c.side)
	return nil
}

// sequentialAC reads the other coefficients, times their factors, in natural
// order. It returns the number of coefficients up to the last that is not 0.
func (d *Decoder) sequentialAC(t *table, q, b *[blockLen]int32) (int, error) {
	bits, n := d.bits, d.n
	end := 1
	for k := 1; k < blockLen; k++ {
		if n < enough {
			bits, n = d.fill(bits, n)
		}
		if v := t.values[bits>>(64-lookahead)]; v != 0 {
			k += int(v>>8) & 0x0f
			length := uint(v & 0xff)
			bits <<= length
			n -= int(length)
			b[natural[k]] = (v >> 16) * q[k&(blockLen-1)]
			end = k + 1
			continue
		}
		symbol, length := 0, 0
		if c := t.codes[bits>>(64-lookahead)]; c != 0 {
			symbol, length = int(c>>8), int(c&0xff)
		} else if symbol, length = t.long(bits); symbol == badCode {
			d.bits, d.n = bits, n
			return 0, ErrBadCode
		}
		bits <<= uint(length)
		n -= length
		run, size := symbol>>4, symbol&0x0f
		if size == 0 {
			if run != 15 {
				break
			}
			k += 15
			continue
		}
		k += run
		v := extend(int(bits>>uint(64-size)), size)
		bits <<= uint(size)
		n -= size
		b[natural[k]] = int32(v) * q[k&(blockLen-1)]
		end = k + 1
	}
	d.bits, d.n = bits, n
	return min(end, blockLen), nil
}

// skipAC passes over the other coefficients.
func (d *Decoder) skipAC(t *table) error {
	bits, n := d.bits, d.n
	for k := 1; k < blockLen; k++ {
		if n < enough {
			bits, n = d.fill(bits, n)
		}
		symbol, length := 0, 0
		if c := t.codes[bits>>(64-lookahead)]; c != 0 {
			symbol, length = int(c>>8), int(c&0xff)
		} else if symbol, length = t.long(bits); symbol == badCode {
			d.bits, d.n = bits, n
			return ErrBadCode
		}
		run, size := symbol>>4, symbol&0x0f
		if size == 0 && run != 15 {
			bits <<= uint(length)
			n -= length
			break
		}
		k += run
		bits <<= uint(length + size)
		n -= length + size
	}
	d.bits, d.n = bits, n
	return nil
}

// natural is where a coefficient, given in zig-zag order, is in a block. The
// rows after the 64th catch runs that lead beyond a damaged block's end.
var natural = [blockLen + 16]uint8{
	0, 1, 8, 16, 9, 2, 3, 10,
	17, 24, 32, 25, 18, 11, 4, 5,
	12, 19, 26, 33, 40, 48, 41, 34,
	27, 20, 13, 6, 7, 14, 21, 28,
	35, 42, 49, 56, 57, 50, 43, 36,
	29, 22, 15, 23, 30, 37, 44, 51,
	58, 59, 52, 45, 38, 31, 39, 46,
	53, 60, 61, 54, 47, 55, 62, 63,
	63, 63, 63, 63, 63, 63, 63, 63,
	63, 63, 63, 63, 63, 63, 63, 63,
}
