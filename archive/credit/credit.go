// Package credit is the language of credit lines: it reads a line such as
// "Saul Loeb/Pool via AP" into its parts, finds one inside a caption, builds
// the one credit of a photo out of everything its fields say, and prints a
// credit in a house style.
//
// It is pure: no I/O beyond its embedded vocabulary, nothing of ours imported,
// and every method of a [Rules] is safe for concurrent use.
//
// It never presents a guess as a fact. What the rules cannot explain is kept
// word for word in [Credit.Unread], and a reading that is a guess is not
// [Credit.Sure].
package credit

// Credit is a credit line, read. The zero Credit is an empty line.
type Credit struct {
	// Photographers are the people who made the picture, in the order printed,
	// without ranks and titles.
	Photographers []string `json:"photographers,omitempty"`
	// Agency made the picture available first: AP, AFP, NurPhoto, U.S. Navy.
	Agency string `json:"agency,omitempty"`
	// Via are the distributors after the agency, in order.
	Via []string `json:"via,omitempty"`
	// Slash: the line joined Agency and Via with a slash, not with "via".
	Slash bool `json:"slash,omitempty"`
	// Collection is a named part of an agency: iStockphoto.
	Collection string `json:"collection,omitempty"`
	// Client is whom the picture was made for; Agency repeats it.
	Client string `json:"client,omitempty"`
	// Supplier delivered the picture: the last of Via, else Agency. Contracts,
	// billing and kills follow it. Of several Credits it is the one that all
	// have, if there is one.
	Supplier string `json:"supplier,omitempty"`
	// Pool: shot for a press pool; what follows the word is a distributor.
	Pool bool `json:"pool,omitempty"`
	// Handout: supplied by its subject or owner. Courtesy is by whom, where
	// somebody is named.
	Handout  bool   `json:"handout,omitempty"`
	Courtesy string `json:"courtesy,omitempty"`
	// File: a picture from the files. Symbolic: it only stands for the subject.
	File     bool `json:"file,omitempty"`
	Symbolic bool `json:"symbolic,omitempty"`
	// Stringer is a freelancer, Staff on the staff of the agency named.
	Stringer bool `json:"stringer,omitempty"`
	Staff    bool `json:"staff,omitempty"`
	// Picture is the supplier's number for the picture, Dated the picture's
	// date, both as printed inside the line.
	Picture string `json:"picture,omitempty"`
	Dated   string `json:"dated,omitempty"`
	// Kind says that this is not, or not only, a photograph (illustration,
	// screenshot, video still); Creators are those who made it.
	Kind     string   `json:"kind,omitempty"`
	Creators []string `json:"creators,omitempty"`
	// Licence is a public licence: CC BY-SA 4.0.
	Licence string `json:"licence,omitempty"`
	// Instructions are words of duty inside the line: MANDATORY CREDIT.
	Instructions string `json:"instructions,omitempty"`
	// Credits are the parts of a line that credits several pictures.
	Credits []Credit `json:"credits,omitempty"`
	// Unread are the words that no rule explains, in order, never dropped.
	Unread []string `json:"unread,omitempty"`
	// Disguised are the names that are not what they look like, as printed
	// without invisible characters: a letter of another script stands in them for
	// one that looks the same, or characters that show nothing stand between
	// their letters.
	Disguised []string `json:"disguised,omitempty"`
	// Sure is false where the reading is a guess.
	Sure bool `json:"sure"`
}

// The kinds on which a reading depends. What a program made is nothing else.
const (
	machineMade = "machine-made"
	composite   = "composite"
)

// named says that the credit names a person or an organisation.
func (c Credit) named() bool {
	return len(c.Photographers) > 0 || c.Agency != "" || len(c.Via) > 0 || c.Courtesy != "" || len(c.Creators) > 0 || len(c.Credits) > 0
}

// nameAlone says that the credit is a name and nothing else.
func (c Credit) nameAlone() bool {
	return len(c.Photographers) == 1 && c.Agency == "" && len(c.Via) == 0 && c.Courtesy == "" && !c.Pool && !c.Handout && !c.Stringer && !c.Staff
}

// fullness orders credits by how much they say of who made the picture and how
// it came.
func (c Credit) fullness() int {
	n := len(c.Via)
	if len(c.Photographers) > 0 || len(c.Creators) > 0 || len(c.Credits) > 0 {
		n += 4
	}
	if c.Agency != "" {
		n++
	}
	if c.Pool || c.Handout {
		n += 2
	}
	return n
}
