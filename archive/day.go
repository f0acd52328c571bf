package archive

import (
	"fmt"
	"strings"
	"time"
)

// Day is a day of the calendar, "2027-12-31", as contracts and page proofs say
// it: it begins and ends by the newsroom's clock. Days compare as strings. The
// empty Day is none: an end that is open.
type Day string

// ParseDay reads YYYY-MM-DD. A day that the calendar does not have is an error.
func ParseDay(text string) (Day, error) {
	text = strings.TrimSpace(text)
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < 1 {
		return "", fmt.Errorf("%q is not a day of the calendar; write YYYY-MM-DD, such as 2027-12-31", shorten(text))
	}
	return Day(t.Format(time.DateOnly)), nil
}

// DayOf is the day of an instant in a zone.
func DayOf(t time.Time, zone *time.Location) Day { return Day(t.In(zone).Format(time.DateOnly)) }

// In is the instant at which the day begins in a zone, the zero time for no day.
func (d Day) In(zone *time.Location) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Add is the day so many days later.
func (d Day) Add(days int) Day {
	return Day(d.In(time.UTC).AddDate(0, 0, days).Format(time.DateOnly))
}

// Period is the days from and until, both included; an empty end is open.
type Period struct {
	From  Day `json:"from,omitempty"`
	Until Day `json:"until,omitempty"`
}

// Holds reports whether a day is within the period.
func (p Period) Holds(d Day) bool {
	return (p.From == "" || p.From <= d) && (p.Until == "" || d <= p.Until)
}

// check says what is wrong with a period.
func (p Period) check() error {
	for _, d := range []Day{p.From, p.Until} {
		if d == "" {
			continue
		}
		if _, err := ParseDay(string(d)); err != nil {
			return err
		}
	}
	if p.From != "" && p.Until != "" && p.Until < p.From {
		return fmt.Errorf("it ends on %s, before it begins on %s", p.Until, p.From)
	}
	return nil
}

// shorten is the beginning of a text that an error quotes.
func shorten(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
