package archive

import (
	"context"
	"time"
)

// Seen is what is remembered of a file that an ingest has dealt with, so that
// the next one need not read it again.
type Seen struct {
	// Path is absolute, in the file system's own bytes.
	Path string
	// Size in bytes and Modified, to the nanosecond, are those of the file.
	Size     int64
	Modified time.Time
	// Mark is a digest of all else that decides what becomes of the file: the
	// sidecars and manifests beside it, with size and time of each, the words
	// given for the whole run, and the version of the reader.
	Mark [16]byte
	// Outcome is Known for a photo that is in the archive, else Refused or
	// Skipped, with its Reason.
	Outcome string
	ID      ID
	SHA256  Hash
	Reason  string
}

// Memory remembers files between ingests. It is a shortcut: what it forgot is
// read again. Package archivetest holds every implementation to this.
type Memory interface {
	// Seen returns what is remembered of paths, by path. A photo that is no
	// longer in the catalogue is not remembered, nor one that verify found
	// harmed.
	Seen(ctx context.Context, paths []string) (map[string]Seen, error)
	// Remember keeps files, each in the place of what was remembered of its
	// path.
	Remember(ctx context.Context, files []Seen) error
}
