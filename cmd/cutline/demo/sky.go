package demo

import "math"

// balloons: hot-air balloons over a valley at sunrise; square.
func balloons(c *canvas) {
	c.ground(stop{0, hex(0x6a9fd4)}, stop{40, hex(0xf3cdb4)}, stop{64, hex(0xffe2b8)}, stop{100, hex(0xc98a6a)})
	c.sun(22, 66, 3.6, rgb{1.8, 1.5, 1}, hex(0xffb46a))
	for i := range 4 {
		d := float64(i)
		c.hills(c.ridge(68+6*d, 6+2*d, 26-3*d, 3+4*d), mix(hex(0xd9a58c), hex(0x5a3a3a), d/4), mix(hex(0xf6cda4), hex(0x8a5a4a), d/4), 60+6*d, 82+6*d)
	}
	for range 26 {
		x := c.between(0, 100)
		h := c.between(4, 10)
		y := 92 + c.between(0, 8)
		c.fill(across(hex(0xe8b48a), hex(0x7a4c42), x-2, x+2.4), smooth(x-2.6, y+2, x-1, y-h, x, y-h-2, x+1, y-h, x+2.6, y+2))
	}
	cols := [][2]rgb{{hex(0xd8362e), hex(0xf4d04a)}, {hex(0x2a66b8), hex(0xf0f0ea)}, {hex(0x2a9a78), hex(0xf29a38)}, {hex(0x7a3a9a), hex(0xf0b8d0)}, {hex(0xf08a28), hex(0x8a1f2a)}}
	for i, b := range []struct{ x, y, r float64 }{{84, 50, 2.4}, {12, 44, 3}, {58, 54, 2}, {40, 40, 4}, {90, 28, 6}, {16, 20, 8.5}, {62, 27, 15}, {36, 66, 5}} {
		c.balloon(b.x, b.y, b.r, cols[i%len(cols)])
	}
}

// balloon is r wide to each side, its middle at x, y.
func (c *canvas) balloon(x, y, r float64, cols [2]rgb) {
	const gores = 11
	for i := range gores {
		a0 := math.Pi * (float64(i)/gores - 0.5)
		a1 := math.Pi * (float64(i+1)/gores - 0.5)
		var s shape
		for k := range 25 {
			t := float64(k) / 24
			s = append(s, point{x + r*math.Sin(a0)*girth(t), y - r + 2.35*r*t})
		}
		for k := range 25 {
			t := 1 - float64(k)/24
			s = append(s, point{x + r*math.Sin(a1)*girth(t), y - r + 2.35*r*t})
		}
		light := 0.62 + 0.5*math.Cos((a0+a1)/2+0.6)
		col := cols[i%2]
		c.fill(down(col.times(light*1.1), col.times(light*0.72), y-r, y+1.3*r), s.oriented())
	}
	dark := flat(hex(0x3a2418))
	c.fill(dark, limb(x-0.2*r, y+1.33*r, 0.015*r, x-0.13*r, y+1.65*r, 0.015*r))
	c.fill(dark, limb(x+0.2*r, y+1.33*r, 0.015*r, x+0.13*r, y+1.65*r, 0.015*r))
	c.fill(across(hex(0xa9713a), hex(0x54331a), x-0.15*r, x+0.15*r), rect(x-0.15*r, y+1.63*r, x+0.15*r, y+1.85*r))
	c.glow(x, y+1.5*r, 0.5*r, rgb{1.8, 1, 0.4}, 0.8)
}

// girth is how wide a balloon is at t from its top (0) to its mouth (1).
func girth(t float64) float64 {
	if t < 0.42 {
		d := 1 - t/0.42
		return math.Sqrt(1 - d*d)
	}
	return 1 - 0.78*ramp(t, 0.36, 1.06)
}

// launch: a rocket rises over a lagoon at night; upright.
func launch(c *canvas) {
	c.ground(stop{0, hex(0x040818)}, stop{50, hex(0x122047)}, stop{80, hex(0x5a4058)}, stop{100, hex(0x0b0d18)})
	c.stars(260, 70)
	c.glow(36, 36, 46, hex(0xffb060), 0.55)
	for i := range 260 {
		t := float64(i) / 259
		y := 34 + 48*t
		w := 0.7 + 4.6*t*t
		c.puff(36+c.between(-w, w)*0.55, y, w*c.between(0.8, 1.5), w*c.between(0.7, 1.2), mix(rgb{1.5, 1.1, 0.7}, hex(0xb88a78), t), 0.5)
	}
	for range 150 {
		a := c.between(-1, 1)
		x := 36 + 30*a
		c.puff(x, 84-c.between(0, 9)*(1-a*a), c.between(3, 7), c.between(2, 4.5), mix(hex(0xffd9a8), hex(0x8a6a74), math.Abs(a)), 0.4)
	}
	c.fill(flat(rgb{2.4, 1.9, 1.1}), smooth(34.6, 33, 37.4, 33, 37, 42, 36, 50, 35, 42))
	c.glow(36, 37, 14, rgb{1.6, 1.1, 0.6}, 1)
	body := across(hex(0xffffff), hex(0x7a8090), 34.2, 37.8)
	c.fill(body, smooth(34.4, 33.5, 34.4, 18, 35, 13.5, 36, 11, 37, 13.5, 37.6, 18, 37.6, 33.5))
	c.fill(across(hex(0xe0a060), hex(0x7a4a2a), 33, 34.6), smooth(33, 33.6, 33, 22, 33.7, 20, 34.5, 22, 34.5, 33.6))
	c.fill(across(hex(0xe0a060), hex(0x7a4a2a), 37.5, 39), smooth(37.5, 33.6, 37.5, 22, 38.3, 20, 39, 22, 39, 33.6))
	c.fill(flat(hex(0x22263a)), rect(34.4, 20, 37.6, 20.7))
	c.fill(flat(hex(0x0a0b14)), under(0, c.wide, 90, 0.4, func(x float64) float64 { return 85.5 - 1.6*c.cloudy(x/3, 5, 3) }))
	c.fill(flat(hex(0x0a0b14)), poly(50, 86, 50.6, 56, 52, 56, 52.6, 86))
	for i := range 7 {
		c.fill(flat(hex(0x15182a)), rect(48.6, 58+4*float64(i), 54, 58.5+4*float64(i)))
	}
	c.glow(51.3, 55.5, 1.6, rgb{2, 0.4, 0.3}, 1)
	c.water(87, 1.2, hex(0x0c0e1c))
}

// turbines: wind turbines above morning mist.
func turbines(c *canvas) {
	c.ground(stop{0, hex(0x7fb2d9)}, stop{42, hex(0xd7e3e6)}, stop{66, hex(0xf8e4c4)}, stop{100, hex(0xc3cdb8)})
	c.sun(118, 58, 3.4, rgb{1.6, 1.45, 1.1}, hex(0xffd08a))
	for i := range 5 {
		d := float64(i)
		c.hills(c.ridge(62+8*d, 7, 44-4*d, 2+3*d), mix(hex(0xa9bcb4), hex(0x2f5a3e), d/5), mix(hex(0xdbe0d2), hex(0x6f9a72), d/5), 54+8*d, 76+8*d)
		if d < 4 {
			c.veil(0, 56+8*d, c.wide, 74+8*d, func(x, y float64) (rgb, float64) {
				n := c.cloudy(x/30+3*d, y/5, 4)
				edge := ramp(y, 56+8*d, 64+8*d) * (1 - ramp(y, 68+8*d, 74+8*d))
				return hex(0xfdf3e2), ramp(n, 0.38, 0.7) * edge * 0.9
			})
		}
		for k := range 3 {
			x := 58 + 34*float64(k) - 11*d + c.between(-7, 7)
			c.turbine(x, 64+8*d, 12+8*d, c.between(0, 120), 0.75+0.06*d)
		}
	}
	c.turbine(38, 104, 72, 16, 1)
}

// turbine is a wind turbine of height h whose foot is at x, y.
func (c *canvas) turbine(x, y, h, turn, light float64) {
	k := across(hex(0xffffff).times(light), hex(0xa4b0ba).times(light), x-0.02*h, x+0.02*h)
	c.fill(k, poly(x-0.016*h, y, x-0.008*h, y-h, x+0.008*h, y-h, x+0.016*h, y))
	for i := range 3 {
		a := turn + 120*float64(i)
		x1, y1 := reach(x, y-h, a, 0.14*h)
		x2, y2 := reach(x, y-h, a-2.5, 0.6*h)
		c.fill(k, limb(x, y-h, 0.009*h, x1, y1, 0.017*h))
		c.fill(k, limb(x1, y1, 0.017*h, x2, y2, 0.003*h))
	}
	c.fill(k, disc(x, y-h, 0.02*h))
}

// crescent: minarets and a new moon over desert roofs; upright.
func crescent(c *canvas) {
	c.ground(stop{0, hex(0x0d1f4a)}, stop{40, hex(0x3a4f8a)}, stop{64, hex(0xc9889a)}, stop{80, hex(0xf4b98a)}, stop{100, hex(0x4a2f3a)})
	c.stars(150, 40)
	c.glow(48, 20, 22, hex(0xfff2cf), 0.3)
	c.moon(48, 20, 4.4)
	c.hills(c.ridge(80, 6, 20, 4), hex(0x9a6a80), hex(0xd79a8a), 72, 86)
	c.defocus(0.4)
	wall := across(hex(0xe0a878), hex(0x4a2c3a), 6, 62)
	for _, m := range []struct{ x, h, w float64 }{{14, 62, 2}, {53, 70, 2.2}} {
		c.minaret(m.x, 96, m.h, m.w)
	}
	c.fill(wall, rect(18, 70, 48, 101))
	c.fill(across(hex(0xf4c896), hex(0x50303c), 20, 48), smooth(20, 70, 20.5, 60, 26, 51, 33, 46.5, 40, 51, 45.5, 60, 46, 70))
	c.fill(flat(hex(0xf2d48a)), limb(33, 46.6, 0.3, 33, 41.5, 0.2))
	c.fill(flat(hex(0xf2d48a)), disc(33, 41, 0.8))
	for i := range 4 {
		x := 20 + 7*float64(i)
		c.fill(flat(hex(0x3a2030)), smooth(x, 92, x, 80, x+2.4, 75, x+4.8, 80, x+4.8, 92))
		c.fill(flat(rgb{1.5, 1, 0.5}), smooth(x+0.6, 92, x+0.6, 80.5, x+2.4, 76.5, x+4.2, 80.5, x+4.2, 92))
		c.glow(x+2.4, 84, 7, hex(0xffa850), 0.3)
	}
	for x := -3.0; x < c.wide; x += c.between(5, 9) {
		h := c.between(6, 15)
		c.building(x, 101, c.between(6, 10), h, down(hex(0x6a4248), hex(0x2a1820), 86, 100), hex(0xffc070), 0.14)
	}
	for range 9 {
		x, y := c.between(4, 62), c.between(24, 56)
		c.fill(flat(hex(0x1a1526)), limb(x, y, 0.16, x+1, y-0.5, 0.05))
		c.fill(flat(hex(0x1a1526)), limb(x, y, 0.16, x-1, y-0.5, 0.05))
	}
}

// moon is a waxing crescent.
func (c *canvas) moon(x, y, r float64) {
	var s shape
	for i := range 41 {
		px, py := reach(x, y, -30+180*float64(i)/40-150, r)
		s = append(s, point{px, py})
	}
	for i := range 41 {
		sin, cos := math.Sincos(math.Pi * float64(i) / 40)
		tip, back := s[40], s[0]
		mx, my := (tip.x+back.x)/2, (tip.y+back.y)/2
		bulge := 0.45 * r * sin
		dx, dy := reach(0, 0, -90, bulge)
		s = append(s, point{mx + (tip.x-mx)*cos + dx, my + (tip.y-my)*cos + dy})
	}
	c.fill(flat(rgb{1.5, 1.42, 1.15}), s.oriented())
}

// minaret is a slender tower of height h.
func (c *canvas) minaret(x, y, h, w float64) {
	k := across(hex(0xf0bc8a), hex(0x50303e), x-w, x+w)
	c.fill(k, rect(x-w, y-0.62*h, x+w, y+6))
	c.fill(k, rect(x-1.5*w, y-0.64*h, x+1.5*w, y-0.6*h))
	c.fill(k, rect(x-0.7*w, y-0.84*h, x+0.7*w, y-0.6*h))
	c.fill(k, rect(x-1.1*w, y-0.855*h, x+1.1*w, y-0.83*h))
	c.fill(k, smooth(x-0.75*w, y-0.85*h, x-0.5*w, y-0.93*h, x, y-h, x+0.5*w, y-0.93*h, x+0.75*w, y-0.85*h))
	c.fill(flat(rgb{1.6, 1.1, 0.5}), rect(x-0.25*w, y-0.8*h, x+0.25*w, y-0.76*h))
	c.glow(x, y-0.63*h, 3.4, rgb{1.2, 0.9, 0.4}, 0.7)
}
