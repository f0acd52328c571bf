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
}

// newCanvas returns a black canvas whose chance is that of seed.
func newCanvas(w, h int, seed uint32) *canvas {
	return &canvas{
		w: w, h: h,
		wide: 100 * float64(w) / float64(h),
		unit: float64(h) / 100,
		pix:  make([]float32, 3*w*h),
		rnd:  rand.New(rand.NewPCG(uint64(seed), 1)),
		seed: seed,
	}
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

// at is the ink's colour at a point in units.
func (k ink) at(x, y float64) rgb {
	dx, dy := k.x1-k.x0, k.y1-k.y0
	n := dx*dx + dy*dy
	if n == 0 {
		return k.from
	}
	t := ((x-k.x0)*dx + (y-k.y0)*dy) / n
	return mix(k.from, k.to, min(max(t, 0), 1))
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

	even := k.from == k.to
	col := k.from
	for y := range h {
		row := c.mask.Pix[y*w : (y+1)*w]
		i := 3 * ((b.Min.Y+y)*c.w + b.Min.X)
		fy := (float64(b.Min.Y+y) + 0.5) / c.unit
		for x, a := range row {
			if a != 0 {
				if !even {
					col = k.at((float64(b.Min.X+x)+0.5)/c.unit, fy)
				}
				c.blend(i, col, float32(a)/255*float32(k.alpha))
			}
			i += 3
		}
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
