package demo

import "math"

// running is a stride to the right; drive is the same stride with the other
// leg.
var (
	running = pose{lean: 15, leftArm: bend{-62, 18}, rightArm: bend{34, 128}, leftLeg: bend{72, 4}, rightLeg: bend{-28, -84}}
	driving = pose{lean: 12, leftArm: bend{42, 132}, rightArm: bend{-58, 10}, leftLeg: bend{-34, -70}, rightLeg: bend{60, -8}}
)

// sprint: the finish of a race, behind it a stand torn sideways by the camera
// that follows.
func sprint(c *canvas) {
	c.ground(stop{0, hex(0x303a58)}, stop{54, hex(0x5a6684)}, stop{60, hex(0xc45a38)}, stop{100, hex(0x8f3020)})
	cols := []rgb{hex(0xe8e4da), hex(0xd24a3a), hex(0x3a6ac0), hex(0xe8b84a), hex(0x1c2440), hex(0x8a90a8)}
	for range 420 {
		x, y, w := c.between(-40, c.wide), c.between(0, 50), c.between(8, 50)
		c.fill(flat(cols[c.rnd.IntN(6)]).thin(c.between(0.1, 0.4)), rect(x, y, x+w, y+c.between(0.5, 1.9)))
	}
	c.fill(flat(hex(0x12357a)), rect(0, 49, c.wide, 58))
	for range 30 {
		x, w := c.between(-20, c.wide), c.between(6, 30)
		c.fill(flat(hex(0xf2f4f8)).thin(0.35), rect(x, 51+c.between(0, 3), x+w, 55))
	}
	c.defocus(1.1)
	for _, y := range []float64{61, 67, 75.5, 87} {
		c.fill(flat(hex(0xf6efe6)).thin(0.85), poly(0, y, c.wide, y-1.2, c.wide, y-1.2+0.05*(y-54), 0, y+0.05*(y-54)))
	}
	c.fill(flat(hex(0xf6efe6)).thin(0.8), poly(126, 58, 127.4, 58, 147, 101, 143, 101))
	for i, r := range []struct{ x, y, h float64 }{{72, 66, 31}, {40, 73.5, 37}, {112, 83, 46}, {64, 96, 55}} {
		c.puff(r.x+3, r.y+0.6, 0.34*r.h, 0.03*r.h, hex(0x4a140c), 0.7)
		p := running
		if i%2 == 1 {
			p = driving
		}
		skin := across([]rgb{hex(0xc08a64), hex(0x8a5a3c), hex(0x5f3d2a), hex(0xdca784)}[i], hex(0x3a2218), r.x-0.2*r.h, r.x+0.35*r.h)
		vest := across([]rgb{hex(0x2a9a5a), hex(0xf2f2f2), hex(0xf0c028), hex(0x2a6ad0)}[i], hex(0x1a2238), r.x-0.2*r.h, r.x+0.4*r.h)
		b := c.figure(r.x, r.y, r.h, p, dress{skin, flat(hex(0x140d0a)), vest, skin, flat(hex(0xe8f048))})
		c.shorts(r.x, r.y, r.h, p, flat(hex(0x16181f)))
		c.fill(flat(rgb{1, 1, 1}).thin(0.9), rect(b.head.x-0.13*r.h, b.head.y+0.2*r.h, b.head.x-0.02*r.h, b.head.y+0.28*r.h))
	}
}

// tennis: a serve on clay, seen against the sun; upright.
func tennis(c *canvas) {
	c.ground(stop{0, hex(0x1d3a2c)}, stop{44, hex(0x2f5a40)}, stop{47, hex(0x8a4a2a)}, stop{52, hex(0xc8713c)}, stop{100, hex(0xa64f26)})
	c.bokeh(420, 0, 2, c.wide, 30, 1.1, hex(0xe8d8c0), hex(0xc06048), hex(0x6a88a0), hex(0xf0e8e0))
	c.fill(flat(hex(0x173224)), rect(0, 31, c.wide, 47))
	c.fill(flat(hex(0xf2ead8)).thin(0.8), rect(8, 36, 30, 39.5))
	c.fill(flat(hex(0xf2ead8)).thin(0.8), rect(44, 36, 62, 39.5))
	c.defocus(1)
	line := flat(hex(0xfff6ea)).thin(0.9)
	c.fill(line, poly(0, 93, c.wide, 86, c.wide, 87.4, 0, 94.8))
	c.fill(line, poly(42, 50, 42.8, 50, 74, 101, 71, 101))
	shade := flat(hex(0x4a1d10)).thin(0.72)
	c.fill(shade, limb(27, 90, 1.6, 54, 97, 3))
	c.fill(shade, limb(54, 97, 3, 64, 98, 1.6))
	c.fill(shade, limb(27, 90, 1.4, 58, 93, 1))
	skin := across(hex(0xe8b48c), hex(0x8f5a3c), 18, 36)
	d := dress{skin, flat(hex(0x3a2418)), across(hex(0xfdfdfb), hex(0xb0bcc8), 20, 34), across(hex(0x24365e), hex(0x101c38), 20, 36), flat(hex(0xf4f4f0))}
	b := c.figure(27, 91, 52, pose{lean: -14, leftArm: bend{-168, -172}, rightArm: bend{118, 40}, leftLeg: bend{14, -16}, rightLeg: bend{26, -44}}, d)
	c.fill(flat(hex(0xd8402e)), limb(b.head.x-2.6, b.head.y-1.3, 0.5, b.head.x+2.6, b.head.y-1.7, 0.5))
	rx, ry := b.rightHand.x+2.5, b.rightHand.y+9
	c.fill(flat(hex(0x1c1c22)), limb(b.rightHand.x, b.rightHand.y, 0.5, rx-0.6, ry-4, 0.4))
	c.fill(flat(hex(0x1c1c22)), oval(rx, ry, 3.3, 4.5))
	c.fill(flat(hex(0xa85c34)), oval(rx, ry, 2.8, 4))
	for i := range 9 {
		o := -2.4 + 0.6*float64(i)
		w := math.Sqrt(1 - o*o/7.84)
		c.fill(flat(hex(0xe8e0d0)).thin(0.5), rect(rx+o-0.05, ry-4*w, rx+o+0.05, ry+4*w))
		c.fill(flat(hex(0xe8e0d0)).thin(0.5), rect(rx-2.8*w, ry+1.4*o-0.05, rx+2.8*w, ry+1.4*o+0.05))
	}
	c.fill(flat(rgb{1.1, 1.15, 0.35}), disc(b.leftHand.x-1.5, 17, 1.3))
	c.glow(56, 2, 70, hex(0xffd9a0), 0.35)
}

// dunk: a basketball player at the ring, flashes behind; upright.
func dunk(c *canvas) {
	c.ground(stop{0, hex(0x0a0c18)}, stop{50, hex(0x1a1c34)}, stop{84, hex(0x2c2238)}, stop{100, hex(0x6a3f24)})
	c.bokeh(900, 0, 34, c.wide, 86, 1.2, hex(0x3a4a78), hex(0x7a3040), hex(0xb8a890), hex(0x28304c))
	for range 16 {
		x, y := c.between(0, c.wide), c.between(36, 82)
		c.glow(x, y, c.between(3, 7), rgb{1.3, 1.4, 1.6}, 0.9)
	}
	for i := range 5 {
		c.beam(6+14*float64(i), -2, math.Pi/2+0.12*(2-float64(i)), 0.14, 90, hex(0x9ab4ff), 0.4)
	}
	c.defocus(1)
	c.fill(down(hex(0xc98a4e), hex(0x7a4620), 90, 100), poly(0, 92, c.wide, 90, c.wide, 101, 0, 101))
	c.puff(27, 95, 15, 1.6, hex(0x2a1408), 0.8)
	c.fill(flat(hex(0x22252e)), poly(62, 8, 68, 6, 68, 40, 62, 34))
	c.fill(across(hex(0xdfe9f4), hex(0x9fb0c4), 48, 64).thin(0.45), poly(50, 6, 64, 3, 64, 33, 50, 31))
	for _, l := range [][4]float64{{50, 6, 64, 3}, {64, 3, 64, 33}, {64, 33, 50, 31}, {50, 31, 50, 6}} {
		c.fill(flat(hex(0xf4f6f8)), limb(l[0], l[1], 0.5, l[2], l[3], 0.5))
	}
	c.fill(flat(hex(0xd8482a)), limb(50, 28.4, 0.6, 40, 28.8, 0.6))
	for i := range 8 {
		x := 40.4 + 1.35*float64(i)
		c.fill(flat(hex(0xf4f4f4)).thin(0.7), limb(x, 29, 0.14, 42+0.9*float64(i), 38, 0.14))
		c.fill(flat(hex(0xf4f4f4)).thin(0.7), limb(x, 29, 0.14, 40.6+1.15*float64(i), 34, 0.14))
	}
	skin := across(hex(0x6f452e), hex(0xa9714c), 14, 42)
	red := across(hex(0x8a1420), hex(0xe23a3a), 16, 38)
	leap := pose{lean: 9, leftArm: bend{-58, -98}, rightArm: bend{152, 158}, leftLeg: bend{-18, -66}, rightLeg: bend{64, -28}}
	b := c.figure(24, 78, 50, leap, dress{skin, flat(hex(0x0c0806)), red, skin, flat(hex(0xf2f2f4))})
	c.shorts(24, 78, 50, leap, red)
	x, y := b.rightHand.x+1.6, b.rightHand.y-1.6
	c.fill(across(hex(0xf09a4a), hex(0x9a4416), x-3, x+3.4), disc(x, y, 3.2))
	c.fill(flat(hex(0x3a1a0a)), limb(x-3, y-0.5, 0.16, x+3, y+0.4, 0.16))
	c.fill(flat(hex(0x3a1a0a)), limb(x+0.3, y-3, 0.16, x-0.2, y+3, 0.16))
}

// boxers: two fighters in a ring of light.
func boxers(c *canvas) {
	c.ground(stop{0, hex(0x07080f)}, stop{70, hex(0x141828)}, stop{100, hex(0x1c2236)})
	c.bokeh(520, 0, 20, c.wide, 66, 1, hex(0x32406a), hex(0x5a3448), hex(0x87807a), hex(0x1c2440))
	for i := range 7 {
		x := 24 + 17*float64(i)
		c.beam(x, -3, math.Pi/2+0.05*(3-float64(i)), 0.12, 96, hex(0xcfdcff), 0.4)
		c.fill(flat(rgb{2, 2.1, 2.3}), rect(x-3, 0, x+3, 1.6))
	}
	c.defocus(0.9)
	c.fill(down(hex(0x8fb4d8), hex(0x3f6490), 76, 100), poly(10, 77, 140, 77, 162, 101, -12, 101))
	c.glow(75, 88, 60, hex(0xdfeaff), 0.35)
	for i, col := range []rgb{hex(0xd23a3a), hex(0xf2f2f2), hex(0x3a62c8)} {
		y := 52 + 9*float64(i)
		c.fill(down(col.times(1.15), col.times(0.5), y-0.7, y+0.7), rect(0, y-0.7, c.wide, y+0.7))
	}
	for _, x := range []float64{13, 137} {
		c.fill(across(hex(0xd23a3a), hex(0x6a1418), x-2.4, x+2.4), rect(x-2.4, 46, x+2.4, 80))
	}
	c.puff(56, 94, 20, 2.4, hex(0x0c1c34), 0.8)
	c.puff(96, 94, 20, 2.4, hex(0x0c1c34), 0.8)
	gloves := func(b body, h float64, k ink) {
		c.fill(k, oval(b.leftHand.x, b.leftHand.y, 0.055*h, 0.05*h))
		c.fill(k, oval(b.rightHand.x, b.rightHand.y, 0.055*h, 0.05*h))
	}
	skin := across(hex(0xd8a07a), hex(0x7a4a32), 48, 76)
	punch := pose{lean: 16, leftArm: bend{30, 140}, rightArm: bend{86, 94}, leftLeg: bend{-24, -30}, rightLeg: bend{26, 4}}
	b := c.figure(56, 94, 62, punch, dress{skin, flat(hex(0x1a100c)), skin, skin, flat(hex(0xf2f2f2))})
	c.shorts(56, 94, 62, punch, across(hex(0xd8342f), hex(0x6a1016), 48, 68))
	gloves(b, 62, across(hex(0xf0483e), hex(0x8a1418), b.rightHand.x-4, b.rightHand.x+4))
	skin = across(hex(0x4a2e20), hex(0x9a6a4a), 84, 110)
	slip := pose{lean: 12, leftArm: bend{-20, -132}, rightArm: bend{-14, -146}, leftLeg: bend{-20, -6}, rightLeg: bend{28, 34}}
	b = c.figure(100, 94, 61, slip, dress{skin, flat(hex(0x0a0706)), skin, skin, flat(hex(0xf2f2f2))})
	c.shorts(100, 94, 61, slip, across(hex(0x1a3f9a), hex(0x4a86e8), 88, 112))
	gloves(b, 61, across(hex(0x24449a), hex(0x5a90f0), b.leftHand.x-4, b.leftHand.x+4))
	for range 70 {
		c.glow(c.between(84, 112), c.between(20, 48), c.between(0.2, 0.5), rgb{1.2, 1.3, 1.5}, 1)
	}
}
