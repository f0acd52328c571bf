package archive

import (
	"slices"
	"time"

	"cutline/archive/credit"
	"cutline/archive/embedded"
	"cutline/archive/terms"
)

// Reading is what the rules made of a photo's words. It is stored with the
// version that made it, so that a change of rules is seen.
type Reading struct {
	Version
	// Values are the fields that corrections and the words give, the caption
	// without its sign-off.
	Values map[embedded.Field]Read `json:"values,omitempty"`
	// Credit is the one credit of the photo.
	Credit credit.Reading `json:"credit"`
	// Notice is what the words announce about the photo itself, NoticePlace
	// where.
	Notice      Notice `json:"notice,omitempty"`
	NoticePlace string `json:"notice_place,omitempty"`
	// Terms are what the words say about the use of the photo.
	Terms []terms.Term `json:"terms,omitempty"`
}

// Read is a value that the rules chose, and the place it was chosen from.
type Read struct {
	Values []string `json:"values"`
	Place  string   `json:"place,omitempty"`
	Lang   string   `json:"lang,omitempty"`
}

// Fields are the photo's effective values: the words chosen by the rules, and
// the parts of its credit.
func (p *Photo) Fields() Fields {
	fields := make(Fields, len(p.Reading.Values)+8)
	for name, v := range p.Reading.Values {
		fields[name] = Field{Values: v.Values, Layer: layerOf(v.Place), Place: v.Place, Lang: v.Lang}
	}
	c := p.Reading.Credit
	from := func(name embedded.Field, values ...string) {
		if len(values) > 0 && values[0] != "" {
			fields[name] = Field{Values: values, Layer: layerOf(c.From), Place: c.From}
		}
	}
	flag := func(name embedded.Field, set bool) {
		if set {
			from(name, "true")
		}
	}
	from(Photographer, photographers(c.Credit)...)
	from(Agency, c.Agency)
	from(Via, c.Via...)
	if _, told := fields[Supplier]; !told { // by the watched folder it came through
		from(Supplier, c.Supplier)
	}
	from(Collection, c.Collection)
	from(Client, c.Client)
	from(Courtesy, c.Courtesy)
	from(Kind, c.Kind)
	from(Licence, c.Licence)
	flag(Pool, c.Pool)
	flag(Handout, c.Handout)
	flag(File, c.File)
	flag(Symbolic, c.Symbolic)
	flag(Stringer, c.Stringer)
	flag(Staff, c.Staff)
	if p.Reading.Notice != "" {
		fields[Announces] = Field{Values: []string{string(p.Reading.Notice)}, Layer: LayerReading, Place: p.Reading.NoticePlace}
	}
	p.own(fields)
	return fields
}

// layerOf is the layer of a value by its place.
func layerOf(place string) string {
	if place == Corrected {
		return LayerCorrection
	}
	return LayerReading
}

// Zone is the zone of dates that state none: that of the watched folder which
// the photo came through, else the one given.
func (p *Photo) Zone(otherwise *time.Location) *time.Location {
	for _, s := range inForce(p.Arrivals)[Watched] {
		if s.Property == zoneProperty {
			if zone, err := time.LoadLocation(s.Value); err == nil {
				return zone
			}
		}
	}
	return otherwise
}

// photographers are those of a credit, and of its parts where it credits
// several pictures.
func photographers(c credit.Credit) []string {
	list := c.Photographers
	for _, part := range c.Credits {
		list = slices.Concat(list, photographers(part))
	}
	return list
}
