package demo

// autumn: an avenue of beeches, a walker and a dog; upright.
func autumn(c *canvas) {
	c.ground(stop{0, hex(0xe8b858)}, stop{40, hex(0xf8dc98)}, stop{60, hex(0xf4e0b0)}, stop{66, hex(0xb87a34)}, stop{100, hex(0x7a4420)})
	c.glow(33, 52, 50, hex(0xfff0c0), 0.6)
	leaf := []rgb{hex(0xe89a28), hex(0xd8641c), hex(0xf4c040), hex(0xb8441c), hex(0xf0d878)}
	for row := range 6 {
		t := float64(row) / 5
		k := 0.22 + 1.15*t*t
		for _, side := range []float64{-1, 1} {
			x, foot := 33+side*(7+31*t*t), 62+26*t*t
			bark := across(mix(hex(0xa87a4a), hex(0x3a2418), t), mix(hex(0x7a5230), hex(0x1c100c), t), x-2*k, x+2*k)
			c.fill(bark, poly(x-2.4*k, foot, x-1.2*k, foot-40*k, x+1.2*k, foot-40*k, x+2.4*k, foot))
			for i := range 5 {
				a := 180 - side*(12+17*float64(i))
				bx, by := reach(x, foot-(22+5*float64(i))*k, a, 24*k)
				c.fill(bark, limb(x, foot-(20+5*float64(i))*k, 0.8*k, bx, by, 0.2*k))
			}
			for range 190 {
				u, v := c.between(-1, 1), c.between(-1, 1)
				if u*u+v*v > 1 {
					continue
				}
				col := leaf[c.rnd.IntN(5)].times(0.72 + 0.34*c.rnd.Float64() + 0.12*(1-t))
				c.puff(x-side*5*k+22*k*u, foot-45*k+22*k*v, 3.1*k, 2*k, col, 0.85)
			}
		}
		if row == 3 {
			c.defocus(0.5)
		}
	}
	for range 1500 {
		t := c.rnd.Float64()
		t *= t
		y := 65 + 35*t
		c.fill(flat(leaf[c.rnd.IntN(5)].times(c.between(0.6, 1.05))), scrap(c.between(0, c.wide), y, 0.12+0.5*t, c.between(0, 180)))
	}
	c.fill(down(hex(0xe8c890).times(0.95), hex(0xa87848), 64, 100).thin(0.55), poly(31.6, 64, 34.4, 64, 56, 101, 10, 101))
	c.puff(36, 83, 7, 0.9, hex(0x3a1c0c), 0.7)
	coat := across(hex(0x9a2a30), hex(0x4a1018), 31, 39)
	c.figure(35, 82.5, 23, pose{leftArm: bend{-10, 4}, rightArm: bend{18, 44}, leftLeg: bend{-12, -18}, rightLeg: bend{12, 2}, skirt: true}, dress{flat(hex(0xd8a888)), flat(hex(0x3a2418)), coat, coat, flat(hex(0x2a1810))})
	dog := flat(hex(0x4a2a18))
	c.fill(dog, limb(44, 79, 1.5, 49, 78.8, 1.3))
	c.fill(dog, limb(49, 78.4, 0.9, 51, 75.6, 0.8))
	c.fill(dog, limb(51, 75.6, 1.2, 53, 76.2, 0.6))
	c.fill(dog, limb(43.4, 78.4, 0.4, 41.4, 75, 0.25))
	for i, x := range []float64{43.6, 45.2, 48.4, 49.8} {
		c.fill(dog, limb(x, 79.5, 0.5, x+[]float64{-0.9, 0.5, 0.9, -0.4}[i], 83.6, 0.35))
	}
	c.fill(flat(hex(0x2a1810)), limb(39.6, 74.4, 0.12, 49.6, 76.6, 0.12))
	for range 46 {
		c.fill(flat(leaf[c.rnd.IntN(5)]), scrap(c.between(0, c.wide), c.between(10, 90), c.between(0.3, 0.8), c.between(0, 180)))
	}
}
