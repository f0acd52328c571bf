package embedded_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cutline/archive/embedded"
)

// corpus returns the folder of real files, or skips.
func corpus(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("CUTLINE_CORPUS")
	if dir == "" {
		skip(t, "CUTLINE_CORPUS names no folder of real files")
	}
	return dir
}

// skip skips the test, or fails where skipping is forbidden.
func skip(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("CUTLINE_NO_SKIP") != "" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// oracle reads a file of exiftool's answers by file name.
func oracle(t *testing.T, name string) map[string]map[string]any {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(corpus(t), name))
	if err != nil {
		t.Fatal(err)
	}
	var files []any
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber() // numbers as printed
	if err := d.Decode(&files); err != nil {
		t.Fatal(err)
	}
	byName := map[string]map[string]any{}
	var walk func([]any)
	walk = func(files []any) {
		for _, f := range files {
			switch f := f.(type) {
			case []any:
				walk(f)
			case map[string]any:
				byName[filepath.Base(f["SourceFile"].(string))] = f
			}
		}
	}
	walk(files)
	return byName
}

func readFile(t testing.TB, path string) (*embedded.Info, error) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return embedded.Read(f, st.Size())
}

// texts flattens an exiftool value.
func texts(v any) []string {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, texts(one)...)
		}
		return all
	}
	if s := strings.TrimSpace(fmt.Sprint(v)); s != "" {
		return []string{s}
	}
	return nil
}

// member is a value by its key, which may name a field of a structure after a
// full stop.
func member(v any, key string) any {
	outer, inner, nested := strings.Cut(key, ".")
	switch v := v.(type) {
	case map[string]any:
		if nested {
			return member(v[outer], inner)
		}
		return v[key]
	case []any:
		var all []any
		for _, one := range v {
			if got := member(one, key); got != nil {
				all = append(all, got)
			}
		}
		return all
	}
	return nil
}

// digits is a date as exiftool and the file agree on it.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// TestStatements holds the statements against exiftool's.
func TestStatements(t *testing.T) {
	dir := corpus(t)
	files := oracle(t, "exiftool.json")
	const floor = 1855
	agree, all := map[string]int{}, map[string]int{}
	for name, want := range files {
		if strings.HasSuffix(name, ".xmp") {
			continue
		}
		path := filepath.Join(dir, "photos", name)
		if _, err := os.Stat(path); err != nil {
			continue
		}
		info, err := readFile(t, path)
		if err != nil {
			continue // TestCorpus holds which
		}
		for _, o := range statementOracle {
			expect := texts(member(want, o.key))
			if len(expect) == 0 {
				continue
			}
			var got []string
			var blocks []int
			for _, s := range info.Statements {
				if s.Place != o.place || s.Property != o.property || s.Place == embedded.IIM && s.Block > 0 {
					continue
				}
				if len(blocks) > 0 && s.Block != blocks[len(blocks)-1] {
					got = nil // exiftool prints the last packet
				}
				blocks = append(blocks, s.Block)
				if s.Lang != "" && s.Lang != "x-default" && len(got) > 0 {
					continue
				}
				got = append(got, strings.TrimSpace(s.Value))
			}
			if o.date {
				for i := range expect {
					expect[i] = digits(expect[i])
				}
				for i := range got {
					got[i] = digits(got[i])
				}
			}
			all[o.key]++
			if slices.Equal(expect, got) {
				agree[o.key]++
				continue
			}
			if why := statementDifferences[name+" "+o.key]; why != "" {
				continue
			}
			t.Errorf("%s %s:\nexiftool %.300q\ngot      %.300q", name, o.key, expect, got)
		}
	}
	n, m := 0, 0
	for _, o := range statementOracle {
		t.Logf("%-42s %3d of %3d", o.key, agree[o.key], all[o.key])
		n, m = n+agree[o.key], m+all[o.key]
	}
	t.Logf("%-42s %3d of %3d", "all", n, m)
	if n < floor {
		t.Errorf("%d statements agree with exiftool, %d did before", n, floor)
	}
}

// statementOracle maps exiftool's names to ours.
var statementOracle = []struct {
	key, place, property string
	date                 bool
}{
	{"IPTC:By-line", embedded.IIM, "2:80", false},
	{"IPTC:By-lineTitle", embedded.IIM, "2:85", false},
	{"IPTC:Credit", embedded.IIM, "2:110", false},
	{"IPTC:Source", embedded.IIM, "2:115", false},
	{"IPTC:CopyrightNotice", embedded.IIM, "2:116", false},
	{"IPTC:Headline", embedded.IIM, "2:105", false},
	{"IPTC:Caption-Abstract", embedded.IIM, "2:120", false},
	{"IPTC:Writer-Editor", embedded.IIM, "2:122", false},
	{"IPTC:SpecialInstructions", embedded.IIM, "2:40", false},
	{"IPTC:ObjectName", embedded.IIM, "2:05", false},
	{"IPTC:EditStatus", embedded.IIM, "2:07", false},
	{"IPTC:Category", embedded.IIM, "2:15", false},
	{"IPTC:SupplementalCategories", embedded.IIM, "2:20", false},
	{"IPTC:FixtureIdentifier", embedded.IIM, "2:22", false},
	{"IPTC:Keywords", embedded.IIM, "2:25", false},
	{"IPTC:DateCreated", embedded.IIM, "2:55", true},
	{"IPTC:TimeCreated", embedded.IIM, "2:60", true},
	{"IPTC:DateSent", embedded.IIM, "1:70", true},
	{"IPTC:TimeSent", embedded.IIM, "1:80", true},
	{"IPTC:ReleaseDate", embedded.IIM, "2:30", true},
	{"IPTC:ExpirationDate", embedded.IIM, "2:37", true},
	{"IPTC:City", embedded.IIM, "2:90", false},
	{"IPTC:Sub-location", embedded.IIM, "2:92", false},
	{"IPTC:Province-State", embedded.IIM, "2:95", false},
	{"IPTC:Country-PrimaryLocationCode", embedded.IIM, "2:100", false},
	{"IPTC:Country-PrimaryLocationName", embedded.IIM, "2:101", false},
	{"IPTC:OriginalTransmissionReference", embedded.IIM, "2:103", false},
	{"IPTC:UniqueDocumentID", embedded.IIM, "2:187", false},
	{"XMP-dc:Creator", embedded.XMP, "dc:creator", false},
	{"XMP-dc:Description", embedded.XMP, "dc:description", false},
	{"XMP-dc:Title", embedded.XMP, "dc:title", false},
	{"XMP-dc:Rights", embedded.XMP, "dc:rights", false},
	{"XMP-dc:Subject", embedded.XMP, "dc:subject", false},
	{"XMP-photoshop:AuthorsPosition", embedded.XMP, "photoshop:AuthorsPosition", false},
	{"XMP-photoshop:CaptionWriter", embedded.XMP, "photoshop:CaptionWriter", false},
	{"XMP-photoshop:Category", embedded.XMP, "photoshop:Category", false},
	{"XMP-photoshop:SupplementalCategories", embedded.XMP, "photoshop:SupplementalCategories", false},
	{"XMP-photoshop:City", embedded.XMP, "photoshop:City", false},
	{"XMP-photoshop:State", embedded.XMP, "photoshop:State", false},
	{"XMP-photoshop:Country", embedded.XMP, "photoshop:Country", false},
	{"XMP-photoshop:Credit", embedded.XMP, "photoshop:Credit", false},
	{"XMP-photoshop:Source", embedded.XMP, "photoshop:Source", false},
	{"XMP-photoshop:Headline", embedded.XMP, "photoshop:Headline", false},
	{"XMP-photoshop:Instructions", embedded.XMP, "photoshop:Instructions", false},
	{"XMP-photoshop:DateCreated", embedded.XMP, "photoshop:DateCreated", true},
	{"XMP-photoshop:TransmissionReference", embedded.XMP, "photoshop:TransmissionReference", false},
	{"XMP-photoshop:DocumentAncestors", embedded.XMP, "photoshop:DocumentAncestors", false},
	{"XMP-iptcCore:CountryCode", embedded.XMP, "Iptc4xmpCore:CountryCode", false},
	{"XMP-iptcCore:Location", embedded.XMP, "Iptc4xmpCore:Location", false},
	{"XMP-iptcCore:SubjectCode", embedded.XMP, "Iptc4xmpCore:SubjectCode", false},
	{"XMP-iptcCore:AltTextAccessibility", embedded.XMP, "Iptc4xmpCore:AltTextAccessibility", false},
	{"XMP-iptcExt:PersonInImage", embedded.XMP, "Iptc4xmpExt:PersonInImage", false},
	{"XMP-iptcExt:OrganisationInImageName", embedded.XMP, "Iptc4xmpExt:OrganisationInImageName", false},
	{"XMP-xmpRights:UsageTerms", embedded.XMP, "xmpRights:UsageTerms", false},
	{"XMP-xmpRights:WebStatement", embedded.XMP, "xmpRights:WebStatement", false},
	{"XMP-plus:ImageSupplierImageID", embedded.XMP, "plus:ImageSupplierImageID", false},
	{"XMP-getty:AssetId", embedded.XMP, "GettyImagesGIFT:AssetId", false},
	{"XMP-plus:Licensor.LicensorName", embedded.XMP, "plus:Licensor/plus:LicensorName", false},
	{"XMP-plus:Licensor.LicensorURL", embedded.XMP, "plus:Licensor/plus:LicensorURL", false},
	{"XMP-plus:ImageSupplier.ImageSupplierName", embedded.XMP, "plus:ImageSupplier/plus:ImageSupplierName", false},
	{"XMP-iptcCore:CreatorContactInfo.CiEmailWork", embedded.XMP, "Iptc4xmpCore:CreatorContactInfo/Iptc4xmpCore:CiEmailWork", false},
	{"XMP-iptcExt:LocationCreated.City", embedded.XMP, "Iptc4xmpExt:LocationCreated/Iptc4xmpExt:City", false},
	{"XMP-iptcExt:LocationShown.CountryName", embedded.XMP, "Iptc4xmpExt:LocationShown/Iptc4xmpExt:CountryName", false},
	{"XMP-iptcExt:ArtworkOrObject.AOTitle", embedded.XMP, "Iptc4xmpExt:ArtworkOrObject/Iptc4xmpExt:AOTitle", false},
	{"XMP-xmpMM:History.Action", embedded.XMP, "xmpMM:History/stEvt:action", false},
	{"XMP-xmp:Rating", embedded.XMP, "xmp:Rating", false},
	{"XMP-xmp:Label", embedded.XMP, "xmp:Label", false},
	{"IFD0:ImageDescription", embedded.EXIF, "ImageDescription", false},
	{"IFD0:Artist", embedded.EXIF, "Artist", false},
	{"IFD0:Make", embedded.EXIF, "Make", false},
	{"IFD0:Model", embedded.EXIF, "Model", false},
	{"IFD0:Software", embedded.EXIF, "Software", false},
	{"ExifIFD:DateTimeOriginal", embedded.EXIF, "DateTimeOriginal", true},
	{"ExifIFD:OffsetTimeOriginal", embedded.EXIF, "OffsetTimeOriginal", true},
	{"ExifIFD:ISO", embedded.EXIF, "ISOSpeedRatings", false},
}

// statementDifferences are the answers that differ, and why.
var statementDifferences = map[string]string{
	"agency__exiv2__exiv2-bug937.jpg IPTC:CopyrightNotice":       unmarked,
	"iim-structure__exiv2__exiv2-bug922.png IPTC:Province-State": unmarked,
	"charset__exiv2__exiv2-bug501.jpg IPTC:Sub-location":         unmarked,
	"agency__grid__getty.jpg XMP-dc:Rights":                      "the file spells it dc:Rights, and so do we; the field is copyright all the same",
}

const unmarked = "the value is UTF-8 without the marker 1:90; exiftool reads it as Windows-1252"
