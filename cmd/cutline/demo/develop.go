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

// row fills line with the light of row y of the full-size canvas, k times as
// large.
func (s small) row(y, k int, line []float32) {
	fy := max(0, (float32(y)+0.5)/float32(k)-0.5)
	y0 := min(int(fy), s.h-1)
	y1 := min(y0+1, s.h-1)
	ty := fy - float32(y0)
	above, below := s.pix[3*y0*s.w:3*(y0+1)*s.w], s.pix[3*y1*s.w:3*(y1+1)*s.w]
	at := func(x int) (r, g, b float32) {
		i := 3 * min(max(x, 0), s.w-1)
		return above[i] + (below[i]-above[i])*ty,
			above[i+1] + (below[i+1]-above[i+1])*ty,
			above[i+2] + (below[i+2]-above[i+2])*ty
	}
	// Every small pixel lies in the middle of its k large ones.
	r0, g0, b0 := at(-1)
	r1, g1, b1 := at(0)
	x, t := 0, float32(k/2)+0.5
	for i := 0; i < len(line); i += 3 {
		if t > float32(k) {
			t -= float32(k)
			x++
			r0, g0, b0 = r1, g1, b1
			r1, g1, b1 = at(x)
		}
		f := t / float32(k)
		line[i], line[i+1], line[i+2] = r0+(r1-r0)*f, g0+(g1-g0)*f, b0+(b1-b0)*f
		t++
	}
}

// defocus blurs all that is painted so far by r units, as a lens does with
// what lies behind the subject.
func (c *canvas) defocus(r float64) {
	const k = 4
	s := c.shrunk(k, func(float32) float32 { return 1 }).blurred(max(1, int(r*c.unit/k/1.7)))
	for y := range c.h {
		s.row(y, k, c.pix[3*y*c.w:3*(y+1)*c.w])
	}
}

// develop turns light into a picture: bright parts bloom, corners darken, the
// highest lights roll off, and film grain hides the steps of a gradient.
func (c *canvas) develop() *image.RGBA {
	const k = 8
	bloom := c.shrunk(k, func(light float32) float32 { return max(0, light-0.75) }).
		blurred(max(1, int(2.2*c.unit/k)))
	tones := newTones()
	img := image.NewRGBA(image.Rect(0, 0, c.w, c.h))
	cx, cy := float32(c.w)/2, float32(c.h)/2
	far := 1 / (cx*cx + cy*cy)
	glare := make([]float32, 3*c.w)
	for y := range c.h {
		bloom.row(y, k, glare)
		row := c.pix[3*y*c.w : 3*(y+1)*c.w]
		out := img.Pix[y*img.Stride : y*img.Stride+4*c.w]
		dy := float32(y) - cy
		for x := range c.w {
			dx := float32(x) - cx
			d := (dx*dx + dy*dy) * far
			f := 1 - 0.22*d*d
			grain := (float32(scatter(int32(x), int32(y), c.seed)) - 0.5) * 0.028
			p, g, o := row[3*x:3*x+3:3*x+3], glare[3*x:3*x+3:3*x+3], out[4*x:4*x+4:4*x+4]
			o[0] = tones.of((p[0]+0.5*g[0])*f + grain)
			o[1] = tones.of((p[1]+0.5*g[1])*f + grain)
			o[2] = tones.of((p[2]+0.5*g[2])*f + grain)
			o[3] = 255
		}
	}
	return img
}

// tones are the bytes for lights from 0 to 4, in steps of 1/1024.
type tones [4 * 1024]uint8

// newTones goes straight up to 0.8, then bends, so that glare keeps its colour
// instead of breaking off at white.
func newTones() *tones {
	const knee = 0.8
	var t tones
	for i := range t {
		v := float64(i) / 1024
		if v > knee {
			over := (v - knee) / (1 - knee)
			v = knee + (1-knee)*1.25*over/(1+over)
		}
		t[i] = uint8(math.Round(min(v, 1) * 255))
	}
	return &t
}

func (t *tones) of(v float32) uint8 {
	return t[min(max(int(v*1024+0.5), 0), len(t)-1)]
}
