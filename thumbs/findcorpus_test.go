package thumbs_test

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/disintegration/imaging"

	"cutline/archive"
	"cutline/thumbs"
)

// samePictures are the photos of the corpus that show one picture, by the
// beginnings of their names; each looked at by hand. Others are all but the
// same and must be told apart: two waterfalls, each with eight numbers in the
// middle, and four editions of a card.
var samePictures = [][]string{
	{"agency-usnavy__exiv2__Reagan"},
	{"charset-formats__imagemeta__sunrise"},
	{"iptc-ref__mei__Issue_258", "iptc-ref__photoprism__iptc-2019"},
}

// pictureOf names the picture that a photo of the corpus shows.
func pictureOf(name string) string {
	for _, same := range samePictures {
		for _, prefix := range same {
			if strings.HasPrefix(name, prefix) {
				return same[0]
			}
		}
	}
	return name
}

// change is what people do to a picture.
type change struct {
	name    string
	quality int
	do      func(image.Image) image.Image
	// found is the share of photos that must be found, certain whether they may
	// be called certain.
	found   float64
	certain bool
}

func changes() []change {
	cut := func(img image.Image, left, top, right, bottom float64) image.Image {
		w, h := float64(img.Bounds().Dx()), float64(img.Bounds().Dy())
		return imaging.Crop(img, image.Rect(int(left*w), int(top*h), int((1-right)*w), int((1-bottom)*h)).Add(img.Bounds().Min))
	}
	pad := func(img image.Image, around, below int) image.Image {
		w, h := img.Bounds().Dx(), img.Bounds().Dy()
		ground := imaging.New(w+2*around, h+2*around+below, color.White)
		return imaging.Paste(ground, img, image.Pt(around, around))
	}
	return []change{
		{"saved at quality 40", 40, func(img image.Image) image.Image { return img }, 0.99, true},
		{"scaled to 25 %", 85, func(img image.Image) image.Image {
			return imaging.Resize(img, max(img.Bounds().Dx()/4, 1), max(img.Bounds().Dy()/4, 1), imaging.Lanczos)
		}, 0.99, true},
		{"cut by 3 % each side", 85, func(img image.Image) image.Image { return cut(img, 0.03, 0.03, 0.03, 0.03) }, 0.90, false},
		{"cut by 5 % at the left", 85, func(img image.Image) image.Image { return cut(img, 0.05, 0, 0, 0) }, 0, false},
		{"grey", 85, func(img image.Image) image.Image { return imaging.Grayscale(img) }, 0, true},
		{"brighter by 15 %", 85, func(img image.Image) image.Image { return imaging.AdjustBrightness(img, 15) }, 0, true},
		{"darker by 15 %", 85, func(img image.Image) image.Image { return imaging.AdjustBrightness(img, -15) }, 0, true},
		{"a white border of 2 %", 85, func(img image.Image) image.Image { return pad(img, img.Bounds().Dx()/50, 0) }, 0, true},
		{"a strip with a credit below", 85, func(img image.Image) image.Image {
			h := img.Bounds().Dy() * 8 / 100
			framed := imaging.Clone(pad(img, 0, h))
			for x := h; x+h/3 < framed.Bounds().Dx()/2; x += h / 2 { // letters, as good as
				letter := imaging.New(h/4+1, h/2+1, color.Black)
				framed = imaging.Paste(framed, letter, image.Pt(x, framed.Bounds().Dy()-3*h/4))
			}
			return framed
		}, 0, true},
		{"in a mirror", 85, func(img image.Image) image.Image { return imaging.FlipH(img) }, 0, false},
		{"a part of 8 % put elsewhere", 85, func(img image.Image) image.Image {
			w, h := img.Bounds().Dx(), img.Bounds().Dy()
			n := max(w, h) * 8 / 100
			part := imaging.Crop(img, image.Rect(0, 0, n, n).Add(img.Bounds().Min).Add(image.Pt(w/4, h/5)))
			return imaging.Paste(img, part, image.Pt(w*6/10, h*6/10))
		}, 0, false},
	}
}

// plainThere are photos of the corpus in which the part that is put elsewhere
// looks as what was there: a plain ground.
var plainThere = map[string]bool{"conflict__imagemeta__mushroom.jpg": true}

// TestFindCorpus looks for the photos of the corpus by pictures made of them.
func TestFindCorpus(t *testing.T) {
	corpus := os.Getenv("CUTLINE_CORPUS")
	if corpus == "" || testing.Short() {
		const why = "CUTLINE_CORPUS is not set to a folder of photos, or the test must be short"
		if os.Getenv("CUTLINE_NO_SKIP") != "" && !testing.Short() {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	paths, err := filepath.Glob(filepath.Join(corpus, "photos", "*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no photos in %s: %v", corpus, err)
	}
	a, store, f := openArchive(t)
	names := make(map[archive.ID]string)
	var ids []archive.ID
	var left []string
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		id, err := tryAdd(t, a, data)
		if err != nil {
			left = append(left, name+" (no picture)")
			continue
		}
		photo, err := a.Photo(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case names[id] != "":
		case photo.Placeholder != "":
			left = append(left, name+" (no decoder)")
		case max(photo.Width, photo.Height) < 200:
			left = append(left, fmt.Sprintf("%s (%d × %d)", name, photo.Width, photo.Height))
		case photo.Fingerprint == 0:
			left = append(left, name+" (no detail)")
		default:
			ids = append(ids, id)
		}
		names[id] = name
	}
	t.Logf("%d photos; left out: %s", len(ids), strings.Join(left, ", "))
	all := changes()
	found, certain, missed := make([]int, len(all)), make([]int, len(all)), make([][]string, len(all))
	for _, id := range ids {
		img := rendition(t, store, id, thumbs.Preview)
		for i, c := range all {
			was := found[i]
			for _, m := range find(t, a, f, encodeJPEG(t, c.do(img), c.quality)).Matches {
				if m.Certain && pictureOf(names[m.ID]) != pictureOf(names[id]) {
					t.Errorf("%s, %s: is said to be %s", names[id], c.name, names[m.ID])
				}
				if m.ID != id {
					continue
				}
				found[i]++
				if m.Certain {
					certain[i]++
				}
				if m.Certain && !c.certain && !plainThere[names[id]] {
					t.Errorf("%s, %s: is called certain: %+v", names[id], c.name, m)
				}
			}
			if found[i] == was {
				missed[i] = append(missed[i], names[id])
			}
		}
	}
	for i, c := range all {
		n := float64(len(ids))
		t.Logf("%-28s found %5.1f %%  certain %5.1f %%  missed %v", c.name, 100*float64(found[i])/n, 100*float64(certain[i])/n, missed[i])
		if float64(found[i]) < c.found*n {
			t.Errorf("%s: found %d of %d", c.name, found[i], len(ids))
		}
	}
}
