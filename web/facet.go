package web

import (
	"context"
	"maps"
	"slices"

	"cutline/index"
)

// countFacets counts the values of each facet of which some are chosen among
// the photos that the rest of the query finds: those that may be chosen beside
// them. Values that are chosen stay on the list however rare they are.
func (s *Server) countFacets(ctx context.Context, r index.Request, result *index.Result) error {
	facets := maps.Clone(result.Facets) // others may be shown the same result
	for _, name := range r.Facets {
		chosen, rest := r.Query.Chosen(name)
		if len(chosen) == 0 || result.Fuzzy {
			continue
		}
		own := r
		own.Query, own.Facets, own.Limit, own.After = rest, []string{name}, -1, ""
		counted, err := s.ask(ctx, own)
		if err != nil {
			return err
		}
		counts := counted.Facets[name]
		for _, c := range facets[name] {
			isChosen := slices.ContainsFunc(chosen, func(n index.Node) bool { return index.SamePart(n, index.FacetNode(name, c.Value)) })
			if isChosen && !slices.ContainsFunc(counts, func(o index.FacetCount) bool { return o.Value == c.Value }) {
				counts = append(counts, c)
			}
		}
		if facets == nil { // the page before was asked for without
			facets = make(map[string][]index.FacetCount)
		}
		facets[name] = counts
	}
	result.Facets = facets
	return nil
}
