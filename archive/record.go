package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// maxPermissions is how many permissions can be recorded of one photo.
const maxPermissions = 100

// RecordUsage records that photos were used, and returns those of which it was
// not recorded before: the same publication told again is one use. By Actor, At
// and Way it says who recorded it; where At is zero, it is now. What is wrong
// with it is an *InvalidError; an ID that is not there is ErrNotFound, and the
// others are recorded.
func (a *Archive) RecordUsage(ctx context.Context, ids []ID, u Usage) (added []ID, err error) {
	if err := u.Check(); err != nil {
		return nil, &InvalidError{err}
	}
	settings, _, err := a.Settings(ctx)
	if err != nil {
		return nil, err
	}
	u.N, u.Withdrawn, u.At = 0, nil, a.recordedAt(u.At)
	ids = eachOnce(ids)
	changed, err := a.change(ctx, ids, func(p *Photo) bool {
		if slices.ContainsFunc(p.Uses(), u.Same) {
			return false
		}
		p.Usages = append(p.Usages, u)
		settings.announce(p, a.Time())
		return true
	})
	return a.recorded(ctx, ids, changed, err)
}

// RecordPermission records a permission of photos. Errors are as those of
// [Archive.RecordUsage].
func (a *Archive) RecordPermission(ctx context.Context, ids []ID, permission Permission) error {
	if err := permission.Check(); err != nil {
		return &InvalidError{err}
	}
	permission.N, permission.Withdrawn, permission.At = 0, nil, a.recordedAt(permission.At)
	ids = eachOnce(ids)
	full := false
	changed, err := a.change(ctx, ids, func(p *Photo) bool {
		if len(p.Permissions) >= maxPermissions {
			full = true
			return false
		}
		p.Permissions = append(p.Permissions, permission)
		return true
	})
	if err == nil && full {
		return &InvalidError{fmt.Errorf("a photo can have at most %d permissions; write what is new in the note of a new one and withdraw others", maxPermissions)}
	}
	_, err = a.recorded(ctx, ids, changed, err)
	return err
}

// eachOnce is a list of IDs without repetitions: a photo named twice is one.
func eachOnce(ids []ID) []ID {
	var list []ID
	for _, id := range ids {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// recordedAt is a time as the catalogue keeps it, now for the zero time.
func (a *Archive) recordedAt(t time.Time) time.Time {
	if t.IsZero() {
		t = a.Time()
	}
	return t.UTC().Truncate(time.Microsecond)
}

// recorded are the IDs of the photos changed. Of those that were not, it looks
// whether they are there.
func (a *Archive) recorded(ctx context.Context, ids []ID, changed []*Photo, err error) ([]ID, error) {
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	var done []ID
	for _, p := range changed {
		done = append(done, p.ID)
	}
	photos, err := a.Catalogue.Photos(ctx, ids)
	if err != nil {
		return done, fmt.Errorf("archive: %w", err)
	}
	var errs []error
	for _, id := range ids {
		if !slices.ContainsFunc(photos, func(p *Photo) bool { return p.ID == id }) {
			errs = append(errs, a.Missing(ctx, id))
		}
	}
	return done, errors.Join(errs...)
}

// WithdrawUsage says of a use that it was recorded by mistake. It stays listed;
// one that was withdrawn before stays as it is.
func (a *Archive) WithdrawUsage(ctx context.Context, n int64, w Withdrawn) error {
	if err := w.check(); err != nil {
		return &InvalidError{err}
	}
	settings, _, err := a.Settings(ctx)
	if err != nil {
		return err
	}
	u, err := a.Usages.Usage(ctx, n)
	if err != nil || u.Withdrawn != nil {
		return err
	}
	w.At = a.recordedAt(w.At)
	_, err = a.change(ctx, []ID{u.Photo}, func(p *Photo) bool {
		i := slices.IndexFunc(p.Usages, func(other Usage) bool { return other.N == n })
		if i < 0 { // beyond those listed
			i, p.Usages = 0, append([]Usage{u.Usage}, p.Usages...)
		}
		if p.Usages[i].Withdrawn != nil {
			return false
		}
		p.Usages[i].Withdrawn = &w
		settings.announce(p, a.Time())
		return true
	})
	return err
}

// WithdrawPermission says that a permission of a photo no longer holds. One that
// the photo does not have is ErrNotFound.
func (a *Archive) WithdrawPermission(ctx context.Context, id ID, n int64, w Withdrawn) error {
	if err := w.check(); err != nil {
		return &InvalidError{err}
	}
	p, err := a.Photo(ctx, id)
	if err != nil {
		return err
	}
	of := func(other Permission) bool { return other.N == n }
	if !slices.ContainsFunc(p.Permissions, of) {
		return fmt.Errorf("permission %d of photo %s: %w", n, id, ErrNotFound)
	}
	w.At = a.recordedAt(w.At)
	_, err = a.change(ctx, []ID{id}, func(p *Photo) bool {
		i := slices.IndexFunc(p.Permissions, of)
		if i < 0 || p.Permissions[i].Withdrawn != nil {
			return false
		}
		p.Permissions[i].Withdrawn = &w
		return true
	})
	return err
}

func (w Withdrawn) check() error { return checkText("the reason", w.Why, maxNote) }

// An InvalidError says in a sentence what is wrong with something that was to
// be recorded.
type InvalidError struct{ Err error }

func (e *InvalidError) Error() string { return e.Err.Error() }
func (e *InvalidError) Unwrap() error { return e.Err }
