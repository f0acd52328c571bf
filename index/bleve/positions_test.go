package bleve

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestPack holds that positions come out of a number as they went in, that the
// words of a usual caption fit in one, and that none is mistaken for a word
// without positions.
func TestPack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		positions := rapid.SliceOfNDistinct(rapid.OneOf(rapid.IntRange(1, 80), rapid.IntRange(1, 1<<40)), 1, 12, rapid.ID[int]).Draw(t, "positions")
		slices.Sort(positions)
		packed, ok := pack(positions)
		if !ok {
			if len(positions) <= 4 && positions[len(positions)-1] < 4096 {
				t.Fatalf("%v do not fit", positions)
			}
			return
		}
		if packed <= anywhere || packed >= 1<<62 {
			t.Fatalf("%v are the number %d", positions, packed)
		}
		got := unpack(uint64(packed), nil)
		if !slices.EqualFunc(got, positions, func(a uint64, b int) bool { return a == uint64(b) }) {
			t.Fatalf("%v are read back as %v", positions, got)
		}
	})
}
