package bleve

import (
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// phrase is fulfilled where a field has words beside one another, each of them
// in one of its forms.
type phrase struct {
	field  string
	places [][]string
	boost  float64
}

func (p *phrase) weigh(l *leaf, found *roaring.Bitmap, w weigher) error {
	return w.part(p, p.boost, l, found)
}

func (p *phrase) find(l *leaf, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	var key strings.Builder
	key.WriteString(p.field)
	for _, forms := range p.places {
		key.WriteString("\x01" + strings.Join(forms, "\x00"))
	}
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
	at := l.phrases[key.String()]
	if at == nil {
		at = &lookedAt{all: roaring.New(), found: roaring.New()}
		l.phrases[key.String()] = at
	}
	found, err := p.look(l, roaring.AndNot(candidates, at.all))
	if err != nil {
		return nil, err
	}
	at.all.Or(candidates)
	at.found.Or(found)
	return roaring.And(at.found, candidates), nil
}

// lookedAt are the documents of a segment that were looked into for a phrase,
// and those that have it: it may stand in a query more than once, each time
// within others.
type lookedAt struct{ all, found *roaring.Bitmap }

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
	o := &order{places: places}
	for it := candidates.Iterator(); it.HasNext(); {
		doc := it.Next()
		if err := l.work.step(); err != nil {
			return nil, err
		}
		holds, err := o.in(uint64(doc))
		if err != nil {
			return nil, err
		}
		if holds {
			found.Add(doc)
		}
	}
	return found, nil
}

// order looks for words at places that follow one another.
type order struct {
	places [][]*positions
	// now is where the words read so far may end, next where those with one more
	// may; unbound: anywhere.
	now, next []uint64
	unbound   bool
}

// in reports whether a document has the words in order. A word whose positions
// are not known stands where it should.
func (o *order) in(doc uint64) (bool, error) {
	o.now, o.unbound = o.now[:0], true
	for _, forms := range o.places {
		o.next = o.next[:0]
		unbound := false
		for _, form := range forms {
			at, free, err := form.in(doc)
			if err != nil {
				return false, err
			}
			if free {
				unbound = unbound || o.unbound
				for _, pos := range o.now {
					o.next = append(o.next, pos+1)
				}
			}
			for _, pos := range at {
				if o.unbound || slices.Contains(o.now, pos-1) {
					o.next = append(o.next, pos)
				}
			}
		}
		if len(o.next) == 0 && !unbound {
			return false, nil
		}
		o.now, o.next, o.unbound = o.next, o.now, unbound
	}
	return true, nil
}
