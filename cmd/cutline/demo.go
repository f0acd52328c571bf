package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/archive/folder"
	"cutline/cmd/cutline/demo"
)

func demoCommand() *cobra.Command {
	var (
		address string
		browser bool
	)
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Serve a small archive of sample photos, to look around in",
		Long: `Draws sample photos with real metadata, ingests them into a temporary
archive and serves it. Nothing is left when it ends.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := onlyLoopback(address); err != nil {
				return usageError(err)
			}
			dir, err := os.MkdirTemp("", "cutline-demo-")
			if err != nil {
				return fmt.Errorf("make a temporary folder: %w", err)
			}
			defer os.RemoveAll(dir)
			return runDemo(cmd, dir, address, browser)
		},
	}
	cmd.Flags().StringVar(&address, "addr", defaultAddress, "address to listen on; only this machine's own (loopback)")
	cmd.Flags().BoolVar(&browser, "browser", true, "open the page in a browser, where there is one")
	return cmd
}

func runDemo(cmd *cobra.Command, dir, address string, browser bool) error {
	ctx, out := cmd.Context(), cmd.OutOrStdout()
	photos := filepath.Join(dir, "photos")
	if _, err := demo.Write(ctx, photos); err != nil {
		return err
	}
	s, err := openStores(ctx, filepath.Join(dir, "data"))
	if err != nil {
		return err
	}
	defer s.Close()
	summary, err := ingestDemo(ctx, s.Archive, photos)
	if err != nil {
		return err
	}
	// Indexed first, so that the first page is whole.
	_, done, err := s.ask(ctx, io.Discard)
	if err != nil {
		return err
	}
	done()
	return s.serve(ctx, address, nil, func(at string) {
		fmt.Fprintf(out, "A demo archive of %d photos is at %s (Ctrl-C ends it and leaves nothing).\n\nThings to try:\n", summary.Added, at)
		for _, tip := range demo.Tips() {
			fmt.Fprintf(out, "  %s\n", tip)
		}
		fmt.Fprintf(out, "\nOne agency has changed how it writes its credits: %scredits shows it, and makes a rule of it.\n", at)
		if browser {
			openBrowser(at)
		}
	})
}

func ingestDemo(ctx context.Context, a *archive.Archive, photos string) (archive.Summary, error) {
	var refused error
	in := folder.Ingest{Archive: a, ID: archive.NewRunID(time.Now()), Actor: systemUser()}
	in.Report = func(r archive.RunFile) {
		if r.Outcome == archive.Refused && refused == nil {
			refused = fmt.Errorf("the sample photo %s was refused: %s", r.Path, r.Reason)
		}
	}
	summary, err := in.Run(ctx, photos)
	if err != nil {
		return summary, err
	}
	return summary, refused
}
