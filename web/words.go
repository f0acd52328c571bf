package web

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"cutline/archive"
	"cutline/archive/embedded"
)

// fieldGroup is a group that fields are folded into below the credit card.
type fieldGroup struct {
	name   string
	fields []embedded.Field
}

func fieldGroups() []fieldGroup {
	return []fieldGroup{
		{"Where and when", []embedded.Field{
			embedded.Taken, embedded.Place, embedded.City, embedded.State, embedded.Country, embedded.Moved,
			embedded.Release, embedded.Expires, embedded.GPS,
		}},
		{"Rights", []embedded.Field{
			embedded.Instructions, embedded.Usage, embedded.Copyright, embedded.Credit, embedded.Source,
			embedded.Licensor, embedded.DataMining, embedded.SourceType, archive.Licence,
		}},
		{"People and keywords", []embedded.Field{
			embedded.Person, embedded.By, embedded.JobTitle, embedded.Writer, embedded.Keyword, embedded.Category,
		}},
	}
}

// label is what people call a field; its own name is made for typing.
func label(name embedded.Field) string {
	switch name {
	case embedded.By:
		return "By-line"
	case embedded.JobTitle:
		return "Job title"
	case embedded.Credit:
		return "Credit line"
	case embedded.Usage:
		return "Usage terms"
	case embedded.Keyword:
		return "Keywords"
	case embedded.Person:
		return "Persons shown"
	case embedded.Category:
		return "Categories"
	case embedded.CountryCode:
		return "Country code"
	case embedded.Moved:
		return "Sent"
	case embedded.Release:
		return "Release (embargo)"
	case embedded.Ref:
		return "Job ID"
	case embedded.SupplierID:
		return "Supplier’s ID"
	case embedded.EditStatus:
		return "Edit status"
	case embedded.Writer:
		return "Caption writer"
	case embedded.SourceType:
		return "Digital source type"
	case embedded.AltText:
		return "Alt text"
	case embedded.DataMining:
		return "Data mining"
	case embedded.GPS:
		return "GPS"
	case embedded.ColorSpace:
		return "Colour space"
	}
	text := string(name)
	return strings.ToUpper(text[:1]) + text[1:]
}

func groups(fields archive.Fields, h house) []group {
	var list []group
	for _, g := range fieldGroups() {
		if rows := rows(fields, g.fields, h); len(rows) > 0 {
			list = append(list, group{Name: g.name, Rows: rows})
		}
	}
	return list
}

// allFields are the names of a photo's fields in the order of the alphabet.
func allFields(fields archive.Fields) []embedded.Field {
	return slices.Sorted(maps.Keys(fields))
}

// rows are the fields named that the photo has, as far as a page can hold them.
func rows(fields archive.Fields, names []embedded.Field, h house) []fieldRow {
	var list []fieldRow
	room := maxShownPage
	for _, name := range names {
		f, ok := fields[name]
		if !ok || len(f.Values) == 0 {
			continue
		}
		row := fieldRow{Name: string(name), Label: label(name), Layer: f.Layer, Place: f.Place, Lang: f.Lang}
		for i, v := range f.Values {
			switch name {
			case embedded.Taken, embedded.Moved, embedded.Release, embedded.Expires:
				v = stated(v, h)
			}
			v = clip(v, maxShownValue)
			if room -= len(v); room < 0 || i == maxValues {
				row.Values = append(row.Values, fmt.Sprintf("… and %s more", count(len(f.Values)-i)))
				break
			}
			row.Values = append(row.Values, v)
		}
		list = append(list, row)
	}
	return list
}

// statements fills in what the file and its sidecars say word for word, as far
// as a page can hold it.
func (page *photoPage) statements(p *archive.Photo) {
	const markup = 200 // bytes of a row beside its words
	room := maxShownPage
	add := func(source string, list []embedded.Statement) {
		for _, st := range list {
			st.Value = clip(st.Value, maxShownValue)
			if room -= len(st.Value) + len(st.Property) + markup; room < 0 {
				page.MoreStatements++
				continue
			}
			page.Statements = append(page.Statements, statementRow{Statement: st, Source: source})
		}
	}
	add("", p.Statements)
	for _, a := range p.Arrivals {
		add(shownPath(a.Path), a.Statements)
	}
}

// arrivals fills in the arrivals, the latest first.
func (page *photoPage) arrivals(p *archive.Photo, h house) {
	for _, a := range slices.Backward(p.Arrivals) {
		if len(page.Arrivals) == maxArrivals {
			page.MoreArrivals = len(p.Arrivals) - maxArrivals
			return
		}
		page.Arrivals = append(page.Arrivals, arrivalRow{
			At: moment(a.At, h), Actor: a.Actor, Run: a.Run, Path: shownPath(a.Path), Modified: moment(a.Modified, h),
			Sidecars: len(a.Sidecars),
		})
	}
}

// shownPath is a path as text: bytes that are no UTF-8 show as a mark.
func shownPath(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	return strings.ToValidUTF8(path, "\uFFFD")
}
