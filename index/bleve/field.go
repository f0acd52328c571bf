package bleve

import (
	"bytes"
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
	plain   string // name without a space before it
	options bleveindex.FieldIndexingOptions

	texts      []string
	stems      bool // of the words in the texts, too
	properties map[embedded.Field][]string
	terms      []string
	value      []byte

	found bleveindex.TokenFrequencies
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

// list gathers a list.
func (f *field) list() {
	f.found = make(bleveindex.TokenFrequencies, len(f.terms))
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
	w.places = make(map[string][]int, w.size/6)
	for _, text := range f.texts {
		w.text(text, "")
	}
	for _, name := range slices.Sorted(maps.Keys(f.properties)) {
		for _, text := range f.properties[name] {
			w.text(text, string(name)+propertyEnd)
		}
	}
	f.found = make(bleveindex.TokenFrequencies, len(w.places))
	made := make([]bleveindex.TokenFreq, len(w.places))
	for term, at := range w.places {
		freq := &made[0]
		made = made[1:]
		freq.Term = []byte(term)
		f.place(freq, at)
		f.found[term] = freq
	}
}

// place keeps where a term stands, as far as the field does.
func (f *field) place(freq *bleveindex.TokenFreq, at []int) {
	if f.options.SkipFreqNorm() {
		return
	}
	freq.SetFrequency(anywhere)
	if !f.hasPlaces(freq.Term) {
		return
	}
	if packed, ok := pack(at); ok {
		freq.SetFrequency(packed)
		return
	}
	for _, position := range at {
		freq.Locations = append(freq.Locations, &bleveindex.TokenLocation{Position: position})
	}
}

// hasPlaces reports whether the positions of a term are kept. Among the rest
// are numbers that no other photo has, of files and references: without a
// position they take no more than their entry in the dictionary.
func (f *field) hasPlaces(term []byte) bool {
	return hasPositions(f.plain) && (f.plain != restField || !bytes.ContainsAny(term, "0123456789"))
}

// wordList goes through the texts of a field.
type wordList struct {
	*field
	size     int // of all texts
	position int
	places   map[string][]int // where each term stands
}

// text gathers the words of a text; before stands before each. All forms of a
// word have its position, so that phrases match in any of them.
func (w *wordList) text(text, before string) {
	for t := range index.Tokens(text) {
		w.position++
		for _, form := range [...]string{t.Term, t.Wide, t.Capital, t.Joined, t.Initial, t.Tail} {
			if form != "" {
				w.word(before + form)
			}
		}
		if w.stems && t.Stem != "" {
			w.word(stemMark + t.Stem)
		}
	}
	w.position += valueGap
}

// word adds a form of a word at the position. In long texts it does so no more
// than maxTimes.
func (w *wordList) word(term string) {
	at := w.places[term]
	if w.size > ordinaryBytes && len(at) >= maxTimes || len(at) > 0 && at[len(at)-1] == w.position {
		return
	}
	w.places[term] = append(at, w.position)
}

// AnalyzedLength says the same of all fields: it counts for nothing. Bleve takes
// a field of length 0 for one without terms.
func (f *field) AnalyzedLength() int { return 1 }

// The rest of Bleve's document.Field.

func (f *field) Name() string                                          { return f.name }
func (f *field) Options() bleveindex.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.found }
func (f *field) Value() []byte                                         { return f.value }
func (f *field) ArrayPositions() []uint64                              { return nil }
func (f *field) EncodedFieldType() byte                                { return 't' }
func (f *field) NumPlainTextBytes() uint64                             { return 0 }
func (f *field) Size() int                                             { return 0 }
