package disk_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

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
