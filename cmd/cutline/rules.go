package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"cutline/archive/credit"
)

func rulesCommand(data *dataFlag) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Show and change the newsroom's own credit rules",
		Long: `The rules of credit lines are a vocabulary built into Cutline, and the
newsroom's own rules on top, which add to it and override it. They are numbered
revisions in the archive: nothing is lost, and each can be undone.

  [news agency]
  Bridge Wire = The Bridge Wire Service; BWS
  [form]
  {name} zeigt {house} => by {name}; agency {house}
  [given name]
  - august
  [style ours]
  Photo {credit}
  [examples]
  Ana Silva/BWS => by Ana Silva; agency Bridge Wire

cutline rules show --built-in prints the whole form.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(rulesShow(data), rulesSet(data), revisedRules().diff(data), revisedRules().history(data), rulesUndo(data))
	return cmd
}

func rulesShow(data *dataFlag) *cobra.Command {
	var builtIn, asJSON bool
	cmd := &cobra.Command{
		Use:   "show [REVISION]",
		Short: "Print the newsroom's own rules",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if builtIn {
				_, err := io.WriteString(cmd.OutOrStdout(), credit.Vocabulary())
				return err
			}
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				r, err := revisedRules().asked(ctx, s, args, 0)
				if err != nil {
					return err
				}
				warnBroken(ctx, s, cmd.ErrOrStderr())
				if asJSON {
					return printJSON(cmd.OutOrStdout(), revisionJSON(r, true))
				}
				if r.N == 0 {
					_, err = fmt.Fprintln(cmd.OutOrStdout(), "# The newsroom has no rules of its own; cutline rules show --built-in prints those of Cutline.")
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", strings.TrimSuffix(r.Text, "\n"))
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&builtIn, "built-in", false, "print the vocabulary built into Cutline")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the revision as JSON")
	return cmd
}

func rulesSet(data *dataFlag) *cobra.Command {
	var dryRun, asJSON bool
	cmd := &cobra.Command{
		Use:   "set FILE",
		Short: "Put rules in force, and read every photo again",
		Long: `Puts the text of a file ("-" for standard input) in force as the newsroom's
own rules, in place of those before, and reads every photo again. A mistake is
reported with its line, and the rules before stay in force.

With --dry-run nothing is changed: it says what every photo would read.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := readRules(args[0], cmd.InOrStdin())
			if err != nil {
				return err
			}
			// Rules may be set before the first photo comes in.
			return withArchive(cmd, data.open, func(ctx context.Context, s *stores) error {
				before, err := s.RulesText(ctx)
				if err != nil {
					return err
				}
				rules, err := s.CheckRules(ctx, text)
				if err != nil {
					return usageError(fmt.Errorf("%s: %w; the rules in force stay as they are", args[0], err))
				}
				report := newRereadReport(cmd, rules, asJSON)
				if dryRun {
					return report.rehearse(ctx, s)
				}
				n, err := s.SetRules(ctx, text, before.N, systemUser())
				if err != nil {
					return err
				}
				report.say("Revision %d of the rules is in force.", n)
				return report.readAgain(ctx, s)
			})
		},
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "only say what would change")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON line for every photo that changes, and a summary")
	return cmd
}

func rulesUndo(data *dataFlag) *cobra.Command {
	var dryRun, asJSON bool
	cmd := &cobra.Command{
		Use:   "undo",
		Short: "Put the rules before the newest in force again",
		Long: `Puts the text of the revision before the newest in force, as a new revision,
and reads every photo again. To undo the undoing, run it once more.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				newest, err := s.RulesText(ctx)
				if err != nil {
					return err
				}
				if newest.N == 0 {
					return errors.New("the newsroom has no rules of its own that could be undone")
				}
				before, err := s.RulesAt(ctx, newest.N-1)
				if err != nil {
					return err
				}
				rules, err := s.CheckRules(ctx, before.Text)
				if err != nil {
					return fmt.Errorf("revision %d cannot be put in force again: %w", before.N, err)
				}
				report := newRereadReport(cmd, rules, asJSON)
				if dryRun {
					return report.rehearse(ctx, s)
				}
				n, err := s.UndoRules(ctx, newest.N, systemUser())
				if err != nil {
					return err
				}
				report.say("Revision %d of the rules is in force, with the text of revision %d.", n, before.N)
				return report.readAgain(ctx, s)
			})
		},
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "only say what would change")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON line for every photo that changes, and a summary")
	return cmd
}

// warnBroken says why the newest rules are not those in force.
func warnBroken(ctx context.Context, s *stores, w io.Writer) {
	if rules, err := s.Rules(ctx); err == nil && rules.Broken != nil {
		fmt.Fprintf(w, "cutline: %v; revision %d stands in\n", rules.Broken, rules.Revision)
	}
}

// readRules reads the text of rules from a file, or from standard input.
func readRules(path string, stdin io.Reader) (string, error) {
	if path == "-" {
		text, err := io.ReadAll(stdin)
		return string(text), err
	}
	text, err := os.ReadFile(path)
	return string(text), err
}

// printJSON prints a value as a line.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
