package demo

import (
	"image"
	"image/draw"
	"math"
	"math/rand/v2"

	"golang.org/x/image/vector"
)

// rgb is light in sRGB's own curve: 1 is paper white, more than 1 glares and
// blooms when the picture is developed.
type rgb struct{ r, g, b float32 }

// hex reads a colour written as 0xRRGGBB.
func hex(v uint32) rgb {
	return rgb{float32(v>>16&0xff) / 255, float32(v>>8&0xff) / 255, float32(v&0xff) / 255}
}

// mix goes from a (t = 0) to b (t = 1).
func mix(a, b rgb, t float64) rgb {
	f := float32(t)
	return rgb{a.r + (b.r-a.r)*f, a.g + (b.g-a.g)*f, a.b + (b.b-a.b)*f}
}

// times brightens (f > 1) or darkens a colour.
func (a rgb) times(f float64) rgb {
	k := float32(f)
	return rgb{a.r * k, a.g * k, a.b * k}
}

// A canvas is a picture being painted. Lengths are in hundredths of its
// height, whatever its size in pixels: y runs from 0 at the top to 100 at the
// bottom, x from 0 at the left to wide.
type canvas struct {
	w, h int       // in pixels
	wide float64   // width in units
	unit float64   // pixels in a unit
	pix  []float32 // red, green, blue, row by row
	rnd  *rand.Rand
	seed uint32 // of the noise
	ras  vector.Rasterizer
	mask image.Alpha
	img  *image.YCbCr // what was developed last
}

// prepare makes c a canvas of a size in pixels, whose chance is that of seed.
// What is on it may be an earlier picture: a painter covers it first (ground).
func (c *canvas) prepare(w, h int, seed uint32) {
	c.w, c.h = w, h
	c.wide, c.unit = 100*float64(w)/float64(h), float64(h)/100
	if n := 3 * w * h; cap(c.pix) < n {
		c.pix = make([]float32, n)
	}
	c.pix = c.pix[:3*w*h]
	c.rnd = rand.New(rand.NewPCG(uint64(seed), 1))
	c.seed = seed
}

// between is a number by chance.
func (c *canvas) between(lo, hi float64) float64 { return lo + (hi-lo)*c.rnd.Float64() }

// box is the part of the canvas, in pixels, that a rectangle in units touches.
func (c *canvas) box(x0, y0, x1, y1 float64) image.Rectangle {
	return image.Rect(
		int(math.Floor(x0*c.unit)), int(math.Floor(y0*c.unit)),
		int(math.Ceil(x1*c.unit)), int(math.Ceil(y1*c.unit)),
	).Intersect(image.Rect(0, 0, c.w, c.h))
}

// blend lays colour over the pixel that starts at i.
func (c *canvas) blend(i int, col rgb, alpha float32) {
	p := c.pix[i : i+3 : i+3]
	p[0] += (col.r - p[0]) * alpha
	p[1] += (col.g - p[1]) * alpha
	p[2] += (col.b - p[2]) * alpha
}

// An ink is a colour or a straight run of colours.
type ink struct {
	from, to       rgb
	x0, y0, x1, y1 float64 // where the run starts and ends
	alpha          float64
}

func flat(col rgb) ink { return ink{from: col, to: col, alpha: 1} }

// down runs from top at y0 to bottom at y1.
func down(top, bottom rgb, y0, y1 float64) ink {
	return ink{from: top, to: bottom, y0: y0, y1: y1, alpha: 1}
}

// across runs from left at x0 to right at x1.
func across(left, right rgb, x0, x1 float64) ink {
	return ink{from: left, to: right, x0: x0, x1: x1, alpha: 1}
}

// thin is the ink with part of its strength.
func (k ink) thin(alpha float64) ink {
	k.alpha *= alpha
	return k
}

// along is how far along its run the ink is at a point in units (0 at its
// start, 1 at its end), and how much further it is dx to the right.
func (k ink) along(x, y, dx float64) (t, step float64) {
	rx, ry := k.x1-k.x0, k.y1-k.y0
	n := rx*rx + ry*ry
	if n == 0 {
		return 0, 0
	}
	return ((x-k.x0)*rx + (y-k.y0)*ry) / n, dx * rx / n
}

// fill paints the inside of s.
func (c *canvas) fill(k ink, s shape) {
	x0, y0, x1, y1 := s.bounds()
	b := c.box(x0, y0, x1, y1)
	if b.Empty() {
		return
	}
	w, h := b.Dx(), b.Dy()
	if n := w * h; cap(c.mask.Pix) < n {
		c.mask.Pix = make([]uint8, n)
	}
	c.mask.Pix, c.mask.Stride, c.mask.Rect = c.mask.Pix[:w*h], w, image.Rect(0, 0, w, h)
	c.ras.Reset(w, h)
	c.ras.DrawOp = draw.Src
	s.trace(&c.ras, c.unit, float64(b.Min.X), float64(b.Min.Y))
	c.ras.Draw(&c.mask, c.mask.Rect, image.Opaque, image.Point{})

	strength := float32(k.alpha) / 255
	left := (float64(b.Min.X) + 0.5) / c.unit
	for y := range h {
		row := c.mask.Pix[y*w : (y+1)*w]
		i := 3 * ((b.Min.Y+y)*c.w + b.Min.X)
		pix := c.pix[i : i+3*w]
		t, step := k.along(left, (float64(b.Min.Y+y)+0.5)/c.unit, 1/c.unit)
		if step == 0 {
			paintRow(pix, row, mix(k.from, k.to, min(max(t, 0), 1)), strength)
			continue
		}
		for x, a := range row {
			if a != 0 {
				col := mix(k.from, k.to, min(max(t+float64(x)*step, 0), 1))
				f := float32(a) * strength
				p := pix[3*x : 3*x+3 : 3*x+3]
				p[0] += (col.r - p[0]) * f
				p[1] += (col.g - p[1]) * f
				p[2] += (col.b - p[2]) * f
			}
		}
	}
}

// paintRow lays one colour over the pixels that mask shows.
func paintRow(pix []float32, mask []uint8, col rgb, strength float32) {
	for x, a := range mask {
		if a == 0 {
			continue
		}
		p := pix[3*x : 3*x+3 : 3*x+3]
		f := float32(a) * strength
		p[0] += (col.r - p[0]) * f
		p[1] += (col.g - p[1]) * f
		p[2] += (col.b - p[2]) * f
	}
}

// each lets f change the light of every pixel of a rectangle.
func (c *canvas) each(x0, y0, x1, y1 float64, f func(x, y float64, p rgb) rgb) {
	b := c.box(x0, y0, x1, y1)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		i := 3 * (y*c.w + b.Min.X)
		fy := (float64(y) + 0.5) / c.unit
		for x := b.Min.X; x < b.Max.X; x++ {
			p := c.pix[i : i+3 : i+3]
			q := f((float64(x)+0.5)/c.unit, fy, rgb{p[0], p[1], p[2]})
			p[0], p[1], p[2] = q.r, q.g, q.b
			i += 3
		}
	}
}

// A stop is a colour at a height of the picture.
type stop struct {
	y   float64
	col rgb
}

// ground covers the canvas with colours from top to bottom; stops are in
// order of y.
func (c *canvas) ground(stops ...stop) {
	for y := range c.h {
		fy := (float64(y) + 0.5) / c.unit
		n := 0
		for n < len(stops)-1 && stops[n+1].y < fy {
			n++
		}
		col := stops[n].col
		if n < len(stops)-1 && fy > stops[n].y {
			t := (fy - stops[n].y) / (stops[n+1].y - stops[n].y)
			col = mix(col, stops[n+1].col, t)
		}
		row := c.pix[3*y*c.w : 3*(y+1)*c.w]
		for i := 0; i < len(row); i += 3 {
			row[i], row[i+1], row[i+2] = col.r, col.g, col.b
		}
	}
}
