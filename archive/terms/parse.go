package terms

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// maxText bounds what is read of a text, in bytes; what is beyond is Unread.
const maxText = 32 << 10

// Parse reads a text that is about the use of a picture, such as IPTC
// Instructions and Rights Usage Terms. It takes time in proportion to the
// length of the text. ref is about when the words were written: a day without a
// year is the one nearest to it.
func Parse(text string, ref time.Time) []Term {
	beyond := ""
	if len(text) > maxText {
		text, beyond = strings.ToValidUTF8(text[:maxText], ""), text[maxText:]
	}
	p := parser{phrases: compiled(), ref: ref, text: text, tokens: scan(text)}
	p.parse()
	if beyond != "" {
		p.terms = append(p.terms, Term{Kind: Unread, Text: clip(beyond, maxUnread), Duty: true})
	}
	return p.terms
}

// ParseCaption reads the terms inside a caption: those in clauses all in
// capitals, as agencies write them. "Spain out of the Cup" is news. What no
// phrase explains is the caption, and no term.
func ParseCaption(text string, ref time.Time) []Term {
	var list []Term
	for _, t := range Parse(text, ref) {
		switch t.Kind {
		case Unread, NoEffect, Licence, Restricted, Exclusive:
			continue
		case Embargo, Until:
			if t.At.IsZero() {
				continue
			}
		}
		if words := strings.Map(letters, t.Text); words == strings.ToUpper(words) {
			list = append(list, t)
		}
	}
	return list
}

func letters(r rune) rune {
	if unicode.IsLetter(r) {
		return r
	}
	return -1
}

// parser reads one text.
type parser struct {
	*phrases
	ref    time.Time
	text   string
	tokens []token
	terms  []Term
}

// match is a phrase found, with what fills its slots.
type match struct {
	phrase *phrase
	end    int
	term   Term
}

func (p *parser) parse() {
	unread := 0 // where the words that nothing explains begin
	for i := 0; i < len(p.tokens); {
		m, ok := p.longest(i)
		if !ok {
			i++
			continue
		}
		p.leave(unread, i)
		if m.phrase.kind != "" {
			m.term.Kind = m.phrase.kind
			m.term.Text = p.text[p.tokens[i].start:p.tokens[m.end-1].end]
			p.add(m.term)
		}
		i, unread = m.end, m.end
	}
	p.leave(unread, len(p.tokens))
}

// add adds a term that is not there yet: agencies say things twice.
func (p *parser) add(t Term) {
	for _, had := range p.terms {
		if had.Same(t) {
			return
		}
	}
	p.terms = append(p.terms, t)
}

// Same says that two terms restrict the same, wherever they stand.
func (a Term) Same(b Term) bool {
	return a.Kind == b.Kind && fold(a.Credit) == fold(b.Credit) && a.Days == b.Days && a.At.Equal(b.At) &&
		strings.Join(a.Territories, ",") == strings.Join(b.Territories, ",") && strings.Join(a.Media, ",") == strings.Join(b.Media, ",") &&
		fold(strings.Join(a.Titles, ",")) == fold(strings.Join(b.Titles, ",")) &&
		(a.Kind != Unread && a.Kind != NoEffect || fold(a.Text) == fold(b.Text))
}

// longest finds the longest phrase at token i.
func (p *parser) longest(i int) (best match, ok bool) {
	t := &p.tokens[i]
	if t.word == "" {
		return match{}, false
	}
	for _, list := range [][]phrase{p.byWord[t.word], p.bySlot} {
		for k := range list {
			m := match{phrase: &list[k]}
			if p.match(list[k].pieces, i, i, &m) && m.end > best.end && (!list[k].alone || p.alone(i, m.end)) {
				best, ok = m, true
			}
		}
	}
	return best, ok
}

// alone says that tokens[lo:hi] are a clause of their own.
func (p *parser) alone(lo, hi int) bool {
	opens := func(t *token) bool { return t.breaks() || t.sign == ',' || t.sign == ':' }
	return (lo == 0 || opens(&p.tokens[lo-1])) && (hi == len(p.tokens) || opens(&p.tokens[hi]))
}

// match says that the pieces fit the tokens from i, and fills m. from is where
// the phrase began.
func (p *parser) match(pieces []piece, from, i int, m *match) bool {
	for len(pieces) > 0 && pieces[0].slot == "" {
		for i > from && i < len(p.tokens) && pieces[0].word != "" && (p.tokens[i].sign == ',' || p.tokens[i].sign == '"') {
			i++
		}
		if i >= len(p.tokens) || p.tokens[i].word != pieces[0].word || p.tokens[i].sign != pieces[0].sign {
			return false
		}
		pieces, i = pieces[1:], i+1
	}
	if len(pieces) == 0 {
		m.end = i
		return true
	}
	slot, rest := pieces[0].slot, pieces[1:]
	switch slot {
	case "any":
		stop := p.clause(i)
		for end := i + 1; end <= stop; end++ {
			if p.match(rest, from, end, m) {
				if len(rest) == 0 {
					m.end = stop
				}
				return true
			}
		}
		return false
	case "title":
		return p.title(rest, i, m)
	}
	if i > from {
		i = p.signs(i)
	}
	if i >= len(p.tokens) {
		return false
	}
	before := m.term
	end := i
	switch slot {
	case "days":
		m.term.Days, end = p.days(i)
	case "date":
		m.term.At, m.term.Day, m.term.Local, end = dateAt(p.text, p.tokens, i, p.ref)
		if end > i && m.term.Day && m.phrase.kind == Until {
			m.term.At = m.term.At.AddDate(0, 0, 1).Add(-time.Nanosecond)
		}
	case "places":
		var codes []string
		codes, end = placesAt(p.tokens, i)
		m.term.Territories = append(append([]string(nil), before.Territories...), codes...)
	case "media":
		var list []string
		list, end = mediaAt(p.tokens, i)
		m.term.Media = append(append([]string(nil), before.Media...), list...)
	case "credit":
		m.term.Credit, end = p.credit(i)
	}
	if end > i && p.match(rest, from, end, m) {
		return true
	}
	m.term = before
	return false
}

// signs skips what may stand between a phrase and what fills its slot.
func (p *parser) signs(i int) int {
	for i < len(p.tokens) && (p.tokens[i].sign == ':' || p.tokens[i].sign == '-' || p.tokens[i].sign == ',') {
		i++
	}
	return i
}

// numbers are those that are written as words.
var numbers = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "fourteen": 14, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90,
}

// maxDays bounds a number of days; what is more is none.
const maxDays = 36_500

func (p *parser) days(i int) (n, end int) {
	word := p.tokens[i].word
	n, err := strconv.Atoi(word)
	if err != nil {
		n = numbers[word]
	}
	if n < 1 || n > maxDays {
		return 0, i
	}
	return n, i + 1
}

// credit reads the credit that is demanded at token i: what is quoted, else to
// the end of the clause, or to where another phrase begins.
func (p *parser) credit(i int) (text string, end int) {
	if p.tokens[i].sign == '"' {
		for j := i + 1; j < len(p.tokens); j++ {
			if p.tokens[j].sign == '"' && j > i+1 {
				return p.text[p.tokens[i+1].start:p.tokens[j-1].end], j + 1
			}
		}
		return "", i
	}
	stop := i
	for stop < len(p.tokens) {
		t := &p.tokens[stop]
		if t.breaks() && t.sign != '/' || t.sign == '"' {
			break
		}
		if t.word != "" && p.begins(stop) {
			break
		}
		stop++
	}
	for stop > i && p.tokens[stop-1].word == "" {
		stop--
	}
	if stop == i {
		return "", i
	}
	return p.text[p.tokens[i].start:p.tokens[stop-1].end], stop
}

// begins says that a phrase of words alone begins at token i.
func (p *parser) begins(i int) bool {
	for _, one := range p.byWord[p.tokens[i].word] {
		if len(one.pieces) > 1 && one.kind != NoEffect && p.match(one.pieces, i, i, &match{phrase: &phrase{}}) {
			return true
		}
	}
	return false
}

// title reads what is out: SAN DIEGO OUT, all in capitals and a clause of its
// own.
func (p *parser) title(rest []piece, i int, m *match) bool {
	if i > 0 && p.tokens[i-1].word != "" {
		return false
	}
	const most = 5
	for j := i; j < len(p.tokens) && j-i <= most; j++ {
		t := &p.tokens[j]
		if t.word == "out" && t.upper && j > i && p.ends(j+1) && p.match(rest, i, j, m) {
			m.term.Titles = []string{p.text[p.tokens[i].start:p.tokens[j-1].end]}
			return true
		}
		if t.word == "" || !t.upper {
			return false
		}
	}
	return false
}

// ends says that a clause ends at token i.
func (p *parser) ends(i int) bool {
	return i >= len(p.tokens) || p.tokens[i].word == ""
}

// clause is where the clause with token i ends.
func (p *parser) clause(i int) int {
	const most = 60
	for j := i; j < len(p.tokens) && j-i < most; j++ {
		if t := &p.tokens[j]; t.breaks() && t.sign != '/' && t.sign != '(' && t.sign != ')' {
			return j
		}
	}
	return min(len(p.tokens), i+most)
}

// maxUnread bounds an unread term, in bytes.
const maxUnread = 400

// leave keeps the words of tokens[lo:hi], which no phrase explains, clause by
// clause.
func (p *parser) leave(lo, hi int) {
	for lo < hi {
		end := lo
		for end < hi && !(p.tokens[end].breaks() && p.tokens[end].sign != '/') {
			end++
		}
		p.unread(lo, end)
		lo = end + 1
	}
}

// empty are words that say nothing where they stand alone between phrases.
var empty = map[string]bool{
	"and": true, "or": true, "the": true, "a": true, "an": true, "of": true, "for": true, "please": true, "photo": true, "photos": true, "image": true,
	"images": true, "picture": true, "note": true, "notes": true, "is": true, "to": true, "by": true, "with": true, "in": true, "und": true, "s": true,
}

func (p *parser) unread(lo, hi int) {
	for lo < hi && (p.tokens[lo].word == "" || empty[p.tokens[lo].word]) {
		lo++
	}
	for hi > lo && (p.tokens[hi-1].word == "" || empty[p.tokens[hi-1].word]) {
		hi--
	}
	if lo == hi {
		return
	}
	t := Term{Kind: Unread, Text: clip(p.text[p.tokens[lo].start:p.tokens[hi-1].end], maxUnread)}
	for i := lo; i < hi && !t.Duty; i++ {
		t.Duty = p.duty[p.tokens[i].word]
	}
	p.add(t)
}

// clip cuts a text at n bytes.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
