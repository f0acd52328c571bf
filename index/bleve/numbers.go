package bleve

import "github.com/RoaringBitmap/roaring/v2"

// Numbers of 30 bits are indexed whole and by their first bits: a range is
// then a walk over the whole numbers near its ends and over few others
// between them. The level says how many of the three digits to base 1024 a
// term has, each as two letters; it is the term's first letter, so that those
// of a level stand together.
const (
	letters    = "0123456789abcdefghijklmnopqrstuv"
	letterBits = 5
	digitBits  = 2 * letterBits
	levels     = 3
)

// numberTerm is the term of a number at a level: n without the digits below.
func numberTerm(n, level int) string {
	term := make([]byte, 1+2*level)
	term[0] = letters[level]
	for i := 2 * level; i > 0; i-- {
		term[i] = letters[n&(len(letters)-1)]
		n >>= letterBits
	}
	return string(term)
}

// numberTerms are the terms that a number is indexed under.
func numberTerms(n int) []string {
	terms := make([]string, levels)
	for level := 1; level <= levels; level++ {
		terms[level-1] = numberTerm(n>>(digitBits*(levels-level)), level)
	}
	return terms
}

// stretch is a part of a range: terms of one level, both ends included.
type stretch struct{ level, low, high int }

// stretches cover the numbers from low to high, both included, and no other.
func stretches(low, high int) (all []stretch) {
	for level := levels; low <= high; level-- {
		shift := digitBits * (levels - level)
		add := func(low, high int) { all = append(all, stretch{level, low >> shift, high >> shift}) }
		if level == 1 {
			add(low, high)
			break
		}
		// What does not fill a term of the level above is covered at this one.
		last := 1<<(shift+digitBits) - 1
		if low&last != 0 {
			end := min(high, low|last)
			add(low, end)
			low = end + 1
		}
		if low <= high && high&last != last {
			begin := max(low, high&^last)
			add(begin, high)
			high = begin - 1
		}
	}
	return all
}

// numbers is fulfilled where a number of a field is in a range.
type numbers struct {
	field     string
	low, high int // both included
}

func (q *numbers) find(l *leaf, _ *roaring.Bitmap) (*roaring.Bitmap, error) {
	found := roaring.New()
	for _, s := range stretches(q.low, q.high) {
		set, err := l.between(q.field, numberTerm(s.low, s.level), numberTerm(s.high, s.level)+"\x00")
		if err != nil {
			return nil, err
		}
		found.Or(set)
	}
	return found, nil
}

func (q *numbers) weigh(*leaf, *roaring.Bitmap, weigher) error { return nil }
