package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cutline/archive"
	"cutline/archive/embedded"
)

// Sequence is words that must stand beside one another, one or more.
type Sequence []Position

// Position is what one place of a sequence may hold.
type Position struct {
	// Terms are the word's spellings, in the forms of Token.Term and
	// Token.Wide, or its Token.Capital where the query is written so.
	Terms []string
	// Stems are what Token.Stem or Token.Term may be instead in prose.
	Stems []string
	// Begins: it is one Chinese, Japanese or Korean character, which the texts
	// have in pairs: a term may go on after it.
	Begins bool
}

// Sequences are the alternatives that a term stands for: its words, and their
// synonyms. Of a Prefix or Fuzzy term it is the word alone.
func (n Term) Sequences() []Sequence {
	var tokens []Token
	for t := range Tokens(n.Text) {
		tokens = append(tokens, t)
	}
	switch {
	case n.Fuzzy:
		return []Sequence{{Position{Terms: []string{tokens[0].Term}}}}
	case n.Prefix:
		return []Sequence{{Position{Terms: spellings(tokens[0].Term, tokens[0].Wide)}}}
	}
	words := make([]string, len(tokens))
	sequence := make(Sequence, len(tokens))
	for i, t := range tokens {
		words[i] = t.Term
		// What stands in quotes is meant as it stands.
		sequence[i] = positionOf(t, !n.Phrase)
		if n.Name || isPeople(n.Field) {
			sequence[i].initials(tokens, i)
		}
	}
	sequence[0].Begins = len(tokens) == 1 && isIdeograph(runeAt(tokens[0].Term, 0)) && utf8.RuneCountInString(tokens[0].Term) == 1
	all := []Sequence{sequence}
	if joined := withJoined(tokens, sequence); joined != nil {
		all = append(all, joined)
	}
	if length, others := synonyms.at(words); length == len(words) {
		for _, other := range others {
			if len(other) == 1 && len(words) == 1 {
				sequence[0].Terms = append(sequence[0].Terms, spellings(other[0], "")...)
				continue
			}
			all = append(all, sequenceOf(other))
		}
		return all
	}
	for i := range words {
		if length, others := synonyms.at(words[i : i+1]); length == 1 {
			for _, other := range others {
				if len(other) == 1 {
					sequence[i].Terms = append(sequence[i].Terms, other[0])
				}
			}
		}
	}
	return all
}

// initials lets an initial stand for a name, and a name that another follows
// for its initial.
func (p *Position) initials(tokens []Token, i int) {
	first, size := utf8.DecodeRuneInString(tokens[i].Term)
	switch {
	case !unicode.IsLetter(first) || isIdeograph(first):
	case size == len(tokens[i].Term):
		p.Terms = append(p.Terms, tokens[i].Term+".")
	case i+1 < len(tokens):
		p.Terms = append(p.Terms, tokens[i].Term[:size])
	}
}

// isPeople reports whether the values of a field are names of people.
func isPeople(name embedded.Field) bool {
	switch name {
	case embedded.By, embedded.Person, archive.Photographer:
		return true
	}
	return false
}

// withJoined is the sequence with its words of two parts written as one; nil
// where it has none.
func withJoined(tokens []Token, sequence Sequence) Sequence {
	var joined Sequence
	for i := 0; i < len(tokens); i++ {
		if word := tokens[i].Joined; word != "" && i+1 < len(tokens) && tokens[i+1].Joined == word {
			joined = append(joined, Position{Terms: []string{word}})
			i++
			continue
		}
		joined = append(joined, sequence[i])
	}
	if len(joined) == len(sequence) {
		return nil
	}
	return joined
}

func sequenceOf(words []string) Sequence {
	s := make(Sequence, len(words))
	for i, w := range words {
		s[i] = Position{Terms: spellings(w, "")}
	}
	return s
}

func positionOf(t Token, inflected bool) Position {
	if t.Capital != "" {
		return Position{Terms: []string{t.Capital}}
	}
	p := Position{Terms: spellings(t.Term, t.Wide)}
	if inflected {
		p.Stems = []string{stem(t.Term)}
	}
	return p
}

// minSpelled is the length of words from which on ue may stand for ü that was
// typed as u, and the reverse: in shorter ones (poet, pot) it mostly does not.
const minSpelled = 6

// spellings are the forms a word may have in an index: itself, with ü as ue,
// and, as wires write KITZBUEHEL and editors type kitzbuhel, with each of its
// a, o, u taken for an umlaut or a pair ae, oe, ue taken for one.
func spellings(term, wide string) []string {
	all := []string{term}
	if wide != "" {
		return append(all, wide)
	}
	if len(term) < minSpelled || !isPlain(term) {
		return all
	}
	for i := 0; i < len(term); i++ {
		if !strings.ContainsRune("aou", rune(term[i])) {
			continue
		}
		if i+1 < len(term) && (term[i+1] == 'e' || term[i] == 'a' && term[i+1] == 'a') {
			all = append(all, term[:i+1]+term[i+2:])
			continue
		}
		all = append(all, term[:i+1]+"e"+term[i+1:])
		if term[i] == 'a' {
			all = append(all, term[:i+1]+"a"+term[i+1:])
		}
	}
	return all
}

// Expand returns the query with every run of bare words that is a synonym of
// several words (United Nations) or of another name (UN) joined, so that each
// Term's Sequences are complete. An engine compiles this.
func (q *Query) Expand() Node {
	if q == nil || q.Root == nil {
		return nil
	}
	return expand(q.Root)
}

func expand(n Node) Node {
	switch n := n.(type) {
	case And:
		return joinNames(n)
	case Or:
		out := make(Or, len(n))
		for i, child := range n {
			out[i] = expand(child)
		}
		return out
	case Not:
		return Not{expand(n.Node)}
	case Term:
		return dated(n)
	}
	return n
}

// dated lets the bare words today and yesterday stand for that day, too: few
// captions have them, and who types them means the photos of the day.
func dated(n Term) Node {
	day := strings.ToLower(n.Text)
	if n.Field != "" || n.Phrase || n.Prefix || n.Fuzzy || day != "today" && day != "yesterday" {
		return n
	}
	return Or{n, Range{Field: embedded.Moved, Low: day}, Range{Field: embedded.Taken, Low: day}}
}

// joinNames replaces bare words of an And that are together a synonym by
// either those words, anywhere, or the other names of the set.
func joinNames(nodes And) Node {
	var out And
	for i := 0; i < len(nodes); {
		words, field := bareWords(nodes[i:])
		length, others := synonyms.at(words)
		if length < 2 {
			if name := initialed(nodes[i:], words); name != nil {
				out = append(out, *name)
				i += 2
				continue
			}
			out = append(out, expand(nodes[i]))
			i++
			continue
		}
		either := Or{slices.Clone(nodes[i : i+length])}
		for _, other := range others {
			either = append(either, Term{Field: field, Text: strings.Join(other, " "), Phrase: len(other) > 1})
		}
		out = append(out, either)
		i += length
	}
	if len(out) == 1 {
		return out[0]
	}
	return out
}

// bareWords are the words that the nodes begin with, as far as they are single
// words in the same field.
func bareWords(nodes And) (words []string, field embedded.Field) {
	for i, node := range nodes {
		t, ok := node.(Term)
		if !ok || t.Phrase || t.Prefix || t.Fuzzy || i > 0 && t.Field != field {
			break
		}
		terms := termsOf(t.Text)
		if len(terms) != 1 {
			break
		}
		field = t.Field
		words = append(words, terms[0])
	}
	return words, field
}

// initialed is the name that nodes begin with where the first of its bare words
// is an initial, as in J. Biden; nil where it is none.
func initialed(nodes And, words []string) *Term {
	if len(words) < 2 {
		return nil
	}
	first, next := nodes[0].(Term), nodes[1].(Term)
	if r, size := utf8.DecodeRuneInString(words[0]); size != len(words[0]) || !unicode.IsLetter(r) || !strings.HasSuffix(first.Text, ".") {
		return nil
	}
	return &Term{Field: first.Field, Text: first.Text + " " + next.Text, Phrase: true, Name: true}
}
