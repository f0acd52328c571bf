package folder_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"cutline/archive"
	"cutline/archive/embedded"
)

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Headline="%s"/></rdf:RDF></x:xmpmeta>`

// sidecar is an XMP file with a headline.
func sidecar(headline string) []byte { return fmt.Appendf(nil, xmp, headline) }

// A sidecar that cannot be read costs its words, not the photo, and neither of
// the two lines hides that.
func TestUnreadableSidecar(t *testing.T) {
	dir := tree(t, map[string][]byte{
		"gone.jpg": picture(t, 1), "large.jpg": picture(t, 2), "failing.jpg": picture(t, 3), "pipe.jpg": picture(t, 4),
		"large.xmp": append(sidecar("Words"), make([]byte, 16<<20)...),
	})
	symlink(t, "nowhere", filepath.Join(dir, "gone.xmp"))
	symlink(t, "/proc/self/mem", filepath.Join(dir, "failing.xmp"))
	if err := unix.Mkfifo(filepath.Join(dir, "pipe.xmp"), 0o600); err != nil {
		t.Fatal(err)
	}
	reports, _ := run(t, open(t), dir)
	for name, cause := range map[string]string{"gone": "it is gone", "large": "more than 16 MB", "failing": "error", "pipe": "it is not a file but a pipe"} {
		photo, words := reports[name+".jpg"], reports[name+".xmp"]
		if photo.Outcome != archive.Added ||
			!strings.Contains(photo.Reason, fmt.Sprintf("the sidecar %q cannot be read: ", name+".xmp")) || !strings.Contains(photo.Reason, cause) {
			t.Errorf("%s: photo %+v", name, photo)
		}
		if words.Outcome != archive.Skipped || words.ReadWith != "" || !strings.Contains(words.Reason, "cannot be read: ") || !strings.Contains(words.Reason, cause) {
			t.Errorf("%s: sidecar %+v", name, words)
		}
	}
}

func TestWhoseSidecar(t *testing.T) {
	photo := picture(t, 1)
	dir := tree(t, map[string][]byte{
		"a.jpg": photo, "a.txt": []byte("Notes."), "a.xmp": sidecar("Of the picture"),
		"notes.txt": []byte("Notes."), "notes.xmp": sidecar("Of nothing"),
		"odd.name": photo, "odd.name.xmp": sidecar("By the whole name"), "odd.xmp": sidecar("Of nothing"),
		"bare": photo, "bare.xmp": sidecar("By the whole name"),
		"._b.jpg": []byte("resource fork"), "._b.xmp": []byte("resource fork"),
	})
	reports, _ := run(t, open(t), dir)
	for name, want := range map[string]string{
		"a.xmp": "a.jpg", "notes.xmp": "", "odd.name.xmp": "odd.name", "odd.xmp": "", "bare.xmp": "bare", "._b.xmp": "",
	} {
		if got := reports[name]; got.Outcome != archive.Skipped || got.ReadWith != want {
			t.Errorf("%s: %+v, want it read with %q", name, got, want)
		}
	}
	if got := reports["._b.xmp"].Reason; !strings.Contains(got, "system") {
		t.Errorf("._b.xmp: %s", got)
	}
}

// A file that is asked for by itself has the words beside it.
func TestSidecarOfArgument(t *testing.T) {
	dir := tree(t, map[string][]byte{
		"a.jpg": picture(t, 1), "a.xmp": sidecar("Beside the photo"), "b.jpg": picture(t, 2), "b.xmp": sidecar("Of another photo"),
		"c.jpg": nil, "c.nef": picture(t, 3), "c.xmp": sidecar("Of both"), "lonely.xmp": sidecar("Nobody's words"),
	})
	at := func(name string) string { return filepath.Join(dir, name) }
	a := open(t)
	reports := ingest(t, a, []string{at("a.jpg"), at("a.xmp"), at("b.xmp"), at("c.nef"), at("c.xmp"), at("lonely.xmp")}, nil)
	for name, want := range map[string]struct{ readWith, reason string }{
		"a.xmp": {"a.jpg", "read with it"}, "c.xmp": {"c.nef", "read with it"}, "b.xmp": {"", "not named"}, "lonely.xmp": {"", "no photo"},
	} {
		if got := reports[at(name)]; got.Outcome != archive.Skipped || got.ReadWith != want.readWith || !strings.Contains(got.Reason, want.reason) {
			t.Errorf("%s: %+v, want it read with %q", name, got, want.readWith)
		}
	}
	for name, want := range map[string]string{"a.jpg": "Beside the photo", "c.nef": "Of both"} {
		photo, err := a.Photo(t.Context(), reports[at(name)].ID)
		if err != nil {
			t.Fatal(err)
		}
		if got := photo.Fields()[embedded.Headline].String(); got != want {
			t.Errorf("%s: headline %q, want %q", name, got, want)
		}
	}
	if reports = ingest(t, a, []string{dir, at("b.xmp")}, nil); reports[at("b.xmp")].ReadWith != "b.jpg" {
		t.Errorf("%+v, want it read with its photo: the folder was named", reports[at("b.xmp")])
	}
	t.Chdir(dir)
	if r := ingest(t, a, []string{"b.jpg"}, nil)["b.jpg"]; r.Outcome != archive.Known || r.Reason != "" {
		t.Errorf("a name without a folder: %+v", r)
	}
}

// A sidecar that never ends, or never begins, does not hold up the run.
func TestSidecarThatIsNoFile(t *testing.T) {
	dir := tree(t, map[string][]byte{"pipe.jpg": picture(t, 1), "endless.jpg": picture(t, 2)})
	if err := unix.Mkfifo(filepath.Join(dir, "pipe.xmp"), 0o600); err != nil {
		t.Fatal(err)
	}
	symlink(t, "/dev/zero", filepath.Join(dir, "endless.xmp"))
	if _, summary := run(t, open(t), dir); summary.Files != 4 {
		t.Errorf("summary %+v", summary)
	}
}

func TestNewWordsOnTheSecondRun(t *testing.T) {
	a := open(t)
	dir := tree(t, map[string][]byte{"a.jpg": picture(t, 1)})
	run(t, a, dir)
	if err := os.WriteFile(filepath.Join(dir, "a.xmp"), sidecar("Later words"), 0o600); err != nil {
		t.Fatal(err)
	}
	reports, summary := run(t, a, dir)
	if reports["a.jpg"].Outcome != archive.Words || summary.Words != 1 {
		t.Errorf("report %+v, summary %+v", reports["a.jpg"], summary)
	}
}
