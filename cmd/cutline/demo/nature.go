package demo

import "math"

// acropolis: a temple on a rock in the evening light.
func acropolis(c *canvas) {
	c.ground(stop{0, hex(0x3a4d86)}, stop{30, hex(0x9a7fa8)}, stop{52, hex(0xf2a66e)}, stop{66, hex(0xffd08a)}, stop{100, hex(0xb06a4a)})
	c.clouds(4, 50, 40, 0.5, hex(0xffb48a), hex(0x8d6c92))
	c.sun(112, 60, 4.4, rgb{1.7, 1.35, 0.8}, hex(0xffa050))
	c.hills(c.ridge(68, 7, 36, 2), hex(0xa8706e), hex(0xd79a78), 58, 76)
	c.hills(c.ridge(74, 6, 20, 6), hex(0x7a4f58), hex(0xa8705e), 66, 84)
	rock := func(x float64) float64 {
		d := math.Abs(x-66) / 46
		return 54 + 34*ramp(d, 0.75, 1.25) + 2.4*c.cloudy(x/5, 4, 4)
	}
	c.fill(down(hex(0x6e4238), hex(0x2c1a20), 52, 92), under(0, c.wide, 101, 0.3, rock))
	stone := across(hex(0xb98a6a), hex(0xffdca8), 36, 100)
	c.fill(stone, rect(36, 53, 98, 55.6))
	c.fill(stone, rect(38, 51.6, 96, 53.4))
	for i := range 14 {
		x := 39.5 + 4.15*float64(i)
		c.fill(across(hex(0x8a5f50), hex(0xffe2b2), x, x+2.1), poly(x, 51.8, x+0.25, 33, x+1.85, 33, x+2.1, 51.8))
		c.fill(flat(hex(0xe9bd8e)), rect(x-0.3, 32, x+2.4, 33.2))
	}
	c.fill(stone, poly(37.5, 27.6, 97, 27.6, 97, 32.2, 37.5, 32.2))
	for i := range 28 {
		x := 38.5 + 2.1*float64(i)
		c.fill(flat(hex(0x8c5c4c)).thin(0.7), rect(x, 29, x+0.9, 30.8))
	}
	c.fill(stone, poly(36.8, 27.8, 56, 21.4, 66, 19.4, 72, 20.6, 74, 23, 83, 24, 97.6, 27.8))
	c.fill(flat(hex(0x9c6b56)), poly(44, 26.8, 66, 20.8, 71, 22, 76, 26.8))
	for x := 0.0; x < c.wide; x += 3.4 {
		h := c.between(5, 12)
		c.fill(flat(hex(0x1c1418)), smooth(x-1.4, 101, x-1.6, 97-h*0.3, x, 97-h, x+1.6, 97-h*0.3, x+1.4, 101))
	}
	c.skyline(101, 3, 10, 8, down(hex(0x3a262c), hex(0x1e1418), 88, 100), hex(0xffc873), 0.25)
}

// sun paints a low sun and the light around it.
func (c *canvas) sun(x, y, r float64, col, around rgb) {
	c.glow(x, y, r*14, around, 0.45)
	c.glow(x, y, r*5, around, 0.6)
	c.fill(flat(col), disc(x, y, r))
}

// fuji: a snow-capped volcano behind cherry blossom, mirrored in a lake; square.
func fuji(c *canvas) {
	c.ground(stop{0, hex(0x6fa8dc)}, stop{40, hex(0xcfe0ef)}, stop{62, hex(0xf9dcd8)}, stop{100, hex(0xf9dcd8)})
	c.clouds(28, 60, 50, 0.4, hex(0xffffff), hex(0xe6c8d0))
	cone := func(x float64) float64 {
		d := math.Abs(x-52) / 46
		return 22 + 44*math.Pow(min(max(d-0.07, 0), 1.2), 0.72) + 1.2*(c.cloudy(x/4, 2, 3)-0.5)
	}
	c.fill(down(hex(0x5a7096), hex(0xa9b4c9), 22, 66), under(0, c.wide, 66.2, 0.25, cone))
	tops := make([]float64, c.w) // of the cone, for every column of pixels
	for i := range tops {
		tops[i] = cone((float64(i) + 0.5) / c.unit)
	}
	c.each(0, 20, c.wide, 52, func(x, y float64, p rgb) rgb {
		if y < tops[int(x*c.unit)] {
			return p
		}
		line := 38 + 14*(c.noise(x/2.6, 1)-0.5) + 5*(c.noise(x/0.9, 7)-0.5)
		snow := mix(hex(0xffffff), hex(0xb9c9e2), ramp(x+3*c.noise(x, y/4), 48, 58))
		return mix(p, snow, 1-ramp(y, line-2, line+2))
	})
	c.hills(c.ridge(64, 4, 16, 5), hex(0x4a6076), hex(0x8ca0aa), 58, 68)
	c.water(67, 0.55, hex(0x7fa3c4))
	c.defocus(0.35)
	bark := flat(hex(0x2e2024))
	c.fill(bark, limb(-2, 8, 1.6, 34, 4, 0.8))
	c.fill(bark, limb(20, 5.5, 0.8, 42, 15, 0.4))
	c.fill(bark, limb(104, 0, 1.8, 66, 9, 0.5))
	c.fill(bark, limb(84, 4.6, 0.7, 76, 17, 0.3))
	for i, b := range [][4]float64{{-2, 6, 36, 3}, {104, 1, 66, 9}, {20, 5.5, 44, 16}, {86, 4, 75, 18}} {
		for range []int{430, 430, 170, 170}[i] {
			t := c.rnd.Float64()
			spread := []float64{6, 7, 4, 4}[i] * (1 - 0.4*t)
			c.blossom(b[0]+(b[2]-b[0])*t+c.between(-2, 2), b[1]+(b[3]-b[1])*t+c.between(-spread, spread), c.between(0.5, 1.15))
		}
	}
	for range 50 {
		c.blossom(c.between(0, 100), c.between(20, 98), c.between(0.25, 0.5))
	}
}

func (c *canvas) blossom(x, y, r float64) {
	col := mix(hex(0xf7b6cc), hex(0xfff0f4), c.rnd.Float64())
	a := c.between(0, 72)
	for i := range 5 {
		px, py := reach(x, y, a+72*float64(i), 0.6*r)
		c.fill(flat(col).thin(0.9), disc(px, py, 0.48*r))
	}
	c.fill(flat(hex(0xd9577f)).thin(0.8), disc(x, y, 0.2*r))
}

// wheat: a combine harvester under a blue sky.
func wheat(c *canvas) {
	c.ground(stop{0, hex(0x1d5fae)}, stop{40, hex(0x6fb0e6)}, stop{55, hex(0xcfe6f5)}, stop{100, hex(0xe0b040)})
	c.clouds(4, 46, 30, 0.45, hex(0xffffff), hex(0xa9c5de))
	c.fill(down(hex(0xf2cf5c), hex(0xb9802a), 55, 100), rect(0, 55, c.wide, 100))
	for x := 0.0; x < c.wide; x += 0.9 {
		c.puff(x, 55, 1.6, c.between(0.5, 1.6), hex(0x4d6a3c), 0.8)
	}
	c.puff(48, 58, 34, 7, hex(0xf0dcae), 0.8)
	c.puff(28, 55, 30, 8, hex(0xf0dcae), 0.6)
	c.harvester(62, 66)
	for row := range 26 {
		t := float64(row) / 25
		y := 62 + 40*t*t
		h := 1.6 + 15*t*t
		for x := c.between(-1, 0); x < c.wide+2; x += 0.5 + 1.5*t {
			if row < 9 && x < 62 {
				continue
			}
			col := mix(hex(0xc58f2a), hex(0xffe08a), c.rnd.Float64()).times(0.75 + 0.25*t)
			tip := x + c.between(-0.1, 0.25)*h
			top := y - h*c.between(0.8, 1.1)
			c.fill(flat(col.times(0.8)), limb(x, y+h*0.4, 0.05+0.12*t, tip, top, 0.05+0.1*t))
			if t > 0.35 {
				c.fill(flat(col), limb(tip, top, 0.2+0.45*t, tip+0.05*h, top-0.16*h, 0.1+0.2*t))
			}
		}
	}
}

// harvester faces right; its wheels stand on y.
func (c *canvas) harvester(x, y float64) {
	red := down(hex(0xd43a2c), hex(0x8c1d1a), y-20, y-4)
	c.fill(red, poly(x-16, y-15, x+6, y-15, x+9, y-12, x+9, y-4, x-14, y-4))
	c.fill(flat(hex(0xe8e4da)), poly(x-16, y-15, x+6, y-15, x+5, y-16.4, x-15, y-16.4))
	c.fill(down(hex(0xa9d3ea), hex(0x35505f), y-22, y-13), poly(x+4, y-22, x+11, y-22, x+12.5, y-12.5, x+5, y-12.5))
	c.fill(flat(hex(0xb02a22)), rect(x+3.4, y-23, x+11.6, y-21.8))
	c.fill(flat(hex(0x2a2c30)), limb(x+8, y-6, 1, x+17, y-2.5, 0.8))
	c.fill(flat(hex(0xc9b44a)), rect(x+15, y-5, x+19, y))
	for i := range 6 {
		px, py := reach(x+19, y-4, float64(i)*60+12, 3.6)
		c.fill(flat(hex(0xd8382e)), limb(x+19, y-4, 0.3, px, py, 0.3))
	}
	for _, w := range []struct{ x, r float64 }{{6, 4.6}, {-10, 2.9}} {
		c.fill(flat(hex(0x17171a)), disc(x+w.x, y-w.r+0.5, w.r))
		c.fill(flat(hex(0xe3c04a)), disc(x+w.x, y-w.r+0.5, w.r*0.45))
	}
}

// eruption: lava and ash over an island at night.
func eruption(c *canvas) {
	c.ground(stop{0, hex(0x0a0d1c)}, stop{45, hex(0x2b1a2e)}, stop{66, hex(0x6a2a24)}, stop{100, hex(0x0c0b12)})
	c.stars(160, 50)
	c.glow(74, 44, 56, hex(0xff5a1c), 0.6)
	c.smoke(75, 42, 17, 50, hex(0xb8502a), hex(0x4a3a46), 0.97)
	for range 520 {
		a := c.between(-1, 1)
		t := c.rnd.Float64()
		v := c.between(0.5, 1)
		x := 74 + 34*a*t*v
		y := 42 - 78*v*t + 74*t*t
		if y < 62 {
			c.glow(x, y, c.between(0.4, 1.5), rgb{2, 0.9, 0.25}, 1.1*(1-0.6*t))
		}
	}
	slope := func(x float64) float64 {
		d := math.Abs(x - 74)
		return 41 + 27*math.Pow(max(d-4, 0)/62, 0.75) + 3*(c.cloudy(x/5, 2, 4)-0.5)
	}
	c.fill(down(hex(0x3a1614), hex(0x0b090d), 40, 68), under(0, c.wide, 70, 0.25, slope))
	for i, a := range []float64{-0.5, -0.14, 0.22, 0.6} {
		x, y, w := 74+3.4*a, 41.5, 1.1
		for y < 70 {
			c.glow(x, y, w*4.5, hex(0xff3a0a), 0.14)
			c.puff(x, y, w, w*0.8, rgb{1.9, 0.85, 0.2}, 0.8)
			y += 0.35
			x += a*0.75 + 0.8*(c.noise(y/2.2, float64(i)*9)-0.5)
			w = 0.5 + 0.7*c.noise(y/3, float64(i))
		}
	}
	c.water(70, 0.8, hex(0x090a12))
	c.boat(24, 84, 0.9, hex(0x06060a))
}

// boat is a fishing boat seen from the side.
func (c *canvas) boat(x, y, k float64, col rgb) {
	c.fill(flat(col), poly(x-10*k, y-2*k, x+12*k, y-3.4*k, x+8*k, y+1.4*k, x-8*k, y+1.4*k))
	c.fill(flat(col), rect(x-6*k, y-6*k, x, y-1.5*k))
	c.fill(flat(col), rect(x+2.4*k, y-13*k, x+2.9*k, y-2*k))
	c.fill(flat(col), limb(x+2.6*k, y-12*k, 0.14*k, x+10*k, y-5*k, 0.14*k))
	c.fill(flat(rgb{1.6, 1.3, 0.8}), rect(x-4.6*k, y-5*k, x-2.6*k, y-3.6*k))
	c.glow(x-3.6*k, y-4.3*k, 5*k, hex(0xffd38a), 0.5)
}

// aurora: northern lights over a cabin.
func aurora(c *canvas) {
	c.ground(stop{0, hex(0x050a1c)}, stop{60, hex(0x0e2740)}, stop{76, hex(0x173c50)}, stop{100, hex(0x0a1420)})
	c.stars(520, 74)
	for band := range 3 {
		b := float64(band)
		c.veil(0, 0, c.wide, 76, func(x, y float64) (rgb, float64) {
			foot := 56 - 9*b + 13*math.Sin(x/27+b*2.1) + 5*math.Sin(x/9+b)
			up := (foot - y) / (38 - 6*b)
			if up < -0.12 || up > 1 {
				return rgb{}, 0
			}
			ray := 0.35 + 0.65*c.cloudy(x/2.6+b*30, y/80, 3)
			a := ray * ramp(up, -0.12, 0.06) * (1 - up) * (1 - up)
			return mix(rgb{0.25, 1.15, 0.6}, hex(0x9a3fd0), ramp(up, 0.2, 0.85)), a * (0.95 - 0.2*b)
		})
	}
	c.hills(c.ridge(76, 10, 40, 4), hex(0x0e2234), hex(0x1a3b48), 64, 82)
	c.fill(down(hex(0x9fc3cf), hex(0x365567), 79, 100), under(0, c.wide, 101, 0.5, func(x float64) float64 { return 82 + 3*c.noise(x/24, 2) }))
	c.fill(flat(hex(0x15110f)), rect(98, 72, 119, 85))
	c.fill(flat(hex(0xc6dbe2)), poly(95, 73, 108, 62.5, 122, 73, 120, 75, 108, 65.5, 97, 75))
	c.fill(flat(rgb{1.7, 1.15, 0.5}), rect(102, 76, 106, 80.5))
	c.fill(flat(rgb{1.7, 1.15, 0.5}), rect(111, 76, 115, 80.5))
	c.glow(109, 79, 20, hex(0xff9a3c), 0.4)
	for range 34 {
		x := c.between(-2, c.wide)
		if x > 88 && x < 126 {
			continue
		}
		c.fir(x, c.between(82, 88), c.between(10, 23), hex(0x07121a))
	}
}

// fir is a conifer of height h.
func (c *canvas) fir(x, y, h float64, col rgb) {
	for i := range 5 {
		t := float64(i) / 5
		w := 0.05*h + 0.17*h*t
		top := y - h*(1-t*0.9)
		c.fill(flat(col), poly(x, top, x+w, top+0.3*h, x-w, top+0.3*h))
	}
	c.fill(flat(col), rect(x-0.02*h, y-0.1*h, x+0.02*h, y+1))
}
