package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"

	"cutline/archive"
)

type restrictionsPage struct {
	head
	// Stale is how many photos older rules have read: theirs may be missing.
	Stale  int
	Shapes []restrictionRow
	// More: there are others beyond the limit.
	More bool
}

type restrictionRow struct {
	Shape, Supplier, URL, Example string
	Duty                          bool
	Photos                        int
	First, Last                   string
	Fresh                         bool
}

// restrictions lists the shapes of the restrictions that neither a phrase nor an
// answer explains.
func (s *site) restrictions(w http.ResponseWriter, r *http.Request) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	rights, err := s.Archive.Rights(r.Context())
	if err != nil {
		return err
	}
	shapes, err := s.Archive.Unanswered(r.Context(), rights)
	if err != nil {
		return err
	}
	page := restrictionsPage{head: head{Title: "Restrictions not understood", Sheets: []string{deskSheet}}}
	if page.Stale, err = s.Archive.CountStale(r.Context()); err != nil {
		return err
	}
	if page.More = len(shapes) > maxShapes; page.More {
		shapes = shapes[:maxShapes]
	}
	for _, shape := range shapes {
		page.Shapes = append(page.Shapes, restrictionRow{
			Shape: shape.Shape, Supplier: shape.Supplier, URL: restrictionURL(shape.Shape, shape.Supplier), Duty: shape.Duty,
			Example: clip(shape.Example, maxCreditShown), Photos: shape.Photos,
			First: h.day(shape.First), Last: h.day(shape.Last), Fresh: h.now.Sub(shape.First) < freshShape,
		})
	}
	return s.render(w, r, http.StatusOK, "restrictions", page)
}

func restrictionURL(shape, supplier string) string {
	v := url.Values{"shape": {shape}}
	if supplier != "" {
		v.Set("supplier", supplier)
	}
	return "/check/terms/shape?" + v.Encode()
}

type restrictionPage struct {
	head
	Desk      string
	Sentences []sentenceRow
	// Answer is what the newsroom said of it already, AnswerBy who and when.
	Answer, AnswerBy, AnswerWhy string
	answerForm
	Effects []effectChoice
	// Tried is what the answer of the form would change, nil where none is tried.
	Tried *rehearsedAnswer
}

type sentenceRow struct {
	Text, Supplier, Place, Photo string
	Photos                       int
	First                        string
}

// restriction shows the sentences of a shape and the form for its answer, and
// where the form is filled in, what the answer would change.
func (s *site) restriction(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	form := answerFormOf(v)
	if form.Effect == "" {
		return s.showRestriction(w, r, form, nil)
	}
	answer, err := form.answer()
	if err != nil {
		form.Mistake = sentence(err.Error())
		return s.showRestriction(w, r, form, nil)
	}
	return s.showRestriction(w, r, form, &answer)
}

// showRestriction shows a shape with a form as it was sent, and what an answer
// would change, where there is one.
func (s *site) showRestriction(w http.ResponseWriter, r *http.Request, form answerForm, answer *archive.Answer) error {
	sentences, err := s.sentences(r, form)
	if err != nil {
		return err
	}
	n, err := s.newsroom(r.Context())
	if err != nil {
		return err
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page := restrictionPage{
		head: head{Title: clip(form.Shape, titleBytes), Sheets: []string{deskSheet}}, Desk: deskName(r),
		answerForm: form, Effects: effectChoices(form.Effect),
	}
	for _, sentence := range sentences {
		page.Sentences = append(page.Sentences, sentenceRow{
			Text: clip(sentence.Text, maxCreditShown), Supplier: sentence.Supplier, Place: sentence.Place,
			Photo: "/photos/" + string(sentence.Photo), Photos: sentence.Photos, First: h.day(sentence.First),
		})
	}
	if said, ok := n.Rights.Answer(form.Shape, form.Supplier); ok {
		page.Answer, page.AnswerWhy = saysAnswer(said), said.Why
		page.AnswerBy = cmp.Or(said.By, "somebody")
		if !said.At.IsZero() {
			page.AnswerBy += ", " + h.day(said.At)
		}
	}
	status := http.StatusOK
	if form.Mistake != "" {
		status = http.StatusUnprocessableEntity
	}
	if answer != nil {
		if page.Tried, err = s.rehearseAnswer(r.Context(), *answer, n); err != nil {
			return err
		}
	}
	return s.render(w, r, status, "restriction", page)
}

// sentences are those of the shape and supplier that a form names, then those of
// other suppliers. Where there is none, there is nothing to answer.
func (s *site) sentences(r *http.Request, form answerForm) ([]archive.TermSentence, error) {
	if len(form.Shape) > maxShapeBytes || len(form.Supplier) > maxShapeBytes {
		return nil, &requestError{status: http.StatusBadRequest, text: "The shape is too long to be one."}
	}
	own, err := s.Archive.Restrictions.TermSentences(r.Context(), form.Shape, form.Supplier, maxShapeLines)
	if err != nil {
		return nil, err
	}
	if len(own) == 0 {
		return nil, &requestError{
			status: http.StatusNotFound, text: "No restriction of this shape is left to be understood.", next: "Look at the other restrictions under Check.",
		}
	}
	if form.Supplier == "" {
		return own, nil
	}
	all, err := s.Archive.Restrictions.TermSentences(r.Context(), form.Shape, "", maxShapeLines)
	if err != nil {
		return nil, err
	}
	others := slices.DeleteFunc(all, func(t archive.TermSentence) bool { return t.Supplier == form.Supplier })
	return append(own, others...), nil
}
