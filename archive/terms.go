package archive

import (
	"strings"
	"time"

	"cutline/archive/embedded"
	"cutline/archive/terms"
)

// iimInstructions is the limit of IIM 2:40 (Special Instructions), in bytes: a
// value of this length may be the beginning of a longer one.
const iimInstructions = 256

// termsOf reads what the words say about the use of the photo: every statement
// of Instructions and Usage Terms, those that lost to another too, because a
// restriction may stand in one alone; and what stands in capitals in captions.
func termsOf(values map[embedded.Field]Read, statements []embedded.Statement, arrived time.Time) []terms.Term {
	ref := arrived
	for _, field := range []embedded.Field{embedded.Moved, embedded.Taken} {
		if at, ok := dateOf(values[field].Values); ok {
			ref = at
			break
		}
	}
	var list []terms.Term
	add := func(found []terms.Term, s embedded.Statement, cut bool) {
		for i, t := range found {
			t.Place = s.String()
			t.Cut = cut && i == len(found)-1
			if !hasTerm(list, t) {
				list = append(list, t)
			}
		}
	}
	for _, s := range statements {
		switch s.Field {
		case embedded.Instructions, embedded.Usage:
			cut := s.Truncated || s.Place == embedded.IIM && len(s.Value) >= iimInstructions
			if cut && whole(statements, s) {
				continue
			}
			add(terms.Parse(s.Value, ref), s, cut)
		case embedded.Caption:
			add(terms.ParseCaption(s.Value, ref), s, false)
		}
	}
	return list
}

// whole says that another statement begins with the words of one that was cut.
func whole(statements []embedded.Statement, cut embedded.Statement) bool {
	for _, s := range statements {
		if s.Field == cut.Field && len(s.Value) > len(cut.Value) && strings.HasPrefix(s.Value, strings.TrimSpace(cut.Value)) {
			return true
		}
	}
	return false
}

// hasTerm says that a list has the term already, from another place.
func hasTerm(list []terms.Term, t terms.Term) bool {
	for _, had := range list {
		if had.Same(t) {
			return true
		}
	}
	return false
}

// dateOf is the day of a date as package embedded gives it.
func dateOf(values []string) (time.Time, bool) {
	if len(values) == 0 || len(values[0]) < len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, values[0][:len(time.DateOnly)])
	return t, err == nil
}
