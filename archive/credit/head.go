package credit

// head finds a credit that stands before the caption.
func (f *finder) head() (span, bool) {
	if len(f.tokens) == 0 || !f.headStart() {
		return span{}, false
	}
	hi := min(len(f.tokens)-1, 24)
	demanded := f.tokens[0].term.is(isDictation | isDuty)
	for end := 1; end <= hi; end++ {
		if !f.ends(end) || demanded && f.tokens[end].sign != ')' {
			continue
		}
		c, labelled := f.read(0, end)
		if !f.credible(&c, labelled) || len(c.Photographers) == 0 && c.Agency == "" && c.Courtesy == "" {
			continue
		}
		c.Sure = c.Sure && f.tokens[end].sign != 0
		if f.tokens[end].sign == ')' && !f.closesBracket(0, end+1) {
			end++
		}
		return span{lo: 0, hi: end, rest: end, credit: c}, true
	}
	return span{}, false
}

// headStart says that a caption may begin with a credit: with a label and its
// sign, with a demand that ends in a bracket, or with a house and a slash.
func (f *finder) headStart() bool {
	t := &f.tokens[0]
	if t.sign == 'c' {
		return true
	}
	next := int(t.length)
	if t.term == nil || next >= len(f.tokens) {
		return false
	}
	switch {
	case t.term.is(isLabel):
		return f.tokens[next].sign == ':' || f.tokens[next].term.is(isBy|isCourtesy)
	case t.term.is(isCourtesy):
		return true
	case t.term.is(isDictation | isDuty):
		return f.tokens[next].sign == ':'
	case t.term.house():
		return f.tokens[next].sign == '/'
	}
	return false
}

// ends says that a credit at the head may end before token i: at a stop, or
// where a capital begins the caption.
func (f *finder) ends(i int) bool {
	t := &f.tokens[i]
	switch t.sign {
	case '.':
		return !f.abbreviation(i - 1)
	case '|', '-', ')':
		return true
	case 0:
		last := &f.tokens[i-1]
		if last.sign != 0 || t.shape&upperFirst == 0 {
			return false
		}
		// The name before is whole: a house, or a given name and one more.
		if last.term.house() && last.length == 1 || i > int(last.length) && f.houseEnds(i) {
			return true
		}
		return i >= 2 && f.tokens[i-2].sign == 0 && f.tokens[i-2].term.is(isGivenName) && last.shape&upperFirst != 0
	}
	return false
}

// houseEnds says that a house of several words ends before token i.
func (f *finder) houseEnds(i int) bool {
	for k := max(0, i-6); k < i; k++ {
		t := &f.tokens[k]
		if t.term != nil && (t.term.org != nil || t.term.is(isLicence)) && k+int(t.length) == i {
			return true
		}
	}
	return false
}
