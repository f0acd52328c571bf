package credit

import (
	"slices"
	"strings"
)

// parser holds a tokenised line.
type parser struct {
	rules  *Rules
	text   string
	tokens []token
	doubt  bool     // a name holds a word that no name should
	space  [16]part // for the parts of an ordinary line
}

// Parse reads a credit line. What no rule explains is in Unread; the reading
// of a line is the same every time, and takes time in proportion to its length.
func (r *Rules) Parse(line string) Credit {
	text, _ := normalise(line)
	var space [64]token
	p := parser{rules: r, text: text, tokens: scan(text, space[:0])}
	if len(p.tokens) > longestLine {
		return Credit{Unread: []string{text}}
	}
	r.mark(text, p.tokens)
	return p.line(0, len(p.tokens))
}

// longestLine is the number of tokens beyond which a line is no credit line.
const longestLine = 512

// line reads tokens[lo:hi], a credit of one picture or of several.
func (p *parser) line(lo, hi int) Credit {
	lo, hi = p.trim(lo, hi)
	if lo == hi {
		return Credit{}
	}
	if credits := p.several(lo, hi); credits != nil {
		c := Credit{Credits: credits, Sure: true}
		for _, one := range credits {
			c.Sure = c.Sure && one.Sure
		}
		return c
	}
	s := p.split(lo, hi)
	return p.assign(&s)
}

// trim takes away brackets and quotes round the whole, and closing signs.
func (p *parser) trim(lo, hi int) (int, int) {
	for lo < hi {
		first, last := &p.tokens[lo], &p.tokens[hi-1]
		switch {
		case last.sign == '.' && !(hi-2 > lo && (p.tokens[hi-2].term.is(isSuffix) || p.tokens[hi-2].end-p.tokens[hi-2].start == 1)),
			last.sign == ';', last.sign == ',', last.sign == ':', last.sign == '|', last.sign == '-' && hi-lo > 1:
			hi--
		case last.sign == '/' && hi-lo > 1:
			hi--
		case first.sign == '(' && last.sign == ')' && p.closes(lo, hi):
			lo, hi = lo+1, hi-1
		case first.sign == '"' && last.sign == '"' && hi-lo > 1:
			lo, hi = lo+1, hi-1
		case first.sign == '.' || first.sign == ',' || first.sign == '|' || first.sign == '/' || first.sign == ';' || first.sign == ')':
			lo++
		case first.sign == '-' && hi-lo > 1 && p.tokens[lo+1].sign != '/':
			lo++
		default:
			return lo, hi
		}
	}
	return lo, hi
}

// closes says that no bracket inside tokens[lo:hi] closes the first.
func (p *parser) closes(lo, hi int) bool {
	depth := 0
	for i := lo; i < hi-1; i++ {
		switch p.tokens[i].sign {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return false
			}
		}
	}
	return true
}

// several reads "L: Random House / R: Simon & Schuster"; nil where the line
// does not name the places of its pictures.
func (p *parser) several(lo, hi int) []Credit {
	if !p.place(lo, hi) {
		return nil
	}
	var starts []int
	for i := lo; i < hi; i++ {
		if p.place(i, hi) && (i == lo || p.tokens[i-1].sign != 0) {
			starts = append(starts, i)
		}
	}
	if len(starts) < 2 || len(starts) > 9 {
		return nil
	}
	var credits []Credit
	for k, start := range starts {
		end := hi
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		from, end := p.trim(start+int(p.tokens[start].length), end)
		for from < end && p.tokens[from].sign == ':' {
			from++
		}
		s := p.split(from, end)
		s.labelled = true
		credits = append(credits, p.assign(&s))
	}
	return credits
}

// place says that "Left:" or the like stands at i.
func (p *parser) place(i, hi int) bool {
	t := &p.tokens[i]
	next := i + int(t.length)
	return t.term.is(isPosition) && next < hi && p.tokens[next].sign == ':'
}

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
	c := Credit{Sure: true}
	p.doubt = false
	var space [16]role
	roles := append(space[:0], make([]role, len(s.parts))...)
	p.flags(s.parts, &c)
	if !p.persons(s, roles) {
		c.Sure = false
	}
	if s.lists(roles) {
		return Credit{Unread: []string{p.textOf(s.lo, s.hi)}}
	}
	var chain chain
	slash, via := false, false
	for i := range s.parts {
		part := &s.parts[i]
		switch roles[i] {
		case aPerson:
			c.Photographers = p.addPeople(c.Photographers, part)
			chain.people = true
		case aCreator:
			c.Creators = p.addPeople(c.Creators, part)
		case aClient:
			p.once(&c, &c.Client, p.organisationName(part))
		case aGiver:
			p.once(&c, &c.Courtesy, p.organisationName(part))
			c.Handout = true
		case aMaker, aDistributor:
			chain.add(link{name: p.organisationName(part), org: part.org, via: roles[i] == aDistributor, bracket: part.join == '(', words: p.partyWords(part)})
			slash = slash || part.join == '/' && len(chain.links) > 1
			via = via || roles[i] == aDistributor
		case unread:
			c.Unread = append(c.Unread, p.textOf(part.lo, part.hi))
			c.Sure = false
		}
		if part.what == aPool {
			chain.sawPool = true
		}
	}
	chain.settle(&c)
	c.Slash = slash && !via && len(c.Via) > 0
	c.Sure = c.Sure && !p.doubt && plainClient(&c)
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
			if c.Kind == "" {
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

// persons decides which of the texts are people; false where it had to guess.
func (p *parser) persons(s *splitter, roles []role) (sure bool) {
	sure = true
	people, makers := 0, 0
	for i := range s.parts {
		part := &s.parts[i]
		if part.what == anOrganisation {
			roles[i] = p.organisationRole(s.parts, i)
			makers++
			continue
		}
		if part.what != aText {
			continue
		}
		like := p.nameLike(part.lo, part.hi)
		switch part.join {
		case joinVia:
			roles[i] = aDistributor
			makers++
			sure = sure && like != likePerson
			continue
		case joinFor:
			roles[i] = aClient
			sure = sure && like != likePerson
			continue
		case joinCourtesy:
			roles[i] = aGiver
			continue
		}
		handle := p.tokens[part.lo].shape&isHandle != 0
		switch {
		case p.ownSite(s.parts, roles, i):
		case p.again(s.parts, roles, i):
			roles[i] = aPerson
		case part.join == '(' && people > 0 && like == likeAcronym && part.hi-part.lo == 1 && p.lastMaker(s.parts, i) != nil && p.tokens[part.lo].end-p.tokens[part.lo].start > 3:
			// REUTERS/Raheb Homavandi (IRAN): the country.
		case part.join == '(' && people > 0 && (like == likeName || like == likeSurname):
			roles[i] = aMaker
			makers++
		case like == likeSurname && people == 0 && p.screenshot(s.parts):
			roles[i] = aMaker
			makers++
		case handle && !anyOrganisation(s.parts):
			roles[i] = aMaker
			makers++
		case like == likeUser && people == 0 && p.accounts(s.parts):
			roles[i] = aPerson
			people++
			sure = sure && !p.screenshot(s.parts)
		case like == likeName && people > 0 && makers > 0 && i+1 == len(s.parts) && s.parts[i-1].join == '/' && roles[i-1] == aPerson && part.join == '/':
			roles[i] = aPerson
			people++
		case part.maker:
			roles[i] = aCreator
			part.maker = false
		case like == likeProse:
			roles[i] = unread
		case like == likeOrganisation || like == likeAddress:
			roles[i] = aMaker
			makers++
		case like == likeAcronym:
			roles[i] = aMaker
			makers++
			if people == 0 && p.lastMaker(s.parts, i) == nil && i+1 < len(s.parts) && s.parts[i+1].org != nil && s.parts[i+1].org.Kind != Distributor {
				sure = false
			}
		case like == likePerson || people == 0 && !p.personFollows(s.parts, i, like):
			roles[i] = aPerson
			people++
			if !p.certain(s, i, like) {
				sure = false
			}
		default:
			roles[i] = aMaker
			makers++
			if like == likeName && i+1 < len(s.parts) {
				sure = false
			}
		}
	}
	return sure
}

func anyOrganisation(parts []part) bool {
	return slices.ContainsFunc(parts, func(p part) bool { return p.what == anOrganisation || p.join == joinVia })
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
func (p *parser) accounts(parts []part) bool {
	return slices.ContainsFunc(parts, func(p part) bool {
		return p.org != nil && (p.org.Kind == Stock || p.org.Kind == Network)
	})
}

func (p *parser) screenshot(parts []part) bool {
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
func (p *parser) organisationRole(parts []part, i int) role {
	switch parts[i].join {
	case joinVia:
		return aDistributor
	case joinFor:
		return aClient
	case joinCourtesy:
		return aGiver
	}
	if parts[i].maker && i > 0 && parts[i-1].what == aKind && parts[i].join == joinNone {
		return aCreator
	}
	return aMaker
}

// lastMaker is the organisation before part i, if there is one.
func (p *parser) lastMaker(parts []part, i int) *part {
	for i--; i >= 0; i-- {
		if parts[i].what == anOrganisation {
			return &parts[i]
		}
	}
	return nil
}

// personFollows says that a later text is more of a person than part i, which
// is then the house: Lichtgut/Christoph Schmidt.
func (p *parser) personFollows(parts []part, i int, like likeness) bool {
	for k := i + 1; k < len(parts); k++ {
		if parts[k].what != aText || parts[k].join == joinFor || parts[k].join == joinVia || parts[k].join == joinCourtesy {
			continue
		}
		other := p.nameLike(parts[k].lo, parts[k].hi)
		if other == likePerson && like != likePerson || other == likeName && (like == likeSurname || like == likeUser) {
			return parts[k].join == '/' || parts[k].join == '|' || parts[k].join == '-'
		}
	}
	return false
}

// certain says that the person in part i is a photographer beyond doubt. A
// name before a spaced slash with nothing that marks a credit may be the person
// shown; a name alone may be anything.
func (p *parser) certain(s *splitter, i int, like likeness) bool {
	if s.guess || like == likeUser {
		return false
	}
	if s.labelled && (like == likePerson || anyOrganisation(s.parts)) {
		return true
	}
	if s.labelled && len(s.parts) == 1 {
		return like == likePerson
	}
	if !anyOrganisation(s.parts) {
		return false
	}
	if i+1 < len(s.parts) {
		next := &s.parts[i+1]
		if next.what != anOrganisation && next.what != aText {
			return true
		}
		if next.spaced && next.join == '/' && s.tokens[s.parts[i].lo].shape&allUpper == 0 && !(next.org == nil && next.what == aText) {
			return false
		}
	}
	return true
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
	return !c.Pool && c.Client != c.Agency && !slices.Contains(c.Via, c.Client) && (c.Agency != "" || len(c.Photographers) > 0)
}

// complete fills in what follows from the rest.
func complete(c *Credit) {
	if c.Client != "" && c.Agency == "" {
		c.Agency = c.Client
	}
	c.Supplier = c.Agency
	if len(c.Via) > 0 {
		c.Supplier = c.Via[len(c.Via)-1]
	}
}
