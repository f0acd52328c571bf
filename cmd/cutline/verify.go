package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"cutline/archive"
)

// resumeWithin is how old an interrupted round may be to be gone on with: what
// was read longer ago says little about today.
const resumeWithin = 30 * 24 * time.Hour

func verifyCommand(data *dataFlag) *cobra.Command {
	var (
		asJSON, fresh bool
		from          string
		rate          byteSize
		o             archive.VerifyOptions
	)
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Read every original again, and compare all stores with the catalogue",
		Long: `Reads every original to its end and compares it with its hash, and compares
originals, renditions and index with the catalogue, and the catalogue with
itself. It changes nothing, but notes which photo was verified when: after an
interruption it goes on where it was (--fresh begins anew).

--repair mends what can be mended without loss: it puts back originals whose
bytes are found in a backup (--from) or in the file that they came from,
renews renditions, has the index rebuilt, removes orphans (originals that no
photo names, what a crash leaves) that are older than an hour, and files
among the renditions that are none.

A running server does the same by itself, slowly, every 30 days (cutline
settings verify=DAYS), and shows the result on its health page.

Exit status: 0 fine (orphans are not damage, and missing renditions come
back by themselves), 3 something is missing or damaged and was not mended,
130 interrupted.`,
		Example: `  cutline verify --rate 50MB                       # leave the disk to others
  cutline verify --repair --from /mnt/backup       # put back what a backup has`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			s, err := data.openExisting(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			unlock, err := s.lockVerify()
			if err != nil {
				return err
			}
			defer unlock()
			if from != "" {
				if o.From, err = originalsOf(from); err != nil {
					return usageError(err)
				}
			}
			if o.Since = time.Now().Add(-resumeWithin); fresh {
				o.Since = time.Now().Add(time.Hour) // no round is that young
			}
			o.Rate = func(archive.Round, int64) int64 { return int64(rate) }
			o.Index = func(ctx context.Context) ([]archive.Finding, error) {
				return s.verifyIndex(ctx, o.Repair, cmd.ErrOrStderr())
			}
			bar := &byteProgress{out: cmd.ErrOrStderr()}
			o.Begun = func(round archive.Round, photos int, bytes int64) {
				if round.Photos > 0 {
					bar.say(fmt.Sprintf("goes on with the round begun %s: %d photos were verified then, %d are left (--fresh reads all again)",
						round.Started.Local().Format("2006-01-02 15:04"), round.Photos, photos))
				}
				bar.begin(bytes)
			}
			o.Step = func(_ int, bytes int64) { bar.step(bytes) }
			out := printAbove{bar, cmd.OutOrStdout()}
			o.Found = reportFindings(out, asJSON)
			v, err := s.Verify(ctx, o)
			bar.finish()
			if err == nil || ctx.Err() != nil {
				err = errors.Join(err, printVerified(out, v, asJSON, ctx.Err() != nil))
			}
			if err != nil {
				return err
			}
			if v.Harm() > 0 {
				return &exitError{status: exitLook}
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.Repair, "repair", false, "mend what can be mended without loss")
	f.StringVar(&from, "from", "", "a backup, or another data directory, to put originals back from")
	f.BoolVar(&o.Deep, "deep", false, "also decode every rendition")
	f.BoolVar(&fresh, "fresh", false, "begin anew instead of going on with an interrupted round")
	f.Var(&rate, "rate", "read at most so much a second, such as 50MB (default no limit)")
	f.BoolVar(&asJSON, "json", false, "print a JSON object for each finding, and a summary")
	return cmd
}

// lockVerify keeps a second verify out, which would do half of the first one's
// round. The lock is on the folder of the originals.
func (s *stores) lockVerify() (unlock func(), err error) {
	folder, err := os.Open(filepath.Join(s.dir, originalsDir))
	if err != nil {
		return nil, err
	}
	err = unix.Flock(int(folder.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if err == nil {
		return func() { folder.Close() }, nil
	}
	folder.Close()
	if errors.Is(err, unix.EWOULDBLOCK) {
		return nil, fmt.Errorf("another cutline verify is at work in %s; wait until it has ended", s.dir)
	}
	return nil, fmt.Errorf("lock the originals: %w", err)
}

// originalsOf finds the originals of a backup to read from. Nothing is written
// there.
func originalsOf(backup string) (archive.Originals, error) {
	dir := filepath.Join(backup, originalsDir)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s holds no originals (there is no folder %s); name a backup or a data directory", backup, dir)
	}
	return lookAtOriginals(dir), nil
}

// reportFindings prints each finding.
func reportFindings(out io.Writer, asJSON bool) func(archive.Finding) {
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		return func(f archive.Finding) { enc.Encode(f) }
	}
	return func(f archive.Finding) {
		kind := f.Kind
		if f.Repaired {
			kind = "repaired"
		}
		fmt.Fprintf(out, "%-8s %s\n", kind, printable(f.Text))
	}
}

func printVerified(out io.Writer, v archive.Verified, asJSON, interrupted bool) error {
	if asJSON {
		return json.NewEncoder(out).Encode(map[string]any{"summary": struct {
			archive.Verified
			Interrupted bool `json:"interrupted,omitempty"`
		}{v, interrupted}})
	}
	text := fmt.Sprintf("%d photos, %d originals read (%s): %d missing, %d damaged, %d orphaned, %d stray",
		v.Photos, v.Originals, bytesText(v.Bytes), v.Missing, v.Damaged, v.Orphaned, v.Stray)
	for _, more := range []struct {
		n    int
		what string
	}{
		{v.Unsound, "faults of the catalogue"},
		{v.Spoiled, "renditions spoiled"},
		{v.Misindexed, "faults of the index"},
		{v.Repaired, "repaired"},
	} {
		if more.n > 0 {
			text += fmt.Sprintf(", %d %s", more.n, more.what)
		}
	}
	if v.Unrendered > 0 {
		text += fmt.Sprintf("\nphotos without renditions: %d; those are made when somebody asks for them, or by cutline verify --repair", v.Unrendered)
	}
	if interrupted {
		text += "\ninterrupted; the same command goes on from here"
	}
	_, err := fmt.Fprintln(out, text)
	return err
}
