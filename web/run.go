package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/folder"
)

// runPage is the receipt of a run.
type runPage struct {
	ingestHead
	runRow
	ID string
	// Note says how it stands, where it has not simply ended.
	Note    string
	Live    bool // it goes on
	CanStop bool
	Took    string
	Figures []figure
	// Suppliers and Problems are counts with the address of their files.
	Suppliers, Problems []figure
	// Mine: some chosen kind of files is listed, Whose it is.
	Mine         string
	Files        []runFileRow
	Next, First  string
	Events       string
	Progress     int64
	Total        int64
	ListedBefore bool // its list of files was forgotten
}

type figure struct {
	Name, Label, URL string
	Count            int
	Chosen           bool
	Bad              bool
}

type runFileRow struct {
	Outcome, Path, Reason, URL, Of, OfURL, Problems, Supplier string
	Bad                                                       bool
}

// run shows a run: counted first, then file by file.
func (s *site) run(w http.ResponseWriter, r *http.Request) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	run, err := s.runAsked(r)
	if err != nil {
		if it := s.intakes.get(r.PathValue("run")); it == nil {
			return err
		}
		run = archive.Run{ID: r.PathValue("run"), Started: s.Archive.Time()}
	}
	page := &runPage{ingestHead: s.ingestHead(r, "Ingest of "+when(run.Started, h)), runRow: s.runRow(run, h), ID: run.ID}
	page.choose("/ingest/runs")
	st := s.runState(run)
	page.CanStop, page.Live = st.Running, run.Ended.IsZero() && (st.Running || run.Watch != "")
	page.RefreshPlain = st.Running
	page.Total, page.Progress, page.Note = st.Total, int64(run.Summary.Files), s.runNote(run)
	if !run.Ended.IsZero() {
		page.Took = took(run.Ended.Sub(run.Started))
	}
	if err := s.fillRun(r, page, run); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "run", page)
}

func (s *site) runNote(run archive.Run) string {
	switch s.stateOf(run) {
	case "rehearsal":
		return "This was a rehearsal: nothing was stored."
	case "open":
		return "This run takes in what comes through the folder; it ends when nothing has come for a while."
	case "not ended":
		return "This run has not ended: it was cut off, or another process has it under way. What is listed is stored."
	}
	return ""
}

// took is a length of time for people.
func took(d time.Duration) string {
	switch {
	case d < time.Second:
		return "less than a second"
	case d < time.Minute:
		return fmt.Sprintf("%.1f seconds", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
}

// runQuery is what an address asks of the files of a run.
func runQuery(r *http.Request, id string, limit int) archive.RunQuery {
	v := r.URL.Query()
	q := archive.RunQuery{Run: id, Outcome: v.Get("outcome"), Supplier: v.Get("supplier"), Problem: v.Get("problem"), Limit: limit}
	q.From, _ = strconv.Atoi(v.Get("from"))
	q.From = max(q.From, 0)
	return q
}

// runFilesURL is the address of files of a run.
func runFilesURL(q archive.RunQuery) string {
	v := make(url.Values)
	for name, value := range map[string]string{"outcome": q.Outcome, "supplier": q.Supplier, "problem": q.Problem} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if q.From > 0 {
		v.Set("from", strconv.Itoa(q.From))
	}
	if len(v) == 0 {
		return runURL(q.Run)
	}
	return runURL(q.Run) + "?" + v.Encode()
}

func (s *site) fillRun(r *http.Request, page *runPage, run archive.Run) error {
	q := runQuery(r, run.ID, runFilesPage)
	sum := run.Summary
	for _, f := range []figure{
		{Name: archive.Added, Count: sum.Added},
		{Name: archive.Words, Label: "new words", Count: sum.Words},
		{Name: archive.Known, Count: sum.Known},
		{Name: archive.Refused, Count: sum.Refused, Bad: sum.Refused > 0},
		{Name: archive.Skipped, Count: sum.Skipped},
	} {
		f.URL, f.Chosen = runFilesURL(archive.RunQuery{Run: run.ID, Outcome: f.Name}), q.Outcome == f.Name
		f.Label = cmp.Or(f.Label, f.Name)
		page.Figures = append(page.Figures, f)
	}
	counted := func(counts map[string]int, query func(name string) archive.RunQuery, chosen string) (list []figure) {
		for i, name := range folder.ByCount(counts) {
			if i == maxCounted {
				break
			}
			list = append(list, figure{
				Name: clip(name, maxShownName), URL: runFilesURL(query(name)), Count: counts[name], Chosen: name == chosen,
			})
		}
		return list
	}
	page.Suppliers = counted(sum.Suppliers, func(name string) archive.RunQuery {
		return archive.RunQuery{Run: run.ID, Supplier: name}
	}, q.Supplier)
	page.Problems = counted(sum.Problems, func(name string) archive.RunQuery {
		return archive.RunQuery{Run: run.ID, Problem: name}
	}, q.Problem)
	page.Mine = strings.TrimSpace(q.Outcome + " " + clip(q.Supplier+" "+q.Problem, maxShownName))
	q.Limit++
	files, err := s.Archive.Runs.RunFiles(r.Context(), q)
	if err != nil {
		return err
	}
	if len(files) == q.Limit {
		files = files[:runFilesPage]
		next := q
		next.From = files[runFilesPage-1].N + 1
		page.Next = runFilesURL(next)
	}
	if q.From > 0 {
		q.From = 0
		page.First = runFilesURL(q)
	}
	for _, f := range files {
		page.Files = append(page.Files, runFile(f))
	}
	page.ListedBefore = len(files) == 0 && page.Mine == "" && page.First == "" && sum.Files > 0 && !page.Live
	if page.Live {
		page.Events = fmt.Sprintf("/api/v1/runs/%s/events?look=1&from=%d", url.PathEscape(run.ID), sum.Files)
	}
	return nil
}

func runFile(f archive.RunFile) runFileRow {
	row := runFileRow{
		Outcome: f.Outcome, Path: clip(shownPath(f.Path), maxShownValue), Reason: clip(shownPath(f.Reason), maxShownValue),
		Problems: strings.Join(f.Problems, ", "), Supplier: f.Supplier, Bad: f.Outcome == archive.Refused,
	}
	if f.ID != "" {
		row.URL = "/photos/" + string(f.ID)
	}
	if f.Relation.Of != "" {
		row.Of, row.OfURL = "the same picture as "+string(f.Relation.Of)+", with other words", "/photos/"+string(f.Relation.Of)
	}
	if f.Unchanged {
		row.Reason = strings.TrimSpace("not read again: it has not changed. " + row.Reason)
	}
	return row
}
