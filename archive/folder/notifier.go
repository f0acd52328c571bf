package folder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// notifier passes on what the system notifies of a folder and its subfolders.
// Nothing depends on it but how soon a file is seen: notifications get lost, and
// network disks have none.
type notifier struct {
	watch   *watch
	own     map[dirKey]bool   // the archive's folders, left alone
	events  *fsnotify.Watcher // nil where the system gives none
	drained sync.WaitGroup

	mu sync.Mutex
	// missing is how many folders are not notified, and why.
	missing int
	why     error
}

// maxFolders bounds the folders that notifications are asked for.
const maxFolders = 50_000

// newNotifier begins to listen.
func newNotifier(w *watch, own map[dirKey]bool) *notifier {
	n := &notifier{watch: w, own: own}
	events, err := fsnotify.NewWatcher()
	if err != nil {
		n.miss(err)
		return n
	}
	n.events = events
	n.drained.Go(n.drain)
	n.listen(w.folder.Path, make(map[dirKey]bool), false)
	return n
}

func (n *notifier) close() {
	if n.events != nil {
		n.events.Close()
		n.drained.Wait()
	}
}

// listen asks for the notifications of a folder and of those in it. The files of
// one that is new came before it was listened to, so they wait at once.
func (n *notifier) listen(dir string, seen map[dirKey]bool, isNew bool) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() || copiesIn(filepath.Base(dir)) != "" {
		return
	}
	key, _ := keyOf(info)
	if seen[key] || n.own[key] {
		return // a loop of links, or what the archive itself writes
	}
	seen[key] = true
	if len(seen) > maxFolders {
		n.miss(fmt.Errorf("there are more than %d folders", maxFolders))
		return
	}
	if err := n.events.Add(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		n.miss(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // the scan reports it
	}
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		switch {
		case entry.IsDir(), entry.Type()&os.ModeSymlink != 0:
			n.listen(path, seen, isNew)
			if isNew && !entry.IsDir() {
				n.watch.waiting.notified(path)
			}
		case isNew:
			n.watch.waiting.notified(path)
		}
	}
}

func (n *notifier) miss(err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.missing++
	n.why = err
}

// drain takes notifications in until the end, while files are ingested too: the
// system keeps only so many.
func (n *notifier) drain() {
	for {
		select {
		case event, ok := <-n.events.Events:
			if !ok {
				return
			}
			n.notified(event)
		case _, ok := <-n.events.Errors:
			if !ok {
				return
			}
			n.watch.waiting.lost() // some notifications were lost: look through it all
		}
	}
}

func (n *notifier) notified(event fsnotify.Event) {
	if !event.Has(fsnotify.Create) && !event.Has(fsnotify.Write) && !event.Has(fsnotify.Chmod) {
		return
	}
	path := event.Name
	if event.Has(fsnotify.Create) {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			n.listen(path, make(map[dirKey]bool), true)
			return
		}
	}
	n.watch.waiting.notified(path)
}

// text says how soon files are seen.
func (n *notifier) text(scan time.Duration) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.missing == 0 {
		return "Files are taken in as they come."
	}
	why := n.why.Error()
	if strings.Contains(why, "no space left") {
		why = "the system's limit of notifications is reached (fs.inotify.max_user_watches)"
	}
	return fmt.Sprintf("Files are taken in as they come, but %d folders are only looked through every %v: %s.", n.missing, scan, why)
}
