package embedded

import (
	"slices"
	"strings"
)

// written are the properties that say a field, place by place. The order is
// that of the statements.
var written = map[Field][]Statement{
	Headline:     {{Place: XMP, Property: "photoshop:Headline"}, {Place: IIM, Property: "2:105"}},
	Caption:      {{Place: XMP, Property: "dc:description"}, {Place: IIM, Property: "2:120"}, {Place: EXIF, Property: "ImageDescription"}},
	By:           {{Place: XMP, Property: "dc:creator"}, {Place: IIM, Property: "2:80"}, {Place: EXIF, Property: "Artist"}},
	JobTitle:     {{Place: XMP, Property: "photoshop:AuthorsPosition"}, {Place: IIM, Property: "2:85"}},
	Credit:       {{Place: XMP, Property: "photoshop:Credit"}, {Place: IIM, Property: "2:110"}},
	Source:       {{Place: XMP, Property: "photoshop:Source"}, {Place: IIM, Property: "2:115"}},
	Copyright:    {{Place: XMP, Property: "dc:rights"}, {Place: IIM, Property: "2:116"}, {Place: EXIF, Property: "Copyright"}},
	Instructions: {{Place: XMP, Property: "photoshop:Instructions"}, {Place: IIM, Property: "2:40"}},
	Usage:        {{Place: XMP, Property: "xmpRights:UsageTerms"}},
	Keyword:      {{Place: XMP, Property: "dc:subject"}, {Place: IIM, Property: "2:25"}},
	Person:       {{Place: XMP, Property: "Iptc4xmpExt:PersonInImage"}},
	Place:        {{Place: XMP, Property: "Iptc4xmpCore:Location"}, {Place: IIM, Property: "2:92"}},
	City:         {{Place: XMP, Property: "photoshop:City"}, {Place: IIM, Property: "2:90"}},
	State:        {{Place: XMP, Property: "photoshop:State"}, {Place: IIM, Property: "2:95"}},
	Country:      {{Place: XMP, Property: "photoshop:Country"}, {Place: IIM, Property: "2:101"}},
	CountryCode:  {{Place: XMP, Property: "Iptc4xmpCore:CountryCode"}, {Place: IIM, Property: "2:100"}},
	Ref:          {{Place: XMP, Property: "photoshop:TransmissionReference"}, {Place: IIM, Property: "2:103"}},
	Title:        {{Place: XMP, Property: "dc:title"}, {Place: IIM, Property: "2:05"}},
	SupplierID:   {{Place: XMP, Property: "plus:ImageSupplierImageID"}},
	EditStatus:   {{Place: IIM, Property: "2:07"}},
	Writer:       {{Place: XMP, Property: "photoshop:CaptionWriter"}, {Place: IIM, Property: "2:122"}},
	Urgency:      {{Place: XMP, Property: "photoshop:Urgency"}, {Place: IIM, Property: "2:10"}},
	Category:     {{Place: XMP, Property: "photoshop:Category"}, {Place: IIM, Property: "2:15"}},
	Rating:       {{Place: XMP, Property: "xmp:Rating"}},
	Label:        {{Place: XMP, Property: "xmp:Label"}},
	SourceType:   {{Place: XMP, Property: "Iptc4xmpExt:DigitalSourceType"}},
	AltText:      {{Place: XMP, Property: "Iptc4xmpCore:AltTextAccessibility"}},
	Licensor:     {{Place: XMP, Property: "plus:Licensor/plus:LicensorName"}},
	DataMining:   {{Place: XMP, Property: "plus:DataMining"}},
	Taken:        {{Place: XMP, Property: "photoshop:DateCreated"}, {Place: IIM, Property: "2:55"}, {Place: IIM, Property: "2:60"}, {Place: EXIF, Property: "DateTimeOriginal"}, {Place: EXIF, Property: "OffsetTimeOriginal"}},
	Moved:        {{Place: IIM, Property: "1:70"}, {Place: IIM, Property: "1:80"}},
	Release:      {{Place: IIM, Property: "2:30"}, {Place: IIM, Property: "2:35"}},
	Expires:      {{Place: IIM, Property: "2:37"}, {Place: IIM, Property: "2:38"}},
}

// Say gives the statements that say a field in every place that has it, for
// [WriteJPEG]. Dates are ISO 8601, as [Effective] gives them; categories after
// the first are supplemental. A field that no place can say (Camera, GPS,
// ColorSpace) gives none.
func Say(f Field, values ...string) []Statement {
	var sts []Statement
	for _, s := range written[f] {
		s.Field = f
		for i, v := range values {
			one := s
			switch {
			case isDate(f):
				v = datePart(s, v)
			case f == Category && i > 0 && s.Place == XMP:
				one.Property = "photoshop:SupplementalCategories"
			case f == Category && i > 0:
				one.Property = "2:20"
			}
			if v != "" {
				one.Value = v
				sts = append(sts, one)
			}
		}
	}
	return sts
}

// datePart is what a property holds of an ISO date; empty for nothing.
func datePart(s Statement, iso string) string {
	day, clock, offset := dateParts(iso)
	timed := clock != ""
	switch s.Property {
	case "2:55", "1:70", "2:30", "2:37":
		day = strings.ReplaceAll(day, "-", "")
		return day + "00000000"[min(len(day), 8):]
	case "2:60", "1:80", "2:35", "2:38":
		if !timed || offset == "" { // a time there has a zone
			return ""
		}
		return strings.ReplaceAll(clock+offset, ":", "")
	case "DateTimeOriginal":
		if !timed {
			return "" // midnight would be a claim
		}
		return strings.ReplaceAll(day, "-", ":") + " " + clock
	case "OffsetTimeOriginal":
		return offset
	}
	return iso
}

// dateParts are the day, the time of day to the second and the zone of an ISO
// date, as IIM and EXIF write them; empty for what it does not have.
func dateParts(iso string) (day, clock, offset string) {
	day, clock, _ = strings.Cut(iso, "T")
	if i := strings.IndexAny(clock, "Z+-"); i >= 0 {
		clock, offset = clock[:i], clock[i:]
	}
	if len(clock) == len("15:04") {
		clock += ":00"
	}
	if offset == "Z" {
		offset = "+00:00"
	}
	return day, clock, offset
}

// isDate tells the fields whose values are dates.
func isDate(f Field) bool {
	return f == Taken || f == Moved || f == Release || f == Expires
}

// same tells that two lists of values of a field say the same. Places write one
// date in several forms: 10:00Z and 10:00:00+00:00.
func same(f Field, a, b []string) bool {
	if !isDate(f) {
		return slices.Equal(a, b)
	}
	return slices.EqualFunc(a, b, func(a, b string) bool {
		dayA, clockA, offsetA := dateParts(a)
		dayB, clockB, offsetB := dateParts(b)
		return dayA == dayB && clockA == clockB && offsetA == offsetB
	})
}

// zoneless tells one date with a time of day whose zone is not known.
func zoneless(dates []string) bool {
	if len(dates) != 1 {
		return false
	}
	_, clock, offset := dateParts(dates[0])
	return clock != "" && offset == ""
}
