package credit

import (
	"slices"
	"strings"
)

// Hints are what is known about a photo besides its caption.
type Hints struct {
	Byline []string // the photographers named elsewhere
	Shown  []string // the persons shown in the picture
}

// Found is a credit found in a caption.
type Found struct {
	Credit
	// SignOff is the credit as it stands in the caption, word for word.
	SignOff string
	// Caption is the caption without it. Only at the seam are blanks and
	// separators taken away.
	Caption string
	// Start and End are the byte offsets in the caption of what was taken out:
	// the sign-off and the residue of a page behind it.
	Start, End int
}

// window is the number of tokens at either end of a caption in which a credit
// is looked for. It bounds the time that a caption of any length takes.
const window = 96

// Find finds a credit at the end of a caption, or at its head. False where
// there is none; an aside in brackets, AC/DC and a place such as Aoraki / Mount
// Cook are none.
func (r *Rules) Find(caption string, h Hints) (Found, bool) {
	p, _ := r.open(caption)
	f := finder{parser: p, hints: h}
	f.byline = h.Byline
	span, ok := f.find()
	if !ok {
		return Found{}, false
	}
	found := Found{Credit: span.credit}
	f.prose(&found.Credit, span)
	start, end := f.offset(span.lo, false), f.offset(span.hi, true)
	found.Start, found.End = f.offset(span.from, false), f.offset(span.rest, true)
	if span.rest == len(f.tokens) {
		found.End = len(caption)
	}
	found.SignOff = strings.TrimSpace(caption[start:end])
	found.Caption = seam(caption[:found.Start], caption[found.End:])
	f.hint(&found)
	return found, true
}

// offset is the place in the caption of the token i, or of the end of the one
// before it.
func (f *finder) offset(i int, end bool) int {
	pos := len(f.text)
	switch {
	case end && i > 0:
		pos = int(f.tokens[i-1].end)
	case !end && i < len(f.tokens):
		pos = int(f.tokens[i].start)
	}
	if f.at == nil {
		return pos
	}
	return int(f.at[pos])
}

// seam joins what stood before and after a credit.
func seam(before, after string) string {
	before = strings.TrimRight(before, " \t\r\n\u00a0|•·#-–—/,:;=＝([")
	after = strings.TrimLeft(after, " \t\r\n\u00a0|•·-–—/,:;)].")
	switch {
	case before == "":
		return strings.TrimSpace(after)
	case strings.TrimSpace(after) == "":
		return before
	}
	return before + " " + strings.TrimSpace(after)
}

// span is a credit found in tokens[lo:hi]; what follows up to rest is residue.
type span struct {
	lo, hi, rest int
	from         int // residue of a page before it begins here
	credit       Credit
}

type finder struct {
	parser
	hints    Hints
	evident  bool // the whole line is a credit
	hasLabel bool
}

func (f *finder) find() (span, bool) {
	rest := len(f.tokens)
	hi := f.beforeResidue(rest)
	lo := f.beforeDuty(hi)
	found, ok := f.tail(lo)
	if ok && lo < hi {
		duty := f.instructions(lo, hi)
		if found.credit.Instructions != "" {
			duty = found.credit.Instructions + "; " + duty
		}
		found.credit.Instructions = duty
	}
	if !ok {
		return f.head()
	}
	found.rest = rest
	// The credit may stand there twice, or its flags in brackets of their own.
	for range 3 {
		more, ok := f.tail(f.beforeSigns(f.beforeResidue(found.lo)))
		if !ok || !f.joins(&found.credit, more.credit) {
			break
		}
		found.lo = more.lo
	}
	found.from = min(found.lo, f.beforeResidue(found.lo))
	found.hi = f.closing(found)
	return found, true
}

// closing returns the end of a sign-off whose bracket closes behind residue:
// (U.S. Navy photo by Ana Silva/Released).
func (f *finder) closing(s span) int {
	depth := 0
	for i := s.lo; i < s.rest && (i < s.hi || depth > 0); i++ {
		switch f.tokens[i].sign {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 && i >= s.hi {
				return i + 1
			}
		}
	}
	return s.hi
}

// joins takes over what a second credit before the first one adds; false where
// it is of another picture.
func (f *finder) joins(c *Credit, more Credit) bool {
	flags := !more.named() || !c.named()
	if !flags && !overlaps(*c, more) {
		return false
	}
	if !c.named() || len(c.Photographers) == 0 && len(more.Photographers) > 0 || len(more.Via)+len(more.Photographers) > len(c.Via)+len(c.Photographers) {
		flagged := *c
		*c = more
		more = flagged
	}
	c.Pool, c.Handout, c.File = c.Pool || more.Pool, c.Handout || more.Handout, c.File || more.File
	c.Symbolic = c.Symbolic || more.Symbolic
	c.addDisguised(more)
	if c.Instructions == "" {
		c.Instructions = more.Instructions
	}
	if c.Pool && c.Agency != "" && len(c.Via) == 0 && flags {
		c.Via, c.Agency = []string{c.Agency}, ""
	}
	return true
}

// overlaps says that two credits name the same person or the same house.
func overlaps(a, b Credit) bool {
	for _, x := range append(append([]string{a.Agency}, a.Via...), a.Photographers...) {
		for _, y := range append(append([]string{b.Agency}, b.Via...), b.Photographers...) {
			if x != "" && fold(x) == fold(y) {
				return true
			}
		}
	}
	return false
}

// prose takes what the words of the caption state: a lead "FILE PHOTO:",
// "(Symbolbild)", "in this file photo", words of duty at the end.
func (f *finder) prose(c *Credit, s span) {
	if c.Instructions == "" {
		hi := len(f.tokens)
		c.Instructions = f.instructions(f.beforeDuty(hi), hi)
	}
	for i := range f.tokens {
		if i >= s.lo && i < s.hi {
			continue
		}
		t := &f.tokens[i]
		if !t.term.is(isFile | isSymbolic) {
			continue
		}
		next := i + int(t.length)
		lead := i <= 1 && next < len(f.tokens) && (f.tokens[next].sign == ':' || f.tokens[next].sign == '-')
		alone := i > 0 && f.tokens[i-1].sign == '(' && next < len(f.tokens) && f.tokens[next].sign == ')'
		phrase := t.length > 1 && t.shape&cased != 0
		if t.term.is(isFile) && (lead || alone || phrase) {
			c.File = true
		}
		if t.term.is(isSymbolic) && (lead || alone) && t.end-t.start > 1 {
			c.Symbolic = true
		}
	}
}

// bylineAt says that a name of the By-line begins at i.
func (f *finder) bylineAt(i int) bool {
	for _, name := range f.hints.Byline {
		want := fold(name)
		for k := i + 1; k <= min(len(f.tokens), i+8) && want != ""; k++ {
			if fold(f.textOf(i, k)) == want {
				return true
			}
		}
	}
	return false
}

// hint applies what is known besides: a person shown is not sure to be the
// photographer, a By-line settles a name.
func (f *finder) hint(found *Found) {
	settled := len(found.Photographers) > 0 && len(found.Unread) == 0
	for _, name := range found.Photographers {
		settled = settled && slices.ContainsFunc(f.hints.Byline, func(by string) bool { return ComparePersons(name, by) <= Spelled })
	}
	found.Sure = found.Sure || settled && !f.rules.misleads(&found.Credit)
	for _, name := range found.Photographers {
		for _, shown := range f.hints.Shown {
			if fold(name) == fold(shown) {
				found.Sure = false
			}
		}
	}
}
