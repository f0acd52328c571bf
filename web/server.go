// Package web serves an archive in a browser: the search page, the page of one
// photo, renditions, originals and health; and the same answers as JSON under
// /api/v1 for programs.
//
// Pages are made on the server and work without JavaScript. Every word of a
// photo is untrusted text. The handler answers only requests that name a
// loopback address, or that came over a unix socket: what is archived is not
// public, and any website open in the same browser can send requests to
// loopback.
package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"cutline/archive"
	"cutline/archive/folder"
	"cutline/index"
	"cutline/thumbs"
)

// Server is what the pages show. Its fields are set before Handler and not
// changed afterwards.
type Server struct {
	Archive *archive.Archive
	Index   index.Engine
	Thumbs  *thumbs.Store
	// Pictures finds photos by a picture.
	Pictures *thumbs.Finder
	// Reindex starts a rebuild of the index and returns without waiting for
	// its end. Nil where this process cannot.
	Reindex func(ctx context.Context) error
	// Space says how much of the archive's disk is free; nil where this is not
	// known.
	Space func() (Space, error)
	// Watched is how it stands with the watched folders; nil where this process
	// watches none.
	Watched func() []folder.WatchStatus
	// Ingest makes the ingest that photos come in by from the pages and the API,
	// with what every ingest of this archive has; nil where this process takes
	// nothing in.
	Ingest func() *folder.Ingest
	// MaxFile and MaxUpload bound an upload, one file and one request, in bytes;
	// 0 for 2 GB and 8 GB.
	MaxFile, MaxUpload int64
	// Background runs a job beside the requests, and waits for it before the
	// program ends; the job's context ends then. Nil where this process answers
	// one request and ends.
	Background func(job func(context.Context))
	// Log takes failures and their details, which no answer shows; nil drops
	// them.
	Log *slog.Logger
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Version is that of the program, shown on the health page.
	Version string
}

func (s *Server) now() time.Time {
	if s.Now != nil {
		return s.Now()
	}
	return time.Now()
}

// site is a Server with its templates parsed and its static files named.
type site struct {
	*Server
	log    *slog.Logger
	pages  pages
	static *static
	trials trials

	intakes intakes
	sheets  sheets
}

// Handler returns the handler of all pages and the API. A template or static
// file that is missing or broken is an error here, not on the first request.
func (s *Server) Handler() (http.Handler, error) {
	files, err := readStatic()
	if err != nil {
		return nil, fmt.Errorf("web: static files: %w", err)
	}
	parsed, err := parsePages(files)
	if err != nil {
		return nil, fmt.Errorf("web: templates: %w", err)
	}
	t := &site{Server: s, log: s.Log, pages: parsed, static: files}
	if t.log == nil {
		t.log = slog.New(slog.DiscardHandler)
	}
	mux := http.NewServeMux()
	for pattern, h := range map[string]handler{
		"GET /{$}":                                      t.search,
		"GET /search":                                   t.search,
		"GET /photos/{id}":                              t.photo,
		"GET /photos/{id}/{size}/{version}":             t.rendition,
		"POST /photos/{id}/corrections/{n}/undo":        t.undoCorrection,
		"GET /originals/{id}":                           t.original,
		"GET /check":                                    t.checkForm,
		"POST /check":                                   t.checkNow,
		"GET /check/sheets/{sheet}":                     t.showSheet,
		"GET /check/terms":                              t.restrictions,
		"GET /check/terms/shape":                        t.restriction,
		"POST /check/terms/shape":                       t.answerRestriction,
		"POST /api/v1/check":                            t.apiCheck,
		"GET /credits":                                  t.credits,
		"GET /credits/shape":                            t.shape,
		"GET /credits/rules":                            t.rules,
		"GET /credits/rules/{n}":                        t.revision,
		"GET /credits/vocabulary":                       t.vocabulary,
		"GET /credits/trials/{trial}":                   t.trial,
		"POST /credits/trials":                          t.tryRule,
		"POST /credits/trials/{trial}":                  t.applyTrial,
		"POST /credits/undo":                            t.undoRules,
		"POST /credits/reread":                          t.rereadStale,
		"GET /ingest":                                   t.ingest,
		"POST /ingest":                                  t.upload,
		"POST /ingest/folder":                           t.ingestFolder,
		"GET /ingest/runs":                              t.runs,
		"GET /ingest/runs/{run}":                        t.run,
		"POST /ingest/runs/{run}/stop":                  t.stopRun,
		"GET /ingest/runs/{run}/receipt/{kind}":         t.receipt,
		"GET /ingest/refused":                           t.refused,
		"GET /ingest/refused/{n}":                       t.refusedCopy,
		"POST /ingest/refused/retry":                    t.retry,
		"POST /ingest/refused/discard":                  t.discard,
		"GET /ingest/folders":                           t.folders,
		"POST /ingest/folders":                          t.setFolder,
		"POST /ingest/folders/remove":                   t.removeFolder,
		"GET /queues":                                   t.queues,
		"GET /queues/{queue}":                           t.queue,
		"POST /queues/{queue}":                          t.takeProposal,
		"POST /queues/{queue}/undo":                     t.undoProposal,
		"GET /rights":                                   t.rights,
		"POST /rights":                                  t.setRights,
		"GET /rights/{n}":                               t.rightsRevision,
		"GET /ends":                                     t.endsList,
		"GET /report":                                   t.report,
		"POST /photos/{id}/uses":                        t.useForm,
		"POST /photos/{id}/permissions":                 t.permissionForm,
		"POST /photos/{id}/uses/{n}":                    t.withdrawUse,
		"POST /photos/{id}/permissions/{n}":             t.withdrawPermission,
		"GET /health":                                   t.health,
		"GET /shelf":                                    t.shelf,
		"GET /healthz":                                  t.healthz,
		"GET /static/{file}":                            t.static.serve,
		"/":                                             nowhere,
		"GET /api/v1/search":                            t.apiSearch,
		"GET /api/v1/photos/{id}":                       t.apiPhoto,
		"GET /api/v1/credit":                            t.apiCredit,
		"POST /api/v1/photos/{id}/corrections":          t.apiCorrect,
		"POST /api/v1/photos/{id}/corrections/{n}/undo": t.apiUndo,
		"POST /api/v1/ingest":                           t.apiIngest,
		"GET /api/v1/runs":                              t.apiRuns,
		"POST /api/v1/runs":                             t.apiBegin,
		"GET /api/v1/runs/{run}":                        t.apiRun,
		"GET /api/v1/runs/{run}/files":                  t.apiRunFiles,
		"GET /api/v1/runs/{run}/events":                 t.apiEvents,
		"POST /api/v1/runs/{run}/end":                   t.apiEnd,
		"POST /api/v1/runs/{run}/stop":                  t.apiStop,
		"GET /api/v1/refused":                           t.apiRefused,
		"POST /api/v1/refused/retry":                    t.apiRetry,
		"POST /api/v1/refused/discard":                  t.apiDiscard,
		"GET /api/v1/photos/{id}/uses":                  t.apiUses,
		"POST /api/v1/uses":                             t.apiUse,
		"GET /api/v1/report":                            t.report,
		"GET /api/v1/ends":                              t.apiEnds,
		"GET /api/v1/status":                            t.apiStatus,
		"POST /api/v1/reindex":                          t.apiReindex,
		"POST /api/v1/index/verify":                     t.apiVerifyIndex,
	} {
		mux.Handle(pattern, t.answering(h))
	}
	return t.guard(mux), nil
}

// handler answers a request, or returns the error to answer with before
// anything was written.
type handler func(w http.ResponseWriter, r *http.Request) error

// answering answers the errors of a handler.
func (s *site) answering(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// nowhere answers paths and methods that no other pattern takes.
func nowhere(_ http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return &requestError{status: http.StatusMethodNotAllowed, text: r.Method + " is not for this address."}
	}
	return &requestError{status: http.StatusNotFound, text: "There is no page at this address."}
}
