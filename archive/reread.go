package archive

import (
	"context"
	"fmt"

	"cutline/archive/credit"
	"cutline/archive/embedded"
)

// Reread says how photos are read again.
type Reread struct {
	// FromOriginals reads the words of the originals again, too, where an older
	// reader read them. Without it what the file said stays as it was read.
	FromOriginals bool
	// Changed, where not nil, is told each photo whose reading changes, one at a
	// time. It is told before the change is written.
	Changed func(Changed)
	// Failed, where not nil, is told each photo that could not be read again.
	// Its reading stays as it was.
	Failed func(ID, error)
	// Progress, where not nil, is told after each step how many photos were
	// looked at, of how many.
	Progress func(done, of int)
}

// Changed is a photo that reads otherwise by other rules.
type Changed struct {
	ID ID `json:"id"`
	// Line is the credit line that the reading rests on, word for word, or the
	// first that was not understood before.
	Line   string        `json:"line"`
	Before credit.Credit `json:"before"`
	After  credit.Credit `json:"after"`
	// Credit: the credit reads otherwise, and not only other words.
	Credit bool `json:"credit"`
}

// Rereading counts what became of photos that were read again.
type Rereading struct {
	Photos  int `json:"photos"` // looked at
	Changed int `json:"changed"`
	// Read had words that no rule explained and have none now; Unread have some
	// now and had none. Both are among Changed.
	Read   int `json:"read"`
	Unread int `json:"unread"`
	// Guessed were sure and are a guess now, or the other way round: Sure.
	Guessed int `json:"guessed"`
	Sure    int `json:"sure"`
	Failed  int `json:"failed"`
}

// rereadStep is how many photos are read again in one transaction.
const rereadStep = 250

// CountStale counts the photos whose words older rules than those in force have
// read.
func (a *Archive) CountStale(ctx context.Context) (int, error) {
	rules, err := a.Rules(ctx)
	if err != nil {
		return 0, err
	}
	return a.Readings.CountStale(ctx, rules.version(0))
}

// Reread reads every photo again whose reading another version made, until
// there is none left. Ended early, it goes on where it was when it is called
// again. A photo that reads the same keeps its Seq, so that followers have
// nothing to do.
func (a *Archive) Reread(ctx context.Context, r Reread) (Rereading, error) {
	rules, err := a.Rules(ctx)
	if err != nil {
		return Rereading{}, err
	}
	w := &rereader{archive: a, rules: rules, Reread: r, write: true}
	return w.stale(ctx)
}

// RehearseReread tells what Reread would do, and changes nothing.
func (a *Archive) RehearseReread(ctx context.Context, r Reread) (Rereading, error) {
	rules, err := a.Rules(ctx)
	if err != nil {
		return Rereading{}, err
	}
	w := &rereader{archive: a, rules: rules, Reread: r}
	return w.stale(ctx)
}

// RehearseRules tells how the credits of all photos would read by rules that
// are not in force, and changes nothing.
func (a *Archive) RehearseRules(ctx context.Context, rules *credit.Rules, r Reread) (Rereading, error) {
	w := &rereader{archive: a, rules: Rules{Rules: rules}, Reread: r}
	return w.everything(ctx)
}

// rereader reads photos again, step by step.
type rereader struct {
	Reread
	archive *Archive
	rules   Rules
	write   bool
	counts  Rereading
	of      int
}

// stale reads those photos that another version read.
func (w *rereader) stale(ctx context.Context) (Rereading, error) {
	v := w.rules.version(0)
	if w.FromOriginals {
		v.Reader = embedded.Version
	}
	var err error
	if w.of, err = w.archive.Readings.CountStale(ctx, v); err != nil {
		return w.counts, fmt.Errorf("archive: reread: %w", err)
	}
	for after := ID(""); ; {
		ids, err := w.archive.Readings.Stale(ctx, v, after, rereadStep)
		if err != nil {
			return w.counts, fmt.Errorf("archive: reread: %w", err)
		}
		if len(ids) == 0 {
			return w.counts, nil
		}
		if err := w.step(ctx, ids); err != nil {
			return w.counts, fmt.Errorf("archive: reread: %w", err)
		}
		after = ids[len(ids)-1]
	}
}

// everything reads all photos.
func (w *rereader) everything(ctx context.Context) (Rereading, error) {
	stats, err := w.archive.Catalogue.Stats(ctx)
	if err != nil {
		return w.counts, fmt.Errorf("archive: reread: %w", err)
	}
	w.of = stats.Photos
	for after := Seq(0); ; {
		changes, err := w.archive.Catalogue.Changes(ctx, after, rereadStep)
		if err != nil {
			return w.counts, fmt.Errorf("archive: reread: %w", err)
		}
		if len(changes) == 0 {
			return w.counts, nil
		}
		ids := make([]ID, len(changes))
		for i, change := range changes {
			ids[i] = change.ID
		}
		if err := w.step(ctx, ids); err != nil {
			return w.counts, fmt.Errorf("archive: reread: %w", err)
		}
		after = changes[len(changes)-1].Seq
	}
}

// step reads the photos given. One that somebody else changes meanwhile is read
// once more, with that change.
func (w *rereader) step(ctx context.Context, ids []ID) error {
	for first := true; len(ids) > 0; first = false {
		photos, err := w.archive.Catalogue.Photos(ctx, ids)
		if err != nil {
			return err
		}
		again, err := w.readAgain(ctx, photos)
		if err != nil {
			return err
		}
		if first {
			w.report(again)
		}
		ids = nil
		if w.write {
			if ids, err = w.archive.Catalogue.Commit(ctx, writes(again)); err != nil {
				return err
			}
		}
	}
	if w.Progress != nil {
		w.Progress(w.counts.Photos, max(w.of, w.counts.Photos))
	}
	return nil
}

// writes are what there is to write of photos that were read again.
func writes(list []reread) []Write {
	var writes []Write
	for _, r := range list {
		if r.err == nil {
			writes = append(writes, Write{Photo: r.photo, Seen: r.photo.Seq, Quiet: r.same})
		}
	}
	return writes
}

// report counts and tells what a step changes.
func (w *rereader) report(list []reread) {
	for _, r := range list {
		w.counts.Photos++
		switch {
		case r.err != nil:
			w.counts.Failed++
			if w.Failed != nil {
				w.Failed(r.photo.ID, r.err)
			}
		case !r.same:
			w.changed(r)
		}
	}
}

func (w *rereader) changed(r reread) {
	before, after := &r.before.Credit, &r.photo.Reading.Credit
	w.counts.Changed++
	switch was, is := !before.Explained(), !after.Explained(); {
	case was && !is:
		w.counts.Read++
	case is && !was:
		w.counts.Unread++
	}
	switch {
	case before.Sure && !after.Sure:
		w.counts.Guessed++
	case after.Sure && !before.Sure:
		w.counts.Sure++
	}
	if w.Changed == nil {
		return
	}
	w.Changed(Changed{
		ID: r.photo.ID, Line: lineOf(r.photo, before), Before: before.Credit, After: after.Credit,
		Credit: !sameJSON(before.Credit, after.Credit),
	})
}

// lineOf is the credit line that a reading rests on, or the first that was not
// understood.
func lineOf(p *Photo, r *credit.Reading) string {
	switch {
	case len(r.UnreadLines) > 0:
		return r.UnreadLines[0].Value
	case r.SignOff != "":
		return r.SignOff
	}
	for _, s := range p.Statements {
		if s.String() == r.From {
			return s.Value
		}
	}
	return ""
}
