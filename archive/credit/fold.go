package credit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// appendFold appends s to b in the form in which words are compared: lower
// case, without accents, dots and apostrophes.
func appendFold(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'A' <= c && c <= 'Z':
				b = append(b, c+'a'-'A')
			case c == '.' || c == '\'' || c == '`':
			default:
				b = append(b, c)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		b = appendFoldRune(b, r, s[i:i+n])
		i += n
	}
	return b
}

func appendFoldRune(b []byte, r rune, s string) []byte {
	switch r {
	case '’', '‘', 'ʼ', '´', '′':
		return b
	case 'ø', 'Ø':
		return append(b, 'o')
	case 'ł', 'Ł':
		return append(b, 'l')
	case 'đ', 'Đ', 'ð', 'Ð':
		return append(b, 'd')
	case 'ß', 'ẞ':
		return append(b, "ss"...)
	case 'æ', 'Æ':
		return append(b, "ae"...)
	case 'œ', 'Œ':
		return append(b, "oe"...)
	case 'þ', 'Þ':
		return append(b, "th"...)
	case 'ı', 'İ':
		return append(b, 'i')
	}
	if unicode.Is(unicode.Mn, r) {
		return b
	}
	if '！' <= r && r <= '～' { // full width, as Japanese prints Latin letters
		return appendFold(b, string(r-'！'+'!'))
	}
	if d := norm.NFD.PropertiesString(s).Decomposition(); d != nil && !unicode.Is(unicode.Hangul, r) {
		r, _ = utf8.DecodeRune(d)
	}
	return utf8.AppendRune(b, unicode.ToLower(r))
}

// fold is appendFold for a whole text, without blanks and punctuation: two
// texts of the same fold are the same words.
func fold(s string) string {
	b := appendFold(make([]byte, 0, len(s)), s)
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '@' || r == '_' || r == '+' {
			return r
		}
		return -1
	}, string(b))
}

// normalise returns s as valid UTF-8 in NFC, without invisible characters,
// every run of blanks and control characters one blank, no blank at the ends.
// at gives the offset in s of every byte of text and of its end; a nil at means
// that the offsets are the same.
func normalise(s string) (text string, at []int32) {
	if plain(s) {
		return s, nil
	}
	b := make([]byte, 0, len(s))
	at = make([]int32, 0, len(s)+1)
	blank := false
	var it norm.Iter
	it.InitString(norm.NFC, s)
	for !it.Done() {
		pos := int32(it.Pos())
		segment := it.Next()
		for len(segment) > 0 {
			r, n := utf8.DecodeRune(segment)
			segment = segment[n:]
			switch {
			case unicode.IsSpace(r) || unicode.IsControl(r):
				blank = len(b) > 0
				continue
			case invisible(r):
				continue
			}
			if blank {
				b, at, blank = append(b, ' '), append(at, pos), false
			}
			before := len(b)
			b = utf8.AppendRune(b, r)
			for range len(b) - before {
				at = append(at, pos)
			}
		}
	}
	return string(b), append(at, int32(len(s)))
}

// plain says that normalise has nothing to do.
func plain(s string) bool {
	blank := true
	ascii := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ' ':
			if blank {
				return false
			}
			blank = true
			continue
		case c < ' ' || c == 0x7f:
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		}
		blank = false
	}
	if blank && len(s) > 0 {
		return false
	}
	if ascii {
		return true
	}
	if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) {
		return false
	}
	for _, r := range s {
		if r >= utf8.RuneSelf && (invisible(r) || unicode.IsSpace(r) || unicode.IsControl(r)) {
			return false
		}
	}
	return true
}

// invisible says that r shows nothing and joins nothing: soft hyphen, zero
// width space, marks of direction. The joiners of Arabic and Indic scripts
// (U+200C, U+200D) change letters and stay.
func invisible(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x200B, r == 0x2060, r == 0xFEFF, r == 0x180E,
		r == 0x200E, r == 0x200F, 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return false
}
