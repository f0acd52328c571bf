package credit

import "slices"

// backbone chooses the credit on which the rest is hung.
func (b *builder) backbone() {
	if len(b.dictated) > 0 {
		b.Credit, b.From = b.dictated[0].Credit, b.dictated[0].Place
		b.Instructions = b.signOff.Instructions
		return
	}
	best := b.signOff
	if len(b.lines) > 0 && len(b.lines[0].Unread) == 0 && b.lines[0].fullness() > best.fullness() {
		best = b.lines[0]
	}
	for _, by := range b.bylines {
		wholeLine := by.Agency != "" && by.fullness() > 4
		if wholeLine && by.fullness() > best.fullness() {
			best = by
		}
	}
	b.Credit, b.From = best.Credit, best.Place
	if !best.named() && len(b.lines) > 0 && len(b.lines[0].Unread) > 0 {
		b.Credit, b.From = b.lines[0].Credit, b.lines[0].Place
	}
	b.withheld = best.withholds()
}

// withholds says that the credit keeps the photographer's name back: that of a
// stringer without a name, and a sign-off of a house alone.
func (p place) withholds() bool {
	if !p.named() || len(p.Photographers) > 0 || len(p.Credits) > 0 {
		return false
	}
	return p.Stringer || p.signOff && p.Kind == "" && p.Courtesy == ""
}

// fill fills what the backbone leaves open.
func (b *builder) fill() {
	if len(b.Credits) > 0 {
		return // whose pictures they are, the line says of each
	}
	if len(b.Photographers) == 0 && !b.withheld {
		b.takeBylines()
	}
	if b.Courtesy != "" {
		b.Photographers = slices.DeleteFunc(b.Photographers, func(name string) bool { return fold(name) == fold(b.Courtesy) })
	}
	if len(b.dictated) > 0 {
		b.sender(b.signOff) // who must be named is told, and seldom who sent it
	}
	if len(b.lines) > 0 {
		b.sender(b.lines[0])
	}
	if len(b.Unread) > 0 {
		b.Sure = false
		return
	}
	if !b.named() || len(b.senders()) == 0 && len(b.lines) == 0 {
		b.sender(b.source)
	}
	if !b.named() {
		b.lastResort()
	}
}

// takeBylines takes the photographers from the By-lines.
func (b *builder) takeBylines() {
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
	b.Sure = b.Sure || len(b.Photographers) > 0
}

// names says that the credit already names a person, however spelled, as the
// photographer or as the maker of what is no photograph.
func (b *builder) names(name string) bool {
	same := func(other string) bool { return ComparePersons(name, other) < Conflicting }
	return slices.ContainsFunc(b.Photographers, same) || slices.ContainsFunc(b.Creators, same)
}

// isHouse says that a name in a By-line is that of an organisation of the
// credit, as where a handout has its giver there.
func (b *builder) isHouse(name string) bool { return slices.Contains(b.chain(), fold(name)) }

// sender takes the organisations of Credit or Source into the chain: alone
// they say who sent the picture.
func (b *builder) sender(line place) {
	houses := line.senders()
	if len(houses) == 0 || len(line.Unread) > 0 {
		return
	}
	if len(b.senders()) == 0 && b.Courtesy == "" {
		b.adopt(line)
		return
	}
	same := func(house string) bool { return fold(house) == fold(b.Agency) }
	if at := slices.IndexFunc(houses, same); at >= 0 && at+1 < len(houses) && len(b.Via) == 0 && !b.Pool {
		b.Via, b.Slash = houses[at+1:], line.Slash
		return
	}
	alone := len(houses) == 1 && len(line.Photographers) == 0
	if alone && len(b.Via) == 0 && b.passesOn(houses[0]) {
		b.Via = houses
	}
}

// senders are the agency and the distributors after it.
func (c Credit) senders() []string {
	if c.Agency == "" {
		return c.Via
	}
	return slices.Concat([]string{c.Agency}, c.Via)
}

// adopt takes the whole chain of a line; for a pool picture all of it is
// distributors.
func (b *builder) adopt(line place) {
	if b.titled(isPool) || b.Pool || line.Pool {
		b.Via = line.senders()
	} else {
		b.Agency, b.Via, b.Collection, b.Slash = line.Agency, line.Via, line.Collection, line.Slash
	}
	if b.From == "" {
		b.From = line.Place
	}
	b.Sure = b.Sure || len(b.Photographers) == 0 && line.Sure
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
		b.addDisguised(p.Credit)
		if b.Kind == "" {
			b.Kind = p.Kind
		}
	}
	for _, s := range slices.Concat(b.fields.Headline, b.fields.Instructions, b.fields.Caption) {
		b.words(s.Value)
	}
	if b.Instructions == "" {
		b.Instructions = b.duty()
	}
	if sent := b.senders(); b.Pool && len(b.Via) == 0 && b.fromCreditLine() {
		b.Agency, b.Via = "", sent
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
		// Leaders pose for a family photo, too.
		b.Handout = b.Handout || t.length > 1 && t.term.is(isHandout) && !t.term.is(isFamily)
	}
}
