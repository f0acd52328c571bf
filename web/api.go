package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/index"
)

// Answer is what a search answers a program: the JSON of /api/v1/search and of
// cutline search --json.
type Answer struct {
	Total int  `json:"total"`
	Exact bool `json:"exact"`
	// Fuzzy: no photo has the words; these have words spelled nearly so.
	Fuzzy bool `json:"fuzzy,omitempty"`
	// Suggestion is the query with words spelled as the archive has them.
	Suggestion string                        `json:"suggestion,omitempty"`
	Hits       []Hit                         `json:"hits"`
	Facets     map[string][]index.FacetCount `json:"facets,omitempty"`
	// Next goes on after these hits, as the parameter after.
	Next string `json:"next,omitempty"`
}

// Hit is a photo found.
type Hit struct {
	ID archive.ID `json:"id"`
	// File is the name of the latest file that the photo came in as.
	File     string `json:"file,omitempty"`
	Headline string `json:"headline,omitempty"`
	// Caption is cut after 64 KiB; the photo has it whole.
	Caption string `json:"caption,omitempty"`
	// Credit is the line to print, in the house style.
	Credit        string   `json:"credit,omitempty"`
	Agency        string   `json:"agency,omitempty"`
	Photographers []string `json:"photographers,omitempty"`
	Taken         string   `json:"taken,omitempty"`
	// Leaves is when a keep rule lets the photo go; Retired, that it has.
	Leaves  *time.Time `json:"leaves,omitempty"`
	Retired bool       `json:"retired,omitempty"`
	Score   float64    `json:"score"`
	// Snippet is the part of the caption that matched.
	Snippet []Snippet `json:"snippet,omitempty"`
}

// Snippet is a stretch of a caption, marked where the query matched it.
type Snippet struct {
	Text string `json:"text"`
	Mark bool   `json:"mark,omitempty"`
}

// answer searches for a program.
func (s *Server) answer(ctx context.Context, r index.Request) (*Answer, error) {
	h, err := s.house(ctx)
	if err != nil {
		return nil, err
	}
	r.Now, r.Zone = h.now, h.zone
	result, photos, err := s.find(ctx, r)
	if err != nil {
		return nil, err
	}
	scores := make(map[archive.ID]float64, len(result.Hits))
	for _, hit := range result.Hits {
		scores[hit.ID] = hit.Score
	}
	answer := &Answer{
		Total: result.Total, Exact: result.Exact, Fuzzy: result.Fuzzy, Suggestion: result.Suggestion.String(),
		Hits: make([]Hit, 0, len(photos)), Facets: result.Facets, Next: result.Next,
	}
	marks := result.Query
	for _, p := range photos {
		line, err := h.rules.PrintBeside(p.Reading.Credit.Credit, h.style)
		if err != nil {
			return nil, err
		}
		fields := p.Fields()
		caption := clip(fields[embedded.Caption].String(), maxSearched)
		hit := Hit{
			ID: p.ID, File: fileName(p), Headline: fields[embedded.Headline].String(), Caption: caption, Credit: line,
			Agency: p.Reading.Credit.Agency, Photographers: p.Reading.Credit.Photographers,
			Taken: fields[embedded.Taken].String(), Score: scores[p.ID],
			Retired: p.Shelf.Retired != nil,
		}
		if leaves := p.Shelf.Leaves; !leaves.IsZero() {
			hit.Leaves = &leaves
		}
		for _, piece := range index.Snippet(caption, marks.Spans(embedded.Caption, caption), snippetBytes) {
			hit.Snippet = append(hit.Snippet, Snippet{Text: piece.Text, Mark: piece.Marked})
		}
		answer.Hits = append(answer.Hits, hit)
	}
	return answer, nil
}

func (s *site) apiSearch(w http.ResponseWriter, r *http.Request) error {
	values := r.URL.Query()
	_, request, err := searchRequest(values)
	if err != nil {
		return err
	}
	if request.Limit, err = limit(values); err != nil {
		return err
	}
	if request.Facets, err = facetsAsked(values["facet"]); err != nil {
		return err
	}
	s.behindOwn(r)
	answer, err := s.answer(r.Context(), request)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, answer)
}

// facetsAsked are the facets to count: all where the parameter is missing,
// none where it is there and empty.
func facetsAsked(names []string) ([]string, error) {
	if names == nil {
		return index.FacetNames(), nil
	}
	var asked []string
	for _, name := range names {
		if name == "" || slices.Contains(asked, name) {
			continue
		}
		if !slices.Contains(index.FacetNames(), name) {
			return nil, &requestError{status: http.StatusBadRequest, text: fmt.Sprintf("There is no facet %q.", clip(name, 40))}
		}
		asked = append(asked, name)
	}
	return asked, nil
}

func (s *site) apiPhoto(w http.ResponseWriter, r *http.Request) error {
	photo, err := s.photoAsked(r)
	if err != nil {
		return err
	}
	account, err := s.Archive.Account(r.Context(), photo)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, account)
}

// apiCredit reads a credit line, or a caption with one in it.
func (s *site) apiCredit(w http.ResponseWriter, r *http.Request) error {
	line := r.URL.Query().Get("line")
	if len(line) > maxLineBytes {
		return &requestError{
			status: http.StatusBadRequest, text: fmt.Sprintf("The line is %d bytes long; at most %d can be read.", len(line), maxLineBytes),
		}
	}
	rules, err := s.Archive.Rules(r.Context())
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, rules.Read(line).JSON())
}

func (s *site) apiStatus(w http.ResponseWriter, r *http.Request) error {
	st, err := s.status(r.Context())
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, st)
}

// apiReindex starts a rebuild of the index; /api/v1/status tells its progress.
func (s *site) apiReindex(w http.ResponseWriter, r *http.Request) error {
	if s.Reindex == nil {
		return &requestError{
			status: http.StatusNotImplemented, text: "This process cannot rebuild the index.", next: "Run cutline reindex.",
		}
	}
	if err := s.Reindex(r.Context()); err != nil {
		return fmt.Errorf("reindex: %w", err)
	}
	w.Header().Set("Location", "/api/v1/status")
	return s.sendJSON(w, r, http.StatusAccepted, map[string]bool{"rebuilding": true})
}

// apiVerifyIndex compares the index with the catalogue. It is a POST because it
// is work that another website must not ask for.
func (s *site) apiVerifyIndex(w http.ResponseWriter, r *http.Request) error {
	inventory, ok := s.Index.(index.Inventory)
	if !ok {
		return &requestError{status: http.StatusNotImplemented, text: "This index cannot be compared with the catalogue."}
	}
	verified, err := index.Verify(r.Context(), s.Archive.Catalogue, inventory)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, verified)
}

// sendJSON answers with a value. Nothing is written where it cannot be
// encoded.
func (s *site) sendJSON(w http.ResponseWriter, r *http.Request, status int, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode the answer: %w", err)
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	s.send(w, r, status, append(body, '\n'))
	return nil
}
