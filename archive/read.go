package archive

import (
	"slices"

	"cutline/archive/credit"
	"cutline/archive/embedded"
)

// read makes the reading of a photo's words by the rules given. An XMP sidecar beats the file's
// own words (the editor who wrote it came later); the last arrival with one
// beats earlier ones.
func read(rules Rules, p *Photo) Reading {
	sidecar, watched := lastFrom(p.Arrivals, Sidecar), lastFrom(p.Arrivals, Watched)
	values := make(map[embedded.Field]Read)
	for field, v := range embedded.Effective(p.Statements, p.DigestStale) {
		values[field] = Read{Values: v.Values, Place: v.From.String(), Lang: v.From.Lang}
	}
	for field, v := range embedded.Effective(inXMP(sidecar), false) {
		v.From.Place = Sidecar
		values[field] = Read{Values: v.Values, Place: v.From.String(), Lang: v.From.Lang}
	}
	addWatched(values, watched)
	r := Reading{
		Version: rules.version(p.Reading.Reader),
		Values:  values,
		Credit:  rules.Photo(creditFields(values, slices.Concat(sidecar, p.Statements, watched))),
	}
	r.Notice, r.NoticePlace = noticeOf(values)
	if r.Credit.SignOff == "" {
		return r
	}
	caption := values[embedded.Caption]
	caption.Values = []string{r.Credit.Caption}
	values[embedded.Caption] = caption
	if r.Credit.Caption == "" {
		delete(values, embedded.Caption)
	}
	return r
}

// lastFrom is what the latest arrival says that says anything from a place.
func lastFrom(arrivals []Arrival, place string) []embedded.Statement {
	for _, arrival := range slices.Backward(arrivals) {
		if said := statedIn(arrival.Statements, place); len(said) > 0 {
			return said
		}
	}
	return nil
}

// statedIn are the statements of one place.
func statedIn(statements []embedded.Statement, place string) []embedded.Statement {
	var said []embedded.Statement
	for _, s := range statements {
		if s.Place == place {
			said = append(said, s)
		}
	}
	return said
}

// addWatched adds the fixed fields of a watched folder where nothing else says
// the field. The folder's supplier is no guess from a credit line, so it always
// rules (Photo.Fields).
func addWatched(values map[embedded.Field]Read, watched []embedded.Statement) {
	for _, s := range watched {
		if v, said := values[s.Field]; s.Field != "" && (!said || v.Place == s.String()) {
			values[s.Field] = Read{Values: append(v.Values, s.Value), Place: s.String()}
		}
	}
}

// inXMP gives sidecar statements the place that package embedded reads them
// from.
func inXMP(sidecar []embedded.Statement) []embedded.Statement {
	statements := slices.Clone(sidecar)
	for i := range statements {
		statements[i].Place = embedded.XMP
	}
	return statements
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
