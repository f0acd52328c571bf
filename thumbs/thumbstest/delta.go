// Package thumbstest measures how alike two pictures look: the difference of
// their colours and the likeness of their structure. Tests and benchmarks
// judge renditions by it.
package thumbstest

import (
	"image"
	"image/color"
	"math"
	"slices"
)

// Lab is a colour of CIE L*a*b*.
type Lab struct{ L, A, B float64 }

// LabOf is a colour of sRGB, its values from 0 to 1.
func LabOf(r, g, b float64) Lab {
	light := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	r, g, b = light(r), light(g), light(b)
	f := func(t float64) float64 {
		if t <= 216.0/24389 {
			return (24389.0/27*t + 16) / 116
		}
		return math.Cbrt(t)
	}
	// Relative to white, so that adaptation makes no difference to greys.
	x := f((0.4124564*r + 0.3575761*g + 0.1804375*b) / 0.95047)
	y := f(0.2126729*r + 0.7151522*g + 0.0721750*b)
	z := f((0.0193339*r + 0.1191920*g + 0.9503041*b) / 1.08883)
	return Lab{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// DeltaE is how far apart two colours look, by CIEDE2000. A difference of 1
// is about the least that is seen side by side.
func DeltaE(p, q Lab) float64 {
	const rad = math.Pi / 180
	seventh := func(c float64) float64 {
		c = math.Pow(c, 7)
		return math.Sqrt(c / (c + 6103515625)) // 25⁷
	}
	g := 0.5 * (1 - seventh((math.Hypot(p.A, p.B)+math.Hypot(q.A, q.B))/2))
	a1, a2 := p.A*(1+g), q.A*(1+g)
	c1, c2 := math.Hypot(a1, p.B), math.Hypot(a2, q.B)
	hue := func(a, b float64) float64 {
		if a == 0 && b == 0 {
			return 0
		}
		return math.Mod(math.Atan2(b, a)/rad+360, 360)
	}
	h1, h2 := hue(a1, p.B), hue(a2, q.B)
	dl, dc, dh, h := q.L-p.L, c2-c1, h2-h1, h1+h2
	if c1*c2 == 0 {
		dh = 0
	} else {
		switch {
		case dh > 180:
			dh -= 360
		case dh < -180:
			dh += 360
		}
		if math.Abs(h1-h2) > 180 {
			if h < 360 {
				h += 360
			} else {
				h -= 360
			}
		}
		h /= 2
	}
	dh = 2 * math.Sqrt(c1*c2) * math.Sin(dh/2*rad)
	l, c := (p.L+q.L)/2, (c1+c2)/2
	t := 1 - 0.17*math.Cos((h-30)*rad) + 0.24*math.Cos(2*h*rad) + 0.32*math.Cos((3*h+6)*rad) - 0.20*math.Cos((4*h-63)*rad)
	sl := 1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50))
	sc, sh := 1+0.045*c, 1+0.015*c*t
	turn := -math.Sin(60*math.Exp(-(h-275)*(h-275)/625)*rad) * 2 * seventh(c)
	dl, dc, dh = dl/sl, dc/sc, dh/sh
	return math.Sqrt(dl*dl + dc*dc + dh*dh + turn*dc*dh)
}

// Differences are those of many colours.
type Differences struct{ Mean, P95, Max float64 }

// Of summarises differences, which it sorts.
func Of(all []float64) (d Differences) {
	if len(all) == 0 {
		return d
	}
	slices.Sort(all)
	for _, v := range all {
		d.Mean += v / float64(len(all))
	}
	d.P95, d.Max = all[len(all)*95/100], all[len(all)-1]
	return d
}

// Colours are the differences between two pictures of the same size, taken
// between the means of squares of pixels, so that what compression does to
// single pixels does not count as colour.
func Colours(p, q image.Image) Differences {
	const square = 4
	b := p.Bounds()
	var all []float64
	for y := 0; y < b.Dy(); y += square {
		for x := 0; x < b.Dx(); x += square {
			r := image.Rect(x, y, min(x+square, b.Dx()), min(y+square, b.Dy()))
			all = append(all, DeltaE(meanOf(p, r), meanOf(q, r)))
		}
	}
	return Of(all)
}

// meanOf is the mean colour of a part of a picture, counted from its corner.
func meanOf(img image.Image, part image.Rectangle) Lab {
	var sum [3]float64
	part = part.Add(img.Bounds().Min)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			sum[0] += float64(c.R)
			sum[1] += float64(c.G)
			sum[2] += float64(c.B)
		}
	}
	n := 255 * float64(part.Dx()*part.Dy())
	return LabOf(sum[0]/n, sum[1]/n, sum[2]/n)
}
