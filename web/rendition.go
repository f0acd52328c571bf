package web

import (
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"time"

	"cutline/archive"
	"cutline/thumbs"
)

// rendition serves a rendition, making it where it is missing. A photo that
// has none gets a tile that names its format.
func (s *site) rendition(w http.ResponseWriter, r *http.Request) error {
	id, err := photoID(r)
	if err != nil {
		return err
	}
	size := thumbs.Size(r.PathValue("size"))
	if size != thumbs.Grid && size != thumbs.Preview {
		return &requestError{status: http.StatusNotFound, text: "There is no such rendition."}
	}
	if r.PathValue("version") != strconv.Itoa(thumbs.Version) {
		// A page that was open while Cutline was updated.
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, renditionURL(id, size), http.StatusFound)
		return nil
	}
	open, err := s.Thumbs.Open(id, size)
	if errors.Is(err, fs.ErrNotExist) {
		open, err = s.makeRendition(r, id, size)
	}
	if noPicture, ok := errors.AsType[*noPicture](err); ok {
		return s.placeholder(w, r, noPicture.photo)
	}
	if err != nil {
		return err
	}
	defer open.Close()
	h := w.Header()
	h.Set("Content-Type", "image/jpeg")
	h.Set("Cache-Control", immutable)
	h.Set("ETag", fmt.Sprintf(`"%s-%s-%d"`, id, size, thumbs.Version))
	http.ServeContent(w, r, "", open.ModTime, open)
	return nil
}

// noPicture: the photo cannot be shown.
type noPicture struct{ photo *archive.Photo }

func (e *noPicture) Error() string { return "photo " + string(e.photo.ID) + " has no rendition" }

func (s *site) makeRendition(r *http.Request, id archive.ID, size thumbs.Size) (*thumbs.Rendition, error) {
	photo, err := s.Archive.Photo(r.Context(), id)
	if err != nil {
		return nil, err
	}
	err = s.Thumbs.Ensure(r.Context(), photo, s.Archive.Originals)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &noPicture{photo}
	}
	if _, refused := errors.AsType[*archive.RefusedError](err); refused {
		s.log.WarnContext(r.Context(), "photo has no rendition", "photo", id, "reason", err)
		return nil, &noPicture{photo}
	}
	if err != nil {
		return nil, fmt.Errorf("make the rendition of photo %s: %w", id, err)
	}
	open, err := s.Thumbs.Open(id, size)
	if err != nil {
		return nil, fmt.Errorf("open the rendition of photo %s: %w", id, err)
	}
	return open, nil
}

// placeholder is a grey tile of the photo's proportions. Another Cutline may
// be able to show the picture, so it is not kept for ever.
func (s *site) placeholder(w http.ResponseWriter, r *http.Request, p *archive.Photo) error {
	const large = 10_000 // beyond the edge of any rendition
	hundredths, _ := ratio(p.Width, p.Height)
	width, height := thumbs.Grid.Fit(large*hundredths/100, large)
	var format strings.Builder
	if err := xml.EscapeText(&format, []byte(strings.ToUpper(p.Format))); err != nil {
		return err
	}
	// Attributes and no style, which the content policy forbids here too.
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d">`+
		`<rect width="100%%" height="100%%" fill="#767676"/>`+
		`<text x="50%%" y="50%%" fill="#ffffff" font-family="system-ui, sans-serif" font-size="%d" font-weight="600" `+
		`text-anchor="middle" dominant-baseline="central" letter-spacing="2">%s</text></svg>`,
		width, height, min(width, height)/6, format.String())
	h := w.Header()
	h.Set("Content-Type", "image/svg+xml; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(svg))))
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(svg))
	return nil
}
