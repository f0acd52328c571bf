package credit

import "strings"

// term is what the vocabulary says of a whole value, nil where it knows
// nothing.
func (r *Rules) term(value string) *term {
	text, _ := normalise(value)
	if len(text) > 200 {
		return nil
	}
	p := r.tokenise(text)
	if len(p.tokens) == 0 || int(p.tokens[0].length) != len(p.tokens) {
		return nil
	}
	return p.tokens[0].term
}

// lookup is the organisation of a name, nil where the vocabulary has none.
func (r *Rules) lookup(name string) *Organisation {
	if t := r.term(name); t != nil {
		return t.org
	}
	return nil
}

// Kind is the kind of an organisation by one of its names, empty for one that
// the vocabulary does not have.
func (r *Rules) Kind(name string) Kind {
	if o := r.lookup(name); o != nil {
		return o.Kind
	}
	return ""
}

func (r *Rules) known(name string) bool { return r.lookup(name) != nil }

// onlyRank says that a By-line holds a rank and no name, because it was cut at
// the length limit of an IIM field: Photographer's Mate 3rd Class (A, or Mass
// Communication Specialist 2n.
func (r *Rules) onlyRank(value string) bool {
	if len(value) > 2*iimLimit {
		return false
	}
	tokens := scan(value)
	at := &r.words
	for i := range tokens {
		t := &tokens[i]
		if t.skipped() {
			continue
		}
		if at.term.is(isRank) && t.sign == '(' {
			return i+2 >= len(tokens) || i+3 == len(tokens) && tokens[i+2].sign == ')'
		}
		key := string(t.key(value, nil))
		next := at.next[key]
		if next == nil {
			return i > 0 && i+1 == len(tokens) && atLimit(value) && at.leadsToRank(key)
		}
		at = next
	}
	return at.term.is(isRank) && !at.term.is(isGivenName)
}

// leadsToRank says that a word which begins with the letters given goes on to a
// rank.
func (n *node) leadsToRank(letters string) bool {
	for word, next := range n.next {
		if strings.HasPrefix(word, letters) && (next.term.is(isRank) || next.leadsToRank("")) {
			return true
		}
	}
	return false
}

// Canonical is the name under which the vocabulary knows an organisation, and
// the name as given where it knows none.
func (r *Rules) Canonical(name string) string {
	if o := r.lookup(name); o != nil {
		return o.Name
	}
	return name
}
