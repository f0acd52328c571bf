package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func purgeCommand(data *dataFlag) *cobra.Command {
	var why string
	var rehearse, list, asJSON bool
	cmd := &cobra.Command{
		Use:   "purge ID…",
		Short: "Take photos out for good: a court's order, a demand of privacy",
		Long: `Takes photos out of the archive for good: the original, the renditions, every
word, what was recorded and corrected, and the index's memory of it. It cannot
be undone. A tombstone stays, with the hash, who, when and why, and refuses the
same bytes later. What goes is shown first; on a terminal it is asked for once
more.

To keep a photo and stop its use, withdraw it: cutline withdraw --help.

  cutline purge --dry-run uo37avtb4eaf47oqmogq
  cutline purge uo37avtb4eaf47oqmogq --why "court order 12/26"
  cutline purge --list                           # the tombstones

A backup holds the photo until cutline backup DIR --prune.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case list == (len(args) > 0):
				return usageError(errors.New("name the photos by their IDs, or give --list; see cutline purge --help"))
			case !list && !rehearse && strings.TrimSpace(why) == "":
				return usageError(errors.New("say why with --why: the reason is what is left of the photo"))
			}
			var ids []archive.ID
			for _, arg := range args {
				id, err := archive.ParseID(arg)
				if err != nil {
					return usageError(fmt.Errorf("%w; a purge takes IDs, which cutline search shows, and no query", err))
				}
				ids = append(ids, id)
			}
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				if list {
					return s.listTombstones(ctx, cmd.OutOrStdout(), asJSON)
				}
				return s.purge(ctx, cmd, ids, purging{why: strings.TrimSpace(why), rehearse: rehearse, asJSON: asJSON})
			})
		},
	}
	cmd.Flags().StringVar(&why, "why", "", "the reason, which stays")
	cmd.Flags().BoolVar(&rehearse, "dry-run", false, "show what would go, and change nothing")
	cmd.Flags().BoolVar(&list, "list", false, "list what was purged")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON line for each photo")
	return cmd
}

// purging is how photos are purged.
type purging struct {
	why              string
	rehearse, asJSON bool
}

// purgeLine is a line of cutline purge --json.
type purgeLine struct {
	ID   archive.ID `json:"id"`
	Done bool       `json:"purged"`
	archive.Purged
}

func (s *stores) purge(ctx context.Context, cmd *cobra.Command, ids []archive.ID, how purging) error {
	out := cmd.OutOrStdout()
	photos := make([]*archive.Photo, 0, len(ids))
	for _, id := range ids { // all of them are there before the first goes
		p, err := s.Photo(ctx, id)
		if err != nil {
			return err
		}
		photos = append(photos, p)
		if how.rehearse && how.asJSON {
			printJSON(out, purgeLine{ID: id, Purged: archive.WouldPurge(p)})
		}
		if !how.asJSON {
			printGoes(out, p)
		}
	}
	if how.rehearse {
		return nil
	}
	if isTerminal(cmd.InOrStdin()) && !confirmed(cmd.InOrStdin(), cmd.ErrOrStderr(), len(photos)) {
		return errors.New("nothing was purged")
	}
	for _, p := range photos {
		stone, err := s.Archive.Purge(ctx, p.ID, systemUser(), how.why)
		if err == nil {
			err = s.thumbs.Remove(p.ID)
		}
		if err != nil {
			return err
		}
		if how.asJSON {
			printJSON(out, purgeLine{ID: stone.ID, Done: true, Purged: stone.Purged})
		} else {
			fmt.Fprintf(out, "%s  purged\n", stone.ID)
		}
	}
	if err := s.forgetIndexed(ctx, cmd.ErrOrStderr()); err != nil {
		return fmt.Errorf("the photos are purged, and the index still holds their words: %w; run cutline reindex", err)
	}
	if last, err := s.Upkeep.LastBackup(ctx); err == nil && last != nil && !how.asJSON {
		fmt.Fprintf(out, "The backup in %s holds them until: cutline backup %[1]s --prune\n", printable(last.Dir))
	}
	return nil
}

// forgetIndexed has the index forget what was purged: a server does so by
// itself, and without one it is done here.
func (s *stores) forgetIndexed(ctx context.Context, progress io.Writer) error {
	if _, err := os.Stat(filepath.Join(s.dir, indexDir)); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	_, done, err := s.ask(ctx, progress)
	if err != nil {
		return err
	}
	done()
	return nil
}

// printGoes says what goes with a photo.
func printGoes(w io.Writer, p *archive.Photo) {
	goes := archive.WouldPurge(p)
	last := p.Arrivals[len(p.Arrivals)-1]
	fmt.Fprintf(w, "%s  %s\n", p.ID, printable(filepath.Base(last.Path)))
	if caption := p.Fields()["caption"].String(); caption != "" {
		fmt.Fprintf(w, "    %s\n", printable(caption))
	}
	fmt.Fprintf(w, "    goes: its original (%d bytes)", goes.Bytes)
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{goes.Sidecars, "sidecar", "sidecars"},
		{goes.Arrivals, "arrival", "arrivals"},
		{goes.Corrections, "correction", "corrections"},
		{goes.Usages, "recorded use", "recorded uses"},
		{goes.Permissions, "permission", "permissions"},
	} {
		switch {
		case part.n == 1:
			fmt.Fprintf(w, ", 1 %s", part.one)
		case part.n > 1:
			fmt.Fprintf(w, ", %d %s", part.n, part.many)
		}
	}
	fmt.Fprintln(w)
}

// confirmed asks once more.
func confirmed(in io.Reader, out io.Writer, photos int) bool {
	what := "this photo"
	if photos > 1 {
		what = fmt.Sprintf("these %d photos", photos)
	}
	fmt.Fprintf(out, "Purge %s for good? Write purge to go on: ", what)
	answer, _ := bufio.NewReader(in).ReadString('\n')
	return strings.TrimSpace(answer) == "purge"
}

// listTombstones lists what was purged.
func (s *stores) listTombstones(ctx context.Context, w io.Writer, asJSON bool) error {
	const page = 500
	for before := archive.Seq(0); ; {
		stones, err := s.Tombstones.Buried(ctx, before, page)
		if err != nil {
			return err
		}
		for _, t := range stones {
			before = t.Seq
			if asJSON {
				printJSON(w, t)
				continue
			}
			fmt.Fprintf(w, "%s  %s  %s: %s\n", t.ID, t.At.Format(time.DateOnly), t.Actor, printable(t.Why))
		}
		if len(stones) < page {
			return nil
		}
	}
}
