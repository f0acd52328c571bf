package thumbs_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"cutline/thumbs"
)

// Check tells missing renditions from wrong ones, and deep finds what a look at
// the header does not.
func TestCheck(t *testing.T) {
	l := newLibrary(t, 1)
	photo := l.keep(t, encodeJPEG(t, scene(9, 1800, 1200), 80))
	photo.Width, photo.Height = 1800, 1200
	s, originals := l.store, l.originals
	if err := s.Renew(t.Context(), photo, originals); err != nil {
		t.Fatal(err)
	}
	if err := s.Check(t.Context(), photo, true); err != nil {
		t.Fatalf("what was just made: %v", err)
	}
	path := func(size thumbs.Size) string {
		return filepath.Join(l.dir, "v"+strconv.Itoa(thumbs.Version), string(size), string(photo.ID[:2]), string(photo.ID)+".jpg")
	}
	grid := path(thumbs.Grid)
	whole, err := os.ReadFile(grid)
	if err != nil {
		t.Fatal(err)
	}
	large, err := os.ReadFile(path(thumbs.Preview))
	if err != nil {
		t.Fatal(err)
	}
	hollow := append([]byte(nil), whole...)
	clear(hollow[len(hollow)/2 : len(hollow)-2])
	for name, c := range map[string]struct {
		data         []byte
		shallow, say string
	}{
		"cut short":     {whole[:len(whole)/2], "cut short", "cut short"},
		"empty":         {nil, "cut short", "cut short"},
		"another":       {large, "should have", "should have"},
		"no JPEG":       {[]byte("\xff\xd8 nothing of the kind \xff\xd9"), "is no JPEG", "is no JPEG"},
		"hollow inside": {hollow, "", "cannot be decoded"},
	} {
		if err := os.WriteFile(grid, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		for deep, say := range map[bool]string{false: c.shallow, true: c.say} {
			err := s.Check(t.Context(), photo, deep)
			if (err == nil) != (say == "") || err != nil && !strings.Contains(err.Error(), say) || errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s, deep %v: %v, want %q", name, deep, err, say)
			}
		}
		if err := s.Renew(t.Context(), photo, originals); err != nil {
			t.Fatal(err)
		}
		if err := s.Check(t.Context(), photo, true); err != nil {
			t.Errorf("%s, made again: %v", name, err)
		}
	}
	if err := os.Remove(grid); err != nil {
		t.Fatal(err)
	}
	if err := s.Check(t.Context(), photo, false); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing one: %v", err)
	}
	photo.Width, photo.Height = 0, 0
	if err := s.Renew(t.Context(), photo, originals); err != nil {
		t.Fatal(err)
	}
	if err := s.Check(t.Context(), photo, false); err != nil {
		t.Errorf("a photo of unknown size: %v", err)
	}
}
