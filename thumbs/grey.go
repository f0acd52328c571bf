package thumbs

import (
	"image"

	"cutline/archive"
)

// window is a part of a picture, in shares of its width and height: the whole
// is {0, 0, 1, 1}. It may reach beyond the edges.
type window struct{ left, top, right, bottom float64 }

var all = window{0, 0, 1, 1}

// grow moves the edges outwards by a share of the picture, inwards where it is
// negative.
func (w window) grow(by float64) window {
	return window{w.left - by, w.top - by, w.right + by, w.bottom + by}
}

// beyond is how far a window may reach beyond the edges of a picture.
const beyond = 0.08

// grey is a picture in grey, kept as sums over areas, so that the mean of any
// part of it costs the same. Beyond its edges it goes on as its reflection.
type grey struct {
	width, height int
	padX, padY    int
	stride        int
	sums          []uint32 // of all pixels left of and above a corner
}

// newGrey reads a picture of at most a few hundred pixels, opaque.
func newGrey(img image.Image) *grey {
	return newPlane(lumaOf(img), img.Bounds().Dx(), img.Bounds().Dy())
}

// newPlane sums values that are given row by row.
func newPlane(values []uint8, width, height int) *grey {
	g := &grey{
		width: width, height: height,
		padX: int(beyond*float64(width)) + 1, padY: int(beyond*float64(height)) + 1,
	}
	g.stride = width + 2*g.padX + 1
	rows := height + 2*g.padY + 1
	g.sums = make([]uint32, g.stride*rows)
	for y := 1; y < rows; y++ {
		from := reflected(y-1-g.padY, height) * width
		var row uint32
		for x := 1; x < g.stride; x++ {
			row += uint32(values[from+reflected(x-1-g.padX, width)])
			g.sums[y*g.stride+x] = g.sums[(y-1)*g.stride+x] + row
		}
	}
	return g
}

// reflected is the pixel of a line of n that stands for one beyond its ends.
func reflected(i, n int) int {
	if i < 0 {
		i = -1 - i
	}
	if i >= n {
		i = 2*n - 1 - i
	}
	return min(max(i, 0), n-1)
}

// lumaOf are the grey values of a picture, row by row.
func lumaOf(img image.Image) []uint8 {
	b := img.Bounds()
	width, height := b.Dx(), b.Dy()
	luma := make([]uint8, width*height)
	switch img := img.(type) {
	case *image.YCbCr:
		for y := range height {
			copy(luma[y*width:][:width], img.Y[img.YOffset(b.Min.X, b.Min.Y+y):])
		}
	case *image.Gray:
		for y := range height {
			copy(luma[y*width:][:width], img.Pix[img.PixOffset(b.Min.X, b.Min.Y+y):])
		}
	case *image.NRGBA:
		for y := range height {
			line := img.Pix[img.PixOffset(b.Min.X, b.Min.Y+y):]
			for x := range width {
				p := line[4*x : 4*x+3 : 4*x+3]
				luma[y*width+x] = uint8((299*uint32(p[0]) + 587*uint32(p[1]) + 114*uint32(p[2])) / 1000)
			}
		}
	default:
		for y := range height {
			for x := range width {
				r, g, b, _ := img.At(b.Min.X+x, b.Min.Y+y).RGBA()
				luma[y*width+x] = uint8((299*r + 587*g + 114*b) / 1000 >> 8)
			}
		}
	}
	return luma
}

// above is the sum of all that lies left of and above a point, in pixels of the
// padded picture.
func (g *grey) above(x, y float64) float64 {
	x = min(max(x, 0), float64(g.stride-1))
	y = min(max(y, 0), float64(len(g.sums)/g.stride-1))
	i, j := min(int(x), g.stride-2), min(int(y), len(g.sums)/g.stride-2)
	dx, dy := x-float64(i), y-float64(j)
	at := g.sums[j*g.stride+i:]
	below := at[g.stride:]
	return (1-dy)*((1-dx)*float64(at[0])+dx*float64(at[1])) + dy*((1-dx)*float64(below[0])+dx*float64(below[1]))
}

// cells fills values with the means of a window cut into columns × rows.
func (g *grey) cells(w window, columns, rows int, values []float64) {
	x0, y0 := w.left*float64(g.width)+float64(g.padX), w.top*float64(g.height)+float64(g.padY)
	dx := (w.right - w.left) * float64(g.width) / float64(columns)
	dy := (w.bottom - w.top) * float64(g.height) / float64(rows)
	area := dx * dy
	line := make([]float64, columns+1)
	for i := range line {
		line[i] = g.above(x0+float64(i)*dx, y0)
	}
	for y := range rows {
		bottom := y0 + float64(y+1)*dy
		corner := g.above(x0, bottom)
		for x := range columns {
			next := g.above(x0+float64(x+1)*dx, bottom)
			values[y*columns+x] = (next - corner - line[x+1] + line[x]) / area
			line[x], corner = corner, next
		}
		line[columns] = corner
	}
}

// fingerprint is that of a window.
func (g *grey) fingerprint(w window) archive.Fingerprint {
	var values [side * side]float64
	g.cells(w, side, side, values[:])
	var lines [side][side]float64
	var sum, squares float64
	for i, v := range values {
		lines[i/side][i%side] = v
		sum, squares = sum+v, squares+v*v
	}
	const n = side * side
	if mean := sum / n; squares/n-mean*mean < featureless*featureless {
		return 0
	}
	return hash(&lines)
}
