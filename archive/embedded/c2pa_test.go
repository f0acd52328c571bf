package embedded_test

import (
	"bytes"
	"testing"

	"cutline/archive/embedded"
)

// TestC2PA: a manifest is noted where the specification puts it, and the lone
// word is none.
func TestC2PA(t *testing.T) {
	superbox := "JP\x00\x01\x00\x00\x00\x01\x00\x00\x10\x00jumb\x00\x00\x00\x1ejumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x008\x9bq\x03c2pa\x00"
	plain := drawJPEG(t)
	for name, tt := range map[string]struct {
		data []byte
		want bool
	}{
		"none":                     {plain, false},
		"a manifest store":         {withSegments(plain, segment(0xEB, []byte(superbox))), true},
		"two segments of one":      {withSegments(plain, segment(0xEB, []byte(superbox)), segment(0xEB, []byte(superbox))), true},
		"another JUMBF":            {withSegments(plain, segment(0xEB, []byte("JP\x00\x01\x00\x00\x00\x01\x00\x00\x10\x00jumbother"))), false},
		"the word in a comment":    {withSegments(plain, segment(0xFE, []byte("jumb c2pa"))), false},
		"an APP11 that ends early": {withSegments(plain, segment(0xEB, []byte("JP"))), false},
	} {
		info, err := embedded.Read(bytes.NewReader(tt.data), int64(len(tt.data)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		n := 0
		for _, s := range info.Statements {
			if s.Place == embedded.C2PA {
				n++
			}
		}
		if want := map[bool]int{true: 1}[tt.want]; n != want {
			t.Errorf("%s: %d manifests are noted, want %d", name, n, want)
		}
	}
}
