package index

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hyphened is the first part of a word of two that a hyphen parts.
type hyphened struct{ term string }

// with is Token.Joined of the next token of a text: of two parts, each of
// letters alone. Dates and numbers are not joined at their hyphens.
func (h *hyphened) with(text string, t Token) string {
	before := *h
	*h = hyphened{}
	if before.term != "" {
		return before.term + t.Term
	}
	next := afterHyphen(text, t.End)
	if next == 0 || !isLetters(t.Term) || endsInHyphen(text[:t.Start]) || !isWordRune(runeAt(text, next)) || isIdeograph(runeAt(text, next)) {
		return ""
	}
	end := wordRunEnd(text, next)
	term, _ := fold(bounded(text[next:end]))
	if afterHyphen(text, end) > 0 || !isLetters(term) || len(t.Term)+len(term) > maxTokenBytes {
		return ""
	}
	*h = hyphened{t.Term}
	return t.Term + term
}

func isLetters(term string) bool {
	return strings.IndexFunc(term, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// hyphens are those that join the parts of a word.
var hyphens = []string{"-", "\u2010", "\u2011"}

// afterHyphen is where the text goes on after a hyphen at i; 0 where there is
// none.
func afterHyphen(text string, i int) int {
	for _, hyphen := range hyphens {
		if strings.HasPrefix(text[i:], hyphen) && i+len(hyphen) < len(text) {
			return i + len(hyphen)
		}
	}
	return 0
}

func endsInHyphen(text string) bool {
	for _, hyphen := range hyphens {
		if strings.HasSuffix(text, hyphen) {
			return true
		}
	}
	return false
}

// initial is Token.Initial of a token of a text.
func initial(text string, t Token) string {
	first, size := utf8.DecodeRuneInString(text[t.Start:])
	if !unicode.IsUpper(first) || t.End-t.Start == size || t.End+1 >= len(text) || text[t.End] != ' ' {
		return ""
	}
	if !unicode.IsUpper(runeAt(text, t.End+1)) {
		return ""
	}
	_, size = utf8.DecodeRuneInString(t.Term)
	return t.Term[:size] + "."
}

// foldArabic is an Arabic letter or digit in the form it is compared in: alef,
// yeh and kaf in one form each, teh marbuta as heh.
func foldArabic(r rune) rune {
	switch {
	case r == 'ٱ':
		return 'ا'
	case r == 'ى' || r == 'ی':
		return 'ي'
	case r == 'ک':
		return 'ك'
	case r == 'ة' || r == 'ۀ' || r == 'ہ' || r == 'ھ' || r == 'ە':
		return 'ه'
	case '٠' <= r && r <= '٩':
		return '0' + r - '٠'
	case '۰' <= r && r <= '۹':
		return '0' + r - '۰'
	}
	return r
}

// arabicArticles are the forms of the article at the head of a word, alone and
// after "and", "in", "as" and "for".
var arabicArticles = []string{"وال", "بال", "كال", "فال", "ال", "لل"}

// withoutArticle is an Arabic word without its article; empty where it has none
// or too little would be left.
func withoutArticle(term string) string {
	const least = 3 // letters, of two bytes each
	for _, article := range arabicArticles {
		if rest, ok := strings.CutPrefix(term, article); ok && len(rest) >= 2*least {
			return rest
		}
	}
	return ""
}
