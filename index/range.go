package index

import (
	"strconv"
	"strings"
	"time"

	"cutline/archive/embedded"
)

// rangeValue reads the value of a date or number field.
func (p *parser) rangeValue(start int, f *queryField, value string) (Node, error) {
	r := Range{Field: f.name}
	if low, high, ok := strings.Cut(value, ".."); ok {
		r.Op, r.Low, r.High = "..", low, high
	} else {
		r.Low = strings.TrimLeft(value, "<>=")
		r.Op = value[:len(value)-len(r.Low)]
	}
	switch r.Op {
	case "=":
		r.Op = ""
	case "", "<", "<=", ">", ">=", "..":
	default:
		return nil, p.mistake(start, p.pos, "%s is no comparison; there are <, <=, > and >=", r.Op)
	}
	if r.Low == "" && r.High == "" {
		return nil, p.mistake(start, p.pos, "%s: needs a value, as in %s", f.name, example(f))
	}
	for _, bound := range []string{r.Low, r.High} {
		if bound == "" {
			continue
		}
		if f.kind == date {
			if _, ok := readDate(bound, time.Time{}, time.UTC, 1); !ok {
				return nil, p.mistake(start, p.pos,
					"%q is no date; write 2022-03-17, 2022-03, 2022, 2022-03-17T14:30, today, yesterday, \"last week\" or 7d", bound)
			}
		} else if n, err := strconv.Atoi(bound); err != nil || n < 0 || n > MaxNumber {
			return nil, p.mistake(start, p.pos, "%q is no number between 0 and %d", bound, MaxNumber)
		}
	}
	low, isLow := readCalendar(r.Low, time.UTC)
	high, isHigh := readCalendar(r.High, time.UTC)
	if f.kind == number {
		least, most := r.Numbers()
		isLow, isHigh = least > most, true
	} else {
		isLow = isLow && !low.from.Before(high.to)
	}
	if r.Op == ".." && isLow && isHigh {
		return nil, p.mistake(start, p.pos, "the range %s..%s ends before it begins", r.Low, r.High)
	}
	return p.clause(start, r)
}

// MaxNumber is the highest value of a number field that is told apart: higher
// ones count as this.
const MaxNumber = 1<<30 - 1

// Numbers are the lowest and the highest value that a range over a number
// field includes.
func (n Range) Numbers() (low, high int) {
	value := func(s string, empty int) int {
		if v, err := strconv.Atoi(s); err == nil {
			return v
		}
		return empty
	}
	switch v := value(n.Low, 0); n.Op {
	case ">":
		return v + 1, MaxNumber
	case ">=":
		return v, MaxNumber
	case "<":
		return 0, v - 1
	case "<=":
		return 0, v
	case "..":
		return v, value(n.High, MaxNumber)
	default:
		return v, v
	}
}

// IsNumber reports whether the range is over a number field.
func (n Range) IsNumber() bool {
	f := fieldByName[string(n.Field)]
	return f != nil && f.kind == number
}

// Times are the instants that a range over a date field includes, from up to
// and without to; a zero time is no bound. A day begins at midnight in zone.
func (n Range) Times(now time.Time, zone *time.Location) (from, to time.Time) {
	ahead := 1
	if f := fieldByName[string(n.Field)]; f != nil && !looksAhead(f) {
		ahead = -1
	}
	low, _ := readDate(n.Low, now, zone, ahead)
	if low.distance { // "<7d" is nearer to now than 7 days, on the field's side
		near, far := now, low.from
		if ahead < 0 {
			near, far = far, now
		}
		switch {
		case n.Op == "" || strings.HasPrefix(n.Op, "<"):
			return near, far
		case strings.HasPrefix(n.Op, ">") && ahead > 0:
			return far, time.Time{}
		case strings.HasPrefix(n.Op, ">"):
			return time.Time{}, near
		}
	}
	switch n.Op {
	case ">":
		return low.to, time.Time{}
	case ">=":
		return low.from, time.Time{}
	case "<":
		return time.Time{}, low.from
	case "<=":
		return time.Time{}, low.to
	case "..":
		high, _ := readDate(n.High, now, zone, ahead)
		return low.from, high.to
	default:
		return low.from, low.to
	}
}

// looksAhead reports whether the dates of a field usually lie in the future.
func looksAhead(f *queryField) bool {
	return f.name == embedded.Expires || f.name == embedded.Release || f.name == Leaves
}

// period is what a date as typed covers, from up to and without to.
type period struct {
	from, to time.Time
	// distance: the date is a distance from now, such as 7d; from and to are
	// both that instant.
	distance bool
}

// readDate reads a date as people type it. ahead is 1 where a distance such as
// 7d counts forward from now, -1 where it counts back.
func readDate(s string, now time.Time, zone *time.Location, ahead int) (period, bool) {
	if s == "" {
		return period{}, true
	}
	now = now.In(zone)
	day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, zone)
	monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
	month := day.AddDate(0, 0, 1-day.Day())
	year := time.Date(now.Year(), 1, 1, 0, 0, 0, 0, zone)
	switch strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(s, "-", " "))), " ") {
	case "now":
		return period{from: now, to: now}, true
	case "today":
		return period{from: day, to: day.AddDate(0, 0, 1)}, true
	case "yesterday":
		return period{from: day.AddDate(0, 0, -1), to: day}, true
	case "tomorrow":
		return period{from: day.AddDate(0, 0, 1), to: day.AddDate(0, 0, 2)}, true
	case "this week", "thisweek":
		return period{from: monday, to: monday.AddDate(0, 0, 7)}, true
	case "last week", "lastweek":
		return period{from: monday.AddDate(0, 0, -7), to: monday}, true
	case "this month", "thismonth":
		return period{from: month, to: month.AddDate(0, 1, 0)}, true
	case "last month", "lastmonth":
		return period{from: month.AddDate(0, -1, 0), to: month}, true
	case "this year", "thisyear":
		return period{from: year, to: year.AddDate(1, 0, 0)}, true
	case "last year", "lastyear":
		return period{from: year.AddDate(-1, 0, 0), to: year}, true
	}
	if p, ok := readDistance(s, now, ahead); ok {
		return p, true
	}
	return readCalendar(s, zone)
}

// maxDistance bounds distances such as 7d, in their unit.
const maxDistance = 10_000

// readDistance reads a distance from now: 12h, 7d, 2w.
func readDistance(s string, now time.Time, ahead int) (period, bool) {
	n, err := strconv.Atoi(strings.TrimRight(s, "hdw"))
	if err != nil || n < 0 || n > maxDistance {
		return period{}, false
	}
	n *= ahead
	var at time.Time
	switch strings.TrimLeft(s, "0123456789") {
	case "h":
		at = now.Add(time.Duration(n) * time.Hour)
	case "d":
		at = now.AddDate(0, 0, n)
	case "w":
		at = now.AddDate(0, 0, 7*n)
	default:
		return period{}, false
	}
	return period{from: at, to: at, distance: true}, true
}

// readCalendar reads a year, month, day, hour or minute in ISO 8601 form.
func readCalendar(s string, zone *time.Location) (period, bool) {
	for _, form := range []struct {
		layout string
		end    func(time.Time) time.Time
	}{
		{"2006", func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }},
		{"2006-01", func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }},
		{"2006-01-02", func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
		{"2006-01-02T15:04", func(t time.Time) time.Time { return t.Add(time.Minute) }},
		{"2006-01-02 15:04", func(t time.Time) time.Time { return t.Add(time.Minute) }},
		{"2006-01-02T15:04Z07:00", func(t time.Time) time.Time { return t.Add(time.Minute) }},
		{"2006-01-02T15:04:05Z07:00", func(t time.Time) time.Time { return t.Add(time.Second) }},
	} {
		if t, err := time.ParseInLocation(form.layout, s, zone); err == nil {
			return period{from: t, to: form.end(t)}, true
		}
	}
	return period{}, false
}
