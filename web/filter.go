package web

import (
	"slices"
	"strings"
	"unicode"

	"cutline/archive/embedded"
	"cutline/index"
)

// filter is a part of the query as it was understood, with the address of the
// same search without it.
type filter struct {
	Text string
	// Means says what a relative date came to.
	Means  string
	Remove string
}

// clauses are the parts of a query that photos must match all.
func clauses(q *index.Query) []index.Node {
	switch root := q.Root.(type) {
	case nil:
		return nil
	case index.And:
		return root
	default:
		return []index.Node{root}
	}
}

// queryText is the text of a query of these clauses.
func queryText(nodes []index.Node) string {
	switch len(nodes) {
	case 0:
		return ""
	case 1:
		return (&index.Query{Root: nodes[0]}).String()
	}
	return (&index.Query{Root: index.And(nodes)}).String()
}

func (v view) filters(q *index.Query, h house) []filter {
	var list []filter
	nodes := clauses(q)
	for i, n := range nodes {
		rest := slices.Concat(nodes[:i], nodes[i+1:])
		list = append(list, filter{Text: queryText([]index.Node{n}), Means: means(n, h), Remove: v.with(queryText(rest))})
	}
	return list
}

// means is what a date in a query comes to today.
func means(n index.Node, h house) string {
	r, ok := n.(index.Range)
	if !ok || r.IsNumber() {
		return ""
	}
	const day = "2 Jan 2006"
	from, to := r.Times(h.now, h.zone)
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case from.IsZero():
		return "before " + to.In(h.zone).Format(day)
	case to.IsZero():
		return "from " + from.In(h.zone).Format(day)
	}
	first, last := from.In(h.zone).Format(day), to.Add(-1).In(h.zone).Format(day)
	if first == last {
		return first
	}
	return first + " – " + last
}

// facet is a field whose values are counted among the photos found.
type facet struct {
	Label  string
	Values []facetValue
	// More are the less frequent values.
	More []facetValue
}

// facetValue is a value with the address of the search narrowed to it, or of
// the search without it where it is chosen already.
type facetValue struct {
	Value, URL string
	Count      int
	Chosen     bool
}

const (
	facetsShown = 6  // values of a facet that stand there before "more"
	facetsMost  = 10 // values with those: who looks for a rarer one types it
)

func (v view) facets(q *index.Query, counted map[string][]index.FacetCount) []facet {
	labels := map[string]string{
		index.FacetPhotographer: "Photographer", index.FacetAgency: "Agency", index.FacetVia: "Via",
		index.FacetSupplier: "Supplier", index.FacetCity: "City", index.FacetCountry: "Country",
		index.FacetYear: "Year taken", index.FacetFlag: "Marked",
	}
	nodes := clauses(q)
	var list []facet
	for _, name := range index.FacetNames() {
		f := facet{Label: labels[name]}
		for i, c := range counted[name] {
			switch value := v.facetValue(nodes, name, c); {
			case i < facetsShown || value.Chosen:
				f.Values = append(f.Values, value)
			case i < facetsMost:
				f.More = append(f.More, value)
			}
		}
		if len(f.Values) > 0 {
			list = append(list, f)
		}
	}
	return list
}

func (v view) facetValue(nodes []index.Node, name string, c index.FacetCount) facetValue {
	node := facetNode(name, c.Value)
	same := func(n index.Node) bool { return queryText([]index.Node{n}) == queryText([]index.Node{node}) }
	if slices.ContainsFunc(nodes, same) {
		rest := slices.DeleteFunc(slices.Clone(nodes), same)
		return facetValue{Value: c.Value, Count: c.Count, Chosen: true, URL: v.with(queryText(rest))}
	}
	return facetValue{Value: c.Value, Count: c.Count, URL: v.with(queryText(append(slices.Clone(nodes), node)))}
}

// facetNode finds the photos counted under a value.
func facetNode(name, value string) index.Node {
	switch name {
	case index.FacetYear:
		return index.Range{Field: embedded.Taken, Low: value}
	case index.FacetFlag:
		return index.Is{Flag: value}
	}
	// A query has no way to write a quotation mark; words match without it.
	text := strings.Join(strings.FieldsFunc(value, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Quotation_Mark) && r != '\'' && r != '’'
	}), " ")
	plain := !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return index.Term{Field: embedded.Field(name), Text: text, Phrase: !plain}
}
