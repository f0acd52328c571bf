package thumbs

import (
	"image"
	"math"
)

// lanczos scales an opaque picture down as imaging.Resize with imaging.Lanczos
// does, but for rounding, in less than half the time: with package imaging
// scaling takes longer than decoding and the figures against libvips are out of
// reach. The three channels of a pixel are lanes of one word, so that a
// multiplication weighs all of them, and weights are integers.
func lanczos(src *image.NRGBA, width, height int) *image.NRGBA {
	b := src.Bounds()
	across, down := newTaps(width, b.Dx()), newTaps(height, b.Dy())
	dst := image.NewNRGBA(image.Rect(0, 0, width, height))
	packed, sums := make([]uint64, b.Dx()), make([]uint64, width)
	// ring are the rows of the source, scaled across, that the next row needs.
	ring := make([][]uint64, down.most)
	for i := range ring {
		ring[i] = make([]uint64, width)
	}
	scaled := 0 // rows so far
	rows := make([][]uint64, 0, down.most)
	for y := range height {
		first, weights := down.of(y)
		rows = rows[:0]
		for at := first; at < first+len(weights); at++ {
			for ; scaled <= at; scaled++ {
				if scaled < first {
					continue // no row needs it
				}
				pack(packed, src.Pix[scaled*src.Stride:])
				scaleRow(ring[scaled%down.most], packed, across)
			}
			rows = append(rows, ring[at%down.most])
		}
		blendRows(dst.Pix[y*dst.Stride:][:4*width], sums, rows, weights)
	}
	return dst
}

// A word holds red, green and blue in lanes of 21 bits or more, which is what
// sums of weights times channels need: weights have weightBits and those of
// Lanczos add up, without their signs, to less than 1.5.
const (
	weightBits = 11
	laneBits   = 21
	halves     = 1<<(weightBits-1) | 1<<(laneBits+weightBits-1) | 1<<(2*laneBits+weightBits-1)
)

func pack(row []uint64, pix []byte) {
	pix = pix[:4*len(row)]
	for x := range row {
		p := pix[4*x : 4*x+4 : 4*x+4]
		row[x] = uint64(p[0]) | uint64(p[1])<<laneBits | uint64(p[2])<<(2*laneBits)
	}
}

// channels takes a sum apart, rounded. A lane that is below 0 has borrowed from
// the next.
func channels(sum uint64) (r, g, b uint8) {
	red := int64(sum<<(64-laneBits)) >> (64 - laneBits)
	sum -= uint64(red)
	green := int64(sum<<(64-2*laneBits)) >> (64 - laneBits)
	sum -= uint64(green) << laneBits
	blue := int64(sum) >> (2 * laneBits)
	return channel(red), channel(green), channel(blue)
}

func channel(v int64) uint8 {
	if v >>= weightBits; uint64(v) > 255 {
		return uint8(^(v >> 63)) // 0 below, 255 above
	}
	return uint8(v)
}

func scaleRow(to, from []uint64, t *taps) {
	for x := range to {
		first, weights := t.of(x)
		sum := uint64(halves)
		pixels := from[first:][:len(weights)]
		for i, w := range weights {
			sum += pixels[i] * w
		}
		r, g, b := channels(sum)
		to[x] = uint64(r) | uint64(g)<<laneBits | uint64(b)<<(2*laneBits)
	}
}

// blendRows adds rows up by their weights, four at a time. It uses sums.
func blendRows(pix []byte, sums []uint64, rows [][]uint64, weights []uint64) {
	for x := range sums {
		sums[x] = halves
	}
	for ; len(rows) >= 4; rows, weights = rows[4:], weights[4:] {
		a, b, c, d := rows[0][:len(sums)], rows[1][:len(sums)], rows[2][:len(sums)], rows[3][:len(sums)]
		wa, wb, wc, wd := weights[0], weights[1], weights[2], weights[3]
		for x := range sums {
			sums[x] += a[x]*wa + b[x]*wb + c[x]*wc + d[x]*wd
		}
	}
	for i, row := range rows {
		row, w := row[:len(sums)], weights[i]
		for x := range sums {
			sums[x] += row[x] * w
		}
	}
	pix = pix[:4*len(sums)]
	for x, sum := range sums {
		p := pix[4*x : 4*x+4 : 4*x+4]
		p[0], p[1], p[2] = channels(sum)
		p[3] = 255
	}
}

// taps are the weights along one edge: which pixels of the source make one of
// the result.
type taps struct {
	first   []int
	begin   []int // in weights; one more tells their end
	weights []uint64
	most    int // weights of a pixel
}

func (t *taps) of(i int) (first int, weights []uint64) {
	return t.first[i], t.weights[t.begin[i]:t.begin[i+1]]
}

// newTaps are those of a Lanczos kernel of three lobes.
func newTaps(to, from int) *taps {
	const lobes = 3
	t := &taps{first: make([]int, to), begin: make([]int, to+1)}
	ratio := float64(from) / float64(to)
	scale := max(ratio, 1)
	reach := math.Ceil(lobes * scale)
	exact := make([]float64, 0, 2*int(reach)+2)
	for i := range to {
		centre := (float64(i)+0.5)*ratio - 0.5
		first := max(int(math.Ceil(centre-reach)), 0)
		last := min(int(math.Floor(centre+reach)), from-1)
		sum := 0.0
		exact = exact[:0]
		for at := first; at <= last; at++ {
			w := lanczosKernel((float64(at)-centre)/scale, lobes)
			exact, sum = append(exact, w), sum+w
		}
		// What rounding leaves goes to the next weight, so that they add up to
		// one and a plain surface stays plain.
		left := 0.0
		for _, w := range exact {
			w = w/sum*(1<<weightBits) + left
			whole := math.Round(w)
			left = w - whole
			t.weights = append(t.weights, uint64(int64(whole)))
		}
		t.first[i], t.begin[i+1] = first, len(t.weights)
		t.most = max(t.most, len(exact))
	}
	return t
}

func lanczosKernel(x, lobes float64) float64 {
	x = math.Abs(x)
	if x >= lobes {
		return 0
	}
	if x == 0 {
		return 1
	}
	return lobes * math.Sin(math.Pi*x) * math.Sin(math.Pi*x/lobes) / (math.Pi * math.Pi * x * x)
}
