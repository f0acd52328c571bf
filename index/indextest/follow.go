package indextest

import (
	"testing"

	"cutline/archive"
	"cutline/index"
)

// Follow brings an engine up to date with photos that are in order of Seq, as
// archive.Follow does, a few at a time, until it has asked twice in vain.
// between, where not nil, runs after each step.
func Follow(t testing.TB, e index.Engine, photos []*archive.Photo, step int, between func()) {
	t.Helper()
	for idle := 0; idle < 2; {
		cursor := e.Cursor()
		first := 0
		for first < len(photos) && photos[first].Seq <= cursor {
			first++
		}
		next := photos[first:min(first+step, len(photos))]
		if len(next) == 0 {
			idle++
			continue
		}
		idle = 0
		if err := e.Apply(t.Context(), next, next[len(next)-1].Seq); err != nil {
			t.Fatal(err)
		}
		if between != nil {
			between()
		}
	}
}
