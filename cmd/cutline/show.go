package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func showCommand(data *dataFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show ID…",
		Short: "Show everything the archive knows of a photo",
		Long: `Shows a photo: the value in force of every field and where it came from,
the credit as it was read, and every statement of the file word for word.`,
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
			enc := json.NewEncoder(cmd.OutOrStdout())
			enc.SetEscapeHTML(false)
			for _, arg := range args {
				id, err := archive.ParseID(arg)
				if err != nil {
					return usageError(err)
				}
				photo, err := s.Photo(cmd.Context(), id)
				if errors.Is(err, archive.ErrNotFound) {
					return fmt.Errorf("%w; cutline search finds IDs by words", err)
				}
				if err != nil {
					return err
				}
				if asJSON {
					err = enc.Encode(photo)
				} else {
					err = printPhoto(cmd.OutOrStdout(), s.Archive, photo, settings.Style)
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
func printPhoto(w io.Writer, a *archive.Archive, p *archive.Photo, style string) error {
	credit, err := a.Rules.PrintBeside(p.Reading.Credit.Credit, style)
	if err != nil {
		return err
	}
	if credit == "" {
		credit = "(no credit found)"
	}
	fmt.Fprintf(w, "%s  %s\n\n", p.ID, printable(credit))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	row := func(name, value, place string) {
		fmt.Fprintf(t, "  %s\t%s\t%s\n", name, printable(value), place)
	}
	row("original", fmt.Sprintf("%s, %d × %d, %d bytes", p.Format, p.Width, p.Height, p.Size), "sha256 "+p.SHA256.String())
	fields := p.Fields()
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		f := fields[name]
		row(string(name), strings.Join(f.Values, "; "), f.Place)
	}
	for _, arrival := range p.Arrivals {
		row("arrived", arrival.At.Local().Format(time.DateTime)+" from "+arrival.Path, "by "+printable(arrival.Actor))
	}
	for _, r := range p.Relations {
		row(r.Kind, string(r.Of), "")
	}
	for _, d := range p.Reading.Credit.Differences {
		row(d.Severity, d.Text, "")
	}
	for _, warning := range p.Warnings {
		row("warning", warning, "")
	}
	fmt.Fprintln(t, "\n  Word for word\t\t")
	for _, s := range p.Statements {
		lang := s.Lang
		if lang != "" {
			lang = " (" + printable(lang) + ")"
		}
		row(printable(s.String())+lang, s.Value, string(s.Field))
	}
	return t.Flush()
}
