package demo

import "math"

// lanterns: paper lanterns rise from a river; upright.
func lanterns(c *canvas) {
	c.ground(stop{0, hex(0x070b20)}, stop{50, hex(0x1a1c40)}, stop{74, hex(0x4a3050)}, stop{100, hex(0x0a0c18)})
	c.stars(90, 50)
	c.hills(c.ridge(76, 8, 22, 6), hex(0x14142c), hex(0x2a2240), 66, 80)
	for range 90 {
		t := c.rnd.Float64()
		c.lantern(c.between(0, c.wide), 4+68*math.Sqrt(t)*c.between(0.8, 1), 0.5+1.2*(1-t))
	}
	c.defocus(0.45)
	c.water(79, 0.9, hex(0x0c1024))
	for _, l := range [][3]float64{{12, 30, 4}, {52, 22, 5}, {30, 12, 3.2}, {60, 54, 3.4}, {8, 60, 2.6}, {26, 46, 6.6}, {44, 64, 3}} {
		c.lantern(l[0], l[1], l[2])
	}
	c.fill(flat(hex(0x05060c)), poly(0, 94, c.wide, 96, c.wide, 101, 0, 101))
	dark := silhouette(flat(hex(0x06060c)))
	c.figure(20, 96, 24, pose{leftArm: bend{-152, -166}, rightArm: bend{150, 168}, leftLeg: bend{-5, -2}, rightLeg: bend{5, 2}}, dark)
	c.figure(29, 96, 22, pose{leftArm: bend{-14, -6}, rightArm: bend{150, 164}, leftLeg: bend{-5, -2}, rightLeg: bend{5, 2}, skirt: true}, dark)
	c.figure(37, 96.5, 13, pose{leftArm: bend{-130, -150}, rightArm: bend{10, 6}, leftLeg: bend{-5, -2}, rightLeg: bend{5, 2}}, dark)
	c.figure(54, 97, 23, standing, dark)
	c.lantern(20, 66.6, 3.2)
}

// lantern is r wide to each side, its middle at x, y.
func (c *canvas) lantern(x, y, r float64) {
	c.glow(x, y, 5*r, hex(0xff8a2a), 0.3)
	c.fill(down(rgb{1.15, 0.55, 0.2}, rgb{1.7, 1.2, 0.55}, y-1.3*r, y+1.2*r), smooth(x-0.72*r, y+1.2*r, x-r, y-0.5*r, x-0.6*r, y-1.25*r, x+0.6*r, y-1.25*r, x+r, y-0.5*r, x+0.72*r, y+1.2*r))
	c.fill(flat(rgb{2.1, 1.8, 1}), oval(x, y+0.95*r, 0.5*r, 0.22*r))
}

// fireworks: over a bridge at new year.
func fireworks(c *canvas) {
	c.ground(stop{0, hex(0x060818)}, stop{50, hex(0x101634)}, stop{70, hex(0x2a2040)}, stop{100, hex(0x080a14)})
	for _, b := range []struct {
		x, y, r float64
		col     rgb
	}{
		{40, 26, 25, rgb{1.6, 0.5, 0.5}},
		{82, 18, 20, rgb{1.5, 1.2, 0.5}},
		{118, 31, 24, rgb{0.5, 0.8, 1.7}},
		{62, 46, 13, rgb{0.5, 1.5, 0.8}},
		{98, 50, 11, rgb{1.5, 0.6, 1.3}},
		{18, 48, 11, rgb{1.4, 1.3, 1.2}},
		{140, 12, 12, rgb{1.5, 0.7, 1.4}},
	} {
		c.puff(b.x+4, b.y+3, b.r*1.1, b.r*0.8, mix(hex(0x4a4458), b.col, 0.2), 0.35)
		c.burst(b.x, b.y, b.r, b.col)
	}
	c.skyline(70, 5, 16, 6, flat(hex(0x0c0e1e)), hex(0xffd890), 0.3)
	c.bridge(18, 128, 72)
	c.water(72, 1.2, hex(0x080a18))
	c.crowd(95, 5, 0.5, flat(hex(0x030308)))
}

// burst is a firework that has just opened.
func (c *canvas) burst(x, y, r float64, col rgb) {
	c.glow(x, y, 1.7*r, col, 0.3)
	n := int(26 + r)
	for i := range n {
		a := 360 * (float64(i) + c.between(-0.3, 0.3)) / float64(n)
		l := r * c.between(0.72, 1.02)
		px, py := x, y
		for k := 1; k <= 12; k++ {
			t := float64(k) / 12
			qx, qy := reach(x, y, a, l*t)
			qy += 0.16 * r * t * t
			if k > 2 {
				c.fill(flat(mix(rgb{1.8, 1.7, 1.5}, col, t)).thin(0.35+0.65*t*t), limb(px, py, 0.1+0.1*t, qx, qy, 0.1+0.12*t))
			}
			px, py = qx, qy
		}
		c.glow(px, py, 0.9, col, 1.2)
	}
}

// lightning: a bolt strikes behind a town; upright.
func lightning(c *canvas) {
	c.ground(stop{0, hex(0x1a1630)}, stop{50, hex(0x3a2c58)}, stop{80, hex(0x6a4a78)}, stop{100, hex(0x140f20)})
	c.glow(38, 40, 60, hex(0xb8a0ff), 0.55)
	c.clouds(-24, 62, 24, 0.7, hex(0xb8a0e0), hex(0x1c1634))
	c.clouds(-10, 46, 13, 0.5, hex(0x8a78c0), hex(0x100c22))
	c.bolt(42, 20, 34, 84, 0.75, 5)
	c.bolt(52, 24, 60, 82, 0.3, 3)
	c.veil(0, 40, c.wide, 90, func(x, y float64) (rgb, float64) {
		return hex(0x8a7ab8), 0.35 * ramp(y, 56, 84) * ramp(c.cloudy(x/9+y/30, y/60, 3), 0.35, 0.8)
	})
	c.skyline(90, 3, 11, 8, down(hex(0x1c1630), hex(0x0e0a1a), 78, 90), hex(0xffd08a), 0.16)
	c.fill(flat(hex(0x0a0714)), poly(12, 90, 12, 72, 15, 60, 18, 72, 18, 90))
	c.fill(flat(hex(0x0a0714)), limb(15, 60, 0.2, 15, 56, 0.1))
	c.skyline(101, 5, 14, 12, flat(hex(0x08060f)), hex(0xffc070), 0.12)
}

// bolt strikes from x0, y0 to x1, y1; forks is how many times it may split.
func (c *canvas) bolt(x0, y0, x1, y1, r float64, forks int) {
	x, y := x0, y0
	steps := int((y1-y0)/2.4) + 2
	for i := range steps {
		t := float64(i+1) / float64(steps)
		nx := x0 + (x1-x0)*t + c.between(-2.4, 2.4)*math.Sqrt(t*(1-t))*2
		ny := y0 + (y1-y0)*t
		if i == steps-1 {
			nx = x1
		}
		c.glow(x, y, 7*r+1, hex(0xb090ff), 0.09)
		c.fill(flat(rgb{2.2, 2.1, 2.6}), limb(x, y, 0.5*r, nx, ny, 0.5*r*(1-0.3*t)))
		if forks > 0 && c.rnd.Float64() < 0.2 {
			forks--
			c.bolt(nx, ny, nx+c.between(-22, 22), min(ny+c.between(12, 30), 88), r*0.45, forks/2)
		}
		x, y = nx, ny
	}
}
