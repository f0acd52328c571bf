package web

import (
	"slices"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/index"
)

// marks finds in the words of photos what a query matched. The zero value
// finds nothing.
type marks struct {
	query *index.Query
	// credit are the fields that a credit line is to be searched as: one for
	// words that may stand anywhere, and those that the query names.
	credit []embedded.Field
}

func marksOf(q *index.Query) marks {
	m := marks{query: q, credit: []embedded.Field{embedded.By}}
	printed := []embedded.Field{
		archive.Photographer, archive.Agency, archive.Via, archive.Supplier, archive.Collection, archive.Client,
		archive.Courtesy, embedded.Credit, embedded.Source,
	}
	var walk func(nodes ...index.Node)
	walk = func(nodes ...index.Node) {
		for _, n := range nodes {
			switch n := n.(type) {
			case index.And:
				walk(n...)
			case index.Or:
				walk(n...)
			case index.Term:
				if slices.Contains(printed, n.Field) && !slices.Contains(m.credit, n.Field) {
					m.credit = append(m.credit, n.Field)
				}
			}
		}
	}
	if q != nil {
		walk(q.Root)
	}
	return m
}

// in are the matches in the text of a field.
func (m marks) in(field embedded.Field, text string) []index.Span {
	if m.query == nil {
		return nil
	}
	return m.query.Spans(field, text)
}

// inCredit are the matches in a credit line, in order and without overlap.
func (m marks) inCredit(line string) []index.Span {
	var list []index.Span
	for _, field := range m.credit {
		list = append(list, m.in(field, line)...)
	}
	slices.SortFunc(list, func(a, b index.Span) int { return a.Start - b.Start })
	end := 0
	return slices.DeleteFunc(list, func(s index.Span) bool {
		overlaps := s.Start < end
		end = max(end, s.End)
		return overlaps
	})
}

// pieces divides a text, of which spans counts from the byte at, at its marks.
func pieces(text string, at int, spans []index.Span) []index.Piece {
	var inside []index.Span
	for _, s := range spans {
		start, end := max(s.Start-at, 0), min(s.End-at, len(text))
		if start < end {
			inside = append(inside, index.Span{Start: start, End: end})
		}
	}
	return index.Snippet(text, inside, len(text))
}
