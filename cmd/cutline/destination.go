package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/archive/export"
)

func destinationCommand(data *dataFlag) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "destination",
		Short: "Show or change where photos are sent",
		Long: `A destination is a place with a name that photos are sent to from their pages
(key s), from a selection, or by cutline export --destination NAME: a folder, a
bucket of S3, or an address of HTTP. Each says what is sent, and under which
name. No other address is ever contacted.

Secrets come from the environment of the server, or of the command, and are
never stored. For a destination NAME, in capitals and with _ for -:

  CUTLINE_NAME_ACCESS_KEY, CUTLINE_NAME_SECRET_KEY   the keys of S3
                            (else AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)
  CUTLINE_NAME_AUTHORIZATION  the Authorization header of HTTP`,
		Args: cobra.NoArgs,
	}
	list := destinationListCommand(data)
	cmd.RunE = list.RunE
	cmd.Flags().AddFlagSet(list.Flags())
	cmd.AddCommand(destinationAddCommand(data), list, destinationRemoveCommand(data))
	return cmd
}

func destinationListCommand(data *dataFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Show the destinations",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				list, _, err := s.Destinations(ctx)
				if err != nil {
					return err
				}
				return printDestinations(cmd.OutOrStdout(), list, asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object for each destination")
	return cmd
}

func printDestinations(w io.Writer, list []archive.Destination, asJSON bool) error {
	if len(list) == 0 && !asJSON {
		_, err := fmt.Fprintln(w, "there is no destination; cutline destination add NAME PLACE makes one")
		return err
	}
	for _, d := range list {
		if asJSON {
			if err := printJSON(w, d); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "%s  %s\n", d.Name, printable(d.To))
		var set rows
		what := d.As
		if d.Edge > 0 {
			what += fmt.Sprintf(" of %d pixels", d.Edge)
		}
		set.add("sends", what, "")
		if d.Method != "" {
			set.add("by", d.Method, "")
		}
		if d.Template != "" {
			set.add("name", d.Template, "")
		}
		if d.Use {
			set.add("use", string(d.Medium), "")
		}
		set.print(w, terminalWidth(w))
	}
	return nil
}

func destinationAddCommand(data *dataFlag) *cobra.Command {
	var d archive.Destination
	var use string
	cmd := &cobra.Command{
		Use:   "add NAME PLACE",
		Short: "Add a destination, or set one anew",
		Long: `Adds a destination; one of the same name is set anew from what is given here.
PLACE is one of

  /mnt/layout                        a folder of this machine
  s3://host:port/bucket/prefix       S3; s3+http:// without TLS
  https://cms.example/assets/        with --method PUT the name follows it, with
                                     --method POST a form is sent: id, file

  cutline destination add layout /mnt/layout --as words --name '{date} {headline}'
  cutline destination add web https://cms.example/in --method POST --as preview --edge 1600 --use online`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			d.Name, d.To, d.Method = args[0], args[1], strings.ToUpper(d.Method)
			if use != "" {
				medium, err := archive.ParseMedium(use)
				if err != nil {
					return usageError(fmt.Errorf("--use: %w", err))
				}
				d.Use, d.Medium = true, medium
			}
			if _, err := export.ParseName(d.Template); err != nil {
				return usageError(fmt.Errorf("--name: %w", err))
			}
			return withArchive(cmd, data.open, func(ctx context.Context, s *stores) error {
				return s.changeDestinations(ctx, func(list []archive.Destination) ([]archive.Destination, error) {
					list = slices.DeleteFunc(list, func(other archive.Destination) bool { return other.Name == d.Name })
					return append(list, d), nil
				})
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&d.As, "as", string(export.Words), "original, words, preview or ninjs")
	flags.IntVar(&d.Edge, "edge", 0, "long edge of a preview in pixels")
	flags.StringVar(&d.Template, "name", "", "template of the names of files; see cutline export --help")
	flags.StringVar(&d.Method, "method", "", "of HTTP: PUT or POST")
	flags.StringVar(&use, "use", "", "record each as a use of today, too, in this medium")
	return cmd
}

func destinationRemoveCommand(data *dataFlag) *cobra.Command {
	return &cobra.Command{
		Use:   "remove NAME",
		Short: "Remove a destination; what was sent there stays in the log",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				return s.changeDestinations(ctx, func(list []archive.Destination) ([]archive.Destination, error) {
					left := slices.DeleteFunc(slices.Clone(list), func(d archive.Destination) bool { return d.Name == args[0] })
					if len(left) == len(list) {
						return nil, fmt.Errorf("there is no destination %q; cutline destination lists them", args[0])
					}
					return left, nil
				})
			})
		},
	}
}

// changeDestinations puts in force what set makes of the destinations, anew
// where somebody else was faster.
func (s *stores) changeDestinations(ctx context.Context, set func([]archive.Destination) ([]archive.Destination, error)) error {
	for {
		list, revision, err := s.Destinations(ctx)
		if err == nil {
			list, err = set(list)
		}
		if err == nil {
			err = s.SetDestinations(ctx, list, revision, systemUser())
		}
		if wrong, ok := errors.AsType[*archive.InvalidError](err); ok {
			return usageError(wrong)
		}
		if !errors.Is(err, archive.ErrConflict) {
			return err
		}
	}
}
