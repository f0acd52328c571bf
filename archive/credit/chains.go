package credit

import "slices"

// chains is where the credits of the pictures of a line begin. A comma or a
// semicolon parts two chains that each have a person and a house of their own:
// Ana Silva/AFP, Jan Novak/Reuters. In a composite of which only houses are
// named, each made a picture of its own.
func (s *splitter) chains(roles []role) []int {
	starts := []int{0}
	whole := bothIn
	if s.composes(roles) {
		whole = houseIn
	}
	for i := range s.parts {
		first := starts[len(starts)-1]
		sep := s.parts[i].join
		parts := sep == ',' || sep == ';' || sep == '&' && s.parts[i].what == anOrganisation
		if roles[i] == none || !parts || !whole(roles[first:i]) || !whole(roles[i:]) {
			continue
		}
		switch begun := opening(roles[first:i]); {
		case sep == ';', isPerson(roles[i]) == isPerson(begun):
			starts = append(starts, i)
		case isPerson(roles[i]):
			s.doubt = true // REUTERS/Ana Silva, Jan Novak/AFP
		}
	}
	return starts
}

// composes says that the line is that of a composite and names no person.
func (s *splitter) composes(roles []role) bool {
	return !slices.ContainsFunc(roles, isPerson) && slices.ContainsFunc(s.parts, func(p part) bool { return p.kind == composite })
}

func isPerson(r role) bool { return r == aPerson || r == aCreator }

func houseIn(roles []role) bool {
	return slices.Contains(roles, aMaker) || slices.Contains(roles, aDistributor)
}

func bothIn(roles []role) bool { return houseIn(roles) && slices.ContainsFunc(roles, isPerson) }

// opening is the first role of a chain that has one.
func opening(roles []role) role {
	for _, r := range roles {
		if r != none {
			return r
		}
	}
	return none
}

// lift takes out of the credits of several pictures what is said of the whole:
// words of duty, and a kind at either end of the line.
func (s *splitter) lift(c *Credit) {
	kinds := 0
	for i := range s.parts {
		if s.parts[i].what == aKind {
			kinds++
		}
	}
	whole := kinds == 1 && (s.parts[0].what == aKind || s.parts[len(s.parts)-1].what == aKind)
	for i := range c.Credits {
		one := &c.Credits[i]
		c.Sure = c.Sure && one.Sure
		if one.Instructions != "" {
			c.Instructions, one.Instructions = one.Instructions, ""
		}
		if whole && one.Kind != "" {
			c.Kind, one.Kind = one.Kind, ""
		}
	}
}
