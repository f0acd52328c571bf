package demo

import "math"

// warehouse: firefighters before a burning warehouse.
func warehouse(c *canvas) {
	c.ground(stop{0, hex(0x2b2a33)}, stop{35, hex(0x55423d)}, stop{62, hex(0xa25a2c)}, stop{75, hex(0x6b3a20)}, stop{100, hex(0x1d1716)})
	c.glow(88, 60, 70, hex(0xff8a2a), 0.5)
	c.smoke(112, 62, 24, -60, hex(0x9a5228), hex(0x1c1a1e), 0.97)
	c.smoke(72, 60, 16, -62, hex(0xb8602a), hex(0x25222a), 0.92)
	c.flames(52, 122, 62, 22)

	wall := down(hex(0x1a1310), hex(0x2c1a12), 40, 76)
	c.fill(wall, poly(40, 76, 40, 52, 46, 47, 52, 52, 52, 60, 64, 54, 66, 60, 74, 58, 88, 64, 95, 52, 108, 56, 112, 63, 126, 58, 132, 62, 132, 76))
	for i := range 7 {
		x := 44 + 12.4*float64(i)
		c.fill(down(rgb{1.6, 0.95, 0.3}, rgb{1.0, 0.42, 0.1}, 63, 74), rect(x, 64.5, x+6, 74))
		c.fill(wall, rect(x+2.8, 64, x+3.3, 75))
		c.glow(x+3, 69, 11, hex(0xff7a1c), 0.55)
	}
	c.flames(56, 96, 66, 9)
	c.floor(76, hex(0x3a241a), hex(0x0d0c0e))
	for range 60 {
		x, y := c.between(20, 140), c.between(77, 99)
		c.puff(x, y, c.between(4, 14), c.between(0.3, 0.9), hex(0xff8a35), c.between(0.05, 0.3))
	}

	c.jet(42, 67, 92, 44, 4, 15)
	c.jet(125, 71, 98, 47, 3, 12)
	aim := pose{lean: 9, leftArm: bend{38, 82}, rightArm: bend{48, 96}, leftLeg: bend{-20, -26}, rightLeg: bend{18, 4}, helmet: true}
	follow := pose{lean: 6, leftArm: bend{30, 74}, rightArm: bend{36, 84}, leftLeg: bend{-16, -20}, rightLeg: bend{14, 2}, helmet: true}
	back := pose{lean: -9, leftArm: bend{-46, -92}, rightArm: bend{-38, -84}, leftLeg: bend{-18, -4}, rightLeg: bend{20, 26}, helmet: true}
	point := pose{lean: 4, leftArm: bend{-14, 20}, rightArm: bend{60, 150}, leftLeg: bend{-7, -8}, rightLeg: bend{8, 4}, helmet: true}
	c.rimmed(13, 94, 37, 0.35, follow)
	c.rimmed(24, 95, 40, 0.4, aim)
	c.rimmed(134, 92, 33, -0.35, back)
	c.rimmed(62, 86, 22, 0.2, point)
	c.rimmed(70, 85.5, 21, -0.2, standing)
	for i := range 90 {
		t := float64(i) / 89
		c.fill(flat(hex(0x0a0909)), disc(-3+27*t, 99-25*t*t+3*math.Sin(t*5), 0.75))
	}
	c.embers(70, 40, 130, 5, 75)
}

// rimmed is a figure against a fire, lit along the edge that lies rim to the
// right.
func (c *canvas) rimmed(x, y, h, rim float64, p pose) {
	c.figure(x+rim, y, h, p, silhouette(flat(rgb{1.3, 0.6, 0.2})))
	c.figure(x, y, h, p, silhouette(down(hex(0x15100e), hex(0x060607), 55, 95)))
}

// jet is water from a hose at x0, y0 that comes down at x1, y1.
func (c *canvas) jet(x0, y0, x1, y1, width, arc float64) {
	for i := range 140 {
		t := float64(i) / 139
		x := x0 + (x1-x0)*t
		y := y0 + (y1-y0)*t - arc*math.Sin(t*math.Pi)
		s := 0.5 + width*t*t
		c.puff(x+c.between(-s, s)*0.3, y+c.between(-s, s)*0.4, s*1.5, s, rgb{1, 0.86, 0.68}, 0.38-0.2*t)
	}
}

// embers are n sparks.
func (c *canvas) embers(n int, x0, x1, y0, y1 float64) {
	for range n {
		c.glow(c.between(x0, x1), c.between(y0, y1), c.between(0.25, 0.6), rgb{2, 1.1, 0.4}, 1)
	}
}

// floor paints the floor below y.
func (c *canvas) floor(y float64, near, far rgb) {
	c.fill(down(near, far, y, 100), rect(0, y, c.wide, 100))
}

// lectern: a man speaks at a lectern between two flags.
func lectern(c *canvas) {
	c.ground(stop{0, hex(0x0d1c3a)}, stop{100, hex(0x142a52)})
	c.veil(0, 0, c.wide, 100, func(x, y float64) (rgb, float64) {
		fold := 0.5 + 0.5*math.Sin(x*0.62+1.3*math.Sin(x*0.21)+0.6*c.noise(x/9, y/60))
		return mix(hex(0x081128), hex(0x2b4f8f), fold*fold), 0.85
	})
	c.glow(75, 40, 70, hex(0x5a7dc0), 0.28)
	c.defocus(0.5)
	c.pole(27.5, 2)
	c.pole(122.5, 2)
	c.drape(14, 6, 27, 88, usFlag)
	c.drape(109, 6, 27, 88, bands(hex(0x1d3f86), hex(0x1d3f86), hex(0xe7c65c), hex(0x1d3f86), hex(0x1d3f86)))
	c.defocus(0.28)

	suit := across(hex(0x2a3040), hex(0x0d1018), 52, 98)
	c.bust(75, 33, 21, bust{
		skin: across(hex(0xe6b996), hex(0x9a6749), 66, 84),
		hair: across(hex(0x8d8a86), hex(0x4a4846), 66, 84),
		coat: suit, shirt: across(hex(0xf2f2f0), hex(0xa9b0bd), 68, 82), tie: hex(0x7d1b2c),
	})
	c.fill(across(hex(0xdba985), hex(0x8d5c40), 96, 108), smooth(99, 66, 103, 62, 106, 63, 107, 68, 103, 72, 99, 71))
	c.fill(suit, limb(92, 76, 4.4, 101, 69, 3))

	wood := across(hex(0x8a5a34), hex(0x3a2314), 45, 108)
	c.fill(flat(hex(0x2a190f)), poly(44, 76, 106, 76, 109, 80, 41, 80))
	c.fill(wood, poly(41, 79.5, 109, 79.5, 104, 101, 46, 101))
	c.fill(flat(hex(0xb98a52)).thin(0.5), rect(41, 79.5, 109, 80.2))
	c.fill(flat(hex(0x12295a)), disc(75, 91, 7.6))
	c.fill(flat(hex(0xd9b561)), disc(75, 91, 6.9))
	c.fill(flat(hex(0x173a78)), disc(75, 91, 6.3))
	for i := range 12 {
		sin, cos := math.Sincos(float64(i) / 12 * 2 * math.Pi)
		c.fill(flat(hex(0xf0e3bd)), disc(75+4.6*cos, 91+4.6*sin, 0.5))
	}
	for _, x := range []float64{64, 69.5, 80.5, 86} {
		tip := 75 + (x-75)*0.55
		c.fill(flat(hex(0x0b0b0d)), limb(x, 77, 0.42, tip, 64, 0.34))
		c.fill(flat(hex(0x0b0b0d)), limb(tip, 65, 1, tip, 61.5, 1.1))
		c.fill(flat(hex(0x53575f)).thin(0.6), limb(tip-0.4, 64.5, 0.25, tip-0.4, 62, 0.3))
	}
}
