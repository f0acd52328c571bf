package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cutline/archive/embedded"
)

// Correction is a value that an editor gave a field of a photo. It rules over
// every statement. Corrections are only ever added: one is undone by another.
type Correction struct {
	At    time.Time `json:"at"`
	Actor string    `json:"actor"`
	// Field is a field of package embedded. Its effective values were From, and
	// To after; an empty To empties the field.
	Field embedded.Field `json:"field"`
	From  []string       `json:"from,omitempty"`
	To    []string       `json:"to,omitempty"`
	Why   string         `json:"why,omitempty"`
	// Undoes is the number of the correction that this one takes back, counted
	// from 1 among those of the photo; 0: none.
	Undoes int `json:"undoes,omitempty"`
}

// Corrected is the place of values that a correction gave.
const Corrected = "correction"

// maxCorrection bounds the values of a correction together, in bytes.
const maxCorrection = 64 << 10

// corrections are those in force, by field: of each the last that stands.
func (p *Photo) corrections() map[embedded.Field]Correction {
	undone := make(map[int]bool)
	for _, c := range p.Corrections {
		undone[c.Undoes] = true
	}
	inForce := make(map[embedded.Field]Correction)
	for i, c := range p.Corrections {
		if c.Undoes == 0 && !undone[i+1] {
			inForce[c.Field] = c
		}
	}
	return inForce
}

// Stands reports whether a correction, by its number, was not undone and is not
// one that undoes another.
func (p *Photo) Stands(n int) bool {
	return n >= 1 && n <= len(p.Corrections) && p.Corrections[n-1].Undoes == 0 &&
		!slices.ContainsFunc(p.Corrections, func(c Correction) bool { return c.Undoes == n })
}

// CorrectionError says why a correction cannot be as it was asked for.
type CorrectionError struct{ Reason string }

func (e *CorrectionError) Error() string { return e.Reason }

// Correct gives a field of a photo the values of c.To, by c.Actor, and returns
// the photo as it is then. Where expect is not nil and the field's values are
// not these any more, somebody else was faster and it is ErrConflict.
func (a *Archive) Correct(ctx context.Context, id ID, c Correction, expect []string) (*Photo, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	return a.correct(ctx, id, func(p *Photo) (Correction, error) {
		if expect != nil && !slices.Equal(p.Fields()[c.Field].Values, expect) {
			return c, ErrConflict
		}
		return c, nil
	})
}

// Undo takes back a correction of a photo, by its number from 1. One that is
// undone already, or undoes another, is ErrConflict.
func (a *Archive) Undo(ctx context.Context, id ID, n int, actor string) (*Photo, error) {
	return a.correct(ctx, id, func(p *Photo) (Correction, error) {
		if !p.Stands(n) {
			return Correction{}, ErrConflict
		}
		return Correction{Actor: actor, Field: p.Corrections[n-1].Field, Undoes: n}, nil
	})
}

// correct adds the correction that is made of the photo as it is.
func (a *Archive) correct(ctx context.Context, id ID, of func(*Photo) (Correction, error)) (*Photo, error) {
	rules, err := a.Rules(ctx)
	if err != nil {
		return nil, err
	}
	settings, _, err := a.Settings(ctx)
	if err != nil {
		return nil, err
	}
	var unfit error
	changed, err := a.change(ctx, []ID{id}, func(p *Photo) bool {
		var c Correction
		if c, unfit = of(p); unfit != nil {
			return false
		}
		c.At, c.From = a.Time().UTC().Truncate(time.Microsecond), p.Fields()[c.Field].Values
		p.Corrections = append(p.Corrections, c)
		p.Reading = read(rules, p)
		last := &p.Corrections[len(p.Corrections)-1]
		last.To = p.Fields()[c.Field].Values // as the field shows it: a caption without its sign-off
		if c.Undoes == 0 {
			last.To = c.To
		}
		settings.announce(p, a.Time())
		return true
	})
	if err == nil {
		err = unfit
	}
	if err != nil {
		return nil, fmt.Errorf("archive: correct photo %s: %w", id, err)
	}
	if len(changed) == 0 {
		return nil, fmt.Errorf("photo %s: %w", id, ErrNotFound)
	}
	return a.Photo(ctx, id) // with its Seq
}

// check says what is wrong with a correction.
func (c *Correction) check() error {
	wrong := func(format string, args ...any) error { return &CorrectionError{fmt.Sprintf(format, args...)} }
	if c.Actor == "" {
		return errors.New("archive: a correction without an actor")
	}
	if !mayBeCorrected(c.Field) {
		return wrong("%q is no field that can be corrected; there are %s, taken", c.Field, fixable)
	}
	if len(c.To) > 1 && !lists[c.Field] {
		return wrong("%s has one value, not %d", c.Field, len(c.To))
	}
	bytes := 0
	for i, value := range c.To {
		value = strings.TrimSpace(value)
		bytes += len(value)
		switch {
		case value == "":
			return wrong("%s has no value", c.Field)
		case !utf8.ValidString(value) || strings.ContainsFunc(value, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }):
			return wrong("%s must be text without control characters", c.Field)
		case dates[c.Field]:
			date := embedded.Date(value)
			if date == "" {
				return wrong("%q is no date, or one that can be read in two ways; write 2022-03-17", value)
			}
			value = date
		}
		c.To[i] = value
	}
	if bytes > maxCorrection {
		return wrong("%s has %d KB; at most %d are taken", c.Field, bytes>>10, maxCorrection>>10)
	}
	return nil
}

func mayBeCorrected(name embedded.Field) bool { return name == embedded.Taken || mayBeFixed(name) }
