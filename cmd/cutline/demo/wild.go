package demo

import "math"

// elephants: a herd before the evening sun.
func elephants(c *canvas) {
	c.ground(stop{0, hex(0x8a2a1c)}, stop{34, hex(0xd85a20)}, stop{66, hex(0xf8a83a)}, stop{78, hex(0xffd070)}, stop{100, hex(0x3a140a)})
	c.clouds(4, 40, 50, 0.42, hex(0xff9a50), hex(0x7a2420))
	c.glow(96, 56, 62, hex(0xffc050), 0.5)
	c.fill(down(rgb{1.5, 0.95, 0.4}, rgb{1.6, 1.2, 0.55}, 32, 80), disc(96, 56, 24))
	c.hills(c.ridge(80, 4, 50, 3), hex(0xa84a1c), hex(0xc86a2a), 72, 84)
	c.defocus(0.4)
	dark := flat(hex(0x180806))
	c.acacia(28, 84, 48)
	c.acacia(142, 83, 26)
	for _, e := range []struct{ x, h float64 }{{62, 18}, {82, 24}, {108, 21}, {122, 11}, {48, 10}} {
		c.elephant(e.x, 86, e.h, dark)
	}
	c.fill(dark, under(0, c.wide, 101, 0.4, func(x float64) float64 { return 84.6 + c.noise(x/5, 2) }))
	for x := 0.0; x < c.wide; x += 0.5 {
		h := c.between(1, 5)
		c.fill(dark, limb(x, 101, 0.25, x+c.between(-0.6, 0.9), 94-h, 0.05))
	}
	c.fill(dark, rect(0, 93, c.wide, 101))
	for i := range 7 {
		x, y := 36+5*float64(i)+c.between(-2, 2), 24+c.between(-5, 5)
		c.fill(dark, limb(x, y, 0.22, x+1.7, y-0.9, 0.06))
		c.fill(dark, limb(x, y, 0.22, x-1.7, y-0.9, 0.06))
	}
}

// elephant walks to the right on y, h high at the shoulder.
func (c *canvas) elephant(x, y, h float64, k ink) {
	c.fill(k, smooth(x-0.62*h, y-0.5*h, x-0.5*h, y-0.86*h, x-0.1*h, y-0.95*h, x+0.3*h, y-0.98*h, x+0.52*h, y-0.8*h, x+0.42*h, y-0.42*h, x-0.1*h, y-0.36*h, x-0.5*h, y-0.4*h))
	for i, l := range []float64{-0.5, -0.3, 0.22, 0.38} {
		step := []float64{-0.08, 0.06, 0.08, -0.05}[i]
		c.fill(k, limb(x+l*h, y-0.5*h, 0.13*h, x+(l+step)*h, y-0.02*h, 0.085*h))
	}
	c.fill(k, oval(x+0.66*h, y-0.84*h, 0.2*h, 0.24*h))
	c.fill(k, smooth(x+0.4*h, y-1.02*h, x+0.56*h, y-1*h, x+0.6*h, y-0.78*h, x+0.5*h, y-0.52*h, x+0.38*h, y-0.66*h))
	px, py, a := x+0.78*h, y-0.8*h, 16.0
	for i := range 9 {
		qx, qy := reach(px, py, a, 0.1*h)
		r := 0.085 - 0.006*float64(i)
		c.fill(k, limb(px, py, r*h, qx, qy, (r-0.006)*h))
		px, py = qx, qy
		a += []float64{-8, -6, -4, 0, 4, 14, 26, 30, 30}[i]
	}
	c.fill(flat(hex(0xf0b060)).thin(0.8), limb(x+0.74*h, y-0.66*h, 0.03*h, x+0.92*h, y-0.54*h, 0.014*h))
	c.fill(k, limb(x-0.6*h, y-0.62*h, 0.025*h, x-0.68*h, y-0.3*h, 0.015*h))
}

// acacia is a flat-topped tree of height h.
func (c *canvas) acacia(x, y, h float64) {
	dark := flat(hex(0x1c0a06))
	c.fill(dark, limb(x, y, 0.045*h, x+0.04*h, y-0.5*h, 0.03*h))
	for i := range 7 {
		a := 180 + (float64(i)-3)*21
		x1, y1 := reach(x+0.04*h, y-0.46*h, a, 0.46*h)
		c.fill(dark, limb(x+0.04*h, y-0.46*h, 0.022*h, x1, max(y1, y-0.86*h), 0.008*h))
	}
	for range 90 {
		u := c.between(-1, 1)
		c.puff(x+0.05*h+0.62*h*u, y-h*(0.76+0.2*(1-u*u))+c.between(-0.03, 0.05)*h, 0.11*h, 0.035*h, hex(0x1c0a06), 0.95)
	}
}

// penguins: a colony on the ice.
func penguins(c *canvas) {
	c.ground(stop{0, hex(0x8fbce0)}, stop{30, hex(0xd8e8f2)}, stop{46, hex(0xf4f0ec)}, stop{60, hex(0xe4ecf4)}, stop{100, hex(0xf4f8fc)})
	c.hills(c.ridge(44, 18, 36, 7), hex(0x9ab8d4), hex(0xe0eaf2), 22, 52)
	c.fill(down(hex(0x4a86b0), hex(0x86b4cc), 48, 56), rect(0, 49, c.wide, 56))
	for _, b := range []struct{ x, w, h float64 }{{18, 22, 14}, {64, 12, 6}, {112, 34, 20}} {
		c.fill(across(hex(0xffffff), hex(0x8ab4d4), b.x, b.x+b.w), poly(b.x, 53, b.x+0.14*b.w, 53-0.7*b.h, b.x+0.4*b.w, 53-b.h, b.x+0.6*b.w, 53-0.66*b.h, b.x+0.86*b.w, 53-0.5*b.h, b.x+b.w, 53))
	}
	c.fill(down(hex(0xd8e6f2), hex(0xffffff), 55, 100), under(0, c.wide, 101, 0.5, func(x float64) float64 { return 55.5 + 2*c.noise(x/14, 3) }))
	for range 90 {
		c.penguin(c.between(0, c.wide), c.between(59, 63), c.between(4, 5.4), 0.8, c.between(-1, 1))
	}
	c.defocus(0.6)
	for row := range 3 {
		t := float64(row+1) / 3
		for range 12 - 3*row {
			c.penguin(c.between(2, c.wide-2), 65+9*t*t, 8+6*t, 0.9, c.between(-1, 1))
		}
	}
	c.veil(0, 70, c.wide, 100, func(x, y float64) (rgb, float64) {
		return hex(0xa8c4e0), 0.4 * ramp(c.cloudy(x/20, y/4, 4), 0.5, 0.8)
	})
	c.penguin(120, 90, 30, 1, -0.6)
	c.penguin(46, 93, 40, 1, 0.7)
	c.penguin(72, 95, 44, 1, -0.7)
	c.chick(60, 96, 17)
}

// penguin stands on y, s tall; turn is where it looks, -1 to 1.
func (c *canvas) penguin(x, y, s, light, turn float64) {
	c.puff(x+0.2*s, y, 0.4*s, 0.035*s, hex(0x7a9cc0), 0.7)
	black := across(hex(0x3a4250).times(light), hex(0x0c0e14).times(light), x-0.25*s, x+0.25*s)
	c.fill(flat(hex(0xe89a3a)), oval(x-0.09*s, y-0.01*s, 0.08*s, 0.025*s))
	c.fill(flat(hex(0xe89a3a)), oval(x+0.09*s, y-0.01*s, 0.08*s, 0.025*s))
	c.fill(black, smooth(x-0.24*s, y-0.3*s, x-0.2*s, y-0.62*s, x-0.08*s, y-0.78*s, x+0.08*s, y-0.78*s, x+0.2*s, y-0.62*s, x+0.24*s, y-0.3*s, x+0.16*s, y-0.04*s, x-0.16*s, y-0.04*s))
	c.fill(down(hex(0xfff0c0), hex(0xf4f6f8), y-0.74*s, y-0.5*s), smooth(x-0.17*s+0.03*s*turn, y-0.3*s, x-0.14*s+0.03*s*turn, y-0.58*s, x+0.03*s*turn, y-0.72*s, x+0.14*s+0.03*s*turn, y-0.58*s, x+0.17*s+0.03*s*turn, y-0.3*s, x+0.1*s, y-0.06*s, x-0.1*s, y-0.06*s))
	c.fill(black, limb(x-0.2*s, y-0.62*s, 0.04*s, x-0.28*s, y-0.26*s, 0.025*s))
	c.fill(black, limb(x+0.2*s, y-0.62*s, 0.04*s, x+0.28*s, y-0.26*s, 0.025*s))
	c.fill(black, oval(x, y-0.86*s, 0.12*s, 0.13*s))
	c.fill(flat(hex(0xf4b83a)), oval(x-0.08*s*turn, y-0.8*s, 0.045*s, 0.07*s))
	c.fill(flat(hex(0x14161c)), limb(x+0.09*s*turn, y-0.88*s, 0.028*s, x+0.21*s*turn, y-0.86*s, 0.01*s))
	c.fill(flat(hex(0xe8783a)), limb(x+0.11*s*turn, y-0.872*s, 0.008*s, x+0.2*s*turn, y-0.858*s, 0.006*s))
	c.fill(flat(hex(0xe8e4dc)), disc(x+0.05*s*turn, y-0.89*s, 0.014*s))
	c.fill(flat(hex(0x0a0a0c)), disc(x+0.052*s*turn, y-0.89*s, 0.009*s))
}

// chick is a young penguin in its down.
func (c *canvas) chick(x, y, s float64) {
	c.puff(x+0.1*s, y, 0.5*s, 0.06*s, hex(0x7a9cc0), 0.7)
	grey := across(hex(0xc8ccd4), hex(0x7a808c), x-0.3*s, x+0.3*s)
	c.fill(grey, smooth(x-0.3*s, y-0.2*s, x-0.24*s, y-0.55*s, x, y-0.7*s, x+0.24*s, y-0.55*s, x+0.3*s, y-0.2*s, x+0.16*s, y, x-0.16*s, y))
	c.fill(flat(hex(0x1c2028)), oval(x, y-0.78*s, 0.19*s, 0.19*s))
	for _, side := range []float64{-1, 1} {
		c.fill(flat(hex(0xf4f6f8)), oval(x+side*0.085*s, y-0.77*s, 0.075*s, 0.11*s))
		c.fill(flat(hex(0x0a0a0c)), disc(x+side*0.07*s, y-0.79*s, 0.022*s))
		c.fill(grey, limb(x+side*0.24*s, y-0.52*s, 0.06*s, x+side*0.34*s, y-0.24*s, 0.04*s))
	}
	c.fill(flat(hex(0x14161c)), poly(x-0.03*s, y-0.75*s, x+0.03*s, y-0.75*s, x, y-0.68*s))
}

// owl: a close portrait; square.
func owl(c *canvas) {
	c.ground(stop{0, hex(0x24402c)}, stop{50, hex(0x4a6a3c)}, stop{100, hex(0x1c2c1c)})
	c.bokeh(60, 0, 0, 100, 100, 8, hex(0x8aa850), hex(0x3a5a34), hex(0xc8c070), hex(0x20382a))
	c.defocus(3)
	cols := []rgb{hex(0x8a6238), hex(0x6a4426), hex(0xb88a54), hex(0x4a2e1a), hex(0xd8b07c)}
	c.fill(flat(hex(0x6a4426)), smooth(8, 101, 12, 66, 26, 44, 74, 44, 88, 66, 92, 101))
	for row := range 12 {
		y := 58 + 4*float64(row)
		for x := 10.0; x < 92; x += 4 {
			px := x + 2*float64(row%2) + c.between(-0.5, 0.5)
			if math.Abs(px-50) > 30+0.9*float64(row) {
				continue
			}
			col := cols[c.rnd.IntN(5)]
			c.fill(down(col, col.times(0.55), y-3, y+4), smooth(px-2.3, y-3, px+2.3, y-3, px+1.5, y+2.2, px, y+5.8, px-1.5, y+2.2))
			c.fill(flat(hex(0x2a180c)).thin(0.7), limb(px, y-2, 0.2, px, y+4, 0.4))
		}
	}
	c.fill(flat(hex(0x7a5430)), smooth(22, 40, 20, 16, 17, 4, 32, 12, 50, 15, 68, 12, 83, 4, 80, 16, 78, 40, 66, 60, 50, 65, 34, 60))
	for _, side := range []float64{-1, 1} {
		ex := 50 + side*14.5
		for range 620 {
			a, r := c.between(0, 360), c.between(4, 16.4)
			x0, y0 := reach(ex, 35, a, r)
			x1, y1 := reach(ex, 35, a+c.between(-5, 5), r+c.between(1.6, 3.4))
			if side*(x1-50) < -1 {
				continue
			}
			c.fill(flat(mix(hex(0xe0c090), hex(0x7a5028), r/17+c.between(-0.3, 0.3))).thin(0.8), limb(x0, y0, 0.26, x1, y1, 0.06))
		}
		for i := range 70 {
			a := 360 * float64(i) / 70
			x0, y0 := reach(ex, 35, a, 17.4)
			if side*(x0-50) < 0.4 {
				continue
			}
			x1, y1 := reach(ex, 35, a, 19.4)
			c.fill(flat(hex(0x2a180c)), limb(x0, y0, 0.7, x1, y1, 0.3))
		}
		c.fill(flat(hex(0x140c08)), disc(ex, 35, 9.2))
		c.fill(down(hex(0xf88a10), hex(0xffc83a), 27, 43), disc(ex, 35, 8.2))
		for i := range 60 {
			x0, y0 := reach(ex, 35, 6*float64(i), 4.4)
			x1, y1 := reach(ex, 35, 6*float64(i)+2, 7.8)
			c.fill(flat(hex(0xa84a08)).thin(0.4), limb(x0, y0, 0.14, x1, y1, 0.06))
		}
		c.fill(flat(hex(0x050406)), disc(ex, 35, 4.7))
		c.fill(flat(rgb{1.4, 1.4, 1.4}), disc(ex-2.2, 32, 1.5))
		c.fill(flat(rgb{1, 1, 1}).thin(0.5), disc(ex+2.4, 38, 0.8))
		c.fill(flat(hex(0x3a2210)), smooth(ex-side*12, 30, ex-side*4, 25, ex+side*8, 20, ex+side*21, 7, ex+side*12, 22, ex+side*2, 28))
		for i := range 8 {
			x, y := ex+side*(18-3*float64(i)), 9+2.3*float64(i)
			c.fill(flat(cols[i%5]), limb(x, y, 1, x+side*2.6, y-5, 0.2))
		}
	}
	c.fill(across(hex(0x5a5a5c), hex(0x14141a), 47, 53), smooth(46.6, 40, 50, 37.6, 53.4, 40, 52.6, 47, 50, 52.4, 47.4, 47))
	for range 60 {
		x := 50 + c.between(-5, 5)
		c.fill(flat(hex(0xe8dcc0)).thin(0.7), limb(x, 46, 0.16, x+(x-50)*0.7, c.between(51, 58), 0.05))
	}
}
