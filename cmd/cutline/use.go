package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func useCommand(data *dataFlag) *cobra.Command {
	var f useFlags
	cmd := &cobra.Command{
		Use:   "use ID…|QUERY",
		Short: "Record where a photo was used",
		Long: `Records that photos were published. They are named by their IDs, or found by
a query; a query that finds several needs --all. The same day, medium, title
and address told again is one use. Without --at it was today.

  cutline use uo37avtb4eaf47oqmogq --medium print --where "The Post, A3"
  cutline use RTR4JDW4 --url https://post.example/story --credit "…/Reuters"
  cutline use --list uo37avtb4eaf47oqmogq
  cutline use --withdraw 12 --why "another picture ran"

Uses are found by is:used and used:2026-11, and listed by cutline report.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				switch {
				case f.list != "" && f.withdraw != 0, (f.list != "" || f.withdraw != 0) && len(args) > 0:
					return usageError(errors.New("--list and --withdraw stand alone; see cutline use --help"))
				case f.list != "":
					return s.listUses(ctx, cmd.OutOrStdout(), f.list, f.asJSON)
				case f.withdraw != 0:
					return s.withdrawUse(ctx, cmd.OutOrStdout(), f.withdraw, f.why)
				case len(args) == 0:
					return usageError(errors.New("name a photo by its ID or a query; see cutline use --help"))
				}
				return s.recordUse(ctx, cmd, args, f)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.at, "at", "", "the day of publication, YYYY-MM-DD (default today)")
	flags.StringVar(&f.medium, "medium", "online", "print, magazine, book, online, social, tv or other")
	flags.StringVar(&f.where, "where", "", "title and page")
	flags.StringVar(&f.url, "url", "", "the published page's address")
	flags.StringVar(&f.credit, "credit", "", "the credit line as it was printed")
	flags.StringVar(&f.number, "number", "", "the supplier's own number of the picture")
	flags.BoolVar(&f.all, "all", false, "record a use of every photo that the query finds")
	flags.StringVar(&f.list, "list", "", "list the uses of the photo with this ID")
	flags.Int64Var(&f.withdraw, "withdraw", 0, "say that the use with this number was none")
	flags.StringVar(&f.why, "why", "", "with --withdraw: the reason")
	flags.BoolVar(&f.asJSON, "json", false, "print a JSON line for each photo, or each use")
	return cmd
}

// useFlags are what is said of a use.
type useFlags struct {
	at, medium, where, url, credit, number string
	all, asJSON                            bool
	list, why                              string
	withdraw                               int64
}

func (s *stores) recordUse(ctx context.Context, cmd *cobra.Command, args []string, f useFlags) error {
	settings, _, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	zone, err := settings.Location()
	if err != nil {
		return err
	}
	u := archive.Usage{
		Day: archive.DayOf(s.Time(), zone), Where: f.where, URL: f.url, Credit: f.credit, Number: f.number,
		Actor: systemUser(), Way: archive.ByHand,
	}
	if err := u.Set(f.at, f.medium); err != nil {
		return usageError(err)
	}
	if err := u.Check(); err != nil {
		return usageError(err)
	}
	ids, err := s.namedFew(ctx, cmd.ErrOrStderr(), args, f.all)
	if err != nil {
		return err
	}
	added, err := s.RecordUsage(ctx, ids, u)
	isNew := make(map[archive.ID]bool)
	for _, id := range added {
		isNew[id] = true
	}
	for _, id := range ids {
		switch {
		case f.asJSON:
			printJSON(cmd.OutOrStdout(), struct {
				ID    archive.ID  `json:"id"`
				Added bool        `json:"added"`
				Day   archive.Day `json:"day"`
			}{id, isNew[id], u.Day})
		case isNew[id]:
			fmt.Fprintf(cmd.OutOrStdout(), "%s  used on %s, %s\n", id, u.Day, u.Medium)
		case err == nil:
			fmt.Fprintf(cmd.OutOrStdout(), "%s  that use is recorded already\n", id)
		}
	}
	return err
}

// maxNamed is how many photos can be named at once where something is recorded
// of each.
const maxNamed = 100

// namedFew are the photos that arguments name; of those that queries find one,
// or with all every one.
func (s *stores) namedFew(ctx context.Context, progress io.Writer, args []string, all bool) ([]archive.ID, error) {
	n, err := s.named(ctx, progress, args, maxNamed)
	if err == nil && len(n.Queries) > 0 && len(n.IDs) > 1 && !all {
		err = usageError(fmt.Errorf("%d photos are found by %q; narrow the query, or say --all", len(n.IDs), strings.Join(n.Queries, " ")))
	}
	return n.IDs, err
}

// usesPage is how many uses are read at a time.
const usesPage = 500

func (s *stores) listUses(ctx context.Context, w io.Writer, photo string, asJSON bool) error {
	id, err := archive.ParseID(photo)
	if err != nil {
		return usageError(fmt.Errorf("--list %s: %w", photo, err))
	}
	if _, err := s.Photo(ctx, id); err != nil {
		return err
	}
	for after := int64(0); ; {
		uses, err := s.Usages.UsagesOf(ctx, id, after, usesPage)
		if err != nil || len(uses) == 0 {
			return err
		}
		after = uses[len(uses)-1].N
		for _, u := range uses {
			if asJSON {
				err = printJSON(w, u)
			} else {
				err = printUse(w, u)
			}
			if err != nil {
				return err
			}
		}
	}
}

func printUse(w io.Writer, u archive.Usage) error {
	parts := []string{string(u.Day), string(u.Medium)}
	for _, part := range []string{u.Where, u.URL, u.Credit, u.Number} {
		if part != "" {
			parts = append(parts, printable(part))
		}
	}
	parts = append(parts, "by "+printable(u.Actor))
	if u.Withdrawn != nil {
		parts = append(parts, "withdrawn by "+printable(u.Withdrawn.By))
	}
	_, err := fmt.Fprintf(w, "%4d  %s\n", u.N, strings.Join(parts, "  "))
	return err
}

func (s *stores) withdrawUse(ctx context.Context, w io.Writer, n int64, why string) error {
	err := s.WithdrawUsage(ctx, n, archive.Withdrawn{By: systemUser(), Why: why})
	if errors.Is(err, archive.ErrNotFound) {
		return fmt.Errorf("there is no use %d; cutline use --list ID numbers them", n)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "Use %d is withdrawn.\n", n)
	return err
}
