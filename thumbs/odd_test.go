package thumbs_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"image"
	"image/gif"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/thumbs"
	"cutline/thumbs/thumbstest"
)

// odd is a file of the page, and what became of it.
type odd struct {
	Name, Path       string
	Ours, Theirs     string // names of files beside the page
	Why              string // it has no rendition
	Colours          thumbstest.Differences
	SSIM             float64
	Compared, Corpus bool
}

// TestOddFiles renders every odd kind of file, and the corpus, beside what
// vipsthumbnail makes of it, and writes a page to look at into the folder that
// CUTLINE_ODD names.
//
//	CUTLINE_CORPUS=… CUTLINE_ODD=/tmp/odd go test -v -run OddFiles ./thumbs
func TestOddFiles(t *testing.T) {
	to, corpus := os.Getenv("CUTLINE_ODD"), os.Getenv("CUTLINE_CORPUS")
	if to == "" || corpus == "" {
		t.Skip("CUTLINE_ODD and CUTLINE_CORPUS name no folders: this writes a page for a person")
	}
	if _, err := exec.LookPath("vipsthumbnail"); err != nil {
		t.Skip(err)
	}
	if err := os.MkdirAll(to, 0o777); err != nil {
		t.Fatal(err)
	}
	files := oddFiles(t, filepath.Join(corpus, "photos"))
	all, err := filepath.Glob(filepath.Join(corpus, "photos", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range all {
		files = append(files, &odd{Name: filepath.Base(path), Path: path, Corpus: true})
	}
	s := openStore(t, 0)
	var total float64
	var compared int
	var colours []float64
	for i, f := range files {
		f.compare(t, s, i, to)
		if !f.Compared {
			continue
		}
		t.Logf("%-70s SSIM %.4f  ΔE %.2f, 95 %% %.2f", f.Name, f.SSIM, f.Colours.Mean, f.Colours.P95)
		if f.Corpus {
			total, compared, colours = total+f.SSIM, compared+1, append(colours, f.Colours.Mean)
		}
	}
	if compared == 0 {
		t.Fatal("nothing was compared")
	}
	mean := total / float64(compared)
	t.Logf("%d photos of the corpus: SSIM %.4f in the mean; the mean ΔE of a photo is %.2f in the mean", compared, mean, thumbstest.Of(colours).Mean)
	if mean < 0.97 {
		t.Errorf("SSIM %.4f in the mean of the corpus, want 0.97", mean)
	}
	var page bytes.Buffer
	if err := oddPage.Execute(&page, files); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(to, "index.html"), page.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

var oddPage = template.Must(template.New("page").Parse(`<!doctype html><meta charset="utf-8"><title>Odd files</title>
<style>body{font:14px system-ui;background:#fff;margin:1em}section{display:inline-block;width:620px;margin:4px;vertical-align:top}
img{width:300px;height:225px;object-fit:contain;background:#eee}p{margin:2px 0}b{font-weight:600}</style>
<h1>Vips on the left, Cutline on the right</h1>
{{range .}}<section><p><b>{{.Name}}</b></p>{{if .Theirs}}<img src="{{.Theirs}}" alt="vips">{{else}}<span>vips: none</span>{{end}}
{{if .Ours}}<img src="{{.Ours}}" alt="cutline">{{end}}
<p>{{if .Compared}}ΔE {{printf "%.2f" .Colours.Mean}}, 95 % within {{printf "%.2f" .Colours.P95}}; SSIM {{printf "%.4f" .SSIM}}{{end}}{{.Why}}</p></section>
{{end}}`))

// compare renders a file in both ways.
func (f *odd) compare(t *testing.T, s *thumbs.Store, n int, to string) {
	data, err := os.ReadFile(f.Path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := embedded.Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		f.Why = err.Error()
		return
	}
	src := archive.Picture{ReaderAt: bytes.NewReader(data), Size: int64(len(data)), Format: info.Format, Orientation: info.Orientation}
	theirs := fmt.Sprintf("%03d-vips.jpg", n)
	if err := byVips(f.Path, filepath.Join(to, theirs), filepath.Join(t.TempDir(), "srgb.v")); err == nil {
		f.Theirs = theirs
	} else {
		t.Logf("%s: vips: %v", f.Name, err)
	}
	seen, err := s.Render(context.Background(), idOf(1), src)
	if refused, ok := errors.AsType[*archive.RefusedError](err); ok {
		f.Why = "Refused: " + refused.Reason
		return
	} else if err != nil {
		t.Fatal(err)
	}
	if f.Why = seen.Placeholder; f.Why != "" {
		return
	}
	ours := rendition(t, s, idOf(1), thumbs.Preview)
	f.Ours = fmt.Sprintf("%03d-ours.jpg", n)
	write(t, filepath.Join(to, f.Ours), func() ([]byte, error) {
		var buf bytes.Buffer
		err := jpeg.Encode(&buf, ours, &jpeg.Options{Quality: 95})
		return buf.Bytes(), err
	})
	if f.Theirs == "" {
		return
	}
	file, err := os.Open(filepath.Join(to, f.Theirs))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	other, err := jpeg.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	// Sizes are rounded in other ways.
	a, b := ours.Bounds().Size(), other.Bounds().Size()
	if d := a.Sub(b); d.X < -1 || d.X > 1 || d.Y < -1 || d.Y > 1 {
		f.Why = fmt.Sprintf("vips: %v, cutline: %v", b, a)
		return
	}
	both := image.Rect(0, 0, min(a.X, b.X), min(a.Y, b.Y))
	p, q := crop{ours, both}, crop{other, both}
	f.Compared, f.SSIM, f.Colours = true, thumbstest.SSIM(p, q), thumbstest.Colours(p, q)
}

// byVips makes a rendition, by way of the whole picture in sRGB where it has a
// profile or is of CMYK. Left to itself, vipsthumbnail converts what has no
// profile by one that it thinks of, and not every profile there is.
func byVips(path, to, whole string) error {
	run := func(name string, args ...string) (string, error) {
		cmd := exec.Command(name, args...)
		cmd.Env = append(os.Environ(), "VIPS_CONCURRENCY=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			err = fmt.Errorf("%s: %w: %s", name, err, bytes.TrimSpace(out))
		}
		return string(out), err
	}
	args := []string{"icc_transform", path, whole, "srgb", "--depth", "8", "--embedded"}
	if _, err := run("vipsheader", "-f", "icc-profile-data", path); err != nil {
		args = append(args[:len(args)-1], "--input-profile", "cmyk")
		if space, err := run("vipsheader", "-f", "interpretation", path); err != nil || !strings.Contains(space, "CMYK") {
			args = nil
		}
	}
	if args != nil {
		if _, err := run("vips", args...); err == nil {
			path = whole
		}
	}
	_, err := run("vipsthumbnail", "--size", "1600x1600>", "-o", to+"[Q=82,strip,background=128]", path)
	return err
}

func write(t *testing.T, path string, make func() ([]byte, error)) {
	t.Helper()
	data, err := make()
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// oddFiles are made by vips and by these tests from a photo of the corpus, of
// which only the page shows anything.
func oddFiles(t *testing.T, photos string) (files []*odd) {
	dir := t.TempDir()
	photo := filepath.Join(photos, "agency__exifr__iptc-mess.jpg")
	plain := filepath.Join(dir, "plain.v")
	vips := func(args ...string) bool {
		out, err := exec.Command("vips", args...).CombinedOutput()
		if err != nil {
			t.Logf("vips %s: %s", strings.Join(args, " "), bytes.TrimSpace(out))
		}
		return err == nil
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	if !vips("thumbnail", photo, at("srgb.v"), "2400", "--export-profile", "srgb") || !vips("copy", at("srgb.v"), plain) {
		t.Fatal("vips makes no picture to begin with")
	}
	add := func(name, file string, made bool) {
		if made {
			files = append(files, &odd{Name: name, Path: at(file)})
		}
	}
	to := func(file, options, profile string, more ...string) bool {
		return vips(append([]string{"icc_transform", plain, at(file) + options, profile}, more...)...)
	}
	add("CMYK with its profile", "cmyk.jpg", to("cmyk.jpg", "[Q=95]", "cmyk"))
	add("CMYK without a profile: vips has a press of its own", "bare.jpg", to("bare.jpg", "[Q=95,strip]", "cmyk"))
	add("TIFF, CMYK with its profile", "cmyk.tif", to("cmyk.tif", "[compression=lzw]", "cmyk"))
	const ghostscript = "/usr/share/color/icc/ghostscript/"
	for name, profile := range map[string]string{"ProPhoto": "rommrgb.icc", "Adobe RGB": "a98.icc", "CMYK, SWOP": "default_cmyk.icc", "grey with a profile": "default_gray.icc"} {
		if _, err := os.Stat(ghostscript + profile); err == nil {
			add(name, profile+".jpg", to(profile+".jpg", "[Q=95]", ghostscript+profile))
			add(name+", TIFF of 16 bits, in tiles", profile+".tif", to(profile+".tif", "[tile,compression=deflate]", ghostscript+profile, "--depth", "16"))
		}
	}
	add("Display P3", "p3.jpg", to("p3.jpg", "[Q=95]", "p3"))
	add("PNG of 16 bits", "deep.png", vips("colourspace", plain, at("deep.png"), "rgb16"))
	add("PNG, grey of 16 bits", "grey.png", vips("colourspace", plain, at("grey.png"), "grey16"))
	add("grey", "grey.jpg", vips("colourspace", plain, at("grey.jpg"), "b-w"))
	add("PNG with alpha", "alpha.png", vips("extract_band", plain, at("green.v"), "1") && vips("bandjoin", plain+" "+at("green.v"), at("alpha.png")))
	add("progressive", "progressive.jpg", vips("jpegsave", plain, at("progressive.jpg"), "--interlace", "--Q", "90"))
	add("WebP with alpha", "alpha.webp", vips("copy", at("alpha.png"), at("alpha.webp")+"[Q=90]"))
	add("HEIC", "photo.heic", vips("heifsave", plain, at("photo.heic")))
	add("TIFF, JPEG inside", "jpeg.tif", vips("copy", plain, at("jpeg.tif")+"[compression=jpeg,Q=90]"))
	for _, cut := range []string{"progressive.jpg", "cmyk.jpg", "deep.png", "alpha.webp", "cmyk.tif"} {
		data, err := os.ReadFile(at(cut))
		if err != nil {
			continue
		}
		write(t, at("half-"+cut), func() ([]byte, error) { return data[:len(data)*6/10], nil })
		add("truncated "+cut, "half-"+cut, true)
	}
	jpegOf := encodeJPEG(t, scene(1, 640, 480), 92)
	for name, data := range map[string][]byte{
		"pages.tif": pageTIFF(t, false), "pages-cmyk.tif": pageTIFF(t, true), "two.mpo.jpg": append(bytes.Clone(jpegOf), encodeJPEG(t, scene(2, 640, 480), 92)...),
		"raw.cr3": rawOf(t, "cr3"), "raw.raf": rawOf(t, "raf"), "raw.orf": rawOf(t, "orf"),
		"animated.gif": animatedGIF(t),
	} {
		write(t, at(name), func() ([]byte, error) { return data, nil })
		add(name, name, true)
	}
	return files
}

func animatedGIF(t *testing.T) []byte {
	var all gif.GIF
	for seed := range 3 {
		var one bytes.Buffer
		if err := gif.Encode(&one, scene(uint64(seed+1), 320, 240), nil); err != nil {
			t.Fatal(err)
		}
		frame, err := gif.Decode(&one)
		if err != nil {
			t.Fatal(err)
		}
		all.Image, all.Delay = append(all.Image, frame.(*image.Paletted)), append(all.Delay, 10)
	}
	var buf bytes.Buffer
	if err := gif.EncodeAll(&buf, &all); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}
