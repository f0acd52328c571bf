package export

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cutline/archive"
	"cutline/archive/embedded"
)

// DefaultName is the template of names where none is chosen: the name that the
// file came in under.
const DefaultName = "{file}"

// maxName bounds a name without its extension, in bytes: with a number and an
// extension it fits every file system.
const maxName = 180

// placeholders are the parts of a template, beside the fields of a photo.
var placeholders = []string{"id", "file", "date", "credit"}

// Name is a template of file names: text, with the fields of a photo in braces.
type Name struct{ parts []part }

// part is text, or a field.
type part struct{ text, field string }

// ParseName reads a template such as "{date} {headline} {id}". In braces stands
// a field, as queries name it; date is the day the picture was taken, file the
// name it came in under, credit its credit as printed.
func ParseName(text string) (Name, error) {
	var n Name
	if strings.TrimSpace(text) == "" {
		text = DefaultName
	}
	if len(text) > 400 {
		return n, fmt.Errorf("the template of names has %d bytes; at most 400 are taken", len(text))
	}
	for rest := text; rest != ""; {
		before, after, open := strings.Cut(rest, "{")
		if before != "" {
			n.parts = append(n.parts, part{text: before})
		}
		if !open {
			break
		}
		field, end, closed := strings.Cut(after, "}")
		if !closed {
			return n, fmt.Errorf("%q: a brace is not closed; write {field}", text)
		}
		field = strings.ToLower(strings.TrimSpace(field))
		if !slices.Contains(placeholders, field) && !slices.Contains(nameFields, embedded.Field(field)) {
			return n, fmt.Errorf("%q: there is no {%s}; there are %s, and the fields of a photo such as {headline}, {city}, {by}", text, field, "{"+strings.Join(placeholders, "}, {")+"}")
		}
		n.parts = append(n.parts, part{field: field})
		rest = end
	}
	return n, nil
}

// nameFields are the fields that a name can hold.
var nameFields = []embedded.Field{
	embedded.Headline, embedded.Caption, embedded.By, embedded.Source, embedded.City, embedded.State, embedded.Country, embedded.CountryCode,
	embedded.Place, embedded.Taken, embedded.Moved, embedded.Ref, embedded.Title, embedded.SupplierID, embedded.Category, embedded.Person,
	archive.Photographer, archive.Agency, archive.Supplier,
}

// Of is the name for a photo, without an extension: one that every file system
// takes. credit is the photo's as printed.
func (n Name) Of(p *archive.Photo, credit string) string {
	fields := p.Fields()
	var b strings.Builder
	for _, part := range n.parts {
		value := part.text
		switch part.field {
		case "":
		case "id":
			value = string(p.ID)
		case "file":
			value = fileName(p)
		case "date":
			value = fields[embedded.Taken].String()
			value = value[:min(len(value), len("2006-01-02"))]
		case "credit":
			value = credit
		default:
			value = strings.Join(fields[embedded.Field(part.field)].Values, ", ")
			if len(value) > 90 { // other parts want room, too
				value = cut(value, 90)
			}
		}
		b.WriteString(value)
	}
	if name := SafeName(b.String()); name != "" {
		return name
	}
	return string(p.ID)
}

// fileName is the name that a photo came in under, without its extension.
func fileName(p *archive.Photo) string {
	if len(p.Arrivals) == 0 {
		return string(p.ID)
	}
	name := filepath.Base(p.Arrivals[len(p.Arrivals)-1].Path)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// reserved are the names that Windows takes for devices, in small letters.
var reserved = []string{"con", "prn", "aux", "nul", "conin$", "conout$"}

// SafeName is a text as a file name that every system takes and shows as it is:
// without folders, control characters, characters that turn the direction of
// writing, or blanks and full stops at its ends. It may be empty.
func SafeName(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Cf), r == unicode.ReplacementChar:
			return -1
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '_'
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	text = strings.TrimRight(cut(strings.TrimLeft(text, ". -"), maxName), ". ")
	stem, _, _ := strings.Cut(strings.ToLower(text), ".")
	stem = strings.TrimSpace(stem)
	number, port := strings.CutPrefix(stem, "com")
	if !port {
		number, port = strings.CutPrefix(stem, "lpt")
	}
	port = port && utf8.RuneCountInString(number) == 1 && strings.Contains("0123456789¹²³", number)
	if port || slices.Contains(reserved, stem) {
		text = "_" + text
	}
	return text
}

// cut cuts text to at most most bytes, never through a rune.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

// Numbered is the nth name of several that would be the same: the first as it is.
func Numbered(name string, n int, extension string) string {
	if n <= 1 {
		return name + extension
	}
	return fmt.Sprintf("%s (%d)%s", name, n, extension)
}

// Names gives each name once, whatever its case, by numbering those that come
// again.
type Names struct {
	taken map[string]bool
	last  map[string]int // the number that a name got last
}

// Take is a name that was not taken before. The files of one photo stand beside
// each other: they have one name, and extensions of their own.
func (ns *Names) Take(name string, extensions ...string) string {
	if ns.taken == nil {
		ns.taken, ns.last = make(map[string]bool), make(map[string]int)
	}
	first := 1
	for _, e := range extensions {
		first = max(first, ns.last[strings.ToLower(name+e)]+1)
	}
	for n := first; ; n++ {
		stem := Numbered(name, n, "")
		free := func(extension string) bool { return !ns.taken[strings.ToLower(stem+extension)] }
		if slices.ContainsFunc(extensions, func(e string) bool { return !free(e) }) {
			continue
		}
		for _, e := range extensions {
			ns.taken[strings.ToLower(stem+e)] = true
			ns.last[strings.ToLower(name+e)] = n
		}
		return stem
	}
}
