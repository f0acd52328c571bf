package credit

// account says that part i is put on a stock site or a network by its maker,
// and is no party concerned.
func (c *cast) account(i int) bool {
	org := c.parts[i+1].org
	return org != nil && (org.Kind == Stock || org.Kind == Network) && !c.partyWords(&c.parts[i]) && !c.holdsHouse(&c.parts[i])
}

// deskInitials says that part i closes a chain with a few small letters, those of
// an editor: ANTARA FOTO/Ana Silva/foc.
func (c *cast) deskInitials(i int) bool {
	part := &c.parts[i]
	t := &c.tokens[part.lo]
	return c.people > 0 && c.makers > 0 && i+1 == len(c.parts) && part.join == '/' && part.hi-part.lo <= 2 && t.small() && t.end-t.start <= 4
}

// shown says that part i is of what the picture shows, not of who made it: it
// ends with a stop and a person follows; it stands behind a closing bracket; it
// is what a crop was made of, or the caption that Japanese joins to the house.
func (c *cast) shown(i int, like likeness, next byte) bool {
	part := &c.parts[i]
	cjk := c.tokens[part.lo].shape&ideograph != 0
	switch {
	case next == '.' && c.parts[i+1].what == aText && like != likeProse:
		other := c.nameLike(c.parts[i+1].lo, c.parts[i+1].hi)
		return other == likePerson || other == likeName || other == likeOrganisation
	case part.join == ')' && (c.people > 0 || c.makers > 0):
		return true
	case part.join == ':' && i > 0 && c.parts[i-1].what == aNote:
		return true
	case cjk && (next == ':' || !c.labelled && (part.join == ',' || part.join == '.' || part.join == ')' || next == ',')):
		return true
	}
	return part.join == '(' && c.unclosed(part.hi)
}

// unclosed says that no bracket closes behind token i: the line was cut.
func (c *cast) unclosed(i int) bool {
	for ; i < c.hi; i++ {
		if c.tokens[i].sign == ')' {
			return false
		}
	}
	return i == len(c.tokens)
}

// mayBeShown says that the acronym in front of a house may be what the picture
// shows, not a house: nobody is named before it.
func (c *cast) mayBeShown(i int) bool {
	if c.people > 0 || afterHouse(c.parts, i) || i+1 == len(c.parts) {
		return false
	}
	next := c.parts[i+1].org
	return next != nil && next.Kind != Distributor
}

// trails says that a text is more than a name: it ends with a small word that
// leads on, or with an acronym that may be a house of its own.
func (c *cast) trails(part *part, houses bool) bool {
	last := &c.tokens[part.hi-1]
	if part.hi-part.lo < 3 || last.sign != 0 {
		return false
	}
	acronym := last.shape&allUpper != 0 && last.end-last.start <= 4 && c.tokens[part.hi-2].shape&allUpper == 0
	return last.term.is(isLeadingOn) && last.end-last.start > 1 || acronym && !houses && !last.term.is(isSuffix)
}

// besideInstitution says that part i is a person's name and stands with a slash
// or a semicolon before what is by its words an organisation: Ana Silva/Instituto Norte.
func (c *cast) besideInstitution(i int, like likeness) bool {
	if like != likePerson || i+1 >= len(c.parts) {
		return false
	}
	next := &c.parts[i+1]
	joined := next.join == '/' && !next.spaced || next.join == ';'
	other := c.nameLike(next.lo, next.hi)
	return next.what == aText && joined && other == likeOrganisation || other == likeAddress && c.labelled
}

// certain says that the person in part i is a photographer beyond doubt. A
// name before a spaced slash with nothing that marks a credit may be the person
// shown; a name alone may be anything.
func (c *cast) certain(i int, like likeness) bool {
	houses := anyOrganisation(c.parts) || c.besideInstitution(i, like)
	part := &c.parts[i]
	colon := i+1 < len(c.parts) && c.parts[i+1].join == ':' && !c.domain(c.parts[i+1].lo) // some word of the page
	switch {
	case c.guess || like == likeUser || colon || c.trails(part, houses):
		return false
	case like == likeName && len(c.parts) == i+2 && c.parts[i+1].join == ',' && c.parts[i+1].org != nil && c.parts[i+1].org.Kind == Publication:
		return false // Funko Pop, ONE Esports
	case like == likeSurname && (!c.labelled || part.join == ',') && !accounts(c.parts):
		return false // Zillow/AP; Museum, Berlin
	case c.labelled && (like == likePerson || houses):
		return true
	case !houses:
		return false
	}
	behind := c.parts[i+1:]
	if len(behind) == 0 || len(behind) > 1 && behind[0].org != nil && behind[1].org != nil {
		return true // nobody writes a chain behind the person shown
	}
	capitals := c.tokens[c.parts[i].lo].shape&allUpper != 0
	if c.enclosed && like == likePerson {
		return true
	}
	if len(behind) == 1 && behind[0].org != nil && behind[0].org.Kind != Distributor && (behind[0].join == '.' || behind[0].join == '(') {
		return false // Ana Silva. AFP: may be a caption and its credit
	}
	return capitals || behind[0].org == nil || behind[0].join != '/' || !behind[0].spaced
}
