package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"cutline/archive"
)

// revised is a text in numbered revisions: the rules, the rights.
type revised struct {
	name   string // of the command that lists them
	newest func(*stores) func(context.Context) (archive.Revision, error)
	at     func(*stores) func(context.Context, int) (archive.Revision, error)
	all    func(*stores) func(context.Context) ([]archive.Revision, error)
	// inForce is the number of the one that rules, where it need not be the
	// newest; else nil.
	inForce func(context.Context, *stores) (int, error)
}

func revisedRules() revised {
	return revised{
		"rules",
		func(s *stores) func(context.Context) (archive.Revision, error) { return s.RulesText },
		func(s *stores) func(context.Context, int) (archive.Revision, error) { return s.RulesAt },
		func(s *stores) func(context.Context) ([]archive.Revision, error) { return s.RulesHistory },
		func(ctx context.Context, s *stores) (int, error) {
			rules, err := s.Rules(ctx)
			return rules.Revision, err
		},
	}
}

func revisedRights() revised {
	return revised{
		"rights",
		func(s *stores) func(context.Context) (archive.Revision, error) { return s.RightsText },
		func(s *stores) func(context.Context, int) (archive.Revision, error) { return s.RightsAt },
		func(s *stores) func(context.Context) ([]archive.Revision, error) { return s.RightsHistory },
		nil,
	}
}

// asked is the revision whose number is the argument at i, the newest where
// there is none.
func (r revised) asked(ctx context.Context, s *stores, args []string, i int) (archive.Revision, error) {
	if i >= len(args) {
		return r.newest(s)(ctx)
	}
	n, err := strconv.Atoi(args[i])
	if err != nil || n < 0 {
		return archive.Revision{}, usageError(fmt.Errorf("%q is not the number of a revision; cutline %s history lists them", args[i], r.name))
	}
	rev, err := r.at(s)(ctx, n)
	if errors.Is(err, archive.ErrNotFound) {
		err = fmt.Errorf("there is no revision %d of the %s; cutline %s history lists them", n, r.name, r.name)
	}
	return rev, err
}

// diff is the command that shows what changed between two revisions.
func (r revised) diff(data *dataFlag) *cobra.Command {
	return &cobra.Command{
		Use:   "diff [FROM [TO]]",
		Short: "Show what changed between two revisions",
		Long: `Shows what changed from one revision to another: without numbers from the
one before the newest to the newest, with one number from there to the newest.
Revision 0 is the state before the first.`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				to, err := r.asked(ctx, s, args, 1)
				if err != nil {
					return err
				}
				if len(args) == 0 {
					args = []string{strconv.Itoa(max(to.N-1, 0))}
				}
				from, err := r.asked(ctx, s, args, 0)
				if err != nil {
					return err
				}
				name := func(r archive.Revision) string { return fmt.Sprintf("revision %d", r.N) }
				_, err = cmd.OutOrStdout().Write(diff.Diff(name(from), []byte(from.Text), name(to), []byte(to.Text)))
				return err
			})
		},
	}
}

// history is the command that lists the revisions.
func (r revised) history(data *dataFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "history",
		Short: "List the revisions, the newest first",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				history, err := r.all(s)(ctx)
				if err != nil {
					return err
				}
				inForce := -1
				if r.inForce != nil {
					if inForce, err = r.inForce(ctx, s); err != nil {
						return err
					}
				}
				for _, rev := range history {
					if asJSON {
						err = printJSON(cmd.OutOrStdout(), revisionJSON(rev, false))
					} else {
						force := ""
						if rev.N == inForce {
							force = "  in force"
						}
						_, err = fmt.Fprintf(cmd.OutOrStdout(), "%4d  %s  %s, %d lines%s\n", rev.N, rev.At.Local().Format(time.DateTime),
							printable(rev.Actor), strings.Count(rev.Text, "\n"), force)
					}
					if err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON line for each revision")
	return cmd
}

func revisionJSON(r archive.Revision, text bool) any {
	shown := struct {
		Revision int       `json:"revision"`
		Actor    string    `json:"actor,omitempty"`
		At       time.Time `json:"at,omitzero"`
		Text     *string   `json:"text,omitempty"`
	}{Revision: r.N, Actor: r.Actor, At: r.At}
	if text {
		shown.Text = &r.Text
	}
	return shown
}
