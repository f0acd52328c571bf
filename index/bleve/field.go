package bleve

import (
	"maps"
	"slices"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"cutline/archive/embedded"
	"cutline/index"
)

// field is a field of a document as Bleve takes it: words of texts, a list of
// terms, or a value to store.
type field struct {
	name    string
	options bleveindex.FieldIndexingOptions

	texts      []string
	stems      bool // of the words in the texts, too
	properties map[embedded.Field][]string
	terms      []string
	value      []byte

	found  bleveindex.TokenFrequencies
	length int
}

// Analyze takes the field apart into terms. Bleve calls it, on several
// goroutines for as many documents.
func (f *field) Analyze() {
	if f.found != nil {
		return
	}
	if f.terms != nil {
		f.list()
		return
	}
	f.words()
}

// list gathers a list. How long it is says nothing.
func (f *field) list() {
	f.found = make(bleveindex.TokenFrequencies, len(f.terms))
	f.length = 1
	made := make([]bleveindex.TokenFreq, len(f.terms))
	for i, term := range f.terms {
		if f.found[term] == nil {
			made[i].Term = []byte(term)
			if !f.options.SkipFreqNorm() {
				made[i].SetFrequency(1)
			}
			f.found[term] = &made[i]
		}
	}
}

// valueGap is how many positions lie between two values, so that no phrase
// goes from one into the other.
const valueGap = 10

// Search for phrases takes time by how often a word stands in a text. In texts
// longer than ordinaryBytes no more than the first maxTimes of a word are
// indexed.
const (
	ordinaryBytes = 4 << 10
	maxTimes      = 500
)

// words gathers the words of texts.
func (f *field) words() {
	w := wordList{field: f}
	for _, text := range f.texts {
		w.size += len(text)
	}
	for _, values := range f.properties {
		for _, text := range values {
			w.size += len(text)
		}
	}
	f.found = make(bleveindex.TokenFrequencies, w.size/6)
	for _, text := range f.texts {
		w.text(text, "")
	}
	for _, name := range slices.Sorted(maps.Keys(f.properties)) {
		for _, text := range f.properties[name] {
			w.text(text, string(name)+propertyEnd)
		}
	}
}

// wordList goes through the texts of a field.
type wordList struct {
	*field
	size     int // of all texts
	position int
}

// text gathers the words of a text; before stands before each. All forms of a
// word have its position, so that phrases match in any of them.
func (w *wordList) text(text, before string) {
	for t := range index.Tokens(text) {
		w.position++
		w.length++
		forms := [...]string{t.Term, t.Wide, t.Capital, t.Joined, t.Initial, t.Tail, t.Stem}
		for i, form := range forms {
			if form == "" || i == len(forms)-1 && (!w.stems || form == t.Wide) {
				continue
			}
			w.word(before+form, t)
		}
	}
	w.position += valueGap
}

// word counts a form of a word. A place is a position, and where the word ends
// if it began at 0: its length is all that is asked for, and small numbers take
// little space.
func (w *wordList) word(term string, t index.Token) {
	freq := w.found[term]
	if freq == nil {
		freq = &bleveindex.TokenFreq{Term: []byte(term)}
		w.found[term] = freq
	}
	if w.size > ordinaryBytes && len(freq.Locations) >= maxTimes {
		return
	}
	if !w.options.SkipFreqNorm() {
		freq.SetFrequency(freq.Frequency() + 1)
	}
	if w.options.IncludeTermVectors() {
		freq.Locations = append(freq.Locations, &bleveindex.TokenLocation{Position: w.position, End: t.End - t.Start})
	}
}

// The rest of Bleve's document.Field.

func (f *field) Name() string                                          { return f.name }
func (f *field) Options() bleveindex.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                                   { return f.length }
func (f *field) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.found }
func (f *field) Value() []byte                                         { return f.value }
func (f *field) ArrayPositions() []uint64                              { return nil }
func (f *field) EncodedFieldType() byte                                { return 't' }
func (f *field) NumPlainTextBytes() uint64                             { return 0 }
func (f *field) Size() int                                             { return 0 }
