package archive

import (
	"encoding/json"
	"strings"

	"cutline/archive/embedded"
)

// The fields that the credit gives a photo, beside those of package embedded.
const (
	Photographer embedded.Field = "photographer" // one value a person
	Agency       embedded.Field = "agency"
	Via          embedded.Field = "via" // one value a distributor, in order
	Supplier     embedded.Field = "supplier"
	Collection   embedded.Field = "collection"
	Client       embedded.Field = "client"
	Courtesy     embedded.Field = "courtesy"
	Kind         embedded.Field = "kind"
	Licence      embedded.Field = "licence"
	Pool         embedded.Field = "pool"
	Handout      embedded.Field = "handout"
	File         embedded.Field = "file"
	Symbolic     embedded.Field = "symbolic"
	Stringer     embedded.Field = "stringer"
	Staff        embedded.Field = "staff"
)

// FieldName is the name of a field, for those who name fields and read no files.
type FieldName = embedded.Field

// Out is the field of the countries in which a photo must not be used, by its
// own terms: ISO 3166-1 alpha-2 codes.
const Out embedded.Field = "out"

// Announces is the field of a photo's [Notice].
const Announces embedded.Field = "notice"

// The layers a value can come from. A correction beats the reading.
const (
	LayerReading    = "reading"
	LayerCorrection = "correction"
)

// Field is the effective value of a field of a photo, and where it came from.
type Field struct {
	// Values has one entry, or several for fields that are lists; a flag that
	// is set has the one value "true".
	Values []string
	// Layer is LayerReading or LayerCorrection.
	Layer string
	// Place is the place and property read, "XMP photoshop:Credit".
	Place string
	// Lang is the xml:lang of the value, where stated.
	Lang string
}

// String is the first value, or the empty string.
func (f Field) String() string {
	if len(f.Values) == 0 {
		return ""
	}
	return f.Values[0]
}

// lists are the fields whose value is a list even where it has one entry.
var lists = map[embedded.Field]bool{
	embedded.By: true, embedded.Keyword: true, embedded.Person: true, embedded.Category: true,
	Photographer: true, Via: true, Out: true,
}

// flags are the fields that are set or not.
var flags = map[embedded.Field]bool{
	Pool: true, Handout: true, File: true, Symbolic: true, Stringer: true, Staff: true,
}

// Fields are the effective values of a photo by field name. Its JSON gives a
// list field an array, a flag true, and any other field a string.
type Fields map[embedded.Field]Field

// MachineMade reports whether the photo's Digital Source Type says that a
// trained algorithm made or altered it (IPTC NewsCodes trainedAlgorithmicMedia,
// compositeWithTrainedAlgorithmicMedia).
func (fs Fields) MachineMade() bool {
	return strings.Contains(strings.ToLower(fs[embedded.SourceType].String()), "trainedalgorithmicmedia")
}

// Shaped is the value of a field as its JSON has it: a list for a field that is
// one, true for a flag, else the first value or nothing.
func Shaped(name embedded.Field, values []string) any {
	switch {
	case lists[name]:
		return values
	case len(values) == 0:
		return ""
	case flags[name]:
		return true
	}
	return values[0]
}

// fieldJSON is a value as JSON shows it.
type fieldJSON struct {
	Value any    `json:"value"`
	Layer string `json:"layer"`
	Place string `json:"place,omitempty"`
	Lang  string `json:"lang,omitempty"`
}

// MarshalJSON shapes each value by its field.
func (fs Fields) MarshalJSON() ([]byte, error) {
	shaped := make(map[embedded.Field]fieldJSON, len(fs))
	for name, f := range fs {
		shaped[name] = fieldJSON{Value: Shaped(name, f.Values), Layer: f.Layer, Place: f.Place, Lang: f.Lang}
	}
	return json.Marshal(shaped)
}
