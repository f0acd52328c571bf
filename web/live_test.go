package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"cutline/archive"
	"cutline/index"
)

// searches counts what an engine is asked.
type searches struct {
	index.Engine
	n atomic.Int64
}

func (e *searches) Search(ctx context.Context, r index.Request) (*index.Result, error) {
	e.n.Add(1)
	return e.Engine.Search(ctx, r)
}

// arrived asks how many photos of a query came in after a change.
func (s *site) arrived(query string, seq archive.Seq) int {
	s.Helper()
	res, body := s.get(fmt.Sprintf("/api/v1%s&seq=%d", strings.Replace(search(query), "?", "/new?", 1), seq))
	var answer struct {
		New int
		Seq archive.Seq
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil || res.StatusCode != http.StatusOK {
		s.Fatalf("%s: %s (%v)", res.Status, body, err)
	}
	if answer.Seq < min(seq, s.engine.Status().Seq) {
		s.Errorf("the answer knows of change %d, the page of %d", answer.Seq, seq)
	}
	return answer.New
}

// TestArrivals: an open page counts what came in that it would find, whenever
// it was opened and however often it asks.
func TestArrivals(t *testing.T) {
	s := open(t)
	counted := &searches{Engine: s.engine}
	s.server.Index = counted
	at := func() archive.Seq { return s.engine.Status().Seq }
	first := at()
	fire, _ := s.seeds()
	second := at()
	if n := s.arrived("kyiv", first); n != 1 {
		t.Errorf("since the archive was empty %d photos of Kyiv came in, want 1", n)
	}
	s.addCredited("Jane Roe/AP")
	s.addCredited("John Doe/AFP")
	third := at()
	s.addCredited("Jane Roe/AP")

	// A change of a photo that was there is no arrival.
	_, err := s.server.Archive.Correct(t.Context(), fire, archive.Correction{Actor: "Ada", Field: "city", To: []string{"Kyjiw"}}, nil)
	s.must(err)
	s.must(archive.CatchUp(t.Context(), s.server.Archive.Catalogue, s.engine, nil))
	for _, row := range []struct {
		query string
		seq   archive.Seq
		want  int
	}{
		{"porto", first, 3},
		{"porto", second, 3},
		{"porto", third, 1},
		{"porto", at(), 0},
		{"porto", second, 3},
		{"agency:AP", second, 2},
		{"agency:AP", third, 1},
		{"", first, 5},
		{"", third, 1},
		{"kyiv", second, 0},
		{"portto", second, 0},
		{"portto", first, 0},
		{"porto", at() + 100, 0},
	} {
		if got := s.arrived(row.query, row.seq); got != row.want {
			t.Errorf("%q after %d: %d, want %d", row.query, row.seq, got, row.want)
		}
	}
	for _, target := range []string{"/api/v1/search/new", "/api/v1/search/new?seq=-1", "/api/v1/search/new?seq=1&q=bylne:x", "/api/v1/search/new?seq=1&q=in:nothing"} {
		if res, body := s.get(target); res.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s %s", target, res.Status, body)
		}
	}
}

// TestArrivalsShared: a hundred pages of one query are one search for each step
// of the index.
func TestArrivalsShared(t *testing.T) {
	s := open(t)
	counted := &searches{Engine: s.engine}
	s.server.Index = counted
	s.seeds()
	seq := s.engine.Status().Seq
	for step := range 3 {
		s.addCredited("Jane Roe/AP")
		before := counted.n.Load()
		var pages sync.WaitGroup
		for range 100 {
			pages.Go(func() {
				if n := s.arrived("porto", seq); n != step+1 {
					t.Errorf("step %d: %d came in", step, n)
				}
			})
		}
		pages.Wait()
		if n := counted.n.Load() - before; n != 1 {
			t.Errorf("step %d: a hundred pages took %d searches, want 1", step, n)
		}
	}
	// Many queries are not kept for ever.
	for n := range 500 {
		s.arrived(fmt.Sprintf("porto -w%d", n), seq)
	}
	if n := s.arrived("porto", seq); n != 3 {
		t.Errorf("after many other queries %d came in, want 3", n)
	}
}
