package demo

import "math"

// flamingos: in a lake at first light.
func flamingos(c *canvas) {
	c.ground(stop{0, hex(0xb8c4e4)}, stop{30, hex(0xf0d4d8)}, stop{44, hex(0xfce4d0)}, stop{100, hex(0xd8b8c0)})
	c.hills(c.ridge(42, 9, 40, 8), hex(0x9a94b8), hex(0xd8c0c8), 32, 46)
	for range 150 {
		c.puff(c.between(0, c.wide), 44.4+c.between(-0.8, 0.6), 1.1, 0.5, hex(0xf0a0a8), 0.8)
	}
	c.defocus(0.6)
	for _, f := range []struct {
		x, h  float64
		right bool
		down  bool
	}{{10, 13, true, false}, {22, 12, true, true}, {58, 14, false, false}, {90, 12, true, false}, {99, 13, false, true}, {140, 13, false, false}} {
		c.flamingo(f.x, 52, f.h, f.right, f.down)
	}
	c.water(52, 0.35, hex(0xd0c0d4))
	birds := []struct {
		x, y, h     float64
		right, down bool
	}{{34, 78, 40, true, false}, {62, 82, 46, true, false}, {104, 86, 54, false, false}, {128, 80, 38, false, true}}
	for _, f := range birds {
		c.flamingo(f.x, f.y, -0.8*f.h, !f.right, f.down)
	}
	c.veil(0, 76, c.wide, 100, func(x, y float64) (rgb, float64) {
		return mix(hex(0xd8b8c8), hex(0xf4e4e4), c.noise(x/6, y*1.5)), 0.45 + 0.5*c.noise(x/9, y*1.1)
	})
	for _, f := range birds {
		c.flamingo(f.x, f.y, f.h, f.right, f.down)
		for k := range 3 {
			r := 3 + 4*float64(k)
			c.fill(flat(hex(0xfff4f0)).thin(0.35), limb(f.x-r, f.y+0.3*float64(k), 0.12, f.x+r, f.y+0.3*float64(k), 0.12))
		}
	}
}

// flamingo stands in water at y and is h tall; down has its bill in the water.
func (c *canvas) flamingo(x, y, h float64, right, down bool) {
	s := h
	if !right {
		s = -h
	}
	pink := across(hex(0xf8b0b0), hex(0xd85a70), x-0.2*h, x+0.2*h)
	leg := flat(hex(0xc8586a))
	c.fill(leg, limb(x-0.02*s, y-0.5*h, 0.016*h, x-0.01*s, y-0.26*h, 0.011*h))
	c.fill(leg, limb(x-0.01*s, y-0.26*h, 0.012*h, x-0.03*s, y, 0.009*h))
	c.fill(leg, limb(x+0.04*s, y-0.5*h, 0.016*h, x+0.07*s, y-0.27*h, 0.011*h))
	c.fill(leg, limb(x+0.07*s, y-0.27*h, 0.012*h, x+0.05*s, y, 0.009*h))
	c.fill(flat(hex(0x4a2430)), limb(x-0.2*s, y-0.52*h, 0.03*h, x-0.3*s, y-0.47*h, 0.008*h))
	c.fill(pink, smooth(x-0.26*s, y-0.5*h, x-0.16*s, y-0.6*h, x+0.02*s, y-0.66*h, x+0.16*s, y-0.6*h, x+0.15*s, y-0.52*h, x, y-0.46*h, x-0.16*s, y-0.47*h))
	c.fill(flat(hex(0xfcd0cc)).thin(0.7), smooth(x-0.24*s, y-0.51*h, x-0.1*s, y-0.6*h, x+0.06*s, y-0.6*h, x+0.04*s, y-0.54*h, x-0.1*s, y-0.5*h))
	neck := []point{{0.13, 0.58}, {0.21, 0.62}, {0.25, 0.7}, {0.2, 0.79}, {0.17, 0.88}, {0.21, 0.955}, {0.27, 0.96}}
	if down {
		neck = []point{{0.13, 0.58}, {0.24, 0.6}, {0.31, 0.5}, {0.29, 0.38}, {0.25, 0.26}, {0.27, 0.15}, {0.31, 0.1}}
	}
	for i := range len(neck) - 1 {
		p, q := neck[i], neck[i+1]
		r := 0.034 - 0.002*float64(i)
		c.fill(pink, limb(x+p.x*s, y-p.y*h, r*h, x+q.x*s, y-q.y*h, (r-0.002)*h))
	}
	head := neck[len(neck)-1]
	hx, hy := x+head.x*s, y-head.y*h
	c.fill(pink, disc(hx, hy, 0.036*h))
	c.fill(flat(hex(0xf8e0d8)), limb(hx+0.02*s, hy+0.01*h, 0.022*h, hx+0.07*s, hy+0.03*h, 0.016*h))
	c.fill(flat(hex(0x1c1418)), limb(hx+0.07*s, hy+0.03*h, 0.016*h, hx+0.075*s, hy+0.075*h, 0.006*h))
	c.fill(flat(hex(0x1c1418)), disc(hx+0.008*s, hy-0.006*h, 0.007*h))
}

// whale: a fluke in an arctic evening.
func whale(c *canvas) {
	c.ground(stop{0, hex(0x5a7fae)}, stop{34, hex(0xc0b4c8)}, stop{52, hex(0xf8c8a0)}, stop{58, hex(0xffe0b8)}, stop{100, hex(0x24405c)})
	c.clouds(4, 46, 50, 0.45, hex(0xffd8c0), hex(0x8a90b4))
	c.hills(c.ridge(56, 15, 30, 5), hex(0x6a7aa0), hex(0xc8b0b8), 34, 60)
	c.defocus(0.5)
	c.water(58, 1, hex(0x24486a))
	c.fill(flat(hex(0xf4f0e8)), poly(14, 59.6, 30, 59.6, 29, 62, 16, 62))
	c.fill(flat(hex(0xd8d4cc)), rect(18, 57, 26, 59.6))
	c.fill(flat(hex(0xc83a34)), rect(16, 61.2, 29, 62))
	for i := range 6 {
		c.fill(flat(hex(0x2a3040)), oval(19+1.6*float64(i), 56.2, 0.45, 0.9))
	}
	c.puff(88, 88, 30, 4, hex(0x10263c), 0.8)
	k := across(hex(0x4a5a70), hex(0x0c141e), 60, 116)
	c.fill(k, smooth(80, 90, 83, 70, 85.6, 54, 90.4, 54, 93, 70, 97, 90))
	for _, s := range []float64{-1, 1} {
		c.fill(k, smooth(88-s*3, 60, 88+s*4, 59, 88+s*16, 53, 88+s*30, 47.6, 88+s*44, 48, 88+s*38, 41, 88+s*24, 35.6, 88+s*10, 38, 88+s*1, 45, 88-s*2, 50))
		c.fill(flat(hex(0xc8ccd4)).thin(0.5), smooth(88+s*10, 50, 88+s*22, 44, 88+s*35, 43.4, 88+s*26, 39.4, 88+s*12, 42))
		for range 150 {
			t := c.rnd.Float64()
			x := 88 + s*(4+32*t)
			top := 56 - 9*t
			l := c.between(0, 40) * c.rnd.Float64()
			c.fill(flat(rgb{1.2, 1.12, 1}).thin(c.between(0.25, 0.75)), limb(x+c.between(-1, 1), top+l, 0.12, x+c.between(-1, 1), top+l+c.between(0.6, 3.6), 0.22))
		}
	}
	for range 420 {
		u := c.between(-1, 1)
		c.puff(88+26*u*math.Abs(u), 89-c.between(0, 8)*(1-math.Abs(u)), c.between(0.5, 2.2), c.between(0.3, 1.2), rgb{1.08, 1.05, 1}, 0.4)
	}
}
