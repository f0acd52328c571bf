package demo

import "math"

// derby: a football match at night under floodlights.
func derby(c *canvas) {
	c.ground(stop{0, hex(0x0a0f1e)}, stop{30, hex(0x16223c)}, stop{58, hex(0x1a2a1e)}, stop{100, hex(0x1c5a2a)})
	c.fill(down(hex(0x141a2a), hex(0x273049), 8, 58), poly(0, 20, c.wide, 8, c.wide, 60, 0, 60))
	c.bokeh(2600, 0, 20, c.wide, 57, 0.75, hex(0xd8dde8), hex(0xc7423c), hex(0xe6c9a8), hex(0x40507a), hex(0x8a94aa))
	c.fill(flat(hex(0x0a0e18)), poly(0, 12, c.wide, 0, c.wide, 9, 0, 20))
	c.fill(flat(hex(0x17305e)), rect(0, 55, c.wide, 61))
	for i := range 9 {
		x := 4 + 17.5*float64(i)
		c.fill(flat([]rgb{hex(0xe8e8e0), hex(0xe3b440), hex(0xd9503e)}[i%3]).thin(0.9), rect(x, 56.3, x+9, 59.6))
	}
	c.each(0, 61, c.wide, 100, func(x, y float64, _ rgb) rgb {
		z := 1 / (y - 40)
		stripe := math.Mod(math.Floor((x-75)*z*9+100), 2)
		g := mix(hex(0x2f8a3e), hex(0x3fa44c), stripe)
		return g.times(0.62 + 0.3*ramp(y, 61, 88) + 0.1*c.noise(x*6, y*9))
	})
	line := flat(hex(0xf0f4ee)).thin(0.75)
	c.fill(line, poly(0, 66, c.wide, 66, c.wide, 66.5, 0, 66.5))
	c.fill(line, poly(20, 66, 21, 66, -8, 100, -11, 100))
	c.defocus(0.55)
	for _, x := range []float64{28, 112} {
		for i := range 8 {
			lx, ly := x-5+float64(i%4)*3.3, 6+float64(i/4)*3
			c.glow(lx, ly, 9, hex(0xdfe9ff), 0.14)
			c.fill(flat(rgb{2.4, 2.5, 2.7}), disc(lx, ly, 0.95))
		}
		c.beam(x, 8, math.Pi/2+0.25*math.Copysign(1, 75-x), 0.42, 95, hex(0xbcd0f5), 0.2)
	}
	white := dress{flat(hex(0xc98f6b)), flat(hex(0x2a1c14)), across(hex(0xf2f4f5), hex(0xaab4c0), 40, 70), flat(hex(0xe9edf0)), flat(hex(0xd7423a))}
	red := dress{flat(hex(0x7a4c34)), flat(hex(0x120c0a)), across(hex(0xd5352f), hex(0x841a1c), 75, 108), flat(hex(0x20263a)), flat(hex(0xf0d24a))}
	keeper := dress{flat(hex(0xd8a380)), flat(hex(0x5a3b20)), flat(hex(0xf0a52c)), flat(hex(0x1c1c22)), flat(hex(0x101014))}
	for _, x := range []float64{56, 84, 30, 118, 139} {
		c.puff(x+2, 94-math.Abs(x-70)/6, 12, 1.6, hex(0x0b2411), 0.75)
	}
	c.figure(30, 84, 30, pose{lean: 8, leftArm: bend{-40, 10}, rightArm: bend{35, 80}, leftLeg: bend{-35, -50}, rightLeg: bend{30, -5}}, white)
	c.figure(139, 81, 27, pose{lean: -6, leftArm: bend{-30, -70}, rightArm: bend{20, 40}, leftLeg: bend{-28, 0}, rightLeg: bend{24, 40}}, red)
	c.figure(118, 84, 31, pose{lean: -10, leftArm: bend{-70, -110}, rightArm: bend{75, 120}, leftLeg: bend{-24, -8}, rightLeg: bend{26, 14}}, keeper)
	c.figure(84, 92, 46, pose{lean: -7, leftArm: bend{-62, -30}, rightArm: bend{48, 84}, leftLeg: bend{-16, -4}, rightLeg: bend{32, 12}}, red)
	c.figure(56, 94, 50, pose{lean: 12, leftArm: bend{-66, -34}, rightArm: bend{40, 96}, leftLeg: bend{-30, -62}, rightLeg: bend{40, 62}}, white)
	c.ball(76, 90, 2.5)
	for range 40 {
		x, y := c.between(62, 82), c.between(86, 95)
		c.fill(flat(hex(0x58c05e)).thin(0.7), disc(x, y, c.between(0.12, 0.35)))
	}
}

// ball is a football.
func (c *canvas) ball(x, y, r float64) {
	c.fill(across(hex(0xffffff), hex(0x98a2ad), x-r, x+r), disc(x, y, r))
	c.fill(flat(hex(0x16181c)), disc(x+0.1*r, y-0.1*r, 0.34*r))
	for i := range 5 {
		px, py := reach(x, y, float64(i)*72+20, 0.82*r)
		c.fill(flat(hex(0x16181c)).thin(0.85), disc(px, py, 0.2*r))
	}
}

// downhill: a ski racer on a steep slope, upright picture.
func downhill(c *canvas) {
	c.ground(stop{0, hex(0x2f6fb8)}, stop{30, hex(0x86b6e0)}, stop{46, hex(0xd5e6f3)}, stop{100, hex(0xe9f1f8)})
	c.hills(c.ridge(34, 26, 34, 3), hex(0x6b8db5), hex(0xb8cde2), 12, 44)
	c.snowcaps(8, 44)
	far := c.ridge(46, 9, 22, 8)
	c.hills(far, hex(0x49688a), hex(0x9db5cc), 38, 56)
	c.defocus(0.6)
	c.slope(34, -22)
	for _, g := range []struct{ x, y, h float64 }{{13, 45, 9}, {40, 58, 14}, {57, 92, 30}} {
		col := hex(0xd8262e)
		if g.h == 14 {
			col = hex(0x1f52b8)
		}
		c.fill(flat(col), rect(g.x, g.y-g.h, g.x+0.05*g.h, g.y))
		c.fill(flat(col), rect(g.x+0.42*g.h, g.y-g.h, g.x+0.47*g.h, g.y))
		c.fill(flat(col).thin(0.92), poly(g.x, g.y-0.92*g.h, g.x+0.46*g.h, g.y-0.92*g.h, g.x+0.46*g.h, g.y-0.5*g.h, g.x, g.y-0.5*g.h))
		c.puff(g.x+0.6*g.h, g.y+0.3, g.h*0.6, 0.5, hex(0x7f9cc0), 0.6)
	}
	c.puff(33, 93, 26, 4, hex(0x6f8fb8), 0.7)
	ski := flat(hex(0x1b1e28))
	c.fill(ski, limb(12, 82, 0.7, 50, 92, 0.5))
	c.fill(ski, limb(10, 85, 0.8, 48, 96, 0.5))
	suit := dress{across(hex(0xf2b632), hex(0xb0771a), 24, 44), flat(hex(0xd5232e)), across(hex(0xe23a31), hex(0x7f1620), 22, 46), across(hex(0x2448a0), hex(0x10204e), 26, 48), flat(hex(0xe8e8ee))}
	b := c.figure(29, 92, 46, pose{lean: 48, leftArm: bend{66, 100}, rightArm: bend{44, 92}, leftLeg: bend{50, -26}, rightLeg: bend{56, -20}, helmet: true}, suit)
	c.fill(flat(hex(0xd5232e)), disc(b.head.x, b.head.y-0.6, 3.6))
	c.fill(across(hex(0xffd25a), hex(0x2a2a30), b.head.x, b.head.x+4), oval(b.head.x+2.3, b.head.y, 1.6, 1.5))
	c.fill(flat(hex(0x24262e)), limb(b.rightHand.x, b.rightHand.y, 0.35, 14, 68, 0.25))
	for range 900 {
		t := c.rnd.Float64()
		x := 22 - 34*t + c.between(-4, 4)*(1+t)
		y := 88 - 22*t*c.rnd.Float64() + c.between(-2, 3)
		c.fill(flat(rgb{1.06, 1.08, 1.1}).thin(c.between(0.2, 0.8)), disc(x, y, c.between(0.1, 0.55)))
	}
	for range 40 {
		t := c.rnd.Float64()
		c.puff(20-30*t, 88-12*t*c.rnd.Float64(), 6+5*t, 4+3*t, rgb{1.03, 1.05, 1.08}, 0.35)
	}
}

// snowcaps lights the sunny sides of mountains between y0 and y1.
func (c *canvas) snowcaps(y0, y1 float64) {
	c.each(0, y0, c.wide, y1, func(x, y float64, p rgb) rgb {
		if p.b-p.r > 0.33 { // the sky
			return p
		}
		n := c.cloudy(x/3.2+y/5, y/4.4-x/9, 4)
		return mix(p, hex(0xf4f8fc), ramp(n, 0.44, 0.58)*0.8*(1-ramp(y, y0+0.6*(y1-y0), y1)))
	})
}

// slope is snow in side light below a line that falls from y0 at the left by
// fall.
func (c *canvas) slope(y0, fall float64) {
	edge := func(x float64) float64 { return y0 - fall*x/c.wide + 1.5*c.noise(x/7, 3) }
	c.fill(flat(hex(0xe6eef6)), under(0, c.wide, 101, 0.5, edge))
	c.veil(0, 0, c.wide, 100, func(x, y float64) (rgb, float64) {
		if y < edge(x) {
			return rgb{}, 0
		}
		along := y + fall*x/c.wide
		n := c.cloudy(x/22, along/3.2, 4)
		return mix(hex(0x8fb0d6), hex(0xfbfdff), ramp(n, 0.3, 0.62)), 0.75
	})
}

// peloton: cyclists on a coast road.
func peloton(c *canvas) {
	c.ground(stop{0, hex(0x4f9bd0)}, stop{34, hex(0xbfe0ee)}, stop{42, hex(0xf2eedc)}, stop{100, hex(0x7f8a52)})
	c.clouds(2, 36, 34, 0.42, hex(0xffffff), hex(0xb7cfe0))
	c.hills(c.ridge(40, 10, 40, 5), hex(0x6f95b5), hex(0xaec6d2), 28, 46)
	c.hills(c.ridge(48, 7, 22, 11), hex(0x5d7d63), hex(0x8ba777), 40, 58)
	for row := range 17 {
		t := float64(row) / 16
		y := 52 + 26*t*t
		k := 0.25 + t
		for x := -2.0; x < c.wide; x += 2.6 * k {
			c.puff(x+c.between(-1, 1), y+c.between(-0.3, 0.3), 3.2*k, 1.3*k, mix(hex(0x6a48b0), hex(0xb48ae6), c.rnd.Float64()), 1)
		}
	}
	c.defocus(0.5)
	c.fill(down(hex(0x8b8b8e), hex(0x56565c), 76, 100), poly(0, 77, c.wide, 74, c.wide, 101, 0, 101))
	c.fill(flat(hex(0xe9e6da)).thin(0.8), poly(0, 78.4, c.wide, 75.4, c.wide, 76, 0, 79.1))
	jerseys := []rgb{hex(0xf4d516), hex(0x1d6fd1), hex(0xe2342f), hex(0x1ca36b), hex(0xf0f0f0), hex(0x7a2aa0), hex(0xf07a1a), hex(0x18b0c4)}
	for row := range 3 {
		k := 0.85 + 0.36*float64(row)
		for i := range 6 {
			x := -8 + float64(i)*24*k + float64(row)*9 + c.between(-2, 2)
			c.cyclist(x, 85+6.2*float64(row), k, jerseys[(i*3+row*2)%len(jerseys)])
		}
	}
}

// cyclist rides to the right on wheels that stand on y.
func (c *canvas) cyclist(x, y, k float64, jersey rgb) {
	c.puff(x+7*k, y, 13*k, 1.3*k, hex(0x222228), 0.65)
	for _, wx := range []float64{0, 14} {
		c.fill(flat(hex(0x17181c)), disc(x+wx*k, y-4.6*k, 4.6*k))
		c.fill(flat(hex(0x8d9092)), disc(x+wx*k, y-4.6*k, 4.1*k))
		c.fill(flat(hex(0x5e6164)).thin(0.6), disc(x+wx*k, y-4.6*k, 2.6*k))
	}
	frame := flat(mix(jersey, hex(0x1a1a20), 0.6))
	bar := func(x0, y0, x1, y1, r float64) {
		c.fill(frame, limb(x+x0*k, y+y0*k, r*k, x+x1*k, y+y1*k, r*k))
	}
	bar(0, -4.6, 6, -4.4, 0.35)
	bar(6, -4.4, 12.6, -9.8, 0.45)
	bar(4.6, -10.6, 12.4, -10.4, 0.4)
	bar(6, -4.4, 4.4, -11.4, 0.4)
	bar(12.2, -11.6, 14, -4.6, 0.4)
	skin := across(hex(0xd9a57f), hex(0x8f5e42), x, x+10*k)
	body := down(jersey.times(1.1), jersey.times(0.6), y-20*k, y-11*k)
	knee := c.between(-1.2, 1.2)
	c.fill(flat(hex(0x1c1d24)), limb(x+4.6*k, y-12.4*k, 1.5*k, x+(8.6+knee)*k, y-(8.6+knee)*k, 1.15*k))
	c.fill(skin, limb(x+(8.6+knee)*k, y-(8.6+knee)*k, 0.95*k, x+6.4*k, y-3*k, 0.7*k))
	c.fill(body, limb(x+4.8*k, y-12.8*k, 1.9*k, x+11.2*k, y-17*k, 1.9*k))
	c.fill(body, limb(x+11.2*k, y-16.6*k, 1*k, x+13*k, y-13.4*k, 0.8*k))
	c.fill(skin, limb(x+13*k, y-13.4*k, 0.7*k, x+13.8*k, y-11.2*k, 0.6*k))
	c.fill(skin, disc(x+13.6*k, y-18.6*k, 1.35*k))
	c.fill(flat(mix(jersey, hex(0xffffff), 0.3)), limb(x+12.2*k, y-19.6*k, 1*k, x+14.1*k, y-19.5*k, 0.9*k))
}

// lanes: swimmers in a pool, from straight above; square.
func lanes(c *canvas) {
	c.ground(stop{0, hex(0x1ea7cf)}, stop{100, hex(0x0f7fb4)})
	for i := range 6 {
		y := 8.3 + 16.7*float64(i)
		c.fill(flat(hex(0x0c4f86)).thin(0.55), rect(0, y-1, c.wide, y+1))
	}
	c.veil(0, 0, c.wide, 100, func(x, y float64) (rgb, float64) {
		n := math.Abs(c.cloudy(x/9, y/9, 3)-0.5) * 2
		return hex(0xd6fbff), 0.55 * (1 - ramp(n, 0.0, 0.16))
	})
	for i := range 7 {
		y := 16.7 * float64(i)
		for k := range 40 {
			x := float64(k)*2.6 + 0.3
			col := hex(0xf3f5f5)
			if k/4%2 == 0 {
				col = []rgb{hex(0xd93a2f), hex(0x2b62c4), hex(0xe8b92f)}[i%3]
			}
			c.fill(down(col, col.times(0.6), y-0.9, y+0.9), oval(x, y, 1.1, 0.85))
		}
	}
	for i, x := range []float64{58, 71, 66, 80, 62, 50} {
		y := 8.3 + 16.7*float64(i)
		c.swimmer(x, y, []rgb{hex(0xf2f2f2), hex(0xe0352f), hex(0xf3cf2a), hex(0x15161c), hex(0x2c9c5a), hex(0xef7f1a)}[i], i%2 == 0)
	}
}

// swimmer swims to the right with one arm ahead.
func (c *canvas) swimmer(x, y float64, cap rgb, left bool) {
	side := 1.0
	if left {
		side = -1
	}
	for range 46 {
		t := c.rnd.Float64()
		c.puff(x-9-26*t, y+c.between(-3, 3)*(0.3+t*0.5), c.between(0.7, 2.6), c.between(0.5, 1.3), rgb{1.05, 1.08, 1.1}, 0.5*(1-t))
	}
	skin := down(hex(0xe3b08a), hex(0xa06f4e), y-3, y+3)
	c.puff(x+1, y+2.2, 13, 4, hex(0x063c66), 0.5)
	c.fill(skin, limb(x-4, y-0.9, 1.2, x-14, y-1.3, 0.6))
	c.fill(skin, limb(x-4, y+0.9, 1.2, x-14, y+1.5, 0.6))
	c.fill(flat(hex(0x14203c)), limb(x-2, y, 2, x-6, y, 1.7))
	c.fill(skin, smooth(x+6, y-3, x+7, y, x+6, y+3, x, y+2.2, x-3, y+1.8, x-3, y-1.8, x, y-2.2))
	c.fill(skin, limb(x+5.6, y+side*2.6, 1, x+12, y+side*3, 0.8))
	c.fill(skin, limb(x+12, y+side*3, 0.8, x+17, y+side*1.5, 0.6))
	c.fill(skin, limb(x+5.4, y-side*2.6, 1, x+1, y-side*5.2, 0.8))
	c.fill(skin, limb(x+1, y-side*5.2, 0.8, x-4, y-side*4.6, 0.6))
	c.fill(down(cap.times(1.1), cap.times(0.55), y-1.9, y+1.9), oval(x+8.6, y, 2.2, 1.75))
	for range 30 {
		c.fill(flat(rgb{1.1, 1.12, 1.14}).thin(c.between(0.3, 0.9)), disc(x+17+c.between(-3, 2), y+side*1.5+c.between(-2, 2), c.between(0.1, 0.4)))
	}
}
