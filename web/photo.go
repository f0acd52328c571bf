package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cutline/archive"
	"cutline/archive/credit"
	"cutline/archive/embedded"
	"cutline/thumbs"
)

// Limits of what the photo page shows. The JSON of the photo has everything.
const (
	maxShownValue = 20_000  // bytes of one value
	maxShownPage  = 500_000 // bytes of all statements, or of all fields
	maxValues     = 200     // of one field
	maxArrivals   = 100     // the latest
	maxRelated    = 24
)

type photoPage struct {
	head
	ID          archive.ID
	Picture     picture
	Zoom        *zoom
	NoPicture   *noPicture // set where there is no picture
	OwnPreview  bool       // the picture is that of a raw file
	Pending     bool       // the picture is still being made
	File        string
	Headline    string
	Caption     string
	CaptionRest string // what is folded away of a very long one
	Notices     []notice
	Badges      []badge
	Credit      creditLine
	Printed     string // caption and credit as they stand together in print; empty without one of the two
	Chips       []chip
	SignOff     string // word for word
	Decision    *decision
	Agreement   string
	Differences []difference
	Styles      []styled
	Warnings    []string
	Groups      []group
	Fields      []fieldRow
	Statements  []statementRow
	Layers      []layerRow
	History     []eventRow
	MoreEvents  int
	Desk        string
	// EditHeadline, EditCaption and EditCredit lead to where these are corrected,
	// EditFields are all that can be.
	EditHeadline, EditCaption, EditCredit editLink
	EditFields                            []fieldOption
	Arrivals                              []arrivalRow
	Related                               []related
	Recorded                              recordedGroup
	photoKept
	// Recall is what was said against its use, and the form to say so.
	Recall recallPart
	// Delivery is how it leaves the archive, and who has it.
	Delivery deliveryPart
	// What is beyond the limits, in numbers.
	MoreStatements, MoreArrivals, MoreRelated int
	Facts                                     []fact
}

// styled is the credit in a house style.
type styled struct {
	Style, Line string
	House       bool
}

// group is a folded group of fields.
type group struct {
	Name string
	Rows []fieldRow
}

type fieldRow struct {
	Name, Label string
	Values      []string
	Layer       string
	Place       string
	Lang        string
	Edit        string // address where it is corrected
}

// editLink leads to where a field is corrected.
type editLink struct{ URL, Label string }

type statementRow struct {
	embedded.Statement
	Source string // the sidecar's arrival, empty for the file's own
}

type arrivalRow struct {
	At, Actor, Run, Path, Modified string
	Sidecars                       int
}

// correctionRow is what an editor said.
type correctionRow struct {
	At, Actor, Field, From, To, Why string
	N                               int
	Undone                          bool // or one that undoes another
}

func (s *site) photo(w http.ResponseWriter, r *http.Request) error {
	photo, err := s.photoAsked(r)
	if err != nil {
		return err
	}
	if path := "/photos/" + string(photo.ID); r.URL.Path != path {
		http.Redirect(w, r, path, http.StatusMovedPermanently)
		return nil
	}
	page, err := s.photoPage(r, photo)
	if err != nil {
		return fmt.Errorf("page of photo %s: %w", photo.ID, err)
	}
	return s.render(w, r, http.StatusOK, "photo", page)
}

func (s *site) photoPage(r *http.Request, p *archive.Photo) (*photoPage, error) {
	h, err := s.house(r.Context())
	if err != nil {
		return nil, err
	}
	c := &p.Reading.Credit
	fields := p.Fields()
	page := &photoPage{
		ID:          p.ID,
		Desk:        deskName(r),
		Picture:     previewPicture(p),
		OwnPreview:  thumbs.IsRaw(p.Format),
		File:        clip(fileName(p), maxShownValue),
		Headline:    clip(fields[embedded.Headline].String(), maxShownValue),
		Caption:     clip(fields[embedded.Caption].String(), maxShownValue),
		Badges:      badges(p, fields, h),
		Chips:       chips(&c.Credit),
		SignOff:     clip(c.SignOff, maxCreditBytes),
		Agreement:   agreement(p),
		Differences: differences(c.Differences),
		Warnings:    p.Warnings,
		Groups:      groups(fields, h),
		Fields:      rows(fields, allFields(fields), h),
		Facts:       facts(p, h),
	}
	if page.Credit, err = h.creditLine(&c.Credit, marks{}, maxCreditBytes); err != nil {
		return nil, err
	}
	if page.Delivery, err = s.delivery(r.Context(), r, p, h); err != nil {
		return nil, err
	}
	if page.Styles, err = h.styled(p); err != nil {
		return nil, err
	}
	if page.Decision, err = s.decide(r.Context(), p); err != nil {
		return nil, err
	}
	if caption := fields[embedded.Caption].String(); caption != "" && page.Credit.Text != "" {
		if page.Printed, err = h.rules.PrintCaption(caption, c.Credit, h.style); err != nil {
			return nil, err
		}
		page.Printed = clip(page.Printed, maxShownValue)
	}
	page.Recall = h.recalls(p, page.Desk)
	page.Sheets, page.Scripts = []string{photoSheet, deskSheet, correctSheet}, []string{editScript, zoomScript}
	page.Zoom, page.Keys = zoomOf(p), append(page.Keys, zoomKeys()...)
	page.Keys = append(page.Keys, page.Delivery.keys()...)
	page.Title = clip(cmp.Or(page.Headline, page.File), titleBytes)
	page.Picture.Alt = clip(cmp.Or(fields[embedded.AltText].String(), page.Caption, page.Title), altBytes)
	page.Caption, page.CaptionRest = fold(page.Caption)
	if err := s.showPicture(r.Context(), page, p); err != nil {
		return nil, err
	}
	page.statements(p)
	page.layers(p, h)
	page.edits()
	if err := s.history(r.Context(), page, p, h); err != nil {
		return nil, err
	}
	page.arrivals(p, h)
	if page.Related, err = s.related(r, p, h); err != nil {
		return nil, err
	}
	page.Notices = append(shelfNotice(p, h), h.notices(p, page.Badges, page.Related)...)
	stopped := page.Decision != nil && page.Decision.Class == "stop" || slices.ContainsFunc(page.Notices, func(n notice) bool { return n.Stop })
	page.Notices = append(page.Notices, usedNotice(p, stopped)...)
	collected, err := s.collectedNotice(r.Context(), p, page.Desk, stopped)
	if err != nil {
		return nil, err
	}
	page.Notices = append(page.Notices, collected...)
	if err := s.kept(r, page, p); err != nil {
		return nil, err
	}
	page.Notices = append(page.Notices, page.Delivery.notice(stopped)...)
	if page.Recorded, err = s.recorded(r.Context(), r, p, h); err != nil {
		return nil, err
	}
	page.MoreRelated = max(len(p.Relations)-maxRelated, 0)
	return page, nil
}

// patience is how long a page waits for a picture that is missing. A decode
// takes less; a queue of them may take minutes.
const patience = time.Second

// showPicture finds out whether there is a picture to show. One that is still
// being made comes into the page by itself.
func (s *site) showPicture(ctx context.Context, page *photoPage, p *archive.Photo) error {
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := s.ensure(waiting, p)
	if none, ok := errors.AsType[*noPicture](err); ok {
		page.NoPicture = none
		return nil
	}
	if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		page.Pending = true
		return nil
	}
	return err
}

// fold divides a caption that is longer than a dozen lines before its
// thirteenth, at the end of a line or word.
func fold(caption string) (begin, rest string) {
	const (
		lines  = 12
		least  = 4  // lines that are worth folding away
		letter = 60 // to a line, about
	)
	cut, line, column := 0, 1, 0
	for i, r := range caption {
		if line <= lines && unicode.IsSpace(r) {
			cut = i + utf8.RuneLen(r)
		}
		if column++; r == '\n' || column > letter {
			line, column = line+1, 0
		}
		if line >= lines+least && cut > 0 {
			return strings.TrimSpace(caption[:cut]), caption[cut:]
		}
	}
	return caption, ""
}

func previewPicture(p *archive.Photo) picture {
	pic := gridPicture(p, defaultSize)
	pic.Src, pic.Set, pic.Sizes = shownURL(p, thumbs.Preview), "", ""
	return pic
}

// agreement says in a sentence what the credit rests on.
func agreement(p *archive.Photo) string {
	c := &p.Reading.Credit
	conflicts, notes := 0, 0
	for _, d := range c.Differences {
		if d.Severity == credit.Conflict {
			conflicts++
		} else {
			notes++
		}
	}
	from := "Read from " + c.From + "."
	statements := p.Statements
	for _, a := range p.Arrivals {
		statements = slices.Concat(statements, a.Statements)
	}
	inCaption := slices.ContainsFunc(statements, func(st embedded.Statement) bool {
		return st.Field == embedded.Caption && st.String() == c.From
	})
	if inCaption {
		from = "Read from the sign-off of the caption, " + c.From + "."
	}
	switch {
	case c.From == "":
		return "No place in the file states a credit."
	case conflicts > 0:
		return from + " Another place names somebody else."
	case len(c.Unread) > 0:
		return from + " No rule explains all of these words: check them before printing."
	case !c.Sure:
		return from + " This reading is a guess: check it before printing."
	case notes > 0:
		return from + " Other places say it differently, and nothing contradicts it."
	case c.SignOff != "" && !inCaption:
		return from + " The sign-off of the caption agrees."
	}
	return from + " No other place contradicts it."
}

func (h house) styled(p *archive.Photo) ([]styled, error) {
	var list []styled
	for _, style := range h.rules.Styles() {
		line, err := h.rules.PrintBeside(p.Reading.Credit.Credit, style)
		if err != nil {
			return nil, err
		}
		if line != "" {
			list = append(list, styled{Style: style, Line: clip(line, maxCreditBytes), House: style == h.style})
		}
	}
	return list, nil
}
