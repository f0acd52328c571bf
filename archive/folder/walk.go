package folder

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// walk sends every file below paths to files, but those in the archive's own
// folders: in the order of names, and last what only links lead to. It returns
// when all are sent or ctx ends.
func (in *Ingest) walk(ctx context.Context, paths []string, own map[dirKey]bool, files chan<- found) error {
	w := walker{
		Ingest: in, ctx: ctx, files: files, own: own, seen: make(map[dirKey]bool),
		arguments: make(map[string]bool), listed: make(map[string]listing),
	}
	for _, path := range paths {
		w.arguments[absolute(path)] = true
	}
	for _, path := range paths {
		w.root = within(path)
		if err := w.argument(path); err != nil {
			return err
		}
	}
	for len(w.links) > 0 {
		next := w.links[0]
		w.links = w.links[1:]
		w.root = next.root
		if err := w.folder(next.path, next.info, "a link to a folder that is read anyway"); err != nil {
			return err
		}
	}
	return nil
}

// walker remembers the folders it has been in, by device and inode, so that
// symbolic links can be followed and a loop of them ends. The links come last:
// a folder is read by the name it has, if that is in reach.
type walker struct {
	*Ingest
	ctx       context.Context
	files     chan<- found
	own       map[dirKey]bool // the archive's, left alone
	seen      map[dirKey]bool
	arguments map[string]bool    // the paths asked for, made absolute
	listed    map[string]listing // of the folders of files that were asked for
	links     []link             // to folders, not followed yet
	root      string             // what stands before the names in the path asked for
	manifests []*manifest        // of the folder and those above it
}

// listing is what lies beside a file that was asked for.
type listing struct {
	pairs     pairs
	manifests []*manifest
}

type link struct {
	path string
	root string
	info fs.FileInfo // the folder's
}

func (w *walker) send(f found) error {
	f.root = w.root
	return send(w.ctx, w.files, f)
}

// argument visits a path that was asked for. A file is read with the sidecars
// beside it, as it is when its folder is asked for.
func (w *walker) argument(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && w.Watched != nil:
		return w.send(found{path: path, skip: "it went before it could be read"})
	case err != nil:
		return w.send(found{path: path, refuse: cannotRead(err)})
	case info.IsDir():
		return w.folderOrLink(path, info)
	}
	dir, name := filepath.Split(path)
	beside := w.listing(dir)
	photos := beside.pairs.photos[name]
	if i := slices.IndexFunc(beside.manifests, func(m *manifest) bool { return m.path == path }); i >= 0 && w.Spooled != "" {
		// Of an upload, the files that it names may come later.
		m := beside.manifests[i]
		return w.send(found{path: path, readWith: path, skip: fmt.Sprintf("%s: words for the files that it names", m.what)})
	}
	if len(photos) == 0 {
		w.manifests = append(w.above(dir), beside.manifests...)
		defer func() { w.manifests = nil }()
		return w.entry(dir, name, beside.pairs)
	}
	for _, photo := range photos {
		if w.asked(dir + photo) {
			return w.send(found{path: path, readWith: photo})
		}
	}
	return w.send(found{path: path, skip: fmt.Sprintf("the sidecar of %q, which was not named; name that photo to have it read", photos[0])})
}

// listing is what lies in the folder of a file that was asked for.
func (w *walker) listing(dir string) listing {
	l, ok := w.listed[dir]
	if !ok {
		entries, err := os.ReadDir(cmp.Or(dir, "."))
		l.pairs = sidecarsOf(entries, err)
		l.manifests, _ = w.load(dir, entries, l.pairs)
		w.listed[dir] = l
	}
	return l
}

// asked tells whether a file, or a folder above it, was asked for.
func (w *walker) asked(path string) bool {
	path = absolute(path)
	for !w.arguments[path] {
		parent := filepath.Dir(path)
		if parent == path {
			return false
		}
		path = parent
	}
	return true
}

// folderOrLink visits a folder, or keeps a link to one for later.
func (w *walker) folderOrLink(path string, info fs.FileInfo) error {
	if own, err := os.Lstat(path); err == nil && own.Mode()&fs.ModeSymlink != 0 {
		w.links = append(w.links, link{path, w.root, info})
		return nil
	}
	return w.folder(path, info, "this folder was read already")
}

// folder visits the entries of a folder. Where it was in it before, again is the
// reason to report.
func (w *walker) folder(path string, info fs.FileInfo, again string) error {
	if key, ok := keyOf(info); ok {
		if w.own[key] {
			return w.send(found{path: path, skip: "the archive's own data directory"})
		}
		if w.seen[key] {
			return w.send(found{path: path, skip: again})
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
	dir, beside := within(path), sidecarsOf(entries, err)
	loaded, none := w.load(dir, entries, beside)
	w.manifests = append(w.manifests, loaded...)
	for _, entry := range entries {
		name := entry.Name()
		if slices.ContainsFunc(loaded, func(m *manifest) bool { return m.path == dir+name }) {
			continue // it comes last, when it is known what it was good for
		}
		if reason := none[name]; reason != "" {
			err = w.send(found{path: dir + name, skip: reason})
		} else {
			err = w.entry(dir, name, beside)
		}
		if err != nil {
			return err
		}
	}
	w.manifests = w.manifests[:len(w.manifests)-len(loaded)]
	for _, m := range loaded {
		if err := w.send(m.report()); err != nil {
			return err
		}
	}
	return nil
}

// within is what stands before the names of a folder's entries. The path is not
// cleaned: where link is a symbolic link, link/../a.jpg is not a.jpg.
func within(folder string) string {
	switch {
	case folder == ".":
		return ""
	case strings.HasSuffix(folder, "/"):
		return folder
	}
	return folder + "/"
}

// entry visits what has this name in the folder dir, "" or ending in a slash.
func (w *walker) entry(dir, name string, beside pairs) error {
	f := found{path: dir + name}
	info, err := os.Stat(f.path) // follows symbolic links
	if photos := beside.photos[name]; len(photos) > 0 {
		f.readWith = photos[0]
		if err == nil {
			f.regular(info)
		}
		return w.send(f)
	}
	switch {
	case err == nil && info.IsDir() && copiesIn(name) != "":
		f.skip = fmt.Sprintf("a folder of %s; name it to have it read", copiesIn(name))
	case err == nil && info.IsDir():
		return w.folderOrLink(f.path, info)
	case systemFile(name):
		f.skip = "a file of the system, not a picture"
	case isXMP(name):
		f.skip = "a sidecar, but no photo of its name lies beside it"
	case err != nil:
		f.refuse = cannotRead(err)
	default:
		f.regular(info)
		w.say(&f, dir)
		for _, sidecar := range beside.byPhoto[name] {
			f.sidecar(dir + sidecar)
		}
		if beside.err != nil {
			f.warning = fmt.Sprintf("its folder cannot be listed (%v), so a sidecar beside it may be missing", causeOf(beside.err))
		}
	}
	return w.send(f)
}

// Count counts the files below paths, as far as ctx lets it. It is meant for
// showing progress: it follows no links but paths themselves, and skips what it
// cannot read.
func Count(ctx context.Context, paths []string) (files int64) {
	for _, path := range paths {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real
		}
		_ = filepath.WalkDir(path, func(at string, entry fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				return filepath.SkipAll
			case err != nil:
			case !entry.IsDir():
				files++
			case at != path && copiesIn(entry.Name()) != "":
				files++ // reported as one
				return filepath.SkipDir
			}
			return nil
		})
	}
	return files
}
