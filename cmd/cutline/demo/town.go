package demo

// skyline paints a row of buildings that stand on base, between low and high
// tall; lit is the share of windows with a light in them.
func (c *canvas) skyline(base, low, high, width float64, wall ink, lamp rgb, lit float64) {
	for x := -width; x < c.wide; {
		w := width * c.between(0.6, 1.5)
		h := c.between(low, high)
		if c.rnd.Float64() < 0.15 {
			h *= 1.35
		}
		c.building(x, base, w, h, wall, lamp, lit)
		if c.rnd.Float64() < 0.25 {
			c.fill(wall, rect(x+0.45*w, base-h-0.25*h, x+0.45*w+0.25, base-h))
		}
		x += w * c.between(0.92, 1.2)
	}
}

// building paints one house with rows of windows, some of them lit.
func (c *canvas) building(x, base, w, h float64, wall ink, lamp rgb, lit float64) {
	c.fill(wall, rect(x, base-h, x+w, base))
	if lit == 0 {
		return
	}
	const dx, dy = 1.5, 2.1
	for y := base - h + 1.3; y < base-1.5; y += dy {
		for wx := x + 0.7; wx < x+w-1; wx += dx {
			if c.rnd.Float64() < lit {
				f := c.between(0.35, 1.1)
				c.fill(flat(lamp.times(f)), rect(wx, y, wx+0.75, y+1.05))
			}
		}
	}
}

// bokeh scatters lamps far out of focus over a rectangle.
func (c *canvas) bokeh(n int, x0, y0, x1, y1, r float64, lamps ...rgb) {
	for range n {
		col := lamps[c.rnd.IntN(len(lamps))]
		x, y, s := c.between(x0, x1), c.between(y0, y1), r*c.between(0.5, 1.2)
		c.fill(flat(col).thin(c.between(0.12, 0.5)), disc(x, y, s))
	}
}
