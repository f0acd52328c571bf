package thumbs_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/disintegration/imaging"

	"cutline/archive"
	"cutline/archive/disk"
	"cutline/archive/embedded"
	"cutline/archive/sqlite"
	"cutline/thumbs"
)

// openArchive opens an archive in a temporary directory, and a finder for it.
func openArchive(tb testing.TB) (*archive.Archive, *thumbs.Store, *thumbs.Finder) {
	tb.Helper()
	return openArchiveIn(tb, tb.TempDir())
}

func openArchiveIn(tb testing.TB, dir string) (*archive.Archive, *thumbs.Store, *thumbs.Finder) {
	tb.Helper()
	catalogue, err := sqlite.Open(tb.Context(), catalogueIn(dir))
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
	return a, s, thumbs.NewFinder(a, s)
}

func catalogueIn(dir string) string { return filepath.Join(dir, "catalogue.db") }

// add adds a picture to the archive.
func add(tb testing.TB, a *archive.Archive, data []byte) archive.ID {
	tb.Helper()
	id, err := tryAdd(tb, a, data)
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

func tryAdd(tb testing.TB, a *archive.Archive, data []byte) (archive.ID, error) {
	o, err := a.Add(tb.Context(), archive.Incoming{Path: "photo.jpg", Modified: time.Unix(0, 0), Source: bytes.NewReader(data)})
	return o.ID, err
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
	a, _, f := openArchive(t)
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
		"cut by 3 %":     {encodeJPEG(t, imaging.Crop(img, image.Rect(36, 24, 1164, 776)), 85), archive.Match{How: archive.ByPicture}},
		"in a mirror":    {encodeJPEG(t, imaging.FlipH(img), 85), archive.Match{How: archive.ByPicture, Mirrored: true}},
		"a part changed": {encodeJPEG(t, imaging.Paste(img, scene(99, 90, 90), image.Pt(700, 500)), 85), archive.Match{How: archive.ByPicture}},
		"in grey":        {encodeJPEG(t, imaging.Grayscale(img), 85), archive.Match{How: archive.ByPicture, Certain: true}},
		"other colours":  {encodeJPEG(t, swapped(img, image.Rect(500, 300, 800, 500)), 85), archive.Match{How: archive.ByPicture}},
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

// swapped gives a part other colours of the same grey.
func swapped(img *image.NRGBA, part image.Rectangle) *image.NRGBA {
	changed := imaging.Clone(img)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			c := color.YCbCrModel.Convert(img.At(x, y)).(color.YCbCr)
			c.Cb, c.Cr = c.Cr, c.Cb
			changed.Set(x, y, c)
		}
	}
	return changed
}

// withComment is a JPEG with other bytes and the same picture data.
func withComment(data []byte) []byte {
	return append(append(append([]byte{}, data[:2]...), 0xff, 0xfe, 0, 4, 'h', 'i'), data[2:]...)
}

// A photo that has left is found by its bytes alone: a caller sees that it has.
func TestFindWhatHasLeft(t *testing.T) {
	a, _, f := openArchive(t)
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

// slowly tells of one photo, and then nothing more until nobody waits.
type slowly struct{ from archive.Fingerprints }

func (s slowly) Fingerprints(ctx context.Context, after archive.Seq, _ int) ([]archive.Fingerprinted, error) {
	if after > 0 {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return s.from.Fingerprints(ctx, after, 1)
}

// While a server still learns what its photos look like, an answer says how many
// it knows; bytes and pixels need no learning.
func TestFindWhileLearning(t *testing.T) {
	a, _, f := openArchive(t)
	add(t, a, encodeJPEG(t, scene(1, 600, 400), 90))
	late := encodeJPEG(t, scene(2, 600, 400), 90)
	id := add(t, a, late)
	catalogue := a.Fingerprints
	a.Fingerprints, f.Patience = slowly{catalogue}, time.Millisecond
	found := find(t, a, f, encodeJPEG(t, scene(2, 600, 400), 50))
	if len(found.Matches) > 0 || found.Searched > 1 || found.Photos != 2 {
		t.Errorf("by its looks: %+v, want no match in 1 of 2", found)
	}
	if found := find(t, a, f, late); len(found.Matches) != 1 || found.Matches[0].ID != id {
		t.Errorf("by its bytes: %+v, want %s", found, id)
	}
	a.Fingerprints, f.Patience = catalogue, 0
	if found := find(t, a, f, encodeJPEG(t, scene(2, 600, 400), 50)); len(found.Matches) != 1 || found.Searched != 2 {
		t.Errorf("having learnt: %+v, want one match in 2", found)
	}
}

// Files that LookAt turns away, as an ingest does; nothing of any stays.
func TestLookAtBadFiles(t *testing.T) {
	a, _, _ := openArchive(t)
	bomb := encodePNG(t, image.NewGray(image.Rect(0, 0, 8, 8)))
	copy(bomb[16:], []byte{0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0}) // 100,000 × 100,000
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	for name, tt := range map[string]struct {
		data []byte
		want string // in the error
	}{
		"empty":   {nil, "empty"},
		"a text":  {[]byte("Ukrainian firefighters"), "not an image"},
		"cut off": {encodeJPEG(t, scene(1, 600, 400), 90)[:2000], "cannot be read"},
		"a bomb":  {bomb, "100000 × 100000"},
	} {
		_, err := a.LookAt(t.Context(), bytes.NewReader(tt.data), int64(len(tt.data)))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, tt.want)
		}
	}
	if stats, err := a.Catalogue.Stats(t.Context()); err != nil || stats.Photos != 0 {
		t.Errorf("the catalogue holds %d photos, error %v", stats.Photos, err)
	}
}

// LookAt reads a file's words, by the rules in force.
func TestLookAtWords(t *testing.T) {
	a, _, _ := openArchive(t)
	var file bytes.Buffer
	err := embedded.WriteJPEG(&file, encodeJPEG(t, scene(1, 600, 400), 90), []embedded.Statement{
		{Place: embedded.XMP, Property: "photoshop:Credit", Field: embedded.Credit, Value: "Saul Loeb/Pool via AP"},
	})
	if err != nil {
		t.Fatal(err)
	}
	look, err := a.LookAt(t.Context(), bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	c := look.Photo.Reading.Credit
	if !slices.Equal(c.Photographers, []string{"Saul Loeb"}) || !c.Pool || look.Photo.Width != 600 || look.Photo.PixelHash == "" {
		t.Errorf("photo %+v", look.Photo)
	}
}
