package index

import "strings"

// ExactKey is the form in which picture numbers, references and file names are
// compared: without case, blanks and dashes. It is empty for a text that is no
// such number: one without a digit, or shorter than four characters.
func ExactKey(text string) string {
	key := strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '_', '\t':
			return -1
		}
		return r
	}, strings.ToLower(text))
	if len(key) < 4 || len(key) > maxTokenBytes || !strings.ContainsAny(key, "0123456789") {
		if len(key) != idBytes {
			return ""
		}
	}
	return key
}

// idBytes is the length of a photo ID, which may lack a digit.
const idBytes = 20
