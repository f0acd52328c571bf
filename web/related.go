package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
)

func (s *site) relatedRoutes() map[string]handler {
	return map[string]handler{
		"POST /photos/{id}/takeover":        s.takeOver,
		"POST /api/v1/photos/{id}/takeover": s.apiTakeOver,
		"GET /api/v1/photos/{id}/relations": s.apiRelations,
		"GET /queues/same-picture":          s.samePicture,
		"POST /queues/same-picture":         s.settle,
		"GET /api/v1/same-picture":          s.apiSamePicture,
		"POST /api/v1/same-picture":         s.apiSettle,
	}
}

// related is a photo that another has a relation to.
type related struct {
	Kind, URL, File string
	ID              archive.ID
	Picture         picture
	Credit          creditLine
	Recalled        archive.Notice // that the other photo carries, where it is the same picture
	// Words are the fields in which the two differ, this photo's first.
	Words []changeRow
	// TakeOver are the corrections that the other has and this one has not.
	TakeOver []changeRow
}

// kindWords say how photos are related.
var kindWords = map[string]string{
	archive.SamePixels: "Same pixels, other words", archive.VersionOf: "Version", archive.AlsoFrom: "Also from", archive.Near: "Looks alike",
}

// maxNear is how many photos that only look alike are shown.
const maxNear = 6

// relations are the relations of a photo, with those that its looks give, which
// no photo lists: they are advisory.
func (s *Server) relations(ctx context.Context, p *archive.Photo) ([]archive.Relation, []*archive.Photo, error) {
	list := slices.Clone(p.Relations[:min(len(p.Relations), maxRelated)])
	var ids []archive.ID
	for _, r := range list {
		if !slices.Contains(ids, r.Of) {
			ids = append(ids, r.Of)
		}
	}
	known := len(ids)
	if s.Pictures != nil {
		near, err := s.Pictures.Near(ctx, p, maxNear+known)
		if err != nil {
			return nil, nil, err
		}
		for _, id := range near {
			if !slices.Contains(ids, id) && len(ids) < known+maxNear {
				ids = append(ids, id)
			}
		}
	}
	photos, err := s.Archive.Catalogue.Photos(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	for _, other := range photos {
		switch listed := slices.ContainsFunc(list, func(r archive.Relation) bool { return r.Of == other.ID }); {
		case archive.SameMakers(p, other):
			list = append(list, archive.Relation{Kind: archive.AlsoFrom, Of: other.ID})
		case !listed:
			list = append(list, archive.Relation{Kind: archive.Near, Of: other.ID})
		}
	}
	return list, photos, nil
}

// related are the photos that this one has a relation to, with what differs in
// their words.
func (s *Server) related(r *http.Request, p *archive.Photo, h house) ([]related, error) {
	relations, photos, err := s.relations(r.Context(), p)
	if err != nil {
		return nil, err
	}
	var list []related
	for _, other := range photos {
		row := related{ID: other.ID, URL: "/photos/" + string(other.ID), File: clip(fileName(other), maxShownName), Picture: gridPicture(other, "1")}
		if row.Credit, err = h.creditLine(&other.Reading.Credit.Credit, marks{}, maxTileCredit); err != nil {
			return nil, err
		}
		same := false
		var kinds []string
		for _, relation := range relations {
			if relation.Of == other.ID {
				kinds = append(kinds, kindWords[relation.Kind])
				same = same || relation.Kind == archive.SamePixels || relation.Kind == archive.VersionOf
			}
		}
		row.Kind = strings.Join(kinds, " · ")
		if recalled := other.Recalled(); recalled != nil && same {
			row.Recalled = recalled.Kind
		}
		if same {
			if row.Words, err = h.wordsApart(p, other); err != nil {
				return nil, err
			}
			for _, c := range archive.ToTakeOver(p, other) {
				c.From = p.Values(c.Field, c.Lang)
				row.TakeOver = append(row.TakeOver, changeRowOf(c))
			}
		}
		list = append(list, row)
	}
	return list, nil
}

// wordsApart are credit and caption of two photos where they differ, word by
// word.
func (h house) wordsApart(p, other *archive.Photo) ([]changeRow, error) {
	var rows []changeRow
	add := func(name, a, b string) {
		if a != b {
			rows = append(rows, changeRow{Label: name, From: against(a, b), To: against(b, a)})
		}
	}
	mine, err := h.rules.PrintBeside(p.Reading.Credit.Credit, h.style)
	if err != nil {
		return nil, err
	}
	theirs, err := h.rules.PrintBeside(other.Reading.Credit.Credit, h.style)
	if err != nil {
		return nil, err
	}
	add("Credit", clip(mine, maxCreditBytes), clip(theirs, maxCreditBytes))
	add("Caption", clip(p.Fields()[embedded.Caption].String(), maxCaptionApart), clip(other.Fields()[embedded.Caption].String(), maxCaptionApart))
	return rows, nil
}

// maxCaptionApart bounds the captions that are shown side by side, in bytes.
const maxCaptionApart = 2000

// takeOverAsked takes the corrections of a related photo over; the form has been
// read.
func (s *site) takeOverAsked(w http.ResponseWriter, r *http.Request) (*archive.Photo, error) {
	id, err := photoID(r)
	if err != nil {
		return nil, err
	}
	from, err := archive.ParseID(r.PostFormValue("from"))
	if err != nil {
		return nil, &requestError{status: http.StatusBadRequest, text: "The photo to take over from is not named.", next: "Name it by its ID as from."}
	}
	who, err := actor(w, r)
	if err != nil {
		return nil, err
	}
	p, err := s.Archive.TakeOver(r.Context(), id, from, who)
	if err == nil {
		wrote(w, p.Seq)
	}
	return p, err
}

func (s *site) takeOver(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	p, err := s.takeOverAsked(w, r)
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/photos/"+string(p.ID)+"#related", http.StatusSeeOther)
	return nil
}

func (s *site) apiTakeOver(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	p, err := s.takeOverAsked(w, r)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusCreated, struct {
		ID          archive.ID           `json:"id"`
		Seq         archive.Seq          `json:"seq"`
		Corrections []archive.Correction `json:"corrections"`
	}{p.ID, p.Seq, p.Corrections})
}

// apiRelations lists the relations of a photo, those by its looks too.
func (s *site) apiRelations(w http.ResponseWriter, r *http.Request) error {
	p, err := s.photoAsked(r)
	if err != nil {
		return err
	}
	list, _, err := s.relations(r.Context(), p)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, map[string][]archive.Relation{"relations": list})
}
