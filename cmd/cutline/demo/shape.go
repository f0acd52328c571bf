package demo

import (
	"math"
	"slices"

	"golang.org/x/image/vector"
)

// A point is a place on a canvas, in its units.
type point struct{ x, y float64 }

// A shape is a closed outline of straight lines. Curves are cut into lines
// short enough not to show. All shapes run the same way round, so that
// outlines filled together do not cancel each other.
type shape []point

// poly is the polygon through points, given as x, y, x, y….
func poly(xy ...float64) shape {
	s := make(shape, 0, len(xy)/2)
	for i := 0; i+1 < len(xy); i += 2 {
		s = append(s, point{xy[i], xy[i+1]})
	}
	return s.oriented()
}

func (s shape) oriented() shape {
	area := 0.0
	for i, p := range s {
		q := s[(i+1)%len(s)]
		area += p.x*q.y - q.x*p.y
	}
	if area < 0 {
		slices.Reverse(s)
	}
	return s
}

func rect(x0, y0, x1, y1 float64) shape { return poly(x0, y0, x1, y0, x1, y1, x0, y1) }

// oval is an ellipse around x, y.
func oval(x, y, rx, ry float64) shape {
	n := 48
	if max(rx, ry) < 1 {
		n = 16
	}
	s := make(shape, n)
	for i := range s {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		s[i] = point{x + rx*cos, y + ry*sin}
	}
	return s
}

func disc(x, y, r float64) shape { return oval(x, y, r, r) }

// limb is a line with round ends, r0 thick (as a radius) at its start and r1
// at its end.
func limb(x0, y0, r0, x1, y1, r1 float64) shape {
	const n = 8
	a := math.Atan2(y1-y0, x1-x0)
	s := make(shape, 0, 2*n+2)
	for i := range n + 1 {
		sin, cos := math.Sincos(a + math.Pi/2 + math.Pi*float64(i)/n)
		s = append(s, point{x0 + r0*cos, y0 + r0*sin})
	}
	for i := range n + 1 {
		sin, cos := math.Sincos(a - math.Pi/2 + math.Pi*float64(i)/n)
		s = append(s, point{x1 + r1*cos, y1 + r1*sin})
	}
	return s.oriented()
}

// smooth is the closed curve through points, given as x, y, x, y…
// (Catmull-Rom).
func smooth(xy ...float64) shape {
	const n = 10
	in := len(xy) / 2
	at := func(i int) (x, y float64) {
		i = (i + in) % in
		return xy[2*i], xy[2*i+1]
	}
	s := make(shape, 0, n*in)
	for i := range in {
		x0, y0 := at(i - 1)
		x1, y1 := at(i)
		x2, y2 := at(i + 1)
		x3, y3 := at(i + 2)
		for k := range n {
			t := float64(k) / n
			s = append(s, point{spline(x0, x1, x2, x3, t), spline(y0, y1, y2, y3, t)})
		}
	}
	return s.oriented()
}

func spline(a, b, c, d, t float64) float64 {
	return 0.5 * (2*b + (c-a)*t + (2*a-5*b+4*c-d)*t*t + (3*b-a-3*c+d)*t*t*t)
}

// under is the ground below a line y(x) from x0 to x1, down to bottom.
func under(x0, x1, bottom, step float64, y func(x float64) float64) shape {
	s := shape{{x1, bottom}, {x0, bottom}}
	for x := x0; x < x1+step; x += step {
		s = append(s, point{x, y(x)})
	}
	return s.oriented()
}

func (s shape) bounds() (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range s {
		x0, y0 = min(x0, p.x), min(y0, p.y)
		x1, y1 = max(x1, p.x), max(y1, p.y)
	}
	return x0, y0, x1, y1
}

// trace draws the outline for a rasterizer whose corner is at left, top
// pixels.
func (s shape) trace(ras *vector.Rasterizer, unit, left, top float64) {
	for i, p := range s {
		x, y := float32(p.x*unit-left), float32(p.y*unit-top)
		if i == 0 {
			ras.MoveTo(x, y)
		} else {
			ras.LineTo(x, y)
		}
	}
	ras.ClosePath()
}
