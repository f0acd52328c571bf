package bleve

import (
	"time"

	"github.com/blevesearch/bleve/v2/search/query"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/index"
)

// compiler turns a query of ours into one of Bleve's. No text of a user
// reaches Bleve but as a term.
type compiler struct {
	now  time.Time
	zone *time.Location
	// fields are those that a word without a field is looked for in, with
	// their weights.
	fields []weighted
	// space stands before the fields that are looked into: "", retiredSpace or
	// withdrawnSpace.
	space string
	// scored: order by relevance counts, so that every form of a word is
	// weighed by itself.
	scored bool
}

// weighted is a field and how much a match there counts.
type weighted struct {
	name  string
	prose bool
	boost float64
	under string // stands before every term
}

var (
	// topFields decide the upper tier.
	topFields = []weighted{
		{name: captionField, prose: true, boost: 1}, {name: headlineField, prose: true, boost: 1.5}, {name: namesField, boost: 2},
	}
	// allFields are all that words are looked for in.
	allFields = append(topFields[:len(topFields):len(topFields)], weighted{name: restField, prose: true, boost: 0.3})
)

// stemBoost is what a stem counts against the word itself.
const stemBoost = 0.4

func (c compiler) compile(n index.Node) query.Query {
	switch n := n.(type) {
	case nil:
		return c.all()
	case index.And:
		return c.and(n)
	case index.Or:
		parts := make([]query.Query, len(n))
		for i, child := range n {
			parts[i] = c.compile(child)
		}
		return query.NewDisjunctionQuery(parts)
	case index.Not:
		return c.and(index.And{n})
	case index.Term:
		return c.term(n)
	case index.Range:
		return c.span(n)
	case index.Is:
		return c.is(n)
	case index.Has:
		return &termsQuery{field: c.space + hasField, terms: []string{string(n.Field)}}
	}
	return query.NewMatchNoneQuery()
}

// all finds every photo of the space.
func (c compiler) all() query.Query {
	return &termsQuery{field: c.space + anyField, terms: []string{anyTerm}}
}

func (c compiler) and(nodes index.And) query.Query {
	var must, not []query.Query
	for _, n := range nodes {
		if n, ok := n.(index.Not); ok {
			not = append(not, c.compile(n.Node))
			continue
		}
		must = append(must, c.compile(n))
	}
	if len(must) == 0 {
		must = append(must, c.all())
	}
	if len(not) == 0 && len(must) == 1 {
		return must[0]
	}
	if len(not) == 0 {
		return query.NewConjunctionQuery(must)
	}
	return query.NewBooleanQuery(must, nil, not)
}

// fieldsOf are the fields that a term is looked for in.
func (c compiler) fieldsOf(n index.Term) []weighted {
	switch n.Field {
	case "":
		return c.fields
	case embedded.Place: // a place by whatever level it is named at
		var fields []weighted
		for _, name := range []embedded.Field{embedded.Place, embedded.City, embedded.State, embedded.Country} {
			fields = append(fields, weighted{name: valueField(name), boost: 1})
		}
		return fields
	}
	if index.IsProperty(n.Field) {
		return []weighted{{name: statedField, boost: 1, under: string(n.Field) + propertyEnd}}
	}
	return []weighted{{name: valueField(n.Field), prose: index.IsProse(n.Field), boost: 1}}
}

func (c compiler) term(n index.Term) query.Query {
	fields := c.fieldsOf(n)
	var parts []query.Query
	for _, s := range n.Sequences() {
		for _, f := range fields {
			f.name = c.space + f.name
			parts = append(parts, c.sequence(n, s, f)...)
		}
	}
	return anyOf(parts)
}

func (c compiler) sequence(n index.Term, s index.Sequence, f weighted) []query.Query {
	if len(s) > 1 {
		places := make([][]string, len(s))
		for i, p := range s {
			places[i] = c.forms(p, f)
		}
		q := query.NewMultiPhraseQuery(places, f.name)
		q.SetBoost(f.boost)
		return []query.Query{q}
	}
	terms := &termsQuery{field: f.name, terms: under(f.under, s[0].Terms), boost: f.boost}
	switch {
	case n.Prefix || s[0].Begins:
		terms.prefix = true
	case n.Fuzzy:
		terms.first = len(f.under) + 1
		terms.fuzziness = index.Fuzziness(s[0].Terms[0])
		if index.BeginsWords(s[0].Terms[0]) {
			begun := *terms
			begun.fuzziness, begun.prefix = 0, true
			return []query.Query{terms, &begun}
		}
	case f.prose && c.scored && len(s[0].Stems) > 0:
		stems := &termsQuery{field: f.name, terms: s[0].Stems, boost: f.boost * stemBoost}
		return []query.Query{terms, stems}
	default:
		terms.terms = c.forms(s[0], f)
	}
	return []query.Query{terms}
}

// forms are the terms that a position may be in a field.
func (c compiler) forms(p index.Position, f weighted) []string {
	if !f.prose {
		return under(f.under, p.Terms)
	}
	forms := p.Terms[:len(p.Terms):len(p.Terms)]
	for _, s := range p.Stems {
		if s != forms[0] {
			forms = append(forms, s)
		}
	}
	return forms
}

// under are the terms with what stands before each.
func under(before string, terms []string) []string {
	if before == "" {
		return terms
	}
	all := make([]string, len(terms))
	for i, term := range terms {
		all[i] = before + term
	}
	return all
}

func (c compiler) span(n index.Range) query.Query {
	low, high := 0, index.MaxNumber
	if n.IsNumber() {
		low, high = n.Numbers()
	} else {
		from, to := n.Times(c.now, c.zone)
		low, high = minutes(from, to)
	}
	return &termsQuery{field: c.space + valueField(n.Field), terms: rangeTerms(low, high)}
}

// since finds photos that came in after a change.
func (c compiler) since(seq archive.Seq) query.Query {
	return &termsQuery{field: c.space + cameField, terms: rangeTerms(int(min(seq+1, index.MaxNumber)), index.MaxNumber)}
}

// minutes are the first and the last minute of a time span; a zero time does
// not bound it.
func minutes(from, to time.Time) (low, high int) {
	low, high = 0, index.MaxNumber
	if !from.IsZero() {
		low = minute(from)
	}
	if !to.IsZero() {
		high = minute(to.Add(-1))
	}
	return low, high
}

// is compiles a flag. Those that depend on the time are ranges against it.
func (c compiler) is(n index.Is) query.Query {
	switch n.Flag {
	case index.FlagExpired:
		_, high := minutes(time.Time{}, c.now)
		return &termsQuery{field: c.space + valueField(embedded.Expires), terms: rangeTerms(0, high)}
	case index.FlagEmbargoed:
		low, _ := minutes(c.now, time.Time{})
		return &termsQuery{field: c.space + valueField(embedded.Release), terms: rangeTerms(low+1, index.MaxNumber)}
	}
	return &termsQuery{field: c.space + flagField, terms: []string{n.Flag}}
}
