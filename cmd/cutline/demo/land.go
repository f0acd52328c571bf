package demo

import "math"

// ridge is the outline of hills or mountains: base is the height of its
// valleys, amp that of its peaks, size the width of one mountain.
func (c *canvas) ridge(base, amp, size float64, shift float64) func(x float64) float64 {
	return func(x float64) float64 {
		n := c.cloudy(x/size+shift, shift*3.1, 6)
		return base - amp*2*(n-0.3)
	}
}

// hills paints a ridge that stands in haze at its foot.
func (c *canvas) hills(line func(x float64) float64, top, foot rgb, y0, y1 float64) {
	c.fill(down(top, foot, y0, y1), under(0, c.wide, 101, 0.25, line))
}

// clouds covers a band of sky with clouds lit from below (warm) or above.
func (c *canvas) clouds(y0, y1, size, cover float64, light, shade rgb) {
	c.veil(0, y0, c.wide, y1, func(x, y float64) (rgb, float64) {
		n := c.cloudy(x/size, y/(size*0.42), 5)
		a := ramp(n, 1-cover-0.12, 1-cover+0.2)
		edge := ramp(y, y0, y0+0.2*(y1-y0)) * (1 - ramp(y, y1-0.3*(y1-y0), y1))
		return mix(shade, light, ramp(n, 0.45, 0.8)), a * edge
	})
}

// stars scatters n stars over the sky above y.
func (c *canvas) stars(n int, y float64) {
	for range n {
		f := c.rnd.Float64()
		c.glow(c.between(0, c.wide), c.between(0, y), 0.25+0.35*f*f, hex(0xdfe8ff), 0.35+1.2*f*f)
	}
}

// water mirrors what stands above y0 in the water below it; tint is the
// water's own colour, rough how far waves pull the image apart.
func (c *canvas) water(y0, rough float64, tint rgb) {
	shore := int(y0 * c.unit)
	line := make([][2]float32, c.w/2+3) // waves at every step-th pixel
	for py := max(shore, 0); py < c.h; py++ {
		y := (float64(py) + 0.5) / c.unit
		depth := (y - y0) / (100 - y0)
		wave := 0.3 + 2.2*depth
		row := 22 * math.Log(1+(y-y0)/2.5) // waves look flatter far away
		k := float32(0.3 + 0.35*depth)
		step := 2
		if wave > 0.9 {
			step = 6
		}
		for i := range c.w/step + 2 {
			x := (float64(i*step)+0.5)/c.unit - c.wide/2
			line[i] = [2]float32{
				float32(c.noise(x/(4*wave)+40, row)) - 0.5,
				float32(c.noise(x/(1.3*wave)+90, row*2.3)) - 0.5,
			}
		}
		pull := float32(rough * wave * c.unit)
		for px := range c.w {
			at, t := px/step, float32(px%step)/float32(step)
			n := line[at][0] + (line[at+1][0]-line[at][0])*t
			m := line[at][1] + (line[at+1][1]-line[at][1])*t
			sx := px + int((n+0.6*m)*0.4*pull)
			sy := 2*shore - py - 1 - int((n+m)*1.6*pull)
			sx, sy = min(max(sx, 0), c.w-1), min(max(sy, 0), max(shore-1, 0))
			glint := 1 + 0.45*(n+m)*float32(rough)
			p, q := c.pix[3*(py*c.w+px):][:3], c.pix[3*(sy*c.w+sx):][:3]
			p[0] = (q[0]*(1-k) + tint.r*k) * glint
			p[1] = (q[1]*(1-k) + tint.g*k) * glint
			p[2] = (q[2]*(1-k) + tint.b*k) * glint
		}
	}
}

// smoke paints a column that rises from x, y, widens and drifts; lit is the
// colour of its foot, dark that of its top.
func (c *canvas) smoke(x, y, width, drift float64, lit, dark rgb, strength float64) {
	c.veil(0, 0, c.wide, y, func(px, py float64) (rgb, float64) {
		up := (y - py) / y
		mid := x + drift*up*up + 5*math.Sin(up*5+x)
		half := width * (0.4 + 1.5*up)
		d := math.Abs(px-mid) / half
		if d > 1.6 {
			return dark, 0
		}
		n := c.cloudy(px/11+up*0.8, py/10+x, 5)
		a := ramp(n+0.62*(1-d), 0.55, 0.95) * strength
		return mix(lit, dark, ramp(up*1.6+0.5-n*0.6, 0, 1)), a
	})
}

// flames paints fire that stands on y from x0 to x1, as high as h.
func (c *canvas) flames(x0, x1, y, h float64) {
	c.veil(x0-4, y-h*1.6, x1+4, y+1, func(px, py float64) (rgb, float64) {
		up := (y - py) / h
		n := c.cloudy(px/3.2, py/6.5, 4)
		edge := ramp(px, x0-4, x0+4) * (1 - ramp(px, x1-4, x1+4))
		heat := edge * (n*1.9 - up*0.95)
		return mix(hex(0xd83a08), rgb{1.9, 1.35, 0.55}, ramp(heat, 0.25, 0.95)), ramp(heat, 0.12, 0.5)
	})
}
