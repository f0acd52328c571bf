package credit

import (
	"slices"
	"strings"
)

// place is a field's value, read.
type place struct {
	Stated
	Credit
	signOff bool
}

// builder builds a Reading.
type builder struct {
	Reading
	rules    *Rules
	fields   Fields
	dictated []place
	signOff  place
	lines    []place // Credit Line
	bylines  []place
	source   place
	withheld bool
}

// gather reads every field.
func (b *builder) gather() {
	f := b.fields
	for _, s := range f.Byline {
		b.bylines = append(b.bylines, place{Stated: s, Credit: b.rules.byline(s.Value)})
	}
	for _, s := range f.CreditLine {
		b.lines = append(b.lines, b.creditLine(s))
	}
	if len(f.Source) > 0 && !isCode(f.Source[0].Value) {
		b.source = place{Stated: f.Source[0], Credit: b.rules.Parse(f.Source[0].Value)}
	}
	if len(f.Caption) > 0 {
		b.Caption = f.Caption[0].Value
		if found, ok := b.rules.Find(f.Caption[0].Value, Hints{Byline: b.people(), Shown: f.Persons}); ok {
			b.signOff = place{Stated: Stated{f.Caption[0].Place, found.SignOff}, Credit: found.Credit, signOff: true}
			b.SignOff, b.Caption = found.SignOff, found.Caption
		}
	}
	for _, s := range slices.Concat(f.Instructions, f.Caption) {
		if c, ok := b.rules.dictation(s.Value, b.people()); ok {
			c.Sure = c.Sure || b.settles(c)
			b.dictated = append(b.dictated, place{Stated: s, Credit: c})
		}
	}
}

// people are the photographers of the By-lines.
func (b *builder) people() []string {
	var people []string
	for _, by := range b.bylines {
		people = append(people, by.Photographers...)
	}
	return people
}

// creditLine reads a Credit Line beside the By-lines: they settle whom it names,
// and a name of its own that is not evidently a person's is a house.
func (b *builder) creditLine(s Stated) place {
	people := b.people()
	line := place{Stated: s, Credit: b.rules.parseBeside(s.Value, people)}
	if len(line.Photographers) == 0 || len(line.Unread) > 0 || len(people) == 0 {
		return line
	}
	switch {
	case b.settles(line.Credit):
		line.Sure = true
	case line.nameAlone() && b.rules.likeness(line.Photographers[0]) != likePerson:
		line.Agency, line.Photographers = line.Photographers[0], nil
	}
	return line
}

// settles says that the By-lines name every photographer of a credit of which
// each word is explained.
func (b *builder) settles(c Credit) bool {
	people := b.people()
	stranger := func(name string) bool {
		return !slices.ContainsFunc(people, func(by string) bool { return ComparePersons(name, by) < Conflicting })
	}
	return len(c.Photographers) > 0 && len(c.Unread) == 0 && !slices.ContainsFunc(c.Photographers, stranger)
}

// isCode says that a Source is an agency's code and not a name: X06555.
func isCode(s string) bool {
	s = strings.TrimSpace(s)
	digits := strings.TrimLeft(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	return len(s) == 0 || len(s)-len(digits) <= 1 && len(digits) >= 4 && strings.Trim(digits, "0123456789") == ""
}

// byline reads a By-line, in which a name alone is the photographer.
func (r *Rules) byline(value string) Credit {
	value, _ = normalise(value)
	value = surnameLast(value)
	if r.onlyRank(value) {
		return Credit{}
	}
	c := r.Parse(value)
	if len(c.Photographers) > 0 && len(c.Unread) == 0 {
		c.Sure = true
	}
	return c
}

// surnameLast turns a name written surname first: Ghirda, Vadim.
func surnameLast(value string) string {
	last, first, ok := strings.Cut(value, ", ")
	oneWord, plain := !strings.ContainsAny(last, " /"), !strings.ContainsAny(first, ",/")
	if !ok || !oneWord || !plain || suffixes[fold(first)] {
		return value
	}
	return first + " " + last
}

// dictation finds a credit that the words demand: "Credit as …", "must be
// bylined …".
func (r *Rules) dictation(value string, byline []string) (Credit, bool) {
	text, _ := normalise(value)
	f := finder{parser: r.tokenise(text)}
	f.byline = byline
	for i := range f.tokens {
		t := &f.tokens[i]
		if !t.term.is(isDictation) {
			continue
		}
		lo := i + int(t.length)
		for lo < len(f.tokens) && f.tokens[lo].sign == ':' {
			lo++
		}
		lo, hi := f.trim(lo, f.endOfClause(lo))
		if c, labelled := f.read(lo, hi); f.credible(&c, labelled) && c.named() {
			return c, true
		}
	}
	return Credit{}, false
}

// endOfClause is where the words from lo on come to a stop, or the quotation
// that begins there.
func (f *finder) endOfClause(lo int) int {
	hi := lo
	if lo < len(f.tokens) && f.tokens[lo].sign == '"' {
		for k := lo + 1; k < min(len(f.tokens), lo+window/2); k++ {
			if f.tokens[k].sign == '"' {
				return k + 1
			}
		}
	}
	for hi < min(len(f.tokens), lo+window/2) {
		sign := f.tokens[hi].sign
		if sign == ';' || sign == '.' && !f.abbreviation(hi-1) {
			break
		}
		hi++
	}
	return hi
}
