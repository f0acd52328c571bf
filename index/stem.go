package index

import "strings"

// stem is a word without its English ending of plural, past or -ing. It is
// light: it would rather leave two forms apart than bring two words together.
// Words that are not plain a to z come back as they are.
func stem(word string) string {
	if one := irregular[word]; one != "" {
		return one
	}
	if len(word) < 4 || !isPlain(word) {
		return word
	}
	switch word { // these only look like inflections
	case "united", "wedding", "evening", "morning", "during", "being", "news", "always", "series", "species", "hundred":
		return word
	}
	word = singular(word)
	switch {
	case strings.HasSuffix(word, "ing") && hasVowel(word[:len(word)-3]):
		word = undouble(word[:len(word)-3])
	case strings.HasSuffix(word, "ied") && len(word) > 4:
		word = word[:len(word)-3] + "y"
	case strings.HasSuffix(word, "eed"):
	case strings.HasSuffix(word, "ed") && hasVowel(word[:len(word)-2]):
		word = undouble(word[:len(word)-2])
	}
	if len(word) >= 5 && strings.HasSuffix(word, "e") {
		word = word[:len(word)-1]
	}
	return word
}

// irregular are plurals of captions that no ending tells, with their singular
// as stem makes it.
var irregular = map[string]string{
	"children": "child", "men": "man", "women": "woman", "policemen": "policeman", "policewomen": "policewoman",
	"firemen": "fireman", "fishermen": "fisherman", "wives": "wife", "knives": "knif", "wolves": "wolf",
	"feet": "foot", "teeth": "tooth", "geese": "goos", "mice": "mous", "crises": "crisis",
}

func singular(word string) string {
	switch {
	case !strings.HasSuffix(word, "s") || strings.HasSuffix(word, "ss") ||
		strings.HasSuffix(word, "us") || strings.HasSuffix(word, "is"):
		return word
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		return word[:len(word)-3] + "y"
	case strings.HasSuffix(word, "sses"), strings.HasSuffix(word, "shes"), strings.HasSuffix(word, "ches"),
		strings.HasSuffix(word, "xes"), strings.HasSuffix(word, "oes"):
		return word[:len(word)-2]
	}
	return word[:len(word)-1]
}

// undouble is running's runn as run; fall and miss stay.
func undouble(word string) string {
	n := len(word)
	if n > 2 && word[n-1] == word[n-2] && !strings.ContainsRune("lsz", rune(word[n-1])) {
		return word[:n-1]
	}
	return word
}

// hasVowel reports whether what is left of a word after its ending is a word:
// three letters or more, one of them a vowel.
func hasVowel(word string) bool { return len(word) >= 3 && strings.ContainsAny(word, "aeiouy") }

func isPlain(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}

// distance is the number of letters to insert, delete, replace or swap with
// their neighbour to make b of a; limit where it is limit or more.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		best := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			best = min(best, row[j])
		}
		if best >= limit {
			return limit
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], limit)
}
