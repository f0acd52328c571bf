package archive_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/disk"
	"cutline/archive/embedded"
	"cutline/archive/sqlite"
	"cutline/thumbs"
)

// open opens the archive in dir, as a process would.
func open(t testing.TB, dir string) *archive.Archive {
	t.Helper()
	originals, err := disk.Open(filepath.Join(dir, "originals"))
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := sqlite.Open(t.Context(), filepath.Join(dir, "catalogue.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { catalogue.Close() })
	renditions, err := thumbs.Open(filepath.Join(dir, "thumbs"), thumbs.DefaultBudget)
	if err != nil {
		t.Fatal(err)
	}
	spool, err := archive.OpenSpool(filepath.Join(dir, "originals", disk.SpoolDir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { spool.Close() })
	return archive.New(catalogue, originals, renditions, spool)
}

// picture is a small JPEG; other hues make other pictures.
func picture(t *testing.T, hue uint8) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 64, 48))
	for y := range 48 {
		for x := range 64 {
			img.SetRGBA(x, y, color.RGBA{hue, uint8(4 * x), uint8(5 * y), 255})
		}
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, nil); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// withComment gives a JPEG other bytes and the same pixels.
func withComment(jpg []byte, comment string) []byte {
	segment := append([]byte{0xff, 0xfe, 0, byte(len(comment) + 2)}, comment...)
	return append(append(bytes.Clone(jpg[:2]), segment...), jpg[2:]...)
}

func add(t *testing.T, a *archive.Archive, path string, data []byte, sidecars ...archive.SidecarFile) archive.Outcome {
	t.Helper()
	o, err := a.Add(t.Context(), archive.Incoming{
		Path: path, Modified: time.Date(2022, 3, 17, 12, 0, 0, 0, time.UTC), Actor: "desk", Run: "r1",
		Source: bytes.NewReader(data), Sidecars: sidecars,
	})
	if err != nil {
		t.Fatalf("Add(%s): %v", path, err)
	}
	return o
}

func verify(t *testing.T, a *archive.Archive, found func(archive.Finding)) (archive.Verified, error) {
	t.Helper()
	return a.Verify(t.Context(), archive.VerifyOptions{Found: found})
}

func get(t *testing.T, a *archive.Archive, id archive.ID) *archive.Photo {
	t.Helper()
	p, err := a.Photo(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func sidecar(caption string) archive.SidecarFile {
	return archive.SidecarFile{Path: "a.xmp", Data: []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">` +
		caption + `</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>`)}
}

// files lists the regular files below dir.
func files(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestAdd(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	data := picture(t, 10)
	o := add(t, a, "/in/a.jpg", data)
	if o.Result != archive.Added {
		t.Errorf("result %q", o.Result)
	}
	p := get(t, a, o.ID)
	if p.Format != "jpeg" || p.Width != 64 || p.Height != 48 || p.Size != int64(len(data)) || p.PixelHash == "" || p.Colour == "" {
		t.Errorf("photo %+v", p)
	}
	if len(p.Arrivals) != 1 || p.Arrivals[0].Path != "/in/a.jpg" || p.Arrivals[0].Actor != "desk" {
		t.Errorf("arrivals %+v", p.Arrivals)
	}
	original, err := a.Originals.Open(t.Context(), p.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer original.Close()
	if got, err := io.ReadAll(original); err != nil || !bytes.Equal(got, data) {
		t.Errorf("the original is not what came in (%v)", err)
	}
	left := files(t, filepath.Join(dir, "originals", disk.SpoolDir))
	left = slices.DeleteFunc(left, func(path string) bool { return filepath.Base(path) == "commit.lock" })
	if len(left) > 0 {
		t.Errorf("left in the spool: %v", left)
	}
}

// counted counts the bytes read from a source.
type counted struct {
	io.Reader
	n int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += n
	return n, err
}

func TestEachFileIsReadOnceAndDecodedOnce(t *testing.T) {
	a := open(t, t.TempDir())
	data := picture(t, 20)
	src := &counted{Reader: bytes.NewReader(data)}
	if _, err := a.Add(t.Context(), archive.Incoming{Path: "a.jpg", Source: src}); err != nil {
		t.Fatal(err)
	}
	if src.n != len(data) {
		t.Errorf("%d bytes were read of a file of %d", src.n, len(data))
	}
	if n := a.Renderer.(*thumbs.Store).Decodes(); n != 1 {
		t.Errorf("the picture was decoded %d times", n)
	}
	add(t, a, "again.jpg", picture(t, 20))
	if n := a.Renderer.(*thumbs.Store).Decodes(); n != 1 {
		t.Errorf("known bytes were decoded again (%d decodes)", n)
	}
}

func TestAddAgain(t *testing.T) {
	a := open(t, t.TempDir())
	first := add(t, a, "/in/a.jpg", picture(t, 30))
	seq := get(t, a, first.ID).Seq

	if o := add(t, a, "/in/a.jpg", picture(t, 30)); o.Result != archive.Known || o.ID != first.ID {
		t.Errorf("the same file again: %+v", o)
	}
	if p := get(t, a, first.ID); p.Seq != seq || len(p.Arrivals) != 1 {
		t.Errorf("the same file again changed the photo: Seq %d to %d, %d arrivals", seq, p.Seq, len(p.Arrivals))
	}
	if o := add(t, a, "/copy/b.jpg", picture(t, 30)); o.Result != archive.Known {
		t.Errorf("a copy: %+v", o)
	}
	if p := get(t, a, first.ID); len(p.Arrivals) != 2 || p.Arrivals[1].Path != "/copy/b.jpg" {
		t.Errorf("a copy leaves arrivals %+v", p.Arrivals)
	}
}

func TestSidecarWords(t *testing.T) {
	a := open(t, t.TempDir())
	first := add(t, a, "/in/a.jpg", picture(t, 40))
	o := add(t, a, "/in/a.jpg", picture(t, 40), sidecar("Kyiv, March 17"))
	if o.Result != archive.Words {
		t.Errorf("new words: %+v", o)
	}
	p := get(t, a, first.ID)
	if got := p.Fields()[embedded.Caption]; got.String() != "Kyiv, March 17" || !strings.HasPrefix(got.Place, archive.Sidecar) {
		t.Errorf("caption %+v", got)
	}
	if len(p.Arrivals) != 2 || len(p.Arrivals[1].Sidecars) != 1 {
		t.Fatalf("arrivals %+v", p.Arrivals)
	}
	if _, err := a.Originals.Open(t.Context(), p.Arrivals[1].Sidecars[0]); err != nil {
		t.Errorf("the sidecar is not kept: %v", err)
	}
	if o := add(t, a, "/in/a.jpg", picture(t, 40), sidecar("Kyiv, March 17")); o.Result != archive.Known {
		t.Errorf("the same words again: %+v", o)
	}
	broken := add(t, a, "/in/b.jpg", picture(t, 41), archive.SidecarFile{Path: "b.xmp", Data: []byte("<not<xml")})
	if broken.Result != archive.Added || len(broken.Warnings) == 0 || !strings.Contains(broken.Warnings[0], `"b.xmp"`) {
		t.Errorf("a broken sidecar: %+v", broken)
	}
}

func TestSamePixels(t *testing.T) {
	a := open(t, t.TempDir())
	first := add(t, a, "a.jpg", picture(t, 50))
	second := add(t, a, "b.jpg", withComment(picture(t, 50), "other words"))
	if want := (archive.Relation{Kind: archive.SamePixels, Of: first.ID}); second.Relation != want {
		t.Errorf("relation %+v, want %+v", second.Relation, want)
	}
	if got := get(t, a, first.ID).Relations; len(got) != 1 || got[0].Of != second.ID {
		t.Errorf("the first photo's relations: %+v", got)
	}
}

func TestRefusedLeavesNothing(t *testing.T) {
	good := picture(t, 60)
	bomb := bytes.Clone(good)
	sof := bytes.Index(bomb, []byte{0xff, 0xc0})
	copy(bomb[sof+5:], []byte{0xea, 0x60, 0xea, 0x60}) // 60,000 × 60,000
	for name, c := range map[string]struct {
		data    []byte
		skipped bool
		says    string
	}{
		"empty":     {nil, false, "empty"},
		"text":      {[]byte("Not a picture but a letter.\n"), true, "image"},
		"truncated": {good[:len(good)*2/3], false, ""},
		"bomb":      {bomb, false, "60"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			a := open(t, dir)
			_, err := a.Add(t.Context(), archive.Incoming{Path: "x.jpg", Source: bytes.NewReader(c.data)})
			var refused *archive.RefusedError
			var skipped *archive.SkippedError
			if got := errors.As(err, &skipped); got != c.skipped || errors.As(err, &refused) == c.skipped {
				t.Fatalf("error %v", err)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("%q does not say %q", err, c.says)
			}
			if stats, err := a.Catalogue.Stats(t.Context()); err != nil || stats.Photos != 0 {
				t.Errorf("stats %+v, %v", stats, err)
			}
			if left := files(t, filepath.Join(dir, "originals")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// Two processes that ingest the same files lose nothing and store each once.
func TestTwoProcesses(t *testing.T) {
	dir := t.TempDir()
	const photos = 12
	var pictures [photos][]byte
	for i := range pictures {
		pictures[i] = picture(t, uint8(100+i))
	}
	var wg sync.WaitGroup
	for _, name := range []string{"/one/", "/two/"} {
		a := open(t, dir)
		wg.Go(func() {
			for i, data := range pictures {
				in := archive.Incoming{Path: name + string(rune('a'+i)), Source: bytes.NewReader(data)}
				if _, err := a.Add(context.WithoutCancel(t.Context()), in); err != nil {
					t.Errorf("%s: %v", in.Path, err)
				}
			}
		})
	}
	wg.Wait()
	a := open(t, dir)
	changes, err := a.Catalogue.Changes(t.Context(), 0, 1000)
	if err != nil || len(changes) != photos {
		t.Fatalf("%d photos, error %v", len(changes), err)
	}
	for _, change := range changes {
		if p := get(t, a, change.ID); len(p.Arrivals) != 2 {
			t.Errorf("photo %s arrived %d times, want 2", p.ID, len(p.Arrivals))
		}
	}
}

// What a crashed process left in the spool goes; what a living one writes stays.
func TestSpoolIsCleared(t *testing.T) {
	dir := t.TempDir()
	living, err := archive.OpenSpool(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer living.Close()
	leftover := filepath.Join(dir, "run-crashed")
	if err := os.Mkdir(leftover, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(leftover, "in-1"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	second, err := archive.OpenSpool(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	after, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(leftover); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the leftover is still there (%v)", err)
	}
	if len(before) != 2 || len(after) != 2 {
		t.Errorf("%d folders before, %d after; want 2 each: the living process's and the leftover, then the two living ones'", len(before), len(after))
	}
}

func TestVerify(t *testing.T) {
	a := open(t, t.TempDir())
	whole := add(t, a, "whole.jpg", picture(t, 70), sidecar("words"))
	missing := add(t, a, "missing.jpg", picture(t, 71))
	damaged := add(t, a, "damaged.jpg", picture(t, 72))
	if v, err := verify(t, a, func(f archive.Finding) { t.Errorf("found %+v", f) }); err != nil || v.Photos != 3 || v.Originals != 4 {
		t.Fatalf("a whole archive: %+v, error %v", v, err)
	}
	if err := a.Originals.Remove(t.Context(), missing.SHA256); err != nil {
		t.Fatal(err)
	}
	original, err := a.Originals.Open(t.Context(), damaged.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	original.Close()
	flip(t, original.(interface{ Name() string }).Name())
	orphan, err := a.Prepare(t.Context(), archive.Incoming{Path: "orphan.jpg", Source: bytes.NewReader(picture(t, 73))})
	if err != nil {
		t.Fatal(err)
	}
	crash := &archive.Archive{Catalogue: noCommits{a.Catalogue}, Revisions: a.Revisions, Originals: a.Originals, Spool: a.Spool}
	if _, err := crash.Commit(t.Context(), []*archive.Prepared{orphan}); err == nil {
		t.Fatal("the commit should fail after the original is in place")
	}

	kinds := make(map[string]archive.Finding)
	v, err := verify(t, a, func(f archive.Finding) { kinds[f.Kind] = f })
	if err != nil || v.Missing != 1 || v.Damaged != 1 || v.Orphaned != 1 || v.Stray != 0 || len(kinds) != 3 {
		t.Errorf("Verify = %+v, error %v, findings %v", v, err, kinds)
	}
	if kinds[archive.Missing].ID != missing.ID || kinds[archive.Damaged].ID != damaged.ID {
		t.Errorf("findings %v", kinds)
	}
	if p := get(t, a, whole.ID); p.Seq != 1 {
		t.Errorf("Verify changed a photo: Seq %d", p.Seq)
	}
}

// noCommits is a catalogue whose disk is full.
type noCommits struct{ archive.Catalogue }

func (noCommits) Commit(context.Context, []archive.Write) ([]archive.ID, error) {
	return nil, errors.New("no space left on device")
}

// flip changes one bit in the middle of a file.
func flip(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestSettings(t *testing.T) {
	a := open(t, t.TempDir())
	s, revision, err := a.Settings(t.Context())
	if err != nil || s.Style != "slash" || revision != 0 {
		t.Fatalf("defaults: %+v, revision %d, error %v", s, revision, err)
	}
	s.Zone, s.Style = "Europe/Kyiv", "bracket"
	if err := a.SetSettings(t.Context(), s, revision, "desk"); err != nil {
		t.Fatal(err)
	}
	if got, n, err := a.Settings(t.Context()); err != nil || !reflect.DeepEqual(got, s) || n != 1 {
		t.Errorf("Settings = %+v, revision %d, error %v", got, n, err)
	}
	if err := a.SetSettings(t.Context(), s, revision, "desk"); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("made from an old revision: %v, want ErrConflict", err)
	}
	for _, wrong := range []archive.Settings{{Zone: "Mars/Base", Style: "slash"}, {Zone: "UTC", Style: "curly"}} {
		if err := a.SetSettings(t.Context(), wrong, 1, "desk"); err == nil {
			t.Errorf("%+v was accepted", wrong)
		}
	}
}

func TestParseID(t *testing.T) {
	id := archive.Hash{1, 2, 3}.ID()
	if len(id) != 20 {
		t.Fatalf("ID %q has %d characters", id, len(id))
	}
	for _, typed := range []string{string(id), " " + strings.ToUpper(string(id)) + "\n"} {
		if got, err := archive.ParseID(typed); err != nil || got != id {
			t.Errorf("ParseID(%q) = %q, %v", typed, got, err)
		}
	}
	for _, wrong := range []string{"", "abc", string(id) + "a", strings.Repeat("1", 20), "../../../../etc/passw"} {
		if _, err := archive.ParseID(wrong); err == nil {
			t.Errorf("ParseID(%q) was accepted", wrong)
		}
	}
}

// bars is a picture of blocks of grey, a little brighter by lift; other seeds are
// unlike pictures.
func bars(t *testing.T, seed, lift int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 160, 120))
	for y := range 120 {
		for x := range 160 {
			n := (x/20)*7 + (y/20)*13
			img.Pix[y*img.Stride+x] = uint8((n*n*seed*seed*31+n*17*seed)%200 + lift)
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
