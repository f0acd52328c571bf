package archive

import (
	"time"

	"cutline/archive/credit"
	"cutline/archive/embedded"
)

// What an editor has to look at in a photo that came in, in the words of a
// receipt.
const (
	NoCredit    = "no credit"
	NoCaption   = "no caption"
	NoDate      = "no date"
	Unread      = "credit not understood"
	Conflicting = "conflicting credits"
	Expired     = "expired"
	NoRendition = "no rendition"
	Announced   = "kill or correction"
)

// Queues are the problems that an editor mends photo by photo: each photo that
// has one waits in the queue of its name.
var Queues = []string{NoCredit, NoDate, NoCaption}

// Lacks are the queues that a photo waits in. One that has left the archive
// waits in none. A credit that rests on EXIF Artist alone, often the name of the
// camera's owner, is still to be settled.
func (p *Photo) Lacks() []string {
	if p.Shelf.Retired != nil {
		return nil
	}
	var list []string
	fields, c := p.Fields(), &p.Reading.Credit
	if c.From == "" || isArtist(credit.Stated{Place: c.From}) {
		list = append(list, NoCredit)
	}
	if fields[embedded.Taken].String() == "" {
		list = append(list, NoDate)
	}
	if fields[embedded.Caption].String() == "" && c.Caption == "" {
		list = append(list, NoCaption)
	}
	return list
}

// Problems are what an editor has to look at in a photo, in the words of a
// receipt.
func (p *Photo) Problems(now time.Time) []string {
	var list []string
	problem := func(name string, is bool) {
		if is {
			list = append(list, name)
		}
	}
	fields, c := p.Fields(), &p.Reading.Credit
	problem(Announced, p.Reading.Notice != "")
	problem(Expired, over(fields[embedded.Expires].String(), now))
	problem(NoCredit, c.From == "")
	problem(Unread, len(c.Unread) > 0)
	problem(Conflicting, c.Conflicts())
	problem(NoCaption, fields[embedded.Caption].String() == "" && c.Caption == "")
	problem(NoDate, fields[embedded.Taken].String() == "")
	problem(NoRendition, p.Placeholder != "")
	return list
}

// over tells whether a date as package embedded gives it has passed everywhere.
func over(date string, now time.Time) bool {
	const day = len("2006-01-02")
	if len(date) < day {
		return false
	}
	t, err := time.Parse(time.DateOnly, date[:day])
	return err == nil && now.After(t.AddDate(0, 0, 2))
}
