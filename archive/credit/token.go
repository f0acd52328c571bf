package credit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word or a sign of a line.
type token struct {
	start, end int32
	sign       byte   // of a sign, see signs; 0 for a word
	gap        bool   // a blank or the end of the line stands before it
	shape      shape  // of a word
	length     uint16 // of the vocabulary's term that begins here, in tokens
	term       *term
}

// shape is what the letters of a word look like.
type shape uint8

const (
	upperFirst shape = 1 << iota
	allUpper         // at least two letters, none of them small
	hasDigit
	isHandle // begins with @
	isAddress
	cased // has letters of a script with capitals
	ideograph
	hasLetter
)

// skipped says that a token does not count in the comparison of spellings:
// picture-alliance is picture alliance, U.S. Navy is US Navy.
func (t *token) skipped() bool { return t.sign == '.' || t.sign == 'h' }

// key is the form of a token under which spellings are looked up.
func (t *token) key(text string, b []byte) []byte {
	if t.sign != 0 {
		return append(b[:0], 0, t.sign) // (c) is no letter c
	}
	return appendFold(b[:0], text[t.start:t.end])
}

// scan returns the tokens of a normalised text.
//
// Signs are their character, with these groups: '-' is any spaced or long dash,
// 'h' a hyphen between two words, '(' and ')' any bracket, '"' any quotation
// mark, '|' any bar or bullet, 'c' the copyright sign, '?' everything else.
func scan(text string) []token {
	// A word and its sign take six letters; what is longer than a caption grows.
	tokens := make([]token, 0, min(len(text)/4+8, 512))
	gap := true
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if r == ' ' {
			gap = true
			i++
			continue
		}
		t := token{start: int32(i), gap: gap}
		gap = false
		switch {
		case ideographic(r):
			t.shape = ideograph | hasLetter
			i += n
		case wordRune(r) || r == '@':
			end, s := scanWord(text, i)
			t.shape = s
			i = end
		default:
			t.sign = signOf(r)
			i += n
			if t.sign == '|' && strings.ContainsRune("«»‹›", r) && !(t.gap && i < len(text) && text[i] == ' ') {
				t.sign = '"' // quotes a word; a bar has a blank on either side
			}
			if n := copyrightIn(text[i:]); t.sign == '(' && n > 0 {
				t.sign = 'c'
				i += n
			}
			if r == '-' {
				for i < len(text) && text[i] == '-' {
					i++
				}
				if i-int(t.start) == 1 && !t.gap && i < len(text) && text[i] != ' ' {
					t.sign = 'h'
				}
			}
		}
		t.end = int32(i)
		tokens = append(tokens, t)
	}
	return tokens
}

// copyrightIn returns the length of what stands behind the bracket of a (c), 0
// where it is none.
func copyrightIn(text string) int {
	for _, c := range []string{"c)", "C)", "Ｃ）", "C）", "c）"} {
		if strings.HasPrefix(text, c) {
			return len(c)
		}
	}
	return 0
}

func signOf(r rune) byte {
	switch r {
	case '/', '／', '⁄', '∕', '\\':
		return '/'
	case '|', '•', '·', '¦', '│', '∙', '›', '»', '«', '‹', '#', '►', '▸', '>':
		return '|'
	case '-', '–', '—', '−', '―', '‐', '‑':
		return '-'
	case ',', '，', '、', '،':
		return ','
	case ';', '；':
		return ';'
	case ':', '：', '=', '＝':
		return ':'
	case '.', '。', '…':
		return '.'
	case '(', '[', '{', '（', '［', '【', '「':
		return '('
	case ')', ']', '}', '）', '］', '】', '」':
		return ')'
	case '©', 'ⓒ', '℗':
		return 'c'
	case '"', '“', '”', '„', '‟', '\'', '‘', '’', '`', '´':
		return '"'
	case '&', '+', '*', '!':
		return byte(r)
	case '＆':
		return '&'
	}
	return '?'
}

// scanWord returns the end of the word that begins at i, and its shape.
// A dot, an apostrophe and a colon-slash-slash inside belong to it.
func scanWord(text string, i int) (end int, s shape) {
	letters, upper := 0, 0
	start := i
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case ideographic(r):
			return i, finish(s, letters, upper)
		case r == '@':
			if i == start {
				s |= isHandle
			}
		case wordRune(r):
			switch {
			case r >= '0' && r <= '9' || unicode.IsDigit(r):
				s |= hasDigit
			case unicode.IsUpper(r):
				letters++
				upper++
				if i == start || i == start+1 && s&isHandle != 0 {
					s |= upperFirst
				}
				s |= cased | hasLetter
			case unicode.IsLower(r):
				letters++
				s |= cased | hasLetter
			case unicode.IsLetter(r):
				if i == start {
					s |= upperFirst // a script without capitals
				}
				letters++
				upper++
				s |= hasLetter
			}
		case (r == '\'' || r == '’' || r == '‘' || r == '´') && inWord(text, i, n):
		case r == '.' && inWord(text, i, n) && !sentence(text, start, i):
			s |= isAddress
		case r == ':' && len(text) > i+3 && text[i:i+3] == "://":
			for i < len(text) && text[i] != ' ' && text[i] != ')' && text[i] != ']' {
				i++
			}
			for i > start && (text[i-1] == '.' || text[i-1] == ',') {
				i--
			}
			return i, isAddress
		default:
			return i, finish(s, letters, upper)
		}
		i += n
	}
	return i, finish(s, letters, upper)
}

func finish(s shape, letters, upper int) shape {
	if letters >= 2 && letters == upper && s&cased != 0 {
		s |= allUpper
	}
	return s
}

// inWord says that the sign of n bytes at i stands between two letters.
func inWord(text string, i, n int) bool {
	if i == 0 || i+n >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i+n:])
	p, _ := utf8.DecodeLastRuneInString(text[:i])
	return wordRune(r) && !ideographic(r) && wordRune(p)
}

// sentence says that the dot at i ends a sentence although no blank follows:
// "last autumn.Photograph".
func sentence(text string, start, i int) bool {
	next, _ := utf8.DecodeRuneInString(text[i+1:])
	last, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsUpper(next) && unicode.IsLower(last) && i-start > 2
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_' || r == '%' || r == '$'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == 0x200C || r == 0x200D || r == '°' || r == '€' || r == '£' || r == utf8.RuneError
}

func ideographic(r rune) bool {
	return r >= 0x2E80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー')
}

// mark finds the longest term of the vocabulary that begins at each token.
func (r *Rules) mark(text string, tokens []token) {
	var space [64]byte
	for i := range tokens {
		if tokens[i].skipped() {
			continue
		}
		at := &r.words
		for j := i; j < len(tokens) && j-i < longest; j++ {
			t := &tokens[j]
			if t.skipped() {
				continue
			}
			if at = at.next[string(t.key(text, space[:0]))]; at == nil {
				break
			}
			if term := at.term.as(text[tokens[i].start:t.end]); term != nil {
				tokens[i].term, tokens[i].length = term, uint16(j-i+1)
			}
		}
	}
}

// longest is the greatest number of tokens in a spelling; a longer one is never
// found, which keeps the search linear.
const longest = 24
