package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func rightsCommand(data *dataFlag) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rights",
		Short: "Show and change the newsroom's agreements, its photographers and its answers",
		Long: `The rights are what the newsroom recorded of its right to print pictures:
agreements with suppliers, its own photographers, and what sentences of
restriction mean that no rule reads. They are one text in numbered revisions.

  [agreement]
  supplier = AP
  covers = editorial
  media = print, online
  territories = DE, AT, CH
  resale = no
  from = 2025-01-01
  until = 2027-12-31
  note = contract 4711

  [staff]
  Graham Turner; G. Turner = staff 2001-03-01..2019-12-31
  Ana Silva = contract 2020-05-01..

  [answer]
  shape = Use subject to restrictions.
  supplier = PA
  effect = editorial only

Of an agreement only the supplier is required: it covers editorial use in all
media and countries, without resale and without end. An effect is none, note,
stop, until 2027-01-01 or editorial only. What was allowed for one photo is
recorded on its page, or with cutline rights permit.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(rightsShow(data), rightsSet(data), revisedRights().diff(data), revisedRights().history(data), rightsPermit(data))
	return cmd
}

func rightsShow(data *dataFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show [REVISION]",
		Short: "Print the rights",
		Long: `Prints the text of the rights in force, or of a revision. With --json it is
what Cutline reads in the text in force.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON && len(args) > 0 {
				return usageError(errors.New("--json prints the rights in force; leave out the number of a revision"))
			}
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				if asJSON {
					rights, err := s.Rights(ctx)
					if err != nil {
						return err
					}
					return printJSON(cmd.OutOrStdout(), rights)
				}
				r, err := revisedRights().asked(ctx, s, args, 0)
				if err != nil {
					return err
				}
				if r.N == 0 {
					_, err = fmt.Fprintln(cmd.OutOrStdout(), "# No rights are recorded; cutline rights --help shows how they are written.")
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", strings.TrimSuffix(r.Text, "\n"))
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the rights in force as JSON")
	return cmd
}

func rightsSet(data *dataFlag) *cobra.Command {
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "set FILE",
		Short: "Put rights in force",
		Long: `Puts the text of a file ("-" for standard input) in force in place of the
rights before. A mistake is reported with its line, and the rights before stay
in force. With --dry-run the text is only looked at.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := readRules(args[0], cmd.InOrStdin())
			if err != nil {
				return err
			}
			return withArchive(cmd, data.open, func(ctx context.Context, s *stores) error {
				before, err := s.RightsText(ctx)
				if err != nil {
					return err
				}
				rules, err := s.Archive.Rules(ctx)
				if err != nil {
					return err
				}
				rights, err := archive.ParseRights(text, rules.Rules)
				if err != nil {
					return usageError(fmt.Errorf("%s: %w; the rights in force stay as they are", args[0], err))
				}
				what := fmt.Sprintf("%s, %s, %s", plural(len(rights.Agreements), "agreement"), plural(len(rights.Staff), "photographer"), plural(len(rights.Answers), "answer"))
				if dryRun {
					_, err = fmt.Fprintf(cmd.OutOrStdout(), "The text can be put in force: %s.\n", what)
					return err
				}
				n, err := s.SetRights(ctx, text, before.N, systemUser())
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "Revision %d of the rights is in force: %s.\n", n, what)
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "only look for mistakes")
	return cmd
}
