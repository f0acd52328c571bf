package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"cutline/archive"
	"cutline/archive/folder"
)

// intake is an ingest that this process has under way: of a folder of this
// machine, or of an upload that comes in one request or several.
type intake struct {
	in *folder.Ingest
	// total is how many files there are, about; 0 until that is known.
	total atomic.Int64
	// work is the context of the work on it, which stop ends early.
	work  context.Context
	stop  context.CancelFunc
	ended chan struct{} // closed when all of it is over

	// Of an upload:
	dir    string        // where its files wait
	used   chan struct{} // told of every request
	turn   sync.Mutex    // taken by the request that is served
	run    *folder.Intake
	closed bool // nothing more is taken in
}

// Limits of what is under way.
const (
	maxIntakes = 8
	// idleUpload is how long an upload may stay away between two requests.
	idleUpload = 15 * time.Minute
)

// intakes are those under way, by the ID of the run.
type intakes struct {
	mu   sync.Mutex
	list map[string]*intake
}

func (is *intakes) add(it *intake) error {
	is.mu.Lock()
	defer is.mu.Unlock()
	if len(is.list) >= maxIntakes {
		return &requestError{
			status: http.StatusServiceUnavailable, text: fmt.Sprintf("%d ingests are under way, and no more go on at once.", maxIntakes),
			next: "Wait until one has ended, or stop one.",
		}
	}
	if is.list == nil {
		is.list = make(map[string]*intake)
	}
	is.list[it.in.ID] = it
	return nil
}

func (is *intakes) get(id string) *intake {
	is.mu.Lock()
	defer is.mu.Unlock()
	return is.list[id]
}

func (is *intakes) remove(it *intake) {
	is.mu.Lock()
	delete(is.list, it.in.ID)
	is.mu.Unlock()
	it.stop()
	close(it.ended)
}

// notHere answers where this process cannot ingest.
var notHere = &requestError{
	status: http.StatusNotImplemented, text: "This process takes no photos in.", next: "Start cutline serve, or run cutline ingest.",
}

// newIntake makes an ingest by what a form says.
func (s *site) newIntake(actor string, form url.Values) (*intake, error) {
	if s.Ingest == nil || s.Background == nil {
		return nil, notHere
	}
	in := s.Ingest()
	in.Archive, in.ID, in.Actor = s.Archive, archive.NewRunID(s.Archive.Time()), actor
	var err error
	if in.Given, err = folder.Give(givenWords(form)); err != nil {
		return nil, &requestError{status: http.StatusBadRequest, text: sentence(err.Error())}
	}
	in.PreferManifest = form.Get("prefer") == "manifest"
	in.Rehearse = form.Get("rehearse") != ""
	it := &intake{in: in, ended: make(chan struct{}), used: make(chan struct{}, 1)}
	it.work, it.stop = context.WithCancel(context.Background())
	return it, nil
}

// givenFields are the fields for all photos that a form has a place of its own
// for; any other stands as FIELD=VALUE on a line of "set".
var givenFields = [...]string{"credit", "source", "by", "copyright", "instructions", "keyword"}

// givenWords are the words for all photos, as cutline ingest --set takes them.
func givenWords(form url.Values) []string {
	var words []string
	for _, name := range givenFields {
		if value := strings.TrimSpace(form.Get(name)); value != "" {
			words = append(words, name+"="+value)
		}
	}
	for _, text := range form["set"] {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				words = append(words, line)
			}
		}
	}
	return words
}

// background runs a part of an ingest beside the requests: the program ends
// when it has come to a stop.
func (s *site) background(it *intake, job func(ctx context.Context)) {
	s.Background(func(ctx context.Context) {
		defer context.AfterFunc(ctx, it.stop)()
		job(it.work)
	})
}

// startFolders begins to ingest folders or files of this machine.
func (s *site) startFolders(it *intake, paths []string) error {
	for _, path := range paths {
		if !filepath.IsAbs(path) {
			return &requestError{status: http.StatusBadRequest, text: fmt.Sprintf("%q is no whole path.", clip(path, maxShownName)), next: "Write it from the root of the server’s machine: /mnt/card."}
		}
		if _, err := os.Stat(path); err != nil {
			return &requestError{
				status: http.StatusBadRequest, text: fmt.Sprintf("%q cannot be read on the machine that Cutline runs on.", clip(path, maxShownName)),
				next: "Check the path, and that the user who runs cutline serve may read it.",
			}
		}
	}
	if err := s.intakes.add(it); err != nil {
		return err
	}
	s.background(it, func(ctx context.Context) {
		it.total.Store(folder.Count(ctx, paths))
	})
	s.background(it, func(ctx context.Context) {
		defer s.intakes.remove(it)
		if _, err := it.in.Run(ctx, paths...); err != nil && ctx.Err() == nil {
			s.log.Error("an ingest failed", "run", it.in.ID, "err", err)
		}
	})
	return nil
}

// openUpload takes in an upload whose files wait in dir. What is in it is gone
// when the upload ends: asked to, or because no request came for long.
func (s *site) openUpload(it *intake, dir string) error {
	it.dir = dir
	it.in.Spooled, it.in.Origins = dir, make(map[string]folder.Origin)
	if err := s.intakes.add(it); err != nil {
		return err
	}
	s.background(it, func(ctx context.Context) {
		defer s.intakes.remove(it)
		it.idle(ctx)
		it.turn.Lock() // after the request that is served
		defer it.turn.Unlock()
		s.closeUpload(it)
	})
	return nil
}

// idle waits until no request has come for long, or ctx ends.
func (it *intake) idle(ctx context.Context) {
	idle := time.NewTimer(idleUpload)
	defer idle.Stop()
	for {
		select {
		case <-it.used:
			idle.Reset(idleUpload)
		case <-idle.C:
			if it.turn.TryLock() {
				it.turn.Unlock()
				return
			}
			idle.Reset(idleUpload) // a request takes its time
		case <-ctx.Done():
			return
		}
	}
}

// use notes that a request has come.
func (it *intake) use() {
	select {
	case it.used <- struct{}{}:
	default:
	}
}

// closeUpload ends an upload. The caller has the turn.
func (s *site) closeUpload(it *intake) {
	if it.run != nil && !it.closed {
		if _, err := it.run.Close(context.Background()); err != nil {
			s.log.Error("the end of an upload could not be written", "run", it.in.ID, "err", err)
		}
	}
	it.closed = true
	if err := os.RemoveAll(it.dir); err != nil {
		s.log.Warn("an upload left files in the spool, which the next start clears", "run", it.in.ID, "err", err)
	}
}

// end has an upload closed, after the request that is served, and waits for it.
func (it *intake) end() {
	it.turn.Lock()
	it.stop()
	it.turn.Unlock()
	<-it.ended
}

// take ingests files of an upload that have come in full. Once begun it goes on
// without the request: what came is worth keeping. The caller has the turn.
func (s *site) take(it *intake, got *received) ([]archive.RunFile, error) {
	if it.run == nil {
		run, err := it.in.Open(it.work, got.tops()...)
		if err != nil {
			return nil, err
		}
		it.run = run
	}
	for _, f := range got.files {
		it.in.Origins[f.path] = f.Origin
	}
	it.total.Add(int64(len(got.files)))
	var outcomes []archive.RunFile
	it.in.Report = func(f archive.RunFile) { outcomes = append(outcomes, f) }
	paths := make([]string, len(got.files))
	for i, f := range got.files {
		paths[i] = f.path
	}
	done := make(chan error, 1)
	s.background(it, func(ctx context.Context) { done <- it.run.Take(ctx, paths...) })
	err := <-done
	if err != nil && it.work.Err() != nil {
		err = goneUpload
	}
	for _, f := range got.files {
		delete(it.in.Origins, f.path)
		if !folder.SaysWords(f.path) { // which may be of photos that are still to come
			os.Remove(f.path)
		}
	}
	return outcomes, err
}
