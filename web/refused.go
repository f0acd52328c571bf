package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"cutline/archive"
)

// Limits of the list of refused files.
const (
	refusedPage  = 100
	maxRetried   = 5000 // in one run
	maxDiscarded = 50   // of those discarded are shown
	maxWhy       = 500  // bytes of a reason
)

type refusedListPage struct {
	ingestHead
	Total     int
	Files     []refusedRow
	Next      string
	Discarded []discardedRow
}

type refusedRow struct {
	N                                         int64
	Path, Reason, Size, When, RunURL, CopyURL string
}

type discardedRow struct{ Path, Reason, Who, When, Why string }

// refused lists the refused files, with what can be done about each.
func (s *site) refused(w http.ResponseWriter, r *http.Request) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page := refusedListPage{ingestHead: s.ingestHead(r, "Refused files")}
	if page.Total, _, err = s.Archive.Refusals.QuarantineSize(r.Context()); err != nil {
		return err
	}
	list, next, err := s.refusedAsked(r)
	if err != nil {
		return err
	}
	for _, f := range list {
		row := refusedRow{
			N: f.N, Path: clip(refusedPath(f), maxShownValue), Reason: clip(shownPath(f.Reason), maxShownValue), When: when(f.At, h), RunURL: runURL(f.Run),
		}
		if f.Size > 0 {
			row.Size = size(f.Size)
		}
		if f.Copy != "" {
			row.CopyURL = fmt.Sprintf("/ingest/refused/%d", f.N)
		}
		page.Files = append(page.Files, row)
	}
	if next > 0 {
		page.Next = fmt.Sprintf("/ingest/refused?after=%d", next)
	}
	gone, err := s.Archive.Refusals.Discarded(r.Context(), maxDiscarded)
	if err != nil {
		return err
	}
	for _, d := range gone {
		page.Discarded = append(page.Discarded, discardedRow{
			Path: clip(refusedPath(d.Refusal), maxShownValue), Reason: clip(shownPath(d.Reason), maxShownValue),
			Who: d.Actor, When: when(d.Discarding.At, h), Why: d.Why,
		})
	}
	return s.render(w, r, http.StatusOK, "refused", page)
}

// refusedPath is the path of a refused file as it was called where it came from:
// one of an upload is listed behind its run.
func refusedPath(f archive.Refusal) string {
	if filepath.IsAbs(f.Path) {
		return shownPath(f.Path)
	}
	_, path, _ := strings.Cut(f.Path, "/")
	return shownPath(path)
}

// refusedAsked are the refusals after the one in the address, and the last of
// them where there are more.
func (s *site) refusedAsked(r *http.Request) (list []archive.Refusal, next int64, err error) {
	after, _ := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	list, err = s.Archive.Refusals.Refusals(r.Context(), after, refusedPage+1)
	if len(list) > refusedPage {
		list = list[:refusedPage]
		next = list[refusedPage-1].N
	}
	return list, next, err
}

func (s *site) apiRefused(w http.ResponseWriter, r *http.Request) error {
	list, next, err := s.refusedAsked(r)
	if err != nil {
		return err
	}
	type shown struct {
		N       int64  `json:"n"`
		Path    string `json:"path"`
		Reason  string `json:"reason"`
		Size    int64  `json:"size,omitempty"`
		At      string `json:"at"`
		Run     string `json:"run"`
		HasCopy bool   `json:"copy,omitempty"`
	}
	files := make([]shown, len(list))
	for i, f := range list {
		files[i] = shown{f.N, refusedPath(f), shownPath(f.Reason), f.Size, f.At.Format("2006-01-02T15:04:05Z07:00"), f.Run, f.Copy != ""}
	}
	return s.sendJSON(w, r, http.StatusOK, struct {
		Files []shown `json:"files"`
		Next  int64   `json:"next,omitempty"`
	}{files, next})
}

var errNotRefused = &requestError{
	status: http.StatusNotFound, text: "This file is not on the list of refused files any more.", next: "Somebody retried or discarded it; load the list again.",
}

// refusal is the refused file of a number.
func (s *site) refusal(ctx context.Context, number string) (archive.Refusal, error) {
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return archive.Refusal{}, errNotRefused
	}
	list, err := s.Archive.Refusals.Refusals(ctx, n-1, 1)
	if err == nil && (len(list) == 0 || list[0].N != n) {
		err = errNotRefused
	}
	if err != nil {
		return archive.Refusal{}, err
	}
	return list[0], nil
}

// refusedCopy serves the copy of a refused file to be looked at elsewhere. It is
// never shown in a page: nobody could read it, and it may be anything.
func (s *site) refusedCopy(w http.ResponseWriter, r *http.Request) error {
	if s.Ingest == nil {
		return notHere
	}
	f, err := s.refusal(r.Context(), r.PathValue("n"))
	if err != nil {
		return err
	}
	file, err := os.Open(filepath.Join(s.Ingest().Quarantine, filepath.Base(f.Copy)))
	if f.Copy == "" || errors.Is(err, fs.ErrNotExist) {
		return &requestError{status: http.StatusNotFound, text: "There is no copy of this file in the quarantine.", next: "Look for it where it came from."}
	}
	if err != nil {
		return err
	}
	defer file.Close()
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": cutName(plainName(filepath.Base(refusedPath(f))))}))
	h.Set("Content-Security-Policy", contentPolicy+"; sandbox")
	h.Set("Cache-Control", "no-store")
	http.ServeContent(w, r, "", f.At, file)
	return nil
}

// refusedChosen are the refused files that a form names by their numbers, or
// all, as far as one run may have them.
func (s *site) refusedChosen(ctx context.Context, form url.Values) (list []archive.Refusal, err error) {
	if form.Get("all") != "" {
		list, err = s.Archive.Refusals.Refusals(ctx, 0, maxRetried)
	}
	for _, number := range form["n"] {
		f, err := s.refusal(ctx, number)
		if err != nil {
			return nil, err
		}
		if list = append(list, f); len(list) == maxRetried {
			break
		}
	}
	if err == nil && len(list) == 0 {
		err = errNotRefused
	}
	return list, err
}

// removeCopies removes the copies of files that are off the list.
func removeCopies(dir string, gone []archive.Refusal) {
	for _, f := range gone {
		if f.Copy != "" {
			os.Remove(filepath.Join(dir, filepath.Base(f.Copy)))
		}
	}
}

// discard takes refused files off the list, for a reason.
func (s *site) discard(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.discardChosen(w, r); err != nil {
		return err
	}
	http.Redirect(w, r, "/ingest/refused", http.StatusSeeOther)
	return nil
}

func (s *site) apiDiscard(w http.ResponseWriter, r *http.Request) error {
	gone, err := s.discardChosen(w, r)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, map[string]int{"discarded": len(gone)})
}

func (s *site) discardChosen(w http.ResponseWriter, r *http.Request) ([]archive.Refusal, error) {
	if s.Ingest == nil {
		return nil, notHere
	}
	if err := readForm(w, r); err != nil {
		return nil, err
	}
	why := strings.TrimSpace(r.PostFormValue("why"))
	if why == "" || len(why) > maxWhy {
		return nil, &requestError{status: http.StatusBadRequest, text: "A file is discarded with a reason, of one sentence.", next: "Go back and write why nobody will miss it."}
	}
	list, err := s.refusedChosen(r.Context(), r.PostForm)
	if err != nil {
		return nil, err
	}
	who, err := actor(w, r)
	if err != nil {
		return nil, err
	}
	paths := make([]string, len(list))
	for i, f := range list {
		paths[i] = f.Path
	}
	gone, err := s.Archive.Refusals.Discard(r.Context(), paths, archive.Discarding{Actor: who, At: s.Archive.Time(), Why: why})
	if err != nil {
		return nil, err
	}
	removeCopies(s.Ingest().Quarantine, gone)
	return gone, nil
}
