package archive

import (
	"reflect"
	"slices"
	"strings"

	"cutline/archive/embedded"
)

// Places of words that come from outside the file.
const (
	// Sidecar is an XMP file beside the photo (photo.xmp or photo.jpg.xmp).
	Sidecar = "sidecar"
	// Manifest is a table or JSON that says words of named files.
	Manifest = "manifest"
	// PreferredManifest is a manifest that rules over all other words, the
	// file's own too, because whoever ingested it said so.
	PreferredManifest = "preferred manifest"
	// Page is a saved web page that shows the photo.
	Page = "page"
	// Text is a text file beside the photo (photo.txt or photo.jpg.txt).
	Text = "text"
	// Given are the words given for a whole run.
	Given = "given"
	// Folders are words read from the names of the folders the photo lies in.
	Folders = "folders"
	// Watched is what the settings say of everything that comes through a
	// watched folder.
	Watched = "watched folder"
)

// The places of outside words by precedence: those above the file's own words,
// and those below. The editor who wrote a sidecar came after the file; a
// manifest, a page or a text may be of any time, and what is said of a whole
// run is no more than a default.
var (
	above = []string{PreferredManifest, Sidecar}
	below = []string{Manifest, Page, Text, Given, Folders, Watched}
)

// slot is the place whose earlier words a place's later ones replace.
func slot(place string) string {
	if place == PreferredManifest {
		return Manifest
	}
	return place
}

// byPlace sorts outside words by slot.
func byPlace(statements []embedded.Statement) map[string][]embedded.Statement {
	places := make(map[string][]embedded.Statement)
	for _, s := range statements {
		places[slot(s.Place)] = append(places[slot(s.Place)], s)
	}
	return places
}

// inForce are the outside words that hold, by slot: of each those of the last
// arrival that brought any.
func inForce(arrivals []Arrival) map[string][]embedded.Statement {
	places := make(map[string][]embedded.Statement)
	for _, arrival := range slices.Backward(arrivals) {
		for place, statements := range byPlace(arrival.Statements) {
			if places[place] == nil {
				places[place] = statements
			}
		}
	}
	return places
}

// brings tells whether an arrival brings other words than those in force.
func brings(held map[string][]embedded.Statement, arrival Arrival) bool {
	for place, statements := range byPlace(arrival.Statements) {
		if !reflect.DeepEqual(held[place], statements) {
			return true
		}
	}
	return false
}

// heldBy are the words of one place among those in force.
func heldBy(held map[string][]embedded.Statement, place string) []embedded.Statement {
	statements := held[slot(place)]
	if len(statements) == 0 || statements[0].Place != place {
		return nil
	}
	return statements
}

// outsideValues are the effective values of one place's words.
func outsideValues(place string, statements []embedded.Statement) map[embedded.Field]Read {
	values := make(map[embedded.Field]Read)
	if place == Sidecar {
		for field, v := range embedded.Effective(inXMP(statements), false) {
			v.From.Place = Sidecar
			values[field] = Read{Values: v.Values, Place: v.From.String(), Lang: v.From.Lang}
		}
		return values
	}
	blocks := make(map[embedded.Field]int) // of several files the first that has the field rules
	for _, s := range statements {
		text := strings.TrimSpace(s.Value)
		if s.Field == "" || text == "" || text == "-" {
			continue
		}
		if dates[s.Field] {
			if text = embedded.Date(text); text == "" {
				continue // no date, or one that can be read in two ways
			}
		}
		had, ok := values[s.Field]
		switch {
		case !ok:
			values[s.Field] = Read{Values: []string{text}, Place: s.String(), Lang: s.Lang}
			blocks[s.Field] = s.Block
		case lists[s.Field] && blocks[s.Field] == s.Block && !slices.Contains(had.Values, text):
			had.Values = append(had.Values, text)
			values[s.Field] = had
		}
	}
	return values
}

// dates are the fields whose values are dates.
var dates = map[embedded.Field]bool{
	embedded.Taken: true, embedded.Moved: true, embedded.Release: true, embedded.Expires: true,
}

// inXMP gives sidecar statements the place that package embedded reads them
// from.
func inXMP(sidecar []embedded.Statement) []embedded.Statement {
	statements := slices.Clone(sidecar)
	for i := range statements {
		statements[i].Place = embedded.XMP
	}
	return statements
}
