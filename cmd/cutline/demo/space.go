package demo

import "math"

// observatory: a dome under the Milky Way.
func observatory(c *canvas) {
	c.ground(stop{0, hex(0x060a1c)}, stop{60, hex(0x101c3c)}, stop{82, hex(0x3a3a5c)}, stop{100, hex(0x080a12)})
	band := func(x, y float64) float64 { return ((x-30)*0.62 - (y - 74)) / 1.2 }
	c.veil(0, 0, c.wide, 84, func(x, y float64) (rgb, float64) {
		d := band(x, y) - 34
		n := c.cloudy(x/11, y/11, 5)
		core := math.Exp(-d * d / 420)
		rift := ramp(n, 0.52, 0.68) * math.Exp(-d*d/90)
		return mix(hex(0x6a78c0), hex(0xf0c8b0), core*n), core * (0.25 + 0.7*n) * (1 - 0.85*rift) * 0.75
	})
	c.stars(420, 82)
	for range 900 {
		x, y := c.between(0, c.wide), c.between(0, 82)
		if d := band(x, y) - 34; math.Abs(d) < 26*c.rnd.Float64() {
			c.fill(flat(rgb{1.1, 1.1, 1.2}).thin(c.between(0.2, 0.8)), disc(x, y, c.between(0.07, 0.16)))
		}
	}
	c.hills(c.ridge(84, 7, 44, 6), hex(0x141830), hex(0x2a2c48), 76, 88)
	c.fill(flat(hex(0x0a0b14)), under(0, c.wide, 101, 0.5, func(x float64) float64 { return 92 - 7*math.Exp(-(x-104)*(x-104)/900) - c.noise(x/8, 2) }))
	c.fill(across(hex(0x565a78), hex(0x1a1c30), 86, 122), rect(88, 72, 120, 87))
	var dome shape
	for i := range 33 {
		x, y := reach(104, 72, 90+180*float64(i)/32, 18)
		dome = append(dome, point{x, y})
	}
	c.fill(across(hex(0xa8accc), hex(0x2a2c46), 84, 124), dome.oriented())
	c.fill(down(rgb{1.3, 0.42, 0.28}, rgb{0.9, 0.22, 0.16}, 52, 72), poly(96, 72, 97, 56, 99.6, 54.4, 102.6, 54, 104, 72))
	c.fill(flat(hex(0x140a10)), limb(101, 70, 1.6, 96, 55, 1.2))
	c.glow(99, 62, 16, hex(0xff5a3a), 0.35)
	c.fill(flat(hex(0x20223a)), rect(86.6, 70.6, 121.4, 72.6))
	c.fill(flat(rgb{1.2, 0.7, 0.4}), rect(110, 78, 113, 86))
	c.figure(46, 92.6, 12, pose{leftArm: bend{-10, -4}, rightArm: bend{140, 150}, leftLeg: bend{-5, -2}, rightLeg: bend{5, 2}}, silhouette(flat(hex(0x06070c))))
	c.beam(49.4, 82, -0.95, 0.035, 74, hex(0xd8e4ff), 0.6)
}

// spacewalk: an astronaut above the rim of the Earth; square.
func spacewalk(c *canvas) {
	c.ground(stop{0, hex(0x02030a)}, stop{100, hex(0x04060f)})
	c.stars(70, 60)
	const ex, ey, er = 30.0, 176.0, 122.0
	c.glow(ex, ey, er*1.19, hex(0x5aa8ff), 1.6)
	var rim shape
	for i := range 160 {
		x, y := reach(ex, ey, 100+160*float64(i)/159, er)
		rim = append(rim, point{x, y})
	}
	c.fill(down(hex(0x3a86dc), hex(0x0c3470), 54, 100), rim.oriented())
	c.veil(0, 52, 100, 100, func(x, y float64) (rgb, float64) {
		d := er - math.Hypot(x-ex, y-ey)
		if d < 0 {
			return rgb{}, 0
		}
		n := c.cloudy((x-0.3*y)/16, (y-0.12*x)/6, 4)
		land := 0.65 * ramp(c.cloudy(x/24+7, y/14, 4), 0.53, 0.68) * ramp(d, 1.5, 6)
		cloud := ramp(n, 0.42, 0.74) * ramp(d, 1.5, 8) * 0.92
		return mix(hex(0x6a7a48), rgb{1.02, 1.04, 1.06}, cloud/(cloud+land+0.01)), 1 - (1-land)*(1-cloud)
	})
	white := across(hex(0xa8b0bc), rgb{1.08, 1.08, 1.06}, 38, 70)
	grey := across(hex(0x5a626c), hex(0xc0c4c8), 40, 66)
	c.fill(grey, rect(40, 25, 52, 51))
	for _, l := range [][6]float64{{47, 33, 4.6, 34, 41, 3.7}, {34, 41, 3.7, 27, 31, 3}, {66, 33, 4.6, 78, 39, 3.8}, {78, 39, 3.8, 86, 30, 3}, {51, 55, 5.6, 45, 69, 4.8}, {45, 69, 4.8, 53, 82, 4}, {62, 55, 5.6, 68, 69, 4.8}, {68, 69, 4.8, 80, 77, 4}} {
		c.fill(white, limb(l[0], l[1], l[2], l[3], l[4], l[5]))
	}
	c.fill(grey, disc(26, 29, 3))
	c.fill(grey, disc(87, 28.4, 3))
	c.fill(grey, limb(52, 84, 3.6, 58, 86, 2.6))
	c.fill(grey, limb(81, 78, 3.6, 85, 83.6, 2.6))
	c.fill(white, smooth(46, 30, 57, 27, 68, 30, 69, 44, 66, 57, 57, 59, 47, 57, 45, 44))
	c.fill(grey, rect(50, 38, 64, 47))
	c.fill(flat(hex(0xd83a30)), rect(51.4, 39.4, 54, 41))
	c.fill(flat(hex(0x2a5ab0)), rect(55.4, 39.4, 58, 41))
	c.fill(flat(hex(0x22282e)), disc(61, 43.6, 1.6))
	c.fill(flat(hex(0xd83a30)), limb(73.4, 66.4, 0.8, 67.6, 73, 0.8))
	c.fill(white, oval(57, 20, 11, 10.6))
	c.fill(across(hex(0x6a4410), rgb{1.3, 0.95, 0.35}, 48, 68), smooth(48.6, 20, 50.6, 14.4, 57.6, 12.4, 64.6, 14.4, 66.4, 20, 63.4, 26, 57.4, 27.8, 51, 26))
	c.fill(flat(hex(0x2f6ab8)).thin(0.75), smooth(50, 22.6, 57, 24.4, 65, 22.4, 62.6, 26, 57.4, 27.2, 51.6, 25.8))
	c.fill(flat(rgb{1.6, 1.5, 1.2}).thin(0.8), oval(62, 16.4, 1.9, 1.2))
	c.fill(flat(hex(0xd8d8d4)), limb(41, 48, 0.4, 22, 62, 0.4))
	c.fill(flat(hex(0xd8d8d4)), limb(22, 62, 0.4, -4, 58, 0.5))
}

// planet: a ringed giant and two of its moons; square.
func planet(c *canvas) {
	c.ground(stop{0, hex(0x03040a)}, stop{100, hex(0x07060e)})
	c.stars(200, 100)
	const px, py, r = 50.0, 50.0, 25.0
	tilt := 0.36
	sin, cos := math.Sincos(tilt)
	ring := func(front bool) {
		c.each(0, 0, 100, 100, func(x, y float64, was rgb) rgb {
			u, v := (x-px)*cos+(y-py)*sin, (y-py)*cos-(x-px)*sin
			if (v > 0) != front || math.Abs(v) > 15 {
				return was
			}
			d := math.Hypot(u, v/0.27)
			if d < 31 || d > 55 {
				return was
			}
			n := 0.55*c.noise(d*1.3, 3) + 0.45*c.noise(d*4, 9)
			a := ramp(d, 31, 33) * (1 - ramp(d, 53.5, 55)) * (0.35 + 0.65*n)
			if d > 46 && d < 48 {
				a *= 0.08
			}
			light := 1.0
			if !front && math.Abs(u-4) < r*0.96 && u < r {
				light = 0.12
			}
			return mix(was, mix(hex(0xb89870), hex(0xfff0d4), n).times(light), a*0.92)
		})
	}
	ring(false)
	c.each(px-r-1, py-r-1, px+r+1, py+r+1, func(x, y float64, was rgb) rgb {
		u, v := ((x-px)*cos+(y-py)*sin)/r, ((y-py)*cos-(x-px)*sin)/r
		d := u*u + v*v
		if d > 1.01 {
			return was
		}
		z := math.Sqrt(max(0, 1-d))
		lat := v + 0.1*z*z
		n := c.noise(lat*16+0.6*c.noise(u*4, v*9), 2)*0.6 + 0.4*c.noise(lat*38, u*1.5)
		col := mix(mix(hex(0xa87848), hex(0xf4d8a4), n), hex(0xd8c8b8), ramp(math.Abs(lat), 0.5, 1))
		light := max(0.02, -0.72*u-0.28*v+0.66*z)
		return mix(col.times(1.25*light), was, ramp(d, 0.985, 1.01))
	})
	ring(true)
	for _, m := range [][3]float64{{14, 22, 1.7}, {84, 78, 1.1}, {90, 20, 0.6}} {
		c.fill(across(hex(0xf0e8dc), hex(0x1a1820), m[0]-m[2], m[0]+m[2]), disc(m[0], m[1], m[2]))
	}
}

// eclipse: a black sun over people on a hill.
func eclipse(c *canvas) {
	c.ground(stop{0, hex(0x0a1026)}, stop{50, hex(0x18224a)}, stop{76, hex(0x5a4a6a)}, stop{88, hex(0xe09a5a)}, stop{100, hex(0x0a0a12)})
	c.stars(40, 50)
	c.glow(88, 32, 60, hex(0x9ab0e8), 0.32)
	c.veil(40, 0, 136, 78, func(x, y float64) (rgb, float64) {
		d, a := math.Hypot(x-88, y-32), math.Atan2(y-32, x-88)
		ray := 0.5 + 0.5*c.noise(20+7*math.Cos(a), 20+7*math.Sin(a)) + 0.5*math.Pow(math.Abs(math.Cos(a+0.4)), 6)
		return rgb{1.25, 1.28, 1.4}, math.Exp(-(d-9)/(7.5*ray)) * 0.95
	})
	c.glow(88, 32, 16, rgb{1.4, 1.4, 1.5}, 0.8)
	c.fill(flat(hex(0x05060e)), disc(88, 32, 9.6))
	c.fill(flat(rgb{2.6, 2.5, 2.4}), disc(95.6, 26.2, 0.8))
	c.glow(95.6, 26.2, 8, rgb{1.6, 1.5, 1.4}, 1)
	hill := func(x float64) float64 { return 93 - 7*math.Exp(-(x-46)*(x-46)/1400) + 0.6*c.noise(x/3, 1) }
	c.fill(flat(hex(0x05060c)), under(0, c.wide, 101, 0.4, hill))
	dark := silhouette(flat(hex(0x05060c)))
	look := pose{leftArm: bend{-20, -150}, rightArm: bend{24, 152}, leftLeg: bend{-5, -2}, rightLeg: bend{5, 2}}
	point := pose{leftArm: bend{-10, -4}, rightArm: bend{126, 130}, leftLeg: bend{-6, -2}, rightLeg: bend{6, 2}}
	for i, x := range []float64{16, 24, 39, 46, 66, 74, 104, 112, 132} {
		p := []pose{look, standing, point}[i%3]
		p.skirt = i%4 == 1
		c.figure(x, hill(x)+0.6, 15-4*float64(i%5/3), p, dark)
	}
	k := dark.top
	y := hill(56)
	c.fill(k, limb(53, y-7.6, 0.9, 60, y-13, 1.3))
	for _, dx := range []float64{-4, 0, 4} {
		c.fill(k, limb(56, y-9.6, 0.3, 56+dx, y+0.6, 0.25))
	}
}
