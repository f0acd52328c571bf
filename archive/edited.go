package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Edited is what a batch made of a photo. Without corrections and Refused, the
// photo had these values already.
type Edited struct {
	ID          ID
	Corrections []Correction
	// Refused says why nothing of the photo was changed.
	Refused string
}

// editAll makes the corrections of a batch to some of its photos. One that has
// them already keeps them.
func (a *Archive) editAll(ctx context.Context, b Batch, ids []ID) (map[ID]Edited, error) {
	w, err := a.correcting(ctx)
	if err != nil {
		return nil, err
	}
	edited := make(map[ID]Edited, len(ids))
	_, err = a.change(ctx, ids, func(p *Photo) bool {
		e, corrections := w.edit(p, b)
		if len(corrections) > 0 {
			had := len(p.Corrections)
			w.add(p, corrections...)
			e.Corrections = slices.Clone(p.Corrections[had:])
		}
		edited[p.ID] = e
		return len(corrections) > 0
	})
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if _, there := edited[id]; !there {
			if edited[id], err = a.unedited(ctx, id); err != nil {
				return nil, err
			}
		}
	}
	return edited, nil
}

// unedited says why nothing was made of a photo that is not there.
func (a *Archive) unedited(ctx context.Context, id ID) (Edited, error) {
	err := a.Missing(ctx, id)
	if purged, ok := errors.AsType[*PurgedError](err); ok {
		return Edited{ID: id, Refused: "it was " + purged.says()}, nil
	}
	if errors.Is(err, ErrNotFound) {
		return Edited{ID: id, Refused: "it is not in the archive"}, nil
	}
	return Edited{}, err
}

// edit says what a batch makes of a photo, and the corrections that are to be
// made: none where it has been done, changes nothing, or cannot be.
func (w correcting) edit(p *Photo, b Batch) (Edited, []Correction) {
	e := Edited{ID: p.ID}
	for _, c := range p.Corrections {
		if c.Batch == b.N && b.N > 0 {
			e.Corrections = append(e.Corrections, c)
		}
	}
	if len(e.Corrections) > 0 {
		return e, nil
	}
	if b.Undoes > 0 {
		return w.undo(p, b)
	}
	var corrections []Correction
	for _, edit := range b.Edits {
		if edit.Lang != "" && p.isIn(edit.Field, edit.Lang) {
			edit.Lang = ""
		}
		c, same := edit.of(p, w.rules)
		if same {
			continue
		}
		c.Actor, c.Why, c.Batch = b.Actor, b.Why, b.N
		c.To = slices.Clone(c.To)
		if err := c.check(); err != nil {
			return Edited{ID: p.ID, Refused: err.Error()}, nil
		}
		if n := p.correctionsInForce()[subject{c.Field, c.Lang}]; n > 0 && p.Corrections[n-1].At.After(b.Seen) {
			return Edited{ID: p.ID, Refused: fmt.Sprintf("%s was corrected by %s meanwhile", c.Field, p.Corrections[n-1].Actor)}, nil
		}
		corrections = append(corrections, c)
	}
	return e, corrections
}

// undo takes back what another batch made of a photo, all of it or nothing.
func (w correcting) undo(p *Photo, b Batch) (Edited, []Correction) {
	inForce := p.correctionsInForce()
	var corrections []Correction
	for i, c := range p.Corrections {
		if c.Batch != b.Undoes || c.Undoes > 0 || !p.Stands(i+1) {
			continue
		}
		if n := inForce[subject{c.Field, c.Lang}]; n != i+1 {
			return Edited{ID: p.ID, Refused: fmt.Sprintf("%s was corrected by %s after it", c.Field, p.Corrections[n-1].Actor)}, nil
		}
		back := p.undoing(i+1, b.Actor)
		back.Why, back.Batch = b.Why, b.N
		corrections = append(corrections, back)
	}
	return Edited{ID: p.ID}, corrections
}

// Preview tells what a batch would do to photos, and changes nothing.
func (a *Archive) Preview(ctx context.Context, b Batch, ids []ID, tell func(Edited)) error {
	if b.Undoes == 0 {
		if err := CheckEdits(b.Edits); err != nil {
			return err
		}
	}
	w, err := a.correcting(ctx)
	if err != nil {
		return err
	}
	if b.N, b.Seen = 0, w.now; b.Actor == "" {
		b.Actor = "nobody yet"
	}
	for step := range slices.Chunk(ids, batchStep) {
		photos, err := a.Catalogue.Photos(ctx, step)
		if err != nil {
			return fmt.Errorf("archive: preview a correction: %w", err)
		}
		for _, id := range step {
			var e Edited
			if i := slices.IndexFunc(photos, func(p *Photo) bool { return p.ID == id }); i >= 0 {
				p := photos[i]
				if e, e.Corrections = w.edit(p, b); b.Undoes > 0 {
					// What stands after an undo is known when it is done: to this copy.
					had := len(p.Corrections)
					w.add(p, e.Corrections...)
					e.Corrections = p.Corrections[had:]
				}
			} else if e, err = a.unedited(ctx, id); err != nil {
				return err
			}
			tell(e)
		}
	}
	return nil
}
