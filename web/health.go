package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"

	"cutline/archive"
	"cutline/archive/folder"
	"cutline/index"
	"cutline/thumbs"
)

// Status is the state of a server, the JSON of /api/v1/status.
type Status struct {
	Version string `json:"version"`
	// Photos and Seq are the catalogue's.
	Photos int         `json:"photos"`
	Seq    archive.Seq `json:"seq"`
	Index  struct {
		Photos int         `json:"photos"`
		Seq    archive.Seq `json:"seq"`
		// Behind is how many changes the index has still to apply.
		Behind     int64 `json:"behind"`
		Rebuilding bool  `json:"rebuilding"`
	} `json:"index"`
	Thumbs struct {
		Version int `json:"version"`
		// Decodes is the number of pictures decoded since the start.
		Decodes int64 `json:"decodes"`
		// JPEG is what decodes JPEG pictures, a phrase.
		JPEG string `json:"jpeg"`
	} `json:"thumbs"`
	// Watched are the watched folders.
	Watched []folder.WatchStatus `json:"watched,omitempty"`
	Upkeep  *Upkeep              `json:"upkeep"`
}

func (s *Server) status(ctx context.Context) (*Status, error) {
	stats, err := s.Archive.Catalogue.Stats(ctx)
	if err != nil {
		return nil, err
	}
	at := s.Index.Status()
	st := &Status{Version: s.Version, Photos: stats.Photos, Seq: stats.Last}
	st.Index.Photos, st.Index.Seq, st.Index.Rebuilding = at.Photos, at.Seq, at.Rebuilding
	// The index may be ahead of figures that were read before it.
	st.Index.Behind = int64(max(stats.Last-at.Seq, 0))
	st.Thumbs.Version, st.Thumbs.Decodes = thumbs.Version, s.Thumbs.Decodes()
	st.Thumbs.JPEG = s.Thumbs.JPEG()
	if s.Watched != nil {
		st.Watched = s.Watched()
	}
	if st.Upkeep, err = s.upkeep(ctx, stats.Last); err != nil {
		return nil, err
	}
	return st, nil
}

type healthPage struct {
	head
	*Status
	State string // a sentence
	Good  bool
	Rows  []row
	// Folders are the watched folders.
	Folders []watchedRow
	// Findings are those of photos; a text that names its photo does so once.
	Findings []archive.Finding
}

func (s *site) health(w http.ResponseWriter, r *http.Request) error {
	st, err := s.status(r.Context())
	if err != nil {
		return err
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page := healthPage{head: head{Title: "Health", Sheets: []string{deskSheet}}, Status: st, Rows: st.Upkeep.rows(h, st.Photos), Folders: watchedRows(st.Watched, h)}
	for _, f := range st.Upkeep.Findings {
		f.Text = sentence(strings.TrimPrefix(f.Text, "photo "+string(f.ID)+": "))
		page.Findings = append(page.Findings, f)
	}
	switch harm := st.Upkeep.harm(); {
	case harm != "":
		page.State = sentence(harm)
	case st.Index.Rebuilding:
		page.State = "The index is being rebuilt. Search answers meanwhile, but not every photo can be found."
	case st.Index.Behind > 0:
		page.State = fmt.Sprintf("The index is catching up: %s changes to go.", count(int(st.Index.Behind)))
	default:
		page.Good, page.State = true, "Everything that was archived can be found."
	}
	return s.render(w, r, http.StatusOK, "health", page)
}

// healthz answers a monitor after a real search and a look into the catalogue.
func (s *site) healthz(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.Archive.Catalogue.Stats(r.Context()); err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	if _, err := s.Index.Search(r.Context(), index.Request{Limit: 1, Now: s.now()}); err != nil {
		return fmt.Errorf("search: %w", err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	io.WriteString(w, "ok\n")
	return nil
}
