package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cutline/archive/credit"
)

func settingsCommand(data *dataFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "settings [zone=ZONE] [style=STYLE] [verify=DAYS]",
		Short: "Show or change the newsroom's settings",
		Long: `Without arguments shows the settings in force; with arguments changes them.

  zone   the newsroom's time zone, an IANA name: Europe/Kyiv
  verify in how many days the server reads every original again, 0 for never
  style  the house style of printed credits: ` + strings.Join(credit.Default().Styles(), ", "),
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
				default:
					return usageError(fmt.Errorf("%q is not a setting; write zone=ZONE, style=STYLE or verify=DAYS", arg))
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
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "zone   %s\nstyle  %s\nverify %d\n", settings.Zone, settings.Style, settings.Verify)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the settings as JSON")
	return cmd
}
