package main

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/index/bleve"
)

func reindexCommand(data *dataFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "reindex",
		Short: "Build the search index again from the catalogue",
		Long: `Builds a new search index beside the one in use and swaps it in. A server
that runs does it itself, and goes on answering meanwhile.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			s, err := data.openExisting(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			owned, client, err := ownOrServer(ctx, s.dir)
			if err != nil {
				return err
			}
			if client != nil {
				if _, err := call(ctx, client, http.MethodPost, "/api/v1/reindex"); err != nil {
					return err
				}
				if asJSON {
					return printJSON(cmd.OutOrStdout(), reindexed{Rebuilding: true})
				}
				_, err = fmt.Fprintln(cmd.OutOrStdout(), "The server builds a new index now; the old one answers until it is there.")
				return err
			}
			defer owned.release()
			engine, err := s.openIndex(ctx)
			if err != nil {
				return err
			}
			defer engine.Close()
			engine.Rebuild()
			if err := catchUp(ctx, s.Catalogue, engine, cmd.ErrOrStderr()); err != nil {
				return err
			}
			photos := engine.Status().Photos
			if asJSON {
				return printJSON(cmd.OutOrStdout(), reindexed{Photos: &photos})
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s are indexed.\n", plural(photos, "photo"))
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print how many photos are indexed as JSON")
	return cmd
}

// reindexed is the answer of cutline reindex --json.
type reindexed struct {
	// Photos is how many are indexed; nil where a server is at it.
	Photos     *int `json:"photos,omitempty"`
	Rebuilding bool `json:"rebuilding,omitempty"`
}

// catchUp brings an index up to date, a rebuild that it needs included.
func catchUp(ctx context.Context, c archive.Catalogue, engine *bleve.Engine, progress io.Writer) error {
	for {
		if err := archive.CatchUp(ctx, c, engine, sayIndexed(progress)); err != nil {
			return err
		}
		if !engine.Status().Rebuilding {
			return nil
		}
	}
}
