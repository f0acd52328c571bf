// Package terms is the language of restrictions: it reads what agencies write
// in Instructions, Usage Terms and captions about how a picture may be used,
// such as "NO ARCHIVES; MANDATORY CREDIT; EMBARGOED UNTIL 0001 GMT NOV 5".
//
// It is pure: no I/O beyond its embedded vocabulary, nothing of ours imported,
// safe for concurrent use. It gives no verdict; it says what was said, with
// dates and places made exact. What no phrase explains is kept word for word as
// a term of the kind [Unread]: an unknown restriction is a restriction.
package terms

import "time"

// Kind is what a term restricts or demands.
type Kind string

// The kinds of terms.
const (
	MandatoryCredit Kind = "mandatory-credit" // the credit must be printed; Credit is the one demanded, if any
	EditorialOnly   Kind = "editorial-only"   // no advertising, no marketing, no commercial use
	NoSales         Kind = "no-sales"         // no sales, no resales, no licensing to others
	NewsOnly        Kind = "news-only"        // only with news or comment on what the picture shows
	NoArchive       Kind = "no-archive"       // not to be archived; Days where it says after how many
	OneTime         Kind = "one-time"         // one use
	ForDays         Kind = "for-days"         // Days from the transmission
	Until           Kind = "until"            // not after At
	Embargo         Kind = "embargo"          // not before At
	Out             Kind = "out"              // not in Territories, not in Media, not by Titles
	Only            Kind = "only"             // only in Territories, or only in Media
	NoCrop          Kind = "no-crop"          // not to be cropped or altered
	NoSequence      Kind = "no-sequence"      // not in sequences that emulate video
	NotCleared      Kind = "not-cleared"      // not to be published, as things stand
	Permission      Kind = "permission"       // not without permission asked for
	Exclusive       Kind = "exclusive"        // somebody has it alone
	Restricted      Kind = "restricted"       // there are restrictions, stated elsewhere
	Unverified      Kind = "unverified"       // the agency could not verify it
	Licence         Kind = "licence"          // a public licence
	NoEffect        Kind = "no-effect"        // known words that restrict nothing
	Unread          Kind = "unread"           // no phrase explains it; Duty where it holds a word of duty
)

// Term is one restriction or demand.
type Term struct {
	Kind Kind `json:"kind"`
	// Text is where it stands, word for word.
	Text string `json:"text"`
	// Place states it ("IIM 2:40").
	Place string `json:"place,omitempty"`
	// Credit is the credit that is demanded, word for word.
	Credit string `json:"credit,omitempty"`
	// Days counts from the transmission.
	Days int `json:"days,omitempty"`
	// At is a moment; where the words name a day alone it is the day's end for
	// Until and its beginning for Embargo, and Day is set. Local: the words name
	// no zone, and At is what a clock shows, written as if in UTC; see
	// [Term.When]. The zero time: the words name no moment that can be read.
	At    time.Time `json:"at,omitzero"`
	Day   bool      `json:"day,omitempty"`
	Local bool      `json:"local,omitempty"`
	// Territories are countries, ISO 3166-1 alpha-2 in capitals.
	Territories []string `json:"territories,omitempty"`
	// Media are print, online, tv, newspapers, magazines, books, mobile, social,
	// advertising.
	Media []string `json:"media,omitempty"`
	// Titles are cities, newspapers and the like that are out, as printed.
	Titles []string `json:"titles,omitempty"`
	// Duty: words that no phrase explains hold one of duty (no, only, until …).
	Duty bool `json:"duty,omitempty"`
	// Cut: the text ends at the limit of its place, and more may have followed.
	Cut bool `json:"cut,omitempty"`
}

// When is the moment of the term, in the zone given where its words name none.
func (t Term) When(zone *time.Location) time.Time {
	if !t.Local || t.At.IsZero() {
		return t.At
	}
	y, m, d := t.At.Date()
	return time.Date(y, m, d, t.At.Hour(), t.At.Minute(), t.At.Second(), t.At.Nanosecond(), zone)
}

// Limits says that the term can keep a picture from being used, somewhere or at
// some time; the others are demands and remarks.
func (t Term) Limits() bool {
	switch t.Kind {
	case NoArchive, OneTime, ForDays, Until, Embargo, Out, Only, NotCleared, Permission, Exclusive:
		return true
	case Unread:
		return t.Duty
	}
	return false
}

// Version is that of the readings. Raise it with every change of code or
// vocabulary that can change one.
//
//	1  the first form
//	2  more phrases; what no phrase explains is listed beside the reading
const Version = 2
