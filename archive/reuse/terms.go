package reuse

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/credit"
	"cutline/archive/terms"
)

// The codes of what the terms of a photo say.
const (
	Embargoed    = "embargo"
	Over         = "over"
	DatesDiffer  = "dates-differ" // the dates from which a term may run disagree
	EndsSoon     = "ends-soon"
	Ends         = "ends"
	NoDate       = "no-date" // a term runs from a transmission that no place dates
	OneTimeUsed  = "one-time-used"
	OneTime      = "one-time"
	OutHere      = "out-here"
	OutElsewhere = "out-elsewhere"
	OutUnknown   = "out-title" // a city or a title is out
	OnlyHere     = "only-here"
	OnlyOther    = "only-elsewhere"
	NotCleared   = "not-cleared"
	AskFirst     = "permission"
	Exclusive    = "exclusive"
	NotEditorial = "editorial-only"
	TermNote     = "term" // a demand or remark that binds without a decision
	CreditDemand = "mandatory-credit"
	UnreadTerm   = "unread-term"
	TermCut      = "term-cut"
	Answered     = "answered" // a sentence that an editor explained once and for all
)

// soon is how long before its end a photo is worth a warning.
const soon = 7 * 24 * time.Hour

// terms checks what the photo's own words say about its use.
func (c *checker) terms() {
	c.embargo()
	c.endings()
	for _, t := range c.photo.Reading.Terms {
		said := credit.Stated{Place: t.Place, Value: t.Text}
		switch t.Kind {
		case terms.OneTime:
			c.oneTime(said)
		case terms.Out:
			c.out(t, said)
		case terms.Only:
			c.only(t, said)
		case terms.NotCleared:
			c.add(NotCleared, Stop, "It is not cleared for publication: "+quote(t.Text)+".", said)
		case terms.Permission:
			if c.permitted() {
				c.add(AskFirst, Note, "Its supplier wants to be asked, and a permission is recorded.", said)
			} else {
				c.add(AskFirst, Caution, "Its supplier wants to be asked first: "+quote(t.Text)+".", said)
			}
		case terms.Exclusive:
			c.add(Exclusive, Caution, "Somebody has it exclusively: "+quote(t.Text)+".", said)
		case terms.EditorialOnly:
			if c.Purpose == archive.Commercial {
				c.add(NotEditorial, Stop, "It is for editorial use only, and this use is commercial.", said)
			} else {
				c.add(TermNote, Note, "For editorial use only.", said)
			}
		case terms.NoSales:
			c.add(TermNote, Note, "Not to be sold on.", said)
		case terms.NewsOnly:
			c.add(TermNote, Note, "Only with news or comment on what it shows.", said)
		case terms.NoCrop:
			c.add(TermNote, Note, "Not to be cropped or altered.", said)
		case terms.NoSequence:
			c.add(TermNote, Note, "Not in sequences that look like video.", said)
		case terms.Restricted:
			c.add(TermNote, Note, "Its supplier speaks of restrictions without naming them here: "+quote(t.Text)+".", said)
		case terms.Unverified:
			c.add(TermNote, Note, "Its supplier could not verify it: say so.", said)
		case terms.Licence:
			c.add(TermNote, Note, "A licence is named: "+quote(t.Text)+".", said)
		case terms.MandatoryCredit:
			c.demand(t, said)
		case terms.Unread:
			c.unreadTerm(t, said)
		}
		if t.Cut {
			c.add(TermCut, Caution, "Its terms are cut off at the limit of their field, and no other place has them whole: ask the supplier for the rest.", said)
		}
	}
}

// quote is a text in a sentence, shortened.
func quote(text string) string {
	const most = 120
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return "“" + strings.TrimRight(text, ". ") + "”"
}

func (c *checker) embargo() {
	t, at, ok := c.photo.Embargo(c.Zone)
	said := credit.Stated{Place: t.Place, Value: t.Text}
	switch {
	case !ok:
	case at.IsZero():
		c.add(Embargoed, Caution, "It is under embargo, and its words do not say until when: ask the supplier.", said)
	case c.At.Before(at):
		c.add(Embargoed, Stop, fmt.Sprintf("Embargoed until %s.", c.say(at)), said)
	}
}

// endings checks whether the right to use the photo has ended.
func (c *checker) endings() {
	ends := c.photo.Endings(c.Zone, c.Settings.Grace)
	for _, e := range ends {
		t := e.Term
		said := credit.Stated{Place: t.Place, Value: t.Text}
		what := ending(t, c.Settings.Grace)
		from := ""
		if len(e.Sent) > 0 {
			from = " (" + counted(e.Sent[len(e.Sent)-1], c.Zone) + ")"
		}
		switch {
		case c.At.After(e.Last):
			c.add(Over, Stop, fmt.Sprintf("%s ended on %s%s; ask %s.", what, c.say(e.Last), from, c.sender()), said)
		case c.At.After(e.First):
			c.add(DatesDiffer, Caution, fmt.Sprintf("%s ended on %s or ends on %s: its dates of transmission disagree, %s and %s.",
				what, c.say(e.First), c.say(e.Last), e.Sent[0], e.Sent[len(e.Sent)-1]), said)
		case e.First.Sub(c.At) < soon:
			c.add(EndsSoon, Caution, fmt.Sprintf("%s ends on %s%s, within a week.", what, c.say(e.First), from), said)
		default:
			c.add(Ends, Note, fmt.Sprintf("%s ends on %s%s.", what, c.say(e.First), from), said)
		}
	}
	for _, t := range c.photo.Reading.Terms {
		runs := t.Kind == terms.ForDays || t.Kind == terms.NoArchive && (t.Days > 0 || c.Settings.Grace > 0)
		if runs && len(c.photo.Sent(c.Zone)) == 0 {
			c.add(NoDate, Caution, fmt.Sprintf("%s runs from its transmission, and no place says when that was: ask %s.", ending(t, c.Settings.Grace), c.sender()),
				credit.Stated{Place: t.Place, Value: t.Text})
		}
	}
}

// ending names a term that ends.
func ending(t terms.Term, grace int) string {
	switch {
	case t.Kind == terms.ForDays:
		return fmt.Sprintf("The term of %s from its transmission", days(t.Days))
	case t.Kind == terms.NoArchive && t.Days > 0:
		return fmt.Sprintf("No archiving after %s: its use", days(t.Days))
	case t.Kind == terms.NoArchive:
		return fmt.Sprintf("No archiving, for which the newsroom has set %s: its use", days(grace))
	}
	return "Its use"
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// counted says from what the days run.
func counted(s archive.Sent, zone *time.Location) string {
	day := s.At.In(zone).Format("2 January 2006")
	if s.Taken {
		return "counted from the day it was taken, " + day + ", because nothing says when it was sent"
	}
	return "sent " + day + ", " + s.Place
}

// sender is whom to ask.
func (c *checker) sender() string {
	if c.credit.Supplier != "" {
		return c.credit.Supplier
	}
	return "who sent it"
}

func (c *checker) oneTime(said credit.Stated) {
	uses := c.photo.Uses()
	if len(uses) == 0 {
		c.add(OneTime, Note, "It may be used once, and no use is recorded.", said)
		return
	}
	last := uses[len(uses)-1]
	where := last.Where
	if where == "" {
		where = string(last.Medium)
	}
	c.add(OneTimeUsed, Stop, fmt.Sprintf("It may be used once, and was used on %s (%s).", last.Day, where), said)
}

// media are the media of terms as the newsroom names them.
var media = map[string][]archive.Medium{
	"print": {archive.Print, archive.Magazine, archive.Book}, "newspapers": {archive.Print}, "magazines": {archive.Magazine},
	"books": {archive.Book}, "online": {archive.Online, archive.Social}, "mobile": {archive.Online}, "social": {archive.Social}, "tv": {archive.TV},
}

// meets says that one of the media named is that of the use.
func (c *checker) meets(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(media[name], c.Medium) })
}

func (c *checker) out(t terms.Term, said credit.Stated) {
	countries := make([]string, len(t.Territories))
	for i, code := range t.Territories {
		countries[i] = terms.Country(code)
	}
	switch {
	case c.Territory != "" && slices.Contains(t.Territories, string(c.Territory)):
		c.add(OutHere, Stop, fmt.Sprintf("Not for publication in %s.", terms.Country(string(c.Territory))), said)
	case c.Medium != "" && c.meets(t.Media):
		c.add(OutHere, Stop, fmt.Sprintf("Not for use in this medium (%s): %s.", c.Medium, quote(t.Text)), said)
	case slices.Contains(t.Media, "advertising") && c.Purpose == archive.Commercial:
		c.add(OutHere, Stop, "Not for advertising.", said)
	case len(t.Titles) > 0:
		c.add(OutUnknown, Caution, fmt.Sprintf("Not for %s: look whether that is us.", list(t.Titles)), said)
	case len(countries) > 0:
		c.add(OutElsewhere, Note, fmt.Sprintf("Not for publication in %s.", list(countries)), said)
	default:
		c.add(OutElsewhere, Note, fmt.Sprintf("Not for use in %s.", list(t.Media)), said)
	}
}

func (c *checker) only(t terms.Term, said credit.Stated) {
	countries := make([]string, len(t.Territories))
	for i, code := range t.Territories {
		countries[i] = terms.Country(code)
	}
	switch {
	case len(countries) > 0 && c.Territory == "":
		c.add(OnlyOther, Caution, fmt.Sprintf("Only for use in %s, and the newsroom's country is not set: cutline settings territory=…", list(countries)), said)
	case len(countries) > 0 && !slices.Contains(t.Territories, string(c.Territory)):
		c.add(OnlyOther, Stop, fmt.Sprintf("Only for use in %s.", list(countries)), said)
	case len(t.Media) > 0 && c.Medium != "" && !c.meets(t.Media):
		c.add(OnlyOther, Stop, fmt.Sprintf("Only for use in %s, and this is for %s.", list(t.Media), c.Medium), said)
	default:
		c.add(OnlyHere, Note, fmt.Sprintf("Only for use in %s.", list(append(countries, t.Media...))), said)
	}
}

// demand checks that the line to be printed gives the credit that is demanded.
func (c *checker) demand(t terms.Term, said credit.Stated) {
	line := c.Line
	if line == "" {
		line = c.line
	}
	if line == "" {
		c.add(CreditDemand, Caution, "Its supplier demands a credit, and there is none to print.", said)
		return
	}
	if t.Credit != "" {
		printed, wanted := c.Rules.Parse(line), c.Rules.Parse(t.Credit)
		if missing := lacks(printed, wanted); len(missing) > 0 && len(wanted.Unread) == 0 {
			c.add(CreditDemand, Caution, fmt.Sprintf("Its supplier demands a credit that the line does not give: it lacks %s.", list(missing)), said)
			return
		}
	}
	c.add(CreditDemand, Note, "The mandatory credit is met by: "+line, said)
}

// lacks are the names that a printed credit does not have and a wanted one has.
func lacks(printed, wanted credit.Credit) []string {
	var missing []string
	for _, name := range wanted.Photographers {
		same := func(other string) bool { return credit.ComparePersons(name, other) <= credit.Spelled }
		if !slices.ContainsFunc(printed.Photographers, same) {
			missing = append(missing, name)
		}
	}
	have := houses(printed)
	for _, name := range houses(wanted) {
		if !slices.ContainsFunc(have, func(other string) bool { return strings.EqualFold(other, name) }) {
			missing = append(missing, name)
		}
	}
	return missing
}

// houses are the organisations of a credit.
func houses(c credit.Credit) []string {
	var all []string
	for _, name := range append([]string{c.Agency, c.Collection, c.Client, c.Courtesy}, c.Via...) {
		if name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// unreadTerm checks words that no phrase explains: what an editor once said of
// them counts, else words of duty are to be decided on.
func (c *checker) unreadTerm(t terms.Term, said credit.Stated) {
	if answer, ok := c.Rights.Answer(terms.Shape(t.Text), c.credit.Supplier); ok {
		c.answered(t, answer, said)
		return
	}
	if t.Duty {
		c.add(UnreadTerm, Caution, "No rule reads this, and it speaks of duty: "+quote(t.Text)+".", said)
		return
	}
	c.add(UnreadTerm, Note, "No rule reads this: "+quote(t.Text)+".", said)
}

func (c *checker) answered(t terms.Term, a archive.Answer, said credit.Stated) {
	switch {
	case a.Effect == archive.Stopped:
		c.add(Answered, Stop, "The newsroom has read this as a stop: "+quote(t.Text)+".", said)
	case a.Effect == archive.EndsOn && c.on() > a.Until:
		c.add(Answered, Stop, fmt.Sprintf("The newsroom has read this as an end on %s: %s.", a.Until, quote(t.Text)), said)
	case a.Effect == archive.EditorialOnly && c.Purpose == archive.Commercial:
		c.add(Answered, Stop, "The newsroom has read this as editorial use only: "+quote(t.Text)+".", said)
	case a.Effect != archive.NoEffect:
		c.add(Answered, Note, "The newsroom knows this: "+quote(t.Text)+".", said)
	}
}
