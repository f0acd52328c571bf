package index

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/archive/terms"
)

// DocumentVersion is that of NewDocument and of the analysis of text. An index
// written with another is rebuilt.
//
//	1  first form
//	2  UN, US, EU and WHO in capitals are told apart from un, us, eu and who
//	3  what leaves and what has left; the zone of a watched folder
//	4  the terms of use: where a photo is out, when it ends, restricted
//	5  when a photo was used
//	6  what was withdrawn and corrected; properties by their names; initials,
//	   words with a hyphen, single characters of pairs, Korean, Arabic articles,
//	   plurals such as children
//	7  picks, collections, what came after what
//	8  captions, titles and terms in other languages, as an editor corrected them
const DocumentVersion = 8

// Limits of a document.
const (
	maxValueBytes = 64 << 10  // of one value; the rest of it cannot be searched
	maxRestBytes  = 256 << 10 // of all of Rest
	maxStated     = 200       // values of Stated
	maxStatedSize = 32 << 10  // bytes of all of Stated
)

// Document is what is indexed of a photo.
type Document struct {
	ID archive.ID
	// Caption and Headline are the effective ones.
	Caption, Headline string
	// Names are the persons shown and all parts of the credit.
	Names []string
	// Rest is every other word: places, keywords, instructions, the folders
	// it came from, and statements that lost to others.
	Rest []string
	// Words are the values of each field of words.
	Words map[embedded.Field][]string
	// Stated are the values of properties that are no field, by their names in
	// queries.
	Stated map[embedded.Field][]string
	// Times are the values of date fields, Numbers those of number fields.
	Times   map[embedded.Field]time.Time
	Numbers map[embedded.Field]int
	// Used are the beginnings of the days on which it was published, each once.
	Used []time.Time
	// Came is the change that the photo came in with, 0 where it is not known.
	Came archive.Seq
	// Flags are the Flag constants that hold whatever the time is.
	Flags []string
	// Has are the fields that are not empty.
	Has []embedded.Field
	// Exact are picture numbers, references and file names, each as the key
	// that [ExactKey] gives.
	Exact []string
	// Newest is the time that orders by news: sent, else taken, else added.
	Newest time.Time
	// Facets are the values to count.
	Facets map[string][]string
}

// NewDocument makes the document of a photo. Dates without a zone are in zone,
// or that of the watched folder it came through.
func NewDocument(p *archive.Photo, zone *time.Location) *Document {
	fields := p.Fields()
	newsroom := zone
	zone = p.Zone(zone)
	d := &Document{
		ID:       p.ID,
		Came:     p.Came,
		Caption:  cut(fields[embedded.Caption].String()),
		Headline: cut(fields[embedded.Headline].String()),
		Words:    make(map[embedded.Field][]string, len(fields)+8),
		Times:    make(map[embedded.Field]time.Time, 4),
		Numbers:  make(map[embedded.Field]int, 4),
		Facets:   make(map[string][]string, 8),
	}
	for name, f := range fields {
		d.Has = append(d.Has, name)
		switch field := fieldByName[string(name)]; {
		case field == nil:
		case field.kind == date:
			if t, ok := ParseTime(f.String(), zone); ok {
				d.Times[name] = t
			}
		case field.kind == number:
			if n, err := strconv.Atoi(strings.TrimSpace(f.String())); err == nil && n >= 0 {
				d.Numbers[name] = min(n, MaxNumber)
			}
		default:
			d.Words[name] = clean(f.Values)
		}
	}
	for _, name := range archive.Spoken() {
		for _, said := range p.Languages(name) {
			d.Words[name] = clean(append(d.Words[name], said.Values...))
		}
	}
	if leaves := p.Shelf.Leaves; !leaves.IsZero() {
		d.Times[Leaves] = leaves
		d.Has = append(d.Has, Leaves)
	}
	for _, code := range d.Words[archive.Out] {
		d.Words[archive.Out] = append(d.Words[archive.Out], terms.Country(code)) // out:JP and out:japan
	}
	if len(p.Collections) > 0 {
		d.Words[In] = collected(p.Collections)
		d.Has = append(d.Has, In)
	}
	d.used(p, newsroom)
	d.stated(p)
	slices.Sort(d.Has)
	d.credit(p, fields)
	d.file(p)
	d.rest(p, fields)
	d.flags(p, fields)
	d.time(p)
	d.facets(fields)
	return d
}

// used gathers the days of use, which are the newsroom's.
func (d *Document) used(p *archive.Photo, zone *time.Location) {
	for _, u := range p.Uses() {
		if on := u.Day.In(zone); !slices.Contains(d.Used, on) {
			d.Used = append(d.Used, on)
		}
	}
	if len(d.Used) > 0 {
		d.Has = append(d.Has, Used)
		d.Flags = append(d.Flags, FlagUsed)
	}
	if p.Exported {
		d.Flags = append(d.Flags, FlagExported)
	}
}

// credit gathers the names.
func (d *Document) credit(p *archive.Photo, fields archive.Fields) {
	c := p.Reading.Credit.Credit
	// Who made the picture is found by by: also where only the caption says it.
	by := append(slices.Clone(d.Words[embedded.By]), c.Photographers...)
	if by = clean(append(by, c.Creators...)); len(by) > 0 {
		d.Words[embedded.By] = by
	}
	for _, name := range []embedded.Field{
		embedded.Person, embedded.By, embedded.Credit, archive.Agency, archive.Via, archive.Supplier,
		archive.Collection, archive.Client, archive.Courtesy,
	} {
		d.Names = append(d.Names, d.Words[name]...)
	}
	for _, part := range c.Credits {
		d.Names = append(d.Names, part.Photographers...)
		d.Names = append(d.Names, part.Agency)
	}
	// The flags of a credit are words that people search by.
	for _, flag := range []embedded.Field{archive.Pool, archive.Handout} {
		if fields[flag].String() == "true" {
			d.Names = append(d.Names, string(flag))
		}
	}
	d.Names = clean(append(d.Names, c.Unread...))
	d.Exact = append(d.Exact, c.Picture)
}

// file describes the file and where it came from.
func (d *Document) file(p *archive.Photo) {
	d.Exact = append(d.Exact, string(p.ID))
	for _, name := range []embedded.Field{embedded.Ref, embedded.SupplierID, embedded.Title} {
		d.Exact = append(d.Exact, d.Words[name]...)
	}
	for _, a := range p.Arrivals {
		path := strings.ToValidUTF8(a.Path, "\uFFFD")
		name := filepath.Base(path)
		d.Words[Path] = append(d.Words[Path], path)
		d.Words[FileName] = append(d.Words[FileName], name)
		d.Exact = append(d.Exact, name, strings.TrimSuffix(name, filepath.Ext(name)))
	}
	d.Words[Path], d.Words[FileName] = clean(d.Words[Path]), clean(d.Words[FileName])
	keys := d.Exact[:0]
	for _, text := range d.Exact {
		if key := ExactKey(text); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	d.Exact = keys

	d.Words[ID] = []string{string(p.ID)}
	if p.Format != "" {
		d.Words[Format] = []string{p.Format}
	}
	if p.Width > 0 && p.Height > 0 {
		d.Numbers[Width], d.Numbers[Height] = min(p.Width, MaxNumber), min(p.Height, MaxNumber)
		d.Words[Shape] = []string{shape(p.Width, p.Height)}
	}
}

// squareWithin is how much longer than the other an edge of a square picture
// may be, in percent.
const squareWithin = 5

func shape(width, height int) string {
	switch {
	case 100*width > (100+squareWithin)*height:
		return "horizontal"
	case 100*height > (100+squareWithin)*width:
		return "vertical"
	}
	return "square"
}

func (d *Document) flags(p *archive.Photo, fields archive.Fields) {
	c := p.Reading.Credit
	flag := func(name string, set bool) {
		if set {
			d.Flags = append(d.Flags, name)
		}
	}
	for _, name := range []embedded.Field{
		archive.Pool, archive.Handout, archive.File, archive.Symbolic, archive.Stringer, archive.Staff,
	} {
		flag(string(name), fields[name].String() == "true")
	}
	credited := c.Agency != "" || len(c.Photographers) > 0 || c.Courtesy != "" || len(c.Credits) > 0
	flag(FlagUnread, len(c.Unread) > 0)
	flag(FlagUnsure, credited && !c.Sure)
	flag(FlagConflict, c.Conflicts())
	flag(FlagDuplicate, slices.ContainsFunc(p.Relations, func(r archive.Relation) bool { return r.Kind == archive.SamePixels }))
	flag(FlagTruncated, slices.ContainsFunc(p.Statements, func(s embedded.Statement) bool { return s.Truncated }))
	flag(FlagGenerated, fields.MachineMade())
	flag(FlagWarned, len(p.Warnings) > 0)
	flag(FlagRestricted, p.Restricted())
	flag(FlagNoArchive, slices.ContainsFunc(p.Reading.Terms, func(t terms.Term) bool { return t.Kind == terms.NoArchive && t.Days == 0 }))
	flag(FlagBlank, p.NoPicture() != "")
	flag(FlagCorrected, p.Corrected())
	flag(FlagWithdrawn, p.Withdrawn())
	flag(FlagPicked, p.Pick != nil)
	flag(FlagCollected, len(p.Collections) > 0)
	flag(FlagRetired, p.Shelf.Retired != nil)
}

func (d *Document) time(p *archive.Photo) {
	d.Times[Added] = p.Added
	d.Newest = p.Added
	for _, name := range []embedded.Field{embedded.Taken, embedded.Moved} {
		if t, ok := d.Times[name]; ok {
			d.Newest = t
		}
	}
}

func (d *Document) facets(fields archive.Fields) {
	for facet, name := range map[string]embedded.Field{
		FacetPhotographer: archive.Photographer, FacetAgency: archive.Agency, FacetVia: archive.Via,
		FacetSupplier: archive.Supplier, FacetCity: embedded.City, FacetCountry: embedded.Country,
	} {
		if values := d.Words[name]; len(values) > 0 {
			d.Facets[facet] = values
		}
	}
	if taken := fields[embedded.Taken].String(); d.Times[embedded.Taken] != (time.Time{}) && len(taken) >= 4 {
		d.Facets[FacetYear] = []string{taken[:4]} // of the calendar where it was taken
	}
	if len(d.Flags) > 0 {
		d.Facets[FacetFlag] = d.Flags
	}
}

// clean leaves out empty values and repetitions.
func clean(values []string) []string {
	out := make([]string, 0, len(values))
	for _, v := range values {
		if v = cut(strings.TrimSpace(v)); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// cut bounds a value.
func cut(v string) string {
	if len(v) <= maxValueBytes {
		return v
	}
	return strings.ToValidUTF8(v[:maxValueBytes], "")
}
