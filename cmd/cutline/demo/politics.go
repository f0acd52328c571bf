package demo

import "math"

// scrum: a politician before microphones, in the flashes of a night.
func scrum(c *canvas) {
	c.ground(stop{0, hex(0x10142a)}, stop{60, hex(0x2a2238)}, stop{100, hex(0x140f18)})
	c.skyline(70, 40, 66, 20, flat(hex(0x1c1c34)), hex(0xffc880), 0.4)
	c.bokeh(70, 0, 10, c.wide, 60, 3.4, hex(0xffb860), hex(0xff6a5a), hex(0x6aa0ff), hex(0xfff0d0))
	c.defocus(1.5)
	c.glow(75, 40, 60, hex(0xfff2e0), 0.28)
	c.bust(76, 36, 24, bust{
		skin: across(hex(0xf0c8a4), hex(0xa87050), 66, 88),
		hair: across(hex(0xd8c8a0), hex(0x7a6844), 64, 90),
		coat: across(hex(0x2f7a6a), hex(0x123430), 52, 102), shirt: across(hex(0xf8f4ee), hex(0xb8b0ac), 68, 84),
		long: true, turn: -0.4,
	})
	cols := []rgb{hex(0xd8342e), hex(0x2f6ad0), hex(0xf0a820), hex(0x1c1c22), hex(0x2a9a5a), hex(0x8a3aa0), hex(0xe8e8e4), hex(0x1c1c22)}
	for i, col := range cols {
		x := 36 + 11*float64(i)
		tip := 76 + (x-75)*0.42
		top := 70 + 0.012*(x-75)*(x-75)
		c.fill(flat(hex(0x0c0c10)), limb(x, 101, 0.9, tip, top+4, 0.7))
		c.fill(across(col.times(1.15), col.times(0.45), tip-2, tip+2.4), limb(tip, top+3, 1.9, tip+(75-x)*0.02, top-1.4, 2.1))
		c.fill(flat(col.times(0.6)), rect(tip-2.2, top+5, tip+2.2, top+9.4))
		c.fill(flat(hex(0xf4f4f0)).thin(0.8), rect(tip-1.4, top+6.2, tip+1.4, top+8))
	}
	dark := flat(hex(0x07070b))
	for _, p := range []struct{ x, y, s float64 }{{12, 62, 20}, {138, 58, 22}, {34, 82, 15}, {120, 84, 15}} {
		side := 1.0
		if p.x > 75 {
			side = -1
		}
		c.fill(dark, oval(p.x, p.y, 0.36*p.s, 0.46*p.s))
		c.fill(dark, smooth(p.x-p.s, p.y+2.4*p.s, p.x-0.9*p.s, p.y+0.9*p.s, p.x-0.3*p.s, p.y+0.4*p.s, p.x+0.3*p.s, p.y+0.4*p.s, p.x+0.9*p.s, p.y+0.9*p.s, p.x+p.s, p.y+2.4*p.s))
		cx, cy := p.x+side*0.5*p.s, p.y-0.06*p.s
		c.fill(dark, rect(min(cx-0.3*p.s, cx+0.3*p.s), cy-0.24*p.s, cx+0.3*p.s, cy+0.24*p.s))
		c.fill(dark, limb(cx, cy, 0.2*p.s, cx+side*0.62*p.s, cy-0.03*p.s, 0.23*p.s))
		c.fill(dark, limb(p.x+side*0.9*p.s, p.y+p.s, 0.2*p.s, cx, cy+0.2*p.s, 0.14*p.s))
	}
	c.glow(24, 55, 26, rgb{1.3, 1.4, 1.6}, 1)
	c.fill(flat(rgb{2.6, 2.7, 2.9}), rect(21.6, 53.8, 26.4, 56.2))
}

// ballot: a hand and a ballot box; square.
func ballot(c *canvas) {
	c.ground(stop{0, hex(0xd8d2c4)}, stop{60, hex(0xb8b0a0)}, stop{100, hex(0x6a5a48)})
	for i := range 4 {
		x := 4 + 26*float64(i)
		c.fill(across(hex(0x3f6a9a), hex(0x24446c), x, x+20), rect(x, 22, x+20, 62))
		c.fill(flat(hex(0xeef2f4)), rect(x+2, 25, x+18, 44))
		c.figure(x+10, 74, 42, standing, silhouette(flat([]rgb{hex(0x5a4a54), hex(0x8a4a3a), hex(0x3a4a44), hex(0x6a6a7a)}[i])))
	}
	c.glow(20, 8, 60, hex(0xffffff), 0.5)
	c.defocus(2.2)
	c.fill(down(hex(0x9a7048), hex(0x5a3a20), 84, 100), rect(0, 86, 100, 101))
	c.puff(50, 91, 46, 4, hex(0x2a180c), 0.7)
	c.fill(across(hex(0xe4eef4), hex(0x8fa4b4), 18, 82).thin(0.42), poly(18, 54, 82, 54, 79, 91, 21, 91))
	for range 46 {
		x, y := c.between(25, 74), 89-26*c.rnd.Float64()*c.rnd.Float64()
		c.fill(flat(mix(hex(0xffffff), hex(0xbcc4c8), c.rnd.Float64())), scrap(x, y, c.between(3.4, 5.2), c.between(0, 180)))
	}
	c.fill(across(hex(0xe4eef4), hex(0x8fa4b4), 18, 82).thin(0.3), poly(18, 54, 82, 54, 79, 91, 21, 91))
	for _, l := range [][4]float64{{18, 54, 21, 91}, {82, 54, 79, 91}, {21, 91, 79, 91}} {
		c.fill(flat(hex(0xf4fafc)).thin(0.8), limb(l[0], l[1], 0.5, l[2], l[3], 0.5))
	}
	c.fill(down(hex(0x3a6aa8), hex(0x1c3a6a), 48, 57), poly(14, 50, 86, 50, 84.6, 57, 15.4, 57))
	c.fill(flat(hex(0x4a80c0)), poly(20, 45, 80, 45, 86, 50.2, 14, 50.2))
	c.fill(flat(hex(0x0c1830)), poly(37, 47, 63, 47, 64, 48.4, 36, 48.4))
	c.fill(across(hex(0xffffff), hex(0xc4ccd2), 40, 60), poly(41, 47.6, 44, 22, 62, 24, 59, 47.8))
	c.fill(flat(hex(0x9aa4ac)).thin(0.7), poly(50.6, 23, 53, 23, 50.4, 47.8, 49, 47.8))
	c.fill(across(hex(0x3a4458), hex(0x161c2a), 60, 100), poly(104, -12, 66, 7, 73, 22, 106, 10))
	c.fill(flat(hex(0xf2f2f0)), poly(66.4, 6.6, 62, 9.2, 68.4, 24, 73, 21.6))
	skin := across(hex(0xf0c09a), hex(0xb07850), 48, 70)
	c.fill(skin, smooth(67, 9, 58, 10, 51, 15, 49, 22, 55, 27, 62, 28, 70, 22))
	c.fill(skin, limb(56, 14, 2.5, 47.6, 26, 1.7))
	c.fill(skin, limb(58, 21, 2.6, 52, 33, 1.8))
	c.fill(skin, limb(61, 22, 2.6, 56.6, 35, 1.8))
	c.fill(skin, limb(64, 22, 2.5, 61, 35, 1.7))
	c.puff(56.4, 27, 0.8, 6, hex(0x6a3a20), 0.5)
	c.puff(60.4, 28, 0.8, 6, hex(0x6a3a20), 0.5)
	c.fill(flat(hex(0xf8dcc4)), oval(56.2, 35, 1, 1.3))
}

// protest: a march with placards and coloured smoke.
func protest(c *canvas) {
	c.ground(stop{0, hex(0xa8c8e0)}, stop{40, hex(0xe8eef0)}, stop{60, hex(0xd8c8b8)}, stop{100, hex(0x4a4048)})
	for side, x := range []float64{-6, 112} {
		for i := range 4 {
			d := float64(i)
			x0, w := x+13*d, 14-2*d
			if side == 1 {
				x0 = x + 34 - 13*d
			}
			wall := across(mix(hex(0xc8a078), hex(0xe0d0c0), d/4), mix(hex(0x9a7454), hex(0xc0ac9c), d/4), x0, x0+w)
			c.fill(wall, rect(x0, 2+9*d, x0+w, 70))
			for y := 6 + 9*d; y < 62; y += 7 - d {
				for k := range 3 {
					wx := x0 + w*(0.12+0.3*float64(k))
					c.fill(flat(hex(0x5a6470)), rect(wx, y, wx+0.16*w, y+3.6-0.5*d))
				}
			}
		}
	}
	c.defocus(0.6)
	for range 5 {
		c.crowd(60, 2.2, 0.2, flat(mix(hex(0x7a6a70), hex(0x5a5058), c.rnd.Float64())))
	}
	c.smoke(96, 66, 9, 22, hex(0xf06a9a), hex(0xf8b8d0), 0.85)
	c.smoke(40, 68, 7, -14, hex(0xf0a040), hex(0xf8dcb0), 0.7)
	cols := []rgb{hex(0xf4f0e4), hex(0xf2c83a), hex(0xd8453a), hex(0x3a9ac8), hex(0xf4f0e4), hex(0x6ab04a)}
	for row := range 4 {
		t := float64(row) / 3
		y, size := 66+19*t, 3.2+6.4*t
		for range 9 - 2*row {
			x, w := c.between(-4, c.wide), size*c.between(1.4, 2.2)
			lean := c.between(-12, 12)
			px, py := reach(x, y, 180-lean, size*c.between(2.6, 3.8))
			c.fill(flat(hex(0x6a4a2c)), limb(x, y+size, 0.09*size, px, py, 0.09*size))
			col := cols[c.rnd.IntN(6)].times(0.86 + 0.14*t)
			h := w * 0.72
			turn := lean * math.Pi / 180
			sin, cos := math.Sincos(turn)
			at := func(u, v float64) (float64, float64) { return px + u*cos - v*sin, py + u*sin + v*cos }
			x0, y0 := at(-w/2, -h/2)
			x1, y1 := at(w/2, -h/2)
			x2, y2 := at(w/2, h/2)
			x3, y3 := at(-w/2, h/2)
			c.fill(down(col, col.times(0.8), y0, y3), poly(x0, y0, x1, y1, x2, y2, x3, y3))
			for k := range 3 {
				l := w * c.between(0.2, 0.38)
				v := h * (-0.26 + 0.26*float64(k))
				ax, ay := at(-l, v)
				bx, by := at(l, v)
				c.fill(flat(hex(0x1c1a20)).thin(0.85), limb(ax, ay, 0.055*w, bx, by, 0.055*w))
			}
		}
		c.crowd(y, size, 0.22, flat(mix(hex(0x4a4450), hex(0x14121a), t)))
	}
	c.wave(24, 28, 26, 15, upright(hex(0x7a3a9a), hex(0xf4f4f0), hex(0xf0b030)))
	c.fill(flat(hex(0x2a2028)), limb(24, 27, 0.35, 21, 92, 0.5))
}

// summit: leaders line up for the family photo.
func summit(c *canvas) {
	c.ground(stop{0, hex(0xe8e4da)}, stop{58, hex(0xd0c8b8)}, stop{66, hex(0x24508a)}, stop{100, hex(0x16345f)})
	for i := range 8 {
		x := 4 + 23*float64(i)
		c.fill(across(hex(0xf8f4ea), hex(0xb8ac98), x, x+6), rect(x, 0, x+6, 64))
	}
	c.glow(89, 10, 90, hex(0xfff8e8), 0.3)
	c.defocus(0.6)
	flags := []pattern{
		bands(hex(0xc8202c), hex(0xf4f4f0), hex(0x1f4a9a)), upright(hex(0x1f8a4a), hex(0xf4f4f0), hex(0xd8342e)), bands(hex(0x1a1a1e), hex(0xd8342e), hex(0xf0c030)),
		upright(hex(0x24509a), hex(0xf0c838), hex(0xc8242c)), bands(hex(0x4aa0d8), hex(0xf4f4f0), hex(0x4aa0d8)), bands(hex(0xf0c030), hex(0x1f5aa8)),
		upright(hex(0x1a6a4a), hex(0xf2a030)), bands(hex(0xf4f4f0), hex(0xd8342e)), usFlag,
	}
	for i, f := range flags {
		x := 12 + 18.4*float64(i)
		c.fill(across(hex(0xe0bd6a), hex(0x6d4d1c), x+3.6, x+4.6), rect(x+3.6, 12, x+4.6, 68))
		c.fill(flat(hex(0xf3d98e)), disc(x+4.1, 11.6, 1))
		c.drape(x-3, 13.5, 14, 50, f)
	}
	c.fill(down(hex(0x2f6ab0), hex(0x1a3f78), 66, 80), poly(8, 67, 170, 67, 178, 79, 0, 79))
	c.fill(flat(hex(0x12305c)), rect(0, 79, c.wide, 80.5))
	suits := []rgb{hex(0x1c2434), hex(0x2c3038), hex(0xb83a4a), hex(0x1a2440), hex(0x3a3a40), hex(0x22283a), hex(0x2a7a78), hex(0x1e222c), hex(0x44403c)}
	hairs := []rgb{hex(0x2a1c14), hex(0xb0aca6), hex(0x7a4a28), hex(0x8a8680), hex(0x14100e), hex(0xd0ccc6), hex(0xc8a868), hex(0x3a2a20), hex(0x1a1412)}
	skins := []rgb{hex(0xd8a684), hex(0xe8bc9a), hex(0xe8c0a0), hex(0xb07a54), hex(0x7a4e36), hex(0xe4b896), hex(0xecc8a8), hex(0xc89468), hex(0x6a4430)}
	for i := range 9 {
		x, h := 17+18*float64(i), c.between(45, 51)
		foot := 91 - 4*float64(i%2)
		woman := i == 2 || i == 6
		d := dress{
			skin: across(skins[i], skins[i].times(0.65), x-3, x+4), hair: flat(hairs[i]),
			top: across(suits[i].times(1.25), suits[i].times(0.6), x-6, x+7), legs: across(suits[i].times(1.1), suits[i].times(0.5), x-6, x+7), shoes: flat(hex(0x0c0c10)),
		}
		c.puff(x+1, foot+0.8, 8, 1.1, hex(0x0a1c38), 0.8)
		p := pose{leftArm: bend{-9, 2}, rightArm: bend{9, -2}, leftLeg: bend{-3, -1}, rightLeg: bend{3, 1}}
		if woman {
			d.legs = across(hex(0x3a3038), hex(0x16121a), x-4, x+5)
		}
		b := c.figure(x, foot, h, p, d)
		neck := b.head.y + 0.105*h
		if !woman {
			c.fill(flat(suits[i].times(0.45)), limb(x, neck+0.11*h, 0.004*h, x, foot-0.46*h, 0.004*h))
			c.fill(flat(hex(0xf2f2f2)), poly(x-0.026*h, neck-0.01*h, x+0.026*h, neck-0.01*h, x, neck+0.11*h))
			c.fill(flat([]rgb{hex(0x9a2430), hex(0x24508a), hex(0x5a2a6a)}[i%3]), poly(x-0.008*h, neck, x+0.008*h, neck, x+0.009*h, neck+0.09*h, x, neck+0.11*h, x-0.009*h, neck+0.09*h))
		} else {
			c.fill(d.top, poly(x-0.08*h, foot-0.53*h, x+0.08*h, foot-0.53*h, x+0.1*h, foot-0.26*h, x-0.1*h, foot-0.26*h))
			c.fill(flat(hairs[i]), oval(b.head.x-0.05*h, b.head.y+0.02*h, 0.016*h, 0.055*h))
			c.fill(flat(hairs[i]), oval(b.head.x+0.05*h, b.head.y+0.02*h, 0.016*h, 0.055*h))
		}
		for _, side := range []float64{-0.02, 0.02} {
			c.fill(flat(hex(0x1c120e)), disc(b.head.x+side*h, b.head.y, 0.0055*h))
		}
		c.fill(flat(hex(0x8a4038)).thin(0.7), limb(b.head.x-0.014*h, b.head.y+0.03*h, 0.004*h, b.head.x+0.014*h, b.head.y+0.03*h, 0.004*h))
	}
}
