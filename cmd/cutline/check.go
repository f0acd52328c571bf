package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/web"
)

// exitStop: a photo must not be printed as things stand.
const exitStop = 4

func checkCommand(data *dataFlag) *cobra.Command {
	var asJSON, unread bool
	use := url.Values{}
	flags := map[string]*string{"at": new(string), "in": new(string), "medium": new(string)}
	cmd := &cobra.Command{
		Use:   "check WHAT…",
		Short: "May we print it, and with what credit?",
		Long: `Checks photos before reuse, each with its verdict, the reasons, and the credit
to print. WHAT is

  text          a caption with its credit, or several, a line each
  FILE          an image file, a saved page (HTML) or a text file
  ID or URL     a photo of the archive; behind a blank the credit about to be
                printed: 'abcdefghijklmnopqrst Vadim Ghirda/AP'
  -             text or a page on standard input

Nothing that a page links to is fetched.

With --unread it lists the sentences of restriction in the archive that no rule
reads and no answer explains, by their form and supplier: how many photos, since
when, and an example. Those with a word of duty come first.

Exit status: 0 all clear, 3 caution or no such photo, 4 stop.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if unread && len(args) > 0 {
				return usageError(errors.New("--unread lists what is in the archive and takes nothing to check"))
			}
			if unread {
				return nil
			}
			return cobra.MinimumNArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if unread {
				return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
					return printUnreadTerms(ctx, s, cmd.OutOrStdout(), cmd.ErrOrStderr(), asJSON)
				})
			}
			for flag, name := range map[string]string{"at": "at", "in": "territory", "medium": "medium"} {
				if *flags[flag] != "" {
					use.Set(name, *flags[flag])
				}
			}
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				client, done, err := s.ask(ctx, cmd.ErrOrStderr())
				if err != nil {
					return err
				}
				defer done()
				status := 0
				for _, what := range args {
					checked, err := checkOne(ctx, client, what, use, cmd.InOrStdin())
					if err != nil {
						return err
					}
					status = max(status, checked.status())
					if err := checked.print(cmd.OutOrStdout(), asJSON); err != nil {
						return err
					}
				}
				if status > 0 {
					return &exitError{status: status}
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON line for every item")
	cmd.Flags().BoolVar(&unread, "unread", false, "list the restrictions in the archive that no rule reads and no answer explains")
	cmd.Flags().StringVar(flags["at"], "at", "", "the day it is printed, YYYY-MM-DD (default today)")
	cmd.Flags().StringVar(flags["in"], "in", "", "the country it is printed in, ISO 3166-1 (default the settings')")
	cmd.Flags().StringVar(flags["medium"], "medium", "", "the medium it is printed in (default the settings')")
	return cmd
}

// printUnreadTerms lists the shapes of restriction that wait for an answer.
func printUnreadTerms(ctx context.Context, s *stores, w, errOut io.Writer, asJSON bool) error {
	stale, err := s.CountStale(ctx)
	if err != nil {
		return err
	}
	if stale > 0 {
		fmt.Fprintf(errOut, "cutline: photos read by older rules: %d, whose restrictions may be missing here; run cutline reread\n", stale)
	}
	rights, err := s.Rights(ctx)
	if err != nil {
		return err
	}
	shapes, err := s.Unanswered(ctx, rights)
	if err != nil {
		return err
	}
	if len(shapes) == 0 && !asJSON {
		fmt.Fprintln(w, "Every restriction in the archive is understood or answered.")
	}
	for _, shape := range shapes {
		if asJSON {
			if err := printJSON(w, shape); err != nil {
				return err
			}
			continue
		}
		weighs := "note"
		if shape.Duty {
			weighs = "caution"
		}
		fmt.Fprintf(w, "%7d  since %s  %-7s  %s  %s\n    %s\n", shape.Photos, shape.First.Local().Format(time.DateOnly), weighs,
			printable(cmp.Or(shape.Supplier, "(no supplier)")), printable(shape.Shape), printable(shape.Example))
	}
	return nil
}

// checkedItem is an answer as the API gives it.
type checkedItem struct {
	Item    string
	Verdict string
	Reasons []struct{ Severity, Text string }
	Credit  string
	ID      archive.ID
	Nearest []archive.ID
}

// checkedItems are answers, each as JSON.
type checkedItems []json.RawMessage

// checkOne asks the API about one argument.
func checkOne(ctx context.Context, client *http.Client, what string, use url.Values, stdin io.Reader) (checkedItems, error) {
	kind := "text/plain; charset=utf-8"
	var body io.Reader
	values := url.Values{}
	for name, v := range use {
		values[name] = v
	}
	switch info, err := os.Stat(what); {
	case what == "-":
		body = stdin
	case err == nil && info.Mode().IsRegular() && info.Size() == 0:
		return nil, usageError(fmt.Errorf("%s is empty: get the file again from where it came", what))
	case err == nil && info.Mode().IsRegular():
		file, err := os.Open(what)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		body, kind = file, "application/octet-stream"
		values.Set("name", filepath.Base(what))
	case err == nil:
		return nil, usageError(fmt.Errorf("%s is no file; cutline ingest reads folders", what))
	case namesFile(what):
		return nil, usageError(fmt.Errorf("there is no file %s", what))
	default:
		body = strings.NewReader(what)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+web.SocketHost+"/api/v1/check?"+values.Encode(), body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", kind)
	answer, err := answerOf(client, r)
	if err != nil {
		return nil, err
	}
	var checked struct{ Items checkedItems }
	if err := json.Unmarshal(answer, &checked); err != nil {
		return nil, fmt.Errorf("the server's answer cannot be read: %w", err)
	}
	return checked.Items, nil
}

// namesFile says that an argument is meant as a file: no caption is one word
// that ends so.
func namesFile(what string) bool {
	switch strings.ToLower(filepath.Ext(what)) {
	case ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif", ".heic", ".html", ".htm", ".txt":
		return !strings.ContainsAny(what, " \n")
	}
	return false
}

// status is the exit status for the verdicts.
func (items checkedItems) status() int {
	worst := 0
	for _, raw := range items {
		var item checkedItem
		if json.Unmarshal(raw, &item) != nil {
			continue
		}
		switch item.Verdict {
		case "stop":
			worst = max(worst, exitStop)
		case "caution", "unknown":
			worst = max(worst, exitLook)
		}
	}
	return worst
}

// print prints the answers: as JSON lines, or for people.
func (items checkedItems) print(w io.Writer, asJSON bool) error {
	for _, raw := range items {
		if asJSON {
			if _, err := fmt.Fprintf(w, "%s\n", raw); err != nil {
				return err
			}
			continue
		}
		var item checkedItem
		if err := json.Unmarshal(raw, &item); err != nil {
			return err
		}
		fmt.Fprintf(w, "%-8s %s\n", item.Verdict, printable(shortened(item.Item)))
		if item.Credit != "" {
			fmt.Fprintf(w, "         %s  %s\n", printable(item.Credit), item.ID)
		}
		for _, reason := range item.Reasons {
			fmt.Fprintf(w, "         %-8s %s\n", reason.Severity, printable(reason.Text))
		}
		for _, id := range item.Nearest {
			fmt.Fprintf(w, "         nearest  %s\n", id)
		}
	}
	if len(items) == 0 {
		return errors.New("there is no caption and no picture in that")
	}
	return nil
}

// shortened is the beginning of a caption, for a line of a terminal.
func shortened(text string) string {
	const most = 100
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
