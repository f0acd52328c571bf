package web

import (
	"net/http"
	"strconv"

	"cutline/archive"
)

// collectionAnswer is a collection as a program gets it.
type collectionAnswer struct {
	archive.PhotoCollection
	Members []memberAnswer `json:"members"`
	// Next goes on after these, as the parameter after.
	Next *int64 `json:"next,omitempty"`
}

// memberAnswer is a photo of it. Out says why it is not to be used any more.
type memberAnswer struct {
	archive.Member
	Out string `json:"out,omitempty"`
}

// maxMembersTold is how many photos one answer has.
const maxMembersTold = 500

func (s *site) apiCollections(w http.ResponseWriter, r *http.Request) error {
	list, deleted, err := s.visible(r.Context(), deskOf(r.Context()))
	if err != nil {
		return err
	}
	if r.URL.Query().Get("deleted") != "" {
		list = deleted
	}
	if list == nil {
		list = []archive.PhotoCollection{}
	}
	return s.sendJSON(w, r, http.StatusOK, map[string]any{"collections": list})
}

func (s *site) apiMakeCollection(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	c, err := s.newCollection(w, r, r.PostFormValue("name"))
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/api/v1"+collectionURL(c.N))
	return s.sendJSON(w, r, http.StatusCreated, c)
}

func (s *site) apiCollection(w http.ResponseWriter, r *http.Request) error {
	c, err := s.collectionAsked(r)
	if err != nil {
		return err
	}
	after, err := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	if err != nil {
		after = firstPlace
	}
	members, photos, next, err := s.members(r.Context(), c.N, after, maxMembersTold)
	if err != nil {
		return err
	}
	answer := collectionAnswer{PhotoCollection: c, Members: []memberAnswer{}, Next: next}
	out := make(map[archive.ID]string, len(photos))
	for _, p := range photos {
		out[p.ID] = notOffered(p)
	}
	for _, m := range members {
		answer.Members = append(answer.Members, memberAnswer{m, out[m.Photo]})
	}
	return s.sendJSON(w, r, http.StatusOK, answer)
}

func (s *site) apiReviseCollection(w http.ResponseWriter, r *http.Request) error {
	c, err := s.revise(w, r)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, c)
}

func (s *site) apiCollect(w http.ResponseWriter, r *http.Request) error {
	_, _, added, err := s.changeMembers(w, r, s.Archive.Collect)
	return s.membersChanged(w, r, "added", added, err)
}

func (s *site) apiTakeOut(w http.ResponseWriter, r *http.Request) error {
	_, _, removed, err := s.changeMembers(w, r, s.Archive.TakeOut)
	return s.membersChanged(w, r, "removed", removed, err)
}

func (s *site) membersChanged(w http.ResponseWriter, r *http.Request, name string, changed []archive.ID, err error) error {
	if err != nil {
		return err
	}
	stats, err := s.Archive.Catalogue.Stats(r.Context())
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, map[string]any{name: len(changed), "seq": stats.Last})
}

func (s *site) apiOrder(w http.ResponseWriter, r *http.Request) error {
	c, err := s.order(w, r)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, c)
}

func (s *site) apiNote(w http.ResponseWriter, r *http.Request) error {
	c, err := s.note(w, r)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, c)
}

func (s *site) apiPhotoCollections(w http.ResponseWriter, r *http.Request) error {
	p, err := s.photoAsked(r)
	if err != nil {
		return err
	}
	of, err := s.photoCollections(r, p)
	if err != nil {
		return err
	}
	type in struct {
		N    int64  `json:"n"`
		Name string `json:"name"`
	}
	list := []in{}
	for _, link := range of.In {
		list = append(list, in{link.N, link.Name})
	}
	return s.sendJSON(w, r, http.StatusOK, map[string]any{"collections": list})
}
