// Cutline is an archive for news photos, their captions and their credits.
//
// One binary, one data directory: cutline ingest reads folders, cutline search
// finds, cutline serve shows the same in a browser. Run cutline --help.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"cutline/thumbs/turbo"
)

// Exit statuses; where several apply the highest wins, except an interruption.
const (
	exitFailed      = 1
	exitUsage       = 2 // also a query that cannot be read
	exitLook        = 3 // something needs a look: files refused, damage found
	exitInterrupted = 130
)

// exitError ends the program with a status. Its error, if any, is printed.
type exitError struct {
	status int
	err    error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit status %d", e.status)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// usageError marks a mistake in how a command was called.
func usageError(err error) error { return &exitError{exitUsage, err} }

func main() {
	turbo.Work() // for good, if this process is one of its workers
	// What is archived is not public, wherever the data directory lies.
	unix.Umask(0o077)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run runs one command and returns its exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	// The first signal ends the command cleanly; restoring the default then
	// lets a second one end a command that hangs.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)

	cmd := rootCommand()
	cmd.SetArgs(args)
	cmd.SetIn(stdin)
	out := &output{Writer: stdout}
	cmd.SetOut(out)
	cmd.SetErr(stderr)
	err := cmd.ExecuteContext(ctx)
	if out.err != nil {
		err = fmt.Errorf("not everything could be printed: %w", out.err)
	}
	var exit *exitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		if exit.err != nil {
			fmt.Fprintln(stderr, "cutline:", exit.err)
		}
		return exit.status
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "cutline: interrupted")
		return exitInterrupted
	}
	fmt.Fprintln(stderr, "cutline:", err)
	if errors.Is(err, unix.ENOSPC) {
		fmt.Fprintln(stderr, "cutline: the disk is full: free some space and run the same command again; what was reported is stored")
	}
	return exitFailed
}

// output remembers the first error of printing: a report that was cut short
// must not pass for a whole one.
type output struct {
	io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	n, err := o.Writer.Write(p)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// rootCommand builds the whole command tree; nothing of it is global.
func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "cutline",
		Short: "An archive for news photos, their captions and their credits",
		Long: `Cutline stores news photos with their captions and credits, reads credit
lines right, and finds photos by their words.

Exit status: 0 fine, 1 failed, 2 wrong usage, 3 something needs a look
(files refused, damage found, a check with caution), 4 a check that says stop,
130 interrupted.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if wrong, ok := errors.AsType[*strconv.NumError](err); ok {
			next := "write a whole number"
			if wrong.Func == "ParseBool" {
				next = "it takes no value"
			}
			err = errors.New(strings.TrimSuffix(err.Error(), wrong.Error()) + next)
		}
		return usageError(fmt.Errorf("%w; see %s --help", err, cmd.CommandPath()))
	})
	var data dataFlag
	data.register(root)
	root.AddCommand(
		backupCommand(&data), checkCommand(&data), correctCommand(&data), creditCommand(&data), demoCommand(), destinationCommand(&data), endsCommand(&data), exportCommand(&data), ingestCommand(&data), pairsCommand(&data), reindexCommand(&data),
		reportCommand(&data), purgeCommand(&data), rereadCommand(&data), rightsCommand(&data), rulesCommand(&data), searchCommand(&data), serveCommand(&data), settingsCommand(&data),
		shelfCommand(&data), showCommand(&data), useCommand(&data), verifyCommand(&data), versionCommand(), watchCommand(&data), withdrawCommand(&data),
	)
	explainAll(root)
	return root
}

// explainAll makes wrong arguments of a command, and of those below it, mistakes
// of usage.
func explainAll(cmd *cobra.Command) {
	cmd.Args = explainArgs(cmd.Args)
	for _, sub := range cmd.Commands() {
		explainAll(sub)
	}
}

// explainArgs makes a wrong number of arguments a mistake of usage, told as the
// line that is right.
func explainArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		err := check(cmd, args)
		if err == nil {
			return nil
		}
		if cmd.HasSubCommands() && len(args) > 0 {
			next := fmt.Sprintf("see %s --help", cmd.CommandPath())
			for letters := 2; letters > 0; letters-- {
				cmd.SuggestionsMinimumDistance = letters
				if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
					next = fmt.Sprintf("did you mean %s?", near[0])
				}
			}
			return usageError(fmt.Errorf("%s has no command %q; %s", cmd.CommandPath(), args[0], next))
		}
		if own, ok := errors.AsType[*exitError](err); ok {
			return own
		}
		return usageError(fmt.Errorf("write %s; see %s --help", strings.TrimSuffix(cmd.UseLine(), " [flags]"), cmd.CommandPath()))
	}
}
