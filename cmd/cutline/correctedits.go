package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"cutline/archive"
)

// An edit names a field, perhaps in a language: credit=…, caption@uk=…
var (
	fieldValue = regexp.MustCompile(`^([A-Za-z]+)(?:@([A-Za-z0-9-]+))?=((?s:.*))$`)
	fieldName  = regexp.MustCompile(`^([A-Za-z]+)(?:@([A-Za-z0-9-]+))?=?$`)
)

// edits tells what is to be done from the photos that it is to be done to: the
// last arguments are edits.
func (f correctFlags) edits(args []string) (names []string, edits []archive.Edit, err error) {
	kinds := 0
	op := archive.Set
	for _, kind := range []struct {
		asked bool
		op    archive.Op
	}{{f.append, archive.Append}, {f.prepend, archive.Prepend}, {f.replace != "", archive.Replace}} {
		if kind.asked {
			op, kinds = kind.op, kinds+1
		}
	}
	if kinds > 1 {
		return nil, nil, errors.New("--append, --prepend and --replace do not go together")
	}
	find, with, ok := strings.Cut(f.replace, "=")
	if op == archive.Replace && (!ok || find == "") {
		return nil, nil, fmt.Errorf("--replace %s: write FROM=TO", f.replace)
	}
	first := len(args)
	for first > 0 && f.isEdit(args[first-1], first-1) {
		first--
	}
	lists := make(map[string]int) // keyword=a keyword=b are one edit
	for _, arg := range args[first:] {
		m := fieldValue.FindStringSubmatch(arg)
		if m == nil {
			m = fieldName.FindStringSubmatch(arg)
			m = append(m, "")
		}
		e := archive.Edit{Field: archive.FieldName(strings.ToLower(m[1])), Lang: m[2], Op: op}
		if op == archive.Replace {
			if m[3] != "" {
				return nil, nil, fmt.Errorf("with --replace only the field is named: %s", m[1])
			}
			e.Find, e.With = find, with
		} else {
			e.Values = valuesOf(e.Field, m[3])
		}
		if i, ok := lists[m[1]]; ok && archive.IsList(e.Field) && op != archive.Replace {
			edits[i].Values = append(edits[i].Values, e.Values...)
			continue
		}
		lists[m[1]] = len(edits)
		edits = append(edits, e)
	}
	return args[:first], edits, nil
}

// isEdit tells whether the argument at a place is an edit. The first names a
// photo in any case.
func (f correctFlags) isEdit(arg string, place int) bool {
	if place == 0 {
		return false
	}
	if f.replace == "" {
		return fieldValue.MatchString(arg)
	}
	m := fieldName.FindStringSubmatch(arg)
	if m == nil {
		return fieldValue.MatchString(arg)
	}
	for _, known := range archive.Correctable() {
		if strings.EqualFold(m[1], string(known)) {
			return true
		}
	}
	return strings.HasSuffix(arg, "=")
}

// valuesOf are the values that VALUE names: of a list those between semicolons.
func valuesOf(field archive.FieldName, text string) []string {
	parts := []string{text}
	if archive.IsList(field) {
		parts = strings.Split(text, ";")
	}
	var values []string
	for _, part := range parts {
		if strings.TrimSpace(part) != "" {
			values = append(values, part)
		}
	}
	return values
}
