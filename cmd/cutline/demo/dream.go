package demo

import "math"

// dream: islands that float under two moons, as machines like to make them.
func dream(c *canvas) {
	c.ground(stop{0, hex(0x3a2a7a)}, stop{40, hex(0xc86ab8)}, stop{70, hex(0xffc0a8)}, stop{100, hex(0x8ad0d8)})
	c.stars(120, 40)
	for _, m := range [][3]float64{{118, 26, 15}, {92, 14, 5}} {
		c.glow(m[0], m[1], 2.4*m[2], hex(0xffd8f0), 0.4)
		c.fill(across(hex(0xfff4f8), hex(0xd88ac8), m[0]-m[2], m[0]+m[2]), disc(m[0], m[1], m[2]))
		for range 9 {
			a, r := c.between(0, 360), m[2]*c.between(0, 0.75)
			x, y := reach(m[0], m[1], a, r)
			c.puff(x, y, 0.2*m[2], 0.17*m[2], hex(0xc87ab8), 0.4)
		}
	}
	c.clouds(40, 100, 40, 0.55, hex(0xfff0f4), hex(0xd890c0))
	c.defocus(0.4)
	for _, l := range []struct{ x, y, w float64 }{{134, 52, 9}, {20, 38, 13}, {100, 66, 17}, {52, 60, 33}} {
		c.island(l.x, l.y, l.w)
	}
	for range 13 {
		x, y := c.between(60, 140), c.between(30, 56)
		c.fill(flat(hex(0x4a2a6a)), limb(x, y, 0.2, x+1.5, y-0.8, 0.05))
		c.fill(flat(hex(0x4a2a6a)), limb(x, y, 0.2, x-1.5, y-0.8, 0.05))
	}
}

// island floats with its grass at y, w wide to each side, a tower on top and a
// waterfall over its edge.
func (c *canvas) island(x, y, w float64) {
	for i := range 60 {
		t := float64(i) / 59
		c.puff(x+0.62*w+c.between(-0.3, 0.3)*t*w*0.4, y+1.7*w*t, 0.07*w+0.1*w*t, 0.09*w, rgb{1.06, 1.08, 1.1}, 0.5*(1-0.8*t))
	}
	rock := across(hex(0xb87a9a), hex(0x4a2a5a), x-w, x+w)
	s := shape{{x - w, y}}
	for i := range 25 {
		t := float64(i) / 24
		s = append(s, point{x - w + 2*w*t, y + w*1.15*math.Sin(t*math.Pi)*(0.55+0.45*c.noise(t*9, x))})
	}
	s = append(s, point{x + w, y})
	c.fill(rock, s.oriented())
	c.fill(down(hex(0xa8e08a), hex(0x3a8a6a), y-0.2*w, y+0.2*w), smooth(x-1.04*w, y, x-0.6*w, y-0.16*w, x, y-0.2*w, x+0.6*w, y-0.14*w, x+1.04*w, y, x+0.5*w, y+0.16*w, x, y+0.1*w, x-0.5*w, y+0.18*w))
	for range 12 {
		px := x + c.between(-0.8, 0.5)*w
		h := c.between(0.14, 0.3) * w
		c.fill(flat(hex(0x6a3a5a)), rect(px-0.012*w, y-0.12*w-h*0.6, px+0.012*w, y-0.06*w))
		c.puff(px, y-0.12*w-h*0.8, 0.1*w, h*0.6, mix(hex(0xf07ab0), hex(0xf8b8d0), c.rnd.Float64()), 0.95)
	}
	tower := across(hex(0xfff4ec), hex(0xb88ab8), x-0.1*w, x+0.2*w)
	for _, b := range [][3]float64{{0.02, 0.1, 0.95}, {0.18, 0.08, 0.62}, {-0.14, 0.07, 0.5}} {
		bx := x + b[0]*w
		c.fill(tower, rect(bx-b[1]*w, y-b[2]*w, bx+b[1]*w, y-0.1*w))
		c.fill(flat(hex(0x5a3aa0)), poly(bx-1.5*b[1]*w, y-b[2]*w, bx, y-(b[2]+0.4)*w, bx+1.5*b[1]*w, y-b[2]*w))
		for i := range 3 {
			wy := y - (b[2]-0.1-0.14*float64(i))*w
			c.fill(flat(rgb{1.5, 1.1, 0.6}), oval(bx, wy, 0.02*w, 0.035*w))
		}
	}
}
