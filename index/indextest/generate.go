package indextest

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"cutline/archive"
)

// Generated yields n photos with made-up captions that have the statistics of
// real ones: half have more than 17 words, one in a hundred more than 85, drawn
// by Zipf's law from a vocabulary that grows with the archive, among them names
// and places, some with a date, some signed off. They are credited as wires
// do. The same seed gives the same photos. They come in order of Seq, from 1.
// TestGenerated compares them with a corpus.
func Generated(n int, seed uint64) iter.Seq[*archive.Photo] {
	return func(yield func(*archive.Photo) bool) {
		g := newGenerator(seed)
		for i := range n {
			if !yield(g.photo(i)) {
				return
			}
		}
	}
}

// GeneratedQueries are queries as editors type them, over the words of the
// photos generated with the same seed.
func GeneratedQueries(n int, seed uint64) []string {
	g := newGenerator(seed)
	g.rand = rand.New(rand.NewPCG(seed, 2))
	queries := make([]string, n)
	for i := range queries {
		switch i % 12 {
		case 0:
			queries[i] = g.word()
		case 1, 2:
			queries[i] = g.word() + " " + g.word()
		case 3:
			queries[i] = g.surname() + " " + g.place()
		case 4:
			queries[i] = g.surname() + " " + g.word() + " " + g.place()
		case 5:
			queries[i] = "by:" + g.surname()
		case 6:
			queries[i] = g.word() + " taken:2021"
		case 7:
			queries[i] = g.agency() + " " + g.word() + " -" + g.place()
		case 8:
			queries[i] = `"` + g.word() + " " + g.word() + `"`
		case 9:
			queries[i] = g.word() + " is:pool"
		case 10:
			queries[i] = g.surname()[:4] + "* " + g.place()
		case 11:
			queries[i] = "agency:AP taken:2020-03..2020-06 " + g.word()
		}
	}
	return queries
}

// The sizes of what captions draw from.
const (
	vocabulary = 60_000
	surnames   = 20_000
	places     = 3_000
)

type generator struct {
	rand  *rand.Rand
	words *rand.Zipf
	names *rand.Zipf
	where *rand.Zipf
}

func newGenerator(seed uint64) *generator {
	r := rand.New(rand.NewPCG(seed, 1))
	return &generator{
		rand:  r,
		words: rand.NewZipf(r, 1.1, 11, vocabulary-1),
		names: rand.NewZipf(r, 1.05, 20, surnames-1),
		where: rand.NewZipf(r, 1.1, 5, places-1),
	}
}

// common are the words that begin the vocabulary.
var common = strings.Fields(`the in of a on and at to during for with after his as by march from an president is
	her game during against first people city police who two day before which near minister are left right second
	fans house celebrates stands speaks walks holds waits looks arrives leaves waves protest fire flood match`)

// spell makes a word of syllables that only its number decides.
func spell(number uint64, syllables int) string {
	const consonants, vowels = "bcdfghklmnprstvz", "aeiou"
	number = number*0x9e3779b97f4a7c15 + 0x1234567 // spread the numbers
	var b strings.Builder
	for range syllables {
		b.WriteByte(consonants[number%16])
		b.WriteByte(vowels[number/16%5])
		number /= 80
		if number%3 == 0 {
			b.WriteByte("nrslt"[number/3%5])
		}
		number /= 15
	}
	return b.String()
}

func (g *generator) word() string {
	n := g.words.Uint64()
	if n < uint64(len(common)) {
		return common[n]
	}
	return spell(n, 2+int(math.Log10(float64(n)))/2)
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (g *generator) surname() string { return title(spell(g.names.Uint64()+1_000_000, 3)) }

func (g *generator) person() string {
	return title(spell(g.rand.Uint64N(400)+2_000_000, 2)) + " " + g.surname()
}

func (g *generator) place() string { return title(spell(g.where.Uint64()+3_000_000, 3)) }

func (g *generator) agency() string {
	agencies := [...]string{
		"AP", "AP", "AP", "Reuters", "Reuters", "AFP", "AFP", "Getty Images", "EPA", "dpa", "PA", "NurPhoto",
		"Zuma Press", "Xinhua", "TASS", "ANSA",
	}
	return agencies[g.rand.IntN(len(agencies))]
}

// firstDay is when the first generated photo was taken.
var firstDay = time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC)

// photoEvery is how long after one the next generated photo was taken.
const photoEvery = 3 * time.Minute

func (g *generator) photo(i int) *archive.Photo {
	taken := firstDay.Add(time.Duration(i) * photoEvery)
	var caption []string
	// Lengths are by a log-normal distribution; half are above e^2.55.
	for range min(max(7, int(math.Exp(2.55+0.75*g.rand.NormFloat64()))), 150) {
		switch g.rand.IntN(45) {
		case 0, 1, 2, 3, 4, 5:
			caption = append(caption, g.person())
		case 6, 7, 8, 9:
			caption = append(caption, g.place()+",")
		case 10:
			caption = append(caption, strconv.Itoa(1+g.rand.IntN(200)))
		default:
			caption = append(caption, g.word())
		}
	}
	caption[0] = title(caption[0])
	city, by, agency := g.place(), g.person(), g.agency()
	if g.rand.IntN(10) < 3 {
		caption = append(caption, "in", city+taken.Format(", on January 2, 2006"))
	}
	caption[len(caption)-1] += "."
	if g.rand.IntN(6) == 0 {
		caption = append(caption, fmt.Sprintf("(%s Photo/%s)", agency, by))
	}
	lines := []string{
		"caption: " + strings.Join(caption, " "),
		"headline: " + g.word() + " " + g.word() + " " + g.place() + " " + g.word(),
		"by: " + by,
		"photographer: " + by,
		"credit: " + agency,
		"source: " + agency,
		"agency: " + agency,
		"city: " + city,
		"country: " + title(spell(g.rand.Uint64N(120)+4_000_000, 3)),
		"taken: " + taken.Format(time.RFC3339),
		"moved: " + taken.Add(20*time.Minute).Format(time.RFC3339),
		fmt.Sprintf("ref: %s%03d", strings.ToUpper(g.word()), i%1000),
		"keyword: " + g.word(),
		"keyword: " + g.word(),
		fmt.Sprintf("path: /wire/%s/%s-%d.jpg", taken.Format("2006/01/02"), strings.ToLower(strings.ReplaceAll(agency, " ", "")), i),
	}
	switch g.rand.IntN(20) {
	case 0:
		lines = append(lines, "pool: true")
	case 1, 2, 3:
		lines = append(lines, "via: Getty Images")
	}
	p, err := Photo(fmt.Sprint("generated-", i), archive.Seq(i+1), strings.Join(lines, "\n"))
	if err != nil {
		panic(err) // the lines are of our making
	}
	return p
}
