package archive

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"cutline/archive/embedded"
)

// correctable are the fields that an editor may correct: the words, and the
// dates. What the file's bytes decide (camera, position, colour space) is not
// among them.
var correctable = slices.Concat(fixable, fieldNames{embedded.Taken, embedded.Moved, embedded.SupplierID})

// spoken are the fields whose text a file may state in several languages
// (language alternatives in the IPTC Photo Metadata Standard).
var spoken = fieldNames{embedded.Caption, embedded.Title, embedded.Copyright, embedded.Usage, embedded.AltText}

// Correctable are the fields that an editor may correct.
func Correctable() []embedded.Field { return slices.Clone(correctable) }

// IsList tells whether a field has a list of values.
func IsList(name embedded.Field) bool { return lists[name] }

// Spoken are the fields that may have their text in several languages.
func Spoken() []embedded.Field { return slices.Clone(spoken) }

// check says what is wrong with a correction, and puts its values in order.
func (c *Correction) check() error {
	wrong := func(format string, args ...any) error { return &CorrectionError{fmt.Sprintf(format, args...)} }
	if c.Actor == "" {
		return errors.New("archive: a correction without an actor")
	}
	if err := checkSubject(c.Field, c.Lang); err != nil {
		return err
	}
	if len(c.To) > 1 && !lists[c.Field] {
		return wrong("%s has one value, not %d", c.Field, len(c.To))
	}
	bytes := 0
	for i, value := range c.To {
		value = strings.TrimSpace(value)
		bytes += len(value)
		switch {
		case value == "":
			return wrong("%s has no value", c.Field)
		case !utf8.ValidString(value) || strings.ContainsFunc(value, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }):
			return wrong("%s must be text without control characters", c.Field)
		}
		value, err := checkForm(c.Field, value)
		if err != nil {
			return err
		}
		c.To[i] = value
	}
	if bytes > maxCorrection {
		return wrong("%s has %d KB; at most %d are taken", c.Field, bytes>>10, maxCorrection>>10)
	}
	return nil
}

// checkSubject says why a field, or its text in a language, cannot be corrected.
func checkSubject(name embedded.Field, lang string) error {
	if !slices.Contains(correctable, name) {
		return &CorrectionError{unknownField(name)}
	}
	if lang == "" {
		return nil
	}
	if !slices.Contains(spoken, name) {
		return &CorrectionError{fmt.Sprintf("%s has no languages; these have: %s", name, spoken)}
	}
	if _, err := language.Parse(lang); err != nil || lang != strings.TrimSpace(lang) {
		return &CorrectionError{fmt.Sprintf("%q is no language; write a tag such as en, uk or pt-BR", shorten(lang))}
	}
	return nil
}

// unknownField says of a name that it is no field to be corrected, and which may
// be meant.
func unknownField(name embedded.Field) string {
	text := strings.ToLower(strings.TrimSpace(string(name)))
	switch name {
	case embedded.Camera, embedded.GPS, embedded.ColorSpace:
		return fmt.Sprintf("%s is measured by the file, no word of it, and cannot be corrected", name)
	case Photographer, Agency, Via, Supplier, Collection, Client, Courtesy, Pool, Handout, File, Symbolic, Stringer, Staff, Kind, Licence:
		return fmt.Sprintf("%s is read from the credit; correct credit instead", name)
	}
	meant := otherNames[text]
	for best := 3; meant == "" && best > 0; best-- {
		for _, known := range correctable {
			if editDistance(text, string(known)) < best {
				meant = known
			}
		}
	}
	if meant == "" {
		return fmt.Sprintf("%q is no field that can be corrected; there are %s", shorten(string(name)), correctable)
	}
	return fmt.Sprintf("%q is no field that can be corrected; did you mean %s?", shorten(string(name)), meant)
}

// otherNames are what people call fields.
var otherNames = map[string]embedded.Field{
	"byline": embedded.By, "creator": embedded.By, "author": embedded.By, "artist": embedded.By,
	"description": embedded.Caption, "text": embedded.Caption, "creditline": embedded.Credit,
	"tag": embedded.Keyword, "tags": embedded.Keyword, "subject": embedded.Keyword, "people": embedded.Person,
	"date": embedded.Taken, "datecreated": embedded.Taken, "sent": embedded.Moved, "rights": embedded.Copyright,
	"sublocation": embedded.Place, "location": embedded.Place, "province": embedded.State, "jobid": embedded.Ref,
	"restrictions": embedded.Instructions, "usageterms": embedded.Usage, "embargo": embedded.Release, "stars": embedded.Rating,
	"colour": embedded.Label, "color": embedded.Label,
}

// editDistance is the number of letters to change, add or leave out between two
// short words.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// checkForm checks the value of a field that is more than text, and gives it the
// form in which it is kept.
func checkForm(name embedded.Field, value string) (string, error) {
	number := func(least, most int, means string) (string, error) {
		n, err := strconv.Atoi(value)
		if err != nil || n < least || n > most {
			return "", &CorrectionError{fmt.Sprintf("%s is a number from %d to %d%s, not %q", name, least, most, means, shorten(value))}
		}
		return strconv.Itoa(n), nil
	}
	switch {
	case dates[name]:
		date := embedded.Date(value)
		if date == "" {
			return "", &CorrectionError{fmt.Sprintf("%q is no date, or one that can be read in two ways; write 2022-03-17", shorten(value))}
		}
		return date, nil
	case name == embedded.Rating:
		return number(-1, 5, " (-1: rejected)")
	case name == embedded.Urgency:
		return number(0, 9, " (1: most urgent)")
	case name == embedded.CountryCode:
		code := strings.ToUpper(value)
		region, err := language.ParseRegion(code)
		if err != nil || !region.IsCountry() || code != region.String() && code != region.ISO3() {
			return "", &CorrectionError{fmt.Sprintf("%q is no country code; write one of ISO 3166-1, such as UKR or UA", shorten(value))}
		}
		return code, nil
	}
	return value, nil
}

// Cut says of a value that IPTC-IIM cannot carry it whole: XMP does. Empty where
// it can.
func Cut(name embedded.Field, values []string) string {
	limit := embedded.IIMLimit(name)
	for _, value := range values {
		if limit > 0 && len(value) > limit {
			return fmt.Sprintf("%s has %d bytes: in a delivered copy XMP carries it whole, IPTC-IIM cut after %d", name, len(value), limit)
		}
	}
	return ""
}
