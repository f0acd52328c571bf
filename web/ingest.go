package web

import (
	"context"
	"net/http"
	"os"
	"strings"
	"time"
)

// maxShownName bounds a name or path in a sentence, in bytes.
const maxShownName = 200

type ingestPage struct {
	ingestHead
	// Fields are those that the form has a place of its own for.
	Fields []givenField
	// Limits of an upload, for the script.
	MaxFile, MaxUpload int64
	Running            []runRow
	Runs               []runRow
	Refused            int
	Queues             []queueTab
	Folders            int
}

// ingestHead is what the pages about ingest have in common.
type ingestHead struct {
	head
	Desk string
	Tabs []choice
}

type givenField struct{ Name, Label, Example string }

func (s *site) ingestHead(r *http.Request, title string) ingestHead {
	page := ingestHead{
		head: head{Title: title, Sheets: []string{deskSheet, ingestSheet}, Scripts: []string{ingestScript}}, Desk: deskName(r),
	}
	for _, tab := range []choice{
		{Label: "Ingest", URL: "/ingest"},
		{Label: "Receipts", URL: "/ingest/runs"},
		{Label: "Refused", URL: "/ingest/refused"},
		{Label: "Watched folders", URL: "/ingest/folders"},
		{Label: "Work queues", URL: "/queues"},
	} {
		tab.Chosen = tab.URL == r.URL.Path
		page.Tabs = append(page.Tabs, tab)
	}
	return page
}

// choose marks the tab that a page below it belongs to.
func (head *ingestHead) choose(url string) {
	for i := range head.Tabs {
		head.Tabs[i].Chosen = head.Tabs[i].URL == url
	}
}

// The style and script of the pages about ingest.
const (
	ingestSheet  = "ingest.css"
	ingestScript = "ingest.js"
)

// recentRuns is how many runs the ingest page names.
const recentRuns = 8

// ingest shows the page on which photos come in.
func (s *site) ingest(w http.ResponseWriter, r *http.Request) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page := ingestPage{ingestHead: s.ingestHead(r, "Ingest"), MaxFile: s.maxFile(), MaxUpload: s.maxUpload()}
	page.Fields = []givenField{
		{"credit", "Credit line", "Vadim Ghirda/AP"},
		{"source", "Source", "AP"},
		{"by", "By-line", "Vadim Ghirda"},
		{"copyright", "Copyright", "© The Associated Press"},
		{"instructions", "Instructions", "No resales"},
		{"keyword", "Keywords", "Kyiv; fire"},
	}
	runs, err := s.Archive.Runs.Runs(r.Context(), "", recentRuns)
	if err != nil {
		return err
	}
	for _, run := range runs {
		page.Runs = append(page.Runs, s.runRow(run, h))
	}
	if page.Refused, _, err = s.Archive.Refusals.QuarantineSize(r.Context()); err != nil {
		return err
	}
	if page.Queues, err = s.queueTabs(r.Context(), ""); err != nil {
		return err
	}
	settings, _, err := s.Archive.Settings(r.Context())
	if err != nil {
		return err
	}
	page.Folders = len(settings.Folders)
	return s.render(w, r, http.StatusOK, "ingest", page)
}

// upload takes the files of a form, as a browser without script sends them, and
// leads to the page of the run.
func (s *site) upload(w http.ResponseWriter, r *http.Request) error {
	it, got, err := s.uploaded(w, r)
	if err != nil {
		return err
	}
	s.background(it, func(context.Context) {
		defer it.turn.Unlock()
		defer it.stop()
		if _, err := s.take(it, got); err != nil {
			s.log.Error("an upload could not be taken in", "run", it.in.ID, "err", err)
		}
	})
	wait(r.Context(), it.ended)
	http.Redirect(w, r, runURL(it.in.ID), http.StatusSeeOther)
	return nil
}

// uploaded receives an upload that comes in one request. The caller has its
// turn then.
func (s *site) uploaded(w http.ResponseWriter, r *http.Request) (*intake, *received, error) {
	if s.Ingest == nil || s.Background == nil {
		return nil, nil, notHere
	}
	dir, err := s.Archive.Spool.Folder()
	if err != nil {
		return nil, nil, err
	}
	it, got, err := s.receiveWhole(w, r, dir)
	if err != nil {
		os.RemoveAll(dir)
	}
	return it, got, err
}

func (s *site) receiveWhole(w http.ResponseWriter, r *http.Request, dir string) (*intake, *received, error) {
	got, err := s.receive(w, r, dir)
	if err != nil {
		return nil, nil, err
	}
	if len(got.files) == 0 {
		return nil, nil, noFiles
	}
	actor, err := actorNamed(w, r, got.form.Get("desk"))
	if err != nil {
		return nil, nil, err
	}
	it, err := s.newIntake(actor, got.form)
	if err != nil {
		return nil, nil, err
	}
	it.turn.Lock()
	if err := s.openUpload(it, dir); err != nil {
		it.turn.Unlock()
		return nil, nil, err
	}
	return it, got, nil
}

var noFiles = &requestError{status: http.StatusBadRequest, text: "No file came with the form.", next: "Go back and choose photos, or a folder of them."}

// wait waits a moment for something to end, so that little work answers at once.
func wait(ctx context.Context, ended <-chan struct{}) {
	select {
	case <-ended:
	case <-ctx.Done():
	case <-time.After(trialPatience):
	}
}

// ingestFolder ingests a folder of this machine.
func (s *site) ingestFolder(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	it, err := s.begin(w, r)
	if err != nil {
		return err
	}
	wait(r.Context(), it.ended)
	http.Redirect(w, r, runURL(it.in.ID), http.StatusSeeOther)
	return nil
}

// begin begins the run that a form asks for: of the paths in it, or else of an
// upload that is to come.
func (s *site) begin(w http.ResponseWriter, r *http.Request) (*intake, error) {
	who, err := actor(w, r)
	if err != nil {
		return nil, err
	}
	it, err := s.newIntake(who, r.PostForm)
	if err != nil {
		return nil, err
	}
	if _, folders := r.PostForm["path"]; folders {
		var paths []string
		for _, text := range r.PostForm["path"] {
			for line := range strings.Lines(text) {
				if line = strings.TrimRight(line, "\r\n"); strings.TrimSpace(line) != "" {
					paths = append(paths, line)
				}
			}
		}
		if len(paths) == 0 {
			return nil, &requestError{status: http.StatusBadRequest, text: "No folder is named.", next: "Go back and write the path of one."}
		}
		return it, s.startFolders(it, paths)
	}
	dir, err := s.Archive.Spool.Folder()
	if err != nil {
		return nil, err
	}
	if err := s.openUpload(it, dir); err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	return it, nil
}

// stopRun ends an ingest that this process has under way. What was reported is
// stored.
func (s *site) stopRun(w http.ResponseWriter, r *http.Request) error {
	it := s.intakes.get(r.PathValue("run"))
	if it != nil {
		it.stop()
		wait(r.Context(), it.ended)
	}
	http.Redirect(w, r, runURL(r.PathValue("run")), http.StatusSeeOther)
	return nil
}
