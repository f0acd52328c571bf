package index

import (
	"slices"
	"strings"
	"unicode"

	"cutline/archive/embedded"
)

// FacetNode is the part of a query that finds the photos counted under a value
// of a facet.
func FacetNode(facet, value string) Node {
	switch facet {
	case FacetYear:
		return Range{Field: embedded.Taken, Low: value}
	case FacetFlag:
		return Is{Flag: value}
	}
	// A query has no way to write a quotation mark; words match without it.
	text := strings.Join(strings.FieldsFunc(value, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Quotation_Mark) && r != '\'' && r != '’'
	}), " ")
	plain := !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return Term{Field: embedded.Field(facet), Text: text, Phrase: !plain}
}

// ofFacet reports whether a part of a query is a value of a facet.
func ofFacet(facet string, n Node) bool {
	switch n := n.(type) {
	case Term:
		return string(n.Field) == facet && !n.Prefix && !n.Fuzzy
	case Range:
		return facet == FacetYear && n.Field == embedded.Taken && n.Op == "" && len(n.Low) == len("2022")
	}
	return false // flags narrow one another: a photo has several
}

// Chosen are the values of a facet that a query asks for, photos with any of
// them, and the rest of the query. Chosen is empty where it asks for none.
func (q *Query) Chosen(facet string) (chosen []Node, rest *Query) {
	var others And
	for _, n := range q.Clauses() {
		either, isOr := n.(Or)
		switch {
		case chosen != nil:
			others = append(others, n)
		case ofFacet(facet, n):
			chosen = []Node{n}
		case isOr && !slices.ContainsFunc(either, func(n Node) bool { return !ofFacet(facet, n) }):
			chosen = either
		default:
			others = append(others, n)
		}
	}
	return chosen, Matching(others...)
}

// Clauses are the parts of a query that photos must match all.
func (q *Query) Clauses() []Node {
	if q == nil {
		return nil
	}
	switch root := q.Root.(type) {
	case nil:
		return nil
	case And:
		return root
	default:
		return []Node{root}
	}
}

// Matching is the query that finds photos which match all parts.
func Matching(parts ...Node) *Query {
	var all And
	for _, n := range parts {
		if and, ok := n.(And); ok {
			all = append(all, and...)
		} else {
			all = append(all, n)
		}
	}
	switch len(all) {
	case 0:
		return &Query{}
	case 1:
		return &Query{Root: all[0]}
	}
	return &Query{Root: all}
}

// Either is a part that photos match which match one of the parts, one or more.
func Either(parts ...Node) Node {
	if len(parts) == 1 {
		return parts[0]
	}
	return Or(slices.Clone(parts))
}

// SamePart reports whether two parts of a query ask for the same in the same
// words, whatever their case.
func SamePart(a, b Node) bool {
	return strings.EqualFold((&Query{Root: a}).String(), (&Query{Root: b}).String())
}
