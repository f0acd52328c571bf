package credit

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// latinLooks are the letters of other scripts that look as Latin ones do, and
// the Latin ones.
var latinLooks = strings.NewReplacer(
	"А", "A", "В", "B", "Е", "E", "Ѕ", "S", "І", "I", "Ј", "J", "К", "K", "М", "M", "Н", "H", "О", "O", "Р", "P", "С", "C", "Т", "T", "У", "Y", "Х", "X",
	"а", "a", "е", "e", "ѕ", "s", "і", "i", "ј", "j", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x",
	"Α", "A", "Β", "B", "Ε", "E", "Ζ", "Z", "Η", "H", "Ι", "I", "Κ", "K", "Μ", "M", "Ν", "N", "Ο", "O", "Ρ", "P", "Τ", "T", "Υ", "Y", "Χ", "X",
	"ο", "o", "ν", "v", "ι", "i",
)

// disguised says that what stands in tokens[lo:hi] is not what it looks like:
// mixed where a word has letters of two scripts, or its letters of another
// script spell a house of the Latin one; hidden where characters that show
// nothing stand between its letters.
func (p *parser) disguised(lo, hi int) (mixed, hidden bool) {
	text := p.textOf(lo, hi)
	for _, at := range p.hidden {
		if p.at[p.tokens[lo].start] <= at && at < p.at[p.tokens[hi-1].end] {
			hidden = true
		}
	}
	return p.rules.lookalike(text), hidden
}

// lookalike says that a name has a word with letters of two scripts that look
// alike, or is that of a known house in letters of another script.
func (r *Rules) lookalike(name string) bool {
	if ascii(name) {
		return false
	}
	latin := latinLooks.Replace(name)
	if latin == name {
		return false
	}
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if !ascii(word) && scripts(word) > 1 {
			return true
		}
	}
	return ascii(latin) && r.known(latin) && !r.known(name)
}

// scripts counts the scripts of a word among those whose letters look alike.
func scripts(word string) int {
	n := 0
	for _, script := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek} {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(script, r) }) {
			n++
		}
	}
	return n
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// hiddenIn returns the offsets of the characters of a line that show nothing and
// stand between two letters, and of those that turn the direction of what is
// shown.
func hiddenIn(line string) []int32 {
	var hidden []int32
	last := rune(0)
	for i, r := range line {
		if !invisible(r) {
			last = r
			continue
		}
		rest := strings.TrimLeftFunc(line[i:], invisible)
		next, _ := utf8.DecodeRuneInString(rest)
		turns := 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
		if turns || unicode.IsLetter(last) && unicode.IsLetter(next) {
			hidden = append(hidden, int32(i))
			if len(hidden) == maxHidden {
				break
			}
		}
	}
	return hidden
}

// maxHidden bounds the hidden characters of a line that are looked at.
const maxHidden = 64

// disguise notes a name that is not what it looks like. One in letters of two
// scripts is not sure: it only looks like somebody.
func (p *parser) disguise(c *Credit, part *part) {
	if mixed, hidden := p.disguised(part.lo, part.hi); mixed || hidden {
		c.Disguised = append(c.Disguised, p.textOf(part.lo, part.hi))
		c.Sure = c.Sure && !mixed
	}
}

// unmask notes the names of a credit that are not what they look like, where
// only the names are known.
func (r *Rules) unmask(c *Credit) {
	for _, name := range slices.Concat(c.Photographers, c.Creators, c.houses()) {
		if r.lookalike(name) {
			c.Disguised, c.Sure = append(c.Disguised, name), false
		}
	}
}

// misleads says that a name of the credit is in letters of two scripts.
func (r *Rules) misleads(c *Credit) bool {
	return slices.ContainsFunc(c.Disguised, r.lookalike)
}

// addDisguised takes over the names of another credit that are not what they
// look like.
func (c *Credit) addDisguised(other Credit) {
	for _, name := range other.Disguised {
		if !slices.Contains(c.Disguised, name) {
			c.Disguised = append(slices.Clip(c.Disguised), name)
		}
	}
}
