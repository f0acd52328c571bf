package bleve

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// filter is a condition that Bleve takes as it is found: all documents that
// fulfil it have the same score.
type filter struct{ condition }

// Searcher finds the documents of a snapshot.
func (f filter) Searcher(
	ctx context.Context, r bleveindex.IndexReader, _ mapping.IndexMapping, _ search.SearcherOptions,
) (search.Searcher, error) {
	snapshot := r.(*scorch.IndexSnapshot) // all indexes are made as scorch
	s := &setSearcher{work: &work{ctx: ctx}}
	for _, segment := range snapshot.Segments() {
		s.begins = append(s.begins, s.end)
		s.end += uint64(segment.FullSize())
		set, err := f.find(newLeaf(s.work, snapshot, segment, nil), nil)
		if err != nil {
			return nil, err
		}
		if deleted := segment.Deleted(); deleted != nil {
			set = roaring.AndNot(set, deleted)
		}
		s.sets = append(s.sets, set)
	}
	return s, nil
}

// setSearcher walks sets of documents, one for each segment.
type setSearcher struct {
	work   *work
	sets   []*roaring.Bitmap
	begins []uint64 // the number of each segment's first document
	end    uint64
	at     int // of sets
	it     roaring.IntPeekable
}

func (s *setSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	for ; s.at < len(s.sets); s.at++ {
		if s.it == nil {
			s.it = s.sets[s.at].Iterator()
		}
		if s.it.HasNext() {
			match := ctx.DocumentMatchPool.Get()
			match.IndexInternalID = bleveindex.NewIndexInternalID(match.IndexInternalID, s.begins[s.at]+uint64(s.it.Next()))
			return match, s.work.step()
		}
		s.it = nil
	}
	return nil, nil
}

func (s *setSearcher) Advance(ctx *search.SearchContext, id bleveindex.IndexInternalID) (*search.DocumentMatch, error) {
	doc := id.Value()
	for s.at+1 < len(s.sets) && s.begins[s.at+1] <= doc {
		s.at++
		s.it = nil
	}
	if s.at < len(s.sets) {
		if s.it == nil {
			s.it = s.sets[s.at].Iterator()
		}
		if doc >= s.begins[s.at] {
			s.it.AdvanceIfNeeded(uint32(doc - s.begins[s.at]))
		}
	}
	return s.Next(ctx)
}

func (s *setSearcher) Count() (n uint64) {
	for _, set := range s.sets {
		n += set.GetCardinality()
	}
	return n
}

// The rest of [search.Searcher].

func (*setSearcher) Close() error               { return nil }
func (*setSearcher) Weight() float64            { return 0 }
func (*setSearcher) SetQueryNorm(float64)       {}
func (*setSearcher) Min() int                   { return 0 }
func (*setSearcher) Size() int                  { return 0 }
func (*setSearcher) DocumentMatchPoolSize() int { return 1 }
