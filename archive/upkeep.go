package archive

import (
	"context"
	"iter"
	"time"
)

// Upkeep remembers in the catalogue how the archive was looked after.
type Upkeep interface {
	Rounds
	Checks
	Inventory
	Backups
}

// Rounds keeps the rounds of verify.
type Rounds interface {
	// BeginRound begins a round of a kind at the time given, or goes on with the
	// last one of that kind where it did not end and began after since. It looks
	// at the photos that are there when it begins. Those with findings are due
	// again in either case.
	BeginRound(ctx context.Context, kind string, at, since time.Time) (Round, error)
	// Record keeps the results of checks and the state of their round, in one
	// write. A photo that is gone meanwhile is left out.
	Record(ctx context.Context, round Round, checks []Check) error
	// Rounds returns the last round of a kind that ended, and the one after it
	// that did not; nil where there is none.
	Rounds(ctx context.Context, kind string) (ended, open *Round, err error)
}

// Checks keeps when each photo was verified last and with what result, so that
// a round of days goes on after an interruption.
type Checks interface {
	// Due returns at most limit photos that a round has still to look at: those
	// never checked first, then the longest unchecked.
	Due(ctx context.Context, round Round, limit int) ([]ID, error)
	// Outstanding returns how many photos are due, and the bytes of their
	// originals.
	Outstanding(ctx context.Context, round Round) (photos int, bytes int64, err error)
	// Troubled returns at most limit checks that found something, and how many
	// there are.
	Troubled(ctx context.Context, limit int) ([]Check, int, error)
	// Trouble returns what the last check of a photo found.
	Trouble(ctx context.Context, id ID) ([]Finding, error)
}

// Inventory compares the catalogue with what it names, and with itself.
type Inventory interface {
	// Named yields every original that the catalogue names, photo by photo; one
	// that has left names none. It takes no lasting hold of the catalogue: what is
	// committed meanwhile may or may not come.
	Named(ctx context.Context) iter.Seq2[Named, error]
	// Sound returns sentences on what is wrong with the catalogue itself; none
	// where it is sound.
	Sound(ctx context.Context) ([]string, error)
}

// Backups keeps which backups were completed.
type Backups interface {
	AddBackup(ctx context.Context, b BackupRecord) error
	// LastBackup returns the last one; nil where there is none.
	LastBackup(ctx context.Context) (*BackupRecord, error)
}

// BackupRecord is a completed backup.
type BackupRecord struct {
	Dir            string
	Started, Ended time.Time
	// Seq is the last change that the backup holds.
	Seq Seq
	BackupReport
}

// Named is an original that the catalogue names.
type Named struct {
	Hash  Hash
	Photo ID
	// Size in bytes; -1 for a sidecar, whose size the catalogue does not hold.
	Size int64
}

// Check is the result of verifying one photo.
type Check struct {
	ID       ID
	At       time.Time
	Findings []Finding
}

// Kinds of rounds.
const (
	ByCommand = "command" // cutline verify
	ByServer  = "serve"   // the server's own, spread over days
)

// Round is one verification of the whole archive.
type Round struct {
	N       int
	Kind    string
	Started time.Time
	Ended   time.Time // zero: it runs, or was interrupted
	Verified
}
