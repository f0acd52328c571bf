package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"cutline/archive"
)

// membersShown is how many photos of a collection a page has.
const membersShown = 100

// collectionPage is a collection as a contact sheet, or being arranged.
type collectionPage struct {
	head
	Collection archive.PhotoCollection
	Private    bool
	Size       string
	Tiles      []memberTile
	// Arrange: the page is for putting the photos in order.
	Arrange bool
	// Done says what was just done; Undo are the photos that can be put back.
	Done    string
	Undo    []archive.ID
	Without int // photos that were withdrawn or have left
	URL     string
	From    string
	First   string // address of the first page, empty on it
	Next    string
	Sizes   []choice
	Desk    string
	History []collectionEvent
	Search  string
	Actions []action
}

// memberTile is a photo of a collection.
type memberTile struct {
	tile
	Note string
	By   string
	// Out says why it is not offered; empty where it is.
	Out string
}

type collectionEvent struct{ At, Actor, What string }

// historyShown is how many changes of a collection are shown.
const historyShown = 100

func (s *site) collection(w http.ResponseWriter, r *http.Request) error {
	c, err := s.collectionAsked(r)
	if err != nil {
		return err
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	values := r.URL.Query()
	v := readView(values)
	page := &collectionPage{
		head:       head{Title: clip(c.Name, titleBytes), Sheets: []string{deskSheet, collectSheet, markSheet}, Scripts: []string{collectScript}, Keys: markKeys},
		Collection: c, Private: c.Owner != "", Size: v.Size, Arrange: values.Get("arrange") != "", URL: collectionURL(c.N), Desk: deskName(r),
		Search: view{Text: fmt.Sprintf("in:%q", c.Name), Size: defaultSize}.url(""), Actions: actions,
	}
	page.done(values.Get("added"), values.Get("of"), values.Has("removed"), idsAsked(values.Get("removed")))
	if err := s.fillCollection(r, page, v, h); err != nil {
		return err
	}
	changes, err := s.Archive.Collections.CollectionChanges(r.Context(), c.N, historyShown)
	if err != nil {
		return err
	}
	for _, change := range changes {
		page.History = append(page.History, collectionEvent{At: moment(change.At, h), Actor: change.Actor, What: saysChange(change)})
	}
	return s.render(w, r, http.StatusOK, "collection", page)
}

// done says what was just done, as the address tells.
func (p *collectionPage) done(added, of string, removed bool, undo []archive.ID) {
	n, err := strconv.Atoi(added)
	all, err2 := strconv.Atoi(of)
	switch {
	case removed && len(undo) > 0:
		p.Done, p.Undo = "Taken out: "+photos(len(undo))+".", undo
	case removed:
		p.Done = "Taken out. What was taken out has its place and its note again when it is added."
	case err != nil || err2 != nil:
	case n == all:
		p.Done = photos(n) + " added."
	case n < all:
		p.Done = photos(n) + " added; " + count(all-n) + " were in it already."
	}
}

func photos(n int) string {
	if n == 1 {
		return "1 photo"
	}
	return count(n) + " photos"
}

// firstPlace is before the place of every photo of a collection.
const firstPlace = -1 << 62

// members are at most most photos of a collection after a place, and the place
// that others follow, which may be 0; nil where none do.
func (s *site) members(ctx context.Context, n, after int64, most int) (members []archive.Member, photos []*archive.Photo, next *int64, err error) {
	members, err = s.Archive.Members.Members(ctx, n, after, most+1)
	if err != nil {
		return nil, nil, nil, err
	}
	if len(members) > most {
		members = members[:most]
		next = &members[most-1].Place
	}
	ids := make([]archive.ID, len(members))
	for i, m := range members {
		ids[i] = m.Photo
	}
	photos, err = s.Archive.Catalogue.Photos(ctx, ids)
	return members, photos, next, err
}

// fillCollection fills in the photos of one page.
func (s *site) fillCollection(r *http.Request, page *collectionPage, v view, h house) error {
	from, err := strconv.ParseInt(r.URL.Query().Get("from"), 10, 64)
	if err != nil {
		from = firstPlace
	} else {
		page.From, page.First = strconv.FormatInt(from, 10), page.address("", page.Size)
	}
	members, photos, next, err := s.members(r.Context(), page.Collection.N, from, membersShown)
	if err != nil {
		return err
	}
	if next != nil {
		page.Next = page.address(strconv.FormatInt(*next, 10), page.Size)
	}
	of := make(map[archive.ID]archive.Member, len(members))
	for _, m := range members {
		of[m.Photo] = m
	}
	for _, p := range photos {
		t, err := s.tile(p, marks{}, h, v.Size)
		if err != nil {
			return err
		}
		t.Picture.Soon = len(page.Tiles) < soon
		m := of[p.ID]
		mt := memberTile{tile: t, Note: m.Note, By: fmt.Sprintf("added by %s, %s", m.Actor, m.At.In(h.zone).Format("2 Jan 2006")), Out: notOffered(p)}
		if mt.Out != "" {
			page.Without++
		}
		page.Tiles = append(page.Tiles, mt)
	}
	for _, size := range v.sizes("") {
		n := strconv.Itoa(len(page.Sizes) + 1)
		size.URL = page.address(page.From, n)
		page.Sizes = append(page.Sizes, size)
	}
	return nil
}

// notOffered says why a photo must not be taken from a collection any more. It
// stays there, so that whoever collected it sees what became of it.
func notOffered(p *archive.Photo) string {
	switch {
	case p.Withdrawn():
		return "withdrawn: not to be used"
	case p.Shelf.Retired != nil:
		return "it has left the archive"
	}
	return ""
}

// address is that of the page from a place on, in a size.
func (p *collectionPage) address(from, size string) string {
	address, sep := p.URL, "?"
	add := func(name, value string) {
		if value != "" {
			address += sep + name + "=" + value
			sep = "&"
		}
	}
	if p.Arrange {
		add("arrange", "1")
	}
	if size != defaultSize {
		add("size", size)
	}
	add("from", from)
	return address
}

func saysChange(c archive.CollectionChange) string {
	switch c.What {
	case archive.PhotosAdded, archive.PhotosRemoved:
		return c.What + " " + photos(c.Photos)
	case archive.PhotosMoved:
		return "moved a photo"
	case archive.CollectionRenamed:
		return fmt.Sprintf("renamed it; it was %q", clip(c.Before, archive.MaxCollectionName))
	case archive.CollectionNoted:
		return "wrote its note anew"
	case archive.CollectionShared:
		return "shared it"
	case archive.CollectionPrivate, archive.CollectionMade:
		return c.What + " it"
	}
	return c.What
}

// photoCollections is what the page of a photo shows of collections.
type photoCollections struct {
	ID   archive.ID
	In   []collectionLink
	Of   []collectionLink // those that it may be put into
	Desk string
}

func (s *site) photoCollections(r *http.Request, p *archive.Photo) (photoCollections, error) {
	list, _, err := s.visible(r.Context(), deskOf(r.Context()))
	if err != nil {
		return photoCollections{}, err
	}
	of := photoCollections{ID: p.ID, Desk: deskName(r)}
	in := make(map[int64]bool, len(p.Collections))
	for _, n := range p.Collections {
		in[n] = true
	}
	for _, link := range links(list) {
		if in[link.N] {
			of.In = append(of.In, link)
		} else {
			of.Of = append(of.Of, link)
		}
	}
	return of, nil
}
