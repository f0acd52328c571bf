package demo

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cutline/archive/embedded"
)

// testWords: every file says what the table says, in the place it says it.
func testWords(t *testing.T, dir string, pictures []picture) {
	seen := map[string]bool{}
	for _, p := range pictures {
		for _, f := range p.files {
			if seen[f.path] {
				t.Errorf("%s is in the table twice", f.path)
			}
			seen[f.path] = true
			info := read(t, filepath.Join(dir, f.path))
			if len(info.Warnings) > 0 {
				t.Errorf("%s: %q", f.path, info.Warnings)
			}
			for _, want := range f.statements() {
				if !slices.ContainsFunc(info.Statements, func(got embedded.Statement) bool {
					return got.Place == want.Place && got.Property == want.Property &&
						(got.Value == want.Value || cut(got, want))
				}) {
					t.Errorf("%s does not say %s = %q", f.path, want, want.Value)
				}
			}
			for _, place := range []string{embedded.EXIF, embedded.IIM, embedded.XMP} {
				if !slices.ContainsFunc(info.Statements, func(s embedded.Statement) bool { return s.Place == place }) {
					t.Errorf("%s says nothing in %s", f.path, place)
				}
			}
			if info.Width != p.width || info.Height != p.height {
				t.Errorf("%s is %d×%d, want %d×%d", f.path, info.Width, info.Height, p.width, p.height)
			}
		}
	}
}

// cut: got is as much of want as an IIM dataset holds.
func cut(got, want embedded.Statement) bool {
	return got.Place == embedded.IIM && len(got.Value) > 16 && strings.HasPrefix(want.Value, got.Value)
}

// testSeeds: the two captions of the project are what the files come down to.
func testSeeds(t *testing.T, dir string) {
	tests := []struct{ path, caption, by, title, credit, city string }{
		{
			"wire/ap/ukraine-kyiv-blaze.jpg",
			"Ukrainian firefighters extinguish a blaze at a warehouse after a bombing in Kyiv, March 17 [Vadim Ghirda/AP Photo]",
			"Vadim Ghirda", "STF", "AP", "Kyiv",
		},
		{
			"wire/ap/us-blinken.jpg",
			"‘Yesterday, President Biden said that – in his opinion – war crimes have been committed in Ukraine. Personally, I agree,’ Blinken says [Saul Loeb/Pool via AP]",
			"Saul Loeb", "POOL", "AP", "Washington",
		},
	}
	for _, test := range tests {
		info := read(t, filepath.Join(dir, test.path))
		values := embedded.Effective(info.Statements, info.DigestStale)
		for field, want := range map[embedded.Field]string{
			embedded.Caption: test.caption, embedded.By: test.by, embedded.JobTitle: test.title,
			embedded.Credit: test.credit, embedded.City: test.city,
		} {
			if got := values[field].Values; !slices.Equal(got, []string{want}) {
				t.Errorf("%s: %s is %q, want %q", test.path, field, got, want)
			}
		}
		if got := values[embedded.Taken].Values; len(got) != 1 || !strings.HasPrefix(got[0], "2022-03-17") {
			t.Errorf("%s: taken %q, want 2022-03-17", test.path, got)
		}
	}
}

// testOddities: the photos that are there for their difficulty have it.
func testOddities(t *testing.T, dir string) {
	says := func(path string, is func(embedded.Statement) bool) bool {
		return slices.ContainsFunc(read(t, filepath.Join(dir, path)).Statements, is)
	}
	value := func(path string, f embedded.Field) string {
		info := read(t, filepath.Join(dir, path))
		return strings.Join(embedded.Effective(info.Statements, info.DigestStale)[f].Values, "; ")
	}
	for _, test := range []struct {
		path  string
		field embedded.Field
		want  string
	}{
		{"handout/port/nieuwhaven-panorama.jpg", embedded.Credit, "Ruben van Aalst/Port of Nieuwhaven/Handout via EPA"},
		{"wire/reuters/USATSI_99182231.jpg", embedded.Credit, "USA TODAY Sports via Reuters Con"},
		{"wire/ap/earthquake-rescue-KILL.jpg", embedded.EditStatus, "KILL"},
		{"wire/ap/earthquake-rescue-KILL.jpg", embedded.Ref, value("wire/ap/earthquake-rescue.jpg", embedded.Ref)},
		{"wire/ap/portugal-new-year-corrects.jpg", embedded.SupplierID, value("wire/ap/portugal-new-year.jpg", embedded.SupplierID)},
		{"staff/2026/brightwell/TB6_0931.jpg", embedded.GPS, "54.973533,-1.612883"},
		{"staff/2026/brightwell/TB6_0931.jpg", embedded.Camera, "NIKON Z 9"},
		{"staff/2026/graphics/floating-islands-ai.jpg", embedded.SourceType, "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"},
	} {
		if got := value(test.path, test.field); got != test.want {
			t.Errorf("%s: %s is %q, want %q", test.path, test.field, got, test.want)
		}
	}
	if !says("handout/port/nieuwhaven-panorama.jpg", func(s embedded.Statement) bool {
		return s.Property == "2:110" && s.Truncated && len(s.Value) == 32
	}) {
		t.Error("the IIM credit of the panorama is not cut at 32 bytes")
	}
	if says("unsorted/DSC_0412.jpg", func(s embedded.Statement) bool {
		return slices.Contains([]embedded.Field{embedded.By, embedded.Credit, embedded.Source, embedded.Copyright}, s.Field)
	}) {
		t.Error("the stray photo has a credit")
	}
	if !says("wire/kyodo/fuji-sakura.jpg", func(s embedded.Statement) bool { return s.Lang == "en" }) {
		t.Error("the Japanese caption has no English one beside it")
	}
	for _, pair := range []struct {
		one, two string
		same     bool
	}{
		{"wire/reuters/soccer-northport-derby.jpg", "wire/pa/SOCCER_Northport_004.jpg", true},
		{"wire/reuters/pool-coalition-talks.jpg", "wire/ap/belgium-coalition-pool.jpg", true},
		{"wire/ap/earthquake-rescue.jpg", "wire/ap/earthquake-rescue-KILL.jpg", true},
		{"wire/reuters/chile-skate-1.jpg", "wire/reuters/chile-skate-2.jpg", false},
	} {
		if one, two := pixels(t, dir, pair.one), pixels(t, dir, pair.two); (one == two) != pair.same {
			t.Errorf("%s and %s: same pixels is %v, want %v", pair.one, pair.two, one == two, pair.same)
		}
	}
	sidecar, err := os.ReadFile(filepath.Join(dir, "staff/2023/okafor/HO5_2207.xmp"))
	if err != nil {
		t.Fatal(err)
	}
	if sts, warnings, err := embedded.ReadSidecar(sidecar); err != nil || len(warnings) > 0 || len(sts) < 8 {
		t.Errorf("sidecar: %d statements, %q, %v", len(sts), warnings, err)
	}
}

func read(t *testing.T, path string) *embedded.Info {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := embedded.Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return info
}

func pixels(t *testing.T, dir, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, path))
	if err != nil {
		t.Fatal(err)
	}
	hash, err := embedded.PixelHash(bytes.NewReader(data), int64(len(data)), "jpeg")
	if err != nil || hash == "" {
		t.Fatalf("%s: pixel hash %q, %v", path, hash, err)
	}
	return hash
}
