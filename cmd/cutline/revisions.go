package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"cutline/archive"
)

// revised is a text in numbered revisions: the rules, the rights.
type revised struct {
	name   string // of the command that lists them
	newest func(*stores) func(context.Context) (archive.Revision, error)
	at     func(*stores) func(context.Context, int) (archive.Revision, error)
}

func revisedRules() revised {
	return revised{
		"rules",
		func(s *stores) func(context.Context) (archive.Revision, error) { return s.RulesText },
		func(s *stores) func(context.Context, int) (archive.Revision, error) { return s.RulesAt },
	}
}

func revisedRights() revised {
	return revised{
		"rights",
		func(s *stores) func(context.Context) (archive.Revision, error) { return s.RightsText },
		func(s *stores) func(context.Context, int) (archive.Revision, error) { return s.RightsAt },
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
