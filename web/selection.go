package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/index"
)

// selection is the photos that an action on many is for, each once and in the
// order in which the editor sees them. The search page posts them to the
// address of an action, in a form with
//
//	id=…&id=…       photos that were ticked, or
//	all=1&q=…       all results of a search, with its sort and the seq it knew
//	size=…          the rest of the view, for the way back
//
// To add an action, write a line in [actions], which puts a button on the bar,
// and a handler that begins so:
//
//	chosen, err := s.selected(w, r, maxThisTakes)
//	if err != nil {
//		return err
//	}
//
// An action that changes something then asks for its [actor] and ends with a
// redirect to chosen.View.url(""). One that asks something first shows a page
// whose form calls {{template "chosen" .Chosen.Params}}: its fields say the
// same selection again. One form surrounds the whole contact sheet, so a tile
// holds no form of its own; a button there is for one photo with
// formaction="/…/ID".
type selection struct {
	IDs []archive.ID
	// View is the search that they were selected in.
	View view
	// Left is how many results were left out of all, because they came or
	// changed since the editor saw the search: nobody has chosen them.
	Left int

	form url.Values
}

// maxSelected is how many photos one action takes at most.
const maxSelected = 100_000

// selected reads the selection of a form, of at most most photos and at least
// one. More is an error that says so: an action is for all or for none.
func (s *site) selected(w http.ResponseWriter, r *http.Request, most int) (selection, error) {
	if err := readForm(w, r); err != nil {
		return selection{}, err
	}
	chosen := selection{View: readView(r.PostForm), form: r.PostForm}
	most = min(most, maxSelected)
	var err error
	if r.PostForm.Get("all") != "" {
		err = s.selectAll(r.Context(), &chosen, most)
	} else {
		chosen.IDs, err = idsOf(r.PostForm["id"])
	}
	switch {
	case err != nil:
		return selection{}, err
	case len(chosen.IDs) > most:
		return selection{}, tooMany(len(chosen.IDs), most)
	case len(chosen.IDs) == 0 && chosen.Left > 0:
		return selection{}, &requestError{
			status: http.StatusConflict, text: "All of these photos have changed since you searched.", next: "Search again, and look at them.",
		}
	case len(chosen.IDs) == 0:
		return selection{}, &requestError{
			status: http.StatusBadRequest, text: "No photo is selected.", next: "Go back and tick some, or all results.",
		}
	}
	return chosen, nil
}

func tooMany(n, most int) error {
	return &requestError{
		status: http.StatusUnprocessableEntity, text: fmt.Sprintf("%s photos are selected, and this takes at most %s at once.", count(n), count(most)),
		next: "Narrow the search, or select fewer.",
	}
}

// idsOf reads IDs, each once.
func idsOf(texts []string) ([]archive.ID, error) {
	ids := make([]archive.ID, 0, len(texts))
	have := make(map[archive.ID]bool, len(texts))
	for _, text := range texts {
		id, err := archive.ParseID(text)
		if err != nil {
			return nil, &requestError{
				status: http.StatusBadRequest, text: fmt.Sprintf("%q is not the ID of a photo: IDs have 20 characters, a to z and 2 to 7.", clip(text, maxShownName)),
				next: "Select the photos on the search page.",
			}
		}
		if !have[id] {
			have[id] = true
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// selectAll walks all results of the search of a form. The walk is by the place
// of the last photo and not by number, so that photos which arrive meanwhile
// move none of the others out of it; those that came or changed since the
// search was seen are left out.
func (s *site) selectAll(ctx context.Context, chosen *selection, most int) error {
	_, request, err := searchRequest(url.Values{"q": {chosen.View.Text}, "sort": {string(chosen.View.Sort)}})
	if err != nil {
		return err
	}
	h, err := s.house(ctx)
	if err != nil {
		return err
	}
	request.Limit, request.Now, request.Zone = index.MaxLimit, h.now, h.zone
	seen, err := strconv.ParseInt(chosen.form.Get("seq"), 10, 64)
	known := err == nil
	if !known {
		// A program has seen no page: it means what the archive holds now.
		stats, err := s.Archive.Catalogue.Stats(ctx)
		if err != nil {
			return err
		}
		s.reached(ctx, stats.Last, writePatience)
	}
	have := make(map[archive.ID]bool)
	for {
		result, err := s.ask(ctx, request)
		if err != nil {
			return err
		}
		if result.Fuzzy && result.Total > 0 {
			return &requestError{
				status: http.StatusUnprocessableEntity, text: "No photo has these words, only words spelled nearly so.", next: "Tick the photos that you mean.",
			}
		}
		if result.Total > most {
			return tooMany(result.Total, most)
		}
		if !known {
			seen, known = int64(result.Seq), true
		}
		for _, hit := range result.Hits {
			if !have[hit.ID] {
				have[hit.ID] = true
				chosen.IDs = append(chosen.IDs, hit.ID)
			}
		}
		if result.Next == "" || len(chosen.IDs) > most {
			break
		}
		request.After = result.Next
	}
	changed, err := s.changedSince(ctx, archive.Seq(seen))
	if err != nil {
		return err
	}
	all := len(chosen.IDs)
	chosen.IDs = slices.DeleteFunc(chosen.IDs, func(id archive.ID) bool { return changed[id] })
	chosen.Left = all - len(chosen.IDs)
	return nil
}

// changedSince are the photos that came or changed after a Seq.
func (s *site) changedSince(ctx context.Context, seq archive.Seq) (map[archive.ID]bool, error) {
	const batch = 1000
	changed := make(map[archive.ID]bool)
	for {
		changes, err := s.Archive.Catalogue.Changes(ctx, seq, batch)
		if err != nil {
			return nil, err
		}
		for _, c := range changes {
			changed[c.ID], seq = true, c.Seq
		}
		if len(changes) < batch {
			return changed, nil
		}
		if len(changed) > maxSelected {
			return nil, &requestError{
				status: http.StatusConflict, text: "Too much has changed in the archive since you searched.", next: "Search again, and look at the results.",
			}
		}
	}
}

// Params are the fields of a form that say the same selection again.
func (c selection) Params() []param {
	var list []param
	for _, name := range []string{"all", "q", "sort", "seq", "size"} {
		if value := c.form.Get(name); value != "" {
			list = append(list, param{name, value})
		}
	}
	if c.form.Get("all") == "" {
		for _, id := range c.IDs {
			list = append(list, param{"id", string(id)})
		}
	}
	return list
}

// Says says how many photos are selected, and what was left out.
func (c selection) Says() string {
	photos := "1 photo"
	if n := len(c.IDs); n != 1 {
		photos = count(n) + " photos"
	}
	if c.Left == 0 {
		return photos
	}
	return photos + ", without " + count(c.Left) + " that came or changed since you searched"
}

// loaded are the photos of a selection, batch by batch, so that no more than
// one batch is in memory. Those that have left the archive are left out.
func (s *site) loaded(ctx context.Context, chosen selection, each func(*archive.Photo) error) error {
	const batch = 500
	for ids := range slices.Chunk(chosen.IDs, batch) {
		photos, err := s.Archive.Catalogue.Photos(ctx, ids)
		if err != nil {
			return err
		}
		for _, p := range photos {
			if err := each(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// textWanted tells a script that takes the text alone from a form.
func textWanted(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "text/plain")
}
