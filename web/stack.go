package web

import (
	"context"
	"slices"

	"cutline/archive"
	"cutline/index"
)

// maxStacked is how many photos of the stacks of one page are looked at.
const maxStacked = 200

// stacks are the photos of a page that show the same picture as others.
type stacks struct {
	// behind are the photos found that stand behind another, which is found
	// before them.
	behind map[archive.ID]bool
	// others are how many photos of its stack were found beside a photo.
	others map[archive.ID]int
}

// stacked finds out which photos of a page stand in front of their stack: those
// that the search has before all others of it, on whatever page.
func (s *Server) stacked(ctx context.Context, r index.Request, result *index.Result, photos []*archive.Photo) (stacks, error) {
	st := stacks{behind: map[archive.ID]bool{}, others: map[archive.ID]int{}}
	var among []archive.ID
	for _, p := range photos {
		if mates := mates(p); len(mates) > 0 {
			among = append(append(among, p.ID), mates...)
		}
	}
	if len(among) == 0 {
		return st, nil
	}
	slices.Sort(among)
	among = slices.Compact(among)
	r.Query, r.Among, r.Facets, r.After = result.Query, among[:min(len(among), maxStacked)], nil, ""
	r.Limit = len(r.Among)
	found, err := s.ask(ctx, r)
	if err != nil {
		return st, err
	}
	place := make(map[archive.ID]int, len(found.Hits))
	for i, hit := range found.Hits {
		place[hit.ID] = i
	}
	for _, p := range photos {
		own, ok := place[p.ID]
		if !ok {
			continue // cut off above, or changed meanwhile
		}
		for _, id := range mates(p) {
			at, ok := place[id]
			if !ok {
				continue
			}
			st.others[p.ID]++
			if at < own {
				st.behind[p.ID] = true
			}
		}
	}
	return st, nil
}

// mates are the other photos of a photo's stack.
func mates(p *archive.Photo) []archive.ID {
	var ids []archive.ID
	for _, r := range p.Relations {
		if (r.Kind == archive.SamePixels || r.Kind == archive.VersionOf) && !slices.Contains(ids, r.Of) {
			ids = append(ids, r.Of)
		}
	}
	return ids
}
