package archive

import (
	"slices"
	"strings"

	"cutline/archive/embedded"
)

// Words are the photo's effective words by field, as a delivered copy says them.
// They are those of Fields, but that the caption keeps the sign-off which it
// came with: a wire picture says its credit there, and often nowhere else.
//
// Where an editor gave the photo another credit, it is the Credit Line, its
// photographers are the by-line unless that was corrected, too, and the caption
// goes without the sign-off, which names others.
func (p *Photo) Words() map[embedded.Field][]string {
	words := make(map[embedded.Field][]string, len(p.Reading.Values))
	for field, v := range p.Reading.Values {
		if embedded.Writable(field) && len(v.Values) > 0 {
			words[field] = slices.Clone(v.Values)
		}
	}
	corrected := p.corrections()
	if _, ok := corrected[embedded.Credit]; !ok {
		if caption := p.signedCaption(); caption != "" {
			words[embedded.Caption] = []string{caption}
		}
		return words
	}
	if _, ok := corrected[embedded.By]; !ok {
		if people := photographers(p.Reading.Credit.Credit); len(people) > 0 {
			words[embedded.By] = people
		}
	}
	return words
}

// signedCaption is the caption with its sign-off, empty where it has none.
func (p *Photo) signedCaption() string {
	signOff := p.Reading.Credit.SignOff
	if signOff == "" {
		return ""
	}
	if c, ok := p.corrections()[embedded.Caption]; ok {
		caption := strings.Join(c.To, "")
		if caption != "" && !strings.Contains(caption, signOff) {
			caption = strings.TrimSpace(p.Reading.Credit.Caption + " " + signOff)
		}
		return caption
	}
	held := inForce(p.Arrivals)
	first := func(places []string) string {
		for _, place := range places {
			if v := outsideValues(place, heldBy(held, place))[embedded.Caption]; len(v.Values) > 0 {
				return v.Values[0]
			}
		}
		return ""
	}
	if caption := first(above); caption != "" {
		return caption
	}
	if own := embedded.Effective(p.Statements, p.DigestStale)[embedded.Caption].Values; len(own) > 0 {
		return own[0]
	}
	return first(below)
}
