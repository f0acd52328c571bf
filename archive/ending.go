package archive

import (
	"fmt"
	"slices"
	"time"

	"cutline/archive/embedded"
	"cutline/archive/terms"
)

// Sent is a moment at which a supplier may have sent a photo, from which terms
// such as "14 days from the transmission" run.
type Sent struct {
	At time.Time `json:"at"`
	// Place says so: a statement, or the watched folder it arrived in.
	Place string `json:"place"`
	// Day: a day alone is known, and At is its beginning.
	Day bool `json:"day,omitempty"`
	// Taken: nothing tells when it was sent, and this is when it was taken.
	Taken bool `json:"taken,omitempty"`
}

// Sent returns the moments at which the photo may have been sent, the earliest
// first: as stated, as it arrived through a watched folder, and where one place
// dates the photo more than a day later than its own date, since that is then
// the date of the transmission. The arrival of a bulk ingest is none: twenty
// years on a disk would be fresh. Where there is no other it is the date taken,
// and none where that is not known either.
func (p *Photo) Sent(zone *time.Location) []Sent {
	zone = p.Zone(zone)
	var list []Sent
	add := func(s Sent) {
		if !slices.ContainsFunc(list, func(had Sent) bool { return had.At.Equal(s.At) }) {
			list = append(list, s)
		}
	}
	if at, day, ok := moment(p.Reading.Values[embedded.Moved], zone); ok {
		add(Sent{At: at, Place: p.Reading.Values[embedded.Moved].Place, Day: day})
	}
	for _, a := range p.Arrivals {
		if a.Folder != "" {
			add(Sent{At: a.At, Place: "arrival in " + a.Folder})
		}
	}
	taken, takenDay, known := moment(p.Reading.Values[embedded.Taken], zone)
	for _, s := range p.Statements {
		at, ok := dateOf([]string{iimDate(s)})
		if known && ok && s.Place != embedded.EXIF && at.Sub(taken) > 36*time.Hour {
			y, m, d := at.Date()
			add(Sent{At: time.Date(y, m, d, 0, 0, 0, 0, zone), Place: s.String(), Day: true})
		}
	}
	if len(list) == 0 && known {
		add(Sent{At: taken, Place: p.Reading.Values[embedded.Taken].Place, Day: takenDay, Taken: true})
	}
	slices.SortFunc(list, func(a, b Sent) int { return a.At.Compare(b.At) })
	return list
}

// iimDate is the day that a statement of Date Created names, as 2006-01-02.
func iimDate(s embedded.Statement) string {
	if s.Field != embedded.Taken {
		return ""
	}
	if v := s.Value; len(v) == 8 && s.Place == embedded.IIM { // 20230921
		return v[:4] + "-" + v[4:6] + "-" + v[6:]
	}
	return s.Value
}

// moment is a date or a time as package embedded gives it.
func moment(r Read, zone *time.Location) (at time.Time, day, ok bool) {
	if len(r.Values) == 0 {
		return time.Time{}, false, false
	}
	value := r.Values[0]
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, value, zone); err == nil {
			return t, layout == time.DateOnly, true
		}
	}
	return time.Time{}, false, false
}

// Ending is when the right to use a photo ends by its own terms.
type Ending struct {
	Term terms.Term `json:"term"`
	// Sent are the moments from which its days run, if it has days.
	Sent []Sent `json:"sent,omitempty"`
	// First is the end by the earliest of them, Last by the latest; of a term
	// with a date they are the same.
	First time.Time `json:"first"`
	Last  time.Time `json:"last"`
}

// Endings returns when the right to use the photo ends by its own terms, the
// soonest first. grace is the number of days after which a photo that is not to
// be archived should be gone, where its terms name none; 0 leaves those out.
func (p *Photo) Endings(zone *time.Location, grace int) []Ending {
	zone = p.Zone(zone)
	var list []Ending
	if expires := p.Reading.Values[embedded.Expires]; len(expires.Values) > 0 {
		if at, day, ok := moment(expires, zone); ok {
			if day {
				at = at.AddDate(0, 0, 1).Add(-time.Nanosecond)
			}
			t := terms.Term{Kind: terms.Until, Text: "Expiration Date " + expires.Values[0], Place: expires.Place, At: at, Day: day}
			list = append(list, Ending{Term: t, First: at, Last: at})
		}
	}
	for _, t := range p.Reading.Terms {
		days := t.Days
		switch t.Kind {
		case terms.Until:
			list = append(list, Ending{Term: t, First: t.When(zone), Last: t.When(zone)})
			continue
		case terms.NoArchive:
			if days == 0 {
				days = grace
			}
		case terms.ForDays:
		default:
			continue
		}
		if sent := p.Sent(zone); days > 0 && len(sent) > 0 {
			list = append(list, Ending{
				Term: t, Sent: sent, First: after(sent[0], days), Last: after(sent[len(sent)-1], days),
			})
		}
	}
	slices.SortStableFunc(list, func(a, b Ending) int { return a.First.Compare(b.First) })
	return list
}

// after is the end of so many days from a transmission: to the moment, or to
// the end of the day where only a day is known.
func after(s Sent, days int) time.Time {
	end := s.At.AddDate(0, 0, days)
	if s.Day {
		end = end.AddDate(0, 0, 1).Add(-time.Nanosecond)
	}
	return end
}

// Embargo is the latest moment before which the photo must not be used, by its
// own terms; ok is false where it has none. The zero time: there is an embargo
// whose end cannot be read.
func (p *Photo) Embargo(zone *time.Location) (t terms.Term, at time.Time, ok bool) {
	zone = p.Zone(zone)
	if release := p.Reading.Values[embedded.Release]; len(release.Values) > 0 {
		if m, day, read := moment(release, zone); read {
			t = terms.Term{Kind: terms.Embargo, Text: "Release Date " + release.Values[0], Place: release.Place, At: m, Day: day}
			at, ok = m, true
		}
	}
	for _, term := range p.Reading.Terms {
		if term.Kind != terms.Embargo {
			continue
		}
		if m := term.When(zone); !ok || m.After(at) {
			t, at, ok = term, m, true
		}
	}
	return t, at, ok
}

// own gives the fields that the terms of a photo make exact: when its use ends
// and begins, and the countries in which it is out.
func (p *Photo) own(fields Fields) {
	if ends := p.Endings(time.UTC, 0); len(ends) > 0 {
		fields[embedded.Expires] = p.termField(ends[0].Term, ends[0].First)
	}
	if t, at, ok := p.Embargo(time.UTC); ok && !at.IsZero() {
		fields[embedded.Release] = p.termField(t, at)
	}
	out := Field{Layer: LayerReading}
	for _, t := range p.Reading.Terms {
		if t.Kind == terms.Out && len(t.Territories) > 0 {
			out.Values, out.Place = append(out.Values, t.Territories...), t.Place
		}
	}
	if len(out.Values) > 0 {
		fields[Out] = out
	}
}

// termField is a moment as a field, in the form that package embedded gives.
func (p *Photo) termField(t terms.Term, at time.Time) Field {
	value := at.Format(time.RFC3339)
	if t.Day {
		value = at.Format(time.DateOnly)
	} else if t.Local {
		value = at.Format("2006-01-02T15:04:05")
	}
	return Field{Values: []string{value}, Layer: layerOf(t.Place), Place: t.Place}
}

// Restricted reports whether the terms of the photo can keep it from being
// used, somewhere or at some time.
func (p *Photo) Restricted() bool {
	return len(p.Reading.Values[embedded.Expires].Values) > 0 || len(p.Reading.Values[embedded.Release].Values) > 0 ||
		slices.ContainsFunc(p.Reading.Terms, terms.Term.Limits)
}

// String says when and where a photo was sent: "21 September 2023 (IIM 2:55)".
func (s Sent) String() string {
	return fmt.Sprintf("%s (%s)", s.At.Format("2 January 2006"), s.Place)
}
