// Package folder ingests folders in bulk: it walks them, finds the words
// beside each photo, prepares many files at once, commits them in groups, and
// gives every file an outcome with a reason.
//
// Nothing in the user's folders is moved, changed or deleted. A bad file never
// stops the run, and nothing is half stored: what was not committed when a run
// ended is as if it had not been read.
package folder

import (
	"context"
	"fmt"

	"cutline/archive"
)

// Ingest is one run. Its fields are set before Run and not changed after.
type Ingest struct {
	Archive *archive.Archive
	// ID names the run (archive.NewRunID), Actor is who started it.
	ID, Actor string
	// Watch names the watched folder that the files come through, if they do.
	Watch string
	// Leave are folders that are left alone with all that is in them, whatever
	// path leads to them: an archive whose data directory lies in a folder of
	// photos would store its own thumbnails, and theirs the next time. Each
	// must exist.
	Leave []string
	// Again reads files that earlier runs have seen as if they had not.
	Again bool
	// Report, where set, is called with each file as its outcome is certain
	// (for a stored photo: after the commit), one call at a time.
	Report func(archive.RunFile)
}

// Run ingests everything below paths and returns the counts. The run and what
// became of each file is remembered by the archive.
//
// The error is the archive's own trouble or ctx's end; what was reported before
// it stands. An Ingest runs once.
func (in *Ingest) Run(ctx context.Context, paths ...string) (archive.Summary, error) {
	own, err := keysOf(in.Leave)
	if err != nil {
		return archive.Summary{}, fmt.Errorf("folder: %w", err)
	}
	p := &pipeline{Ingest: in, journal: newJournal(in, paths)}
	return p.ingest(ctx, paths, own)
}
