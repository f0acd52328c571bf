package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"cutline/archive"
)

// recallRoutes are the addresses of recalls and of suppliers' notices.
func (s *site) recallRoutes() map[string]handler {
	return map[string]handler{
		"POST /photos/{id}/recall":         s.recall,
		"POST /photos/{id}/release":        s.release,
		"POST /api/v1/photos/{id}/recalls": s.apiRecall,
		"GET /notices":                     s.notices,
		"POST /notices":                    s.announce,
		"POST /notices/{n}":                s.settleNotice,
		"GET /api/v1/notices":              s.apiNotices,
		"POST /api/v1/notices":             s.apiAnnounce,
	}
}

// recallPart is what the page of a photo shows of its recalls.
type recallPart struct {
	ID   archive.ID
	Desk string
	// Withdrawn: it may not be used, by the last of Recalls or by its own words.
	Withdrawn bool
	Recalls   []recallRow
}

type recallRow struct {
	At, Actor, What, Why string
	Lifted               bool
}

func (h house) recalls(p *archive.Photo, desk string) recallPart {
	part := recallPart{ID: p.ID, Desk: desk, Withdrawn: p.Withdrawn()}
	for _, r := range p.Recalls {
		row := recallRow{At: r.At.In(h.zone).Format("2 January 2006, 15:04"), Actor: clip(r.Actor, maxDesk), Why: clip(r.Why, maxShownValue), Lifted: r.Lifted}
		row.What = map[archive.Notice]string{archive.Kill: "killed", archive.Withdrawal: "withdrawn"}[r.Kind]
		if r.Lifted {
			row.What = "released: the " + string(r.Kind) + " was lifted"
		}
		part.Recalls = append(part.Recalls, row)
	}
	return part
}

// recalledText says what stands against the use of a photo, and by whose word.
func (h house) recalledText(r *archive.Recall) string {
	if r.Actor == "" {
		return noticeText[r.Kind]
	}
	what := "killed"
	if r.Kind == archive.Withdrawal {
		what = "withdrawn"
	}
	return fmt.Sprintf("This picture was %s on %s by %s: %s It must not be used.", what, date(r.At, h), clip(r.Actor, maxDesk), sentence(clip(r.Why, maxReason)))
}

// collectedNotice says of a photo that must not be used any more in which
// collections it is: those that the desk may see by name, and how many others.
func (s *Server) collectedNotice(ctx context.Context, p *archive.Photo, desk string, stopped bool) ([]notice, error) {
	if !stopped || len(p.Collections) == 0 {
		return nil, nil
	}
	list, err := s.Archive.Members.Memberships(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	var names []string
	others := 0
	for _, m := range list {
		switch {
		case m.Removed != nil || m.Deleted:
		case m.Owner == "" || m.Owner == desk:
			names = append(names, "“"+clip(m.Name, archive.MaxCollectionName)+"”")
		default:
			others++
		}
	}
	if others > 0 {
		names = append(names, fmt.Sprintf("%d of other desks", others))
	}
	if len(names) == 0 {
		return nil, nil
	}
	return []notice{{Text: "It is in collections: " + strings.Join(names, ", ") + ".", URL: "/collections", Stop: true}}, nil
}

// recallForm reads what a form says of a recall.
func (s *site) recallForm(w http.ResponseWriter, r *http.Request) (archive.ID, archive.Recall, error) {
	id, who, err := s.recording(w, r)
	if err != nil {
		return "", archive.Recall{}, err
	}
	return id, archive.Recall{Actor: who, Kind: archive.Notice(r.PostFormValue("kind")), Why: formText(r, "why")}, nil
}

// recall recalls a photo from its page.
func (s *site) recall(w http.ResponseWriter, r *http.Request) error {
	return s.recallNow(w, r, false)
}

// release lifts what stands against the use of a photo.
func (s *site) release(w http.ResponseWriter, r *http.Request) error {
	return s.recallNow(w, r, true)
}

func (s *site) recallNow(w http.ResponseWriter, r *http.Request, lifted bool) error {
	id, recall, err := s.recallForm(w, r)
	if err != nil {
		return err
	}
	recall.Lifted = lifted
	if _, err := s.Archive.Recall(r.Context(), []archive.ID{id}, recall); err != nil {
		return err
	}
	s.foundSoon(r.Context())
	http.Redirect(w, r, "/photos/"+string(id)+"#recalls", http.StatusSeeOther)
	return nil
}

// recalledNow is what a recall answers a program.
type recalledNow struct {
	ID        archive.ID      `json:"id"`
	Seq       archive.Seq     `json:"seq"`
	Withdrawn bool            `json:"withdrawn"`
	Recall    *archive.Recall `json:"recall,omitempty"`
}

func (s *site) apiRecall(w http.ResponseWriter, r *http.Request) error {
	id, recall, err := s.recallForm(w, r)
	if err != nil {
		return err
	}
	recall.Lifted = r.PostFormValue("lifted") != ""
	if _, err := s.Archive.Recall(r.Context(), []archive.ID{id}, recall); err != nil {
		return err
	}
	p, err := s.Archive.Photo(r.Context(), id)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, recalledNow{p.ID, p.Seq, p.Withdrawn(), p.Recalled()})
}

// noticeWord is a notice as a list says it.
func noticeWord(n archive.Notice) string { return strings.ToUpper(string(n)) }
