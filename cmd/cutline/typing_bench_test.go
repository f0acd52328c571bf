package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/index/indextest"
)

// overGenerated is a server over so many generated photos, catalogued and
// indexed. each is told of every one.
func overGenerated(b *testing.B, photos int, each func(*archive.Photo)) http.Handler {
	b.Helper()
	const batch = 1000
	s, err := openStores(b.Context(), filepath.Join(b.TempDir(), "data"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.Close)
	var writes []archive.Write
	for p := range indextest.Generated(photos, 1) {
		each(p)
		if writes = append(writes, archive.Write{Photo: p}); len(writes) < batch {
			continue
		}
		if _, err := s.Catalogue.Commit(b.Context(), writes); err != nil {
			b.Fatal(err)
		}
		writes = writes[:0]
	}
	engine, err := s.openIndex(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { engine.Close() })
	if err := catchUp(b.Context(), s.Catalogue, engine, io.Discard); err != nil {
		b.Fatal(err)
	}
	handler, err := s.server(engine).Handler()
	if err != nil {
		b.Fatal(err)
	}
	return handler
}

// BenchmarkTyping asks for the search page, whole, as it is fetched while an
// editor types: 300 queries with half of their last word, over a catalogue and
// an index of 100,000 generated photos.
//
//	go test -run XXX -bench Typing -benchtime 1x ./cmd/cutline
func BenchmarkTyping(b *testing.B) {
	handler := overGenerated(b, 100_000, func(*archive.Photo) {})
	for b.Loop() {
		var took []time.Duration
		for _, query := range indextest.GeneratedQueries(300, 1) {
			last := strings.LastIndex(query, " ") + 1
			half := strings.Trim(query[:last+(len(query)-last+1)/2], `" :-`)
			r := httptest.NewRequest(http.MethodGet, "http://localhost/search?q="+url.QueryEscape(half), nil)
			r.Header.Set("Cutline-Typing", "1")
			start := time.Now()
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			took = append(took, time.Since(start))
			if last := took[len(took)-1]; last > 100*time.Millisecond {
				b.Logf("%v %s", last.Round(time.Millisecond), half)
			}
			if w.Code != http.StatusOK && w.Code != http.StatusBadRequest { // half a query may be unreadable
				b.Fatalf("%s: status %d", half, w.Code)
			}
		}
		slices.Sort(took)
		b.ReportMetric(took[len(took)/2].Seconds()*1000, "p50-ms")
		b.ReportMetric(took[len(took)*99/100].Seconds()*1000, "p99-ms")
	}
}
