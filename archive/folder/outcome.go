package folder

import (
	"errors"
	"slices"
	"strings"

	"cutline/archive"
)

// outcome is what became of a file, with o where it was committed.
func (r ready) outcome(o archive.Outcome) archive.RunFile {
	file := archive.RunFile{Path: r.found.path, ReadWith: r.found.readWith}
	switch {
	case r.seen != nil:
		file.Outcome, file.ID, file.SHA256, file.Reason, file.Unchanged = r.seen.Outcome, r.seen.ID, r.seen.SHA256, r.seen.Reason, true
	case r.err != nil:
		file.Outcome, file.Reason = outcomeOf(r.err), r.err.Error()
	default:
		file.Outcome, file.ID, file.SHA256, file.Relation = o.Result, o.ID, o.SHA256, o.Relation
		file.Reason = joinReasons(slices.Concat(wrongExtension(r.found.path, o.Format), r.warnings, o.Warnings)...)
		file.Supplier, file.Problems = o.Supplier, o.Problems
	}
	return file
}

// joinReasons joins sentences, of which some may be empty.
func joinReasons(reasons ...string) string {
	return strings.Join(slices.DeleteFunc(reasons, func(s string) bool { return s == "" }), "; ")
}

// remember is what the next run may take for granted of a file, nil where it
// has to look again: it was not read, or its sidecar was not, or somebody may
// still be writing it.
func (p *pipeline) remember(r ready, o archive.Outcome) *archive.Seen {
	if p.MoveTo != "" || p.Spooled != "" || r.seen != nil || r.found.info == nil || !r.found.settled || r.again {
		return nil
	}
	if r.err != nil {
		s := r.found.seenAs(outcomeOf(r.err))
		s.Reason = r.err.Error()
		return s
	}
	s := r.found.seenAs(archive.Known)
	s.ID, s.SHA256 = o.ID, o.SHA256
	return s
}

func outcomeOf(err error) string {
	var refused *archive.RefusedError
	if errors.As(err, &refused) {
		return archive.Refused
	}
	return archive.Skipped
}
