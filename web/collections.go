package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cutline/archive"
)

// collectSheet and collectScript are those of the pages of collections and
// saved searches.
const (
	collectSheet  = "collect.css"
	collectScript = "collect.js"
)

func (s *site) collectionRoutes() map[string]handler {
	return map[string]handler{
		"GET /collections":                    s.collections,
		"POST /collections":                   s.makeCollection,
		"GET /collections/{n}":                s.collection,
		"POST /collections/{n}":               s.reviseCollection,
		"POST /collections/{n}/photos":        s.collectInto,
		"POST /collections/{n}/remove":        s.takeOut,
		"POST /collections/{n}/order":         s.orderCollection,
		"POST /collections/{n}/notes":         s.noteMember,
		"POST /selection/collect":             s.collectSelected,
		"GET /api/v1/collections":             s.apiCollections,
		"POST /api/v1/collections":            s.apiMakeCollection,
		"GET /api/v1/collections/{n}":         s.apiCollection,
		"POST /api/v1/collections/{n}":        s.apiReviseCollection,
		"POST /api/v1/collections/{n}/photos": s.apiCollect,
		"POST /api/v1/collections/{n}/order":  s.apiOrder,
		"POST /api/v1/collections/{n}/notes":  s.apiNote,
		"POST /api/v1/collections/{n}/remove": s.apiTakeOut,
		"GET /api/v1/photos/{id}/collections": s.apiPhotoCollections,
	}
}

func collectionURL(n int64) string { return "/collections/" + strconv.FormatInt(n, 10) }

// collectionLink is a collection as a link.
type collectionLink struct {
	N         int64
	Name, URL string
	Photos    int
	Private   bool
}

// visible are the collections that a desk may see and that are not deleted.
func (s *site) visible(ctx context.Context, desk string) (list, deleted []archive.PhotoCollection, err error) {
	all, err := s.Archive.Collections.Collections(ctx, desk)
	for _, c := range all {
		if c.Deleted != nil {
			deleted = append(deleted, c)
		} else {
			list = append(list, c)
		}
	}
	return list, deleted, err
}

// collectionAsked is the collection whose number is in the address. One of
// another desk is not told from one that is not there.
func (s *site) collectionAsked(r *http.Request) (archive.PhotoCollection, error) {
	n, err := strconv.ParseInt(r.PathValue("n"), 10, 64)
	if err != nil {
		return archive.PhotoCollection{}, noSuchCollection()
	}
	c, err := s.Archive.Collections.Collection(r.Context(), n)
	if statusOf(err) == http.StatusNotFound || err == nil && c.Owner != "" && c.Owner != s.deskAsking(r) {
		return c, noSuchCollection()
	}
	return c, err
}

// deskAsking is whose request it is, by the form too, where one has been read.
func (s *site) deskAsking(r *http.Request) string {
	if desk := deskOf(r.Context()); desk != "" {
		return desk
	}
	if r.PostForm != nil {
		return cleanDesk(r.PostForm.Get("desk"))
	}
	return ""
}

func noSuchCollection() error {
	return &requestError{status: http.StatusNotFound, text: "There is no such collection, or it is another desk's own.", next: "The page Collections lists those that you can see."}
}

type collectionsPage struct {
	head
	Own, Shared []collectionLink
	Deleted     []archive.PhotoCollection
	Desk        string
}

// collections lists the collections that the desk may see.
func (s *site) collections(w http.ResponseWriter, r *http.Request) error {
	desk := deskOf(r.Context())
	list, deleted, err := s.visible(r.Context(), desk)
	if err != nil {
		return err
	}
	page := collectionsPage{head: head{Title: "Collections", Sheets: []string{deskSheet, collectSheet}}, Deleted: deleted, Desk: desk}
	for _, link := range links(list) {
		if link.Private {
			page.Own = append(page.Own, link)
		} else {
			page.Shared = append(page.Shared, link)
		}
	}
	return s.render(w, r, http.StatusOK, "collections", page)
}

func links(list []archive.PhotoCollection) []collectionLink {
	of := make([]collectionLink, len(list))
	for i, c := range list {
		of[i] = collectionLink{N: c.N, Name: c.Name, URL: collectionURL(c.N), Photos: c.Photos, Private: c.Owner != ""}
	}
	return of
}

// newCollection makes the collection that a form asks for: name, note, and
// private=1 for one of this desk alone. The form has been read.
func (s *site) newCollection(w http.ResponseWriter, r *http.Request, name string) (archive.PhotoCollection, error) {
	who, err := actor(w, r)
	if err != nil {
		return archive.PhotoCollection{}, err
	}
	c := archive.PhotoCollection{Name: name, Note: formText(r, "note"), Actor: who}
	if r.PostFormValue("private") != "" {
		c.Owner = who
	}
	return s.Archive.MakeCollection(r.Context(), c)
}

func (s *site) makeCollection(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	c, err := s.newCollection(w, r, r.PostFormValue("name"))
	if err != nil {
		return err
	}
	http.Redirect(w, r, collectionURL(c.N), http.StatusSeeOther)
	return nil
}

// changing reads a form: which collection is changed, and by whom.
func (s *site) changing(w http.ResponseWriter, r *http.Request) (c archive.PhotoCollection, who string, err error) {
	if err := readForm(w, r); err != nil {
		return c, "", err
	}
	if who, err = actor(w, r); err != nil {
		return c, "", err
	}
	c, err = s.collectionAsked(r)
	return c, who, err
}

// revise changes a collection as the form asks: name, note, private=1 or 0,
// delete=1 or restore=1.
func (s *site) revise(w http.ResponseWriter, r *http.Request) (archive.PhotoCollection, error) {
	c, who, err := s.changing(w, r)
	if err != nil {
		return c, err
	}
	seen, _ := strconv.Atoi(r.PostFormValue("revision"))
	return s.Archive.ReviseCollection(r.Context(), c.N, seen, who, func(c *archive.PhotoCollection) {
		if r.PostForm.Has("name") {
			c.Name = r.PostForm.Get("name")
		}
		if r.PostForm.Has("note") {
			c.Note = formText(r, "note")
		}
		switch r.PostForm.Get("private") {
		case "1":
			c.Owner = who
		case "0":
			c.Owner = ""
		}
		if r.PostForm.Get("delete") != "" && c.Deleted == nil {
			c.Deleted = &archive.Gone{}
		}
		if r.PostForm.Get("restore") != "" {
			c.Deleted = nil
		}
	})
}

func (s *site) reviseCollection(w http.ResponseWriter, r *http.Request) error {
	c, err := s.revise(w, r)
	if err != nil {
		return err
	}
	http.Redirect(w, r, collectionURL(c.N), http.StatusSeeOther)
	return nil
}

// collectPage asks which collection a selection shall be put into.
type collectPage struct {
	head
	Chosen selection
	Desk   string
	Of     []collectionLink
	Back   string
}

// collectSelected puts a selection into a collection, an old or a new one; where
// the form names none, it asks.
func (s *site) collectSelected(w http.ResponseWriter, r *http.Request) error {
	chosen, err := s.selected(w, r, maxSelected)
	if err != nil {
		return err
	}
	name := strings.TrimSpace(r.PostFormValue("name"))
	if r.PostForm.Get("collection") == "" && name == "" {
		list, _, err := s.visible(r.Context(), deskOf(r.Context()))
		if err != nil {
			return err
		}
		page := collectPage{
			head:   head{Title: "Add to a collection", Sheets: []string{deskSheet, collectSheet}},
			Chosen: chosen, Desk: deskName(r), Of: links(list), Back: chosen.View.url(""),
		}
		return s.render(w, r, http.StatusOK, "collect", page)
	}
	var c archive.PhotoCollection
	if name != "" {
		c, err = s.newCollection(w, r, name)
	} else {
		r.SetPathValue("n", r.PostForm.Get("collection"))
		c, err = s.collectionAsked(r)
	}
	if err != nil {
		return err
	}
	who, err := actor(w, r)
	if err != nil {
		return err
	}
	added, err := s.Archive.Collect(r.Context(), c.N, chosen.IDs, who)
	if err != nil {
		return err
	}
	http.Redirect(w, r, fmt.Sprintf("%s?added=%d&of=%d#end", collectionURL(c.N), len(added), len(chosen.IDs)), http.StatusSeeOther)
	return nil
}

// changeMembers puts the photos of a form into the collection of the address, or
// takes them out.
func (s *site) changeMembers(w http.ResponseWriter, r *http.Request, change func(context.Context, int64, []archive.ID, string) ([]archive.ID, error)) (archive.PhotoCollection, selection, []archive.ID, error) {
	chosen, err := s.selected(w, r, maxSelected)
	if err != nil {
		return archive.PhotoCollection{}, chosen, nil, err
	}
	who, err := actor(w, r)
	if err != nil {
		return archive.PhotoCollection{}, chosen, nil, err
	}
	c, err := s.collectionAsked(r)
	if err != nil {
		return c, chosen, nil, err
	}
	changed, err := change(r.Context(), c.N, chosen.IDs, who)
	return c, chosen, changed, err
}

// collectInto puts photos into a collection, from the page of a photo or to take
// a removal back.
func (s *site) collectInto(w http.ResponseWriter, r *http.Request) error {
	c, chosen, _, err := s.changeMembers(w, r, s.Archive.Collect)
	if err != nil {
		return err
	}
	to := collectionURL(c.N)
	if len(chosen.IDs) == 1 && r.PostForm.Get("back") == "photo" {
		to = "/photos/" + string(chosen.IDs[0]) + "#collections"
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (s *site) takeOut(w http.ResponseWriter, r *http.Request) error {
	c, chosen, removed, err := s.changeMembers(w, r, s.Archive.TakeOut)
	if err != nil {
		return err
	}
	if len(chosen.IDs) == 1 && r.PostForm.Get("back") == "photo" {
		http.Redirect(w, r, "/photos/"+string(chosen.IDs[0])+"#collections", http.StatusSeeOther)
		return nil
	}
	to := collectionURL(c.N) + "?removed="
	const undoable = 50 // as an address holds
	if len(removed) <= undoable {
		ids := make([]string, len(removed))
		for i, id := range removed {
			ids[i] = string(id)
		}
		to += strings.Join(ids, ",")
	}
	http.Redirect(w, r, to+fromAsked(r), http.StatusSeeOther)
	return nil
}

// editMember moves a photo of a collection or writes its note, as the form asks.
func (s *site) editMember(w http.ResponseWriter, r *http.Request, of func() (archive.MemberEdit, error)) (archive.PhotoCollection, error) {
	c, who, err := s.changing(w, r)
	if err != nil {
		return c, err
	}
	id, err := archive.ParseID(r.PostFormValue("id"))
	if err != nil {
		return c, &requestError{status: http.StatusBadRequest, text: "id is not the ID of a photo."}
	}
	edit, err := of()
	if err != nil {
		return c, err
	}
	return c, s.Archive.EditMember(r.Context(), c.N, id, edit, who)
}

func (s *site) order(w http.ResponseWriter, r *http.Request) (archive.PhotoCollection, error) {
	return s.editMember(w, r, func() (archive.MemberEdit, error) {
		edit := archive.MemberEdit{To: archive.MemberMove(r.PostFormValue("to"))}
		if edit.To == "" {
			return edit, &requestError{status: http.StatusBadRequest, text: "to says where the photo moves: first, up, down, last or before."}
		}
		if edit.To == archive.MoveBefore {
			var err error
			if edit.Beside, err = archive.ParseID(r.PostFormValue("beside")); err != nil {
				return edit, &requestError{status: http.StatusBadRequest, text: "beside is not the ID of a photo."}
			}
		}
		return edit, nil
	})
}

func (s *site) note(w http.ResponseWriter, r *http.Request) (archive.PhotoCollection, error) {
	return s.editMember(w, r, func() (archive.MemberEdit, error) {
		note := formText(r, "note")
		return archive.MemberEdit{Note: &note}, nil
	})
}

func (s *site) orderCollection(w http.ResponseWriter, r *http.Request) error {
	c, err := s.order(w, r)
	return s.arranged(w, r, c, err)
}

func (s *site) noteMember(w http.ResponseWriter, r *http.Request) error {
	c, err := s.note(w, r)
	return s.arranged(w, r, c, err)
}

// arranged goes back to the photo that was moved or noted.
func (s *site) arranged(w http.ResponseWriter, r *http.Request, c archive.PhotoCollection, err error) error {
	if err != nil {
		return err
	}
	http.Redirect(w, r, collectionURL(c.N)+"?arrange=1"+fromAsked(r)+"#p-"+r.PostFormValue("id"), http.StatusSeeOther)
	return nil
}

// fromAsked is the page of a collection that a form stands on, as the end of an
// address.
func fromAsked(r *http.Request) string {
	from, err := strconv.ParseInt(r.PostFormValue("from"), 10, 64)
	if err != nil {
		return ""
	}
	return "&from=" + strconv.FormatInt(from, 10)
}

// idsAsked reads the IDs of an address, those that it can.
func idsAsked(text string) []archive.ID {
	var ids []archive.ID
	for _, part := range strings.Split(text, ",") {
		if id, err := archive.ParseID(part); err == nil && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
