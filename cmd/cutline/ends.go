package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"cutline/web"
)

func endsCommand(data *dataFlag) *cobra.Command {
	var within string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "ends",
		Short: "List the rights that end, and photos that should no longer be here",
		Long: `Lists what ends within some days, or ended as many days ago, of photos that
were used, kept (cutline shelf keep) or have a permission: permissions,
agreements, the photo's own terms. Then the photos that by their own terms
should no longer be here: their last day is past, or they must not be archived
and the days of grace (cutline settings grace=30) are over.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			body, err := data.get(cmd, "/api/v1/ends?"+url.Values{"within": {within}}.Encode())
			if err != nil {
				return err
			}
			if asJSON {
				_, err = fmt.Fprintln(cmd.OutOrStdout(), strings.TrimSpace(string(body)))
				return err
			}
			var ends web.Ends
			if err := json.Unmarshal(body, &ends); err != nil {
				return fmt.Errorf("the answer cannot be read: %w", err)
			}
			return printEnds(cmd.OutOrStdout(), &ends)
		},
	}
	cmd.Flags().StringVar(&within, "within", "30d", "how many days ahead, and back, to look")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the answer as JSON")
	return cmd
}

func printEnds(w io.Writer, ends *web.Ends) error {
	for _, l := range ends.Lapses {
		which := string(l.ID)
		if which == "" {
			which = plural(l.Photos, "photo")
		}
		fmt.Fprintf(w, "%s  %-20s  %s\n", l.Day, which, printable(l.Text))
	}
	fmt.Fprintf(w, "Of photos used, kept or permitted: %s within %s\n", plural(ends.Total, "ending"), plural(ends.Within, "day"))
	for _, hit := range ends.Over {
		fmt.Fprintf(w, "%s  %s\n", hit.ID, printable(hit.File))
	}
	_, err := fmt.Fprintf(w, "Should no longer be here: %s; cutline search '%s' finds them\n", plural(ends.OverTotal, "photo"), ends.Query)
	return err
}
