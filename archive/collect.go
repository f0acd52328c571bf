package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// collectStep is how many photos are put into a collection in one transaction.
const collectStep = 1000

// Collect puts photos into a collection, after those that are in it, and returns
// those that were not in it before. A photo that is in a collection stays on a
// wire shelf.
func (a *Archive) Collect(ctx context.Context, n int64, ids []ID, actor string) ([]ID, error) {
	return a.changeMembers(ctx, n, ids, actor, PhotosAdded)
}

// TakeOut takes photos out of a collection, and returns those that were in it.
// Collected again, each has its place and its note as before.
func (a *Archive) TakeOut(ctx context.Context, n int64, ids []ID, actor string) ([]ID, error) {
	return a.changeMembers(ctx, n, ids, actor, PhotosRemoved)
}

func (a *Archive) changeMembers(ctx context.Context, n int64, ids []ID, actor, what string) (changed []ID, err error) {
	for step := range slices.Chunk(ids, collectStep) {
		done, err := a.Members.ChangeMembers(ctx, n, step, CollectionChange{At: a.recordedAt(time.Time{}), Actor: actor, What: what})
		changed = append(changed, done...)
		if errors.Is(err, ErrFull) {
			return changed, &InvalidError{fmt.Errorf("a collection holds at most %d photos; %d of these %d were added", MaxMembers, len(changed), len(ids))}
		}
		if err != nil {
			return changed, fmt.Errorf("archive: collection %d: %w", n, err)
		}
	}
	return changed, a.decide(ctx)
}

// EditMember moves a photo of a collection or writes its note. A mistake is an
// *InvalidError.
func (a *Archive) EditMember(ctx context.Context, n int64, id ID, edit MemberEdit, actor string) error {
	if edit.Note != nil {
		if err := checkText("the note", *edit.Note, MaxMemberNote); err != nil {
			return &InvalidError{err}
		}
	}
	change := CollectionChange{At: a.recordedAt(time.Time{}), Actor: actor, What: PhotosMoved, Photos: 1}
	switch edit.To {
	case "":
		change.What = PhotoNoted
	case MoveFirst, MoveUp, MoveDown, MoveLast, MoveBefore:
	default:
		return &InvalidError{fmt.Errorf("there is no move %q; there are first, up, down, last and before", edit.To)}
	}
	if err := a.Members.SaveMember(ctx, n, id, edit, change); err != nil {
		return fmt.Errorf("archive: collection %d: %w", n, err)
	}
	return nil
}

// decide asks the keep rules again about photos whose collections changed. What
// is interrupted goes on with the next change, or when the shelf is tended.
func (a *Archive) decide(ctx context.Context) error {
	settings, _, err := a.Settings(ctx)
	if err != nil {
		return err
	}
	for {
		ids, err := a.Undecided.Undecided(ctx, shelfStep)
		if err != nil || len(ids) == 0 {
			return err
		}
		if _, err := a.change(ctx, ids, func(p *Photo) bool { return settings.announce(p, a.Time()) }); err != nil {
			return err
		}
		if err := a.Undecided.Decided(ctx, ids); err != nil {
			return err
		}
	}
}
