package demo

import "math"

// rain: a city street in the rain at night, upright.
func rain(c *canvas) {
	c.ground(stop{0, hex(0x0d1020)}, stop{40, hex(0x26213c)}, stop{58, hex(0x5a3550)}, stop{100, hex(0x0d0d16)})
	for side, x := range []float64{-4, 47} {
		for i := range 4 {
			d := float64(i)
			w := 23 - 4*d
			x0 := x + d*6
			if side == 1 {
				x0 = x - d*6 + 23 - w
			}
			c.building(x0, 60, w, 62-9*d, flat(mix(hex(0x0b0c16), hex(0x2b2440), d/5)), hex(0xffd08a), 0.34)
		}
	}
	neon := []rgb{{1.6, 0.3, 0.7}, {0.2, 1.2, 1.5}, {1.7, 0.9, 0.25}, {1.5, 0.25, 0.25}, {0.5, 0.6, 1.7}}
	for i := range 9 {
		x := []float64{3, 9, 14, 17.5, 21, 45, 49, 54, 60}[i]
		y := []float64{22, 34, 30, 44, 47, 46, 42, 30, 24}[i]
		col := neon[i%5]
		c.fill(flat(col), rect(x, y, x+2.2, y+9))
		c.glow(x+1, y+4, 13, col, 0.35)
	}
	for i := range 6 {
		x, y := 24+4*float64(i), 57+c.between(-0.8, 0.8)
		c.glow(x, y, 4, rgb{1.6, 1.4, 1}, 0.9)
		c.glow(x+1.2, y, 4, rgb{1.6, 1.4, 1}, 0.9)
	}
	c.defocus(0.7)
	c.bokeh(34, 12, 36, 56, 58, 1.7, neon...)
	c.water(60, 2.4, hex(0x0c0d18))
	for _, s := range []struct{ x, y, h float64 }{{17, 77, 20}, {46, 72, 15}, {52, 72.5, 15}} {
		c.figure(s.x, s.y, s.h, pose{leftArm: bend{-10, -2}, rightArm: bend{40, 150}, leftLeg: bend{-10, -14}, rightLeg: bend{12, 4}}, silhouette(flat(hex(0x07070c))))
		c.umbrella(s.x+0.1*s.h, s.y-0.98*s.h, 0.42*s.h, hex(0x0a0a12))
	}
	d := dress{flat(hex(0x2a1a18)), flat(hex(0x0a0808)), across(hex(0x8a1f2c), hex(0x3a0c14), 30, 44), flat(hex(0x0c0c14)), flat(hex(0x0a0a0c))}
	c.figure(36, 92, 36, pose{leftArm: bend{-8, 2}, rightArm: bend{36, 156}, leftLeg: bend{-9, -15}, rightLeg: bend{13, 2}, skirt: true}, d)
	c.umbrella(39, 55.5, 15, hex(0xc8263a))
	c.veil(10, 92, 62, 100, func(x, y float64) (rgb, float64) {
		return hex(0x050508), 0.75 * (1 - ramp(math.Abs(x-36), 0, 16)) * (1 - ramp(y, 93, 100))
	})
	for range 420 {
		x, y, l := c.between(0, c.wide+6), c.between(-4, 98), c.between(1.5, 4.5)
		c.fill(flat(hex(0xcdd8ff)).thin(c.between(0.06, 0.22)), limb(x, y, 0.07, x-0.14*l, y+l, 0.05))
	}
}

// umbrella is open, r wide to each side, its tip at x, y.
func (c *canvas) umbrella(x, y, r float64, col rgb) {
	c.fill(flat(hex(0x101014)), limb(x, y, 0.02*r, x, y+0.95*r, 0.02*r))
	c.fill(across(col.times(1.25), col.times(0.5), x-r, x+r), smooth(x-r, y+0.48*r, x-0.62*r, y+0.12*r, x, y, x+0.62*r, y+0.12*r, x+r, y+0.48*r,
		x+0.5*r, y+0.38*r, x, y+0.46*r, x-0.5*r, y+0.38*r))
}

// harbour: a long skyline in the blue hour behind a river; panorama.
func harbour(c *canvas) {
	c.ground(stop{0, hex(0x12224a)}, stop{34, hex(0x41538f)}, stop{58, hex(0xe08a6a)}, stop{66, hex(0xffc083)}, stop{100, hex(0x22305a)})
	c.clouds(0, 50, 60, 0.42, hex(0xf4a48a), hex(0x3a4478))
	c.glow(c.wide*0.63, 66, 90, hex(0xff9a50), 0.5)
	c.skyline(67, 8, 24, 7, flat(hex(0x6f5a7a)), hex(0xffe0a0), 0)
	c.defocus(0.5)
	c.skyline(67, 6, 30, 9, down(hex(0x38325c), hex(0x574468), 36, 67), hex(0xffd890), 0.16)
	for _, t := range []struct{ x, h, w float64 }{{58, 46, 8}, {126, 52, 9}, {180, 43, 10}, {243, 49, 8}} {
		c.building(t.x, 67, t.w, t.h, across(hex(0x4a3f66), hex(0x1d1c3c), t.x, t.x+t.w), hex(0xffe2a8), 0.3)
		c.fill(flat(hex(0x2a2748)), poly(t.x+0.5*t.w-0.4, 67-t.h, t.x+0.5*t.w, 55-t.h, t.x+0.5*t.w+0.4, 67-t.h))
		c.glow(t.x+0.5*t.w, 56-t.h, 2.4, rgb{2, 0.5, 0.4}, 1)
	}
	c.skyline(67, 3, 10, 6, down(hex(0x231f3e), hex(0x19172f), 55, 67), hex(0xffcf7a), 0.3)
	for x := 3.0; x < c.wide; x += 6.3 {
		c.glow(x, 66.2, 2.2, rgb{1.8, 1.3, 0.7}, 0.9)
	}
	c.water(67, 1.1, hex(0x101a38))
	c.bridge(200, 300, 67)
	c.boat(84, 84, 0.9, hex(0x0b0c18))
	c.boat(150, 77, 0.5, hex(0x0f1020))
}

// bridge hangs over the water from x0 to x1; its deck is a little above y.
func (c *canvas) bridge(x0, x1, y float64) {
	dark := flat(hex(0x14142a))
	deck := y - 4
	for _, x := range []float64{x0 + 0.28*(x1-x0), x0 + 0.8*(x1-x0)} {
		c.fill(dark, poly(x-1.4, y+5, x-1, deck-29, x+1, deck-29, x+1.4, y+5))
		for i := range 4 {
			c.fill(dark, rect(x-1.4, deck-26+7*float64(i), x+1.4, deck-25.2+7*float64(i)))
		}
		for k := 1.0; k < 13; k++ {
			for _, side := range []float64{-1, 1} {
				c.fill(flat(hex(0x30305a)), limb(x, deck-28.5+k*0.6, 0.1, x+side*k*2.05, deck, 0.1))
			}
		}
	}
	c.fill(dark, rect(x0-6, deck, c.wide, deck+1.2))
	for x := x0; x < c.wide; x += 3.2 {
		c.glow(x, deck-0.9, 1.3, rgb{1.9, 1.4, 0.8}, 1)
	}
}

// vigil: people with candles in a square at dusk.
func vigil(c *canvas) {
	c.ground(stop{0, hex(0x1a2350)}, stop{38, hex(0x4a3f78)}, stop{60, hex(0xb0667a)}, stop{100, hex(0x2a1620)})
	c.clouds(0, 44, 44, 0.45, hex(0xd07a8c), hex(0x343668))
	c.fill(down(hex(0x2b2546), hex(0x1a1528), 20, 66), rect(38, 36, 112, 70))
	c.fill(flat(hex(0x2b2546)), poly(35, 36, 75, 22, 115, 36))
	for i := range 9 {
		x := 41 + 8.3*float64(i)
		c.fill(flat(hex(0x3b3158)), rect(x, 38, x+2.6, 66))
	}
	c.glow(75, 58, 50, hex(0xff9a4a), 0.3)
	c.skyline(68, 14, 26, 12, flat(hex(0x1f1a34)).thin(0.65), hex(0xffcf8a), 0.12)
	c.defocus(0.6)
	c.wave(26, 30, 18, 10, bands(hex(0x12807a), hex(0xf4f4f0)))
	c.fill(flat(hex(0x141018)), limb(26, 29, 0.3, 25, 74, 0.35))
	c.wave(118, 24, 20, 11, upright(hex(0xf2b632), hex(0xf4f4f0), hex(0x12807a)))
	c.fill(flat(hex(0x141018)), limb(118, 23, 0.3, 119, 74, 0.35))
	for i := range 6 {
		t := float64(i) / 5
		size := 3.4 + 9*t*t
		y := 64 + 25*t*t
		k := flat(mix(hex(0x2c2036), hex(0x0a070c), t))
		c.crowd(y, size, 0.06, k)
		for range 30 - 4*i {
			x, cy := c.between(0, c.wide), y+c.between(-0.2, 0.6)*size
			c.glow(x, cy, 1.5*size, hex(0xff8a30), 0.3)
			c.fill(flat(hex(0xefe2c4)), rect(x-0.06*size, cy, x+0.06*size, cy+0.45*size))
			c.fill(flat(rgb{2.2, 1.6, 0.7}), smooth(x, cy-0.32*size, x+0.09*size, cy-0.08*size, x, cy, x-0.09*size, cy-0.08*size))
		}
	}
}

// chamber: a parliament's rows of seats in a half circle.
func chamber(c *canvas) {
	c.ground(stop{0, hex(0x4a2f20)}, stop{30, hex(0x8a6040)}, stop{40, hex(0x5c3a26)}, stop{100, hex(0x3a1a18)})
	for i := range 13 {
		x := 3 + 12*float64(i)
		c.fill(across(hex(0xc9a06a), hex(0x5a3a22), x, x+5), rect(x, 0, x+3, 36))
		c.fill(down(hex(0xffedc4), hex(0xc9965a), 4, 28), rect(x+5, 6, x+10, 28))
	}
	c.glow(75, 4, 70, hex(0xffd9a0), 0.4)
	c.defocus(0.5)
	c.fill(down(hex(0x7a4e2e), hex(0x3a2214), 30, 50), poly(52, 33, 98, 33, 102, 47, 48, 47))
	c.fill(flat(hex(0xa8763f)), rect(51, 32, 99, 33.4))
	for _, x := range []float64{62, 69, 75, 81, 88} {
		c.fill(flat(hex(0x181418)), smooth(x-1.8, 33, x-1.5, 30, x+1.5, 30, x+1.8, 33))
		c.fill(flat(hex(0xc99878)), oval(x, 28.4, 1.1, 1.4))
	}
	c.wave(45, 18, -7, 5, bands(hex(0xc8202c), hex(0xf2c531), hex(0xf2c531), hex(0xc8202c)))
	c.fill(flat(hex(0xd9b561)), rect(44.8, 17, 45.3, 40))
	for row := range 7 {
		t := float64(row) / 6
		rx, ry := 40+62*t, 8+46*t
		size := 2.1 + 3.4*t
		n := 15 + 3*row
		for i := range n + 1 {
			a := math.Pi * (float64(i)/float64(n)*1.04 - 0.02)
			sin, cos := math.Sincos(a)
			x, y := 75-rx*cos, 44+ry*sin
			c.seat(x, y, size, 0.7+0.5*t, c.rnd.Float64() < 0.72)
		}
	}
}

// seat is a red armchair seen from behind, with someone in it or not.
func (c *canvas) seat(x, y, s, light float64, taken bool) {
	if taken {
		suit := []rgb{hex(0x1f2430), hex(0x30343f), hex(0x23305a), hex(0x4a4440), hex(0x6a2a3a), hex(0xd8d4cc)}[c.rnd.IntN(6)]
		hair := []rgb{hex(0x1a1210), hex(0x3c281a), hex(0x8a8682), hex(0x6a4526), hex(0xc9a468)}[c.rnd.IntN(5)]
		c.fill(flat(suit.times(light)), smooth(x-0.85*s, y+0.4*s, x-0.7*s, y-0.35*s, x, y-0.55*s, x+0.7*s, y-0.35*s, x+0.85*s, y+0.4*s))
		c.fill(flat(hair.times(light)), oval(x, y-0.95*s, 0.4*s, 0.5*s))
	}
	red := down(hex(0xc83a34).times(light), hex(0x6a1418).times(light), y-0.3*s, y+1.3*s)
	c.fill(red, smooth(x-s, y+1.3*s, x-0.95*s, y, x-0.6*s, y-0.25*s, x+0.6*s, y-0.25*s, x+0.95*s, y, x+s, y+1.3*s))
	c.fill(flat(hex(0xe8694f).times(light)).thin(0.5), limb(x-0.6*s, y-0.18*s, 0.05*s, x+0.6*s, y-0.18*s, 0.05*s))
}
