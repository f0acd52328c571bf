package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func reportCommand(data *dataFlag) *cobra.Command {
	var month, supplier string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "report --month YYYY-MM",
		Short: "List the uses of a month for the suppliers, as CSV",
		Long: `Prints the uses of a month as CSV, as suppliers bill them: their number of the
picture, the day, where, the credit as printed, the photographer, our file name.
With --supplier those of one, in any spelling that the rules know.

  cutline report --month 2026-11 --supplier AP > ap-2026-11.csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if month == "" {
				return usageError(errors.New("name the month: --month 2026-11"))
			}
			days, err := archive.Month(month)
			if err != nil {
				return usageError(err)
			}
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				rows := s.Report(ctx, days, supplier)
				if !asJSON {
					return archive.WriteReport(cmd.OutOrStdout(), rows)
				}
				for row, err := range rows {
					if err == nil {
						err = printJSON(cmd.OutOrStdout(), row)
					}
					if err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&month, "month", "", "the month, YYYY-MM")
	cmd.Flags().StringVar(&supplier, "supplier", "", "only what this supplier delivered")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON line for each use")
	return cmd
}
