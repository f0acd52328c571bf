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
	return &cobra.Command{
		Use:   "version",
		Short: "Say which cutline this is, and what decodes its pictures",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			pool := turbo.NewPool(1, workerMemory)
			defer pool.Close()
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "cutline %s %s %s/%s\nJPEG pictures: %s\n",
				version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, thumbs.Describe(pool.Library(cmd.Context())))
			return err
		},
	}
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
