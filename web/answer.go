package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"cutline/archive"
	"cutline/archive/reuse"
)

// Limits of trying an answer.
const (
	maxRehearsed = 2000 // photos, the latest that came in
	maxTurned    = 40   // photos shown whose verdict changes
)

// answerForm is the form in which a restriction is answered.
type answerForm struct {
	Shape, Supplier string
	Effect, Until   string
	// All: the answer is for all suppliers, and not for Supplier alone.
	All bool
	Why string
	// Mistake is what is wrong with it, in a sentence.
	Mistake string
}

func answerFormOf(v url.Values) answerForm {
	f := answerForm{
		Shape: v.Get("shape"), Supplier: v.Get("supplier"), Effect: v.Get("effect"), Until: v.Get("until"), Why: v.Get("why"),
	}
	f.All = f.Supplier == "" || v.Get("whose") == "all"
	return f
}

// answer is what the form says. The error is a mistake in it.
func (f answerForm) answer() (archive.Answer, error) {
	a := archive.Answer{Shape: f.Shape, Why: f.Why}
	if !f.All {
		a.Supplier = f.Supplier
	}
	text := f.Effect
	if text == string(archive.EndsOn) {
		if f.Until == "" {
			return a, errors.New("say until which day it may be used")
		}
		text += " " + f.Until
	}
	var err error
	a.Effect, a.Until, err = archive.ParseEffect(text)
	return a, err
}

// effectChoice is an effect as the form offers it.
type effectChoice struct {
	Value, Says string
	Chosen      bool
}

func effectChoices(chosen string) []effectChoice {
	choices := []effectChoice{
		{Value: string(archive.NoEffect), Says: "No effect: it restricts nothing"},
		{Value: string(archive.Noted), Says: "Note: shown with the photo, and nothing more"},
		{Value: string(archive.Stopped), Says: "Stop: not to be printed"},
		{Value: string(archive.EndsOn), Says: "Until a day: stop after it"},
		{Value: string(archive.EditorialOnly), Says: "Editorial use only"},
	}
	for i := range choices {
		choices[i].Chosen = choices[i].Value == chosen
	}
	return choices
}

// saysAnswer says an answer as people do: its effect, and whose sentences it is
// for.
func saysAnswer(a archive.Answer) string {
	effect := map[archive.Effect]string{archive.NoEffect: "no effect", archive.EditorialOnly: "editorial use only"}[a.Effect]
	if effect == "" {
		effect = string(a.Effect)
	}
	if a.Until != "" {
		effect += " " + string(a.Until)
	}
	if a.Supplier == "" {
		return effect + ", for all suppliers"
	}
	return effect + ", for " + a.Supplier
}

// rehearsedAnswer is what an answer would change.
type rehearsedAnswer struct {
	Says    string // the answer
	Summary string
	Samples []turnRow
	// Unshown is how many more photos get another verdict.
	Unshown int
}

type turnRow struct {
	Photo, URL                     string
	Before, BeforeClass, BeforeWhy string
	After, AfterClass, AfterWhy    string
}

// rehearseAnswer checks the photos that an answer is about by it, and writes
// nothing.
func (s *site) rehearseAnswer(ctx context.Context, answer archive.Answer, n reuse.Newsroom) (*rehearsedAnswer, error) {
	ids, err := s.Archive.Restrictions.WithTerm(ctx, answer.Shape, answer.Supplier, maxRehearsed+1)
	if err != nil {
		return nil, err
	}
	more := len(ids) > maxRehearsed
	desk := reuse.Desk{Finder: finder{s.Server}, Newsroom: n}
	r, err := desk.Rehearse(ctx, answer, ids[:min(len(ids), maxRehearsed)], n.Intent(s.now()), maxTurned)
	if err != nil {
		return nil, err
	}
	tried := &rehearsedAnswer{Says: saysAnswer(answer), Summary: saysTurns(r), Unshown: r.Changed() - len(r.Samples)}
	if more {
		tried.Summary += fmt.Sprintf(" There are more: the latest %s were tried.", count(maxRehearsed))
	}
	for _, sample := range r.Samples {
		row := turnRow{
			Photo: fileName(sample.Photo), URL: "/photos/" + string(sample.Photo.ID),
			BeforeWhy: sample.Before.Sentence(), AfterWhy: sample.After.Sentence(),
		}
		row.Before, row.BeforeClass = wordOf(sample.Before.Verdict)
		row.After, row.AfterClass = wordOf(sample.After.Verdict)
		tried.Samples = append(tried.Samples, row)
	}
	return tried, nil
}

// saysTurns says in a sentence what changes.
func saysTurns(r reuse.Rehearsal) string {
	photos := "1 photo"
	if r.Photos != 1 {
		photos = count(r.Photos) + " photos"
	}
	if r.Changed() == 0 {
		return "The verdict on " + photos + " would stay as it is, if printed today."
	}
	var turns []string
	for _, before := range verdictWords {
		for _, after := range verdictWords {
			if n := r.Turns[reuse.Turn{Before: before.verdict, After: after.verdict}]; n > 0 {
				turns = append(turns, fmt.Sprintf("%s from %s to %s", count(n), strings.ToLower(before.word), strings.ToLower(after.word)))
			}
		}
	}
	return fmt.Sprintf("Of %s, %s would get another verdict, if printed today: %s.", photos, count(r.Changed()), strings.Join(turns, ", "))
}

// answerRestriction records what a restriction means. It counts at once: checks
// ask the rights, and no photo is read again.
func (s *site) answerRestriction(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	form := answerFormOf(r.PostForm)
	if _, err := s.sentences(r, form); err != nil {
		return err
	}
	answer, err := form.answer()
	if err != nil {
		form.Mistake = sentence(err.Error())
		return s.showRestriction(w, r, form, nil)
	}
	who, err := actor(w, r)
	if err != nil {
		return err
	}
	rights, err := s.Archive.Rights(r.Context())
	if err != nil {
		return err
	}
	if !holds(rights, answer) { // else it is a second click
		_, err = s.Archive.AddAnswer(r.Context(), answer, who)
	}
	if mistake, ok := errors.AsType[*archive.RightsError](err); ok {
		form.Mistake = sentence(mistake.Reason)
		return s.showRestriction(w, r, form, nil)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, restrictionURL(form.Shape, form.Supplier), http.StatusSeeOther)
	return nil
}

// holds says that the rights give this answer already, as the last word on the
// shape and supplier.
func holds(rights *archive.Rights, a archive.Answer) bool {
	for _, said := range slices.Backward(rights.Answers) {
		if said.Shape == a.Shape && strings.EqualFold(said.Supplier, a.Supplier) {
			return said.Effect == a.Effect && said.Until == a.Until && said.Why == a.Why
		}
	}
	return false
}
