package embedded_test

import (
	"bytes"
	"crypto/md5"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cutline/archive/embedded"
)

func write(t testing.TB, src []byte, sts []embedded.Statement) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := embedded.WriteJPEG(&b, src, sts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const blaze = "Ukrainian firefighters extinguish a blaze at a warehouse after a bombing in Kyiv, March 17 [Vadim Ghirda/AP Photo]"

// said are the words of a photo in all places.
func said() []embedded.Statement {
	return slices.Concat(
		embedded.Say(embedded.Headline, "Ukrainian firefighters extinguish a blaze"),
		embedded.Say(embedded.Caption, blaze),
		embedded.Say(embedded.By, "Vadim Ghirda", "José Núñez"),
		embedded.Say(embedded.Credit, "AP"),
		embedded.Say(embedded.Source, "AP"),
		embedded.Say(embedded.Copyright, "Copyright 2022 The Associated Press"),
		embedded.Say(embedded.Instructions, "NO SALES & \"no archives\" <30 days>"),
		embedded.Say(embedded.Usage, "Editorial use only"),
		embedded.Say(embedded.Keyword, "fire", "war", "Kyïv"),
		embedded.Say(embedded.Person, "Ann Example"),
		embedded.Say(embedded.City, "Kyiv"),
		embedded.Say(embedded.Country, "Ukraine"),
		embedded.Say(embedded.CountryCode, "UKR"),
		embedded.Say(embedded.Taken, "2022-03-17T10:20:30+02:00"),
		embedded.Say(embedded.Moved, "2022-03-17T12:00:00+02:00"),
		embedded.Say(embedded.Ref, "XVG101"),
		embedded.Say(embedded.Category, "I", "WAR"),
		embedded.Say(embedded.Licensor, "The Associated Press"),
	)
}

func TestWriteJPEG(t *testing.T) {
	src := drawJPEG(t)
	out := write(t, src, said())
	info := read(t, out)
	if len(info.Warnings) > 0 || info.DigestStale {
		t.Errorf("warnings %q, digest stale %t", info.Warnings, info.DigestStale)
	}
	got := map[embedded.Field][]string{}
	for f, v := range embedded.Effective(info.Statements, info.DigestStale) {
		got[f] = v.Values
	}
	want := map[embedded.Field][]string{
		embedded.Headline:     {"Ukrainian firefighters extinguish a blaze"},
		embedded.Caption:      {blaze},
		embedded.By:           {"Vadim Ghirda", "José Núñez"},
		embedded.Credit:       {"AP"},
		embedded.Source:       {"AP"},
		embedded.Copyright:    {"Copyright 2022 The Associated Press"},
		embedded.Instructions: {"NO SALES & \"no archives\" <30 days>"},
		embedded.Usage:        {"Editorial use only"},
		embedded.Keyword:      {"fire", "war", "Kyïv"},
		embedded.Person:       {"Ann Example"},
		embedded.City:         {"Kyiv"},
		embedded.Country:      {"Ukraine"},
		embedded.CountryCode:  {"UKR"},
		embedded.Taken:        {"2022-03-17T10:20:30+02:00"},
		embedded.Moved:        {"2022-03-17T12:00:00+02:00"},
		embedded.Ref:          {"XVG101"},
		embedded.Category:     {"I", "WAR"},
		embedded.Licensor:     {"The Associated Press"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("effective values (-want +got):\n%s", diff)
	}
	samePixels(t, src, out)
}

func samePixels(t *testing.T, a, b []byte) {
	t.Helper()
	if x, y := pixelHash(t, a, "jpeg"), pixelHash(t, b, "jpeg"); x != y {
		t.Errorf("pixel hash %s, want %s", y, x)
	}
}

func pixelHash(t testing.TB, b []byte, format string) string {
	t.Helper()
	h, err := embedded.PixelHash(bytes.NewReader(b), int64(len(b)), format)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestWriteJPEGKeeps: what is not rewritten stays byte for byte.
func TestWriteJPEGKeeps(t *testing.T) {
	path := resource(0x07D0, []byte("a clipping path"))
	icc := segment(0xE2, []byte("ICC_PROFILE\x00\x01\x01"), bytes.Repeat([]byte{7}, 500))
	comment := segment(0xFE, []byte("a comment"))
	exif := exifSegment(join(tiffHeader(8), directory(0, entry{tag: 0x0112, typ: 3, count: 1, value: 6}, entry{tag: 0x010F, typ: 2, count: 4, value: 0x00585858})))
	src := withSegments(drawJPEG(t), exif, photoshopSegment(resource(0x0404, dataset(2, 110, "old")), path), icc, comment)

	out := write(t, src, embedded.Say(embedded.Credit, "AP"))
	for name, part := range map[string][]byte{"clipping path": path, "ICC profile": icc, "comment": comment, "EXIF": exif} {
		if !bytes.Contains(out, part) {
			t.Errorf("the %s is not in the copy byte for byte", name)
		}
	}
	info := read(t, out)
	if got := values(info, "IIM", "2:110"); !slices.Equal(got, []string{"AP"}) {
		t.Errorf("IIM credit %q", got)
	}
	samePixels(t, src, out)

	out = write(t, src, embedded.Say(embedded.By, "Vadim Ghirda"))
	if info := read(t, out); info.Orientation != 6 {
		t.Errorf("a new EXIF block has orientation %d, want that of the old one, 6", info.Orientation)
	}
}

// TestWriteJPEGConflicts: each place can say something else.
func TestWriteJPEGConflicts(t *testing.T) {
	long := "Ann Example (Observatory of Somewhere)"
	out := write(t, drawJPEG(t), []embedded.Statement{
		{Place: "EXIF", Property: "Artist", Value: "Camera Owner"},
		{Place: "IIM", Property: "2:80", Value: long},
		{Place: "XMP", Property: "dc:creator", Value: "Ann Example"},
		{Place: "XMP", Property: "dc:description", Value: "Ein Brand", Lang: "de"},
		{Place: "XMP", Property: "dc:description", Value: "A blaze", Lang: "x-default"},
	})
	info := read(t, out)
	want := []embedded.Statement{
		{Place: "XMP", Property: "dc:creator", Field: "by", Value: "Ann Example"},
		{Place: "XMP", Property: "dc:description", Field: "caption", Value: "Ein Brand", Lang: "de"},
		{Place: "XMP", Property: "dc:description", Field: "caption", Value: "A blaze", Lang: "x-default"},
		{Place: "IIM", Property: "2:00", Value: "4"},
		{Place: "IIM", Property: "2:80", Field: "by", Value: long[:32], Truncated: true},
		{Place: "EXIF", Property: "Artist", Field: "by", Value: "Camera Owner"},
	}
	if diff := cmp.Diff(want, info.Statements); diff != "" {
		t.Errorf("statements (-want +got):\n%s", diff)
	}
}

// TestWriteJPEGLong: captions longer than a segment.
func TestWriteJPEGLong(t *testing.T) {
	long := strings.Repeat("a long caption ", 10_000)
	sts := append(embedded.Say(embedded.Credit, "AP"),
		embedded.Statement{Place: "XMP", Property: "dc:description", Value: long},
		embedded.Statement{Place: "IIM", Property: "2:212", Value: strings.Repeat("x", 30_000)},
		embedded.Statement{Place: "IIM", Property: "2:213", Value: strings.Repeat("y", 30_000)},
		embedded.Statement{Place: "IIM", Property: "2:214", Value: strings.Repeat("8BIM", 7_500)})
	out := write(t, drawJPEG(t), sts)
	info := read(t, out)
	if len(info.Warnings) > 0 || info.DigestStale {
		t.Errorf("warnings %q, stale %t", info.Warnings, info.DigestStale)
	}
	if got := values(info, "XMP", "dc:description"); !slices.Equal(got, []string{long}) {
		t.Errorf("the extended XMP came back as %.80q", got)
	}
	for i, property := range []string{"2:212", "2:213", "2:214"} {
		if got := values(info, "IIM", property); !slices.Equal(got, []string{sts[len(sts)-3+i].Value}) {
			t.Errorf("%s came back as %.80q", property, got)
		}
	}
}

func TestWriteJPEGRefuses(t *testing.T) {
	jpeg := drawJPEG(t)
	for name, tt := range map[string]struct {
		src []byte
		st  embedded.Statement
	}{
		"no JPEG":           {[]byte("GIF89a"), embedded.Statement{Place: "IIM", Property: "2:110", Value: "AP"}},
		"cut":               {jpeg[:100], embedded.Statement{Place: "IIM", Property: "2:110", Value: "AP"}},
		"no such dataset":   {jpeg, embedded.Statement{Place: "IIM", Property: "9:10", Value: "x"}},
		"no such tag":       {jpeg, embedded.Statement{Place: "EXIF", Property: "FNumber", Value: "8"}},
		"no such namespace": {jpeg, embedded.Statement{Place: "XMP", Property: "evil:x", Value: "8"}},
		"markup for a name": {jpeg, embedded.Statement{Place: "XMP", Property: "dc:x><y", Value: "8"}},
		"no such place":     {jpeg, embedded.Statement{Place: "sidecar", Property: "dc:title", Value: "8"}},
		"EXIF too long":     {jpeg, embedded.Statement{Place: "EXIF", Property: "Artist", Value: strings.Repeat("x", 70_000)}},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := embedded.WriteJPEG(&b, tt.src, []embedded.Statement{tt.st}); err == nil || b.Len() > 0 {
				t.Errorf("error %v, %d bytes written", err, b.Len())
			}
		})
	}
}

// TestWriteJPEGAnyWords: any words come back, word for word.
func TestWriteJPEGAnyWords(t *testing.T) {
	src := drawJPEG(t)
	rapid.Check(t, func(r *rapid.T) {
		// XML has no control characters; a NUL ends a text in EXIF and IIM.
		word := rapid.StringMatching(`[\PC\n]{0,40}\pL`)
		caption, credit := word.Draw(r, "caption"), word.Draw(r, "credit")
		info := read(t, write(t, src, slices.Concat(embedded.Say(embedded.Caption, caption), []embedded.Statement{
			{Place: "XMP", Property: "photoshop:Credit", Value: credit},
		})))
		for _, s := range info.Statements {
			want, ok := map[embedded.Field]string{embedded.Caption: caption, embedded.Credit: credit}[s.Field]
			if ok && s.Value != want {
				r.Fatalf("%s: %q, want %q", s, s.Value, want)
			}
		}
		if n := len(info.Statements); n != 5 {
			r.Fatalf("%d statements, want 5: %v", n, info.Statements)
		}
	})
}

// TestWriteJPEGByExiftool: an independent reader understands the copy.
func TestWriteJPEGByExiftool(t *testing.T) {
	if _, err := exec.LookPath("exiftool"); err != nil {
		skip(t, "exiftool is not installed")
	}
	path := filepath.Join(t.TempDir(), "photo.jpg")
	if err := os.WriteFile(path, write(t, drawJPEG(t), said()), 0o600); err != nil {
		t.Fatal(err)
	}
	// Required by EXIF for camera files only; a minimal block says nothing of them.
	warnings, err := exec.Command("exiftool", "-validate", "-warning", "-a", "-s3", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(warnings)) {
		if !strings.Contains(line, "Missing required") && !strings.Contains(line, " Warnings") {
			t.Errorf("exiftool warns: %s", line)
		}
	}
	out, err := exec.Command("exiftool", "-json", "-G1", "-struct", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{
		"IFD0:ImageDescription":      blaze,
		"IFD0:Artist":                "Vadim Ghirda; José Núñez",
		"ExifIFD:DateTimeOriginal":   "2022:03:17 10:20:30",
		"ExifIFD:OffsetTimeOriginal": "+02:00",
		"IPTC:Credit":                "AP",
		"IPTC:By-line":               []any{"Vadim Ghirda", "José Núñez"},
		"IPTC:DateCreated":           "2022:03:17",
		"IPTC:TimeCreated":           "10:20:30+02:00",
		"IPTC:DateSent":              "2022:03:17",
		"IPTC:CodedCharacterSet":     "UTF8",
		"IPTC:Keywords":              []any{"fire", "war", "Kyïv"},
		"XMP-dc:Description":         blaze,
		"XMP-dc:Creator":             []any{"Vadim Ghirda", "José Núñez"},
		"XMP-photoshop:Instructions": "NO SALES & \"no archives\" <30 days>",
		"XMP-photoshop:DateCreated":  "2022:03:17 10:20:30+02:00",
		"XMP-xmpRights:UsageTerms":   "Editorial use only",
		"XMP-iptcExt:PersonInImage":  []any{"Ann Example"},
		"XMP-iptcCore:CountryCode":   "UKR",
		"XMP-plus:Licensor":          []any{map[string]any{"LicensorName": "The Associated Press"}},
		"Photoshop:IPTCDigest":       got[0]["File:CurrentIPTCDigest"],
	} {
		if diff := cmp.Diff(want, got[0][key]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", key, diff)
		}
	}
}

func TestDigest(t *testing.T) {
	block := join(dataset(1, 90, "\x1b%G"), dataset(2, 110, "AP"))
	sum := md5.Sum(block)
	for name, tt := range map[string]struct {
		digest []byte
		stale  bool
	}{
		"current": {sum[:], false},
		"stale":   {bytes.Repeat([]byte{1}, 16), true},
		"zero":    {make([]byte, 16), false},
		"none":    {nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			run := resource(0x0404, block)
			if tt.digest != nil {
				run = append(run, resource(0x0425, tt.digest)...)
			}
			if got := read(t, withSegments(drawJPEG(t), photoshopSegment(run))).DigestStale; got != tt.stale {
				t.Errorf("stale: %t, want %t", got, tt.stale)
			}
		})
	}
}
