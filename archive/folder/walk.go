package folder

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// found is a file that a walk came upon.
type found struct {
	path     string
	sidecars []string // XMP files beside it
	// skip or refuse, where set, is why the file is not read.
	skip, refuse string
	readWith     string // the photo that this sidecar is read with
}

// walk sends every file below paths to files, in the order of names, but those
// in the archive's own folders. It returns when all are sent or ctx ends.
func walk(ctx context.Context, paths []string, own map[dirKey]bool, files chan<- found) error {
	w := walker{ctx: ctx, files: files, own: own, seen: make(map[dirKey]bool)}
	for _, path := range paths {
		if err := w.visit(path, nil); err != nil {
			return err
		}
	}
	return nil
}

// walker remembers the folders it has been in, by device and inode, so that
// symbolic links can be followed and a loop of them ends.
type walker struct {
	ctx   context.Context
	files chan<- found
	own   map[dirKey]bool // the archive's, left alone
	seen  map[dirKey]bool
}

func (w *walker) send(f found) error {
	select {
	case w.files <- f:
		return nil
	case <-w.ctx.Done():
		return w.ctx.Err()
	}
}

func (w *walker) visit(path string, sidecars []string) error {
	info, err := os.Stat(path) // follows symbolic links
	if err != nil {
		return w.send(found{path: path, refuse: cannotRead(err)})
	}
	switch {
	case info.IsDir():
		return w.folder(path, info)
	case systemFile(filepath.Base(path)):
		return w.send(found{path: path, skip: "a file of the system, not a picture"})
	}
	return w.send(found{path: path, sidecars: sidecars})
}

// folder visits the entries of a folder, each file with its sidecars.
func (w *walker) folder(path string, info fs.FileInfo) error {
	if key, ok := keyOf(info); ok {
		if w.own[key] {
			return w.send(found{path: path, skip: "the archive's own data directory"})
		}
		if w.seen[key] {
			return w.send(found{path: path, skip: "a link to a folder that was already read"})
		}
		w.seen[key] = true
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		// What was listed before the error is still read.
		if err := w.send(found{path: path, refuse: cannotRead(err)}); err != nil {
			return err
		}
	}
	beside := sidecarsOf(entries)
	for _, entry := range entries {
		name := entry.Name()
		full := filepath.Join(path, name)
		var sidecars []string
		for _, sidecar := range beside.byPhoto[name] {
			sidecars = append(sidecars, filepath.Join(path, sidecar))
		}
		switch photo := beside.photo[name]; {
		case photo != "":
			err = w.send(found{path: full, readWith: photo})
		case isXMP(name) && !entry.IsDir() && !systemFile(name):
			err = w.send(found{path: full, skip: "a sidecar, but no photo of its name lies beside it"})
		default:
			err = w.visit(full, sidecars)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// systemFile tells files that operating systems leave in folders of pictures.
func systemFile(name string) bool {
	switch strings.ToLower(name) {
	case ".ds_store", "thumbs.db", "desktop.ini", ".nomedia", ".picasa.ini", "ehthumbs.db":
		return true
	}
	// AppleDouble companions hold the resource fork of the file they name.
	return strings.HasPrefix(name, "._")
}

// Count counts the files below paths, as far as ctx lets it. It is meant for
// showing progress: it follows no links and skips what it cannot read.
func Count(ctx context.Context, paths []string) (files int64) {
	for _, path := range paths {
		_ = filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				return filepath.SkipAll
			case err == nil && !entry.IsDir():
				files++
			}
			return nil
		})
	}
	return files
}
