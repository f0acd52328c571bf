package archive

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"cutline/archive/credit"
)

// Lapse is a right that ends: of a photo that the newsroom used, pinned or holds
// a permission for, or of all such photos under an agreement.
type Lapse struct {
	// Day is the last day of use.
	Day  Day       `json:"day"`
	Kind LapseKind `json:"kind"`
	// Text says in words what ends.
	Text string `json:"text"`
	// ID is the photo's; empty for an agreement.
	ID ID `json:"id,omitempty"`
	// Photos is how many used, pinned or permitted photos lose it.
	Photos int `json:"photos"`
	// Supplier is that of an agreement.
	Supplier string `json:"supplier,omitempty"`
}

// LapseKind is what ends.
type LapseKind string

// What ends.
const (
	PermissionEnds LapseKind = "permission"
	AgreementEnds  LapseKind = "agreement"
	TermsEnd       LapseKind = "terms" // of the photo's own words
)

// lapseStep is how many photos are looked at at a time.
const lapseStep = 200

// Lapses returns what ends within some days, or ended as many days ago, where
// nothing follows it: at most limit, the soonest first, and how many there are.
func (a *Archive) Lapses(ctx context.Context, within, limit int) (list []Lapse, total int, err error) {
	look, err := a.lookout(ctx, within)
	if err != nil {
		return nil, 0, err
	}
	sooner := func(a, b Lapse) int {
		return cmp.Or(strings.Compare(string(a.Day), string(b.Day)), strings.Compare(string(a.ID), string(b.ID)))
	}
	for after := ID(""); ; {
		ids, err := a.Usages.Recorded(ctx, after, lapseStep)
		if err != nil {
			return nil, 0, fmt.Errorf("archive: what ends: %w", err)
		}
		if len(ids) == 0 {
			break
		}
		after = ids[len(ids)-1]
		photos, err := a.Catalogue.Photos(ctx, ids)
		if err != nil {
			return nil, 0, fmt.Errorf("archive: what ends: %w", err)
		}
		for _, p := range photos {
			ends := look.lapses(p)
			total += len(ends)
			list = append(list, ends...)
		}
		slices.SortFunc(list, sooner)
		list = list[:min(len(list), limit)]
	}
	list = append(list, look.agreements()...)
	slices.SortFunc(list, sooner)
	return list[:min(len(list), limit)], total + len(look.under), nil
}

// lookout looks at photos for what ends from some days ago to some days ahead.
type lookout struct {
	days   Period
	zone   *time.Location
	grace  int
	rights *Rights
	// under counts the photos under each agreement that ends, by its line.
	under map[int]int
}

func (a *Archive) lookout(ctx context.Context, within int) (*lookout, error) {
	settings, _, err := a.Settings(ctx)
	if err != nil {
		return nil, err
	}
	zone, err := settings.Location()
	if err != nil {
		return nil, err
	}
	rights, err := a.Rights(ctx)
	if err != nil {
		return nil, err
	}
	today := DayOf(a.Time(), zone)
	return &lookout{days: Period{today.Add(-within), today.Add(within)}, zone: zone, grace: settings.Grace, rights: rights, under: make(map[int]int)}, nil
}

// lapses are what ends of a photo alone. It counts the photo under its agreement.
func (l *lookout) lapses(p *Photo) []Lapse {
	if len(p.Uses()) == 0 && len(p.Permissions) == 0 && p.Shelf.Pin == nil {
		return nil
	}
	var list []Lapse
	end := func(day Day, kind LapseKind, text string) {
		if day != "" && l.days.Holds(day) {
			list = append(list, Lapse{Day: day, Kind: kind, Text: text, ID: p.ID, Photos: 1})
		}
	}
	if m := lastPermission(p.Permissions); m != nil {
		text := "the permission"
		if m.Note != "" {
			text += " (" + shorten(m.Note) + ")"
		}
		end(m.Until, PermissionEnds, text)
	}
	if agreement := l.agreement(p); agreement != nil && l.days.Holds(agreement.Until) {
		l.under[agreement.Line]++
	}
	if ends := p.Endings(l.zone, l.grace); len(ends) > 0 {
		end(DayOf(ends[0].First, p.Zone(l.zone)), TermsEnd, "the photo's own terms: "+shorten(ends[0].Term.Text))
	}
	return list
}

// agreement is the one that a photo is under longest, nil where there is none or
// it has no end. The first organisation of the chain that has one decides.
func (l *lookout) agreement(p *Photo) (last *Agreement) {
	for _, name := range chain(p) {
		list := l.rights.With(name)
		for i := range list {
			if list[i].Until == "" {
				return nil
			}
			if last == nil || list[i].Until > last.Until {
				last = &list[i]
			}
		}
		if last != nil {
			return last
		}
	}
	return nil
}

// agreements are those that end and have photos under them.
func (l *lookout) agreements() []Lapse {
	var list []Lapse
	for _, a := range l.rights.Agreements {
		if photos := l.under[a.Line]; photos > 0 {
			list = append(list, Lapse{Day: a.Until, Kind: AgreementEnds, Text: "the agreement with " + a.Supplier, Supplier: a.Supplier, Photos: photos})
		}
	}
	return list
}

// chain is every organisation of a photo's credit, the supplier first.
func chain(p *Photo) []string {
	c := p.Reading.Credit.Credit
	names := []string{p.Fields()[Supplier].String()}
	return append(names, organisations(c)...)
}

func organisations(c credit.Credit) []string {
	names := append(slices.Clone(c.Via), c.Agency, c.Collection, c.Client)
	for _, part := range c.Credits {
		names = append(names, organisations(part)...)
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

// lastPermission is the permission that holds longest of those not withdrawn; nil
// where one has no end, or there is none.
func lastPermission(list []Permission) (last *Permission) {
	for i := range list {
		switch m := &list[i]; {
		case m.Withdrawn != nil:
		case m.Until == "":
			return nil
		case last == nil || m.Until > last.Until:
			last = m
		}
	}
	return last
}
