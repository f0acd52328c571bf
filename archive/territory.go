package archive

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Territory is a country, as its two letters in ISO 3166-1: DE, GB, US. Kosovo
// is XK, as it is used although the standard has no code for it.
type Territory string

// ParseTerritory reads a code in any case. UK is GB. An unknown one is an error
// that names those which begin with the same letter.
func ParseTerritory(text string) (Territory, error) {
	code := strings.ToUpper(strings.TrimSpace(text))
	if code == "UK" {
		code = "GB"
	}
	if isTerritory(code) {
		return Territory(code), nil
	}
	var near []string
	if code != "" {
		for letter := 'A'; letter <= 'Z'; letter++ {
			if other := code[:1] + string(letter); isTerritory(other) {
				near = append(near, other)
			}
		}
	}
	with := ""
	if len(near) > 0 {
		with = fmt.Sprintf("; with %s begin %s", code[:1], strings.Join(near, ", "))
	}
	return "", fmt.Errorf("%q is not the code of a country; write two letters of ISO 3166-1, such as DE, GB or US%s", shorten(text), with)
}

// noCountries are the codes that name a country in the data of languages and
// are not assigned in ISO 3166-1: islands and groups reserved for the post, and
// states that are no more.
var noCountries = []string{
	"AC", "AN", "CP", "CQ", "CS", "DG", "EA", "EZ", "FQ", "IC", "NT", "PC", "SU", "TA", "UN", "YU",
}

func isTerritory(code string) bool {
	if len(code) != 2 || slices.Contains(noCountries, code) {
		return false
	}
	region, err := language.ParseRegion(code)
	return err == nil && region.IsCountry() && region.Canonicalize().String() == code
}

// Medium is where a photo is published.
type Medium string

// The media.
const (
	Print    Medium = "print" // newspapers, and print where nothing more is said
	Magazine Medium = "magazine"
	Book     Medium = "book"
	Online   Medium = "online"
	Social   Medium = "social"
	TV       Medium = "tv"
	Other    Medium = "other" // an exhibition, a poster
)

// Media are all media.
func Media() []Medium { return []Medium{Print, Magazine, Book, Online, Social, TV, Other} }

// ParseMedium reads a medium in any case.
func ParseMedium(text string) (Medium, error) {
	m := Medium(strings.ToLower(strings.TrimSpace(text)))
	if slices.Contains(Media(), m) {
		return m, nil
	}
	var names []string
	for _, known := range Media() {
		names = append(names, string(known))
	}
	return "", fmt.Errorf("%q is not a medium; there are %s", shorten(text), strings.Join(names, ", "))
}
