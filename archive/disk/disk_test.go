package disk_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"cutline/archive"
	"cutline/archive/archivetest"
	"cutline/archive/disk"
)

func TestOriginals(t *testing.T) {
	archivetest.Originals(t, func(t *testing.T) (archive.Originals, string) {
		dir := t.TempDir()
		o, err := disk.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		return o, filepath.Join(dir, disk.SpoolDir)
	})
}

// A stray file must be named, and must not end the listing.
func TestAllNamesStrayFiles(t *testing.T) {
	dir := t.TempDir()
	o, err := disk.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	stray := filepath.Join(dir, "ab", "Thumbs.db")
	if err := os.MkdirAll(filepath.Dir(stray), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(stray, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	misplaced := filepath.Join(dir, strings.Repeat("0", 64))
	if err := os.WriteFile(misplaced, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, err := range o.All(t.Context()) {
		if err != nil {
			named = append(named, err.Error())
		}
	}
	if len(named) != 2 || !strings.Contains(strings.Join(named, "\n"), stray) || !strings.Contains(strings.Join(named, "\n"), misplaced) {
		t.Errorf("stray files named: %q", named)
	}
}

// What lies in the place of an original and is no file is an error at once: a
// pipe must not keep verify waiting.
func TestOpenWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	o, err := disk.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var hash archive.Hash
	path := filepath.Join(dir, "00", "00", hash.String())
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	for what, put := range map[string]func() error{
		"a pipe":   func() error { return unix.Mkfifo(path, 0o600) },
		"a folder": func() error { return os.Mkdir(path, 0o700) },
	} {
		if err := put(); err != nil {
			t.Fatal(err)
		}
		if file, err := o.Open(t.Context(), hash); err == nil || errors.Is(err, archive.ErrNotFound) {
			t.Errorf("%s was opened as an original: %v, %v", what, file, err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}
