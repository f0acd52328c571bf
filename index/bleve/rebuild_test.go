package bleve_test

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"cutline/archive"
	"cutline/index"
	"cutline/index/indextest"
)

func TestRebuildBeside(t *testing.T) {
	dir := written(t)
	e := open(t, dir, time.UTC)
	e.Rebuild()
	steps := 0
	indextest.Follow(t, e, generated(), 20, func() {
		steps++
		if n := found(t, e, ""); n != total {
			t.Errorf("%d photos are found during the rebuild, want %d", n, total)
		}
		if done := steps == total/20; e.Status().Rebuilding == done {
			t.Errorf("after %d steps rebuilding is %v", steps, !done)
		}
	})
	if steps != total/20 {
		t.Errorf("the rebuild took %d steps, want %d", steps, total/20)
	}
	if err := e.Close(); err != nil { // waits until the old one is removed
		t.Fatal(err)
	}
	if folders := generations(t, dir); len(folders) != 1 || folders[0] != "2" {
		t.Errorf("the directory holds %v, want only generation 2", folders)
	}
}

func generations(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			names = append(names, entry.Name())
		}
	}
	return names
}

// TestOutdated holds that an index of another version answers while the new
// one is built, also when the building is interrupted.
func TestOutdated(t *testing.T) {
	dir := written(t)
	zone := time.FixedZone("Elsewhere", 3600) // another zone is another version
	e := open(t, dir, zone)
	if s := e.Status(); s.Seq != total || !s.Rebuilding {
		t.Errorf("the status is %+v, want Seq %d, rebuilding", s, total)
	}
	if c := e.Cursor(); c != 0 {
		t.Fatalf("the cursor is %d, want 0", c)
	}
	if err := e.Apply(t.Context(), generated()[:80], 80); err != nil {
		t.Fatal(err)
	}
	if n := found(t, e, ""); n != total {
		t.Errorf("%d photos are found during the rebuild, want %d", n, total)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	e = open(t, dir, zone)
	defer e.Close()
	if c := e.Cursor(); c != 80 {
		t.Errorf("the cursor is %d after an interruption, want 80", c)
	}
	if n := found(t, e, ""); n != total {
		t.Errorf("%d photos are found after an interruption, want %d", n, total)
	}
	indextest.Follow(t, e, generated(), 100, nil)
	if s := e.Status(); s.Seq != total || s.Rebuilding || s.Photos != total {
		t.Errorf("the status is %+v, want %d photos, not rebuilding", s, total)
	}
}

// TestRebuildOfLess holds that a rebuild ends also where the catalogue has
// fewer changes than the index had, as after restoring a backup.
func TestRebuildOfLess(t *testing.T) {
	dir := written(t)
	e := open(t, dir, time.UTC)
	defer e.Close()
	e.Rebuild()
	indextest.Follow(t, e, generated()[:80], 40, nil)
	if s := e.Status(); s.Seq != 80 || s.Photos != 80 || s.Rebuilding {
		t.Errorf("the status is %+v, want 80 photos, not rebuilding", s)
	}
}

// step is one step of the follower: it applies the next few photos of a
// catalogue after the cursor, and reports how many.
func step(t *testing.T, e index.Engine, catalogue []*archive.Photo) int {
	t.Helper()
	cursor := e.Cursor()
	var next []*archive.Photo
	for _, p := range catalogue {
		if p.Seq > cursor && len(next) < 2 {
			next = append(next, p)
		}
	}
	if len(next) == 0 {
		return 0
	}
	if err := e.Apply(t.Context(), next, next[len(next)-1].Seq); err != nil {
		t.Fatal(err)
	}
	return len(next)
}

func newPhoto(t *testing.T, seq archive.Seq, caption string) *archive.Photo {
	t.Helper()
	p, err := indextest.Photo(fmt.Sprint(caption, seq), seq, "caption: "+caption)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestNewPhotosDuringRebuild holds that photos which come while an index is
// built beside the one that answers are found long before it is done, also in
// an index of another version, which is still known as that afterwards.
func TestNewPhotosDuringRebuild(t *testing.T) {
	for name, zone := range map[string]*time.Location{"same version": time.UTC, "outdated": time.FixedZone("Elsewhere", 3600)} {
		t.Run(name, func(t *testing.T) {
			dir := written(t)
			e := open(t, dir, zone)
			e.Rebuild()
			catalogue := generated()
			for range 5 {
				step(t, e, catalogue)
			}
			for i := range 7 {
				catalogue = append(catalogue, newPhoto(t, archive.Seq(total+1+i), "A heron in the reeds."))
			}
			for range 30 {
				step(t, e, catalogue)
			}
			if n := found(t, e, "heron"); n != 7 {
				t.Errorf("%d of 7 new photos are found during the rebuild", n)
			}
			if s := e.Status(); !s.Rebuilding || s.Seq != total+7 || s.Photos != total+7 {
				t.Errorf("the status is %+v, want %d photos, rebuilding", s, total+7)
			}
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			e = open(t, dir, zone)
			defer e.Close()
			if s := e.Status(); !s.Rebuilding || s.Seq != total+7 {
				t.Errorf("the status is %+v after an interruption, want Seq %d, rebuilding", s, total+7)
			}
			if c := e.Cursor(); c == 0 || c > total {
				t.Errorf("the cursor is %d after an interruption, want that of the rebuild", c)
			}
			indextest.Follow(t, e, catalogue, 50, nil)
			if s := e.Status(); s.Rebuilding || s.Seq != total+7 || s.Photos != total+7 {
				t.Errorf("the status is %+v, want %d photos, not rebuilding", s, total+7)
			}
			if n := found(t, e, "heron"); n != 7 {
				t.Errorf("%d of 7 new photos are found after the rebuild", n)
			}
		})
	}
}

// TestRestoredCatalogue holds that a rebuild, asked for because the catalogue
// is an older one, restored, leaves only what that holds: also where it grows
// beyond the old index meanwhile, and where the rebuild is interrupted.
func TestRestoredCatalogue(t *testing.T) {
	const restored = total - 40
	for _, interrupted := range []bool{false, true} {
		t.Run(fmt.Sprint("interrupted ", interrupted), func(t *testing.T) {
			dir := written(t)
			e := open(t, dir, time.UTC)
			catalogue := generated()[:restored]
			if n := step(t, e, catalogue); n != 0 || e.Status().Seq <= restored {
				t.Fatalf("%d photos are applied, the status is %+v: want an index beyond its catalogue", n, e.Status())
			}
			e.Rebuild()
			for range 5 {
				step(t, e, catalogue)
			}
			for seq := restored + 1; seq <= total+10; seq++ {
				catalogue = append(catalogue, newPhoto(t, archive.Seq(seq), "A stork on the roof."))
			}
			if interrupted {
				if err := e.Close(); err != nil {
					t.Fatal(err)
				}
				e = open(t, dir, time.UTC)
			}
			defer e.Close()
			if s := e.Status(); !s.Rebuilding {
				t.Errorf("the status is %+v, want rebuilding", s)
			}
			for idle := 0; idle < 3; {
				if step(t, e, catalogue) == 0 {
					idle++
				}
			}
			if s := e.Status(); s.Rebuilding || s.Seq != total+10 || s.Photos != len(catalogue) {
				t.Errorf("the status is %+v, want %d photos, not rebuilding", s, len(catalogue))
			}
			if n := found(t, e, "stork"); n != 50 {
				t.Errorf("%d photos have the new words, want 50", n)
			}
		})
	}
}

// TestForgetRebuilds holds that the words of a purged photo leave the files of
// the index, too: it is built anew, and the old files go.
func TestForgetRebuilds(t *testing.T) {
	dir := written(t)
	e := open(t, dir, time.UTC)
	photos := generated()
	gone := photos[3]
	if err := e.Forget(t.Context(), []archive.ID{gone.ID}); err != nil {
		t.Fatal(err)
	}
	if n := found(t, e, ""); n != total-1 {
		t.Errorf("%d photos are found, want %d", n, total-1)
	}
	if !e.Status().Rebuilding {
		t.Error("the index that held its words stays")
	}
	indextest.Follow(t, e, slices.Delete(photos, 3, 4), 20, nil)
	if err := e.Close(); err != nil { // waits until the old one is removed
		t.Fatal(err)
	}
	if folders := generations(t, dir); len(folders) != 1 || folders[0] != "2" {
		t.Errorf("the directory holds %v, want only generation 2", folders)
	}
	e = open(t, dir, time.UTC)
	defer e.Close()
	// The feed tells of the purge again to an index that begins anew.
	if err := e.Forget(t.Context(), []archive.ID{gone.ID}); err != nil {
		t.Fatal(err)
	}
	if n := found(t, e, ""); n != total-1 || e.Status().Rebuilding {
		t.Errorf("%d photos are found, rebuilding %v", n, e.Status().Rebuilding)
	}
}
