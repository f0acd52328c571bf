package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/archive/credit"
)

func rereadCommand(data *dataFlag) *cobra.Command {
	var dryRun, fromOriginals, asJSON bool
	cmd := &cobra.Command{
		Use:   "reread",
		Short: "Read again what older rules have read",
		Long: `Reads every photo again whose words were read by older rules than those in
force, of Cutline or of the newsroom, and says what reads otherwise now.
Interrupted, it goes on where it was when it is run again.

With --from-originals the words of the files themselves are read again, too,
where an older Cutline read them.

Exit status: 0 fine, 3 originals could not be read again, 130 interrupted.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				warnBroken(ctx, s, cmd.ErrOrStderr())
				rules, err := s.Rules(ctx)
				if err != nil {
					return err
				}
				report := newRereadReport(cmd, rules.Rules, asJSON)
				r := report.reread()
				r.FromOriginals = fromOriginals
				run, verb := s.Reread, "read"
				if dryRun {
					run, verb = s.RehearseReread, "would read"
				}
				counts, err := run(ctx, r)
				return report.finish(counts, err, verb)
			})
		},
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "only say what would change")
	cmd.Flags().BoolVar(&fromOriginals, "from-originals", false, "read the words of the files again, too")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON line for every photo that changes, and a summary")
	return cmd
}

// rereadReport says what reads otherwise.
type rereadReport struct {
	out, err io.Writer
	rules    *credit.Rules
	asJSON   bool
	shown    int
	said     bool // progress stands on the terminal
	failed   error
}

// shownChanges is how many photos a report for people shows; --json has all.
const shownChanges = 20

func newRereadReport(cmd *cobra.Command, rules *credit.Rules, asJSON bool) *rereadReport {
	return &rereadReport{out: cmd.OutOrStdout(), err: cmd.ErrOrStderr(), rules: rules, asJSON: asJSON}
}

// say prints a sentence for people.
func (r *rereadReport) say(format string, args ...any) {
	if !r.asJSON {
		fmt.Fprintf(r.out, format+"\n", args...)
	}
}

// reread reports to r.
func (r *rereadReport) reread() archive.Reread {
	reread := archive.Reread{Changed: r.changed, Failed: r.fail}
	if isTerminal(r.err) {
		reread.Progress = func(done, of int) {
			r.said = true
			fmt.Fprintf(r.err, "\rreading again: %d of %d photos", done, of)
		}
	}
	return reread
}

// rehearse says what every photo would read by the report's rules.
func (r *rereadReport) rehearse(ctx context.Context, s *stores) error {
	counts, err := s.RehearseRules(ctx, r.rules, r.reread())
	return r.finish(counts, err, "would read")
}

// readAgain reads every photo by the rules in force, and says what changed.
func (r *rereadReport) readAgain(ctx context.Context, s *stores) error {
	counts, err := s.Reread(ctx, r.reread())
	return r.finish(counts, err, "read")
}

func (r *rereadReport) changed(c archive.Changed) {
	if r.asJSON {
		r.failed = errors.Join(r.failed, printJSON(r.out, c))
		return
	}
	if !c.Credit {
		return
	}
	if r.shown++; r.shown > shownChanges {
		return
	}
	r.clear()
	fmt.Fprintf(r.out, "%s  %s\n    before  %s\n    after   %s\n", c.ID, printable(c.Line), r.line(c.Before), r.line(c.After))
}

// line is a credit as a report shows it.
func (r *rereadReport) line(c credit.Credit) string {
	line, err := r.rules.Print(c, "slash")
	switch {
	case err != nil || line == "" || len(c.Unread) > 0:
		words := strings.Join(c.Unread, "; ")
		if words == "" {
			return "no credit"
		}
		return "not understood: " + printable(words)
	case !c.Sure:
		return printable(line) + "  (a guess)"
	}
	return printable(line)
}

func (r *rereadReport) fail(id archive.ID, err error) {
	r.clear()
	fmt.Fprintf(r.err, "cutline: photo %s could not be read again: %v; cutline verify tells more\n", id, err)
}

func (r *rereadReport) clear() {
	if r.said {
		fmt.Fprintf(r.err, "\r%50s\r", "")
		r.said = false
	}
}

// finish prints the counts of a run that ended with err.
func (r *rereadReport) finish(counts archive.Rereading, err error, verb string) error {
	r.clear()
	if r.asJSON {
		r.failed = errors.Join(r.failed, printJSON(r.out, map[string]archive.Rereading{"summary": counts}))
	} else {
		if more := r.shown - shownChanges; more > 0 {
			fmt.Fprintf(r.out, "… and %d more; --json lists all\n", more)
		}
		fmt.Fprintln(r.out, summary(counts, verb))
	}
	switch {
	case err != nil:
		return err
	case r.failed != nil:
		return r.failed
	case counts.Failed > 0:
		return &exitError{status: exitLook}
	}
	return nil
}

// summary says the counts in a sentence: "4 photos looked at, 3 read otherwise:
// 3 were not understood and are now."
func summary(c archive.Rereading, verb string) string {
	text := fmt.Sprintf("%s looked at, ", plural(c.Photos, "photo"))
	if c.Changed == 0 {
		text += "none " + verb + " otherwise"
	} else {
		text += fmt.Sprintf("%d %s otherwise", c.Changed, verb)
	}
	var parts []string
	for _, part := range []struct {
		n    int
		text string
	}{
		{c.Read, "understood now"},
		{c.Unread, "no longer understood"},
		{c.Sure, "sure now"},
		{c.Guessed, "only a guess now"},
	} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.text))
		}
	}
	if len(parts) > 0 {
		text += " (" + strings.Join(parts, ", ") + ")"
	}
	if c.Failed > 0 {
		text += fmt.Sprintf("; %s could not be read again", plural(c.Failed, "photo"))
	}
	return text + "."
}

// plural is a number with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
