package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/archive/credit"
)

func settingsCommand(data *dataFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "settings [NAME=VALUE]…",
		Short: "Show or change the newsroom's settings",
		Long: `Without arguments shows the settings in force; with arguments changes them.

  zone   the newsroom's time zone, an IANA name: Europe/Kyiv
  verify in how many days the server reads every original again, 0 for never
  style  the house style of printed credits: ` + strings.Join(credit.Default().Styles(), ", ") + `

What a check before reuse assumes:

  territory  where a photo is to be printed, two letters of ISO 3166-1: DE; none
  medium     print, magazine, book, online, social, tv, other; none
  credit     what a printed credit must hold: both, agency, photographer
  grace      for how many days a picture may be printed that must not be archived`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			open := data.open
			if len(args) == 0 {
				open = data.openExisting
			}
			s, err := open(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			settings, revision, err := s.Settings(ctx)
			if err != nil {
				return err
			}
			for _, arg := range args {
				name, value, ok := strings.Cut(arg, "=")
				switch {
				case ok && name == "zone":
					settings.Zone = value
				case ok && name == "style":
					settings.Style = value
				case ok && name == "verify":
					if settings.Verify, err = strconv.Atoi(value); err != nil {
						return usageError(fmt.Errorf("verify=%s: write a number of days, or 0 for never", value))
					}
				case ok && name == "territory":
					settings.Territory = ""
					if value != "none" {
						if settings.Territory, err = archive.ParseTerritory(value); err != nil {
							return usageError(fmt.Errorf("territory: %w", err))
						}
					}
				case ok && name == "medium":
					settings.Medium = ""
					if value != "none" {
						if settings.Medium, err = archive.ParseMedium(value); err != nil {
							return usageError(fmt.Errorf("medium: %w", err))
						}
					}
				case ok && name == "credit":
					settings.Holds = archive.CreditHolds(value)
				case ok && name == "grace":
					if settings.Grace, err = strconv.Atoi(value); err != nil {
						return usageError(fmt.Errorf("grace=%s: write a number of days", value))
					}
				default:
					return usageError(fmt.Errorf("%q is not a setting; there are zone, style, verify, territory, medium, credit and grace, as in zone=Europe/Kyiv", arg))
				}
			}
			if len(args) > 0 {
				if err := s.CheckSettings(ctx, settings); err != nil {
					return usageError(err)
				}
				if err := s.SetSettings(ctx, settings, revision, systemUser()); err != nil {
					return err
				}
			}
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(settings)
			}
			return printSettings(cmd.OutOrStdout(), settings)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the settings as JSON")
	return cmd
}

func printSettings(w io.Writer, s archive.Settings) error {
	_, err := fmt.Fprintf(w, "zone      %s\nstyle     %s\nverify    %d\nterritory %s\nmedium    %s\ncredit    %s\ngrace     %d\n", s.Zone, s.Style, s.Verify,
		cmp.Or(s.Territory, "none"), cmp.Or(s.Medium, "none"), cmp.Or(s.Holds, archive.HoldsBoth), s.Grace)
	return err
}
