package folder

import (
	"io/fs"
	"os"
	"time"

	"cutline/archive/embedded"
)

// found is a file that a walk came upon.
type found struct {
	path     string
	root     string               // what stands before the names in the path asked for
	info     fs.FileInfo          // nil where the file is not to be read
	settled  bool                 // it changed last some time ago
	sidecars []string             // files beside it that say words of it
	beside   []fs.FileInfo        // of sidecars
	words    []embedded.Statement // of manifests, pages, the run and the folders
	said     []*manifest          // those that said some of words
	warning  string               // of what the walk could not see
	// skip or refuse, where set, is why the file is not read.
	skip, refuse string
	// readWith is the photo that this sidecar is read with; a manifest's own name
	// where its words were read.
	readWith string
	given    string // the words of the watched folder it comes through
}

// justNow is how long after its last change a file may change again without a
// new time: the clocks of file systems tick in milliseconds.
const justNow = 100 * time.Millisecond

// regular notes what a file is like, where it is one.
func (f *found) regular(info fs.FileInfo) {
	if !info.Mode().IsRegular() {
		return
	}
	f.info, f.settled = info, time.Since(changed(info)) > justNow
}

// sidecar adds a file beside it.
func (f *found) sidecar(path string) {
	f.sidecars = append(f.sidecars, path)
	info, err := os.Stat(path)
	if err != nil {
		f.info = nil // no run may take it for granted
	} else if time.Since(changed(info)) <= justNow {
		f.settled = false
	}
	f.beside = append(f.beside, info)
}
