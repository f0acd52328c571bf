package icc_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"cutline/thumbs/icc"
	"cutline/thumbs/thumbstest"
)

// profiles are all that these tests write, by name.
func profiles() map[string][]byte {
	table := func(space, pcs string, version byte, a2b []byte) []byte {
		return profile(space, pcs, version, map[string][]byte{"A2B0": a2b, "wtpt": xyzTag(0.9642, 1, 0.8249)})
	}
	return map[string][]byte{
		"sRGB":                plainSRGB,
		"Adobe RGB":           adobeRGB,
		"Display P3":          displayP3,
		"ProPhoto":            proPhoto,
		"RGB, sampled curves": rgb(curv(1024, func(x float64) float64 { return math.Pow(x, 2.6) }), [3][3]float64{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}}),
		"RGB, formula 4":      rgb(para(4, 2.2, 0.9, 0.1, 0.3, 0.1, 0.01, 0), [3][3]float64{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}}),
		"grey":                greyProfile("XYZ ", gamma(1.8)),
		"grey, lightness":     greyProfile("Lab ", curv(2, func(x float64) float64 { return x })),
		"CMYK, lut16":         table("CMYK", "Lab ", 2, lut(4, 9, true, press, labOld16)),
		"CMYK, lut8":          table("CMYK", "Lab ", 2, lut(4, 9, false, press, labOf)),
		"CMYK, mAB":           table("CMYK", "Lab ", 4, mAB(4, press, labOf)),
		"RGB, lut16, XYZ":     table("RGB ", "XYZ ", 2, lut(3, 17, true, screen, xyzOf)),
		"RGB, mAB, XYZ":       table("RGB ", "XYZ ", 4, mAB(3, screen, xyzOf)),
	}
}

// colours are corners and greys of a space, and colours from all over it.
func colours(channels int) (all [][4]uint8) {
	for corner := range 1 << channels {
		var c [4]uint8
		for i := range channels {
			c[i] = uint8(255 * (corner >> i & 1))
		}
		all = append(all, c)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		all = append(all, [4]uint8{uint8(r.Uint32()), uint8(r.Uint32()), uint8(r.Uint32()), uint8(r.Uint32())})
	}
	for i := range channels {
		for v := range 32 {
			var c [4]uint8
			c[i] = uint8(8 * v)
			all = append(all, c)
		}
	}
	return all
}

// convert converts colours by way of pictures.
func convert(t *icc.Transform, all [][4]uint8) (out [][3]uint8) {
	r := image.Rect(0, 0, len(all), 1)
	var img *image.NRGBA
	if t.Channels() == 4 {
		cmyk := image.NewCMYK(r)
		for i, c := range all {
			cmyk.SetCMYK(i, 0, color.CMYK{C: c[0], M: c[1], Y: c[2], K: c[3]})
		}
		img = t.CMYK(cmyk)
	} else {
		img = image.NewNRGBA(r)
		for i, c := range all {
			if t.Channels() == 1 {
				c[1], c[2] = c[0], c[0]
			}
			img.SetNRGBA(i, 0, color.NRGBA{c[0], c[1], c[2], 255})
		}
		t.NRGBA(img)
	}
	for i := range all {
		out = append(out, [3]uint8(img.Pix[4*i:]))
	}
	return out
}

func labOf8(c [3]uint8) thumbstest.Lab {
	return thumbstest.LabOf(float64(c[0])/255, float64(c[1])/255, float64(c[2])/255)
}

// transicc is what little CMS makes of colours, by the relative colorimetric
// intent.
func transicc(t *testing.T, path string, channels int, all [][4]uint8) (out []thumbstest.Lab) {
	t.Helper()
	scale := 1.0
	if channels == 4 {
		scale = 100.0 / 255 // it takes percents of ink
	}
	var in bytes.Buffer
	for _, c := range all {
		for _, v := range c[:channels] {
			fmt.Fprintf(&in, "%.6f\n", scale*float64(v))
		}
	}
	cmd := exec.Command("transicc", "-n", "-s", "-t1", "-c0", "-i"+path, "-o*sRGB")
	cmd.Stdin = &in
	text, err := cmd.Output()
	if err != nil {
		t.Fatalf("transicc: %v", err)
	}
	for line := range strings.Lines(string(text)) {
		var r, g, b float64
		if n, _ := fmt.Sscan(line, &r, &g, &b); n == 3 {
			out = append(out, thumbstest.LabOf(r/255, g/255, b/255))
		}
	}
	if len(out) != len(all) {
		t.Fatalf("transicc converted %d colours of %d", len(out), len(all))
	}
	return out
}

// TestLittleCMS compares with little CMS, for the profiles written here and for
// all in the folders that CUTLINE_PROFILES lists.
func TestLittleCMS(t *testing.T) {
	if _, err := exec.LookPath("transicc"); err != nil {
		const why = "transicc of little CMS is not installed"
		if os.Getenv("CUTLINE_NO_SKIP") != "" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	paths := make(map[string]string)
	for name, data := range profiles() {
		paths[name] = filepath.Join(t.TempDir(), "p.icc")
		if err := os.WriteFile(paths[name], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range filepath.SplitList(os.Getenv("CUTLINE_PROFILES")) {
		found, err := filepath.Glob(filepath.Join(dir, "*.ic[cm]"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			paths[path] = path
		}
	}
	for name, path := range paths {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			p, err := icc.Parse(data)
			if err != nil && name == path {
				t.Skip(err) // of a class or space that no picture has
			}
			if err != nil {
				t.Fatal(err)
			}
			all := colours(p.Channels)
			want := transicc(t, path, p.Channels, all)
			var differences []float64
			for i, c := range convert(icc.NewTransform(p), all) {
				differences = append(differences, thumbstest.DeltaE(labOf8(c), want[i]))
			}
			d := thumbstest.Of(differences)
			t.Logf("ΔE: mean %.2f, 95 %% within %.2f, most %.2f; the same as sRGB: %v", d.Mean, d.P95, d.Max, p.SameAsSRGB())
			if d.Mean > 1 || d.P95 > 2 {
				t.Errorf("the colours are off by a ΔE of %.2f, 95 %% within %.2f; want 1 and 2", d.Mean, d.P95)
			}
		})
	}
}

// TestPress compares the model of a press with that of the profiles that
// CUTLINE_PRESS names.
func TestPress(t *testing.T) {
	all := colours(4)
	model := convert(icc.NewTransform(icc.Press()), all)
	for _, row := range []struct {
		ink  [4]uint8
		want [3]uint8
	}{
		{[4]uint8{}, [3]uint8{255, 255, 255}},
		{[4]uint8{0, 0, 0, 255}, [3]uint8{55, 53, 53}},
		{[4]uint8{255, 0, 0, 0}, [3]uint8{0, 176, 240}},
		{[4]uint8{0, 0, 0, 128}, [3]uint8{153, 153, 153}},
	} {
		got := convert(icc.NewTransform(icc.Press()), [][4]uint8{row.ink})[0]
		if d := thumbstest.DeltaE(labOf8(got), labOf8(row.want)); d > 1.5 {
			t.Errorf("ink of %v is %v, want %v", row.ink, got, row.want)
		}
	}
	for _, path := range filepath.SplitList(os.Getenv("CUTLINE_PRESS")) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var differences []float64
		for i, c := range convert(icc.NewTransform(parse(t, data)), all) {
			differences = append(differences, thumbstest.DeltaE(labOf8(c), labOf8(model[i])))
		}
		t.Logf("%s: ΔE %+v", filepath.Base(path), thumbstest.Of(differences))
	}
}
