package credit

// parser holds a tokenised line.
type parser struct {
	rules  *Rules
	text   string
	tokens []token
	byline []string // the people whom the By-line names, where there is one
	at     []int32  // where the bytes of text stand in the line, as normalise says
	hidden []int32  // where characters that show nothing stand in the line
	second bool     // the line is one that a reading prints as
	doubt  bool     // a name holds a word that no name should
	space  [8]part  // for the parts of an ordinary line
}

// tokenise returns the parser of a normalised text.
func (r *Rules) tokenise(text string) parser {
	p := parser{rules: r, text: text, tokens: scan(text)}
	r.mark(text, p.tokens)
	return p
}

// open returns the parser of a line as given, and its normalised text.
func (r *Rules) open(line string) (parser, string) {
	text, at := normalise(line)
	p := r.tokenise(text)
	if at != nil {
		p.at, p.hidden = at, hiddenIn(line)
	}
	return p, text
}

// Parse reads a credit line. What no rule explains is in Unread; the reading
// of a line is the same every time, and takes time in proportion to its length.
func (r *Rules) Parse(line string) Credit { return r.parseBeside(line, nil) }

// parseBeside reads a credit line beside a By-line that names the people given.
func (r *Rules) parseBeside(line string, byline []string) Credit {
	p, text := r.open(line)
	p.byline = byline
	if len(p.tokens) > longestLine {
		return Credit{Unread: []string{text}}
	}
	return p.line(0, len(p.tokens))
}

// longestLine is the number of tokens beyond which a line is no credit line.
const longestLine = 512

// line reads tokens[lo:hi], a credit of one picture or of several.
func (p *parser) line(lo, hi int) Credit {
	enclosed := p.enclosed(lo, hi)
	lo, hi = p.trim(lo, hi)
	if lo == hi {
		return Credit{}
	}
	if c, ok := p.byForm(lo, hi); ok {
		return c
	}
	if credits := p.several(lo, hi); credits != nil {
		c := Credit{Credits: credits, Sure: true}
		for _, one := range credits {
			c.Sure = c.Sure && one.Sure
		}
		complete(&c)
		return c
	}
	s := p.split(lo, hi)
	s.enclosed = enclosed
	return p.assign(&s)
}

// enclosed says that one pair of brackets stands round tokens[lo:hi].
func (p *parser) enclosed(lo, hi int) bool {
	return hi-lo > 2 && p.tokens[lo].sign == '(' && p.tokens[hi-1].sign == ')' && p.closes(lo, hi)
}

// trim takes away brackets and quotes round the whole, and closing signs.
func (p *parser) trim(lo, hi int) (int, int) {
	for lo < hi {
		first, last := &p.tokens[lo], &p.tokens[hi-1]
		switch {
		case last.sign == '.' && !(hi-2 > lo && p.tokens[hi-2].shortens()),
			last.sign == ';', last.sign == ',', last.sign == ':', last.sign == '|':
			hi--
		case hi-lo > 1 && (last.sign == '-' || last.sign == '/'):
			hi--
		case first.sign == '(' && last.sign == ')' && p.closes(lo, hi):
			lo, hi = lo+1, hi-1
		case first.sign == '"' && last.sign == '"' && hi-lo > 1:
			lo, hi = lo+1, hi-1
		case first.sign == '.', first.sign == ',', first.sign == '|', first.sign == '/', first.sign == ';', first.sign == ')':
			lo++
		case first.sign == '-' && hi-lo > 1 && p.tokens[lo+1].sign != '/':
			lo++
		default:
			return lo, hi
		}
	}
	return lo, hi
}

// shortens says that the dot behind a word belongs to it: Jr., J., S.A.
func (t *token) shortens() bool {
	return t.term.is(isSuffix) || t.end-t.start == 1 || t.shape&isAddress != 0 && t.end-t.start == 3
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
		one := p.assign(&s)
		if !one.named() && one.Kind == "" && !one.Handout && len(one.Unread) == 0 {
			return nil // R: and nothing behind it
		}
		credits = append(credits, one)
	}
	return credits
}

// place says that "Left:" or the like stands at i.
func (p *parser) place(i, hi int) bool {
	t := &p.tokens[i]
	next := i + int(t.length)
	return t.term.is(isPosition) && next < hi && p.tokens[next].sign == ':'
}
