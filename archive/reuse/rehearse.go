package reuse

import (
	"context"
	"slices"

	"cutline/archive"
)

// Rehearsal is what an answer to a restriction would change.
type Rehearsal struct {
	Photos int // that were checked
	// Turns counts those that get another verdict, by the verdicts.
	Turns map[Turn]int
	// Samples are some of those, in the order in which they were given.
	Samples []Sample
}

// Turn is a change of the verdict on a photo.
type Turn struct{ Before, After Verdict }

// Sample is a photo that gets another verdict.
type Sample struct {
	Photo         *archive.Photo
	Before, After Result
}

// Changed counts the photos that get another verdict.
func (r Rehearsal) Changed() int {
	n := 0
	for _, photos := range r.Turns {
		n += photos
	}
	return n
}

// rehearsed is how many photos are loaded at once.
const rehearsed = 250

// Rehearse checks photos by the rights as they are, and as they would be with an
// answer, and keeps at most the number of samples given. It changes nothing.
func (d Desk) Rehearse(ctx context.Context, answer archive.Answer, ids []archive.ID, in Intent, samples int) (Rehearsal, error) {
	answered, rights := d.Newsroom, *d.Rights
	rights.Answers = append(slices.Clone(rights.Answers), answer)
	answered.Rights = &rights
	r := Rehearsal{Turns: make(map[Turn]int)}
	for some := range slices.Chunk(ids, rehearsed) {
		photos, err := d.Photos(ctx, some)
		if err != nil {
			return r, err
		}
		for _, p := range photos {
			twins, err := d.twins(ctx, p)
			if err != nil {
				return r, err
			}
			before, after := Check(p, twins, in, d.Newsroom), Check(p, twins, in, answered)
			r.Photos++
			if before.Verdict == after.Verdict {
				continue
			}
			r.Turns[Turn{before.Verdict, after.Verdict}]++
			if len(r.Samples) < samples {
				r.Samples = append(r.Samples, Sample{p, before, after})
			}
		}
	}
	return r, nil
}
