package web

import (
	"errors"
	"net/http"
	"net/url"

	"cutline/archive"
	"cutline/archive/embedded"
)

// samePictures is how many pictures are looked at for a page.
const samePictures = 20

type samePicturePage struct {
	head
	Pairs []pairRow
	Next  string
	Desk  string
}

// pairRow is one picture with two credits.
type pairRow struct {
	A, B         pairSide
	TakeA, TakeB takeForm
	Conflict     bool
}

// takeForm takes the credit of one photo over to another.
type takeForm struct {
	To, From        archive.ID
	Line, Key, Desk string
}

// pairSide is one of the two photos.
type pairSide struct {
	ID        archive.ID
	URL, File string
	Picture   picture
	Credit    []word
	Line      string
	Caption   string
	From      string // the place that states the credit
}

// pairsAsked are the pairs after the picture that the address names.
func (s *site) pairsAsked(r *http.Request) ([]archive.OtherCredit, string, error) {
	return s.Archive.OtherCredits(r.Context(), clip(r.URL.Query().Get("after"), maxAfterBytes), samePictures)
}

// samePicture lists one picture with two credits, to be settled with one key.
func (s *site) samePicture(w http.ResponseWriter, r *http.Request) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	pairs, next, err := s.pairsAsked(r)
	if err != nil {
		return err
	}
	page := &samePicturePage{
		head: head{Title: "Same picture, other credit", Sheets: []string{deskSheet, correctSheet}, Scripts: []string{"pairs.js"}}, Desk: deskName(r),
	}
	page.Keys = []pageKey{
		{"j", "the next pair"},
		{"k", "the pair before"},
		{"1", "the left credit is right for both"},
		{"2", "the right one is"},
		{"b", "both are right"},
	}
	if next != "" {
		page.Next = "/queues/same-picture?" + url.Values{"after": {next}}.Encode()
	}
	for _, pair := range pairs {
		row := pairRow{Conflict: pair.Conflict}
		if row.A, err = h.side(pair.A); err != nil {
			return err
		}
		if row.B, err = h.side(pair.B); err != nil {
			return err
		}
		row.A.Credit, row.B.Credit = against(row.A.Line, row.B.Line), against(row.B.Line, row.A.Line)
		row.TakeA = takeForm{row.B.ID, row.A.ID, row.A.Line, "1", page.Desk}
		row.TakeB = takeForm{row.A.ID, row.B.ID, row.B.Line, "2", page.Desk}
		page.Pairs = append(page.Pairs, row)
	}
	return s.render(w, r, http.StatusOK, "samepicture", page)
}

func (h house) side(p *archive.Photo) (pairSide, error) {
	line, err := h.rules.PrintBeside(p.Reading.Credit.Credit, h.style)
	if err != nil {
		return pairSide{}, err
	}
	side := pairSide{
		ID: p.ID, URL: "/photos/" + string(p.ID), File: clip(fileName(p), maxShownName), Picture: gridPicture(p, "2"), Line: clip(line, maxCreditBytes),
		Caption: clip(p.Fields()[embedded.Caption].String(), maxCreditShown), From: p.Reading.Credit.From,
	}
	side.Picture.Alt = ""
	return side, nil
}

// settleAsked settles a pair: do is both, or take with the photo whose credit is
// right as from. The form has been read.
func (s *site) settleAsked(w http.ResponseWriter, r *http.Request) error {
	one, err := archive.ParseID(r.PostFormValue("id"))
	from, fromErr := archive.ParseID(r.PostFormValue("from"))
	if err = errors.Join(err, fromErr); err != nil || one == from {
		return &requestError{status: http.StatusBadRequest, text: "Two photos must be named, as id and from.", next: "Go back and choose again."}
	}
	who, err := actor(w, r)
	if err != nil {
		return err
	}
	switch r.PostFormValue("do") {
	case "both":
		return s.Archive.SettleBoth(r.Context(), one, from, who)
	case "take":
		p, err := s.Archive.TakeCredit(r.Context(), one, from, who)
		if wrong, ok := errors.AsType[*archive.CorrectionError](err); ok {
			return &requestError{status: http.StatusUnprocessableEntity, text: sentence(wrong.Reason)}
		}
		if err == nil {
			wrote(w, p.Seq)
		}
		return err
	}
	return &requestError{status: http.StatusBadRequest, text: "A pair is settled by taking a credit over, or because both are right.", next: "Say take or both as do."}
}

func (s *site) settle(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	if err := s.settleAsked(w, r); err != nil {
		return err
	}
	http.Redirect(w, r, "/queues/same-picture", http.StatusSeeOther)
	return nil
}

func (s *site) apiSettle(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	if err := s.settleAsked(w, r); err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, map[string]bool{"settled": true})
}

// Pair is one picture with two credits, as the API lists it.
type Pair struct {
	A        PairSide `json:"a"`
	B        PairSide `json:"b"`
	Conflict bool     `json:"conflict,omitempty"`
}

// PairSide is one of the two photos.
type PairSide struct {
	ID     archive.ID `json:"id"`
	File   string     `json:"file,omitempty"`
	Credit string     `json:"credit,omitempty"`
	From   string     `json:"from,omitempty"`
}

func (s *site) apiSamePicture(w http.ResponseWriter, r *http.Request) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	found, next, err := s.pairsAsked(r)
	if err != nil {
		return err
	}
	pairs := make([]Pair, 0, len(found))
	for _, pair := range found {
		a, err := h.side(pair.A)
		if err != nil {
			return err
		}
		b, err := h.side(pair.B)
		if err != nil {
			return err
		}
		pairs = append(pairs, Pair{PairSide{a.ID, a.File, a.Line, a.From}, PairSide{b.ID, b.File, b.Line, b.From}, pair.Conflict})
	}
	return s.sendJSON(w, r, http.StatusOK, struct {
		Pairs []Pair `json:"pairs"`
		Next  string `json:"next,omitempty"`
	}{pairs, next})
}
