package archivetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
)

// Collections runs the suite on catalogues that keep collections.
func Collections(t *testing.T, newCatalogue func(t *testing.T) CollectionCatalogue) {
	for name, test := range map[string]func(t *testing.T, c CollectionCatalogue){
		"a pick comes back as it was written":               pickRoundTrip,
		"a collection comes back as it was written":         collectionRoundTrip,
		"a collection that somebody else changed":           collectionConflict,
		"a desk sees its own and the shared":                collectionsSeen,
		"what is put in stands at the end, once, and moves": membersInOrder,
		"each change is a change of the photos":             membersChange,
		"taken out and put back":                            membersBack,
		"moves":                                             memberMoves,
		"a thousand moves between two photos":               memberCrowd,
		"a deleted collection lets its photos go":           collectionDeleted,
		"the keep rules are asked again":                    undecided,
	} {
		t.Run(name, func(t *testing.T) { test(t, newCatalogue(t)) })
	}
}

// CollectionCatalogue is what the suite needs.
type CollectionCatalogue interface {
	archive.Catalogue
	archive.Collections
	archive.Members
	archive.Undecided
}

func pickRoundTrip(t *testing.T, c CollectionCatalogue) {
	p := Photo(1)
	p.Pick = &archive.Pick{By: "Ada ☂", At: day(1)}
	commit(t, c, archive.Write{Photo: p})
	p.Seq, p.Came = 1, 1
	if diff := cmp.Diff(p, read(t, c, p.ID)); diff != "" {
		t.Errorf("photo changed on the way (-written +read):\n%s", diff)
	}
	p.Pick = nil
	commit(t, c, archive.Write{Photo: p, Seen: 1})
	if got := read(t, c, p.ID); got.Pick != nil || got.Seq != 2 || got.Came != 1 {
		t.Errorf("after it was taken off: pick %v at %d, came at %d; want none at 2, 1", got.Pick, got.Seq, got.Came)
	}
}

// made makes a collection of photos, which it writes.
func made(t *testing.T, c CollectionCatalogue, numbers ...int) (archive.PhotoCollection, []archive.ID) {
	t.Helper()
	of, err := c.SaveCollection(t.Context(), archive.PhotoCollection{Name: "Front page", Actor: "Ada", Made: day(0)}, archive.CollectionChange{At: day(0), Actor: "Ada", What: archive.CollectionMade})
	if err != nil {
		t.Fatal(err)
	}
	var ids []archive.ID
	for _, n := range numbers {
		commit(t, c, archive.Write{Photo: Photo(n)})
		ids = append(ids, Photo(n).ID)
	}
	if got := put(t, c, of.N, ids...); len(got) != len(ids) {
		t.Fatalf("%d of %d photos were put in", len(got), len(ids))
	}
	return of, ids
}

func put(t *testing.T, c CollectionCatalogue, n int64, ids ...archive.ID) []archive.ID {
	t.Helper()
	return changed(t, c, n, archive.PhotosAdded, ids)
}

func changed(t *testing.T, c CollectionCatalogue, n int64, what string, ids []archive.ID) []archive.ID {
	t.Helper()
	got, err := c.ChangeMembers(t.Context(), n, ids, archive.CollectionChange{At: day(1), Actor: "Ada", What: what})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// members walks a collection, two photos at a time.
func members(t *testing.T, c CollectionCatalogue, n int64) (list []archive.Member) {
	t.Helper()
	for after := int64(-1 << 62); ; {
		page, err := c.Members(t.Context(), n, after, 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			return list
		}
		list, after = append(list, page...), page[len(page)-1].Place
	}
}

func idsOf(list []archive.Member) []archive.ID {
	ids := make([]archive.ID, len(list))
	for i, m := range list {
		ids[i] = m.Photo
	}
	return ids
}

func collectionRoundTrip(t *testing.T, c CollectionCatalogue) {
	want := archive.PhotoCollection{Name: "Вибори ☂", Note: "two\nlines", Owner: "Ada", Actor: "Bo", Made: day(1)}
	first := archive.CollectionChange{At: day(1), Actor: "Bo", What: archive.CollectionMade}
	got, err := c.SaveCollection(t.Context(), want, first)
	if err != nil {
		t.Fatal(err)
	}
	want.N, want.Revision = got.N, 1
	if got.N == 0 || got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
	if again, err := c.Collection(t.Context(), got.N); err != nil || again != want {
		t.Errorf("read %+v, error %v; want %+v", again, err, want)
	}
	if _, err := c.Collection(t.Context(), got.N+1); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("one that is not there: %v, want ErrNotFound", err)
	}
	got.Name, got.Owner = "Elections", ""
	second := archive.CollectionChange{At: day(2), Actor: "Ada", What: archive.CollectionRenamed, Before: want.Name}
	if got, err = c.SaveCollection(t.Context(), got, second); err != nil || got.Revision != 2 || got.Name != "Elections" || got.Owner != "" || got.Actor != "Bo" {
		t.Errorf("revised %+v, error %v", got, err)
	}
	changes, err := c.CollectionChanges(t.Context(), got.N, 10)
	if err != nil || !slices.Equal(changes, []archive.CollectionChange{second, first}) {
		t.Errorf("changes %+v, error %v; want the second and the first", changes, err)
	}
}

func collectionConflict(t *testing.T, c CollectionCatalogue) {
	of, _ := made(t, c)
	late := of
	of.Note = "first"
	if _, err := c.SaveCollection(t.Context(), of); err != nil {
		t.Fatal(err)
	}
	late.Note = "second"
	if _, err := c.SaveCollection(t.Context(), late); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("made from an old state: %v, want ErrConflict", err)
	}
	if got, err := c.Collection(t.Context(), of.N); err != nil || got.Note != "first" {
		t.Errorf("note %q, error %v; want the first", got.Note, err)
	}
}

func collectionsSeen(t *testing.T, c CollectionCatalogue) {
	for _, of := range []archive.PhotoCollection{{Name: "b shared"}, {Name: "C of Ada", Owner: "Ada"}, {Name: "A of Bo", Owner: "Bo"}, {Name: "a shared", Deleted: &archive.Gone{By: "Bo", At: day(3)}}} {
		if _, err := c.SaveCollection(t.Context(), of); err != nil {
			t.Fatal(err)
		}
	}
	list, err := c.Collections(t.Context(), "Ada")
	var names []string
	for _, of := range list {
		names = append(names, of.Name)
	}
	if want := []string{"a shared", "b shared", "C of Ada"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("Ada sees %q, error %v; want %q", names, err, want)
	}
	if len(list) > 0 && (list[0].Deleted == nil || *list[0].Deleted != archive.Gone{By: "Bo", At: day(3)}) {
		t.Errorf("deleted: %v", list[0].Deleted)
	}
}

func membersInOrder(t *testing.T, c CollectionCatalogue) {
	of, ids := made(t, c, 3, 1, 2)
	commit(t, c, archive.Write{Photo: Photo(4)})
	four, missing := Photo(4).ID, Photo(9).ID
	if got := put(t, c, of.N, ids[1], missing, four, four); !slices.Equal(got, []archive.ID{four}) {
		t.Errorf("put in %v, want only the one that was not in", got)
	}
	list := members(t, c, of.N)
	if want := append(slices.Clone(ids), four); !slices.Equal(idsOf(list), want) {
		t.Errorf("in order %v, want %v", idsOf(list), want)
	}
	if list[0].Actor != "Ada" || !list[0].At.Equal(day(1)) {
		t.Errorf("put in by %s at %s", list[0].Actor, list[0].At)
	}
	if got, err := c.Collection(t.Context(), of.N); err != nil || got.Photos != 4 {
		t.Errorf("it holds %d, error %v; want 4", got.Photos, err)
	}
	_, err := c.ChangeMembers(t.Context(), of.N+1, ids, archive.CollectionChange{What: archive.PhotosAdded})
	if !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("into one that is not there: %v, want ErrNotFound", err)
	}
	changes, err := c.CollectionChanges(t.Context(), of.N, 10)
	if err != nil || len(changes) != 3 || changes[0].Photos != 1 || changes[1].Photos != 3 {
		t.Errorf("changes %+v, error %v; want one and three photos put in", changes, err)
	}
}

func membersChange(t *testing.T, c CollectionCatalogue) {
	of, ids := made(t, c, 1, 2)
	if got := feed(t, c, 2); len(got) != 2 || got[0].Seq != 3 || got[1].Seq != 4 {
		t.Errorf("changes after both were put in: %v; want both again", got)
	}
	for _, id := range ids {
		if got := read(t, c, id).Collections; !slices.Equal(got, []int64{of.N}) {
			t.Errorf("photo %s is in %v, want %d", id, got, of.N)
		}
	}
	late := read(t, c, ids[0])
	changed(t, c, of.N, archive.PhotosRemoved, ids[:1])
	if got := feed(t, c, 4); len(got) != 1 || got[0] != (archive.Change{ID: ids[0], Seq: 5}) {
		t.Errorf("changes after one was taken out: %v", got)
	}
	if got := read(t, c, ids[0]); got.Collections != nil || got.Came != 1 {
		t.Errorf("taken out, it is in %v and came at %d", got.Collections, got.Came)
	}
	if conflicts, err := c.Commit(t.Context(), []archive.Write{{Photo: late, Seen: late.Seq}}); err != nil || len(conflicts) != 1 {
		t.Errorf("a write made before: conflicts %v, error %v; want one", conflicts, err)
	}
	commit(t, c, archive.Write{Photo: Photo(3)}) // the feed goes on
	if got := read(t, c, Photo(3).ID); got.Seq != 6 || got.Came != 6 {
		t.Errorf("the next photo came at %d with Seq %d, want 6", got.Came, got.Seq)
	}
}

func membersBack(t *testing.T, c CollectionCatalogue) {
	of, ids := made(t, c, 1, 2, 3)
	note := "crop left ☂"
	if err := c.SaveMember(t.Context(), of.N, ids[1], archive.MemberEdit{Note: &note}, archive.CollectionChange{What: archive.PhotoNoted}); err != nil {
		t.Fatal(err)
	}
	if got := changed(t, c, of.N, archive.PhotosRemoved, ids[1:2]); !slices.Equal(got, ids[1:2]) {
		t.Errorf("taken out %v", got)
	}
	if got := changed(t, c, of.N, archive.PhotosRemoved, ids[1:2]); len(got) != 0 {
		t.Errorf("taken out twice: %v", got)
	}
	if got := idsOf(members(t, c, of.N)); !slices.Equal(got, []archive.ID{ids[0], ids[2]}) {
		t.Errorf("without it: %v", got)
	}
	err := c.SaveMember(t.Context(), of.N, ids[1], archive.MemberEdit{To: archive.MoveFirst}, archive.CollectionChange{})
	if !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a move of one that is not in: %v, want ErrNotFound", err)
	}
	if got, err := c.Memberships(t.Context(), ids[1]); err != nil || len(got) != 1 || got[0].Name != of.Name || got[0].Removed == nil || got[0].Removed.By != "Ada" {
		t.Errorf("taken out, it was in %+v, error %v", got, err)
	}
	put(t, c, of.N, ids[1])
	want := []archive.Membership{{Name: of.Name, Actor: "Ada", At: day(1)}}
	if got, err := c.Memberships(t.Context(), ids[1]); err != nil || !slices.Equal(got, want) {
		t.Errorf("put back, it is in %+v, error %v", got, err)
	}
	if got := members(t, c, of.N); !slices.Equal(idsOf(got), ids) || got[1].Note != note {
		t.Errorf("put back: %+v; want the order and the note of before", got)
	}
	// Another took its place meanwhile: both are there all the same.
	changed(t, c, of.N, archive.PhotosRemoved, ids[1:2])
	for range 50 {
		for _, id := range []archive.ID{ids[0], ids[2]} {
			if err := c.SaveMember(t.Context(), of.N, id, archive.MemberEdit{To: archive.MoveUp}, archive.CollectionChange{What: archive.PhotosMoved}); err != nil {
				t.Fatal(err)
			}
		}
	}
	put(t, c, of.N, ids[1])
	if got := members(t, c, of.N); len(got) != 3 {
		t.Errorf("walked, the collection has %d photos, want 3", len(got))
	}
}

func memberMoves(t *testing.T, c CollectionCatalogue) {
	of, ids := made(t, c, 1, 2, 3, 4)
	at := func(order ...int) []archive.ID {
		list := make([]archive.ID, len(order))
		for i, n := range order {
			list[i] = ids[n-1]
		}
		return list
	}
	for _, step := range []struct {
		photo int
		edit  archive.MemberEdit
		want  []archive.ID
	}{
		{3, archive.MemberEdit{To: archive.MoveFirst}, at(3, 1, 2, 4)},
		{3, archive.MemberEdit{To: archive.MoveUp}, at(3, 1, 2, 4)},
		{3, archive.MemberEdit{To: archive.MoveFirst}, at(3, 1, 2, 4)},
		{3, archive.MemberEdit{To: archive.MoveDown}, at(1, 3, 2, 4)},
		{1, archive.MemberEdit{To: archive.MoveLast}, at(3, 2, 4, 1)},
		{1, archive.MemberEdit{To: archive.MoveDown}, at(3, 2, 4, 1)},
		{4, archive.MemberEdit{To: archive.MoveUp}, at(3, 4, 2, 1)},
		{1, archive.MemberEdit{To: archive.MoveBefore, Beside: ids[3]}, at(3, 1, 4, 2)},
		{3, archive.MemberEdit{To: archive.MoveBefore, Beside: ids[1]}, at(1, 4, 3, 2)},
		{2, archive.MemberEdit{To: archive.MoveBefore, Beside: ids[1]}, at(1, 4, 3, 2)},
	} {
		err := c.SaveMember(t.Context(), of.N, ids[step.photo-1], step.edit, archive.CollectionChange{At: day(2), Actor: "Bo", What: archive.PhotosMoved, Photos: 1})
		if err != nil {
			t.Fatal(err)
		}
		if got := idsOf(members(t, c, of.N)); !slices.Equal(got, step.want) {
			t.Errorf("photo %d moved %s: %v, want %v", step.photo, step.edit.To, got, step.want)
		}
	}
	err := c.SaveMember(t.Context(), of.N, ids[0], archive.MemberEdit{To: archive.MoveBefore, Beside: Photo(9).ID}, archive.CollectionChange{})
	if !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("before a photo that is not in: %v, want ErrNotFound", err)
	}
	if got := feed(t, c, 8); len(got) != 0 {
		t.Errorf("an order changed photos: %v", got)
	}
}

// memberCrowd moves two photos in turn before a third: each time there is half
// the room.
func memberCrowd(t *testing.T, c CollectionCatalogue) {
	of, ids := made(t, c, 1, 2, 3, 4)
	const moves = 60
	for n := range moves {
		id := ids[n%2]
		err := c.SaveMember(t.Context(), of.N, id, archive.MemberEdit{To: archive.MoveBefore, Beside: ids[2]}, archive.CollectionChange{What: archive.PhotosMoved})
		if err != nil {
			t.Fatal(fmt.Errorf("move %d: %w", n, err))
		}
		if got, want := idsOf(members(t, c, of.N)), []archive.ID{ids[1-n%2], id, ids[2], ids[3]}; !slices.Equal(got, want) {
			t.Fatalf("move %d: %v, want %v", n, got, want)
		}
	}
}

func collectionDeleted(t *testing.T, c CollectionCatalogue) {
	of, ids := made(t, c, 1, 2)
	of, err := c.Collection(t.Context(), of.N)
	if err != nil {
		t.Fatal(err)
	}
	of.Deleted = &archive.Gone{By: "Bo", At: day(4)}
	if of, err = c.SaveCollection(t.Context(), of); err != nil {
		t.Fatal(err)
	}
	if got := feed(t, c, 4); len(got) != 2 {
		t.Errorf("deleted: changes %v, want both photos", got)
	}
	if got := read(t, c, ids[0]).Collections; got != nil {
		t.Errorf("a photo of a deleted collection is in %v", got)
	}
	if got := members(t, c, of.N); len(got) != 2 {
		t.Errorf("a deleted collection keeps %d photos, want 2", len(got))
	}
	if _, err := c.ChangeMembers(t.Context(), of.N, ids, archive.CollectionChange{What: archive.PhotosRemoved}); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a change of a deleted one: %v, want ErrNotFound", err)
	}
	of.Deleted = nil
	if _, err = c.SaveCollection(t.Context(), of); err != nil {
		t.Fatal(err)
	}
	if got := feed(t, c, 6); len(got) != 2 {
		t.Errorf("restored: changes %v, want both photos", got)
	}
	if got := read(t, c, ids[0]).Collections; !slices.Equal(got, []int64{of.N}) {
		t.Errorf("restored, a photo is in %v", got)
	}
}

func undecided(t *testing.T, c CollectionCatalogue) {
	of, ids := made(t, c, 1)
	shelved := onShelf(2, 30)
	commit(t, c, archive.Write{Photo: shelved})
	ask := func(when string, want ...archive.ID) {
		t.Helper()
		got, err := c.Undecided(t.Context(), 10)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s undecided: %v, error %v; want %v", when, got, err, want)
		}
		if err := c.Decided(t.Context(), append(got, ids...)); err != nil {
			t.Fatal(err)
		}
	}
	ask("at first")
	put(t, c, of.N, shelved.ID)
	ask("put in", shelved.ID)
	ask("decided")
	changed(t, c, of.N, archive.PhotosRemoved, []archive.ID{ids[0], shelved.ID})
	ask("taken out", shelved.ID)
}
