package embedded_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive/embedded"
)

func iim(property string, f embedded.Field, value string) embedded.Statement {
	return embedded.Statement{Place: embedded.IIM, Property: property, Field: f, Value: value}
}

func xmp(property string, f embedded.Field, value string) embedded.Statement {
	return embedded.Statement{Place: embedded.XMP, Property: property, Field: f, Value: value}
}

func exif(property string, f embedded.Field, value string) embedded.Statement {
	return embedded.Statement{Place: embedded.EXIF, Property: property, Field: f, Value: value}
}

func TestEffective(t *testing.T) {
	cut := iim("2:110", embedded.Credit, "Vadim Ghirda/Associated Press, B")
	cut.Truncated = true
	later := iim("2:110", embedded.Credit, "second block")
	later.Block = 1
	german := xmp("dc:description", embedded.Caption, "Ein Brand")
	german.Lang = "de"
	english := xmp("dc:description", embedded.Caption, "A blaze")
	english.Lang = "x-default"
	for _, tt := range []struct {
		name  string
		sts   []embedded.Statement
		stale bool
		field embedded.Field
		want  []string
	}{
		{"XMP over IIM", []embedded.Statement{xmp("photoshop:Credit", embedded.Credit, "AP"), iim("2:110", embedded.Credit, "AFP")}, false, embedded.Credit, []string{"AP"}},
		{"IIM when the digest is stale", []embedded.Statement{xmp("photoshop:Credit", embedded.Credit, "AP"), iim("2:110", embedded.Credit, "AFP")}, true, embedded.Credit, []string{"AFP"}},
		{"XMP restores what IIM cut", []embedded.Statement{xmp("photoshop:Credit", embedded.Credit, "Vadim Ghirda/Associated Press, Bucharest"), cut}, true, embedded.Credit, []string{"Vadim Ghirda/Associated Press, Bucharest"}},
		{"blank XMP", []embedded.Statement{xmp("photoshop:Credit", embedded.Credit, "-"), iim("2:110", embedded.Credit, "AFP")}, false, embedded.Credit, []string{"AFP"}},
		{"first block", []embedded.Statement{iim("2:110", embedded.Credit, "first block"), later}, false, embedded.Credit, []string{"first block"}},
		{"later block where the first is silent", []embedded.Statement{iim("2:110", embedded.Credit, " "), later}, false, embedded.Credit, []string{"second block"}},
		{"EXIF caption never beats", []embedded.Statement{iim("2:120", embedded.Caption, "as sent"), exif("ImageDescription", embedded.Caption, "as shot")}, false, embedded.Caption, []string{"as sent"}},
		{"EXIF caption alone", []embedded.Statement{exif("ImageDescription", embedded.Caption, "as shot")}, false, embedded.Caption, []string{"as shot"}},
		{"camera's caption", []embedded.Statement{exif("ImageDescription", embedded.Caption, "OLYMPUS DIGITAL CAMERA         ")}, false, embedded.Caption, nil},
		{"default language", []embedded.Statement{german, english}, false, embedded.Caption, []string{"A blaze"}},
		{"artists", []embedded.Statement{exif("Artist", embedded.By, "Vadim Ghirda; Saul Loeb")}, false, embedded.By, []string{"Vadim Ghirda", "Saul Loeb"}},
		{"keywords once", []embedded.Statement{xmp("dc:subject", embedded.Keyword, "fire"), xmp("dc:subject", embedded.Keyword, "war"), xmp("dc:subject", embedded.Keyword, "fire")}, false, embedded.Keyword, []string{"fire", "war"}},
		{"category first", []embedded.Statement{xmp("photoshop:SupplementalCategories", embedded.Category, "SOC"), xmp("photoshop:Category", embedded.Category, "S")}, false, embedded.Category, []string{"S", "SOC"}},
		{"supplier's own number", []embedded.Statement{xmp("plus:ImageSupplierImageID", embedded.SupplierID, "87104953"), xmp("GettyImagesGIFT:AssetID", embedded.SupplierID, "488705662")}, false, embedded.SupplierID, []string{"488705662"}},

		{"EXIF date", []embedded.Statement{exif("DateTimeOriginal", embedded.Taken, "2022:03:17 10:20:30"), exif("OffsetTimeOriginal", "", "+02:00"), iim("2:55", embedded.Taken, "20220318")}, false, embedded.Taken, []string{"2022-03-17T10:20:30+02:00"}},
		{"EXIF date is software's", []embedded.Statement{exif("DateTimeOriginal", embedded.Taken, "2020:06:30 10:20:30"), iim("2:55", embedded.Taken, "20200410")}, false, embedded.Taken, []string{"2020-04-10"}},
		{"no date", []embedded.Statement{exif("DateTimeOriginal", embedded.Taken, "0000:00:00 00:00:00"), xmp("photoshop:DateCreated", embedded.Taken, "0001-01-01T00:00:00")}, false, embedded.Taken, nil},
		{"midnight", []embedded.Statement{xmp("photoshop:DateCreated", embedded.Taken, "2022-03-17T00:00:00.000Z")}, false, embedded.Taken, []string{"2022-03-17"}},
		{"month known", []embedded.Statement{iim("2:55", embedded.Taken, "19450800")}, false, embedded.Taken, []string{"1945-08"}},
		{"time of IIM", []embedded.Statement{iim("2:55", embedded.Taken, "20220317"), iim("2:60", embedded.Taken, "102030-0500")}, false, embedded.Taken, []string{"2022-03-17T10:20:30-05:00"}},
		{"file photo", []embedded.Statement{iim("2:120", embedded.Caption, "FILE PHOTO: A plant is seen in Cologne, Germany, February 12, 2020. REUTERS/X"), iim("2:55", embedded.Taken, "20200723")}, false, embedded.Taken, []string{"2020-02-12"}},
		{"file photo moved", []embedded.Statement{iim("2:120", embedded.Caption, "File photo dated 24-06-2014 of a cricketer"), iim("2:55", embedded.Taken, "20150402")}, false, embedded.Moved, []string{"2015-04-02"}},
		{"two dates in a file caption", []embedded.Statement{iim("2:120", embedded.Caption, "FILE - Seen on March 7, 2018, again May 1, 2019"), iim("2:55", embedded.Taken, "20200723")}, false, embedded.Taken, []string{"2020-07-23"}},
		{"moved", []embedded.Statement{iim("1:70", embedded.Moved, "20200723"), iim("1:80", embedded.Moved, "120102+0000")}, false, embedded.Moved, []string{"2020-07-23T12:01:02+00:00"}},
		{"release is no transmission", []embedded.Statement{iim("2:30", embedded.Release, "20200723")}, false, embedded.Moved, nil},
		{"camera", []embedded.Statement{exif("Make", "", "NIKON CORPORATION"), exif("Model", embedded.Camera, "NIKON D4")}, false, embedded.Camera, []string{"NIKON D4"}},
		{"camera with maker", []embedded.Statement{exif("Make", "", "SONY"), exif("Model", embedded.Camera, "ILCE-7M3")}, false, embedded.Camera, []string{"SONY ILCE-7M3"}},
		{"position in XMP", []embedded.Statement{xmp("exif:GPSLatitude", embedded.GPS, "48,51.508N"), xmp("exif:GPSLongitude", embedded.GPS, "2,17,40.2W")}, false, embedded.GPS, []string{"48.858467,-2.2945"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := embedded.Effective(tt.sts, tt.stale)[tt.field].Values
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.field, diff)
			}
		})
	}
}
