package credit

import (
	"strings"
)

// likeness is what a text looks like.
type likeness uint8

const (
	likeProse        likeness = iota
	likePerson                // begins with a given name, or has initials
	likeName                  // written as names are
	likeSurname               // one word with a capital
	likeUser                  // the name of an account
	likeAcronym               // one word of capitals
	likeOrganisation          // has a word that only organisations have
	likeAddress               // an address on the web
)

// nameLike says what tokens[lo:hi] look like.
func (p *parser) nameLike(lo, hi int) likeness {
	lo = p.afterRank(lo, hi)
	words, capitals, given, initials := 0, 0, false, 0
	ideographs, house, small, ands, shouting := 0, false, 0, 0, true
	if hi-lo > 1 && p.tokens[lo].shape&upperFirst == 0 && p.tokens[lo].shape&cased != 0 && !p.blanks(lo, hi) {
		return likeUser // demarco-media
	}
	for i := lo; i < hi; i++ {
		t := &p.tokens[i]
		if t.sign != 0 {
			continue
		}
		if t.term.is(isAnd) && t.length == 1 {
			ands++
		}
		shouting = shouting && t.shape&allUpper != 0
		if i > lo+1 && p.tokens[i-1].sign == 'h' && p.tokens[i-2].shape&upperFirst != 0 && t.shape&hasLetter != 0 {
			continue // Young-joon
		}
		words++
		house = house || t.length == 1 && t.term.is(isOrganisationWord) && !t.term.is(isGivenName) ||
			t.term != nil && t.term.org != nil && t.term.org.distributes() && !t.term.is(isEveryday|isGivenName) ||
			t.term == nil && t.end-t.start > 7 && p.compound(i)
		if t.term.is(isHandout|isPool|isStringer) && !t.term.is(isGivenName|isParticle|isRank) {
			small++
		}
		if t.shape&cased != 0 && t.shape&upperFirst == 0 && !t.term.is(isParticle) && (words == 1 || !t.term.is(isAnd|isFor|isConnecting)) {
			small++
		}
		switch {
		case t.shape&isHandle != 0:
			return likeUser
		case t.shape&hasLetter == 0 && t.shape&isAddress == 0 || t.term.is(isDuty|isDictation):
			small++
		case p.domain(i):
			if hi-lo == 1 {
				return likeAddress
			}
			capitals++
			house = true
		case t.shape&ideograph != 0:
			ideographs++
			capitals++
			continue
		case t.shape&hasDigit != 0 || strings.IndexByte(p.text[t.start:t.end], '_') >= 0:
			if hi-lo == 1 || !p.blanks(lo, hi) {
				return likeUser
			}
			small++
		case t.shape&upperFirst != 0 || t.shape&cased == 0:
			capitals++
			if words == 1 && t.length == 1 && t.term.is(isGivenName) {
				given = true
			}
			if t.end-t.start == 1 || t.shape&isAddress != 0 && t.end-t.start <= 5 {
				initials++
			}
		case t.term.is(isParticle|isAnd|isSuffix) && words > 1 || t.term.is(isParticle) && hi-lo > 1:
			capitals++
		}
	}
	house = house || words > 1 && !given && p.tokens[hi-1].term.is(isPublicationWord)
	switch {
	case words == 0 || words > 24:
		return likeProse
	case ideographs > 0:
		if ideographs == words && words <= 5 {
			return likePerson
		}
		return likeProse
	case house && (small == 0 && words <= 12 && !(shouting && words > 6) || words == 1 && small == 0):
		return likeOrganisation
	case words == 1:
		return p.oneWord(lo, hi)
	case capitals < words:
		return likeProse
	case words > 7+5*ands:
		return likeProse
	case given || initials > 0 && initials < words && words <= 5+5*ands:
		return likePerson
	}
	return likeName
}

// likeness says what a whole text looks like.
func (r *Rules) likeness(text string) likeness {
	text, _ = normalise(text)
	p := r.tokenise(text)
	return p.nameLike(0, len(p.tokens))
}

// blanks says that a blank stands inside tokens[lo:hi].
func (p *parser) blanks(lo, hi int) bool {
	for i := lo + 1; i < hi; i++ {
		if p.tokens[i].gap {
			return true
		}
	}
	return false
}

// compound says that the word at i ends as only the names of organisations do:
// Kantonspolizei, Bundesverband.
func (p *parser) compound(i int) bool {
	var space [64]byte
	word := string(appendFold(space[:0], p.text[p.tokens[i].start:p.tokens[i].end]))
	for _, ending := range p.rules.endings {
		if len(word) > len(ending)+1 && strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

// oneWord says what a text of one word looks like.
func (p *parser) oneWord(lo, hi int) likeness {
	for p.tokens[lo].sign != 0 && lo < hi-1 {
		lo++
	}
	t := &p.tokens[lo]
	n := t.end - t.start
	switch {
	case n == 1 || t.shape&hasLetter == 0,
		t.shape&upperFirst == 0 && t.term.is(isFor|isVia|isBy|isAnd|isLeadingOn|isConnecting):
		return likeProse
	case t.shape&allUpper != 0 && n <= 6:
		return likeAcronym
	case t.shape&hasDigit != 0, t.shape&upperFirst == 0:
		return likeUser
	}
	for i := t.start + 1; i < t.end; i++ {
		if c := p.text[i]; 'A' <= c && c <= 'Z' && p.text[i-1] != 'c' && p.text[i-1] != '\'' {
			return likeUser // TebNad, MarkoAliaksandr
		}
	}
	return likeSurname
}

// afterRank returns where the name begins after ranks and ratings: "Mass
// Communication Specialist 3rd Class (AW) Elizabeth Thompson".
func (p *parser) afterRank(lo, hi int) int {
	for lo < hi {
		t := &p.tokens[lo]
		switch {
		case t.sign == 0 && t.term.is(isRank) && lo+int(t.length) < hi && !(t.term.is(isGivenName) && t.length == 1):
			lo += int(t.length)
		case t.sign == '.' || t.sign == '"' || t.sign == ',':
			lo++
		default:
			return lo
		}
	}
	return lo
}

// textOf returns the words of tokens[lo:hi] as printed.
func (p *parser) textOf(lo, hi int) string {
	if lo >= hi {
		return ""
	}
	return p.text[p.tokens[lo].start:p.tokens[hi-1].end]
}

// name returns the name in tokens[lo:hi], without rank and closing dot.
func (p *parser) name(lo, hi int) string {
	lo = p.afterRank(lo, hi)
	for hi > lo && (p.tokens[hi-1].sign == ',' || p.tokens[hi-1].sign == '"') {
		hi--
	}
	if hi-1 > lo && p.tokens[hi-1].sign == '.' {
		last := &p.tokens[hi-2]
		if last.sign != 0 || last.end-last.start > 1 && !last.term.is(isSuffix) {
			hi--
		}
	}
	name := p.textOf(lo, hi)
	if half := doubled(name); half != "" {
		return half
	}
	return name
}

// doubled returns the half of a name that was written twice without a blank
// between ("CHRISTOF STACHECHRISTOF STACHE"), else the empty string.
func doubled(name string) string {
	n := len(name)
	if n < 10 || n%2 != 0 || name[:n/2] != name[n/2:] || strings.IndexByte(name[:n/2], ' ') < 0 {
		return ""
	}
	return name[:n/2]
}

// people appends the names in tokens[lo:hi]: "A and B", "Ted + Chelsea
// Cavanaugh".
func (p *parser) people(names []string, lo, hi int) []string {
	from := lo
	for i := lo + 1; i < hi-1; i++ {
		t := &p.tokens[i]
		and := t.sign == '&' || t.sign == '+' || t.sign == 0 && t.term.is(isAnd) && t.length == 1
		if !and {
			continue
		}
		left, right := p.nameLike(from, i), p.nameLike(i+1, hi)
		short := t.sign == 0 && t.end-t.start <= 1 // y, e, i: also inside names
		switch {
		case (left == likePerson || left == likeName) && (right == likePerson || right == likeName):
			names = append(names, p.name(from, i))
			from = i + 1
		case !short && left == likeSurname && right == likePerson && p.tokens[from].term.is(isGivenName) && hi-i > 2:
			names = append(names, p.name(from, i)+" "+p.name(hi-1, hi))
			from = i + 1
		case !short && left == likeSurname && right == likeSurname:
			names = append(names, p.name(from, i))
			from = i + 1
		}
	}
	for i := lo; i < hi; i++ {
		t := &p.tokens[i]
		p.doubt = p.doubt || t.sign == 0 && (t.term.is(isPool|isHandout|isFile|isStringer|isStaff) || i >= from && t.term.is(isAnd)) && !t.term.is(isParticle|isGivenName|isRank)
	}
	return append(names, p.name(from, hi))
}
