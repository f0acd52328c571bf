package archivetest

import (
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"cutline/archive"
)

// Originals runs the suite. newOriginals returns an empty store and a folder
// for spool files that the store can take from.
func Originals(t *testing.T, newOriginals func(t *testing.T) (o archive.Originals, spool string)) {
	for name, test := range map[string]func(t *testing.T, o archive.Originals, spool string){
		"what is kept can be read":            keepOpen,
		"keeping twice is no error":           keepTwice,
		"a missing original is ErrNotFound":   missing,
		"what is kept replaces damage":        keepHeals,
		"all lists every original once":       all,
		"removing takes away and may repeat":  remove,
		"an original is read from any offset": readAt,
	} {
		t.Run(name, func(t *testing.T) {
			o, spool := newOriginals(t)
			test(t, o, spool)
		})
	}
}

// spooled writes a spool file.
func spooled(t *testing.T, dir, content string) archive.Spooled {
	t.Helper()
	f, err := os.CreateTemp(dir, "in-")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(content); err != nil {
		t.Fatal(err)
	}
	return archive.Spooled{Hash: sha256.Sum256([]byte(content)), Path: f.Name()}
}

func keep(t *testing.T, o archive.Originals, files ...archive.Spooled) {
	t.Helper()
	if err := o.Keep(t.Context(), files); err != nil {
		t.Fatalf("Keep: %v", err)
	}
	for _, f := range files {
		if _, err := os.Stat(f.Path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the spool file %s is still there (%v)", filepath.Base(f.Path), err)
		}
	}
}

func content(t *testing.T, o archive.Originals, hash archive.Hash) string {
	t.Helper()
	f, err := o.Open(t.Context(), hash)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	if f.Size() != int64(len(data)) {
		t.Errorf("Size is %d, %d bytes were read", f.Size(), len(data))
	}
	return string(data)
}

func keepOpen(t *testing.T, o archive.Originals, spool string) {
	a, b := spooled(t, spool, "one"), spooled(t, spool, "two")
	keep(t, o, a, b)
	if got := content(t, o, a.Hash) + content(t, o, b.Hash); got != "onetwo" {
		t.Errorf("read back %q", got)
	}
}

func keepTwice(t *testing.T, o archive.Originals, spool string) {
	keep(t, o, spooled(t, spool, "one"))
	again := spooled(t, spool, "one")
	keep(t, o, again, spooled(t, spool, "one"))
	if got := content(t, o, again.Hash); got != "one" {
		t.Errorf("read back %q", got)
	}
}

// keepHeals keeps a file under the hash of another, as damage would leave it,
// and then the true one.
func keepHeals(t *testing.T, o archive.Originals, spool string) {
	whole, damaged := spooled(t, spool, "whole"), spooled(t, spool, "wh")
	damaged.Hash = whole.Hash
	keep(t, o, damaged)
	keep(t, o, whole)
	if got := content(t, o, whole.Hash); got != "whole" {
		t.Errorf("read back %q", got)
	}
}

func missing(t *testing.T, o archive.Originals, _ string) {
	if _, err := o.Open(t.Context(), archive.Hash{7}); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("Open of a missing original: %v, want ErrNotFound", err)
	}
}

func all(t *testing.T, o archive.Originals, spool string) {
	want := make(map[archive.Hash]int64)
	for _, text := range []string{"one", "three", "a longer one"} {
		f := spooled(t, spool, text)
		keep(t, o, f)
		want[f.Hash] = int64(len(text))
	}
	spooled(t, spool, "still in the spool")
	for stored, err := range o.All(t.Context()) {
		if err != nil {
			t.Fatalf("All: %v", err)
		}
		if size, ok := want[stored.Hash]; !ok || size != stored.Size {
			t.Errorf("All yields %s of %d bytes; want size %d (known: %v)", stored.Hash, stored.Size, size, ok)
		}
		delete(want, stored.Hash)
	}
	if len(want) > 0 {
		t.Errorf("All left out %d originals", len(want))
	}
}

func remove(t *testing.T, o archive.Originals, spool string) {
	f := spooled(t, spool, "one")
	keep(t, o, f)
	for range 2 {
		if err := o.Remove(t.Context(), f.Hash); err != nil {
			t.Fatalf("Remove: %v", err)
		}
	}
	if _, err := o.Open(t.Context(), f.Hash); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("Open after Remove: %v, want ErrNotFound", err)
	}
}

func readAt(t *testing.T, o archive.Originals, spool string) {
	f := spooled(t, spool, "0123456789")
	keep(t, o, f)
	original, err := o.Open(t.Context(), f.Hash)
	if err != nil {
		t.Fatal(err)
	}
	defer original.Close()
	buf := make([]byte, 4)
	if _, err := original.ReadAt(buf, 3); err != nil || string(buf) != "3456" {
		t.Errorf("ReadAt(3) = %q, error %v", buf, err)
	}
}
