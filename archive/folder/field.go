package folder

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"cutline/archive/embedded"
)

// spellings are the names that tables, JSON and texts give to fields, without
// case, accents, blanks and punctuation: those of IPTC, ExifTool and ninjs, and
// what desks write in several languages. A field's own name is one too.
var spellings = map[embedded.Field]string{
	embedded.Headline:     "headline schlagzeile uberschrift titular",
	embedded.Caption:      "caption description captionabstract imagedescription descriptiontext descriptioncaption bodytext captiontext cutline legende bildunterschrift bildtext bildbeschreibung beschreibung descripcion piedefoto didascalia descrizione",
	embedded.By:           "by byline creator photographer photographers author artist photo fotograf fotografin fotografo fotografa photographe urheber urheberin autor auteur autore",
	embedded.JobTitle:     "jobtitle bylinetitle authorsposition creatorsjobtitle",
	embedded.Credit:       "credit credits creditline bildnachweis nachweis",
	embedded.Source:       "source agency infosource quelle agentur agence agencia agenzia fuente bron",
	embedded.Copyright:    "copyright copyrightnotice rights",
	embedded.Instructions: "instructions specialinstructions ednote editorsnote editorialnote anweisungen hinweis",
	embedded.Usage:        "usage usageterms rightsusageterms restrictions nutzungsrechte",
	embedded.Keyword:      "keyword keywords tag tags subject subjects schlagwort schlagworte schlagworter stichworte stichworter motscles palabrasclave parolechiave",
	embedded.Person:       "person persons people personinimage personshown personsshown personshownintheimage personen personnes personas",
	embedded.Place:        "place sublocation location venue",
	embedded.City:         "city stadt ort ville ciudad citta",
	embedded.State:        "state province provincestate stateprovince bundesland",
	embedded.Country:      "country countryname countryprimarylocationname land pays pais paese",
	embedded.CountryCode:  "countrycode countryprimarylocationcode isocountrycode",
	embedded.Taken:        "taken date datetaken datecreated datetimeoriginal createdate captured capturedate shootdate phototakentime aufnahmedatum datum fecha",
	embedded.Moved:        "moved sent datesent transmitted versioncreated",
	embedded.Release:      "release releasedate embargo embargoed embargountil",
	embedded.Expires:      "expires expiry expirydate expirationdate",
	embedded.Ref:          "ref reference jobid transmissionreference originaltransmissionreference",
	embedded.Title:        "title objectname slug slugline titel titre titulo titolo",
	embedded.SupplierID:   "supplierid assetid imageid pictureid suppliersimageid imagesupplierimageid",
	embedded.EditStatus:   "editstatus",
	embedded.Writer:       "writer captionwriter descriptionwriter writereditor",
	embedded.Urgency:      "urgency priority",
	embedded.Category:     "category categories kategorie rubrik ressort",
	embedded.Rating:       "rating stars",
	embedded.Label:        "label",
	embedded.SourceType:   "sourcetype digitalsourcetype",
	embedded.AltText:      "alttext alt alternativetext alttextaccessibility",
	embedded.Licensor:     "licensor licensorname",
	embedded.DataMining:   "datamining",
}

// fileNames are the names of a column that names the file, and mayBeFileNames
// those of one that does where no other says so more plainly.
const (
	fileNames      = "file filename sourcefile filepath imagefile imagefilename picturefile photofile datei dateiname bilddatei fichier nomdufichier nomfichier archivo nombrearchivo nombredearchivo"
	mayBeFileNames = "path name image imagename picture picturename photoname media asset bild bildname"
)

// fileNameRank is 2 for fileNames and 1 for mayBeFileNames.
var fieldBySpelling, fileNameRank = func() (map[string]embedded.Field, map[string]int) {
	fields, files := make(map[string]embedded.Field), make(map[string]int)
	for field, names := range spellings {
		for name := range strings.FieldsSeq(names) {
			fields[name] = field
		}
	}
	for rank, names := range []string{1: mayBeFileNames, 2: fileNames} {
		for name := range strings.FieldsSeq(names) {
			files[name] = rank
		}
	}
	return fields, files
}()

// spelling is a name as it is compared: letters and digits in lower case
// without accents, and without the group that ExifTool puts before a colon.
func spelling(name string) string {
	if at := strings.LastIndexByte(name, ':'); at >= 0 {
		name = name[at+1:]
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(name))
}

// fileColumn is the index of the name that names the file, the first of those
// that say so most plainly, or -1.
func fileColumn(names []string) int {
	column, best := -1, 0
	for i, name := range names {
		if rank := fileNameRank[spelling(name)]; rank > best {
			column, best = i, rank
		}
	}
	return column
}

// fieldOf is the field that a name means, empty where it means none.
func fieldOf(name string) embedded.Field { return fieldBySpelling[spelling(name)] }

// values takes apart the values that one cell holds of a field with several.
func values(field embedded.Field, text string) []string {
	marks := ""
	switch field {
	case embedded.Keyword, embedded.Category:
		marks = ",;|\n"
	case embedded.Person, embedded.By:
		marks = ";|\n"
	}
	if marks == "" || !strings.ContainsAny(text, marks) {
		return []string{text}
	}
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(marks, r) })
}

// state makes the statements of one named value.
func state(place, property, text string, block int) []embedded.Statement {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	field := fieldOf(property)
	var list []embedded.Statement
	for _, value := range values(field, text) {
		if value = strings.TrimSpace(value); value != "" {
			list = append(list, embedded.Statement{Place: place, Property: property, Field: field, Value: value, Block: block})
		}
	}
	return list
}
