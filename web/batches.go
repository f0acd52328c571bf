package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"cutline/archive"
)

// Limits of the pages of corrections.
const (
	batchesPage = 50
	maxRefused  = 200 // photos that a page lists, or an answer of the API
)

// batchRow is a correction of many photos in a list, and on its page.
type batchRow struct {
	N                                int64
	URL, When, Who, Does, Why, State string
	// Asked is the query that named the photos, with its address.
	Asked, AskedURL                                   string
	Photos, Done, Changed, Unchanged, Refused, Undoes int
	UnderWay, Stopped, CanUndo                        bool
}

func (h house) batchRow(b archive.Batch) batchRow {
	row := batchRow{
		N: b.N, URL: batchURL(b.N), When: moment(b.At, h), Who: b.Actor, Why: b.Why, Undoes: int(b.Undoes),
		Photos: b.Photos, Done: b.Done, Changed: b.Changed, Unchanged: b.Unchanged, Refused: b.Refused,
		UnderWay: b.Ended.IsZero(), Stopped: b.Stopped, CanUndo: !b.Ended.IsZero() && b.Undoes == 0 && b.Changed > 0,
	}
	for i, e := range b.Edits {
		if i > 0 {
			row.Does += ", "
		}
		row.Does += clip(e.String(), maxCreditShown)
	}
	if b.Undoes > 0 {
		row.Does = fmt.Sprintf("takes back correction %d", b.Undoes)
	}
	if len(b.Asked) > 0 {
		row.Asked, row.AskedURL = clip(b.Asked[0], maxCreditShown), view{Size: defaultSize}.with(b.Asked[0])
	}
	row.State = photosWord(b.Changed) + " corrected"
	if b.Unchanged > 0 {
		row.State += ", " + count(b.Unchanged) + " had these values"
	}
	if b.Refused > 0 {
		row.State += ", " + count(b.Refused) + " left alone"
	}
	return row
}

func photosWord(n int) string { return count(n) + " " + plural(n, "photo", "photos") }

type batchesListPage struct {
	head
	Rows []batchRow
	Next string
}

// batchesAsked are the corrections before the one in the address.
func (s *site) batchesAsked(r *http.Request) (list []archive.Batch, next int64, err error) {
	before, err := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64)
	if err != nil {
		before = 0
	}
	list, err = s.Archive.Batches.Batches(r.Context(), before, false, batchesPage+1)
	if len(list) > batchesPage {
		list = list[:batchesPage]
		next = list[batchesPage-1].N
	}
	return list, next, err
}

// batches lists the corrections of many photos, the last first.
func (s *site) batches(w http.ResponseWriter, r *http.Request) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	list, next, err := s.batchesAsked(r)
	if err != nil {
		return err
	}
	page := batchesListPage{head: head{Title: "Corrections", Sheets: []string{deskSheet, correctSheet}}}
	for _, b := range list {
		page.Rows = append(page.Rows, h.batchRow(b))
	}
	if next > 0 {
		page.Next = "/corrections?before=" + strconv.FormatInt(next, 10)
	}
	return s.render(w, r, http.StatusOK, "batches", page)
}

type batchPage struct {
	head
	batchRow
	Rows     []previewRow // photos that it changed
	Others   []previewRow // photos that it left alone
	MoreRows int
	Desk     string
}

// batch shows a correction: how far it is, what it changed, what it left alone.
func (s *site) batch(w http.ResponseWriter, r *http.Request) error {
	b, err := s.batchAsked(r)
	if err != nil {
		return err
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page := &batchPage{head: head{Title: fmt.Sprintf("Correction %d", b.N), Sheets: []string{deskSheet, correctSheet}}, batchRow: h.batchRow(b), Desk: deskName(r)}
	page.Refresh = page.UnderWay
	if page.Rows, err = s.changedBy(r.Context(), b.N); err != nil {
		return err
	}
	page.MoreRows = b.Changed - len(page.Rows)
	refused, err := s.Archive.Batches.BatchPhotos(r.Context(), b.N, 0, true, maxRefused)
	if err != nil {
		return err
	}
	edited := make(map[archive.ID]archive.Edited, len(refused))
	var order []archive.ID
	for _, p := range refused {
		edited[p.ID], order = archive.Edited{ID: p.ID, Refused: sentence(p.Refused)}, append(order, p.ID)
	}
	if page.Others, err = s.editedRows(r.Context(), order, edited); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "batch", page)
}

// changedBy shows the first photos that a correction changed.
func (s *site) changedBy(ctx context.Context, n int64) ([]previewRow, error) {
	ids, err := s.Archive.Batches.BatchChanged(ctx, n, "", maxPreviewRows)
	if err != nil {
		return nil, err
	}
	photos, err := s.Archive.Catalogue.Photos(ctx, ids)
	if err != nil {
		return nil, err
	}
	edited := make(map[archive.ID]archive.Edited, len(photos))
	for _, p := range photos {
		e := archive.Edited{ID: p.ID}
		for _, c := range p.Corrections {
			if c.Batch == n {
				e.Corrections = append(e.Corrections, c)
			}
		}
		edited[p.ID] = e
	}
	return s.editedRows(ctx, ids, edited)
}

// actOn undoes, stops or resumes a correction, whose form has been read, and
// returns the one to look at then.
func (s *site) actOn(w http.ResponseWriter, r *http.Request) (archive.Batch, error) {
	b, err := s.batchAsked(r)
	if err != nil {
		return b, err
	}
	who, err := actor(w, r)
	if err != nil {
		return b, err
	}
	switch r.PathValue("do") {
	case "undo":
		b, err = s.Archive.BeginUndo(r.Context(), b.N, who, formText(r, "why"))
	case "resume":
		b, err = s.Archive.Resume(r.Context(), b.N)
	case "stop":
		return s.Archive.Stop(r.Context(), b.N)
	default:
		err = &requestError{status: http.StatusNotFound, text: "A correction can be undone, stopped and resumed."}
	}
	if wrong, ok := errors.AsType[*archive.CorrectionError](err); ok {
		err = &requestError{status: http.StatusConflict, text: sentence(wrong.Reason), next: "Go back and look how far it is."}
	}
	if err == nil {
		err = s.carry(w, r, b)
	}
	return b, err
}

func (s *site) doBatch(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	b, err := s.actOn(w, r)
	if err != nil {
		return err
	}
	http.Redirect(w, r, batchURL(b.N), http.StatusSeeOther)
	return nil
}

func (s *site) apiBatches(w http.ResponseWriter, r *http.Request) error {
	list, next, err := s.batchesAsked(r)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, struct {
		Corrections []archive.Batch `json:"corrections"`
		Next        int64           `json:"next,omitempty"`
	}{list, next})
}

func (s *site) apiBatch(w http.ResponseWriter, r *http.Request) error {
	b, err := s.batchAsked(r)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, b)
}

// apiRefusedBy lists the photos that a correction left alone, with the reasons.
func (s *site) apiRefusedBy(w http.ResponseWriter, r *http.Request) error {
	b, err := s.batchAsked(r)
	if err != nil {
		return err
	}
	from, err := strconv.Atoi(r.URL.Query().Get("from"))
	if err != nil {
		from = 0
	}
	list, err := s.Archive.Batches.BatchPhotos(r.Context(), b.N, from, true, maxRefused)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, map[string][]archive.BatchPhoto{"refused": list})
}

func (s *site) apiDoBatch(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	b, err := s.actOn(w, r)
	if err != nil {
		return err
	}
	return s.sendBatch(w, r, b.N)
}

// sendBatch answers a program with a correction as it is now.
func (s *site) sendBatch(w http.ResponseWriter, r *http.Request, n int64) error {
	b, err := s.Archive.Batches.Batch(r.Context(), n)
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/api/v1/corrections/"+strconv.FormatInt(n, 10))
	return s.sendJSON(w, r, http.StatusAccepted, b)
}

// rehearsed is what a correction would do, for a program.
type rehearsed struct {
	Changed   int             `json:"changed"`
	Unchanged int             `json:"unchanged"`
	Refused   int             `json:"refused"`
	Photos    []rehearsedLine `json:"photos"`
}

type rehearsedLine struct {
	ID     archive.ID `json:"id"`
	Field  string     `json:"field,omitempty"`
	From   any        `json:"from,omitempty"`
	To     any        `json:"to,omitempty"`
	Reason string     `json:"reason,omitempty"`
	Note   string     `json:"note,omitempty"`
}

// maxForetold is how many photos a rehearsal lists.
const maxForetold = 1000

// apiCorrectMany corrects the photos named by id=… or all that q finds.
func (s *site) apiCorrectMany(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	if r.PostForm.Get("q") != "" {
		if r.PostForm.Has("id") {
			return &requestError{status: http.StatusBadRequest, text: "Photos are named by id or by q, not by both.", next: "Leave one of them out."}
		}
		r.PostForm.Set("all", "1")
		s.foundSoon(r.Context()) // what the index does not know is not chosen
	}
	chosen, err := s.selected(w, r, maxSelected)
	if err != nil {
		return err
	}
	b := archive.Batch{Why: formText(r, "why"), Edits: []archive.Edit{editAsked(r)}}
	if chosen.form.Get("all") != "" {
		b.Asked = []string{chosen.View.Text}
	}
	if r.PostFormValue("dry_run") != "" {
		err = s.rehearse(w, r, b, chosen.IDs)
	} else if b.Actor, err = actor(w, r); err == nil {
		if b, err = s.Archive.Begin(r.Context(), b, chosen.IDs); err == nil {
			if err = s.carry(w, r, b); err == nil {
				return s.sendBatch(w, r, b.N)
			}
		}
	}
	if wrong, ok := errors.AsType[*archive.CorrectionError](err); ok {
		err = &requestError{status: http.StatusUnprocessableEntity, text: sentence(wrong.Reason)}
	}
	return err
}

func (s *site) rehearse(w http.ResponseWriter, r *http.Request, b archive.Batch, ids []archive.ID) error {
	var done rehearsed
	err := s.Archive.Preview(r.Context(), b, ids, func(e archive.Edited) {
		line := rehearsedLine{ID: e.ID, Reason: e.Refused}
		switch {
		case e.Refused != "":
			done.Refused++
		case len(e.Corrections) == 0:
			done.Unchanged++
			return
		default:
			done.Changed++
			c := e.Corrections[0]
			line.Field, line.From, line.To, line.Note = string(c.Field), archive.Shaped(c.Field, c.From), archive.Shaped(c.Field, c.To), archive.Cut(c.Field, c.To)
		}
		if len(done.Photos) < maxForetold {
			done.Photos = append(done.Photos, line)
		}
	})
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, done)
}
