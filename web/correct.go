package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

// correctAsked makes the correction that a form asks for, which has been read, and returns the photo
// as it is then with the number of the correction.
func (s *site) correctAsked(w http.ResponseWriter, r *http.Request, photo string, field embedded.Field) (*archive.Photo, int, error) {
	id, err := archive.ParseID(photo)
	if err != nil {
		return nil, 0, archive.ErrNotFound
	}
	who, err := actor(w, r)
	if err != nil {
		return nil, 0, err
	}
	values := func(name string) []string {
		return slices.DeleteFunc(slices.Clone(r.PostForm[name]), func(v string) bool { return strings.TrimSpace(v) == "" })
	}
	c := archive.Correction{Actor: who, Field: field, To: values("value"), Why: clip(strings.TrimSpace(r.PostFormValue("why")), maxWhy)}
	if len(c.To) == 0 && r.PostFormValue("empty") == "" {
		return nil, 0, &requestError{status: http.StatusBadRequest, text: "No value is written.", next: "Go back and write one, or leave the photo as it is."}
	}
	var expect []string
	if _, ok := r.PostForm["from"]; ok {
		expect = append([]string{}, values("from")...)
	}
	for i := range c.To {
		c.To[i] = strings.ReplaceAll(c.To[i], "\r\n", "\n")
	}
	p, err := s.Archive.Correct(r.Context(), id, c, expect)
	if wrong, ok := errors.AsType[*archive.CorrectionError](err); ok {
		err = &requestError{status: http.StatusUnprocessableEntity, text: sentence(wrong.Reason), next: "Go back and write it anew."}
	}
	if err != nil {
		return nil, 0, err
	}
	return p, len(p.Corrections), nil
}

// undoAsked takes back a correction; the form has been read.
func (s *site) undoAsked(w http.ResponseWriter, r *http.Request, photo, number string) (*archive.Photo, error) {
	id, err := archive.ParseID(photo)
	n, numberErr := strconv.Atoi(number)
	if err != nil || numberErr != nil {
		return nil, archive.ErrNotFound
	}
	who, err := actor(w, r)
	if err != nil {
		return nil, err
	}
	return s.Archive.Undo(r.Context(), id, n, who)
}

// undoCorrection takes back a correction from the page of its photo.
func (s *site) undoCorrection(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	p, err := s.undoAsked(w, r, r.PathValue("id"), r.PathValue("n"))
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/photos/"+string(p.ID), http.StatusSeeOther)
	return nil
}

// corrected is what a correction answers a program.
type corrected struct {
	ID  archive.ID  `json:"id"`
	Seq archive.Seq `json:"seq"`
	N   int         `json:"n"`
	archive.Correction
}

func (s *site) apiCorrect(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	p, n, err := s.correctAsked(w, r, r.PathValue("id"), embedded.Field(r.PostFormValue("field")))
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusCreated, corrected{p.ID, p.Seq, n, p.Corrections[n-1]})
}

func (s *site) apiUndo(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	p, err := s.undoAsked(w, r, r.PathValue("id"), r.PathValue("n"))
	if err != nil {
		return err
	}
	n := len(p.Corrections)
	return s.sendJSON(w, r, http.StatusCreated, corrected{p.ID, p.Seq, n, p.Corrections[n-1]})
}

// foundSoon waits up to a second for search to find what was changed, so that
// the next page shows it.
func (s *site) foundSoon(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	s.found(ctx)
}
