package archive

import (
	"context"
	"fmt"
	"slices"
	"time"

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
	// Lang is the language of To as a BCP 47 tag, where the correction gives the
	// field's text in another language than the one in force, beside it. Empty:
	// it gives the value in force.
	Lang string `json:"lang,omitempty"`
	Why  string `json:"why,omitempty"`
	// Batch is the number of the [Batch] that it was part of, 0: none.
	Batch int64 `json:"batch,omitempty"`
	// Undoes is the number of the correction that this one takes back, counted
	// from 1 among those of the photo; 0: none.
	Undoes int `json:"undoes,omitempty"`
}

// Corrected is the place of values that a correction gave.
const Corrected = "correction"

// maxCorrection bounds the values of a correction together, in bytes.
const maxCorrection = 64 << 10

// subject is what a correction is about.
type subject struct {
	field embedded.Field
	lang  string
}

// inForce are the numbers of the corrections in force: of each subject the last
// that stands.
func (p *Photo) correctionsInForce() map[subject]int {
	undone := make(map[int]bool)
	for _, c := range p.Corrections {
		undone[c.Undoes] = true
	}
	inForce := make(map[subject]int)
	for i, c := range p.Corrections {
		if c.Undoes == 0 && !undone[i+1] {
			inForce[subject{c.Field, c.Lang}] = i + 1
		}
	}
	return inForce
}

// corrections are those that give the values in force, by field.
func (p *Photo) corrections() map[embedded.Field]Correction {
	corrections := make(map[embedded.Field]Correction)
	for what, n := range p.correctionsInForce() {
		if what.lang == "" {
			corrections[what.field] = p.Corrections[n-1]
		}
	}
	return corrections
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
		if expect != nil && !slices.Equal(p.Values(c.Field, c.Lang), expect) {
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
		return p.undoing(n, actor), nil
	})
}

// undoing is a correction that takes back another.
func (p *Photo) undoing(n int, actor string) Correction {
	c := p.Corrections[n-1]
	return Correction{Actor: actor, Field: c.Field, Lang: c.Lang, Undoes: n}
}

// correct adds the correction that is made of the photo as it is.
func (a *Archive) correct(ctx context.Context, id ID, of func(*Photo) (Correction, error)) (*Photo, error) {
	w, err := a.correcting(ctx)
	if err != nil {
		return nil, err
	}
	var unfit error
	changed, err := a.change(ctx, []ID{id}, func(p *Photo) bool {
		var c Correction
		if c, unfit = of(p); unfit == nil {
			w.add(p, c)
		}
		return unfit == nil
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

// correcting is what corrections need to know.
type correcting struct {
	rules    Rules
	settings Settings
	now      time.Time
}

func (a *Archive) correcting(ctx context.Context) (correcting, error) {
	rules, err := a.Rules(ctx)
	if err != nil {
		return correcting{}, err
	}
	settings, _, err := a.Settings(ctx)
	return correcting{rules, settings, a.Time().UTC().Truncate(time.Microsecond)}, err
}

// add adds corrections to a photo and reads it again with them.
func (w correcting) add(p *Photo, corrections ...Correction) {
	for _, c := range corrections {
		if p.isIn(c.Field, c.Lang) {
			c.Lang = ""
		}
		c.At, c.From = w.now, p.Values(c.Field, c.Lang)
		p.Corrections = append(p.Corrections, c)
		p.Reading = read(w.rules, p)
		if c.Undoes > 0 { // to what stands then, as the field shows it
			p.Corrections[len(p.Corrections)-1].To = p.Values(c.Field, c.Lang)
		}
	}
	w.settings.announce(p, w.now)
}
