package credit

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ComparePersons says how two names of persons stand to each other. Only what is
// a matter of spelling makes them one person: brothers, namesakes with another
// initial and names a letter apart are different people.
func ComparePersons(a, b string) Relation {
	x, y := nameWords(a), nameWords(b)
	switch {
	case len(x) == 0 || len(y) == 0:
		return Conflicting
	case sameJoined(x, y), sameInAnyOrder(x, y):
		return Same
	case cut(a, b):
		return Truncated
	case mojibake(a, b):
		return Same
	}
	x, y, known := withoutSuffix(x, y)
	if len(x) > len(y) {
		x, y = y, x
	}
	switch {
	case !known:
		return Conflicting // Jr. and Sr.
	case shortens(x, y):
		return Shortened
	case len(x) == len(y) && spelled(x, y):
		return Spelled
	}
	return Conflicting
}

// nameWord is a word of a name: plain without accents, wide with ü as ue.
type nameWord struct{ plain, wide string }

func (w nameWord) same(other nameWord) bool {
	return w.plain == other.plain || w.plain == other.wide || w.wide == other.plain
}

// nameWords are the words of a name in natural order, 24 at most: no name has
// more, and hostile ones are not compared to their end.
func nameWords(name string) []nameWord {
	name, _ = normalise(name)
	if last, first, ok := strings.Cut(name, ","); ok && !strings.Contains(first, ",") && strings.TrimSpace(first) != "" && !suffixes[fold(first)] {
		name = first + " " + last
	}
	var words []nameWord
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '_' && r != '@'
	}) {
		w := nameWord{plain: string(appendFold(nil, word))}
		w.wide = w.plain
		if !ascii(word) {
			w.wide = string(appendFold(nil, umlauts.Replace(word)))
		}
		if words = append(words, w); len(words) == 24 {
			break
		}
	}
	return words
}

var (
	suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}
	umlauts  = strings.NewReplacer("ü", "ue", "ö", "oe", "ä", "ae", "å", "aa", "ø", "oe", "Ü", "Ue", "Ö", "Oe", "Ä", "Ae", "Å", "Aa", "Ø", "Oe")
)

// sameJoined says that two names have the same letters however they are parted:
// J. J. and JJ, Jong-un and Jong Un.
func sameJoined(x, y []nameWord) bool {
	join := func(words []nameWord) (plain, wide string) {
		for _, w := range words {
			plain, wide = plain+w.plain, wide+w.wide
		}
		return plain, wide
	}
	p, pw := join(x)
	q, qw := join(y)
	return p == q || p == qw || pw == q
}

// sameInAnyOrder says that two names have the same words: surname first, or
// last.
func sameInAnyOrder(x, y []nameWord) bool {
	if len(x) != len(y) {
		return false
	}
	rest := slices.Clone(y)
	for _, w := range x {
		at := slices.IndexFunc(rest, w.same)
		if at < 0 {
			return false
		}
		rest = slices.Delete(rest, at, at+1)
	}
	return true
}

// withoutSuffix takes away a Jr. or III that one of two names leaves out; false
// where they have different ones.
func withoutSuffix(x, y []nameWord) (a, b []nameWord, ok bool) {
	suffix := func(words []nameWord) (string, []nameWord) {
		if n := len(words) - 1; n > 1 && suffixes[words[n].plain] {
			return words[n].plain, words[:n]
		}
		return "", words
	}
	s, a := suffix(x)
	t, b := suffix(y)
	return a, b, s == "" || t == "" || s == t
}

// shortens says that x leaves out words of y or gives initials for them, and
// has the same surname.
func shortens(x, y []nameWord) bool {
	if !x[len(x)-1].same(y[len(y)-1]) {
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

func abbreviates(a, b nameWord) bool {
	if a.same(b) {
		return true
	}
	if utf8.RuneCountInString(a.plain) > utf8.RuneCountInString(b.plain) {
		a, b = b, a
	}
	return utf8.RuneCountInString(a.plain) == 1 && strings.HasPrefix(b.plain, a.plain)
}

// spelled says that the names differ as one name does that is written in Latin
// letters twice, or by two letters of the surname that changed places.
func spelled(x, y []nameWord) bool {
	for i := range x {
		switch {
		case x[i].same(y[i]), sound(x[i].plain) == sound(y[i].plain):
		case i == len(x)-1 && i > 0 && swapped(x[i].plain, y[i].plain):
		default:
			return false
		}
	}
	return true
}

// sound is a word without what transcriptions differ in: Sergei, Sergey;
// Mohammed, Mohamed; Stefan, Stephan; Alexander, Aleksandr; Mueller, Muller. The
// vowel at the end stays: it tells Mario from Maria.
func sound(word string) string {
	if len(word) > 40 {
		return word
	}
	word = transcribed.Replace(word)
	var b []byte
	for i := 0; i < len(word); i++ {
		c := word[i]
		umlaut := c == 'e' && i > 0 && i+1 < len(word) && spellsUmlaut(word[:i], word[i+1:])
		doubled := i > 0 && c == word[i-1] && len(word) > 5 // Anna is not Ana
		if umlaut || doubled {
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// spellsUmlaut says that an e between two pieces of a word makes the vowel
// before it an umlaut: Mueller, but not Miguel or Michaela.
func spellsUmlaut(before, after string) bool {
	switch before[len(before)-1] {
	case 'u':
		return after != "l" && after != "la" && !strings.HasSuffix(before, "gu") && !strings.HasSuffix(before, "qu")
	case 'a', 'o':
		return after != "l" && after != "la" && after != "le"
	}
	return false
}

var transcribed = strings.NewReplacer("xandar", "ksandr", "xander", "ksandr", "xandr", "ksandr", "ksandar", "ksandr", "ksander", "ksandr",
	"ph", "f", "x", "ks", "ck", "k", "ei", "ey", "ai", "ay", "oi", "oy", "iy", "y", "ij", "y", "kh", "h", "dj", "j", "sch", "sh", "tz", "ts", "w", "v")

// swapped says that two letters next to each other changed places in a longer
// word.
func swapped(a, b string) bool {
	if len(a) != len(b) || len(a) < 6 || len(a) > 40 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
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
