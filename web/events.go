package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"cutline/archive"
)

const (
	// eventsEvery is how often a run is looked at for those who watch it. A run
	// is written about once a second.
	eventsEvery = 250 * time.Millisecond
	// eventsAlive is how often something is sent when nothing happens, so that
	// nobody on the way gives up.
	eventsAlive = 15 * time.Second
	// eventsBatch is how many files are read at a time.
	eventsBatch = 1000
)

// apiEvents tells a run live, as server-sent events: "file" for each file, whose
// ID is the file's number, and "run" for the counts. With look=1 only the files
// that a person should look at are told. A reader that comes back with
// Last-Event-ID, or asks from=N, goes on there. The last event is "end".
func (s *site) apiEvents(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.runAsked(r); err != nil && s.intakes.get(r.PathValue("run")) == nil {
		return err
	}
	from, _ := strconv.Atoi(r.URL.Query().Get("from"))
	if last, err := strconv.Atoi(r.Header.Get("Last-Event-ID")); err == nil {
		from = last + 1
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
	e := &events{site: s, w: w, control: http.NewResponseController(w), run: r.PathValue("run"), from: max(from, 0), look: r.URL.Query().Get("look") != ""}
	ctx, done := s.whileServing(r.Context())
	defer done()
	err := e.tell(ctx)
	if ctx.Err() == nil {
		s.stream(w, r, err)
	}
	return nil
}

// whileServing is a context that ends with the request, or as soon as the
// program is told to end: a stream would hold it up.
func (s *site) whileServing(ctx context.Context) (_ context.Context, done context.CancelFunc) {
	ctx, done = context.WithCancel(ctx)
	if s.Background != nil {
		s.Background(func(serving context.Context) {
			select {
			case <-serving.Done():
				done()
			case <-ctx.Done():
			}
		})
	}
	return ctx, done
}

// events tells one reader of a run.
type events struct {
	*site
	w       http.ResponseWriter
	control *http.ResponseController
	run     string
	from    int // number of the next file
	look    bool
	said    string // the counts as they were told last
}

func (e *events) tell(ctx context.Context) error {
	tick := time.NewTicker(eventsEvery)
	defer tick.Stop()
	told := time.Now()
	for {
		// The end is looked for before the files, so that none is left behind.
		run, err := e.Archive.Runs.Run(ctx, e.run)
		waiting := e.intakes.get(e.run) != nil
		if statusOf(err) == http.StatusNotFound && waiting {
			err = nil // an upload of which nothing has come yet
		}
		if err != nil {
			return err
		}
		sent, err := e.files(ctx)
		if err != nil {
			return err
		}
		if more, err := e.counts(run); err != nil {
			return err
		} else if more || sent {
			told = time.Now()
		}
		if !run.Ended.IsZero() || !waiting && run.Watch == "" {
			_, err := fmt.Fprint(e.w, "event: end\ndata: {}\n\n")
			e.control.Flush()
			return err
		}
		if time.Since(told) > eventsAlive {
			told = time.Now()
			if _, err := fmt.Fprint(e.w, ": still there\n\n"); err != nil {
				return err
			}
		}
		if err := e.control.Flush(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// files tells those that are new, and whether there were any.
func (e *events) files(ctx context.Context) (sent bool, err error) {
	for {
		files, err := e.Archive.Runs.RunFiles(ctx, archive.RunQuery{Run: e.run, From: e.from, Limit: eventsBatch})
		if err != nil {
			return sent, err
		}
		for _, f := range files {
			e.from = f.N + 1
			if e.look && !needsLook(f) {
				continue
			}
			data, err := json.Marshal(f)
			if err != nil {
				return sent, err
			}
			sent = true
			if _, err := fmt.Fprintf(e.w, "id: %d\nevent: file\ndata: %s\n\n", f.N, data); err != nil {
				return sent, err
			}
		}
		if len(files) < eventsBatch {
			return sent, nil
		}
	}
}

// counts tells the counts where they have changed. Its event carries the number
// of the last file, so that a reader who comes back is not told again what did
// not concern it.
func (e *events) counts(run archive.Run) (sent bool, err error) {
	data, err := json.Marshal(e.runState(run))
	if err != nil || string(data) == e.said {
		return false, err
	}
	e.said = string(data)
	id := ""
	if e.from > 0 {
		id = fmt.Sprintf("id: %d\n", e.from-1)
	}
	_, err = fmt.Fprintf(e.w, "%sevent: run\ndata: %s\n\n", id, data)
	return true, err
}

// needsLook tells the files that a person should look at.
func needsLook(f archive.RunFile) bool {
	switch f.Outcome {
	case archive.Refused:
		return true
	case archive.Added, archive.Words:
		return len(f.Problems) > 0 || f.Reason != ""
	}
	return false
}
