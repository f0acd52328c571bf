package demo

import "math"

// warship: a destroyer at dawn.
func warship(c *canvas) {
	c.ground(stop{0, hex(0x5d7fa8)}, stop{34, hex(0xa9b9c8)}, stop{56, hex(0xf3c9a0)}, stop{64, hex(0xffe0b0)}, stop{100, hex(0x4a6a86)})
	c.clouds(2, 56, 54, 0.55, hex(0xffe2c2), hex(0x7f90ac))
	c.sun(34, 59, 3.2, rgb{1.8, 1.5, 1.1}, hex(0xffb070))
	c.fill(down(hex(0x6f8296), hex(0x9aa6ae), 60, 64), under(0, c.wide, 64, 0.5, c.ridge(63.5, 3, 20, 5)))
	c.defocus(0.4)
	c.water(64, 0.9, hex(0x38566e))
	hull := across(hex(0x8d98a2), hex(0x3c4650), 20, 140)
	c.puff(84, 79, 66, 3, hex(0x24384a), 0.7)
	c.fill(hull, poly(22, 64.5, 60, 67, 138, 67, 141, 68, 138, 78, 32, 78))
	c.fill(flat(hex(0x2a2f36)), poly(31, 76.6, 138.4, 76.6, 138, 78.4, 32, 78.4))
	tower := across(hex(0xa9b2ba), hex(0x4c5660), 50, 116)
	c.fill(tower, poly(54, 67, 58, 55, 62, 48, 76, 48, 80, 55, 84, 67))
	c.fill(tower, poly(90, 67, 92, 56, 108, 56, 112, 67))
	c.fill(flat(hex(0x242a32)), rect(60, 51.2, 78, 53))
	c.fill(tower, poly(84, 67, 85, 57, 90, 57, 91, 67))
	c.fill(tower, poly(36, 66.5, 37, 62.4, 45, 62.4, 46, 66.5))
	c.fill(flat(hex(0x59636d)), limb(37, 63.6, 0.45, 28, 61.4, 0.35))
	mast := flat(hex(0x3c4650))
	c.fill(mast, poly(67, 48, 70, 26, 71, 26, 74, 48))
	for i := range 4 {
		y := 30 + 4*float64(i)
		c.fill(mast, rect(66-0.5*float64(i), y, 75+0.5*float64(i), y+0.45))
	}
	c.fill(mast, limb(100, 56, 0.5, 101, 38, 0.3))
	c.fill(flat(hex(0xcfd6dc)), disc(101, 44, 2))
	c.fill(flat(hex(0xcfd6dc)), disc(75.5, 46.6, 1.8))
	c.wave(138, 56, 9, 5.4, usFlag)
	c.fill(mast, rect(137.7, 55, 138.1, 67))
	for range 300 {
		t := c.rnd.Float64()
		c.puff(33+110*t+c.between(-4, 4), 78.4+c.between(-0.6, 1.4)+1.5*t, c.between(0.8, 3.4), c.between(0.2, 0.6), rgb{1.03, 1.02, 1}, 0.5*(1-0.6*t))
	}
	for range 120 {
		c.puff(31+c.between(-3, 5), 78-c.between(0, 5)*c.rnd.Float64(), c.between(0.5, 2), c.between(0.4, 1.3), rgb{1.05, 1.04, 1.02}, 0.4)
	}
	for i := range 11 {
		x := 116 + 1.8*float64(i)
		c.figure(x, 67.2, 4, standing, silhouette(flat(hex(0xf2f4f5))))
	}
}

// docks: container cranes and a ship under way at noon.
func docks(c *canvas) {
	c.ground(stop{0, hex(0x4f93c8)}, stop{46, hex(0xc3dbe8)}, stop{64, hex(0xe8ecea)}, stop{100, hex(0x4e7388)})
	c.clouds(6, 54, 46, 0.48, hex(0xffffff), hex(0xaec2d2))
	c.skyline(66, 4, 13, 6, flat(hex(0xa9bccb)), hex(0xffffff), 0)
	c.hills(c.ridge(62, 5, 30, 6), hex(0x9fb5c4), hex(0xc0cfd6), 52, 68)
	c.defocus(0.5)
	for i, x := range []float64{18, 52, 92, 126} {
		c.crane(x, 72, 1+0.06*float64(i%2), []rgb{hex(0xd8402e), hex(0x2f6fb8)}[i%2])
	}
	c.fill(down(hex(0x8a9097), hex(0x4a5058), 70, 77), rect(0, 70, c.wide, 77))
	for x := 1.0; x < c.wide; x += 7.4 {
		for k := range 1 + c.rnd.IntN(3) {
			c.container(x, 70-2.6*float64(k), 6.8, 2.5)
		}
	}
	c.water(77, 0.8, hex(0x2f5a70))
	c.fill(flat(hex(0x8c1d22)), poly(17, 88, 128, 88, 125, 91.5, 23, 91.5))
	c.fill(down(hex(0x1e3050), hex(0x0f1a30), 78, 90), poly(8, 77, 22, 80, 134, 80, 134, 79, 130, 88.6, 16, 88.6))
	for col := range 14 {
		for k := range 3 + c.rnd.IntN(4) {
			c.container(26+6.2*float64(col), 80-2.7*float64(k), 5.9, 2.6)
		}
	}
	c.fill(across(hex(0xf4f4f0), hex(0xb8bcc0), 114, 126), poly(115, 80, 115, 60, 126, 60, 126, 80))
	for k := range 6 {
		c.fill(flat(hex(0x33465a)), rect(116, 62+2.8*float64(k), 125, 63.2+2.8*float64(k)))
	}
	c.fill(flat(hex(0xd98a2a)), rect(127, 62, 131, 80))
	for range 160 {
		t := c.rnd.Float64()
		c.puff(14+122*t, 91.5+c.between(-0.5, 1.5), c.between(1, 4), c.between(0.2, 0.5), rgb{1, 1, 1}, 0.45)
	}
}

// container stands on y.
func (c *canvas) container(x, y, w, h float64) {
	col := []rgb{hex(0xc2402f), hex(0x2a62a8), hex(0xd99a2b), hex(0x3a8a5a), hex(0x8a4a8a), hex(0xd8d8d2), hex(0x1f8a9a)}[c.rnd.IntN(7)]
	c.fill(down(col.times(1.08), col.times(0.72), y-h, y), rect(x, y-h, x+w, y-0.1))
	for t := x + 0.5; t < x+w-0.3; t += 0.7 {
		c.fill(flat(col.times(0.6)).thin(0.5), rect(t, y-h+0.2, t+0.2, y-0.3))
	}
}

// crane is a container crane whose legs stand on y.
func (c *canvas) crane(x, y, k float64, col rgb) {
	steel := flat(col.times(0.85))
	bar := func(x0, y0, x1, y1, r float64) {
		c.fill(steel, limb(x+x0*k, y+y0*k, r*k, x+x1*k, y+y1*k, r*k))
	}
	bar(-6, 0, -4, -36, 0.7)
	bar(6, 0, 5, -36, 0.7)
	bar(-5, -14, 5.6, -14, 0.6)
	bar(-5.4, -2, 5.4, -14, 0.35)
	bar(-18, -36, 30, -36, 0.9)
	bar(-4, -36, 1, -50, 0.6)
	bar(5, -36, 1, -50, 0.6)
	bar(1, -50, 28, -36.5, 0.2)
	bar(1, -50, -17, -36.5, 0.2)
	c.fill(flat(hex(0xe8e8e4)), rect(x+14*k, y-35*k, x+18*k, y-32*k))
	bar(15, -32, 15, -23, 0.1)
	bar(17, -32, 17, -23, 0.1)
	c.container(x+12.5*k, y-20.5*k, 6.5*k, 2.6*k)
}

// lighthouse: a storm breaks on a mole; upright.
func lighthouse(c *canvas) {
	c.ground(stop{0, hex(0x39434f)}, stop{44, hex(0x71808a)}, stop{60, hex(0xa3adac)}, stop{100, hex(0x2c3f46)})
	c.clouds(-20, 66, 26, 0.72, hex(0x9aa5aa), hex(0x2d363f))
	for row := range 14 {
		t := float64(row) / 13
		y := 58 + 44*t*t
		shift := float64(row) * 3.7
		line := func(x float64) float64 {
			return y + (1+6*t)*math.Sin(x/(4+9*t)+shift) + (2+9*t)*(c.cloudy(x/(5+12*t)+shift, shift, 3)-0.5)
		}
		c.fill(down(mix(hex(0x6f868a), hex(0x2f4a50), t), mix(hex(0x4a6268), hex(0x16272c), t), y-4, y+12), under(0, c.wide, 101, 0.4, line))
		for x := 0.0; x < c.wide; x += 0.35 {
			if c.noise(x/(1+3*t)+shift, shift) > 0.6 {
				c.puff(x, line(x)+0.4, 0.5+1.8*t, 0.15+0.55*t, hex(0xeaf1f0), 0.55)
			}
		}
		if row == 8 {
			c.tower(40, 76)
		}
	}
	c.veil(0, 34, c.wide, 96, func(x, y float64) (rgb, float64) {
		dx, up := (x-31)/15, (82-y)/42
		crest := 1 - dx*dx - up*up*0.75
		n := c.cloudy(x/5, y/6, 5)
		return mix(hex(0x9fb4b6), hex(0xffffff), ramp(n, 0.35, 0.65)), ramp(n+0.7*crest, 0.62, 1.05) * (1 - ramp(y, 76, 92)) * 0.96
	})
	for range 420 {
		a, t := c.between(-1.3, 1.1), c.between(0.55, 1.15)
		sin, cos := math.Sincos(a)
		c.puff(31+17*t*sin, 80-44*t*cos, c.between(0.2, 0.9), c.between(0.2, 0.8), hex(0xf4f8f7), 0.6)
	}
	for range 260 {
		c.fill(flat(hex(0xffffff)).thin(c.between(0.2, 0.6)), disc(c.between(0, 60), c.between(34, 92), c.between(0.05, 0.18)))
	}
}

// tower is a lighthouse on a mole; its foot is at x, y.
func (c *canvas) tower(x, y float64) {
	c.fill(down(hex(0x5b5f60), hex(0x2a2e30), y-4, y+14), poly(x-12, y-2, c.wide, y-5, c.wide, y+14, x-16, y+14))
	for i := range 6 {
		t := float64(i) / 6
		col := hex(0xf0efe8)
		if i%2 == 1 {
			col = hex(0xb3262a)
		}
		w0, w1 := 4-1.4*t, 4-1.4*(t+1.0/6)
		y0 := y - 46*t
		c.fill(across(col.times(1.02), col.times(0.42), x-4, x+4), poly(x-w0, y0, x-w1, y0-46.0/6, x+w1, y0-46.0/6, x+w0, y0))
	}
	c.fill(flat(hex(0x24282c)), rect(x-4, y-47, x+4, y-45.8))
	c.fill(flat(hex(0x3a4248)), rect(x-2, y-52, x+2, y-47))
	c.fill(flat(rgb{2.3, 2, 1.3}), rect(x-1.3, y-51.3, x+1.3, y-47.6))
	c.fill(flat(hex(0x8c1d22)), poly(x-2.7, y-52, x, y-56, x+2.7, y-52))
	c.glow(x, y-49.5, 16, hex(0xffe6a8), 0.8)
	c.beam(x, y-49.5, math.Pi+0.12, 0.1, 60, hex(0xfff0c0), 0.7)
	c.beam(x, y-49.5, -0.12, 0.1, 60, hex(0xfff0c0), 0.5)
}
