package thumbs

import (
	"image"
	"math"
)

// block is the side of the blocks that are compared one by one, in cells; each
// lies half over the next.
const block = 8

// finest is the number of cells along the longer edge at which an aligned
// picture is compared.
const finest = 160

// agreement is how a picture and a photo agree where both show something.
type agreement struct {
	cells       int     // along the longer edge, that were compared
	shown       float64 // share of the photo that the picture shows
	correlation float64 // of the grey values, -1 to 1
	detail      float64 // of what stands out from its surroundings, -1 to 1
	busy        float64 // share of the blocks with detail to go by
	least       float64 // correlation in the busy block that agrees least
	worst       float64 // difference of grey in the block that differs most
	gain        float64 // of the picture's contrast
}

// alike: the two may well be the same picture.
func (g agreement) alike() bool {
	return g.shown > 0.6 && g.correlation > 0.85 && g.detail > 0.4
}

// same: they are, and no part of it was changed that can be seen. What little
// detail leaves open is not the same: two clear skies agree in everything. The
// bounds are set by copies at quality 40, of which the worst few miss them, and
// by two editions of a card that differ in a date of 5 pixels (least 0.83). A
// picture that was cut is never sure: what tells two apart may be cut off.
func (g agreement) same() bool {
	return g.cells >= 100 && g.shown > 0.97 && g.gain > 0.6 && g.gain < 1.6 &&
		g.correlation > 0.97 && g.detail > 0.8 && g.busy > 0.15 && g.least > 0.88 && g.worst < 5
}

// likeness is 0 to 1.
func (g agreement) likeness() float64 { return max(0, min(g.correlation, g.detail)) }

// compare compares a picture and a photo as they are aligned.
func compare(picture, photo *grey, a alignment) agreement {
	across := (a.right - a.left) * float64(picture.width)
	if photo.height > photo.width {
		across = (a.bottom - a.top) * float64(picture.height)
	}
	// Fewer cells than the picture has pixels, so that each is a mean.
	cells := min(finest, int(across*3/4), max(photo.width, photo.height))
	columns, rows := grid(photo, cells)
	target, values := make([]float64, columns*rows), make([]float64, columns*rows)
	photo.cells(all, columns, rows, target)
	picture.cells(a.window, columns, rows, values)
	for range 2 { // gain and bias of the finest cells; the edges stay
		finer := a
		finer.better(values, target, columns, rows)
		a.gain, a.bias = finer.gain, finer.bias
	}
	// What the photo would be in the picture's own greys, where what is made
	// too bright or dark is white or black.
	for i, t := range target {
		target[i] = min(max((t-a.bias)/a.gain, 0), 255)
	}
	shown := a.shown(columns, rows)
	g := agreement{cells: cells, gain: a.gain, shown: float64(shown.Dx()*shown.Dy()) / float64(columns*rows)}
	g.correlation = correlate(values, target, shown, columns).correlation
	g.detail = correlate(standOut(values, columns, rows), standOut(target, columns, rows),
		shown.Intersect(image.Rect(1, 1, columns-1, rows-1)), columns).correlation
	g.compareBlocks(values, target, shown, columns)
	return g
}

const (
	// busySpread is the standard deviation of grey from which a block has
	// detail to go by, and flatSpread that under which the detail of a block is
	// the noise of compression.
	busySpread, flatSpread = 4, 8
	// edgeShare is the share of the steepness of a block that a shift by part
	// of a cell and compression make of a difference.
	edgeShare = 0.3
)

// compareBlocks compares block by block.
func (g *agreement) compareBlocks(values, target []float64, shown image.Rectangle, columns int) {
	g.least = 1
	blocks, busy := 0, 0
	for top := shown.Min.Y; top+block <= shown.Max.Y; top += block / 2 {
		for left := shown.Min.X; left+block <= shown.Max.X; left += block / 2 {
			b := correlate(values, target, image.Rect(left, top, left+block, top+block), columns)
			blocks++
			if b.spread > busySpread {
				busy++
			}
			if b.spread > flatSpread {
				g.least = min(g.least, b.correlation)
			}
			g.worst = max(g.worst, b.off-edgeShare*b.steep)
		}
	}
	if blocks > 0 {
		g.busy = float64(busy) / float64(blocks)
	}
}

// correlated is what two parts have in common.
type correlated struct {
	correlation float64
	off         float64 // mean difference
	steep       float64 // mean difference of neighbours in the second
	spread      float64 // standard deviation of the second
}

// correlate compares a part of two pictures.
func correlate(a, b []float64, part image.Rectangle, columns int) (c correlated) {
	n := float64(part.Dx() * part.Dy())
	if part.Empty() {
		return c
	}
	var sumA, sumB, aa, bb, ab float64
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for i := y*columns + part.Min.X; i < y*columns+part.Max.X; i++ {
			sumA, sumB = sumA+a[i], sumB+b[i]
			aa, bb, ab = aa+a[i]*a[i], bb+b[i]*b[i], ab+a[i]*b[i]
			c.off += math.Abs(a[i] - b[i])
			c.steep += math.Abs(b[i] - b[max(i-1, 0)])
		}
	}
	c.off, c.steep = c.off/n, c.steep/n
	varA, varB := max(aa/n-sumA*sumA/n/n, 0), max(bb/n-sumB*sumB/n/n, 0)
	c.spread = math.Sqrt(varB)
	if spread := math.Sqrt(varA * varB); spread > 1e-9 {
		c.correlation = (ab/n - sumA*sumB/n/n) / spread
	}
	return c
}

// standOut is what is left of grey values without the mean of the eight cells
// around each.
func standOut(values []float64, columns, rows int) []float64 {
	left := make([]float64, len(values))
	for y := 1; y < rows-1; y++ {
		for i := y*columns + 1; i < (y+1)*columns-1; i++ {
			above, below := values[i-columns-1:i-columns+2], values[i+columns-1:i+columns+2]
			left[i] = values[i] - (above[0]+above[1]+above[2]+values[i-1]+values[i+1]+below[0]+below[1]+below[2])/8
		}
	}
	return left
}
