package demo

import "math"

// metro: commuters before a train that runs in.
func metro(c *canvas) {
	c.ground(stop{0, hex(0x2a3038)}, stop{30, hex(0x4a5460)}, stop{70, hex(0x5a626a)}, stop{100, hex(0x34383e)})
	for i := range 7 {
		x := 96 - 20*float64(i)*(1+0.1*float64(i))
		c.fill(flat(rgb{1.5, 1.6, 1.7}), poly(x, 8-1.3*float64(i), x+9+float64(i), 8-1.3*float64(i), x+8, 11-1.3*float64(i), x-1, 11-1.3*float64(i)))
	}
	c.fill(down(hex(0xd8dce0), hex(0x8a9098), 14, 66), poly(-2, 8, 118, 26, 118, 58, -2, 74))
	c.fill(flat(hex(0xd83a34)), poly(-2, 60, 118, 51, 118, 54.4, -2, 67))
	for i := range 9 {
		x := -6 + 14.5*float64(i)
		y0, y1 := 17+0.15*x, 49-0.06*x
		c.fill(across(rgb{1.35, 1.25, 0.95}, rgb{1.1, 1.02, 0.8}, x, x+11), poly(x, y0, x+11, y0+1.6, x+11, y1-0.8, x, y1))
		for range 3 {
			px := x + c.between(1, 10)
			c.fill(flat(hex(0x3a3a44)).thin(0.7), oval(px, y1-9, 1.5, 2.2))
			c.fill(flat(hex(0x3a3a44)).thin(0.7), rect(px-2.4, y1-7, px+2.4, y1))
		}
	}
	for range 160 {
		y, x, w := c.between(10, 68), c.between(-40, 100), c.between(20, 90)
		c.fill(flat(mix(hex(0x1c2026), hex(0xffffff), c.rnd.Float64())).thin(c.between(0.05, 0.2)), poly(x, y, x+w, y+0.12*(40-y)*w/100, x+w, y+0.12*(40-y)*w/100+0.5, x, y+0.6))
	}
	c.defocus(0.6)
	c.fill(down(hex(0x6a6e74), hex(0x2e3236), 66, 100), poly(-2, 75, 118, 60, c.wide+2, 57, c.wide+2, 101, -2, 101))
	c.fill(flat(hex(0xf0c030)), poly(-2, 77.6, 120, 61.2, 122, 61.8, -2, 81))
	c.fill(down(hex(0x8a9298), hex(0x5a6268), 10, 62), poly(118, 20, c.wide+2, 16, c.wide+2, 60, 118, 60))
	for i := range 6 {
		x := 122 + 6*float64(i)
		c.fill(flat(hex(0x4a5056)).thin(0.5), rect(x, 19, x+0.2, 60))
	}
	c.fill(flat(hex(0x1c5aa8)), rect(124, 30, 144, 36))
	c.fill(flat(hex(0xf4f4f4)), rect(126, 32.2, 142, 33.8))
	for i, p := range []struct{ x, y, h float64 }{{108, 68, 18}, {98, 71, 21}, {84, 77, 28}, {66, 79, 30}, {122, 80, 30}, {40, 88, 40}, {92, 95, 50}, {18, 98, 56}, {132, 99, 56}} {
		dark := mix(hex(0x2a2c34), hex(0x0a0a0e), float64(i)/8)
		c.puff(p.x+4, p.y, 0.24*p.h, 0.03*p.h, hex(0x0a0c10), 0.7)
		walk := pose{leftArm: bend{-14, -4}, rightArm: bend{16, 40}, leftLeg: bend{-14, -22}, rightLeg: bend{14, 4}, skirt: i%4 == 1}
		if i%3 == 2 {
			walk = pose{leftArm: bend{-12, 40}, rightArm: bend{20, 130}, leftLeg: bend{-5, -2}, rightLeg: bend{6, 2}}
		}
		b := c.figure(p.x, p.y, p.h, walk, silhouette(across(mix(dark, hex(0x8a8a90), 0.35), dark, p.x-0.12*p.h, p.x+0.06*p.h)))
		if i%3 == 0 {
			c.fill(flat(dark), rect(b.leftHand.x-0.07*p.h, b.leftHand.y, b.leftHand.x+0.08*p.h, b.leftHand.y+0.14*p.h))
		}
	}
}

// market: fruit under an awning, its seller behind.
func market(c *canvas) {
	c.ground(stop{0, hex(0x6a5a4a)}, stop{60, hex(0x4a3a30)}, stop{100, hex(0x2a1c16)})
	c.bokeh(90, 0, 16, c.wide, 60, 4, hex(0xe8b070), hex(0x7a9ab0), hex(0xc86a4a), hex(0xf4e0b8))
	c.defocus(1.6)
	c.bust(84, 34, 19, bust{
		skin: across(hex(0xd8a078), hex(0x8a5a3c), 75, 93), hair: across(hex(0x9a948c), hex(0x5a544e), 75, 93),
		coat: across(hex(0x4a7a4a), hex(0x1e3a24), 64, 106), shirt: across(hex(0xf0e8d8), hex(0xb0a490), 78, 92), beard: true, turn: -0.5,
	})
	for i := range 13 {
		x := -4 + 12.4*float64(i)
		col := hex(0xf4efe4)
		if i%2 == 0 {
			col = hex(0xc8342e)
		}
		c.fill(down(col.times(0.95), col.times(0.62), 0, 16), smooth(x, -4, x+12.4, -4, x+12.4, 11, x+6.2, 17, x, 11))
	}
	for _, l := range []float64{24, 62, 118} {
		c.fill(flat(hex(0x1c1814)), limb(l, 10, 0.2, l, 19, 0.2))
		c.glow(l, 22, 22, hex(0xffd890), 0.45)
		c.fill(flat(rgb{2.2, 1.9, 1.3}), disc(l, 21, 1.8))
	}
	type crate struct {
		col  rgb
		r    float64
		leaf bool
	}
	rows := [][]crate{
		{{hex(0xd82a24), 2, true}, {hex(0x8ac03a), 2, true}, {hex(0xf0c020), 2.2, false}, {hex(0x6a2a5a), 1.4, false}, {hex(0xf08a1c), 2.1, true}},
		{{hex(0xf08a1c), 2.7, true}, {hex(0x7a1c3a), 1.5, false}, {hex(0xd83a2a), 2.6, true}, {hex(0xf4d43a), 2.6, false}, {hex(0x5a9a3a), 2.6, true}},
		{{hex(0xf2d040), 3.2, false}, {hex(0xe8582a), 3.2, true}, {hex(0x4a8a34), 3, false}, {hex(0xc82028), 3, true}, {hex(0xf0a028), 3.3, true}},
	}
	for row, crates := range rows {
		y := 55 + 16*float64(row)
		for i, k := range crates {
			w := c.wide / 5
			x := w * float64(i)
			c.fill(flat(hex(0x1c120c)), rect(x, y-2, x+w, y+16))
			for line := range 4 {
				fy := y + 2.6*float64(line)
				for fx := x + 1.6 + float64(line%2)*k.r; fx < x+w-1; fx += 1.9 * k.r {
					col := k.col.times(c.between(0.82, 1.1) * (0.7 + 0.1*float64(line)))
					px, py := fx+c.between(-0.2, 0.2), fy+c.between(-0.3, 0.3)
					c.fill(flat(col.times(0.55)), disc(px, py, k.r))
					c.fill(down(col.times(1.1), col.times(0.7), py-k.r, py+k.r), oval(px-0.1*k.r, py-0.1*k.r, 0.86*k.r, 0.84*k.r))
					c.puff(px-0.3*k.r, py-0.4*k.r, 0.45*k.r, 0.34*k.r, rgb{1.2, 1.15, 1.05}, 0.55)
					if k.leaf && c.rnd.Float64() < 0.3 {
						c.fill(flat(hex(0x3a7a34)), smooth(px, py-0.8*k.r, px+0.9*k.r, py-1.4*k.r, px+1.1*k.r, py-1*k.r))
					}
				}
			}
			c.fill(down(hex(0xb88a58), hex(0x6a4624), y+9, y+16), rect(x+0.3, y+9.6, x+w-0.3, y+15))
			c.fill(flat(hex(0x4a2e18)), rect(x+0.3, y+12, x+w-0.3, y+12.5))
			c.fill(flat(hex(0xf4f0e4)), rect(x+0.4*w, y+9, x+0.66*w, y+13.6))
			c.fill(flat(hex(0x1c1a18)), rect(x+0.44*w, y+10.4, x+0.62*w, y+11))
			c.fill(flat(hex(0xb8242a)), rect(x+0.46*w, y+11.6, x+0.58*w, y+12.7))
		}
	}
}

// tram: the last tram in falling snow.
func tram(c *canvas) {
	c.ground(stop{0, hex(0x1c2a50)}, stop{50, hex(0x44588a)}, stop{70, hex(0x8a90b0)}, stop{100, hex(0xb8c0d8)})
	for i := range 8 {
		x := -4 + 21*float64(i)
		h := c.between(42, 58)
		c.building(x, 70, 20, h, down(mix(hex(0x3a4468), hex(0x5a5070), c.rnd.Float64()), hex(0x50587c), 10, 70), hex(0xffc878), 0.12)
		c.fill(flat(hex(0xd8e0f0)), poly(x-0.6, 70-h, x+10, 64-h, x+20.6, 70-h))
		c.fill(flat(rgb{1.3, 0.95, 0.5}), rect(x+3, 60, x+16, 69))
		c.glow(x+9, 66, 14, hex(0xffb050), 0.3)
	}
	c.defocus(0.8)
	c.fill(down(hex(0xa8b4d0), hex(0xe4eaf4), 68, 100), poly(0, 70, c.wide, 68, c.wide, 101, 0, 101))
	for _, l := range []float64{10, 52, 138} {
		c.fill(flat(hex(0x1a2038)), limb(l, 86, 0.6, l, 34, 0.35))
		c.glow(l, 33, 26, hex(0xffdca0), 0.5)
		c.fill(flat(rgb{2, 1.7, 1.1}), oval(l, 33, 1.5, 2.2))
		c.fill(flat(hex(0xf0f4fa)), oval(l, 30.8, 1.7, 0.7))
	}
	c.fill(flat(hex(0x16203c)), limb(-2, 22, 0.12, c.wide+2, 18, 0.12))
	c.fill(flat(hex(0x5a6480)), poly(0, 93, c.wide, 91.6, c.wide, 92.2, 0, 93.6))
	c.fill(flat(hex(0x5a6480)), poly(0, 87.6, c.wide, 86.4, c.wide, 86.8, 0, 88))
	c.puff(86, 90, 40, 3, hex(0x38446a), 0.8)
	c.fill(flat(hex(0x10182c)), rect(58, 82, 112, 89))
	c.fill(down(hex(0xf4c838), hex(0xb8821c), 66, 84), poly(50.6, 84, 49.6, 72, 51, 65, 119, 65, 120.4, 72, 119.4, 84))
	c.fill(down(hex(0xf0ece0), hex(0xc8c0b0), 42, 66), poly(51, 66, 53, 46.6, 55, 44.6, 115, 44.6, 117, 46.6, 119, 66))
	c.fill(flat(hex(0xf4f8fc)), poly(54, 45.2, 58, 42.8, 112, 42.8, 116, 45.2))
	c.fill(flat(hex(0x24304c)), rect(70, 40.4, 98, 43))
	c.fill(flat(hex(0x24304c)), limb(84, 41, 0.3, 92, 30, 0.25))
	c.fill(flat(hex(0x24304c)), limb(92, 30, 0.25, 86, 20, 0.25))
	for i := range 6 {
		x := 55 + 10.2*float64(i)
		c.fill(down(rgb{1.5, 1.25, 0.8}, rgb{1.25, 0.95, 0.5}, 48, 64), rect(x, 49, x+8.6, 63.6))
		if i != 2 {
			px := x + c.between(2.4, 6)
			c.fill(flat(hex(0x3a2c2c)), oval(px, 57, 1.4, 1.8))
			c.fill(flat(hex(0x3a2c2c)), smooth(px-2.8, 63.6, px-2, 59.4, px+2, 59.4, px+2.8, 63.6))
		}
	}
	c.fill(flat(hex(0x8a5a14)), rect(50.6, 72, 119.6, 72.8))
	c.glow(119, 76, 22, rgb{1.4, 1.2, 0.7}, 0.9)
	c.fill(flat(rgb{2.4, 2.2, 1.6}), disc(118.6, 76, 1.3))
	coat := across(hex(0x8a2a30), hex(0x3a1018), 26, 36)
	walk := pose{lean: 6, leftArm: bend{-8, 10}, rightArm: bend{36, 150}, leftLeg: bend{-12, -18}, rightLeg: bend{13, 2}, skirt: true}
	c.puff(33, 96, 9, 1.2, hex(0x5a6890), 0.8)
	c.figure(31, 95, 34, walk, dress{flat(hex(0xd8a888)), flat(hex(0x2a1c18)), coat, coat, flat(hex(0x1a1418))})
	c.umbrella(34.6, 60, 12, hex(0x24365c))
	for range 900 {
		t := c.rnd.Float64()
		c.fill(flat(rgb{1.1, 1.12, 1.15}).thin(0.35+0.5*t), disc(c.between(0, c.wide), c.between(0, 100), 0.12+0.4*t*t*t))
	}
	for range 24 {
		c.puff(c.between(0, c.wide), c.between(0, 100), 1.6, 1.6, rgb{1.05, 1.06, 1.1}, 0.5)
	}
}

// beach: parasols by the sea, from straight above; square.
func beach(c *canvas) {
	c.ground(stop{0, hex(0xf0dcb0)}, stop{100, hex(0xe8cf9c)})
	c.veil(0, 0, 100, 100, func(x, y float64) (rgb, float64) {
		return hex(0xc8a870), 0.4 * ramp(c.cloudy(x/7, y/7, 4), 0.45, 0.8)
	})
	shore := func(y float64) float64 { return 66 + 5*math.Sin(y/13) + 3*c.noise(y/6, 3) }
	c.each(50, 0, 100, 100, func(x, y float64, was rgb) rgb {
		d := x - shore(y)
		if d < -4 {
			return was
		}
		wet := mix(was, hex(0xb89868), 0.6*ramp(d, -4, -1))
		sea := mix(hex(0xa0ece0), hex(0x0f8ab4), ramp(d, 0, 24))
		return mix(wet, sea, ramp(d, 0, 2))
	})
	c.veil(60, 0, 100, 100, func(x, y float64) (rgb, float64) {
		n := math.Abs(c.cloudy(x/9, y/9, 3)-0.5) * 2
		return hex(0xd8fff8), 0.45 * (1 - ramp(n, 0, 0.2)) * ramp(x-shore(y), 4, 12)
	})
	for range 900 {
		y := c.between(0, 100)
		x := shore(y) + 3.2*c.rnd.Float64()*c.rnd.Float64() + 7*float64(c.rnd.IntN(2))*c.noise(y/9, 8)
		c.puff(x, y, c.between(0.3, 1.1), c.between(0.3, 1), rgb{1.08, 1.1, 1.1}, 0.6)
	}
	cols := [][2]rgb{{hex(0xd8342e), hex(0xf8f4ec)}, {hex(0x1f5aa8), hex(0xf8f4ec)}, {hex(0xf0b020), hex(0xf8f4ec)}, {hex(0x1f8a6a), hex(0xf4e4b0)}, {hex(0xe8703a), hex(0xf8d0a0)}}
	towels := []rgb{hex(0xe85a6a), hex(0x4aa0d8), hex(0xf4d45a), hex(0x7ac08a), hex(0xf4f4f0), hex(0xb07ac8)}
	for row := range 6 {
		for col := range 4 {
			x, y := 8+15.5*float64(col)+c.between(-2, 2), 8+17*float64(row)+c.between(-2, 2)
			for k := range 2 {
				tx := x + 6*float64(k) - 5
				c.fill(flat(hex(0x8a6a40)).thin(0.4), rect(tx+0.6, y+3.4, tx+4, y+11.4))
				c.fill(flat(towels[c.rnd.IntN(6)]), rect(tx, y+3, tx+3.4, y+11))
				if c.rnd.Float64() < 0.7 {
					skin := []rgb{hex(0xd8a07a), hex(0xb87a54), hex(0x7a4e34)}[c.rnd.IntN(3)]
					c.fill(flat(skin), limb(tx+1.7, y+5.4, 0.8, tx+1.7, y+10, 0.5))
					c.fill(flat(hex(0x2a1c14)), disc(tx+1.7, y+4.2, 0.75))
					c.fill(flat(towels[c.rnd.IntN(6)]), rect(tx+0.95, y+7, tx+2.45, y+8.2))
				}
			}
			c.puff(x+2.2, y+2.4, 5.6, 5.4, hex(0x6a4c28), 0.75)
			pair := cols[c.rnd.IntN(5)]
			turn := c.between(0, 60)
			for i := range 12 {
				x0, y0 := reach(x, y, turn+30*float64(i), 5.2)
				x1, y1 := reach(x, y, turn+30*float64(i+1), 5.2)
				light := 0.86 + 0.16*math.Cos((turn+30*float64(i)-200)*math.Pi/180)
				c.fill(flat(pair[i%2].times(light)), poly(x, y, x0, y0, x1, y1))
			}
			c.fill(flat(hex(0xf8f4ec)), disc(x, y, 0.5))
		}
	}
	for range 16 {
		x, y := c.between(74, 97), c.between(4, 96)
		c.puff(x, y, 1.8, 1.8, rgb{1.05, 1.1, 1.1}, 0.6)
		c.fill(flat(hex(0xc08a64)), limb(x-0.9, y, 0.4, x+0.9, y+0.2, 0.4))
		c.fill(flat(hex(0x2a1c14)), disc(x, y, 0.55))
	}
}
