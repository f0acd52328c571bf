package credit

// glued finds a credit that nothing separates from the caption: "… cabaret in
// Paris Benoit Tessier/Reuters".
func (f *finder) glued(hi int) (span, bool) {
	for i := max(1, hi-24); i < hi; i++ {
		if !f.gluedAt(i) {
			continue
		}
		c, _ := f.read(i, hi)
		people := len(c.Photographers) > 0
		licensed := c.Licence != "" && people && len(c.Unread) == 0
		chain := len(c.Via) > 0 || people && c.Agency != ""
		switch {
		case !people && (!f.tokens[i].term.house() || f.tokens[i-1].term.is(isConnecting)),
			!licensed && !(f.credible(&c, false) && f.house(i, hi, true)),
			!chain && f.partOfSentence(i),
			!licensed && people && !f.slashed(i, hi):
			continue
		}
		c.Sure = c.Sure && chain
		return span{lo: i, hi: hi, credit: c}, true
	}
	return span{}, false
}

// gluedAt says that a credit may begin at i with nothing before it to separate
// it: with a house, a given name, or a name of the By-line.
func (f *finder) gluedAt(i int) bool {
	t, before := &f.tokens[i], f.tokens[i-1].sign
	if t.sign != 0 || before == 'h' || before == '"' && !t.gap {
		return false // inside a word, or a quotation
	}
	if t.term.house() && t.term.org.Kind != Publication {
		next := i + int(t.length)
		return next == len(f.tokens) || f.tokens[next].sign != 'h' // the TT-Modell
	}
	return t.shape&upperFirst != 0 && t.term.is(isGivenName) || f.bylineAt(i)
}

// slashed says that a sign joins the parts of tokens[lo:hi].
func (f *finder) slashed(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if f.tokens[i].sign == '/' || f.tokens[i].term.is(isVia) || f.tokens[i].sign == 'h' {
			return true
		}
	}
	return false
}

// partOfSentence says that the word before i leads on to it: "speaks to
// Reuters".
func (f *finder) partOfSentence(i int) bool {
	t := &f.tokens[i-1]
	if t.sign != 0 {
		return t.sign != '.' && t.sign != '"'
	}
	if t.shape&(upperFirst|hasDigit) != 0 {
		return false
	}
	return t.term.is(isLeadingOn)
}
