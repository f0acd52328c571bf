package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cutline/archive/embedded"
)

// Spans are the parts of a photo's text that the query matches, in order and
// without overlap. field says what the text is: words looked for in any field
// match in each, those looked for in one only there. What the query excludes
// is not marked.
func (q *Query) Spans(field embedded.Field, text string) []Span {
	root := q.Expand()
	if root == nil || text == "" {
		return nil
	}
	var tokens []Token
	for t := range Tokens(text) {
		tokens = append(tokens, t)
	}
	m := marker{field: field, text: text, tokens: tokens}
	m.mark(root)
	slices.SortFunc(m.spans, func(a, b Span) int { return a.Start - b.Start })
	return merge(m.spans)
}

type marker struct {
	field  embedded.Field
	text   string
	tokens []Token
	spans  []Span
}

func (m *marker) mark(n Node) {
	switch n := n.(type) {
	case And:
		for _, child := range n {
			m.mark(child)
		}
	case Or:
		for _, child := range n {
			m.mark(child)
		}
	case Term:
		if n.Field != "" && n.Field != m.field {
			return
		}
		for _, s := range n.Sequences() {
			m.sequence(n, s)
		}
	}
}

func (m *marker) sequence(n Term, s Sequence) {
	for i := 0; i+len(s) <= len(m.tokens); i++ {
		matches := true
		for j := range s {
			if matches = n.matches(s[j], m.tokens[i+j]); !matches {
				break
			}
		}
		if matches {
			m.spans = append(m.spans, m.span(s, i))
		}
	}
}

// span is the part of the text that the tokens from i on stand for.
func (m *marker) span(s Sequence, i int) Span {
	first, last := m.tokens[i], m.tokens[i+len(s)-1]
	if !s[0].Begins || len(first.Term) == len(s[0].Terms[0]) {
		return Span{first.Start, last.End}
	}
	if strings.HasPrefix(first.Term, s[0].Terms[0]) { // one character of a pair
		_, size := utf8.DecodeRuneInString(m.text[first.Start:])
		return Span{first.Start, first.Start + size}
	}
	_, size := utf8.DecodeLastRuneInString(m.text[:first.End])
	return Span{first.End - size, first.End}
}

// matches reports whether a word of a text is one that the position holds.
func (n Term) matches(p Position, t Token) bool {
	for _, term := range p.Terms {
		switch {
		case t.has(term):
			return true
		case p.Begins && strings.HasPrefix(t.Term, term):
			return true
		case n.Prefix && (strings.HasPrefix(t.Term, term) || strings.HasPrefix(t.Wide, term)):
			return true
		case n.Fuzzy && (distance(t.Term, term, Fuzziness(term)+1) <= Fuzziness(term) ||
			BeginsWords(term) && strings.HasPrefix(t.Term, term)):
			return true
		}
	}
	for _, s := range p.Stems {
		if t.Term == s || t.Stem == s {
			return true
		}
	}
	return false
}

// has reports whether a term is one of the forms by which the token is found.
func (t *Token) has(term string) bool {
	return term == t.Term || term != "" &&
		(term == t.Wide || term == t.Capital || term == t.Joined || term == t.Initial || term == t.Tail)
}

// Fuzziness is how many letters of a word may be wrong in a fuzzy search.
func Fuzziness(word string) int {
	switch n := len([]rune(word)); {
	case n < 4 || strings.ContainsAny(word, "0123456789"):
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// leastBegun is the number of letters from which on a fuzzy search also finds
// what begins with its word, as Feuerwehr begins Feuerwehrleute.
const leastBegun = 6

// BeginsWords reports whether a fuzzy search for a word finds what begins so.
func BeginsWords(word string) bool {
	return utf8.RuneCountInString(word) >= leastBegun && Fuzziness(word) > 0
}

// merge joins spans that overlap; they are in order.
func merge(spans []Span) []Span {
	var out []Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// Piece is a stretch of text, marked where the query matched it.
type Piece struct {
	Text   string
	Marked bool
}

// ellipsis stands where a snippet leaves words out.
const ellipsis = "…"

// Snippet cuts a text down to about limit bytes around its first marks, at
// blanks where there are some, and divides it into pieces. The spans are those
// of [Query.Spans] for this very text; others that do not fit it are left out.
func Snippet(text string, spans []Span, limit int) []Piece {
	spans = fitting(text, spans)
	from, to := window(text, spans, max(limit, 0))
	var pieces []Piece
	add := func(s string, marked bool) {
		if s != "" {
			pieces = append(pieces, Piece{s, marked})
		}
	}
	if from > 0 {
		add(ellipsis, false)
	}
	at := from
	for _, s := range spans {
		start, end := max(s.Start, at), min(s.End, to)
		if start < end {
			add(text[at:start], false)
			add(text[start:end], true)
			at = end
		}
	}
	add(text[at:to], false)
	if to < len(text) {
		add(ellipsis, false)
	}
	return pieces
}

// fitting are the spans that follow one another inside a text and divide no
// character of it.
func fitting(text string, spans []Span) []Span {
	out := make([]Span, 0, len(spans))
	at := 0
	for _, s := range spans {
		if s.Start >= at && s.End > s.Start && s.End <= len(text) && isBoundary(text, s.Start) && isBoundary(text, s.End) {
			out = append(out, s)
			at = s.End
		}
	}
	return out
}

// window is the part of the text that a snippet shows.
func window(text string, spans []Span, limit int) (from, to int) {
	if len(text) <= limit {
		return 0, len(text)
	}
	// A quarter of the snippet leads up to the first mark, unless the text from
	// its beginning on shows that too.
	if len(spans) > 0 && spans[0].End > limit {
		from = min(max(0, spans[0].Start-limit/4), len(text)-limit)
	}
	if from > 0 {
		from = boundary(text, from)
	}
	to = min(from+limit, len(text))
	if to < len(text) {
		if blank := strings.LastIndexByte(text[from:to], ' '); blank > limit/4 {
			to = from + blank
		}
		for to > from && !isBoundary(text, to) {
			to--
		}
	}
	return from, to
}

// boundary is the beginning of the next word at or after i.
func boundary(text string, i int) int {
	const near = 40 // bytes to look for a blank
	if blank := strings.IndexByte(text[i:min(len(text), i+near)], ' '); blank >= 0 {
		return i + blank + 1
	}
	for i < len(text) && !isBoundary(text, i) {
		i++
	}
	return i
}

func isBoundary(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }
