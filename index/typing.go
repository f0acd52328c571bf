package index

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// minTyped is the number of characters from which a beginning of a word is
// looked for: one or two letters begin too much of the vocabulary to be fast, or of
// use.
const minTyped = 3

// Typing is the query as it is meant while its last word is still being typed:
// that word, or any that begins so. A last word that is a phrase, a range or
// has a mark of its own stays as it is.
func (q *Query) Typing() *Query {
	if q == nil || q.Root == nil {
		return q
	}
	return &Query{Root: typing(q.Root)}
}

func typing(n Node) Node {
	switch n := n.(type) {
	case And:
		nodes := slices.Clone(n)
		nodes[len(nodes)-1] = typing(nodes[len(nodes)-1])
		return nodes
	case Term:
		if n.Phrase || n.Prefix || n.Fuzzy || utf8.RuneCountInString(n.Text) < minTyped || strings.ContainsAny(n.Text, " -'’./") || !isOneWord(n.Text) {
			return n
		}
		begun := n
		begun.Prefix = true
		return Or{n, begun}
	}
	return n
}
