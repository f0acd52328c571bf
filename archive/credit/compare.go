package credit

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Relation is how two credits, or two names, stand to each other. Greater is
// worse.
type Relation int

// The relations.
const (
	// Same: equal but for case, accents, ue for ü, dots of initials, order of
	// the name, quotes, via or slash.
	Same Relation = iota
	// Spelled: the same person spelled otherwise, by a letter or two.
	Spelled
	// Shortened: one leaves out what the other has: a given name for its
	// initial, a distributor.
	Shortened
	// Truncated: one was cut at the length limit of an IIM field.
	Truncated
	// Conflicting: two different people, or two makers neither of which stands
	// in the other's chain.
	Conflicting
)

func (r Relation) String() string {
	return [...]string{"same", "spelled otherwise", "shortened", "truncated", "conflicting"}[r]
}

// Compare says how two credits stand to each other. What only one of them
// states never conflicts.
func Compare(a, b Credit) Relation {
	return max(comparePeople(a, b), compareMakers(a, b))
}

func comparePeople(a, b Credit) Relation {
	short, long := a.Photographers, b.Photographers
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) == 0 {
		if len(long) > 0 {
			return Shortened
		}
		return Same
	}
	worst := Same
	for _, name := range short {
		best := Conflicting
		for _, other := range long {
			best = min(best, ComparePersons(name, other))
		}
		worst = max(worst, best)
	}
	if len(short) < len(long) {
		worst = max(worst, Shortened)
	}
	return worst
}

// compareMakers compares the chains. A house that stands anywhere in the other's
// chain is no conflict: one line only says more.
func compareMakers(a, b Credit) Relation {
	x, y := a.chain(), b.chain()
	if slices.Equal(x, y) {
		return Same
	}
	if len(x) == 0 || len(y) == 0 || inside(x, y) || inside(y, x) {
		return Shortened
	}
	if a.Agency != "" && b.Agency != "" && !slices.Contains(y, fold(a.Agency)) && !slices.Contains(x, fold(b.Agency)) {
		if cut(a.Agency, b.Agency) {
			return Truncated
		}
		return Conflicting
	}
	return Shortened
}

// houses are all organisations of the credit, from the maker on.
func (c Credit) houses() []string {
	var houses []string
	for _, name := range append([]string{c.Agency, c.Collection, c.Client, c.Courtesy}, c.Via...) {
		if name != "" && !slices.Contains(houses, name) {
			houses = append(houses, name)
		}
	}
	return houses
}

// chain is every organisation of the credit, folded, in order.
func (c Credit) chain() []string {
	houses := c.houses()
	for i, name := range houses {
		houses[i] = fold(name)
	}
	return houses
}

func inside(x, y []string) bool {
	for _, name := range x {
		if !slices.Contains(y, name) {
			return false
		}
	}
	return true
}

// iimLimit is the length at which IIM cuts By-line, Credit and Source, in
// bytes.
const iimLimit = 32

// atLimit says that a value may have been cut at the limit of an IIM field,
// whose bytes may have been those of an older character set.
func atLimit(value string) bool {
	return len(value) >= iimLimit-2 && utf8.RuneCountInString(value) <= iimLimit
}

// cut says that one of two values is the beginning of the other, cut at the
// limit of an IIM field.
func cut(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return atLimit(a) && strings.HasPrefix(fold(b), fold(a))
}
