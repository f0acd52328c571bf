package archive

import (
	"context"
	"time"
)

// Refusal is a refused file, kept until it is stored after all or dismissed.
type Refusal struct {
	// N orders refusals; the store gives it.
	N int64
	// Path is absolute, in the file system's own bytes. A path is refused once,
	// however many runs come upon it.
	Path   string
	Run    string // the last run that refused it
	At     time.Time
	Size   int64 // in bytes
	Reason string
	// Copy is the name of its copy in the quarantine folder; empty where it is
	// only listed, because the copies have reached their budget or it could not
	// be read.
	Copy string
}

// Discarding is who wants a refused file off the list, and why.
type Discarding struct {
	Actor string
	At    time.Time
	Why   string
}

// Discarded is a refused file that was taken off the list.
type Discarded struct {
	Refusal
	Discarding
}

// Refusals lists refused files. Package archivetest holds every implementation
// to this.
type Refusals interface {
	// Refuse lists files, each in the place of what was listed of its path.
	Refuse(ctx context.Context, files []Refusal) error
	// Refusals returns at most limit refusals after the N given, in order.
	Refusals(ctx context.Context, after int64, limit int) ([]Refusal, error)
	// Dismiss takes paths off the list and returns what was listed of them.
	Dismiss(ctx context.Context, paths []string) ([]Refusal, error)
	// Discard takes paths off the list for good, and remembers who did so and
	// why. It returns what was listed of them.
	Discard(ctx context.Context, paths []string, by Discarding) ([]Refusal, error)
	// Discarded returns at most limit of those, the latest first.
	Discarded(ctx context.Context, limit int) ([]Discarded, error)
	// QuarantineSize is the number of refusals and the bytes of those with a
	// copy.
	QuarantineSize(ctx context.Context) (files int, copied int64, err error)
}
