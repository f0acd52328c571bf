package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/credit"
)

// Limits of what the pages about credits show.
const (
	maxShapes      = 200
	maxShapeLines  = 50
	freshShape     = 7 * 24 * time.Hour // a shape is new for so long
	maxShapeBytes  = 1 << 10            // of a shape in an address
	maxAddedBytes  = 64 << 10           // of a rule that is being added
	maxCreditShown = 300                // bytes of a line in a list
)

// creditsHead is what the pages about credits have in common.
type creditsHead struct {
	head
	// Broken says that the newest rules are not in force, and why.
	Broken string
	// Stale is how many photos older rules have read.
	Stale int
	Desk  string
	// At is the address of the page, which its tab leads to.
	At string
}

func (s *site) creditsHead(r *http.Request, title string, h house) (creditsHead, error) {
	stale, err := s.Archive.CountStale(r.Context())
	if err != nil {
		return creditsHead{}, err
	}
	page := creditsHead{head: head{Title: title, Sheets: []string{deskSheet}}, Stale: stale, Desk: deskName(r), At: r.URL.Path}
	if h.rules.Broken != nil {
		page.Broken = sentence(h.rules.Broken.Error())
	}
	return page, nil
}

type creditsPage struct {
	creditsHead
	Shapes []shapeRow
	// More: there are others beyond the limit.
	More bool
}

type shapeRow struct {
	Shape, URL, Example string
	Photos              int
	First, Last         string
	Fresh               bool
}

// credits lists the shapes of the credits that no rule explains.
func (s *site) credits(w http.ResponseWriter, r *http.Request) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page := creditsPage{}
	if page.creditsHead, err = s.creditsHead(r, "Credits", h); err != nil {
		return err
	}
	shapes, err := s.Archive.Readings.Unread(r.Context(), maxShapes+1)
	if err != nil {
		return err
	}
	if page.More = len(shapes) > maxShapes; page.More {
		shapes = shapes[:maxShapes]
	}
	for _, shape := range shapes {
		page.Shapes = append(page.Shapes, shapeRow{
			Shape: shape.Shape, URL: shapeURL(shape.Shape, ""), Example: clip(shape.Example, maxCreditShown), Photos: shape.Photos,
			First: h.day(shape.First), Last: h.day(shape.Last), Fresh: h.now.Sub(shape.First) < freshShape,
		})
	}
	return s.render(w, r, http.StatusOK, "credits", page)
}

func shapeURL(shape, proposal string) string {
	v := url.Values{"shape": {shape}}
	if proposal != "" {
		v.Set("rule", proposal)
	}
	return "/credits/shape?" + v.Encode()
}

// day is a date in the newsroom's zone, as people say it.
func (h house) day(t time.Time) string {
	t, now := t.In(h.zone), h.now.In(h.zone)
	switch t.Format(time.DateOnly) {
	case now.Format(time.DateOnly):
		return "today"
	case now.AddDate(0, 0, -1).Format(time.DateOnly):
		return "yesterday"
	}
	return t.Format("2 January 2006")
}

type shapePage struct {
	creditsHead
	Shape     string
	Photos    int
	Lines     []lineRow
	Proposals []proposalRow
	ruleForm
}

// ruleForm is the form in which a rule is written and tried.
type ruleForm struct {
	// Text is the rule; Whole: it is all of the newsroom's rules, else it is
	// added to them.
	Text  string
	Whole bool
	Shape string
	Seen  int
	// Mistake is what is wrong with it, in a sentence.
	Mistake string
}

type lineRow struct {
	Line, Words, Place, Photo string
	Photos                    int
	First                     string
}

type proposalRow struct {
	Says, URL string
	Chosen    bool
}

// shape shows the lines of a shape, and rules that would explain them.
func (s *site) shape(w http.ResponseWriter, r *http.Request) error {
	shape := r.URL.Query().Get("shape")
	chosen, _ := strconv.Atoi(r.URL.Query().Get("rule"))
	return s.showShape(w, r, shape, chosen, nil)
}

// showShape shows a shape with a proposal, or with a form that was sent and has
// a mistake.
func (s *site) showShape(w http.ResponseWriter, r *http.Request, shape string, chosen int, sent *ruleForm) error {
	if len(shape) > maxShapeBytes {
		return &requestError{status: http.StatusBadRequest, text: "The shape is too long to be one."}
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	lines, err := s.Archive.Readings.UnreadLines(r.Context(), shape, maxShapeLines)
	if err != nil {
		return err
	}
	if len(lines) == 0 && sent == nil {
		return &requestError{
			status: http.StatusNotFound, text: "No credit of this shape is left to be understood.", next: "Look at the other shapes under Credits.",
		}
	}
	page := shapePage{Shape: shape}
	if page.creditsHead, err = s.creditsHead(r, shape, h); err != nil {
		return err
	}
	for _, l := range lines {
		page.Photos += l.Photos
		page.Lines = append(page.Lines, lineRow{
			Line: clip(l.Line, maxCreditShown), Words: clip(strings.Join(l.Words, " · "), maxCreditShown), Place: l.Place,
			Photo: "/photos/" + string(l.Photo), Photos: l.Photos, First: h.day(l.First),
		})
	}
	newest, err := s.Archive.RulesText(r.Context())
	if err != nil {
		return err
	}
	page.ruleForm = ruleForm{Shape: shape, Seen: newest.N}
	var proposals []credit.Proposal
	if len(lines) > 0 {
		proposals = h.rules.Propose(lines[0].Line)
	}
	for i, p := range proposals {
		row := proposalRow{Says: p.Says, URL: shapeURL(shape, strconv.Itoa(i)), Chosen: i == chosen && sent == nil}
		if row.Chosen {
			page.Text = p.Text
		}
		page.Proposals = append(page.Proposals, row)
	}
	status := http.StatusOK
	if sent != nil {
		page.ruleForm, status = *sent, http.StatusUnprocessableEntity
	}
	return s.render(w, r, status, "shape", page)
}

// tryRule takes a rule that was written, and tries it on the archive.
func (s *site) tryRule(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	text := strings.ReplaceAll(r.PostFormValue("text"), "\r\n", "\n")
	form := ruleForm{Text: text, Whole: r.PostFormValue("whole") != "", Shape: r.PostFormValue("shape")}
	newest, err := s.Archive.RulesText(r.Context())
	if err != nil {
		return err
	}
	form.Seen = newest.N
	t := &trial{text: text, seen: newest.N, back: "/credits"}
	switch seen, err := strconv.Atoi(r.PostFormValue("seen")); {
	case form.Whole && (err != nil || seen != newest.N):
		return fmt.Errorf("the rules: %w", archive.ErrConflict)
	case form.Whole:
		t.back = "/credits/rules"
	default:
		t.text = join(newest.Text, text)
		t.back = shapeURL(form.Shape, "")
	}
	if !form.Whole && strings.TrimSpace(text) == "" {
		form.Mistake = "Write a rule, or take one of those proposed."
	} else if err := s.try(t); err != nil {
		mistake, ok := ruleMistake(err, lineCount(t.text)-lineCount(text))
		if !ok {
			return err
		}
		form.Mistake = mistake
	}
	if form.Mistake == "" {
		t.wait(r.Context())
		http.Redirect(w, r, t.url(), http.StatusSeeOther)
		return nil
	}
	if form.Whole {
		return s.showRules(w, r, &form)
	}
	return s.showShape(w, r, form.Shape, -1, &form)
}

// join puts a rule behind those that there are.
func join(before, rule string) string {
	if strings.TrimSpace(before) == "" {
		return rule
	}
	return strings.TrimRight(before, "\n") + "\n\n" + rule
}

func lineCount(text string) int { return strings.Count(text, "\n") }
