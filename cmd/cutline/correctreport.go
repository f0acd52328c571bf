package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"cutline/archive"
)

// correctReport says what became of each photo.
type correctReport struct {
	out, err io.Writer
	asJSON   bool
	n        int64 // of the batch
	all      int   // photos
	said     bool  // progress stands on the terminal
	failed   error

	done, changed, unchanged, refused int
	shown                             int
	cut                               map[string]int // what IPTC-IIM cannot carry whole
}

// correctLine is a line of JSON.
type correctLine struct {
	ID         archive.ID        `json:"id"`
	Field      archive.FieldName `json:"field,omitempty"`
	Lang       string            `json:"lang,omitempty"`
	From       any               `json:"from,omitempty"`
	To         any               `json:"to,omitempty"`
	Outcome    string            `json:"outcome"`
	Reason     string            `json:"reason,omitempty"`
	Note       string            `json:"note,omitempty"`
	Correction int64             `json:"correction,omitempty"`
}

func (r *correctReport) one(e archive.Edited) {
	r.done++
	line := correctLine{ID: e.ID, Correction: r.n, Reason: e.Refused}
	switch {
	case e.Refused != "":
		r.refused++
		line.Outcome = "refused"
	case len(e.Corrections) == 0:
		r.unchanged++
		line.Outcome = "unchanged"
	default:
		r.changed++
	}
	r.clear()
	if len(e.Corrections) == 0 {
		r.print(line, nil, nil)
	}
	for _, c := range e.Corrections {
		line.Field, line.Lang, line.From, line.To, line.Outcome = c.Field, c.Lang, archive.Shaped(c.Field, c.From), archive.Shaped(c.Field, c.To), "changed"
		if line.Note = archive.Cut(c.Field, c.To); line.Note != "" {
			if r.cut == nil {
				r.cut = make(map[string]int)
			}
			r.cut[string(c.Field)]++
		}
		r.print(line, c.From, c.To)
	}
	if r.all > shownCorrections && isTerminal(r.err) {
		r.said = true
		fmt.Fprintf(r.err, "\rcorrecting: %d of %d photos", r.done, r.all)
	}
}

// shownCorrections is how many photos a report for people shows; --json has all.
const shownCorrections = 20

func (r *correctReport) print(line correctLine, from, to []string) {
	if r.asJSON {
		r.failed = errors.Join(r.failed, printJSON(r.out, line))
		return
	}
	if line.Outcome == "unchanged" {
		return
	}
	if r.shown++; r.shown > shownCorrections {
		return
	}
	if line.Outcome == "refused" {
		fmt.Fprintf(r.out, "%s  refused: %s\n", line.ID, printable(line.Reason))
		return
	}
	name := string(line.Field)
	if line.Lang != "" {
		name += "@" + line.Lang
	}
	say := func(values []string) string {
		if len(values) == 0 {
			return "(empty)"
		}
		return cut(printable(strings.Join(values, "; ")), terminalWidth(r.out)-10)
	}
	fmt.Fprintf(r.out, "%s  %s\n    from  %s\n    to    %s\n", line.ID, name, say(from), say(to))
	if line.Note != "" {
		fmt.Fprintf(r.out, "    note  %s\n", printable(line.Note))
	}
}

func (r *correctReport) clear() {
	if r.said {
		fmt.Fprintf(r.err, "\r%50s\r", "")
		r.said = false
	}
}

func (r *correctReport) finish(b archive.Batch, verb string) error {
	r.clear()
	if r.asJSON {
		if r.failed != nil {
			return r.failed
		}
	} else {
		if more := r.shown - shownCorrections; more > 0 {
			fmt.Fprintf(r.out, "… and %d more; --json lists all\n", more)
		}
		text := fmt.Sprintf("%s: %d %s, %d as they were, %d refused.", plural(r.done, "photo"), r.changed, verb, r.unchanged, r.refused)
		if b.N > 0 && r.changed > 0 && b.Undoes == 0 {
			text += fmt.Sprintf(" This is correction %d; cutline correct --undo %d takes it back.", b.N, b.N)
		}
		fmt.Fprintln(r.out, text)
	}
	for field, n := range r.cut {
		if n > 1 && !r.asJSON {
			fmt.Fprintf(r.err, "cutline: of %d photos %s is longer than IPTC-IIM carries: a delivered copy has it whole in XMP and cut in IIM\n", n, field)
		}
	}
	if r.refused > 0 {
		return &exitError{status: exitLook}
	}
	return nil
}
