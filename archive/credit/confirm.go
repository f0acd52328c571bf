package credit

import "slices"

// confirm takes back the certainty of a reading that prints as a line which reads
// otherwise: what is printed must say what was read. Lines of a plain name and
// houses that everybody knows do so always and are not read twice; what is no
// photograph prints with its kind before it, and reads in another order.
func (p *parser) confirm(s *splitter, roles []role, c *Credit) {
	if !c.Sure || p.second || !c.photograph() || s.plain(roles) {
		return
	}
	line := p.rules.compose(*c, func(name string) string { return name })
	again := p.rules.tokenise(line)
	again.second = true
	if len(again.tokens) > longestLine || !c.saysAs(again.line(0, len(again.tokens))) {
		c.Sure = false
	}
}

// plain says that a line has nothing but names that begin with a given name, known
// houses and flags.
func (s *splitter) plain(roles []role) bool {
	people := 0
	for i := range s.parts {
		part := &s.parts[i]
		switch part.what {
		case anOrganisation:
			if part.org == nil {
				return false
			}
		case aText:
			people++
			if roles[i] != aPerson || people > 1 || part.hi-part.lo > 4 || s.nameLike(part.lo, part.hi) != likePerson {
				return false
			}
		}
	}
	return true
}

// saysAs says that two readings agree in who made the picture and how it came.
func (c *Credit) saysAs(other Credit) bool {
	if len(c.Credits) != len(other.Credits) {
		return false
	}
	for i := range c.Credits {
		if !c.Credits[i].saysAs(other.Credits[i]) {
			return false
		}
	}
	return slices.Equal(c.Photographers, other.Photographers) && c.Agency == other.Agency && slices.Equal(c.Via, other.Via) &&
		c.Client == other.Client && c.Pool == other.Pool && c.Handout == other.Handout && c.File == other.File
}
