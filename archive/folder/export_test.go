package folder

import (
	"context"
	"time"

	"cutline/archive"
)

// Stepped is a watch of one folder that a test steps, without notifications.
type Stepped struct{ watch *watch }

func (w *Watcher) Stepped(folder archive.WatchedFolder, now func() time.Time) *Stepped {
	f := newWatch(w, folder)
	f.now, f.notifier = now, &notifier{watch: f}
	return &Stepped{f}
}

func (s *Stepped) Step(ctx context.Context) { s.watch.step(ctx) }
func (s *Stepped) Status() WatchStatus      { return s.watch.state() }
func (s *Stepped) End()                     { s.watch.stop(context.Background()) }
