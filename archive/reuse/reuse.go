// Package reuse answers the question asked daily on a picture desk: may we
// print this, and with what credit? [Check] gives a verdict with its reasons.
//
// It is a pure function of the photo, of what it is to be used for, and of what
// the newsroom has recorded; it looks nothing up and asks no clock, so that
// every rule is a row of a test. Quiet is a feature: what is equal, ordinary or
// met is a note at most, and a caution says what the editor has to decide.
package reuse

import (
	"slices"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/credit"
)

// Severity is how much a reason weighs.
type Severity string

// The severities, of which the worst above Note is the verdict.
const (
	Note    Severity = "note"    // nothing to decide
	Caution Severity = "caution" // the editor must do or decide something before printing
	Stop    Severity = "stop"    // not to be printed as things stand
)

// Verdict answers whether a photo may be printed.
type Verdict string

// The verdicts.
const (
	Clear        Verdict = "clear"
	WithCaution  Verdict = "caution"
	NotAsItIs    Verdict = "stop"
	NotInArchive Verdict = "unknown" // there is no such photo in the archive
)

// Reason is one thing to know before printing.
type Reason struct {
	// Code is stable, for programs; see the constants of each rule.
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	// Text is one plain sentence for an editor.
	Text string `json:"text"`
	// Evidence are the words that it rests on, with their places.
	Evidence []credit.Stated `json:"evidence,omitempty"`
}

// Intent is what a photo is to be used for.
type Intent struct {
	// At is when it is printed.
	At time.Time
	// Territory and Medium are where; empty: none in particular.
	Territory archive.Territory
	Medium    archive.Medium
	// Purpose is what for; empty is editorial.
	Purpose archive.Purpose
	// Line is the credit about to be printed; empty: the one that the archive
	// holds, in the house style.
	Line string
}

// Newsroom is what is checked against.
type Newsroom struct {
	Rules    *credit.Rules
	Settings archive.Settings
	Zone     *time.Location
	Rights   *archive.Rights
}

// Intent is what the newsroom's settings assume of a use at a time.
func (n Newsroom) Intent(at time.Time) Intent {
	return Intent{At: at, Territory: n.Settings.Territory, Medium: n.Settings.Medium}
}

// Result is the verdict on a photo.
type Result struct {
	Verdict Verdict  `json:"verdict"`
	Reasons []Reason `json:"reasons"` // worst first
	// Line is the credit to print, in the house style.
	Line string `json:"credit,omitempty"`
}

// Check gives the verdict on a photo. twins are the photos with the same
// pixels.
func Check(p *archive.Photo, twins []*archive.Photo, in Intent, n Newsroom) Result {
	c := checker{photo: p, credit: &p.Reading.Credit, fields: p.Fields(), twins: twins, Intent: in, Newsroom: n}
	c.line, _ = n.Rules.PrintBeside(c.credit.Credit, n.Settings.Style)
	c.notices()
	c.machine()
	c.terms()
	c.whose()
	c.disagreements()
	c.about()
	c.rights()
	c.ordinary()
	return Result{Verdict: verdict(c.reasons), Reasons: sorted(c.reasons), Line: c.line}
}

// checker checks one photo.
type checker struct {
	Intent
	Newsroom
	photo   *archive.Photo
	credit  *credit.Reading
	fields  archive.Fields
	twins   []*archive.Photo
	line    string // to print
	reasons []Reason
}

func (c *checker) add(code string, severity Severity, text string, evidence ...credit.Stated) {
	c.reasons = append(c.reasons, Reason{Code: code, Severity: severity, Text: text, Evidence: evidence})
}

// has says that there is a reason of the code.
func (c *checker) has(code string) bool {
	return slices.ContainsFunc(c.reasons, func(r Reason) bool { return r.Code == code })
}

// weight orders severities.
func (s Severity) weight() int {
	return slices.Index([]Severity{Note, Caution, Stop}, s)
}

func sorted(reasons []Reason) []Reason {
	slices.SortStableFunc(reasons, func(a, b Reason) int { return b.Severity.weight() - a.Severity.weight() })
	return reasons
}

func verdict(reasons []Reason) Verdict {
	worst := Note
	for _, r := range reasons {
		if r.Severity.weight() > worst.weight() {
			worst = r.Severity
		}
	}
	switch worst {
	case Stop:
		return NotAsItIs
	case Caution:
		return WithCaution
	}
	return Clear
}

// Sentence says the verdict in one sentence: the worst reason where there is
// one to act on, else what makes it clear.
func (r Result) Sentence() string {
	if r.Verdict != Clear && len(r.Reasons) > 0 {
		return r.Reasons[0].Text
	}
	var notes []string
	for _, reason := range r.Reasons {
		if len(notes) < 2 && reason.Code != NoAgreement {
			notes = append(notes, reason.Text)
		}
	}
	if len(notes) == 0 {
		return "Nothing in the file or in the newsroom's records speaks against it."
	}
	return strings.Join(notes, " ")
}

// on is the day of the use by the newsroom's clock.
func (c *checker) on() archive.Day { return archive.DayOf(c.At, c.Zone) }

// say is a moment as a sentence has it.
func (c *checker) say(t time.Time) string {
	t = t.In(c.Zone)
	if h, m, s := t.Clock(); h+m+s == 0 || h == 23 && m == 59 && s == 59 {
		return t.Format("2 January 2006")
	}
	return t.Format("2 January 2006, 15:04 MST")
}

// list writes names as a sentence has them.
func list(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}
