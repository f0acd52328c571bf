package index

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxTokenBytes is where a word is cut, in documents and queries alike.
const maxTokenBytes = 120

// Token is a word of a text in the forms it is found by.
type Token struct {
	Span
	// Term is the word in lower case without accents, ü as u.
	Term string
	// Wide is Term with ü as ue, ø as oe, å as aa, or without its Arabic
	// article; empty where that is the same.
	Wide string
	// Capital is the word in capitals where it is written so and its small
	// letters are a word of another meaning (UN, US, WHO); else empty.
	Capital string
	// Stem is Term without its English ending; empty where that is the same.
	Stem string
	// Joined is this part and its neighbour of a word with one hyphen, written
	// as one (email of e-mail): both parts have it. Else it is empty.
	Joined string
	// Initial is the first letter with a dot, where the word and the next are
	// written as a name is (Joe Biden): it stands where J. is typed for Joe.
	Initial string
	// Tail is the second character of the last pair of a text without blanks,
	// by which that character alone is found.
	Tail string
}

// Tokens yields the words of a text in order: runs of letters and digits,
// with an apostrophe (O'Brien) or the dots of an initialism (U.S.) inside. An
// elided article (l'Élysée) is a word of its own, a possessive ending none.
// Chinese, Japanese and Korean text, whose words are not parted by blanks or
// carry their particles, yields pairs of characters.
func Tokens(text string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		var joined hyphened
		for i := 0; i < len(text); {
			r, size := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(text[i:])
			}
			var ok bool
			switch {
			case !isWordRune(r):
				i += size
				continue
			case isIdeograph(r):
				i, ok = pairs(text, i, yield)
			default:
				end := wordRunEnd(text, i)
				t := token(text, i, end)
				t.Joined = joined.with(text, t)
				t.Initial = initial(text, t)
				ok = yield(t)
				i = end
			}
			if !ok {
				return
			}
		}
	}
}

// wordRunEnd is the end of the word that begins at i.
func wordRunEnd(text string, i int) int {
	if end := initialismEnd(text, i); end > 0 {
		return end
	}
	for at := i; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case isWordRune(r) && !isIdeograph(r):
		case isApostrophe(r) && at > i && startsLetter(text[at+size:]):
			if isElision(text[i:at]) {
				return at
			}
		default:
			return at
		}
		at += size
	}
	return len(text)
}

// maxInitials is the number of letters that an initialism has at most; more
// with a dot each are words of their own.
const maxInitials = 10

// initialismEnd is the end of letters each followed by a dot, two or more,
// that begin at i; 0 where there are none.
func initialismEnd(text string, i int) int {
	n, at := 0, i
	for at < len(text) && n < maxInitials {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsLetter(r) || at+size == len(text) || text[at+size] != '.' {
			break
		}
		at += size + 1
		n++
	}
	if n < 2 || at < len(text) && startsWord(text[at:]) {
		return 0
	}
	return at
}

func startsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWordRune(r)
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r))
}

func isIdeograph(r rune) bool {
	return r >= 0x2e80 && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r) ||
		unicode.Is(unicode.Hangul, r))
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', '‛', 'ʼ', 'ʻ', '＇', '`', '´', '′':
		return true
	}
	return false
}

// isElision reports whether a word before an apostrophe is an article or
// preposition of French, Italian or Catalan.
func isElision(s string) bool {
	if len(s) > len("dell") {
		return false
	}
	switch strings.ToLower(s) {
	case "l", "d", "j", "m", "n", "s", "t", "c", "qu", "dell", "all", "nell", "sull", "un":
		return true
	}
	return false
}

func runeAt(text string, i int) rune {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r
}

// pairs yields each two neighbouring ideographs from i on, or the one that
// stands alone, and returns where they end.
func pairs(text string, i int, yield func(Token) bool) (int, bool) {
	_, size := utf8.DecodeRuneInString(text[i:])
	for first := true; ; first = false {
		next := i + size
		r, nextSize := utf8.DecodeRuneInString(text[next:])
		if next == len(text) || !isIdeograph(r) {
			if first {
				return next, yield(token(text, i, next))
			}
			return next, true
		}
		t := token(text, i, next+nextSize)
		if end := next + nextSize; end == len(text) || !isIdeograph(runeAt(text, end)) {
			t.Tail, _ = fold(text[next:end])
		}
		if !yield(t) {
			return next, false
		}
		i, size = next, nextSize
	}
}

// token makes the token of text[start:end].
func token(text string, start, end int) Token {
	word := bounded(text[start:end])
	t := Token{Span: Span{start, end}}
	t.Term, t.Wide = fold(word)
	if t.Wide == "" {
		t.Wide = withoutArticle(t.Term)
	}
	t.Capital = capital(t.Term, word)
	if s := stem(t.Term); s != t.Term {
		t.Stem = s
	}
	return t
}

// bounded is a word as far as it counts.
func bounded(word string) string {
	if len(word) <= maxTokenBytes {
		return word
	}
	cut := maxTokenBytes
	for !utf8.RuneStart(word[cut]) {
		cut--
	}
	return word[:cut]
}

// capital is Token.Capital of a word.
func capital(term, word string) string {
	switch term {
	case "un", "us", "eu", "who":
		if word = withoutPossessive(word); word == strings.ToUpper(word) {
			return strings.ToUpper(term)
		}
	}
	return ""
}

// fold brings a word into the forms it is compared in.
func fold(word string) (term, wide string) {
	ascii := true
	for i := 0; i < len(word) && ascii; i++ {
		c := word[i]
		ascii = c < utf8.RuneSelf && c != '\'' && c != '`' && c != '.'
	}
	if ascii {
		return strings.ToLower(word), ""
	}
	return foldRunes(word)
}

func foldRunes(word string) (term, wide string) {
	word = strings.ReplaceAll(word, "´", "'") // which NFKC makes a blank of
	word = withoutPossessive(strings.ToLower(norm.NFKC.String(word)))
	var narrow, broad strings.Builder
	for _, r := range word {
		if isApostrophe(r) || r == '.' || r == '\u00ad' || r == 'ـ' {
			continue
		}
		n, w := foldRune(r)
		narrow.WriteString(n)
		broad.WriteString(w)
	}
	term, wide = narrow.String(), broad.String()
	if term == "" { // a word of marks alone
		return word, ""
	}
	if wide == term {
		wide = ""
	}
	return term, wide
}

func withoutPossessive(word string) string {
	if body, ok := strings.CutSuffix(word, "s"); ok {
		if r, size := utf8.DecodeLastRuneInString(body); isApostrophe(r) && len(body) > size {
			return body[:len(body)-size]
		}
	}
	return word
}

// foldRune is a lower-case rune without its accent, and in the spelling that
// replaces the accent by a letter.
func foldRune(r rune) (narrow, wide string) {
	switch r {
	case 'ä':
		return "a", "ae"
	case 'ö', 'ø':
		return "o", "oe"
	case 'ü':
		return "u", "ue"
	case 'å':
		return "a", "aa"
	case 'æ':
		return "ae", "ae"
	case 'œ':
		return "oe", "oe"
	case 'ß':
		return "ss", "ss"
	case 'ł':
		return "l", "l"
	case 'đ', 'ð':
		return "d", "d"
	case 'þ':
		return "th", "th"
	case 'ı':
		return "i", "i"
	case 'ς':
		return "σ", "σ"
	case 'ґ':
		return "г", "г"
	}
	switch {
	case isIdeograph(r): // ガ is no カ with an accent
		return string(r), string(r)
	case 0x600 <= r && r < 0x700:
		r = foldArabic(r)
	}
	if r < utf8.RuneSelf {
		return string(r), string(r)
	}
	var b strings.Builder
	for _, part := range norm.NFD.String(string(r)) {
		if !unicode.Is(unicode.Mn, part) {
			b.WriteRune(part)
		}
	}
	return b.String(), b.String()
}

// hasWord reports whether a text holds anything to search for.
func hasWord(text string) bool {
	for range Tokens(text) {
		return true
	}
	return false
}

// isOneWord reports whether a text is a single word.
func isOneWord(text string) bool {
	n := 0
	for range Tokens(text) {
		n++
	}
	return n == 1
}
