package web

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
)

// pages are the parsed templates by name of page.
type pages map[string]*template.Template

// pageNames are the pages, each a file in templates/ beside layout.html.
var pageNames = [...]string{
	"export", "sent",
	"search", "photo", "credits", "shape", "rules", "revision", "trial", "check", "restrictions", "restriction",
	"ingest", "runs", "run", "refused", "folders", "queue", "rights", "rightsrevision", "ends",
	"shelf", "health", "error", "copied", "notices",
	"correct", "batch", "batches", "searchhelp", "like",
	"edit", "samepicture",
	"mark", "collections", "collection", "collect", "savedsearches",
	"compare",
}

// partFiles are the templates that every page may call.
func partFiles() []string {
	return []string{
		"templates/layout.html",
		"templates/desk.html",
		"templates/ingesthead.html",
		"templates/recorded.html",
		"templates/actions.html",
		"templates/frame.html",
		"templates/sizes.html",
		"templates/searches.html",
		"templates/recall.html",
		"templates/delivery.html",
		"templates/changedrows.html",
		"templates/layers.html",
		"templates/marking.html",
		"templates/collected.html",
		"templates/related.html",
	}
}

func parsePages(files *static) (pages, error) {
	parsed := make(pages, len(pageNames))
	for _, name := range pageNames {
		t, err := template.New("layout.html").
			Funcs(template.FuncMap{"asset": files.link, "count": count}).
			ParseFS(assets, append(partFiles(), "templates/"+name+".html")...)
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", name, err)
		}
		if t.Lookup("main") == nil {
			return nil, fmt.Errorf("page %s: it defines no template main", name)
		}
		parsed[name] = t
	}
	return parsed, nil
}

// head is what the layout shows around every page.
type head struct {
	Title string
	Query string // in the search box
	// Keep are the parameters that the next search keeps.
	Keep []param
	// Sheets are style sheets beside the one of every page, Scripts scripts.
	Sheets, Scripts []string
	// Keys are those that this page has of its own.
	Keys []pageKey
	// Refresh: the page shows work that goes on, and loads itself again.
	Refresh bool
	// RefreshPlain: it does so only where no script shows it live.
	RefreshPlain bool
}

// pageKey is a key and what it does.
type pageKey struct{ Key, Does string }

// Style sheets beside that of the search page, which has no rules of others:
// deskSheet is that of pages of words, photoSheet that of the page of a photo.
const (
	deskSheet  = "desk.css"
	photoSheet = "photo.css"
)

// correctSheet is the style sheet of corrections.
const correctSheet = "correct.css"

// zoomScript shows pictures at 100 %.
const zoomScript = "zoom.js"

// titleBytes bounds the title of a window.
const titleBytes = 60

type param struct{ Name, Value string }

// render answers with a page. Nothing is written where the template fails.
func (s *site) render(w http.ResponseWriter, r *http.Request, status int, page string, data any) error {
	var b bytes.Buffer
	if err := s.pages[page].Execute(&b, data); err != nil {
		return fmt.Errorf("page %s: %w", page, err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	s.send(w, r, status, b.Bytes())
	return nil
}

// count prints a number with thin gaps between the thousands.
func count(n int) string {
	digits := strconv.Itoa(n)
	const group = 3
	var b []byte
	for i, d := range []byte(digits) {
		if i > 0 && d != '-' && (len(digits)-i)%group == 0 && digits[i-1] != '-' {
			b = append(b, "\u202f"...)
		}
		b = append(b, d)
	}
	return string(b)
}
