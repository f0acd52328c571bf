package index

import (
	"cmp"
	_ "embed"
	"fmt"
	"strings"
)

//go:embed synonyms.txt
var synonymsText string

// Synonyms are sets of names that mean the same.
type Synonyms struct {
	// byFirst holds every member under the first of its words, longest first.
	byFirst map[string][]member
}

// member is one name of a set.
type member struct {
	words   []string    // as Token.Term has them
	written []string    // as Token.Capital has them, where it does
	all     *[][]string // the members of its set, as written
}

// synonyms are the sets that Cutline comes with. A test holds that they load.
var synonyms = func() *Synonyms {
	s, err := ParseSynonyms(synonymsText)
	if err != nil {
		panic(fmt.Sprintf("index: synonyms.txt: %v", err))
	}
	return s
}()

// ParseSynonyms reads sets of synonyms: one set on a line, members parted by
// commas, comments after #. An error names the line.
func ParseSynonyms(text string) (*Synonyms, error) {
	s := &Synonyms{byFirst: map[string][]member{}}
	seen := map[string]int{}
	line := 0
	for row := range strings.Lines(text) {
		line++
		row, _, _ = strings.Cut(row, "#")
		if strings.TrimSpace(row) == "" {
			continue
		}
		set := new([][]string)
		for name := range strings.SplitSeq(row, ",") {
			words, written := termsOf(name), writtenOf(name)
			if len(words) == 0 {
				return nil, fmt.Errorf("line %d: a member is empty", line)
			}
			key := strings.Join(words, " ")
			if at, ok := seen[key]; ok {
				return nil, fmt.Errorf("line %d: %q stands on line %d already", line, strings.TrimSpace(name), at)
			}
			seen[key] = line
			*set = append(*set, written)
			s.add(member{words: words, written: written, all: set})
		}
		if len(*set) < 2 {
			return nil, fmt.Errorf("line %d: a set needs two members", line)
		}
	}
	return s, nil
}

func (s *Synonyms) add(m member) {
	list := s.byFirst[m.words[0]]
	i := 0
	for i < len(list) && len(list[i].words) >= len(m.words) {
		i++
	}
	list = append(list, member{})
	copy(list[i+1:], list[i:])
	list[i] = m
	s.byFirst[m.words[0]] = list
}

// at is the longest member that the words begin with, and the other members of
// its set; nil where there is none.
func (s *Synonyms) at(words []string) (n int, others [][]string) {
	if len(words) == 0 {
		return 0, nil
	}
	for _, m := range s.byFirst[words[0]] {
		if !hasPrefix(words, m.words) {
			continue
		}
		for _, other := range *m.all {
			if !equalWords(other, m.written) {
				others = append(others, other)
			}
		}
		return len(m.words), others
	}
	return 0, nil
}

func hasPrefix(words, prefix []string) bool {
	return len(words) >= len(prefix) && equalWords(words[:len(prefix)], prefix)
}

func equalWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// termsOf are the words of a text, folded.
func termsOf(text string) []string {
	var words []string
	for t := range Tokens(text) {
		words = append(words, t.Term)
	}
	return words
}

// writtenOf are the words of a text, folded but for abbreviations in capitals
// that are other words in small letters.
func writtenOf(text string) []string {
	var words []string
	for t := range Tokens(text) {
		words = append(words, cmp.Or(t.Capital, t.Term))
	}
	return words
}
