package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Recall is a word beyond the photo's own on whether it may be used: that its
// supplier killed or withdrew it, or that such a word does not hold. Recalls are
// only ever added, and the last one rules.
type Recall struct {
	At    time.Time `json:"at"`
	Actor string    `json:"actor"`
	// Kind is [Kill] or [Withdrawal].
	Kind Notice `json:"kind"`
	// Lifted: the photo may be used again.
	Lifted bool   `json:"lifted,omitempty"`
	Why    string `json:"why"`
	// Announced is the number of the announcement that it follows; 0: none.
	Announced int64 `json:"announced,omitempty"`
}

// maxRecalls is how many recalls can be recorded of one photo.
const maxRecalls = 1000

// Recalled is what stands against the use of the photo: the last recall, else
// the notice in its own words. It is nil where it may be used. A recall of the
// photo's own words has neither actor nor time.
func (p *Photo) Recalled() *Recall {
	own := p.Reading.Notice
	if n := len(p.Recalls); n > 0 {
		last := p.Recalls[n-1]
		if !last.Lifted {
			return &last
		}
		// What was lifted stays so, but a kill that follows is more than the
		// withdrawal that was lifted.
		if own != Kill || last.Kind == Kill {
			return nil
		}
	}
	if own != Kill && own != Withdrawal {
		return nil
	}
	return &Recall{Kind: own, Why: "its own words announce it (" + p.Reading.NoticePlace + ")"}
}

// Withdrawn reports whether the photo was killed or withdrawn: it is kept, found
// by is:withdrawn alone, and never offered.
func (p *Photo) Withdrawn() bool { return p.Recalled() != nil }

// check says what is wrong with a recall.
func (r Recall) check() error {
	if r.Actor == "" {
		return errors.New("archive: a recall without an actor")
	}
	if r.Kind != Kill && r.Kind != Withdrawal {
		return &InvalidError{fmt.Errorf("%q: a photo is recalled by a %s or a %s", r.Kind, Kill, Withdrawal)}
	}
	if r.Why == "" {
		return &InvalidError{errors.New("say why, for whoever asks next year")}
	}
	if err := checkText("the reason", r.Why, maxNote); err != nil {
		return &InvalidError{err}
	}
	return nil
}

// Recall recalls photos, or lifts what stands against their use, and returns
// those that it changed: one that is recalled in the same way, or that has
// nothing to be lifted, stays as it is. Where r.Lifted, r.Kind is not asked for.
// What is wrong with r is an *InvalidError; an ID that is not there is
// ErrNotFound, and the others are recalled.
func (a *Archive) Recall(ctx context.Context, ids []ID, r Recall) ([]ID, error) {
	if r.Lifted {
		r.Kind = Kill // that of each photo, below
	}
	if err := r.check(); err != nil {
		return nil, err
	}
	r.At = a.recordedAt(r.At)
	ids = eachOnce(ids)
	full := false
	changed, err := a.change(ctx, ids, func(p *Photo) bool {
		standing := p.Recalled()
		switch {
		case r.Lifted && standing == nil, !r.Lifted && standing != nil && (standing.Kind == r.Kind || standing.Kind == Kill):
			return false
		case len(p.Recalls) >= maxRecalls:
			full = true
			return false
		}
		own := r
		if r.Lifted {
			own.Kind = standing.Kind
		}
		p.Recalls = append(slices.Clip(p.Recalls), own)
		return true
	})
	if err == nil && full {
		err = &InvalidError{fmt.Errorf("a photo was recalled or released %d times; no more is kept", maxRecalls)}
	}
	return a.recorded(ctx, ids, changed, err)
}
