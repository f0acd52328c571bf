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
	"encoding/base64"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"cutline/archive"
)

// What became of a file. Added, known and words are those of package archive.
const (
	Refused = "refused" // claims to be an image, or is named as one, and could not be stored
	Skipped = "skipped" // none of the archive's business
)

// Report is what became of one file.
type Report struct {
	// Path is the file's, in the file system's own bytes.
	Path string
	// Outcome is archive.Added, archive.Known, archive.Words, Refused or Skipped.
	Outcome string
	// ID and SHA256 are set where the photo is in the archive.
	ID     archive.ID
	SHA256 archive.Hash
	// Relation is the photo's relation to an earlier one, if it has any.
	Relation archive.Relation
	// Reason is a sentence: why it was refused or skipped, or what to look at.
	Reason string
	// ReadWith is the photo that a sidecar was read with, and so skipped.
	ReadWith string
}

// MarshalJSON gives the line that `cutline ingest --json` prints. A path that is
// not UTF-8 comes as path_base64.
func (r Report) MarshalJSON() ([]byte, error) {
	line := struct {
		Path       string     `json:"path,omitempty"`
		PathBase64 string     `json:"path_base64,omitempty"`
		Outcome    string     `json:"outcome"`
		Relation   string     `json:"relation,omitempty"`
		Of         archive.ID `json:"of,omitempty"`
		ID         archive.ID `json:"id,omitempty"`
		SHA256     string     `json:"sha256,omitempty"`
		Reason     string     `json:"reason,omitempty"`
	}{
		Outcome: r.Outcome, Relation: r.Relation.Kind, Of: r.Relation.Of, ID: r.ID, Reason: r.Reason,
	}
	if r.ID != "" {
		line.SHA256 = r.SHA256.String()
	}
	if utf8.ValidString(r.Path) {
		line.Path = r.Path
	} else {
		line.PathBase64 = base64.StdEncoding.EncodeToString([]byte(r.Path))
	}
	return json.Marshal(line)
}

// Summary counts the outcomes of a run.
type Summary struct {
	Files   int `json:"files"`
	Added   int `json:"added"`
	Known   int `json:"known"`
	Words   int `json:"words"`
	Refused int `json:"refused"`
	Skipped int `json:"skipped"`
	// Sidecars are those of the skipped that were read with their photos.
	Sidecars int `json:"sidecars,omitempty"`
	// Bytes is the size of the files read, known and refused ones too.
	Bytes int64 `json:"bytes"`
}

func (s *Summary) count(r Report) {
	s.Files++
	switch r.Outcome {
	case archive.Added:
		s.Added++
	case archive.Known:
		s.Known++
	case archive.Words:
		s.Words++
	case Refused:
		s.Refused++
	case Skipped:
		s.Skipped++
		if r.ReadWith != "" {
			s.Sidecars++
		}
	}
}

// Run ingests everything below paths and returns the counts. The folders of
// leave, whatever path leads to them, are left alone with all that is in them:
// an archive whose data directory lies in a folder of photos would store its
// own thumbnails, and theirs the next time. Each must exist.
//
// Files are reported as their outcome is certain (for a stored photo: after the
// commit), one call at a time. The error is the archive's own trouble or ctx's
// end; what was reported before it stands.
func Run(ctx context.Context, a *archive.Archive, paths, leave []string, actor, run string, report func(Report)) (Summary, error) {
	own, err := keysOf(leave)
	if err != nil {
		return Summary{}, fmt.Errorf("folder: %w", err)
	}
	p := &pipeline{archive: a, actor: actor, run: run, report: report}
	return p.ingest(ctx, paths, own)
}
