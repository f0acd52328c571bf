package folder

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"cutline/archive"
)

// Watcher brings what is dropped into watched folders into the archive, each
// file when it is complete, for as long as it runs. Its fields are set before
// Run and not changed after.
type Watcher struct {
	Archive *archive.Archive
	// Always are folders to watch beside those of the settings; the settings of
	// a folder named in both rule.
	Always []archive.WatchedFolder
	// Ingest makes the ingest that files come in by. Its Archive, ID and Watched
	// are set by the watcher.
	Ingest func() *Ingest
	// Log takes what a person should know who does not look at Status; nil drops
	// it.
	Log *slog.Logger
	// Settle is how long a file must stay as it is to be complete, and Scan how
	// often a folder is looked through whatever was notified. The defaults are
	// DefaultSettle and DefaultScan.
	Settle, Scan time.Duration

	mu      sync.Mutex
	folders []*watch // in the order of the settings
}

// Defaults of a Watcher.
const (
	DefaultSettle = 2 * time.Second
	DefaultScan   = time.Minute
)

// settingsEvery is how often the settings are asked for: a folder that is added
// or removed is noticed so soon.
const settingsEvery = time.Second

// Run watches until ctx ends. Trouble of a folder, or of the archive, is in the
// folder's status, and tried again.
func (w *Watcher) Run(ctx context.Context) {
	var running sync.WaitGroup
	defer running.Wait()
	tick := time.NewTicker(settingsEvery)
	defer tick.Stop()
	for failed := false; ; {
		folders, err := w.wanted(ctx)
		switch {
		case err == nil:
			failed = false
			w.change(ctx, folders, &running)
		case ctx.Err() == nil && !failed:
			failed = true
			w.log().Error("the settings of watched folders cannot be read; those watched now stay", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (w *Watcher) log() *slog.Logger {
	if w.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return w.Log
}

// wanted are the folders to watch now.
func (w *Watcher) wanted(ctx context.Context) ([]archive.WatchedFolder, error) {
	if w.Archive.IsBackup {
		return nil, nil
	}
	settings, _, err := w.Archive.Settings(ctx)
	if err != nil {
		return nil, err
	}
	folders := settings.Folders
	for _, f := range w.Always {
		// The settings of the same folder rule, and those of one around it or in
		// it, which may have been set since.
		if with := append(slices.Clip(folders), f); archive.CheckWatched(with) == nil {
			folders = with
		}
	}
	return folders, nil
}

// change ends the watch of folders that are not wanted any more, or not as they
// were, and begins that of new ones.
func (w *Watcher) change(ctx context.Context, wanted []archive.WatchedFolder, running *sync.WaitGroup) {
	w.mu.Lock()
	before := w.folders
	w.mu.Unlock()
	var now []*watch
	for _, f := range before {
		if slices.ContainsFunc(wanted, f.isFor) {
			now = append(now, f)
			continue
		}
		f.end()
		<-f.ended // or the same folder would be watched twice
	}
	for _, folder := range wanted {
		if slices.ContainsFunc(now, func(f *watch) bool { return f.isFor(folder) }) {
			continue
		}
		f := newWatch(w, folder)
		fctx, cancel := context.WithCancel(ctx)
		f.end = cancel
		running.Go(func() {
			defer close(f.ended)
			f.run(fctx)
		})
		now = append(now, f)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.folders = now
}

// States of a watched folder.
const (
	Watching = "watching"
	Gone     = "gone"    // the folder, or its disk, is not there
	Failing  = "failing" // what came cannot be stored: see Text
)

// WatchStatus is how it stands with a watched folder.
type WatchStatus struct {
	archive.WatchedFolder
	State string `json:"state"`
	// Text is a sentence about the state, with what to do where there is
	// something to do.
	Text string `json:"text"`
	// Waiting are the files that have come and are not stored yet: they are
	// still being written, or it is not their turn.
	Waiting int `json:"waiting"`
	// Run is the last ingest that files came in by, and LastArrival when one
	// did. Both are since the server started.
	Run         string    `json:"run,omitempty"`
	LastArrival time.Time `json:"last_arrival,omitzero"`
	// Since the server started:
	Stored  int `json:"stored"`
	Known   int `json:"known,omitempty"`
	Refused int `json:"refused,omitempty"`
	// LastScan is when the folder was looked through last.
	LastScan time.Time `json:"last_scan,omitzero"`
	// Problems are the latest refused files and other trouble, newest first.
	Problems []string `json:"problems,omitempty"`
}

// Status is how it stands with each folder.
func (w *Watcher) Status() []WatchStatus {
	w.mu.Lock()
	folders := w.folders
	w.mu.Unlock()
	list := make([]WatchStatus, len(folders))
	for i, f := range folders {
		list[i] = f.state()
	}
	return list
}
