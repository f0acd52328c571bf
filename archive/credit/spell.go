package credit

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spell gives every photographer the spelling to print: the mixed-case one
// found anywhere in the file, else the natural case of what is surely a name.
// Organisations print as they are known, else in a mixed-case spelling of the
// file, else as printed; but an address in capitals, whose case means nothing,
// prints as Racingfotos.com.
func (b *builder) spell() {
	for i, name := range b.Photographers {
		b.Photographers[i] = b.spelling(name)
	}
	for _, house := range []*string{&b.Agency, &b.Client, &b.Courtesy} {
		*house = b.houseSpelling(*house)
	}
	b.Via = slices.Clone(b.Via) // the place that it was read from keeps its own
	for i, name := range b.Via {
		b.Via[i] = b.houseSpelling(name)
	}
	if shouts(b.Agency) && b.rules.likeness(b.Agency) == likeAddress {
		first, n := utf8.DecodeRuneInString(b.Agency)
		b.Agency = string(first) + strings.ToLower(b.Agency[n:])
	}
}

func (b *builder) spelling(name string) string {
	if !shouts(name) {
		return name
	}
	candidates := b.signOff.Photographers
	for _, p := range b.lines {
		candidates = append(candidates, p.Photographers...)
	}
	for _, p := range b.bylines {
		candidates = append(candidates, p.Photographers...)
	}
	for _, s := range b.fields.Artist {
		candidates = append(candidates, b.rules.byline(s.Value).Photographers...)
	}
	for _, other := range candidates {
		if !shouts(other) && fold(other) == fold(name) {
			return other
		}
	}
	greek := strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Greek, r) })
	if greek || !b.rules.surelyName(name) && !b.stated(name) {
		return name // Greek drops its accents in capitals; small letters without them are wrong
	}
	return b.rules.naturalCase(name)
}

// stated says that both a By-line and the sign-off or Credit Line of a house
// that everybody knows have a name of several words, so that it is surely one.
func (b *builder) stated(name string) bool {
	if b.Handout || !slices.ContainsFunc(b.senders(), b.rules.known) || b.rules.likeness(name) != likeName {
		return false
	}
	has := func(p place) bool {
		return slices.ContainsFunc(p.Photographers, func(other string) bool { return fold(other) == fold(name) })
	}
	return slices.ContainsFunc(b.bylines, has) && (has(b.signOff) || slices.ContainsFunc(b.lines, has))
}

// houseSpelling is the mixed-case spelling that the file has elsewhere of an
// organisation in capitals that nobody knows: San Marco Chronicle.
func (b *builder) houseSpelling(name string) string {
	if !shouts(name) || b.rules.known(name) {
		return name
	}
	for _, p := range slices.Concat([]place{b.signOff, b.source}, b.lines, b.bylines) {
		for _, house := range p.houses() {
			if !shouts(house) && fold(house) == fold(name) {
				return house
			}
		}
	}
	return name
}

// shouts says that a word of the name, beyond initials, is in capitals.
func shouts(name string) bool {
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		letters, upper := 0, 0
		for _, r := range word {
			switch {
			case unicode.IsUpper(r):
				upper++
				letters++
			case unicode.IsLetter(r):
				letters++
			}
		}
		if letters > 2 && upper == letters && !suffixes[fold(word)] {
			return true
		}
	}
	return false
}

// surelyName says that a text in capitals is a person's name: it has several
// words, and begins with a given name or has initials.
func (r *Rules) surelyName(name string) bool {
	like := r.likeness(name)
	first, _, _ := strings.Cut(name, " ")
	return like == likePerson || like == likeName && strings.ToUpper(first) != first
}

// naturalCase writes capitals as names are written: Catrinus van der Veen,
// Stefania D'Alessandro, Sameer Al-Doumy. Words that are not in capitals stay.
func (r *Rules) naturalCase(name string) string {
	var b strings.Builder
	first := true
	for i, word := range strings.Split(name, " ") {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch {
		case !first && r.term(word).is(isParticle) && utf8.RuneCountInString(word) > 1 && strings.ToUpper(word) == word:
			b.WriteString(strings.ToLower(word))
		case suffixes[fold(word)] && fold(word) != "jr" && fold(word) != "sr", strings.Contains(strings.TrimSuffix(word, "."), "."):
			b.WriteString(word)
		default:
			b.WriteString(lowerTail(word))
		}
		first = false
	}
	return b.String()
}

// lowerTail lowers all but the first letter of each piece of a word in
// capitals.
func lowerTail(word string) string {
	if strings.ToUpper(word) != word || utf8.RuneCountInString(strings.Trim(word, ".")) < 2 {
		return word
	}
	start := true
	out := strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			start = r == '-' || r == '\'' || r == '’' || r == '.'
			return r
		}
		if start {
			start = false
			return r
		}
		return unicode.ToLower(r)
	}, word)
	if len(out) > 3 && strings.HasPrefix(out, "Mc") {
		out = "Mc" + strings.ToUpper(out[2:3]) + out[3:]
	}
	return out
}
