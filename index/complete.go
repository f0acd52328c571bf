package index

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"
)

// Completer is an Engine that knows the words and values that it holds.
type Completer interface {
	Engine
	// Begin returns at most limit words of captions and names that begin with a
	// folded prefix, and how many photos have each, the most frequent first.
	Begin(ctx context.Context, prefix string, limit int) ([]FacetCount, error)
	// Values returns every value of a facet, and how many photos have each.
	Values(ctx context.Context, facet string) ([]FacetCount, error)
}

// Values are the values of one facet, by the words that they begin with.
type Values struct {
	values []FacetCount
	words  []valueWord // in order
}

type valueWord struct {
	word  string
	value int32
}

// NewValues sorts the values of a facet.
func NewValues(counts []FacetCount) *Values {
	v := &Values{values: counts}
	for i, c := range counts {
		for t := range Tokens(c.Value) {
			v.words = append(v.words, valueWord{t.Term, int32(i)})
		}
	}
	slices.SortFunc(v.words, func(a, b valueWord) int { return strings.Compare(a.word, b.word) })
	return v
}

// Begin returns at most limit values with words that begin with each of the
// words of a text, the most frequent first.
func (v *Values) Begin(text string, limit int) []FacetCount {
	typed := termsOf(text)
	if len(typed) == 0 {
		return nil
	}
	slices.SortFunc(typed, func(a, b string) int { return len(b) - len(a) }) // the longest begins the fewest
	from, _ := slices.BinarySearchFunc(v.words, typed[0], func(w valueWord, prefix string) int { return strings.Compare(w.word, prefix) })
	var found []FacetCount
	seen := map[int32]bool{}
	for _, w := range v.words[from:] {
		if !strings.HasPrefix(w.word, typed[0]) {
			break
		}
		if c := v.values[w.value]; !seen[w.value] && beginsAll(c.Value, typed[1:]) {
			found = append(found, c)
		}
		seen[w.value] = true
	}
	slices.SortFunc(found, moreFrequent)
	return found[:min(len(found), limit)]
}

func beginsAll(value string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if !slices.ContainsFunc(termsOf(value), func(word string) bool { return strings.HasPrefix(word, prefix) }) {
			return false
		}
	}
	return true
}

func moreFrequent(a, b FacetCount) int {
	return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
}

// Unfinished is what stands at the end of a query that is still being typed.
type Unfinished struct {
	// Head is the query before it, as typed.
	Head string
	// Field is the name of the field that Text is looked for in, as typed and
	// without its colon; empty for none.
	Field string
	// Text is the beginning of a word, or of words after an open quote.
	Text string
}

// LastTyped takes the unfinished end off a query. It is empty after a blank.
func LastTyped(query string) Unfinished {
	at, quoted := 0, false
	for i, r := range query {
		switch {
		case isQuote(r):
			quoted = !quoted
		case !quoted && (r == ' ' || r == '('):
			at = i + utf8.RuneLen(r)
		}
	}
	u := Unfinished{Head: query[:at], Text: query[at:]}
	if rest, ok := strings.CutPrefix(u.Text, "-"); ok {
		u.Head, u.Text = u.Head+"-", rest
	}
	if name, value, ok := strings.Cut(u.Text, ":"); ok && isFieldName(name) {
		u.Field, u.Text = strings.ToLower(name), value
	}
	u.Text = strings.TrimLeftFunc(u.Text, isQuote)
	return u
}

// FieldNames are the fields, and their other names, that begin with a text, the
// most used first.
func FieldNames(prefix string) []string {
	var names []string
	prefix = strings.ToLower(prefix)
	for _, f := range queryFields {
		for _, name := range append([]string{string(f.name)}, f.aliases...) {
			if strings.HasPrefix(name, prefix) {
				names = append(names, name)
				break
			}
		}
	}
	return names
}

// FacetOf is the facet whose values a field of a query has; empty where none is
// counted.
func FacetOf(field string) string {
	f := fieldByName[field]
	switch {
	case f == nil:
		return ""
	case f.name == "by":
		return FacetPhotographer
	case slices.Contains(FacetNames(), string(f.name)):
		return string(f.name)
	}
	return ""
}
