package credit

import (
	"fmt"
	"slices"
	"strings"
)

// A SyntaxError is a mistake in a vocabulary.
type SyntaxError struct {
	Line   int // in the text given, from 1
	Reason string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("vocabulary: line %d: %s", e.Line, e.Reason)
}

// Load compiles the embedded vocabulary followed by text, the newsroom's own,
// which adds to it and overrides it. The form is that of the files in the
// folder vocabulary. A mistake, and an example that reads otherwise than it
// says, is reported as a [SyntaxError] with its line.
func Load(text string) (*Rules, error) {
	l := &loader{rules: &Rules{own: text}, orgs: map[string]*Organisation{}}
	if err := l.load(Vocabulary()); err != nil {
		return nil, fmt.Errorf("credit: embedded %w", err)
	}
	if err := l.load(text); err != nil {
		return nil, fmt.Errorf("credit: %w", err)
	}
	return l.rules, nil
}

type loader struct {
	rules    *Rules
	orgs     map[string]*Organisation
	section  string
	examples []example
}

type example struct {
	line       int
	text, want string
}

func (l *loader) load(text string) error {
	l.section, l.examples = "", nil
	before := l.rules.forms // those of the text in hand come first
	l.rules.forms = nil
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "# ") || line == "#" {
			continue
		}
		var err error
		if l.section != "" && strings.HasPrefix(l.section, "style ") && !isSection(line) {
			err = l.template(line)
		} else if isSection(line) {
			err = l.open(line[1 : len(line)-1])
		} else {
			err = l.entry(n, line)
		}
		if err != nil {
			return &SyntaxError{n, err.Error()}
		}
	}
	l.rules.forms = append(l.rules.forms, before...)
	l.rules.sortHouses()
	for _, e := range l.examples {
		if got := explain(l.rules.Parse(e.text)); got != e.want {
			return &SyntaxError{e.line, fmt.Sprintf("%q reads as %q, not %q", e.text, got, e.want)}
		}
	}
	return nil
}

// isSection says that a line opens a section; the template [{credit}] does not.
func isSection(line string) bool {
	return strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") && !strings.Contains(line, "{")
}

func (l *loader) open(section string) error {
	_, word := classes[section]
	switch {
	case word, section == "organisation ending", section == "signs first", section == "pools", section == "wraps", section == "rivals", section == "examples", section == "form":
	case slices.Contains(kinds, Kind(section)):
	case strings.HasPrefix(section, "kind "), section == "position left", section == "position right":
	case strings.HasPrefix(section, "collection of "):
		if l.orgs[nameKey(section[len("collection of "):])] == nil {
			return fmt.Errorf("section [%s]: no organisation of that name above", section)
		}
	case strings.HasPrefix(section, "style "):
		l.rules.styles = slices.DeleteFunc(l.rules.styles, func(s style) bool { return s.name == section[len("style "):] })
		l.rules.styles = append(l.rules.styles, style{name: section[len("style "):]})
	default:
		return fmt.Errorf("unknown section [%s]", section)
	}
	l.section = section
	return nil
}

var kinds = []Kind{NewsAgency, StateAgency, Stock, Distributor, Government, PartyConcerned, Network, Publication}

func (l *loader) entry(n int, line string) error {
	switch {
	case l.section == "":
		return fmt.Errorf("%q stands before the first section", line)
	case l.section == "examples":
		text, want, ok := strings.Cut(line, " => ")
		if !ok {
			return fmt.Errorf("an example is a line, =>, and its parts")
		}
		l.examples = append(l.examples, example{n, strings.TrimSpace(text), strings.TrimSpace(want)})
		return nil
	case l.section == "rivals":
		return l.rivals(line)
	case l.section == "form":
		return l.form(line)
	case slices.Contains(kinds, Kind(l.section)) && strings.HasPrefix(line, "- "):
		return l.forget(line[len("- "):], func(t *term) { t.org = nil })
	case slices.Contains(kinds, Kind(l.section)):
		return l.organisation(line, Kind(l.section), "")
	case strings.HasPrefix(l.section, "collection of "):
		parent := l.orgs[nameKey(l.section[len("collection of "):])]
		return l.organisation(line, parent.Kind, parent.Name)
	}
	for word := range strings.SplitSeq(line, ";") {
		word = strings.TrimSpace(word)
		if word == "" {
			continue
		}
		var err error
		if gone, ok := strings.CutPrefix(word, "- "); ok {
			err = l.forget(gone, l.unclass())
		} else {
			err = l.word(word)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rivals reads a line of agencies that do not pass on each other's pictures.
func (l *loader) rivals(line string) error {
	var rivals []*Organisation
	for name := range strings.SplitSeq(line, ";") {
		o := l.orgs[nameKey(name)]
		if o == nil {
			return fmt.Errorf("no organisation %q above", strings.TrimSpace(name))
		}
		rivals = append(rivals, o)
	}
	for i, o := range rivals {
		o.rivals = slices.Concat(o.rivals, rivals[:i], rivals[i+1:])
	}
	return nil
}

func (l *loader) word(word string) error {
	switch l.section {
	case "signs first", "pools", "wraps":
		o := l.orgs[nameKey(word)]
		if o == nil {
			return fmt.Errorf("no organisation %q above", word)
		}
		o.signsFirst = o.signsFirst || l.section == "signs first"
		o.pools = o.pools || l.section == "pools"
		o.wraps = o.wraps || l.section == "wraps"
		return nil
	case "organisation ending":
		l.rules.endings = append(l.rules.endings, string(appendFold(nil, word)))
		return nil
	case "given name":
		for _, name := range strings.Fields(word) {
			if err := l.learn(name, func(t *term) { t.class |= isGivenName }); err != nil {
				return err
			}
		}
		return nil
	}
	set := func(t *term) {
		if kind, ok := strings.CutPrefix(l.section, "kind "); ok {
			t.class, t.kind = t.class|isKind, kind
		} else if place, ok := strings.CutPrefix(l.section, "position "); ok {
			t.class, t.place = t.class|isPosition, place
		} else {
			t.class |= classes[l.section]
		}
	}
	return l.learn(word, func(t *term) {
		set(t)
		if t.exact != "" {
			if t.word == nil {
				t.word = &term{}
			}
			set(t.word)
		}
	})
}

// organisation reads "Name = Full name; spelling; ?everyday spelling; ^EXACT".
func (l *loader) organisation(line string, kind Kind, of string) error {
	name, rest, _ := strings.Cut(line, " = ")
	name = strings.TrimSpace(name)
	o := l.orgs[nameKey(name)]
	if o == nil {
		o = &Organisation{Name: name, Full: name}
		l.orgs[nameKey(name)] = o
	}
	o.Name, o.Kind, o.Of = name, kind, of
	spellings := strings.Split(rest, ";")
	everyday := strings.Contains(rest, "?"+name)
	if full := strings.TrimSpace(spellings[0]); full != "" && full[0] != '?' && full[0] != '^' {
		o.Full = full
	}
	for _, spelling := range append(spellings, name) {
		spelling, weak := strings.CutPrefix(strings.TrimSpace(spelling), "?")
		spelling, exact := strings.CutPrefix(spelling, "^")
		if spelling == "" {
			continue
		}
		weak = weak || everyday && spelling == name
		exact = exact || strings.Contains(rest, "^"+name) && spelling == name
		err := l.learn(spelling, func(t *term) {
			if exact && t.exact == "" && t.class != 0 {
				word := *t
				t.word = &word
			}
			t.org, t.exact = o, ""
			if exact {
				t.exact = spelling
			}
			if weak {
				t.class |= isEveryday
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// learn enters a spelling into the tree and gives its term to set.
func (l *loader) learn(spelling string, set func(*term)) error {
	text, _ := normalise(spelling)
	at := &l.rules.words
	tokens := scan(text)
	for _, t := range tokens {
		if t.skipped() {
			continue
		}
		key := t.key(text, nil)
		if at.next == nil {
			at.next = map[string]*node{}
		}
		if at.next[string(key)] == nil {
			at.next[string(key)] = &node{}
		}
		at = at.next[string(key)]
	}
	if at == &l.rules.words {
		return fmt.Errorf("%q has no word in it", spelling)
	}
	if at.term == nil {
		at.term = &term{}
	}
	set(at.term)
	return nil
}

// forget takes a meaning from a spelling that has it, as where the name of an
// organisation is an everyday word in the captions of a newsroom.
func (l *loader) forget(spelling string, unset func(*term)) error {
	text, _ := normalise(spelling)
	at := &l.rules.words
	for _, t := range scan(text) {
		if t.skipped() {
			continue
		}
		if at = at.next[string(t.key(text, nil))]; at == nil {
			break
		}
	}
	if at == nil || at.term == nil {
		return fmt.Errorf("%q is not in the vocabulary, so it cannot be taken out", strings.TrimSpace(spelling))
	}
	before := *at.term
	unset(at.term)
	if *at.term == before {
		return fmt.Errorf("%q does not stand in [%s], so it cannot be taken out of it", strings.TrimSpace(spelling), l.section)
	}
	if at.term.org == nil && at.term.class&^isEveryday == 0 {
		at.term = nil
	}
	return nil
}

// unclass takes the meaning of the section in hand from a term.
func (l *loader) unclass() func(*term) {
	switch {
	case strings.HasPrefix(l.section, "kind "):
		return func(t *term) { t.class, t.kind = t.class&^isKind, "" }
	case strings.HasPrefix(l.section, "position "):
		return func(t *term) { t.class, t.place = t.class&^isPosition, "" }
	}
	return func(t *term) { t.class &^= classes[l.section] }
}

// nameKey is the form of a name under which an organisation is entered: LaPresse
// is not La Presse.
func nameKey(name string) string { return string(appendFold(nil, strings.TrimSpace(name))) }
