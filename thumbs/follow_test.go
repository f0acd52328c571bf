package thumbs_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"cutline/archive"
	"cutline/archive/disk"
	"cutline/thumbs"
)

// library is a store of renditions beside originals on disk.
type library struct {
	dir       string
	store     *thumbs.Store
	originals archive.Originals
	photos    []*archive.Photo
	log       bytes.Buffer
}

// newLibrary keeps the originals of n photos.
func newLibrary(t *testing.T, n int) *library {
	t.Helper()
	l := &library{dir: filepath.Join(t.TempDir(), "thumbs")}
	var err error
	if l.originals, err = disk.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		l.photos = append(l.photos, l.keep(t, encodeJPEG(t, scene(uint64(i), 60, 40), 80)))
	}
	l.open(t)
	return l
}

func (l *library) keep(t *testing.T, data []byte) *archive.Photo {
	t.Helper()
	hash := archive.Hash(sha256.Sum256(data))
	path := filepath.Join(t.TempDir(), hash.String())
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := l.originals.Keep(context.Background(), []archive.Spooled{{Hash: hash, Path: path}}); err != nil {
		t.Fatal(err)
	}
	return &archive.Photo{ID: hash.ID(), SHA256: hash, Format: "jpeg", Orientation: 1}
}

func (l *library) open(t *testing.T) {
	t.Helper()
	var err error
	if l.store, err = thumbs.Open(l.dir, 0); err != nil {
		t.Fatal(err)
	}
}

func (l *library) follower() *thumbs.Follower {
	return thumbs.NewFollower(l.store, l.originals, slog.New(slog.NewTextHandler(&l.log, nil)))
}

// apply brings a follower to a Seq and says how many decodes that took.
func (l *library) apply(t *testing.T, f *thumbs.Follower, upTo archive.Seq) int64 {
	t.Helper()
	before := l.store.Decodes()
	if err := f.Apply(context.Background(), l.photos, upTo); err != nil {
		t.Fatal(err)
	}
	return l.store.Decodes() - before
}

// complete fails if a rendition is missing.
func (l *library) complete(t *testing.T) {
	t.Helper()
	for _, p := range l.photos {
		rendition(t, l.store, p.ID, thumbs.Grid)
		rendition(t, l.store, p.ID, thumbs.Preview)
	}
}

func TestFollower(t *testing.T) {
	l := newLibrary(t, 5)
	f := l.follower()
	if got := f.Cursor(); got != 0 {
		t.Fatalf("cursor %d before anything was applied", got)
	}
	if n := l.apply(t, f, 10); n != 5 {
		t.Errorf("%d decodes, want one for each of 5 photos", n)
	}
	l.complete(t)
	if n := l.apply(t, f, 11); n != 0 {
		t.Errorf("%d decodes of what was there", n)
	}
	if got := f.Cursor(); got != 11 {
		t.Errorf("cursor %d, want 11", got)
	}
	if got := l.follower().Cursor(); got != 11 {
		t.Errorf("cursor %d after a new start, want 11", got)
	}

	for name, damage := range map[string]string{"empty": "", "zeros": "\x00\x00\x00", "cut off": "1", "words": "eleven\n"} {
		if err := os.WriteFile(filepath.Join(l.dir, "v"+strconv.Itoa(thumbs.Version), "cursor"), []byte(damage), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := l.follower().Cursor(); got != 0 {
			t.Errorf("cursor %d from a file that is %s, want 0", got, name)
		}
	}
}

func TestFollowerPassesOver(t *testing.T) {
	l := newLibrary(t, 2)
	broken := l.keep(t, []byte("\xff\xd8 and no more"))
	lost := &archive.Photo{ID: archive.Hash{7}.ID(), SHA256: archive.Hash{7}, Format: "jpeg", Orientation: 1}
	raw := &archive.Photo{ID: archive.Hash{8}.ID(), SHA256: archive.Hash{8}, Format: "nef", Placeholder: "no decoder"}
	good := l.photos
	l.photos = append([]*archive.Photo{broken, lost, raw}, good...)
	f := l.follower()
	l.apply(t, f, 3)
	if got := f.Cursor(); got != 3 {
		t.Errorf("cursor %d, want 3", got)
	}
	for _, p := range []*archive.Photo{broken, lost} {
		if !bytes.Contains(l.log.Bytes(), []byte(p.ID)) {
			t.Errorf("the log does not name %s:\n%s", p.ID, l.log.String())
		}
	}
	if bytes.Contains(l.log.Bytes(), []byte(raw.ID)) {
		t.Errorf("the log complains of a photo with a placeholder:\n%s", l.log.String())
	}
	l.photos = good
	l.complete(t)
}

func TestFollowerAfterDeletion(t *testing.T) {
	l := newLibrary(t, 3)
	f := l.follower()
	l.apply(t, f, 5)
	if err := os.RemoveAll(l.dir); err != nil {
		t.Fatal(err)
	}
	if got := f.Cursor(); got != 0 {
		t.Errorf("cursor %d after the directory was deleted, want 0", got)
	}
	if n := l.apply(t, f, 5); n != 3 {
		t.Errorf("%d decodes, want 3", n)
	}
	l.complete(t)

	// Deleted while a later step runs: that step cannot know what is missing.
	if err := os.RemoveAll(l.dir); err != nil {
		t.Fatal(err)
	}
	if err := f.Apply(context.Background(), l.photos[:1], 6); err != nil {
		t.Fatal(err)
	}
	if got := f.Cursor(); got != 0 {
		t.Errorf("cursor %d, want 0: two photos are missing", got)
	}

	if err := os.RemoveAll(l.dir); err != nil {
		t.Fatal(err)
	}
	l.open(t)
	l.apply(t, l.follower(), 6)
	l.complete(t)
}

func TestFollowerRemovesOlderVersions(t *testing.T) {
	l := newLibrary(t, 1)
	older := filepath.Join(l.dir, "v"+strconv.Itoa(thumbs.Version-1))
	for path, data := range map[string]string{"cursor": "7\n", "grid/ab/x.jpg": "x"} {
		path = filepath.Join(older, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	newer := filepath.Join(l.dir, "v99")
	if err := os.Mkdir(newer, 0o777); err != nil {
		t.Fatal(err)
	}
	f := l.follower()
	l.apply(t, f, 6)
	if _, err := os.Stat(older); err != nil {
		t.Errorf("the older version went before this one had come as far: %v", err)
	}
	l.apply(t, f, 7)
	l.complete(t) // made anew, in this version
	if _, err := os.Stat(older); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the older version is still there: %v", err)
	}
	if _, err := os.Stat(newer); err != nil {
		t.Errorf("the newer version: %v", err)
	}
}

func TestFollowerOnFullDisk(t *testing.T) {
	l := newLibrary(t, 1)
	f := l.follower()
	// A file where the folder must be is as good as a disk that takes no more.
	if err := os.WriteFile(filepath.Join(l.dir, "v"+strconv.Itoa(thumbs.Version)), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := f.Apply(context.Background(), l.photos, 1); err == nil {
		t.Error("renditions that cannot be kept are no error")
	}
	if got := f.Cursor(); got != 0 {
		t.Errorf("cursor %d, want 0", got)
	}
}

func TestEnsure(t *testing.T) {
	l := newLibrary(t, 1)
	ctx, photo := context.Background(), l.photos[0]
	if _, err := l.store.Open(photo.ID, thumbs.Grid); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("open: %v", err)
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if err := l.store.Ensure(ctx, photo, l.originals); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := l.store.Decodes(); n != 1 {
		t.Errorf("%d decodes for 20 calls at once, want 1", n)
	}

	canceled, cancel := context.WithCancel(ctx)
	cancel()
	if err := os.RemoveAll(l.dir); err != nil {
		t.Fatal(err)
	}
	if err := l.store.Ensure(canceled, photo, l.originals); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
	if err := l.store.Ensure(ctx, photo, l.originals); err != nil {
		t.Error(err)
	}
	l.complete(t)

	photo.Placeholder = "no decoder"
	if err := l.store.Ensure(ctx, photo, l.originals); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a photo with a placeholder: %v", err)
	}
	lost := &archive.Photo{ID: archive.Hash{7}.ID(), SHA256: archive.Hash{7}}
	if err := l.store.Ensure(ctx, lost, l.originals); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a photo whose original is lost: %v", err)
	}
}

// TestTorn tears a rendition as a power cut may.
func TestTorn(t *testing.T) {
	l := newLibrary(t, 1)
	ctx, photo := context.Background(), l.photos[0]
	if err := l.store.Ensure(ctx, photo, l.originals); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(l.dir, "v"+strconv.Itoa(thumbs.Version), "grid", string(photo.ID[:2]), string(photo.ID)+".jpg")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, torn := range map[string][]byte{
		"empty":      nil,
		"short":      data[:len(data)/2],
		"all zeros":  make([]byte, len(data)),
		"zeros last": append(bytes.Clone(data[:len(data)/2]), make([]byte, len(data)/2)...),
	} {
		if err := os.WriteFile(path, torn, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := l.store.Open(photo.ID, thumbs.Grid); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v, want it as if it were missing", name, err)
		}
		if err := l.store.Ensure(ctx, photo, l.originals); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		l.complete(t)
	}
	r, err := l.store.Open(photo.ID, thumbs.Grid)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	served, err := io.ReadAll(r)
	if err != nil || int64(len(served)) != r.Size || r.ModTime.IsZero() {
		t.Errorf("%d bytes of %d, modified %v: %v", len(served), r.Size, r.ModTime, err)
	}
}

// Renditions of a photo that was purged go for good.
func TestFollowerForgets(t *testing.T) {
	l := newLibrary(t, 2)
	f := l.follower()
	l.apply(t, f, 2)
	for range 2 { // the same change may come again
		if err := f.Forget(t.Context(), []archive.ID{l.photos[0].ID}); err != nil {
			t.Fatal(err)
		}
	}
	for _, size := range []thumbs.Size{thumbs.Grid, thumbs.Preview} {
		if _, err := l.store.Open(l.photos[0].ID, size); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("its %s is still there: %v", size, err)
		}
		r, err := l.store.Open(l.photos[1].ID, size)
		if err != nil {
			t.Fatalf("the %s of another photo went with it: %v", size, err)
		}
		r.Close()
	}
}

// Renditions of a photo that has left go, and come back with it.
func TestFollowerOfARetiredPhoto(t *testing.T) {
	l := newLibrary(t, 2)
	f := l.follower()
	l.apply(t, f, 2)
	left := *l.photos[0]
	left.Shelf.Retired = &archive.Retirement{Folder: "/wire", Days: 30}
	back := l.photos[0]
	l.photos[0] = &left
	for range 2 { // the same change may come again
		if n := l.apply(t, f, 3); n != 0 {
			t.Errorf("%d pictures were decoded", n)
		}
	}
	for _, size := range []thumbs.Size{thumbs.Grid, thumbs.Preview} {
		if _, err := l.store.Open(left.ID, size); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("its %s is still there: %v", size, err)
		}
		r, err := l.store.Open(l.photos[1].ID, size)
		if err != nil {
			t.Fatalf("the %s of another photo went with it: %v", size, err)
		}
		r.Close()
	}
	if err := l.store.Ensure(t.Context(), &left, l.originals); !errors.Is(err, fs.ErrNotExist) || l.store.Decodes() != 2 {
		t.Errorf("Ensure of what has left: %v", err)
	}
	if l.log.Len() > 0 {
		t.Errorf("the log says:\n%s", l.log.Bytes())
	}
	l.photos[0] = back
	if n := l.apply(t, f, 4); n != 1 {
		t.Errorf("%d pictures were decoded when it was back", n)
	}
}
