package embedded_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive/embedded"
)

// corpusFiles are the photos of the corpus by name.
func corpusFiles(t testing.TB) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(corpus(t), "photos", "*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no photos in the corpus: %v", err)
	}
	files := map[string][]byte{}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = b
	}
	return files
}

// refused are the files of the corpus that are not read, and why.
var refused = map[string]string{
	"corrupt__exiv2__issue_1847_poc.jpg":                                   "no frame",
	"corrupt__imagemeta__2004-01-11-22-45-15-sep-2004-01-11-22-45-15a.jpg": "before its picture",
	"corrupt__imagemeta__huge_tag_exif.jpg":                                "before its picture",
	"corrupt__imagemeta__max_uint32_exif.jpg":                              "before its picture",
	"derived__getty_truncated_half.jpg":                                    "inside its header",
	"derived__getty_truncated_inside_app13.jpg":                            "inside its header",
	"derived__text_named_jpg.jpg":                                          "not an image",
	"derived__zero_bytes.jpg":                                              "empty",
	"exiftool__exiftool__XMP.xmp":                                          "not an image",
	"exiftool__exiftool__XMP2.xmp":                                         "not an image",
}

// TestCorpus: every file is read but those that cannot be, with the size and
// orientation that exiftool sees.
func TestCorpus(t *testing.T) {
	answers := oracle(t, "exiftool.json")
	for name, b := range corpusFiles(t) {
		info, err := tryRead(b)
		if why := refused[name]; why != "" || err != nil {
			if err == nil || why == "" || !strings.Contains(err.Error(), why) {
				t.Errorf("%s: %v, want %q", name, err, why)
			}
			continue
		}
		want := answers[name]
		w, h := texts(want["File:ImageWidth"]), texts(want["File:ImageHeight"])
		for _, group := range []string{"RIFF", "PNG", "IFD0", "Meta", "Jpeg2000", "SubIFD"} {
			if len(w) == 0 {
				w, h = texts(want[group+":ImageWidth"]), texts(want[group+":ImageHeight"])
			}
		}
		if got := texts([]any{info.Width}); len(w) > 0 && sizeDifferences[name] == "" && (!slices.Equal(w, got) || !slices.Equal(h, texts([]any{info.Height}))) {
			t.Errorf("%s: %d x %d, exiftool says %s x %s", name, info.Width, info.Height, w, h)
		}
		stored, current := texts(want["Photoshop:IPTCDigest"]), texts(want["File:CurrentIPTCDigest"])
		stale := len(stored) > 0 && len(current) > 0 && stored[0] != current[0]
		if info.DigestStale != stale {
			t.Errorf("%s: digest stale: %t, exiftool says %s of %s", name, info.DigestStale, stored, current)
		}
		if o := texts(want["IFD0:Orientation"]); len(o) > 0 && orientations[o[0]] != info.Orientation {
			t.Errorf("%s: orientation %d, exiftool says %s", name, info.Orientation, o)
		}
	}
}

var sizeDifferences = map[string]string{
	"exiftool__exiftool__Nikon.nef":   "the first directory is the thumbnail's",
	"corrupt__grid___MG_7973-1kB.dng": "the first kilobyte holds the thumbnail's directory alone",
}

var orientations = map[string]int{
	"Unknown (0)": 1, "Horizontal (normal)": 1, "Mirror horizontal": 2, "Rotate 180": 3, "Mirror vertical": 4,
	"Mirror horizontal and rotate 270 CW": 5, "Rotate 90 CW": 6, "Mirror horizontal and rotate 90 CW": 7, "Rotate 270 CW": 8,
}

// check reads b in all ways, and fails where one takes longer than limit or
// answers what its contract does not allow.
func check(t testing.TB, b []byte, limit time.Duration) {
	t.Helper()
	start := time.Now()
	info, err := tryRead(b)
	var bad *embedded.UnreadableError
	switch {
	case err != nil && !errors.Is(err, embedded.ErrNotImage) && !errors.As(err, &bad):
		t.Fatalf("error %v is of no kind that callers know", err)
	case err == nil:
		if info.Format == "" || info.Width < 0 || info.Height < 0 || info.Orientation < 1 || info.Orientation > 8 {
			t.Fatalf("read %+v", info)
		}
		for _, s := range info.Statements {
			if strings.TrimSpace(s.Value) == "" || s.Property == "" || s.Value != strings.ToValidUTF8(s.Value, "") {
				t.Fatalf("statement %q: %q", s.Property, s.Value)
			}
		}
		embedded.Effective(info.Statements, info.DigestStale)
		embedded.PixelHash(bytes.NewReader(b), int64(len(b)), info.Format)
	}
	if took := time.Since(start); took > limit {
		t.Fatalf("%s for %d bytes", took, len(b))
	}
}

// mutate flips bits, cuts, and overwrites with the values that parsers trip on.
func mutate(r *rand.Rand, b []byte) []byte {
	b = bytes.Clone(b)
	if len(b) == 0 {
		return b
	}
	// Headers and metadata are where the danger is.
	near := min(len(b), 1<<r.IntN(17))
	for range 1 + r.IntN(8) {
		at := r.IntN(near)
		switch r.IntN(4) {
		case 0:
			b[at] ^= 1 << r.IntN(8)
		case 1:
			b[at] = byte(r.IntN(256))
		case 2:
			for i := at; i < min(at+4, len(b)); i++ {
				b[i] = 0xFF
			}
		case 3:
			for i := at; i < min(at+4, len(b)); i++ {
				b[i] = 0
			}
		}
	}
	if r.IntN(4) == 0 {
		b = b[:r.IntN(len(b))]
	}
	return b
}

// TestMutations: damage of any kind never panics and never takes long.
func TestMutations(t *testing.T) {
	rounds := 20
	if testing.Short() {
		rounds = 2
	}
	r := rand.New(rand.NewPCG(2022, 3))
	for name, b := range corpusFiles(t) {
		b = b[:min(len(b), 300_000)]
		for range rounds {
			m := mutate(r, b)
			func() {
				defer func() {
					if p := recover(); p != nil {
						t.Fatalf("%s: panic: %v", name, p)
					}
				}()
				check(t, m, 5*time.Second)
			}()
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, b := range formats(f) {
		f.Add(b)
	}
	for _, tiff := range hazards {
		f.Add(withSegments(drawJPEG(f), exifSegment(tiff)))
	}
	f.Add(write(f, drawJPEG(f), said()))
	f.Add(drawPNG(f, chunk("iTXt", join([]byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"), []byte(rdf(`<photoshop:Credit>AP</photoshop:Credit>`))))))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, b, 5*time.Second) })
}

func FuzzReadSidecar(f *testing.F) {
	f.Add([]byte(rdf(`<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li></rdf:Seq></dc:creator>`)))
	f.Add([]byte(rdf(`<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>AP</plus:LicensorName></rdf:li></rdf:Seq></plus:Licensor>`)))
	f.Fuzz(func(t *testing.T, b []byte) {
		sts, _, err := embedded.ReadSidecar(b)
		var bad *embedded.UnreadableError
		if err != nil && !errors.As(err, &bad) {
			t.Fatal(err)
		}
		embedded.Effective(sts, false)
	})
}

// FuzzWriteJPEG: whatever the source, the pixels stay.
func FuzzWriteJPEG(f *testing.F) {
	f.Add(write(f, drawJPEG(f), said()), "AP")
	f.Add(drawJPEG(f), "José")
	f.Fuzz(func(t *testing.T, src []byte, credit string) {
		var out bytes.Buffer
		if err := embedded.WriteJPEG(&out, src, embedded.Say(embedded.Credit, credit)); err != nil {
			return
		}
		before, err := embedded.PixelHash(bytes.NewReader(src), int64(len(src)), "jpeg")
		if err != nil {
			return
		}
		if after := pixelHash(t, out.Bytes(), "jpeg"); after != before {
			t.Errorf("pixel hash %s became %s", before, after)
		}
	})
}
