package embedded

import (
	"regexp"
	"strings"
	"time"
)

// dates chooses the dates of the picture and of its transmission.
func (c choice) dates(sts []Statement, values map[Field]Value) {
	set := func(f Field, d date) {
		if d.text != "" {
			values[f] = Value{Values: []string{d.text}, From: d.from}
		}
	}
	shot := c.shot(sts)
	created := c.created(sts)
	moved := iimDate(sts, "1:70", "1:80")
	if shot.text == "" && filePhoto(values) {
		if d := captionDate(values[Caption]); d.text != "" {
			shot = d
			if moved.text == "" && created.text != "" && created.days() > shot.days() {
				moved = created
			}
		}
	}
	if shot.text != "" && (created.text == "" || shot.days()-created.days() <= 1) {
		set(Taken, shot)
	} else {
		set(Taken, created)
	}
	set(Moved, moved)
	set(Release, iimDate(sts, "2:30", "2:35"))
	set(Expires, iimDate(sts, "2:37", "2:38"))
}

// date is a date as ISO 8601, and the statement it is read from.
type date struct {
	text string
	from Statement
}

// days counts days up to the date, as written, whatever its zone.
func (d date) days() int {
	text := d.text
	switch len(text) {
	case len("2006"):
		text += "-01-01"
	case len("2006-01"):
		text += "-01"
	}
	t, err := time.Parse(time.DateOnly, text[:min(len(time.DateOnly), len(text))])
	if err != nil {
		return 0
	}
	return int(t.Unix() / (24 * 60 * 60))
}

// shot is the camera's date: EXIF's, else its copy in XMP.
func (c choice) shot(sts []Statement) date {
	if s, ok := named(sts, EXIF, "DateTimeOriginal"); ok {
		offset, _ := named(sts, EXIF, "OffsetTimeOriginal")
		if text := isoDate(s.Value, offset.Value); text != "" {
			return date{text, s}
		}
	}
	if s, ok := lastNamed(sts, XMP, "exif:DateTimeOriginal"); ok {
		return date{isoDate(s.Value, ""), s}
	}
	return date{}
}

// created is Date Created: that of XMP or that of IIM, by the digest. A date
// alone is no better than the same date with its time.
func (c choice) created(sts []Statement) date {
	var x date
	if s, ok := lastNamed(sts, XMP, "photoshop:DateCreated"); ok {
		x = date{isoDate(s.Value, ""), s}
	}
	i := iimDate(sts, "2:55", "2:60")
	switch {
	case x.text == "", c.digestStale && i.text != "" && !strings.HasPrefix(x.text, i.text):
		return i
	case i.text != "" && strings.HasPrefix(i.text, x.text):
		return i
	}
	return x
}

// iimDate joins a date and a time dataset of the first block that has the date.
func iimDate(sts []Statement, day, clock string) date {
	d, ok := named(sts, IIM, day)
	if !ok {
		return date{}
	}
	var at string
	for _, s := range sts {
		if s.Place == IIM && s.Property == clock && s.Block == d.Block {
			at = s.Value
			break
		}
	}
	return date{isoIIM(d.Value, at), d}
}

var (
	// looseDate is EXIF's and XMP's date and what writers make of it.
	looseDate = regexp.MustCompile(`^(\d{4})(?:[-:/](\d\d?)(?:[-:/](\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?\s*$`)
	iimDay    = regexp.MustCompile(`^(\d{4})[-:/]?(\d\d)[-:/]?(\d\d)$`)
	iimClock  = regexp.MustCompile(`^(\d\d):?(\d\d):?(\d\d)?([+-]\d\d:?\d\d|Z)?$`)
)

// isoDate normalises a date of EXIF or XMP; empty for what is none, such as
// 0000:00:00 and 0001:01:01. Midnight to the second is no time of day.
func isoDate(s, offset string) string {
	m := looseDate.FindStringSubmatch(strings.Trim(s, " \x00"))
	if m == nil {
		return ""
	}
	if m[7] == "" {
		m[7] = strings.TrimSpace(offset)
	}
	return iso(m[1], m[2], m[3], m[4], m[5], m[6], m[7])
}

// isoIIM normalises an IIM date (CCYYMMDD) and time (HHMMSS±HHMM), where zeros
// stand for what is not known (IIM 4.1, section 6, 2:55).
func isoIIM(day, clock string) string {
	m := iimDay.FindStringSubmatch(strings.TrimSpace(day))
	if m == nil {
		return isoDate(day, "")
	}
	t := iimClock.FindStringSubmatch(strings.TrimSpace(clock))
	if t == nil {
		t = make([]string, 5)
	}
	return iso(m[1], m[2], m[3], t[1], t[2], t[3], t[4])
}

// iso writes the parts of a date that are known and possible.
func iso(year, month, day, hour, minute, second, offset string) string {
	month, day, hour = twoDigits(month), twoDigits(day), twoDigits(hour)
	if year < "1000" {
		return ""
	}
	if month == "" || month == "00" {
		return year
	}
	if day == "" || day == "00" {
		if month > "12" {
			return year
		}
		return year + "-" + month
	}
	text := year + "-" + month + "-" + day
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return ""
	}
	if hour == "" || hour > "23" || minute > "59" || second > "60" {
		return text
	}
	if hour == "00" && minute == "00" && (second == "" || second == "00") {
		return text
	}
	text += "T" + hour + ":" + minute
	if second != "" {
		text += ":" + second
	}
	return text + isoOffset(offset)
}

// isoOffset writes a time zone as Z or ±HH:MM; empty where it is none.
func isoOffset(s string) string {
	s = strings.ReplaceAll(s, ":", "")
	if s == "Z" {
		return s
	}
	if len(s) != 5 || s[0] != '+' && s[0] != '-' {
		return ""
	}
	if _, err := time.Parse("-0700", s); err != nil || s[1:] > "1500" {
		return ""
	}
	return s[:3] + ":" + s[3:]
}

// fileLead is how agencies mark a photo from their files.
var fileLead = regexp.MustCompile(`(?i:^\W*file (?:photo|picture|image|pic)\b)|^\W*FILE\b|\bFILE (?:PHOTO|PICTURE|IMAGE)\b|(?i:\bin this [^.]{0,40}\bfile (?:photo|picture|image)\b)|(?i:\bfile photo dated\b)`)

// filePhoto tells by caption, headline and instructions that the picture is
// older than its transmission.
func filePhoto(values map[Field]Value) bool {
	for _, f := range []Field{Caption, Headline, Instructions} {
		if v := values[f].Values; len(v) > 0 && fileLead.MatchString(v[0]) {
			return true
		}
	}
	return false
}

const monthNames = `(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`

var (
	monthFirst = regexp.MustCompile(`\b` + monthNames + ` (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`)
	dayFirst   = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)? ` + monthNames + `,? (\d{4})\b`)
	numeric    = regexp.MustCompile(`\bdated (\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b`)
)

// CaptionDate is the one full date that a caption states, as ISO 8601; empty
// where it states none, or several.
func CaptionDate(caption string) string {
	return captionDate(Value{Values: []string{caption}}).text
}

// captionDate is the one full date that a caption states, or none where it
// states several. Numbers alone count only after "dated", day first, as the
// British agencies write that use them.
func captionDate(caption Value) date {
	if len(caption.Values) == 0 {
		return date{}
	}
	text := caption.Values[0]
	found := map[string]bool{}
	for _, m := range numeric.FindAllStringSubmatch(text, -1) {
		found[iso(m[3], twoDigits(m[2]), twoDigits(m[1]), "", "", "", "")] = true
	}
	if len(found) == 0 {
		for _, m := range monthFirst.FindAllStringSubmatch(text, -1) {
			found[monthDate(m[3], m[1], m[2])] = true
		}
		for _, m := range dayFirst.FindAllStringSubmatch(text, -1) {
			found[monthDate(m[3], m[2], m[1])] = true
		}
	}
	if len(found) != 1 {
		return date{}
	}
	for text := range found {
		return date{text, caption.From}
	}
	return date{}
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// monthDate makes a date of a month's name.
func monthDate(year, month, day string) string {
	t, err := time.Parse("Jan", month[:3])
	if err != nil {
		return ""
	}
	return iso(year, t.Format("01"), twoDigits(day), "", "", "", "")
}
