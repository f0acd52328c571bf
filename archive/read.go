package archive

import (
	"maps"
	"slices"
	"time"

	"cutline/archive/credit"
	"cutline/archive/embedded"
)

// Reading is what the rules make of a photo's words, as they would be read on
// its way into the archive.
func (r Rules) Reading(p *Photo) Reading { return read(r, p) }

// read makes the reading of a photo's words by the rules given: of each field
// what an editor corrected, else the value of the first place that has one, by
// the precedence of above, the file itself, and below.
func read(rules Rules, p *Photo) Reading {
	held := inForce(p.Arrivals)
	values := make(map[embedded.Field]Read)
	var statements []embedded.Statement // the ruling place first
	var uncorrected Read                // the caption that a correction took the place of
	say := func(said map[embedded.Field]Read, from []embedded.Statement) {
		for field, v := range said {
			had, ok := values[field]
			switch {
			case !ok:
				values[field] = v
			case had.Place == Corrected && had.Lang == "": // it stays in its language
				had.Lang = v.Lang
				values[field] = had
			}
			if field == embedded.Caption && had.Place == Corrected && len(uncorrected.Values) == 0 {
				uncorrected = v
			}
		}
		statements = append(statements, from...)
	}
	outside := func(places []string) {
		for _, place := range places {
			if words := heldBy(held, place); words != nil {
				say(outsideValues(place, words), words)
			}
		}
	}
	corrected := p.corrections()
	for _, field := range slices.Sorted(maps.Keys(corrected)) {
		c := corrected[field]
		values[field] = Read{Values: c.To, Place: Corrected}
		for _, value := range c.To {
			statements = append(statements, embedded.Statement{Place: Corrected, Property: string(field), Field: field, Value: value})
		}
	}
	outside(above)
	own := make(map[embedded.Field]Read)
	for field, v := range embedded.Effective(p.Statements, p.DigestStale) {
		own[field] = Read{Values: v.Values, Place: v.From.String(), Lang: v.From.Lang}
	}
	say(own, p.Statements)
	outside(below)
	// What was corrected is no longer said. A caption's sign-off and restrictions
	// are: an editor who mends its words does not take them back.
	statements = slices.DeleteFunc(statements, func(s embedded.Statement) bool {
		_, ok := corrected[s.Field]
		return ok && s.Place != Corrected && s.Field != embedded.Caption
	})
	r := Reading{
		Version: rules.version(p.Reading.Reader),
		Values:  values,
		Credit:  creditOf(rules, values, statements, uncorrected),
	}
	if c, ok := corrected[embedded.Credit]; ok {
		r.Credit = correctedCredit(rules, r.Credit, c.To)
	}
	r.Notice, r.NoticePlace = noticeOf(values)
	r.Terms = termsOf(values, statements, lastArrived(p.Arrivals))
	if r.Credit.SignOff != "" {
		caption := values[embedded.Caption]
		caption.Values = []string{r.Credit.Caption}
		values[embedded.Caption] = caption
		if r.Credit.Caption == "" {
			delete(values, embedded.Caption)
		}
	}
	for field, c := range corrected {
		if len(c.To) == 0 { // emptied: what the words say of it stays unsaid
			delete(values, field)
		}
	}
	return r
}

// creditOf reads the credit of a photo. Where an editor wrote a caption without a
// sign-off, that of the caption before it still holds: what is shown to an editor
// has none.
func creditOf(rules Rules, values map[embedded.Field]Read, statements []embedded.Statement, uncorrected Read) credit.Reading {
	fields := creditFields(values, statements)
	r := rules.Photo(fields)
	if r.SignOff != "" || len(uncorrected.Values) == 0 {
		return r
	}
	before := credit.Stated{Place: uncorrected.Place, Value: uncorrected.Values[0]}
	fields.Caption = append([]credit.Stated{before}, slices.DeleteFunc(fields.Caption, func(s credit.Stated) bool { return s.Value == before.Value })...)
	if with := rules.Photo(fields); with.SignOff != "" {
		with.Caption = r.Caption
		return with
	}
	return r
}

// lastArrived is when the photo came in last.
func lastArrived(arrivals []Arrival) time.Time {
	if len(arrivals) == 0 {
		return time.Time{}
	}
	return arrivals[len(arrivals)-1].At
}

// correctedCredit is the credit that an editor gave a photo, whatever else is
// said of it; what stands in the caption is still taken out of it.
func correctedCredit(rules Rules, before credit.Reading, line []string) credit.Reading {
	var fields credit.Fields
	for _, value := range line {
		fields.CreditLine = append(fields.CreditLine, credit.Stated{Place: Corrected, Value: value})
	}
	r := rules.Photo(fields)
	r.SignOff, r.Caption = before.SignOff, before.Caption
	return r
}

// creditFields gathers what bears on the credit: of each field the effective
// value first, then every other value stated, each once.
func creditFields(values map[embedded.Field]Read, statements []embedded.Statement) credit.Fields {
	stated := func(field embedded.Field) []credit.Stated {
		var list []credit.Stated
		v := values[field]
		for _, value := range v.Values {
			list = append(list, credit.Stated{Place: v.Place, Value: value})
		}
		for _, s := range statements {
			said := func(other credit.Stated) bool { return other.Value == s.Value }
			if s.Field == field && !slices.ContainsFunc(list, said) {
				list = append(list, credit.Stated{Place: s.String(), Value: s.Value})
			}
		}
		return list
	}
	var artist []credit.Stated
	for _, s := range statements {
		if s.Place == embedded.EXIF && s.Field == embedded.By {
			artist = append(artist, credit.Stated{Place: s.String(), Value: s.Value})
		}
	}
	return credit.Fields{
		CreditLine:   stated(embedded.Credit),
		Byline:       slices.DeleteFunc(stated(embedded.By), isArtist),
		JobTitle:     stated(embedded.JobTitle),
		Source:       stated(embedded.Source),
		Copyright:    stated(embedded.Copyright),
		Instructions: stated(embedded.Instructions),
		Headline:     stated(embedded.Headline),
		Caption:      stated(embedded.Caption),
		Artist:       artist,
		Persons:      values[embedded.Person].Values,
	}
}

// isArtist tells a value of EXIF Artist, often the camera owner's name, from a
// by-line.
func isArtist(s credit.Stated) bool { return s.Place == embedded.EXIF+" Artist" }
