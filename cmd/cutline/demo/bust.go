package demo

// A bust is the look of a head and shoulders that face the camera.
type bust struct {
	skin, hair, coat, shirt ink
	tie                     rgb  // none where zero
	long                    bool // hair to the shoulders
	glasses, beard, scarf   bool
	turn                    float64 // of the face, -1 to 1
}

// bust paints a person whose head is around x, y and as high as s.
func (c *canvas) bust(x, y, s float64, b bust) {
	if b.long {
		c.fill(b.hair, smooth(x-0.45*s, y-0.15*s, x, y-0.6*s, x+0.45*s, y-0.15*s,
			x+0.5*s, y+0.45*s, x+0.42*s, y+0.8*s, x-0.42*s, y+0.8*s, x-0.5*s, y+0.45*s))
	}
	c.fill(b.skin, limb(x, y+0.2*s, 0.2*s, x, y+0.72*s, 0.22*s))
	c.puff(x, y+0.52*s, 0.26*s, 0.16*s, hex(0x2a1510), 0.55)

	bottom := y + 3.2*s
	c.fill(b.coat, smooth(x-0.2*s, y+0.6*s, x+0.2*s, y+0.6*s, x+0.72*s, y+0.84*s, x+0.98*s, y+1.15*s,
		x+1.15*s, bottom, x, bottom+s, x-1.15*s, bottom, x-0.98*s, y+1.15*s, x-0.72*s, y+0.84*s))
	c.fill(b.shirt, poly(x-0.23*s, y+0.6*s, x, y+0.76*s, x+0.23*s, y+0.6*s, x+0.3*s, y+0.72*s, x, y+1.75*s, x-0.3*s, y+0.72*s))
	c.fill(b.skin, poly(x-0.2*s, y+0.55*s, x+0.2*s, y+0.55*s, x, y+0.78*s))
	if b.tie != (rgb{}) {
		c.fill(b.shirt, poly(x-0.23*s, y+0.6*s, x, y+0.76*s, x-0.12*s, y+0.92*s, x-0.29*s, y+0.7*s))
		c.fill(b.shirt, poly(x+0.23*s, y+0.6*s, x, y+0.76*s, x+0.12*s, y+0.92*s, x+0.29*s, y+0.7*s))
		c.fill(across(b.tie.times(1.25), b.tie.times(0.6), x-0.1*s, x+0.12*s),
			poly(x-0.07*s, y+0.76*s, x+0.07*s, y+0.76*s, x+0.055*s, y+0.9*s, x+0.12*s, y+1.6*s, x, y+1.75*s, x-0.12*s, y+1.6*s, x-0.055*s, y+0.9*s))
	}
	lapel := b.coat
	lapel.from, lapel.to = lapel.from.times(1.35), lapel.to.times(1.35)
	c.fill(lapel, poly(x-0.27*s, y+0.64*s, x-0.47*s, y+0.95*s, x-0.32*s, y+1.05*s, x-0.02*s, y+1.8*s))
	c.fill(lapel, poly(x+0.27*s, y+0.64*s, x+0.47*s, y+0.95*s, x+0.32*s, y+1.05*s, x+0.02*s, y+1.8*s))
	if b.scarf {
		c.fill(b.hair, smooth(x-0.42*s, y+0.55*s, x, y+0.75*s, x+0.42*s, y+0.55*s, x+0.5*s, y+0.85*s, x, y+1.05*s, x-0.5*s, y+0.85*s))
	}
	c.face(x, y, s, b)
}

// face paints the head itself.
func (c *canvas) face(x, y, s float64, b bust) {
	f := x + 0.07*s*b.turn // the middle of the features
	c.fill(b.skin, oval(x-0.375*s, y+0.03*s, 0.055*s, 0.1*s))
	c.fill(b.skin, oval(x+0.375*s, y+0.03*s, 0.055*s, 0.1*s))
	c.fill(b.skin, smooth(x, y-0.5*s, x+0.27*s, y-0.42*s, x+0.375*s, y-0.1*s, x+0.34*s, y+0.2*s,
		x+0.2*s, y+0.43*s, x, y+0.51*s, x-0.2*s, y+0.43*s, x-0.34*s, y+0.2*s, x-0.375*s, y-0.1*s, x-0.27*s, y-0.42*s))
	if b.beard {
		c.fill(b.hair.thin(0.85), smooth(x-0.36*s, y+0.08*s, x-0.22*s, y+0.2*s, f, y+0.17*s, x+0.22*s, y+0.2*s, x+0.36*s, y+0.08*s,
			x+0.25*s, y+0.45*s, x, y+0.57*s, x-0.25*s, y+0.45*s))
	}
	shadow, dark := hex(0x3a1d12), hex(0x1a100c)
	for _, side := range []float64{-1, 1} {
		ex := f + side*0.155*s
		c.puff(ex, y-0.03*s, 0.11*s, 0.075*s, shadow, 0.4)
		c.fill(flat(hex(0xe8e2da)).thin(0.85), oval(ex, y-0.015*s, 0.052*s, 0.024*s))
		c.fill(flat(dark), disc(ex+0.01*s*b.turn, y-0.016*s, 0.026*s))
		c.fill(flat(rgb{1, 1, 1}).thin(0.8), disc(ex-0.008*s, y-0.024*s, 0.007*s))
		c.fill(flat(dark).thin(0.75), limb(ex-0.06*s, y-0.032*s, 0.008*s, ex+0.06*s, y-0.032*s, 0.008*s))
		c.fill(flat(dark).thin(0.65), limb(ex-side*0.06*s, y-0.098*s, 0.016*s, ex+side*0.075*s, y-0.1*s, 0.009*s))
	}
	c.puff(f+0.035*s, y+0.1*s, 0.06*s, 0.15*s, shadow, 0.3)
	c.puff(f, y+0.19*s, 0.09*s, 0.035*s, shadow, 0.55)
	c.fill(flat(hex(0x8a3f38)).thin(0.6), smooth(f-0.12*s, y+0.29*s, f-0.03*s, y+0.27*s, f, y+0.275*s, f+0.03*s, y+0.27*s,
		f+0.12*s, y+0.29*s, f, y+0.335*s))
	c.fill(flat(dark).thin(0.6), limb(f-0.11*s, y+0.291*s, 0.006*s, f+0.11*s, y+0.291*s, 0.006*s))
	c.puff(f, y+0.37*s, 0.1*s, 0.03*s, shadow, 0.35)
	if b.glasses {
		for _, side := range []float64{-1, 1} {
			ex := f + side*0.155*s
			for i := range 40 {
				x0, y0 := reach(ex, y-0.01*s, float64(i)*9, 0.105*s)
				x1, y1 := reach(ex, y-0.01*s, float64(i+1)*9, 0.105*s)
				c.fill(flat(dark), limb(x0, y0, 0.011*s, x1, y1, 0.011*s))
			}
			c.fill(flat(dark), limb(ex+side*0.1*s, y-0.03*s, 0.01*s, x+side*0.37*s, y-0.04*s, 0.01*s))
		}
		c.fill(flat(dark), limb(f-0.055*s, y-0.02*s, 0.01*s, f+0.055*s, y-0.02*s, 0.01*s))
	}
	if b.long {
		c.fill(b.hair, smooth(x-0.4*s, y+0.2*s, x-0.44*s, y-0.2*s, x-0.25*s, y-0.52*s, x, y-0.6*s, x+0.25*s, y-0.52*s,
			x+0.44*s, y-0.2*s, x+0.4*s, y+0.2*s, x+0.33*s, y-0.12*s, x+0.16*s, y-0.33*s, x-0.08*s, y-0.36*s, x-0.31*s, y-0.14*s))
		return
	}
	c.fill(b.hair, smooth(x-0.375*s, y-0.02*s, x-0.4*s, y-0.22*s, x-0.3*s, y-0.47*s, x-0.02*s, y-0.58*s, x+0.28*s, y-0.49*s,
		x+0.4*s, y-0.22*s, x+0.375*s, y-0.02*s, x+0.335*s, y-0.14*s, x+0.29*s, y-0.3*s, x+0.1*s, y-0.4*s, x-0.16*s, y-0.33*s, x-0.3*s, y-0.26*s, x-0.335*s, y-0.14*s))
}
