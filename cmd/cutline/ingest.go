package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os/user"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/archive/folder"
)

func ingestCommand(data *dataFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "ingest PATH…",
		Short: "Store the photos of folders and files",
		Long: `Stores every photo below the paths, with its words and those of an XMP
sidecar beside it, and says what became of each file that is not simply new.
Nothing in the folders is changed. Run it again at any time: what is in the
archive already is not stored twice.

Exit status: 0 fine, 3 files were refused, 130 interrupted (what was
reported is stored).`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			ctx := cmd.Context()
			s, err := data.open(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			bar := newProgress(ctx, cmd.ErrOrStderr(), paths)
			out := aboveBar{bar, cmd.OutOrStdout()}
			report := terminalReport(out)
			if asJSON {
				report = jsonReport(out)
			}
			in := folder.Ingest{
				Archive: s.Archive, ID: archive.NewRunID(time.Now()), Actor: systemUser(), Leave: []string{s.dir},
				Report: func(f archive.RunFile) {
					report(f)
					bar.step()
				},
			}
			summary, err := in.Run(ctx, paths...)
			bar.finish()
			if asJSON {
				if err := json.NewEncoder(out).Encode(map[string]archive.Summary{"summary": summary}); err != nil {
					return err
				}
			} else {
				printSummary(out, summary)
			}
			if err != nil {
				return err
			}
			if summary.Refused > 0 {
				return &exitError{status: exitLook}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON line for every file, and a summary")
	return cmd
}

// jsonReport prints a line for every file. Reports come one at a time.
func jsonReport(w io.Writer) func(archive.RunFile) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return func(r archive.RunFile) { enc.Encode(r) }
}

// terminalReport prints the files that a person may have to do something about.
func terminalReport(w io.Writer) func(archive.RunFile) {
	return func(r archive.RunFile) {
		switch {
		case r.ReadWith != "":
		case r.Outcome == archive.Refused || r.Outcome == archive.Skipped:
			fmt.Fprintf(w, "%-8s %s: %s\n", r.Outcome, printable(r.Path), printable(r.Reason))
		case r.Relation.Kind == archive.SamePixels:
			fmt.Fprintf(w, "%-8s %s: the same picture as %s, with other words\n", r.Outcome, printable(r.Path), r.Relation.Of)
		case r.Outcome != archive.Known && r.Reason != "":
			fmt.Fprintf(w, "%-8s %s: %s\n", r.Outcome, printable(r.Path), printable(r.Reason))
		}
	}
}

func printSummary(w io.Writer, s archive.Summary) {
	words := ""
	if s.Words > 0 {
		words = fmt.Sprintf(", %d with new words", s.Words)
	}
	sidecars := ""
	if s.Sidecars > 0 {
		sidecars = fmt.Sprintf(" (%d of them sidecars, read with their photos)", s.Sidecars)
	}
	// One write, because a progress bar may stand where it goes.
	fmt.Fprintf(w, "%d files: %d added, %d known%s, %d refused, %d skipped%s\n",
		s.Files, s.Added, s.Known, words, s.Refused, s.Skipped, sidecars)
}

// systemUser is the actor of what a terminal does.
func systemUser() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}
