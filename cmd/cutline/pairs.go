package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/web"
)

func pairsCommand(data *dataFlag) *cobra.Command {
	var both, asJSON bool
	cmd := &cobra.Command{
		Use:   "pairs [ID ID]",
		Short: "Work through one picture with two credits",
		Long: `Lists photos of the same picture data whose credits differ. With two IDs it
settles such a pair: the first photo gets the credit of the second, as a
correction that can be undone; with --both the two are right as they are, and
are not listed again.

  cutline pairs
  cutline pairs uo37avtb4eaf47oqmogq 3jnurpdco23oeybeaap3
  cutline pairs --both uo37avtb4eaf47oqmogq 3jnurpdco23oeybeaap3

The page of work queues shows them side by side.`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				switch {
				case len(args) == 2:
					return s.settlePair(ctx, cmd, args, both)
				case len(args) > 0 || both:
					return usageError(errors.New("name both photos by their IDs; see cutline pairs --help"))
				}
				return s.listPairs(ctx, cmd, asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&both, "both", false, "both credits are right")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON line for each pair")
	return cmd
}

func (s *stores) settlePair(ctx context.Context, cmd *cobra.Command, args []string, both bool) error {
	var ids [2]archive.ID
	for i, arg := range args {
		id, err := archive.ParseID(arg)
		if err != nil {
			return usageError(err)
		}
		ids[i] = id
	}
	if ids[0] == ids[1] {
		return usageError(errors.New("a pair is two photos"))
	}
	if both {
		if err := s.SettleBoth(ctx, ids[0], ids[1], systemUser()); err != nil {
			return err
		}
		_, err := fmt.Fprintln(cmd.OutOrStdout(), "Both credits are right.")
		return err
	}
	p, err := s.TakeCredit(ctx, ids[0], ids[1], systemUser())
	if wrong, ok := errors.AsType[*archive.CorrectionError](err); ok {
		return usageError(wrong)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s  credit is now %s\n", p.ID, printable(p.Corrections[len(p.Corrections)-1].To[0]))
	return err
}

// listPairs lists all pairs, page by page. It needs no index, but the API has
// them as they are shown.
func (s *stores) listPairs(ctx context.Context, cmd *cobra.Command, asJSON bool) error {
	client, done, err := s.ask(ctx, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	defer done()
	n := 0
	for after := ""; ; {
		body, err := call(ctx, client, http.MethodGet, "/api/v1/same-picture?"+url.Values{"after": {after}}.Encode())
		if err != nil {
			return err
		}
		var page struct {
			Pairs []web.Pair
			Next  string
		}
		if err := json.Unmarshal(body, &page); err != nil {
			return fmt.Errorf("the answer cannot be read: %w", err)
		}
		for _, pair := range page.Pairs {
			n++
			if asJSON {
				err = printJSON(cmd.OutOrStdout(), pair)
			} else {
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s  %s\n%s  %s\n", pair.A.ID, creditOrNone(pair.A.Credit), pair.B.ID, creditOrNone(pair.B.Credit))
			}
			if err != nil {
				return err
			}
		}
		if after = page.Next; after == "" {
			break
		}
	}
	if !asJSON {
		fmt.Fprintf(cmd.OutOrStdout(), "%s of one picture with two credits\n", plural(n, "pair"))
	}
	return nil
}

func creditOrNone(line string) string {
	if strings.TrimSpace(line) == "" {
		return "(no credit)"
	}
	return printable(line)
}
