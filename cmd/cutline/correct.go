package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func correctCommand(data *dataFlag) *cobra.Command {
	var f correctFlags
	cmd := &cobra.Command{
		Use:   "correct ID|QUERY… FIELD=VALUE…",
		Short: "Correct fields of photos",
		Long: `Corrects fields of the photos named by their IDs or found by a query: one
photo, or ten thousand. What the file says stays, word for word; the correction
stands above it, with who, when and why. FIELD= empties a field, caption@uk= is
the caption in Ukrainian, keyword=a;b are two values.

  --append       adds VALUE at the end, or to a list
  --prepend      adds it at the beginning
  --replace A=B  puts B wherever A stands, letter for letter; only the fields
                 are named then

Of the credit, these work on the line as it is printed. Corrections made at once
are one, with a number; --undo N takes it back wherever its values still stand.
Killed in the middle, it is carried on by the server or the next correction;
after Ctrl-C, by --resume N.

  cutline correct uo37avtb4eaf47oqmogq 'credit=Vadim Ghirda/AP' --why 'by the agency'
  cutline correct 'city:kiev taken:2022' city=Kyiv --dry-run
  cutline correct by:girda by credit caption --replace Girda=Ghirda
  cutline correct --list

Exit status: 0 fine, 3 some photos could not be corrected, 130 interrupted.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				return s.correctAsked(ctx, cmd, args, f)
			})
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.append, "append", false, "add VALUE at the end")
	flags.BoolVar(&f.prepend, "prepend", false, "add VALUE at the beginning")
	flags.StringVar(&f.replace, "replace", "", "put one text in the place of another: FROM=TO")
	flags.StringVar(&f.why, "why", "", "the reason")
	flags.BoolVar(&f.dryRun, "dry-run", false, "only say what would change")
	flags.Int64Var(&f.undo, "undo", 0, "take back the correction with this number")
	flags.Int64Var(&f.resume, "resume", 0, "carry on the correction with this number")
	flags.BoolVar(&f.list, "list", false, "list the last corrections of many photos")
	flags.BoolVar(&f.asJSON, "json", false, "print a JSON line for each photo and field")
	return cmd
}

// correctFlags are the flags of cutline correct.
type correctFlags struct {
	append, prepend, dryRun, list, asJSON bool
	replace, why                          string
	undo, resume                          int64
}

func (s *stores) correctAsked(ctx context.Context, cmd *cobra.Command, args []string, f correctFlags) error {
	report := &correctReport{out: cmd.OutOrStdout(), err: cmd.ErrOrStderr(), asJSON: f.asJSON}
	alone := 0
	for _, asked := range []bool{f.undo != 0, f.resume != 0, f.list} {
		if asked {
			alone++
		}
	}
	if alone > 1 || alone == 1 && len(args) > 0 {
		return usageError(errors.New("--undo, --resume and --list stand alone; see cutline correct --help"))
	}
	if f.list {
		return s.listBatches(ctx, cmd.OutOrStdout(), f.asJSON)
	}
	if f.dryRun && f.resume != 0 {
		return usageError(errors.New("--resume carries a correction out; it has no --dry-run"))
	}
	if f.dryRun && f.undo != 0 {
		return s.previewUndo(ctx, f, report)
	}
	if err := s.carryLeftOver(ctx, cmd.ErrOrStderr(), f.resume); err != nil {
		return err
	}
	var b archive.Batch
	var err error
	switch {
	case f.undo != 0:
		b, err = s.BeginUndo(ctx, f.undo, systemUser(), f.why)
	case f.resume != 0:
		b, err = s.Resume(ctx, f.resume)
	default:
		return s.correctNamed(ctx, cmd, args, f, report)
	}
	if err != nil {
		return explainBatch(err, max(f.undo, f.resume))
	}
	return s.carry(ctx, b, report)
}

// explainBatch says why a correction cannot be taken back, or carried on.
func explainBatch(err error, n int64) error {
	if wrong, ok := errors.AsType[*archive.CorrectionError](err); ok {
		return usageError(wrong)
	}
	if errors.Is(err, archive.ErrNotFound) {
		return fmt.Errorf("there is no correction %d; cutline correct --list numbers them", n)
	}
	return err
}

// previewUndo shows what an undo would take back.
func (s *stores) previewUndo(ctx context.Context, f correctFlags, report *correctReport) error {
	b, ids, err := s.Undoing(ctx, f.undo, systemUser(), f.why)
	if err != nil {
		return explainBatch(err, f.undo)
	}
	if err := s.Preview(ctx, b, ids, report.one); err != nil {
		return err
	}
	return report.finish(b, "would be changed")
}

func (s *stores) correctNamed(ctx context.Context, cmd *cobra.Command, args []string, f correctFlags, report *correctReport) error {
	names, edits, err := f.edits(args)
	if err == nil {
		err = archive.CheckEdits(edits)
	}
	if err != nil {
		return usageError(fmt.Errorf("%w; see cutline correct --help", err))
	}
	n, err := s.named(ctx, cmd.ErrOrStderr(), names, anyNumber)
	if err != nil {
		return err
	}
	if len(n.IDs) == 0 {
		return usageError(errors.New("name photos by their IDs or a query; see cutline correct --help"))
	}
	b := archive.Batch{Actor: systemUser(), Why: strings.TrimSpace(f.why), Asked: n.Queries, Edits: edits}
	if f.dryRun {
		if err := s.Preview(ctx, b, n.IDs, report.one); err != nil {
			return err
		}
		return report.finish(b, "would be changed")
	}
	if b, err = s.Begin(ctx, b, n.IDs); err != nil {
		return err
	}
	return s.carry(ctx, b, report)
}

// carry carries a batch out and reports it.
func (s *stores) carry(ctx context.Context, b archive.Batch, report *correctReport) error {
	report.all, report.n = b.Photos, b.N
	carried, err := s.Carry(ctx, b.N, report.one)
	if err != nil && ctx.Err() != nil {
		// Whoever ends it means to: the server is not to carry it on.
		stopped, stopErr := s.Stop(context.WithoutCancel(ctx), b.N)
		report.clear()
		fmt.Fprintf(report.err, "cutline: correction %d stopped after %d of %d photos; cutline correct --resume %d carries it on, --undo %d takes it back\n",
			b.N, stopped.Done, stopped.Photos, b.N, b.N)
		return errors.Join(err, stopErr)
	}
	if err != nil {
		return err
	}
	return report.finish(carried, "changed")
}

// carryLeftOver carries on what a killed process left, but for the batch asked
// for.
func (s *stores) carryLeftOver(ctx context.Context, w io.Writer, but int64) error {
	left, err := s.LeftOver(ctx)
	if err != nil {
		return err
	}
	for _, b := range left {
		if b.N == but {
			continue
		}
		fmt.Fprintf(w, "cutline: correction %d was cut off after %d of %d photos and is carried on\n", b.N, b.Done, b.Photos)
		if _, err := s.Carry(ctx, b.N, nil); err != nil {
			return err
		}
	}
	return nil
}

// listBatches lists the last corrections of many photos.
func (s *stores) listBatches(ctx context.Context, w io.Writer, asJSON bool) error {
	const most = 50
	list, err := s.Batches.Batches(ctx, 0, false, most)
	if err != nil {
		return err
	}
	for _, b := range list {
		if asJSON {
			err = printJSON(w, b)
		} else {
			_, err = fmt.Fprintf(w, "%4d  %s  %s  %s\n      %s\n", b.N, b.At.Local().Format("2006-01-02 15:04"), printable(b.Actor), printable(does(b)), stands(b))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// does says what a batch does.
func does(b archive.Batch) string {
	if b.Undoes > 0 {
		return fmt.Sprintf("takes back correction %d", b.Undoes)
	}
	var parts []string
	for _, e := range b.Edits {
		parts = append(parts, e.String())
	}
	return strings.Join(parts, ", ")
}

// stands says how far a batch is.
func stands(b archive.Batch) string {
	text := fmt.Sprintf("%s: %d changed", plural(b.Photos, "photo"), b.Changed)
	if b.Unchanged > 0 {
		text += fmt.Sprintf(", %d as they were", b.Unchanged)
	}
	if b.Refused > 0 {
		text += fmt.Sprintf(", %d refused", b.Refused)
	}
	switch {
	case b.Stopped:
		text += fmt.Sprintf("; stopped after %d", b.Done)
	case b.Ended.IsZero():
		text += fmt.Sprintf("; under way, %d done", b.Done)
	}
	return text
}

// carryEvery is how often a server looks for corrections that were cut off.
const carryEvery = 2 * time.Second

// carryOn carries on, until ctx ends, corrections that a killed process left.
func (s *stores) carryOn(ctx context.Context) {
	if s.isBackup() {
		return
	}
	for {
		left, err := s.LeftOver(ctx)
		for _, b := range left {
			if err != nil {
				break
			}
			slog.Info("a correction was cut off and is carried on", "correction", b.N, "done", b.Done, "photos", b.Photos)
			_, err = s.Carry(ctx, b.N, nil)
		}
		if err != nil && ctx.Err() == nil {
			slog.Error("carrying on corrections failed and will be tried again", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(carryEvery):
		}
	}
}
