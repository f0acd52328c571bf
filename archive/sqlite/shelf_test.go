package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"slices"
	"testing"

	"cutline/archive"
	"cutline/archive/archivetest"
)

func TestShelves(t *testing.T) {
	archivetest.Shelves(t, func(t *testing.T) archivetest.ShelfCatalogue {
		return open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	})
}

// Sidecars that came before the shelf was there are known to it.
func TestShelvesOfAnEarlierLayout(t *testing.T) {
	path := earlier(t, "testdata/layout1.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	xmp := archive.Hash{0xab, 1}
	id := archivetest.Photo(1).ID
	if _, err := db.Exec(`UPDATE arrival SET sidecars = ? WHERE photo = (SELECT n FROM photo WHERE id = ?)`, `["`+xmp.String()+`"]`, id); err != nil {
		t.Fatal(err)
	}
	db.Close()
	c := open(t, path)
	photos, err := c.Photos(t.Context(), []archive.ID{id})
	if err != nil || len(photos) != 1 {
		t.Fatalf("%d photos, error %v", len(photos), err)
	}
	p := photos[0]
	p.Shelf = archive.Shelf{Retired: &archive.Retirement{Folder: "/wire", Days: 30}}
	if conflicts, err := c.Commit(t.Context(), []archive.Write{{Photo: p, Seen: p.Seq}}); err != nil || len(conflicts) > 0 {
		t.Fatalf("conflicts %v, error %v", conflicts, err)
	}
	list, err := c.LetGo(t.Context(), 10)
	if err != nil || len(list) != 2 || !slices.Contains(list, archive.LetGo{Hash: xmp}) {
		t.Errorf("let go %v, error %v; want the photo and its sidecar", list, err)
	}
}
