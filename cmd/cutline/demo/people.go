package demo

import "math"

// An arm or a leg bends once: the angles of its upper and lower half, in
// degrees from hanging straight down, towards the right of the picture.
type bend struct{ upper, lower float64 }

// A pose is how a figure stands; the zero pose stands to attention.
type pose struct {
	lean              float64 // of the trunk, degrees to the right
	leftArm, rightArm bend
	leftLeg, rightLeg bend
	helmet, skirt     bool
}

// A dress is the inks of a figure.
type dress struct{ skin, hair, top, legs, shoes ink }

// silhouette is a dress of one ink.
func silhouette(k ink) dress { return dress{k, k, k, k, k} }

var standing = pose{leftArm: bend{-8, -4}, rightArm: bend{8, 4}, leftLeg: bend{-4, -2}, rightLeg: bend{4, 2}}

// reach is the end of a line of length l from x, y at an angle in degrees
// from straight down.
func reach(x, y, angle, l float64) (float64, float64) {
	sin, cos := math.Sincos(angle * math.Pi / 180)
	return x + l*sin, y + l*cos
}

// A body is where the parts of a painted figure ended up.
type body struct {
	head, leftHand, rightHand point
}

// figure paints a person of height h whose hips are above x and whose feet
// reach y when the legs are straight.
func (c *canvas) figure(x, y, h float64, p pose, d dress) body {
	hip := y - 0.48*h
	neckX, neckY := reach(x, hip, 180-p.lean, 0.33*h)
	headX, headY := reach(neckX, neckY, 180-p.lean*0.7, 0.105*h)

	arm := func(b bend, side float64) point {
		sx, sy := neckX+side*0.085*h, neckY+0.035*h
		ex, ey := reach(sx, sy, b.upper, 0.165*h)
		hx, hy := reach(ex, ey, b.lower, 0.16*h)
		c.fill(d.top, limb(sx, sy, 0.038*h, ex, ey, 0.03*h))
		c.fill(d.top, limb(ex, ey, 0.03*h, hx, hy, 0.022*h))
		c.fill(d.skin, disc(hx, hy, 0.024*h))
		return point{hx, hy}
	}
	leg := func(b bend, side float64) {
		sx := x + side*0.045*h
		kx, ky := reach(sx, hip, b.upper, 0.235*h)
		fx, fy := reach(kx, ky, b.lower, 0.225*h)
		c.fill(d.legs, limb(sx, hip, 0.055*h, kx, ky, 0.036*h))
		c.fill(d.legs, limb(kx, ky, 0.036*h, fx, fy, 0.026*h))
		toe := 0.05 * h
		if b.lower < 0 {
			toe = -toe
		}
		c.fill(d.shoes, limb(fx, fy+0.008*h, 0.02*h, fx+toe, fy+0.014*h, 0.014*h))
	}

	var b body
	b.leftHand = arm(p.leftArm, -1)
	leg(p.leftLeg, -1)
	leg(p.rightLeg, 1)
	if p.skirt {
		c.fill(d.legs, poly(x-0.07*h, hip-0.08*h, x+0.07*h, hip-0.08*h, x+0.13*h, hip+0.2*h, x-0.13*h, hip+0.2*h))
	}
	c.fill(d.top, smooth(
		neckX-0.035*h, neckY-0.01*h, neckX+0.035*h, neckY-0.01*h,
		neckX+0.115*h, neckY+0.04*h, (neckX+x)/2+0.095*h, (neckY+hip)/2,
		x+0.085*h, hip+0.03*h, x-0.085*h, hip+0.03*h,
		(neckX+x)/2-0.095*h, (neckY+hip)/2, neckX-0.115*h, neckY+0.04*h))
	c.fill(d.skin, limb(neckX, neckY, 0.03*h, headX, headY, 0.03*h))
	c.fill(d.skin, oval(headX, headY, 0.052*h, 0.066*h))
	if p.helmet {
		c.fill(d.hair, smooth(headX-0.07*h, headY-0.005*h, headX-0.055*h, headY-0.07*h, headX, headY-0.09*h,
			headX+0.055*h, headY-0.07*h, headX+0.075*h, headY-0.005*h, headX, headY-0.025*h))
	} else {
		c.fill(d.hair, smooth(headX-0.055*h, headY+0.01*h, headX-0.05*h, headY-0.055*h, headX, headY-0.075*h,
			headX+0.05*h, headY-0.055*h, headX+0.055*h, headY+0.01*h, headX+0.03*h, headY-0.03*h, headX-0.03*h, headY-0.03*h))
	}
	b.rightHand = arm(p.rightArm, 1)
	b.head = point{headX, headY}
	return b
}

// shorts dresses the thighs of a figure that was painted with bare legs.
func (c *canvas) shorts(x, y, h float64, p pose, k ink) {
	hip := y - 0.48*h
	for side, b := range []bend{p.leftLeg, p.rightLeg} {
		sx := x + (0.09*float64(side)-0.045)*h
		kx, ky := reach(sx, hip, b.upper, 0.15*h)
		c.fill(k, limb(sx, hip, 0.062*h, kx, ky, 0.056*h))
	}
	c.fill(k, limb(x-0.035*h, hip-0.035*h, 0.06*h, x+0.035*h, hip-0.035*h, 0.06*h))
}

// crowd paints a row of heads and shoulders along y, as seen from behind; up
// is the share of people who hold an arm up.
func (c *canvas) crowd(y, size, up float64, k ink) {
	for x := -size; x < c.wide+size; x += size * c.between(0.7, 1.25) {
		s := size * c.between(0.85, 1.15)
		top := y + size*c.between(-0.35, 0.35)
		c.fill(k, oval(x, top, 0.3*s, 0.38*s))
		c.fill(k, smooth(x-0.15*s, top+0.3*s, x+0.15*s, top+0.3*s, x+0.62*s, top+0.6*s,
			x+0.78*s, top+1.8*s, x-0.78*s, top+1.8*s, x-0.62*s, top+0.6*s))
		if c.rnd.Float64() < up {
			side := 0.55 * s
			if c.rnd.Float64() < 0.5 {
				side = -side
			}
			hx, hy := x+side*c.between(0.9, 1.7), top-s*c.between(0.7, 1.5)
			c.fill(k, limb(x+side, top+0.9*s, 0.16*s, hx, hy, 0.11*s))
			c.fill(k, disc(hx, hy-0.08*s, 0.14*s))
		}
	}
	c.fill(k, rect(0, y+size*1.2, c.wide, 100))
}
