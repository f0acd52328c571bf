package thumbs_test

import (
	"bytes"
	"context"
	"image"
	"path/filepath"
	"testing"
	"time"

	"github.com/disintegration/imaging"

	"cutline/archive"
	"cutline/archive/disk"
	"cutline/archive/sqlite"
	"cutline/thumbs"
)

// openArchive opens an archive in a temporary directory, and a finder for it.
func openArchive(tb testing.TB) (*archive.Archive, *thumbs.Finder) {
	tb.Helper()
	dir := tb.TempDir()
	catalogue, err := sqlite.Open(tb.Context(), filepath.Join(dir, "catalogue.db"))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { catalogue.Close() })
	originals, err := disk.Open(filepath.Join(dir, "originals"))
	if err != nil {
		tb.Fatal(err)
	}
	spool, err := archive.OpenSpool(filepath.Join(dir, "originals", disk.SpoolDir))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { spool.Close() })
	s, err := thumbs.Open(filepath.Join(dir, "thumbs"), 0)
	if err != nil {
		tb.Fatal(err)
	}
	a := archive.New(catalogue, originals, s, spool)
	return a, thumbs.NewFinder(a, s)
}

// add adds a picture to the archive.
func add(tb testing.TB, a *archive.Archive, data []byte) archive.ID {
	tb.Helper()
	o, err := a.Add(tb.Context(), archive.Incoming{Path: "photo.jpg", Modified: time.Unix(0, 0), Source: bytes.NewReader(data)})
	if err != nil {
		tb.Fatal(err)
	}
	return o.ID
}

// find finds photos by a picture.
func find(tb testing.TB, a *archive.Archive, f *thumbs.Finder, data []byte) archive.Found {
	tb.Helper()
	look, err := a.LookAt(tb.Context(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		tb.Fatal(err)
	}
	found, err := f.Find(tb.Context(), look)
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

func TestFind(t *testing.T) {
	a, f := openArchive(t)
	img := scene(1, 1200, 800)
	original := encodeJPEG(t, img, 90)
	id := add(t, a, original)
	for seed := uint64(2); seed < 12; seed++ {
		add(t, a, encodeJPEG(t, scene(seed, 900, 600), 90))
	}
	for name, tt := range map[string]struct {
		data []byte
		want archive.Match
	}{
		"the file":       {original, archive.Match{How: archive.ByBytes, Certain: true}},
		"without words":  {withComment(original), archive.Match{How: archive.ByPixels, Certain: true}},
		"saved again":    {encodeJPEG(t, img, 40), archive.Match{How: archive.ByPicture, Certain: true}},
		"a quarter":      {encodeJPEG(t, imaging.Resize(img, 300, 200, imaging.Lanczos), 85), archive.Match{How: archive.ByPicture, Certain: true}},
		"cut by 3 %":     {encodeJPEG(t, imaging.Crop(img, image.Rect(36, 24, 1164, 776)), 85), archive.Match{How: archive.ByPicture, Certain: true}},
		"in a mirror":    {encodeJPEG(t, imaging.FlipH(img), 85), archive.Match{How: archive.ByPicture, Mirrored: true}},
		"a part changed": {encodeJPEG(t, imaging.Paste(img, scene(99, 90, 90), image.Pt(700, 500)), 85), archive.Match{How: archive.ByPicture}},
	} {
		found := find(t, a, f, tt.data)
		if len(found.Matches) != 1 || found.Searched != 11 || found.Photos != 11 {
			t.Errorf("%s: %+v, want one match of 11 photos", name, found)
			continue
		}
		got := found.Matches[0]
		if got.ID != id || got.How != tt.want.How || got.Certain != tt.want.Certain || got.Mirrored != tt.want.Mirrored {
			t.Errorf("%s: %+v, want %+v of %s", name, got, tt.want, id)
		}
	}
	if found := find(t, a, f, encodeJPEG(t, scene(50, 600, 400), 90)); len(found.Matches) > 0 {
		t.Errorf("another picture: %+v", found)
	}
}

// withComment is a JPEG with other bytes and the same picture data.
func withComment(data []byte) []byte {
	return append(append(append([]byte{}, data[:2]...), 0xff, 0xfe, 0, 4, 'h', 'i'), data[2:]...)
}

// A photo that has left is found by its bytes alone: a caller sees that it has.
func TestFindWhatHasLeft(t *testing.T) {
	a, f := openArchive(t)
	img := scene(1, 600, 400)
	data := encodeJPEG(t, img, 90)
	id := add(t, a, data)
	if found := find(t, a, f, encodeJPEG(t, img, 50)); len(found.Matches) != 1 {
		t.Fatalf("before it left: %+v", found)
	}
	photo, err := a.Photo(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	seen := photo.Seq
	photo.Shelf.Retired = &archive.Retirement{At: time.Unix(1, 0).UTC(), Folder: "/wire", Days: 30}
	if _, err := a.Catalogue.Commit(context.Background(), []archive.Write{{Photo: photo, Seen: seen}}); err != nil {
		t.Fatal(err)
	}
	if found := find(t, a, f, encodeJPEG(t, img, 50)); len(found.Matches) > 0 {
		t.Errorf("by its looks, after it left: %+v", found)
	}
	if found := find(t, a, f, data); len(found.Matches) != 1 || found.Matches[0].How != archive.ByBytes {
		t.Errorf("by its bytes, after it left: %+v", found)
	}
}
