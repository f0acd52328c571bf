package demo

import "math"

// glow adds light around a point, fading to nothing at r.
func (c *canvas) glow(x, y, r float64, col rgb, strength float64) {
	k := float32(strength)
	col.r, col.g, col.b = col.r*k, col.g*k, col.b*k
	c.soft(x, y, r, r, func(pix []float32, dx, step, dy2 float32) {
		for ; len(pix) >= 3; pix = pix[3:] {
			d := 1 - dx*dx - dy2
			dx += step
			if d <= 0 {
				continue
			}
			d *= d
			d *= d
			pix[0] += col.r * d
			pix[1] += col.g * d
			pix[2] += col.b * d
		}
	})
}

// puff lays a soft-edged ellipse over what is there: a cloud, a shadow.
func (c *canvas) puff(x, y, rx, ry float64, col rgb, alpha float64) {
	k := float32(alpha)
	c.soft(x, y, rx, ry, func(pix []float32, dx, step, dy2 float32) {
		for ; len(pix) >= 3; pix = pix[3:] {
			d := 1 - dx*dx - dy2
			dx += step
			if d <= 0 {
				continue
			}
			d *= d * k
			pix[0] += (col.r - pix[0]) * d
			pix[1] += (col.g - pix[1]) * d
			pix[2] += (col.b - pix[2]) * d
		}
	})
}

// soft calls f for the rows of an ellipse, each with its pixels, where it
// starts (dx), how far it goes with every pixel, and the square of its height;
// all from the middle, as parts of the ellipse's half width and half height.
func (c *canvas) soft(x, y, rx, ry float64, f func(pix []float32, dx, step, dy2 float32)) {
	b := c.box(x-rx, y-ry, x+rx, y+ry)
	kx, ky := float32(1/(rx*c.unit)), float32(1/(ry*c.unit))
	cx, cy := float32(x*c.unit), float32(y*c.unit)
	for py := b.Min.Y; py < b.Max.Y; py++ {
		dy := (float32(py) + 0.5 - cy) * ky
		if dy*dy >= 1 {
			continue
		}
		half := float32(math.Sqrt(float64(1-dy*dy))) / kx
		x0, x1 := max(b.Min.X, int(cx-half)), min(b.Max.X, int(cx+half)+1)
		if x0 < x1 {
			f(c.pix[3*(py*c.w+x0):3*(py*c.w+x1)], (float32(x0)+0.5-cx)*kx, kx, dy*dy)
		}
	}
}

// beam adds a cone of light from a lamp at x, y towards the angle a
// (downwards is π/2), half as wide as spread (in radians) to each side.
func (c *canvas) beam(x, y, a, spread, length float64, col rgb, strength float64) {
	sin, cos := math.Sincos(a)
	side := length * math.Sin(spread)
	x1, y1 := x+length*cos, y+length*sin
	b := c.box(min(x, x1)-side, min(y, y1)-side, max(x, x1)+side, max(y, y1)+side)
	for py := b.Min.Y; py < b.Max.Y; py++ {
		fy := (float64(py)+0.5)/c.unit - y
		i := 3 * (py*c.w + b.Min.X)
		for px := b.Min.X; px < b.Max.X; px++ {
			fx := (float64(px)+0.5)/c.unit - x
			along := fx*cos + fy*sin
			if along > 0 && along < length {
				off := (fy*cos - fx*sin) / (along*spread + 0.4)
				if d := 1 - off*off; d > 0 {
					fade := 1 - along/length
					f := float32(d * fade * fade * strength)
					c.pix[i] += col.r * f
					c.pix[i+1] += col.g * f
					c.pix[i+2] += col.b * f
				}
			}
			i += 3
		}
	}
}

// veil lays a slowly changing colour over a rectangle: smoke, mist, aurora. f
// is asked at every eighth pixel only and what lies between is interpolated.
func (c *canvas) veil(x0, y0, x1, y1 float64, f func(x, y float64) (rgb, float64)) {
	const step = 8
	type sample struct {
		col   rgb
		alpha float32
	}
	b := c.box(x0, y0, x1, y1)
	if b.Empty() {
		return
	}
	line := func(y int, into []sample) {
		for i := range into {
			col, a := f(float64(b.Min.X+i*step)/c.unit, float64(y)/c.unit)
			into[i] = sample{col, float32(min(max(a, 0), 1))}
		}
	}
	n := b.Dx()/step + 2
	above, below := make([]sample, n), make([]sample, n)
	line(b.Min.Y, below)
	for top := b.Min.Y; top < b.Max.Y; top += step {
		above, below = below, above
		line(top+step, below)
		for y := top; y < min(top+step, b.Max.Y); y++ {
			ty := float64(y-top) / step
			i := 3 * (y*c.w + b.Min.X)
			for k := range n - 1 {
				l := sample{mix(above[k].col, below[k].col, ty), above[k].alpha + (below[k].alpha-above[k].alpha)*float32(ty)}
				r := sample{mix(above[k+1].col, below[k+1].col, ty), above[k+1].alpha + (below[k+1].alpha-above[k+1].alpha)*float32(ty)}
				end := min(step, b.Dx()-k*step)
				if l.alpha == 0 && r.alpha == 0 {
					i += 3 * max(end, 0)
					continue
				}
				for x := range max(end, 0) {
					t := float32(x) / step
					c.blend(i, mix(l.col, r.col, float64(t)), l.alpha+(r.alpha-l.alpha)*t)
					i += 3
				}
			}
		}
	}
}

// noise is smooth chance between 0 and 1, the same for the same place.
func (c *canvas) noise(x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	tx, ty := x-fx, y-fy
	tx, ty = tx*tx*(3-2*tx), ty*ty*(3-2*ty)
	ix, iy := int32(fx), int32(fy)
	a, b := scatter(ix, iy, c.seed), scatter(ix+1, iy, c.seed)
	d, e := scatter(ix, iy+1, c.seed), scatter(ix+1, iy+1, c.seed)
	top, bottom := a+(b-a)*tx, d+(e-d)*tx
	return top + (bottom-top)*ty
}

// cloudy is noise in several sizes, each half as large and half as strong as
// the one before; between 0 and 1.
func (c *canvas) cloudy(x, y float64, octaves int) float64 {
	sum, weight, all := 0.0, 1.0, 0.0
	for range octaves {
		sum += weight * c.noise(x, y)
		all += weight
		weight /= 2
		x, y = 2*x+17.3, 2*y+5.7
	}
	return sum / all
}

// scatter gives every point of a lattice its own number between 0 and 1.
func scatter(x, y int32, seed uint32) float64 {
	h := uint32(x)*0x9E3779B1 ^ uint32(y)*0x85EBCA77 ^ seed*0xC2B2AE3D
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 12
	h *= 0x297A2D39
	h ^= h >> 15
	return float64(h) / (1 << 32)
}

// ramp goes smoothly from 0 at lo to 1 at hi.
func ramp(v, lo, hi float64) float64 {
	t := min(max((v-lo)/(hi-lo), 0), 1)
	return t * t * (3 - 2*t)
}
