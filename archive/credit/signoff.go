package credit

// tail finds a credit that ends at hi.
func (f *finder) tail(hi int) (span, bool) {
	if hi == 0 {
		return span{}, false
	}
	bracketed, ok := f.bracketed(hi)
	if labelled, found := f.labelled(hi); found && (!ok || labelled.lo < bracketed.lo) {
		return labelled, true // Foto: Urs Flueeler (Keystone)
	}
	if ok {
		return bracketed, true
	}
	if s, ok := f.afterStop(hi); ok {
		return s, true
	}
	return f.glued(hi)
}

// bracketed finds "(AP Photo/Name)" and "[Name/Agency]", with or without a stop
// behind.
func (f *finder) bracketed(hi int) (span, bool) {
	end := hi
	for end > 0 && (f.tokens[end-1].sign == '.' || f.tokens[end-1].sign == '*') {
		end--
	}
	if end == 0 || f.tokens[end-1].sign != ')' {
		return span{}, false
	}
	depth := 0
	for i := end - 1; i >= max(0, end-window); i-- {
		switch f.tokens[i].sign {
		case ')':
			depth++
		case '(':
			if depth--; depth > 0 {
				continue
			}
			c, labelled := f.readMarked(i+1, end-1)
			square := f.text[f.tokens[i].start] == '['
			if !f.credible(&c, labelled) || !labelled && !f.plausibleAside(i, end, &c, square) {
				return span{}, false
			}
			return f.withName(span{lo: i, hi: end, credit: c}), true
		}
	}
	return span{}, false
}

// withName takes the name before a house in brackets into the credit: after the
// end of a sentence, Ana Silva (dpa).
func (f *finder) withName(s span) span {
	if len(s.credit.Photographers) > 0 || s.credit.Agency == "" {
		return s
	}
	lo := s.lo
	for lo > 0 && s.lo-lo < 6 && !f.stopBefore(lo) {
		lo--
	}
	like := f.nameLike(lo, s.lo)
	name := like == likePerson || like == likeName && s.lo-lo <= 3
	if lo == s.lo || !f.stopBefore(lo) || !name {
		return s
	}
	if c, _ := f.readMarked(lo, s.hi); f.credible(&c, false) {
		return span{lo: lo, hi: s.hi, credit: c}
	}
	return s
}

// plausibleAside says that what stands in brackets without a label is a credit
// and not an aside: it names a house that sends pictures, or a chain, or a word
// such as pool.
func (f *finder) plausibleAside(lo, hi int, c *Credit, square bool) bool {
	made := c.Kind != "" && (c.Agency != "" || len(c.Creators) > 0)
	if c.Pool || c.Handout || made || c.Instructions != "" && len(c.Unread) == 0 {
		return true
	}
	sentence := lo > 0 && f.tokens[lo-1].sign == '.'
	chain, house := false, false
	for i := lo; i < hi; i++ {
		t := &f.tokens[i]
		chain = chain || t.sign == '/' || t.term.is(isVia)
		if t.term.house() {
			switch t.term.org.Kind {
			case NewsAgency, StateAgency, Stock, Distributor, Network:
				house = true
			default:
				house = house || square || sentence
			}
		}
	}
	if sentence && !house && c.Agency != "" && len(c.Photographers) == 0 {
		c.Sure = false // an aside stands inside its sentence: this one does not
		return true
	}
	return house || chain && len(c.Photographers) > 0 && c.Agency != ""
}

// labelled finds "Foto: Name/Agency", "© Name", "Mandatory Credit: …".
func (f *finder) labelled(hi int) (span, bool) {
	for i := max(0, hi-window); i < hi; i++ {
		if !f.labelAt(i, hi) {
			continue
		}
		inside := i > 0 && f.tokens[i-1].sign != '(' && f.closesBracket(i, hi)
		if inside {
			continue
		}
		c, _ := f.read(i, hi)
		if f.credible(&c, true) && (c.named() || c.Handout || c.Kind != "" || c.File) {
			return span{lo: f.withBracket(i), hi: hi, credit: c}, true
		}
	}
	return span{}, false
}

func (f *finder) withBracket(i int) int {
	if i > 0 && f.tokens[i-1].sign == '(' {
		return i - 1
	}
	return i
}

// labelAt says that a label of a credit stands at i.
func (f *finder) labelAt(i, hi int) bool {
	t := &f.tokens[i]
	if t.sign == 'c' {
		return true
	}
	if t.term == nil || i > 0 && f.tokens[i-1].sign == 'h' {
		return false
	}
	next := i + int(t.length)
	if next >= hi {
		return false
	}
	after := &f.tokens[next]
	switch {
	case t.term.is(isDictation | isDuty):
		return after.sign == ':' || f.stopBefore(i)
	case t.term.is(isCourtesy) && t.shape&upperFirst != 0:
		return true
	case t.term.is(isLabel | isKind):
		dots := after.sign == '.' && next+1 < hi && f.tokens[next+1].sign == '.' // Credit...Ana Silva
		if after.sign == ':' || after.term.is(isCourtesy) && !f.inProse(i) || dots {
			return true
		}
		if after.term.is(isBy) && (!after.term.is(isParticle|isAnd) || t.shape&upperFirst != 0) {
			return true
		}
		if t.term.is(isLabel) && (after.sign == 'c' || after.sign == '/' && after.gap && f.stopBefore(i)) {
			return true // Photo / Ana Silva
		}
		capitals := t.shape&upperFirst != 0 && (after.sign == 'c' || after.sign == 0 && after.shape&upperFirst != 0)
		return capitals && (f.stopBefore(i) || after.term.is(isLabel|isCopyright))
	case t.term.house() && t.term.org.Kind != PartyConcerned && after.sign == ':' && f.stopBefore(i):
		return true // ST PHOTO: ANA SILVA
	case t.term.house() && after.term.is(isLabel):
		return next+int(after.length) < hi && f.tokens[next+int(after.length)].term.is(isBy)
	}
	return false
}

// inProse says that a label in small letters is a word of a sentence: in this
// photo provided by the ministry.
func (f *finder) inProse(i int) bool {
	return f.tokens[i].small() && i > 0 && f.tokens[i-1].small()
}

// stopBefore says that a sentence, or a part of the caption, ends before i.
func (f *finder) stopBefore(i int) bool {
	if i == 0 {
		return true
	}
	switch f.tokens[i-1].sign {
	case '.':
		return !f.abbreviation(i - 2)
	case '"':
		return f.tokens[i].gap // a closing quotation mark
	case '!', '?', '|', ')', '-':
		return true
	case 0, 'h', ',', '/', '&', '+', '(', 'c':
		return false
	}
	return true
}

// afterStop finds a credit without a label that stands alone after the end of a
// sentence, a dash or a bar.
func (f *finder) afterStop(hi int) (span, bool) {
	for i := max(1, hi-window/2); i < hi; i++ {
		begins := f.stopBefore(i) || f.spacedSlash(i) || f.residueBefore(i)
		if !begins || f.tokens[i].sign != 0 || f.closesBracket(i, hi) || f.mixedSlashes(i, hi) {
			continue
		}
		sentence := f.tokens[i-1].sign == '.'
		read := f.read
		if i > 4 && sentence {
			read = f.readMarked
		}
		c, labelled := read(i, hi)
		whole := f.credible(&c, false) && (len(c.Credits) > 0 || f.house(i, hi, f.tokens[i-1].sign == '"' || f.tokens[i-1].sign == ':') || f.nameAndHouse(i, &c))
		fileAlone := c.File && sentence && len(c.Unread) == 0 && !c.named()
		if whole || fileAlone {
			if f.spacedSlash(i) && !labelled {
				c.Sure = c.Sure && len(c.Photographers) == 0
			}
			return span{lo: i, hi: hi, credit: c}, true
		}
	}
	return span{}, false
}

// closesBracket says that tokens[lo:hi] close a bracket that opens before them,
// as those behind a dateline do: (부산=연합뉴스).
func (f *finder) closesBracket(lo, hi int) bool {
	depth := 0
	for i := lo; i < hi && depth >= 0; i++ {
		switch f.tokens[i].sign {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	return depth < 0
}

// residueBefore says that words of the page end before i.
func (f *finder) residueBefore(i int) bool {
	for k := max(0, i-4); k < i; k++ {
		if f.tokens[k].term.is(isResidue) && k+int(f.tokens[k].length) == i {
			return true
		}
	}
	return false
}

// nameAndHouse says that a person stands at i with a slash and the house after
// it, as in Heinrich Aikawa/Instituto Lula.
func (f *finder) nameAndHouse(i int, c *Credit) bool {
	if len(c.Photographers) == 0 || c.Agency == "" || !f.tokens[i].term.is(isGivenName) {
		return false
	}
	for k := i; k < len(f.tokens) && k < i+8; k++ {
		if f.tokens[k].sign == '/' {
			return f.nameLike(i, k) == likePerson
		}
	}
	return false
}

func (f *finder) spacedSlash(i int) bool {
	return i > 0 && f.tokens[i-1].sign == '/' && f.tokens[i-1].gap && f.tokens[i].gap
}

// house says that tokens[lo:hi] name an organisation that stands in credits.
// Where nothing separates the credit from the caption it must be one that sends
// pictures.
func (f *finder) house(lo, hi int, sends bool) bool {
	for i := lo; i < hi; i++ {
		t := &f.tokens[i]
		if t.term == nil {
			continue
		}
		if t.term.is(isPool) || t.term.is(isVia) && f.isVia(i) {
			return true
		}
		if t.term.org == nil || t.term.is(isEveryday) {
			continue
		}
		switch t.term.org.Kind {
		case NewsAgency, StateAgency, Stock, Distributor:
			return true
		default:
			if !sends {
				return true
			}
		}
	}
	return false
}

// read parses tokens[lo:hi] and says whether a label stood in it.
func (f *finder) read(lo, hi int) (Credit, bool) { return f.parse(lo, hi, false) }

// readMarked is read for words that stand where credits stand, in brackets or
// after the last sentence: a name there is not that of the person shown.
func (f *finder) readMarked(lo, hi int) (Credit, bool) { return f.parse(lo, hi, true) }

func (f *finder) parse(lo, hi int, marked bool) (Credit, bool) {
	lo, hi = f.trim(lo, hi)
	if lo >= hi {
		return Credit{}, false
	}
	if c, ok := f.byForm(lo, hi); ok {
		return c, true
	}
	if credits := f.several(lo, hi); credits != nil {
		return f.line(lo, hi), true
	}
	s := f.split(lo, hi)
	labelled := s.labelled
	s.labelled = s.labelled || marked && anyOrganisation(s.parts)
	c := f.assign(&s)
	if s.late {
		c.Unread = append(c.Unread, f.textOf(lo, hi))
	}
	return c, labelled
}

// credible says that a reading is that of a credit: every word explained, and
// somebody named, or a word that only credits have.
func (f *finder) credible(c *Credit, labelled bool) bool {
	if len(c.Credits) > 0 {
		return true
	}
	if len(c.Unread) > 0 {
		return false
	}
	if labelled {
		return c.named() || c.Handout || c.Kind != "" || c.Licence != "" || c.Instructions != "" || c.File
	}
	return c.Agency != "" || len(c.Via) > 0 || c.Pool || c.Handout && !c.named() || c.Courtesy != "" || c.Instructions != ""
}
