package folder

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"sync"
	"time"

	"cutline/archive"
)

// watch watches one folder. What is notified only says where to look; a file is
// complete when it looks the same twice.
type watch struct {
	*Watcher
	folder archive.WatchedFolder
	end    context.CancelFunc
	ended  chan struct{}
	now    func() time.Time

	// Of the goroutine that steps:
	root     dirKey // the folder as it was last seen
	known    bool   // root is set
	notifier *notifier
	intake   *Intake   // the run that goes on, nil where none does
	quiet    time.Time // when the last file of the run came
	nextScan time.Time
	retry    time.Time // not before this, after trouble of the archive
	refused  map[string]refusal
	began    time.Time // of the run
	waiting  *waitingFiles

	mu     sync.Mutex
	status WatchStatus
}

// Times of a watch.
const (
	// archiveRetry is the pause after trouble of the archive, such as a full disk.
	archiveRetry = 15 * time.Second
	// scanShare bounds the part of the time that looking through a folder may
	// take: one in so many.
	scanShare = 50
	// maxProblems is how many problems are kept to be shown.
	maxProblems = 10
)

func newWatch(w *Watcher, folder archive.WatchedFolder) *watch {
	f := &watch{
		Watcher: w, folder: folder, ended: make(chan struct{}), now: time.Now,
		refused: make(map[string]refusal), waiting: newWaitingFiles(),
	}
	f.status = WatchStatus{WatchedFolder: folder, State: Watching, Text: "It is looked through for the first time."}
	return f
}

func (f *watch) isFor(folder archive.WatchedFolder) bool { return reflect.DeepEqual(f.folder, folder) }

func (f *watch) settle() time.Duration {
	if f.Settle > 0 {
		return f.Settle
	}
	return DefaultSettle
}

func (f *watch) scanEvery() time.Duration {
	if f.Scan > 0 {
		return f.Scan
	}
	return DefaultScan
}

// run steps until ctx ends.
func (f *watch) run(ctx context.Context) {
	tick := time.NewTicker(max(f.settle()/4, 10*time.Millisecond))
	defer tick.Stop()
	defer f.stop(context.WithoutCancel(ctx))
	for {
		f.step(ctx)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// stop ends the run and the notifications.
func (f *watch) stop(ctx context.Context) {
	f.closeNotifier()
	if err := f.closeRun(ctx); err != nil {
		f.log().Error("the end of a watched folder's run was not written", "folder", f.folder.Path, "error", err)
	}
}

// step does what there is to do now.
func (f *watch) step(ctx context.Context) {
	if !f.present() || f.now().Before(f.retry) {
		return
	}
	err := f.look(ctx)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		f.retry = f.now().Add(archiveRetry)
		f.say(Failing, fmt.Sprintf("What came cannot be stored: %v. It is tried again every %d seconds.", err, archiveRetry/time.Second))
	default:
		f.say(Watching, f.notifier.text(f.scanEvery()))
	}
}

// look takes in what is complete.
func (f *watch) look(ctx context.Context) error {
	if f.notifier == nil {
		own, err := keysOf(f.Ingest().Leave)
		if err != nil {
			return err
		}
		f.notifier = newNotifier(f, own)
		f.nextScan = time.Time{}
	}
	if now := f.now(); f.waiting.overflowed() || !now.Before(f.nextScan) {
		if err := f.scan(ctx); err != nil {
			return err
		}
		took := f.now().Sub(now)
		f.nextScan = now.Add(max(f.scanEvery(), scanShare*took))
	}
	if ready := f.waiting.ready(f.now(), f.settle()); len(ready) > 0 {
		return f.take(ctx, ready)
	}
	if f.intake != nil && f.now().Sub(f.quiet) > runQuiet {
		return f.closeRun(ctx)
	}
	return nil
}

// present tells whether the folder is there. A disk that was unmounted leaves an
// empty folder of the same name, which is not what was watched.
func (f *watch) present() bool {
	info, err := os.Stat(f.folder.Path)
	if err == nil && !info.IsDir() {
		err = errors.New("it is no folder any more")
	}
	if err != nil {
		f.lost(fmt.Sprintf("The folder is not there: %v. It is watched again when it is back; what came from it is safe.", causeOf(err)))
		return false
	}
	key, _ := keyOf(info)
	if f.known && key != f.root {
		if empty, err := isEmpty(f.folder.Path); err != nil || empty {
			f.lost("An empty folder stands where the watched one was: its disk is not mounted, it seems. " +
				"It is watched again when the disk is back; what came from it is safe.")
			return false
		}
		f.closeNotifier() // it is another disk or folder now: look through it anew
	}
	f.root, f.known = key, true
	return true
}

// lost notes that the folder is gone.
func (f *watch) lost(text string) {
	f.closeNotifier()
	f.waiting.clear()
	f.say(Gone, text)
}

func (f *watch) closeNotifier() {
	if f.notifier != nil {
		f.notifier.close()
		f.notifier = nil
	}
}

func isEmpty(dir string) (bool, error) {
	d, err := os.Open(dir)
	if err != nil {
		return false, err
	}
	defer d.Close()
	names, _ := d.Readdirnames(1)
	return len(names) == 0, nil
}

// problem keeps a problem to be shown.
func (f *watch) problem(text string) {
	f.log().Warn("a watched folder", "folder", f.folder.Path, "problem", text)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.status.Problems = slices.DeleteFunc(f.status.Problems, func(earlier string) bool { return earlier == text })
	f.status.Problems = slices.Insert(f.status.Problems, 0, text)
	f.status.Problems = f.status.Problems[:min(len(f.status.Problems), maxProblems)]
}

// say sets the state, and logs it where it is another.
func (f *watch) say(state, text string) {
	f.mu.Lock()
	before := f.status.State
	f.status.State, f.status.Text = state, text
	f.mu.Unlock()
	if before != state {
		f.log().Warn("a watched folder", "folder", f.folder.Path, "state", state, "text", text)
	}
}

// state is the status now.
func (f *watch) state() WatchStatus {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.status
	s.Problems = slices.Clone(s.Problems)
	s.Waiting = f.waiting.count()
	return s
}
