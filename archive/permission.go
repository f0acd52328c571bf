package archive

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Permission is a right to print one photo, as the newsroom recorded it: what
// somebody allowed, what a fee was paid for. (A public licence that the credit
// names is the field [Licence].) It is never deleted; it ends by its dates or by
// being withdrawn.
type Permission struct {
	// N is its number in the catalogue, 0 before it is there.
	N int64 `json:"n"`
	Period
	// Territories and Media are where; none listed: everywhere.
	Territories []Territory `json:"territories,omitempty"`
	Media       []Medium    `json:"media,omitempty"`
	// Terms are its conditions word for word, Note what the newsroom adds: who
	// gave it, the number of the invoice.
	Terms string `json:"terms,omitempty"`
	Note  string `json:"note,omitempty"`
	// Actor recorded it, At is when.
	Actor string    `json:"actor"`
	At    time.Time `json:"at"`
	// Withdrawn is set where it no longer holds, whatever its dates say.
	Withdrawn *Withdrawn `json:"withdrawn,omitempty"`
}

// Withdrawn is who took a record back, when and why.
type Withdrawn struct {
	By  string    `json:"by"`
	At  time.Time `json:"at"`
	Why string    `json:"why,omitempty"`
}

// Limits of what is recorded of a photo.
const (
	maxNote     = 4000 // bytes of a note, of terms
	maxRecorded = 500  // bytes of a title, a credit line
	maxURL      = 2000 // bytes
)

// Set reads the ends, and territories and media between commas, as people write
// them. A mistake is an *InvalidError.
func (p *Permission) Set(from, until, territories, media string) (err error) {
	for day, text := range map[*Day]string{&p.From: from, &p.Until: until} {
		if strings.TrimSpace(text) == "" {
			continue
		}
		if *day, err = ParseDay(text); err != nil {
			return &InvalidError{err}
		}
	}
	if p.Territories, err = parseList(territories, ParseTerritory); err != nil {
		return &InvalidError{err}
	}
	if p.Media, err = parseList(media, ParseMedium); err != nil {
		return &InvalidError{err}
	}
	return nil
}

// InForce reports whether the permission holds on a day.
func (p Permission) InForce(on Day) bool { return p.Withdrawn == nil && p.Holds(on) }

// Check says what is wrong with a permission that is to be recorded, in a
// sentence that names the part.
func (p Permission) Check() error {
	if err := p.check(); err != nil {
		return fmt.Errorf("the permission: %w", err)
	}
	if p.Period == (Period{}) && p.Terms == "" && p.Note == "" {
		return errors.New("the permission says nothing; give dates, terms or a note")
	}
	for _, t := range p.Territories {
		if _, err := ParseTerritory(string(t)); err != nil {
			return err
		}
	}
	for _, m := range p.Media {
		if _, err := ParseMedium(string(m)); err != nil {
			return err
		}
	}
	return cmp.Or(checkText("the terms", p.Terms, maxNote), checkText("the note", p.Note, maxNote))
}

// checkText says what is wrong with a text that somebody wrote: too long, not
// UTF-8, or with control characters other than line ends.
func checkText(name, text string, most int) error {
	control := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }
	switch {
	case len(text) > most:
		return fmt.Errorf("%s: %d bytes, and at most %d can be kept", name, len(text), most)
	case !utf8.ValidString(text):
		return fmt.Errorf("%s: not UTF-8", name)
	case strings.ContainsFunc(text, control):
		return fmt.Errorf("%s: it holds a control character", name)
	}
	return nil
}
