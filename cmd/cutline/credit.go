package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive/credit"
)

// maxCreditLine bounds a line on standard input, in bytes. What is longer is no
// caption.
const maxCreditLine = 1 << 20

func creditCommand(data *dataFlag) *cobra.Command {
	var asJSON, unread bool
	cmd := &cobra.Command{
		Use:   "credit [LINE…]",
		Short: "Read credit lines, or captions with credits",
		Long: `Reads each line given, or each line of standard input: its photographers,
agency, distributors and flags, and how each house style prints it. The
newsroom's own rules count where the data directory has any (cutline rules).

With --unread it lists the credits in the archive that no rule explains, by
their form: how many photos, since when, and an example.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, lines []string) error {
			if unread {
				if len(lines) > 0 {
					return usageError(errors.New("--unread lists what is in the archive and takes no lines"))
				}
				return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
					return printUnread(ctx, s, cmd.OutOrStdout(), asJSON)
				})
			}
			rules, broken, err := data.rules(cmd.Context())
			if err != nil {
				return err
			}
			if broken != nil {
				fmt.Fprintf(cmd.ErrOrStderr(), "cutline: %v; an earlier one stands in\n", broken)
			}
			out := bufio.NewWriter(cmd.OutOrStdout())
			read := printCredit(out, rules)
			if asJSON {
				enc := json.NewEncoder(out)
				enc.SetEscapeHTML(false)
				read = func(a credit.Answer) error { return enc.Encode(a.JSON()) }
			}
			if len(lines) > 0 {
				for _, line := range lines {
					if err := read(rules.Read(line)); err != nil {
						return err
					}
				}
				return out.Flush()
			}
			return errors.Join(readCredits(cmd.InOrStdin(), func(line string) error { return read(rules.Read(line)) }), out.Flush())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object for each line")
	cmd.Flags().BoolVar(&unread, "unread", false, "list the credits in the archive that no rule explains")
	return cmd
}

// readCredits gives each line of in to read, in order.
func readCredits(in io.Reader, read func(string) error) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxCreditLine)
	n := 0
	for lines.Scan() {
		n++
		if err := read(lines.Text()); err != nil {
			return err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("line %d of standard input has more than %d bytes; no caption is that long, check the input", n+1, maxCreditLine)
	}
	return lines.Err()
}

// printCredit prints a reading for a person.
func printCredit(w io.Writer, rules *credit.Rules) func(credit.Answer) error {
	return func(a credit.Answer) error {
		if a.Raw == "" {
			_, err := fmt.Fprintln(w)
			return err
		}
		c := a.Credit
		switch {
		case a.Print["slash"] == "":
			fmt.Fprintf(w, "%s\n    no credit found\n", printable(a.Raw))
		case c.Sure:
			fmt.Fprintln(w, printable(a.Raw))
		default:
			fmt.Fprintf(w, "%s\n    a guess: look before you print it\n", printable(a.Raw))
		}
		part := func(name string, values ...string) {
			if text := strings.Join(values, "; "); text != "" {
				fmt.Fprintf(w, "    %-13s %s\n", name, printable(text))
			}
		}
		part("photographers", c.Photographers...)
		part("agency", c.Agency)
		part("via", c.Via...)
		part("supplier", c.Supplier)
		part("collection", c.Collection)
		part("client", c.Client)
		part("courtesy", c.Courtesy)
		part("flags", creditFlags(c)...)
		part("kind", c.Kind)
		part("creators", c.Creators...)
		part("licence", c.Licence)
		part("instructions", c.Instructions)
		part("disguised", c.Disguised...)
		part("unread", c.Unread...)
		part("caption", a.Caption)
		for _, style := range rules.Styles() {
			part("as "+style, a.Print[style])
		}
		return nil
	}
}

// printUnread lists the shapes of the credits that no rule explains.
func printUnread(ctx context.Context, s *stores, w io.Writer, asJSON bool) error {
	shapes, err := s.Readings.Unread(ctx, maxShapes)
	if err != nil {
		return err
	}
	if asJSON {
		for _, shape := range shapes {
			if err := printJSON(w, shape); err != nil {
				return err
			}
		}
		return nil
	}
	if len(shapes) == 0 {
		fmt.Fprintln(w, "Every credit in the archive is understood.")
	}
	for _, shape := range shapes {
		fmt.Fprintf(w, "%7d  since %s  %s\n    %s\n", shape.Photos, shape.First.Local().Format(time.DateOnly),
			printable(shape.Shape), printable(shape.Example))
	}
	return nil
}

// maxShapes bounds the list of shapes; the most frequent come first.
const maxShapes = 10_000

func creditFlags(c credit.Credit) []string {
	var set []string
	for _, flag := range []struct {
		name string
		is   bool
	}{
		{"pool", c.Pool},
		{"handout", c.Handout},
		{"file", c.File},
		{"symbolic", c.Symbolic},
		{"stringer", c.Stringer},
		{"staff", c.Staff},
	} {
		if flag.is {
			set = append(set, flag.name)
		}
	}
	return set
}
