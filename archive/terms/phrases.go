package terms

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed vocabulary/phrases.txt
var vocabulary string

// phrase is a way to say a term.
type phrase struct {
	kind   Kind // empty: an introduction that says nothing of its own
	alone  bool // only where it is a clause of its own
	pieces []piece
}

// piece is a word, a sign or a slot of a phrase.
type piece struct {
	word string
	sign byte
	slot string // days, date, places, media, credit, title, any
}

// phrases is a compiled vocabulary.
type phrases struct {
	byWord map[string][]phrase // by their first word
	bySlot []phrase            // those that begin with a slot
	duty   map[string]bool
}

var compiled = sync.OnceValue(func() *phrases {
	p, err := compile(vocabulary)
	if err != nil {
		panic(err) // the embedded vocabulary is tested
	}
	return p
})

var kinds = map[string]Kind{
	"mandatory-credit": MandatoryCredit, "editorial-only": EditorialOnly, "no-sales": NoSales, "news-only": NewsOnly,
	"no-archive": NoArchive, "one-time": OneTime, "for-days": ForDays, "until": Until, "embargo": Embargo, "out": Out, "only": Only,
	"no-crop": NoCrop, "no-sequence": NoSequence, "not-cleared": NotCleared, "permission": Permission, "exclusive": Exclusive, "restricted": Restricted,
	"unverified": Unverified, "licence": Licence, "no-effect": NoEffect, "access": "",
}

// compile reads a vocabulary.
func compile(text string) (*phrases, error) {
	p := &phrases{byWord: make(map[string][]phrase), duty: make(map[string]bool)}
	section, n := "", 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") {
			section = line[1 : len(line)-1]
			if _, ok := kinds[section]; !ok && section != "duty" {
				return nil, fmt.Errorf("terms: vocabulary: line %d: unknown section [%s]", n, section)
			}
			continue
		}
		for entry := range strings.SplitSeq(line, ";") {
			if entry = strings.TrimSpace(entry); entry == "" {
				continue
			}
			if section == "duty" {
				p.duty[fold(entry)] = true
				continue
			}
			entry, alone := strings.CutPrefix(entry, "= ")
			pieces, err := readPhrase(entry)
			if err != nil || section == "" {
				return nil, fmt.Errorf("terms: vocabulary: line %d: %q: %w", n, entry, err)
			}
			one := phrase{kinds[section], alone, pieces}
			if first := pieces[0].word; first != "" {
				p.byWord[first] = append(p.byWord[first], one)
			} else {
				p.bySlot = append(p.bySlot, one)
			}
		}
	}
	return p, nil
}

// readPhrase reads one entry.
func readPhrase(entry string) ([]piece, error) {
	var pieces []piece
	for entry != "" {
		words, rest, slot := strings.Cut(entry, "{")
		for _, t := range scan(words) {
			pieces = append(pieces, piece{word: t.word, sign: t.sign})
		}
		if !slot {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		switch name {
		case "days", "date", "places", "media", "credit", "title", "any":
		default:
			closed = false
		}
		if !closed {
			return nil, fmt.Errorf("no slot {%s}", name)
		}
		pieces = append(pieces, piece{slot: name})
		entry = after
	}
	if len(pieces) == 0 {
		return nil, fmt.Errorf("it has no word")
	}
	return pieces, nil
}
