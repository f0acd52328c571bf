package archivetest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
)

// Shelves runs the suite on catalogues that keep shelves too.
func Shelves(t *testing.T, newCatalogue func(t *testing.T) ShelfCatalogue) {
	for name, test := range map[string]func(t *testing.T, c ShelfCatalogue){
		"a shelf comes back as it was written":              shelfRoundTrip,
		"what leaves comes in the order it leaves":          leavingOrder,
		"what came through watched folders":                 shelved,
		"what leaves lets go of its originals":              lettingGo,
		"a sidecar of another photo that is here is named":  sharedSidecar,
		"what is back is named":                             backAgain,
		"a photo that has left is let go of only once more": letGoOnce,
	} {
		t.Run(name, func(t *testing.T) { test(t, newCatalogue(t)) })
	}
}

// ShelfCatalogue is what the suite needs.
type ShelfCatalogue interface {
	archive.Catalogue
	archive.Shelves
}

func shelfRoundTrip(t *testing.T, c ShelfCatalogue) {
	p := Photo(1)
	p.Arrivals[0].Folder = "/wire/\xff"
	p.Shelf = archive.Shelf{Leaves: day(30), Announced: day(1), Pin: &archive.Pin{By: "desk", At: day(2), Why: "☂"}}
	commit(t, c, archive.Write{Photo: p})
	p.Seq, p.Came = 1, 1
	if diff := cmp.Diff(p, read(t, c, p.ID)); diff != "" {
		t.Errorf("photo changed on the way (-written +read):\n%s", diff)
	}
	p.Shelf = archive.Shelf{Retired: &archive.Retirement{At: day(30), Folder: "/wire", Days: 29}}
	commit(t, c, archive.Write{Photo: p, Seen: 1})
	p.Seq = 2
	if diff := cmp.Diff(p, read(t, c, p.ID)); diff != "" {
		t.Errorf("photo changed on the way (-written +read):\n%s", diff)
	}
}

// onShelf makes a photo that leaves on a day.
func onShelf(n, leaves int) *archive.Photo {
	p := Photo(n)
	p.Arrivals[0].Folder = "/wire"
	p.Shelf = archive.Shelf{Leaves: day(leaves), Announced: day(0)}
	return p
}

func leavingOrder(t *testing.T, c ShelfCatalogue) {
	var want []archive.Leaving
	for n, leaves := range []int{7, 3, 3, 9, 5} {
		p := onShelf(n, leaves)
		commit(t, c, archive.Write{Photo: p})
		if leaves < 9 {
			want = append(want, archive.Leaving{ID: p.ID, At: day(leaves)})
		}
	}
	commit(t, c, archive.Write{Photo: Photo(20)}) // stays
	slices.SortFunc(want, func(a, b archive.Leaving) int {
		if n := a.At.Compare(b.At); n != 0 {
			return n
		}
		return slices.Compare([]byte(a.ID), []byte(b.ID))
	})
	var got []archive.Leaving
	for after := (archive.Leaving{}); ; {
		page, err := c.Leaving(t.Context(), after, day(9), 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		got, after = append(got, page...), page[len(page)-1]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what leaves before the ninth day (-want +got):\n%s", diff)
	}
}

func shelved(t *testing.T, c ShelfCatalogue) {
	var want []archive.ID
	for n := range 5 {
		p := onShelf(n, 3)
		if n == 2 {
			p.Shelf = archive.Shelf{} // its folder keeps what comes
		}
		if n == 3 {
			p.Shelf = archive.Shelf{Retired: &archive.Retirement{At: day(3)}}
		} else {
			want = append(want, p.ID)
		}
		commit(t, c, archive.Write{Photo: p}, archive.Write{Photo: Photo(10 + n)})
	}
	slices.Sort(want)
	var got []archive.ID
	for after := archive.ID(""); ; {
		page, err := c.Shelved(t.Context(), after, 3)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		got, after = append(got, page...), page[len(page)-1]
	}
	if !slices.Equal(got, want) {
		t.Errorf("through watched folders came %v, want %v", got, want)
	}
}

// retire lets a photo go that is in the catalogue.
func retire(t *testing.T, c ShelfCatalogue, id archive.ID) {
	t.Helper()
	p := read(t, c, id)
	p.Shelf = archive.Shelf{Retired: &archive.Retirement{At: day(9), Folder: "/wire", Days: 2}}
	commit(t, c, archive.Write{Photo: p, Seen: p.Seq})
}

// letGo are the originals let go of, by whether they are named.
func letGo(t *testing.T, c ShelfCatalogue) map[archive.Hash]bool {
	t.Helper()
	list, err := c.LetGo(t.Context(), 100)
	if err != nil {
		t.Fatal(err)
	}
	named := make(map[archive.Hash]bool)
	for _, l := range list {
		named[l.Hash] = l.Named
	}
	return named
}

func lettingGo(t *testing.T, c ShelfCatalogue) {
	p := onShelf(1, 3)
	p.Arrivals[0].Sidecars = []archive.Hash{{1}, {2}}
	commit(t, c, archive.Write{Photo: p}, archive.Write{Photo: onShelf(2, 3)})
	if got := letGo(t, c); len(got) != 0 {
		t.Fatalf("let go before anything left: %v", got)
	}
	retire(t, c, p.ID)
	want := map[archive.Hash]bool{p.SHA256: false, {1}: false, {2}: false}
	if diff := cmp.Diff(want, letGo(t, c)); diff != "" {
		t.Errorf("let go (-want +got):\n%s", diff)
	}
	if err := c.Removed(t.Context(), []archive.Hash{p.SHA256, {1}}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[archive.Hash]bool{{2}: false}, letGo(t, c)); diff != "" {
		t.Errorf("still let go (-want +got):\n%s", diff)
	}
	if leaving, err := c.Leaving(t.Context(), archive.Leaving{}, day(100), 10); err != nil || len(leaving) != 1 {
		t.Errorf("leaving when one has left: %v, error %v", leaving, err)
	}
}

func sharedSidecar(t *testing.T, c ShelfCatalogue) {
	leaves, stays := onShelf(1, 3), Photo(2)
	leaves.Arrivals[0].Sidecars = []archive.Hash{{1}}
	stays.Arrivals[0].Sidecars = []archive.Hash{{1}}
	commit(t, c, archive.Write{Photo: leaves}, archive.Write{Photo: stays})
	retire(t, c, leaves.ID)
	if diff := cmp.Diff(map[archive.Hash]bool{leaves.SHA256: false, {1}: true}, letGo(t, c)); diff != "" {
		t.Errorf("let go (-want +got):\n%s", diff)
	}
}

func backAgain(t *testing.T, c ShelfCatalogue) {
	p := onShelf(1, 3)
	p.Arrivals[0].Sidecars = []archive.Hash{{1}}
	commit(t, c, archive.Write{Photo: p})
	retire(t, c, p.ID)
	back := read(t, c, p.ID)
	back.Shelf = archive.Shelf{}
	commit(t, c, archive.Write{Photo: back, Seen: back.Seq})
	if diff := cmp.Diff(map[archive.Hash]bool{p.SHA256: true, {1}: true}, letGo(t, c)); diff != "" {
		t.Errorf("let go (-want +got):\n%s", diff)
	}
}

func letGoOnce(t *testing.T, c ShelfCatalogue) {
	p := onShelf(1, 3)
	commit(t, c, archive.Write{Photo: p})
	retire(t, c, p.ID)
	if err := c.Removed(t.Context(), []archive.Hash{p.SHA256}); err != nil {
		t.Fatal(err)
	}
	// A twin of its pixels or a rereading changes it without bringing it back.
	again := read(t, c, p.ID)
	again.Colour = "#abcdef"
	commit(t, c, archive.Write{Photo: again, Seen: again.Seq})
	if got := letGo(t, c); len(got) != 0 {
		t.Errorf("let go again: %v", got)
	}
}
