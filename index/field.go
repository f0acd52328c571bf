package index

import (
	"slices"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
)

// The fields of a query beside those of packages embedded and archive.
const (
	Path     embedded.Field = "path"   // folders and name that the photo came in under
	FileName embedded.Field = "file"   // the name alone
	ID       embedded.Field = "id"     // photo ID
	Added    embedded.Field = "added"  // when it came into the archive
	Leaves   embedded.Field = "leaves" // when a keep rule lets it go
	Used     embedded.Field = "used"   // when it was published
	In       embedded.Field = "in"     // collection that it is in, by name; see [Query.Numbered]
	Format   embedded.Field = "format" // jpeg, tiff …
	Shape    embedded.Field = "shape"  // vertical, horizontal or square
	Width    embedded.Field = "width"  // pixels, upright
	Height   embedded.Field = "height"
)

// kind is what the values of a field are.
type kind int

const (
	prose  kind = iota // sentences: found by words and their inflections
	names              // names, codes: found by words as they are
	date               // found by day or range
	number             // found by value or range
)

// queryField is a field of the query language.
type queryField struct {
	name    embedded.Field
	kind    kind
	aliases []string
}

// queryFields are all fields that a query may name, the most used first, so
// that suggestions prefer them.
var queryFields = []queryField{
	{embedded.Caption, prose, []string{"description"}},
	{embedded.Headline, prose, nil},
	{embedded.By, names, []string{"byline", "creator", "author"}},
	{archive.Photographer, names, []string{"photographers"}},
	{archive.Agency, names, nil},
	{archive.Via, names, []string{"distributor"}},
	{archive.Supplier, names, []string{"from"}},
	{embedded.Credit, names, []string{"creditline"}},
	{embedded.Source, names, nil},
	{embedded.Person, names, []string{"persons", "people"}},
	{embedded.Keyword, prose, []string{"keywords", "tag"}},
	{embedded.Place, names, []string{"location", "where"}},
	{embedded.City, names, nil},
	{embedded.State, names, []string{"province"}},
	{embedded.Country, names, nil},
	{embedded.CountryCode, names, nil},
	{embedded.Taken, date, []string{"date", "created"}},
	{embedded.Moved, date, []string{"sent"}},
	{Added, date, []string{"arrived"}},
	{Leaves, date, []string{"leaving"}},
	{Used, date, []string{"published"}},
	{In, names, []string{"collections"}},
	{embedded.Release, date, []string{"embargo"}},
	{embedded.Expires, date, []string{"expiry"}},
	{archive.Out, names, []string{"notin"}},
	{embedded.Ref, names, []string{"reference", "jobid"}},
	{embedded.SupplierID, names, []string{"picture"}},
	{embedded.Title, names, []string{"objectname"}},
	{FileName, names, []string{"filename", "name"}},
	{Path, names, []string{"folder"}},
	{ID, names, nil},
	{Format, names, []string{"type"}},
	{Shape, names, []string{"orientation"}},
	{Width, number, nil},
	{Height, number, nil},
	{embedded.Copyright, prose, nil},
	{embedded.Instructions, prose, []string{"instruction"}},
	{embedded.Usage, prose, []string{"usageterms"}},
	{embedded.JobTitle, names, nil},
	{embedded.Writer, names, []string{"captionwriter"}},
	{embedded.EditStatus, names, nil},
	{embedded.Urgency, number, nil},
	{embedded.Rating, number, []string{"stars"}},
	{embedded.Category, names, []string{"categories"}},
	{embedded.Label, names, nil},
	{embedded.SourceType, names, nil},
	{embedded.AltText, prose, []string{"alt"}},
	{embedded.Licensor, names, nil},
	{embedded.DataMining, names, nil},
	{embedded.Camera, names, nil},
	{embedded.GPS, names, nil},
	{embedded.ColorSpace, names, nil},
	{archive.Collection, names, nil},
	{archive.Client, names, nil},
	{archive.Courtesy, names, nil},
	{archive.Kind, names, nil},
	{archive.Licence, names, []string{"license"}},
}

// fieldByName finds a field by its name or an alias of it.
var fieldByName = func() map[string]*queryField {
	byName := make(map[string]*queryField, 2*len(queryFields))
	for i := range queryFields {
		f := &queryFields[i]
		byName[string(f.name)] = f
		for _, alias := range f.aliases {
			byName[alias] = f
		}
	}
	return byName
}()

// IsProse reports whether the values of a field are sentences, in which words
// are found by their inflections too.
func IsProse(name embedded.Field) bool {
	f := fieldByName[string(name)]
	return f != nil && f.kind == prose
}

// The words that a query may name after is:, and the values of [FacetFlag].
const (
	FlagPool       = "pool"
	FlagHandout    = "handout"
	FlagFile       = "file"
	FlagSymbolic   = "symbolic"
	FlagStringer   = "stringer"
	FlagStaff      = "staff"
	FlagUnread     = "unread"     // the credit holds words that no rule explains
	FlagUnsure     = "unsure"     // the credit is a guess
	FlagConflict   = "conflict"   // the fields disagree about the credit
	FlagDuplicate  = "duplicate"  // another photo has the same pixels
	FlagTruncated  = "truncated"  // a value fills its IIM limit
	FlagGenerated  = "generated"  // made or altered by a trained algorithm
	FlagWarned     = "warned"     // something in the file could not be read
	FlagExpired    = "expired"    // Expires is past
	FlagEmbargoed  = "embargoed"  // Release is to come
	FlagRestricted = "restricted" // its own terms can keep it from being used
	FlagNoArchive  = "noarchive"  // must not be archived, after days that its supplier does not name
	FlagBlank      = "blank"      // no rendition: only the words are there
	FlagUsed       = "used"       // it was published
	FlagExported   = "exported"   // it left the archive, as a copy or in a list
	FlagCorrected  = "corrected"  // an editor or the supplier put its words right
	FlagPicked     = "picked"     // an editor wants it
	FlagCollected  = "collected"  // it is in a collection
	FlagRetired    = "retired"    // a keep rule let it go: only the words are there
	FlagWithdrawn  = "withdrawn"  // killed or taken back: it must not be offered
)

// Names reports whether a query asks for photos by a flag, and not for those
// without it. Only a query that names [FlagRetired] finds photos that have left,
// of which the archive has nothing to offer, and only one that names
// [FlagWithdrawn] those that must not be.
func (q *Query) Names(flag string) bool { return q != nil && namesFlag(q.Root, flag) }

func namesFlag(n Node, flag string) bool {
	names := func(n Node) bool { return namesFlag(n, flag) }
	switch n := n.(type) {
	case And:
		return slices.ContainsFunc(n, names)
	case Or:
		return slices.ContainsFunc(n, names)
	case Is:
		return n.Flag == flag
	}
	return false
}

// flagNames are the words after is:, the most used first.
var flagNames = []string{
	FlagPool, FlagHandout, FlagFile, FlagConflict, FlagUnread, FlagUnsure, FlagSymbolic, FlagStringer, FlagStaff,
	FlagDuplicate, FlagExpired, FlagEmbargoed, FlagTruncated, FlagGenerated, FlagRestricted, FlagNoArchive, FlagWarned, FlagBlank, FlagUsed,
	FlagExported, FlagPicked, FlagCollected, FlagCorrected, FlagWithdrawn, FlagRetired,
}

// FieldInfo is a field of the query language, as a help text names it.
type FieldInfo struct {
	Name string
	// Also are its other names, parted by commas.
	Also string
	// Takes says what its values are.
	Takes string
}

// Fields are the fields of the query language, the most used first.
func Fields() []FieldInfo {
	takes := map[kind]string{
		prose: "words, in all their forms", names: "words as they are", date: "a date or a range", number: "a number or a range",
	}
	list := make([]FieldInfo, len(queryFields))
	for i, f := range queryFields {
		list[i] = FieldInfo{Name: string(f.name), Also: strings.Join(f.aliases, ", "), Takes: takes[f.kind]}
	}
	return list
}

// Flags are the words after is:, the most used first.
func Flags() []string { return slices.Clone(flagNames) }
