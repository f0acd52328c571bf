package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

// Limits of a correction of many photos on its way from a page.
const (
	// maxPreviewed is how many photos a preview looks at.
	maxPreviewed = 5000
	// maxPreviewRows is how many of them it shows.
	maxPreviewRows = 24
)

func (s *site) batchRoutes() map[string]handler {
	return map[string]handler{
		"POST /correct":                       s.correctSelected,
		"GET /corrections":                    s.batches,
		"GET /corrections/{n}":                s.batch,
		"POST /corrections/{n}/{do}":          s.doBatch,
		"GET /api/v1/corrections":             s.apiBatches,
		"POST /api/v1/corrections":            s.apiCorrectMany,
		"GET /api/v1/corrections/{n}":         s.apiBatch,
		"GET /api/v1/corrections/{n}/refused": s.apiRefusedBy,
		"POST /api/v1/corrections/{n}/{do}":   s.apiDoBatch,
	}
}

// fieldOption is a field to choose.
type fieldOption struct {
	Name, Label string
	Chosen      bool
}

// fieldOptions are the fields that can be corrected, by what people call them.
func fieldOptions(chosen embedded.Field) []fieldOption {
	var list []fieldOption
	for _, name := range archive.Correctable() {
		list = append(list, fieldOption{Name: string(name), Label: label(name), Chosen: name == chosen})
	}
	slices.SortFunc(list, func(a, b fieldOption) int { return strings.Compare(a.Label, b.Label) })
	return list
}

// opWords say what can be done to a field.
var opWords = map[archive.Op]string{
	archive.Set: "Set to", archive.Append: "Add at the end", archive.Prepend: "Add at the beginning", archive.Replace: "Find and replace",
}

type opOption struct {
	Op     archive.Op
	Label  string
	Chosen bool
}

func opOptions(chosen archive.Op) []opOption {
	var list []opOption
	for _, op := range archive.Ops() {
		list = append(list, opOption{Op: op, Label: opWords[op], Chosen: op == chosen})
	}
	return list
}

// correctPage asks what is to be corrected, and shows what that would do.
type correctPage struct {
	head
	Chosen []param
	Says   string
	Fields []fieldOption
	Ops    []opOption
	// What was asked.
	Value, Find, Lang, Why string
	Desk                   string
	Problem                string
	Preview                *preview
	Back                   string
}

// preview is what a correction would do.
type preview struct {
	Does                        string
	Changed, Unchanged, Refused int
	// Unseen is how many photos were not looked at.
	Unseen int
	// Seen is when they were looked at, microseconds since 1970.
	Seen int64
	Rows []previewRow
	More int
	// Cut is how many would have a value that IPTC-IIM cannot carry whole.
	Cut int
}

// previewRow is a photo before and after.
type previewRow struct {
	URL, File string
	Picture   picture
	Changes   []changeRow
	Refused   string
}

// changeRow is a field before and after, with the words that differ marked.
type changeRow struct {
	Label    string
	From, To []word
	Note     string
}

// changeRowOf shows a correction.
func changeRowOf(c archive.Correction) changeRow {
	from, to := clip(strings.Join(c.From, "; "), maxCreditBytes), clip(strings.Join(c.To, "; "), maxCreditBytes)
	row := changeRow{Label: label(c.Field), From: against(from, to), To: against(to, from), Note: archive.Cut(c.Field, c.To)}
	if c.Lang != "" {
		row.Label += " (" + c.Lang + ")"
	}
	return row
}

// editAsked is the edit that a form asks for, which has been read.
func editAsked(r *http.Request) archive.Edit {
	e := archive.Edit{
		Field: embedded.Field(r.PostFormValue("field")), Lang: strings.TrimSpace(r.PostFormValue("lang")), Op: archive.Op(r.PostFormValue("op")),
	}
	if e.Op == "" {
		e.Op = archive.Set
	}
	if e.Op == archive.Replace {
		e.Find, e.With = r.PostFormValue("find"), strings.ReplaceAll(r.PostFormValue("value"), "\r\n", "\n")
		return e
	}
	e.Values = valuesWritten(e.Field, r.PostForm["value"])
	return e
}

// valuesWritten are the values that a form has for a field: of a list each line
// is one, and each that stands between semicolons.
func valuesWritten(field embedded.Field, texts []string) []string {
	var values []string
	for _, text := range texts {
		parts := []string{strings.ReplaceAll(text, "\r\n", "\n")}
		if archive.IsList(field) {
			parts = strings.FieldsFunc(parts[0], func(r rune) bool { return r == ';' || r == '\n' })
		}
		for _, part := range parts {
			if part = strings.TrimSpace(part); part != "" {
				values = append(values, part)
			}
		}
	}
	return values
}

// correctSelected corrects a selection of photos: it asks what, shows a preview,
// and does it, one after the other.
func (s *site) correctSelected(w http.ResponseWriter, r *http.Request) error {
	chosen, err := s.selected(w, r, maxSelected)
	if err != nil {
		return err
	}
	e := editAsked(r)
	page := &correctPage{
		head: head{Title: "Correct " + chosen.Says(), Sheets: []string{deskSheet, correctSheet}}, Chosen: chosen.Params(), Says: chosen.Says(),
		Fields: fieldOptions(e.Field), Ops: opOptions(e.Op), Value: r.PostFormValue("value"), Find: e.Find, Lang: e.Lang,
		Why: clip(strings.TrimSpace(r.PostFormValue("why")), maxWhy), Desk: deskName(r), Back: chosen.View.url(""),
	}
	b := archive.Batch{Actor: "nobody yet", Why: page.Why, Edits: []archive.Edit{e}}
	if chosen.form.Get("all") != "" {
		b.Asked = []string{chosen.View.Text}
	}
	do := r.PostFormValue("do")
	if do != "" && e.Op != archive.Replace && len(e.Values) == 0 && r.PostFormValue("empty") == "" {
		page.Problem = "No value is written. To empty the field, say so below."
	} else if do != "" {
		err = archive.CheckEdits(b.Edits)
	}
	if wrong, ok := errors.AsType[*archive.CorrectionError](err); ok {
		page.Problem, err = sentence(wrong.Reason), nil
	}
	switch {
	case err != nil:
		return err
	case page.Problem != "":
		return s.render(w, r, http.StatusUnprocessableEntity, "correct", page)
	case do == "preview":
		if page.Preview, err = s.preview(r.Context(), b, chosen.IDs); err != nil {
			return err
		}
	case do == "apply":
		return s.applyBatch(w, r, b, chosen.IDs)
	}
	return s.render(w, r, http.StatusOK, "correct", page)
}

// preview looks at the first photos of a correction.
func (s *site) preview(ctx context.Context, b archive.Batch, ids []archive.ID) (*preview, error) {
	pre := &preview{Does: b.Edits[0].String(), Seen: s.now().UnixMicro(), Unseen: max(len(ids)-maxPreviewed, 0)}
	shown := make(map[archive.ID]archive.Edited)
	var order []archive.ID
	err := s.Archive.Preview(ctx, b, ids[:min(len(ids), maxPreviewed)], func(e archive.Edited) {
		switch {
		case e.Refused != "":
			pre.Refused++
		case len(e.Corrections) == 0:
			pre.Unchanged++
			return
		default:
			pre.Changed++
			for _, c := range e.Corrections {
				if note := archive.Cut(c.Field, c.To); note != "" {
					pre.Cut++
				}
			}
		}
		if len(order) < maxPreviewRows {
			shown[e.ID], order = e, append(order, e.ID)
		} else {
			pre.More++
		}
	})
	if err != nil {
		return nil, err
	}
	pre.Rows, err = s.editedRows(ctx, order, shown)
	return pre, err
}

// editedRows show photos with what a correction makes of them.
func (s *site) editedRows(ctx context.Context, order []archive.ID, edited map[archive.ID]archive.Edited) ([]previewRow, error) {
	photos, err := s.Archive.Catalogue.Photos(ctx, order)
	if err != nil {
		return nil, err
	}
	var rows []previewRow
	for _, id := range order {
		row := previewRow{URL: "/photos/" + string(id), File: string(id), Refused: edited[id].Refused}
		if i := slices.IndexFunc(photos, func(p *archive.Photo) bool { return p.ID == id }); i >= 0 {
			row.File, row.Picture = clip(fileName(photos[i]), maxShownName), gridPicture(photos[i], "1")
			row.Picture.Alt = ""
		}
		for _, c := range edited[id].Corrections {
			row.Changes = append(row.Changes, changeRowOf(c))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// applyBatch begins a correction and leads to its page.
func (s *site) applyBatch(w http.ResponseWriter, r *http.Request, b archive.Batch, ids []archive.ID) error {
	var err error
	if b.Actor, err = actor(w, r); err != nil {
		return err
	}
	if seen, err := strconv.ParseInt(r.PostFormValue("seen"), 10, 64); err == nil {
		b.Seen = time.UnixMicro(seen)
	}
	if b, err = s.Archive.Begin(r.Context(), b, ids); err != nil {
		return err
	}
	return s.carried(w, r, b)
}

// carried sets out to carry a correction out and leads to its page, which shows
// it done where that takes but a moment.
func (s *site) carried(w http.ResponseWriter, r *http.Request, b archive.Batch) error {
	if err := s.carry(w, r, b); err != nil {
		return err
	}
	http.Redirect(w, r, batchURL(b.N), http.StatusSeeOther)
	return nil
}

func batchURL(n int64) string { return "/corrections/" + strconv.FormatInt(n, 10) }

// batchPatience is how long a request waits for a correction to end.
const batchPatience = time.Second

// carry carries a correction out beside the requests, and waits a moment for it.
func (s *site) carry(w http.ResponseWriter, r *http.Request, b archive.Batch) error {
	ended := make(chan error, 1)
	job := func(ctx context.Context) {
		_, err := s.Archive.Carry(ctx, b.N, nil)
		if err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "a correction failed and will be carried on", "correction", b.N, "err", err)
		}
		ended <- err
	}
	if s.Background == nil {
		job(r.Context())
	} else {
		s.Background(job)
	}
	select {
	case err := <-ended:
		if err != nil {
			return err
		}
	case <-time.After(batchPatience):
	case <-r.Context().Done():
		return r.Context().Err()
	}
	stats, err := s.Archive.Catalogue.Stats(r.Context())
	if err == nil {
		wrote(w, stats.Last)
	}
	return err
}

// batchAsked is the correction whose number is in the address.
func (s *site) batchAsked(r *http.Request) (archive.Batch, error) {
	n, err := strconv.ParseInt(r.PathValue("n"), 10, 64)
	if err == nil {
		var b archive.Batch
		if b, err = s.Archive.Batches.Batch(r.Context(), n); err == nil || !errors.Is(err, archive.ErrNotFound) {
			return b, err
		}
	}
	return archive.Batch{}, &requestError{status: http.StatusNotFound, text: fmt.Sprintf("There is no correction %s.", clip(r.PathValue("n"), 20)), next: "Corrections lists those that there are."}
}
