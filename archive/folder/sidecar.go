package folder

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"cutline/archive"
)

// pairs tells which XMP files of a folder belong to which photos.
type pairs struct {
	byPhoto map[string][]string // photo → sidecars, the one that rules first
	photo   map[string]string   // sidecar → a photo it belongs to
}

// sidecarsOf pairs photo.xmp and photo.jpg.xmp with photo.jpg. The first form
// belongs to every photo of that stem, as a raw file and its JPEG share one.
func sidecarsOf(entries []fs.DirEntry) pairs {
	p := pairs{byPhoto: make(map[string][]string), photo: make(map[string]string)}
	byName := make(map[string][]string) // folded name or stem → photos
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || isXMP(name) {
			continue
		}
		folded := strings.ToLower(name)
		byName[folded] = append(byName[folded], name)
		if stem := strings.TrimSuffix(folded, filepath.Ext(folded)); stem != folded {
			byName[stem] = append(byName[stem], name)
		}
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || !isXMP(name) {
			continue
		}
		for _, photo := range byName[strings.ToLower(name[:len(name)-len(".xmp")])] {
			p.byPhoto[photo] = append(p.byPhoto[photo], name)
			p.photo[name] = photo
		}
	}
	for photo, sidecars := range p.byPhoto {
		// photo.jpg.xmp names the photo whole, so it rules.
		slices.SortFunc(sidecars, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
		p.byPhoto[photo] = sidecars
	}
	return p
}

func isXMP(name string) bool { return strings.EqualFold(filepath.Ext(name), ".xmp") }

// maxSidecar bounds a sidecar in bytes. Real ones have a few kilobytes; raw
// developers' with many local edits a few hundred.
const maxSidecar = 16 << 20

// readSidecars reads the XMP files beside a photo.
func readSidecars(paths []string) ([]archive.SidecarFile, error) {
	var sidecars []archive.SidecarFile
	for _, path := range paths {
		data, err := readSidecar(path)
		if err != nil {
			return nil, err
		}
		sidecars = append(sidecars, archive.SidecarFile{Path: path, Data: data})
	}
	return sidecars, nil
}

func readSidecar(path string) ([]byte, error) {
	file, _, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	// Its size is no bound: files of the kernel's state say 0.
	data, err := io.ReadAll(io.LimitReader(file, maxSidecar+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxSidecar {
		return nil, fmt.Errorf("%q has more than %d bytes, which no sidecar has", path, maxSidecar)
	}
	return data, nil
}
