package thumbs

import "math"

// alignment is where in a picture the whole of a photo lies, and how its grey
// values became those of the photo.
type alignment struct {
	window
	gain, bias float64
}

// The sizes, in cells of the longer edge, at which a photo is found in a
// picture: from coarse, where a shift of a twentieth is a cell, to fine.
var steps = []int{24, 48, 96}

// roundsPerStep is how often an alignment is bettered at each size; it settles
// in two or three.
const roundsPerStep = 4

// align finds the photo in the picture, beginning with a window near it.
func align(picture, photo *grey, near window) alignment {
	a := alignment{window: near, gain: 1}
	for _, cells := range steps {
		columns, rows := grid(photo, cells)
		target := make([]float64, columns*rows)
		photo.cells(all, columns, rows, target)
		values := make([]float64, columns*rows)
		for range roundsPerStep {
			picture.cells(a.window, columns, rows, values)
			if !a.better(values, target, columns, rows) {
				break
			}
		}
	}
	return a
}

// grid is the number of columns and rows of a photo with so many cells along
// its longer edge.
func grid(photo *grey, cells int) (columns, rows int) {
	long := max(photo.width, photo.height)
	return max(4, photo.width*cells/long), max(4, photo.height*cells/long)
}

// shown reports whether a cell lies inside the picture, but for a sliver.
func (a *alignment) shown(x, y, columns, rows int) bool {
	const sliver = 0.1
	inside := func(i, n int, from, to float64) bool {
		cell := (to - from) / float64(n)
		return from+(float64(i)+sliver)*cell >= 0 && from+(float64(i)+1-sliver)*cell <= 1
	}
	return inside(x, columns, a.left, a.right) && inside(y, rows, a.top, a.bottom)
}

// better makes one Gauss-Newton step: it moves the edges of the window, and
// changes gain and bias, so that the cells' squares of differences become less.
// Differences far above the usual count less, as of a part that was pasted in.
// It reports whether the edges still moved.
func (a *alignment) better(values, target []float64, columns, rows int) bool {
	usual, n := 0.0, 0
	for i, v := range values {
		if a.shown(i%columns, i/columns, columns, rows) {
			usual, n = usual+math.Abs(a.gain*v+a.bias-target[i]), n+1
		}
	}
	if n < len(values)/2 {
		return false
	}
	usual = 1.5*usual/float64(n) + 1
	var m [6][7]float64
	width, height := a.right-a.left, a.bottom-a.top
	for y := 1; y < rows-1; y++ {
		for x := 1; x < columns-1; x++ {
			if !a.shown(x, y, columns, rows) {
				continue
			}
			i := y*columns + x
			slopeX := a.gain * (values[i+1] - values[i-1]) / 2 * float64(columns) / width
			slopeY := a.gain * (values[i+columns] - values[i-columns]) / 2 * float64(rows) / height
			u, v := (float64(x)+0.5)/float64(columns), (float64(y)+0.5)/float64(rows)
			j := [7]float64{
				slopeX * (1 - u), slopeX * u, slopeY * (1 - v), slopeY * v, values[i], 1,
				target[i] - a.gain*values[i] - a.bias,
			}
			weight := 1.0
			if d := math.Abs(j[6]); d > usual {
				weight = usual / d
			}
			for r := range m {
				for c := r; c < 7; c++ {
					m[r][c] += weight * j[r] * j[c]
				}
			}
		}
	}
	d, ok := solve(&m)
	if !ok {
		return false
	}
	// A step longer than a cell or two is a leap in the dark.
	reach := 2.0 / float64(max(columns, rows))
	move := func(edge *float64, by float64) float64 {
		by = min(max(by, -reach), reach)
		*edge += by
		return math.Abs(by)
	}
	moved := max(move(&a.left, d[0]), move(&a.right, d[1]), move(&a.top, d[2]), move(&a.bottom, d[3]))
	a.gain, a.bias = min(max(a.gain+d[4], 0.2), 5), a.bias+d[5]
	return moved > 0.02/float64(max(columns, rows))
}

// solve solves a symmetric system of which the upper half is given, by
// elimination. It fails where a picture has no slope to go by.
func solve(m *[6][7]float64) (x [6]float64, ok bool) {
	for r := range m {
		m[r][r] += 1e-6 * (m[r][r] + 1)
		for c := range r {
			m[r][c] = m[c][r]
		}
	}
	for p := range m {
		if math.Abs(m[p][p]) < 1e-9 {
			return x, false
		}
		for r := p + 1; r < 6; r++ {
			f := m[r][p] / m[p][p]
			for c := p; c < 7; c++ {
				m[r][c] -= f * m[p][c]
			}
		}
	}
	for r := 5; r >= 0; r-- {
		x[r] = m[r][6]
		for c := r + 1; c < 6; c++ {
			x[r] -= m[r][c] * x[c]
		}
		x[r] /= m[r][r]
	}
	return x, true
}

// agreement is how a picture and a photo agree where both show something.
type agreement struct {
	cells       int     // along the longer edge, that were compared
	shown       float64 // share of the photo that the picture shows
	correlation float64 // of the grey values, -1 to 1
	detail      float64 // of what stands out from its surroundings, -1 to 1
	busy        float64 // share of the blocks with detail to go by
	worst       float64 // difference in the block that differs most
}

// block is the side of the blocks that are compared one by one, in cells.
const block = 8

// finest is the number of cells along the longer edge at which an aligned
// picture is compared.
const finest = 160

// compare compares the picture and the photo as they are aligned.
func compare(picture, photo *grey, a alignment) agreement {
	across := int((a.right - a.left) * float64(picture.width))
	if photo.height > photo.width {
		across = int((a.bottom - a.top) * float64(picture.height))
	}
	cells := min(finest, across*3/4, max(photo.width, photo.height))
	columns, rows := grid(photo, cells)
	target, values := make([]float64, columns*rows), make([]float64, columns*rows)
	photo.cells(all, columns, rows, target)
	picture.cells(a.window, columns, rows, values)
	for range 3 {
		still := a // the edges stay; gain and bias are those of the finest cells
		still.better(values, target, columns, rows)
		a.gain, a.bias = still.gain, still.bias
	}
	shown := make([]bool, len(values))
	var n float64
	for i := range values {
		values[i] = a.gain*values[i] + a.bias
		if shown[i] = a.shown(i%columns, i/columns, columns, rows); shown[i] {
			n++
		}
	}
	g := agreement{cells: cells, shown: n / float64(len(values))}
	g.correlation = correlate(values, target, shown)
	g.detail = correlate(standOut(values, columns, rows), standOut(target, columns, rows), shown)
	blocks, busy := 0.0, 0.0
	for top := 0; top+block <= rows; top += block / 2 {
		for left := 0; left+block <= columns; left += block / 2 {
			var off, slope, seen float64
			for y := top; y < top+block; y++ {
				for x := left; x < left+block; x++ {
					i := y*columns + x
					if !shown[i] {
						continue
					}
					seen++
					off += math.Abs(values[i] - target[i])
					if x > 0 && y > 0 {
						slope += (math.Abs(target[i]-target[i-1]) + math.Abs(target[i]-target[i-columns])) / 2
					}
				}
			}
			if seen < block*block/2 {
				continue
			}
			off, slope = off/seen, slope/seen
			blocks++
			if slope > 2 {
				busy++
			}
			g.worst = max(g.worst, off-0.3*slope)
		}
	}
	if blocks > 0 {
		g.busy = busy / blocks
	}
	return g
}

// correlate is the correlation of two lists where use says so.
func correlate(a, b []float64, use []bool) float64 {
	var n, sumA, sumB, aa, bb, ab float64
	for i, ok := range use {
		if ok {
			n, sumA, sumB = n+1, sumA+a[i], sumB+b[i]
			aa, bb, ab = aa+a[i]*a[i], bb+b[i]*b[i], ab+a[i]*b[i]
		}
	}
	if n == 0 {
		return 0
	}
	spread := math.Sqrt((aa - sumA*sumA/n) * (bb - sumB*sumB/n))
	if spread < 1e-9 {
		return 0
	}
	return (ab - sumA*sumB/n) / spread
}

// standOut is what is left of grey values without the mean of the eight cells
// around each.
func standOut(values []float64, columns, rows int) []float64 {
	left := make([]float64, len(values))
	for y := 1; y < rows-1; y++ {
		for x := 1; x < columns-1; x++ {
			i := y*columns + x
			around := values[i-1] + values[i+1]
			for _, line := range [...]int{i - columns, i + columns} {
				around += values[line-1] + values[line] + values[line+1]
			}
			left[i] = values[i] - around/8
		}
	}
	return left
}

// alike: the two may well be the same picture.
func (g agreement) alike() bool { return g.shown > 0.6 && g.correlation > 0.85 && g.detail > 0.4 }

// same: they are, and no part of it was changed that can be seen.
func (g agreement) same() bool {
	return g.cells >= 100 && g.shown > 0.8 && g.correlation > 0.97 && g.detail > 0.8 && g.busy > 0.15 && g.worst < 8
}

// likeness is 0 to 1.
func (g agreement) likeness() float64 { return max(0, min(g.correlation, g.detail)) }
