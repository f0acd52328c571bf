package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

func searchCommand(data *dataFlag) *cobra.Command {
	var (
		asJSON bool
		limit  int
		after  string
		sort   string
	)
	cmd := &cobra.Command{
		Use:   "search QUERY…",
		Short: "Find photos by their words",
		Long: `Finds photos. All words must match, anywhere in a photo's words; accents and
case do not count.

  "war crimes"   words beside one another      by:ghirda     a word in a field
  blaze OR fire  one or the other              merkel*       beginning with
  -getty         without                       ghirda~       spelled nearly so
  ( )            groups                        taken:2022-03..2022-04  width:>3000

Fields:
  what      caption headline keyword person title
  who       photographer (who made it), by (the by-line as stated), agency (made it
            available first), via (passed it on), supplier (delivered it), client
            courtesy credit source copyright
            collection kind jobtitle writer licensor
  where     place city state country countrycode gps
  when      taken (the picture), moved (sent), added, release, expires,
            leaves (by the keep rule of a watched folder), used (when it was published)
  terms     instructions usage licence out (countries) editstatus sourcetype datamining
  file      id file path format width height shape ref supplierid camera colorspace
  desk      in (a collection) rating label category urgency alttext
is:         pool handout file conflict unread unsure symbolic stringer staff duplicate
            expired embargoed truncated generated warned blank
            picked collected used exported noarchive restricted corrected withdrawn retired
has:FIELD   photos in which it is not empty
Any property of XMP and dataset of IIM is a field, too: photoshop:City:kyiv,
plus:LicensorURL:meridian, iim:2:12:environment.
Photos that were killed or withdrawn are found only by is:withdrawn, those that
a keep rule let go only by is:retired.
Dates are 2022, 2022-03, 2022-03-17, yesterday, "last week", <7d, >=2022-03-17.

J. Biden is any name that begins so; today and yesterday are also those days;
a picture number, reference or file name alone finds that photo first. Photos of
one picture are one tile on the search page, and each is a hit here.

In a shell put the query in quotes, and -- before one that begins with a dash.

  cutline search firefighters kyiv
  cutline search 'by:ghirda taken:2022-03'
  cutline search 'is:pool -agency:AP'`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, words []string) error {
			query := url.Values{"q": {strings.Join(words, " ")}, "limit": {strconv.Itoa(limit)}}
			if after != "" {
				query.Set("after", after)
			}
			if sort != "" {
				query.Set("sort", sort)
			}
			body, err := data.get(cmd, "/api/v1/search?"+query.Encode())
			if err != nil {
				return err
			}
			if asJSON {
				_, err = fmt.Fprintln(cmd.OutOrStdout(), strings.TrimSpace(string(body)))
				return err
			}
			return printHits(cmd.OutOrStdout(), body)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the answer as JSON")
	cmd.Flags().IntVar(&limit, "limit", 20, "how many photos to show")
	cmd.Flags().StringVar(&after, "after", "", `where to go on: "next" of the page before`)
	cmd.Flags().StringVar(&sort, "sort", "", "newest (default), taken or relevance")
	return cmd
}

// printHits prints a page of results for a person.
func printHits(w io.Writer, body []byte) error {
	var page struct {
		Total int
		Exact bool
		Hits  []struct{ ID, File, Headline, Caption, Credit string }
		Next  string

		Fuzzy      bool
		Suggestion string
	}
	if err := json.Unmarshal(body, &page); err != nil {
		return fmt.Errorf("the answer cannot be read: %w", err)
	}
	mean := ""
	if page.Suggestion != "" {
		mean = fmt.Sprintf(" Did you mean %s?", printable(page.Suggestion))
	}
	if page.Total == 0 {
		fmt.Fprintln(w, "No photos found."+cmp.Or(mean, " Try fewer words, or only the beginning of one with a * after it."))
		return nil
	}
	if page.Fuzzy {
		fmt.Fprintln(w, "No photo has these words; these have words spelled nearly so."+mean)
	}
	width := terminalWidth(w)
	for _, hit := range page.Hits {
		text := hit.Caption
		if text == "" {
			text = hit.Headline
		}
		fmt.Fprintf(w, "%s  %s\n", hit.ID, printable(hit.File))
		if text != "" {
			fmt.Fprintf(w, "    %s\n", cut(printable(text), width-4))
		}
		if hit.Credit != "" {
			fmt.Fprintf(w, "    %s\n", printable(hit.Credit))
		}
	}
	about := ""
	if !page.Exact {
		about = "about "
	}
	fmt.Fprintf(w, "%s%d found", about, page.Total)
	if page.Next != "" {
		fmt.Fprintf(w, "; more with --after %s", page.Next)
	}
	fmt.Fprintln(w)
	return nil
}

// terminalWidth is the width of the terminal in columns, or a readable one
// where there is none.
func terminalWidth(w io.Writer) int {
	if o, ok := w.(*output); ok {
		w = o.Writer
	}
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 20 {
			return width
		}
	}
	return 100
}

// cut shortens a text to a width in characters, at a blank where there is one.
func cut(s string, width int) string {
	runes := []rune(s)
	if len(runes) <= width {
		return s
	}
	short := string(runes[:width-1])
	if blank := strings.LastIndexByte(short, ' '); blank > len(short)/2 {
		short = short[:blank]
	}
	return short + "…"
}
