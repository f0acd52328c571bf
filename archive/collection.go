package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// PhotoCollection is a named, ordered list of photos: of one desk, or shared by
// all. (The field [Collection] is another thing, a part of a credit.) It is
// never lost; one that was deleted can be had back with all that was in it.
type PhotoCollection struct {
	// N is its number in the catalogue, 0 before it is there.
	N int64 `json:"n"`
	// Revision counts its changes; the catalogue keeps it.
	Revision int    `json:"revision"`
	Name     string `json:"name"`
	Note     string `json:"note,omitempty"`
	// Owner is the desk that alone sees it; empty where it is shared.
	Owner string `json:"owner,omitempty"`
	// Actor made it, at Made.
	Actor string    `json:"actor"`
	Made  time.Time `json:"made"`
	// Photos is how many are in it; the catalogue counts.
	Photos  int   `json:"photos"`
	Deleted *Gone `json:"deleted,omitempty"`
}

// Gone is who took something away, and when.
type Gone struct {
	By string    `json:"by"`
	At time.Time `json:"at"`
}

// Limits of collections.
const (
	MaxCollections    = 5000    // that are not deleted
	MaxMembers        = 100_000 // photos of one
	MaxCollectionName = 120     // bytes
	MaxMemberNote     = 1000    // bytes of a note beside a photo
)

// Member is a photo of a collection.
type Member struct {
	Photo ID `json:"photo"`
	// Place orders the photos of a collection. It says nothing else: there are
	// gaps, and places change when there is no room for one between two.
	Place int64  `json:"place"`
	Note  string `json:"note,omitempty"`
	// Actor put it in, at At.
	Actor string    `json:"actor"`
	At    time.Time `json:"at"`
}

// CollectionChange is one thing that somebody did to a collection.
type CollectionChange struct {
	At    time.Time `json:"at"`
	Actor string    `json:"actor"`
	// What is one of the constants below.
	What string `json:"what"`
	// Before is the name or note that was replaced.
	Before string `json:"before,omitempty"`
	// Photos is how many were put in, taken out or moved.
	Photos int `json:"photos,omitempty"`
}

// What is done to collections.
const (
	CollectionMade     = "made"
	CollectionRenamed  = "renamed"
	CollectionNoted    = "noted" // its own note
	CollectionShared   = "shared"
	CollectionPrivate  = "made private"
	CollectionDeleted  = "deleted"
	CollectionRestored = "restored"
	PhotosAdded        = "added"
	PhotosRemoved      = "removed"
	PhotosMoved        = "moved"
	PhotoNoted         = "noted a photo"
)

// Collections keeps collections. Package archivetest holds every implementation
// to this.
type Collections interface {
	// SaveCollection writes a collection, a new one where N is 0, and lists the
	// changes. One that is not at c.Revision any more is ErrConflict. Where
	// Deleted comes or goes, its photos take a new Seq in the same transaction.
	// It returns the collection with N, Revision and Photos.
	SaveCollection(ctx context.Context, c PhotoCollection, changes ...CollectionChange) (PhotoCollection, error)
	// Collection returns one, also a deleted one, or ErrNotFound.
	Collection(ctx context.Context, n int64) (PhotoCollection, error)
	// Collections returns those that a desk may see, its own and the shared,
	// also the deleted, in the order of their names.
	Collections(ctx context.Context, desk string) ([]PhotoCollection, error)
	// CollectionChanges returns at most limit changes of a collection, the
	// latest first.
	CollectionChanges(ctx context.Context, n int64, limit int) ([]CollectionChange, error)
}

// Members keeps which photos are in collections. Package archivetest holds
// every implementation to this.
type Members interface {
	// ChangeMembers puts photos into a collection after its last (change.What
	// is PhotosAdded) or takes them out (PhotosRemoved), and lists the change,
	// in one transaction. Photos that are in, or not in, already, and those that
	// the catalogue does not have, are left out. The others take a new Seq and
	// are returned. A photo that was in before gets its place and note again.
	// Where the collection would hold more than MaxMembers it is ErrFull; one
	// that is not there or deleted is ErrNotFound.
	ChangeMembers(ctx context.Context, n int64, ids []ID, change CollectionChange) ([]ID, error)
	// Members returns at most limit photos of a collection in order, after the
	// place given.
	Members(ctx context.Context, n int64, after int64, limit int) ([]Member, error)
	// SaveMember moves a photo of a collection, or writes its note, and lists
	// the change. A photo that is not in is ErrNotFound.
	SaveMember(ctx context.Context, n int64, id ID, edit MemberEdit, change CollectionChange) error
	// Memberships returns the collections that a photo is in, or was, those of
	// every desk and the deleted too, in the order in which it came into them.
	Memberships(ctx context.Context, id ID) ([]Membership, error)
}

// Membership is a photo's being in a collection.
type Membership struct {
	// Name and Owner are those of the collection as it is now.
	Name, Owner string
	// Actor put the photo in, at At; Removed says who took it out.
	Actor   string
	At      time.Time
	Removed *Gone
	// Deleted: the collection itself was.
	Deleted bool
}

// MemberEdit is a change of a photo in a collection: to where it moves, where
// To is not empty, and its note, where that is not nil.
type MemberEdit struct {
	To   MemberMove
	Note *string
	// Beside is the photo for MoveBefore.
	Beside ID
}

// MemberMove is to where a photo moves.
type MemberMove string

// The moves.
const (
	MoveFirst  MemberMove = "first"
	MoveUp     MemberMove = "up" // by one; the first stays
	MoveDown   MemberMove = "down"
	MoveLast   MemberMove = "last"
	MoveBefore MemberMove = "before" // MemberEdit.Beside
)

// Undecided are the photos that came through watched folders and whose
// collections changed: the keep rules are to be asked about them again.
// [Members.ChangeMembers] and [Collections.SaveCollection] list them, in the
// same transaction. Package archivetest holds every implementation to this.
type Undecided interface {
	Undecided(ctx context.Context, limit int) ([]ID, error)
	// Decided takes photos off the list.
	Decided(ctx context.Context, ids []ID) error
}

// ErrFull: there are as many as there can be.
var ErrFull = errors.New("full")

// check says what is wrong with a collection.
func (c PhotoCollection) check() error {
	if strings.TrimSpace(c.Name) == "" {
		return errors.New("the collection has no name; write one")
	}
	if strings.ContainsAny(c.Name, "\n\t\"“”„«»") {
		return errors.New("the name of a collection is one line without quotation marks: searches write it in them")
	}
	return cmp.Or(checkText("the name", c.Name, MaxCollectionName), checkText("the note", c.Note, maxNote))
}

// MakeCollection makes a collection by c.Actor. A mistake is an *InvalidError;
// a name that the desk sees already too, so that a search by it means one.
func (a *Archive) MakeCollection(ctx context.Context, c PhotoCollection) (PhotoCollection, error) {
	c.N, c.Revision, c.Deleted = 0, 0, nil
	c.Name, c.Made = strings.TrimSpace(c.Name), a.recordedAt(time.Time{})
	if err := a.nameable(ctx, c); err != nil {
		return c, err
	}
	return a.Collections.SaveCollection(ctx, c, CollectionChange{At: c.Made, Actor: c.Actor, What: CollectionMade})
}

// nameable checks a collection and its name beside those of others.
func (a *Archive) nameable(ctx context.Context, c PhotoCollection) error {
	if err := c.check(); err != nil {
		return &InvalidError{err}
	}
	all, err := a.Collections.Collections(ctx, c.Owner)
	if err != nil {
		return err
	}
	there := 0
	for _, other := range all {
		if other.Deleted != nil || other.N == c.N {
			continue
		}
		there++
		if strings.EqualFold(other.Name, c.Name) {
			return &InvalidError{fmt.Errorf("there is a collection %s already; choose another name", other.Name)}
		}
	}
	if there >= MaxCollections {
		return &InvalidError{fmt.Errorf("there are %d collections, and there cannot be more; delete those that are done with", there)}
	}
	return nil
}

// ReviseCollection changes name, note, owner or deletion of a collection as set
// does, by an actor. The collection was seen at a revision, 0 for whichever;
// one that somebody else changed since is ErrConflict.
func (a *Archive) ReviseCollection(ctx context.Context, n int64, seen int, actor string, set func(*PhotoCollection)) (PhotoCollection, error) {
	was, err := a.Collections.Collection(ctx, n)
	if err != nil {
		return was, err
	}
	if seen != 0 && seen != was.Revision {
		return was, ErrConflict
	}
	c := was
	set(&c)
	c.Name = strings.TrimSpace(c.Name)
	now := a.recordedAt(time.Time{})
	if c.Deleted != nil && was.Deleted == nil {
		c.Deleted = &Gone{By: actor, At: now}
	}
	if c.Deleted == nil {
		if err := a.nameable(ctx, c); err != nil {
			return was, err
		}
	}
	var changes []CollectionChange
	did := func(differs bool, what, before string) {
		if differs {
			changes = append(changes, CollectionChange{At: now, Actor: actor, What: what, Before: before})
		}
	}
	did(c.Name != was.Name, CollectionRenamed, was.Name)
	did(c.Note != was.Note, CollectionNoted, was.Note)
	did(c.Owner == "" && was.Owner != "", CollectionShared, "")
	did(c.Owner != "" && was.Owner != c.Owner, CollectionPrivate, "")
	did(c.Deleted != nil && was.Deleted == nil, CollectionDeleted, "")
	did(c.Deleted == nil && was.Deleted != nil, CollectionRestored, "")
	if len(changes) == 0 {
		return was, nil
	}
	if c, err = a.Collections.SaveCollection(ctx, c, changes...); err != nil {
		return was, fmt.Errorf("archive: collection %d: %w", n, err)
	}
	return c, a.decide(ctx)
}
