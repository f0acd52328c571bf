package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func shelfCommand(data *dataFlag) *cobra.Command {
	var asJSON bool
	var days int
	cmd := &cobra.Command{
		Use:   "shelf",
		Short: "List the photos that leave the archive soon, keep those that must stay",
		Long: fmt.Sprintf(`Lists the photos that the keep rules of watched folders let go within some
days, in the order they leave. Each was announced at least %d days before; a
running server lets them go (cutline watch add --help says what goes and what
stays). The same photos: cutline search 'leaves:<3d'; those that have left:
cutline search is:retired.`, int(archive.ShelfNotice.Hours()/24)),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if days < 0 {
				return usageError(fmt.Errorf("--days %d: write a number of days from 0 on", days))
			}
			s, err := data.openExisting(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			return s.printShelf(cmd, days, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object for each photo, and a summary")
	cmd.Flags().IntVar(&days, "days", 3, "how many days ahead to look")
	cmd.AddCommand(
		pinCommand(data, "keep ID…", "Keep photos, whatever the keep rules say", true),
		pinCommand(data, "release ID…", "Let the keep rules decide again about photos that were kept", false),
	)
	return cmd
}

// shelfPage is how many photos are read at a time.
const shelfPage = 500

// printShelf prints what leaves within some days.
func (s *stores) printShelf(cmd *cobra.Command, days int, asJSON bool) error {
	ctx, out := cmd.Context(), cmd.OutOrStdout()
	settings, _, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	zone, err := settings.Location()
	if err != nil {
		return err
	}
	print := shelfLines(out, zone)
	if asJSON {
		print = shelfJSON(out)
	}
	total := 0
	before := s.Time().AddDate(0, 0, days)
	for after := (archive.Leaving{}); ; {
		leaving, err := s.Shelves.Leaving(ctx, after, before, shelfPage)
		if err != nil {
			return err
		}
		if len(leaving) == 0 {
			break
		}
		after = leaving[len(leaving)-1]
		ids := make([]archive.ID, len(leaving))
		for i, l := range leaving {
			ids[i] = l.ID
		}
		photos, err := s.Catalogue.Photos(ctx, ids)
		if err != nil {
			return err
		}
		for _, p := range photos {
			print(p)
		}
		total += len(photos)
	}
	if asJSON {
		return json.NewEncoder(out).Encode(map[string]map[string]int{"summary": {"leaving": total}})
	}
	_, err = fmt.Fprintf(out, "%d photos leave within %d days; cutline shelf keep ID keeps one\n", total, days)
	return err
}

func shelfLines(w io.Writer, zone *time.Location) func(*archive.Photo) {
	return func(p *archive.Photo) {
		last := p.Arrivals[len(p.Arrivals)-1]
		fmt.Fprintf(w, "%s  %s  %s\n", p.Shelf.Leaves.In(zone).Format("2006-01-02 15:04"), p.ID, printable(last.Path))
	}
}

func shelfJSON(w io.Writer) func(*archive.Photo) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return func(p *archive.Photo) {
		last := p.Arrivals[len(p.Arrivals)-1]
		enc.Encode(struct {
			ID archive.ID `json:"id"`
			archive.Shelf
			Folder string `json:"folder"`
			File   string `json:"file"`
		}{p.ID, p.Shelf, last.Folder, strings.ToValidUTF8(filepath.Base(last.Path), "\uFFFD")})
	}
}

// pinCommand keeps photos, or lets the rules decide again.
func pinCommand(data *dataFlag, use, short string, keep bool) *cobra.Command {
	var why string
	cmd := &cobra.Command{
		Use:   use,
		Short: short,
		Long:  short + ". A photo that has left comes back only with\nits file: ingest that again.",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ids := make([]archive.ID, len(args))
			for i, arg := range args {
				id, err := archive.ParseID(arg)
				if err != nil {
					return usageError(err)
				}
				ids[i] = id
			}
			s, err := data.openExisting(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			var pin *archive.Pin
			if keep {
				pin = &archive.Pin{By: systemUser(), At: s.Time().UTC(), Why: strings.TrimSpace(why)}
			}
			err = s.PinPhotos(cmd.Context(), ids, pin)
			if errors.Is(err, archive.ErrNotFound) {
				return withNextStep(err)
			}
			return err
		},
	}
	if keep {
		cmd.Flags().StringVar(&why, "why", "", "the reason, kept with the photo")
	}
	return cmd
}
