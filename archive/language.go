package archive

import (
	"slices"
	"strings"

	"cutline/archive/embedded"
)

// Languages are the texts of a field in other languages than the one in force,
// in the order stated: of each language what an editor said, else the sidecar in
// force, else the last XMP packet of the file. Their Lang is as it was stated.
func (p *Photo) Languages(name embedded.Field) []Read {
	if !slices.Contains(spoken, name) {
		return nil
	}
	var list []Read
	say := func(r Read) {
		if p.isIn(name, r.Lang) {
			return
		}
		if i := slices.IndexFunc(list, func(had Read) bool { return sameLang(had.Lang, r.Lang) }); i >= 0 {
			list[i] = r
		} else {
			list = append(list, r)
		}
	}
	for _, statements := range [][]embedded.Statement{p.Statements, heldBy(inForce(p.Arrivals), Sidecar)} {
		for _, s := range statements {
			if s.Field == name && s.Lang != "" && s.Lang != "x-default" && s.Place != embedded.IIM && strings.TrimSpace(s.Value) != "" {
				say(Read{Values: []string{s.Value}, Place: s.String(), Lang: s.Lang})
			}
		}
	}
	inForce := p.correctionsInForce()
	var numbers []int
	for what, n := range inForce {
		if what.field == name && what.lang != "" {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		c := p.Corrections[n-1]
		say(Read{Values: c.To, Place: Corrected, Lang: c.Lang})
	}
	// An editor who empties a text takes it out; one in the language of the value
	// in force is that value, and is corrected as such.
	return slices.DeleteFunc(list, func(r Read) bool { return len(r.Values) == 0 })
}

// isIn tells whether the value in force of a field is stated to be in a language.
func (p *Photo) isIn(name embedded.Field, lang string) bool {
	return lang != "" && sameLang(lang, p.Reading.Values[name].Lang)
}

func sameLang(a, b string) bool { return strings.EqualFold(a, b) }

// Values are the values of a field in force, or with lang its text in that
// language.
func (p *Photo) Values(name embedded.Field, lang string) []string {
	if lang == "" || p.isIn(name, lang) {
		return p.Fields()[name].Values
	}
	for _, r := range p.Languages(name) {
		if sameLang(r.Lang, lang) {
			return r.Values
		}
	}
	return nil
}
