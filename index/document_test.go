package index_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cutline/archive/embedded"
	"cutline/index"
	"cutline/index/indextest"
)

func TestNewDocument(t *testing.T) {
	p, err := indextest.Photo("12-warehouse", 1, `
		caption: Firefighters extinguish a blaze in Kyiv
		headline: Blaze
		photographer: Vadim Ghirda
		agency: AP
		pool: true
		city: Kyiv
		taken: 2022-03-17T10:05:00
		ref: XVG 101
		also: An older caption
		size: 2000x3000`)
	if err != nil {
		t.Fatal(err)
	}
	zone := time.FixedZone("EET", 2*60*60)
	d := index.NewDocument(p, zone)
	for _, tt := range []struct {
		what      string
		got, want any
	}{
		{"caption", d.Caption, "Firefighters extinguish a blaze in Kyiv"},
		{"names", d.Names, []string{"Vadim Ghirda", "AP", "pool"}},
		{"by", d.Words[embedded.By], []string{"Vadim Ghirda"}},
		{"shape", d.Words[index.Shape], []string{"vertical"}},
		{"taken", d.Times[embedded.Taken].UTC(), time.Date(2022, 3, 17, 8, 5, 0, 0, time.UTC)},
		{"newest", d.Newest.UTC(), time.Date(2022, 3, 17, 8, 5, 0, 0, time.UTC)},
		{"width", d.Numbers[index.Width], 2000},
		{"flags", d.Flags, []string{"pool"}},
		{"exact", d.Exact, []string{string(p.ID), "xvg101", "12warehouse.jpg", "12warehouse"}},
		{"year", d.Facets[index.FacetYear], []string{"2022"}},
		{"rest", d.Rest, []string{
			"Kyiv", "XVG 101", "12-warehouse.jpg", "vertical", "/pictures/12-warehouse.jpg", "17 March 2022", "An older caption",
		}},
	} {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.what, diff)
		}
	}
}

func TestParseTime(t *testing.T) {
	zone := time.FixedZone("CET", 60*60)
	for text, want := range map[string]string{
		"2022-03-17T10:05:09+02:00":    "2022-03-17T08:05:09Z",
		"2022-03-17T10:05:09Z":         "2022-03-17T10:05:09Z",
		"2022-03-17T10:05:09":          "2022-03-17T09:05:09Z",
		"2022-03-17T10:05":             "2022-03-17T09:05:00Z",
		"2022-03-17":                   "2022-03-16T23:00:00Z",
		"2022-03":                      "2022-02-28T23:00:00Z",
		"2022":                         "2021-12-31T23:00:00Z",
		" 2022:03:17 10:05:09 ":        "2022-03-17T09:05:09Z",
		"20220317T100509+0200":         "2022-03-17T08:05:09Z",
		"17 March":                     "",
		"":                             "",
		"2022-02-30":                   "",
		"2022-03-17T10:05:09.25+02:00": "2022-03-17T08:05:09Z",
	} {
		got := ""
		if parsed, ok := index.ParseTime(text, zone); ok {
			got = parsed.UTC().Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("ParseTime(%q) = %s, want %s", text, got, want)
		}
	}
}
