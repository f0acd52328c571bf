package demo

import "math"

// moonplane: an airliner crosses a full moon.
func moonplane(c *canvas) {
	c.ground(stop{0, hex(0x0a1230)}, stop{60, hex(0x1c2a5a)}, stop{100, hex(0x4a4a78)})
	c.stars(60, 100)
	c.glow(98, 48, 76, hex(0xf8e8c0), 0.35)
	c.fill(across(hex(0xfff6dc), hex(0xe8d4a0), 60, 136), disc(98, 48, 37))
	c.each(60, 10, 136, 86, func(x, y float64, p rgb) rgb {
		d := math.Hypot(x-98, y-48)
		if d > 36.8 {
			return p
		}
		n := c.cloudy(x/17+3, y/17, 4)
		m := c.noise(x/2.6, y/2.6)
		return mix(p, hex(0xa89878), ramp(n, 0.48, 0.66)*0.75+0.1*m)
	})
	for range 26 {
		a, r := c.between(0, 360), 34*math.Sqrt(c.rnd.Float64())
		x, y := reach(98, 48, a, r)
		s := c.between(0.4, 2)
		c.fill(flat(hex(0xfffbe8)).thin(0.5), disc(x, y, s))
		c.fill(flat(hex(0xb8a888)).thin(0.6), disc(x+0.2*s, y+0.15*s, 0.7*s))
	}
	k := flat(hex(0x10131f))
	c.fill(k, smooth(64, 50.4, 70, 47.6, 104, 43, 122, 41.4, 127, 42.4, 124, 44.6, 108, 48, 76, 52.4, 66, 52.4))
	c.fill(k, poly(66, 50.6, 58.6, 41, 63.4, 40.4, 74, 48.6))
	c.fill(k, poly(68, 51, 56, 53.4, 57, 54.8, 72, 52))
	c.fill(k, poly(88, 49, 74, 66.6, 79, 66.2, 103, 47.4))
	c.fill(k, poly(92, 45.4, 84, 34.6, 87, 34, 104, 43.6))
	c.fill(k, limb(86, 55.4, 1.3, 91, 54.4, 1.5))
	c.fill(k, limb(93, 40.4, 0.9, 96.6, 39.8, 1))
	for i := range 16 {
		x := 78 + 2.5*float64(i)
		c.fill(flat(rgb{1.5, 1.3, 0.8}).thin(0.9), disc(x, 48.6-0.142*(x-78), 0.25))
	}
	c.glow(76.6, 66.4, 2.6, rgb{1.8, 0.3, 0.3}, 1)
	c.glow(125, 43, 3, rgb{1.6, 1.6, 1.8}, 0.8)
	c.clouds(70, 116, 34, 0.5, hex(0x8a90c0), hex(0x1c2448))
	c.skyline(100, 2, 7, 6, flat(hex(0x0a0d1c)), hex(0xffd890), 0.2)
	c.fill(flat(hex(0x0a0d1c)), poly(22, 100, 23, 80, 20.6, 79, 21.4, 75, 27, 75, 27.8, 79, 25.4, 80, 26.4, 100))
	c.fill(flat(rgb{1, 1.1, 0.9}), rect(21.6, 75.8, 26.8, 78))
	c.glow(24, 74, 1.6, rgb{1.9, 0.4, 0.3}, 1)
}
