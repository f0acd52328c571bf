package thumbs

import (
	"image"
	"image/color"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/disintegration/imaging"
)

// TestPaletteHazard prepares a picture with a pixel outside its palette, which
// package imaging panics on in goroutines of its own (CVE-2023-36308). It does
// so in a child process, because a failure ends the process; another child
// shows that the picture is indeed deadly without the check.
func TestPaletteHazard(t *testing.T) {
	deadly := image.NewPaletted(image.Rect(0, 0, 16, 16), color.Palette{color.Black, color.White})
	deadly.Pix[100] = 200
	const mode = "THUMBS_CHILD"
	switch os.Getenv(mode) {
	case "checked":
		img, err := prepare(deadly, header{width: 16, height: 16})
		if err == nil {
			shrink(img, Grid)
			t.Error("it was not noticed")
		}
		return
	case "unchecked":
		defer func() { _ = recover() }()
		imaging.Resize(deadly, 8, 8, imaging.Lanczos)
		<-make(chan bool) // Resize may return before the panic has ended the process
	}
	child := func(which string) (string, error) {
		cmd := exec.Command(os.Args[0], "-test.run=^TestPaletteHazard$", "-test.timeout=1m")
		cmd.Env = append(os.Environ(), mode+"="+which)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := child("checked"); err != nil {
		t.Errorf("with the check: %v\n%s", err, out)
	}
	if out, err := child("unchecked"); err == nil || !strings.Contains(out, "index out of range") {
		t.Errorf("without the check it does no harm, so this test shows nothing: %v\n%s", err, out)
	}
}

func TestPrepareTransparentYCbCr(t *testing.T) {
	img := image.NewNYCbCrA(image.Rect(0, 0, 3, 2), image.YCbCrSubsampleRatio444)
	for i := range img.Y {
		img.Y[i], img.Cb[i], img.Cr[i], img.A[i] = byte(40*i), 100, 150, byte(50*i)
	}
	got, err := prepare(img, header{width: 3, height: 2})
	if err != nil {
		t.Fatal(err)
	}
	for y := range 2 {
		for x := range 3 {
			want := img.NYCbCrAAt(x, y)
			r, g, b := color.YCbCrToRGB(want.Y, want.Cb, want.Cr)
			if c := got.At(x, y); c != (color.NRGBA{r, g, b, want.A}) {
				t.Errorf("%d,%d: %v, want %v", x, y, c, color.NRGBA{r, g, b, want.A})
			}
		}
	}
}
