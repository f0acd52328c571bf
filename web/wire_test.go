package web

import (
	"testing"

	"cutline/archive"
)

// TestWireBounded: whatever changes pages say that they know of, what is kept
// for their query has a bound, and each is told right.
func TestWireBounded(t *testing.T) {
	const last = 4 * maxSteps
	w := &watch{}
	at := func() archive.Seq { return last }
	count := func(after archive.Seq) (int, archive.Seq, error) { return int(last - after), last, nil } // a photo a change
	for _, from := range []archive.Seq{last / 2, 0} {
		for seq := from; seq < last; seq++ {
			n, upTo, err := w.since(seq, at, count)
			if err != nil || n != int(last-seq) || upTo != last {
				t.Fatalf("after %d came %d up to %d (%v), want %d up to %d", seq, n, upTo, err, last-seq, last)
			}
		}
	}
	if n := len(w.steps); n > maxSteps {
		t.Errorf("%d steps are kept, want at most %d", n, maxSteps)
	}
}
