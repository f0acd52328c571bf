package credit

import (
	"slices"
	"strings"
)

// Unread is a credit of a photo that no rule explains in full.
type Unread struct {
	Stated
	// Words are those that no rule explains, in order.
	Words []string `json:"words"`
	// Shape is the form of the line without what differs from photo to photo,
	// see [Rules.Shape].
	Shape string `json:"shape"`
}

// collectUnread notes the effective credits of which no rule explains every
// word: those that lost to another value of their field are nobody's to mend.
func (b *builder) collectUnread() {
	places := slices.Concat(b.dictated[:min(len(b.dictated), 1)], []place{b.signOff}, b.lines[:min(len(b.lines), 1)], b.bylines)
	for _, p := range places {
		said := func(u Unread) bool { return u.Value == p.Value }
		words := p.unread()
		giver := b.Courtesy != "" && fold(p.Value) == fold(b.Courtesy)
		if len(words) == 0 || giver || slices.ContainsFunc(b.UnreadLines, said) {
			continue
		}
		b.UnreadLines = append(b.UnreadLines, Unread{Stated: p.Stated, Words: words, Shape: b.rules.Shape(p.Value)})
	}
}

// unread are the words that no rule explains, those of its parts included.
func (c Credit) unread() []string {
	words := c.Unread
	for _, one := range c.Credits {
		words = slices.Concat(words, one.unread())
	}
	return words
}

// The words of a shape that stand for others.
const (
	shapeName   = "<Name>"   // a person
	shapeWords  = "<X>"      // words that the vocabulary does not have
	shapeNumber = "<N>"      // a word with digits
	shapeHandle = "<Handle>" // an account or an address on the web
)

// maxShape bounds a shape in bytes; what is longer is cut and ends with "…".
const maxShape = 120

// Shape returns the form of a line, by which unread credits are grouped:
// persons, numbers and words that the vocabulary does not have are replaced by
// a word for their kind, organisations by their canonical name, and the other
// words of the vocabulary are in small letters. "Ana Silva/Bildwerk Foto" has
// the shape "<Name>/<X> foto". A line too long to be a credit has "<X>".
func (r *Rules) Shape(line string) string {
	text, _ := normalise(line)
	p := r.tokenise(text)
	if len(p.tokens) > longestLine {
		return shapeWords
	}
	var b strings.Builder
	last := ""
	for i := 0; i < len(p.tokens) && b.Len() < maxShape; {
		word, end := p.shapeAt(i)
		if word == last && (word == shapeWords || word == shapeNumber) {
			i = end // a run of unknown words is one
			continue
		}
		if b.Len() > 0 && p.tokens[i].gap {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		last, i = word, end
	}
	shape := b.String()
	if len(shape) > maxShape {
		shape = strings.ToValidUTF8(shape[:maxShape-len("…")], "") + "…"
	}
	return shape
}

// shapeAt returns what stands in a shape for the words at i, and where the next
// begin.
func (p *parser) shapeAt(i int) (word string, end int) {
	t := &p.tokens[i]
	if t.sign != 0 {
		return p.text[t.start:t.end], i + 1
	}
	end = i + max(int(t.length), 1)
	if t.term.house() {
		return t.term.org.Name, end
	}
	stop := p.plainEnd(i)
	switch p.nameLike(i, stop) {
	case likePerson, likeName:
		if stop > i+1 {
			return shapeName, stop
		}
	}
	switch {
	case t.shape&(isHandle|isAddress) != 0 && t.term == nil:
		return shapeHandle, i + 1
	case t.term != nil && (t.small() || !t.term.is(isGivenName|isParticle|isOrganisationWord)):
		return strings.ToLower(p.textOf(i, end)), end
	case t.shape&hasDigit != 0:
		return shapeNumber, i + 1
	}
	return shapeWords, i + 1
}

// plainEnd is where the words that begin at i end: at a sign that is no part of
// a name, or at a word of the vocabulary that no name holds.
func (p *parser) plainEnd(i int) int {
	end := i
	for end < len(p.tokens) {
		t := &p.tokens[end]
		inName := t.sign == 'h' || t.sign == '.' && end > i && p.tokens[end-1].shortens()
		if t.sign != 0 && !inName {
			break
		}
		if t.sign == 0 && (t.term != nil && !t.term.is(isGivenName|isParticle|isSuffix|isRank) || t.small() && !t.term.is(isParticle)) {
			break
		}
		end++
	}
	return max(end, i+1)
}
