package credit

import "strings"

// afterRank returns where the name begins after ranks and ratings: "Mass
// Communication Specialist 3rd Class (AW) Elizabeth Thompson".
func (p *parser) afterRank(lo, hi int) int {
	for lo < hi {
		t := &p.tokens[lo]
		switch {
		case t.sign == 0 && t.term.is(isRank) && lo+int(t.length) < hi && !(t.term.is(isGivenName) && t.length == 1):
			lo += int(t.length)
		case t.sign == '.' || t.sign == '"' || t.sign == ',':
			lo++
		default:
			return lo
		}
	}
	return lo
}

// textOf returns the words of tokens[lo:hi] as printed.
func (p *parser) textOf(lo, hi int) string {
	if lo >= hi {
		return ""
	}
	return p.text[p.tokens[lo].start:p.tokens[hi-1].end]
}

// name returns the name in tokens[lo:hi], without rank and closing dot.
func (p *parser) name(lo, hi int) string {
	lo = p.afterRank(lo, hi)
	for hi > lo && (p.tokens[hi-1].sign == ',' || p.tokens[hi-1].sign == '"') {
		hi--
	}
	if hi-1 > lo && p.tokens[hi-1].sign == '.' {
		last := &p.tokens[hi-2]
		if last.sign != 0 || last.end-last.start > 1 && !last.term.is(isSuffix) {
			hi--
		}
	}
	if hi-1 > lo && p.tokens[hi-1].term.is(isRankBehind) {
		hi--
	}
	name := p.textOf(lo, hi)
	if half := doubled(name); half != "" {
		return half
	}
	return name
}

// doubled returns the half of a name that was written twice without a blank
// between ("CHRISTOF STACHECHRISTOF STACHE"), else the empty string.
func doubled(name string) string {
	n := len(name)
	if n < 10 || n%2 != 0 || name[:n/2] != name[n/2:] || strings.IndexByte(name[:n/2], ' ') < 0 {
		return ""
	}
	return name[:n/2]
}

// people appends the names in tokens[lo:hi]: "A and B", "Ted + Chelsea
// Cavanaugh".
func (p *parser) people(names []string, lo, hi int) []string {
	from := lo
	for i := lo + 1; i < hi-1; i++ {
		t := &p.tokens[i]
		and := t.sign == '&' || t.sign == '+' || t.sign == 0 && t.term.is(isAnd) && t.length == 1
		if !and {
			continue
		}
		left, right := p.nameLike(from, i), p.nameLike(i+1, hi)
		short := t.sign == 0 && t.end-t.start <= 1 // y, e, i: also inside names
		switch {
		case (left == likePerson || left == likeName) && (right == likePerson || right == likeName):
			names = append(names, p.name(from, i))
			from = i + 1
		case !short && left == likeSurname && right == likePerson && p.tokens[from].term.is(isGivenName) && hi-i > 2:
			names = append(names, p.name(from, i)+" "+p.name(hi-1, hi))
			from = i + 1
		case !short && left == likeSurname && right == likeSurname:
			names = append(names, p.name(from, i))
			from = i + 1
		}
	}
	for i := lo; i < hi; i++ {
		t := &p.tokens[i]
		flag := t.term.is(isPool | isHandout | isFile | isStringer | isStaff)
		and := i >= from && t.term.is(isAnd)
		p.doubt = p.doubt || t.sign == 0 && (flag || and) && !t.term.is(isParticle|isGivenName|isRank)
	}
	return append(names, p.name(from, hi))
}
