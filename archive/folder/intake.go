package folder

import (
	"context"
	"fmt"

	"cutline/archive"
)

// Intake is a run that takes files in several times, as they come. It is used by
// one goroutine at a time.
type Intake struct {
	pipeline *pipeline
	own      map[dirKey]bool
}

// Open begins the run, which the archive remembers as one of the paths asked
// for.
func (in *Ingest) Open(ctx context.Context, asked ...string) (*Intake, error) {
	own, err := keysOf(in.Leave)
	if err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	p := &pipeline{Ingest: in, journal: newJournal(in, asked), commits: in.Archive}
	if in.Rehearse {
		p.commits = in.Archive.Rehearse()
	} else if p.quarantine, err = openQuarantine(ctx, in); err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	if err := p.journal.open(context.WithoutCancel(ctx)); err != nil {
		return nil, err
	}
	return &Intake{pipeline: p, own: own}, nil
}

// Take ingests everything below paths. When it returns nil, every file has been
// reported, and what became of it can be read from the archive. The error is
// that of Run.
func (i *Intake) Take(ctx context.Context, paths ...string) error {
	err := i.pipeline.pass(ctx, paths, i.own)
	if err != nil {
		return err
	}
	return i.pipeline.journal.write(context.WithoutCancel(ctx))
}

// Close ends the run and returns its counts.
func (i *Intake) Close(ctx context.Context) (archive.Summary, error) {
	err := i.pipeline.journal.close(context.WithoutCancel(ctx))
	return i.pipeline.journal.run.Summary, err
}
