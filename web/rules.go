package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/diff"

	"cutline/archive"
	"cutline/archive/credit"
)

// ruleMistake says what is wrong with rules, in a sentence; the lines before
// are not those of who wrote it. ok is false where the error is none of theirs.
func ruleMistake(err error, before int) (text string, ok bool) {
	if e, ok := errors.AsType[*credit.SyntaxError](err); ok {
		if line := e.Line - before; line > 0 {
			return sentence(fmt.Sprintf("line %d: %s", line, e.Reason)), true
		}
		return sentence(fmt.Sprintf("with this, line %d of the rules there are no longer holds: %s", e.Line, e.Reason)), true
	}
	if _, ok := errors.AsType[*archive.RulesError](err); ok {
		return sentence(err.Error()), true
	}
	return "", false
}

type rulesPage struct {
	creditsHead
	ruleForm
	History  []revisionRow
	Revision int // in force
}

type revisionRow struct {
	N         int
	Actor, At string
	Lines     int
	InForce   bool
	Undo      bool // its undoing is one click
}

// rules shows the newsroom's own rules and their history.
func (s *site) rules(w http.ResponseWriter, r *http.Request) error { return s.showRules(w, r, nil) }

func (s *site) showRules(w http.ResponseWriter, r *http.Request, sent *ruleForm) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	history, err := s.Archive.RulesHistory(r.Context())
	if err != nil {
		return err
	}
	page := rulesPage{Revision: h.rules.Revision, ruleForm: ruleForm{Whole: true}}
	if page.creditsHead, err = s.creditsHead(r, "Rules of credits", h); err != nil {
		return err
	}
	if len(history) > 0 {
		page.Text, page.Seen = history[0].Text, history[0].N
	}
	for i, rev := range history {
		page.History = append(page.History, revisionRow{
			N: rev.N, Actor: rev.Actor, At: rev.At.In(h.zone).Format("2 January 2006, 15:04"), Lines: lineCount(rev.Text),
			InForce: rev.N == h.rules.Revision, Undo: i == 0,
		})
	}
	status := http.StatusOK
	if sent != nil {
		page.ruleForm, status = *sent, http.StatusUnprocessableEntity
	}
	return s.render(w, r, status, "rules", page)
}

type revisionPage struct {
	creditsHead
	N         int
	Actor, At string
	Diff      []diffRow
}

// diffRow is a line of a revision: Sign is "+", "-" or empty.
type diffRow struct{ Sign, Text string }

// revision shows what a revision changed.
func (s *site) revision(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 1 {
		return &requestError{status: http.StatusNotFound, text: "Revisions of the rules have numbers from 1.", next: "Go to the rules and choose one."}
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	rev, err := s.Archive.RulesAt(r.Context(), n)
	if errors.Is(err, archive.ErrNotFound) {
		return &requestError{status: http.StatusNotFound, text: fmt.Sprintf("There is no revision %d of the rules.", n), next: "Go to the rules and choose one."}
	}
	if err != nil {
		return err
	}
	before, err := s.Archive.RulesAt(r.Context(), n-1)
	if err != nil {
		return err
	}
	page := revisionPage{N: n, Actor: rev.Actor, At: rev.At.In(h.zone).Format(time.RFC1123), Diff: diffRows(before, rev)}
	if page.creditsHead, err = s.creditsHead(r, fmt.Sprintf("Revision %d of the rules", n), h); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "revision", page)
}

// diffRows are the lines in which two revisions differ, with those around them.
func diffRows(before, after archive.Revision) []diffRow {
	const header = 3 // lines that name the two
	text := string(diff.Diff("before", []byte(before.Text), "after", []byte(after.Text)))
	var rows []diffRow
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\n")
		switch {
		case n <= header || line == "":
		case line[0] == '+' || line[0] == '-':
			rows = append(rows, diffRow{line[:1], line[1:]})
		case line[0] == ' ':
			rows = append(rows, diffRow{"", line[1:]})
		}
	}
	return rows
}

// vocabulary is the text of the rules that Cutline has built in.
func (s *site) vocabulary(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	s.send(w, r, http.StatusOK, []byte(credit.Vocabulary()))
	return nil
}

type trialPage struct {
	creditsHead
	Trial    string // its address
	Back     string
	Running  bool
	Tried    bool
	Applied  bool // rules are in force, or photos were read again
	Reread   bool // no rules change
	Done, Of int
	Summary  string
	Samples  []sampleRow
	More     int
	Revision int
	Actor    string
	Failed   string
	Changes  []diffRow // of the rules
	CanUndo  bool
}

type sampleRow struct {
	URL, Line, Before, After string
	BeforeUnread, Guess      bool
}

// trial shows how far a trial has come, and what it changes.
func (s *site) trial(w http.ResponseWriter, r *http.Request) error {
	t, err := s.trials.asked(r)
	if err != nil {
		return err
	}
	page, err := s.trialPage(r, t)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "trial", page)
}

func (s *site) trialPage(r *http.Request, t *trial) (*trialPage, error) {
	h, err := s.house(r.Context())
	if err != nil {
		return nil, err
	}
	before, err := s.Archive.RulesAt(r.Context(), t.seen)
	if err != nil {
		return nil, err
	}
	newest, err := s.Archive.RulesText(r.Context())
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	page := &trialPage{
		Trial: t.url(), Back: t.back, Reread: t.reread, Done: t.done, Of: t.of, Revision: t.revision, Actor: t.actor,
		Running: t.stage == trying || t.stage == reading, Tried: t.stage == tried, Applied: t.stage == reading || t.stage == over,
	}
	title := "What would change"
	if page.Applied {
		title = "Photos are read again"
	}
	if page.creditsHead, err = s.creditsHead(r, title, h); err != nil {
		return nil, err
	}
	page.Refresh = page.Running
	page.CanUndo = t.stage == over && t.revision > 0 && newest.N == t.revision
	if !t.reread {
		page.Changes = diffRows(before, archive.Revision{Text: t.text})
	}
	if t.err != nil {
		page.Failed = "It ended before its end; the reason is in the log of cutline serve. What was read again stays so, the rest is read with cutline reread."
	}
	page.Summary = summary(t.counts, page.Applied)
	for _, c := range t.samples {
		page.Samples = append(page.Samples, sampleRow{
			URL: "/photos/" + string(c.ID), Line: clip(c.Line, maxCreditShown), Before: h.reads(c.Before), After: h.reads(c.After),
			BeforeUnread: len(c.Before.Unread) > 0, Guess: !c.After.Sure,
		})
	}
	page.More = max(t.counts.Changed-len(t.samples), 0)
	return page, nil
}

// reads is a credit as a list shows it.
func (h house) reads(c credit.Credit) string {
	line, err := h.rules.Print(c, h.style)
	if words := strings.Join(c.Unread, " · "); words != "" {
		return clip("not understood: "+words, maxCreditShown)
	}
	if err != nil || line == "" {
		return "no credit"
	}
	return clip(line, maxCreditShown)
}

// summary says the counts of a trial in a sentence.
func summary(c archive.Rereading, applied bool) string {
	if c.Changed == 0 {
		return fmt.Sprintf("%s photos were looked at, and all read as before.", count(c.Photos))
	}
	verb := "would read"
	if applied {
		verb = "read"
	}
	text := fmt.Sprintf("%s of %s photos %s otherwise", count(c.Changed), count(c.Photos), verb)
	var parts []string
	for _, part := range []struct {
		n    int
		text string
	}{{c.Read, "understood now"}, {c.Unread, "no longer understood"}, {c.Sure, "sure now"}, {c.Guessed, "only a guess now"}} {
		if part.n > 0 {
			parts = append(parts, count(part.n)+" "+part.text)
		}
	}
	if len(parts) > 0 {
		text += ": " + strings.Join(parts, ", ")
	}
	return text + "."
}

// applyTrial puts what was tried in force.
func (s *site) applyTrial(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	t, err := s.trials.asked(r)
	if err != nil {
		return err
	}
	who, err := actor(w, r)
	if err != nil {
		return err
	}
	if err := s.apply(r.Context(), t, who); err != nil {
		return err
	}
	t.wait(r.Context())
	http.Redirect(w, r, t.url(), http.StatusSeeOther)
	return nil
}

// undoRules tries the rules before the newest, as a trial to be put in force.
func (s *site) undoRules(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	newest, err := s.Archive.RulesText(r.Context())
	if err != nil {
		return err
	}
	if seen, err := strconv.Atoi(r.PostFormValue("seen")); err != nil || seen != newest.N || seen == 0 {
		return fmt.Errorf("the rules: %w", archive.ErrConflict)
	}
	before, err := s.Archive.RulesAt(r.Context(), newest.N-1)
	if err != nil {
		return err
	}
	return s.startTrial(w, r, &trial{text: before.Text, seen: newest.N, back: "/credits/rules"})
}

// rereadStale tries what is to be read again because older rules read it.
func (s *site) rereadStale(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	rules, err := s.Archive.Rules(r.Context())
	if err != nil {
		return err
	}
	inForce, err := s.Archive.RulesAt(r.Context(), rules.Revision)
	if err != nil {
		return err
	}
	return s.startTrial(w, r, &trial{text: inForce.Text, seen: rules.Revision, reread: true, back: "/credits"})
}

func (s *site) startTrial(w http.ResponseWriter, r *http.Request, t *trial) error {
	if err := s.try(t); err != nil {
		if text, ok := ruleMistake(err, 0); ok {
			return &requestError{status: http.StatusUnprocessableEntity, text: text, next: "Mend the rules first."}
		}
		return err
	}
	t.wait(r.Context())
	http.Redirect(w, r, t.url(), http.StatusSeeOther)
	return nil
}
