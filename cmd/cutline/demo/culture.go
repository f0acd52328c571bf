package demo

import "math"

// conductor: an orchestra in warm light, its conductor from behind.
func conductor(c *canvas) {
	c.ground(stop{0, hex(0x1c100c)}, stop{36, hex(0x6a3c1e)}, stop{60, hex(0x9a6230)}, stop{100, hex(0x1a0e0a)})
	for i := range 11 {
		x := 8 + 13.4*float64(i)
		h := 34 - 0.005*(x-75)*(x-75)
		c.fill(across(hex(0xf0d088), hex(0x6a4a1c), x, x+3.4), rect(x, 36-h*0.86, x+3.4, 37))
		c.fill(across(hex(0xf0d088), hex(0x6a4a1c), x+5, x+8), rect(x+5, 36-h*0.7, x+8, 37))
	}
	c.fill(down(hex(0x6a4020), hex(0x3a2010), 35, 40), rect(0, 35, c.wide, 40))
	c.glow(75, 30, 80, hex(0xffc878), 0.35)
	c.defocus(0.7)
	skins := []rgb{hex(0xe8bc98), hex(0xd0a080), hex(0xa87858), hex(0x7a5038)}
	hairs := []rgb{hex(0x2a1a10), hex(0x6a4428), hex(0xb8b0a8), hex(0x14100c), hex(0xa87a3c)}
	for row := range 4 {
		t := float64(row) / 3
		s := 2.6 + 2.6*t
		n := 17 - 3*row
		for i := range n {
			x := 75 + (float64(i)-float64(n-1)/2)*(8.6+4.4*t)
			if row > 1 && math.Abs(x-75) < 13 {
				continue
			}
			y := 45 + 12*float64(row) - 0.0016*(x-75)*(x-75)*(1+t)
			c.fill(flat(hex(0x14100f)), smooth(x-1.1*s, y+3*s, x-1.2*s, y+1.3*s, x-0.5*s, y+0.8*s, x+0.5*s, y+0.8*s, x+1.2*s, y+1.3*s, x+1.1*s, y+3*s))
			c.fill(flat(hex(0xf0e8dc)), poly(x-0.3*s, y+0.8*s, x+0.3*s, y+0.8*s, x, y+1.7*s))
			c.fill(flat(skins[c.rnd.IntN(4)]), oval(x, y, 0.52*s, 0.66*s))
			c.fill(flat(hairs[c.rnd.IntN(5)]), smooth(x-0.58*s, y, x-0.5*s, y-0.6*s, x, y-0.85*s, x+0.5*s, y-0.6*s, x+0.58*s, y, x, y-0.4*s))
			if row > 0 {
				wood := across(hex(0xd87a30), hex(0x6a2a0c), x, x+2*s)
				c.fill(wood, oval(x+0.8*s, y+1.5*s, 0.85*s, 0.5*s))
				c.fill(flat(hex(0x20120a)), limb(x+1.4*s, y+1.4*s, 0.12*s, x+2.6*s, y+0.7*s, 0.1*s))
				c.fill(flat(hex(0xf4e8d0)), limb(x+0.4*s, y+2.6*s, 0.07*s, x+1.4*s, y-0.9*s, 0.07*s))
			} else {
				c.fill(across(hex(0xfff0b0), hex(0xa87a20), x-s, x+s), limb(x+0.1*s, y+0.5*s, 0.16*s, x+0.9*s, y+1.9*s, 0.55*s))
			}
			c.fill(flat(hex(0x1a1210)), poly(x-0.9*s, y+2.7*s, x+0.9*s, y+2.7*s, x+0.7*s, y+3.7*s, x-0.7*s, y+3.7*s))
			c.fill(flat(hex(0xfaf4e4)).thin(0.9), poly(x-0.7*s, y+2.75*s, x+0.7*s, y+2.75*s, x+0.55*s, y+3.1*s, x-0.55*s, y+3.1*s))
		}
	}
	dark := down(hex(0x0e0a0c), hex(0x050406), 40, 100)
	c.fill(flat(rgb{1.2, 0.9, 0.5}), oval(75.5, 50.4, 5.3, 6.4))
	c.fill(flat(hex(0x9a948e)), oval(75, 51, 5, 6.2))
	c.fill(dark, limb(75, 55, 2.6, 75, 60, 3))
	c.fill(dark, smooth(63, 62, 70, 59.4, 80, 59.4, 87, 62, 90, 74, 87, 101, 63, 101, 60, 74))
	c.fill(flat(hex(0xf4f0e8)), rect(71.8, 58, 78.2, 59.2))
	c.fill(dark, limb(64, 65, 3.6, 48, 60, 2.8))
	c.fill(dark, limb(48, 60, 2.8, 41, 46, 2))
	c.fill(dark, limb(86, 65, 3.6, 101, 57, 2.8))
	c.fill(dark, limb(101, 57, 2.8, 110, 42, 2))
	c.fill(flat(hex(0xe8bc98)), oval(40.4, 44, 1.9, 2.3))
	c.fill(flat(hex(0xe8bc98)), oval(110.6, 40, 1.9, 2.2))
	c.fill(flat(rgb{1.3, 1.25, 1.1}), limb(110.4, 40.6, 0.3, 122, 26, 0.12))
	c.floor(97, hex(0x0c0808), hex(0x060405))
}

// dancer: a ballerina in a single beam; upright.
func dancer(c *canvas) {
	c.ground(stop{0, hex(0x07070f)}, stop{70, hex(0x12101e)}, stop{100, hex(0x0a0810)})
	c.beam(46, -6, math.Pi/2+0.13, 0.2, 118, hex(0xbcc8ff), 0.75)
	c.veil(0, 0, c.wide, 90, func(x, y float64) (rgb, float64) {
		return hex(0x8a94d8), 0.22 * ramp(c.cloudy(x/18, y/14, 4), 0.45, 0.85)
	})
	c.puff(33, 90, 25, 6, hex(0xa8b4e8), 0.8)
	c.puff(34, 90.4, 11, 1.5, hex(0x1a1830), 0.8)
	skin := across(hex(0xf0cdb4), hex(0x9a6c58), 26, 42)
	white := across(hex(0xffffff), hex(0xa8b0d8), 24, 46)
	d := dress{skin, flat(hex(0x2a1a14)), skin, white, across(hex(0xf8c8d0), hex(0xa87888), 28, 44)}
	b := c.figure(34, 89, 52, pose{lean: -10, leftArm: bend{-118, -132}, rightArm: bend{138, 150}, leftLeg: bend{-1, 0}, rightLeg: bend{104, 108}}, d)
	c.fill(white, limb(33.4, 61, 2.7, 32.2, 53, 3.3))
	c.fill(d.hair, disc(b.head.x+1.6, b.head.y-3.9, 1.7))
	for i := range 46 {
		a := -120 + 262*float64(i)/45
		x, y := reach(34, 64, 90+a*0.62, 13.5+c.between(-1.4, 0.8))
		c.fill(flat(mix(hex(0xffffff), hex(0xc0c8f0), c.rnd.Float64())).thin(0.34), poly(33, 61, 35.6, 61, x+1.6, 61+(y-61)*0.42+c.between(-1, 1), x-1.6, 61+(y-61)*0.42))
	}
	c.fill(white.thin(0.85), oval(34.4, 63, 13.4, 3.2))
	c.fill(flat(hex(0xd0d8ff)).thin(0.4), oval(34.4, 64.4, 11, 1.7))
	for range 60 {
		c.glow(c.between(14, 58), c.between(10, 88), c.between(0.15, 0.4), hex(0xd8e0ff), 0.7)
	}
}

// gala: an actress on a red carpet; upright.
func gala(c *canvas) {
	c.ground(stop{0, hex(0x1a0f1c)}, stop{52, hex(0x43202c)}, stop{62, hex(0x8a1420)}, stop{100, hex(0xb01c28)})
	c.bokeh(160, 0, 2, c.wide, 40, 2.6, hex(0xffd890), hex(0xffb050), hex(0xff8a60), hex(0xfff2d0))
	for side, x := range []float64{-6, 46} {
		for i := range 26 {
			t := float64(i%13) / 12
			px := x + 26*c.rnd.Float64()
			if side == 0 {
				px -= 12 * t
			} else {
				px += 12 * t
			}
			y := 34 + 30*t
			c.fill(flat(hex(0x0c0a12)), oval(px, y, 2.4, 3))
			c.fill(flat(hex(0x0c0a12)), smooth(px-5, y+14, px-4, y+4, px, y+2, px+4, y+4, px+5, y+14))
			if i%3 == 0 {
				c.glow(px, y, 8, rgb{1.3, 1.35, 1.5}, 0.9)
				c.fill(flat(rgb{2.4, 2.5, 2.7}), oval(px, y, 1.1, 0.8))
			}
		}
	}
	c.defocus(1.2)
	c.fill(down(hex(0x9a1622), hex(0xd02a34), 56, 100), poly(25, 56, 42, 56, 76, 101, -10, 101))
	c.puff(36, 95, 24, 3.4, hex(0x3a060c), 0.75)
	skin := across(hex(0xe8b690), hex(0x8a5438), 28, 40)
	gold := across(hex(0xf8e8b0), hex(0x8a6a24), 20, 50)
	d := dress{skin, flat(hex(0x1c120e)), skin, gold, gold}
	b := c.figure(34, 94, 66, pose{lean: 2, leftArm: bend{-36, 34}, rightArm: bend{12, -4}, leftLeg: bend{-2, 0}, rightLeg: bend{2, 0}}, d)
	c.fill(d.hair, smooth(b.head.x-3.6, b.head.y+1, b.head.x-3.2, b.head.y-4.2, b.head.x, b.head.y-5.6, b.head.x+3.4, b.head.y-4.2, b.head.x+3.9, b.head.y+2, b.head.x+5, b.head.y+9, b.head.x+2.6, b.head.y+8, b.head.x+2.4, b.head.y-1, b.head.x-0.5, b.head.y-2.6))
	c.fill(gold, smooth(30, 46, 34.5, 47.4, 39, 46, 38.4, 56, 39.6, 66, 44, 82, 58, 96, 34, 97.5, 16, 96, 27, 82, 30.4, 66, 30.6, 56))
	for range 520 {
		t := c.rnd.Float64()
		y := 47 + 49*t
		w := 4 + 2*math.Abs(t-0.25) + 14*max(0, t-0.6)
		c.fill(flat(rgb{1.5, 1.4, 1}).thin(c.between(0.1, 0.8)), disc(34.6+c.between(-w, w), y, c.between(0.08, 0.22)))
	}
	for _, side := range []float64{-1, 1} {
		c.fill(flat(hex(0x2a1810)), oval(b.head.x+side*1.3, b.head.y-0.2, 0.42, 0.3))
	}
	c.fill(flat(hex(0xb8242c)), oval(b.head.x, b.head.y+2.2, 0.9, 0.36))
	c.glow(b.head.x+3.3, b.head.y+3.4, 0.8, rgb{1.6, 1.7, 2}, 1)
}

// museum: visitors before a large abstract painting.
func museum(c *canvas) {
	c.ground(stop{0, hex(0xe8e6e0)}, stop{74, hex(0xdcd8d0)}, stop{77, hex(0x9a7a58)}, stop{100, hex(0x7a5a3c)})
	for i := range 4 {
		c.beam(20+36*float64(i), -6, math.Pi/2, 0.32, 90, hex(0xfff8e8), 0.16)
	}
	c.puff(75, 67, 62, 5, hex(0x8a867c), 0.6)
	c.fill(flat(hex(0x1c1a18)), rect(21, 9, 129, 66))
	c.fill(flat(hex(0xf0e6d0)), rect(22, 10, 128, 65))
	cols := []rgb{hex(0xd8382e), hex(0x1f4a9a), hex(0xf0b424), hex(0x14141a), hex(0x2a8a78), hex(0xe87a3a), hex(0xb8a8d0)}
	c.fill(flat(hex(0x1f4a9a)), disc(48, 33, 15))
	c.fill(flat(hex(0xf0b424)).thin(0.92), disc(60, 41, 11))
	c.fill(flat(hex(0xd8382e)), disc(48, 33, 6.4))
	c.fill(flat(hex(0x14141a)), poly(78, 62, 104, 14, 109, 16, 88, 63))
	c.fill(flat(hex(0xe87a3a)).thin(0.9), poly(86, 20, 124, 32, 98, 54))
	c.fill(flat(hex(0x2a8a78)), rect(104, 44, 124, 61))
	for i := range 9 {
		x := 28 + 3.4*float64(i)
		c.fill(flat(cols[(i*3)%7]), rect(x, 54, x+2.2, 54+2.4+float64(i*7%5)*1.5))
	}
	for range 34 {
		x, y, a := c.between(26, 122), c.between(14, 60), c.between(0, 180)
		x1, y1 := reach(x, y, a, c.between(3, 12))
		if x1 < 127 && x1 > 23 && y1 > 11 && y1 < 64 {
			c.fill(flat(cols[c.rnd.IntN(7)]), limb(x, y, c.between(0.15, 0.5), x1, y1, 0.12))
		}
	}
	c.fill(flat(hex(0xf8f6f0)), rect(134, 50, 140, 56))
	for i := range 20 {
		x := -12 + 9*float64(i)
		c.fill(flat(hex(0x5a3e28)).thin(0.5), limb(x, 77, 0.08, 75+(x-75)*2.2, 101, 0.14))
	}
	c.fill(down(hex(0x5a4634), hex(0x2a2018), 82, 88), rect(88, 83, 122, 86.5))
	c.fill(flat(hex(0x1c1612)), rect(91, 86, 93, 93))
	c.fill(flat(hex(0x1c1612)), rect(117, 86, 119, 93))
	for _, v := range []struct {
		x, y, h float64
		top     rgb
		p       pose
	}{
		{46, 94, 46, hex(0x2a3440), pose{leftArm: bend{-12, 30}, rightArm: bend{12, -30}, leftLeg: bend{-4, -2}, rightLeg: bend{4, 2}}},
		{61, 95, 41, hex(0xa83a3a), pose{leftArm: bend{-8, -4}, rightArm: bend{84, 112}, leftLeg: bend{-4, -2}, rightLeg: bend{5, 3}, skirt: true}},
		{70, 94, 25, hex(0xd8a83a), pose{leftArm: bend{-150, -160}, rightArm: bend{10, 8}, leftLeg: bend{-5, -2}, rightLeg: bend{5, 2}}},
	} {
		c.puff(v.x, v.y+1, 0.22*v.h, 1.3, hex(0x2a1c10), 0.7)
		k := across(v.top, v.top.times(0.5), v.x-4, v.x+6)
		c.figure(v.x, v.y, v.h, v.p, dress{flat(hex(0xc09070)), flat(hex(0x2a1c14)), k, flat(hex(0x1e1e26)), flat(hex(0x14141a))})
		c.fill(flat(hex(0x2a1c14)), oval(v.x, v.y-0.915*v.h, 0.054*v.h, 0.066*v.h))
	}
}
