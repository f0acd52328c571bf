package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func verifyCommand(data *dataFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Read every original again and compare it with its hash",
		Long: `Reads every original to its end and compares it with its hash, and compares
the originals with the catalogue. It changes nothing.

Exit status: 0 fine (orphans, which a crash leaves, are not damage), 3 an
original is missing or damaged.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := data.openExisting(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			out := cmd.OutOrStdout()
			enc := json.NewEncoder(out)
			enc.SetEscapeHTML(false)
			v, err := s.Verify(cmd.Context(), func(f archive.Finding) {
				if asJSON {
					enc.Encode(f)
					return
				}
				fmt.Fprintf(out, "%-8s %s\n", f.Kind, printable(f.Text))
			})
			if err != nil {
				return err
			}
			if asJSON {
				err = enc.Encode(map[string]archive.Verified{"summary": v})
			} else {
				_, err = fmt.Fprintf(out, "%d photos, %d originals read (%d bytes): %d missing, %d damaged, %d orphaned, %d stray\n",
					v.Photos, v.Originals, v.Bytes, v.Missing, v.Damaged, v.Orphaned, v.Stray)
			}
			if err != nil {
				return err
			}
			if v.Missing+v.Damaged > 0 {
				return &exitError{status: exitLook}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object for each finding, and a summary")
	return cmd
}
