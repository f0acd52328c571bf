package bleve

import (
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/scorch_segment_api/v2"
)

// phrase is fulfilled where a field has words beside one another, each of them
// in one of its forms.
type phrase struct {
	field  string
	places [][]string
	boost  float64
}

func (p *phrase) scored() query.Query {
	q := query.NewMultiPhraseQuery(p.places, p.field)
	q.SetBoost(p.boost)
	return q
}

func (p *phrase) find(l *leaf, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	var key strings.Builder
	key.WriteString(p.field)
	for _, forms := range p.places {
		key.WriteString("\x01" + strings.Join(forms, "\x00"))
	}
	return l.once(key.String(), func() (*roaring.Bitmap, error) {
		var candidates *roaring.Bitmap
		for _, forms := range p.places {
			set, err := l.anyTerm(p.field, forms)
			if err != nil {
				return nil, err
			}
			if candidates == nil {
				candidates = set
			} else {
				candidates = roaring.And(candidates, set)
			}
			if candidates.IsEmpty() {
				return candidates, nil
			}
		}
		if within != nil {
			candidates = roaring.And(candidates, within)
		}
		return p.look(l, candidates)
	})
}

// look keeps the documents in which the words do stand beside one another.
func (p *phrase) look(l *leaf, candidates *roaring.Bitmap) (*roaring.Bitmap, error) {
	found := roaring.New()
	if candidates.IsEmpty() {
		return found, nil
	}
	places := make([][]*positions, len(p.places))
	for i, forms := range p.places {
		for _, form := range forms {
			at, err := l.positions(p.field, form)
			if err != nil {
				return nil, err
			}
			if at != nil {
				places[i] = append(places[i], at)
			}
		}
	}
	var now, next []uint64 // where the phrase as far as it was read may end
	for it := candidates.Iterator(); it.HasNext(); {
		doc := it.Next()
		if err := l.work.step(); err != nil {
			return nil, err
		}
		for i, forms := range places {
			next = next[:0]
			for _, form := range forms {
				at, err := form.in(uint64(doc))
				if err != nil {
					return nil, err
				}
				for _, loc := range at {
					if i == 0 || follows(now, loc.Pos()) {
						next = append(next, loc.Pos())
					}
				}
			}
			now, next = next, now
			if len(now) == 0 {
				break
			}
		}
		if len(now) > 0 {
			found.Add(doc)
		}
	}
	return found, nil
}

// follows reports whether a position is the one after one of some others.
func follows(before []uint64, pos uint64) bool {
	for _, at := range before {
		if at+1 == pos {
			return true
		}
	}
	return false
}

// positions walks the documents that have a term, and where they have it.
type positions struct {
	it  segment.PostingsIterator
	now segment.Posting
	end bool
}

// positions begins a walk; it is nil where no document has the term.
func (l *leaf) positions(field, term string) (*positions, error) {
	d, err := l.dictionary(field)
	if err != nil {
		return nil, err
	}
	list, err := d.PostingsList([]byte(term), nil, nil)
	if err != nil || list.Count() == 0 {
		return nil, err
	}
	return &positions{it: list.Iterator(true, true, true, nil)}, nil
}

// in returns where a document has the term. Documents are asked for in order.
func (p *positions) in(doc uint64) ([]segment.Location, error) {
	if p.end {
		return nil, nil
	}
	if p.now == nil || p.now.Number() < doc {
		var err error
		if p.now, err = p.it.Advance(doc); err != nil {
			return nil, err
		}
		if p.end = p.now == nil; p.end {
			return nil, nil
		}
	}
	if p.now.Number() != doc {
		return nil, nil
	}
	return p.now.Locations(), nil
}
