package bleve

import (
	"slices"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/index"
)

// compiler turns a query into conditions. No text of a user reaches Bleve but
// as a term.
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

func (c compiler) compile(n index.Node) condition {
	switch n := n.(type) {
	case nil:
		return c.all()
	case index.And:
		return c.and(n)
	case index.Or:
		parts := make(oneOf, len(n))
		for i, child := range n {
			parts[i] = c.compile(child)
		}
		return parts
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
	return oneOf{}
}

// all finds every photo of the space.
func (c compiler) all() condition {
	return &termsQuery{field: c.space + anyField, terms: []string{anyTerm}}
}

func (c compiler) and(nodes index.And) condition {
	var all allOf
	for _, n := range nodes {
		if n, ok := n.(index.Not); ok {
			all.not = append(all.not, c.compile(n.Node))
			continue
		}
		all.must = append(all.must, c.compile(n))
	}
	if len(all.must) == 0 {
		all.must = append(all.must, c.all())
	}
	if len(all.not) == 0 && len(all.must) == 1 {
		return all.must[0]
	}
	return all
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

func (c compiler) term(n index.Term) condition {
	fields := c.fieldsOf(n)
	var parts oneOf
	for _, s := range n.Sequences() {
		for _, f := range fields {
			if len(s) > 1 {
				parts = append(parts, c.phrase(s, f))
				continue
			}
			if n.Field == index.ID {
				parts = append(parts, c.id(&termsQuery{terms: s[0].Terms, prefix: n.Prefix}))
				continue
			}
			parts = append(parts, c.word(n, s[0], f)...)
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return parts
}

// id finds photos by their IDs, which Bleve keeps in no space.
func (c compiler) id(terms *termsQuery) condition {
	terms.field = idField
	return allOf{must: []condition{terms, c.all()}}
}

// phrase finds words beside one another. A field that keeps no positions has
// all of the words, which then stand beside one another where every word does.
func (c compiler) phrase(s index.Sequence, f weighted) condition {
	field := c.space + f.name
	if hasPositions(f.name) {
		places := make([][]string, len(s))
		for i, p := range s {
			places[i] = c.forms(p, f)
		}
		return &phrase{field: field, places: places, boost: f.boost}
	}
	var all allOf
	for _, p := range s {
		all.must = append(all.must, &termsQuery{field: field, terms: c.forms(p, f)})
	}
	var anywhere oneOf
	for _, f := range allFields {
		anywhere = append(anywhere, c.phrase(s, f))
	}
	all.must = append(all.must, anywhere)
	return all
}

func (c compiler) word(n index.Term, p index.Position, f weighted) []condition {
	terms := &termsQuery{field: c.space + f.name, terms: under(f.under, p.Terms), boost: f.boost}
	switch {
	case n.Prefix || p.Begins:
		terms.prefix = true
	case n.Fuzzy:
		terms.first = len(f.under) + 1
		terms.fuzziness = index.Fuzziness(p.Terms[0])
		if index.BeginsWords(p.Terms[0]) {
			begun := *terms
			begun.fuzziness, begun.prefix = 0, true
			return []condition{terms, &begun}
		}
	case f.prose && c.scored && len(p.Stems) > 0:
		stems := &termsQuery{field: terms.field, terms: stems(p), boost: f.boost * stemBoost}
		return []condition{terms, stems}
	default:
		terms.terms = c.forms(p, f)
	}
	return []condition{terms}
}

// forms are the terms that a position may be in a field.
func (c compiler) forms(p index.Position, f weighted) []string {
	if !f.prose {
		return under(f.under, p.Terms)
	}
	return slices.Concat(p.Terms, stems(p))
}

// stems are the terms of words with the same stem: those that are it, and those
// that have it.
func stems(p index.Position) []string {
	forms := make([]string, 0, 2*len(p.Stems))
	for _, s := range p.Stems {
		if !slices.Contains(p.Terms, s) {
			forms = append(forms, s)
		}
		forms = append(forms, stemMark+s)
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

func (c compiler) span(n index.Range) condition {
	low, high := 0, index.MaxNumber
	if n.IsNumber() {
		low, high = n.Numbers()
	} else {
		from, to := n.Times(c.now, c.zone)
		low, high = minutes(from, to)
	}
	return &numbers{field: c.space + valueField(n.Field), low: low, high: high}
}

// came finds photos that came in after a change, and up to another where that
// is not 0.
func (c compiler) came(after, upTo archive.Seq) condition {
	if upTo == 0 || upTo > index.MaxNumber {
		upTo = index.MaxNumber
	}
	return &numbers{field: c.space + cameField, low: int(min(after+1, index.MaxNumber)), high: int(upTo)}
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
func (c compiler) is(n index.Is) condition {
	switch n.Flag {
	case index.FlagExpired:
		_, high := minutes(time.Time{}, c.now)
		return &numbers{field: c.space + valueField(embedded.Expires), high: high}
	case index.FlagEmbargoed:
		low, _ := minutes(c.now, time.Time{})
		return &numbers{field: c.space + valueField(embedded.Release), low: low + 1, high: index.MaxNumber}
	}
	return &termsQuery{field: c.space + flagField, terms: []string{n.Flag}}
}
