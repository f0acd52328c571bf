package credit

import "strings"

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
	text, at := normalise(caption)
	f := finder{parser: parser{rules: r, text: text, tokens: scan(text, nil)}, hints: h}
	r.mark(text, f.tokens)
	span, ok := f.find()
	if !ok {
		return Found{}, false
	}
	found := Found{Credit: span.credit}
	f.prose(&found.Credit, span)
	start, end := f.offset(at, span.lo, false), f.offset(at, span.hi, true)
	found.Start, found.End = f.offset(at, span.from, false), f.offset(at, span.rest, true)
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
func (f *finder) offset(at []int32, i int, end bool) int {
	pos := len(f.text)
	switch {
	case end && i > 0:
		pos = int(f.tokens[i-1].end)
	case !end && i < len(f.tokens):
		pos = int(f.tokens[i].start)
	}
	if at == nil {
		return pos
	}
	return int(at[pos])
}

// seam joins what stood before and after a credit.
func seam(before, after string) string {
	before = strings.TrimRight(before, " \t\r\n\u00a0|•·#-–—/,:;([")
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
		found.credit.Instructions = f.instructions(lo, hi)
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
	return found, true
}

// beforeDuty returns where words of duty that close the caption begin.
func (f *finder) beforeDuty(hi int) int {
	for i := max(0, hi-window/2); i < hi; i++ {
		if f.tokens[i].term.is(isDuty) && f.beforeStars(hi) <= i+int(f.tokens[i].length) {
			return f.beforeSigns(f.beforeStars(i))
		}
	}
	return hi
}

func (f *finder) beforeStars(hi int) int {
	for hi > 0 && (f.tokens[hi-1].sign == '*' || f.tokens[hi-1].sign == '.') {
		hi--
	}
	return hi
}

func (f *finder) instructions(lo, hi int) string {
	for i := lo; i < hi; i++ {
		if f.tokens[i].term.is(isDuty) {
			return f.textOf(i, i+int(f.tokens[i].length))
		}
	}
	return ""
}

// beforeResidue returns where the words of the page behind the credit begin.
func (f *finder) beforeResidue(hi int) int {
	for i := max(0, hi-window); i < hi; i++ {
		if f.tokens[i].term.is(isResidue) && f.onlyResidue(i, hi) {
			return f.beforeSigns(i)
		}
	}
	return hi
}

func (f *finder) onlyResidue(i, hi int) bool {
	if i > 0 && f.tokens[i-1].sign == '(' {
		i--
	}
	for i < hi {
		t := &f.tokens[i]
		switch {
		case t.term.is(isResidue) && !t.term.is(isLabel|isLicence):
			i += int(t.length)
		case t.sign != 0:
			i++
		default:
			return false
		}
	}
	return true
}

// beforeSigns skips signs back from hi, but no closing bracket.
func (f *finder) beforeSigns(hi int) int {
	for hi > 0 {
		switch f.tokens[hi-1].sign {
		case '-', '|', ',', ';', ':', '(', '*', '/':
			hi--
			continue
		}
		break
	}
	return hi
}

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
	if lo == s.lo || !f.stopBefore(lo) || like != likePerson && !(like == likeName && s.lo-lo <= 3) {
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
	if c.Pool || c.Handout || c.Kind != "" && (c.Agency != "" || len(c.Creators) > 0) || c.Instructions != "" && len(c.Unread) == 0 {
		return true
	}
	chain, house := false, false
	for i := lo; i < hi; i++ {
		t := &f.tokens[i]
		chain = chain || t.sign == '/' || t.term.is(isVia)
		if t.term != nil && t.term.org != nil && !t.term.is(isEveryday) {
			switch t.term.org.Kind {
			case NewsAgency, StateAgency, Stock, Distributor, Network:
				house = true
			default:
				house = house || square || lo > 0 && f.tokens[lo-1].sign == '.'
			}
		}
	}
	if lo > 0 && f.tokens[lo-1].sign == '.' && !house && c.Agency != "" && len(c.Photographers) == 0 {
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
		if after.sign == ':' || after.term.is(isCourtesy) || after.sign == '.' && next+1 < hi && f.tokens[next+1].sign == '.' {
			return true
		}
		if after.term.is(isBy) && (!after.term.is(isParticle|isAnd) || t.shape&upperFirst != 0) {
			return true
		}
		capital := t.shape&upperFirst != 0 && (after.sign == 'c' || after.sign == 0 && after.shape&upperFirst != 0)
		return capital && (i == 0 || f.stopBefore(i)) || t.term.is(isLabel) && after.sign == 'c' || capital && f.tokens[i].length >= 1 && after.term.is(isLabel|isCopyright)
	case t.term.org != nil && !t.term.is(isEveryday) && after.term.is(isLabel):
		return next+int(after.length) < hi && f.tokens[next+int(after.length)].term.is(isBy)
	}
	return false
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
		if !f.stopBefore(i) && !f.spacedSlash(i) && !f.residueBefore(i) || f.tokens[i].sign != 0 {
			continue
		}
		read := f.read
		if i > 4 && f.tokens[i-1].sign == '.' {
			read = f.readMarked
		}
		c, _ := read(i, hi)
		if f.credible(&c, false) && (f.house(i, hi, false) || f.nameAndHouse(i, &c)) || c.File && f.tokens[i-1].sign == '.' && len(c.Unread) == 0 && !c.named() {
			if f.spacedSlash(i) {
				c.Sure = c.Sure && len(c.Photographers) == 0
			}
			return span{lo: i, hi: hi, credit: c}, true
		}
	}
	return span{}, false
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

// glued finds a credit that nothing separates from the caption: "… cabaret in
// Paris Benoit Tessier/Reuters".
func (f *finder) glued(hi int) (span, bool) {
	for i := max(1, hi-24); i < hi; i++ {
		t := &f.tokens[i]
		if t.sign != 0 || f.tokens[i-1].sign == 'h' {
			continue
		}
		start := t.term != nil && t.term.org != nil && !t.term.is(isEveryday) && t.term.org.Kind != Publication ||
			t.shape&upperFirst != 0 && t.term.is(isGivenName)
		if !start {
			continue
		}
		c, _ := f.read(i, hi)
		licensed := c.Licence != "" && len(c.Photographers) > 0 && len(c.Unread) == 0
		if !licensed && (!f.credible(&c, false) || !f.house(i, hi, true)) {
			continue
		}
		chain := len(c.Photographers) > 0 && (c.Agency != "" || len(c.Via) > 0) || len(c.Via) > 0
		if !chain && f.partOfSentence(i) {
			continue
		}
		if !licensed && len(c.Photographers) > 0 && !f.slashed(i, hi) {
			continue
		}
		c.Sure = c.Sure && chain
		return span{lo: i, hi: hi, credit: c}, true
	}
	return span{}, false
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
	switch f.text[t.start:t.end] {
	case "to", "by", "of", "with", "the", "from", "at", "and", "for", "told", "in", "on", "a", "an", "der", "die", "das", "von", "mit", "zu", "bei", "und",
		"la", "el", "de", "a la", "con", "le", "les", "du", "à", "avec", "et", "y", "che", "di", "da", "il", "i", "till", "av", "och", "og":
		return true
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
	named := len(c.Photographers) > 0 || c.Agency != "" || len(c.Via) > 0 || c.Courtesy != "" || len(c.Creators) > 0
	if labelled {
		return named || c.Handout || c.Kind != "" || c.Licence != "" || c.Instructions != "" || c.File
	}
	return c.Agency != "" || len(c.Via) > 0 || c.Pool || c.Handout && !named || c.Courtesy != "" || c.Instructions != ""
}

// joins takes over what a second credit before the first one adds; false where
// it is of another picture.
func (f *finder) joins(c *Credit, more Credit) bool {
	flags := len(more.Photographers) == 0 && more.Agency == "" && len(more.Via) == 0 && more.Courtesy == "" && len(more.Creators) == 0
	if !flags && !overlaps(*c, more) {
		return false
	}
	if len(c.Photographers) == 0 && len(more.Photographers) > 0 || len(more.Via)+len(more.Photographers) > len(c.Via)+len(c.Photographers) {
		flagged := *c
		*c = more
		more = flagged
	}
	c.Pool, c.Handout, c.File = c.Pool || more.Pool, c.Handout || more.Handout, c.File || more.File
	c.Symbolic = c.Symbolic || more.Symbolic
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

// head finds a credit that stands before the caption.
func (f *finder) head() (span, bool) {
	if len(f.tokens) == 0 || !f.headStart() {
		return span{}, false
	}
	hi := min(len(f.tokens)-1, 24)
	for end := 1; end <= hi; end++ {
		if !f.ends(end) {
			continue
		}
		c, labelled := f.read(0, end)
		if !f.credible(&c, labelled) || len(c.Photographers) == 0 && c.Agency == "" && c.Courtesy == "" {
			continue
		}
		c.Sure = c.Sure && f.tokens[end].sign != 0
		return span{lo: 0, hi: end, rest: end, credit: c}, true
	}
	return span{}, false
}

// headStart says that a caption may begin with a credit: with a label and its
// sign, or with a house and a slash.
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
	case t.term.org != nil && !t.term.is(isEveryday):
		return f.tokens[next].sign == '/'
	}
	return false
}

// ends says that a credit at the head may end before token i: at a stop, or
// where a capital begins the caption.
func (f *finder) ends(i int) bool {
	t := &f.tokens[i]
	switch t.sign {
	case '.', '|', '-', ')':
		return true
	case 0:
		last := &f.tokens[i-1]
		if last.sign != 0 || t.shape&upperFirst == 0 {
			return false
		}
		// The name before is whole: a house, or a given name and one more.
		if last.term != nil && last.term.org != nil && !last.term.is(isEveryday) || i > int(last.length) && f.houseEnds(i) {
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

// prose takes the flags that the words of the caption state: a lead "FILE
// PHOTO:", "(Symbolbild)", "in this file photo".
func (f *finder) prose(c *Credit, s span) {
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

// hint applies what is known besides: a person shown is not sure to be the
// photographer, a By-line settles a name.
func (f *finder) hint(found *Found) {
	for _, name := range found.Photographers {
		for _, shown := range f.hints.Shown {
			if fold(name) == fold(shown) {
				found.Sure = false
			}
		}
	}
}
