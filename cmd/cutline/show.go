package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func showCommand(data *dataFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show ID…",
		Short: "Show everything the archive knows of a photo",
		Long: `Shows a photo: the value in force of every field and where it came from,
the credit as it was read, every statement of the file word for word, and what
happened to it, from its arrival on. --json has every field layer by layer:
what was said, what the rules read, who corrected it.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := data.openExisting(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			settings, _, err := s.Settings(cmd.Context())
			if err != nil {
				return err
			}
			rules, err := s.Rules(cmd.Context())
			if err != nil {
				return err
			}
			enc := json.NewEncoder(cmd.OutOrStdout())
			enc.SetEscapeHTML(false)
			for _, arg := range args {
				id, err := archive.ParseID(arg)
				if err != nil {
					return usageError(err)
				}
				photo, err := s.Photo(cmd.Context(), id)
				if errors.Is(err, archive.ErrNotFound) {
					return withNextStep(err)
				}
				if err != nil {
					return err
				}
				account, err := s.Account(cmd.Context(), photo)
				if err != nil {
					return err
				}
				if asJSON {
					err = enc.Encode(account)
				} else {
					err = printPhoto(cmd.OutOrStdout(), rules, account, settings.Style)
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object for each photo")
	return cmd
}

// printPhoto prints a photo for a person: what to print first, then the fields,
// then every word.
func printPhoto(w io.Writer, rules archive.Rules, p *archive.Account, style string) error {
	credit, err := rules.PrintBeside(p.Reading.Credit.Credit, style)
	if err != nil {
		return err
	}
	if credit == "" {
		credit = "(no credit found)"
	}
	fmt.Fprintf(w, "%s  %s\n\n", p.ID, printable(credit))
	var facts, words rows
	facts.add("original", fmt.Sprintf("%s, %d × %d, %d bytes", p.Format, p.Width, p.Height, p.Size), "")
	facts.add("sha256", p.SHA256.String(), "")
	fields := p.Fields()
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		f := fields[name]
		facts.add(string(name), strings.Join(f.Values, "; "), f.Place)
	}
	for _, l := range p.Layers {
		for _, said := range l.Languages {
			facts.add(string(l.Name)+"@"+said.Lang, strings.Join(said.Values, "; "), said.Place)
		}
	}
	addShelf(&facts, p.Shelf)
	for _, u := range p.Uses() {
		facts.add("used", strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s", u.Day, u.Medium, u.Where, u.URL)), " "), u.Actor)
	}
	for _, m := range p.Permissions {
		if m.Withdrawn == nil {
			facts.add("permitted", strings.Join(strings.Fields(fmt.Sprintf("%s..%s %s %s", m.From, m.Until, m.Terms, m.Note)), " "), m.Actor)
		}
	}
	for _, arrival := range p.Arrivals {
		facts.add("arrived", arrival.At.Local().Format(time.DateTime)+" from "+arrival.Path, arrival.Actor)
	}
	for _, r := range p.Relations {
		facts.add(r.Kind, string(r.Of), "")
	}
	for _, d := range p.Reading.Credit.Differences {
		facts.add(d.Severity, d.Text, "")
	}
	for _, warning := range p.Warnings {
		facts.add("warning", warning, "")
	}
	for _, s := range p.Statements {
		words.add(s.String(), s.Value, s.Lang)
	}
	width := terminalWidth(w)
	facts.print(w, width)
	fmt.Fprint(w, "\nWord for word\n\n")
	words.print(w, width)
	fmt.Fprint(w, "\nWhat happened\n\n")
	var events rows
	for _, e := range p.History {
		events.add(e.At.Local().Format(time.DateTime), e.Text, "")
	}
	events.print(w, width)
	return nil
}

// addShelf adds whether and when a photo leaves, or how it left.
func addShelf(facts *rows, s archive.Shelf) {
	if left := s.Retired; left != nil {
		facts.add("left", left.At.Local().Format(time.DateTime)+": "+left.Reason()+"; only its words are here", "")
	}
	if !s.Leaves.IsZero() {
		facts.add("leaves", s.Leaves.Local().Format(time.DateTime), "cutline shelf keep keeps it")
	}
	if s.Pin != nil {
		facts.add("kept", s.Pin.Why, s.Pin.By)
	}
}

// rows are names with their values.
type rows []struct{ name, value string }

// add adds a row; an aside follows its value in brackets.
func (r *rows) add(name, value, aside string) {
	if value = printable(value); aside != "" {
		value += "  [" + printable(aside) + "]"
	}
	*r = append(*r, struct{ name, value string }{printable(name), value})
}

// maxName bounds the column of names; a longer one has a line of its own.
const maxName = 32

// print prints the rows in two columns, long values folded at blanks.
func (r rows) print(w io.Writer, width int) {
	column := 0
	for _, row := range r {
		if n := utf8.RuneCountInString(row.name); n <= maxName {
			column = max(column, n)
		}
	}
	indent := strings.Repeat(" ", column+4)
	for _, row := range r {
		name := row.name
		if utf8.RuneCountInString(name) > maxName {
			fmt.Fprintf(w, "  %s\n", name)
			name = ""
		}
		for i, line := range fold(row.value, max(width-column-4, 20)) {
			if i == 0 {
				fmt.Fprintf(w, "  %-*s  %s\n", column, name, line)
			} else {
				fmt.Fprintf(w, "%s%s\n", indent, line)
			}
		}
	}
}

// fold breaks a text into lines of at most width characters, at blanks where
// there are any.
func fold(s string, width int) (lines []string) {
	runes := []rune(s)
	for len(runes) > width {
		end := width
		for end > width/2 && runes[end] != ' ' {
			end--
		}
		if runes[end] != ' ' {
			end = width
		}
		lines = append(lines, strings.TrimRight(string(runes[:end]), " "))
		runes = []rune(strings.TrimLeft(string(runes[end:]), " "))
	}
	return append(lines, string(runes))
}
