package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func watchCommand(data *dataFlag) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "Show or change the folders that the server watches",
		Long: `A watched folder is one that photos are dropped into all day, such as the one
that a wire service delivers to. While cutline serve runs, every file that is
complete there comes into the archive by itself. Nothing in the folder is
changed. A change here reaches a running server within seconds.`,
		Args: cobra.NoArgs,
	}
	list := watchListCommand(data)
	cmd.RunE = list.RunE
	cmd.Flags().AddFlagSet(list.Flags())
	cmd.AddCommand(watchAddCommand(data), list, watchRemoveCommand(data))
	return cmd
}

func watchListCommand(data *dataFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Show the watched folders",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := data.openExisting(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			settings, _, err := s.Settings(cmd.Context())
			if err != nil {
				return err
			}
			return printWatched(cmd.OutOrStdout(), settings.Folders, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object for each folder")
	return cmd
}

// printWatched prints folders with what is set of them.
func printWatched(w io.Writer, folders []archive.WatchedFolder, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for _, f := range folders {
			if err := enc.Encode(f); err != nil {
				return err
			}
		}
		return nil
	}
	if len(folders) == 0 {
		_, err := fmt.Fprintln(w, "no folder is watched; cutline watch add DIR watches one")
		return err
	}
	for _, f := range folders {
		fmt.Fprintln(w, printable(f.Path))
		var settings rows
		settings.add("keep", f.Keep.String(), "")
		if f.Supplier != "" {
			settings.add("supplier", f.Supplier, "")
		}
		if f.Zone != "" {
			settings.add("zone", f.Zone, "")
		}
		for _, fixed := range f.Fields {
			settings.add("set", string(fixed.Field)+"="+fixed.Value, "")
		}
		settings.print(w, terminalWidth(w))
	}
	return nil
}

func watchAddCommand(data *dataFlag) *cobra.Command {
	var folder archive.WatchedFolder
	var fixed []string
	var keep string
	cmd := &cobra.Command{
		Use:   "add DIR",
		Short: "Watch a folder, or set one anew that is watched",
		Long: fmt.Sprintf(`Watches a folder with all its subfolders. One that is watched already is set
anew from what is given here.

With --keep wire:N the folder is a wire shelf: a photo that came only this way
leaves the archive N days after it came, unless the desk has a reason to keep
it. Its original and its renditions go; its words, its hash and the reason
stay (is:retired). Nothing leaves without at least %d days' notice: cutline
shelf lists what leaves and keeps what must stay. A photo that is also
ingested by hand stays.`, int(archive.ShelfNotice.Hours()/24)),
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if folder.Keep, err = archive.ParseKeepRule(keep); err != nil {
				return usageError(fmt.Errorf("--keep: %w", err))
			}
			for _, text := range fixed {
				field, err := archive.ParseFixedField(text)
				if err != nil {
					return usageError(fmt.Errorf("--set %w", err))
				}
				folder.Fields = append(folder.Fields, field)
			}
			s, err := data.open(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			if folder.Path, err = s.watchable(args[0]); err != nil {
				return usageError(err)
			}
			rules, err := s.Rules(cmd.Context())
			if err != nil {
				return err
			}
			folder.Supplier = rules.SupplierName(folder.Supplier)
			if err := s.setFolders(cmd.Context(), func(folders []archive.WatchedFolder) ([]archive.WatchedFolder, error) {
				isIt := func(f archive.WatchedFolder) bool { return f.Path == folder.Path }
				return append(slices.DeleteFunc(folders, isIt), folder), nil
			}); err != nil {
				return err
			}
			return printWatched(cmd.OutOrStdout(), []archive.WatchedFolder{folder}, false)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&folder.Supplier, "supplier", "", "who delivers into the folder, whatever credit lines say")
	flags.StringArrayVar(&fixed, "set", nil, "FIELD=VALUE for photos that do not state the field themselves; may be repeated")
	flags.StringVar(&folder.Zone, "zone", "", "time zone of dates that state none, an IANA name (default the newsroom's)")
	flags.StringVar(&keep, "keep", "archive", fmt.Sprintf("archive, or wire:N for a wire shelf of N days (wire: %d)", archive.DefaultWireDays))
	return cmd
}

func watchRemoveCommand(data *dataFlag) *cobra.Command {
	return &cobra.Command{
		Use:   "remove DIR",
		Short: "Watch a folder no longer",
		Long: `Watches a folder no longer. What came through it stays in the archive, for
good: with its settings goes its keep rule.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := data.openExisting(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			path, err := filepath.Abs(args[0])
			if err != nil {
				return err
			}
			return s.setFolders(cmd.Context(), func(folders []archive.WatchedFolder) ([]archive.WatchedFolder, error) {
				left := slices.DeleteFunc(slices.Clone(folders), func(f archive.WatchedFolder) bool { return f.Path == path })
				if len(left) == len(folders) {
					return nil, usageError(fmt.Errorf("%s is not watched; cutline watch list names the folders that are", path))
				}
				return left, nil
			})
		},
	}
}

// setFolders changes the watched folders in the settings.
func (s *stores) setFolders(ctx context.Context, change func([]archive.WatchedFolder) ([]archive.WatchedFolder, error)) error {
	settings, revision, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	if settings.Folders, err = change(settings.Folders); err != nil {
		return err
	}
	if err := s.CheckSettings(ctx, settings); err != nil {
		return usageError(err)
	}
	return s.SetSettings(ctx, settings, revision, systemUser())
}

// watchable is the absolute path of a folder that can be watched.
func (s *stores) watchable(dir string) (string, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "", fmt.Errorf("there is no folder %s; make it first, or mount its disk", path)
	case err != nil:
		return "", err
	case !info.IsDir():
		return "", fmt.Errorf("%s is no folder", path)
	case path == s.dir || strings.HasPrefix(path, s.dir+string(filepath.Separator)):
		return "", fmt.Errorf("%s is the archive's own data directory, or in it", path)
	}
	return path, nil
}
