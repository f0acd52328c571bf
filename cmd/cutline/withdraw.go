package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/web"
)

// withdrawFlags are what is said of a withdrawal.
type withdrawFlags struct {
	why, notice           string
	kill, lift, all, list bool
	rehearse, asJSON      bool
}

func withdrawCommand(data *dataFlag) *cobra.Command {
	var f withdrawFlags
	cmd := &cobra.Command{
		Use:   "withdraw ID…|QUERY",
		Short: "Withdraw photos that must not be used any more, or take in a supplier's notice",
		Long: `Withdraws photos: they are kept, found by is:withdrawn alone, shown with a
cross, and stopped by every check. They are named by their IDs, or found by a
query; a query that finds several needs --all. --lift takes it back.

  cutline withdraw uo37avtb4eaf47oqmogq --why "mail of the agency, 14:10"
  cutline withdraw RTR4JDW4 --kill --why "advisory of 3 May"
  cutline withdraw --lift uo37avtb4eaf47oqmogq --why "another picture"

A notice that came as text (PHOTO KILL …, by mail or wire) is taken in with
--notice: what it surely names, by ID, by its picture number or by its caption
and credit, is withdrawn; what it may be about is listed, for an editor to decide
on the page Notices. Notices that photos carry in their own words are carried
out as they come in, on the same supplier's earlier deliveries.

  cutline withdraw --notice advisory.txt         # - reads standard input
  cutline withdraw --list                        # the notices that wait

Exit status: 3 where the notice taken in waits for an editor.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			ways := 0
			for _, way := range []bool{len(args) > 0, f.notice != "", f.list} {
				if way {
					ways++
				}
			}
			switch {
			case ways != 1:
				return usageError(errors.New("name photos by ID or query, or give --notice or --list; see cutline withdraw --help"))
			case f.lift && f.kill:
				return usageError(errors.New("--lift takes back whatever stands; leave --kill out"))
			case len(args) > 0 && strings.TrimSpace(f.why) == "":
				return usageError(errors.New("say why with --why, for whoever asks next year"))
			}
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				switch {
				case f.list:
					return s.listNotices(ctx, cmd, f.asJSON)
				case f.notice != "":
					return s.takeNotice(ctx, cmd, f)
				}
				return s.withdrawPhotos(ctx, cmd, args, f)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.why, "why", "", "the reason, kept with the photo")
	flags.BoolVar(&f.kill, "kill", false, "its supplier killed it: more than a withdrawal")
	flags.BoolVar(&f.lift, "lift", false, "take back what stands against the use of the photos")
	flags.BoolVar(&f.all, "all", false, "withdraw every photo that the query finds")
	flags.StringVar(&f.notice, "notice", "", "take in the notice in this file, - for standard input")
	flags.BoolVar(&f.list, "list", false, "list the notices that wait for an editor")
	flags.BoolVar(&f.rehearse, "dry-run", false, "say what would be withdrawn, and change nothing")
	flags.BoolVar(&f.asJSON, "json", false, "print a JSON line for each photo")
	return cmd
}

// withdrawn is a line of cutline withdraw --json.
type withdrawn struct {
	ID        archive.ID     `json:"id"`
	Withdrawn bool           `json:"withdrawn"`
	Kind      archive.Notice `json:"kind,omitempty"`
	// Changed: this command made it so.
	Changed bool `json:"changed"`
	Uses    int  `json:"uses,omitempty"`
	Exports int  `json:"exports,omitempty"`
}

func (s *stores) withdrawPhotos(ctx context.Context, cmd *cobra.Command, args []string, f withdrawFlags) error {
	ids, err := s.namedFew(ctx, cmd.ErrOrStderr(), args, f.all)
	if err != nil {
		return err
	}
	recall := archive.Recall{Actor: systemUser(), Kind: archive.Withdrawal, Lifted: f.lift, Why: strings.TrimSpace(f.why)}
	if f.kill {
		recall.Kind = archive.Kill
	}
	changed := make(map[archive.ID]bool)
	var missing error
	if !f.rehearse {
		done, err := s.Recall(ctx, ids, recall)
		if err != nil && !errors.Is(err, archive.ErrNotFound) {
			return err
		}
		missing = err
		for _, id := range done {
			changed[id] = true
		}
	}
	photos, err := s.Catalogue.Photos(ctx, ids)
	if err != nil {
		return err
	}
	if f.rehearse && len(photos) < len(ids) { // what is done says so itself
		for _, id := range ids {
			if _, err := s.Photo(ctx, id); err != nil {
				missing = err
				break
			}
		}
	}
	for _, p := range photos {
		line := withdrawn{ID: p.ID, Changed: changed[p.ID], Uses: len(p.Uses())}
		if r := p.Recalled(); r != nil {
			line.Withdrawn, line.Kind = true, r.Kind
		}
		if p.Exported {
			exports, err := s.Exports.ExportsOf(ctx, p.ID, archive.MaxExports)
			if err != nil {
				return err
			}
			line.Exports = len(exports)
		}
		if f.asJSON {
			printJSON(cmd.OutOrStdout(), line)
			continue
		}
		fmt.Fprintln(cmd.OutOrStdout(), line.says(f))
	}
	return missing
}

// says is the line for a person.
func (w withdrawn) says(f withdrawFlags) string {
	var text string
	switch {
	case f.rehearse && !f.lift && f.kill && w.Withdrawn && w.Kind != archive.Kill:
		text = "would be killed"
	case f.rehearse && w.Withdrawn == !f.lift:
		text = "would stay as it is"
	case f.rehearse && f.lift:
		text = "would be released"
	case f.rehearse:
		text = "would be withdrawn"
	case !w.Changed && w.Withdrawn:
		text = "was withdrawn before"
	case !w.Changed:
		text = "was not withdrawn"
	case w.Withdrawn:
		text = map[archive.Notice]string{archive.Kill: "killed", archive.Withdrawal: "withdrawn"}[w.Kind]
	default:
		text = "released: it may be used again"
	}
	if w.Withdrawn && w.Uses > 0 {
		text += fmt.Sprintf("; it was used %s, see cutline use --list %s", times(w.Uses), w.ID)
	}
	if w.Withdrawn && w.Exports > 0 {
		text += fmt.Sprintf("; it was exported %s, see the history in cutline show %s", times(w.Exports), w.ID)
	}
	return fmt.Sprintf("%s  %s", w.ID, text)
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// takeNotice takes in a notice in words.
func (s *stores) takeNotice(ctx context.Context, cmd *cobra.Command, f withdrawFlags) error {
	text, err := readNotice(cmd.InOrStdin(), f.notice)
	if err != nil {
		return err
	}
	values := url.Values{"text": {text}, "desk": {systemUser()}}
	if f.rehearse {
		values.Set("rehearse", "1")
	}
	client, done, err := s.ask(ctx, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	defer done()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+web.SocketHost+"/api/v1/notices", strings.NewReader(values.Encode()))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	body, err := answerOf(client, r)
	if err != nil {
		return err
	}
	var a web.Announced
	if err := json.Unmarshal(body, &a); err != nil {
		return fmt.Errorf("the answer cannot be read: %w", err)
	}
	waits := a.Settled == nil
	if a.Rehearsed { // would it?
		waits = !slices.ContainsFunc(a.Candidates, func(c web.Candidate) bool { return c.Sure })
	}
	if f.asJSON {
		for _, c := range a.Candidates {
			printJSON(cmd.OutOrStdout(), c)
		}
		printJSON(cmd.OutOrStdout(), noticeTaken{Notice: a.N, Kind: a.Kind, Waits: waits, Rehearsed: a.Rehearsed})
	} else {
		printAnnounced(cmd.OutOrStdout(), a)
	}
	if waits {
		return &exitError{status: exitLook}
	}
	return nil
}

// noticeTaken is the last line of cutline withdraw --notice --json.
type noticeTaken struct {
	Notice int64          `json:"notice,omitempty"`
	Kind   archive.Notice `json:"kind"`
	// Waits: an editor decides, or would where it is a rehearsal.
	Waits     bool `json:"waits"`
	Rehearsed bool `json:"rehearsed,omitempty"`
}

// readNotice reads a notice from a file or from standard input, as much of it as
// is taken and one byte more.
func readNotice(stdin io.Reader, name string) (string, error) {
	from := stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return "", fmt.Errorf("the notice: %w", err)
		}
		defer file.Close()
		from = file
	}
	text, err := io.ReadAll(io.LimitReader(from, archive.MaxNoticeText+1))
	if err != nil {
		return "", fmt.Errorf("read the notice: %w", err)
	}
	return string(text), nil
}

func printAnnounced(w io.Writer, a web.Announced) {
	for _, c := range a.Candidates {
		state := "may be meant"
		switch {
		case c.Sure && a.Rehearsed:
			state = "would be withdrawn"
		case c.Sure && c.Withdrawn:
			state = "withdrawn"
		case c.Sure:
			state = "named"
		}
		fmt.Fprintf(w, "%s  %s: %s  %s\n", c.ID, state, c.Because, printable(c.File))
		if c.Uses > 0 {
			fmt.Fprintf(w, "%22s%s; cutline use --list %s\n", "it was used ", times(c.Uses), c.ID)
		}
	}
	switch {
	case a.Rehearsed:
		fmt.Fprintf(w, "The text announces a %s; nothing was changed.\n", a.Kind)
	case a.Settled != nil:
		fmt.Fprintf(w, "Notice %d (%s) was carried out.\n", a.N, a.Kind)
	case len(a.Candidates) == 0:
		fmt.Fprintf(w, "Notice %d (%s) waits: no photo here is like what it says.\n", a.N, a.Kind)
	default:
		fmt.Fprintf(w, "Notice %d (%s) waits on the page Notices: decide which of these photos it is about.\n", a.N, a.Kind)
	}
}

// listNotices lists the notices that wait.
func (s *stores) listNotices(ctx context.Context, cmd *cobra.Command, asJSON bool) error {
	const page = 100
	waiting := 0
	for before := int64(0); ; {
		list, err := s.Announcements.Announced(ctx, archive.OpenAnnouncements, before, page)
		if err != nil {
			return err
		}
		for _, a := range list {
			before = a.N
			if asJSON {
				printJSON(cmd.OutOrStdout(), a)
				continue
			}
			what, _, _ := strings.Cut(a.Text, "\n")
			if a.Photo != "" {
				what = "with photo " + string(a.Photo)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d  %s  %s  %s\n", a.N, a.At.Local().Format("2006-01-02 15:04"), a.Kind, printable(what))
		}
		waiting += len(list)
		if len(list) < page {
			break
		}
	}
	if !asJSON && waiting == 0 {
		fmt.Fprintln(cmd.OutOrStdout(), "No notice waits.")
	}
	return nil
}
