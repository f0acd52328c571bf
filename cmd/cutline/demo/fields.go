package demo

import "math"

// tulips: fields in bloom and a windmill.
func tulips(c *canvas) {
	c.ground(stop{0, hex(0x4a94d4)}, stop{34, hex(0xb8dcf0)}, stop{48, hex(0xf0f2e4)}, stop{100, hex(0x5a8a3a)})
	c.clouds(0, 44, 34, 0.55, hex(0xffffff), hex(0xb0c8dc))
	for x := 0.0; x < c.wide; x += 1.6 {
		c.puff(x, 48, 2, c.between(0.6, 2.2), hex(0x5a7a54), 0.8)
	}
	c.defocus(0.4)
	cols := []rgb{hex(0xd8242e), hex(0xf4c82a), hex(0xe85a9a), hex(0xf4f0ea), hex(0x8a2a8a), hex(0xf0702a)}
	c.each(0, 48, c.wide, 100, func(x, y float64, _ rgb) rgb {
		depth := y - 46
		u := (x-94)/depth*7 + 600
		band := int(math.Floor(u)) % 12
		in := u - math.Floor(u)
		green := mix(hex(0x3a6a2a), hex(0x7aa84a), c.noise(x*3, y*4))
		if band%2 == 1 {
			return mix(green, hex(0x8a6a44), 0.35*ramp(in, 0.3, 0.5)*(1-ramp(in, 0.5, 0.7)))
		}
		petal := 0.72 + 0.42*c.noise(x*7/math.Sqrt(depth), y*16/math.Sqrt(depth))
		return mix(cols[band/2].times(petal), green, 1-ramp(in, 0, 0.08)*(1-ramp(in, 0.92, 1)))
	})
	for range 1500 {
		t := c.rnd.Float64()
		y := 84 + 17*t
		x := c.between(0, c.wide)
		u := (x-94)/(y-46)*7 + 600
		band := int(math.Floor(u)) % 12
		if band%2 == 1 {
			continue
		}
		s := 0.5 + 0.9*t
		col := cols[band/2].times(c.between(0.8, 1.1))
		c.fill(flat(hex(0x3f7a2e)), limb(x, y+2.6*s, 0.1*s, x, y, 0.1*s))
		c.fill(down(col.times(1.08), col.times(0.7), y-s, y+s), smooth(x-0.75*s, y-0.9*s, x-0.3*s, y-0.5*s, x, y-1.1*s, x+0.3*s, y-0.5*s, x+0.75*s, y-0.9*s, x+0.65*s, y+0.5*s, x, y+0.9*s, x-0.65*s, y+0.5*s))
	}
	const mx, my = 112.0, 52.0
	brick := across(hex(0x9a5a3c), hex(0x4a2a20), mx-7, mx+7)
	c.fill(brick, poly(mx-7, my, mx-4.4, my-22, mx+4.4, my-22, mx+7, my))
	c.fill(flat(hex(0x2f4a3a)), smooth(mx-4.8, my-22, mx-4, my-26, mx, my-28.6, mx+4, my-26, mx+4.8, my-22))
	c.fill(flat(hex(0xf0ece0)), rect(mx-8.6, my-11, mx+8.6, my-10.2))
	c.fill(flat(hex(0xf0ece0)), rect(mx-1.2, my-5, mx+1.2, my))
	c.fill(flat(hex(0xf0ece0)), rect(mx-1, my-18, mx+1, my-15))
	for i := range 4 {
		a := 28 + 90*float64(i)
		x1, y1 := reach(mx, my-24, a, 21)
		c.fill(flat(hex(0x3a2a20)), limb(mx, my-24, 0.4, x1, y1, 0.25))
		for k := range 12 {
			x0, y0 := reach(mx, my-24, a, 4.4+1.4*float64(k))
			x2, y2 := reach(x0, y0, a+90, 3.4)
			c.fill(flat(hex(0xe8e0d0)), limb(x0, y0, 0.16, x2, y2, 0.12))
		}
		x3, y3 := reach(mx, my-24, a, 4.4)
		x4, y4 := reach(x3, y3, a+90, 3.4)
		x5, y5 := reach(x1, y1, a+90, 3.4)
		c.fill(flat(hex(0xf4eee0)).thin(0.5), poly(x3, y3, x4, y4, x5, y5, x1, y1))
	}
}

// marathon: runners on a bridge, from straight above.
func marathon(c *canvas) {
	c.ground(stop{0, hex(0x1c6a8a)}, stop{100, hex(0x124a66)})
	c.veil(0, 0, c.wide, 100, func(x, y float64) (rgb, float64) {
		n := c.cloudy((x-y)/7, (x+y)/3, 4)
		return mix(hex(0x10445e), hex(0x2f809c), ramp(n, 0.2, 0.85)), 0.75
	})
	deck := func(t, off float64) (float64, float64) { // along the bridge, across it
		x, y := -14+178*t, 84-66*t-12*math.Sin(t*math.Pi)
		return x + off*0.42, y + off*0.9
	}
	strip := func(k ink, o0, o1 float64) {
		var s shape
		for i := range 41 {
			x, y := deck(float64(i)/40, o0)
			s = append(s, point{x, y})
		}
		for i := range 41 {
			x, y := deck(1-float64(i)/40, o1)
			s = append(s, point{x, y})
		}
		c.fill(k, s.oriented())
	}
	strip(flat(hex(0x06283c)).thin(0.7), -9, 24)
	strip(flat(hex(0xa8a49c)), -15, 15)
	strip(flat(hex(0x5a5c60)), -12.4, 12.4)
	for i := range 60 {
		x0, y0 := deck(float64(i)/60, 0)
		x1, y1 := deck((float64(i)+0.5)/60, 0)
		c.fill(flat(hex(0xe8e4da)).thin(0.8), limb(x0, y0, 0.14, x1, y1, 0.14))
	}
	for _, off := range []float64{-14, 14} {
		for i := range 30 {
			x, y := deck((float64(i)+0.5)/30, off)
			c.fill(flat(hex(0x2a3a44)).thin(0.5), limb(x, y, 0.4, x+2.6, y+4, 0.3))
			c.fill(flat(hex(0xf4f4f0)), disc(x, y, 0.6))
		}
	}
	cols := []rgb{hex(0xe8342e), hex(0xf4d430), hex(0x2a8ad8), hex(0xf4f4f0), hex(0x2ab06a), hex(0xf07ab0), hex(0xf08a2a), hex(0x7a4ac0), hex(0x1c1c24)}
	for range 2400 {
		t, off := c.rnd.Float64(), c.between(-11, 11)
		if c.noise(t*22, off/5) < 0.3+0.35*t*t {
			continue
		}
		x, y := deck(t, off)
		c.fill(flat(hex(0x101418)).thin(0.5), limb(x, y, 0.42, x+1.2, y+1.5, 0.3))
		col := cols[c.rnd.IntN(9)]
		c.fill(flat(col), oval(x, y, 0.75, 0.55))
		c.fill(flat(hex(0x2a1c14)), disc(x+0.1, y-0.1, 0.32))
	}
	for _, b := range []struct{ x, y float64 }{{118, 82}, {30, 22}} {
		for i := range 70 {
			t := float64(i) / 69
			c.puff(b.x-20*t, b.y+9*t, 0.6+2.6*t, 0.5+1.4*t, rgb{1, 1.04, 1.06}, 0.35*(1-t))
		}
		c.fill(flat(hex(0xf4f4f0)), smooth(b.x+5, b.y-2.4, b.x+2, b.y+0.6, b.x-3.4, b.y+2.4, b.x-4, b.y+0.8, b.x, b.y-1.6))
		c.fill(flat(hex(0x8a5a34)), smooth(b.x+2, b.y-1, b.x, b.y+0.6, b.x-2.6, b.y+1.5, b.x-2, b.y+0.2))
	}
}

// fogbridge: the towers of a bridge above morning fog.
func fogbridge(c *canvas) {
	c.ground(stop{0, hex(0x6a8ac0)}, stop{34, hex(0xe8b8a8)}, stop{56, hex(0xffd8a0)}, stop{100, hex(0xe8d8d0)})
	c.sun(120, 50, 4, rgb{1.8, 1.5, 1.1}, hex(0xffb070))
	c.hills(c.ridge(58, 14, 44, 3), hex(0x8a7a9a), hex(0xd8b8b0), 40, 66)
	c.skyline(68, 3, 15, 5, down(hex(0x9a86a0), hex(0xd8b8b0), 50, 68), hex(0xfff0d0), 0)
	c.defocus(0.5)
	red := across(hex(0xe8643a), hex(0x7a2418), 30, 60)
	towers := []struct{ x, top, k float64 }{{112, 30, 0.55}, {44, 8, 1}}
	fog := func(y0, y1, drift float64) {
		c.veil(0, y0, c.wide, 100, func(x, y float64) (rgb, float64) {
			n := c.cloudy(x/24+drift, y/9+drift, 5)
			return mix(hex(0xc8b4bc), rgb{1.08, 1.02, 0.96}, ramp(n, 0.32, 0.7)), ramp(y+16*(n-0.5), y0+4, y1)
		})
	}
	for i, t := range towers {
		k := t.k
		for _, side := range []float64{-1, 1} {
			x := t.x + side*5*k
			c.fill(red, poly(x-1.7*k, 100, x-1.1*k, t.top, x+1.1*k, t.top, x+1.7*k, 100))
		}
		for row := range 4 {
			y := t.top + k*(3+17*float64(row))
			c.fill(red, rect(t.x-5.4*k, y, t.x+5.4*k, y+4.6*k))
			c.fill(flat(hex(0x8a2c1c)).thin(0.6), rect(t.x-4*k, y+1.2*k, t.x+4*k, y+3.4*k))
		}
		c.glow(t.x, t.top-1, 3*k, rgb{1.6, 0.4, 0.3}, 0.8)
		if i == 0 {
			fog(60, 72, 3)
		}
	}
	cable := func(x0, y0, x1, y1, sag, r float64) {
		px, py := x0, y0
		for i := 1; i <= 40; i++ {
			t := float64(i) / 40
			qx, qy := x0+(x1-x0)*t, y0+(y1-y0)*t+sag*4*t*(1-t)
			c.fill(flat(hex(0xa83a22)), limb(px, py, r, qx, qy, r))
			if i%2 == 0 && qy < 76 {
				c.fill(flat(hex(0xa83a22)).thin(0.7), limb(qx, qy, 0.1, qx, 80, 0.1))
			}
			px, py = qx, qy
		}
	}
	cable(49, 9, 115, 31, 26, 0.35)
	cable(39, 9, 109, 31, 28, 0.3)
	cable(49, 9, -20, 60, 6, 0.5)
	cable(39, 9, -34, 60, 6, 0.5)
	cable(115, 31, 160, 58, 6, 0.2)
	c.fill(flat(hex(0xb8482c)), poly(-2, 79, 112, 71, c.wide+2, 69, c.wide+2, 69.8, 112, 72.4, -2, 83))
	fog(70, 88, 9)
	for i := range 9 {
		x, y := 72+5*float64(i)+c.between(-2, 2), 20+c.between(-4, 4)
		c.fill(flat(hex(0x3a3040)), limb(x, y, 0.2, x+1.5, y-0.8, 0.05))
		c.fill(flat(hex(0x3a3040)), limb(x, y, 0.2, x-1.5, y-0.8, 0.05))
	}
}
