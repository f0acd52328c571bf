package folder

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"cutline/archive"
)

// The journal is written after so many files or so long, whichever is first: a
// transaction for each commit would cost as much as the commit. What a crash
// cuts off it is only memory: those files are read again, and known.
const (
	journalFiles = 1000
	journalEvery = time.Second
)

// journal remembers a run and what became of each of its files. It is used by
// one goroutine at a time.
type journal struct {
	archive *archive.Archive
	run     archive.Run
	files   []archive.RunFile // not written yet
	seen    []archive.Seen
	written time.Time
}

func newJournal(in *Ingest, paths []string) *journal {
	asked := slices.Clone(paths)
	for i := range asked {
		if in.Spooled == "" {
			asked[i] = absolute(asked[i])
		}
	}
	j := &journal{archive: in.Archive, run: archive.Run{ID: in.ID, Actor: in.Actor, Paths: asked, Rehearsal: in.Rehearse}}
	if in.Watched != nil {
		j.run.Watch = in.Watched.Path
	}
	return j
}

// open writes that the run has begun.
func (j *journal) open(ctx context.Context) error {
	j.run.Started = j.archive.Time()
	return j.write(ctx)
}

// note remembers a file's outcome, by the path that it is known by, and, where it need not be read again while it
// is the same, what it is like now.
func (j *journal) note(ctx context.Context, f archive.RunFile, seen *archive.Seen) error {
	j.run.Summary.Count(f)
	j.files = append(j.files, f)
	if seen != nil && !j.run.Rehearsal {
		j.seen = append(j.seen, *seen)
	}
	if len(j.files) < journalFiles && time.Since(j.written) < journalEvery {
		return nil
	}
	return j.write(ctx)
}

// close writes that the run has ended.
func (j *journal) close(ctx context.Context) error {
	j.run.Ended = j.archive.Time()
	err := j.write(ctx)
	return errors.Join(err, j.archive.Runs.PruneRuns(ctx, archive.KeptRunFiles))
}

func (j *journal) write(ctx context.Context) error {
	err := j.archive.Runs.SaveRun(ctx, j.run, j.files)
	if err == nil {
		err = j.archive.Memory.Remember(ctx, j.seen)
	}
	if err != nil {
		return fmt.Errorf("remember the run: %w", err)
	}
	j.files, j.seen, j.written = j.files[:0], j.seen[:0], time.Now()
	return nil
}
