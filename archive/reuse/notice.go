package reuse

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"cutline/archive"
	"cutline/archive/credit"
	"cutline/archive/embedded"
)

// Candidate is a photo that a notice in words may be about.
type Candidate struct {
	ID    archive.ID     `json:"id"`
	Photo *archive.Photo `json:"-"`
	// Sure: the notice names this very photo. Any other is for an editor to
	// decide.
	Sure bool `json:"sure"`
	// Because says what in the notice points to it, as a clause.
	Because string `json:"because"`
}

// Limits of what is looked for in one notice.
const (
	maxNumbers    = 20 // picture numbers and references
	maxParagraphs = 12 // captions
	maxLikely     = 6  // photos that are only like a caption
	maxCandidates = 24
)

// Candidates are the photos that the text of a notice speaks of, the sure ones
// first: by their ID or address, by a picture number or reference, by a caption
// that it quotes. A number makes sure where the notice names the photo's
// supplier or photographer, too: numbers of two suppliers may be the same. A
// reference alone never does, since slugs recur. The photo that carries the
// notice, if one does, is left out.
func (d Desk) Candidates(ctx context.Context, text string, carrier archive.ID) ([]Candidate, error) {
	var list []Candidate
	add := func(c Candidate) {
		if c.ID == carrier {
			return
		}
		i := slices.IndexFunc(list, func(had Candidate) bool { return had.ID == c.ID })
		switch {
		case i < 0:
			list = append(list, c)
		case c.Sure && !list[i].Sure:
			list[i] = c
		}
	}
	if err := d.addByID(ctx, text, add); err != nil {
		return nil, err
	}
	if err := d.addByNumber(ctx, text, add); err != nil {
		return nil, err
	}
	if err := d.addByCaption(ctx, text, carrier, add); err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b Candidate) int {
		switch {
		case a.Sure == b.Sure:
			return 0
		case a.Sure:
			return -1
		}
		return 1
	})
	return list[:min(len(list), maxCandidates)], nil
}

// photoID is what an ID looks like, alone or in an address.
var photoID = regexp.MustCompile(`\b[a-z2-7]{20}\b`)

func (d Desk) addByID(ctx context.Context, text string, add func(Candidate)) error {
	var ids []archive.ID
	for _, word := range photoID.FindAllString(text, maxNumbers) {
		if id, err := archive.ParseID(word); err == nil {
			ids = append(ids, id)
		}
	}
	photos, err := d.Photos(ctx, ids)
	for _, p := range photos {
		add(Candidate{ID: p.ID, Photo: p, Sure: true, Because: "the notice names its ID"})
	}
	return err
}

// numbersIn are the words of a text that may be picture numbers or references.
func numbersIn(text string) []string {
	var list []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
	}) {
		word = strings.Trim(word, "-_")
		digits := strings.IndexFunc(word, unicode.IsDigit) >= 0
		_, notADate := time.Parse(time.DateOnly, word)
		if digits && len(word) >= 5 && len(word) <= 64 && notADate != nil && !slices.Contains(list, word) {
			list = append(list, word)
		}
	}
	return list[:min(len(list), maxNumbers)]
}

// bare is a number as it is compared.
func bare(number string) string { return strings.ToLower(strings.ReplaceAll(number, "-", "")) }

func (d Desk) addByNumber(ctx context.Context, text string, add func(Candidate)) error {
	for _, number := range numbersIn(text) {
		photos, err := d.ByWords(ctx, []string{number}, nil, maxFrames)
		if err != nil {
			return err
		}
		for _, p := range photos {
			fields := p.Fields()
			is := func(names ...embedded.Field) bool {
				return slices.ContainsFunc(names, func(name embedded.Field) bool { return bare(fields[name].String()) == bare(number) })
			}
			switch {
			case is(embedded.SupplierID) || bare(p.Reading.Credit.Picture) == bare(number):
				sure := names(text, p)
				because := "the notice has its picture number, " + number
				if !sure {
					because += ", and names neither its supplier nor its photographer"
				}
				add(Candidate{ID: p.ID, Photo: p, Sure: sure, Because: because})
			case is(embedded.Ref, embedded.Title) || bare(stem(p)) == bare(number):
				add(Candidate{ID: p.ID, Photo: p, Because: "the notice has " + number + ", its reference, title or file name"})
			}
		}
	}
	return nil
}

// stem is the name of the latest file that a photo came in as, without its
// extension.
func stem(p *archive.Photo) string {
	if len(p.Arrivals) == 0 {
		return ""
	}
	name := p.Arrivals[len(p.Arrivals)-1].Path
	name = name[strings.LastIndexByte(name, '/')+1:]
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	return name
}

// names tells whether a text names the supplier of a photo or one of its
// photographers.
func names(text string, p *archive.Photo) bool {
	said := " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ") + " "
	c := p.Reading.Credit
	for _, name := range append(slices.Clone(c.Photographers), c.Supplier, c.Agency) {
		name = strings.ToLower(strings.TrimSpace(name))
		if name != "" && strings.Contains(said, " "+name+" ") {
			return true
		}
	}
	return false
}

// addByCaption looks for the captions that a notice quotes: each paragraph that
// is long enough to be one.
func (d Desk) addByCaption(ctx context.Context, text string, carrier archive.ID, add func(Candidate)) error {
	looked := 0
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		for _, caption := range append(quoted(paragraph), paragraph) {
			if len(Words(caption)) < enoughWords || looked == maxParagraphs {
				continue
			}
			looked++
			if err := d.addFitting(ctx, strings.TrimSpace(caption), carrier, add); err != nil {
				return err
			}
		}
	}
	return nil
}

// addFitting adds the photos whose words fit a caption: those that certainly do,
// else those that may. Words make sure where they fit one photo alone and the
// credit beside them is its own.
func (d Desk) addFitting(ctx context.Context, text string, carrier archive.ID, add func(Candidate)) error {
	caption, line := d.apart(Asked{Caption: text})
	written, words := d.Rules.Parse(line), Words(caption)
	photos, err := d.ByWords(ctx, words, written.Photographers, maxFrames)
	if err != nil {
		return err
	}
	var certain, likely []Candidate
	for _, p := range photos {
		fit := FitOf(words, written, p)
		switch {
		case p.ID == carrier:
		case fit.Certain(written):
			same := len(written.Photographers) > 0 && fit.Credit == credit.Same
			certain = append(certain, Candidate{ID: p.ID, Photo: p, Sure: same, Because: "the notice quotes its caption"})
		case fit.Likely() && len(likely) < maxLikely:
			likely = append(likely, Candidate{ID: p.ID, Photo: p, Because: "its words are like those of the notice"})
		}
	}
	if n := len(certain); n > 1 {
		for i := range certain {
			certain[i].Sure, certain[i].Because = false, fmt.Sprintf("the notice quotes the caption of %d frames: say which", n)
		}
	}
	if len(certain) == 0 {
		certain = likely
	}
	for _, c := range certain {
		add(c)
	}
	return nil
}

// quotes are what a text has in quotation marks.
var quotes = regexp.MustCompile(`["“”„«»]([^"“”„«»]{20,1000})["“”„«»]`)

func quoted(text string) (list []string) {
	for _, m := range quotes.FindAllStringSubmatch(text, maxParagraphs) {
		list = append(list, m[1])
	}
	return list
}
