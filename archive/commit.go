package archive

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"time"

	"golang.org/x/sys/unix"
)

// Results of a file's arrival.
const (
	Added = "added" // a new photo
	Known = "known" // the bytes were here, and nothing new was said of them
	Words = "words" // the bytes were here, new words came with them
)

// Outcome is what became of a committed file.
type Outcome struct {
	Result string // Added, Known or Words
	ID     ID
	SHA256 Hash
	Format string
	// Relation is the photo's first relation, where it has one.
	Relation Relation
	Warnings []string
	// Supplier and Problems are those of the photo as it is now, where it was
	// added or new words came with it.
	Supplier string
	Problems []string
}

// Commit acknowledges prepared files together and returns their outcomes in
// order: when it returns nil, each survives a power cut. It may be called by
// many at once; larger groups cost less each. The prepared files are used up,
// also where Commit fails.
func (a *Archive) Commit(ctx context.Context, prepared []*Prepared) ([]Outcome, error) {
	defer func() {
		for _, p := range prepared {
			p.Discard()
		}
	}()
	release, err := a.Spool.committing(ctx, unix.LOCK_SH)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	defer release()
	if err := a.keep(ctx, prepared); err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	outcomes := make([]Outcome, len(prepared))
	pending := make([]int, len(prepared))
	for i := range prepared {
		pending[i] = i
	}
	for len(pending) > 0 {
		if pending, err = a.commitPending(ctx, prepared, pending, outcomes); err != nil {
			return nil, fmt.Errorf("archive: %w", err)
		}
	}
	if err := a.healed(ctx, prepared); err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	if err := a.relate(ctx, outcomes); err != nil {
		return outcomes, err
	}
	if err := a.recallArrived(ctx, outcomes); err != nil {
		return outcomes, err
	}
	if slices.ContainsFunc(outcomes, func(o Outcome) bool { return slices.Contains(o.Problems, Announced) }) {
		return outcomes, a.TendAnnouncements(ctx)
	}
	return outcomes, nil
}

// keep moves originals and sidecars into place: bytes before rows, so that a
// crash leaves an orphan and never a row without its original.
func (a *Archive) keep(ctx context.Context, prepared []*Prepared) error {
	if err := a.keepShared(ctx, prepared); err != nil {
		return err
	}
	var files []Spooled
	for _, p := range prepared {
		if p.original != nil {
			files = append(files, Spooled{Hash: p.original.hash, Path: p.original.Name()})
		}
		for _, s := range p.sidecars {
			files = append(files, Spooled{Hash: s.hash, Path: s.Name()})
		}
	}
	if len(files) == 0 {
		return nil
	}
	return a.Originals.Keep(ctx, files)
}

// commitPending tries to write the pending files and returns those whose photo
// another writer changed in between; they are to be merged again.
func (a *Archive) commitPending(ctx context.Context, prepared []*Prepared, pending []int, outcomes []Outcome) (again []int, err error) {
	photos, err := a.load(ctx, prepared, pending)
	if err != nil {
		return nil, err
	}
	seen := make(map[ID]Seq, len(photos))
	for id, photo := range photos {
		seen[id] = photo.Seq
	}
	shelf, _, err := a.Settings(ctx)
	if err != nil {
		return nil, err
	}
	var changed []ID // in the order of arrival
	for _, i := range pending {
		p := prepared[i]
		id := p.hash.ID()
		left := leftOf(photos[id])
		photo, result, err := a.merge(photos[id], p)
		if err != nil {
			return nil, err
		}
		photos[id] = photo
		outcomes[i] = Outcome{Result: result, ID: id, SHA256: p.hash, Format: photo.Format, Warnings: slices.Concat(photo.Warnings, p.warnings, cameBack(left, photo))}
		if photo.Seq == unwritten && !slices.Contains(changed, id) {
			changed = append(changed, id)
		}
	}
	rules, err := a.Rules(ctx)
	if err != nil {
		return nil, err
	}
	writes := make([]Write, len(changed))
	for i, id := range changed {
		photos[id].Reading = read(rules, photos[id])
		shelf.announce(photos[id], a.Time())
		writes[i] = Write{Photo: photos[id], Seen: seen[id]}
	}
	conflicts, err := a.Catalogue.Commit(ctx, writes)
	if err != nil {
		return nil, err
	}
	for _, i := range pending {
		o := &outcomes[i]
		if slices.Contains(conflicts, o.ID) {
			again = append(again, i)
		} else if o.Result != Known {
			o.Supplier, o.Problems = photos[o.ID].Fields()[Supplier].String(), photos[o.ID].Problems(a.Time())
		}
	}
	return again, nil
}

// load returns the photos that the catalogue holds of those pending.
func (a *Archive) load(ctx context.Context, prepared []*Prepared, pending []int) (map[ID]*Photo, error) {
	ids := make([]ID, len(pending))
	for n, i := range pending {
		ids[n] = prepared[i].hash.ID()
	}
	found, err := a.Catalogue.Photos(ctx, ids)
	if err != nil {
		return nil, err
	}
	photos := make(map[ID]*Photo, len(found))
	for _, photo := range found {
		photos[photo.ID] = photo
	}
	return photos, nil
}

// unwritten marks a photo whose change is not in the catalogue yet.
const unwritten Seq = -1

// merge adds an arrival to a photo, which is nil where the catalogue has none.
func (a *Archive) merge(photo *Photo, p *Prepared) (*Photo, string, error) {
	arrival := p.arrival
	arrival.At = a.Time().UTC()
	if photo == nil {
		if p.photo == nil {
			return nil, "", fmt.Errorf("photo %s left the archive while a copy of it came in; ingest %q again", p.hash.ID(), arrival.Path)
		}
		added := *p.photo // a copy: a conflict merges p.photo again
		added.Added, added.Arrivals, added.Seq = arrival.At, []Arrival{arrival}, unwritten
		return &added, Added, nil
	}
	if photo.SHA256 != p.hash {
		return nil, "", fmt.Errorf("two different files have the ID %s: %s and %s; nothing was stored of the second", photo.ID, photo.SHA256, p.hash)
	}
	if latest := latestFrom(photo.Arrivals, arrival.Folder, arrival.Path); latest != nil && sameWords(*latest, arrival) {
		return photo, Known, nil
	}
	if photo.Shelf.Retired != nil {
		if p.original == nil {
			return nil, "", fmt.Errorf("photo %s left the archive while a copy of it came in; ingest %q again", photo.ID, arrival.Path)
		}
		photo.Shelf.Retired = nil
	}
	held := inForce(photo.Arrivals)
	photo.Arrivals = append(photo.Arrivals, arrival)
	photo.Seq = unwritten
	if brings(held, arrival) {
		return photo, Words, nil
	}
	return photo, Known, nil
}

// leftOf is how a photo left, nil where it did not.
func leftOf(photo *Photo) *Retirement {
	if photo == nil {
		return nil
	}
	return photo.Shelf.Retired
}

// cameBack is what to say of a photo that had left, where it is back.
func cameBack(left *Retirement, photo *Photo) []string {
	if left == nil || photo.Shelf.Retired != nil {
		return nil
	}
	return []string{fmt.Sprintf("it had left the wire shelf on %s and is back: its original is stored again", left.At.Format(time.DateOnly))}
}

// latestFrom is the last arrival from a path through a watched folder, or
// through none; nil where there is none. The same file brought by hand is
// another arrival: somebody wants it.
func latestFrom(arrivals []Arrival, folder, path string) *Arrival {
	for i := range slices.Backward(arrivals) {
		if arrivals[i].Path == path && arrivals[i].Folder == folder {
			return &arrivals[i]
		}
	}
	return nil
}

// sameWords tells whether two arrivals brought the same words from outside.
// Sidecars count too: one that cannot be read is kept all the same.
func sameWords(a, b Arrival) bool {
	return slices.Equal(a.Sidecars, b.Sidecars) && reflect.DeepEqual(a.Statements, b.Statements)
}

// relate fills in the relations of photos that were added: each the first to a
// photo that was there before it.
func (a *Archive) relate(ctx context.Context, outcomes []Outcome) error {
	var ids []ID
	for _, o := range outcomes {
		if o.Result == Added {
			ids = append(ids, o.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	photos, err := a.Catalogue.Photos(ctx, ids)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	relations := make(map[ID][]Relation, len(photos))
	for _, photo := range photos {
		relations[photo.ID] = photo.Relations
	}
	for i := range outcomes {
		if outcomes[i].Result != Added {
			continue
		}
		ids = ids[1:] // those left came later
		for _, r := range relations[outcomes[i].ID] {
			if !slices.Contains(ids, r.Of) {
				outcomes[i].Relation = r
				break
			}
		}
	}
	return nil
}
