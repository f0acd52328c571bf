package archive

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cutline/archive/credit"
)

// Limits of the text of rights, in bytes.
const (
	maxRights      = 1 << 20
	maxRightsValue = 4000 // of one value: a note is not the contract
)

// A RightsError is a mistake in the text of rights.
type RightsError struct {
	Line   int // from 1; 0: it is in no line
	Reason string
}

func (e *RightsError) Error() string {
	if e.Line == 0 {
		return "rights: " + e.Reason
	}
	return fmt.Sprintf("rights: line %d: %s", e.Line, e.Reason)
}

// ParseRights reads the text of rights: sections in brackets, and lines NAME =
// VALUE in them. Each [agreement] and each [answer] opens one of its own; the
// lines of [staff] are photographers, a line each. Lines that begin with # say
// nothing. The rules give organisations their canonical names.
//
//	[agreement]
//	supplier = AP
//	covers = editorial
//	media = print, online
//	territories = DE, AT, CH
//	resale = no
//	from = 2025-01-01
//	until = 2027-12-31
//	note = contract 4711
//
//	[staff]
//	Graham Turner; G. Turner = staff 2001-03-01..2019-12-31
//	Ana Silva = contract 2020-05-01..
//
//	[answer]
//	shape = Use subject to restrictions.
//	supplier = PA
//	effect = editorial only
func ParseRights(text string, rules *credit.Rules) (*Rights, error) {
	if len(text) > maxRights {
		return nil, &RightsError{Reason: fmt.Sprintf("the text has %d bytes, and at most %d can be read", len(text), maxRights)}
	}
	p := rightsParser{rules: rules, rights: &Rights{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := p.line(n, line); err != nil {
			return nil, err
		}
	}
	if err := p.close(); err != nil {
		return nil, err
	}
	return p.rights, nil
}

// rightsParser reads rights line by line.
type rightsParser struct {
	rules   *credit.Rules
	rights  *Rights
	section string // of the last bracket
	begun   int    // its line
	given   map[string]int
}

// The sections.
const (
	agreementSection = "agreement"
	staffSection     = "staff"
	answerSection    = "answer"
)

func (p *rightsParser) line(n int, line string) error {
	var err error
	switch name, value, isPair := strings.Cut(line, "="); {
	case !utf8.ValidString(line):
		err = fmt.Errorf("the text is not UTF-8")
	case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
		return p.open(n, strings.ToLower(strings.TrimSpace(line[1:len(line)-1])))
	case p.section == "":
		err = fmt.Errorf("write [agreement], [staff] or [answer] before it")
	case !isPair:
		err = fmt.Errorf("%q has no =; write NAME = VALUE", shorten(line))
	case p.section == staffSection:
		err = p.staff(n, name, strings.TrimSpace(value))
	default:
		err = p.pair(n, strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value))
	}
	if err != nil {
		return &RightsError{n, err.Error()}
	}
	return nil
}

// open ends the section before and opens another.
func (p *rightsParser) open(n int, section string) error {
	if err := p.close(); err != nil {
		return err
	}
	p.section, p.begun, p.given = section, n, make(map[string]int)
	switch section {
	case agreementSection:
		p.rights.Agreements = append(p.rights.Agreements, Agreement{Covers: []Purpose{Editorial}, Line: n})
	case answerSection:
		p.rights.Answers = append(p.rights.Answers, Answer{Line: n})
	case staffSection:
	default:
		return &RightsError{n, fmt.Sprintf("there is no section [%s]; there are [agreement], [staff] and [answer]", shorten(section))}
	}
	return nil
}

// close looks at the section that ends: whether it says all that it must.
func (p *rightsParser) close() error {
	var required []string
	switch p.section {
	case agreementSection:
		required = []string{"supplier"}
		a := p.rights.Agreements[len(p.rights.Agreements)-1]
		if err := a.check(); err != nil {
			return &RightsError{max(p.given["from"], p.given["until"]), err.Error()}
		}
	case answerSection:
		required = []string{"shape", "effect"}
	}
	for _, name := range required {
		if p.given[name] == 0 {
			return &RightsError{p.begun, fmt.Sprintf("the [%s] has no line %s = …", p.section, name)}
		}
	}
	return nil
}

// pair reads a line of an agreement or an answer.
func (p *rightsParser) pair(n int, name, value string) error {
	switch {
	case p.given[name] > 0:
		return fmt.Errorf("%s stands in line %d already", shorten(name), p.given[name])
	case value == "":
		return fmt.Errorf("%s says nothing; leave the line out", shorten(name))
	case len(value) > maxRightsValue:
		return fmt.Errorf("%s has %d bytes, and at most %d can be kept", shorten(name), len(value), maxRightsValue)
	case strings.ContainsFunc(value, unicode.IsControl):
		return fmt.Errorf("%s holds a control character", shorten(name))
	}
	p.given[name] = n
	if p.section == agreementSection {
		return p.agreement(&p.rights.Agreements[len(p.rights.Agreements)-1], name, value)
	}
	return p.answer(&p.rights.Answers[len(p.rights.Answers)-1], name, value)
}

func (p *rightsParser) agreement(a *Agreement, name, value string) (err error) {
	switch name {
	case "supplier":
		a.Supplier = p.rules.Canonical(value)
	case "covers":
		a.Covers, err = parseList(value, parsePurpose)
	case "media":
		a.Media, err = parseList(value, ParseMedium)
	case "territories":
		a.Territories, err = parseList(value, ParseTerritory)
	case "resale":
		if value != "yes" && value != "no" {
			return fmt.Errorf("resale = %s: write yes or no", shorten(value))
		}
		a.Resale = value == "yes"
	case "from":
		a.From, err = ParseDay(value)
	case "until":
		a.Until, err = ParseDay(value)
	case "note":
		a.Note = value
	default:
		err = fmt.Errorf("an agreement has no %q; it has supplier, covers, media, territories, resale, from, until and note", shorten(name))
	}
	return err
}

func (p *rightsParser) answer(a *Answer, name, value string) (err error) {
	switch name {
	case "shape":
		a.Shape = value
	case "supplier":
		a.Supplier = p.rules.Canonical(value)
	case "effect":
		a.Effect, a.Until, err = ParseEffect(value)
	case "by":
		a.By = value
	case "at":
		if a.At, err = time.Parse(time.RFC3339, value); err != nil {
			err = fmt.Errorf("at = %s: write a time such as 2026-11-26T09:30:00Z", shorten(value))
		}
	case "why":
		a.Why = value
	default:
		err = fmt.Errorf("an answer has no %q; it has shape, supplier, effect, by, at and why", shorten(name))
	}
	return err
}

// ParseEffect reads an effect as the rights write it: none, note, stop, until
// YYYY-MM-DD, editorial only.
func ParseEffect(text string) (Effect, Day, error) {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	if day, ok := strings.CutPrefix(text, string(EndsOn)+" "); ok {
		until, err := ParseDay(day)
		return EndsOn, until, err
	}
	e := Effect(text)
	if slices.Contains([]Effect{NoEffect, Noted, Stopped, EditorialOnly}, e) {
		return e, "", nil
	}
	return "", "", fmt.Errorf("%q is not an effect; there are none, note, stop, until YYYY-MM-DD and editorial only", shorten(text))
}

// staff reads "NAME; SPELLING = staff FROM..UNTIL".
func (p *rightsParser) staff(n int, names, terms string) error {
	m := StaffMember{Line: n}
	for name := range strings.SplitSeq(names, ";") {
		name = strings.Join(strings.Fields(name), " ")
		switch {
		case name == "":
			continue
		case len(name) > maxRightsValue || strings.ContainsFunc(name, unicode.IsControl):
			return fmt.Errorf("%q is not a name", shorten(name))
		case m.Name == "":
			m.Name = name
		default:
			m.Spellings = append(m.Spellings, name)
		}
	}
	if m.Name == "" {
		return fmt.Errorf("a name is missing before the =")
	}
	kind, period, _ := strings.Cut(terms, " ")
	if kind != "staff" && kind != "contract" {
		return fmt.Errorf("%q: write staff or contract, and the days, such as staff 2001-03-01..2019-12-31", shorten(terms))
	}
	m.Contract = kind == "contract"
	var err error
	if m.Period, err = ParsePeriod(period); err != nil {
		return err
	}
	p.rights.Staff = append(p.rights.Staff, m)
	return nil
}

// ParsePeriod reads FROM..UNTIL, with an open end on either side, and the empty
// text as a period without ends.
func ParsePeriod(text string) (p Period, err error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return Period{}, nil
	}
	from, until, ok := strings.Cut(text, "..")
	if !ok {
		return Period{}, fmt.Errorf("%q is not a period; write FROM..UNTIL, such as 2020-05-01.. or 2001-03-01..2019-12-31", shorten(text))
	}
	if strings.TrimSpace(from) != "" {
		if p.From, err = ParseDay(from); err != nil {
			return Period{}, err
		}
	}
	if strings.TrimSpace(until) != "" {
		if p.Until, err = ParseDay(until); err != nil {
			return Period{}, err
		}
	}
	return p, p.check()
}

func parsePurpose(text string) (Purpose, error) {
	purpose := Purpose(strings.ToLower(strings.TrimSpace(text)))
	if purpose != Editorial && purpose != Commercial {
		return "", fmt.Errorf("%q is not a purpose; there are editorial and commercial", shorten(text))
	}
	return purpose, nil
}

// parseList reads values between commas, each once.
func parseList[T comparable](text string, parse func(string) (T, error)) ([]T, error) {
	var list []T
	for part := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		v, err := parse(part)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list, nil
}

// text is the answer as a section of rights.
func (a Answer) text() string {
	var b strings.Builder
	b.WriteString("[" + answerSection + "]\n")
	line := func(name, value string) {
		if value = strings.Join(strings.Fields(value), " "); value != "" {
			fmt.Fprintf(&b, "%s = %s\n", name, value)
		}
	}
	line("shape", a.Shape)
	line("supplier", a.Supplier)
	effect := string(a.Effect)
	if a.Effect == EndsOn {
		effect += " " + string(a.Until)
	}
	line("effect", effect)
	line("by", a.By)
	line("at", a.At.UTC().Format(time.RFC3339))
	line("why", a.Why)
	return b.String()
}

// appendSection puts a section behind the text that there is.
func appendSection(text, section string) string {
	if strings.TrimSpace(text) == "" {
		return section
	}
	return strings.TrimRight(text, "\n") + "\n\n" + section
}
