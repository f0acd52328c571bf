package index

import (
	"slices"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

// rest gathers the words that are neither caption, headline nor names. What
// stands there already is not said again.
func (d *Document) rest(p *archive.Photo, fields archive.Fields) {
	said := make(map[string]bool, len(p.Statements))
	for _, name := range []embedded.Field{embedded.Caption, embedded.Headline} {
		for _, v := range fields[name].Values {
			said[v] = true
		}
	}
	for _, v := range d.Names {
		said[v] = true
	}
	size := 0
	add := func(v string) {
		v = cut(strings.TrimSpace(v))
		if v == "" || said[v] || size+len(v) > maxRestBytes {
			return
		}
		said[v] = true
		size += len(v)
		d.Rest = append(d.Rest, v)
	}
	for _, f := range queryFields {
		if f.name == ID || f.name == Path || IsTechnical(f.name) {
			continue
		}
		for _, v := range d.Words[f.name] {
			add(v)
		}
	}
	for _, v := range d.Words[Path] {
		add(v)
	}
	if taken, ok := ParseTime(fields[embedded.Taken].String(), time.UTC); ok {
		add(taken.Format("2 January 2006")) // "march 17" is typed as words
	}
	statements := p.Statements
	for _, a := range p.Arrivals {
		statements = append(statements[:len(statements):len(statements)], a.Statements...)
	}
	for _, s := range statements {
		if s.Field != "" && !IsTechnical(s.Field) || s.Field == "" && isText(s) {
			add(s.Value)
		}
	}
}

// IsTechnical reports whether the values of a field are no words that anybody
// would search without naming the field. They are not in [Document.Rest].
func IsTechnical(name embedded.Field) bool {
	switch name {
	case embedded.GPS, embedded.ColorSpace, embedded.Camera, embedded.DataMining, embedded.SourceType, embedded.Taken,
		embedded.Moved, embedded.Release, embedded.Expires, embedded.Rating, embedded.Urgency, archive.Out, Format, In:
		return true
	}
	return false
}

// stated gathers the properties that Cutline has no name of its own for: first
// those that hold words, then as many others as a document takes.
func (d *Document) stated(p *archive.Photo) {
	d.Stated = map[embedded.Field][]string{}
	count, size := 0, 0
	for _, words := range []bool{true, false} {
		for _, s := range p.Statements {
			value := strings.TrimSpace(s.Value)
			if s.Field != "" || isText(s) != words || value == "" || count == maxStated || size+len(value) > maxStatedSize {
				continue
			}
			for _, property := range propertyOf(s) {
				name := embedded.Field(cut(property))
				if d.Stated[name] == nil {
					d.Has = append(d.Has, name)
				}
				if !slices.Contains(d.Stated[name], value) {
					d.Stated[name] = append(d.Stated[name], value)
					count++
					size += len(value) + len(name)
				}
			}
		}
	}
}

// isText reports whether a statement that bears on no field holds words: XMP's
// camera settings, editing history and identifiers do not.
func isText(s embedded.Statement) bool {
	if s.Place == embedded.EXIF {
		return false
	}
	schema, _, ok := strings.Cut(s.Property, ":")
	if !ok {
		return true
	}
	switch schema {
	case "exif", "exifEX", "aux", "tiff", "crs", "xmpMM", "stEvt", "stRef", "xmp", "xap", "xapMM", "crd", "1":
		return false
	}
	return true
}
