package demo

import (
	"slices"

	"cutline/archive/embedded"
)

// A picture is painted once and delivered in one or more files.
type picture struct {
	paint         func(*canvas)
	width, height int    // in pixels, even
	seed          uint32 // of its chance: another seed, another picture
	files         []file
}

// A file is a delivery of a picture.
type file struct {
	path    string // below the directory of the demo, with slashes
	words   []said
	places  []embedded.Statement // what single places say instead, or besides
	sidecar string               // an XMP file of the same name; none where empty
}

// said is a value of a field, said by every place of the file that has the
// field. A field that comes again has several values.
type said struct {
	field embedded.Field
	value string
}

// statements are the words of f, place by place.
func (f file) statements() []embedded.Statement {
	var sts []embedded.Statement
	for i, w := range f.words {
		if slices.ContainsFunc(f.words[:i], func(o said) bool { return o.field == w.field }) {
			continue
		}
		var values []string
		for _, o := range f.words[i:] {
			if o.field == w.field {
				values = append(values, o.value)
			}
		}
		sts = append(sts, embedded.Say(w.field, values...)...)
	}
	for _, p := range f.places {
		if p.Lang == "" {
			sts = slices.DeleteFunc(sts, func(s embedded.Statement) bool {
				return s.Place == p.Place && s.Property == p.Property
			})
		}
	}
	for _, p := range f.places {
		if p.Value != "" {
			sts = append(sts, p)
		}
	}
	return sts
}

// in is what one place says of one of its properties; saying nothing takes
// the property away there.
func in(place, property, value string) embedded.Statement {
	return embedded.Statement{Place: place, Property: property, Value: value}
}

// gallery is every picture with its files.
func gallery() []picture {
	return slices.Concat(
		wires(), capital(), sportWire(), europe(), disasters(), world(),
		arts(), outdoors(), sciences(), cities(), coast(), handouts(), staff(),
	)
}
