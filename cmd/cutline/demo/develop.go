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

// shrunk averages squares of k pixels.
func (c *canvas) shrunk(k int) small {
	s := newSmall(c, k)
	for y := range s.h * k {
		src := c.pix[3*min(y, c.h-1)*c.w:][:3*c.w]
		dst := s.pix[3*(y/k)*s.w:][:3*s.w]
		for x := 0; x < s.w; x++ {
			var r, g, b float32
			for i := range k {
				p := src[3*min(x*k+i, c.w-1):][:3]
				r, g, b = r+p[0], g+p[1], b+p[2]
			}
			d := dst[3*x:][:3]
			d[0], d[1], d[2] = d[0]+r, d[1]+g, d[2]+b
		}
	}
	return s.scaled(1 / float32(k*k))
}

// glare is what is brighter than floor, averaged over squares of k pixels. It
// looks at every second pixel of every second row: glare is never sharp.
func (c *canvas) glare(k int, floor float32) small {
	s := newSmall(c, k)
	for y := 0; y < c.h; y += 2 {
		src := c.pix[3*y*c.w:][:3*c.w]
		dst := s.pix[3*(y/k)*s.w:][:3*s.w]
		for x := 0; len(src) >= 6; x, src = x+2, src[6:] {
			r, g, b := src[0], src[1], src[2]
			if r > floor || g > floor || b > floor {
				f := max(r, g, b) - floor
				d := dst[3*(x/k):][:3]
				d[0], d[1], d[2] = d[0]+f*r, d[1]+f*g, d[2]+f*b
			}
		}
	}
	return s.scaled(4 / float32(k*k))
}

func newSmall(c *canvas, k int) small {
	s := small{w: (c.w + k - 1) / k, h: (c.h + k - 1) / k}
	s.pix = make([]float32, 3*s.w*s.h)
	return s
}

func (s small) scaled(f float32) small {
	for i := range s.pix {
		s.pix[i] *= f
	}
	return s
}

// blurred averages each pixel with those up to r away, twice over: a disc of
// light becomes a soft cone.
func (s small) blurred(r int) small {
	line := make([]float32, 3*max(s.w, s.h))
	for range 2 {
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
	line = line[:3*n]
	for i := range n {
		copy(line[3*i:3*i+3], pix[i*stride:])
	}
	f := 1 / float32(2*r+1)
	var sr, sg, sb float32
	for i := -r; i <= r; i++ {
		p := line[3*min(max(i, 0), n-1):][:3]
		sr, sg, sb = sr+p[0], sg+p[1], sb+p[2]
	}
	for i := range n {
		p := pix[i*stride:][:3]
		p[0], p[1], p[2] = sr*f, sg*f, sb*f
		in, out := line[3*min(i+r+1, n-1):][:3], line[3*max(i-r, 0):][:3]
		sr, sg, sb = sr+in[0]-out[0], sg+in[1]-out[1], sb+in[2]-out[2]
	}
}

// row fills line with the light of row y of the full-size canvas, k times as
// large. level is as long as a row of s, to work in.
func (s small) row(y, k int, line, level []float32) {
	fy := max(0, (float32(y)+0.5)/float32(k)-0.5)
	y0 := min(int(fy), s.h-1)
	y1 := min(y0+1, s.h-1)
	ty := fy - float32(y0)
	above, below := s.pix[3*y0*s.w:3*(y0+1)*s.w], s.pix[3*y1*s.w:3*(y1+1)*s.w]
	for i := range level {
		level[i] = above[i] + (below[i]-above[i])*ty
	}
	// Every small pixel lies in the middle of its k large ones.
	left := level[:3]
	for x := range s.w + 1 {
		right := level[3*min(x, s.w-1):][:3]
		f := 1 / float32(k)
		dr, dg, db := (right[0]-left[0])*f, (right[1]-left[1])*f, (right[2]-left[2])*f
		r, g, b := left[0]+dr/2, left[1]+dg/2, left[2]+db/2
		from, to := min(x*k-k/2, len(line)/3), min(x*k+k-k/2, len(line)/3)
		if from < 0 {
			r, g, b, from = right[0], right[1], right[2], 0
		}
		for p := line[3*from : 3*to]; len(p) >= 3; p = p[3:] {
			p[0], p[1], p[2] = r, g, b
			r, g, b = r+dr, g+dg, b+db
		}
		left = right
	}
}

// defocus blurs all that is painted so far by r units, as a lens does with
// what lies behind the subject.
func (c *canvas) defocus(r float64) {
	const k = 4
	s := c.shrunk(k).blurred(max(1, int(r*c.unit/k/1.7)))
	level := make([]float32, 3*s.w)
	for y := range c.h {
		s.row(y, k, c.pix[3*y*c.w:3*(y+1)*c.w], level)
	}
}

// develop turns light into a picture: bright parts bloom, corners darken, the
// highest lights roll off, and film grain hides the steps of a gradient. The
// picture is good until the canvas develops another.
func (c *canvas) develop() *image.YCbCr {
	const k = 8
	bloom := c.glare(k, 0.75).blurred(max(1, int(2.2*c.unit/k)))
	tones, film := newTones(), newFilm(c.seed)
	if r := image.Rect(0, 0, c.w, c.h); c.img == nil || c.img.Rect != r {
		c.img = image.NewYCbCr(r, image.YCbCrSubsampleRatio420)
	}
	light, level := make([]float32, 3*c.w), make([]float32, 3*bloom.w)
	chroma := make([]int32, 3*((c.w+1)/2)) // of two rows: red, green, blue
	across := make([]float32, c.w)         // from the middle, squared
	far := 4 / float32(c.w*c.w+c.h*c.h)
	for x := range across {
		dx := float32(x) - float32(c.w)/2
		across[x] = dx * dx * far
	}
	for y := range c.h {
		bloom.row(y, k, light, level)
		row := c.pix[3*y*c.w:][:len(light)]
		grain, shift := film.row(y)
		luma := c.img.Y[y*c.img.YStride:][:c.w]
		dy := float32(y) - float32(c.h)/2
		dy *= dy * far
		for x := range luma {
			d := across[x] + dy
			f := tonesIn1 * (1 - 0.22*d*d)
			p, g := row[3*x:][:3], light[3*x:][:3]
			n := grain[uint8(x)+shift]
			r8 := int32(tones.of((p[0]+0.5*g[0])*f + n))
			g8 := int32(tones.of((p[1]+0.5*g[1])*f + n))
			b8 := int32(tones.of((p[2]+0.5*g[2])*f + n))
			luma[x] = uint8((19595*r8 + 38470*g8 + 7471*b8 + 1<<15) >> 16)
			s := chroma[3*(x/2):][:3]
			s[0], s[1], s[2] = s[0]+r8, s[1]+g8, s[2]+b8
		}
		if y%2 == 1 {
			c.colour(y/2, chroma)
			clear(chroma)
		}
	}
	return c.img
}

// colour sets row y of the developed picture's colour from sums of four
// pixels.
func (c *canvas) colour(y int, sums []int32) {
	cb, cr := c.img.Cb[y*c.img.CStride:], c.img.Cr[y*c.img.CStride:]
	for i := range len(sums) / 3 {
		r, g, b := sums[3*i], sums[3*i+1], sums[3*i+2]
		cb[i] = uint8(min(max((-11056*r-21712*g+32768*b+257<<17)>>18, 0), 255))
		cr[i] = uint8(min(max((32768*r-27440*g-5328*b+257<<17)>>18, 0), 255))
	}
}

// film is a square of grain that repeats, shifted from row to row so that
// nobody sees it.
type film struct {
	grain [64][256]float32
	seed  uint32
}

func newFilm(seed uint32) *film {
	f := film{seed: seed}
	for y := range f.grain {
		for x := range f.grain[y] {
			f.grain[y][x] = (float32(scatter(int32(x), int32(y), seed)) - 0.5) * 0.022 * tonesIn1
		}
	}
	return &f
}

// row is the grain of row y, and where in it the row begins.
func (f *film) row(y int) (grain *[256]float32, shift uint8) {
	n := int(64 * 256 * scatter(int32(y), -1, f.seed))
	return &f.grain[n/256], uint8(n)
}

// tonesIn1 are the steps of light that tones tells apart between 0 and 1.
const tonesIn1 = 1024

// tones are the bytes for lights from 0 to 4.
type tones [4 * tonesIn1]uint8

// newTones goes straight up to 0.8, then bends, so that glare keeps its colour
// instead of breaking off at white.
func newTones() *tones {
	const knee = 0.8
	var t tones
	for i := range t {
		v := float64(i) / tonesIn1
		if v > knee {
			over := (v - knee) / (1 - knee)
			v = knee + (1-knee)*1.25*over/(1+over)
		}
		t[i] = uint8(math.Round(min(v, 1) * 255))
	}
	return &t
}

// of is the byte for v steps of light.
func (t *tones) of(v float32) uint8 {
	i := int32(v)
	if uint32(i) >= uint32(len(t)) {
		if i < 0 {
			return t[0]
		}
		return t[len(t)-1]
	}
	return t[i]
}
