package demo

import (
	"image"
	"math"
)

// small is a canvas at a fraction of its size, for what needs no detail.
type small struct {
	w, h int
	pix  []float32
}

// shrunk averages squares of k pixels; keep says how much of each pixel's
// light to take.
func (c *canvas) shrunk(k int, keep func(light float32) float32) small {
	s := small{w: (c.w + k - 1) / k, h: (c.h + k - 1) / k}
	s.pix = make([]float32, 3*s.w*s.h)
	for y := range s.h * k {
		src := 3 * min(y, c.h-1) * c.w
		dst := 3 * (y / k) * s.w
		for x := range s.w * k {
			i := src + 3*min(x, c.w-1)
			j := dst + 3*(x/k)
			r, g, b := c.pix[i], c.pix[i+1], c.pix[i+2]
			f := keep(max(r, g, b)) / float32(k*k)
			s.pix[j] += r * f
			s.pix[j+1] += g * f
			s.pix[j+2] += b * f
		}
	}
	return s
}

// blurred averages each pixel with those up to r away, three times over, which
// comes near a Gaussian.
func (s small) blurred(r int) small {
	line := make([]float32, 3*max(s.w, s.h))
	for range 3 {
		for y := range s.h {
			average(s.pix[3*y*s.w:], 3, s.w, r, line)
		}
		for x := range s.w {
			average(s.pix[3*x:], 3*s.w, s.h, r, line)
		}
	}
	return s
}

// average smooths n pixels that lie stride apart.
func average(pix []float32, stride, n, r int, line []float32) {
	for i := range n {
		copy(line[3*i:3*i+3], pix[i*stride:])
	}
	f := 1 / float32(2*r+1)
	for ch := range 3 {
		var sum float32
		for i := -r; i <= r; i++ {
			sum += line[3*min(max(i, 0), n-1)+ch]
		}
		for i := range n {
			pix[i*stride+ch] = sum * f
			sum += line[3*min(i+r+1, n-1)+ch] - line[3*max(i-r, 0)+ch]
		}
	}
}

// at is the light at a place of the full-size canvas, in small pixels.
func (s small) at(x, y float32) (r, g, b float32) {
	x, y = max(x, 0), max(y, 0)
	x0, y0 := min(int(x), s.w-1), min(int(y), s.h-1)
	x1, y1 := min(x0+1, s.w-1), min(y0+1, s.h-1)
	tx, ty := x-float32(x0), y-float32(y0)
	a, d := s.pix[3*(y0*s.w+x0):], s.pix[3*(y0*s.w+x1):]
	e, f := s.pix[3*(y1*s.w+x0):], s.pix[3*(y1*s.w+x1):]
	wa, wd, we, wf := (1-tx)*(1-ty), tx*(1-ty), (1-tx)*ty, tx*ty
	return a[0]*wa + d[0]*wd + e[0]*we + f[0]*wf,
		a[1]*wa + d[1]*wd + e[1]*we + f[1]*wf,
		a[2]*wa + d[2]*wd + e[2]*we + f[2]*wf
}

// defocus blurs all that is painted so far by r units, as a lens does with
// what lies behind the subject.
func (c *canvas) defocus(r float64) {
	const k = 4
	s := c.shrunk(k, func(float32) float32 { return 1 }).blurred(max(1, int(r*c.unit/k/1.7)))
	for y := range c.h {
		i := 3 * y * c.w
		for x := range c.w {
			c.pix[i], c.pix[i+1], c.pix[i+2] = s.at((float32(x)+0.5)/k-0.5, (float32(y)+0.5)/k-0.5)
			i += 3
		}
	}
}

// develop turns light into a picture: bright parts bloom, corners darken, the
// highest lights roll off, and film grain hides the steps of a gradient.
func (c *canvas) develop() *image.RGBA {
	const k = 8
	bloom := c.shrunk(k, func(light float32) float32 { return max(0, light-0.75) }).
		blurred(max(1, int(2.2*c.unit/k)))
	img := image.NewRGBA(image.Rect(0, 0, c.w, c.h))
	cx, cy := float32(c.w)/2, float32(c.h)/2
	far := 1 / (cx*cx + cy*cy)
	for y := range c.h {
		i := 3 * y * c.w
		out := img.Pix[y*img.Stride:]
		for x := range c.w {
			br, bg, bb := bloom.at((float32(x)+0.5)/k-0.5, (float32(y)+0.5)/k-0.5)
			dx, dy := float32(x)-cx, float32(y)-cy
			d := (dx*dx + dy*dy) * far
			f := 1 - 0.22*d*d
			grain := (float32(scatter(int32(x), int32(y), c.seed)) - 0.5) * 0.028
			o := out[4*x : 4*x+4 : 4*x+4]
			o[0] = tone((c.pix[i]+0.5*br)*f + grain)
			o[1] = tone((c.pix[i+1]+0.5*bg)*f + grain)
			o[2] = tone((c.pix[i+2]+0.5*bb)*f + grain)
			o[3] = 255
			i += 3
		}
	}
	return img
}

// tone is the byte for a light: straight up to 0.8, then bent so that glare
// keeps its colour instead of breaking off at white.
func tone(v float32) uint8 {
	const knee = 0.8
	if v > knee {
		over := (v - knee) / (1 - knee)
		v = knee + (1-knee)*over/(1+over)*1.25
	}
	return uint8(math.Round(float64(min(max(v, 0), 1)) * 255))
}
