package demo

import "math"

// A pattern is the colour of a cloth at u (0 at the pole, 1 at the free end)
// and v (0 at the top, 1 at the bottom).
type pattern func(u, v float64) rgb

// bands is a flag of stripes from top to bottom.
func bands(cols ...rgb) pattern {
	return func(_, v float64) rgb { return cols[min(max(int(v*float64(len(cols))), 0), len(cols)-1)] }
}

// upright is a flag of stripes from the pole to the free end.
func upright(cols ...rgb) pattern {
	return func(u, _ float64) rgb { return cols[min(max(int(u*float64(len(cols))), 0), len(cols)-1)] }
}

// usFlag is the flag of the United States.
func usFlag(u, v float64) rgb {
	if u < 0.42 && v < 7.0/13 {
		row := v / (7.0 / 13) * 9
		col := u / 0.42 * 11
		n := int(row) + int(col)
		du, dv := col-math.Floor(col)-0.5, row-math.Floor(row)-0.5
		if n%2 == 0 && du*du+dv*dv < 0.1 {
			return hex(0xf2f2f2)
		}
		return hex(0x24325f)
	}
	if int(v*13)%2 == 0 {
		return hex(0xa8202f)
	}
	return hex(0xefece6)
}

// drape hangs a flag from a pole, in folds, its pole side at the top.
func (c *canvas) drape(x, y, w, h float64, p pattern) {
	c.each(x, y, x+w, y+h, func(px, py float64, was rgb) rgb {
		s, t := (px-x)/w, (py-y)/h
		gather := 0.34 + 0.66*ramp(t, 0, 0.75)
		s = (s-0.5)/gather + 0.5 + 0.04*math.Sin(t*5)
		if s < 0 || s > 1 || t > 0.93+0.05*math.Sin(s*17) {
			return was
		}
		fold := math.Sin(s*19 + 1.4*t + 0.8*math.Sin(s*7))
		u := t*0.86 + 0.10*s
		v := s + 0.035*math.Cos(s*19+1.4*t)
		return p(min(max(u, 0), 0.999), min(max(v, 0), 0.999)).times(0.62 + 0.36*fold)
	})
}

// wave flies a flag from a pole at x: its top is y, its free end x+w.
func (c *canvas) wave(x, y, w, h float64, p pattern) {
	a := 0.09 * h
	c.each(min(x, x+w), y-2*a, max(x, x+w), y+h+2*a, func(px, py float64, was rgb) rgb {
		u := (px - x) / w
		lift := a * math.Sin(u*7+x) * (0.3 + u)
		v := (py - y - lift) / h
		if u < 0 || u >= 1 || v < 0 || v >= 1 {
			return was
		}
		return p(u, v).times(0.88 + 0.2*math.Cos(u*7+x+0.5))
	})
}

// pole is a flag pole of brass with a ball on top.
func (c *canvas) pole(x, y float64) {
	c.fill(across(hex(0xe0bd6a), hex(0x6d4d1c), x-0.6, x+0.6), rect(x-0.6, y, x+0.6, 100))
	c.fill(across(hex(0xf3d98e), hex(0x7a571f), x-1.4, x+1.4), disc(x, y, 1.4))
}
