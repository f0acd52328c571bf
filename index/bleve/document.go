package bleve

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"cutline/archive"
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
	newestField   = "newest" // sort keys
	takenField    = "taken"
)

// retiredSpace stands before the fields of words, values and flags of photos
// that have left: they are in a space of their own, so that a search that does
// not ask for them passes none of them, however many they are.
const (
	retiredSpace   = "retired."
	withdrawnSpace = "withdrawn." // those that must not be offered, left or not
)

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
	return "f." + string(name)
}

func facetField(facet string) string { return "facet." + facet }

// Term vectors are what phrases are found by. Doc values are what is sorted
// and counted by. Nothing is stored.
const (
	wordOptions = bleveindex.IndexField | bleveindex.IncludeTermVectors
	listOptions = bleveindex.IndexField | bleveindex.SkipFreqNorm
	keyOptions  = bleveindex.IndexField | bleveindex.DocValues | bleveindex.SkipFreqNorm
)

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
	b.list(anyField, []string{anyTerm})
	b.words(captionField, true, d.Caption)
	b.words(headlineField, true, d.Headline)
	b.words(namesField, false, d.Names...)
	b.words(restField, true, d.Rest...)
	for name, values := range d.Words {
		if field := valueField(name); field != captionField && field != headlineField {
			b.words(field, index.IsProse(name), values...)
		}
	}
	b.stated(d.Stated)
	for name, n := range d.Numbers {
		b.list(valueField(name), numberTerms(n))
	}
	for name, t := range d.Times {
		b.list(valueField(name), numberTerms(minute(t)))
	}
	var used []string
	for _, on := range d.Used {
		used = append(used, numberTerms(minute(on))...)
	}
	b.list(valueField(index.Used), used)
	b.list(flagField, d.Flags)
	has := make([]string, len(d.Has))
	for i, name := range d.Has {
		has[i] = string(name)
	}
	b.list(hasField, has)
	b.list(exactField, d.Exact)
	if d.Came > 0 {
		b.list(cameField, numberTerms(int(min(d.Came, index.MaxNumber))))
	}
	b.key(newestField, sortKey(d.Newest, d.ID))
	b.key(takenField, sortKey(d.Times[embedded.Taken], d.ID))
	for facet, values := range d.Facets {
		for _, v := range values {
			b.key(facetField(facet), cutKey(v))
		}
	}
	return b.doc
}

type builder struct {
	doc   *document.Document
	space string // of words and lists
}

func (b builder) words(field string, prose bool, values ...string) {
	for i, v := range values {
		if v != "" {
			b.doc.AddField(document.NewTextFieldCustom(
				b.space+field, []uint64{uint64(i)}, []byte(v), wordOptions, wordAnalyzer{stems: prose}))
		}
	}
}

// stated adds the words of properties to one field, however many properties
// there are in an archive.
func (b builder) stated(properties map[embedded.Field][]string) {
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		for i, v := range properties[name] {
			b.doc.AddField(document.NewTextFieldCustom(
				b.space+statedField, []uint64{uint64(i)}, []byte(v), wordOptions, wordAnalyzer{under: string(name) + propertyEnd}))
		}
	}
}

func (b builder) list(field string, terms []string) {
	if len(terms) > 0 {
		b.doc.AddField(document.NewTextFieldCustom(
			b.space+field, nil, []byte(strings.Join(terms, listSeparator)), listOptions, listAnalyzer{}))
	}
}

func (b builder) key(field, value string) {
	b.doc.AddField(document.NewTextFieldCustom(field, nil, []byte(value), keyOptions, nil))
}

// wordAnalyzer gives Bleve the words of package index. All forms of a word
// have its position, so that phrases match in any of them.
type wordAnalyzer struct {
	stems bool
	under string // stands before every term
}

func (a wordAnalyzer) Analyze(text []byte) analysis.TokenStream {
	stream := make(analysis.TokenStream, 0, len(text)/4)
	position := 0
	var times map[string]int
	if len(text) > ordinaryBytes {
		times = map[string]int{}
	}
	add := func(t index.Token, term string) {
		if times != nil {
			if times[term]++; times[term] > maxTimes {
				return
			}
		}
		if term != "" {
			stream = append(stream, &analysis.Token{
				Start: t.Start, End: t.End, Position: position, Term: []byte(a.under + term), Type: analysis.AlphaNumeric,
			})
		}
	}
	for t := range index.Tokens(string(text)) {
		position++
		add(t, t.Term)
		add(t, t.Wide)
		add(t, t.Capital)
		add(t, t.Joined)
		add(t, t.Initial)
		add(t, t.Tail)
		if a.stems && t.Stem != t.Wide {
			add(t, t.Stem)
		}
	}
	return stream
}

// Bleve's search for phrases takes time by the square of how often a word
// stands in a text. In texts longer than ordinaryBytes no more than the first
// maxTimes of a word are indexed.
const (
	ordinaryBytes = 4 << 10
	maxTimes      = 500
)

// listSeparator parts terms that are already made.
const listSeparator = "\x1f"

// listAnalyzer takes a list apart into its terms.
type listAnalyzer struct{}

func (listAnalyzer) Analyze(text []byte) analysis.TokenStream {
	var stream analysis.TokenStream
	for term := range strings.SplitSeq(string(text), listSeparator) {
		stream = append(stream, &analysis.Token{Term: []byte(term), Position: len(stream) + 1})
	}
	return stream
}

// Numbers are indexed under the prefixes of their digits to base 32, so that
// a range is a few terms: 30 bits are six digits.
const (
	digits    = "0123456789abcdefghijklmnopqrstuv"
	digitBits = 5
	levels    = 6
)

// numberTerm is the term for all numbers that share their first digits with n,
// as many as the level says.
func numberTerm(n, level int) string {
	term := make([]byte, level)
	for i := range level {
		term[i] = digits[n>>(digitBits*(levels-1-i))&(len(digits)-1)]
	}
	return string(term)
}

// numberTerms are the terms that a number is indexed under.
func numberTerms(n int) []string {
	terms := make([]string, levels)
	for level := 1; level <= levels; level++ {
		terms[level-1] = numberTerm(n, level)
	}
	return terms
}

// rangeTerms are the terms that cover the numbers from low to high, both
// included, and no other.
func rangeTerms(low, high int) []string {
	var terms []string
	for level := levels; level > 0 && low <= high; level-- {
		shift := digitBits * (levels - level)
		if level == 1 {
			for ; low <= high; low += 1 << shift {
				terms = append(terms, numberTerm(low, level))
			}
			break
		}
		// What does not fill a term of the level above is covered at this one.
		for low <= high && low>>shift&(len(digits)-1) != 0 {
			terms = append(terms, numberTerm(low, level))
			low += 1 << shift
		}
		for low <= high && (high>>shift+1)&(len(digits)-1) != 0 {
			terms = append(terms, numberTerm(high, level))
			high -= 1 << shift
		}
	}
	return terms
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

// sortKey orders photos by a time, and those of one second by their ID. The
// zero time is before all others.
func sortKey(t time.Time, id archive.ID) string {
	seconds := int64(0)
	if !t.IsZero() {
		seconds = max(t.Unix()-firstMinute*60, 1)
	}
	s := strconv.FormatInt(seconds, 32)
	return strings.Repeat("0", max(0, keyDigits-len(s))) + s + string(id)
}

const keyDigits = 8 // base 32: 40 bits of seconds

// maxKeyBytes is where a value to count is cut.
const maxKeyBytes = 200

func cutKey(v string) string {
	if len(v) > maxKeyBytes {
		v = strings.ToValidUTF8(v[:maxKeyBytes], "")
	}
	return v
}
