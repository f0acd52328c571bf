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
	return &cobra.Command{
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
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d photos are indexed.\n", engine.Status().Photos)
			return err
		},
	}
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
