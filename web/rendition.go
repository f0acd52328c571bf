package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
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
	version, isCrossed := strings.CutSuffix(r.PathValue("version"), crossedVersion)
	if version != strconv.Itoa(thumbs.Version) {
		// A page that was open while Cutline was updated.
		w.Header().Set("Cache-Control", "no-store")
		address := renditionURL(id, size)
		if isCrossed {
			address += crossedVersion
		}
		http.Redirect(w, r, address, http.StatusFound)
		return nil
	}
	open, err := s.Thumbs.Open(id, size)
	if errors.Is(err, fs.ErrNotExist) {
		open, err = s.makeRendition(r, id, size)
	}
	if none, ok := errors.AsType[*noPicture](err); ok {
		return s.placeholder(w, r, none)
	}
	if err != nil {
		return err
	}
	defer open.Close()
	var content io.ReadSeeker = open
	if isCrossed {
		data, err := thumbs.Cross(open)
		if err != nil {
			return fmt.Errorf("cross the rendition of photo %s: %w", id, err)
		}
		content = bytes.NewReader(data)
	}
	h := w.Header()
	h.Set("Content-Type", "image/jpeg")
	h.Set("Cache-Control", immutable)
	h.Set("ETag", fmt.Sprintf(`"%s-%s-%s"`, id, size, r.PathValue("version")))
	http.ServeContent(w, r, "", open.ModTime, content)
	return nil
}

// crossedVersion ends the version in the address of a rendition with a cross
// over it. Pages show a photo that must not be used by it; the plain one stays
// what browsers may keep for ever.
const crossedVersion = "-crossed"

// noPicture says why a photo cannot be shown.
type noPicture struct {
	photo *archive.Photo
	Short string // a word or two for a tile
	Why   string // a sentence
	Next  string // what to do about it, may be empty
	// Kept: the original is as it came in.
	Kept bool
}

func (e *noPicture) Error() string { return "photo " + string(e.photo.ID) + " has no rendition" }

// ensure makes the renditions of a photo where they are missing. A photo that
// has none is a *noPicture.
func (s *site) ensure(ctx context.Context, p *archive.Photo) error {
	err := s.Thumbs.Ensure(ctx, p, s.Archive.Originals)
	none := &noPicture{photo: p, Next: "Run cutline verify: it says what happened to the original. Then bring the file in again."}
	refused, isRefused := errors.AsType[*archive.RefusedError](err)
	switch {
	case err == nil:
		return nil
	case p.Shelf.Retired != nil:
		none.Short, none.Why, none.Next = "left", sentence(p.NoPicture()), ""
		return none
	case errors.Is(err, fs.ErrNotExist):
		reason := cmp.Or(p.Placeholder, "this Cutline has no room to decode it or cannot")
		none.Short, none.Why, none.Next, none.Kept = "no preview", sentence(reason), "", true
	case isRefused:
		none.Short, none.Why = "damaged", sentence(refused.Reason)
	case errors.Is(err, archive.ErrNotFound):
		none.Short, none.Why = "original missing", "The original is no longer where it was stored."
	default:
		return fmt.Errorf("make the renditions of photo %s: %w", p.ID, err)
	}
	if !none.Kept {
		s.log.WarnContext(ctx, "photo has no rendition", "photo", p.ID, "reason", err)
	}
	return none
}

func (s *site) makeRendition(r *http.Request, id archive.ID, size thumbs.Size) (*thumbs.Rendition, error) {
	photo, err := s.Archive.Photo(r.Context(), id)
	if err != nil {
		return nil, err
	}
	if err := s.ensure(r.Context(), photo); err != nil {
		return nil, err
	}
	open, err := s.Thumbs.Open(id, size)
	if err != nil {
		return nil, fmt.Errorf("open the rendition of photo %s: %w", id, err)
	}
	return open, nil
}

// placeholder is a grey tile of the photo's proportions. Another Cutline may
// be able to show the picture, so it is not kept for ever.
func (s *site) placeholder(w http.ResponseWriter, r *http.Request, none *noPicture) error {
	p := none.photo
	const large = 10_000 // beyond the edge of any rendition
	hundredths, _ := ratio(p.Width, p.Height)
	width, height := thumbs.Grid.Fit(large*hundredths/100, large)
	var format strings.Builder
	if err := xml.EscapeText(&format, []byte(strings.ToUpper(p.Format))); err != nil {
		return err
	}
	// Attributes and no style, which the content policy forbids here too.
	letters := min(width, height) / 6
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d">`+
		`<rect width="100%%" height="100%%" fill="#767676"/>`+
		`<g fill="#ffffff" font-family="system-ui, sans-serif" text-anchor="middle">`+
		`<text x="50%%" y="50%%" font-size="%d" font-weight="600" letter-spacing="2">%s</text>`+
		`<text x="50%%" y="50%%" dy="1.8em" font-size="%d">%s</text></g></svg>`,
		width, height, letters, format.String(), letters/2, none.Short)
	h := w.Header()
	h.Set("Content-Type", "image/svg+xml; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(svg))))
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(svg))
	return nil
}
