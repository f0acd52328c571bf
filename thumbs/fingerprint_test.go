package thumbs_test

import (
	"image"
	"image/color"
	"testing"

	"github.com/disintegration/imaging"

	"cutline/archive"
	"cutline/thumbs"
)

func TestFingerprint(t *testing.T) {
	s := openStore(t, 0)
	const scenes = 5
	var prints [scenes]archive.Fingerprint
	for i := range prints {
		img := scene(uint64(i), 480, 320)
		of := func(img image.Image, quality int) archive.Fingerprint {
			return render(t, s, idOf(byte(i)), picture("jpeg", encodeJPEG(t, img, quality))).Fingerprint
		}
		prints[i] = of(img, 92)
		for name, again := range map[string]archive.Fingerprint{
			"saved at quality 30":   of(img, 30),
			"half the size":         of(imaging.Resize(img, 240, 160, imaging.Lanczos), 80),
			"a thumbnail":           of(imaging.Resize(img, 160, 107, imaging.Linear), 60),
			"drawn at another size": of(scene(uint64(i), 360, 240), 85),
		} {
			if d := thumbs.Distance(prints[i], again); d > 6 {
				t.Errorf("scene %d, %s: %d bits away, want at most 6", i, name, d)
			}
		}
		for j := range i {
			if d := thumbs.Distance(prints[i], prints[j]); d <= 16 {
				t.Errorf("scenes %d and %d: %d bits apart, want more than 16", i, j, d)
			}
		}
	}
}

func TestFingerprintOfPlainSurface(t *testing.T) {
	s := openStore(t, 0)
	img := image.NewUniform(color.RGBA{200, 100, 50, 255})
	plain := imaging.Paste(imaging.New(640, 480, color.Black), imaging.Resize(imaging.New(1, 1, img.C), 640, 480, imaging.Box), image.Point{})
	seen := render(t, s, idOf(1), picture("jpeg", encodeJPEG(t, plain, 70)))
	if seen.Fingerprint != 0 {
		t.Errorf("fingerprint %016x of a plain surface, want none", seen.Fingerprint)
	}
	if want := "#c86432"; seen.Colour != want {
		t.Errorf("colour %s, want %s", seen.Colour, want)
	}
}
