// Package folder ingests folders in bulk: it walks them, finds the words
// beside each photo, prepares many files at once, commits them in groups, and
// gives every file an outcome with a reason. What a run dealt with is
// remembered, and not read again while it is the same.
//
// Nothing in the user's folders is moved, changed or deleted, unless asked: then
// what is in the archive is moved. A bad file never stops the run, and nothing is
// half stored: what was not committed when a run ended is as if it had not been
// read. A file of any size is streamed to the spool, so that the disk is the only
// limit; files of words are held in memory, and have limits of their own.
package folder

import (
	"context"
	"errors"
	"fmt"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

// Ingest is one run. Its fields are set before Run and not changed after.
type Ingest struct {
	Archive *archive.Archive
	// ID names the run (archive.NewRunID), Actor is who started it.
	ID, Actor string
	// Watched is the watched folder that the files come through, nil where they
	// do not.
	Watched *archive.WatchedFolder
	// Leave are folders that are left alone with all that is in them, whatever
	// path leads to them: an archive whose data directory lies in a folder of
	// photos would store its own thumbnails, and theirs the next time. Each
	// must exist.
	Leave []string
	// Given are words for every file of the run (see Give), and Template reads
	// words from the names of its folders.
	Given    []embedded.Statement
	Template *Template
	// PreferManifest lets manifests and JSON sidecars rule over the files' own
	// words.
	PreferManifest bool
	// Rehearse tells what would become of each file, and stores nothing but that
	// report.
	Rehearse bool
	// Quarantine is the folder that refused files are copied to, as long as the
	// copies have at most QuarantineBytes together; beyond, and where it is
	// empty, they are only listed.
	Quarantine      string
	QuarantineBytes int64
	// MoveTo, where set, is a folder that files and their sidecars are moved to
	// when they are in the archive, by the folders they lie in.
	MoveTo string
	// Again reads files that earlier runs have seen as if they had not.
	Again bool
	// Spooled, where set, is the folder in which files wait that came from
	// elsewhere, such as an upload; Origins says of the path of each what it was
	// there. What is not named in it is known by its path below Spooled. No later
	// run takes these files for granted.
	Spooled string
	Origins map[string]Origin
	// Report, where set, is called with each file as its outcome is certain
	// (for a stored photo: after the commit), one call at a time.
	Report func(archive.RunFile)
}

// Origin is what a spooled file was where it came from.
type Origin struct {
	Path string
	// Modified is its modification time, zero where that is not known.
	Modified time.Time
	// Refused is the path that it stands by on the list of refused files, from an
	// earlier run; empty where it does not.
	Refused string
}

// Run ingests everything below paths and returns the counts. The run and what
// became of each file is remembered by the archive.
//
// The error is the archive's own trouble or ctx's end; what was reported before
// it stands. An Ingest runs once.
func (in *Ingest) Run(ctx context.Context, paths ...string) (archive.Summary, error) {
	if err := in.mayMove(paths); err != nil {
		return archive.Summary{}, fmt.Errorf("folder: %w", err)
	}
	run, err := in.Open(ctx, paths...)
	if err != nil {
		return archive.Summary{}, err
	}
	err = run.Take(ctx, paths...)
	summary, closeErr := run.Close(ctx)
	// A run that fails has said why; that its journal fails too is no news.
	if err == nil || ctx.Err() != nil {
		err = errors.Join(err, closeErr)
	}
	return summary, err
}
