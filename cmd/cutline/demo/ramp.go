package demo

import "math"

// skater: a jump from a ramp at sunset, in four frames of one take. Each
// frame is a picture of its own: the skater moves on, and the camera breathes.
func skater(frame int) func(*canvas) {
	return func(c *canvas) {
		at := []struct {
			x, y, turn float64
			pose       pose
		}{
			{44, 52, 38, pose{lean: 30, leftArm: bend{-80, -60}, rightArm: bend{100, 130}, leftLeg: bend{-30, 40}, rightLeg: bend{64, -6}}},
			{64, 36, 8, pose{lean: 16, leftArm: bend{-110, -150}, rightArm: bend{120, 150}, leftLeg: bend{-48, 34}, rightLeg: bend{70, -30}}},
			{84, 35, -14, pose{lean: -8, leftArm: bend{-130, -165}, rightArm: bend{60, 20}, leftLeg: bend{-66, 28}, rightLeg: bend{54, -34}}},
			{99, 52, -30, pose{lean: -22, leftArm: bend{-96, -120}, rightArm: bend{84, 60}, leftLeg: bend{-62, 6}, rightLeg: bend{34, -24}}},
		}[frame]
		pan := 3 * float64(frame)
		c.ground(stop{0, hex(0x3a2a5c)}, stop{34, hex(0xb0506a)}, stop{60, hex(0xf58a4a)}, stop{78, hex(0xffc870)}, stop{100, hex(0x3a2030)})
		c.clouds(2, 54, 40, 0.5, hex(0xff9a6a), hex(0x6a3a66))
		c.sun(92-pan, 66, 9, rgb{1.9, 1.5, 0.85}, hex(0xff9a40))
		c.skyline(82, 3, 9, 8, down(hex(0x8a4450), hex(0xb8604a), 72, 82), hex(0xffd890), 0.05)
		c.palm(136-pan, 84, 40)
		c.palm(150-pan, 85, 30)
		c.defocus(0.4)
		dark := flat(hex(0x140c14))
		ramp := func(x float64) float64 {
			d := max(0, 46-pan-x)
			return 92 - 0.021*d*d
		}
		c.fill(dark, under(0, c.wide, 101, 0.4, func(x float64) float64 { return max(ramp(x), 58) }))
		for x := 2.0; x < 40-pan; x += 5 {
			c.fill(flat(hex(0x7a3a44)).thin(0.5), limb(x, ramp(x)+3, 0.15, x, 101, 0.15))
		}
		for i, f := range []struct{ x, h float64 }{{126, 19}, {134, 21}, {146, 18}} {
			c.figure(f.x-pan, 93, f.h, []pose{standing, {leftArm: bend{-150, -160}, rightArm: bend{140, 165}, leftLeg: bend{-6, -3}, rightLeg: bend{6, 3}}, {leftArm: bend{-20, 60}, rightArm: bend{24, 110}, leftLeg: bend{-8, -2}, rightLeg: bend{8, 4}}}[i], silhouette(dark))
		}
		c.figure(at.x, at.y+14, 34, at.pose, silhouette(dark))
		sin, cos := math.Sincos(at.turn * math.Pi / 180)
		bx, by := at.x+2, at.y+13
		c.fill(dark, limb(bx-8*cos, by+8*sin, 0.8, bx+8*cos, by-8*sin, 0.8))
		for _, k := range []float64{-5, 5} {
			c.fill(dark, disc(bx+k*cos+1.3*sin, by-k*sin+1.3*cos, 0.95))
		}
	}
}

// palm is a palm tree against the light.
func (c *canvas) palm(x, y, h float64) {
	dark := flat(hex(0x2a1420))
	top := y - h
	c.fill(dark, limb(x, y, 0.02*h, x+0.06*h, top, 0.012*h))
	for i := range 9 {
		a := 95 + 22*float64(i)
		x0, y0 := x+0.06*h, top
		for k := range 6 {
			x1, y1 := reach(x0, y0, a, 0.06*h)
			c.fill(dark, limb(x0, y0, 0.022*h*(1-float64(k)/7), x1, y1, 0.018*h*(1-float64(k)/7)))
			x0, y0 = x1, y1
			if a < 183 {
				a -= 15
			} else {
				a += 15
			}
		}
	}
}
