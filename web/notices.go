package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/archive/reuse"
)

// Announced is what became of a supplier's notice: the JSON of POST
// /api/v1/notices and of cutline withdraw --notice.
type Announced struct {
	archive.Announcement
	// Candidates are the photos that it may be about, the sure ones first.
	Candidates []Candidate `json:"candidates"`
	// Rehearsed: nothing was changed.
	Rehearsed bool `json:"rehearsed,omitempty"`
}

// Candidate is a photo that a notice may be about.
type Candidate struct {
	reuse.Candidate
	File   string `json:"file"`
	Credit string `json:"credit,omitempty"`
	// Withdrawn: it is killed or withdrawn now.
	Withdrawn bool `json:"withdrawn"`
	// Uses is how often it was used.
	Uses int `json:"uses,omitempty"`
}

// candidates are the photos that an announcement may be about, without the one
// that carries it.
func (s *Server) candidates(ctx context.Context, a archive.Announcement) ([]Candidate, error) {
	n, err := s.newsroom(ctx)
	if err != nil {
		return nil, err
	}
	text := a.Text
	var list []reuse.Candidate
	if a.Photo != "" {
		carrier, err := s.Archive.Photo(ctx, a.Photo)
		if errors.Is(err, archive.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		earlier, err := s.Archive.Deliveries(ctx, carrier)
		if err != nil {
			return nil, err
		}
		for _, p := range earlier {
			list = append(list, reuse.Candidate{ID: p.ID, Photo: p, Sure: true, Because: "the same picture from the same supplier"})
		}
		text = noticeWords(carrier)
	}
	desk := reuse.Desk{Finder: finder{s}, Newsroom: n}
	spoken, err := desk.Candidates(ctx, text, a.Photo)
	if err != nil {
		return nil, err
	}
	for _, c := range spoken {
		if a.Photo != "" {
			c.Sure = false // its words are about itself, too
		}
		if !slices.ContainsFunc(list, func(had reuse.Candidate) bool { return had.ID == c.ID }) {
			list = append(list, c)
		}
	}
	found := make([]Candidate, len(list))
	for i, c := range list {
		found[i] = Candidate{Candidate: c, File: fileName(c.Photo), Withdrawn: c.Photo.Withdrawn(), Uses: len(c.Photo.Uses())}
		if found[i].Credit, err = n.Rules.PrintBeside(c.Photo.Reading.Credit.Credit, n.Settings.Style); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// noticeWords are the words of a photo that may say what its notice is about.
func noticeWords(p *archive.Photo) string {
	fields := p.Fields()
	var parts []string
	for _, name := range []embedded.Field{embedded.Headline, embedded.Caption, embedded.Instructions, embedded.SupplierID} {
		if text := fields[name].String(); text != "" {
			parts = append(parts, text)
		}
	}
	return clip(strings.Join(parts, "\n\n"), archive.MaxNoticeText-len("…"))
}

// announceText keeps a notice in words and recalls the photos that it surely is
// about. A correction recalls nothing. A rehearsal keeps and recalls nothing.
func (s *Server) announceText(ctx context.Context, text, who string, rehearse bool) (*Announced, error) {
	answer := &Announced{Announcement: archive.Announcement{Kind: archive.ReadNotice(text), Text: strings.TrimSpace(text), Actor: who}, Rehearsed: rehearse}
	if !rehearse {
		kept, err := s.Archive.AnnounceText(ctx, text, who)
		if err != nil {
			return nil, err
		}
		answer.Announcement = kept
	}
	var err error
	if answer.Candidates, err = s.candidates(ctx, answer.Announcement); err != nil || rehearse || answer.Kind == archive.Amendment {
		return answer, err
	}
	var sure []archive.ID
	for _, c := range answer.Candidates {
		if c.Sure {
			sure = append(sure, c.ID)
		}
	}
	if len(sure) == 0 {
		return answer, nil
	}
	settled := archive.Withdrawn{By: who, At: s.now().UTC(), Why: "the photos that it names were recalled"}
	if err := s.carryOut(ctx, answer.Announcement, sure, settled); err != nil {
		return nil, err
	}
	answer.Settled = &settled
	for i := range answer.Candidates {
		answer.Candidates[i].Withdrawn = answer.Candidates[i].Withdrawn || answer.Candidates[i].Sure
	}
	return answer, nil
}

// carryOut recalls photos as an announcement says, and settles it.
func (s *Server) carryOut(ctx context.Context, a archive.Announcement, ids []archive.ID, settled archive.Withdrawn) error {
	if len(ids) > 0 && a.Kind != archive.Amendment {
		why := fmt.Sprintf("announced by its supplier: notice %d", a.N)
		if first, _, _ := strings.Cut(a.Text, "\n"); first != "" {
			why += ", " + clip(first, maxReason)
		}
		r := archive.Recall{Actor: settled.By, Kind: a.Kind, Why: why, Announced: a.N}
		if _, err := s.Archive.Recall(ctx, ids, r); err != nil && !errors.Is(err, archive.ErrNotFound) {
			return err
		}
	}
	return s.Archive.Announcements.Settle(ctx, a.N, settled)
}

// noticesShown is how many notices a page shows: the candidates of each are
// searched for.
const noticesShown = 10

type noticesPage struct {
	head
	Desk    string
	Notices []noticeRow
	// Older is the address of the notices before these.
	Older string
	// All: the settled are shown, too.
	All bool
	// Text was sent and announces nothing, as Mistake says.
	Text, Mistake string
	Most          int
}

type noticeRow struct {
	N                   int64
	Word, At, By        string
	Kills               bool
	Text                string
	URL, File           string // of the photo that carries it
	Settled, SettledWhy string
	Candidates          []candidateRow
}

type candidateRow struct {
	Candidate
	URL     string
	Picture picture
}

// notices lists the notices that wait for an editor, with a box for another.
func (s *site) notices(w http.ResponseWriter, r *http.Request) error {
	before, err := strconv.ParseInt("0"+r.URL.Query().Get("before"), 10, 64)
	if err != nil {
		return &requestError{status: http.StatusBadRequest, text: "Notices have numbers from 1."}
	}
	return s.noticesPage(w, r, http.StatusOK, noticesPage{All: r.URL.Query().Get("all") != ""}, before)
}

func (s *site) noticesPage(w http.ResponseWriter, r *http.Request, status int, page noticesPage, before int64) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page.head = head{Title: "Notices of suppliers", Sheets: []string{deskSheet}}
	page.Desk, page.Most = deskName(r), archive.MaxNoticeText
	state, address := archive.OpenAnnouncements, "/notices?before="
	if page.All {
		state, address = archive.AllAnnouncements, "/notices?all=1&before="
	}
	list, err := s.Archive.Announcements.Announced(r.Context(), state, before, noticesShown+1)
	if err != nil {
		return err
	}
	if len(list) > noticesShown {
		list = list[:noticesShown]
		page.Older = address + strconv.FormatInt(list[noticesShown-1].N, 10)
	}
	for _, a := range list {
		row, err := s.noticeRow(r.Context(), a, h)
		if err != nil {
			return err
		}
		page.Notices = append(page.Notices, row)
	}
	return s.render(w, r, status, "notices", page)
}

func (s *site) noticeRow(ctx context.Context, a archive.Announcement, h house) (noticeRow, error) {
	row := noticeRow{
		N: a.N, Word: noticeWord(a.Kind), At: a.At.In(h.zone).Format("2 January 2006, 15:04"), By: a.Actor, Kills: a.Kind != archive.Amendment,
		Text: clip(a.Text, maxShownValue),
	}
	if a.Photo != "" {
		row.URL = "/photos/" + string(a.Photo)
		p, err := s.Archive.Photo(ctx, a.Photo)
		if err != nil && !errors.Is(err, archive.ErrNotFound) {
			return row, err
		}
		if err == nil {
			row.File, row.Text = fileName(p), clip(noticeWords(p), maxShownValue)
		}
	}
	if a.Settled != nil {
		row.Settled, row.SettledWhy = fmt.Sprintf("%s, %s", a.Settled.By, date(a.Settled.At, h)), a.Settled.Why
		return row, nil
	}
	found, err := s.candidates(ctx, a)
	if err != nil {
		return row, err
	}
	for _, c := range found {
		c.Credit = clip(c.Credit, maxCreditShown)
		row.Candidates = append(row.Candidates, candidateRow{Candidate: c, URL: "/photos/" + string(c.ID), Picture: gridPicture(c.Photo, "1")})
	}
	return row, nil
}

// announce takes a notice in words from the page.
func (s *site) announce(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	who, err := actor(w, r)
	if err != nil {
		return err
	}
	text := formText(r, "text")
	done, err := s.announceText(r.Context(), text, who, false)
	if invalid, ok := errors.AsType[*archive.InvalidError](err); ok {
		return s.noticesPage(w, r, http.StatusUnprocessableEntity, noticesPage{Text: text, Mistake: sentence(invalid.Error())}, 0)
	}
	if err != nil {
		return err
	}
	s.foundSoon(r.Context())
	address := "/notices"
	if done.Settled != nil {
		address += "?all=1"
	}
	http.Redirect(w, r, fmt.Sprintf("%s#n%d", address, done.N), http.StatusSeeOther)
	return nil
}

// settleNotice recalls the photos that an editor chose for a notice, or says
// that there is nothing to do.
func (s *site) settleNotice(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	who, err := actor(w, r)
	if err != nil {
		return err
	}
	a, err := s.openNotice(r.Context(), r.PathValue("n"))
	if err != nil {
		return err
	}
	settled := archive.Withdrawn{By: who, At: s.now().UTC(), Why: clip(formText(r, "why"), maxWhy)}
	var ids []archive.ID
	if r.PostFormValue("nothing") == "" && a.Kind != archive.Amendment {
		if ids, err = idsOf(r.PostForm["id"]); err != nil {
			return err
		}
		if len(ids) == 0 {
			return &requestError{status: http.StatusBadRequest, text: "No photo is chosen.", next: "Go back and tick the photos that the notice is about, or say that there is nothing to do."}
		}
	}
	if err := s.carryOut(r.Context(), a, ids, settled); err != nil {
		return err
	}
	s.foundSoon(r.Context())
	http.Redirect(w, r, "/notices", http.StatusSeeOther)
	return nil
}

// openNotice is a notice that waits, by its number in an address.
func (s *site) openNotice(ctx context.Context, number string) (archive.Announcement, error) {
	n, err := strconv.ParseInt(number, 10, 64)
	if err == nil && n > 0 {
		list, err := s.Archive.Announcements.Announced(ctx, archive.OpenAnnouncements, n+1, 1)
		if err != nil {
			return archive.Announcement{}, err
		}
		if len(list) == 1 && list[0].N == n {
			return list[0], nil
		}
	}
	return archive.Announcement{}, &requestError{status: http.StatusNotFound, text: "No such notice waits: somebody else may have settled it.", next: "Look at the list of notices again."}
}

// apiNotices lists the notices that wait, or all of them, with the photos that
// each may be about.
func (s *site) apiNotices(w http.ResponseWriter, r *http.Request) error {
	state := archive.AnnouncementState(r.URL.Query().Get("state"))
	if state == "" {
		state = archive.OpenAnnouncements
	}
	if state != archive.OpenAnnouncements && state != archive.AllAnnouncements {
		return &requestError{status: http.StatusBadRequest, text: "state must be open or all."}
	}
	list, err := s.Archive.Announcements.Announced(r.Context(), state, 0, noticesShown)
	if err != nil {
		return err
	}
	answer := struct {
		Notices []Announced `json:"notices"`
	}{Notices: []Announced{}}
	for _, a := range list {
		row := Announced{Announcement: a}
		if a.Settled == nil {
			if row.Candidates, err = s.candidates(r.Context(), a); err != nil {
				return err
			}
		}
		answer.Notices = append(answer.Notices, row)
	}
	return s.sendJSON(w, r, http.StatusOK, answer)
}

// apiAnnounce takes a notice: as a form with text, desk and rehearse, or as
// plain text with desk and rehearse in the address.
func (s *site) apiAnnounce(w http.ResponseWriter, r *http.Request) error {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	text, typed, rehearse := "", r.URL.Query().Get("desk"), r.URL.Query().Get("rehearse")
	if kind == "text/plain" {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 2*archive.MaxNoticeText))
		if err != nil {
			return &requestError{status: http.StatusRequestEntityTooLarge, text: fmt.Sprintf("A notice has at most %d KB.", archive.MaxNoticeText>>10)}
		}
		text = string(body)
	} else {
		if err := readForm(w, r); err != nil {
			return err
		}
		text, typed, rehearse = formText(r, "text"), r.PostFormValue("desk"), r.PostFormValue("rehearse")
	}
	who, err := actorNamed(w, r, typed)
	if err != nil {
		return err
	}
	done, err := s.announceText(r.Context(), text, who, rehearse != "")
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, done)
}
