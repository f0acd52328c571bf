package credit

import "slices"

// occurrence is a term of the vocabulary where it stands in a line.
type occurrence struct {
	*term
	i, n        int  // its first token, and their number
	left, right bool // a part may begin before it, and end behind it
}

// whole says that the term may be a part of its own.
func (w *occurrence) whole() bool { return w.left && w.right }

// next is the token behind the term.
func (w *occurrence) next() int { return w.i + w.n }

// word reads a term of the vocabulary and returns the number of its tokens; 0
// means that it is text here. A term may do several things: the first that fits
// its place counts.
func (s *splitter) word(i int) int {
	t := &s.tokens[i]
	w := occurrence{term: t.term, i: i, n: int(t.length), left: s.run < 0}
	w.right = s.edge(w.next())
	switch {
	case s.names(&w), s.introduces(&w), s.marks(&w), s.labels(&w), s.joins(&w):
		return w.n
	case w.is(isRank) && w.left && w.next() < s.hi && !(w.is(isGivenName) && w.n == 1):
		return w.n + s.rating(w.next())
	case w.is(isResidue) && (w.whole() || w.right && w.n > 3 || w.next() < s.hi && s.tokens[w.next()].term.is(isLicence)):
		s.flush(w.i)
		s.add(part{lo: i, hi: w.next(), what: aNote})
		return w.n
	}
	return 0
}

// names reads a label with its colon, and the name of an organisation.
func (s *splitter) names(w *occurrence) bool {
	if w.is(isLabel) && w.next() < s.hi && s.tokens[w.next()].sign == ':' {
		s.flush(w.i)
		s.label()
		s.maker, s.owner = false, s.owner || w.is(isOwner)
		return true
	}
	everyday := w.is(isEveryday) && !w.whole()
	label := w.is(isLabel) && w.left && s.opens(w.next())
	if w.org == nil || everyday || label || !s.organisation(w) {
		return false
	}
	s.guess = s.guess || s.run >= 0 && !s.labelled
	s.flush(w.i)
	s.add(part{lo: w.i, hi: w.next(), what: anOrganisation, org: w.org})
	return true
}

// organisation says that an organisation stands for itself and is not a word of
// a longer name.
func (s *splitter) organisation(w *occurrence) bool {
	switch {
	case w.whole():
		return true
	case w.org.Kind == Publication || w.org.Kind == PartyConcerned:
		return false
	case w.right: // Jung Yeon-je AFP
		return s.afterName()
	case w.left: // Wikimedia Commons Benh Lieu Song
		next := w.next()
		like := s.nameLike(next, s.runEnd(next))
		if like == likeName && w.org.distributes() { // ANP SEM DE VRIES
			s.guess = true
			return true
		}
		return s.labelAt(next) || s.tokens[next].term.is(isKind) || like == likePerson
	}
	return false
}

// introduces reads the words that only credits have: duty, courtesy, what the
// thing is.
func (s *splitter) introduces(w *occurrence) bool {
	switch {
	case w.is(isDictation|isDuty) && w.left:
		s.label()
		if w.is(isDuty) {
			s.add(part{lo: w.i, hi: w.next(), what: aDuty})
		}
	case w.is(isCourtesy) && w.left && w.next() < s.hi && s.tokens[w.next()].sign != '/':
		s.label()
		s.join = joinCourtesy
	case w.is(isCourtesy) && w.left:
		s.add(part{lo: w.i, hi: w.next(), what: aHandout})
	case w.is(isStaff|isHandout|isFile|isPool) && w.left && !w.is(isLabel) && w.next() < s.hi && s.tokens[w.next()].term.is(isBy) && !s.tokens[w.next()].term.is(isParticle):
		s.add(part{lo: w.i, hi: w.next(), what: w.flag()}) // Staff photo by Ana Silva
		s.label()
	case w.is(isKind) && (w.whole() || w.left && s.opens(w.next()) || w.right && s.afterName()):
		s.flush(w.i)
		s.add(part{lo: w.i, hi: w.next(), what: aKind, kind: w.kind})
		if w.right {
			s.labelled, s.opened = true, true // Twitter Screenshot
		} else {
			s.label()
		}
		s.maker = w.kind != "screenshot" && w.kind != "video still" && w.kind != composite && !w.is(isProgram)
	default:
		return false
	}
	return true
}

// flag is what a word says of the picture.
func (w *occurrence) flag() what {
	switch {
	case w.is(isPool):
		return aPool
	case w.is(isFile):
		return aFile
	case w.is(isHandout):
		return aHandout
	}
	return aStaff
}

// marks reads the words that are parts of their own and say something of the
// picture.
func (s *splitter) marks(w *occurrence) bool {
	mark := func(what what) { s.add(part{lo: w.i, hi: w.next(), what: what}) }
	behind := w.right && s.run >= 0
	switch {
	case w.is(isPool) && (w.whole() || behind):
		s.flush(w.next())
		mark(aPool)
	case w.is(isFile) && (w.whole() || w.left && s.organisationAt(w.next())):
		mark(aFile)
	case w.is(isHandout) && (w.whole() || w.left && w.next() < s.hi && s.tokens[w.next()].sign == 'h'):
		mark(aHandout)
		if !w.right {
			s.join = joinCourtesy
		}
	case w.is(isSymbolic) && w.whole() && (s.tokens[w.i].end-s.tokens[w.i].start > 1 || s.inBrackets(w)):
		mark(aSymbol)
	case w.is(isStaff) && (w.whole() || behind):
		s.flush(w.i)
		mark(aStaff)
	case w.is(isStringer) && w.whole():
		mark(aStringer)
	case w.is(isNobody) && w.whole() && !(w.is(isLabel) && s.labelAt(w.next())):
		mark(aNobody)
	default:
		return false
	}
	return true
}

// inBrackets says that a term stands in brackets of its own: (M).
func (s *splitter) inBrackets(w *occurrence) bool {
	return w.i > 0 && s.tokens[w.i-1].sign == '(' && w.next() < len(s.tokens) && s.tokens[w.next()].sign == ')'
}

// labels reads a label without a colon, and the word "by".
func (s *splitter) labels(w *occurrence) bool {
	switch {
	case w.is(isLabel) && w.left && s.isLabel(w):
		s.label()
		s.maker, s.owner = false, s.owner || w.is(isOwner)
	case w.is(isLabel) && s.ownPhoto(w):
		s.add(part{lo: s.run, hi: w.i, what: anOrganisation})
		s.run, s.guess = -1, true
		s.label()
	case w.is(isBy) && w.left && s.by(w.i):
		s.label()
	case w.is(isLabel) && s.tokens[w.i].shape&ideograph != 0 && (w.right || len(s.parts) > 0):
		s.flush(w.i)
		s.label()
	default:
		return false
	}
	return true
}

// ownPhoto says that a label goes on with "by" and that the name of a house is all
// that stands before it: Express photo by Ana Silva.
func (s *splitter) ownPhoto(w *occurrence) bool {
	next := w.next()
	if s.run != s.lo || len(s.parts) > 0 || next >= s.hi || !s.tokens[next].term.is(isBy) || s.tokens[next].term.is(isParticle) {
		return false
	}
	switch s.nameLike(s.run, w.i) {
	case likeSurname, likeName, likeOrganisation, likeAcronym:
		return w.i-s.run <= 4 && !s.tokens[s.run].term.is(isLeadingOn|isLabel)
	}
	return false
}

// joins reads the words between two parts.
func (s *splitter) joins(w *occurrence) bool {
	switch {
	case w.is(isBy) && s.user(w.next()) > 0:
		s.flush(w.i)
		s.label()
	case w.is(isAnd) && w.left && s.behindOrganisation() && s.organisationAt(w.next()):
		s.join = '&'
	case w.is(isVia) && s.via(w):
		s.flush(w.i)
		s.join = joinVia
	case w.is(isFor) && s.client(w):
		s.flush(w.i)
		s.join = joinFor
	default:
		return false
	}
	return true
}

// behindOrganisation says that the last part is an organisation.
func (s *splitter) behindOrganisation() bool {
	return len(s.parts) > 0 && s.parts[len(s.parts)-1].what == anOrganisation
}

// isLabel says whether a label is one here: at the head of the line, after an
// organisation (U.S. Navy photo by), before a colon or "by", or with a capital
// after the end of a sentence.
func (s *splitter) isLabel(w *occurrence) bool {
	next := w.next()
	if next >= s.hi {
		// AI-generated image; Bernama pic
		return len(s.parts) == 0 || s.opened && s.parts[len(s.parts)-1].what == aKind || s.join == joinNone && s.behindOrganisation()
	}
	if len(s.parts) == 0 || s.opened {
		return s.tokens[next].sign != 'h'
	}
	if s.opens(next) || s.join == joinNone && s.behindOrganisation() {
		return true
	}
	capitals := s.tokens[w.i].shape&upperFirst != 0 && s.tokens[next].shape&upperFirst != 0
	return capitals && (s.join == '.' || s.join == '(')
}

// by says whether the word at i means "made by": "by" and "von" anywhere, words
// such as "de" and "di", which also begin names, only after a label.
func (s *splitter) by(i int) bool {
	t := &s.tokens[i]
	if s.opened {
		if t.shape&upperFirst != 0 && t.term.is(isGivenName) && i+1 < s.hi && s.tokens[i+1].shape&upperFirst != 0 {
			return false // courtesy Fran Silva, and not från
		}
		if t.shape&upperFirst == 0 || !t.term.is(isParticle) || s.tokens[max(i-1, 0)].sign != ':' {
			return true
		}
		return i+1 < s.hi && s.tokens[i+1].shape&hasDigit != 0 // Foto: Von Joschi71
	}
	if i == s.lo && t.small() && i+1 < s.hi && s.tokens[i+1].shape&upperFirst != 0 && s.licensed() {
		return true // von Ana Silva, CC BY 3.0
	}
	return !t.term.is(isParticle|isAnd) && i+1 < s.hi
}

// licensed says that the line names a public licence.
func (s *splitter) licensed() bool {
	return slices.ContainsFunc(s.tokens[s.lo:s.hi], func(t token) bool { return t.term.is(isLicence) })
}

// via says whether the word leads to a distributor. Words such as "on" and
// "auf" do so only before an organisation.
func (s *splitter) via(w *occurrence) bool {
	if w.next() >= s.hi {
		return false
	}
	if s.isVia(w.i) {
		return true
	}
	return s.organisationAt(w.next()) && (s.run >= 0 || len(s.parts) > 0)
}

// client says whether the word leads to a client.
func (s *splitter) client(w *occurrence) bool {
	next := w.next()
	if next >= s.hi || s.tokens[next].sign != 0 || s.tokens[next].shape&upperFirst == 0 {
		return false
	}
	if s.run >= 0 {
		return s.organisationAt(next) || s.nameLike(s.run, w.i) != likeOrganisation // Bundesamt für Sicherheit
	}
	return s.behindOrganisation()
}

// opens says that what stands at i introduces a maker.
func (s *splitter) opens(i int) bool {
	if i >= s.hi {
		return false
	}
	t := &s.tokens[i]
	return t.sign == ':' || t.term.is(isBy|isCourtesy|isLabel)
}

// label notes that a label has been read: what follows is a credit.
func (s *splitter) label() {
	s.late = s.late || !s.labelled && s.unexplained()
	s.labelled, s.opened = true, true
	s.heads++
}

// rating returns the number of tokens of a rating in brackets at i: "(AW)".
func (s *splitter) rating(i int) int {
	if i+3 < s.hi && s.tokens[i].sign == '(' && s.tokens[i+1].shape&allUpper != 0 && s.tokens[i+2].sign == ')' {
		return 3
	}
	return 0
}

// afterName says that the text run in hand is a name by itself.
func (s *splitter) afterName() bool {
	if s.run < 0 {
		return len(s.parts) > 0
	}
	like := s.nameLike(s.run, s.end())
	return like == likePerson || like == likeName
}

func (s *splitter) organisationAt(i int) bool {
	return i < s.hi && s.tokens[i].term != nil && s.tokens[i].term.org != nil
}

func (s *splitter) labelAt(i int) bool {
	return i < s.hi && s.tokens[i].term.is(isLabel)
}
