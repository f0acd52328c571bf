package jpegscale

import "image"

// picture puts the planes together.
func (d *Decoder) picture() image.Image {
	width, height := d.scale.Size(d.width, d.height)
	bounds := image.Rect(0, 0, width, height)
	if len(d.components) == 1 {
		c := &d.components[0]
		return &image.Gray{Pix: c.plane[:(height-1)*c.stride+width], Stride: c.stride, Rect: bounds}
	}
	stride := 4 * width
	if cap(d.pix) < stride*height {
		d.pix = make([]byte, stride*height)
	}
	pix := d.pix[:stride*height]
	combine := d.combiner()
	rows, buffers := make([][]byte, len(d.components)), make([][]byte, len(d.components))
	for i := range buffers {
		buffers[i] = make([]byte, width+1) // two pixels are made at a time
	}
	for y := range height {
		for i := range d.components {
			rows[i] = d.components[i].row(y, width, height, buffers[i])
		}
		combine(pix[y*stride:][:stride], rows)
	}
	if len(d.components) == 4 {
		return &image.CMYK{Pix: pix, Stride: stride, Rect: bounds}
	}
	return &image.NRGBA{Pix: pix, Stride: stride, Rect: bounds}
}

// row is a row of a component at the picture's size, made in buf unless it is
// there already. Samples that cover two pixels along an edge are interpolated
// as libjpeg does (jdsample.c): each pixel is three parts of its sample and
// one of the next nearest. At 1/8, where a block became a pixel, nothing is.
func (c *component) row(y, width, height int, buf []byte) []byte {
	if c.hUp == 1 && c.vUp == 1 {
		return c.plane[y*c.stride:][:width]
	}
	samples := ceil(width, c.hUp)
	at := y / c.vUp
	near := c.plane[at*c.stride:][:samples]
	far := near
	if c.vUp == 2 {
		next := at - 1 + y%2*2
		if next = min(max(next, 0), ceil(height, 2)-1); next != at {
			far = c.plane[next*c.stride:][:samples]
		}
	}
	switch {
	case !c.smooth:
		repeat(buf[:width], near, c.hUp)
	case c.hUp == 2 && c.vUp == 2:
		blendBoth(buf, near, far)
	case c.hUp == 2 && c.vUp == 1:
		blendAcross(buf, near)
	case c.hUp == 1 && c.vUp == 2:
		round := 1 + y%2
		for x, v := range near {
			buf[x] = byte((3*int(v) + int(far[x]) + round) >> 2)
		}
	default:
		repeat(buf[:width], near, c.hUp)
	}
	return buf[:width]
}

// repeat makes so many pixels of a sample.
func repeat(buf, near []byte, times int) {
	for x := range buf {
		buf[x] = near[x/times]
	}
}

// blendAcross makes two pixels of a sample.
func blendAcross(buf, near []byte) {
	last := len(near) - 1
	for x, v := range near {
		left, right := near[max(x-1, 0)], near[min(x+1, last)]
		buf[2*x] = byte((3*int(v) + int(left) + 1) >> 2)
		buf[2*x+1] = byte((3*int(v) + int(right) + 2) >> 2)
	}
}

// blendBoth makes two pixels of a sample and the row next to it.
func blendBoth(buf, near, far []byte) {
	far = far[:len(near)]
	sum := func(x int) int { return 3*int(near[x]) + int(far[x]) }
	last := len(near) - 1
	left, this := sum(0), sum(0)
	for x := range near {
		right := this
		if x < last {
			right = sum(x + 1)
		}
		buf[2*x] = byte((3*this + left + 8) >> 4)
		buf[2*x+1] = byte((3*this + right + 7) >> 4)
		left, this = this, right
	}
}

// combiner is what makes pixels of rows of samples.
func (d *Decoder) combiner() func(pix []byte, rows [][]byte) {
	if len(d.components) == 4 {
		switch {
		case !d.adobe: // plain CMYK (libjpeg, jdapimin.c)
			return func(pix []byte, rows [][]byte) { interleave(pix, rows, 0) }
		case d.transform == 0: // CMYK as Adobe writes it, inverted
			return func(pix []byte, rows [][]byte) { interleave(pix, rows, 0xff) }
		}
		// YCCK: the first three are the light that the inks leave, of which
		// Adobe writes the inverse. The two inversions cancel out.
		return func(pix []byte, rows [][]byte) {
			rgb(pix, rows)
			for x, k := range rows[3] {
				pix[4*x+3] = 255 - k
			}
		}
	}
	if d.isRGB() {
		return func(pix []byte, rows [][]byte) {
			interleave(pix, rows, 0)
			for x := 3; x < len(pix); x += 4 {
				pix[x] = 255
			}
		}
	}
	return rgb
}

// isRGB reports whether three components are red, green and blue (libjpeg,
// jdapimin.c).
func (d *Decoder) isRGB() bool {
	if d.jfif {
		return false
	}
	if d.adobe {
		return d.transform == 0
	}
	c := d.components
	return c[0].id == 'R' && c[1].id == 'G' && c[2].id == 'B'
}

func interleave(pix []byte, rows [][]byte, invert byte) {
	for i, row := range rows {
		for x, v := range row {
			pix[4*x+i] = v ^ invert
		}
	}
}

// rgb makes opaque RGB of YCbCr (JFIF 1.02).
func rgb(pix []byte, rows [][]byte) {
	ys := rows[0]
	cbs, crs := rows[1][:len(ys)], rows[2][:len(ys)]
	for x, luma := range ys {
		cb, cr := int32(cbs[x])-128, int32(crs[x])-128
		y := int32(luma)<<16 + 1<<15
		p := pix[4*x : 4*x+4 : 4*x+4]
		p[0] = clamp(y + 91881*cr)
		p[1] = clamp(y - 22554*cb - 46802*cr)
		p[2] = clamp(y + 116130*cb)
		p[3] = 255
	}
}

// clamp is a value of 16 bits more than a byte, as a byte.
func clamp(v int32) byte {
	if uint32(v) < 1<<24 {
		return byte(v >> 16)
	}
	return byte(^(v >> 31))
}
