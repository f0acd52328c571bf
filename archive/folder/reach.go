package folder

import (
	"io/fs"
	"slices"
	"strings"
)

// load reads the manifests of a folder. Of files that might be manifests and
// are none it gives the reason.
func (w *walker) load(dir string, entries []fs.DirEntry, beside pairs) (list []*manifest, none map[string]string) {
	none = make(map[string]string)
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || !mayBeManifest(name) || len(beside.photos[name]) > 0 {
			continue
		}
		m, reason := loadManifest(dir, name, w.PreferManifest)
		if m == nil {
			none[name] = reason
		} else {
			list = append(list, m)
		}
	}
	return list, none
}

// say gives a file the words that stand outside it and the files beside it.
func (w *walker) say(f *found, dir string) {
	for _, isPage := range []bool{false, true} {
		w.nearest(f, isPage)
	}
	f.words = append(f.words, w.Given...)
	if below, ok := strings.CutPrefix(dir, w.root); ok && w.Template != nil {
		f.words = append(f.words, w.Template.words(strings.Split(strings.Trim(below, "/"), "/"))...)
	}
}

// nearest adds the words of the nearest page, or other manifest, that names the
// file.
func (w *walker) nearest(f *found, isPage bool) {
	for _, m := range slices.Backward(w.manifests) {
		if (m.filesOf != "") != isPage {
			continue
		}
		if words := m.of(f.path); len(words) > 0 {
			f.words, f.said = append(f.words, words...), append(f.said, m)
			return
		}
	}
}

// above are the manifests of the folders above one, up to the watched folder or
// that of an upload: a file of it has the same words whether it comes by itself
// or is found when the whole folder is looked through.
func (w *walker) above(dir string) []*manifest {
	top := w.Spooled
	if w.Watched != nil {
		top = w.Watched.Path
	}
	at := within(top)
	below, ok := strings.CutPrefix(dir, at)
	if top == "" || !ok {
		return nil
	}
	var list []*manifest
	for names := strings.Split(below, "/"); at != dir && len(names) > 0; names = names[1:] {
		list = append(list, w.listing(at).manifests...)
		at += names[0] + "/"
	}
	return list
}
