package web

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/archive/export"
)

// exportRoutes are the addresses of what leaves the archive.
func (s *site) exportRoutes() map[string]handler {
	return map[string]handler{
		"POST /photos/{id}/download":       s.download,
		"POST /photos/{id}/send":           s.sendPhoto,
		"POST /selection/export":           s.exportForm,
		"POST /selection/zip":              s.zipSelected,
		"POST /selection/list":             s.listSelected,
		"POST /selection/send":             s.sendSelected,
		"GET /api/v1/photos/{id}/exports":  s.apiExports,
		"POST /api/v1/photos/{id}/exports": s.apiSend,
		"GET /api/v1/destinations":         s.apiDestinations,
	}
}

// downloads are what the menu of a photo offers, as what and how it is called.
var downloads = []struct{ Value, Label string }{
	{"words", "Original with its words"},
	{"original", "Original as it came"},
	{"preview:1600", "JPEG of 1600 pixels"},
	{"preview:2400", "JPEG of 2400 pixels"},
	{"preview:4000", "JPEG of 4000 pixels"},
	{"sidecar", "Words alone, XMP"},
	{"ninjs", "Words alone, ninjs"},
}

// deliveryPart is what the page of a photo shows of how it leaves the archive,
// and of who has it.
type deliveryPart struct {
	ID   archive.ID
	Desk string
	// Against says what stands against it, empty where nothing does.
	Against      string
	Left         bool // the original is gone, the words are here
	Downloads    []struct{ Value, Label string }
	Destinations []archive.Destination
	Exports      []exportRow
	MoreExports  bool
}

type exportRow struct{ At, Actor, As, To, File, Despite string }

// maxExportsShown is how many exports a page lists, the latest.
const maxExportsShown = 20

func (s *site) delivery(ctx context.Context, r *http.Request, p *archive.Photo, h house) (deliveryPart, error) {
	part := deliveryPart{ID: p.ID, Desk: deskName(r), Downloads: downloads, Left: p.Shelf.Retired != nil}
	if part.Left { // the words alone are here
		part.Downloads = downloads[len(downloads)-2:]
	}
	against, err := s.maker().Against(ctx, []*archive.Photo{p})
	if err != nil {
		return part, err
	}
	part.Against = clip(against[p.ID], maxReason)
	if part.Destinations, _, err = s.Archive.Destinations(ctx); err != nil {
		return part, err
	}
	log, err := s.Archive.Exports.ExportsOf(ctx, p.ID, maxExportsShown+1)
	if err != nil {
		return part, err
	}
	if part.MoreExports = len(log) > maxExportsShown; part.MoreExports {
		log = log[:maxExportsShown]
	}
	for _, e := range log {
		part.Exports = append(part.Exports, exportRow{
			At: moment(e.At, h), Actor: clip(e.Actor, maxDesk), As: e.As, To: clip(e.To, maxCreditShown), File: clip(e.File, maxCreditShown), Despite: clip(e.Despite, maxReason),
		})
	}
	return part, nil
}

// keys are those of the part.
func (d deliveryPart) keys() []pageKey {
	if d.Left || len(d.Destinations) == 0 {
		return nil
	}
	return []pageKey{{"s", "send the photo to the destination chosen"}}
}

// notice says of a photo that must not be used any more that others have it.
func (d deliveryPart) notice(stopped bool) []notice {
	if !stopped || len(d.Exports) == 0 {
		return nil
	}
	more := ""
	if d.MoreExports {
		more = "at least "
	}
	times := "once"
	if n := len(d.Exports); n > 1 {
		times = fmt.Sprintf("%d times", n)
	}
	return []notice{{Stop: true, Text: "This photo left the archive " + more + times + ": tell those who have it.", URL: "#delivery"}}
}

// maker makes the files that leave the archive.
func (s *Server) maker() *export.Maker { return &export.Maker{Archive: s.Archive, Pictures: s.Thumbs} }

// orderOf reads what a form asks for: "preview:1600".
func orderOf(text string) (export.Order, error) {
	what, edge, _ := strings.Cut(text, ":")
	as, err := export.ParseAs(what)
	if err != nil {
		return export.Order{}, &requestError{status: http.StatusBadRequest, text: sentence(err.Error())}
	}
	o := export.Order{As: as}
	if edge != "" {
		if o.Edge, err = strconv.Atoi(edge); err != nil || o.Edge < 16 || o.Edge > 20_000 || as != export.Preview {
			return o, &requestError{status: http.StatusBadRequest, text: "The long edge of a preview is 16 to 20000 pixels."}
		}
	}
	return o, nil
}

// refusedExport is the answer where a check stops what was to leave.
func refusedExport(why string) error {
	return &requestError{
		status: http.StatusConflict, text: "This photo does not leave the archive: " + clip(why, maxReason) + ".",
		next: "Whoever needs it all the same ticks so on its page; that is recorded.",
	}
}

// download answers with a file of a photo, and logs it. Where words cannot be
// written into the original, it is a ZIP of the original and its sidecar.
func (s *site) download(w http.ResponseWriter, r *http.Request) error {
	id, who, err := s.recording(w, r)
	if err != nil {
		return err
	}
	p, err := s.Archive.Photo(r.Context(), id)
	if err != nil {
		return err
	}
	order, err := orderOf(r.PostFormValue("what"))
	if err != nil {
		return err
	}
	if order.As.List() {
		return &requestError{status: http.StatusBadRequest, text: "A list is of a selection.", next: "Select photos on the search page."}
	}
	against, err := s.maker().Against(r.Context(), []*archive.Photo{p})
	if err != nil {
		return err
	}
	if why := against[id]; why != "" && r.PostFormValue("anyway") == "" {
		return refusedExport(why)
	}
	files, err := s.maker().Make(r.Context(), p, order)
	if err != nil {
		return notMade(err)
	}
	defer closeFiles(files)
	name := strings.TrimSuffix(safeName(p), extensionOf(safeName(p)))
	file := name + files[0].Extension
	if len(files) > 1 {
		file = name + ".zip"
	}
	err = s.Archive.LogExports(r.Context(), archive.Export{
		Photo: id, Actor: who, As: string(files[0].As), To: "download", File: file, Despite: against[id],
	})
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file}))
	h.Set("Content-Security-Policy", contentPolicy+"; sandbox")
	h.Set("Cache-Control", "no-store")
	for _, note := range files[0].Notes {
		h.Add("Cutline-Note", note)
	}
	if len(files) > 1 {
		h.Set("Content-Type", "application/zip")
		z := newZip(w)
		for _, f := range files {
			if err := z.add(name+f.Extension, s.now(), f); err != nil {
				return s.endedEarly(r, err)
			}
		}
		if err := z.readme(files[0].Notes, s.now()); err != nil {
			return s.endedEarly(r, err)
		}
		return s.endedEarly(r, z.Close())
	}
	h.Set("Content-Type", files[0].MediaType)
	h.Set("Content-Length", strconv.FormatInt(files[0].Size(), 10))
	_, err = files[0].WriteTo(w)
	return s.endedEarly(r, err)
}

// endedEarly logs an answer that ended early, of which the browser knows: nothing
// else can be answered any more.
func (s *site) endedEarly(r *http.Request, err error) error {
	if err != nil {
		s.log.WarnContext(r.Context(), "a download ended early", "path", r.URL.Path, "error", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

func closeFiles(files []*export.File) {
	for _, f := range files {
		f.Close()
	}
}

// notMade answers why there is no such file.
func notMade(err error) error {
	if none, ok := errors.AsType[*export.NotMadeError](err); ok {
		return &requestError{status: http.StatusUnprocessableEntity, text: sentence(none.Reason), next: "Take the original, or its words alone."}
	}
	return err
}

// extensionOf is the extension of a safe name.
func extensionOf(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return name[i:]
	}
	return ""
}

// apiExports lists the exports of a photo, the latest first.
func (s *site) apiExports(w http.ResponseWriter, r *http.Request) error {
	id, err := photoID(r)
	if err != nil {
		return err
	}
	if _, err := s.Archive.Photo(r.Context(), id); err != nil {
		return err
	}
	list, err := s.Archive.Exports.ExportsOf(r.Context(), id, archive.MaxExports)
	if err != nil {
		return err
	}
	if list == nil {
		list = []archive.Export{}
	}
	return s.sendJSON(w, r, http.StatusOK, map[string]any{"exports": list})
}

// apiDestinations lists the destinations.
func (s *site) apiDestinations(w http.ResponseWriter, r *http.Request) error {
	list, _, err := s.Archive.Destinations(r.Context())
	if err != nil {
		return err
	}
	if list == nil {
		list = []archive.Destination{}
	}
	return s.sendJSON(w, r, http.StatusOK, map[string]any{"destinations": list})
}
