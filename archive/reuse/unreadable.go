package reuse

import (
	"errors"

	"cutline/archive"
)

// unreadable is what is wrong with a file, where it is the file's fault.
func unreadable(err error) (text string, ok bool) {
	if e, is := errors.AsType[*archive.RefusedError](err); is {
		return e.Reason, true
	}
	if e, is := errors.AsType[*archive.SkippedError](err); is {
		return e.Reason, true
	}
	return "", false
}
