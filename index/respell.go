package index

import (
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fuzzy is the query with each bare word looked for as spelled nearly so; nil
// where no word of it can be.
func Fuzzy(q *Query) *Query {
	return q.rewrite(func(t Term) Term {
		if t.Field == "" && !t.Phrase && !t.Prefix && isOneWord(t.Text) && Fuzziness(t.Text) > 0 {
			t.Fuzzy = true
		}
		return t
	})
}

// Respell is the query with words replaced; nil where none is. respell is
// asked for each word that photos must or may have, as a Term of that word
// alone, and returns another word or "" to leave it. Words that the query
// excludes and those with * or ~ are left as they are. Where the words would
// make another query of it (úntil:noon is two words, until:noon a field), it
// is nil too.
func Respell(q *Query, respell func(word Term) string) *Query {
	respelled := q.rewrite(func(t Term) Term {
		if t.Prefix || t.Fuzzy || t.Field == In {
			return t
		}
		var b strings.Builder
		at := 0
		for token := range Tokens(t.Text) {
			if token.Start < at { // pairs of ideographs overlap
				continue
			}
			word := t
			word.Text = t.Text[token.Start:token.End]
			if other := respell(word); other != "" {
				b.WriteString(t.Text[at:token.Start])
				b.WriteString(capitalized(other, word.Text))
				at = token.End
			}
		}
		t.Text = b.String() + t.Text[at:]
		return t
	})
	if respelled == nil {
		return nil
	}
	if back, err := Parse(respelled.String()); err != nil || !reflect.DeepEqual(back, respelled) {
		return nil
	}
	return respelled
}

// capitalized is the word with a capital where the model has one.
func capitalized(word, model string) string {
	if r, _ := utf8.DecodeRuneInString(model); !unicode.IsUpper(r) {
		return word
	}
	r, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + word[size:]
}

// rewrite is the query with its terms replaced, but for those it excludes; nil
// where all stay.
func (q *Query) rewrite(replace func(Term) Term) *Query {
	if q == nil || q.Root == nil {
		return nil
	}
	root, changed := rewrite(q.Root, replace)
	if !changed {
		return nil
	}
	return &Query{Root: root}
}

func rewrite(n Node, replace func(Term) Term) (_ Node, changed bool) {
	each := func(nodes []Node) ([]Node, bool) {
		out, any := make([]Node, len(nodes)), false
		for i, child := range nodes {
			var changed bool
			out[i], changed = rewrite(child, replace)
			any = any || changed
		}
		return out, any
	}
	switch n := n.(type) {
	case And:
		nodes, changed := each(n)
		return And(nodes), changed
	case Or:
		nodes, changed := each(n)
		return Or(nodes), changed
	case Term:
		other := replace(n)
		return other, other != n
	}
	return n, false
}
