package demo

import "math"

// flood: a street under brown water, a boat between the houses.
func flood(c *canvas) {
	c.ground(stop{0, hex(0x6f7c88)}, stop{40, hex(0xb0b8bc)}, stop{60, hex(0xc8c8c0)}, stop{100, hex(0x6a5a44)})
	c.clouds(-10, 44, 40, 0.7, hex(0xc8ccd0), hex(0x5f6a76))
	for range 30 {
		c.puff(c.between(0, c.wide), c.between(46, 56), c.between(4, 9), c.between(4, 9), mix(hex(0x4a5a44), hex(0x7a8468), c.rnd.Float64()), 0.7)
	}
	c.defocus(0.7)
	walls := []rgb{hex(0xd8c8a4), hex(0xb86a4a), hex(0xe4e0d4), hex(0x8aa0a8), hex(0xd0a04c)}
	for i := range 4 {
		t := float64(i) / 3
		c.gable(66-16*float64(i), 60+4*t, 13+5*t, 19+8*t, walls[i], hex(0x7a3a2c))
		c.gable(92+15*float64(i), 60+4*t, 13+5*t, 17+8*t, walls[(i+2)%5], hex(0x5a4a48))
	}
	c.fill(flat(hex(0x3a3c40)), rect(83.6, 38, 84.2, 62))
	c.fill(flat(hex(0x3a3c40)), limb(84, 38.4, 0.3, 89, 37, 0.25))
	c.fill(flat(hex(0xd82a2a)), disc(74, 54, 2))
	c.fill(flat(hex(0xf4f4f0)), rect(72.8, 53.7, 75.2, 54.3))
	c.fill(flat(hex(0x6a6c70)), rect(73.8, 56, 74.2, 62))
	c.water(62, 0.7, hex(0x7a6444))
	for range 26 {
		t := c.rnd.Float64()
		x, y := c.between(0, c.wide), 64+34*t*t
		c.fill(flat(hex(0x4a3a28)), limb(x, y, 0.2+0.4*t, x+2+5*t, y+0.3, 0.15+0.3*t))
	}
	c.fill(down(hex(0x3a78b8), hex(0x14365c), 66, 72), smooth(106, 66.6, 112, 64.4, 126, 64.2, 131, 66.4, 130, 68.4, 108, 68.6))
	c.fill(flat(hex(0xa8c4d4)), poly(112, 64.6, 115, 62, 123, 62, 125.6, 64.4))
	c.puff(66, 88, 30, 3, hex(0x2a2014), 0.6)
	for _, f := range []struct {
		x   float64
		top rgb
		p   pose
	}{
		{50, hex(0xf07a1a), pose{lean: 8, leftArm: bend{20, 60}, rightArm: bend{40, 80}, leftLeg: bend{-4, -2}, rightLeg: bend{4, 2}, helmet: true}},
		{62, hex(0x8a6a9a), pose{leftArm: bend{-20, 40}, rightArm: bend{24, -40}, leftLeg: bend{-4, -2}, rightLeg: bend{4, 2}, skirt: true}},
		{69, hex(0x3a8a6a), pose{leftArm: bend{-30, 30}, rightArm: bend{10, 4}, leftLeg: bend{-4, -2}, rightLeg: bend{4, 2}}},
		{82, hex(0xf07a1a), pose{lean: -6, leftArm: bend{-70, -110}, rightArm: bend{20, -20}, leftLeg: bend{-4, -2}, rightLeg: bend{4, 2}, helmet: true}},
	} {
		h := 31.0
		if f.x == 69 {
			h = 21
		}
		k := across(f.top.times(1.15), f.top.times(0.6), f.x-4, f.x+5)
		c.figure(f.x, 91+(31-h)*0.1, h, f.p, dress{flat(hex(0xc8946c)), flat(hex(0xd8342e)), k, flat(hex(0x22262c)), flat(hex(0x14161a))})
	}
	c.fill(down(hex(0xe8e4dc), hex(0x6a6660), 81, 91), smooth(38, 81, 50, 83, 80, 83, 96, 79.6, 93, 87, 84, 91, 46, 91, 40, 88))
	c.fill(flat(hex(0xd8342e)), poly(40, 85.2, 94, 84.4, 93.4, 86, 40.4, 86.8))
	for range 130 {
		x := c.between(34, 98)
		c.puff(x, 91+c.between(-0.5, 1.6), c.between(0.6, 3), c.between(0.12, 0.4), hex(0xe8dcc4), 0.5)
	}
}

// gable is a house w wide and h high with its gable to the street.
func (c *canvas) gable(x, y, w, h float64, wall, roof rgb) {
	c.fill(across(wall, wall.times(0.75), x, x+w), rect(x, y-h, x+w, y+1))
	c.fill(across(wall, wall.times(0.75), x, x+w), poly(x, y-h, x+w/2, y-1.45*h, x+w, y-h))
	c.fill(flat(roof), poly(x-0.6, y-h+0.4, x+w/2, y-1.52*h, x+w/2, y-1.42*h, x+0.4, y-h+1.2))
	c.fill(flat(roof.times(0.8)), poly(x+w+0.6, y-h+0.4, x+w/2, y-1.52*h, x+w/2, y-1.42*h, x+w-0.4, y-h+1.2))
	for row := range 2 {
		for col := range 3 {
			wx, wy := x+w*(0.12+0.3*float64(col)), y-h*(0.88-0.5*float64(row))
			c.fill(flat(hex(0xf0ece4)), rect(wx-0.3, wy-0.3, wx+0.19*w+0.3, wy+0.3*h+0.3))
			c.fill(down(hex(0x3a4650), hex(0x8a98a0), wy, wy+0.3*h), rect(wx, wy, wx+0.19*w, wy+0.3*h))
			c.fill(flat(hex(0xf0ece4)), rect(wx+0.085*w, wy, wx+0.105*w, wy+0.3*h))
		}
	}
}

// wildfire: a helicopter drops water on a burning ridge.
func wildfire(c *canvas) {
	c.ground(stop{0, hex(0x5a2c1c)}, stop{34, hex(0xb0501c)}, stop{60, hex(0xf0903a)}, stop{100, hex(0x2a100a)})
	c.sun(30, 26, 5, rgb{1.6, 0.7, 0.3}, hex(0xff7a2a))
	line := c.ridge(62, 12, 60, 5)
	c.smoke(40, 66, 24, 40, hex(0xd87a3a), hex(0x6a4234), 0.85)
	c.smoke(104, 64, 28, 36, hex(0xe88a40), hex(0x54342c), 0.95)
	c.hills(line, hex(0x4a1e10), hex(0x240e0a), 46, 84)
	for x := 0.0; x < c.wide; x += 0.7 {
		y, heat := line(x), c.noise(x/9, 4)
		c.glow(x, y, 2+6*heat, hex(0xff6a1a), 0.3)
		if heat > 0.45 {
			h := 8 * (heat - 0.35) * c.between(0.7, 1.4)
			c.fill(flat(rgb{1.8, 1.1, 0.35}).thin(0.8), smooth(x-0.7, y+1, x-0.3, y-0.5*h, x, y-h, x+0.4, y-0.4*h, x+0.7, y+1))
		}
	}
	for range 70 {
		x, t := c.between(0, c.wide), c.rnd.Float64()
		y := line(x) + 4 + 14*t
		c.glow(x, y, c.between(0.6, 2.4), rgb{1.6, 0.6, 0.15}, 0.8)
	}
	c.defocus(0.3)
	dark := flat(hex(0x140806))
	for range 44 {
		c.fir(c.between(-2, c.wide), c.between(90, 99), c.between(14, 30), hex(0x140806))
	}
	c.fill(dark, rect(0, 94, c.wide, 101))
	for i := range 150 {
		t := float64(i) / 149
		c.puff(97+c.between(-1, 1)*(1+6*t)-5*t, 39+24*t, 1+4.5*t, 0.8+2*t, rgb{1.02, 0.92, 0.84}, 0.4-0.28*t)
	}
	c.fill(dark, smooth(84, 21, 90, 17.6, 99, 17.6, 104, 20, 106, 24, 100, 26.4, 90, 26, 85, 24))
	c.fill(flat(hex(0xd87a4a)).thin(0.7), smooth(100, 19.4, 103.6, 20.6, 105, 23.4, 100.6, 23.4))
	c.fill(dark, limb(86, 22, 1.6, 68, 19.4, 0.6))
	c.fill(dark, poly(69, 20, 64.6, 14, 67.6, 14, 71, 19.6))
	c.fill(dark, rect(95, 14.6, 96.2, 18))
	c.fill(dark, limb(72, 15.4, 0.25, 120, 13.4, 0.25))
	c.fill(dark, limb(87, 29.2, 0.4, 104, 29.2, 0.4))
	c.fill(dark, limb(90, 26, 0.3, 89, 29, 0.3))
	c.fill(dark, limb(100, 26, 0.3, 101, 29, 0.3))
	c.fill(dark, limb(95.5, 26, 0.12, 96.6, 36, 0.12))
	c.fill(flat(hex(0xd84a1c)), poly(94.6, 35.4, 99, 35.4, 98, 40, 95.6, 40))
	c.embers(60, 0, c.wide, 10, 92)
}

// rubble: rescuers on what was a house.
func rubble(c *canvas) {
	c.ground(stop{0, hex(0x9aa8b4)}, stop{40, hex(0xd0ccc0)}, stop{66, hex(0xc4b49c)}, stop{100, hex(0x5a5048)})
	c.hills(c.ridge(58, 16, 50, 4), hex(0x94a0a8), hex(0xc8c4b8), 36, 62)
	c.defocus(0.6)
	for i := range 5 {
		y := 12 + 11*float64(i)
		c.fill(across(hex(0x8a7e72), hex(0xb8aa98), 100, 150), poly(108+3*float64(i%2), y, 151, y-2, 151, y+1, 107+4*float64(i%3), y+2.4))
		if i < 4 {
			c.fill(across(hex(0xd8b8a0), hex(0xe4d8c0), 110, 150).thin(0.9), poly(120, y+2, 151, y+1, 151, y+9.4, 121, y+10))
			c.fill(flat([]rgb{hex(0x6a8aa8), hex(0xb86a5a), hex(0x7a9a6a), hex(0xc8a04a)}[i]), rect(128, y+3, 140, y+9.6))
			c.fill(flat(hex(0x3a3430)), rect(143, y+3.4, 148, y+9.8))
		}
	}
	for range 12 {
		x, y := c.between(104, 118), c.between(14, 60)
		c.fill(flat(hex(0x3a302a)), limb(x, y, 0.16, x-c.between(1, 5), y+c.between(2, 6), 0.12))
	}
	heap := func(x float64) float64 { return 84 - 27*math.Exp(-(x-84)*(x-84)/1500) + 3*c.noise(x/6, 2) }
	c.fill(down(hex(0x9a8c7c), hex(0x4a4038), 50, 98), under(0, c.wide, 101, 0.5, heap))
	for range 460 {
		x := c.between(-2, c.wide+2)
		top := heap(x)
		y := top + (101-top)*c.rnd.Float64()
		s := c.between(0.8, 5.4) * (0.5 + (y-50)/70)
		col := mix(hex(0x8a7e72), hex(0xc8bca8), c.rnd.Float64())
		if c.rnd.Float64() < 0.1 {
			col = []rgb{hex(0x9a4a38), hex(0x5a7a94), hex(0xb89a4a), hex(0x6a5a4a)}[c.rnd.IntN(4)]
		}
		a := c.between(0, 180)
		c.fill(flat(hex(0x3a322c)).thin(0.6), scrap(x+0.12*s, y+0.2*s, s, a))
		c.fill(down(col.times(1.08), col.times(0.7), y-s, y+s), scrap(x, y, s, a))
	}
	for range 40 {
		x, y := c.between(20, 140), c.between(70, 96)
		c.fill(flat(hex(0x3a2418)), limb(x, y, 0.14, x+c.between(-6, 6), y-c.between(2, 7), 0.12))
	}
	orange, white := hex(0xe8702a), hex(0xf0ece4)
	for i, f := range []struct {
		x, lean float64
		col     rgb
	}{{58, 4, orange}, {66, 30, white}, {75, -4, orange}, {86, 28, orange}, {95, -26, white}, {104, -4, orange}, {44, 8, white}, {115, -8, white}} {
		y, h := heap(f.x)+2, 23.0
		p := pose{lean: f.lean, leftArm: bend{-30 + f.lean, 30 + f.lean}, rightArm: bend{36 + f.lean*0.6, 80}, leftLeg: bend{-18, -6}, rightLeg: bend{20, 8}, helmet: true}
		if i%3 == 2 {
			p.rightArm = bend{150, 165}
		}
		k := across(hex(0x2f4a6a), hex(0x1a2a40), f.x-3, f.x+4)
		if f.col == white {
			k = across(hex(0xe0742c), hex(0x8a3a14), f.x-3, f.x+4)
		}
		c.figure(f.x, y, h, p, dress{flat(hex(0xc08a64)), flat(f.col), k, flat(hex(0x2a2c34)), flat(hex(0x181410))})
		c.fill(flat(rgb{1.1, 1.15, 0.6}).thin(0.85), limb(f.x-1.5, y-0.6*h, 0.3, f.x+1.8, y-0.6*h, 0.3))
	}
	c.veil(0, 46, c.wide, 100, func(x, y float64) (rgb, float64) {
		return hex(0xe0d0b4), 0.34 * ramp(c.cloudy(x/28, y/12, 4), 0.42, 0.8)
	})
}
