package thumbs

import (
	"fmt"
	"image"
	"math"
	"math/bits"
	"slices"

	"github.com/disintegration/imaging"

	"cutline/archive"
)

// Distance is the number of bits in which two fingerprints differ, 0 to 64.
// The same picture saved again, or smaller, is a few bits away; unlike
// pictures are about 32 away. It means nothing where either is 0, none.
func Distance(a, b archive.Fingerprint) int {
	return bits.OnesCount64(uint64(a ^ b))
}

const (
	// side is that of the grey picture that is fingerprinted.
	side = 32
	// featureless is the standard deviation of grey, of 255, below which a
	// picture is a plain surface and its fingerprint would be noise.
	featureless = 1.5
)

// look returns the fingerprint and the mean colour of an upright picture.
//
// The fingerprint is a DCT hash: grey, scaled to 32 × 32 and transformed; each
// bit says whether one of the 64 lowest frequencies, the mean left out, is
// above their median. A gradient hash (dHash) is cheaper, but compares single
// neighbours, so that skies and studio grounds give bits of noise.
func look(img image.Image) (archive.Fingerprint, string) {
	small := imaging.Resize(img, side, side, imaging.Box)
	var grey [side][side]float64
	var red, green, blue int
	var sum, squares float64
	for y := range side {
		for x := range side {
			p := small.Pix[small.PixOffset(x, y):]
			red, green, blue = red+int(p[0]), green+int(p[1]), blue+int(p[2])
			g := 0.299*float64(p[0]) + 0.587*float64(p[1]) + 0.114*float64(p[2])
			grey[y][x] = g
			sum, squares = sum+g, squares+g*g
		}
	}
	const n = side * side
	colour := fmt.Sprintf("#%02x%02x%02x", (red+n/2)/n, (green+n/2)/n, (blue+n/2)/n)
	mean := sum / n
	if squares/n-mean*mean < featureless*featureless {
		return 0, colour
	}
	return hash(&grey), colour
}

// hash sets a bit for each low frequency above the median. Half of them are,
// so the hash of a picture with features is never 0.
func hash(grey *[side][side]float64) archive.Fingerprint {
	// The frequencies (u, v) with u+v up to 10, mean left out, in the order
	// of u+v: the first 64 are the lowest.
	const highest = 11
	var cosine [highest][side]float64
	for u := range highest {
		for x := range side {
			cosine[u][x] = math.Cos(math.Pi * float64(u) * (float64(x) + 0.5) / side)
		}
	}
	var rows [side][highest]float64
	for y := range side {
		for u := range highest {
			for x := range side {
				rows[y][u] += grey[y][x] * cosine[u][x]
			}
		}
	}
	var low [64]float64
	i := 0
	for diagonal := 1; i < len(low); diagonal++ {
		for u := 0; u <= diagonal && i < len(low); u++ {
			for y := range side {
				low[i] += rows[y][u] * cosine[diagonal-u][y]
			}
			i++
		}
	}
	sorted := slices.Sorted(slices.Values(low[:]))
	median := (sorted[31] + sorted[32]) / 2
	var f archive.Fingerprint
	for i, c := range low {
		if c > median {
			f |= 1 << i
		}
	}
	return f
}
