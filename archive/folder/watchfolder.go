package folder

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
	journal  *journal  // of the run that goes on, nil where none does
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
	// runQuiet ends a run: what comes so much later is another. A run that never
	// is quiet ends after runLength.
	runQuiet  = 10 * time.Minute
	runLength = 24 * time.Hour
	// scanShare bounds the part of the time that looking through a folder may
	// take: one in so many.
	scanShare = 50
	// refusedRetry is when a file that could not be read is tried again though
	// nothing of it has changed.
	refusedRetry = time.Hour
	// maxProblems is how many problems are kept to be shown, and maxRefused how
	// many refused files are remembered.
	maxProblems = 10
	maxRefused  = 10_000
)

// refusal is what a refused file looked like, and when. It keeps a scan from
// having it refused again every time.
type refusal struct {
	stamp stamp
	at    time.Time
}

// wasRefused tells whether a file was refused a short time ago as it is.
func (f *watch) wasRefused(path string, s stamp) bool {
	r, ok := f.refused[path]
	return ok && r.stamp == s && f.now().Sub(r.at) < refusedRetry
}

// refuse remembers a refused file.
func (f *watch) refuse(path string, s stamp) {
	if len(f.refused) >= maxRefused {
		clear(f.refused) // they are tried once more
	}
	f.refused[path] = refusal{s, f.now()}
}

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
	if f.journal != nil && f.now().Sub(f.quiet) > runQuiet {
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

// scan looks through the folder for files that no run has seen as they are now.
func (f *watch) scan(ctx context.Context) error {
	in := f.ingest()
	own, err := keysOf(in.Leave)
	if err != nil {
		return err
	}
	p := &pipeline{Ingest: in}
	walked, done := make(chan found, recallBatch), make(chan error, 1)
	wctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		defer close(walked)
		done <- in.walk(wctx, []string{f.folder.Path}, own, walked)
	}()
	for batch := range batches(walked, recallBatch) {
		seen, err := p.remembered(ctx, batch)
		if err != nil {
			return err
		}
		for _, file := range batch {
			f.consider(file, seen)
		}
	}
	if err := <-done; err != nil {
		return err
	}
	f.waiting.scanned()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.status.LastScan = f.now().UTC()
	return nil
}

// consider has a file wait that a scan came upon, if there is something to do
// about it.
func (f *watch) consider(file found, seen map[string]archive.Seen) {
	switch {
	case file.readWith != "", file.skip != "":
	case file.refuse != "": // a folder that cannot be listed, a link that leads nowhere
		if !f.wasRefused(file.path, stamp{}) {
			f.refuse(file.path, stamp{})
			f.problem(file.path + ": " + file.refuse)
		}
	case file.info == nil: // a pipe, or its sidecar vanished this moment
	case f.wasRefused(file.path, stampOf(file.info)):
	default:
		file.given = given(&f.folder)
		if s, ok := seen[absolute(file.path)]; !ok || !file.like(s) {
			f.waiting.add(file.path)
		}
	}
}

// ingest is how files of this folder come in.
func (f *watch) ingest() *Ingest {
	in := f.Ingest()
	in.Archive, in.Watched = f.Archive, &f.folder
	if f.journal != nil {
		in.ID = f.journal.run.ID
	}
	report := in.Report
	in.Report = func(file archive.RunFile) {
		f.note(file)
		if report != nil {
			report(file)
		}
	}
	return in
}

// take ingests complete files.
func (f *watch) take(ctx context.Context, ready []string) error {
	commits := context.WithoutCancel(ctx)
	if f.journal != nil && f.now().Sub(f.began) > runLength {
		if err := f.closeRun(commits); err != nil {
			return err
		}
	}
	in := f.ingest()
	own, err := keysOf(in.Leave)
	if err != nil {
		return err
	}
	if f.journal == nil {
		in.ID = archive.NewRunID(f.Archive.Time())
		j := newJournal(in, []string{f.folder.Path})
		if err := j.open(commits); err != nil {
			return err
		}
		f.journal, f.began = j, f.now()
	}
	f.mu.Lock()
	f.status.Run = in.ID
	f.mu.Unlock()
	p := &pipeline{Ingest: in, journal: f.journal, commits: f.Archive}
	if p.quarantine, err = openQuarantine(ctx, in); err != nil {
		return err
	}
	paths, more := withPhotos(ready)
	if err := p.pass(ctx, paths, own); err != nil {
		return err
	}
	f.waiting.taken(ready...)
	if more {
		f.nextScan = f.now()
	}
	f.quiet = f.now()
	return f.journal.write(commits)
}

// withPhotos are the files to ingest. A sidecar that comes late is read with its
// photo. What a manifest names, only a look through the folder tells: more says
// that one came.
func withPhotos(ready []string) (all []string, more bool) {
	listed := make(map[string]pairs)
	paths := make(map[string]bool, len(ready))
	for _, path := range ready {
		if namedAsImage(path) {
			paths[path] = true
			continue
		}
		dir, name := filepath.Split(path)
		beside, ok := listed[dir]
		if !ok {
			entries, err := os.ReadDir(dir)
			beside = sidecarsOf(entries, err)
			listed[dir] = beside
		}
		photos := beside.photos[name]
		for _, photo := range photos {
			paths[dir+photo] = true
		}
		if len(photos) == 0 && mayBeManifest(name) {
			more = true
			continue
		}
		paths[path] = true
	}
	for path := range paths {
		all = append(all, path)
	}
	slices.Sort(all)
	return all, more
}

// closeRun ends the run that goes on, if one does.
func (f *watch) closeRun(ctx context.Context) error {
	if f.journal == nil {
		return nil
	}
	j := f.journal
	f.journal = nil
	return j.close(ctx)
}

// note keeps what became of a file for the status.
func (f *watch) note(file archive.RunFile) {
	f.mu.Lock()
	switch file.Outcome {
	case archive.Added, archive.Words:
		f.status.Stored++
		f.status.LastArrival = f.now().UTC()
	case archive.Known:
		f.status.Known++
	case archive.Refused:
		f.status.Refused++
	}
	f.mu.Unlock()
	if file.Outcome == archive.Refused {
		f.refuse(file.Path, f.waiting.stamp(file.Path))
		f.problem(file.Path + ": " + file.Reason)
	}
	f.waiting.taken(file.Path)
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
