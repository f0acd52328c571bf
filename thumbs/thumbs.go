// Package thumbs makes what pages show of a photo: two renditions of its
// picture, a perceptual fingerprint and a mean colour, all from one decode.
//
// Everything here is derived from the originals. Renditions are files under
// one directory, which may be deleted at any time: [Follower] makes them again
// from the catalogue's feed and [Store.Ensure] one by one as they are asked
// for.
//
// Pictures are untrusted. What a decode will need is estimated from the header
// and admitted against one budget of bytes for the whole store, so that many
// pictures at once, or one that lies, cannot exhaust memory.
package thumbs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"

	"cutline/archive"
	"cutline/thumbs/icc"
	"cutline/thumbs/turbo"
)

// Version is that of the renditions. It is part of their paths and belongs in
// their URLs, so that browsers may cache them for ever. It changes whenever a
// photo would come out otherwise:
//
//	1: JPEG of 400 and 1600 pixels, untagged, colours as decoded.
//	2: JPEG pictures are shrunk while they are decoded, chroma is smooth, and
//	   colours are converted to sRGB by their profiles.
const Version = 2

// Size names a rendition.
type Size string

// The renditions, by the pixels of their longer edge. A picture that is
// smaller stays as it is.
const (
	Grid    Size = "grid"    // 400, for contact sheets
	Preview Size = "preview" // 1600, for the page of one photo
)

// longEdge is 0 for a size that does not exist.
func (s Size) longEdge() int {
	switch s {
	case Grid:
		return 400
	case Preview:
		return 1600
	}
	return 0
}

// Fit returns the width and height of the rendition of a picture, both
// upright, so that a page can leave room for it.
func (s Size) Fit(width, height int) (int, int) { return fit(width, height, s.longEdge()) }

// DefaultBudget is how many bytes all decodes at one time may need together.
const DefaultBudget = 400 << 20

// Store keeps renditions in a directory and makes them. Its methods may be
// called at once, and several processes may share the directory.
type Store struct {
	// Turbo, if it is set, decodes and encodes JPEG pictures; else Go does, to
	// the same pixels. It must be set before the first picture is rendered.
	Turbo *turbo.Pool

	dir    string
	budget int64
	memory *semaphore.Weighted
	making singleflight.Group
	// decoders keep their memory between pictures.
	decoders sync.Pool
	profiles icc.Cache
	decodes  atomic.Int64
}

var _ archive.Renderer = (*Store)(nil)

// Open opens the store in dir, making the directory if it is not there.
// Decodes together may need as many bytes as budget says; [DefaultBudget] if
// that is not positive.
func Open(dir string, budget int64) (*Store, error) {
	if budget <= 0 {
		budget = DefaultBudget
	}
	s := &Store{dir: dir, budget: budget, memory: semaphore.NewWeighted(budget)}
	if err := os.MkdirAll(s.spool(), 0o777); err != nil {
		return nil, fmt.Errorf("thumbs: make the directory of renditions: %w", err)
	}
	if err := s.clearSpool(); err != nil {
		return nil, fmt.Errorf("thumbs: clear the spool of renditions: %w", err)
	}
	return s, nil
}

// Decodes is the number of pictures decoded since Open.
func (s *Store) Decodes() int64 { return s.decodes.Load() }

// spool is where files are written before they are renamed into place.
func (s *Store) spool() string { return filepath.Join(s.dir, "tmp") }

// abandonedAfter is how old a spooled file is when its process is certainly
// gone: younger ones may be another process's work.
const abandonedAfter = time.Hour

func (s *Store) clearSpool() error {
	entries, err := os.ReadDir(s.spool())
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if time.Since(info.ModTime()) < abandonedAfter {
			continue
		}
		if err := os.Remove(filepath.Join(s.spool(), e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// versionDir is the folder of the renditions of one version.
func (s *Store) versionDir(version int) string {
	return filepath.Join(s.dir, "v"+strconv.Itoa(version))
}

// path is where the rendition of a valid ID is kept.
func (s *Store) path(id archive.ID, size Size) string {
	return filepath.Join(s.versionDir(Version), string(size), string(id[:2]), string(id)+".jpg")
}

// write puts data at path by way of the spool, so that nobody sees half a
// file. It does not sync: what a power cut takes can be made again.
func (s *Store) write(path string, data []byte) error {
	// Both folders are made each time because the whole directory may have
	// been deleted since.
	if err := os.MkdirAll(s.spool(), 0o777); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(s.spool(), "*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
