package credit

import "slices"

// cast gives the parts of a line their roles, in order, and keeps what it has
// found so far.
type cast struct {
	*splitter
	roles          []role
	people, makers int
	sure           bool
}

// persons decides which of the texts are people; false where it had to guess.
func (p *parser) persons(s *splitter, roles []role) (sure bool) {
	c := cast{splitter: s, roles: roles, sure: true}
	for i := range s.parts {
		part := &s.parts[i]
		if part.what == aText {
			if org := p.cutOff(s, i); org != nil {
				part.what, part.org = anOrganisation, org
			}
		}
		switch part.what {
		case anOrganisation:
			roles[i] = organisationRole(s.parts, i)
			c.makers++
		case aText:
			c.text(i)
		}
	}
	return c.sure
}

// text gives the text of part i its role: by the word before it, else by the
// other parts, else by what it looks like.
func (c *cast) text(i int) {
	like := c.nameLike(c.parts[i].lo, c.parts[i].hi)
	is, ok := c.joined(i, like)
	if !ok {
		is, ok = c.besideOthers(i, like)
	}
	if !ok {
		is = c.byItself(i, like)
	}
	c.roles[i] = is
	switch is {
	case aPerson:
		c.people++
	case aMaker, aDistributor:
		c.makers++
	}
}

// joined is the role that a word before the part gives it.
func (c *cast) joined(i int, like likeness) (role, bool) {
	switch c.parts[i].join {
	case joinVia:
		c.sure = c.sure && like != likePerson
		return aDistributor, true
	case joinFor:
		c.sure = c.sure && like != likePerson
		return aClient, true
	case joinCourtesy:
		return aGiver, true
	}
	return none, false
}

// besideOthers is the role that the other parts give a part: the first of the
// rules below that has one.
func (c *cast) besideOthers(i int, like likeness) (role, bool) {
	if is, ok := c.repeats(i); ok {
		return is, true
	}
	if is, ok := c.passed(i, like); ok {
		return is, true
	}
	if is, ok := c.inBrackets(i, like); ok {
		return is, true
	}
	if is, ok := c.onSite(i, like); ok {
		return is, true
	}
	if is, ok := c.inChain(i, like); ok {
		return is, true
	}
	return c.made(i, like)
}

// repeats reads what says again who is named already, and a family that gives its
// picture.
func (c *cast) repeats(i int) (role, bool) {
	switch {
	case c.ownSite(c.parts, c.roles, i):
		return none, true
	case c.again(c.parts, c.roles, i):
		return aPerson, true
	case c.family(c.parts, i):
		return aGiver, true
	}
	return none, false
}

// passed reads what the next part passes on, and what belongs to the caption.
func (c *cast) passed(i int, like likeness) (role, bool) {
	next := byte(joinNone)
	if i+1 < len(c.parts) {
		next = c.parts[i+1].join
	}
	switch {
	case like == likeOrganisation && next == joinVia && c.people == 0 && c.account(i):
		c.sure = false
		return aPerson, true // Ana S Photos via flickr
	case c.shown(i, like, next):
		return unread, true
	case like == likeProse && c.titled(c.parts, c.roles, i):
		return aMaker, true
	case like == likeName && c.people == 0 && handedOut(c.parts, i):
		c.sure = false
		return aMaker, true // Meridian Launch/Handout via Reuters
	}
	return none, false
}

// inBrackets reads a house, or a country, in brackets behind a person.
func (c *cast) inBrackets(i int, like likeness) (role, bool) {
	part := &c.parts[i]
	behindPerson := c.people > 0 || i > 0 && c.roles[i-1] == aCreator
	switch {
	case part.join != '(' || !behindPerson:
		return none, false
	case like == likeAcronym && c.country(i):
		return none, true
	case like == likeName, like == likeSurname, part.maker && like == likeOrganisation:
		return aMaker, true
	}
	return none, false
}

// onSite reads the accounts of sites, and the site that a screenshot shows.
func (c *cast) onSite(i int, like likeness) (role, bool) {
	handle := c.tokens[c.parts[i].lo].shape&isHandle != 0
	switch {
	case (like == likeSurname || like == likeName) && c.people == 0 && screenshot(c.parts):
		return aMaker, true
	case handle && !anyOrganisation(c.parts):
		return aMaker, true
	case like == likeUser && c.people == 0 && accounts(c.parts):
		c.sure = c.sure && !screenshot(c.parts)
		return aPerson, true
	}
	return none, false
}

// inChain reads a name by its place in a chain, and by the By-line.
func (c *cast) inChain(i int, like likeness) (role, bool) {
	name := like == likeName || like == likePerson
	switch {
	case !c.parts[i].maker && name && c.inByline(i):
		return aPerson, true
	case name && c.besideByline(i) && c.closesPeople(i):
		return unread, true // behind the person: no rule says what it is
	case c.deskInitials(i):
		c.desk = true
		return unread, true
	case like == likeSurname && i > 0 && c.parts[i].join == '/' && c.parts[i-1].org != nil && c.parts[i-1].org.wraps && !c.inByline(i):
		c.sure = false
		return aMaker, true // IMAGO/Political-Moments
	case like == likeName && c.besideByline(i):
		return aMaker, true
	case like == likeName && c.beforePerson(i):
		c.sure = false
		return aMaker, true
	case like == likeName && c.closesPeople(i):
		return aPerson, true
	}
	return none, false
}

// made reads who made what is no photograph: Illustration by Ana Silva.
func (c *cast) made(i int, like likeness) (role, bool) {
	part := &c.parts[i]
	if !part.maker {
		return none, false
	}
	part.maker = false
	if like == likeProse {
		c.sure = false
		if c.tokens[part.lo].small() {
			return unread, true
		}
	}
	return aCreator, true
}

// byItself is the role of a part by what it looks like.
func (c *cast) byItself(i int, like likeness) role {
	part := &c.parts[i]
	switch {
	case like == likeSurname && part.owner && len(c.parts) == 1:
		c.sure = false
		return aMaker // © Covestro
	case like == likeProse && c.smallName(i):
		c.sure = false
		return aPerson
	case like == likeProse:
		return unread
	case like == likeOrganisation || like == likeAddress:
		c.sure = c.sure && !c.holdsHouse(part)
		return aMaker
	case like == likeAcronym:
		c.sure = c.sure && !c.mayBeShown(i)
		return aMaker
	case like == likePerson || c.people == 0 && !c.personFollows(c.parts, i, like):
		c.sure = c.sure && c.certain(i, like)
		return aPerson
	}
	last := i+1 == len(c.parts)
	c.sure = c.sure && (like != likeName || last)
	return aMaker
}

// smallName says that part i may be a name all in small letters, for the line
// has nothing else but houses: jane roe/ap.
func (c *cast) smallName(i int) bool {
	part := &c.parts[i]
	if n := part.hi - part.lo; n < 2 || n > 3 || !knows(c.parts) {
		return false
	}
	for k := range c.parts {
		if k != i && c.parts[k].what == aText {
			return false
		}
	}
	for _, t := range c.tokens[part.lo:part.hi] {
		if t.sign != 0 || !t.small() || t.shape&hasDigit != 0 || t.term != nil && !t.term.is(isGivenName|isParticle) {
			return false
		}
	}
	return true
}

// country says that the acronym in brackets is not a house but the country:
// REUTERS/Raheb Homavandi (IRAN).
func (c *cast) country(i int) bool {
	part := &c.parts[i]
	t := &c.tokens[part.lo]
	return part.hi-part.lo == 1 && t.end-t.start > 3 && afterHouse(c.parts, i)
}

// besideByline says that the By-line names another part of the chain and not
// part i: ANP/Hollandse Hoogte/Femke Dijkgraaf, with By-line Femke Dijkgraaf.
func (c *cast) besideByline(i int) bool {
	if c.inByline(i) {
		return false
	}
	for k := range c.parts {
		chained := c.parts[max(k, i)].join == '/'
		if k != i && chained && c.parts[k].what == aText && c.inByline(k) {
			return true
		}
	}
	return false
}

// inByline says that the By-line names part i.
func (c *cast) inByline(i int) bool {
	if len(c.byline) == 0 {
		return false
	}
	name := c.textOf(c.parts[i].lo, c.parts[i].hi)
	return len(name) <= 100 && slices.ContainsFunc(c.byline, func(by string) bool { return ComparePersons(name, by) < Conflicting })
}

// beforePerson says that part i stands between a house in front and the name
// that closes the line: an organisation, for the person stands last.
func (c *cast) beforePerson(i int) bool {
	if c.people > 0 || i+2 != len(c.parts) || !afterHouse(c.parts, i) || c.inByline(i) {
		return false
	}
	last := &c.parts[i+1]
	if c.parts[i].join != '/' || last.join != '/' || last.spaced != c.parts[i].spaced || last.what != aText {
		return false
	}
	like := c.nameLike(last.lo, last.hi)
	return like == likeName || like == likePerson
}

// closesPeople says that part i stands with a slash behind a person who stands
// so behind a house: a second person.
func (c *cast) closesPeople(i int) bool {
	return c.people > 0 && c.makers > 0 && i+1 == len(c.parts) &&
		c.roles[i-1] == aPerson && c.parts[i-1].join == '/' && c.parts[i].join == '/'
}
