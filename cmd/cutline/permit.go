package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func rightsPermit(data *dataFlag) *cobra.Command {
	var from, until, territories, media, terms, note, why string
	var withdraw int64
	var all bool
	cmd := &cobra.Command{
		Use:   "permit ID…|QUERY",
		Short: "Record what was allowed for single photos",
		Long: `Records a permission for photos: what somebody allowed, what a fee was paid for.
They are named by their IDs, or found by a query. It holds from and until days,
both included, in countries and media, or everywhere where none are named. It is
never deleted; --withdraw N ends the one that cutline show --json numbers.

  cutline rights permit uo37avtb4eaf47oqmogq --until 2027-03-31 --territories DE,AT \
    --media print --note 'by mail from the photographer'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p := archive.Permission{Terms: terms, Note: note, Actor: systemUser()}
			if err := p.Set(from, until, territories, media); err != nil {
				return usageError(err)
			}
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				ids, err := s.namedFew(ctx, cmd.ErrOrStderr(), args, all)
				if err != nil {
					return err
				}
				if withdraw != 0 {
					if len(ids) > 1 {
						return usageError(errors.New("--withdraw takes back a permission of one photo; name it alone"))
					}
					if err := s.WithdrawPermission(ctx, ids[0], withdraw, archive.Withdrawn{By: systemUser(), Why: why}); err != nil {
						return err
					}
					_, err := fmt.Fprintf(cmd.OutOrStdout(), "Permission %d is withdrawn.\n", withdraw)
					return err
				}
				err = s.RecordPermission(ctx, ids, p)
				if _, ok := errors.AsType[*archive.InvalidError](err); ok {
					return usageError(err)
				}
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "The permission is recorded for %s.\n", plural(len(ids), "photo"))
				return err
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&from, "from", "", "its first day, YYYY-MM-DD")
	flags.StringVar(&until, "until", "", "its last day, YYYY-MM-DD")
	flags.StringVar(&territories, "territories", "", "countries, two letters of ISO 3166-1 each, between commas")
	flags.StringVar(&media, "media", "", "print, magazine, book, online, social, tv or other, between commas")
	flags.StringVar(&terms, "terms", "", "its conditions, word for word")
	flags.StringVar(&note, "note", "", "what the newsroom adds: who gave it, the number of the invoice")
	flags.BoolVar(&all, "all", false, "record it for every photo that the query finds")
	flags.Int64Var(&withdraw, "withdraw", 0, "end the permission with this number")
	flags.StringVar(&why, "why", "", "with --withdraw: the reason")
	return cmd
}
