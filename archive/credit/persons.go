package credit

import (
	"slices"
	"strings"
)

func anyOrganisation(parts []part) bool {
	return slices.ContainsFunc(parts, func(p part) bool { return p.what == anOrganisation || p.join == joinVia })
}

// cutOff is the organisation whose name part i begins, where the line was cut
// at the length limit of an IIM field: PA Archive/Press Association Ima.
func (p *parser) cutOff(s *splitter, i int) *Organisation {
	part := &s.parts[i]
	if i == 0 || i+1 < len(s.parts) || len(p.text) < iimLimit-2 || len(p.text) > iimLimit || part.hi != len(p.tokens) {
		return nil
	}
	at := &p.rules.words
	var space [64]byte
	for k := part.lo; k < part.hi; k++ {
		t := &p.tokens[k]
		if t.skipped() {
			continue
		}
		key := t.key(p.text, space[:0])
		next := at.next[string(key)]
		if next == nil && k+1 == part.hi && (k > part.lo || part.join == joinFor && len(key) > 2) {
			return p.rules.begins(at, string(key))
		}
		if at = next; at == nil {
			return nil
		}
	}
	return nil
}

// begins is the one organisation with a next word that begins with the letters
// given, nil where there are several.
func (r *Rules) begins(at *node, letters string) *Organisation {
	var found *Organisation
	one := true
	add := func(next *node) {
		if next.term != nil && next.term.org != nil {
			one = one && (found == nil || found == next.term.org)
			found = next.term.org
		}
	}
	if at == &r.words { // thousands of words
		first, _ := slices.BinarySearch(r.houses, letters)
		for _, word := range r.houses[first:] {
			if !strings.HasPrefix(word, letters) {
				break
			}
			add(at.next[word])
		}
	} else {
		for word, next := range at.next {
			if strings.HasPrefix(word, letters) {
				add(next)
			}
		}
	}
	if !one {
		return nil
	}
	return found
}

// sortHouses sorts the names of one word, for begins.
func (r *Rules) sortHouses() {
	r.houses = nil
	for word, next := range r.words.next {
		if next.term != nil && next.term.org != nil {
			r.houses = append(r.houses, word)
		}
	}
	slices.Sort(r.houses)
}

// handedOut says that the word handout follows part i.
func handedOut(parts []part, i int) bool {
	return i+1 < len(parts) && parts[i+1].what == aHandout
}

// passedOn says that part i is followed by the word handout, or by a house that
// passes it on.
func passedOn(parts []part, i int) bool {
	if i+1 >= len(parts) || handedOut(parts, i) {
		return i+1 < len(parts)
	}
	next := &parts[i+1]
	return next.join == joinVia || next.org != nil && next.join == '/' && !next.spaced
}

// family says that part i is a family, the party concerned, whose picture is
// passed on: Halloran family via AP.
func (p *parser) family(parts []part, i int) bool {
	part := &parts[i]
	if part.hi-part.lo < 2 || !passedOn(parts, i) {
		return false
	}
	family := false
	for k := part.lo; k < part.hi; k++ {
		t := &p.tokens[k]
		switch {
		case t.sign != 0:
		case t.term.is(isFamily):
			family = true
			k += int(t.length) - 1
		case t.shape&upperFirst == 0 && !t.term.is(isParticle|isConnecting):
			return false
		}
	}
	return family
}

// titled says that part i, passed on, is an organisation by the way it is
// written, in capitals but for the small words inside: Port of Nieuwhaven.
func (p *parser) titled(parts []part, roles []role, i int) bool {
	part := &parts[i]
	behindPerson := i > 0 && roles[i-1] == aPerson && part.join == '/' && !part.spaced
	if !handedOut(parts, i) && !(behindPerson && passedOn(parts, i)) {
		return false
	}
	first, last := &p.tokens[part.lo], &p.tokens[part.hi-1]
	small := false
	for k := part.lo; k < part.hi; k++ {
		t := &p.tokens[k]
		if t.sign == 0 && t.shape&upperFirst == 0 {
			if !t.term.is(isConnecting | isParticle | isAnd | isOrganisationWord) {
				return false
			}
			small = true
		}
	}
	return small && first.shape&upperFirst != 0 && !first.term.is(isLeadingOn) && last.shape&upperFirst != 0
}

// holdsHouse says that a text has the name of a house that passes on pictures
// among its words: it may be two.
func (p *parser) holdsHouse(part *part) bool {
	for i := part.lo; i < part.hi; i++ {
		if t := p.tokens[i].term; t != nil && t.org != nil && t.org.distributes() && !t.is(isEveryday) {
			return true
		}
	}
	return false
}

// again says that part i repeats a person already named.
func (p *parser) again(parts []part, roles []role, i int) bool {
	name := p.textOf(parts[i].lo, parts[i].hi)
	for k := range i {
		if roles[k] != aPerson || len(name) > 100 {
			continue
		}
		first := p.name(parts[k].lo, parts[k].hi)
		if ComparePersons(name, first) == Same || len(name) > 8 && strings.HasPrefix(first, name) {
			return true // GEORG HOCHMUTH/GEORG HOCHMUT
		}
	}
	return false
}

// accounts says that the line names a stock site or a network, whose makers go
// by the names of their accounts.
func accounts(parts []part) bool {
	return slices.ContainsFunc(parts, func(p part) bool {
		return p.org != nil && (p.org.Kind == Stock || p.org.Kind == Network)
	})
}

func screenshot(parts []part) bool {
	return slices.ContainsFunc(parts, func(p part) bool { return p.kind == "screenshot" })
}

// ownSite says that part i is the site of the person before it, which says
// nothing more: David Riecks: www.riecks.com.
func (p *parser) ownSite(parts []part, roles []role, i int) bool {
	part := &parts[i]
	if i == 0 || roles[i-1] != aPerson || part.hi-part.lo != 1 || p.tokens[part.lo].shape&isAddress == 0 {
		return false
	}
	last := fold(p.textOf(parts[i-1].hi-1, parts[i-1].hi))
	return len(last) > 3 && strings.Contains(fold(p.textOf(part.lo, part.hi)), last)
}

// organisationRole is the role of an organisation of the vocabulary.
func organisationRole(parts []part, i int) role {
	switch parts[i].join {
	case joinVia:
		return aDistributor
	case joinFor:
		return aClient
	case joinCourtesy:
		if parts[i].org != nil && parts[i].org.Kind == Publication && parts[len(parts)-1].heads > parts[i].heads {
			return none // © Provided by The Guardian Photograph: …: where the page is from
		}
		return aGiver
	}
	if parts[i].maker && i > 0 && parts[i-1].what == aKind && parts[i].join == joinNone {
		return aCreator
	}
	return aMaker
}

// afterHouse says that an organisation stands before part i.
func afterHouse(parts []part, i int) bool {
	return slices.ContainsFunc(parts[:i], func(p part) bool { return p.what == anOrganisation })
}

// personFollows says that a later text is more of a person than part i, which
// is then the house: Lichtgut/Christoph Schmidt.
func (p *parser) personFollows(parts []part, i int, like likeness) bool {
	for k := i + 1; k < len(parts); k++ {
		if parts[k].what != aText || parts[k].join == joinFor || parts[k].join == joinVia || parts[k].join == joinCourtesy {
			continue
		}
		other := p.nameLike(parts[k].lo, parts[k].hi)
		person := other == likePerson && like != likePerson
		fuller := other == likeName && (like == likeSurname || like == likeUser)
		if person || fuller {
			return parts[k].join == '/' || parts[k].join == '|' || parts[k].join == '-'
		}
	}
	return false
}
