package folder

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"cutline/archive"
)

// pairs tells which files of words in a folder belong to which photos.
type pairs struct {
	byPhoto map[string][]string // photo → sidecars, the one that rules first
	photos  map[string][]string // sidecar → the photos it belongs to
	err     error               // why the folder could not be listed whole
}

// sidecarsOf pairs photo.xmp and photo.jpg.xmp with photo.jpg, and JSON and text
// files likewise. The first form belongs to every photo of that stem, as a raw
// file and its JPEG share one, but not to notes.md, whose stem it may share too;
// and only beside a file that is named as a picture are JSON and text its words.
// The entries may be all there are or those listed before err.
func sidecarsOf(entries []fs.DirEntry, err error) pairs {
	p := pairs{err: err, byPhoto: make(map[string][]string), photos: make(map[string][]string)}
	byName := make(map[string][]string) // folded name or stem → photos
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || isXMP(name) || systemFile(name) {
			continue
		}
		folded := strings.ToLower(name)
		byName[folded] = append(byName[folded], name)
		if stem := strings.TrimSuffix(folded, filepath.Ext(folded)); namedAsImage(name) {
			byName[stem] = append(byName[stem], name)
		}
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || !mayBeSidecar(name) || systemFile(name) {
			continue
		}
		stem := strings.ToLower(name[:len(name)-len(filepath.Ext(name))])
		for _, photo := range byName[strings.TrimSuffix(stem, takeout)] {
			if photo == name || !isXMP(name) && !namedAsImage(photo) {
				continue
			}
			p.byPhoto[photo] = append(p.byPhoto[photo], name)
			p.photos[name] = append(p.photos[name], photo)
		}
	}
	for photo, sidecars := range p.byPhoto {
		// photo.jpg.xmp names the photo whole, so it rules.
		slices.SortStableFunc(sidecars, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
		p.byPhoto[photo] = sidecars
	}
	return p
}

// takeout stands in the names of the JSON files that Google Takeout puts beside
// photos.
const takeout = ".supplemental-metadata"

// mayBeSidecar tells the files that say words of the photo they are named
// after.
func mayBeSidecar(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xmp", ".json", ".txt":
		return true
	}
	return false
}

// SaysWords tells by its name a file that may say words of photos beside it or
// below.
func SaysWords(name string) bool { return mayBeSidecar(name) || mayBeManifest(filepath.Base(name)) }

func isXMP(name string) bool { return strings.EqualFold(filepath.Ext(name), ".xmp") }

// The bounds of a sidecar in bytes. Real ones have a few kilobytes; XMP of raw
// developers with many local edits a few hundred. Texts and JSON, which takes
// ten times its size to read, have less.
const (
	maxSidecar = 16 << 20
	maxWords   = 1 << 20
)

// maxBeside is the bound of a sidecar of this name.
func maxBeside(name string) int64 {
	if isXMP(name) {
		return maxSidecar
	}
	return maxWords
}

// readWith is the outcome of a sidecar, which must not claim that its words are
// in the archive where they are not. Its photo may be in other hands just now,
// so it is read a second time.
func (p *pipeline) readWith(f found) ready {
	again := false
	reason := fmt.Sprintf("the sidecar of %q, read with it", f.readWith)
	_, err := readBeside(f.path, maxBeside(f.path))
	if p.MoveTo != "" && errors.Is(err, fs.ErrNotExist) {
		err = nil // it has moved with its photo
	}
	if err != nil {
		reason = fmt.Sprintf("the sidecar of %q, but it cannot be read: %s; ingest again when it can be", f.readWith, sidecarCause(err))
		f.readWith, again = "", true
	}
	return ready{found: f, again: again, err: &archive.SkippedError{Reason: reason}}
}

// readBeside reads a file of words, of at most limit bytes.
func readBeside(path string, limit int64) ([]byte, error) {
	file, _, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	// Its size is no bound: files of the kernel's state say 0.
	data, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("it has more than %d MB, and none of its kind has", limit>>20)
	}
	return data, nil
}

// sidecarCause says what stands in the way of reading a sidecar.
func sidecarCause(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "the user that runs cutline has no right to read it"
	case errors.Is(err, fs.ErrNotExist):
		return "it is gone, or a link that leads nowhere"
	case errors.Is(err, errNotFile):
		return "it is " + err.Error()
	}
	return causeOf(err).Error()
}
