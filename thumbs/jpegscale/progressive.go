package jpegscale

import "math/bits"

// A progressive picture comes in scans, each with some coefficients of all
// blocks or with one more bit of them. So all blocks are held until the end:
// of each, the coefficients that its scaled transform uses, and for all 64
// whether they are 0 yet, which decides what later scans mean.

// selection are the coefficients that the transform to a side uses.
type selection struct {
	count   int
	slot    [blockLen]int8 // of a coefficient in zig-zag order; -1 if it is not kept
	natural [blockLen]uint8
	zigzag  [blockLen]uint8
}

var selections = map[int]*selection{8: newSelection(8), 4: newSelection(4), 2: newSelection(2), 1: newSelection(1)}

func kept(side int) *selection { return selections[side] }

func newSelection(side int) *selection {
	used := func(i int) bool {
		switch side {
		case 8:
			return true
		case 4:
			return i != 4
		case 2:
			return i == 0 || i&1 == 1
		}
		return i == 0
	}
	var s selection
	for k, at := range natural[:blockLen] {
		s.slot[k] = -1
		if used(int(at)/blockSide) && used(int(at)%blockSide) {
			s.slot[k] = int8(s.count)
			s.natural[s.count], s.zigzag[s.count] = at, uint8(k)
			s.count++
		}
	}
	return &s
}

// progressiveBlock is what reads a block of the scan that comes next.
func (d *Decoder) progressiveBlock() func(c *scanComponent, x, y int) error {
	switch {
	case d.first == 0 && d.ah == 0:
		return d.firstDC
	case d.first == 0:
		return d.refineDC
	case d.ah == 0:
		return d.firstAC
	}
	return d.refineAC
}

// held is what is held of a block.
func (c *component) held(x, y int) (coeffs []int16, nonzero *uint64) {
	i := y*c.strideBlocks + x
	return c.coeffs[i*c.coeffsPer:][:c.coeffsPer], &c.nonzero[i]
}

func (d *Decoder) firstDC(c *scanComponent, x, y int) error {
	diff, err := d.difference(c.dc)
	c.predictionDC += diff
	coeffs, _ := c.held(x, y)
	coeffs[0] = int16(c.predictionDC << d.al)
	return err
}

func (d *Decoder) refineDC(c *scanComponent, x, y int) error {
	coeffs, _ := c.held(x, y)
	coeffs[0] |= int16(d.take(1) << d.al)
	return nil
}

// firstAC reads the higher bits of some coefficients (T.81, G.1.2.2).
func (d *Decoder) firstAC(c *scanComponent, x, y int) error {
	if d.eobRun > 0 {
		d.eobRun--
		return nil
	}
	coeffs, nonzero := c.held(x, y)
	slots := &kept(c.side).slot
	for k := d.first; k <= d.last; k++ {
		symbol, err := d.symbol(c.ac)
		if err != nil {
			return err
		}
		run, size := symbol>>4, symbol&0x0f
		if size == 0 {
			if run != 15 {
				d.eobRun = 1<<run + d.take(run) - 1
				break
			}
			k += 15
			continue
		}
		v := extend(d.take(size), size) << d.al
		// A run that leads out of a damaged block ends it, as in libjpeg.
		k = min(k+run, blockLen-1)
		*nonzero |= 1 << k
		if slot := slots[k]; slot >= 0 {
			coeffs[slot] = int16(v)
		}
	}
	return nil
}

// refineAC reads one more bit of some coefficients (T.81, G.1.2.3).
func (d *Decoder) refineAC(c *scanComponent, x, y int) error {
	coeffs, nonzero := c.held(x, y)
	slots := &kept(c.side).slot
	bit := int16(1) << d.al
	// correct reads the next bit of a coefficient that is not 0.
	correct := func(k int) {
		if d.take(1) == 0 {
			return
		}
		if slot := slots[k]; slot >= 0 {
			if coeffs[slot] >= 0 {
				coeffs[slot] += bit
			} else {
				coeffs[slot] -= bit
			}
		}
	}
	k := d.first
	for d.eobRun == 0 && k <= d.last {
		symbol, err := d.symbol(c.ac)
		if err != nil {
			return err
		}
		run, size := symbol>>4, symbol&0x0f
		v := int16(0)
		switch {
		case size > 1:
			return FormatError("a coefficient is refined by more than a bit")
		case size == 1:
			if v = -bit; d.take(1) != 0 {
				v = bit
			}
		case run != 15:
			d.eobRun = 1<<run + d.take(run)
			continue
		}
		// Pass over run coefficients that are 0, to the next that is.
		for ; k <= d.last; k++ {
			if *nonzero>>k&1 != 0 {
				correct(k)
			} else if run--; run < 0 {
				break
			}
		}
		if at := min(k, blockLen-1); v != 0 {
			*nonzero |= 1 << at
			if slot := slots[at]; slot >= 0 {
				coeffs[slot] = v
			}
		}
		k++
	}
	if d.eobRun > 0 {
		d.eobRun--
		for left := *nonzero >> k << k << (63 - d.last) >> (63 - d.last); left != 0; left &= left - 1 {
			correct(bits.TrailingZeros64(left))
		}
	}
	return nil
}

// reconstruct transforms all blocks of a progressive picture.
func (d *Decoder) reconstruct() {
	for i := range d.components {
		c := &d.components[i]
		s, q := kept(c.side), &d.quant[c.quant]
		for y := range c.blocksY {
			for x := range c.blocksX {
				coeffs, nonzero := c.held(x, y)
				var b [blockLen]int32
				for slot, v := range coeffs {
					b[s.natural[slot]] = int32(v) * q[s.zigzag[slot]]
				}
				out := c.plane[(y*c.stride+x)*c.side:]
				if c.side == 1 {
					out[0] = mean(b[0])
				} else {
					transform(&b, max(bits.Len64(*nonzero), 1), out, c.stride, c.side)
				}
			}
		}
	}
}
