package demo

import "math"

// miner: a face in the light of his lamp; upright.
func miner(c *canvas) {
	c.ground(stop{0, hex(0x0a0a0c)}, stop{60, hex(0x1c1814)}, stop{100, hex(0x0c0a09)})
	c.veil(0, 0, c.wide, 100, func(x, y float64) (rgb, float64) {
		n := c.cloudy(x/9, y/7, 5)
		return mix(hex(0x050506), hex(0x4a3c2e), ramp(n, 0.4, 0.75)), 0.8
	})
	for _, x := range []float64{6, 60} {
		c.fill(across(hex(0x5a4630), hex(0x1c140c), x-4, x+4), rect(x-3.4, 0, x+3.4, 101))
	}
	c.fill(down(hex(0x4a3a28), hex(0x1c140c), 6, 13), rect(-1, 6, c.wide+1, 12.6))
	c.glow(10, 40, 26, hex(0xffb860), 0.3)
	c.fill(flat(rgb{1.7, 1.3, 0.7}), disc(10, 40, 1.1))
	c.defocus(1)
	c.beam(34, 22.6, -0.7, 0.3, 60, hex(0xffe8b8), 0.5)
	skin := across(hex(0xb87a54), hex(0x4a2a1c), 24, 44)
	c.bust(33, 44, 27, bust{
		skin: skin, hair: across(hex(0x2a1c14), hex(0x0c0806), 24, 44),
		coat: across(hex(0xd87a2a), hex(0x5a280c), 6, 60), shirt: across(hex(0x5a6470), hex(0x22262c), 26, 42), beard: true, turn: 0.3,
	})
	for range 60 {
		u, v := c.between(-1, 1), c.between(-1, 1)
		if u*u+v*v < 1 {
			c.puff(33+9.4*u, 45+12*v, c.between(0.6, 2.4), c.between(0.4, 1.6), hex(0x140e0a), 0.3)
		}
	}
	c.fill(flat(rgb{1.1, 1.1, 0.7}).thin(0.9), poly(8, 82, 24, 72, 26, 76, 12, 88))
	c.fill(flat(rgb{1.1, 1.1, 0.7}).thin(0.9), poly(58, 82, 42, 72, 40, 76, 54, 88))
	hat := across(hex(0xf4f0e0), hex(0x8a7a54), 20, 46)
	c.fill(hat, smooth(21.6, 35, 22, 26, 27, 20.4, 33, 18.8, 39, 20.4, 44, 26, 44.4, 35, 33, 32))
	c.fill(hat, smooth(19.4, 35.6, 33, 31.4, 46.6, 35.6, 40, 36.6, 33, 35, 26, 36.6))
	c.fill(flat(hex(0x6a5a3a)).thin(0.7), limb(33, 19, 0.4, 33, 30, 0.4))
	c.fill(flat(hex(0x22221e)), oval(33, 26.4, 4, 3.8))
	c.glow(33, 26.4, 13, rgb{1.3, 1.2, 0.95}, 0.45)
	c.fill(flat(rgb{2.6, 2.5, 2.2}), oval(33, 26.4, 2.8, 2.7))
	for range 90 {
		c.glow(c.between(0, c.wide), c.between(0, 90), c.between(0.1, 0.32), hex(0xffe8c0), 0.8)
	}
}

// surgeon: a doctor in mask and cap between two shifts; upright, four by five.
func surgeon(c *canvas) {
	c.ground(stop{0, hex(0xd8ece8)}, stop{60, hex(0x9cc8c4)}, stop{100, hex(0x4a7a7c)})
	for i := range 5 {
		x := -4 + 20*float64(i)
		c.fill(across(hex(0xf4faf8), hex(0xb0d4d0), x, x+14), rect(x, 6, x+14, 70))
	}
	c.bokeh(26, 0, 6, c.wide, 60, 6, hex(0xffffff), hex(0xa8f0e0), hex(0xf8f0c8))
	c.fill(flat(rgb{1.6, 1.65, 1.65}), oval(64, 8, 14, 5))
	c.defocus(2)
	skin := across(hex(0x9a6a4a), hex(0x5a3824), 28, 52)
	c.bust(40, 42, 31, bust{
		skin: skin, hair: across(hex(0x3a9a94), hex(0x14504e), 26, 54),
		coat: across(hex(0x3a9a94), hex(0x124844), 8, 72), shirt: skin, turn: 0.1, glasses: true,
	})
	c.fill(across(hex(0x4ab0a8), hex(0x18605c), 26, 54), smooth(27.2, 37, 26, 28, 31, 20, 40, 17, 49, 20, 54, 28, 52.8, 37, 47, 32, 40, 30.6, 33, 32))
	c.fill(flat(hex(0x124844)).thin(0.5), smooth(27.4, 36.6, 33, 31.6, 40, 30.2, 47, 31.6, 52.6, 36.6, 47, 33.2, 40, 31.8, 33, 33.2))
	mask := across(hex(0xd8f0f4), hex(0x7aa8b4), 28, 52)
	c.fill(mask, smooth(28.8, 43.6, 40, 46, 51.2, 43.6, 51.4, 51, 47.4, 58, 40, 61, 32.6, 58, 28.6, 51))
	for i := range 3 {
		y := 48.6 + 3.4*float64(i)
		c.fill(flat(hex(0x5a8a98)).thin(0.55), limb(30.6, y-0.6, 0.2, 40, y+0.6, 0.24))
		c.fill(flat(hex(0x5a8a98)).thin(0.55), limb(40, y+0.6, 0.24, 49.4, y-0.6, 0.2))
	}
	c.fill(flat(hex(0xe8f4f4)), limb(29, 44.4, 0.25, 28, 39, 0.2))
	c.fill(flat(hex(0xe8f4f4)), limb(51, 44.4, 0.25, 52, 39, 0.2))
	for i := range 60 {
		t := float64(i) / 59
		x := 26 + 28*t
		c.fill(flat(hex(0x1c2024)), disc(x, 70+16*math.Sin(t*math.Pi), 0.75))
	}
	c.fill(flat(hex(0xb8c0c4)), disc(40, 88, 2.4))
	c.fill(flat(hex(0x5a6468)), disc(40, 88, 1.5))
	c.fill(flat(hex(0xf4f4f0)), rect(52, 84, 63, 92))
	c.fill(flat(hex(0x1f6a9a)), rect(52, 84, 63, 86))
	for i := range 3 {
		c.fill(flat(hex(0x4a5054)).thin(0.8), rect(57, 87.2+1.5*float64(i), 62, 87.9+1.5*float64(i)))
	}
	c.fill(skin, rect(53, 87, 56, 91))
}
