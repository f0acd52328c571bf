package archive

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Usage is one time that a photo was published. It is never deleted; one that
// was recorded by mistake is withdrawn.
type Usage struct {
	// N is its number in the catalogue, 0 before it is there.
	N int64 `json:"n"`
	// Day is when it was published.
	Day    Day    `json:"day"`
	Medium Medium `json:"medium"`
	// Where is the title and page: "The Post, A3".
	Where string `json:"where,omitempty"`
	// URL is the published page's.
	URL string `json:"url,omitempty"`
	// Credit is the line as it was printed.
	Credit string `json:"credit,omitempty"`
	// Number is the supplier's own number of the picture, where the publisher
	// gave it.
	Number string `json:"number,omitempty"`
	// Actor recorded it, at At, by Way.
	Actor string    `json:"actor"`
	At    time.Time `json:"at"`
	Way   Way       `json:"way"`
	// Withdrawn is set where the photo was not used, after all.
	Withdrawn *Withdrawn `json:"withdrawn,omitempty"`
}

// MaxUsages is how many of its usages a photo lists. It bounds the work with a
// picture that stands beside every article.
const MaxUsages = 500

// Way is how a use was recorded.
type Way string

// The ways.
const (
	ByHand Way = "hand" // on a page, by a command
	ByAPI  Way = "api"  // by another program
)

// Set reads the day and the medium as people write them. What is empty stays as
// it is; a mistake is an *InvalidError.
func (u *Usage) Set(day, medium string) (err error) {
	if strings.TrimSpace(day) != "" {
		if u.Day, err = ParseDay(day); err != nil {
			return &InvalidError{fmt.Errorf("the day: %w", err)}
		}
	}
	if strings.TrimSpace(medium) != "" {
		if u.Medium, err = ParseMedium(medium); err != nil {
			return &InvalidError{fmt.Errorf("the medium: %w", err)}
		}
	}
	return nil
}

// Same reports whether another record is of the same publication: a content
// system tells each change of a page again.
func (u Usage) Same(other Usage) bool {
	return u.Day == other.Day && u.Medium == other.Medium && u.Where == other.Where && u.URL == other.URL
}

// Check says what is wrong with a use that is to be recorded, in a sentence
// that names the part.
func (u Usage) Check() error {
	if _, err := ParseDay(string(u.Day)); err != nil {
		return fmt.Errorf("the day: %w", err)
	}
	if _, err := ParseMedium(string(u.Medium)); err != nil {
		return fmt.Errorf("the medium: %w", err)
	}
	if u.URL != "" {
		if err := checkURL(u.URL); err != nil {
			return err
		}
	}
	return cmp.Or(
		checkText("where it was used", u.Where, maxRecorded), checkText("the credit", u.Credit, maxRecorded),
		checkText("the number", u.Number, maxRecorded),
	)
}

// checkURL takes what a page may link to: an address of the web.
func checkURL(text string) error {
	if len(text) > maxURL {
		return fmt.Errorf("the address has %d bytes, and at most %d can be kept", len(text), maxURL)
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("the address %q: write one that begins with https:// or http://", shorten(text))
	}
	return nil
}

// Uses are the photo's uses that were not withdrawn.
func (p *Photo) Uses() []Usage {
	var uses []Usage
	for _, u := range p.Usages {
		if u.Withdrawn == nil {
			uses = append(uses, u)
		}
	}
	return uses
}

// Checked is one time that somebody asked whether a photo may be printed.
type Checked struct {
	// N is its number in the catalogue, 0 before it is there.
	N     int64     `json:"n"`
	Photo ID        `json:"photo"`
	At    time.Time `json:"at"`
	Actor string    `json:"actor,omitempty"`
	// Verdict is what was answered: clear, caution, stop.
	Verdict string `json:"verdict"`
	// Asked is what was looked at, shortened: a line, a file name, a headline.
	Asked string `json:"asked,omitempty"`
}
