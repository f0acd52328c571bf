package reuse_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/credit"
	"cutline/archive/embedded"
	"cutline/archive/reuse"
)

// skip skips a test for want of something outside, unless CI forbids it.
func skip(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("CUTLINE_NO_SKIP") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

var rules = archive.Rules{Rules: credit.Default()}

// newsroom is a newsroom that has recorded nothing.
func newsroom() reuse.Newsroom {
	return reuse.Newsroom{
		Rules: rules.Rules, Zone: time.UTC, Rights: &archive.Rights{},
		Settings: archive.Settings{Style: "slash", Holds: archive.HoldsBoth, Grace: 30, Medium: archive.Online},
	}
}

func day(text string) time.Time {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return at.Add(12 * time.Hour)
}

// of is a photo that says these things, field = value, a line each.
func of(says string) *archive.Photo {
	p := &archive.Photo{ID: "aaaaaaaaaaaaaaaaaaaa", Arrivals: []archive.Arrival{{At: day("2026-11-20"), Path: "/disk/a.jpg"}}}
	for line := range strings.Lines(says) {
		field, value, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok {
			continue
		}
		for _, s := range embedded.Say(embedded.Field(field), value) {
			if s.Place == embedded.XMP || field == "moved" {
				p.Statements = append(p.Statements, s)
			}
		}
	}
	p.Reading = rules.Reading(p)
	return p
}

// The press files of research/desk.md 1, checked on the day after they were
// sent (or taken), as the desk has them: 17 clear, 4 cautions, 2 stops.
func TestPress(t *testing.T) {
	corpus := os.Getenv("CUTLINE_CORPUS")
	if corpus == "" {
		skip(t, "CUTLINE_CORPUS does not name the corpus; the press files are not checked")
	}
	counts := map[reuse.Verdict]int{}
	for _, tt := range []struct {
		files   []string
		verdict reuse.Verdict
		code    string // of the worst reason, or of a note that must be there
	}{
		{[]string{"agency__exifr__Bush-dog.jpg", "agency__exifr__Bush-dog.tif"}, reuse.Clear, ""},
		{[]string{"agency__imagemeta__upstream66.jpg"}, reuse.Clear, ""},
		{[]string{"agency__exifr__RangeError_Offset_outside_bounds.jpg"}, reuse.NotAsItIs, reuse.Over},
		{[]string{"agency__exifr__RangeError_Invalid_typed_array_length.jpg"}, reuse.Clear, reuse.OutElsewhere},
		{[]string{"agency__grid__pa.jpg", "agency__grid__flag.tif"}, reuse.Clear, reuse.FilePicture},
		{[]string{"agency__grid__cech.jpg"}, reuse.Clear, reuse.FilePicture},
		{[]string{"colour__grid__cmyk.jpg"}, reuse.Clear, ""},
		{[]string{"agency__grid__getty.jpg"}, reuse.Clear, ""},
		{[]string{"agency__mei__Issue_122.jpg"}, reuse.Clear, ""},
		{[]string{"agency__sdcp__preview.jpg"}, reuse.Clear, reuse.Pool},
		{[]string{"agency__sdcp__9e627f74b97841b3b8562b6547ada9c7-d1538139479c43e88021152.jpg"}, reuse.Clear, reuse.TermNote},
		{[]string{"agency__sdcp__preview-keywords.jpg"}, reuse.Clear, ""},
		{[]string{"agency__sdcore__GAC103-thumb.jpg"}, reuse.NotAsItIs, reuse.Over},
		{[]string{"agency__grid__corbis.jpg"}, reuse.Clear, reuse.OutElsewhere},
		{[]string{"agency-usnavy__exiv2__Reagan.jpg", "agency-usnavy__exiv2__Reagan.jp2", "agency-usnavy__exiv2__ReaganLargeJpg.jpg", "agency-usnavy__exiv2__ReaganSmallPng.png"}, reuse.Clear, ""},
		{[]string{"agency__exifsamples__long_description.jpg"}, reuse.Clear, ""},
		{[]string{"colour__grid__rgb-with-cmyk-profile.jpg", "colour__grid__rgb-with-rgb-profile.jpg"}, reuse.Clear, reuse.CreditDemand},
		{[]string{"agency__grid__guardian-turner.jpg"}, reuse.WithCaution, reuse.NoAgencyNamed},
		{[]string{"agency__immich__prairie_falcon.jpg"}, reuse.Clear, ""},
		{[]string{"agency__immich__thompson-springs.jpg"}, reuse.WithCaution, reuse.NoAgencyNamed},
		{[]string{"agency__mei__Issue_600_1.jpg"}, reuse.Clear, ""},
		{[]string{"agency__exiv2__exiv2-bug937.jpg"}, reuse.WithCaution, ""},
		{[]string{"agency__exifsamples__no_exif.jpg"}, reuse.WithCaution, reuse.NoCredit},
	} {
		for i, name := range tt.files {
			p := press(t, filepath.Join(corpus, "photos"), name)
			got := reuse.Check(p, nil, newsroom().Intent(day("2026-11-26")), newsroom())
			if i == 0 {
				counts[got.Verdict]++
			}
			if got.Verdict != tt.verdict || tt.code != "" && !has(got, tt.code) {
				t.Errorf("%s (%s): %s, want %s with %q: %+v", name, got.Line, got.Verdict, tt.verdict, tt.code, got.Reasons)
			}
		}
	}
	t.Logf("clear %d, caution %d, stop %d", counts[reuse.Clear], counts[reuse.WithCaution], counts[reuse.NotAsItIs])
	if counts[reuse.Clear] != 17 || counts[reuse.WithCaution] != 4 || counts[reuse.NotAsItIs] != 2 {
		t.Errorf("%v, want the desk's 17 clear, 4 cautions, 2 stops", counts)
	}
}

// press reads a press file of the corpus as an ingest does.
func press(t *testing.T, dir, name string) *archive.Photo {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	info, err := embedded.Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	p := &archive.Photo{Statements: info.Statements, DigestStale: info.DigestStale, Arrivals: []archive.Arrival{{At: day("2026-11-20"), Path: name}}}
	p.Reading = rules.Reading(p)
	return p
}

func has(r reuse.Result, code string) bool {
	for _, reason := range r.Reasons {
		if reason.Code == code {
			return true
		}
	}
	return false
}
