package credit

// term is what the vocabulary says of a whole value, nil where it knows
// nothing.
func (r *Rules) term(value string) *term {
	text, _ := normalise(value)
	if len(text) > 200 {
		return nil
	}
	tokens := scan(text, nil)
	r.mark(text, tokens)
	if len(tokens) == 0 || int(tokens[0].length) != len(tokens) {
		return nil
	}
	return tokens[0].term
}

// lookup is the organisation of a name, nil where the vocabulary has none.
func (r *Rules) lookup(name string) *Organisation {
	if t := r.term(name); t != nil {
		return t.org
	}
	return nil
}

func (r *Rules) known(name string) bool { return r.lookup(name) != nil }

// sends says that the organisation passes on pictures of others.
func (r *Rules) sends(name string) bool {
	o := r.lookup(name)
	return o != nil && o.distributes()
}
