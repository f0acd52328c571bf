package index

import (
	"strings"

	"cutline/archive/embedded"
)

// Limits of a query, so that none can cost more than a search is worth.
const (
	MaxQueryBytes = 8 << 10
	MaxClauses    = 256 // words, phrases and filters
	MaxDepth      = 32  // brackets and minus signs inside one another
)

// Query is a query, read. It does not change and may be shared.
//
//	ghirda kyiv              photos with all these words, in any field
//	"war crimes"             the words beside one another
//	blaze OR fire            one or the other
//	-getty                   not this word
//	(scholz OR merkel) paris brackets group
//	by:ghirda city:"New York" the word or words in that field
//	merkel* ghirda~          beginning with; spelled nearly so
//	taken:2022-03-17         that day; also 2022-03, 2022, yesterday, "last week"
//	taken:2022-03..2022-04 taken:>=2022-03-17 width:>3000 taken:<7d
//	is:pool has:credit       flags; fields that are not empty
type Query struct {
	// Root is nil in an empty query, which finds every photo.
	Root Node
}

// Node is a part of a query: [And], [Or], [Not], [Term], [Range], [Is] or [Has].
type Node interface {
	print(b *strings.Builder, inside level)
}

// And finds photos that all its nodes find. It has two nodes or more, none of
// them an And.
type And []Node

// Or finds photos that one of its nodes finds. It has two nodes or more, none
// of them an Or.
type Or []Node

// Not finds photos that its node does not find.
type Not struct{ Node Node }

// Term finds photos by words.
type Term struct {
	// Field is where the words must be; empty for anywhere.
	Field embedded.Field
	// Text is the words as typed. They are analysed by [Term.Sequences].
	Text string
	// Phrase: Text was in quotes. Prefix: the word begins with Text. Fuzzy:
	// the word is Text or spelled nearly so. At most one is set.
	Phrase, Prefix, Fuzzy bool
	// Name: Text is a name with an initial, which [Query.Expand] makes of bare
	// words. It stands for every first name that begins so.
	Name bool
}

// Range finds photos by a date or number. Its bounds are as typed; [Range.Times]
// and [Range.Numbers] read them.
type Range struct {
	Field embedded.Field
	// Op is "" for one value (a day, a month, a number), ">", ">=", "<", "<="
	// for a bound in Low, or ".." for a range from Low to High, both included,
	// one of which may be empty.
	Op        string
	Low, High string
}

// Is finds photos by a flag, one of the Flag constants.
type Is struct{ Flag string }

// Has finds photos whose field is not empty.
type Has struct{ Field embedded.Field }

// level is how tightly a node binds where it is printed.
type level int

const (
	inOr level = iota
	inAnd
	inNot
)

// String prints the query so that Parse reads it back as the same query.
func (q *Query) String() string {
	if q == nil || q.Root == nil {
		return ""
	}
	var b strings.Builder
	q.Root.print(&b, inOr)
	return b.String()
}

func (n And) print(b *strings.Builder, inside level) {
	printList(b, n, " ", inAnd, inside > inAnd)
}

func (n Or) print(b *strings.Builder, inside level) {
	printList(b, n, " OR ", inOr, inside > inOr)
}

func printList(b *strings.Builder, nodes []Node, between string, inside level, brackets bool) {
	if brackets {
		b.WriteByte('(')
	}
	for i, n := range nodes {
		if i > 0 {
			b.WriteString(between)
		}
		n.print(b, inside)
	}
	if brackets {
		b.WriteByte(')')
	}
}

func (n Not) print(b *strings.Builder, _ level) {
	b.WriteByte('-')
	n.Node.print(b, inNot)
}

func (n Term) print(b *strings.Builder, _ level) {
	if n.Field != "" {
		b.WriteString(string(n.Field))
		b.WriteByte(':')
	}
	switch {
	case n.Phrase:
		b.WriteString(`"` + n.Text + `"`)
	case n.Prefix:
		b.WriteString(n.Text + "*")
	case n.Fuzzy:
		b.WriteString(n.Text + "~")
	default:
		b.WriteString(n.Text)
	}
}

func (n Range) print(b *strings.Builder, _ level) {
	b.WriteString(string(n.Field))
	b.WriteByte(':')
	if n.Op != ".." {
		b.WriteString(n.Op)
	}
	printBound(b, n.Low)
	if n.Op == ".." {
		b.WriteString("..")
		printBound(b, n.High)
	}
}

func printBound(b *strings.Builder, bound string) {
	if strings.Contains(bound, " ") {
		bound = `"` + bound + `"`
	}
	b.WriteString(bound)
}

func (n Is) print(b *strings.Builder, _ level) { b.WriteString("is:" + n.Flag) }

func (n Has) print(b *strings.Builder, _ level) { b.WriteString("has:" + string(n.Field)) }
