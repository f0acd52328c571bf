package archive

import "errors"

var (
	// ErrNotFound: no such photo or original.
	ErrNotFound = errors.New("not in the archive")
	// ErrConflict: somebody else changed the same thing meanwhile.
	ErrConflict = errors.New("changed meanwhile")
	// ErrNewer: the catalogue was written by a newer Cutline.
	ErrNewer = errors.New("the catalogue has a newer layout than this cutline knows")
)

// RefusedError says why a file that claims to be an image was not stored.
type RefusedError struct {
	// Reason is a sentence naming the problem and the next step.
	Reason string
	Err    error
}

func (e *RefusedError) Error() string { return e.Reason }
func (e *RefusedError) Unwrap() error { return e.Err }

// SkippedError says why a file is none of the archive's business.
type SkippedError struct{ Reason string }

func (e *SkippedError) Error() string { return e.Reason }
