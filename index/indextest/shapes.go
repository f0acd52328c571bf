package indextest

import (
	"math/rand/v2"
	"strings"
	"time"

	"cutline/archive/embedded"
)

// Shape is a shape of queries that editors type.
type Shape string

// The shapes of queries.
const (
	OneWord   Shape = "one word"
	TwoWords  Shape = "two words"
	Phrase    Shape = "phrase"
	Name      Shape = "name"
	Credit    Shape = "credit"
	Prefix    Shape = "prefix"
	Fuzzy     Shape = "fuzzy"
	DateRange Shape = "date range"
)

// Shapes are all shapes in the order a table shows them.
func Shapes() []Shape {
	return []Shape{OneWord, TwoWords, Phrase, Name, Credit, Prefix, Fuzzy, DateRange}
}

// use is how many of 100 queries have each shape.
var use = map[Shape]int{
	OneWord: 20, TwoWords: 25, Phrase: 8, Name: 20, Credit: 10, Prefix: 7, Fuzzy: 3, DateRange: 7,
}

// ShapedQuery is a query by its parts, so that it can be put to other engines
// too. Exactly the parts of its shape are set.
type ShapedQuery struct {
	Shape Shape
	// Words must all be in a photo, beside one another where Shape is Phrase.
	// The first of a Prefix is a beginning; that of a Fuzzy one is misspelled.
	Words []string
	// By is in the name of who made it; Agency delivered it.
	By, Agency string
	// From and To bound when it was taken: days, both included.
	From, To time.Time
}

// String is the query as it is typed into Cutline.
func (q ShapedQuery) String() string {
	words := append([]string{}, q.Words...)
	switch q.Shape {
	case Phrase:
		return `"` + strings.Join(words, " ") + `"`
	case Prefix:
		words[0] += "*"
	case Fuzzy:
		words[0] += "~"
	case Credit:
		words = append(words, "by:"+q.By)
		if q.Agency != "" {
			words = append(words, `agency:"`+q.Agency+`"`)
		}
	case DateRange:
		words = append(words, "taken:"+q.From.Format(time.DateOnly)+".."+q.To.Format(time.DateOnly))
	}
	return strings.Join(words, " ")
}

// ShapedQueries are n queries over the first photos generated with the same
// seed, of each shape as many as editors type of 100. Their words come as often
// as in captions; phrases and names are of captions. Shapes alternate.
func ShapedQueries(n, photos int, seed uint64) []ShapedQuery {
	g := newGenerator(seed)
	g.rand = rand.New(rand.NewPCG(seed, 3))
	texts := []string{}
	for p := range Generated(min(photos, 2000), seed) {
		texts = append(texts, p.Fields()[embedded.Caption].String())
	}
	var order []Shape
	for _, s := range Shapes() {
		for range use[s] {
			order = append(order, s)
		}
	}
	g.rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	span := time.Duration(photos) * photoEvery
	queries := make([]ShapedQuery, n)
	for i := range queries {
		q := ShapedQuery{Shape: order[i%len(order)]}
		switch q.Shape {
		case OneWord:
			q.Words = []string{g.word()}
		case TwoWords:
			q.Words = []string{g.word(), g.word()}
		case Phrase:
			q.Words = g.neighbours(texts)
		case Name:
			q.Words = strings.Fields(g.person())
			if i%2 == 0 { // half of a name, and where
				q.Words[0] = g.place()
			}
		case Credit:
			q.By = g.surname()
			if i%2 == 0 {
				q.Agency = g.agency()
			}
		case Prefix:
			q.Words = []string{g.surname()[:4], g.word()}
		case Fuzzy:
			name := []byte(g.surname())
			name[2+g.rand.IntN(len(name)-2)] = 'x'
			q.Words = []string{string(name)}
		case DateRange:
			q.Words = []string{g.word()}
			q.From = firstDay.Add(time.Duration(g.rand.Int64N(int64(span)))).Truncate(24 * time.Hour)
			q.To = q.From.AddDate(0, 0, g.rand.IntN(90))
		}
		queries[i] = q
	}
	return queries
}

// neighbours are two or three words that stand beside one another in a caption.
func (g *generator) neighbours(texts []string) []string {
	for {
		words := strings.Fields(texts[g.rand.IntN(len(texts))])
		n := 2 + g.rand.IntN(2)
		at := g.rand.IntN(len(words))
		if at+n <= len(words) && !strings.ContainsAny(strings.Join(words[at:at+n], ""), ".,()/") {
			return words[at : at+n]
		}
	}
}
