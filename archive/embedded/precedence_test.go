package embedded_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cutline/archive/embedded"
)

// TestPrecedence holds the effective values against what exiftool's reading of
// the MWG guidelines gives.
func TestPrecedence(t *testing.T) {
	dir := corpus(t)
	fields := []struct {
		key   string
		field embedded.Field
	}{
		{"Description", embedded.Caption},
		{"Creator", embedded.By},
		{"Copyright", embedded.Copyright},
		{"Keywords", embedded.Keyword},
		{"City", embedded.City},
		{"State", embedded.State},
		{"Country", embedded.Country},
		{"Location", embedded.Place},
		{"Rating", embedded.Rating},
		{"DateTimeOriginal", embedded.Taken},
	}
	agree, explained, all := map[string]int{}, map[string]int{}, map[string]int{}
	for name, want := range oracle(t, "mwg.json") {
		path := filepath.Join(dir, "photos", name)
		if _, err := os.Stat(path); err != nil || strings.HasSuffix(name, ".xmp") {
			continue
		}
		info, err := readFile(t, path)
		if err != nil {
			continue // TestCorpus holds which
		}
		effective := embedded.Effective(info.Statements, info.DigestStale)
		for _, o := range fields {
			expect := texts(want[o.key])
			if len(expect) == 0 {
				continue
			}
			var got []string
			for _, v := range effective[o.field].Values {
				got = append(got, strings.TrimSpace(v))
			}
			all[o.key]++
			same := slices.Equal(expect, got)
			if o.field == embedded.Taken && len(got) == 1 {
				// Ours has no fractions of seconds, and no midnights.
				d := digits(got[0])
				same = strings.HasPrefix(digits(expect[0]), d[:min(len(d), 14)])
			}
			switch {
			case same:
				agree[o.key]++
			case deviates(info.Statements, effective[o.field], o.field, expect):
				explained[o.key]++
			case precedenceDifferences[name+" "+o.key] != "":
				explained[o.key]++
			default:
				t.Errorf("%s %s:\nMWG %.300q\ngot %.300q from %s", name, o.key, expect, got, effective[o.field].From)
			}
		}
	}
	n, m := 0, 0
	for _, o := range fields {
		t.Logf("%-18s %3d of %3d, %d explained", o.key, agree[o.key], all[o.key], explained[o.key])
		n, m = n+agree[o.key], m+all[o.key]
	}
	t.Logf("%-18s %3d of %3d", "all", n, m)
	if floor := 413; n < floor {
		t.Errorf("%d values agree with the guidelines, %d did before", n, floor)
	}
}

// deviates tells that we differ by a rule documented at Effective: the
// guidelines' value is EXIF's caption, artist or copyright, which never rules
// here over XMP and IIM; or it is a place shown (the structure of IPTC
// Extension), where ours is that of the core fields.
func deviates(sts []embedded.Statement, got embedded.Value, f embedded.Field, expect []string) bool {
	for _, s := range sts {
		switch f {
		case embedded.Caption, embedded.By, embedded.Copyright:
			if s.Place == embedded.EXIF && s.Field == f && got.From.Place != embedded.EXIF &&
				squeeze(s.Value) == squeeze(strings.Join(expect, "; ")) {
				return true
			}
		case embedded.City, embedded.State, embedded.Country, embedded.Place:
			if strings.HasPrefix(s.Property, "Iptc4xmpExt:LocationShown/") && s.Value == expect[0] {
				return true
			}
		}
	}
	return false
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// precedenceDifferences are the other answers that differ, and why.
var precedenceDifferences = map[string]string{
	"charset__exiv2__exiv2-bug501.jpg Location":                                                   unmarked,
	"agency__exifr__RangeError_Offset_outside_bounds.jpg DateTimeOriginal":                        "a file photo: the date in its caption, not that of its transmission",
	"agency__sdcp__9e627f74b97841b3b8562b6547ada9c7-d1538139479c43e88021152.jpg DateTimeOriginal": tooLate,
	"exiftool__exiftool__MWG.jpg DateTimeOriginal":                                                tooLate,
	"exiftool__exiftool__GPS.jpg DateTimeOriginal":                                                tooLate,
	"agency__grid__getty.jpg State":                                                               "a dash says nothing",
}

const tooLate = "EXIF's date is more than a day later than Date Created"
