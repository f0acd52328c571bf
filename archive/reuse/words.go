package reuse

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"cutline/archive"
	"cutline/archive/credit"
	"cutline/archive/embedded"
)

// stopwords say nothing about what a picture shows.
var stopwords = func() map[string]bool {
	m := make(map[string]bool)
	for word := range strings.FieldsSeq("a an and are as at be been but by for from had has have he her his in into is it its more new not of off on one or our out " +
		"over said say says she than that the their them then there they this to two up was we were when where which while who will with would you your " +
		"der die das und den dem des ein eine in im am zu mit von auf le la les un une de du des et en au aux el los las y en del con photo foto file") {
		m[word] = true
	}
	return m
}()

// Words are the words of a text that tell what a picture shows, as they are
// compared: small letters without accents and plural endings, each once, in
// order. Numbers are among them.
func Words(text string) []string {
	var words []string
	seen := make(map[string]bool)
	for _, field := range strings.FieldsFunc(norm.NFD.String(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && r != '\'' && r != '’'
	}) {
		word := plain(field)
		if word == "" || stopwords[word] || len(word) < 2 && !isNumber(word) || seen[word] {
			continue
		}
		seen[word] = true
		words = append(words, word)
	}
	return words
}

// plain is a word as it is compared.
func plain(field string) string {
	var b strings.Builder
	for _, r := range field {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’':
			b.WriteByte('\'')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	word := strings.Trim(b.String(), "'")
	word = strings.TrimSuffix(word, "'s")
	if len(word) > 4 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") {
		word = word[:len(word)-1]
	}
	return strings.ReplaceAll(word, "'", "")
}

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }

// Fit is how well a photo fits words that somebody wrote of it.
type Fit struct {
	// Share is the part of the words that the photo has, 0 to 1; Numbers: it
	// has every number, or was taken on a day that explains it.
	Share   float64
	Numbers bool
	// Credit is how the credit written stands to the photo's; Same where none
	// is written.
	Credit credit.Relation
	words  int
}

// Limits of what fits. A desk rewrites captions: the printed one drops words
// and seldom adds any.
const (
	fitShare     = 0.6  // the least that fits, with the credit
	certainShare = 0.85 // settles it without the credit
	fewWords     = 4    // fewer say too little
	enoughWords  = 6    // settle it without the credit
	sharedLikely = 0.4  // the least that is worth a look
)

// wordy are the fields that say what a photo shows.
var wordy = []embedded.Field{
	embedded.Caption, embedded.Headline, embedded.Person, embedded.City, embedded.State, embedded.Country, embedded.Place, embedded.AltText,
}

// FitOf compares words, and the credit beside them, with a photo.
func FitOf(words []string, written credit.Credit, p *archive.Photo) Fit {
	have := make(map[string]bool)
	say := func(text string) {
		for _, word := range Words(text) {
			have[word] = true
		}
	}
	fields := p.Fields() // with what was corrected
	for _, name := range wordy {
		for _, value := range fields[name].Values {
			say(value)
		}
	}
	for _, s := range p.Statements {
		if slices.Contains(wordy, s.Field) {
			say(s.Value)
		}
	}
	for _, a := range p.Arrivals {
		for _, s := range a.Statements {
			say(s.Value)
		}
	}
	for _, name := range []embedded.Field{embedded.Taken, embedded.Moved} {
		say(inWords(fields[name].String()))
	}
	fit := Fit{Numbers: true, Credit: credit.Compare(written, p.Reading.Credit.Credit), words: len(words)}
	if !named(written) {
		fit.Credit = credit.Same
	}
	if len(words) == 0 {
		return fit
	}
	n := 0
	for _, word := range words {
		switch {
		case have[word]:
			n++
		case isNumber(word):
			fit.Numbers = false
		}
	}
	fit.Share = float64(n) / float64(len(words))
	return fit
}

// inWords is a date as a caption writes it, so that "March 17" is found.
func inWords(date string) string {
	if len(date) < len(time.DateOnly) {
		return ""
	}
	t, err := time.Parse(time.DateOnly, date[:len(time.DateOnly)])
	if err != nil {
		return ""
	}
	return t.Format("2 January 2006 Monday")
}

// named says that a credit names anybody.
func named(c credit.Credit) bool {
	return len(c.Photographers) > 0 || c.Agency != "" || len(c.Via) > 0 || c.Courtesy != "" || len(c.Creators) > 0
}

// Certain: the words, with the credit or alone, leave no doubt that this is the
// photo, or one of the same take.
func (f Fit) Certain(written credit.Credit) bool {
	if !f.Numbers || f.words < fewWords {
		return false
	}
	agrees := named(written) && len(written.Photographers) > 0 && f.Credit <= credit.Shortened
	return f.Share >= fitShare && agrees || f.Share >= certainShare && f.words >= enoughWords
}

// Likely: it is worth a look.
func (f Fit) Likely() bool { return f.Share >= sharedLikely && f.words >= 2 }
