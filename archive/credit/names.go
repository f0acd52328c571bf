package credit

import (
	"strings"
	"unicode"
	"unicode/utf8"
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

// look counts what the words of a text look like.
type look struct {
	words, ands int
	capitals    int // words written as words of names are
	small       int // words that no name has
	ideographs  int
	katakana    int
	caseless    int // words of a script without capitals
	hangul      int
	initials    int
	given       bool // it begins with a given name
	house       bool // it has a word that only organisations have
	shouting    bool // all in capitals
	shouted     int  // the words in capitals that it begins with
	quotes      int  // quotation marks
}

// nameLike says what tokens[lo:hi] look like.
func (p *parser) nameLike(lo, hi int) likeness {
	lo = p.afterRank(lo, hi)
	if hi-lo > 1 && !p.blanks(lo, hi) {
		switch {
		case p.file(hi - 1):
			return likeProse
		case p.tokens[lo+1].sign == '/':
			return likeUser // u/somebody
		case p.domain(hi - 1):
			return likeAddress // handwerk-magazin.de
		case p.tokens[lo].small():
			return likeUser // demarco-media
		}
	}
	l := look{shouting: true}
	for i := lo; i < hi; i++ {
		switch p.tokens[i].sign {
		case 0:
		case '"':
			l.quotes++
			continue
		default:
			continue
		}
		if like := p.count(&l, i, lo, hi); like != likeProse {
			return like
		}
	}
	if l.words > 1 && !l.given && p.tokens[hi-1].term.is(isPublicationWord) || l.words > 2 && p.tokens[hi-1].term.is(isPool) {
		l.house = true // Northport Courier; Korea Summit Press Pool
	}
	// Without capitals nothing but its length tells a name from a sentence.
	sentence := l.caseless > 4 || l.hangul > 2
	if l.quotes%2 != 0 || l.headline() || sentence && !l.house || l.words > 24 {
		return likeProse
	}
	if !l.given && l.small == 0 && p.company(lo, hi) {
		return likeOrganisation
	}
	if like := l.likeness(); like != likeSurname {
		return like
	}
	return p.oneWord(lo, hi)
}

// count takes the word at i into account; a word that settles what the text is
// returns that, any other likeProse.
func (p *parser) count(l *look, i, lo, hi int) likeness {
	t := &p.tokens[i]
	if t.term.is(isAnd) && t.length == 1 {
		l.ands++
	}
	l.shouting = l.shouting && t.shape&allUpper != 0
	if l.shouting && t.end-t.start > 2 {
		l.shouted++
	}
	if i > lo+1 && p.tokens[i-1].sign == 'h' && p.tokens[i-2].shape&upperFirst != 0 && t.shape&hasLetter != 0 {
		l.house = l.house || t.shape&allUpper != 0 && t.term.is(isOrganisationWord) // KXYZ-TV
		return likeProse                                                            // Young-joon is one word
	}
	l.words++
	if t.shape&hasLetter != 0 && t.shape&(cased|ideograph) == 0 {
		l.caseless++
		if t.term.is(isLeadingOn) {
			l.small++
		}
		if r, _ := utf8.DecodeRuneInString(p.text[t.start:]); unicode.Is(unicode.Hangul, r) {
			l.hangul++
		}
	}
	first, alone := l.words == 1, hi-lo == 1
	l.house = l.house || p.houseWord(i)
	poolName := t.term.is(isPool) && i+int(t.length) == hi && hi-lo > 2
	if t.term.is(isHandout|isPool|isStringer) && !poolName && !t.term.is(isGivenName|isParticle|isRank) {
		l.small++
	}
	if t.small() && !t.term.is(isParticle) && (first || !t.term.is(isAnd|isFor|isConnecting)) {
		l.small++
	}
	switch {
	case t.shape&isHandle != 0:
		return likeUser
	case t.shape&(hasLetter|isAddress) == 0 || t.term.is(isDuty|isDictation):
		l.small++
	case p.domain(i):
		if alone {
			return likeAddress
		}
		l.capitals++
		l.house = true
	case t.shape&ideograph != 0:
		l.ideographs++
		l.capitals++
		if r, _ := utf8.DecodeRuneInString(p.text[t.start:]); unicode.Is(unicode.Katakana, r) || r == 'ー' {
			l.katakana++
		}
	case t.shape&hasDigit != 0 || strings.IndexByte(p.text[t.start:t.end], '_') >= 0:
		if alone || !p.blanks(lo, hi) {
			return likeUser
		}
		l.small++
	case !t.small():
		l.capitals++
		l.given = l.given || first && t.length == 1 && t.term.is(isGivenName)
		if p.initial(i, lo, hi) {
			l.initials++
		}
	case !first && t.term.is(isParticle|isAnd|isSuffix), !alone && t.term.is(isParticle):
		l.capitals++
	}
	return likeProse
}

// initial says that the word at i is the initials of a given name: J., J.J, the
// C and the P of C P Scott. An A without its dot may be an article, an I a
// number.
func (p *parser) initial(i, lo, hi int) bool {
	t := &p.tokens[i]
	if t.end-t.start == 1 {
		dotted := i+1 < hi && p.tokens[i+1].sign == '.'
		c := p.text[t.start]
		return dotted || i > lo && i+1 < hi && c != 'I' && p.tokens[lo].shape&allUpper == 0 || i == lo && c != 'A' && c != 'I'
	}
	if t.shape&isAddress == 0 || t.end-t.start > 5 {
		return false
	}
	for k := t.start + 1; k < t.end; k += 2 {
		if p.text[k] != '.' {
			return false // E.ON
		}
	}
	return true
}

// headline says that a text begins as a name in capitals and goes on in small
// letters, as where a caption follows: ANA SILVA Fire in the old harbour.
func (l *look) headline() bool {
	return !l.shouting && !l.house && l.ands == 0 && l.shouted > 1 && l.shouted < l.words
}

// company says that an & joins what are no two names: P&P, Volt & Wind.
func (p *parser) company(lo, hi int) bool {
	for i := lo + 1; i < hi-1; i++ {
		if p.tokens[i].sign == '&' {
			left, right := p.nameLike(lo, i), p.nameLike(i+1, hi)
			people := left == likePerson || left == likeName || left == likeSurname
			return !people || right != likePerson && right != likeName
		}
	}
	return false
}

// small says that a word begins with a small letter.
func (t *token) small() bool { return t.shape&cased != 0 && t.shape&upperFirst == 0 }

// houseWord says that the word at i stands in the names of organisations only.
func (p *parser) houseWord(i int) bool {
	t := &p.tokens[i]
	switch {
	case t.term == nil:
		return t.end-t.start > 7 && p.compound(i)
	case t.term.is(isGivenName):
		return false
	case t.term.is(isOrganisationWord):
		return true
	}
	return t.term.house() && (t.term.org.distributes() || t.term.org.Kind == Network && t.length == 1)
}

// likeness is what the counted words make of a text; likeSurname is any text of
// one word.
func (l *look) likeness() likeness {
	switch {
	case l.words == 0 || l.words > 24:
		return likeProse
	case l.ideographs > 0 && l.katakana == l.words && l.words <= 24:
		return likeName // of a foreigner, or of a company
	case l.ideographs > 0 && l.ideographs == l.words && l.words <= 5:
		return likePerson
	case l.ideographs > 0:
		return likeProse
	case l.house && l.small == 0 && l.words <= 12 && !(l.shouting && l.words > 6):
		return likeOrganisation
	case l.words == 1:
		return likeSurname
	case l.capitals < l.words || l.words > 7+5*l.ands:
		return likeProse
	case l.given || l.initials > 0 && l.initials < l.words && l.words <= 5+5*l.ands:
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
	if n > 4 && p.text[t.start+1] == '.' && strings.IndexByte(p.text[t.start+2:t.end], '.') < 0 {
		return likePerson // R.Schmitt
	}
	for i := t.start + 1; i < t.end; i++ {
		if c := p.text[i]; 'A' <= c && c <= 'Z' && p.text[i-1] != 'c' && p.text[i-1] != '\'' {
			return likeUser // TebNad, MarkoAliaksandr
		}
	}
	return likeSurname
}
