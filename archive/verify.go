package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// What Verify finds.
const (
	Missing  = "missing"  // the catalogue names an original that is not there
	Damaged  = "damaged"  // an original's bytes are not those its name promises
	Orphaned = "orphaned" // an original that no photo names: what a crash leaves
	Stray    = "stray"    // something in a store that does not belong there
	Spoiled  = "spoiled"  // a rendition that is no JPEG of the right size
	Unsound  = "unsound"  // the catalogue itself is damaged
	Index    = "index"    // the index lacks photos or has others; package index finds it
)

// Finding is one thing that Verify found.
type Finding struct {
	Kind string `json:"kind"`
	ID   ID     `json:"id,omitempty"`
	Hash *Hash  `json:"sha256,omitempty"`
	// Text is a sentence with the next step, or with what was done about it.
	Text string `json:"text"`
	// Repaired: it was mended, or removed.
	Repaired bool `json:"repaired,omitempty"`
}

// Verified counts what Verify looked at and what it found and did not repair.
type Verified struct {
	Photos    int   `json:"photos"`
	Originals int   `json:"originals"` // sidecars included
	Bytes     int64 `json:"bytes"`
	Missing   int   `json:"missing"`
	Damaged   int   `json:"damaged"`
	Orphaned  int   `json:"orphaned"`
	Stray     int   `json:"stray"`
	// Unrendered are the photos without renditions that could have them: those
	// are made when they are asked for.
	Unrendered int `json:"unrendered,omitempty"`
	Spoiled    int `json:"spoiled,omitempty"`
	Unsound    int `json:"unsound,omitempty"`
	// Misindexed is 1 where the index lacks photos, and 1 more where it has
	// others.
	Misindexed int `json:"misindexed,omitempty"`
	// Repaired is what was found and mended or removed, in all.
	Repaired int `json:"repaired,omitempty"`
}

// Count adds a finding.
func (v *Verified) Count(f Finding) {
	if f.Repaired {
		v.Repaired++
		return
	}
	switch f.Kind {
	case Missing:
		v.Missing++
	case Damaged:
		v.Damaged++
	case Orphaned:
		v.Orphaned++
	case Stray:
		v.Stray++
	case Spoiled:
		v.Spoiled++
	case Unsound:
		v.Unsound++
	case Index:
		v.Misindexed++
	}
}

// Harm is the number of findings that somebody must do something about.
// Orphans and strays harm nothing, and a rendition that is missing comes back.
func (v Verified) Harm() int { return v.Missing + v.Damaged + v.Spoiled + v.Unsound + v.Misindexed }

// Renditions are a Renderer's renditions, as Verify looks after them.
type Renditions interface {
	// Check looks at the renditions of a photo: that each is there, begins and
	// ends as a JPEG, and is as large as the photo's picture asks for; with deep
	// that it can be decoded. Missing ones are fs.ErrNotExist.
	Check(ctx context.Context, photo *Photo, deep bool) error
	// Renew makes the renditions of a photo again.
	Renew(ctx context.Context, photo *Photo, originals Originals) error
	// Strays calls found with every file of the store that is none of its own,
	// or is the rendition of a photo that named does not know, and removes
	// those that found answers true for.
	Strays(ctx context.Context, named func([]ID) (map[ID]bool, error), found func(path string) bool) error
}

// VerifyOptions say how to verify.
type VerifyOptions struct {
	// Kind is ByCommand where empty.
	Kind string
	// Since: an interrupted round that began later is gone on with.
	Since time.Time
	// Rate, where not nil, is asked at the beginning how many bytes of originals
	// to read a second, given those that the round has before it; 0 is no limit.
	Rate func(round Round, bytes int64) int64
	// Deep decodes every rendition.
	Deep bool
	// Renew makes renditions again that are wrong. Repair does that also where
	// they are missing, removes orphans and the strays of derived stores, and
	// puts originals back whose bytes are found elsewhere.
	Renew, Repair bool
	// Index, where not nil, compares the index with the catalogue, or has that
	// done by whoever owns the index.
	Index func(ctx context.Context) ([]Finding, error)
	// From is where originals may be put back from, such as a backup; nil for
	// only the files that the photos came from.
	From Originals
	// Found is told each finding as it is made; Begun the round, and how much
	// it has before it; Step the bytes of originals read, now and then.
	Found func(Finding)
	Begun func(round Round, photos int, bytes int64)
	Step  func(photos int, bytes int64)
	// Pause, where not nil, returns when it is time to go on: it is asked before
	// each photo.
	Pause func(ctx context.Context) error
}

// verification is one run of Verify.
type verification struct {
	*Archive
	VerifyOptions
	round Round
	pace  pace
	// checks wait to be recorded.
	checks   []Check
	recorded time.Time
}

// Results are recorded after so many photos, or so long.
const (
	checksPerRecord = 200
	recordEvery     = 5 * time.Second
)

// Verify compares every original with its hash, the originals with the
// catalogue, the renditions with the photos, and the catalogue with itself. It
// keeps in the catalogue which photo was verified when, and goes on with a
// round that was interrupted. Without Repair it changes nothing else. The
// summary is of the whole round, earlier parts included.
func (a *Archive) Verify(ctx context.Context, o VerifyOptions) (Verified, error) {
	if o.Kind == "" {
		o.Kind = ByCommand
	}
	v := &verification{Archive: a, VerifyOptions: o, recorded: a.Time()}
	err := v.run(ctx)
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("archive: verify: %w", err)
	}
	return v.round.Verified, err
}

func (v *verification) run(ctx context.Context) (err error) {
	if v.round, err = v.Upkeep.BeginRound(ctx, v.Kind, v.Time(), v.Since); err != nil {
		return err
	}
	photos, bytes, err := v.Upkeep.Outstanding(ctx, v.round)
	if err != nil {
		return err
	}
	stats, err := v.Catalogue.Stats(ctx)
	if err != nil {
		return err
	}
	// What the part before an interruption found is found again: photos with
	// findings are due again.
	before := v.round.Verified
	v.round.Verified = Verified{
		Photos: min(before.Photos, max(stats.Photos-photos, 0)), Originals: before.Originals, Bytes: before.Bytes,
		Unrendered: before.Unrendered, Repaired: before.Repaired,
	}
	if v.Rate != nil {
		v.pace.rate = v.Rate(v.round, bytes)
	}
	if v.Begun != nil {
		v.Begun(v.round, photos, bytes)
	}
	if err := v.sound(ctx); err != nil {
		return err
	}
	if err := v.unnamed(ctx); err != nil {
		return err
	}
	err = v.photos(ctx)
	// What was looked at is kept also when the run was interrupted.
	if err := errors.Join(err, v.record(context.WithoutCancel(ctx))); err != nil {
		return err
	}
	if err := v.strays(ctx); err != nil {
		return err
	}
	if v.Index != nil {
		findings, err := v.Index(ctx)
		for _, f := range findings {
			v.found(f)
		}
		if err != nil {
			return err
		}
	}
	v.round.Ended = v.Time()
	return v.record(ctx)
}

func (v *verification) found(f Finding) {
	v.round.Count(f)
	if v.Found != nil {
		v.Found(f)
	}
}

// sound checks the catalogue itself.
func (v *verification) sound(ctx context.Context) error {
	wrong, err := v.Upkeep.Sound(ctx)
	for _, line := range wrong {
		v.found(Finding{Kind: Unsound, Text: fmt.Sprintf(
			"the catalogue is damaged: %s; put catalogue.db back from a backup while nothing runs, and ingest what came since", line)})
	}
	return err
}

// photos looks at every photo that is due.
func (v *verification) photos(ctx context.Context) error {
	for {
		ids, err := v.Upkeep.Due(ctx, v.round, checksPerRecord)
		if err != nil || len(ids) == 0 {
			return err
		}
		photos, err := v.Catalogue.Photos(ctx, ids)
		if err != nil {
			return err
		}
		for _, photo := range photos {
			if v.Pause != nil {
				if err := v.Pause(ctx); err != nil {
					return err
				}
			}
			if err := v.photo(ctx, photo); err != nil {
				return err
			}
		}
		if err := v.record(ctx); err != nil {
			return err
		}
	}
}

// photo looks at one photo: its original, its sidecars, its renditions.
func (v *verification) photo(ctx context.Context, photo *Photo) error {
	var findings []Finding
	before := v.round.Bytes
	originals := photo.Named()
	for i, hash := range originals {
		if slices.Contains(originals[:i], hash) {
			continue // a sidecar that came twice
		}
		f, err := v.original(ctx, photo, hash)
		if err != nil {
			return err
		}
		findings = append(findings, f...)
	}
	f, err := v.renditions(ctx, photo, slices.ContainsFunc(findings, func(f Finding) bool { return *f.Hash == photo.SHA256 && !f.Repaired }))
	if err != nil {
		return err
	}
	findings = append(findings, f...)
	v.round.Photos++
	for _, f := range findings {
		v.found(f)
	}
	findings = slices.DeleteFunc(findings, func(f Finding) bool { return f.Repaired })
	v.checks = append(v.checks, Check{ID: photo.ID, At: v.Time(), Findings: findings})
	if v.Step != nil {
		v.Step(1, v.round.Bytes-before)
	}
	if v.Time().Sub(v.recorded) > recordEvery {
		return v.record(ctx)
	}
	return nil
}

// record keeps the checks made and the state of the round.
func (v *verification) record(ctx context.Context) error {
	if err := v.Upkeep.Record(ctx, v.round, v.checks); err != nil {
		return err
	}
	v.checks, v.recorded = v.checks[:0], v.Time()
	return nil
}
