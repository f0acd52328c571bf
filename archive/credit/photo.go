package credit

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
}

// Difference is a disagreement between two places about the credit.
type Difference struct {
	// Severity is "note" or "conflict".
	Severity string `json:"severity"`
	// Text is one plain sentence for an editor.
	Text string `json:"text"`
	// A and B are the two values with their places.
	A Stated `json:"a"`
	B Stated `json:"b"`
}
