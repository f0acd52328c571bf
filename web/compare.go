package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
)

// How many photos are compared.
const (
	leastCompared = 2
	maxCompared   = 4
)

// comparePage shows photos side by side, and what tells them apart.
type comparePage struct {
	head
	Photos []compared
	Back   string // address of the results
	// Alike: captions and credits have the same words.
	Alike bool
}

// compared is one of the photos.
type compared struct {
	ID              archive.ID
	File            string
	Picture         picture
	NoPicture       string
	Zoom            *zoom
	Badges          []badge
	Verdict         *decision
	Headline        []word
	Caption, Credit []word
	Line            string // the credit, to be copied
	Facts           []comparedFact
}

// comparedFact is a fact; Differ: the photos do not have the same.
type comparedFact struct {
	Name, Value string
	Differ      bool
}

func (s *site) compareRoutes() map[string]handler {
	return map[string]handler{
		"GET /compare":            s.compare,
		"POST /selection/compare": s.compareSelected,
	}
}

// compareSelected leads to the page of the photos that are selected.
func (s *site) compareSelected(w http.ResponseWriter, r *http.Request) error {
	chosen, err := s.selected(w, r, maxCompared)
	if err != nil {
		return err
	}
	values := make(url.Values)
	for _, id := range chosen.IDs {
		values.Add("id", string(id))
	}
	if chosen.View.Text != "" {
		values.Set("q", chosen.View.Text)
	}
	for _, p := range chosen.View.keep() {
		values.Set(p.Name, p.Value)
	}
	http.Redirect(w, r, "/compare?"+values.Encode(), http.StatusSeeOther)
	return nil
}

func (s *site) compare(w http.ResponseWriter, r *http.Request) error {
	values := r.URL.Query()
	ids, err := idsOf(values["id"])
	if err != nil {
		return err
	}
	if len(ids) < leastCompared || len(ids) > maxCompared {
		return &requestError{
			status: http.StatusBadRequest, text: fmt.Sprintf("%d to %d photos are compared, and these are %d.", leastCompared, maxCompared, len(ids)),
			next: "Go back and select so many.",
		}
	}
	photos, err := s.Archive.Catalogue.Photos(r.Context(), ids)
	if err != nil {
		return err
	}
	if len(photos) < len(ids) {
		return archive.ErrNotFound
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page := comparePage{
		head: head{
			Title: "Compare", Sheets: []string{photoSheet, deskSheet}, Scripts: []string{zoomScript},
			Keys: append([]pageKey{{"Esc", "back to the results"}}, zoomKeys()...),
		},
		Back: readView(values).url(""),
	}
	for _, p := range photos {
		c, err := s.comparedOf(r, p, h)
		if err != nil {
			return err
		}
		page.Photos = append(page.Photos, c)
	}
	page.tellApart(photos)
	return s.render(w, r, http.StatusOK, "compare", page)
}

// comparedOf is a photo by itself, as it is compared.
func (s *site) comparedOf(r *http.Request, p *archive.Photo, h house) (compared, error) {
	fields := p.Fields()
	c := compared{ID: p.ID, File: clip(fileName(p), maxShownName), Picture: previewPicture(p), Badges: badges(p, fields, h), Zoom: zoomOf(p)}
	c.Picture.Alt = clip(cmp.Or(fields[embedded.AltText].String(), fields[embedded.Headline].String(), c.File), altBytes)
	if none := p.NoPicture(); none != "" {
		c.NoPicture = sentence(none)
	}
	var err error
	if c.Verdict, err = s.decide(r.Context(), p); err != nil {
		return c, err
	}
	line, err := h.creditLine(&p.Reading.Credit.Credit, marks{}, maxCreditBytes)
	if err != nil {
		return c, err
	}
	c.Line = line.Text
	date := func(name embedded.Field) string { return stated(fields[name].String(), h) }
	c.Facts = []comparedFact{
		{Name: "Taken", Value: date(embedded.Taken)},
		{Name: "Sent", Value: date(embedded.Moved)},
		{Name: "Supplier", Value: fields[archive.Supplier].String()},
		{Name: "Number", Value: fields[embedded.SupplierID].String()},
		{Name: "Pixels", Value: fmt.Sprintf("%s × %s", count(p.Width), count(p.Height))},
		{Name: "File", Value: strings.ToUpper(p.Format) + ", " + fileSize(p.Size)},
		{Name: "Came in", Value: moment(p.Added, h)},
	}
	for i := range c.Facts {
		c.Facts[i].Value = clip(c.Facts[i].Value, maxShownName)
	}
	return c, nil
}

// tellApart marks the words and facts that not all of the photos have.
func (page *comparePage) tellApart(photos []*archive.Photo) {
	texts := func(field embedded.Field) []string {
		list := make([]string, len(photos))
		for i, p := range photos {
			list[i] = clip(p.Fields()[field].String(), maxCompareText)
		}
		return list
	}
	headlines, captions := texts(embedded.Headline), texts(embedded.Caption)
	credits := make([]string, len(photos))
	for i, c := range page.Photos {
		credits[i] = c.Line
	}
	page.Alike = true
	for i := range page.Photos {
		c := &page.Photos[i]
		c.Headline, c.Caption, c.Credit = unlike(headlines, i), unlike(captions, i), unlike(credits, i)
		page.Alike = page.Alike && captions[i] == captions[0] && credits[i] == credits[0]
		for j := range c.Facts {
			for _, other := range page.Photos {
				c.Facts[j].Differ = c.Facts[j].Differ || other.Facts[j].Value != c.Facts[j].Value
			}
		}
	}
}

// maxCompareText is how much of a text is compared, in bytes.
const maxCompareText = 4000

// unlike divides one of some texts into words and marks those that any of the
// others lacks.
func unlike(texts []string, at int) []word {
	if texts[at] == "" {
		return nil
	}
	var out []word
	for i, other := range texts {
		if i == at {
			continue
		}
		marked := against(texts[at], other)
		if out == nil {
			out = marked
			continue
		}
		if len(out) != len(marked) { // one of the two shares no word at all, and marks none
			if len(marked) > len(out) {
				out = marked
			}
			continue
		}
		for j := range out {
			out[j].Differ = out[j].Differ || marked[j].Differ
		}
	}
	return out
}
