package demo

import "math"

// regatta: yachts under spinnakers in a fresh wind.
func regatta(c *canvas) {
	c.ground(stop{0, hex(0x2f7fc4)}, stop{40, hex(0x9fd0ea)}, stop{52, hex(0xe4f1f2)}, stop{100, hex(0x1c5a86)})
	c.clouds(0, 46, 36, 0.5, hex(0xffffff), hex(0xb9d2e2))
	c.hills(c.ridge(52, 9, 30, 4), hex(0x6f8fa0), hex(0xa9c0c4), 40, 55)
	for i := range 9 {
		c.yacht(6+17*float64(i)+c.between(-4, 4), 54, c.between(6, 9), 4, hex(0xf4f6f6), rgb{})
	}
	c.defocus(0.35)
	c.water(54, 1.1, hex(0x1a5a8a))
	for range 900 {
		t := c.rnd.Float64()
		c.puff(c.between(0, c.wide), 55+45*t*t, 0.4+2.4*t, 0.08+0.25*t, rgb{1.05, 1.08, 1.1}, 0.45)
	}
	c.yacht(122, 66, 36, 7, hex(0xf2f4f2), hex(0xf0b428))
	c.yacht(30, 70, 46, 9, hex(0xf6f6f4), hex(0x2f9a68))
	c.yacht(80, 90, 78, 12, hex(0xfbfbf8), hex(0xd8322e))
}

// yacht sails to the right on y, h tall and heeling by lean degrees; without
// a colour it flies no spinnaker.
func (c *canvas) yacht(x, y, h, lean float64, sail, spinnaker rgb) {
	at := func(u, v float64) (float64, float64) { // along the deck, up the mast
		sin, cos := math.Sincos(lean * math.Pi / 180)
		return x + h*(u*cos+v*sin), y - h*(v*cos-u*sin*0.2)
	}
	curve := func(uv ...float64) shape {
		xy := make([]float64, len(uv))
		for i := 0; i+1 < len(uv); i += 2 {
			xy[i], xy[i+1] = at(uv[i], uv[i+1])
		}
		return smooth(xy...)
	}
	c.puff(x, y+0.02*h, 0.42*h, 0.03*h, hex(0x0c3450), 0.6)
	if spinnaker != (rgb{}) {
		c.fill(across(spinnaker.times(1.1), spinnaker.times(0.55), x, x+0.65*h), curve(0.04, 0.97, 0.3, 0.84, 0.52, 0.5, 0.5, 0.2, 0.3, 0.1, 0.26, 0.45))
		c.fill(flat(hex(0xf8f4ea)).thin(0.55), curve(0.12, 0.92, 0.28, 0.8, 0.44, 0.55, 0.42, 0.5, 0.26, 0.74))
	}
	c.fill(across(sail.times(0.72), sail, x-0.4*h, x), curve(-0.01, 0.98, -0.2, 0.55, -0.36, 0.13, -0.2, 0.1, -0.01, 0.12, 0, 0.5))
	if spinnaker == (rgb{}) {
		c.fill(across(sail, sail.times(0.8), x, x+0.3*h), curve(0.01, 0.9, 0.2, 0.4, 0.32, 0.07, 0.16, 0.1, 0.03, 0.13))
	}
	x0, y0 := at(0, 0.05)
	x1, y1 := at(0, 1)
	c.fill(flat(hex(0x30363c)), limb(x0, y0, 0.008*h, x1, y1, 0.005*h))
	c.fill(down(hex(0xf6f6f4), hex(0x24405c), y-0.06*h, y+0.03*h), curve(-0.38, 0.05, 0.1, 0.055, 0.4, 0.075, 0.3, 0, 0, -0.03, -0.33, -0.01))
	if h < 20 {
		return
	}
	for i := range 5 {
		px, py := at(-0.26+0.07*float64(i), 0.085)
		c.fill(flat(hex(0xd8e4ea)), oval(px, py, 0.014*h, 0.022*h))
		c.fill(flat(hex(0x6a4632)), disc(px, py-0.03*h, 0.012*h))
	}
	for range 60 {
		t := c.rnd.Float64()
		c.puff(x+h*(0.38-0.8*t), y+h*c.between(-0.01, 0.03), h*c.between(0.01, 0.05), h*c.between(0.004, 0.014), rgb{1.08, 1.1, 1.12}, 0.55)
	}
}

// rowing: an eight in the mist of a golden morning.
func rowing(c *canvas) {
	c.ground(stop{0, hex(0xf0b878)}, stop{34, hex(0xffd898)}, stop{50, hex(0xffe8bc)}, stop{100, hex(0xc98a50)})
	c.sun(112, 30, 5, rgb{1.9, 1.7, 1.2}, hex(0xffc060))
	for i := range 3 {
		d := float64(i)
		c.hills(c.ridge(42+5*d, 9, 26-6*d, 3+4*d), mix(hex(0xe0a868), hex(0x8a5a38), d/2), hex(0xffdca0), 30+5*d, 54+3*d)
	}
	for x := 0.0; x < c.wide; x += 2.2 {
		h := c.between(3, 9) * (0.5 + c.noise(x/18, 3))
		c.puff(x, 55-h*0.5, 2.4, h*0.7, hex(0x7a5030), 0.5)
	}
	c.defocus(0.7)
	dark := flat(hex(0x2c1a10))
	const y = 61.0
	for i := range 8 {
		x := 34 + 10*float64(i)
		c.fill(dark, limb(x, y-1.4, 1.3, x-2.6, y-6, 1.15))
		c.fill(dark, limb(x-2.4, y-5.4, 0.65, x+3.4, y-4, 0.5))
		c.fill(dark, limb(x, y-1, 0.9, x+4, y-2.2, 0.6))
		c.fill(dark, disc(x-2.9, y-8.2, 1.15))
		c.fill(dark, limb(x+3.4, y-3.6, 0.22, x+8.5, y+1.4, 0.2))
		c.fill(dark, limb(x+8.4, y+0.9, 0.6, x+9.6, y+2.2, 0.5))
	}
	c.fill(dark, limb(118, y-1, 1.2, 118.4, y-4, 1))
	c.fill(dark, disc(118.5, y-5.8, 1.05))
	c.fill(dark, smooth(16, y-0.6, 60, y-1.7, 110, y-1.7, 132, y-0.9, 110, y+1, 60, y+1.2, 30, y+0.8))
	c.water(62, 0.5, hex(0xb8783c))
	c.veil(0, 46, c.wide, 78, func(x, py float64) (rgb, float64) {
		n := c.cloudy(x/26, py/4, 4)
		return hex(0xfff0d0), 0.75 * ramp(n, 0.42, 0.75) * ramp(py, 46, 56) * (1 - ramp(py, 64, 78))
	})
	for i := range 8 {
		x := 43 + 10*float64(i)
		for range 7 {
			c.puff(x+c.between(-2, 2), 63+c.between(-0.4, 1.4), c.between(0.4, 1.4), c.between(0.1, 0.3), rgb{1.4, 1.25, 0.9}, 0.6)
		}
	}
}

// surf: a surfer below the lip of a breaking wave.
func surf(c *canvas) {
	c.ground(stop{0, hex(0x7fc0e2)}, stop{34, hex(0xdff0f2)}, stop{42, hex(0x2f88a8)}, stop{100, hex(0x0c4a66)})
	crest := func(x float64) float64 { return 24 + 30*ramp(x, 78, c.wide) + 2*c.noise(x/6, 2) }
	c.fill(down(hex(0x5fc0bc), hex(0x0a4a6a), 18, 92), under(0, c.wide, 101, 0.4, crest))
	c.veil(0, 20, c.wide, 100, func(x, y float64) (rgb, float64) {
		if y < crest(x)+1 {
			return rgb{}, 0
		}
		n := c.cloudy((x+0.9*y)/5, (y-0.9*x)/34, 3)
		return mix(hex(0x0d5876), hex(0x9ae4d8), ramp(n, 0.25, 0.8)), 0.42 * ramp(y, crest(x), crest(x)+16)
	})
	c.veil(0, 8, 96, 100, func(x, y float64) (rgb, float64) {
		front := 62 - 0.42*(y-24) + 14*math.Sin((y-20)/24)
		n := c.cloudy(x/7, y/6, 5)
		return mix(hex(0x9cc4d0), rgb{1.06, 1.08, 1.1}, ramp(n, 0.3, 0.62)), ramp(n*16+front-x, 4, 14) * ramp(y, 10+10*n, 30)
	})
	for range 700 {
		t := c.rnd.Float64()
		x := 40 + 62*t
		c.puff(x+c.between(-6, 2), crest(x)-c.between(-2, 9)*(1-0.7*t)*c.rnd.Float64(), c.between(0.3, 1.7), c.between(0.2, 0.9), rgb{1.08, 1.1, 1.12}, 0.5)
	}
	for i := range 90 {
		t := float64(i) / 89
		c.puff(104-46*t, 66-7*math.Sin(t*3)+4*t, 0.6+3*t, 0.3+0.9*t, rgb{1.05, 1.1, 1.1}, 0.5*(1-0.5*t))
	}
	c.fill(flat(hex(0xf2e4b0)), limb(98, 67.4, 0.9, 116, 64.4, 0.5))
	b := c.figure(106, 67.5, 20, pose{lean: 34, leftArm: bend{-70, -96}, rightArm: bend{78, 60}, leftLeg: bend{-34, 10}, rightLeg: bend{52, 2}}, dress{flat(hex(0xb57c56)), flat(hex(0x2a1a10)), flat(hex(0x141a24)), flat(hex(0x10151e)), flat(hex(0xb57c56))})
	c.glow(b.head.x, b.head.y, 8, hex(0xfff0d0), 0.15)
	for range 260 {
		c.fill(flat(rgb{1.1, 1.12, 1.12}).thin(c.between(0.3, 0.8)), disc(c.between(88, 104), c.between(52, 74), c.between(0.06, 0.3)))
	}
}

// lifeboat: a rescue at sea, seen from straight above; square.
func lifeboat(c *canvas) {
	c.ground(stop{0, hex(0x0f4a66)}, stop{100, hex(0x0a3450)})
	c.veil(0, 0, 100, 100, func(x, y float64) (rgb, float64) {
		n := c.cloudy((x+y)/8, (y-0.6*x)/3.2, 5)
		return mix(hex(0x0a3148), hex(0x1f6c88), ramp(n, 0.2, 0.85)), 0.9
	})
	for range 220 {
		x, y, l := c.between(0, 100), c.between(0, 100), c.between(0.8, 4)
		c.puff(x, y, l, 0.3, hex(0xd8eef0), 0.4)
	}
	for i := range 420 {
		t := float64(i) / 419
		x, y := 58-62*t, 40+46*t*t-6*t
		w := 4 + 12*t
		c.puff(x+c.between(-w, w)*0.35, y+c.between(-w, w)*0.5, c.between(0.6, 3), c.between(0.4, 1.6), rgb{1, 1.05, 1.06}, 0.34*(1-0.75*t))
	}
	c.puff(60, 42, 20, 10, hex(0x041c2c), 0.5)
	c.fill(across(hex(0xff8a2a), hex(0xc84a10), 46, 82), smooth(48, 42, 52, 33.5, 66, 28.5, 80, 29, 74, 40, 62, 47, 52, 47))
	c.fill(across(hex(0xf4f0e6), hex(0xb0b4b4), 50, 74), smooth(53, 41.4, 56, 36, 66, 32, 74, 31.6, 70, 38, 61, 43.4))
	c.fill(flat(hex(0x24465c)), smooth(61, 38.4, 63, 35, 68, 33.4, 70, 34.6, 67, 38, 63, 40))
	for i := range 4 {
		c.fill(flat(hex(0xe8402a)), disc(54.5+1.9*float64(i), 43.6-1.1*float64(i), 1))
		c.fill(flat(hex(0xf6e8a0)), disc(54.5+1.9*float64(i), 43.6-1.1*float64(i), 0.5))
	}
	c.puff(72, 68, 15, 8, hex(0x041c2c), 0.5)
	c.fill(down(hex(0x6a7076), hex(0x32383e), 58, 78), smooth(60, 70, 63, 62, 76, 57.6, 84, 61, 82, 70, 70, 76.6, 62, 75.4))
	c.fill(flat(hex(0x22303a)), smooth(63, 69.6, 65.6, 64.4, 76, 60.6, 81, 62.8, 79.6, 68.4, 70, 73.6, 64.4, 72.8))
	cols := []rgb{hex(0xd8a02a), hex(0xc83a34), hex(0x3a6ab0), hex(0xe0e0d8), hex(0x3a8a5a), hex(0x9a5a9a)}
	for range 60 {
		u, v := c.between(-1, 1), c.between(-1, 1)
		if u*u+v*v > 1 {
			continue
		}
		x, y := 72+6.8*u+1.6*v, 67+4.6*v-2*u
		c.fill(flat(cols[c.rnd.IntN(6)]), disc(x, y, 0.95))
		c.fill(flat(hex(0x2a1a12)), disc(x, y-0.1, 0.5))
	}
	c.fill(flat(hex(0xf0ece0)).thin(0.8), limb(64, 46, 0.18, 67, 60, 0.18))
}
