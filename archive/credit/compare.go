package credit

import (
	"slices"
	"strings"
	"unicode"
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

// ComparePersons says how two names of persons stand to each other.
func ComparePersons(a, b string) Relation {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return Conflicting
	}
	if strings.Join(x, "") == strings.Join(y, "") || sameWords(x, y) {
		return Same
	}
	if cut(a, b) {
		return Truncated
	}
	if mojibake(a, b) {
		return Same
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if shortens(x, y) {
		return Shortened
	}
	if len(x) == len(y) && spelled(x, y) {
		return Spelled
	}
	return Conflicting
}

// nameWords are the words of a name in natural order, folded so that ü, ue and
// u are the same.
func nameWords(name string) []string {
	name, _ = normalise(name)
	if last, first, ok := strings.Cut(name, ","); ok && !strings.Contains(first, ",") && strings.TrimSpace(first) != "" && !suffixes[fold(first)] {
		name = first + " " + last
	}
	words := strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '_' && r != '@'
	})
	for i, w := range words {
		words[i] = umlauts.Replace(string(appendFold(nil, w)))
	}
	return words
}

var (
	suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}
	umlauts  = strings.NewReplacer("ue", "u", "oe", "o", "ae", "a", "aa", "a")
)

func sameWords(x, y []string) bool {
	if len(x) != len(y) {
		return false
	}
	x, y = slices.Clone(x), slices.Clone(y)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// shortens says that x leaves out words of y or gives initials for them, and
// has the same surname.
func shortens(x, y []string) bool {
	if x[len(x)-1] != y[len(y)-1] {
		return false
	}
	k := 0
	for _, w := range x[:len(x)-1] {
		for k < len(y)-1 && !abbreviates(w, y[k]) {
			k++
		}
		if k == len(y)-1 {
			return false
		}
		k++
	}
	return true
}

func abbreviates(a, b string) bool {
	if utf8.RuneCountInString(a) > utf8.RuneCountInString(b) {
		a, b = b, a
	}
	return a == b || utf8.RuneCountInString(a) == 1 && strings.HasPrefix(b, a)
}

// spelled says that the names differ by a letter or two: Aleksandr, Alexander.
func spelled(x, y []string) bool {
	total := 0
	for i := range x {
		d := distance(x[i], y[i])
		if d > 2 || d > 0 && utf8.RuneCountInString(x[i]) < 4 || d == 2 && utf8.RuneCountInString(x[i]) < 7 {
			return false
		}
		total += d
	}
	return total <= 2 && (len(x) > 1 || total <= 1)
}

// distance is the number of letters to add, drop or change, three at most: the
// words of names are short, those of hostile input are not compared.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 40 || len(y) > 40 || len(x)-len(y) > 2 || len(y)-len(x) > 2 {
		return 3
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return min(row[len(y)], 3)
}

// mojibake says that two names are the same but for letters of one that were
// read in the wrong character set.
func mojibake(a, b string) bool {
	if !strings.ContainsAny(a+b, "ÃÂ√�") {
		return false
	}
	x, y := asciiLetters(a), asciiLetters(b)
	return len(x) > 4 && x == y
}

func asciiLetters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case 'a' <= r && r <= 'z':
			return r
		}
		return -1
	}, s)
}
