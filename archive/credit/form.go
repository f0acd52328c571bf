package credit

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// form is a whole line that a vocabulary explains, written as
//
//	{name} per {house} => by {name}; agency {house}
//
// What stands in braces are slots, see slotKinds; the rest are the words of the
// line. Behind the arrow are the parts of the credit, as in an example.
type form struct {
	pattern []piece
	parts   []formPart
}

// piece is a slot of a pattern, or one of its words.
type piece struct {
	slot string // its name, "" for a word
	kind slotKind
	key  []byte // of a word, as spellings are looked up
}

// formPart is a part of the credit: its label, and its value with slots.
type formPart struct{ label, value string }

// slotKind is what a slot takes.
type slotKind uint8

const (
	slotName   slotKind = iota // people, or an account
	slotHouse                  // an organisation, known or not
	slotNumber                 // words with a digit
	slotWords                  // any words
)

var slotKinds = map[string]slotKind{"name": slotName, "house": slotHouse, "number": slotNumber, "words": slotWords}

// Limits of forms, which keep their search short.
const (
	maxFormTokens = 60   // of a line
	maxSlotTokens = 12   // in a slot
	maxFormSlots  = 6    // in a form
	maxFormTries  = 5000 // of slots for a line; beyond them no form matches
)

// form reads a line of the section [form].
func (l *loader) form(line string) error {
	pattern, parts, ok := strings.Cut(line, "=>")
	if !ok {
		return errors.New("a form is a line with {slots}, =>, and the parts of its credit")
	}
	var f form
	var err error
	if f.pattern, err = readPattern(pattern); err != nil {
		return err
	}
	if f.parts, err = readParts(parts); err != nil {
		return err
	}
	for _, p := range f.pattern {
		used := func(part formPart) bool { return strings.Contains(part.value, "{"+p.slot+"}") }
		if p.slot != "" && !slices.ContainsFunc(f.parts, used) {
			return fmt.Errorf("the words of {%s} would be lost: name it behind the arrow", p.slot)
		}
	}
	for _, part := range f.parts {
		for rest := part.value; strings.Contains(rest, "{"); {
			_, rest, _ = strings.Cut(rest, "{")
			slot, after, _ := strings.Cut(rest, "}")
			if !slices.ContainsFunc(f.pattern, func(p piece) bool { return p.slot == slot }) {
				return fmt.Errorf("{%s} does not stand before the arrow", slot)
			}
			rest = after
		}
	}
	l.rules.forms = append(l.rules.forms, f)
	return nil
}

// readPattern reads what stands before the arrow.
func readPattern(text string) ([]piece, error) {
	var pattern []piece
	slots := 0
	for text != "" {
		words, rest, isSlot := strings.Cut(text, "{")
		normal, _ := normalise(words)
		for _, t := range scan(normal) {
			if !t.skipped() {
				pattern = append(pattern, piece{key: t.key(normal, nil)})
			}
		}
		if !isSlot {
			break
		}
		slot, after, closed := strings.Cut(rest, "}")
		kind, _, _ := strings.Cut(slot, " ")
		k, known := slotKinds[kind]
		switch {
		case !closed || !known:
			return nil, fmt.Errorf("{%s}: a slot is {name}, {house}, {number} or {words}, a second one {name 2}", slot)
		case slices.ContainsFunc(pattern, func(p piece) bool { return p.slot == slot }):
			return nil, fmt.Errorf("{%s} stands twice before the arrow; call the second {%s 2}", slot, slot)
		case len(pattern) > 0 && pattern[len(pattern)-1].slot != "":
			return nil, fmt.Errorf("nothing separates {%s} from the slot before it", slot)
		}
		pattern = append(pattern, piece{slot: slot, kind: k})
		slots++
		text = after
	}
	if slots == 0 || slots == len(pattern) || slots > maxFormSlots {
		return nil, fmt.Errorf("a form has words beside its slots, and 1 to %d of these", maxFormSlots)
	}
	return pattern, nil
}

// readParts reads what stands behind the arrow, and tries it.
func readParts(text string) ([]formPart, error) {
	var parts []formPart
	for part := range strings.SplitSeq(text, ";") {
		label, value, _ := strings.Cut(strings.TrimSpace(part), " ")
		parts = append(parts, formPart{label, strings.TrimSpace(value)})
		if err := (&Credit{}).set(label, []string{value}); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// set sets a part of a credit by its label in examples and forms.
func (c *Credit) set(label string, values []string) error {
	one := values[0]
	texts := map[string]*string{
		"agency": &c.Agency, "collection": &c.Collection, "client": &c.Client, "courtesy": &c.Courtesy,
		"picture": &c.Picture, "dated": &c.Dated, "kind": &c.Kind, "licence": &c.Licence, "instructions": &c.Instructions,
	}
	flags := map[string]*bool{
		"pool": &c.Pool, "handout": &c.Handout, "file": &c.File, "symbolic": &c.Symbolic,
		"stringer": &c.Stringer, "staff": &c.Staff,
	}
	lists := map[string]*[]string{"by": &c.Photographers, "via": &c.Via, "creators": &c.Creators}
	text, isText := texts[label]
	list, isList := lists[label]
	flag, isFlag := flags[label]
	switch {
	case isFlag && one == "":
		*flag = true
	case isFlag:
		return fmt.Errorf("%s is set or not, and has no value", label)
	case label == "unsure" && one == "":
		c.Sure = false
	case !isText && !isList:
		return fmt.Errorf("there is no part %q; there are by, agency, via, collection, client, courtesy, picture, dated, kind, "+
			"creators, licence, instructions, pool, handout, file, symbolic, stringer, staff, unsure", label)
	case one == "":
		return fmt.Errorf("%s needs a value: words, or a slot such as {%s}", label, map[bool]string{true: "name", false: "house"}[label == "by" || label == "creators"])
	case isList:
		*list = append(*list, values...)
	default:
		*text = one
	}
	c.Handout = c.Handout || label == "courtesy"
	return nil
}

// byForm reads tokens[lo:hi] by the first form that explains the whole.
func (p *parser) byForm(lo, hi int) (Credit, bool) {
	if len(p.rules.forms) == 0 || hi-lo > maxFormTokens {
		return Credit{}, false
	}
	m := formMatch{parser: p, hi: hi, tries: maxFormTries}
	for i := range p.rules.forms {
		f := &p.rules.forms[i]
		m.filled = m.filled[:0]
		if m.match(f.pattern, lo) {
			c := m.credit(f)
			p.rules.unmask(&c)
			return c, true
		}
	}
	return Credit{}, false
}

// formMatch is the attempt to read a line by a form.
type formMatch struct {
	*parser
	hi     int
	tries  int
	filled []filling
}

// filling is a slot and the tokens in it.
type filling struct {
	slot   string
	kind   slotKind
	lo, hi int
}

// match says that the pattern explains the tokens from i to the end.
func (m *formMatch) match(pattern []piece, i int) bool {
	var space [64]byte
	for len(pattern) > 0 && pattern[0].slot == "" {
		i = m.skip(i)
		if i >= m.hi || !bytes.Equal(m.tokens[i].key(m.text, space[:0]), pattern[0].key) {
			return false
		}
		pattern, i = pattern[1:], i+1
	}
	if len(pattern) == 0 {
		return m.skip(i) == m.hi
	}
	slot := pattern[0]
	i = m.skip(i)
	for end := i + 1; end <= min(m.hi, i+maxSlotTokens) && m.tries > 0; end++ {
		m.tries--
		if end < m.hi && m.tokens[end].sign == '.' {
			continue // the dot of J. belongs to it
		}
		if !m.fits(slot.kind, i, end) {
			continue
		}
		m.filled = append(m.filled, filling{slot.slot, slot.kind, i, end})
		if m.match(pattern[1:], end) {
			return true
		}
		m.filled = m.filled[:len(m.filled)-1]
	}
	return false
}

// skip goes on to the next token that counts.
func (m *formMatch) skip(i int) int {
	for i < m.hi && m.tokens[i].skipped() {
		i++
	}
	return i
}

// fits says that a slot of the kind takes tokens[lo:hi].
func (m *formMatch) fits(kind slotKind, lo, hi int) bool {
	digit := false
	for i := lo; i < hi; i++ {
		t := &m.tokens[i]
		digit = digit || t.shape&hasDigit != 0
		if t.sign == '/' || t.sign == '|' || t.sign == ';' {
			return kind == slotWords
		}
	}
	switch kind {
	case slotNumber:
		return digit
	case slotWords:
		return true
	}
	like := m.nameLike(lo, hi)
	if kind == slotName {
		return !m.tokens[lo].term.house() && (like == likePerson || like == likeName || like == likeUser)
	}
	t := &m.tokens[lo]
	known := t.term != nil && t.term.org != nil && int(t.length) == hi-lo
	return known || like == likeOrganisation || like == likeName || like == likePerson || like == likeSurname || like == likeAcronym
}

// credit is the credit that a form makes of what fills its slots.
func (m *formMatch) credit(f *form) Credit {
	c := Credit{Sure: true}
	for _, part := range f.parts {
		values := []string{part.value}
		for _, filled := range m.filled {
			if part.value == "{"+filled.slot+"}" && filled.kind == slotName {
				values = m.people(nil, filled.lo, filled.hi)
				break
			}
			values[0] = strings.ReplaceAll(values[0], "{"+filled.slot+"}", m.value(filled))
		}
		// The label and the shape of the value were tried when the form was read.
		_ = c.set(part.label, values)
	}
	complete(&c)
	return c
}

// value is what fills a slot, an organisation by its canonical name.
func (m *formMatch) value(f filling) string {
	t := &m.tokens[f.lo]
	if f.kind == slotHouse && t.term != nil && t.term.org != nil && int(t.length) == f.hi-f.lo {
		return t.term.org.Name
	}
	return m.textOf(f.lo, f.hi)
}
