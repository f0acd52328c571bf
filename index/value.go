package index

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// fieldValue reads what follows a field name and its colon. value is the rest
// of the word after the colon.
func (p *parser) fieldValue(start int, name, value string, depth int) (Node, error) {
	switch name = strings.ToLower(name); name {
	case "is":
		return p.is(start, value)
	case "has":
		return p.has(start, value)
	}
	f := fieldByName[name]
	if f == nil {
		if f, value, p.pos = p.property(start, value); f == nil {
			return nil, p.noField(start, name)
		}
		name = string(f.name)
	}
	r, _ := utf8.DecodeRuneInString(p.text[p.pos:])
	switch {
	case f.kind == date || f.kind == number:
		p.pos += len(value)
		value, err := p.bounds(value)
		if err != nil {
			return nil, err
		}
		if value == "" {
			return nil, p.mistake(start, p.pos, "%s needs a value, as in %s", name+":", example(f))
		}
		return p.rangeValue(start, f, value)
	case value == "" && (isQuote(r) || r == '('):
		outer := p.field
		p.field = f
		defer func() { p.field = outer }()
		return p.primary(depth)
	}
	p.pos += len(value)
	if !hasWord(value) {
		return nil, p.mistake(start, p.pos, "%s needs a value, as in %s", name+":", example(f))
	}
	outer := p.field
	p.field = f
	defer func() { p.field = outer }()
	return p.term(p.pos-len(value), value)
}

// property reads the name of a property that a word begins with at start. What
// is left of the word then begins at pos. The field is nil where there is none,
// or where its prefix is nearly one that photos have.
func (p *parser) property(start int, value string) (f *queryField, rest string, pos int) {
	end := p.pos + len(value)
	f, rest, ok := property(p.text[start:end])
	prefix := strings.ToLower(prefixOf(p.text[start:end]))
	if !ok || !slices.Contains(propertyPrefixes, prefix) && nearest(prefix, propertyPrefixes) != "" {
		return nil, value, p.pos
	}
	return f, rest, end - len(rest)
}

// bounds reads on where a bound of a range stands in quotes, and returns the
// whole value without them.
func (p *parser) bounds(value string) (string, error) {
	for p.pos < len(p.text) {
		r, _ := utf8.DecodeRuneInString(p.text[p.pos:])
		if !isQuote(r) || value != "" && strings.TrimRight(value, "<>=") != "" && !strings.HasSuffix(value, "..") {
			break
		}
		text, err := p.quoted()
		if err != nil {
			return "", err
		}
		value += strings.Join(strings.Fields(text), " ")
		value += p.word()
	}
	return value, nil
}

func (p *parser) is(start int, value string) (Node, error) {
	p.pos += len(value)
	flag := strings.ToLower(value)
	for _, known := range flagNames {
		if flag == known {
			return p.clause(start, Is{flag})
		}
	}
	e := p.mistake(start, p.pos, "no photo is %q", value)
	if value == "" {
		e.Text = "is: needs a word, as in is:pool"
	} else if near := nearest(flag, flagNames); near != "" {
		e.Suggest = "is:" + near
	} else {
		e.Text += "; is: knows " + strings.Join(flagNames, ", ")
	}
	return nil, e
}

func (p *parser) has(start int, value string) (Node, error) {
	p.pos += len(value)
	if value == "" {
		return nil, p.mistake(start, p.pos, "has: needs a field, as in has:credit")
	}
	f := fieldByName[strings.ToLower(value)]
	if property, rest, ok := property(value + ":"); f == nil && ok && rest == "" {
		f = property
	}
	if f == nil {
		return nil, p.noSuchField(start+len("has:"), strings.ToLower(value))
	}
	return p.clause(start, Has{f.name})
}

func (p *parser) noField(start int, name string) *SyntaxError {
	switch {
	case name == iimPrefix:
		return p.mistake(start, start+len(name), "iim: needs the number of a dataset and a value, as in iim:2:187:word")
	case slices.Contains(propertyPrefixes, name):
		return p.mistake(start, start+len(name), "%s: needs a property and a value, as in photoshop:Credit:word", name)
	}
	return p.noSuchField(start, name, append([]string{"is", "has"}, propertyPrefixes...)...)
}

// noSuchField is the mistake of a name that is no field, nor one of those
// known beside them.
func (p *parser) noSuchField(start int, name string, known ...string) *SyntaxError {
	e := p.mistake(start, start+len(name), "no field %q", name)
	for _, f := range queryFields {
		known = append(append(known, string(f.name)), f.aliases...)
	}
	if e.Suggest = nearest(name, known); e.Suggest == "" {
		e.Text += "; put words with a colon in quotes"
	}
	return e
}

func isFieldName(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}) < 0
}

func example(f *queryField) string {
	switch f.kind {
	case date:
		return string(f.name) + ":2022-03-17"
	case number:
		return string(f.name) + ":>3000"
	}
	return string(f.name) + ":word"
}

// nearest is the word among known with the fewest edits from the given one, at
// most two and fewer than half its letters; empty where none is.
func nearest(word string, known []string) string {
	best, found := min(3, (len(word)+1)/2), ""
	for _, k := range known {
		if d := distance(word, k, best); d < best {
			best, found = d, k
		}
	}
	return found
}
