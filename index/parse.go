package index

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"cutline/archive/embedded"
)

// SyntaxError says what in a query cannot be read.
type SyntaxError struct {
	// Pos and End bound the mistake in the query, in bytes.
	Pos, End int
	// Text is a sentence about it.
	Text string
	// Suggest is what to write from Pos to End instead, empty where nothing
	// is near.
	Suggest string
}

func (e *SyntaxError) Error() string {
	if e.Suggest == "" {
		return e.Text
	}
	return fmt.Sprintf("%s; did you mean %s?", e.Text, e.Suggest)
}

// Parse reads a query. A mistake is a *SyntaxError. Parse takes time linear in
// the length of the text.
func Parse(text string) (*Query, error) {
	if len(text) > MaxQueryBytes {
		return nil, &SyntaxError{
			Pos: MaxQueryBytes, End: len(text),
			Text: fmt.Sprintf("the query is %d bytes long; at most %d can be read", len(text), MaxQueryBytes),
		}
	}
	if i := invalidUTF8(text); i >= 0 {
		return nil, &SyntaxError{Pos: i, End: i + 1, Text: "the query is not UTF-8 text here"}
	}
	p := &parser{text: text}
	root, err := p.or(0)
	if err != nil {
		return nil, err
	}
	if p.pos < len(text) { // or stops only at the end or at a bracket
		return nil, p.mistake(p.pos, p.pos+1, "this bracket closes none")
	}
	if root == nil && strings.TrimSpace(text) != "" {
		return nil, p.mistake(0, len(text), "there is no letter or digit to search for")
	}
	return &Query{Root: root}, nil
}

func invalidUTF8(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// parser is a recursive descent over the text. Nodes that hold nothing to
// search for, such as a dash between words, are nil and left out.
type parser struct {
	text    string
	pos     int
	clauses int
	// field is that of the bracket around, as in by:(loeb OR ghirda).
	field *queryField
}

func (p *parser) mistake(pos, end int, format string, args ...any) *SyntaxError {
	return &SyntaxError{Pos: pos, End: end, Text: fmt.Sprintf(format, args...)}
}

func (p *parser) space() {
	p.pos = len(p.text) - len(strings.TrimLeftFunc(p.text[p.pos:], unicode.IsSpace))
}

// keyword consumes a word in capitals that stands alone.
func (p *parser) keyword(word string) bool {
	p.space()
	rest, ok := strings.CutPrefix(p.text[p.pos:], word)
	if !ok || wordEnd(rest) > 0 {
		return false
	}
	p.pos += len(word)
	return true
}

func (p *parser) or(depth int) (Node, error) {
	var nodes Or
	before := -1 // where the OR before this part stands
	for {
		node, err := p.and(depth)
		if err != nil {
			return nil, err
		}
		p.space()
		after := p.pos
		more := p.keyword("OR")
		switch n := node.(type) {
		case nil:
			if more {
				before = after
			}
			if before >= 0 {
				return nil, p.mistake(before, before+len("OR"), "OR needs something to search for on both sides")
			}
		case Or:
			nodes = append(nodes, n...)
		default:
			nodes = append(nodes, n)
		}
		if !more {
			break
		}
		before = after
	}
	switch len(nodes) {
	case 0:
		return nil, nil
	case 1:
		return nodes[0], nil
	}
	return nodes, nil
}

func (p *parser) and(depth int) (Node, error) {
	var nodes And
	for {
		p.space()
		if p.pos == len(p.text) || p.text[p.pos] == ')' {
			break
		}
		at := p.pos
		if p.keyword("OR") {
			p.pos = at
			break
		}
		if p.keyword("AND") {
			continue
		}
		node, err := p.unary(depth)
		if err != nil {
			return nil, err
		}
		switch n := node.(type) {
		case nil:
		case And:
			nodes = append(nodes, n...)
		default:
			nodes = append(nodes, n)
		}
	}
	switch len(nodes) {
	case 0:
		return nil, nil
	case 1:
		return nodes[0], nil
	}
	return nodes, nil
}

func (p *parser) unary(depth int) (Node, error) {
	start := p.pos
	if depth > MaxDepth {
		return nil, p.mistake(start, start+1, "brackets and minus signs stand more than %d deep", MaxDepth)
	}
	not := p.text[p.pos] == '-'
	if not {
		p.pos++
	} else {
		not = p.keyword("NOT")
		p.space()
	}
	if !not {
		return p.primary(depth)
	}
	end := p.pos
	if p.pos == len(p.text) || p.text[p.pos] == ')' || p.text[start] == '-' && isSpaceAt(p.text, p.pos) {
		if p.text[start] == '-' {
			return nil, nil // a dash between words, as in a pasted caption
		}
		return nil, p.mistake(start, p.pos, "NOT needs something to leave out")
	}
	if p.keyword("OR") || p.keyword("AND") {
		return nil, p.mistake(start, start+len(strings.TrimSpace(p.text[start:end])), "NOT needs something to leave out")
	}
	node, err := p.unary(depth + 1)
	switch n := node.(type) {
	case nil:
		return nil, err
	case Not: // two minus signs are none
		return n.Node, err
	default:
		return Not{n}, err
	}
}

func isSpaceAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsSpace(r)
}

func (p *parser) primary(depth int) (Node, error) {
	start := p.pos
	switch r, _ := utf8.DecodeRuneInString(p.text[p.pos:]); {
	case r == '(':
		return p.bracket(depth)
	case isQuote(r):
		return p.phrase()
	}
	word := p.word()
	name, value, isField := strings.Cut(word, ":")
	if _, _, ok := propertyName(word); !isField || !ok && !isFieldName(name) {
		return p.term(start, word)
	}
	p.pos = start + len(name) + 1
	return p.fieldValue(start, name, value, depth)
}

// bracket reads what stands between ( and ).
func (p *parser) bracket(depth int) (Node, error) {
	start := p.pos
	p.pos++
	node, err := p.or(depth + 1)
	if err != nil {
		return nil, err
	}
	if p.pos == len(p.text) {
		return nil, p.mistake(start, start+1, "this bracket is not closed")
	}
	p.pos++
	if node == nil {
		return nil, p.mistake(start, p.pos, "these brackets hold nothing to search for")
	}
	return node, nil
}

// quoted reads what stands between quotes of any kind.
func (p *parser) quoted() (string, error) {
	start := p.pos
	_, size := utf8.DecodeRuneInString(p.text[p.pos:])
	rest := p.text[p.pos+size:]
	n := strings.IndexFunc(rest, isQuote)
	if n < 0 {
		return "", p.mistake(start, start+size, "this quote is not closed")
	}
	_, closing := utf8.DecodeRuneInString(rest[n:])
	p.pos += size + n + closing
	return rest[:n], nil
}

func (p *parser) phrase() (Node, error) {
	start := p.pos
	text, err := p.quoted()
	if err != nil {
		return nil, err
	}
	if !hasWord(text) {
		return nil, p.mistake(start, p.pos, "these quotes hold no letter or digit to search for")
	}
	return p.clause(start, Term{Field: p.fieldName(), Text: text, Phrase: true})
}

// term makes a term of a bare word, which may end in * or ~.
func (p *parser) term(start int, word string) (Node, error) {
	t := Term{Field: p.fieldName(), Text: word}
	switch {
	case !hasWord(word) && !strings.ContainsAny(word, "*~"):
		return nil, nil
	case strings.HasSuffix(word, "*"):
		t.Text, t.Prefix = strings.TrimSuffix(word, "*"), true
	case strings.HasSuffix(word, "~"):
		t.Text, t.Fuzzy = strings.TrimSuffix(word, "~"), true
	}
	if i := strings.IndexAny(t.Text, "*~"); i >= 0 || !hasWord(t.Text) {
		return nil, p.mistake(start, start+len(word), "* and ~ can only stand at the end of a word, as in merkel*")
	}
	if (t.Prefix || t.Fuzzy) && !isOneWord(t.Text) {
		return nil, p.mistake(start, start+len(word), "* and ~ go with a single word, as in merkel*")
	}
	return p.clause(start, t)
}

func (p *parser) fieldName() embedded.Field {
	if p.field == nil {
		return ""
	}
	return p.field.name
}

// clause counts a clause and returns it.
func (p *parser) clause(start int, n Node) (Node, error) {
	if p.clauses++; p.clauses > MaxClauses {
		return nil, p.mistake(start, p.pos, "the query has more than %d words", MaxClauses)
	}
	return n, nil
}

// word consumes up to the next blank, quote or bracket.
func (p *parser) word() string {
	word := p.text[p.pos : p.pos+wordEnd(p.text[p.pos:])]
	p.pos += len(word)
	return word
}

func wordEnd(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || isQuote(r) || r == '(' || r == ')'
	})
	if n < 0 {
		return len(s)
	}
	return n
}

func isQuote(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '«', '»':
		return true
	}
	return false
}
