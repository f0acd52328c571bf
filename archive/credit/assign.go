package credit

import (
	"slices"
	"strings"
)

// role is what a part turns out to be.
type role uint8

const (
	none role = iota
	aPerson
	aMaker // an organisation
	aDistributor
	aClient
	aGiver
	aCreator
	unread
)

// assign gives the parts of a line their roles.
func (p *parser) assign(s *splitter) Credit {
	p.doubt = false
	roles := make([]role, len(s.parts))
	sure := p.persons(s, roles)
	if s.lists(roles) {
		return Credit{Unread: []string{p.textOf(s.lo, s.hi)}}
	}
	starts := s.chains(roles)
	if len(starts) == 1 {
		c := p.fill(s.parts, roles, sure)
		p.confirm(s, roles, &c)
		return c
	}
	c := Credit{Sure: true}
	for k, start := range starts {
		end := len(s.parts)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		c.Credits = append(c.Credits, p.fill(s.parts[start:end], roles[start:end], sure))
	}
	s.lift(&c)
	if !c.Sure && c.Kind != composite {
		return p.fill(s.parts, roles, false) // a caption with commas looks much the same
	}
	complete(&c)
	p.confirm(s, roles, &c)
	return c
}

// fill makes one credit of parts that have their roles.
func (p *parser) fill(parts []part, roles []role, sure bool) Credit {
	c := Credit{Sure: sure}
	p.flags(parts, &c)
	var chain chain
	slash, via, strange := false, false, false
	for i := range parts {
		part := &parts[i]
		if roles[i] != none && roles[i] != unread {
			p.disguise(&c, part)
		}
		switch roles[i] {
		case aPerson:
			c.Photographers = p.addPeople(c.Photographers, part)
			chain.people = true
		case aCreator:
			c.Creators = p.addPeople(c.Creators, part)
			chain.people = true
		case aClient:
			p.once(&c, &c.Client, p.organisationName(part))
		case aGiver:
			p.once(&c, &c.Courtesy, p.organisationName(part))
			c.Handout = true
		case aMaker, aDistributor:
			distributor := roles[i] == aDistributor
			chain.add(link{name: p.organisationName(part), org: part.org, via: distributor, bracket: part.join == '(', words: p.partyWords(part)})
			slash = slash || (part.join == '/' || part.join == ',') && len(chain.links) > 1
			via = via || distributor
			strange = strange || part.org == nil && roles[i] == aMaker
		case unread:
			c.Unread = append(c.Unread, p.textOf(part.lo, part.hi))
			c.Sure = false
		}
		switch {
		case part.what == aPool:
			chain.sawPool = true
		case part.what == aKind && p.tokens[part.lo].term.is(isProgram):
			c.Creators = append(c.Creators, p.textOf(part.lo, part.hi))
		}
	}
	if c.Kind == machineMade { // nobody photographed it
		c.Photographers, c.Creators = nil, slices.Concat(c.Photographers, c.Creators)
	}
	chain.settle(&c)
	c.Slash = slash && !via && len(c.Via) > 0
	merged := c.Slash && c.Kind == composite // of whose pictures, or delivered by whom?
	c.Sure = c.Sure && !p.doubt && !merged && plainClient(&c) && (c.Client == "" || !strange)
	complete(&c)
	return c
}

// lists says that the line is a list with commas of people, institutes and
// places, which no rule here can take apart.
func (s *splitter) lists(roles []role) bool {
	n := 0
	for i := range s.parts {
		if roles[i] == aMaker && s.parts[i].org == nil && (s.parts[i].join == ',' || s.parts[i].join == '(') {
			n++
		}
	}
	return n >= 3
}

// once sets a part of which a credit has one; what comes again is unread.
func (p *parser) once(c *Credit, value *string, words string) {
	if *value != "" && *value != words {
		c.Unread, c.Sure = append(c.Unread, words), false
		return
	}
	*value = words
}

// flags sets what single words say about the picture.
func (p *parser) flags(parts []part, c *Credit) {
	for i := range parts {
		part := &parts[i]
		switch part.what {
		case aPool:
			c.Pool = true
		case aHandout:
			c.Handout = true
		case aFile:
			c.File = true
		case aSymbol:
			c.Symbolic = true
		case aStaff:
			c.Staff = true
		case aStringer:
			c.Stringer = true
		case aKind:
			if c.Kind == "" || part.kind == machineMade {
				c.Kind = part.kind
			}
		case aLicence:
			c.Licence = licenceName(p.textOf(part.lo, part.hi))
		case aPicture:
			p.once(c, &c.Picture, p.textOf(part.lo, part.hi))
		case aDate:
			p.once(c, &c.Dated, p.textOf(part.lo, part.hi))
		case aDuty:
			words := p.textOf(part.lo, part.hi)
			if c.Instructions != "" {
				words = c.Instructions + "; " + words
			}
			c.Instructions = words
		}
	}
}

// licenceName is a licence as it is usually written: CC BY-SA 4.0.
func licenceName(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' })
	if len(words) == 0 || !strings.EqualFold(words[0], "cc") {
		return s
	}
	name := "CC"
	for i, w := range words[1:] {
		if i > 0 && w[0] > '9' {
			name += "-"
		} else {
			name += " "
		}
		name += strings.ToUpper(w)
	}
	return name
}

// addPeople appends the people of a part, none twice.
func (p *parser) addPeople(names []string, part *part) []string {
	n := len(names)
	names = p.people(names, part.lo, part.hi)
	if n > 0 && len(names) == n+1 && strings.HasPrefix(names[n-1], names[n]) {
		return names[:n]
	}
	for i := len(names) - 1; i >= max(n, 1); i-- {
		f := fold(names[i])
		if slices.ContainsFunc(names[:i], func(other string) bool { return fold(other) == f }) {
			names = slices.Delete(names, i, i+1)
		}
	}
	return names
}

// organisationName is the canonical name of an organisation, or the words as
// printed.
func (p *parser) organisationName(part *part) string {
	if part.org != nil {
		return part.org.Name
	}
	lo, hi := part.lo, part.hi
	for hi > lo+1 && p.tokens[hi-1].sign != 0 && p.tokens[hi-1].sign != '.' && p.tokens[hi-1].sign != '+' {
		hi--
	}
	if hi-lo > 2 && p.tokens[hi-1].term.is(isLabel|isHandout) && p.tokens[hi-2].term.is(isFamily) {
		hi-- // Halloran family photo
	}
	if part.join == joinCourtesy && p.tokens[lo].term.is(isRank) {
		return p.name(lo, hi)
	}
	return p.textOf(lo, hi)
}

// partyWords says that an organisation outside the vocabulary is by its words
// the party concerned: a police, a ministry, a museum.
func (p *parser) partyWords(part *part) bool {
	if part.org != nil {
		return false
	}
	for i := part.lo; i < part.hi; i++ {
		if p.tokens[i].term.is(isPartyWord) {
			return true
		}
	}
	return false
}

// plainClient says that the client of a credit is beyond doubt: somebody made the
// picture for one that did not make it.
func plainClient(c *Credit) bool {
	if c.Client == "" {
		return true
	}
	return !c.Pool && c.Client != c.Agency && !slices.Contains(c.Via, c.Client) && (c.Agency != "" || len(c.Photographers)+len(c.Creators) > 0)
}

// complete fills in what follows from the rest.
func complete(c *Credit) {
	if c.Client != "" && c.Agency == "" {
		c.Agency = c.Client
	}
	if len(c.Credits) > 0 {
		c.Supplier = c.Credits[0].Supplier
		if slices.ContainsFunc(c.Credits, func(one Credit) bool { return one.Supplier != c.Supplier }) {
			c.Supplier = ""
		}
		return
	}
	c.Supplier = c.Agency
	if len(c.Via) > 0 {
		c.Supplier = c.Via[len(c.Via)-1]
	}
}
