package archive

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cutline/archive/embedded"
)

// Edit is what a correction does to one field, whatever it holds.
type Edit struct {
	Field embedded.Field `json:"field"`
	// Lang is that of [Correction].
	Lang string `json:"lang,omitempty"`
	Op   Op     `json:"op"`
	// Values are what Set gives the field, where there are none it is emptied;
	// or what Append and Prepend add to it.
	Values []string `json:"values,omitempty"`
	// Find is what Replace takes out, wherever it stands, letter for letter, and
	// With what it puts there.
	Find string `json:"find,omitempty"`
	With string `json:"with,omitempty"`
}

// Op is the kind of an [Edit].
type Op string

// The kinds of edits. Append and Prepend put a blank between two texts; to a
// list they add the values it does not have.
const (
	Set     Op = "set"
	Append  Op = "append"
	Prepend Op = "prepend"
	Replace Op = "replace"
)

// Ops are all kinds of edits.
func Ops() []Op { return []Op{Set, Append, Prepend, Replace} }

// String says an edit in the words of a history: "credit set to X".
func (e Edit) String() string {
	name := string(e.Field)
	if e.Lang != "" {
		name += " (" + e.Lang + ")"
	}
	values := strings.Join(e.Values, "; ")
	switch {
	case e.Op == Append:
		return fmt.Sprintf("%s: “%s” added at the end", name, values)
	case e.Op == Prepend:
		return fmt.Sprintf("%s: “%s” added at the beginning", name, values)
	case e.Op == Replace:
		return fmt.Sprintf("%s: “%s” replaced by “%s”", name, e.Find, e.With)
	case len(e.Values) == 0:
		return name + " emptied"
	}
	return fmt.Sprintf("%s set to “%s”", name, values)
}

// Check says what is wrong with an edit, as a *CorrectionError.
func (e *Edit) Check() error {
	if err := checkSubject(e.Field, e.Lang); err != nil {
		return err
	}
	texts := e.Values
	switch e.Op {
	case Set:
		c := Correction{Actor: "nobody yet", Field: e.Field, Lang: e.Lang, To: e.Values}
		return c.check()
	case Append, Prepend:
		if len(e.Values) == 0 {
			return &CorrectionError{fmt.Sprintf("nothing is written to be added to %s", e.Field)}
		}
		if !lists[e.Field] && (len(e.Values) > 1 || dates[e.Field] || numeric(e.Field)) {
			return &CorrectionError{fmt.Sprintf("%s has one value; nothing can be added to it", e.Field)}
		}
	case Replace:
		if e.Find == "" {
			return &CorrectionError{fmt.Sprintf("nothing is written to be found in %s", e.Field)}
		}
		texts = []string{e.Find, e.With}
	default:
		return &CorrectionError{fmt.Sprintf("%q is nothing that can be done to a field; there are set, append, prepend and replace", shorten(string(e.Op)))}
	}
	for _, text := range texts {
		if len(text) > maxCorrection || !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
			return &CorrectionError{fmt.Sprintf("%s must be text of at most %d KB without control characters", e.Field, maxCorrection>>10)}
		}
	}
	return nil
}

func numeric(name embedded.Field) bool {
	return name == embedded.Rating || name == embedded.Urgency || name == embedded.CountryCode
}

// CheckEdits says what is wrong with edits that are to be made together.
func CheckEdits(edits []Edit) error {
	if len(edits) == 0 {
		return &CorrectionError{"no field is named"}
	}
	seen := make(map[subject]bool)
	for i := range edits {
		if err := edits[i].Check(); err != nil {
			return err
		}
		about := subject{edits[i].Field, strings.ToLower(edits[i].Lang)}
		if seen[about] {
			return &CorrectionError{fmt.Sprintf("%s is named twice", edits[i].Field)}
		}
		seen[about] = true
	}
	return nil
}

// of is the correction that an edit makes of a photo. same: the field has these
// values already.
func (e Edit) of(p *Photo, rules Rules) (c Correction, same bool) {
	from := p.Values(e.Field, e.Lang)
	to := e.to(e.base(p, from, rules))
	return Correction{Field: e.Field, Lang: e.Lang, From: from, To: to}, slices.Equal(from, to)
}

// base are the values that an edit works on: those in force, but of the credit
// the line as it is read from wherever it stands, because that is what an editor
// sees and means.
func (e Edit) base(p *Photo, from []string, rules Rules) []string {
	if e.Field != embedded.Credit || e.Op == Set {
		return from
	}
	line, err := rules.PrintBeside(p.Reading.Credit.Credit, defaults.Style)
	if err != nil || line == "" || e.Op == Replace && !strings.Contains(line, e.Find) {
		return from
	}
	return []string{line}
}

// to are the values that an edit makes of others.
func (e Edit) to(from []string) []string {
	switch {
	case e.Op == Set:
		return e.Values
	case e.Op == Replace:
		var list []string
		// A few letters replaced by a long text everywhere could fill memory. What
		// is more than a correction takes is refused, so that it need not be made.
		most, bytes := maxCorrection/max(len(e.With), 1)+1, 0
		for _, v := range from {
			made := strings.TrimSpace(strings.Replace(v, e.Find, e.With, most))
			if made != "" {
				list = append(list, made)
			}
			if made != v {
				bytes += len(made)
			}
			if bytes > maxCorrection {
				break
			}
		}
		if lists[e.Field] {
			list = union(list)
		}
		return list
	case lists[e.Field] && e.Op == Append:
		return union(from, e.Values)
	case lists[e.Field]:
		return union(e.Values, from)
	case len(from) == 0:
		return []string{strings.TrimSpace(e.Values[0])}
	case e.Op == Append:
		return []string{joinTexts(from[0], e.Values[0])}
	}
	return []string{joinTexts(e.Values[0], from[0])}
}

// union joins lists, of each value the first.
func union(lists ...[]string) []string {
	var list []string
	for _, v := range slices.Concat(lists...) {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// joinTexts joins two texts with a blank, where neither has one there.
func joinTexts(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if unicode.IsSpace(last) || unicode.IsSpace(first) {
		return strings.TrimSpace(a + b)
	}
	return strings.TrimSpace(a + " " + b)
}
