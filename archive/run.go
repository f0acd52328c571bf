package archive

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"
)

// Outcomes of a file that is not in the archive, beside those of a committed one.
const (
	Refused = "refused" // claims to be an image, or is named as one, and could not be stored
	Skipped = "skipped" // none of the archive's business
)

// Run is one ingest, as it is remembered.
type Run struct {
	ID    string // of NewRunID
	Actor string
	// Started and Ended are by the clock of the time. Ended is zero while the
	// run goes on, and for ever where it was cut off.
	Started, Ended time.Time
	// Paths are what was asked for, in any bytes: absolute, but for an upload,
	// where they are the first of what came, as it was named there. Watch names
	// the watched folder that the files came through, where they did.
	Paths []string
	Watch string
	// Rehearsal: nothing was stored but this report.
	Rehearsal bool
	Summary   Summary
}

// MarshalJSON gives the run as the API does. Paths that are not UTF-8 come as
// paths_base64.
func (r Run) MarshalJSON() ([]byte, error) {
	shown := struct {
		ID          string    `json:"id"`
		Actor       string    `json:"actor"`
		Started     time.Time `json:"started"`
		Ended       time.Time `json:"ended,omitzero"`
		Paths       []string  `json:"paths,omitempty"`
		PathsBase64 []string  `json:"paths_base64,omitempty"`
		Watch       string    `json:"watch,omitempty"`
		Rehearsal   bool      `json:"rehearsal,omitempty"`
		Summary     Summary   `json:"summary"`
	}{ID: r.ID, Actor: r.Actor, Started: r.Started, Ended: r.Ended, Watch: r.Watch, Rehearsal: r.Rehearsal, Summary: r.Summary}
	for _, path := range r.Paths {
		if utf8.ValidString(path) {
			shown.Paths = append(shown.Paths, path)
		} else {
			shown.PathsBase64 = append(shown.PathsBase64, base64.StdEncoding.EncodeToString([]byte(path)))
		}
	}
	return json.Marshal(shown)
}

// Upload tells a run that took in an upload.
func (r Run) Upload() bool { return len(r.Paths) > 0 && !strings.HasPrefix(r.Paths[0], "/") }

// NewRunID names a run by its start, to the microsecond, and four letters: two
// may start at once.
func NewRunID(start time.Time) string {
	return start.UTC().Format("20060102T150405.000000Z") + "-" + rand.Text()[:4]
}

// Summary counts the files of a run.
type Summary struct {
	Files   int `json:"files"`
	Added   int `json:"added"`
	Known   int `json:"known"`
	Words   int `json:"words"`
	Refused int `json:"refused"`
	Skipped int `json:"skipped"`
	// Sidecars are those of the skipped that were read with their photos.
	Sidecars int `json:"sidecars,omitempty"`
	// Duplicates are the added ones that have the pixels of another photo.
	Duplicates int `json:"duplicates,omitempty"`
	// Unchanged are those of the known that were not read again.
	Unchanged int `json:"unchanged,omitempty"`
	// Bytes is the size of the files read, known and refused ones too.
	Bytes int64 `json:"bytes"`
	// Suppliers and Problems count the files added or given new words, and the
	// refused ones, by who delivered them and by what is wrong with them.
	Suppliers map[string]int `json:"suppliers,omitempty"`
	Problems  map[string]int `json:"problems,omitempty"`
}

// Count adds a file's outcome.
func (s *Summary) Count(f RunFile) {
	s.Files++
	switch f.Outcome {
	case Added:
		s.Added++
	case Known:
		s.Known++
	case Words:
		s.Words++
	case Refused:
		s.Refused++
	case Skipped:
		s.Skipped++
	}
	if f.ReadWith != "" {
		s.Sidecars++
	}
	if f.Unchanged {
		s.Unchanged++
	}
	if f.Outcome == Added && f.Relation.Kind == SamePixels {
		s.Duplicates++
	}
	if f.Supplier != "" {
		tally(&s.Suppliers, f.Supplier)
	}
	for _, problem := range f.Problems {
		tally(&s.Problems, problem)
	}
}

func tally(counts *map[string]int, name string) {
	if *counts == nil {
		*counts = make(map[string]int)
	}
	(*counts)[name]++
}

// RunFile is what became of one file of a run.
type RunFile struct {
	// N counts the files of a run from 0, in the order of their outcomes. The
	// store gives it.
	N int
	// Path is the file's, in the file system's own bytes.
	Path string
	// Outcome is Added, Known, Words, Refused or Skipped.
	Outcome string
	// ID and SHA256 are set where the photo is in the archive.
	ID     ID
	SHA256 Hash
	// Relation is the photo's relation to an earlier one, if it has any.
	Relation Relation
	// Reason is a sentence: why it was refused or skipped, or what to look at.
	Reason string
	// ReadWith is the photo that a sidecar or manifest was read with, and so
	// skipped.
	ReadWith string
	// Supplier is who delivered an added photo, and Problems what an editor has
	// to look at, a few words each ("no credit").
	Supplier string
	Problems []string
	// Unchanged: it was not read again, because nothing of it had changed.
	Unchanged bool
}

// MarshalJSON gives the line that `cutline ingest --json` prints. A path that is
// not UTF-8 comes as path_base64.
func (f RunFile) MarshalJSON() ([]byte, error) {
	line := struct {
		Path       string `json:"path,omitempty"`
		PathBase64 string `json:"path_base64,omitempty"`
		Outcome    string `json:"outcome"`
		Relation   string `json:"relation,omitempty"`
		Of         ID     `json:"of,omitempty"`
		ID         ID     `json:"id,omitempty"`
		SHA256     string `json:"sha256,omitempty"`
		Reason     string `json:"reason,omitempty"`
		// Beyond the contract of the command: who delivered it, and what to look at.
		Supplier string   `json:"supplier,omitempty"`
		Problems []string `json:"problems,omitempty"`
	}{
		Outcome: f.Outcome, Relation: f.Relation.Kind, Of: f.Relation.Of, ID: f.ID, Reason: f.Reason,
		Supplier: f.Supplier, Problems: f.Problems,
	}
	if f.ID != "" {
		line.SHA256 = f.SHA256.String()
	}
	if utf8.ValidString(f.Path) {
		line.Path = f.Path
	} else {
		line.PathBase64 = base64.StdEncoding.EncodeToString([]byte(f.Path))
	}
	return json.Marshal(line)
}

// Runs remembers ingests. Package archivetest holds every implementation to
// this.
type Runs interface {
	// SaveRun writes a run as it is now, new or known, and appends files to its
	// list, in one transaction.
	SaveRun(ctx context.Context, run Run, files []RunFile) error
	// Runs returns at most limit runs that began before the one named, newest
	// first; "" asks for the newest. The order is that of their first SaveRun,
	// whatever the clock said.
	Runs(ctx context.Context, before string, limit int) ([]Run, error)
	// Run returns one run, or ErrNotFound.
	Run(ctx context.Context, id string) (Run, error)
	// RunFiles returns files of a run in order.
	RunFiles(ctx context.Context, q RunQuery) ([]RunFile, error)
	// PruneRuns forgets the file lists of the oldest runs until at most keep
	// files are listed, and never that of the newest; the runs and their
	// summaries stay. It works in small transactions, so that writers beside
	// it do not wait.
	PruneRuns(ctx context.Context, keep int) error
}

// RunQuery asks for files of a run. Those of an empty Outcome, Supplier or
// Problem are all.
type RunQuery struct {
	Run                        string
	Outcome, Supplier, Problem string
	// From is the N of the first file wanted, Limit how many at most.
	From, Limit int
}

// KeptRunFiles is how many files' outcomes are kept of all runs together: some
// twenty years of a desk's own folders, and about a gigabyte at most.
const KeptRunFiles = 5_000_000
