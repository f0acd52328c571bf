package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"cutline/archive"
)

type rightsPage struct {
	head
	Desk       string
	Agreements []agreementRow
	Staff      []staffRow
	Answers    []answerRow
	Text       string
	Seen       int
	Mistake    string
	History    []revisionRow
	Months     []string
	// Assumed says what checks assume, by the settings.
	Assumed string
}

type agreementRow struct {
	Supplier, Covers, Media, Where, Resale, Period, State, Note string
}

type staffRow struct{ Name, Spellings, As, Period string }

type answerRow struct{ Shape, Supplier, Effect, By, Why string }

// reportMonths is how many months back the report is offered.
const reportMonths = 12

// rights shows what the newsroom recorded of its rights.
func (s *site) rights(w http.ResponseWriter, r *http.Request) error {
	newest, err := s.Archive.RightsText(r.Context())
	if err != nil {
		return err
	}
	page := rightsPage{Text: newest.Text, Seen: newest.N}
	return s.showRights(w, r, http.StatusOK, &page)
}

func (s *site) showRights(w http.ResponseWriter, r *http.Request, status int, page *rightsPage) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	settings, _, err := s.Archive.Settings(r.Context())
	if err != nil {
		return err
	}
	page.head, page.Desk = head{Title: "Rights", Sheets: []string{deskSheet}}, deskName(r)
	page.Assumed = assumed(settings)
	rights, err := s.Archive.Rights(r.Context())
	if mistake, ok := errors.AsType[*archive.RightsError](err); ok {
		// The newest revision, which this Cutline cannot read.
		if page.Mistake == "" {
			page.Mistake = sentence(mistake.Error())
		}
	} else if err != nil {
		return err
	} else {
		page.fill(rights, archive.DayOf(h.now, h.zone), h)
	}
	history, err := s.Archive.RightsHistory(r.Context())
	if err != nil {
		return err
	}
	for _, rev := range history {
		page.History = append(page.History, revisionRow{
			N: rev.N, Actor: rev.Actor, At: rev.At.In(h.zone).Format("2 January 2006, 15:04"), Lines: lineCount(rev.Text),
			InForce: rev.N == history[0].N,
		})
	}
	month := time.Date(h.now.In(h.zone).Year(), h.now.In(h.zone).Month(), 1, 0, 0, 0, 0, time.UTC)
	for n := range reportMonths {
		page.Months = append(page.Months, month.AddDate(0, -n, 0).Format("2006-01"))
	}
	return s.render(w, r, status, "rights", page)
}

func (page *rightsPage) fill(rights *archive.Rights, today archive.Day, h house) {
	for _, a := range rights.Agreements {
		row := agreementRow{
			Supplier: a.Supplier, Covers: joined(a.Covers, ""), Media: joined(a.Media, "all media"), Where: joined(a.Territories, "everywhere"),
			Resale: "no", Period: saysPeriod(a.Period), Note: a.Note, State: "in force",
		}
		if a.Resale {
			row.Resale = "yes"
		}
		switch {
		case a.Until != "" && a.Until < today:
			row.State = "over"
		case !a.Holds(today):
			row.State = "not yet"
		}
		page.Agreements = append(page.Agreements, row)
	}
	for _, m := range rights.Staff {
		row := staffRow{Name: m.Name, Spellings: strings.Join(m.Spellings, "; "), As: "staff", Period: saysPeriod(m.Period)}
		if m.Contract {
			row.As = "contract"
		}
		page.Staff = append(page.Staff, row)
	}
	for _, a := range rights.Answers {
		row := answerRow{Shape: clip(a.Shape, maxCreditShown), Supplier: a.Supplier, Effect: string(a.Effect), By: a.By, Why: a.Why}
		if a.Until != "" {
			row.Effect += " " + string(a.Until)
		}
		if !a.At.IsZero() {
			row.By = strings.TrimPrefix(row.By+", "+date(a.At, h), ", ")
		}
		page.Answers = append(page.Answers, row)
	}
}

// assumed says in a sentence what checks assume where nobody says otherwise.
func assumed(s archive.Settings) string {
	medium, territory := string(s.Medium), "no country in particular"
	if medium == "" {
		medium = "any medium"
	}
	if s.Territory != "" {
		territory = string(s.Territory)
	}
	holds := map[archive.CreditHolds]string{
		archive.HoldsAgency: "the agency", archive.HoldsPhotographer: "the photographer",
	}[s.Holds]
	if holds == "" {
		holds = "photographer and agency"
	}
	return fmt.Sprintf("Checks assume %s, in %s. A printed credit must hold %s. A picture that must not be archived may be printed for %d days.", medium, territory, holds, s.Grace)
}

// setRights puts the text of a form in force.
func (s *site) setRights(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	page := rightsPage{Text: strings.ReplaceAll(r.PostFormValue("text"), "\r\n", "\n")}
	var err error
	if page.Seen, err = strconv.Atoi(r.PostFormValue("seen")); err != nil {
		return fmt.Errorf("the rights: %w", archive.ErrConflict)
	}
	who, err := actor(w, r)
	if err != nil {
		return err
	}
	_, err = s.Archive.SetRights(r.Context(), page.Text, page.Seen, who)
	if mistake, ok := errors.AsType[*archive.RightsError](err); ok {
		page.Mistake = sentence(mistake.Reason)
		if mistake.Line > 0 {
			page.Mistake = sentence(fmt.Sprintf("line %d: %s", mistake.Line, mistake.Reason))
		}
		return s.showRights(w, r, http.StatusUnprocessableEntity, &page)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/rights", http.StatusSeeOther)
	return nil
}

type rightsRevisionPage struct {
	head
	N         int
	Actor, At string
	Diff      []diffRow
}

// rightsRevision shows what a revision of the rights changed.
func (s *site) rightsRevision(w http.ResponseWriter, r *http.Request) error {
	none := &requestError{status: http.StatusNotFound, text: "There is no such revision of the rights.", next: "Go to Rights and choose one."}
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 1 {
		return none
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	rev, err := s.Archive.RightsAt(r.Context(), n)
	if errors.Is(err, archive.ErrNotFound) {
		return none
	}
	if err != nil {
		return err
	}
	before, err := s.Archive.RightsAt(r.Context(), n-1)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "rightsrevision", rightsRevisionPage{
		head: head{Title: fmt.Sprintf("Revision %d of the rights", n), Sheets: []string{deskSheet}},
		N:    n, Actor: rev.Actor, At: rev.At.In(h.zone).Format(time.RFC1123), Diff: diffRows(before, rev),
	})
}
