package terms

import "strings"

// Shape is the form of a sentence by which those that no phrase explains are
// grouped: its words in small letters, numbers and moments replaced, at most
// maxShape bytes of it. "Call 44 115 before use" and "call 49 30 before use"
// have one shape.
func Shape(text string) string {
	var words []string
	for _, t := range scan(text) {
		switch {
		case t.word == "":
		case strings.Trim(t.word, "0123456789") == "":
			if len(words) == 0 || words[len(words)-1] != "<N>" {
				words = append(words, "<N>")
			}
		default:
			words = append(words, t.word)
		}
	}
	return clip(strings.Join(words, " "), maxShape)
}

// maxShape bounds a shape, in bytes.
const maxShape = 200
