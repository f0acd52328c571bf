package credit

// part is a piece of a credit line between two separators.
type part struct {
	lo, hi int // its tokens
	org    *Organisation
	kind   string
	what   what
	join   byte // the sign before it, or one of the joins
	spaced bool // blanks on both sides of that sign
	maker  bool // made the thing that is not a photograph: Illustration by …
	owner  bool // stands behind a label that names owners: ©, Source
	heads  int  // labels before it
}

// what a part is, as far as the words alone tell.
type what uint8

const (
	aText what = iota // a person, or an organisation not in the vocabulary
	anOrganisation
	aPool
	aHandout
	aFile
	aSymbol
	aStaff
	aStringer
	aNobody
	aKind
	aLicence
	aPicture
	aDate
	aDuty
	aNote // explained and without meaning for the credit
)

// The joins that are words.
const (
	joinVia      = 'v'
	joinFor      = 'f'
	joinCourtesy = 'c'
	joinNone     = 0
)

// splitter cuts a line into parts.
type splitter struct {
	*parser
	lo, hi   int
	parts    []part
	run      int // where the text run in hand begins, -1 without one
	join     byte
	spaced   bool
	labelled bool // something said that this is a credit
	opened   bool // a label has just been read: a word such as "de" now means "by"
	maker    bool
	owner    bool // the label in hand names the owner more often than the maker
	heads    int  // labels read so far
	enclosed bool // brackets stand round the whole, as they do round credits
	desk     bool // a desk's initials close the chain
	guess    bool // words were taken apart where nothing separates them
	late     bool // a label after words that it does not explain: a caption before a credit
}

// split cuts tokens[lo:hi] into parts.
func (p *parser) split(lo, hi int) splitter {
	s := splitter{parser: p, lo: lo, hi: hi, run: -1, parts: p.space[:0]}
	for i := lo; i < hi; {
		i = s.step(i)
	}
	s.flush(hi)
	return s
}

// step reads what stands at token i and returns where to go on.
func (s *splitter) step(i int) int {
	t := &s.tokens[i]
	if t.sign != 0 {
		if n := s.sign(i); n > 0 {
			return i + n
		}
	}
	if n := s.special(i); n > 0 {
		return i + n
	}
	if t.term != nil {
		if n := s.word(i); n > 0 {
			return i + n
		}
	}
	if s.run < 0 && t.sign == 0 {
		s.run = i
	}
	s.opened = false
	return i + 1
}

// sign reads a sign; 0 means that it belongs to the text around it.
func (s *splitter) sign(i int) int {
	t := &s.tokens[i]
	switch t.sign {
	case 'c':
		s.flush(i)
		s.label()
		s.owner = true
		return 1
	case '.':
		if s.run >= 0 && s.abbreviation(i-1) {
			return 1
		}
	case 'h':
		if s.run < 0 {
			break // HO-Annick deGooyer
		}
		if i+1 < s.hi && !s.houseAt(i+1) {
			return 1
		}
	case '&', '+', '!', '"':
		if s.run >= 0 {
			return 1
		}
	case ':':
		behindText := s.run >= 0 || len(s.parts) > 0 && s.parts[len(s.parts)-1].what == aText
		s.late = s.late || !s.labelled && behindText
	case '-':
		// A dash where the name should be: Photo by - / AFP.
		beforeSlash := i+1 < s.hi && s.tokens[i+1].sign == '/'
		if s.run < 0 && beforeSlash && (len(s.parts) == 0 || s.join == '/') {
			s.add(part{lo: i, hi: i + 1, what: aNobody})
			return 1
		}
	}
	s.flush(i)
	gapAfter := i+1 >= s.hi || s.tokens[i+1].gap
	if s.join == joinNone || s.join == ')' || t.sign == '/' || t.sign == '(' {
		s.join, s.spaced = t.sign, t.gap && gapAfter
	}
	return 1
}

// end is where the text run in hand ends so far.
func (s *splitter) end() int {
	i := s.run
	for i < s.hi && !s.cut(i) {
		i++
		if i < s.hi && s.tokens[i].term.house() {
			break
		}
	}
	return i
}

// runEnd is where the text beginning at i ends.
func (s *splitter) runEnd(i int) int {
	for i < s.hi && !s.cut(i) && !(s.tokens[i].term != nil && s.tokens[i].term.is(isLicence|isVia)) {
		i++
	}
	return i
}

// houseAt says that a house stands at i, with an edge behind it, and that it is
// not the second half of a name: Ana Silva-AFP, but Ana Silva-Krone.
func (s *splitter) houseAt(i int) bool {
	t := &s.tokens[i]
	return t.term.house() && (t.length > 1 || t.shape&allUpper != 0) && s.edge(i+int(t.length))
}

// cut says that the token at i ends a text.
func (s *splitter) cut(i int) bool {
	switch s.tokens[i].sign {
	case 0, 'h', '&', '+', '!', '"':
		return false
	case '.':
		return !s.abbreviation(i - 1)
	}
	return true
}

// edge says that a part may end before token i.
func (s *splitter) edge(i int) bool {
	for i < s.hi && s.tokens[i].sign == '"' {
		i++
	}
	if i >= s.hi {
		return true
	}
	switch s.tokens[i].sign {
	case 0:
		return s.begins(i)
	case 'h': // dpa-Pool
		return i+1 < s.hi && s.tokens[i+1].term.is(isPool) && s.edge(i+1+int(s.tokens[i+1].length))
	case '&', '+', '!':
		return false
	}
	return true
}

// begins says that the word at i begins a part although no sign stands before
// it: Jung Yeon-je AFP, Ana Silva via AP.
func (s *splitter) begins(i int) bool {
	t := &s.tokens[i]
	switch {
	case s.bars(i, s.hi) > 0, t.shape&hasDigit != 0 && s.year(i):
		return true
	case t.term == nil:
		return false
	case t.term.house(), t.term.is(isStaff | isKind):
		return true
	case t.term.is(isLabel) && i+int(t.length) < s.hi && s.tokens[i+int(t.length)].sign == ':':
		return true
	case t.term.is(isBy) && s.user(i+1) > 0:
		return true
	case t.term.is(isAnd) && s.organisationAt(i+1), t.term.is(isLabel) && t.shape&ideograph != 0:
		return true
	}
	return t.term.is(isPool|isVia|isFor|isFile|isHandout|isCourtesy|isLicence|isDuty|isStringer) && !t.term.is(isParticle)
}

// unexplained says that words before stand for themselves.
func (s *splitter) unexplained() bool {
	for i := range s.parts {
		if s.parts[i].what == aText {
			return true
		}
	}
	return false
}

// isVia says that the word at i is "via", which means nothing else.
func (p *parser) isVia(i int) bool {
	t := &p.tokens[i]
	return t.end-t.start <= 4 && fold(p.text[t.start:t.end]) == "via"
}

// abbreviation says that the dot after word i belongs to it.
func (p *parser) abbreviation(i int) bool {
	if i < 0 {
		return false
	}
	t := &p.tokens[i]
	if t.sign != 0 {
		return false
	}
	return t.end-t.start <= 2 || t.shape&isAddress != 0 && t.end-t.start <= 4 || t.term.is(isSuffix|isRank)
}

// flush ends the text run in hand before token hi.
func (s *splitter) flush(hi int) {
	if s.run < 0 {
		return
	}
	lo := s.run
	s.run = -1
	for hi > lo && (s.tokens[hi-1].sign == 'h' || s.tokens[hi-1].sign == '"' || s.tokens[hi-1].sign == '!') {
		hi--
	}
	s.add(part{lo: lo, hi: hi, what: aText})
}

// add appends a part with the join read before it.
func (s *splitter) add(p part) {
	p.join, p.spaced, p.maker, p.owner, p.heads = s.join, s.spaced, s.maker, s.owner, s.heads
	s.join, s.spaced, s.owner = joinNone, false, false
	if p.what != aDuty && p.what != aKind {
		s.opened = false
	}
	if len(s.parts) > 0 && p.what == aText && p.join == ',' {
		last := &s.parts[len(s.parts)-1]
		if (last.what == aText || last.what == anOrganisation) && s.continues(p.lo, p.hi) {
			last.hi = p.hi // Inc., Jr.
			return
		}
	}
	s.parts = append(s.parts, p)
}

// continues says that the text is the end of a name that a comma interrupts.
func (s *splitter) continues(lo, hi int) bool {
	if s.tokens[lo].term.is(isSuffix) {
		return hi-lo <= 2
	}
	if hi-lo > 2 {
		return false
	}
	switch fold(s.textOf(lo, hi)) {
	case "inc", "ltd", "llc", "gmbh", "corp", "co", "plc":
		return true
	}
	return false
}
