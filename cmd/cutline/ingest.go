package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/archive/folder"
)

// ingestFlags are the choices of an ingest as they are typed.
type ingestFlags struct {
	json, again, dryRun bool
	set                 []string
	fromPath, prefer    string
	receipt, move       string
	quarantine          string
}

func ingestCommand(data *dataFlag) *cobra.Command {
	var flags ingestFlags
	cmd := &cobra.Command{
		Use:   "ingest PATH…",
		Short: "Store the photos of folders and files",
		Long: `Stores every photo below the paths, with its words, and says what became of
each file that is not simply new. Nothing in the folders is changed. Run it
again at any time: what is in the archive already is not stored twice, and a
file that has not changed is not read again.

Words also come from files beside the photos, and are kept with the place that
said them:
  photo.xmp, photo.jpg.xmp    XMP sidecars; they rule over the file's own words
  photo.json, photo.jpg.json  ninjs, ExifTool's JSON and the like
  photo.txt, photo.jpg.txt    a caption, or lines such as "Photographer: Name"
  any.csv, .tsv, .json        a manifest: rows of words for the files named in a
                              column headed "file", in its folder and below
  page.html                   a saved news page: captions and credits of the
                              pictures saved with it
All but XMP fill in only what the file does not say, unless --prefer manifest.

Exit status: 0 fine, 3 files were refused, 130 interrupted (what was
reported is stored).`,
		Example: `  cutline ingest --dry-run ~/Pictures
  cutline ingest --set Source=AP --receipt monday.txt /mnt/card
  cutline ingest --from-path '{year}/{category}/{event}' /mnt/archive`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			in, err := flags.ingest()
			if err != nil {
				return usageError(err)
			}
			s, err := data.open(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			in.Leave, in.Quarantine = []string{s.dir}, filepath.Join(s.dir, "quarantine")
			in.Archive = s.Archive
			return flags.run(cmd, in, paths)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&flags.json, "json", false, "print a JSON line for every file, and a summary")
	f.BoolVar(&flags.dryRun, "dry-run", false, "rehearse: the whole report, and nothing is stored")
	f.BoolVar(&flags.again, "again", false, "read files again that have not changed since an earlier ingest")
	f.StringArrayVar(&flags.set, "set", nil, "a word for every file, FIELD=VALUE, where nothing else says it (may be repeated)")
	f.StringVar(&flags.fromPath, "from-path", "", "words from the names of folders below PATH, such as '{year}/{category}/{event}'")
	f.StringVar(&flags.prefer, "prefer", "", "manifest: let manifests and JSON sidecars rule over the files' own words")
	f.StringVar(&flags.receipt, "receipt", "", "write a receipt to this file: counts first, then every file with ID and SHA-256")
	f.StringVar(&flags.move, "move", "", "move what is in the archive, with its sidecars, to this folder")
	f.StringVar(&flags.quarantine, "quarantine", "1GB", "keep copies of refused files up to this size, 0 for none")
	return cmd
}

// ingest reads the flags.
func (f *ingestFlags) ingest() (*folder.Ingest, error) {
	in := &folder.Ingest{ID: archive.NewRunID(time.Now()), Actor: systemUser(), Again: f.again, Rehearse: f.dryRun, MoveTo: f.move}
	var err error
	if in.Given, err = folder.Give(f.set); err != nil {
		return nil, fmt.Errorf("--set %w", err)
	}
	if f.fromPath != "" {
		if in.Template, err = folder.ParseTemplate(f.fromPath); err != nil {
			return nil, fmt.Errorf("--from-path %w", err)
		}
	}
	if f.prefer != "" && f.prefer != "manifest" {
		return nil, fmt.Errorf("--prefer %s: only a manifest can be preferred", f.prefer)
	}
	in.PreferManifest = f.prefer == "manifest"
	if in.QuarantineBytes, err = parseSize(f.quarantine); err != nil {
		return nil, fmt.Errorf("--quarantine %w", err)
	}
	return in, nil
}

// parseSize reads a size in bytes: 0, 500MB, 2 GB.
func parseSize(text string) (int64, error) {
	upper := strings.ToUpper(strings.ReplaceAll(text, " ", ""))
	unit := int64(1)
	for suffix, bytes := range map[string]int64{"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40} {
		if number, ok := strings.CutSuffix(upper, suffix); ok {
			upper, unit = number, bytes
		}
	}
	n, err := strconv.ParseInt(upper, 10, 64)
	if err != nil || n < 0 || n > 1<<62/unit {
		return 0, fmt.Errorf("%q is no size; write such as 500MB or 2GB", text)
	}
	return n * unit, nil
}

// run ingests and prints.
func (f *ingestFlags) run(cmd *cobra.Command, in *folder.Ingest, paths []string) error {
	ctx := cmd.Context()
	receipt, err := openReceipt(f.receipt)
	if err != nil {
		return err
	}
	defer receipt.discard()
	bar := newProgress(ctx, cmd.ErrOrStderr(), paths)
	out := aboveBar{bar, cmd.OutOrStdout()}
	report := terminalReport(out)
	if f.json {
		report = jsonReport(out)
	}
	in.Report = func(r archive.RunFile) {
		report(r)
		bar.step()
	}
	summary, err := in.Run(ctx, paths...)
	bar.finish()
	// A run that was interrupted has a receipt too.
	if receiptErr := receipt.write(context.WithoutCancel(ctx), in); receiptErr != nil {
		err = errors.Join(err, receiptErr)
	}
	if f.json {
		if err := json.NewEncoder(out).Encode(map[string]archive.Summary{"summary": summary}); err != nil {
			return err
		}
	} else {
		printSummary(out, summary, in.Rehearse)
	}
	if err != nil {
		return err
	}
	if summary.Refused > 0 {
		return &exitError{status: exitLook}
	}
	return nil
}

// receipt is a file that is there only when it is whole.
type receipt struct {
	path string
	file *os.File // nil where none is wanted
}

// openReceipt opens the file at once: a run of hours must not end without its
// receipt because a folder was misspelt.
func openReceipt(path string) (*receipt, error) {
	if path == "" {
		return &receipt{}, nil
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".receipt-*")
	if err != nil {
		return nil, fmt.Errorf("receipt %s: %w", path, err)
	}
	return &receipt{path: path, file: file}, nil
}

func (r *receipt) write(ctx context.Context, in *folder.Ingest) error {
	if r.file == nil {
		return nil
	}
	err := folder.WriteReceipt(ctx, r.file, in.Archive.Runs, in.ID)
	if closeErr := r.file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(r.file.Name(), r.path)
	}
	if err != nil {
		return fmt.Errorf("receipt %s: %w", r.path, err)
	}
	r.file = nil
	return nil
}

func (r *receipt) discard() {
	if r.file != nil {
		r.file.Close()
		os.Remove(r.file.Name())
	}
}

// jsonReport prints a line for every file. Reports come one at a time.
func jsonReport(w io.Writer) func(archive.RunFile) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return func(r archive.RunFile) { enc.Encode(r) }
}

// terminalReport prints the files that a person may have to do something about.
func terminalReport(w io.Writer) func(archive.RunFile) {
	return func(r archive.RunFile) {
		switch {
		case r.ReadWith != "":
		case r.Outcome == archive.Refused || r.Outcome == archive.Skipped:
			fmt.Fprintf(w, "%-8s %s: %s\n", r.Outcome, printable(r.Path), printable(r.Reason))
		case r.Relation.Kind == archive.SamePixels:
			fmt.Fprintf(w, "%-8s %s: the same picture as %s, with other words\n", r.Outcome, printable(r.Path), r.Relation.Of)
		case r.Relation.Kind == archive.VersionOf:
			fmt.Fprintf(w, "%-8s %s: a version of %s, by the supplier's number\n", r.Outcome, printable(r.Path), r.Relation.Of)
		case r.Outcome != archive.Known && r.Reason != "":
			fmt.Fprintf(w, "%-8s %s: %s\n", r.Outcome, printable(r.Path), printable(r.Reason))
		}
	}
}

func printSummary(w io.Writer, s archive.Summary, rehearsal bool) {
	var text strings.Builder // one write, because a progress bar may stand where it goes
	for _, counted := range []struct {
		title  string
		counts map[string]int
	}{{"new from", s.Suppliers}, {"to look at", s.Problems}} {
		var parts []string
		for _, name := range folder.ByCount(counted.counts) {
			parts = append(parts, fmt.Sprintf("%s %d", printable(name), counted.counts[name]))
		}
		if more := len(parts) - maxCounted; more > 0 {
			parts = append(parts[:maxCounted], fmt.Sprintf("%d more (see --receipt)", more))
		}
		if len(parts) > 0 {
			fmt.Fprintf(&text, "%s: %s\n", counted.title, strings.Join(parts, ", "))
		}
	}
	if rehearsal {
		text.WriteString("Rehearsal, nothing is stored. ")
	}
	text.WriteString(folder.Counts(s) + "\n")
	io.WriteString(w, text.String())
}

// maxCounted is how many suppliers or problems a summary names on a terminal.
const maxCounted = 10

// systemUser is the actor of what a terminal does.
func systemUser() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}
