package credit

import "slices"

// Answer is what Read says about a line: its parts, and how they print.
type Answer struct {
	// Raw is the line as given.
	Raw string
	// Caption is the line without the credit found in it; empty where the
	// whole line is a credit.
	Caption string
	Credit  Credit
	// Print has the credit in every house style.
	Print map[string]string
}

// JSON returns the answer as it is encoded: the parts of the credit stand beside
// raw, caption and print. An empty line answers {"raw":""}. (A method
// MarshalJSON would have every answer encoded and then read once more.)
func (a Answer) JSON() any {
	if a.Raw == "" {
		return struct {
			Raw string `json:"raw"`
		}{}
	}
	return struct {
		Raw     string `json:"raw"`
		Caption string `json:"caption,omitempty"`
		Credit
		Print map[string]string `json:"print,omitempty"`
	}{a.Raw, a.Caption, a.Credit, a.Print}
}

// Read reads a line that is a credit, or a caption with a credit in it, or a
// caption without one.
func (r *Rules) Read(line string) Answer {
	a := Answer{Raw: line}
	p, text := r.open(line)
	if text == "" {
		return a
	}
	f := finder{parser: p}
	a.Credit = f.whole()
	if !f.evident {
		if found, ok := r.Find(line, Hints{}); ok {
			a.Credit, a.Caption = found.Credit, found.Caption
		} else if f.isCaption(a.Credit) {
			a.Credit, a.Caption = Credit{Sure: true}, line
			f.prose(&a.Credit, span{})
		}
	}
	if line := r.common(a.Credit); line != "" {
		a.Print = make(map[string]string, len(r.styles))
		for _, s := range r.styles {
			a.Print[s.name] = r.print(a.Credit, s, line)
		}
	}
	return a
}

// whole parses the whole line, and notes whether it is evidently a credit and
// nothing else.
func (f *finder) whole() Credit {
	if len(f.tokens) > window {
		return Credit{Unread: []string{f.text}}
	}
	lo, hi := f.trim(0, len(f.tokens))
	if lo >= hi {
		return Credit{}
	}
	if c, ok := f.byForm(lo, hi); ok {
		f.evident = true
		return c
	}
	if credits := f.several(lo, hi); credits != nil {
		f.evident = true
		return f.line(lo, hi)
	}
	s := f.split(lo, hi)
	s.enclosed = f.enclosed(0, len(f.tokens))
	c := f.assign(&s)
	f.hasLabel = s.labelled
	f.evident = f.isCredit(&s, &c) && !f.hasSubject(&s)
	return c
}

// isCredit says that a line, read as c, has what only credits have and no word
// that is not explained.
func (f *finder) isCredit(s *splitter, c *Credit) bool {
	if len(c.Unread) > 0 && !s.desk {
		return false
	}
	chain := len(s.parts) > 1 && knows(s.parts)
	return s.labelled || chain || f.house(s.lo, s.hi, false) || c.Courtesy != "" || c.Handout
}

// hasSubject says that a line begins with words of what the picture shows.
func (f *finder) hasSubject(s *splitter) bool {
	return s.late || f.mixedSlashes(s.lo, s.hi) || f.subject(s) || f.signedOff(s.lo, s.hi)
}

// knows says that the vocabulary has one of the organisations.
func knows(parts []part) bool {
	return slices.ContainsFunc(parts, func(p part) bool { return p.org != nil })
}

// signedOff says that the line ends with a credit in brackets, of a person and
// a house, and has words before it; one word alone is none of the vocabulary's,
// as in "Reuters (Ana Silva/Reuters)".
func (f *finder) signedOff(lo, hi int) bool {
	found, ok := f.bracketed(hi)
	words := ok && (found.lo > lo+1 || found.lo == lo+1 && f.tokens[lo].term == nil)
	return words && len(found.credit.Photographers) > 0 && (found.credit.Agency != "" || len(found.credit.Via) > 0)
}

// subject says that the line is a subject and a stock site with a spaced slash
// between: Trybunał Konstytucyjny / Shutterstock.
func (f *finder) subject(s *splitter) bool {
	if s.labelled || len(s.parts) != 2 {
		return false
	}
	first, second := &s.parts[0], &s.parts[1]
	stock := second.org != nil && second.org.Kind == Stock && second.join == '/' && second.spaced
	if !stock || first.what != aText || first.hi-first.lo < 2 {
		return false
	}
	like := f.nameLike(first.lo, first.hi)
	return like != likePerson && like != likeUser
}

// mixedSlashes says that a spaced slash stands before one without blanks, as
// where the first separates the caption: Deniz Aytekin / Kevin Voigt/GettyImages.
func (f *finder) mixedSlashes(lo, hi int) bool {
	if f.tokens[lo].term.house() {
		return false // AFP PHOTO / ANA SILVA/AFP
	}
	spaced := false
	for i := lo + 1; i < hi-1; i++ {
		if f.tokens[i].sign != '/' {
			continue
		}
		if f.tokens[i].gap && f.tokens[i+1].gap {
			spaced = true
		} else if spaced && !f.tokens[i].gap && !f.tokens[i+1].gap {
			return true
		}
	}
	return false
}

// isCaption says that a line in which no credit was found is a caption, and not
// a credit that the rules do not understand.
func (f *finder) isCaption(c Credit) bool {
	labelled := f.hasLabel && f.tokens[0].term.is(isLabel) && f.tokens[f.tokens[0].length].sign == ':'
	if len(f.tokens) > 24 && !(labelled && len(f.tokens) <= 40) {
		return true
	}
	if f.hasLabel && (f.tokens[0].term.is(isLabel|isCourtesy|isKind|isDuty|isBy) || f.tokens[0].sign == 'c') {
		return false
	}
	if len(f.tokens) <= 10 && f.house(0, len(f.tokens), true) {
		return false
	}
	if len(c.Unread) > 0 || len(c.Photographers) == 0 || f.nameLike(0, f.firstEnd()) != likePerson {
		return true
	}
	return len(f.tokens) > 16
}

// firstEnd is where the first part of the line ends.
func (f *finder) firstEnd() int {
	for i := range f.tokens {
		if f.tokens[i].sign != 0 && f.tokens[i].sign != 'h' && f.tokens[i].sign != '.' {
			return i
		}
	}
	return len(f.tokens)
}
