package web

import (
	"context"
	"net/http"

	"cutline/archive"
	"cutline/archive/export"
)

// maxSent is how many photos are sent at once: the page waits for them.
const maxSent = 200

// sentPage says how it went with what was sent.
type sentPage struct {
	head
	Destination string
	Sent        []sentRow
	Failed      int
	Back        string
}

type sentRow struct {
	ID     archive.ID
	Name   string
	Places []string
	Notes  []string
	Failed string
}

// sendPhoto sends a photo from its page.
func (s *site) sendPhoto(w http.ResponseWriter, r *http.Request) error {
	id, who, err := s.recording(w, r)
	if err != nil {
		return err
	}
	if _, err := s.Archive.Photo(r.Context(), id); err != nil {
		return err
	}
	return s.sendThem(w, r, []archive.ID{id}, who, "/photos/"+string(id))
}

// sendSelected sends the photos of a selection.
func (s *site) sendSelected(w http.ResponseWriter, r *http.Request) error {
	chosen, err := s.selected(w, r, maxSent)
	if err != nil {
		return err
	}
	who, err := actor(w, r)
	if err != nil {
		return err
	}
	return s.sendThem(w, r, chosen.IDs, who, chosen.View.url(""))
}

func (s *site) sendThem(w http.ResponseWriter, r *http.Request, ids []archive.ID, who, back string) error {
	d, photos, err := s.toSend(r.Context(), r.PostFormValue("destination"), ids)
	if err != nil {
		return err
	}
	page := sentPage{head: head{Title: "Sent to " + d.Name, Sheets: []string{deskSheet}}, Destination: d.Name, Back: back}
	names := make(map[archive.ID]string)
	for _, p := range photos {
		names[p.ID] = clip(fileName(p), maxShownName)
	}
	err = s.sender().Send(r.Context(), d, photos, who, r.PostFormValue("anyway") != "", func(sent export.Sent) {
		if sent.Failed != "" {
			page.Failed++
		}
		row := sentRow{ID: sent.Photo, Name: names[sent.Photo], Notes: sent.Notes, Failed: clip(sent.Failed, maxReason)}
		for _, place := range sent.Places {
			row.Places = append(row.Places, clip(place, maxReason))
		}
		page.Sent = append(page.Sent, row)
	})
	if err != nil {
		return err
	}
	s.foundSoon(r.Context())
	status := http.StatusOK
	if page.Failed > 0 && page.Failed == len(page.Sent) {
		status = http.StatusBadGateway
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.render(w, r, status, "sent", page)
}

// toSend finds a destination by its name, and photos.
func (s *site) toSend(ctx context.Context, name string, ids []archive.ID) (archive.Destination, []*archive.Photo, error) {
	if s.OpenDestination == nil {
		return archive.Destination{}, nil, &requestError{status: http.StatusNotImplemented, text: "This process sends nothing.", next: "Run cutline export --destination."}
	}
	d, err := s.Archive.Destination(ctx, name)
	if err != nil {
		return d, nil, err
	}
	photos, err := s.Archive.Catalogue.Photos(ctx, ids)
	return d, photos, err
}

func (s *site) sender() *export.Sender {
	return &export.Sender{Maker: s.maker(), Open: s.OpenDestination, Retry: export.DefaultRetry}
}

// apiSend sends a photo for a program: to=NAME, and anyway=1.
func (s *site) apiSend(w http.ResponseWriter, r *http.Request) error {
	id, who, err := s.recording(w, r)
	if err != nil {
		return err
	}
	d, photos, err := s.toSend(r.Context(), r.PostFormValue("to"), []archive.ID{id})
	if err != nil {
		return err
	}
	if len(photos) == 0 {
		_, err := s.Archive.Photo(r.Context(), id)
		return err
	}
	var sent export.Sent
	if err := s.sender().Send(r.Context(), d, photos, who, r.PostFormValue("anyway") != "", func(one export.Sent) { sent = one }); err != nil {
		return err
	}
	status := http.StatusOK
	if sent.Failed != "" {
		status = http.StatusBadGateway
	}
	return s.sendJSON(w, r, status, sent)
}
