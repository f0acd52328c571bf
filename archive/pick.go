package archive

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"cutline/archive/embedded"
)

// Pick says who wants a photo for what is being made now. It is no [Pin]: picks
// come and go by the dozen, and taking one off must not let go what somebody
// kept for good, with a reason. While it stands it keeps the photo on a wire
// shelf all the same.
type Pick struct {
	By string    `json:"by"`
	At time.Time `json:"at"`
}

// MaxStars is the best rating of a photo (xmp:Rating).
const MaxStars = 5

// ColourLabels are those that the pages offer, as other programs name them in
// xmp:Label. A photo may have any other text there.
func ColourLabels() []string { return []string{"Red", "Yellow", "Green", "Blue", "Purple"} }

// Mark is what an editor says of photos at a glance. What is nil stays as it is.
type Mark struct {
	Pick *bool
	// Stars is 0 to MaxStars, 0 for none, and Label a colour label, empty for
	// none. Both are corrections of their fields ([embedded.Rating],
	// [embedded.Label]): what the file says stays beside them.
	Stars *int
	Label *string
}

// markStep is how many photos are marked in one transaction.
const markStep = 200

// Mark marks photos by an actor, and returns the IDs of those that it changed:
// a photo that is marked so already stays as it is, and one that has left cannot
// be picked. An ID that is not there is ErrNotFound, and the others are marked. A
// *CorrectionError says what is wrong with the mark.
func (a *Archive) Mark(ctx context.Context, ids []ID, m Mark, actor string) (changed []ID, err error) {
	corrections, err := m.corrections(actor)
	if err != nil {
		return nil, err
	}
	w, err := a.correcting(ctx)
	if err != nil {
		return nil, err
	}
	set := func(p *Photo) bool {
		before := len(p.Corrections)
		for _, c := range corrections {
			if stated := p.Fields()[c.Field].String(); stated != textOf(c.To) && (stated != "0" || len(c.To) > 0) {
				w.add(p, c)
			}
		}
		marked := len(p.Corrections) > before
		if m.Pick != nil && *m.Pick != (p.Pick != nil) && (p.Pick != nil || p.Shelf.Retired == nil) {
			marked, p.Pick = true, nil
			if *m.Pick {
				p.Pick = &Pick{By: actor, At: w.now}
			}
		}
		if marked {
			w.settings.announce(p, w.now)
		}
		return marked
	}
	return a.inSteps(ctx, ids, set)
}

// inSteps changes photos, a step of them at a time, and returns the IDs of
// those that set changed. One that is not there is ErrNotFound, after the rest.
func (a *Archive) inSteps(ctx context.Context, ids []ID, set func(*Photo) bool) (changed []ID, err error) {
	missing := 0
	for step := range slices.Chunk(ids, markStep) {
		seen := make(map[ID]bool, len(step))
		done, err := a.change(ctx, step, func(p *Photo) bool {
			seen[p.ID] = true
			return set(p)
		})
		for _, p := range done {
			changed = append(changed, p.ID)
		}
		if err != nil {
			return changed, fmt.Errorf("archive: mark photos: %w", err)
		}
		for _, id := range step {
			if !seen[id] {
				missing++
			}
		}
	}
	if missing > 0 {
		return changed, fmt.Errorf("%d of %d photos: %w", missing, len(ids), ErrNotFound)
	}
	return changed, nil
}

// corrections are those that a mark makes.
func (m Mark) corrections(actor string) (list []Correction, err error) {
	if m.Stars != nil {
		if *m.Stars < 0 || *m.Stars > MaxStars {
			return nil, &CorrectionError{fmt.Sprintf("a photo has 0 to %d stars, not %d", MaxStars, *m.Stars)}
		}
		c := Correction{Actor: actor, Field: embedded.Rating}
		if *m.Stars > 0 {
			c.To = []string{strconv.Itoa(*m.Stars)}
		}
		list = append(list, c)
	}
	if m.Label != nil {
		c := Correction{Actor: actor, Field: embedded.Label}
		if *m.Label != "" {
			c.To = []string{*m.Label}
		}
		list = append(list, c)
	}
	for i := range list {
		if err := list[i].check(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func textOf(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}
