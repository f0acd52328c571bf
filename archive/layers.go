package archive

import (
	"maps"
	"slices"
	"time"

	"cutline/archive/embedded"
)

// FieldLayers is a field of a photo, layer by layer: what was said of it, what
// the rules made of that, who changed it, and what holds.
type FieldLayers struct {
	Name embedded.Field `json:"field"`
	// Field is the value in force.
	Field `json:"-"`
	// Said is every statement of it, word for word: those of the file, then those
	// that came with each arrival.
	Said []Said `json:"said,omitempty"`
	// Read is what the rules of Version chose, without corrections; nil where
	// they found nothing.
	Read    *Field  `json:"-"`
	Version Version `json:"rules"`
	// Corrections are all that were ever made of it, the first first.
	Corrections []Numbered `json:"corrections,omitempty"`
	// Languages are its texts in other languages.
	Languages []Read `json:"languages,omitempty"`
}

// Said is a statement, and the arrival that brought it.
type Said struct {
	embedded.Statement
	At time.Time `json:"at"`
	By string    `json:"by,omitempty"`
}

// Numbered is a correction and its number among those of the photo, from 1.
type Numbered struct {
	N int `json:"n"`
	// Stands: it was not undone, and undoes none.
	Stands bool `json:"stands,omitempty"`
	Correction
}

// Layers are the layers of every field that a photo has, or that was said or
// corrected of it, by name.
func (r Rules) Layers(p *Photo) []FieldLayers {
	inForce, uncorrected := p.Fields(), p.Fields()
	if len(p.Corrections) > 0 {
		bare := *p
		bare.Corrections = nil
		bare.Reading = read(r, &bare)
		uncorrected = bare.Fields()
	}
	layers := make(map[embedded.Field]*FieldLayers)
	of := func(name embedded.Field) *FieldLayers {
		if layers[name] == nil {
			layers[name] = &FieldLayers{Name: name, Field: inForce[name], Version: p.Reading.Version, Languages: p.Languages(name)}
		}
		return layers[name]
	}
	for name := range inForce {
		of(name)
	}
	for name, f := range uncorrected {
		of(name).Read = &f
	}
	say := func(statements []embedded.Statement, a Arrival) {
		for _, s := range statements {
			if s.Field != "" {
				l := of(s.Field)
				l.Said = append(l.Said, Said{s, a.At, a.Actor})
			}
		}
	}
	first := Arrival{At: p.Added}
	if len(p.Arrivals) > 0 {
		first = p.Arrivals[0]
	}
	say(p.Statements, first)
	for _, a := range p.Arrivals {
		say(a.Statements, a)
	}
	for i, c := range p.Corrections {
		l := of(c.Field)
		l.Corrections = append(l.Corrections, Numbered{i + 1, p.Stands(i + 1), c})
	}
	list := make([]FieldLayers, 0, len(layers))
	for _, name := range slices.Sorted(maps.Keys(layers)) {
		list = append(list, *layers[name])
	}
	return list
}
