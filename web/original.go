package web

import (
	"cmp"
	"fmt"
	"mime"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cutline/archive"
	"cutline/archive/export"
)

// original serves the bytes that were archived, whole or in part.
func (s *site) original(w http.ResponseWriter, r *http.Request) error {
	photo, err := s.photoAsked(r)
	if err != nil {
		return err
	}
	if left := photo.Shelf.Retired; left != nil {
		return &requestError{
			status: http.StatusGone, text: "The photo has left the archive: " + left.Reason() + ".",
			next: "Its words are still here. Ingest its file again to have it back.",
		}
	}
	// A picture that a page shows at 100 % is looked at, and leaves nothing.
	looked := r.Header.Get("Sec-Fetch-Dest") == "image" && !photo.Withdrawn()
	against, err := s.maker().Against(r.Context(), []*archive.Photo{photo})
	if err != nil {
		return err
	}
	if why := against[photo.ID]; why != "" && !looked && r.URL.Query().Get("anyway") == "" {
		return refusedExport(why)
	}
	file, err := s.Archive.Originals.Open(r.Context(), photo.SHA256)
	if err != nil {
		// The catalogue has the photo, so a missing original is our failure:
		// %v keeps it from reading as "no such photo".
		return fmt.Errorf("open the original of photo %s: %v", photo.ID, err)
	}
	defer file.Close()
	h := w.Header()
	h.Set("Content-Type", mediaType(photo.Format))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": safeName(photo)}))
	// Opened in a browser all the same, the bytes may do nothing.
	h.Set("Content-Security-Policy", contentPolicy+"; sandbox")
	// Not for ever: what leaves the archive must not stay in browsers unasked.
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `"`+photo.SHA256.String()+`"`)
	// What is looked at in parts, or again, is the same export.
	if !looked && r.Method == http.MethodGet && r.Header.Get("Range") == "" && r.Header.Get("If-None-Match") == "" {
		err := s.Archive.LogExports(r.Context(), archive.Export{
			Photo: photo.ID, Actor: cmp.Or(deskName(r), "somebody at this machine"), As: string(export.Original), To: "download", File: safeName(photo), Despite: against[photo.ID],
		})
		if err != nil {
			return err
		}
	}
	http.ServeContent(w, r, "", photo.Added, file)
	return nil
}

// format is how a format of package embedded is named outside.
type format struct {
	mediaType  string
	extensions []string // the usual first
}

func formatOf(name string) format {
	switch name {
	case "jpeg":
		return format{"image/jpeg", []string{".jpg", ".jpeg", ".jpe"}}
	case "png":
		return format{"image/png", []string{".png"}}
	case "tiff":
		return format{"image/tiff", []string{".tif", ".tiff"}}
	case "webp":
		return format{"image/webp", []string{".webp"}}
	case "gif":
		return format{"image/gif", []string{".gif"}}
	case "heic":
		return format{"image/heic", []string{".heic", ".heif"}}
	case "avif":
		return format{"image/avif", []string{".avif"}}
	case "bmp":
		return format{"image/bmp", []string{".bmp"}}
	case "psd":
		return format{"image/vnd.adobe.photoshop", []string{".psd"}}
	case "jp2":
		return format{"image/jp2", []string{".jp2"}}
	case "jxl":
		return format{"image/jxl", []string{".jxl"}}
	case "dng", "nef", "cr2", "cr3", "arw", "pef", "orf", "raf", "rw2":
		return format{"application/octet-stream", []string{"." + name}}
	}
	return format{"application/octet-stream", []string{".bin"}}
}

// mediaType is told by the format that was read from the content, never by
// a name: none of them can run script.
func mediaType(name string) string { return formatOf(name).mediaType }

// maxNameBytes bounds the name of a download.
const maxNameBytes = 120

// safeName is the name that a photo came in under, as a name that any system
// can store: without folders, control characters, characters that turn the
// direction of writing (which can disguise an extension) or a leading dot, and
// with an extension of its format.
func safeName(p *archive.Photo) string {
	name := plainName(fileName(p))
	f := formatOf(p.Format)
	ext := strings.ToLower(filepath.Ext(name))
	if slices.Contains(f.extensions, ext) {
		name = name[:len(name)-len(ext)]
	} else {
		ext = f.extensions[0]
	}
	name = cutName(name)
	if name == "" {
		name = string(p.ID)
	}
	return name + ext
}

// plainName is a name without what some systems cannot store, or what shows as
// something else than it is.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.In(r, unicode.Cf), r == unicode.ReplacementChar:
			return -1
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '_'
		}
		return r
	}, name)
}

// cutName is a plain name within its limit, and not hidden.
func cutName(name string) string {
	name = strings.TrimLeft(name, ". ")
	if n := maxNameBytes; len(name) > n {
		for !utf8.RuneStart(name[n]) {
			n--
		}
		name = name[:n]
	}
	return name
}
