package bleve_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"cutline/archive"
	"cutline/index/bleve"
	"cutline/index/indextest"
)

// onDisk is the size of an index and how many segment files it has.
func onDisk(t *testing.T, dir string) (size int64, segments int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if os.IsNotExist(err) { // removed at this moment
			return nil
		}
		if err != nil || entry.IsDir() {
			return err
		}
		if filepath.Ext(path) == ".zap" {
			segments++
		}
		if info, err := entry.Info(); err == nil {
			size += info.Size()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return size, segments
}

// idle does what the follower does while nothing is new, until the index takes
// no more than a size.
func idle(t *testing.T, e *bleve.Engine, dir string, most int64) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; {
		e.Cursor()
		size, segments := onDisk(t, dir)
		if size <= most {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("idle, the index takes %d KB in %d segments, want at most %d KB", size>>10, segments, most>>10)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// TestManySmallUpdates holds that an index to which the same photos come again
// and again, few at a time, stays near the size of one that is new: old
// snapshots and merged segments go, also when nothing is written any more.
func TestManySmallUpdates(t *testing.T) {
	photos := generated()
	fresh := written(t)
	base, _ := onDisk(t, fresh)
	dir := t.TempDir()
	e := open(t, dir, time.UTC)
	defer e.Close()
	indextest.Follow(t, e, photos, total, nil)
	most, mostSegments := int64(0), 0
	seq := archive.Seq(total)
	for round := range 150 {
		seq++
		at := round * 4 % total
		e.Cursor()
		if err := e.Apply(t.Context(), photos[at:at+4], seq); err != nil {
			t.Fatal(err)
		}
		size, segments := onDisk(t, dir)
		most, mostSegments = max(most, size), max(mostSegments, segments)
	}
	if limit := 12 * base; most > limit { // a small segment has dictionaries of its own
		t.Errorf("the index took up to %d KB, a new one takes %d KB; want at most %d KB", most>>10, base>>10, limit>>10)
	}
	if mostSegments > 60 {
		t.Errorf("there were up to %d segments, want at most 60", mostSegments)
	}
	idle(t, e, dir, 3*base)
	if n := found(t, e, ""); n != total {
		t.Errorf("%d photos are found, want %d", n, total)
	}
}

// TestRebuildSize holds that a rebuild takes the room of a second index, and
// gives that of the first back.
func TestRebuildSize(t *testing.T) {
	dir := written(t)
	base, _ := onDisk(t, dir)
	e := open(t, dir, time.UTC)
	defer e.Close()
	for range 3 {
		e.Rebuild()
		indextest.Follow(t, e, generated(), total, func() {
			if size, _ := onDisk(t, dir); size > 4*base {
				t.Errorf("during a rebuild the index takes %d KB, alone it takes %d KB", size>>10, base>>10)
			}
		})
		idle(t, e, dir, base*3/2)
	}
}

// TestFullDisk holds that an index on a full disk says so and stays whole: what
// was applied is found, and what was not is applied when there is room again.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=1500k"); err != nil {
		if os.Getenv("CUTLINE_NO_SKIP") != "" && os.Geteuid() == 0 {
			t.Fatal(err)
		}
		t.Skipf("no small disk can be made here: %v", err)
	}
	defer func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	e := open(t, dir, time.UTC)
	defer e.Close()
	var photos []*archive.Photo
	var failed error
	applied := archive.Seq(0)
	for p := range indextest.Generated(5000, 7) {
		photos = append(photos, p)
		if len(photos)%20 != 0 {
			continue
		}
		e.Cursor()
		if failed = e.Apply(t.Context(), photos[applied:], p.Seq); failed != nil {
			break
		}
		applied = p.Seq
	}
	if failed == nil {
		t.Fatal("the disk did not fill")
	}
	if n := found(t, e, ""); n < int(applied) {
		t.Errorf("%d photos are found on a full disk, %d were applied", n, applied)
	}
	if s := e.Status(); s.Rebuilding {
		t.Errorf("a full disk is taken for damage: %v", failed)
	}
	if err := unix.Mount("tmpfs", dir, "tmpfs", unix.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	indextest.Follow(t, e, photos, 20, nil)
	if n := found(t, e, ""); n != len(photos) {
		t.Errorf("%d photos are found when there is room again, want %d", n, len(photos))
	}
}
