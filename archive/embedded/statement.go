package embedded

import "strings"

// Field is the name of a field in queries, corrections and JSON. The meaning
// of each is the IPTC Photo Metadata property named beside it.
type Field string

// The fields that Cutline knows by name.
const (
	Headline     Field = "headline"     // Headline
	Caption      Field = "caption"      // Description
	By           Field = "by"           // Creator, one value a person
	JobTitle     Field = "jobtitle"     // Creator's Job Title
	Credit       Field = "credit"       // Credit Line
	Source       Field = "source"       // Source
	Copyright    Field = "copyright"    // Copyright Notice
	Instructions Field = "instructions" // Instructions
	Usage        Field = "usage"        // Rights Usage Terms
	Keyword      Field = "keyword"      // Keywords, one value each
	Person       Field = "person"       // Person Shown in the Image, one value each
	Place        Field = "place"        // Sublocation
	City         Field = "city"         // City
	State        Field = "state"        // Province or State
	Country      Field = "country"      // Country
	CountryCode  Field = "countrycode"  // Country Code
	Taken        Field = "taken"        // Date Created, of the picture
	Moved        Field = "moved"        // when the supplier sent it
	Release      Field = "release"      // Release Date: an embargo
	Expires      Field = "expires"      // Expiration Date
	Ref          Field = "ref"          // Job Id
	Title        Field = "title"        // Title (Object Name)
	SupplierID   Field = "supplierid"   // Supplier's Image ID
	EditStatus   Field = "editstatus"   // IIM Edit Status
	Writer       Field = "writer"       // Description Writer
	Urgency      Field = "urgency"
	Category     Field = "category" // one value each, supplementals after the first
	Rating       Field = "rating"
	Label        Field = "label"
	SourceType   Field = "sourcetype" // Digital Source Type
	AltText      Field = "alttext"    // Alt Text (Accessibility)
	Licensor     Field = "licensor"
	DataMining   Field = "datamining"
	Camera       Field = "camera"
	GPS          Field = "gps" // "latitude,longitude" in decimal degrees, WGS 84
	ColorSpace   Field = "colorspace"
)

// The kinds of places inside a file that state something.
const (
	EXIF = "EXIF"
	IIM  = "IIM"
	XMP  = "XMP"
	// C2PA is a manifest of Content Credentials (C2PA Specification, appendix
	// A). Only that it is there is read.
	C2PA = "C2PA"
)

// Statement is one value that a place states, word for word. A property with
// several values makes one statement for each, in order.
type Statement struct {
	// Place is [EXIF], [IIM] or [XMP]; words from outside the file have their
	// own places (package archive).
	Place string `json:"place"`
	// Property is the name inside that place: "photoshop:Credit", "2:110",
	// "Artist".
	Property string `json:"property"`
	// Field is the field it bears on, empty where Cutline has no name for it.
	Field Field `json:"field,omitempty"`
	// Value is UTF-8, otherwise exactly as stated.
	Value string `json:"value"`
	// Lang is the xml:lang of the value, empty where none is stated.
	Lang string `json:"lang,omitempty"`
	// Block counts the blocks of its place in a file from 0, in file order: a
	// file may hold several of each.
	Block int `json:"block,omitempty"`
	// Truncated: the value fills the IIM limit of its dataset to the byte, so
	// it may have been cut (IPTC-NAA IIM 4.1).
	Truncated bool `json:"truncated,omitempty"`
}

// FieldOf is the field that an IIM dataset or an XMP property bears on, empty
// where Cutline has no name for it. Case does not count.
func FieldOf(property string) Field { return fieldsOf[strings.ToLower(property)] }

var fieldsOf = func() map[string]Field {
	m := make(map[string]Field, len(iimFields)+len(xmpFields))
	for _, fields := range []map[string]Field{iimFields, xmpFields} {
		for property, field := range fields {
			m[strings.ToLower(property)] = field
		}
	}
	return m
}()

// String names the place and property: "XMP photoshop:Credit".
func (s Statement) String() string { return s.Place + " " + s.Property }

// Value is the effective value of a field among the statements of one file.
type Value struct {
	// Values has one entry, or several for fields that are lists.
	Values []string
	// From is the first statement that rules.
	From Statement
}
