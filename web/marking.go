package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
)

// marking is what the desk marked a photo with, as a tile and its page show it.
type marking struct {
	ID     archive.ID
	Picked string // by whom; empty where nobody did
	Stars  int
	Label  string
	// Offered: it may be picked.
	Offered bool
	Desk    string
}

func markingOf(p *archive.Photo) marking {
	fields := p.Fields()
	m := marking{ID: p.ID, Label: clip(fields[embedded.Label].String(), maxLabel), Offered: p.Shelf.Retired == nil}
	if p.Pick != nil {
		m.Picked = cmp.Or(p.Pick.By, "somebody")
	}
	if n, err := strconv.Atoi(fields[embedded.Rating].String()); err == nil {
		m.Stars = min(max(n, 0), archive.MaxStars)
	}
	return m
}

// maxLabel is how many bytes of a label are shown: a file may say anything.
const maxLabel = 40

// Shown are the stars as they are read.
func (m marking) Shown() string { return strings.Repeat("★", m.Stars) }

// Class is the class of a label whose colour is known, else empty.
func (m marking) Class() string { return labelClass(m.Label) }

// Class is that of its label.
func (c markChoice) Class() string { return labelClass(c.Value) }

func labelClass(text string) string {
	for _, label := range archive.ColourLabels() {
		if strings.EqualFold(label, text) {
			return strings.ToLower(label)
		}
	}
	return ""
}

// StarsText is the number of stars, to be compared with the value of a choice.
func (m marking) StarsText() string { return strconv.Itoa(m.Stars) }

// markChoice is a choice of a form, with the key that takes it.
type markChoice struct {
	Value, Label, Key string
	Chosen            bool
}

// Ratings are the choices of stars.
func (m marking) Ratings() []markChoice {
	list := []markChoice{{Value: "0", Label: "None", Key: "0", Chosen: m.Stars == 0}}
	for n := 1; n <= archive.MaxStars; n++ {
		list = append(list, markChoice{strconv.Itoa(n), strings.Repeat("★", n), strconv.Itoa(n), m.Stars == n})
	}
	return list
}

// Labels are the choices of colours. The keys are those of other programs.
func (m marking) Labels() []markChoice {
	list := []markChoice{{Label: "None", Chosen: m.Label == ""}}
	for i, label := range archive.ColourLabels() {
		c := markChoice{Value: label, Label: label, Chosen: strings.EqualFold(label, m.Label)}
		if key := 6 + i; key <= 9 {
			c.Key = strconv.Itoa(key)
		}
		list = append(list, c)
	}
	return list
}

// markKeys are those of pages that show photos.
var markKeys = []pageKey{
	{"p", "pick the photo, or the selected; again: not"},
	{"Shift 0–5", "stars; on a photo without Shift, too"},
	{"Shift 6–9", "label red, yellow, green, blue; the same"},
}

// markSheet and markScript show the marks and take the keys.
const (
	markSheet  = "marks.css"
	markScript = "marks.js"
)

func (s *site) markRoutes() map[string]handler {
	return map[string]handler{
		"POST /photos/{id}/marks": s.markPhoto,
		"POST /selection/mark":    s.markSelected,
		"POST /api/v1/marks":      s.apiMark,
	}
}

// maxMarked is how many photos are marked at once.
const maxMarked = 5000

// markAsked reads a mark of a form: pick=1 or 0, stars=0 to 5, label, empty for
// none. What is missing stays as it is.
func markAsked(r *http.Request) (m archive.Mark, some bool, err error) {
	if text := r.PostFormValue("pick"); text != "" {
		pick, err := strconv.ParseBool(text)
		if err != nil {
			return m, false, &requestError{status: http.StatusBadRequest, text: "pick is 1 or 0."}
		}
		m.Pick = &pick
	}
	if text := r.PostFormValue("stars"); text != "" {
		stars, err := strconv.Atoi(text)
		if err != nil {
			return m, false, &requestError{status: http.StatusBadRequest, text: fmt.Sprintf("stars is a number from 0 to %d.", archive.MaxStars)}
		}
		m.Stars = &stars
	}
	if labels, ok := r.PostForm["label"]; ok && labels[0] != "as it is" {
		label := strings.TrimSpace(labels[0])
		m.Label = &label
	}
	return m, m != (archive.Mark{}), nil
}

// mark marks photos as the form asks; it has been read.
func (s *site) mark(w http.ResponseWriter, r *http.Request, ids []archive.ID) (changed []archive.ID, err error) {
	m, some, err := markAsked(r)
	if err != nil {
		return nil, err
	}
	if !some {
		return nil, &requestError{status: http.StatusBadRequest, text: "There is nothing to mark the photos with.", next: "Choose a pick, stars or a label."}
	}
	who, err := actor(w, r)
	if err != nil {
		return nil, err
	}
	changed, err = s.Archive.Mark(r.Context(), ids, m, who)
	if wrong, ok := errors.AsType[*archive.CorrectionError](err); ok {
		err = &requestError{status: http.StatusUnprocessableEntity, text: sentence(wrong.Reason)}
	}
	return changed, err
}

// markPhoto marks a photo from its page.
func (s *site) markPhoto(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	id, err := photoID(r)
	if err != nil {
		return err
	}
	if _, err := s.mark(w, r, []archive.ID{id}); err != nil {
		return err
	}
	http.Redirect(w, r, "/photos/"+string(id)+"#marking", http.StatusSeeOther)
	return nil
}

// markPage asks what photos shall be marked with.
type markPage struct {
	head
	marking
	Chosen selection
	Back   string
}

// markSelected marks the photos of a selection; where the form does not say
// with what, it asks.
func (s *site) markSelected(w http.ResponseWriter, r *http.Request) error {
	chosen, err := s.selected(w, r, maxMarked)
	if err != nil {
		return err
	}
	if _, some, err := markAsked(r); err != nil {
		return err
	} else if !some {
		page := markPage{head: head{Title: "Mark photos", Sheets: []string{deskSheet, collectSheet, markSheet}}, Chosen: chosen, Back: chosen.View.url("")}
		page.Offered, page.Desk, page.marking.Stars = true, deskName(r), -1
		return s.render(w, r, http.StatusOK, "mark", page)
	}
	if _, err := s.mark(w, r, chosen.IDs); err != nil {
		return err
	}
	s.foundSoon(r.Context())
	http.Redirect(w, r, chosen.View.url(""), http.StatusSeeOther)
	return nil
}

// markedAnswer is what became of photos that were marked.
type markedAnswer struct {
	// Changed is how many were not marked so before.
	Changed int         `json:"changed"`
	Seq     archive.Seq `json:"seq"`
	// Marks are those of the first photos as they are now.
	Marks []photoMarks `json:"marks"`
}

type photoMarks struct {
	ID     archive.ID `json:"id"`
	Picked string     `json:"picked,omitempty"`
	Stars  int        `json:"stars,omitempty"`
	Label  string     `json:"label,omitempty"`
}

// maxMarksTold is of how many photos the marks are told.
const maxMarksTold = 500

func (s *site) apiMark(w http.ResponseWriter, r *http.Request) error {
	chosen, err := s.selected(w, r, maxMarked)
	if err != nil {
		return err
	}
	changed, err := s.mark(w, r, chosen.IDs)
	if err != nil {
		return err
	}
	photos, err := s.Archive.Catalogue.Photos(r.Context(), chosen.IDs[:min(len(chosen.IDs), maxMarksTold)])
	if err != nil {
		return err
	}
	answer := markedAnswer{Changed: len(changed), Marks: []photoMarks{}}
	for _, p := range photos {
		m := markingOf(p)
		answer.Seq = max(answer.Seq, p.Seq)
		answer.Marks = append(answer.Marks, photoMarks{p.ID, m.Picked, m.Stars, m.Label})
	}
	return s.sendJSON(w, r, http.StatusOK, answer)
}

// photoKept is what the desk keeps of a photo, on its page.
type photoKept struct {
	Marking   marking
	Collected photoCollections
}

func (s *site) kept(r *http.Request, page *photoPage, p *archive.Photo) (err error) {
	page.Marking = markingOf(p)
	page.Marking.Desk = page.Desk
	page.Sheets = append(page.Sheets, markSheet, collectSheet)
	page.Scripts = append(page.Scripts, markScript)
	page.Keys = append(page.Keys, markKeys...)
	page.Collected, err = s.photoCollections(r, p)
	return err
}
