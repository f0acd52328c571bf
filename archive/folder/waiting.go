package folder

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// waitingFiles are files that have come and may not be complete. It is safe for
// concurrent use.
type waitingFiles struct {
	mu    sync.Mutex
	files map[string]*waitingFile
	// over: there were more than are kept, or notifications were lost.
	over bool
}

// waitingFile is what a file looked like, since when.
type waitingFile struct {
	stamp stamp
	since time.Time
}

// stamp changes with a file.
type stamp struct {
	size              int64
	modified, changed time.Time
	file              dirKey
}

func stampOf(info fs.FileInfo) stamp {
	key, _ := keyOf(info)
	return stamp{size: info.Size(), modified: info.ModTime(), changed: changed(info), file: key}
}

// emptyPatience is how many times longer an empty file may take: many programs
// make the file first, and then wait for its first byte.
const emptyPatience = 10

// settle is how long the file must stay as it is.
func (s stamp) settle(usual time.Duration) time.Duration {
	if s.size == 0 {
		return emptyPatience * usual
	}
	return usual
}

// maxWaiting bounds the files that are kept. The others are found by a scan when
// these are taken.
const maxWaiting = 20_000

func newWaitingFiles() *waitingFiles { return &waitingFiles{files: make(map[string]*waitingFile)} }

// add has a file wait that a scan came upon. One whose name says that it is
// still being delivered waits for its own name.
func (w *waitingFiles) add(path string) { w.wait(path, false) }

// notified has a file wait of which the system says that it came or changed: one
// that waits is looked at anew, also if it is being read just now.
func (w *waitingFiles) notified(path string) { w.wait(path, true) }

func (w *waitingFiles) wait(path string, anew bool) {
	if inDelivery(filepath.Base(path)) {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	switch file := w.files[path]; {
	case file != nil && anew:
		file.stamp = stamp{}
	case file != nil:
	case len(w.files) >= maxWaiting:
		w.over = true
	default:
		w.files[path] = &waitingFile{}
	}
}

// inDelivery tells names that programs give a file while they write it.
func inDelivery(name string) bool {
	if strings.HasPrefix(name, ".") { // rsync, and many others
		return true
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".download", ".upload", ".uploading", ".incomplete":
		return true
	}
	return false
}

// lost has the next scan come at once.
func (w *waitingFiles) lost() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
}

// overflowed tells whether a scan is needed now: there is room again for what
// could not be kept.
func (w *waitingFiles) overflowed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.over && len(w.files) < maxWaiting/2
}

// scanned notes that everything there is was added.
func (w *waitingFiles) scanned() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = len(w.files) >= maxWaiting
}

// ready are files that look now as they did so long ago, in the order of names:
// a few hundred at a time, as many as are soon read, for they may go again. They
// wait on until they are taken.
func (w *waitingFiles) ready(now time.Time, settle time.Duration) []string {
	w.mu.Lock()
	paths := make([]string, 0, len(w.files))
	for path := range w.files {
		paths = append(paths, path)
	}
	w.mu.Unlock()
	// The disk may be slow: notifications are taken in meanwhile.
	stamps := make(map[string]stamp, len(paths))
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			stamps[path] = stampOf(info)
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	var complete []string
	for _, path := range paths {
		file, there := w.files[path]
		s, regular := stamps[path]
		switch {
		case !there:
		case !regular:
			delete(w.files, path)
		case s != file.stamp:
			file.stamp, file.since = s, now
		case now.Sub(file.since) < s.settle(settle):
		case isWritten(path):
			file.since = now
		default:
			complete = append(complete, path)
		}
	}
	slices.Sort(complete)
	return complete[:min(len(complete), recallBatch)]
}

// stamp is what a waiting file looked like.
func (w *waitingFiles) stamp(path string) stamp {
	w.mu.Lock()
	defer w.mu.Unlock()
	if file := w.files[path]; file != nil {
		return file.stamp
	}
	return stamp{}
}

// taken takes files off that were ingested, but one that was notified meanwhile.
func (w *waitingFiles) taken(paths ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, path := range paths {
		if file := w.files[path]; file != nil && file.stamp != (stamp{}) {
			delete(w.files, path)
		}
	}
}

func (w *waitingFiles) clear() {
	w.mu.Lock()
	defer w.mu.Unlock()
	clear(w.files)
	w.over = false
}

func (w *waitingFiles) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.files)
}
