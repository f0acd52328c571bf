package bleve

import (
	"errors"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/scorch_segment_api/v2"
)

// termsQuery finds documents with one of some terms in a field.
type termsQuery struct {
	field string
	terms []string
	boost float64
	// prefix: words that begin with one of the terms.
	prefix bool
	// fuzziness is the number of edits that the first term may be away, after
	// its first bytes.
	fuzziness, first int
	// near are the terms that are that near, once they are known.
	near []string
}

// maxPrefixTerms is how many words all prefixes of a query may stand for, each
// counted once for every field and segment that has it.
const maxPrefixTerms = 100_000

// tooManyError says that a prefix stands for more words than can be searched.
type tooManyError struct{ prefix string }

func (e *tooManyError) Error() string { return "too many words begin with " + e.prefix }

func (q *termsQuery) weigh(l *leaf, found *roaring.Bitmap, w weigher) error {
	if q.boost == 0 {
		return nil
	}
	return w.part(q, q.boost, l, found)
}

func (q *termsQuery) find(l *leaf, _ *roaring.Bitmap) (*roaring.Bitmap, error) {
	switch {
	case q.fuzziness > 0:
		if q.near == nil {
			var err error
			if q.near, err = q.nearly(l); err != nil {
				return nil, err
			}
		}
		return l.anyTerm(q.field, q.near)
	case q.prefix:
		return l.once("*"+q.field+"\x00"+strings.Join(q.terms, "\x00"), func() (*roaring.Bitmap, error) {
			return q.begun(l)
		})
	}
	return l.anyTerm(q.field, q.terms)
}

// begun are the documents with a word that begins with one of the terms.
func (q *termsQuery) begun(l *leaf) (*roaring.Bitmap, error) {
	d, err := l.dictionary(q.field)
	if err != nil {
		return nil, err
	}
	found := roaring.New()
	var list segment.PostingsList
	for _, prefix := range q.terms {
		for it := walk(d, prefix, after(prefix)); ; {
			entry, err := it.Next()
			if err != nil {
				return nil, err
			}
			if entry == nil {
				break
			}
			if err := l.work.step(); err != nil {
				return nil, err
			}
			if l.work.terms++; l.work.terms > maxPrefixTerms {
				return nil, &tooManyError{q.terms[0]}
			}
			if list, err = d.PostingsList([]byte(entry.Term), nil, list); err != nil {
				return nil, err
			}
			found.Or(setOf(list))
		}
	}
	return found, nil
}

// after is the first term after all that begin with a prefix, which is UTF-8
// and so has no byte 0xff.
func after(prefix string) string {
	end := []byte(prefix)
	end[len(end)-1]++
	return string(end)
}

// nearly are the terms of the whole index that are as near as the fuzziness
// says. The first letter counts: it keeps the walk through the dictionaries
// short.
func (q *termsQuery) nearly(l *leaf) ([]string, error) {
	words, err := l.snapshot.FieldDictFuzzy(q.field, q.terms[0], q.fuzziness, q.terms[0][:q.first])
	if err != nil {
		return nil, err
	}
	near := []string{}
	for {
		entry, err := words.Next()
		if err != nil {
			return nil, errors.Join(err, words.Close())
		}
		if entry == nil {
			return near, words.Close()
		}
		if err := l.work.step(); err != nil {
			return nil, errors.Join(err, words.Close())
		}
		near = append(near, entry.Term)
	}
}
