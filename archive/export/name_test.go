package export_test

import (
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/archive/export"
)

func TestSafeName(t *testing.T) {
	for text, want := range map[string]string{
		"2022-03-17 A blaze":    "2022-03-17 A blaze",
		"a/b\\c:d*e?f\"g<h>i|j": "a_b_c_d_e_f_g_h_i_j",
		"../../etc/passwd":      "_.._etc_passwd",
		" .hidden. ":            "hidden",
		"-rf":                   "rf",
		"con":                   "_con",
		"LPT1.x":                "_LPT1.x",
		"com":                   "com",
		"com²":                  "_com²",
		"coma":                  "coma",
		"evil\u202egpj.exe":     "evilgpj.exe",
		"two\nlines\tand\x00":   "two lines and",
		"Київ":                  "Київ",
		"\xff":                  "",
		"...":                   "",
	} {
		if got := export.SafeName(text); got != want {
			t.Errorf("SafeName(%q) = %q, want %q", text, got, want)
		}
	}
	if got := export.SafeName(strings.Repeat("é", 500)); len(got) != 180 {
		t.Errorf("a long name has %d bytes", len(got))
	}
}

func TestName(t *testing.T) {
	p := &archive.Photo{
		ID: "uo37avtb4eaf47oqmogq", Arrivals: []archive.Arrival{{Path: "/wire/AP 1.jpg"}},
		Reading: archive.Reading{Values: map[embedded.Field]archive.Read{
			embedded.Headline: {Values: []string{"Fire / blaze"}}, embedded.Taken: {Values: []string{"2022-03-17T10:00:00Z"}},
		}},
	}
	for template, want := range map[string]string{
		"": "AP 1", "{id}": "uo37avtb4eaf47oqmogq", "{date} {headline} [{credit}]": "2022-03-17 Fire _ blaze [V/AP]", "{city}": "uo37avtb4eaf47oqmogq",
	} {
		name, err := export.ParseName(template)
		if err != nil {
			t.Fatal(err)
		}
		if got := name.Of(p, "V/AP"); strings.ReplaceAll(got, "V_AP", "V/AP") != want {
			t.Errorf("%q: %q, want %q", template, got, want)
		}
	}
	p.Reading.Values[embedded.Headline] = archive.Read{Values: []string{strings.Repeat("\x80", 200)}} // no text at all
	if name, err := export.ParseName("{headline}"); err != nil || name.Of(p, "") != string(p.ID) {
		t.Errorf("of no text: %q, error %v", name.Of(p, ""), err)
	}
	for _, template := range []string{"{", "{colour}", "{}", strings.Repeat("x", 500)} {
		if _, err := export.ParseName(template); err == nil {
			t.Errorf("%q was taken", template)
		}
	}
}

func TestNames(t *testing.T) {
	var names export.Names
	for _, want := range []string{"a", "a (2)", "a (3)"} {
		if got := names.Take("a", ".jpg", ".xmp"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := names.Take("A", ".jpg"); got != "A (4)" {
		t.Errorf("in capitals %q", got)
	}
	if got := names.Take("a", ".tif"); got != "a" {
		t.Errorf("another extension: %q", got)
	}
	start := time.Now()
	for range 20_000 { // a day of one city
		names.Take("Kyiv", ".jpg")
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("20,000 photos of one name took %v", took)
	}
}
