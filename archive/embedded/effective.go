package embedded

import (
	"slices"
	"strings"
)

// lists are the fields whose values are all kept.
var lists = map[Field]bool{By: true, Keyword: true, Person: true, Category: true}

// Effective decides which statement of one file rules each field.
//
// It follows the guidelines of the Metadata Working Group (MWG 2.0, section 5):
// XMP rules over IPTC-IIM, unless digestStale says that IIM was edited after
// XMP was written; then IIM rules, but for a value that its limit cut and that
// XMP has whole. What the guidelines say of dates, captions and names is not
// followed where it gives a news desk the wrong words:
//
//   - EXIF's caption, artist and copyright count only where neither XMP nor IIM
//     has one: they are often older than the transmission, or name the owner
//     of the camera.
//   - Values that say nothing are blank: "-", ".", "x-default", and the captions
//     that cameras write ("SONY DSC", "OLYMPUS DIGITAL CAMERA").
//   - Of several IIM blocks the first that has the field rules, of several XMP
//     packets the last, which is the one that suppliers append; the guidelines
//     know only one of each.
//   - Taken is EXIF's date, unless it is more than a day later than Date
//     Created: then software wrote it. For a file photo without EXIF date it is
//     the one date in the caption.
//   - Moved is the date of transmission (IIM 1:70 and 1:80); for such a file
//     photo without one it is Date Created, if later. Release Date (2:30) is an
//     embargo and never moves a picture.
//
// Dates are ISO 8601 of the precision known: 2022, 2022-03, 2022-03-17,
// 2022-03-17T10:20, 2022-03-17T10:20:30, with the offset where it is stated.
// Midnight to the second is no time of day. Keyword, By, Person and Category
// keep all their values, without repeats.
func Effective(sts []Statement, digestStale bool) map[Field]Value {
	c := choice{digestStale: digestStale, xmp: map[Field][]Statement{}, iim: map[Field][]Statement{}, exif: map[Field][]Statement{}}
	for _, s := range sts {
		if s.Field == "" || blank(s) {
			continue
		}
		switch s.Place {
		case XMP:
			// The last packet that has the field rules.
			if had := c.xmp[s.Field]; len(had) > 0 && had[0].Block == s.Block {
				c.xmp[s.Field] = append(had, s)
			} else {
				c.xmp[s.Field] = []Statement{s}
			}
		case IIM:
			// The first block that has the field rules.
			if had := c.iim[s.Field]; len(had) == 0 || had[0].Block == s.Block {
				c.iim[s.Field] = append(had, s)
			}
		case EXIF:
			c.exif[s.Field] = append(c.exif[s.Field], s)
		}
	}
	values := map[Field]Value{}
	for _, known := range words {
		if v := c.words(known); len(v.Values) > 0 {
			values[known] = v
		}
	}
	c.facts(sts, values)
	c.dates(sts, values)
	return values
}

// words are the fields that are chosen by place alone.
var words = []Field{
	Headline, Caption, By, JobTitle, Credit, Source, Copyright, Instructions, Usage, Keyword, Person,
	Place, City, State, Country, CountryCode, Ref, Title, SupplierID, EditStatus, Writer, Urgency, Category,
	Rating, Label, SourceType, AltText, Licensor, DataMining,
}

// choice holds the statements of a file that say something, by field.
type choice struct {
	digestStale    bool
	xmp, iim, exif map[Field][]Statement
}

// words chooses the values of a field.
func (c choice) words(f Field) Value {
	ruling := c.ruling(f)
	if len(ruling) == 0 {
		ruling = c.exif[f]
		if f == By {
			ruling = artists(ruling)
		}
	}
	if len(ruling) == 0 {
		return Value{}
	}
	if !lists[f] {
		s := best(f, ruling)
		return Value{Values: []string{s.Value}, From: s}
	}
	if f == Category {
		ruling = slices.Clone(ruling)
		slices.SortStableFunc(ruling, func(a, b Statement) int { return supplemental(a) - supplemental(b) })
	}
	v, seen := Value{From: ruling[0]}, map[string]bool{}
	for _, s := range ruling {
		if text := strings.TrimSpace(s.Value); !seen[text] {
			seen[text] = true
			v.Values = append(v.Values, text)
		}
	}
	return v
}

// supplemental puts supplemental categories after the category.
func supplemental(s Statement) int {
	if s.Property == "photoshop:SupplementalCategories" || s.Property == "2:20" {
		return 1
	}
	return 0
}

// ruling returns the statements of XMP or of IIM, by the digest.
func (c choice) ruling(f Field) []Statement {
	x, i := c.xmp[f], c.iim[f]
	switch {
	case len(i) == 0:
		return x
	case len(x) == 0:
		return i
	case c.digestStale && !restores(x, i):
		return i
	}
	return x
}

// restores tells that XMP has whole what the limits of IIM cut, and nothing
// else.
func restores(x, i []Statement) bool {
	cut := false
	for n, s := range i {
		if n >= len(x) {
			return false
		}
		// Writers fold line ends and cut blanks.
		short, long := squeeze(s.Value), squeeze(x[n].Value)
		switch {
		case short == long:
		case s.Truncated && strings.HasPrefix(long, short):
			cut = true
		default:
			return false
		}
	}
	return cut
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// best chooses among the values of one place: the property that says most,
// then the default language, then the order of the file.
func best(f Field, sts []Statement) Statement {
	chosen := sts[0]
	for _, s := range sts[1:] {
		if f == SupplierID && supplierRank[s.Property] < supplierRank[chosen.Property] ||
			s.Property == chosen.Property && s.Lang == defaultLang && chosen.Lang != defaultLang && chosen.Lang != "" {
			chosen = s
		}
	}
	return chosen
}

const defaultLang = "x-default"

// supplierRank orders what suppliers use for their picture number: their own
// property, PLUS, the unique document ID, the fixture.
var supplierRank = map[string]int{
	"GettyImagesGIFT:AssetID": 0, "GettyImagesGIFT:AssetId": 0,
	"plus:ImageSupplierImageID": 1, "plus:ImageSupplierImageId": 1,
	"2:187": 2, "2:22": 3,
}

// artists takes apart several artists in one EXIF value (MWG 2.0, section 5.5).
func artists(sts []Statement) []Statement {
	var out []Statement
	for _, s := range sts {
		for part := range strings.SplitSeq(s.Value, ";") {
			if part = strings.TrimSpace(part); part != "" {
				one := s
				one.Value = part
				out = append(out, one)
			}
		}
	}
	return out
}

// blank tells the values that say nothing.
func blank(s Statement) bool {
	text := strings.TrimSpace(s.Value)
	switch text {
	case "", "-", "--", ".", "x-default":
		return true
	}
	return s.Field == Caption && cameraCaption(text)
}

// cameraCaption knows what cameras and scanners write as the caption.
func cameraCaption(text string) bool {
	upper := strings.ToUpper(squeeze(text))
	switch upper {
	case "SONY DSC", "OLYMPUS DIGITAL CAMERA", "DIGITAL CAMERA", "MINOLTA DIGITAL CAMERA", "KONICA MINOLTA DIGITAL CAMERA",
		"KODAK DIGITAL STILL CAMERA", "SAMSUNG DIGITAL CAMERA", "SAMSUNG CAMERA PICTURES", "CASIO COMPUTER CO.,LTD.",
		"JENOPTIK DIGITAL CAMERA", "TRAVELER DIGITAL CAMERA", "AUTOMATICALLY GENERATED THUMBNAIL IMAGE",
		"DCIM100MEDIA", "DEFAULT", "EXIF_JPEG_PICTURE", "EXIF JPEG", "DIGIMAX", "<DIGIMAX I6 PMP, SAMSUNG #1 MP3>", "UNTITLED",
		"CREATED WITH GIMP", "CHARSET=ASCII", "USER COMMENTS", "DSC":
		return true
	}
	return strings.HasPrefix(upper, "DCIM\\") || strings.HasPrefix(upper, "<KENOX ") || strings.HasPrefix(upper, "CREATED BY DLOAD")
}
