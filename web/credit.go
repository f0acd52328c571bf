package web

import (
	"strings"
	"unicode/utf8"

	"cutline/archive/credit"
	"cutline/index"
)

// creditLine is the credit to print, for a page.
type creditLine struct {
	// Text is the line as it is copied; empty where no credit is known.
	Text string
	// Runs are the same line, divided so that it wraps between names and never
	// inside one that fits.
	Runs []run
	// Cut: Runs are only the beginning.
	Cut bool
}

// Long: the line takes more than a few lines in large letters.
func (c creditLine) Long() bool { return len(c.Text) > maxTileCredit }

// run is a name with the punctuation that follows it, or what stands between.
type run struct {
	Pieces []index.Piece
	Name   bool
}

// Limits of what is shown of a credit. No line that is meant to be printed
// comes near them; files can say anything.
const (
	maxCreditBytes = 600 // of a line or a part
	maxTileCredit  = 150 // of a line on the contact sheet
	maxParts       = 40
	maxDifferences = 20
)

// creditLine is a credit in the house style, at most about limit bytes of it
// shown.
func (h house) creditLine(c *credit.Credit, m marks, limit int) (creditLine, error) {
	text, err := h.rules.PrintBeside(*c, h.style)
	if err != nil {
		return creditLine{}, err
	}
	line := creditLine{Text: clip(text, maxCreditBytes)}
	line.Runs, line.Cut = runs(line.Text, c, m.inCredit(line.Text), limit)
	return line, nil
}

// runs divides a line after each name and the punctuation that follows it, and
// ends it between two where it is longer than limit.
func runs(line string, c *credit.Credit, spans []index.Span, limit int) (out []run, cut bool) {
	names := append([]string{c.Agency, c.Collection, c.Client, c.Courtesy}, c.Photographers...)
	names = append(append(names, c.Via...), c.Creators...)
	for _, part := range c.Credits {
		names = append(append(append(names, part.Agency), part.Photographers...), part.Via...)
	}
	names = names[:min(len(names), maxParts)]
	at := 0
	add := func(end int, name bool) {
		if at < end {
			out = append(out, run{Pieces: pieces(line[at:end], at, spans), Name: name})
			at = end
		}
	}
	for at < len(line) {
		start, name := next(line[at:], names)
		between, end := len(line), len(line)
		if start >= 0 {
			between = at + start
			end = between + len(name)
		}
		for end < len(line) && strings.IndexByte("/,;:)]", line[end]) >= 0 {
			end++
		}
		if end <= limit || at == 0 && start == 0 {
			add(between, false)
			add(end, true)
			continue
		}
		// What the rules did not divide is a list of names all the same.
		if between > limit {
			shown := strings.TrimSuffix(clip(line[at:], max(limit-at, 0)), "…")
			if comma := strings.LastIndexAny(shown, ",;/"); comma > len(shown)/2 {
				shown = shown[:comma+1]
			}
			add(at+len(shown), false)
		} else {
			add(between, false)
		}
		return append(out, run{Pieces: []index.Piece{{Text: "…"}}}), true
	}
	return out, false
}

// next finds the first of the names in a line, the longest where several
// begin there.
func next(line string, names []string) (at int, name string) {
	at = -1
	for _, n := range names {
		if n == "" {
			continue
		}
		if i := strings.Index(line, n); i >= 0 && (at < 0 || i < at || i == at && len(n) > len(name)) {
			at, name = i, n
		}
	}
	return at, name
}

// chip is a part of a credit under its label.
type chip struct {
	Label, Value string
	Caution      bool
}

// chips name the parts of a credit.
func chips(c *credit.Credit) []chip {
	var list []chip
	add := func(label string, values ...string) {
		for _, v := range values {
			if v != "" {
				list = append(list, chip{Label: label, Value: clip(v, maxCreditBytes)})
			}
		}
	}
	flag := func(word string, set bool) {
		if set {
			list = append(list, chip{Value: word})
		}
	}
	add("photographer", c.Photographers...)
	add("agency", c.Agency)
	flag("pool", c.Pool)
	flag("handout", c.Handout)
	add("courtesy of", c.Courtesy)
	add("via", c.Via...)
	add("collection", c.Collection)
	add("made for", c.Client)
	flag("file", c.File)
	flag("symbolic", c.Symbolic)
	flag("stringer", c.Stringer)
	flag("staff", c.Staff)
	add("kind", c.Kind)
	add("made by", c.Creators...)
	add("licence", c.Licence)
	add("picture", c.Picture)
	add("dated", c.Dated)
	add("instructions", c.Instructions)
	for _, name := range c.Disguised {
		list = append(list, chip{Label: "letters that mislead", Value: clip(name, maxCreditBytes), Caution: true})
	}
	for _, words := range c.Unread {
		list = append(list, chip{Label: "not understood", Value: clip(words, maxCreditBytes), Caution: true})
	}
	return list[:min(len(list), maxParts)]
}

// word is a word of a value, marked where the other value lacks it.
type word struct {
	Text   string
	Differ bool
}

// difference shows two places that disagree, word by word.
type difference struct {
	Text           string
	Conflict       bool
	PlaceA, PlaceB string
	A, B           []word
}

func differences(list []credit.Difference) []difference {
	out := make([]difference, min(len(list), maxDifferences))
	for i, d := range list[:len(out)] {
		a, b := clip(d.A.Value, maxCreditBytes), clip(d.B.Value, maxCreditBytes)
		out[i] = difference{
			Text: sentence(clip(d.Text, maxCreditBytes)), Conflict: d.Severity == credit.Conflict,
			PlaceA: d.A.Place, PlaceB: d.B.Place,
			A: against(a, b), B: against(b, a),
		}
	}
	return out
}

// against divides a value into words and marks those that other lacks. Where
// it lacks all, marks would say nothing. Of an empty value it is nil.
func against(value, other string) []word {
	if value == "" {
		return nil
	}
	key := func(w string) string { return strings.ToLower(strings.Trim(w, " \t\n.,;:()[]")) }
	said := make(map[string]bool)
	for _, w := range words(other) {
		said[key(w)] = true
	}
	var out []word
	shared := false
	for _, w := range words(value) {
		k := key(w)
		out = append(out, word{Text: w, Differ: k != "" && !said[k]})
		shared = shared || k != "" && k != "/" && said[k]
	}
	if !shared {
		return []word{{Text: value}}
	}
	return out
}

// words divides a text after blanks and around slashes, losing nothing.
func words(text string) []string {
	var out []string
	start := 0
	for i, r := range text {
		switch r {
		case '/':
			out = append(out, text[start:i], "/")
			start = i + 1
		case ' ', '\t', '\n':
			out = append(out, text[start:i+utf8.RuneLen(r)])
			start = i + utf8.RuneLen(r)
		}
	}
	out = append(out, text[start:])
	kept := out[:0]
	for _, w := range out {
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}
