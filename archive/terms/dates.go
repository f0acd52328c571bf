package terms

import (
	"strconv"
	"strings"
	"time"
)

// months by their names and short forms, folded, in five languages.
var months = func() map[string]time.Month {
	m := make(map[string]time.Month)
	for i, names := range []string{
		"january jan januar janvier enero ene gennaio", "february feb februar fevrier fevr febrero febbraio", "march mar marz maerz mars marzo",
		"april apr avril abril abr aprile", "may mai mayo maggio", "june jun juni juin junio giugno", "july jul juli juillet julio luglio",
		"august aug aout agosto ago", "september sept sep septembre septiembre settembre", "october oct oktober okt octobre octubre ottobre",
		"november nov novembre noviembre", "december dec dezember dez decembre diciembre dic dicembre",
	} {
		for name := range strings.FieldsSeq(names) {
			m[name] = time.Month(i + 1)
		}
	}
	return m
}()

// zones are the abbreviations that newsrooms write, with their hours from UTC.
// Ambiguous ones mean what the wires mean: IST is India's, CST is Chicago's.
var zones = map[string]float64{
	"gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
	"est": -5, "edt": -4, "et": -5, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
	"ist": 5.5, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11,
}

// noise stands between the parts of a date and says nothing.
var noise = map[string]bool{
	"on": true, "at": true, "the": true, "of": true, "hrs": true, "hours": true, "uhr": true, "local": true, "time": true, "de": true, "le": true, "den": true, "am": false,
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"mon": true, "tue": true, "tues": true, "wed": true, "thu": true, "thurs": true, "fri": true, "sat": true, "sun": true,
	"montag": true, "dienstag": true, "mittwoch": true, "donnerstag": true, "freitag": true, "samstag": true, "sonntag": true,
}

// moment is a date in the making.
type moment struct {
	year, day    int
	month        time.Month
	hour, minute int // hour is -1 without a time of day
	zone         *time.Location
}

// dateAt reads a moment at token i: "0001 GMT, Saturday November 21", "Oct. 5,
// 2023 at 6 p.m. EST", "2023-10-05", "5.10.2023". end is where it ends, i where
// there is none. A date without a year is the one nearest to ref. day: it names
// no time; local: it names no zone.
func dateAt(text string, tokens []token, i int, ref time.Time) (at time.Time, day, local bool, end int) {
	m := moment{hour: -1}
	end = i
	for j := i; j < len(tokens) && j-i < 24; {
		next := m.take(text, tokens, j)
		if next == j {
			t := &tokens[j]
			if !noise[t.word] && t.sign != ',' && !(t.sign == '.' && j > i && short(&tokens[j-1])) {
				break
			}
			j++
			continue
		}
		j, end = next, next
	}
	if m.month == 0 || m.day == 0 {
		return time.Time{}, false, false, i
	}
	if end < len(tokens) && tokens[end].sign == '.' && short(&tokens[end-1]) {
		end++
	}
	if local = m.zone == nil; local {
		m.zone = time.UTC
	}
	if m.year == 0 {
		m.year = m.nearest(ref)
	}
	at = time.Date(m.year, m.month, m.day, max(m.hour, 0), m.minute, 0, 0, m.zone)
	if at.Day() != m.day {
		return time.Time{}, false, false, i // 31 June
	}
	return at, m.hour < 0, local, end
}

// short says that a dot behind the word is part of it: Oct., p.m.
func short(t *token) bool {
	_, month := months[t.word]
	return month || len(t.word) == 1 || noise[t.word]
}

// nearest is the year in which the day is nearest to ref.
func (m *moment) nearest(ref time.Time) int {
	best, apart := ref.Year(), 1000*24*time.Hour
	for year := ref.Year() - 1; year <= ref.Year()+1; year++ {
		d := time.Date(year, m.month, m.day, 0, 0, 0, 0, m.zone).Sub(ref)
		if d.Abs() < apart {
			best, apart = year, d.Abs()
		}
	}
	return best
}

// take reads one part of a moment at token j, and returns where it ends; j
// where there is none.
func (m *moment) take(text string, tokens []token, j int) int {
	if next := m.numeric(text, tokens, j); next > j {
		return next
	}
	if next := m.clock(tokens, j); next > j {
		return next
	}
	word := tokens[j].word
	if offset, ok := zones[word]; ok && m.hour >= 0 && m.zone == nil {
		m.zone = time.FixedZone(strings.ToUpper(word), int(offset*3600))
		return j + 1
	}
	if month, ok := months[word]; ok && m.month == 0 {
		m.month = month
		return j + 1
	}
	n, err := strconv.Atoi(word)
	switch {
	case err != nil:
		return j
	case len(word) == 4 && n >= 1900 && n < 2200 && m.year == 0 && (m.month != 0 || m.day != 0):
		m.year = n
	case len(word) <= 2 && n >= 1 && n <= 31 && m.day == 0:
		m.day = n
		if j+1 < len(tokens) && (tokens[j+1].word == "st" || tokens[j+1].word == "nd" || tokens[j+1].word == "rd" || tokens[j+1].word == "th") {
			return j + 2
		}
	default:
		return j
	}
	return j + 1
}

// numeric reads 2023-10-05, 2023/10/05, 20231005 and 5.10.2023. A date that may
// be read in two ways (05/10/2023) is the day first, as everywhere but in the
// United States, unless the second number is no month.
func (m *moment) numeric(text string, tokens []token, j int) int {
	if m.month != 0 || m.day != 0 {
		return j
	}
	end := tokens[j].start
	for end < len(text) && (text[end] >= '0' && text[end] <= '9' || end > tokens[j].start && (text[end] == '-' || text[end] == '/' || text[end] == '.')) {
		end++
	}
	digits := strings.TrimRight(text[tokens[j].start:end], "-/.")
	parts := strings.FieldsFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
	year, month, day := 0, 0, 0
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	switch {
	case len(parts) == 1 && len(parts[0]) == 8 && parts[0][:2] == "20":
		year, month, day = number(parts[0][:4]), number(parts[0][4:6]), number(parts[0][6:])
	case len(parts) == 3 && len(parts[0]) == 4:
		year, month, day = number(parts[0]), number(parts[1]), number(parts[2])
	case len(parts) == 3 && (len(parts[2]) == 4 || len(parts[2]) == 2):
		day, month, year = number(parts[0]), number(parts[1]), number(parts[2])
		if month > 12 && day <= 12 {
			day, month = month, day
		}
		if year < 100 {
			year += 2000
		}
	}
	if month < 1 || month > 12 || day < 1 || day > 31 || year < 1900 {
		return j
	}
	m.year, m.month, m.day = year, time.Month(month), day
	from := tokens[j].start
	for j < len(tokens) && tokens[j].start < from+len(digits) {
		j++
	}
	return j
}

// clock reads 0001, 00:01, 00.01, 22h30, 6 p.m., 6:30 pm, noon and midnight.
func (m *moment) clock(tokens []token, j int) int {
	if m.hour >= 0 {
		return j
	}
	word := tokens[j].word
	n, err := strconv.Atoi(word)
	if err != nil {
		switch word {
		case "noon":
			m.hour = 12
			return j + 1
		case "midnight":
			m.hour = 0
			return j + 1
		}
		return j
	}
	hour, minute, end := n, 0, j+1
	exact := false
	if len(word) == 4 && n < 2400 && n%100 < 60 && (n < 1900 || behind(tokens, end, zones) || word[0] == '0') {
		hour, minute, exact = n/100, n%100, behind(tokens, end, zones) || word[0] == '0' || next(tokens, end, "hrs", "hours")
	} else if end+1 < len(tokens) && (tokens[end].sign == ':' || tokens[end].sign == '.' || tokens[end].word == "h") && len(tokens[end+1].word) == 2 {
		if mm, err := strconv.Atoi(tokens[end+1].word); err == nil && mm < 60 && n < 24 {
			minute, end, exact = mm, end+2, tokens[end].sign == ':' || tokens[end].word == "h" || behind(tokens, end+2, zones) || next(tokens, end+2, "hrs", "hours", "uhr")
		}
	}
	if half, after := halfDay(tokens, end); half != 0 {
		if hour > 12 || hour == 0 {
			return j
		}
		hour %= 12
		if half == 'p' {
			hour += 12
		}
		end, exact = after, true
	}
	exact = exact || next(tokens, end, "hrs", "hours", "uhr") || len(word) <= 2 && behind(tokens, end, zones)
	if !exact || hour > 23 {
		return j
	}
	m.hour, m.minute = hour, minute
	if next(tokens, end, "hrs", "hours", "uhr") {
		end++
	}
	return end
}

// behind says that the word at i is one of the zones.
func behind(tokens []token, i int, zones map[string]float64) bool {
	if i >= len(tokens) {
		return false
	}
	_, ok := zones[tokens[i].word]
	return ok
}

func next(tokens []token, i int, words ...string) bool {
	return i < len(tokens) && contains(words, tokens[i].word)
}

// halfDay reads am, a.m., pm and p.m.
func halfDay(tokens []token, i int) (half byte, end int) {
	if i >= len(tokens) {
		return 0, i
	}
	switch tokens[i].word {
	case "am", "pm":
		return tokens[i].word[0], i + 1
	case "a", "p":
		j := i + 1
		if j < len(tokens) && tokens[j].sign == '.' {
			j++
		}
		if j < len(tokens) && tokens[j].word == "m" {
			if j+1 < len(tokens) && tokens[j+1].sign == '.' {
				j++
			}
			return tokens[i].word[0], j + 1
		}
	}
	return 0, i
}
