package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"

	"cutline/archive"
)

// Limits of the pages of runs.
const (
	runsPage     = 50
	runFilesPage = 200
	maxCounted   = 50 // suppliers, or problems, that a receipt counts by name
)

func runURL(id string) string { return "/ingest/runs/" + url.PathEscape(id) }

// runState is a run and how it goes on.
type runState struct {
	Run archive.Run `json:"run"`
	// Running: this process has it under way.
	Running bool `json:"running"`
	// Total is about how many files there are, 0 where that is not known. Rate
	// is files a second, and Left the seconds that are left at that rate.
	Total int64   `json:"total,omitempty"`
	Rate  float64 `json:"rate,omitempty"`
	Left  float64 `json:"left,omitempty"`
}

func (s *site) runState(run archive.Run) runState {
	st := runState{Run: run}
	it := s.intakes.get(run.ID)
	if it == nil || !run.Ended.IsZero() {
		return st
	}
	st.Running, st.Total = true, it.total.Load()
	took := s.Archive.Time().Sub(run.Started).Seconds()
	if took > 0 {
		st.Rate = float64(run.Summary.Files) / took
	}
	if more := st.Total - int64(run.Summary.Files); more > 0 && st.Rate > 0 && it.dir == "" {
		st.Left = float64(more) / st.Rate
	}
	return st
}

// runRow is a run in a list.
type runRow struct {
	URL, When, Who, From, Counts, State string
	Refused                             int
}

func (s *site) runRow(run archive.Run, h house) runRow {
	return runRow{
		URL: runURL(run.ID), When: when(run.Started, h), Who: run.Actor, From: runFrom(run), Counts: runCounts(run.Summary),
		State: s.stateOf(run), Refused: run.Summary.Refused,
	}
}

// runFrom says where the files of a run came from.
func runFrom(run archive.Run) string {
	const most = 3
	if run.Watch != "" {
		return "watched folder " + shownPath(run.Watch)
	}
	var names []string
	for _, path := range run.Paths {
		if len(names) == most {
			names = append(names, "…")
			break
		}
		names = append(names, clip(shownPath(path), maxShownName))
	}
	from := strings.Join(names, ", ")
	if run.Upload() {
		from = "upload of " + from
	}
	return from
}

// runCounts is a summary in a few words.
func runCounts(sum archive.Summary) string {
	var parts []string
	for _, c := range []struct {
		n    int
		what string
	}{{sum.Added, "added"}, {sum.Words, "with new words"}, {sum.Known, "known"}, {sum.Refused, "refused"}, {sum.Skipped, "skipped"}} {
		if c.n > 0 {
			parts = append(parts, count(c.n)+" "+c.what)
		}
	}
	if len(parts) == 0 {
		return "no files"
	}
	return strings.Join(parts, ", ")
}

// stateOf is how a run stands, empty for one that has ended.
func (s *site) stateOf(run archive.Run) string {
	switch {
	case !run.Ended.IsZero() && run.Rehearsal:
		return "rehearsal"
	case !run.Ended.IsZero():
		return ""
	case s.intakes.get(run.ID) != nil:
		return "under way"
	case run.Watch != "":
		return "open"
	}
	return "not ended"
}

type runsListPage struct {
	ingestHead
	Runs []runRow
	Next string
}

// runs lists the runs, the newest first.
func (s *site) runs(w http.ResponseWriter, r *http.Request) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	runs, next, err := s.runsAsked(r)
	if err != nil {
		return err
	}
	page := runsListPage{ingestHead: s.ingestHead(r, "Receipts")}
	for _, run := range runs {
		page.Runs = append(page.Runs, s.runRow(run, h))
	}
	if next != "" {
		page.Next = "/ingest/runs?" + url.Values{"before": {next}}.Encode()
	}
	return s.render(w, r, http.StatusOK, "runs", page)
}

// runsAsked are the runs before the one in the address, and where those before
// them begin.
func (s *site) runsAsked(r *http.Request) (runs []archive.Run, next string, err error) {
	runs, err = s.Archive.Runs.Runs(r.Context(), r.URL.Query().Get("before"), runsPage+1)
	if len(runs) > runsPage {
		runs = runs[:runsPage]
		next = runs[runsPage-1].ID
	}
	return runs, next, err
}

func (s *site) apiRuns(w http.ResponseWriter, r *http.Request) error {
	runs, next, err := s.runsAsked(r)
	if err != nil {
		return err
	}
	states := make([]runState, len(runs))
	for i, run := range runs {
		states[i] = s.runState(run)
	}
	return s.sendJSON(w, r, http.StatusOK, struct {
		Runs []runState `json:"runs"`
		Next string     `json:"next,omitempty"`
	}{states, next})
}

// runAsked is the run in the address.
func (s *site) runAsked(r *http.Request) (archive.Run, error) {
	run, err := s.Archive.Runs.Run(r.Context(), r.PathValue("run"))
	if statusOf(err) == http.StatusNotFound {
		err = &requestError{status: http.StatusNotFound, text: "No ingest has this ID.", next: "Receipts lists all of them."}
	}
	return run, err
}

func (s *site) apiRun(w http.ResponseWriter, r *http.Request) error {
	run, err := s.runAsked(r)
	if err != nil {
		if it := s.intakes.get(r.PathValue("run")); it == nil {
			return err
		}
		run = archive.Run{ID: r.PathValue("run")} // an upload that nothing has come of yet
	}
	return s.sendJSON(w, r, http.StatusOK, s.runState(run))
}

// eachRunFile calls do with every file of a run that the address asks for.
func (s *site) eachRunFile(ctx context.Context, q archive.RunQuery, do func(archive.RunFile) error) error {
	q.Limit = runFilesPage
	for {
		files, err := s.Archive.Runs.RunFiles(ctx, q)
		if err != nil {
			return err
		}
		for _, f := range files {
			if err := do(f); err != nil {
				return err
			}
			q.From = f.N + 1
		}
		if len(files) < q.Limit {
			return nil
		}
	}
}

// apiRunFiles answers with a line for each file of a run.
func (s *site) apiRunFiles(w http.ResponseWriter, r *http.Request) error {
	run, err := s.runAsked(r)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/x-ndjson")
	h.Set("Cache-Control", "no-store")
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	s.stream(w, r, s.eachRunFile(r.Context(), runQuery(r, run.ID, 0), func(f archive.RunFile) error { return enc.Encode(f) }))
	return nil
}

// stream ends an answer that was written as it was read. Trouble in its middle
// must not look like its end: the connection breaks.
func (s *site) stream(_ http.ResponseWriter, r *http.Request, err error) {
	if err == nil {
		return
	}
	if r.Context().Err() == nil {
		s.log.ErrorContext(r.Context(), "an answer broke off", "path", r.URL.Path, "err", err)
	}
	panic(http.ErrAbortHandler)
}

// runName is the name of a receipt to download.
func runName(run archive.Run, ext string) string {
	return "receipt-" + filepath.Base(run.ID) + ext
}
