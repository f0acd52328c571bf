package demo

import "math"

// concert: a singer in spotlights before a crowd; upright.
func concert(c *canvas) {
	c.ground(stop{0, hex(0x0a0618)}, stop{60, hex(0x2a1248)}, stop{100, hex(0x08040f)})
	cols := []rgb{hex(0xff4fa0), hex(0x5a8cff), hex(0xffc84a), hex(0x9a5aff), hex(0x3ad8d0)}
	for i := range 9 {
		x := 2 + 8*float64(i)
		a := math.Pi/2 + 0.35*math.Sin(float64(i)*2.3)
		c.beam(x, 5, a, 0.09, 88, cols[i%5], 0.75)
		c.fill(flat(hex(0x0a0a10)), rect(x-1.4, 2.4, x+1.4, 5.6))
		c.glow(x, 5.6, 5, cols[i%5], 1.3)
	}
	c.fill(flat(hex(0x0c0a16)), rect(0, 1.6, c.wide, 2.6))
	c.veil(0, 30, c.wide, 80, func(x, y float64) (rgb, float64) {
		return hex(0xb890ff), 0.32 * ramp(c.cloudy(x/16, y/9, 4), 0.42, 0.8) * ramp(y, 30, 60)
	})
	for range 46 {
		c.puff(c.between(0, c.wide), c.between(20, 64), 0.5, 0.3, cols[c.rnd.IntN(5)], 0.9)
	}
	c.defocus(0.35)
	c.fill(down(hex(0x5a2a86), hex(0x120a20), 68, 78), rect(0, 68, c.wide, 80))
	c.glow(33, 44, 30, hex(0xfff0ff), 0.32)
	d := dress{flat(hex(0xd9a080)), flat(hex(0x1a0d10)), across(hex(0xff5aa0), hex(0x6a1a60), 26, 42), flat(hex(0x1a1024)), flat(hex(0xf0d0f0))}
	b := c.figure(33, 70, 42, pose{lean: -6, leftArm: bend{-150, -168}, rightArm: bend{52, 158}, leftLeg: bend{-14, -8}, rightLeg: bend{14, 10}}, d)
	c.fill(d.hair, smooth(b.head.x-2.4, b.head.y+4, b.head.x-2.6, b.head.y-1.5, b.head.x, b.head.y-3, b.head.x+1.2, b.head.y-1.4, b.head.x-0.9, b.head.y+1, b.head.x-1, b.head.y+4.6))
	c.fill(flat(hex(0x101014)), limb(b.rightHand.x-0.2, b.rightHand.y+0.6, 0.4, b.head.x+2, b.head.y+1.4, 0.55))
	dark := silhouette(flat(hex(0x0a0714)))
	c.figure(12, 67, 26, pose{lean: 5, leftArm: bend{20, 95}, rightArm: bend{10, 70}, leftLeg: bend{-12, -6}, rightLeg: bend{14, 4}}, dark)
	c.fill(flat(hex(0x0a0714)), limb(9, 55, 1.9, 21, 50, 0.4))
	c.figure(56, 67, 26, pose{lean: -5, leftArm: bend{-30, 60}, rightArm: bend{-10, -80}, leftLeg: bend{-14, -4}, rightLeg: bend{12, 6}}, dark)
	c.fill(flat(hex(0x0a0714)), limb(58, 56, 1.9, 47, 51, 0.4))
	for i := range 3 {
		t := float64(i) / 2
		c.crowd(77+8*t, 4.5+4*t, 0.55, flat(mix(hex(0x22123c), hex(0x040208), t)))
	}
	for range 60 {
		c.fill(flat(cols[c.rnd.IntN(5)]).thin(0.85), scrap(c.between(0, c.wide), c.between(8, 76), c.between(0.2, 0.5), c.between(0, 180)))
	}
}

// scrap is a scrap of paper of half-length r, turned by a degrees.
func scrap(x, y, r, a float64) shape {
	x0, y0 := reach(x, y, a, r)
	x1, y1 := reach(x, y, a+60, r)
	x2, y2 := reach(x, y, a+180, r)
	x3, y3 := reach(x, y, a+240, r)
	return poly(x0, y0, x1, y1, x2, y2, x3, y3)
}

// trading: a trader before a wall of falling prices.
func trading(c *canvas) {
	c.ground(stop{0, hex(0x070c16)}, stop{100, hex(0x0c1524)})
	for i := range 6 {
		x, y := 3+49.5*float64(i%3), 5+37*float64(i/3)
		c.screen(x, y, 46, 33, i)
	}
	c.defocus(0.35)
	c.fill(down(hex(0x2a3444), hex(0x0d1118), 84, 100), poly(-2, 88, c.wide+2, 88, c.wide+2, 101, -2, 101))
	for i := range 4 {
		x := 8 + 37*float64(i)
		c.fill(flat(hex(0x05070b)), rect(x, 72, x+25, 88))
		c.fill(across(hex(0x143050), hex(0x0a1626), x, x+25), rect(x+0.8, 72.8, x+24.2, 86.8))
		for k := range 9 {
			col := hex(0x3ad07a)
			if c.rnd.Float64() < 0.65 {
				col = hex(0xf0564a)
			}
			y := 74 + 1.4*float64(k)
			c.fill(flat(hex(0xb8c8da)).thin(0.7), rect(x+2, y, x+2+c.between(3, 7), y+0.6))
			c.fill(flat(col), rect(x+13, y, x+13+c.between(2, 8), y+0.6))
		}
		c.fill(flat(hex(0x05070b)), rect(x+11, 88, x+14, 91))
	}
	c.bust(96, 52, 25, bust{
		skin: across(hex(0x9a6f56), hex(0xd9a888), 86, 106),
		hair: across(hex(0x14100e), hex(0x3a2c26), 86, 106),
		coat: across(hex(0x131a28), hex(0x2c3a54), 74, 118), shirt: across(hex(0xa8b8d0), hex(0xe4ecf6), 86, 106),
		tie: hex(0x9a2a32), glasses: true, turn: -0.6,
	})
	c.fill(across(hex(0xa87a5e), hex(0xd4a283), 76, 90), smooth(80, 66, 83, 58, 86, 58, 88, 64, 86, 70, 81, 71))
	c.fill(across(hex(0x131a28), hex(0x222e44), 66, 90), limb(72, 96, 5.4, 83, 71, 3.6))
}

// screen shows a chart that falls or rises.
func (c *canvas) screen(x, y, w, h float64, n int) {
	c.fill(flat(hex(0x0c1828)), rect(x, y, x+w, y+h))
	for i := range 6 {
		c.fill(flat(hex(0x27405c)).thin(0.7), rect(x, y+float64(i)*h/6, x+w, y+float64(i)*h/6+0.12))
	}
	down := n%3 != 2
	level := 0.25
	if !down {
		level = 0.8
	}
	const bars = 34
	for i := range bars {
		step := c.between(-0.05, 0.09)
		if !down {
			step = c.between(-0.08, 0.05)
		}
		next := min(max(level+step, 0.08), 0.92)
		col := rgb{0.2, 1.1, 0.55}
		if next > level {
			col = rgb{1.35, 0.28, 0.24}
		}
		bx := x + 1 + (w-2)*float64(i)/bars
		top, bottom := min(level, next), max(level, next)+0.012
		c.fill(flat(col), rect(bx, y+h*top, bx+0.8, y+h*bottom))
		c.fill(flat(col).thin(0.7), rect(bx+0.32, y+h*(top-0.03), bx+0.48, y+h*(bottom+0.03)))
		level = next
	}
	c.glow(x+w/2, y+h/2, 0.7*w, hex(0x2a5a90), 0.16)
}

// author: a writer at a window with her books; upright.
func author(c *canvas) {
	c.ground(stop{0, hex(0x4a3a30)}, stop{100, hex(0x2a1d18)})
	for row := range 5 {
		y := 14 + 20*float64(row)
		for x := 26.0; x < 72; {
			w, h := c.between(0.9, 2.4), c.between(11, 17)
			col := []rgb{hex(0x8a2f2a), hex(0x2f4a6a), hex(0xc9a35a), hex(0x3f5a44), hex(0xd8cfc0), hex(0x5a3a58), hex(0x1f2630)}[c.rnd.IntN(7)]
			c.fill(across(col.times(1.15), col.times(0.55), x, x+w), rect(x, y-h, x+w-0.12, y))
			x += w
		}
		c.fill(down(hex(0x9a6f46), hex(0x4a3020), y, y+2), rect(24, y, 72, y+2))
	}
	c.fill(down(rgb{1.25, 1.25, 1.2}, rgb{1, 1.02, 1.05}, 0, 90), rect(-1, -1, 17, 86))
	c.fill(flat(hex(0xe8e0d2)), rect(7.5, 0, 8.7, 86))
	c.fill(flat(hex(0xe8e0d2)), rect(0, 40, 17, 41.2))
	c.fill(across(hex(0xd9cdb8), hex(0x8a7a66), 15, 25), rect(15, 0, 24, 100))
	c.glow(8, 40, 60, hex(0xfff2dc), 0.3)
	c.defocus(0.9)
	c.bust(38, 38, 25, bust{
		skin: across(hex(0xeec2a0), hex(0x94624a), 29, 48),
		hair: across(hex(0x8a5230), hex(0x2a140c), 26, 51),
		coat: across(hex(0x5f8a86), hex(0x1f3a3c), 14, 62), shirt: across(hex(0xf4efe6), hex(0xa89c8c), 30, 46),
		long: true, glasses: true, turn: -0.5,
	})
	c.glow(14, 52, 42, hex(0xfff0d8), 0.16)
}

// sailor: a passport-like portrait of a man at sea, as families hand out; square.
func sailor(c *canvas) {
	c.ground(stop{0, hex(0x9ec6e0)}, stop{46, hex(0xdcebf0)}, stop{56, hex(0xf0eee4)}, stop{100, hex(0x3f6f8a)})
	c.clouds(0, 50, 40, 0.5, hex(0xffffff), hex(0xb4cbd8))
	c.water(56, 0.8, hex(0x2f6280))
	c.defocus(0.9)
	c.fill(flat(hex(0xf4f4f0)), limb(-4, 74, 0.9, 104, 66, 0.9))
	c.fill(flat(hex(0xf4f4f0)), limb(14, 71, 0.9, 16, 104, 0.9))
	c.bust(52, 40, 32, bust{
		skin: across(hex(0xe0a67e), hex(0xa4694a), 40, 64),
		hair: across(hex(0x6a5a4c), hex(0x2f2722), 40, 64),
		coat: across(hex(0xf2b02c), hex(0xa96f14), 22, 82), shirt: across(hex(0x28406a), hex(0x14223c), 42, 62),
		beard: true, turn: 0.25,
	})
	c.fill(across(hex(0x2f4a7a), hex(0x14223e), 40, 64), smooth(39.4, 33, 39, 27, 43, 21.5, 52, 19, 61, 21.5, 65, 27, 64.6, 33, 58, 30.4, 46, 30.4))
	c.fill(across(hex(0x3a588c), hex(0x1a2c4e), 38, 66), smooth(38.6, 34.6, 38.8, 30, 52, 27.4, 65.2, 30, 65.4, 34.6, 52, 31.6))
}
