package embedded

import (
	"regexp"
	"strings"
)

var (
	dottedDate  = regexp.MustCompile(`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b`)
	slashedDate = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})\b`)
	onlyDay     = regexp.MustCompile(`^\d{8}$`)
)

// Date is a date that a person or program wrote outside of any format, as ISO
// 8601: what EXIF, XMP and IIM write, 17.03.2022, 17 March 2022 and March 17,
// 2022. It is empty for what is no date, and for one that two readers read
// differently: 3/4/2022, but not 3/17/2022.
func Date(text string) string {
	text = strings.TrimSpace(text)
	if d := isoDate(text, ""); d != "" {
		return d
	}
	if onlyDay.MatchString(text) {
		return isoIIM(text, "")
	}
	if m := dottedDate.FindStringSubmatch(text); m != nil {
		return iso(m[3], m[2], m[1], "", "", "", "")
	}
	if m := slashedDate.FindStringSubmatch(text); m != nil {
		first, second := twoDigits(m[1]), twoDigits(m[2])
		switch {
		case first > "12" || first == second:
			return iso(m[3], second, first, "", "", "", "")
		case second > "12":
			return iso(m[3], first, second, "", "", "", "")
		}
		return ""
	}
	if m := monthFirst.FindStringSubmatchIndex(text); m != nil && m[0] == 0 {
		return monthDate(text[m[6]:m[7]], text[m[2]:m[3]], text[m[4]:m[5]])
	}
	if m := dayFirst.FindStringSubmatchIndex(text); m != nil && m[0] == 0 {
		return monthDate(text[m[6]:m[7]], text[m[4]:m[5]], text[m[2]:m[3]])
	}
	return ""
}
