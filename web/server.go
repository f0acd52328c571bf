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
	"cutline/archive/export"
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
	// OpenDestination opens a destination that photos are sent to, with its
	// secrets; nil where this process sends nothing.
	OpenDestination func(archive.Destination) (export.Target, error)
	// Log takes failures and their details, which no answer shows; nil drops
	// them.
	Log *slog.Logger
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Version is that of the program, shown on the health page.
	Version string

	ranked index.Ranked
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
	// patterns are those of all addresses.
	patterns []string
	trials   trials

	intakes intakes
	sheets  sheets
	tried   examples
	wire    wire
	typed   completions
	alerts  alerts
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
	for _, routes := range []map[string]handler{
		t.routes(),
		t.searchHelpRoutes(),
		t.likeRoutes(),
		t.recallRoutes(),
		t.selectionRoutes(),
		t.exportRoutes(),
		t.wireRoutes(),
		t.compareRoutes(),
		t.batchRoutes(),
		t.editRoutes(),
		t.markRoutes(),
		t.collectionRoutes(),
		t.searchRoutes(),
		t.relatedRoutes(),
	} {
		for pattern, h := range routes {
			mux.Handle(pattern, t.answering(h))
			t.patterns = append(t.patterns, pattern)
		}
	}
	return t.guard(mux), nil
}

// routes are the addresses that no other file of handlers lists.
func (s *site) routes() map[string]handler {
	return map[string]handler{
		"GET /{$}":                                      s.search,
		"GET /search":                                   s.search,
		"GET /photos/{id}":                              s.photo,
		"GET /photos/{id}/{size}/{version}":             s.rendition,
		"POST /photos/{id}/corrections/{n}/undo":        s.undoCorrection,
		"GET /originals/{id}":                           s.original,
		"GET /check":                                    s.checkForm,
		"POST /check":                                   s.checkNow,
		"GET /check/sheets/{sheet}":                     s.showSheet,
		"GET /check/terms":                              s.restrictions,
		"GET /check/terms/shape":                        s.restriction,
		"POST /check/terms/shape":                       s.answerRestriction,
		"POST /api/v1/check":                            s.apiCheck,
		"GET /credits":                                  s.credits,
		"GET /credits/shape":                            s.shape,
		"GET /credits/rules":                            s.rules,
		"GET /credits/rules/{n}":                        s.revision,
		"GET /credits/vocabulary":                       s.vocabulary,
		"GET /credits/trials/{trial}":                   s.trial,
		"POST /credits/trials":                          s.tryRule,
		"POST /credits/trials/{trial}":                  s.applyTrial,
		"POST /credits/undo":                            s.undoRules,
		"POST /credits/reread":                          s.rereadStale,
		"GET /ingest":                                   s.ingest,
		"POST /ingest":                                  s.upload,
		"POST /ingest/folder":                           s.ingestFolder,
		"GET /ingest/runs":                              s.runs,
		"GET /ingest/runs/{run}":                        s.run,
		"POST /ingest/runs/{run}/stop":                  s.stopRun,
		"GET /ingest/runs/{run}/receipt/{kind}":         s.receipt,
		"GET /ingest/refused":                           s.refused,
		"GET /ingest/refused/{n}":                       s.refusedCopy,
		"POST /ingest/refused/retry":                    s.retry,
		"POST /ingest/refused/discard":                  s.discard,
		"GET /ingest/folders":                           s.folders,
		"POST /ingest/folders":                          s.setFolder,
		"POST /ingest/folders/remove":                   s.removeFolder,
		"GET /queues":                                   s.queues,
		"GET /queues/{queue}":                           s.queue,
		"POST /queues/{queue}":                          s.takeProposal,
		"POST /queues/{queue}/undo":                     s.undoProposal,
		"GET /rights":                                   s.rights,
		"POST /rights":                                  s.setRights,
		"GET /rights/{n}":                               s.rightsRevision,
		"GET /ends":                                     s.endsList,
		"GET /report":                                   s.report,
		"POST /photos/{id}/uses":                        s.useForm,
		"POST /photos/{id}/permissions":                 s.permissionForm,
		"POST /photos/{id}/uses/{n}":                    s.withdrawUse,
		"POST /photos/{id}/permissions/{n}":             s.withdrawPermission,
		"GET /health":                                   s.health,
		"GET /shelf":                                    s.shelf,
		"GET /healthz":                                  s.healthz,
		"GET /static/{file}":                            s.static.serve,
		"/":                                             nowhere,
		"GET /api/v1/search":                            s.apiSearch,
		"GET /api/v1/photos/{id}":                       s.apiPhoto,
		"GET /api/v1/credit":                            s.apiCredit,
		"POST /api/v1/photos/{id}/corrections":          s.apiCorrect,
		"POST /api/v1/photos/{id}/corrections/{n}/undo": s.apiUndo,
		"POST /api/v1/ingest":                           s.apiIngest,
		"GET /api/v1/runs":                              s.apiRuns,
		"POST /api/v1/runs":                             s.apiBegin,
		"GET /api/v1/runs/{run}":                        s.apiRun,
		"GET /api/v1/runs/{run}/files":                  s.apiRunFiles,
		"GET /api/v1/runs/{run}/events":                 s.apiEvents,
		"POST /api/v1/runs/{run}/end":                   s.apiEnd,
		"POST /api/v1/runs/{run}/stop":                  s.apiStop,
		"GET /api/v1/refused":                           s.apiRefused,
		"POST /api/v1/refused/retry":                    s.apiRetry,
		"POST /api/v1/refused/discard":                  s.apiDiscard,
		"GET /api/v1/photos/{id}/uses":                  s.apiUses,
		"POST /api/v1/uses":                             s.apiUse,
		"GET /api/v1/report":                            s.report,
		"GET /api/v1/ends":                              s.apiEnds,
		"GET /api/v1/status":                            s.apiStatus,
		"POST /api/v1/reindex":                          s.apiReindex,
		"POST /api/v1/index/verify":                     s.apiVerifyIndex,
	}
}

// handler answers a request, or returns the error to answer with before
// anything was written.
type handler func(w http.ResponseWriter, r *http.Request) error

// answering answers the errors of a handler.
func (s *site) answering(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = withDesk(r)
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
