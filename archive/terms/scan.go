package terms

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word or a sign of a text.
type token struct {
	start, end int
	word       string // folded; empty for a sign
	sign       byte   // of a sign: . ; , : / ( ) " and - for a dash with blanks
	upper      bool   // a word without small letters
	inside     bool   // a sign that ends nothing: www.x.com, 00.01, U.S.
}

// fold is a word as it is compared: small letters without accents.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == 'ß':
			b.WriteString("ss")
		case !unicode.Is(unicode.Mn, r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// scan cuts a text into tokens. Apostrophes, and hyphens between two letters,
// part words as blanks do: ONE-TIME USE is one time use.
func scan(text string) []token {
	var tokens []token
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			end := wordEnd(text, i)
			word := text[i:end]
			tokens = append(tokens, token{start: i, end: end, word: fold(word), upper: word == strings.ToUpper(word) && strings.ContainsFunc(word, unicode.IsUpper)})
			i = end
			continue
		case r == '-' || r == '–' || r == '—':
			blank := i > 0 && text[i-1] == ' ' || i+n < len(text) && text[i+n] == ' '
			if blank || n > 1 {
				tokens = append(tokens, token{start: i, end: i + n, sign: '-'})
			}
		case strings.ContainsRune(".;,:/()\"&+*", r):
			tokens = append(tokens, token{start: i, end: i + n, sign: byte(r), inside: inside(text, i, i+n) || r == '.' && initial(tokens, i)})
		case strings.ContainsRune("[{", r):
			tokens = append(tokens, token{start: i, end: i + n, sign: '('})
		case strings.ContainsRune("]}", r):
			tokens = append(tokens, token{start: i, end: i + n, sign: ')'})
		case strings.ContainsRune("“”„»«", r):
			tokens = append(tokens, token{start: i, end: i + n, sign: '"'})
		case strings.ContainsRune("\n\r|•·", r):
			tokens = append(tokens, token{start: i, end: i + n, sign: ';'})
		}
		i += n
	}
	return tokens
}

// wordEnd is where the word at i ends. NotForResale is three words: a capital
// inside a word that is not all in capitals begins another. A number ends
// before letters, as in NARCH30 it begins behind them.
func wordEnd(text string, i int) int {
	digit := func(r rune) bool { return unicode.IsDigit(r) }
	first, n := utf8.DecodeRuneInString(text[i:])
	last := first
	for i += n; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if !letter || digit(r) != digit(last) && !unicode.IsMark(r) || unicode.IsUpper(r) && unicode.IsLower(last) {
			return i
		}
		last = r
		i += n
	}
	return i
}

// inside says that a letter or digit stands on both sides of text[i:j].
func inside(text string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[j:])
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return letter(before) && letter(after)
}

// initial says that the last word is a single letter that ends at i: U.S.
func initial(tokens []token, i int) bool {
	if len(tokens) == 0 {
		return false
	}
	t := &tokens[len(tokens)-1]
	return t.end == i && t.upper && len(t.word) == 1
}

// breaks says that the sign ends a clause.
func (t *token) breaks() bool {
	switch t.sign {
	case '.':
		return !t.inside
	case ';', '/', '-', '(', ')', '*':
		return true
	}
	return false
}
