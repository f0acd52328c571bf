package folder

import (
	"context"
	"time"

	"cutline/archive"
)

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

const (
	// refusedRetry is when a file that could not be read is tried again though
	// nothing of it has changed.
	refusedRetry = time.Hour
	// maxRefused is how many refused files are remembered.
	maxRefused = 10_000
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
