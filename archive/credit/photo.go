package credit

import (
	"slices"
	"strings"
)

// Stated is a value and the place that states it ("XMP photoshop:Credit").
type Stated struct {
	Place string `json:"place"`
	Value string `json:"value"`
}

// Fields are the words of a photo that bear on its credit, word for word, with
// the effective value of each field first and the losers after it.
type Fields struct {
	CreditLine   []Stated // IPTC Credit Line
	Byline       []Stated // IPTC Creator, one entry a name
	JobTitle     []Stated // IPTC Creator's Job Title: STF, STR, POOL, HO
	Source       []Stated
	Copyright    []Stated
	Instructions []Stated
	Headline     []Stated
	Caption      []Stated
	Artist       []Stated // EXIF Artist: used only where all else is empty
	Persons      []string // IPTC Person Shown in the Image
}

// Reading is the credit of a photo, built from all its fields.
type Reading struct {
	Credit
	// From is the place that the backbone of the credit was read from, empty
	// where the photo has none.
	From string `json:"from,omitempty"`
	// SignOff is the credit as it stands in the caption, word for word.
	SignOff string `json:"signoff,omitempty"`
	// Caption is the effective caption without its sign-off.
	Caption string `json:"caption,omitempty"`
	// Differences are the places that disagree, worst first.
	Differences []Difference `json:"differences,omitempty"`
}

// The severities of a difference. What is equal is no difference at all.
const (
	Note     = "note"
	Conflict = "conflict"
)

// place is a field's value, read.
type place struct {
	Stated
	Credit
	signOff bool
}

// Photo builds the one credit of a photo out of all that its fields say.
//
// A dictated credit wins, then the fuller of the sign-off and the Credit Line,
// then By-line with Credit Line. An organisation alone in Credit or Source says
// who sent the picture, never who made it. Flags are the union of all places. A
// name that the credit withholds is not filled in. EXIF Artist and the
// Copyright notice count only where nothing else names anybody, and then the
// reading is not sure.
func (r *Rules) Photo(f Fields) Reading {
	b := builder{rules: r, fields: f}
	b.gather()
	b.backbone()
	b.complete()
	b.flag()
	b.spell()
	b.compare()
	complete(&b.Credit)
	return b.Reading
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
		hints := Hints{Shown: f.Persons}
		for _, by := range b.bylines {
			hints.Byline = append(hints.Byline, by.Photographers...)
		}
		if found, ok := b.rules.Find(f.Caption[0].Value, hints); ok {
			b.signOff = place{Stated: Stated{f.Caption[0].Place, found.SignOff}, Credit: found.Credit, signOff: true}
			b.SignOff, b.Caption = found.SignOff, found.Caption
		}
	}
	for _, s := range slices.Concat(f.Instructions, f.Caption) {
		if c, ok := b.rules.dictation(s.Value); ok {
			b.dictated = append(b.dictated, place{Stated: s, Credit: c})
		}
	}
}

// creditLine reads a Credit Line beside the By-lines: they settle whom it names,
// and a name of its own that is not evidently a person's is a house.
func (b *builder) creditLine(s Stated) place {
	line := place{Stated: s, Credit: b.rules.Parse(s.Value)}
	var people []string
	for _, by := range b.bylines {
		people = append(people, by.Photographers...)
	}
	if len(line.Photographers) == 0 || len(line.Unread) > 0 || len(people) == 0 {
		return line
	}
	stranger := func(name string) bool {
		return !slices.ContainsFunc(people, func(by string) bool { return ComparePersons(name, by) < Conflicting })
	}
	switch {
	case !slices.ContainsFunc(line.Photographers, stranger):
		line.Sure = true
	case line.nameAlone() && b.rules.likeness(line.Photographers[0]) != likePerson:
		line.Agency, line.Photographers = line.Photographers[0], nil
	}
	return line
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
	if last, first, ok := strings.Cut(value, ", "); ok && !strings.ContainsAny(first, ",/") && !strings.ContainsAny(last, " /") && !suffixes[fold(first)] {
		value = first + " " + last
	}
	if r.onlyRank(value) {
		return Credit{}
	}
	c := r.Parse(value)
	if len(c.Photographers) > 0 && len(c.Unread) == 0 {
		c.Sure = true
	}
	return c
}

// dictation finds a credit that the words demand: "Credit as …", "must be
// bylined …".
func (r *Rules) dictation(value string) (Credit, bool) {
	text, _ := normalise(value)
	f := finder{parser: r.tokenise(text)}
	for i := range f.tokens {
		t := &f.tokens[i]
		if !t.term.is(isDictation) {
			continue
		}
		lo := i + int(t.length)
		hi := lo
		for hi < len(f.tokens) && hi-lo < window/2 && f.tokens[hi].sign != ';' && !(f.tokens[hi].sign == '.' && !f.abbreviation(hi-1)) {
			hi++
		}
		lo, hi = f.trim(lo, hi)
		for lo < hi && f.tokens[lo].sign == ':' {
			lo++
		}
		if c, labelled := f.read(lo, hi); f.credible(&c, labelled) && c.named() {
			return c, true
		}
	}
	return Credit{}, false
}

// named says that the credit names a person or an organisation.
func (c Credit) named() bool {
	return len(c.Photographers) > 0 || c.Agency != "" || len(c.Via) > 0 || c.Courtesy != "" || len(c.Creators) > 0 || len(c.Credits) > 0
}

// nameAlone says that the credit is a name and nothing else.
func (c Credit) nameAlone() bool {
	return len(c.Photographers) == 1 && c.Agency == "" && len(c.Via) == 0 && c.Courtesy == "" && !c.Pool && !c.Handout && !c.Stringer && !c.Staff
}

// fullness orders credits by how much they say of who made the picture and how
// it came.
func (c Credit) fullness() int {
	n := len(c.Via)
	if len(c.Photographers) > 0 || len(c.Creators) > 0 || len(c.Credits) > 0 {
		n += 4
	}
	if c.Agency != "" {
		n++
	}
	if c.Pool || c.Handout {
		n += 2
	}
	return n
}

// backbone chooses the credit on which the rest is hung.
func (b *builder) backbone() {
	for _, d := range b.dictated {
		b.Credit, b.From = d.Credit, d.Place
		b.Instructions = b.signOff.Instructions
		return
	}
	best := b.signOff
	for _, line := range b.lines[:min(1, len(b.lines))] {
		if len(line.Unread) == 0 && line.named() && line.fullness() > best.fullness() {
			best = line
		}
	}
	for _, by := range b.bylines {
		if by.Agency != "" && by.fullness() > best.fullness() && by.fullness() > 4 {
			best = by
		}
	}
	b.Credit, b.From = best.Credit, best.Place
	if !best.named() && len(b.lines) > 0 && len(b.lines[0].Unread) > 0 {
		b.Credit, b.From = b.lines[0].Credit, b.lines[0].Place
	}
	b.withheld = best.signOff && best.named() && len(best.Photographers) == 0 && best.Kind == "" && best.Courtesy == "" ||
		best.named() && best.Stringer && len(best.Photographers) == 0
}

// complete fills what the backbone leaves open.
func (b *builder) complete() {
	if len(b.Photographers) == 0 && !b.withheld {
		for _, by := range b.bylines {
			for _, name := range by.Photographers {
				if !b.names(name) && !b.isHouse(name) {
					b.Photographers = append(b.Photographers, name)
				}
			}
			if len(by.Photographers) > 0 && b.From == "" {
				b.From = by.Place
			}
			b.Stringer = b.Stringer || by.Stringer
		}
		if len(b.Photographers) > 0 {
			b.Sure = true
		}
	}
	if b.Courtesy != "" {
		b.Photographers = slices.DeleteFunc(b.Photographers, func(name string) bool { return fold(name) == fold(b.Courtesy) })
	}
	for _, line := range b.lines[:min(1, len(b.lines))] {
		b.sender(line)
	}
	if len(b.Unread) > 0 {
		b.Sure = false
		return
	}
	if !b.named() || b.Agency == "" && len(b.Via) == 0 && len(b.lines) == 0 {
		b.sender(b.source)
	}
	if !b.named() {
		b.lastResort()
	}
}

// names says that the credit already names a person, however spelled.
func (b *builder) names(name string) bool {
	return slices.ContainsFunc(b.Photographers, func(other string) bool { return ComparePersons(name, other) < Conflicting })
}

// isHouse says that a name in a By-line is that of an organisation of the
// credit, as where a handout has its giver there.
func (b *builder) isHouse(name string) bool { return slices.Contains(b.chain(), fold(name)) }

// sender takes the organisations of Credit or Source into the chain: alone
// they say who sent the picture.
func (b *builder) sender(line place) {
	houses := slices.Concat([]string{line.Agency}, line.Via)
	houses = slices.DeleteFunc(houses, func(h string) bool { return h == "" })
	if len(houses) == 0 || len(line.Unread) > 0 {
		return
	}
	if b.Agency == "" && len(b.Via) == 0 && b.Courtesy == "" {
		if b.titled(isPool) || b.Pool || line.Pool {
			b.Via = houses
		} else {
			b.Agency, b.Via, b.Collection, b.Slash = line.Agency, line.Via, line.Collection, line.Slash
		}
		if b.From == "" {
			b.From = line.Place
		}
		b.Sure = b.Sure || len(b.Photographers) == 0 && line.Sure
		return
	}
	at := slices.Index(houses, b.Agency)
	if at >= 0 && len(houses) > at+1 && len(b.Via) == 0 && !b.Pool {
		b.Via, b.Slash = houses[at+1:], line.Slash
		return
	}
	sent := houses[len(houses)-1]
	alone := len(houses) == 1 && len(line.Photographers) == 0
	if alone && len(b.Via) == 0 && b.passesOn(sent) {
		b.Via = append(b.Via, sent)
	}
}

// passesOn says that the organisation, alone in Credit or Source, is one that
// sent the pictures of the agency.
func (b *builder) passesOn(sent string) bool {
	maker, sender := b.rules.lookup(b.Agency), b.rules.lookup(sent)
	if maker == nil || sender == nil || maker == sender || !sender.distributes() {
		return false
	}
	return maker.Of != sender.Name && b.Collection != sent && !maker.rival(sender)
}

// lastResort takes a name from EXIF Artist or the Copyright notice.
func (b *builder) lastResort() {
	for _, s := range slices.Concat(b.fields.Artist, b.fields.Copyright) {
		c := b.rules.byline(s.Value)
		if !c.named() || len(c.Unread) > 0 {
			continue
		}
		b.Credit, b.From = c, s.Place
		b.Sure = false
		return
	}
	b.Sure = false
}

// titled says that the Creator's Job Title has a word of the class.
func (b *builder) titled(c class) bool {
	for _, s := range b.fields.JobTitle {
		if t := b.rules.term(s.Value); t.is(c) {
			return true
		}
	}
	return false
}

// flag sets the flags, each as soon as one place has it.
func (b *builder) flag() {
	b.Pool = b.Pool || b.titled(isPool)
	b.Handout = b.Handout || b.titled(isHandout)
	b.Staff = b.Staff || b.titled(isStaff)
	b.Stringer = b.Stringer || b.titled(isStringer)
	for _, p := range slices.Concat(b.lines, b.bylines, []place{b.signOff, b.source}) {
		b.Pool = b.Pool || p.Pool
		b.Handout = b.Handout || p.Handout
		b.File = b.File || p.File
		b.Symbolic = b.Symbolic || p.Symbolic
	}
	for _, s := range slices.Concat(b.fields.Headline, b.fields.Instructions, b.fields.Caption) {
		b.words(s.Value)
	}
	if b.Instructions == "" {
		b.Instructions = b.duty()
	}
	if b.Pool && b.Agency != "" && len(b.Via) == 0 && b.fromCreditLine() {
		b.Via, b.Agency = []string{b.Agency}, ""
	}
}

// duty is what the caption says of duty, beside its sign-off or without one.
func (b *builder) duty() string {
	if b.signOff.Instructions != "" || len(b.fields.Caption) == 0 {
		return b.signOff.Instructions
	}
	text, _ := normalise(b.fields.Caption[0].Value)
	f := finder{parser: b.rules.tokenise(text)}
	return f.instructions(f.beforeDuty(len(f.tokens)), len(f.tokens))
}

// fromCreditLine says that the agency stands only in the Credit field: for a
// pool picture that is who sent it.
func (b *builder) fromCreditLine() bool {
	return b.signOff.Agency == "" && len(b.lines) > 0 && len(b.lines[0].Photographers) == 0
}

// words sets the flags that phrases of a text state: "A FILE PHOTO", "POOL
// PHOTO", "undated handout photo".
func (b *builder) words(value string) {
	text, _ := normalise(value)
	f := finder{parser: b.rules.tokenise(text)}
	var c Credit
	f.prose(&c, span{})
	b.File, b.Symbolic = b.File || c.File, b.Symbolic || c.Symbolic
	for i := range f.tokens {
		t := &f.tokens[i]
		b.Pool = b.Pool || t.length > 1 && t.term.is(isPool)
		b.Handout = b.Handout || t.length > 1 && t.term.is(isHandout)
	}
}
