package archive

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Batch is one correction of many photos: what somebody asked for, and how far
// it is. It is carried out photo by photo, each at once and whole; ended at any
// moment, it goes on where it was, and no photo is corrected by it twice.
type Batch struct {
	// N is its number, from 1.
	N     int64     `json:"n"`
	At    time.Time `json:"at"`
	Actor string    `json:"actor"`
	Why   string    `json:"why,omitempty"`
	// Asked is how the photos were named, word for word: queries. Empty: by
	// their IDs.
	Asked []string `json:"asked,omitempty"`
	// Seen is when its maker looked at the photos: what others corrected since is
	// left alone. Zero: at At.
	Seen time.Time `json:"seen,omitzero"`
	// Edits are what is done to each photo, all of them or none.
	Edits []Edit `json:"edits,omitempty"`
	// Undoes is the number of the batch that this one takes back, which has no
	// edits; 0: none.
	Undoes int64 `json:"undoes,omitempty"`

	// Photos is how many there are to do, Done how many are: Changed were
	// corrected, Unchanged had these values, Refused could not be.
	Photos    int `json:"photos"`
	Done      int `json:"done"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Refused   int `json:"refused"`

	// Ended is when the last photo was done, or somebody stopped it.
	Ended   time.Time `json:"ended,omitzero"`
	Stopped bool      `json:"stopped,omitempty"`
	// Beat is when a process last worked on it.
	Beat time.Time `json:"beat,omitzero"`
}

// Batches keeps batches and the photos they are over. Package archivetest holds
// every implementation to this.
type Batches interface {
	// AddBatch adds a batch over photos, in this order, and gives it its number.
	AddBatch(ctx context.Context, b Batch, photos []ID) (int64, error)
	// Batch returns one by its number, or ErrNotFound.
	Batch(ctx context.Context, n int64) (Batch, error)
	// Batches returns at most limit before the number given (0: from the last),
	// the last first; open only those that have not ended.
	Batches(ctx context.Context, before int64, open bool, limit int) ([]Batch, error)
	// MoveBatch writes how far a batch is, if it is at from photos done; else
	// another process was faster and it is ErrConflict. It adds the photos that
	// were refused since, by their place. One that was stopped since b was read
	// stays so, unless these are its last photos.
	MoveBatch(ctx context.Context, b Batch, from int, refused []BatchPhoto) error
	// BatchPhotos returns at most limit photos of a batch from a place on, in
	// order; refused only those that were.
	BatchPhotos(ctx context.Context, n int64, from int, refused bool, limit int) ([]BatchPhoto, error)
	// BatchChanged returns at most limit photos that have corrections of a batch,
	// in the order in which they came in, after the one given ("" from the first).
	BatchChanged(ctx context.Context, n int64, after ID, limit int) ([]ID, error)
}

// BatchPhoto is a photo of a batch: its place from 0, and where it was refused,
// why.
type BatchPhoto struct {
	N       int    `json:"n"`
	ID      ID     `json:"id"`
	Refused string `json:"refused,omitempty"`
}

const (
	// batchStep is how many photos are corrected in one transaction.
	batchStep = 250
	// BatchRest is after how long without a beat nobody works on a batch: the
	// process that did is gone.
	BatchRest = 5 * time.Second
)

// Begin adds a batch over photos, which [Archive.Carry] carries out. A photo
// that is named twice is done once. What is wrong with the edits is a
// *CorrectionError.
func (a *Archive) Begin(ctx context.Context, b Batch, photos []ID) (Batch, error) {
	if err := CheckEdits(b.Edits); err != nil {
		return b, err
	}
	return a.begin(ctx, b, photos)
}

func (a *Archive) begin(ctx context.Context, b Batch, photos []ID) (Batch, error) {
	if b.At.IsZero() {
		b.At = a.Time()
	}
	b.At, b.Seen = b.At.UTC().Truncate(time.Microsecond), b.Seen.UTC().Truncate(time.Microsecond)
	if b.Seen.IsZero() {
		b.Seen = b.At
	}
	b.Beat, b.Photos = a.Time().UTC().Truncate(time.Microsecond), len(photos)
	n, err := a.Batches.AddBatch(ctx, b, photos)
	if err != nil {
		return b, fmt.Errorf("archive: begin a correction of %d photos: %w", len(photos), err)
	}
	return a.Batches.Batch(ctx, n)
}

// BeginUndo adds a batch that takes back another, wherever the other's value is
// still in force.
func (a *Archive) BeginUndo(ctx context.Context, n int64, actor, why string) (Batch, error) {
	b, photos, err := a.Undoing(ctx, n, actor, why)
	if err != nil {
		return Batch{}, err
	}
	return a.begin(ctx, b, photos)
}

// Undoing is the batch that takes back another, for [Archive.Preview], and the
// photos it is for. Nothing is changed yet.
func (a *Archive) Undoing(ctx context.Context, n int64, actor, why string) (Batch, []ID, error) {
	undone, err := a.Batches.Batch(ctx, n)
	switch {
	case err != nil:
		return Batch{}, nil, err
	case undone.Undoes > 0:
		return Batch{}, nil, &CorrectionError{fmt.Sprintf("correction %d took back another; correct the photos again instead", n)}
	case undone.Ended.IsZero():
		return Batch{}, nil, &CorrectionError{fmt.Sprintf("correction %d is still under way; stop it first", n)}
	}
	var photos []ID
	for after := ID(""); ; {
		ids, err := a.Batches.BatchChanged(ctx, n, after, batchStep)
		if err != nil {
			return Batch{}, nil, fmt.Errorf("archive: undo correction %d: %w", n, err)
		}
		if len(ids) == 0 {
			break
		}
		photos, after = append(photos, ids...), ids[len(ids)-1]
	}
	if len(photos) == 0 {
		return Batch{}, nil, &CorrectionError{fmt.Sprintf("correction %d changed no photo; there is nothing to undo", n)}
	}
	return Batch{Actor: actor, Why: why, Undoes: n}, photos, nil
}

// Carry carries a batch out from where it is, and returns it as it is then. done,
// where not nil, is told each photo in order. Where ctx ends, the batch stays as
// far as it is. Two processes may carry one out at once: each photo is corrected
// once.
func (a *Archive) Carry(ctx context.Context, n int64, done func(Edited)) (Batch, error) {
	for {
		b, err := a.Batches.Batch(ctx, n)
		if err != nil || !b.Ended.IsZero() {
			return b, err
		}
		if err := ctx.Err(); err != nil {
			return b, err
		}
		if err := a.step(ctx, b, done); err != nil {
			return b, fmt.Errorf("archive: correction %d: %w", n, err)
		}
	}
}

// step does the next photos of a batch.
func (a *Archive) step(ctx context.Context, b Batch, done func(Edited)) error {
	photos, err := a.Batches.BatchPhotos(ctx, b.N, b.Done, false, batchStep)
	if err != nil {
		return err
	}
	ids := make([]ID, len(photos))
	for i, p := range photos {
		ids[i] = p.ID
	}
	edited, err := a.editAll(ctx, b, ids)
	if err != nil {
		return err
	}
	from := b.Done
	b.Done += len(photos)
	b.Beat = a.Time().UTC().Truncate(time.Microsecond)
	if b.Done >= b.Photos || len(photos) == 0 {
		b.Ended = b.Beat
	}
	var refused []BatchPhoto
	for i, p := range photos {
		switch e := edited[p.ID]; {
		case e.Refused != "":
			b.Refused++
			photos[i].Refused = e.Refused
			refused = append(refused, photos[i])
		case len(e.Corrections) > 0:
			b.Changed++
		default:
			b.Unchanged++
		}
	}
	err = a.Batches.MoveBatch(ctx, b, from, refused)
	if err == ErrConflict { // another process did these, too, with the same end
		return nil
	}
	if err == nil && done != nil {
		for _, id := range ids {
			done(edited[id])
		}
	}
	return err
}

// Stop ends a batch where it is. [Archive.Resume] lets it go on.
func (a *Archive) Stop(ctx context.Context, n int64) (Batch, error) {
	return a.moved(ctx, n, func(b *Batch) bool {
		if !b.Ended.IsZero() {
			return false
		}
		b.Ended, b.Stopped = a.Time().UTC().Truncate(time.Microsecond), true
		return true
	})
}

// Resume lets a batch that was stopped go on. It is to be carried out then.
func (a *Archive) Resume(ctx context.Context, n int64) (Batch, error) {
	return a.moved(ctx, n, func(b *Batch) bool {
		if !b.Stopped {
			return false
		}
		b.Ended, b.Stopped = time.Time{}, false
		b.Beat = a.Time().UTC().Truncate(time.Microsecond)
		return true
	})
}

// moved changes how a batch stands, however often another process moves it on
// meanwhile.
func (a *Archive) moved(ctx context.Context, n int64, set func(*Batch) bool) (Batch, error) {
	for {
		b, err := a.Batches.Batch(ctx, n)
		if err != nil || !set(&b) {
			return b, err
		}
		if err := a.Batches.MoveBatch(ctx, b, b.Done, nil); err != ErrConflict {
			return b, err
		}
	}
}

// LeftOver are the batches that nobody works on any more and that have not
// ended, the first first: a process was killed, or a server went down.
func (a *Archive) LeftOver(ctx context.Context) ([]Batch, error) {
	open, err := a.Batches.Batches(ctx, 0, true, maxLeftOver)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	rest := a.Time().Add(-BatchRest)
	open = slices.DeleteFunc(open, func(b Batch) bool { return b.Beat.After(rest) })
	slices.Reverse(open)
	return open, nil
}

// maxLeftOver bounds how many are taken up at a time.
const maxLeftOver = 100
