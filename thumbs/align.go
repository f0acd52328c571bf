package thumbs

import (
	"image"
	"math"
)

// alignment is where in a picture the whole of a photo lies, and how its grey
// values became those of the photo.
type alignment struct {
	window
	gain, bias float64
}

// The sizes, in cells of the longer edge, at which a photo is found in a
// picture: from coarse, where a shift of a twentieth is a cell, to fine; and
// how often the alignment is bettered at each.
var alignSteps = []struct{ cells, rounds int }{{24, 4}, {48, 3}, {96, 2}}

// align finds the photo in the picture, beginning with a window near it.
func align(picture, photo *grey, near window) alignment {
	a := alignment{window: near, gain: 1}
	for _, step := range alignSteps {
		columns, rows := grid(photo, step.cells)
		target, values := make([]float64, columns*rows), make([]float64, columns*rows)
		photo.cells(all, columns, rows, target)
		for range step.rounds {
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

// shown are the cells that lie inside the picture, but for a sliver.
func (a *alignment) shown(columns, rows int) image.Rectangle {
	const sliver = 0.1
	inside := func(from, to float64, n int) (first, end int) {
		cell := (to - from) / float64(n)
		first = int(math.Ceil(-from/cell - sliver))
		end = int(math.Floor((1-from)/cell + sliver))
		return max(first, 0), min(end, n)
	}
	var r image.Rectangle
	r.Min.X, r.Max.X = inside(a.left, a.right, columns)
	r.Min.Y, r.Max.Y = inside(a.top, a.bottom, rows)
	if r.Empty() {
		return image.Rectangle{}
	}
	return r
}

// clipped is how near to black or white a grey tells little of what it was
// before the picture was made darker or brighter.
const clipped = 2

// unknowns are the four edges, gain and bias.
const unknowns = 6

// better makes one Gauss-Newton step: it moves the edges of the window, and
// changes gain and bias, so that the cells' squares of differences become less.
// Differences far above the usual count less, as of a part that was pasted in.
// It reports whether the edges still moved.
func (a *alignment) better(values, target []float64, columns, rows int) bool {
	shown := a.shown(columns, rows)
	if shown.Dx()*shown.Dy() < len(values)/2 {
		return false
	}
	usual := 0.0
	for y := shown.Min.Y; y < shown.Max.Y; y++ {
		for i := y*columns + shown.Min.X; i < y*columns+shown.Max.X; i++ {
			usual += math.Abs(a.gain*values[i] + a.bias - target[i])
		}
	}
	usual = 1.5*usual/float64(shown.Dx()*shown.Dy()) + 1
	var m [unknowns][unknowns + 1]float64
	perX := a.gain / 2 * float64(columns) / (a.right - a.left)
	perY := a.gain / 2 * float64(rows) / (a.bottom - a.top)
	within := shown.Intersect(image.Rect(1, 1, columns-1, rows-1))
	for y := within.Min.Y; y < within.Max.Y; y++ {
		v := (float64(y) + 0.5) / float64(rows)
		for x := within.Min.X; x < within.Max.X; x++ {
			i := y*columns + x
			u := (float64(x) + 0.5) / float64(columns)
			slopeX, slopeY := perX*(values[i+1]-values[i-1]), perY*(values[i+columns]-values[i-columns])
			off := target[i] - a.gain*values[i] - a.bias
			j := [unknowns + 1]float64{slopeX * (1 - u), slopeX * u, slopeY * (1 - v), slopeY * v, values[i], 1, off}
			weight := 1.0
			if values[i] < clipped || values[i] > 255-clipped {
				weight = 0.1
			}
			if d := math.Abs(off); d > usual {
				weight *= usual / d
			}
			for r := range m {
				w := weight * j[r]
				for c := r; c < len(j); c++ {
					m[r][c] += w * j[c]
				}
			}
		}
	}
	d, ok := solve(&m)
	if !ok {
		return false
	}
	// A step longer than a cell or two is a leap in the dark.
	cell := 1 / float64(max(columns, rows))
	moved := 0.0
	for i, edge := range []*float64{&a.left, &a.right, &a.top, &a.bottom} {
		by := min(max(d[i], -2*cell), 2*cell)
		*edge += by
		moved = max(moved, math.Abs(by))
	}
	a.gain, a.bias = min(max(a.gain+d[4], 0.2), 5), a.bias+d[5]
	return moved > 0.02*cell
}

// solve solves a symmetric system of which the upper half is given, by
// elimination. It fails where a picture has no slope to go by.
func solve(m *[unknowns][unknowns + 1]float64) (x [unknowns]float64, ok bool) {
	for r := range m {
		m[r][r] += 1e-6 * (m[r][r] + 1)
		for c := range r {
			m[r][c] = m[c][r]
		}
	}
	for p := range m {
		if !(math.Abs(m[p][p]) > 1e-9) {
			return x, false
		}
		for r := p + 1; r < unknowns; r++ {
			f := m[r][p] / m[p][p]
			for c := p; c <= unknowns; c++ {
				m[r][c] -= f * m[p][c]
			}
		}
	}
	for r := unknowns - 1; r >= 0; r-- {
		x[r] = m[r][unknowns]
		for c := r + 1; c < unknowns; c++ {
			x[r] -= m[r][c] * x[c]
		}
		x[r] /= m[r][r]
	}
	return x, true
}
