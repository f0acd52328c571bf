package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sys/unix"

	"cutline/archive"
	"cutline/index"
)

// requestError is a request that cannot be answered, in words for its sender.
type requestError struct {
	status int
	text   string // a sentence
	next   string // what to do about it, may be empty
}

func (e *requestError) Error() string { return e.text }

// problem is how an error is answered: as a page, or as JSON by RFC 9457.
type problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	// Next is what the reader can do.
	Next string `json:"next,omitempty"`
	// Position and End bound a mistake in the query, in bytes; Suggestion is
	// what to write there instead.
	Position   *int   `json:"position,omitempty"`
	End        *int   `json:"end,omitempty"`
	Suggestion string `json:"suggestion,omitempty"`
}

// statusClientGone is for the log alone: nobody waits for the answer. The
// number is the one that proxies use.
const statusClientGone = 499

// statusOf is the one table from errors to statuses. An error that is not in
// it is our own failure.
func statusOf(err error) int {
	if e, ok := errors.AsType[*requestError](err); ok {
		return e.status
	}
	if _, ok := errors.AsType[*index.SyntaxError](err); ok {
		return http.StatusBadRequest
	}
	if _, ok := errors.AsType[*archive.InvalidError](err); ok {
		return http.StatusUnprocessableEntity
	}
	if _, ok := errors.AsType[*archive.PurgedError](err); ok {
		return http.StatusGone
	}
	if _, ok := errors.AsType[*index.RequestError](err); ok {
		return http.StatusBadRequest
	}
	for _, row := range []struct {
		err    error
		status int
	}{
		{archive.ErrNotFound, http.StatusNotFound},
		{archive.ErrConflict, http.StatusConflict},
		{context.Canceled, statusClientGone},
		{unix.ENOSPC, http.StatusInsufficientStorage},
		{context.DeadlineExceeded, http.StatusServiceUnavailable},
		{index.ErrDamaged, http.StatusServiceUnavailable},
	} {
		if errors.Is(err, row.err) {
			return row.status
		}
	}
	return http.StatusInternalServerError
}

// describe says an error in words that its receiver may see.
func describe(err error) problem {
	p := problem{Status: statusOf(err)}
	p.Title = http.StatusText(p.Status)
	if e, ok := errors.AsType[*requestError](err); ok {
		p.Detail, p.Next = e.text, e.next
		return p
	}
	if e, ok := errors.AsType[*index.SyntaxError](err); ok {
		p.Title, p.Detail = "The query cannot be read", sentence(e.Text)
		p.Position, p.End, p.Suggestion = &e.Pos, &e.End, e.Suggest
		return p
	}
	if purged, ok := errors.AsType[*archive.PurgedError](err); ok {
		p.Detail, p.Next = sentence(purged.Error()), "Its bytes and its words are gone for good; the same file is not taken again."
		return p
	}
	if errors.Is(err, index.ErrDamaged) {
		p.Detail, p.Next = "The search index was found damaged and is being built again.", "Try again in a moment; the health page shows how far it is."
		return p
	}
	switch p.Status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		p.Detail = sentence(err.Error())
	case http.StatusNotFound:
		p.Detail, p.Next = "The archive has no such photo.", "Search for it by a word of its caption, its photographer or its file name."
	case http.StatusServiceUnavailable:
		p.Detail, p.Next = "This took too long.", "Try again in a moment."
	case http.StatusInsufficientStorage:
		p.Detail, p.Next = "The disk of the archive is full.", "Nothing is half stored. Free some space on it, then send this again."
	case http.StatusConflict:
		p.Detail, p.Next = "Somebody else changed this meanwhile.", "Load it again, then repeat your change."
	case http.StatusInternalServerError:
		p.Detail, p.Next = "Cutline could not do this.", "Try again; if it stays so, the reason is in the log of cutline serve."
	}
	return p
}

// sentence gives a text a capital and a full stop where it has none.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	text = string(unicode.ToUpper(first)) + text[size:]
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// fail answers with an error: as JSON under /api/, else as a page.
func (s *site) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := describe(err)
	switch {
	case p.Status == statusClientGone:
		return
	case p.Status >= http.StatusInternalServerError:
		s.log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "err", err)
	}
	// A handler may have set these for the answer that did not come.
	for _, name := range []string{"ETag", "Last-Modified", "Content-Disposition", "Content-Length", "Content-Encoding"} {
		w.Header().Del(name)
	}
	w.Header().Set("Cache-Control", "no-store")
	if strings.HasPrefix(r.URL.Path, "/api/") {
		body, err := json.Marshal(p)
		if err != nil {
			s.log.ErrorContext(r.Context(), "encode a problem", "err", err)
		}
		w.Header().Set("Content-Type", "application/problem+json")
		s.send(w, r, p.Status, body)
		return
	}
	if err := s.render(w, r, p.Status, "error", errorPage{head: head{Title: p.Title, Sheets: []string{deskSheet}}, Detail: p.Detail, Next: p.Next}); err != nil {
		s.log.ErrorContext(r.Context(), "render the error page", "err", err)
		http.Error(w, p.Title, p.Status)
	}
}

type errorPage struct {
	head
	Detail, Next string
}
