package archive_test

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

// What verify finds missing or cut short comes back when the file is ingested
// again, although its bytes are known.
func TestKnownBytesHealTheirOriginal(t *testing.T) {
	for name, harm := range map[string]func(path string) error{
		"missing":   os.Remove,
		"cut short": func(path string) error { return os.Truncate(path, 10) },
	} {
		t.Run(name, func(t *testing.T) {
			a := open(t, t.TempDir())
			o := add(t, a, "a.jpg", picture(t, 80))
			original, err := a.Originals.Open(t.Context(), o.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			path := original.(interface{ Name() string }).Name()
			original.Close()
			if err := os.Chmod(path, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := harm(path); err != nil {
				t.Fatal(err)
			}
			again := add(t, a, "a.jpg", picture(t, 80))
			if again.Result != archive.Known || len(again.Warnings) == 0 || !strings.Contains(again.Warnings[0], "stored again") {
				t.Errorf("outcome %+v", again)
			}
			v, err := verify(t, a, func(f archive.Finding) { t.Errorf("found %+v", f) })
			if err != nil || v.Originals != 1 {
				t.Errorf("verify: %+v, %v", v, err)
			}
		})
	}
}

// A sidecar that is put back to its first words puts them in force again.
func TestSidecarBackAndForth(t *testing.T) {
	a := open(t, t.TempDir())
	var id archive.ID
	for _, words := range []string{"first", "second", "first"} {
		o := add(t, a, "a.jpg", picture(t, 81), sidecar(words))
		id = o.ID
		if got := get(t, a, id).Fields()[embedded.Caption].String(); got != words {
			t.Errorf("caption %q after the sidecar said %q (%s)", got, words, o.Result)
		}
	}
	if n := len(get(t, a, id).Arrivals); n != 3 {
		t.Errorf("%d arrivals, want 3", n)
	}
}

// A sidecar is kept, and named by the catalogue, also where it cannot be read.
func TestUnreadableSidecarsAreKept(t *testing.T) {
	a := open(t, t.TempDir())
	for _, text := range []string{"<broken", "<broken otherwise"} {
		add(t, a, "a.jpg", picture(t, 82), archive.SidecarFile{Path: "a.xmp", Data: []byte(text)})
	}
	v, err := verify(t, a, func(f archive.Finding) { t.Errorf("found %+v", f) })
	if err != nil || v.Originals != 3 {
		t.Errorf("verify: %+v, %v; want the photo and two sidecars", v, err)
	}
}

// Processes begin and end at any time beside one another.
func TestSpoolsComeAndGo(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			for range 50 {
				s, err := archive.OpenSpool(dir)
				if err != nil {
					t.Error(err)
					return
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// An original that cannot be opened is a finding, not the end of the search.
func TestVerifyGoesOn(t *testing.T) {
	a := open(t, t.TempDir())
	add(t, a, "a.jpg", picture(t, 83))
	o := add(t, a, "b.jpg", picture(t, 84))
	original, err := a.Originals.Open(t.Context(), o.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	path := original.(interface{ Name() string }).Name()
	original.Close()
	// A link to itself cannot be opened by anybody, root included.
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, path); err != nil {
		t.Fatal(err)
	}
	var found bytes.Buffer
	v, err := verify(t, a, func(f archive.Finding) { found.WriteString(f.Kind + " " + f.Text) })
	if err != nil || v.Damaged != 1 || v.Originals != 1 || !strings.Contains(found.String(), "cannot be opened") {
		t.Errorf("verify: %+v, %v, %s", v, err, found.String())
	}
}
