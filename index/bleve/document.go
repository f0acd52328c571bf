package bleve

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"cutline/archive/embedded"
	"cutline/index"
)

// The Bleve fields beside those of [valueField] and [facetField]. Words looked
// for anywhere are looked for in the first four.
const (
	captionField  = "caption"
	headlineField = "headline"
	namesField    = "names"
	restField     = "rest"
	flagField     = "is"
	hasField      = "has"
	exactField    = "exact"
	cameField     = "came"
	orderField    = "order" // stored: what is sorted by
	idField       = "_id"   // Bleve's own
	valuePrefix   = "f."
)

// retiredSpace stands before the fields of words, values and flags of photos
// that have left: they are in a space of their own, so that a search that does
// not ask for them passes none of them, however many they are.
const (
	retiredSpace   = "retired."
	withdrawnSpace = "withdrawn." // those that must not be offered, left or not
)

// stemMark stands before a stem, so that it is no word.
const stemMark = "\x01"

// statedField has the words of properties, each after the name of its property
// and a propertyEnd.
const (
	statedField = "stated"
	propertyEnd = "\x1f"
)

// anyField has the one term anyTerm in every document.
const (
	anyField = "any"
	anyTerm  = "1"
)

// valueField is the Bleve field of a field of the query language.
func valueField(name embedded.Field) string {
	switch name {
	case embedded.Caption:
		return captionField
	case embedded.Headline:
		return headlineField
	}
	return valuePrefix + string(name)
}

func facetField(facet string) string { return "facet." + facet }

// Terms of lists that many documents share are kept without how often each
// occurs. Those that few share are kept with it: for a term that a single
// document has once, Bleve then needs nothing but the entry in its dictionary.
const (
	flagOptions = bleveindex.IndexField | bleveindex.SkipFreqNorm
	keyOptions  = bleveindex.IndexField
)

// wordOptions are those of a field of words. How often a word stands in a text
// is not kept, but where, in the place of it: see [pack].
func wordOptions(name string) bleveindex.FieldIndexingOptions {
	if hasPositions(name) {
		return keyOptions
	}
	switch name {
	case valueField(index.Path), valueField(index.FileName), valueField(embedded.Ref), valueField(embedded.Title),
		valueField(embedded.SupplierID):
		return keyOptions
	}
	return flagOptions
}

// hasPositions reports whether a field of words keeps their positions. Those do
// whose words are looked for anywhere, and those whose words are in none of
// these.
func hasPositions(name string) bool {
	value, isValue := strings.CutPrefix(name, valuePrefix)
	return !isValue || index.IsTechnical(embedded.Field(value))
}

// bleveDocument gives Bleve a document field by field, without its reflection
// and its mapping, which is empty.
func bleveDocument(d *index.Document) *document.Document {
	b := builder{doc: document.NewDocument(string(d.ID))}
	switch {
	case slices.Contains(d.Flags, index.FlagWithdrawn):
		b.space = withdrawnSpace
	case slices.Contains(d.Flags, index.FlagRetired):
		b.space = retiredSpace
	}
	b.list(anyField, flagOptions, []string{anyTerm})
	b.words(captionField, true, append([]string{d.Caption}, without(d.Words[embedded.Caption], d.Caption)...)...) // in other languages, too
	b.words(headlineField, true, d.Headline)
	b.words(namesField, false, d.Names...)
	b.words(restField, true, d.Rest...)
	for name, values := range d.Words {
		if field := valueField(name); field != captionField && field != headlineField && name != index.ID {
			b.words(field, index.IsProse(name), values...)
		}
	}
	b.stated(d.Stated)
	for name, n := range d.Numbers {
		b.list(valueField(name), keyOptions, numberTerms(n))
	}
	for name, t := range d.Times {
		b.list(valueField(name), keyOptions, numberTerms(minute(t)))
	}
	var used []string
	for _, on := range d.Used {
		used = append(used, numberTerms(minute(on))...)
	}
	b.list(valueField(index.Used), keyOptions, used)
	b.list(flagField, flagOptions, d.Flags)
	has := make([]string, len(d.Has))
	for i, name := range d.Has {
		has[i] = string(name)
	}
	b.list(hasField, flagOptions, has)
	exact := slices.DeleteFunc(slices.Clone(d.Exact), func(key string) bool { return key == string(d.ID) })
	b.list(exactField, keyOptions, exact)
	if d.Came > 0 {
		b.list(cameField, keyOptions, numberTerms(int(min(d.Came, index.MaxNumber))))
	}
	b.space = "" // what is counted and sorted by is read by document
	for facet, values := range d.Facets {
		cut := make([]string, len(values))
		for i, v := range values {
			cut[i] = cutKey(v)
		}
		b.list(facetField(facet), flagOptions, cut)
	}
	b.doc.AddField(&field{
		name: orderField, options: bleveindex.StoreField,
		value: orderValue(seconds(d.Newest), seconds(d.Times[embedded.Taken])),
	})
	return b.doc
}

// without is a list without one value.
func without(values []string, value string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == value })
}

type builder struct {
	doc   *document.Document
	space string // of words and lists
}

func (b builder) words(name string, prose bool, values ...string) {
	values = slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
	if len(values) > 0 {
		b.doc.AddField(&field{name: b.space + name, plain: name, options: wordOptions(name), texts: values, stems: prose})
	}
}

// stated adds the words of properties to one field, however many properties
// there are in an archive.
func (b builder) stated(properties map[embedded.Field][]string) {
	if len(properties) > 0 {
		b.doc.AddField(&field{name: b.space + statedField, plain: statedField, options: wordOptions(statedField), properties: properties})
	}
}

func (b builder) list(name string, options bleveindex.FieldIndexingOptions, terms []string) {
	if len(terms) > 0 {
		b.doc.AddField(&field{name: b.space + name, options: options, terms: terms})
	}
}

// firstMinute is where minutes are counted from; they end in 3541.
var firstMinute = time.Date(1500, 1, 1, 0, 0, 0, 0, time.UTC).Unix() / 60

// minute is the number of a time in a range, which is as fine as a minute.
func minute(t time.Time) int {
	return int(min(max(floorDiv(t.Unix(), 60)-firstMinute, 0), index.MaxNumber))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// seconds is a time as it is sorted by. The zero time is before all others.
func seconds(t time.Time) uint64 {
	if t.IsZero() {
		return 0
	}
	return uint64(min(max(t.Unix()-firstMinute*60, 1), maxSeconds))
}

// maxSeconds is where seconds end; they have 40 bits.
const maxSeconds = 1<<40 - 1

// orderValue is what is stored of a document: the seconds of newest and taken.
func orderValue(newest, taken uint64) []byte {
	value := binary.BigEndian.AppendUint64(nil, newest<<24|taken>>16)
	return binary.BigEndian.AppendUint16(value, uint16(taken))
}

func readOrder(value []byte) (newest, taken uint64, err error) {
	if len(value) != 10 {
		return 0, 0, errors.New("a document says nothing of its order")
	}
	first := binary.BigEndian.Uint64(value)
	return first >> 24, first&(1<<24-1)<<16 | uint64(binary.BigEndian.Uint16(value[8:])), nil
}

// maxKeyBytes is where a value to count is cut.
const maxKeyBytes = 200

func cutKey(v string) string {
	if len(v) > maxKeyBytes {
		v = strings.ToValidUTF8(v[:maxKeyBytes], "")
	}
	return v
}
