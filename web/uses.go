package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/index"
)

// maxPost bounds the JSON that a program sends.
const maxPost = 64 << 10

// usePost is a use as a program tells it.
type usePost struct {
	// Photo is its ID. Else Number is the supplier's own of the picture, and
	// Supplier says whose where several have the number.
	Photo    string `json:"photo"`
	Number   string `json:"number"`
	Supplier string `json:"supplier"`
	// Day is today where it is empty, Medium online.
	Day    string `json:"day"`
	Medium string `json:"medium"`
	Where  string `json:"where"`
	URL    string `json:"url"`
	Credit string `json:"credit"`
	// By is who or what tells it.
	By string `json:"by"`
}

// useAnswer is what became of it.
type useAnswer struct {
	Photo archive.ID `json:"photo"`
	// Added: it was not recorded before.
	Added bool          `json:"added"`
	Use   archive.Usage `json:"use"`
	Seq   archive.Seq   `json:"seq"`
}

// apiUse records that a photo was used.
func (s *site) apiUse(w http.ResponseWriter, r *http.Request) error {
	var post usePost
	if err := readJSON(w, r, &post); err != nil {
		return err
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	u := archive.Usage{
		Day: archive.DayOf(h.now, h.zone), Medium: archive.Online, Where: strings.TrimSpace(post.Where), URL: strings.TrimSpace(post.URL),
		Credit: strings.TrimSpace(post.Credit), Number: strings.TrimSpace(post.Number), Actor: cleanDesk(post.By), Way: archive.ByAPI,
	}
	if u.Actor == "" {
		u.Actor = "api"
	}
	if err := u.Set(post.Day, post.Medium); err != nil {
		return err
	}
	id, err := s.photoTold(r, h, post)
	if err != nil {
		return err
	}
	added, err := s.Archive.RecordUsage(r.Context(), []archive.ID{id}, u)
	if err != nil {
		return err
	}
	p, err := s.Archive.Photo(r.Context(), id)
	if err != nil {
		return err
	}
	answer := useAnswer{Photo: id, Added: len(added) > 0, Use: u, Seq: p.Seq}
	if i := slices.IndexFunc(p.Usages, func(had archive.Usage) bool { return had.Withdrawn == nil && had.Same(u) }); i >= 0 {
		answer.Use = p.Usages[i]
	}
	status := http.StatusOK
	if answer.Added {
		status = http.StatusCreated
		w.Header().Set("Location", "/api/v1/photos/"+string(id)+"/uses")
	}
	return s.sendJSON(w, r, status, answer)
}

// readJSON reads the one JSON object of a request. A name that is not known is
// a mistake: it may be a misspelt one.
func readJSON(w http.ResponseWriter, r *http.Request, v any) error {
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxPost))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return &requestError{status: http.StatusRequestEntityTooLarge, text: fmt.Sprintf("The request has more than %d KB.", maxPost>>10)}
	}
	if err != nil {
		return &requestError{status: http.StatusBadRequest, text: sentence("the request is not the JSON that is expected: " + strings.TrimPrefix(err.Error(), "json: "))}
	}
	return nil
}

// maxSameNumber is how many photos are looked at for a number.
const maxSameNumber = 20

// photoTold is the photo that a program means.
func (s *site) photoTold(r *http.Request, h house, post usePost) (archive.ID, error) {
	if post.Photo != "" {
		id, err := archive.ParseID(post.Photo)
		if err != nil {
			return "", &requestError{status: http.StatusBadRequest, text: "photo is not the ID of a photo: IDs have 20 characters, a to z and 2 to 7."}
		}
		return id, nil
	}
	key := index.ExactKey(post.Number)
	if key == "" {
		return "", &requestError{
			status: http.StatusBadRequest, text: "The photo is not named.",
			next: "Give its ID as photo, or the supplier's number as number: four characters or more, with a digit.",
		}
	}
	query := &index.Query{Root: index.Term{Text: strings.TrimSpace(post.Number)}}
	_, photos, err := s.find(r.Context(), index.Request{Query: query, Withdrawn: true, Limit: maxSameNumber, Now: h.now, Zone: h.zone})
	if err != nil {
		return "", err
	}
	photos = slices.DeleteFunc(photos, func(p *archive.Photo) bool {
		named := post.Supplier == "" || h.sameSupplier(p, post.Supplier)
		return !named || !slices.Contains(index.NewDocument(p, h.zone).Exact, key)
	})
	switch len(photos) {
	case 0:
		return "", &requestError{
			status: http.StatusNotFound, text: fmt.Sprintf("The archive has no photo with the number %s.", clip(post.Number, 80)),
			next: "Give the photo's ID, or ingest the photo first.",
		}
	case 1:
		return photos[0].ID, nil
	}
	var ids []string
	for _, p := range photos {
		ids = append(ids, string(p.ID))
	}
	return "", &requestError{
		status: http.StatusConflict, text: fmt.Sprintf("%d photos have the number %s: %s.", len(photos), clip(post.Number, 80), strings.Join(ids, ", ")),
		next: "Give the ID of one of them, or the supplier.",
	}
}

// sameSupplier says that a supplier, in any spelling, delivered the photo.
func (h house) sameSupplier(p *archive.Photo, name string) bool {
	of := p.Fields()[archive.Supplier].String()
	return strings.EqualFold(h.rules.Canonical(of), h.rules.Canonical(strings.TrimSpace(name)))
}

// Limits of the uses and checks that are listed.
const (
	maxUsesListed   = 1000
	maxUsesShown    = 50
	maxChecksListed = 50
)

// usesAnswer are the uses and checks of a photo.
type usesAnswer struct {
	Uses []archive.Usage `json:"uses"`
	// Next goes on after them, as the parameter after.
	Next   int64             `json:"next,omitempty"`
	Checks []archive.Checked `json:"checks"`
}

// apiUses lists the uses of a photo, the withdrawn too, and its latest checks.
func (s *site) apiUses(w http.ResponseWriter, r *http.Request) error {
	photo, err := s.photoAsked(r)
	if err != nil {
		return err
	}
	var after int64
	if text := r.URL.Query().Get("after"); text != "" {
		if after, err = strconv.ParseInt(text, 10, 64); err != nil || after < 0 {
			return &requestError{status: http.StatusBadRequest, text: "after is the number of a use."}
		}
	}
	answer := usesAnswer{Uses: []archive.Usage{}, Checks: []archive.Checked{}}
	uses, err := s.Archive.Usages.UsagesOf(r.Context(), photo.ID, after, maxUsesListed)
	if err != nil {
		return err
	}
	answer.Uses = append(answer.Uses, uses...)
	if len(uses) == maxUsesListed {
		answer.Next = uses[len(uses)-1].N
	}
	checks, err := s.Archive.CheckLog.ChecksOf(r.Context(), photo.ID, maxChecksListed)
	if err != nil {
		return err
	}
	answer.Checks = append(answer.Checks, checks...)
	return s.sendJSON(w, r, http.StatusOK, answer)
}
