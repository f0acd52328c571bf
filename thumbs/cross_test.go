package thumbs_test

import (
	"bytes"
	"image/jpeg"
	"strings"
	"testing"

	"cutline/thumbs"
)

// A crossed rendition has its size and is red where the diagonals meet; what is
// no rendition is an error.
func TestCross(t *testing.T) {
	for _, size := range [][2]int{{400, 267}, {300, 400}, {1, 1}, {400, 1}} {
		plain := encodeJPEG(t, scene(3, size[0], size[1]), 82)
		data, err := thumbs.Cross(bytes.NewReader(plain))
		if err != nil {
			t.Fatal(err)
		}
		img, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if b := img.Bounds(); b.Dx() != size[0] || b.Dy() != size[1] {
			t.Errorf("%v became %v", size, b)
		}
		r, g, b, _ := img.At(size[0]/2, size[1]/2).RGBA()
		if size[1] > 1 && (r < 0xa000 || g > 0x7000 || b > 0x7000) {
			t.Errorf("%v: the middle is %x %x %x, want red", size, r, g, b)
		}
	}
	if _, err := thumbs.Cross(strings.NewReader("no picture")); err == nil {
		t.Error("what is no picture was crossed")
	}
}
