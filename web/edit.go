package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
)

func (s *site) editRoutes() map[string]handler {
	return map[string]handler{
		"GET /photos/{id}/correct":  s.editForm,
		"POST /photos/{id}/correct": s.editNow,
	}
}

// editPage corrects one field of one photo. Its form also stands in the page of
// the photo, beside the value.
type editPage struct {
	head
	ID      archive.ID
	Picture picture
	File    string
	Field   embedded.Field
	Label   string
	Lang    string
	List    bool // one value a line
	Prose   bool // a text of several lines
	Value   string
	Why     string
	Desk    string
	Problem string
	// State is that of the field's values which the form was made from.
	State string
	// Now is the value in force, with its layer and place.
	Now          string
	Layer, Place string
	Layers       *layerRow
	// Conflict is set where somebody else was faster.
	Conflict *editConflict
	Fields   []fieldOption
}

// editConflict shows what somebody else made of a field beside what was written.
type editConflict struct {
	Who, When    string
	Theirs, Mine []word
}

// stateOf is a short name for the values of a field: two that are not equal have
// different ones.
func stateOfValues(values []string) string {
	text, _ := json.Marshal(values) // strings always can be
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// lines are the values of a field as a form shows them.
func lines(values []string) string { return strings.Join(values, "\n") }

// edit makes the form for a field as it is.
func (s *site) edit(r *http.Request, p *archive.Photo, field embedded.Field, lang string) (*editPage, error) {
	h, err := s.house(r.Context())
	if err != nil {
		return nil, err
	}
	check := archive.Edit{Field: field, Lang: lang, Op: archive.Set}
	if err := check.Check(); err != nil {
		return nil, &requestError{status: http.StatusNotFound, text: sentence(err.Error()), next: "Go back to the photo and choose a field."}
	}
	values := p.Values(field, lang)
	page := &editPage{
		head: head{Title: "Correct " + label(field), Sheets: []string{deskSheet, photoSheet, correctSheet}},
		ID:   p.ID, Picture: gridPicture(p, "1"), File: clip(fileName(p), maxShownName), Field: field, Label: label(field), Lang: lang,
		List: archive.IsList(field), Value: lines(values), State: stateOfValues(values), Now: lines(values), Desk: deskName(r), Fields: fieldOptions(field),
	}
	page.Prose = page.List || slices.Contains([]embedded.Field{embedded.Caption, embedded.Instructions, embedded.Usage, embedded.AltText, embedded.Headline, embedded.Credit, embedded.Copyright}, field)
	page.Picture.Alt = ""
	f := p.Fields()[field]
	page.Layer, page.Place = f.Layer, f.Place
	for _, l := range h.rules.Layers(p) {
		if l.Name == field {
			row := h.layerRow(l)
			page.Layers = &row
		}
	}
	return page, nil
}

func (s *site) editForm(w http.ResponseWriter, r *http.Request) error {
	p, err := s.photoAsked(r)
	if err != nil {
		return err
	}
	page, err := s.edit(r, p, embedded.Field(r.URL.Query().Get("field")), r.URL.Query().Get("lang"))
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "edit", page)
}

// editNow corrects a field, unless it is not any more as the form had it: then it
// shows what somebody else made of it.
func (s *site) editNow(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	p, err := s.photoAsked(r)
	if err != nil {
		return err
	}
	field, lang := embedded.Field(r.PostFormValue("field")), r.PostFormValue("lang")
	page, err := s.edit(r, p, field, lang)
	if err != nil {
		return err
	}
	c := archive.Correction{Field: field, Lang: lang, To: valuesWritten(field, r.PostForm["value"]), Why: clip(formText(r, "why"), maxWhy)}
	values := p.Values(field, lang)
	mine := lines(c.To)
	page.Value, page.Why = mine, c.Why
	if stateOfValues(values) != r.PostFormValue("state") {
		return s.editConflict(w, r, page, p, mine)
	}
	if slices.Equal(values, c.To) {
		http.Redirect(w, r, "/photos/"+string(p.ID), http.StatusSeeOther)
		return nil
	}
	if c.Actor, err = actor(w, r); err != nil {
		return err
	}
	done, err := s.Archive.Correct(r.Context(), p.ID, c, append([]string{}, values...))
	if wrong, ok := errors.AsType[*archive.CorrectionError](err); ok {
		page.Problem = sentence(wrong.Reason)
		return s.render(w, r, http.StatusUnprocessableEntity, "edit", page)
	}
	if errors.Is(err, archive.ErrConflict) { // in this very moment
		if p, err = s.Archive.Photo(r.Context(), p.ID); err != nil {
			return err
		}
		if page, err = s.edit(r, p, field, lang); err != nil {
			return err
		}
		page.Value, page.Why = mine, c.Why
		return s.editConflict(w, r, page, p, mine)
	}
	if err != nil {
		return err
	}
	wrote(w, done.Seq)
	http.Redirect(w, r, fmt.Sprintf("/photos/%s#f-%s", p.ID, field), http.StatusSeeOther)
	return nil
}

// editConflict answers with both values. The form stands on the one in force now,
// so that sending it again means to.
func (s *site) editConflict(w http.ResponseWriter, r *http.Request, page *editPage, p *archive.Photo, mine string) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page.Conflict = &editConflict{Theirs: against(page.Now, mine), Mine: against(mine, page.Now)}
	for _, c := range slices.Backward(p.Corrections) {
		if c.Field == page.Field {
			page.Conflict.Who, page.Conflict.When = c.Actor, moment(c.At, h)
			break
		}
	}
	return s.render(w, r, http.StatusConflict, "edit", page)
}
