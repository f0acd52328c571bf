package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"cutline/thumbs"
	"cutline/thumbs/turbo"
)

func versionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Say which cutline this is, and what decodes its pictures",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			pool := turbo.NewPool(1, workerMemory)
			defer pool.Close()
			is := struct {
				Version string `json:"version"`
				Go      string `json:"go"`
				System  string `json:"system"`
				JPEG    string `json:"jpeg"`
			}{version(), runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH, thumbs.Describe(pool.Library(cmd.Context()))}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), is)
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "cutline %s %s %s\nJPEG pictures: %s\n", is.Version, is.Go, is.System, is.JPEG)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	return cmd
}

// version is the module's version, or the commit that a checkout was built
// from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && (v == "" || v == "(devel)") {
			v = s.Value[:min(12, len(s.Value))]
		}
	}
	if v == "" {
		v = "(devel)"
	}
	return v
}
