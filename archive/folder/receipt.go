package folder

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cutline/archive"
)

// receiptPage is how many files a receipt reads from the store at a time.
const receiptPage = 1000

// WriteReceipt writes what a run came to, for people: who and when, the counts
// by outcome, supplier and problem, then a line for each file with its outcome,
// ID, SHA-256, path and reason, separated by tabs. A path that would break its
// line is quoted as in Go.
func WriteReceipt(ctx context.Context, w io.Writer, runs archive.Runs, id string) error {
	run, err := runs.Run(ctx, id)
	if err != nil {
		return fmt.Errorf("receipt: %w", err)
	}
	out := bufio.NewWriter(w)
	writeHead(out, run)
	fmt.Fprintf(out, "\noutcome\tID\tSHA-256\tfile\treason\n")
	for from := 0; ; {
		files, err := runs.RunFiles(ctx, archive.RunQuery{Run: id, From: from, Limit: receiptPage})
		if err != nil {
			return fmt.Errorf("receipt: %w", err)
		}
		for _, f := range files {
			hash := ""
			if f.ID != "" {
				hash = f.SHA256.String()
			}
			fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\n", f.Outcome, f.ID, hash, plain(f.Path), plain(receiptReason(f)))
			from = f.N + 1
		}
		if len(files) < receiptPage {
			break
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("receipt: %w", err)
	}
	return nil
}

func writeHead(out io.Writer, run archive.Run) {
	what := "Receipt of the ingest"
	if run.Rehearsal {
		what = "Rehearsal of an ingest, nothing was stored:"
	}
	fmt.Fprintf(out, "%s %s by %s\n", what, run.ID, plain(run.Actor))
	for _, path := range run.Paths {
		fmt.Fprintf(out, "of\t%s\n", plain(path))
	}
	ended := "not ended: the run was cut off, or goes on"
	if !run.Ended.IsZero() {
		ended = "to " + run.Ended.Format(time.RFC3339)
	}
	fmt.Fprintf(out, "from %s %s\n\n%s\n", run.Started.Format(time.RFC3339), ended, Counts(run.Summary))
	for _, table := range []struct {
		title  string
		counts map[string]int
	}{{"New, by supplier", run.Summary.Suppliers}, {"To look at", run.Summary.Problems}} {
		if len(table.counts) == 0 {
			continue
		}
		fmt.Fprintf(out, "\n%s\n", table.title)
		for _, name := range ByCount(table.counts) {
			fmt.Fprintf(out, "%8d\t%s\n", table.counts[name], plain(name))
		}
	}
}

// Counts is a summary as a sentence.
func Counts(s archive.Summary) string {
	files := "files"
	if s.Files == 1 {
		files = "file"
	}
	text := fmt.Sprintf("%d %s: %d added, %d known", s.Files, files, s.Added, s.Known)
	if s.Words > 0 {
		text += fmt.Sprintf(", %d with new words", s.Words)
	}
	text += fmt.Sprintf(", %d refused, %d skipped", s.Refused, s.Skipped)
	if s.Sidecars > 0 {
		text += fmt.Sprintf(" (%d of them sidecars and manifests, read with their photos)", s.Sidecars)
	}
	if s.Duplicates > 0 {
		text += fmt.Sprintf("; %d of the added are pictures that were there with other words", s.Duplicates)
	}
	if s.Unchanged > 0 {
		text += fmt.Sprintf("; %d had not changed and were not read again", s.Unchanged)
	}
	return text
}

// ByCount are the names of counts, the largest first.
func ByCount(counts map[string]int) []string {
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
}

// receiptReason is a file's reason, or its relation.
func receiptReason(f archive.RunFile) string {
	if f.Relation.Kind == archive.VersionOf {
		return joinReasons("a version of "+string(f.Relation.Of)+", by the supplier's number", f.Reason)
	}
	if f.Relation.Kind == archive.SamePixels {
		return joinReasons("the same picture as "+string(f.Relation.Of)+", with other words", f.Reason)
	}
	return f.Reason
}

// plain is text that stays on its line and in its column.
func plain(text string) string {
	odd := func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }
	if strings.ContainsFunc(text, odd) {
		return strconv.Quote(text)
	}
	return text
}
