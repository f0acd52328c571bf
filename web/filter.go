package web

import (
	"slices"

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

func (v view) filters(q *index.Query, h house) []filter {
	var list []filter
	nodes := q.Clauses()
	for i, n := range nodes {
		rest := index.Matching(slices.Concat(nodes[:i], nodes[i+1:])...)
		list = append(list, filter{Text: index.Matching(n).String(), Means: means(n, h), Remove: v.with(rest.String())})
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
	var list []facet
	for _, name := range index.FacetNames() {
		f := facet{Label: labels[name]}
		for i, c := range counted[name] {
			switch value := v.facetValue(q, name, c); {
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

// facetValue is a value whose link finds photos with it or with others of the
// facet that are chosen already; that of a flag narrows what is found.
func (v view) facetValue(q *index.Query, name string, c index.FacetCount) facetValue {
	node := index.FacetNode(name, c.Value)
	same := func(n index.Node) bool { return index.SamePart(n, node) }
	chosen, rest := q.Chosen(name)
	if name == index.FacetFlag {
		if nodes := q.Clauses(); slices.ContainsFunc(nodes, same) {
			chosen, rest = []index.Node{node}, index.Matching(slices.DeleteFunc(slices.Clone(nodes), same)...)
		}
	}
	value := facetValue{Value: c.Value, Count: c.Count, Chosen: slices.ContainsFunc(chosen, same)}
	if value.Chosen {
		chosen = slices.DeleteFunc(slices.Clone(chosen), same)
	} else {
		chosen = append(slices.Clone(chosen), node)
	}
	parts := rest.Clauses()
	if len(chosen) > 0 {
		parts = append(slices.Clone(parts), index.Either(chosen...))
	}
	value.URL = v.with(index.Matching(parts...).String())
	return value
}
