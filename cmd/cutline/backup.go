package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive"
)

func backupCommand(data *dataFlag) *cobra.Command {
	var b backupRun
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "backup DIR",
		Short: "Copy the catalogue and the originals to another directory",
		Long: `Brings a backup in DIR up to date: the catalogue as it is at one moment, and
every original that it names. What the backup has already is not copied
again. A server and ingests may run meanwhile. Ended at any moment, it leaves
the former backup usable, and the next run goes on.

DIR is then itself a data directory, only without the index and the
renditions, which come back by themselves, and without the copies of refused
files. To look at it:

  cutline serve --data DIR

To restore, copy it to where the archive was and remove the file backup.json,
which marks it as a backup.

An original of the archive that is damaged is never copied over one that is
whole. What the archive no longer names (purged, or left a wire shelf) stays in the
backup unless --prune is given.

Exit status: 0 fine, 3 the archive does not have some originals whole and
neither has the backup, 130 interrupted.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := data.openExisting(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			if b.dir, err = findBackupDir(args[0], s.dir); err != nil {
				return usageError(err)
			}
			b.stores, b.bar = s, &byteProgress{out: cmd.ErrOrStderr()}
			out := printAbove{b.bar, cmd.OutOrStdout()}
			b.found = reportFindings(out, asJSON)
			run := b.run
			if b.dry {
				run = b.rehearse
			}
			report, err := run(cmd.Context())
			b.bar.finish()
			if err != nil {
				return err
			}
			if asJSON {
				err = json.NewEncoder(out).Encode(map[string]backupSummary{"summary": report})
			} else {
				err = report.print(out)
			}
			if err != nil {
				return err
			}
			if report.Harm() > 0 {
				return &exitError{status: exitLook}
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.BoolVar(&b.check, "check", false, "read what the backup has already, compare it with its hash, and copy what is damaged again")
	f.BoolVar(&b.prune, "prune", false, "remove from the backup the originals that the archive no longer names")
	f.BoolVar(&b.dry, "dry-run", false, "say what would be copied; write nothing")
	f.BoolVar(&asJSON, "json", false, "print a JSON object for each original that cannot be copied, and a summary")
	return cmd
}

// backupSummary is the report of a backup.
type backupSummary struct {
	Dir string      `json:"dir"`
	Seq archive.Seq `json:"seq"`
	archive.BackupReport
	DryRun bool `json:"dry_run,omitempty"`
	// ToCopy and ToCopyBytes are what a rehearsal says of a run.
	ToCopy      int   `json:"to_copy,omitempty"`
	ToCopyBytes int64 `json:"to_copy_bytes,omitempty"`
}

func (r backupSummary) print(out io.Writer) error {
	var text string
	if r.DryRun {
		text = fmt.Sprintf("%d photos: %d originals (%s) would be copied to %s, %d are there",
			r.Photos, r.ToCopy, bytesText(r.ToCopyBytes), printable(r.Dir), r.Originals)
	} else {
		text = fmt.Sprintf("%d photos are in %s: %d originals (%s), %d of them copied now (%s)",
			r.Photos, printable(r.Dir), r.Originals, bytesText(r.Bytes), r.Copied, bytesText(r.CopiedBytes))
	}
	if r.Replaced > 0 {
		text += fmt.Sprintf(", %d were damaged in the backup", r.Replaced)
	}
	if r.Pruned > 0 {
		text += fmt.Sprintf(", %d removed", r.Pruned)
	}
	if r.Unnamed > 0 {
		text += fmt.Sprintf("\n%d originals of the backup are no longer named by the archive; --prune removes them", r.Unnamed)
	}
	if r.Harm() > 0 {
		text += fmt.Sprintf("\n%d originals are not in the backup: the archive does not have them whole; cutline verify says how to mend that", r.Harm())
	}
	_, err := fmt.Fprintln(out, text)
	return err
}

// backupRun is one backup.
type backupRun struct {
	*stores
	dir               *backupDir
	check, prune, dry bool
	bar               *byteProgress
	found             func(archive.Finding)
}

// run makes the backup: the snapshot first, then the originals that it names,
// and only then the snapshot takes the place of the former one.
func (b *backupRun) run(ctx context.Context) (r backupSummary, err error) {
	started := time.Now()
	identity, err := b.catalogue.Identity(ctx)
	if err != nil {
		return r, err
	}
	// A mistake must not leave a directory behind.
	if b.dir.mark != nil && b.dir.mark.Archive != identity {
		return r, b.dir.check(ctx, identity, 0)
	}
	owned, err := b.dir.claim(identity)
	if err != nil {
		return r, err
	}
	defer owned.release()
	stats, err := b.Catalogue.Stats(ctx)
	if err != nil {
		return r, err
	}
	if err := settleCatalogue(ctx, filepath.Join(b.dir.path, catalogueFile)); err != nil {
		return r, err
	}
	if err := b.dir.check(ctx, identity, stats.Last); err != nil {
		return r, err
	}
	target, err := b.snapshot(ctx)
	if err != nil {
		return r, err
	}
	defer target.snapshot.Close()
	if r, err = b.copy(ctx, target); err != nil {
		return r, err
	}
	// From here on the mark may be ahead of the catalogue, never behind it.
	b.dir.mark.Seq = r.Seq
	if err := b.dir.write(); err != nil {
		return r, err
	}
	if err := target.put(ctx); err != nil {
		return r, err
	}
	if b.prune {
		if err := target.plan.Prune(ctx); err != nil {
			return r, err
		}
		r.BackupReport = target.plan.BackupReport
	}
	b.dir.mark.Ended = time.Now().UTC().Truncate(time.Second)
	if err := b.dir.write(); err != nil {
		return r, err
	}
	return r, b.Upkeep.AddBackup(ctx, archive.BackupRecord{
		Dir: b.dir.path, Started: started, Ended: time.Now(), Seq: r.Seq, BackupReport: r.BackupReport,
	})
}

// snapshot writes the catalogue into the backup, beside the one that is there.
func (b *backupRun) snapshot(ctx context.Context) (*backupTarget, error) {
	path := filepath.Join(b.dir.path, newCatalogue)
	if err := os.RemoveAll(path); err != nil { // what an interrupted run left
		return nil, err
	}
	size, err := b.catalogue.Size(ctx)
	if err != nil {
		return nil, err
	}
	if err := b.space(size); err != nil {
		return nil, err
	}
	if err := b.catalogue.Snapshot(ctx, path); err != nil {
		return nil, err
	}
	return openTarget(b.dir.path)
}

// copy brings the originals over.
func (b *backupRun) copy(ctx context.Context, target *backupTarget) (r backupSummary, err error) {
	r.Dir = b.dir.path
	wrong, err := target.snapshot.Sound(ctx)
	if err != nil {
		return r, err
	}
	if len(wrong) > 0 {
		return r, fmt.Errorf("the catalogue is damaged (%s), so the former backup was left as it is; cutline verify says more", wrong[0])
	}
	stats, err := target.snapshot.Stats(ctx)
	if err != nil {
		return r, err
	}
	plan, err := b.PlanBackup(ctx, target.snapshot, target.originals, b.check)
	if err != nil {
		return r, err
	}
	target.plan = plan
	_, bytes, missing := plan.Todo()
	if err := b.space(missing); err != nil {
		return r, err
	}
	b.bar.begin(bytes)
	plan.Found, plan.Step = b.found, b.bar.step
	err = plan.Copy(ctx, target.spoolDir)
	r.Seq, r.BackupReport = stats.Last, plan.BackupReport
	return r, err
}

// spareSpace is what a backup leaves free, in bytes: folders and journals take
// some space too.
const spareSpace = 16 << 20

// space refuses to begin what will not fit.
func (b *backupRun) space(need int64) error {
	free, _, err := diskSpace(b.dir.path)
	if err != nil {
		return err
	}
	if free < need+spareSpace {
		return fmt.Errorf("%s has %s free and the backup needs %s more; free some space there, or name a directory on another disk",
			b.dir.path, bytesText(free), bytesText(need+spareSpace))
	}
	return nil
}

// rehearse says what a run would copy.
func (b *backupRun) rehearse(ctx context.Context) (r backupSummary, err error) {
	identity, err := b.catalogue.Identity(ctx)
	if err != nil {
		return r, err
	}
	stats, err := b.Catalogue.Stats(ctx)
	if err != nil {
		return r, err
	}
	if b.dir.mark != nil {
		if err := b.dir.check(ctx, identity, stats.Last); err != nil {
			return r, err
		}
	}
	plan, err := b.PlanBackup(ctx, b.Upkeep, lookAtOriginals(filepath.Join(b.dir.path, originalsDir)), false)
	if err != nil {
		return r, err
	}
	r = backupSummary{Dir: b.dir.path, Seq: stats.Last, BackupReport: plan.BackupReport, DryRun: true}
	r.ToCopy, _, r.ToCopyBytes = plan.Todo()
	return r, b.space(r.ToCopyBytes)
}
