package credit

import "slices"

// Stated is a value and the place that states it ("XMP photoshop:Credit").
type Stated struct {
	Place string `json:"place"`
	Value string `json:"value"`
}

// Fields are the words of a photo that bear on its credit, word for word, with
// the effective value of each field first and the losers after it.
type Fields struct {
	CreditLine   []Stated // IPTC Credit Line
	Byline       []Stated // IPTC Creator, one entry a name
	JobTitle     []Stated // IPTC Creator's Job Title: STF, STR, POOL, HO
	Source       []Stated
	Copyright    []Stated
	Instructions []Stated
	Headline     []Stated
	Caption      []Stated
	Artist       []Stated // EXIF Artist: used only where all else is empty
	Persons      []string // IPTC Person Shown in the Image
}

// Reading is the credit of a photo, built from all its fields.
type Reading struct {
	Credit
	// From is the place that the backbone of the credit was read from, empty
	// where the photo has none.
	From string `json:"from,omitempty"`
	// SignOff is the credit as it stands in the caption, word for word.
	SignOff string `json:"signoff,omitempty"`
	// Caption is the effective caption without its sign-off.
	Caption string `json:"caption,omitempty"`
	// Differences are the places that disagree, worst first.
	Differences []Difference `json:"differences,omitempty"`
	// Withheld: the credit keeps the photographer's name back, and another
	// place of the file has one, which must not be printed.
	Withheld bool `json:"withheld,omitempty"`
	// UnreadLines are the credits of its fields that no rule explains in full,
	// whether the reading rests on them or on another place.
	UnreadLines []Unread `json:"unread_lines,omitempty"`
}

// Conflicts reports whether two places disagree about who made the picture.
func (r *Reading) Conflicts() bool {
	return slices.ContainsFunc(r.Differences, func(d Difference) bool { return d.Severity == Conflict })
}

// Explained reports whether the rules explain every word of the credit and of
// the fields that bear on it.
func (r *Reading) Explained() bool { return len(r.UnreadLines) == 0 && len(r.unread()) == 0 }

// The severities of a difference. What is equal is no difference at all.
const (
	Note     = "note"
	Conflict = "conflict"
)

// Photo builds the one credit of a photo out of all that its fields say.
//
// A dictated credit wins, then the fuller of the sign-off and the Credit Line,
// then By-line with Credit Line. An organisation alone in Credit or Source says
// who sent the picture, never who made it; where it never sends what the maker
// makes, the two conflict. Flags are the union of all places. A name that the
// credit withholds is not filled in. EXIF Artist and the Copyright notice count
// only where nothing else names anybody, and then the reading is not sure.
func (r *Rules) Photo(f Fields) Reading {
	b := builder{rules: r, fields: f}
	b.gather()
	b.backbone()
	b.fill()
	b.flag()
	b.Sure = b.Sure && !r.misleads(&b.Credit)
	b.spell()
	b.compare()
	b.collectUnread()
	complete(&b.Credit)
	return b.Reading
}
