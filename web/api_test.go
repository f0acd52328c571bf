package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
	"cutline/index"
	"cutline/web"
)

func (s *site) decode(target string, status int, v any) {
	s.Helper()
	res, body := s.get(target)
	if res.StatusCode != status {
		s.Fatalf("GET %s: %s\n%s", target, res.Status, body)
	}
	s.must(json.Unmarshal([]byte(body), v))
}

func TestAPISearch(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	var got web.Answer
	s.decode("/api/v1/search?q=kyiv+blaze", http.StatusOK, &got)
	want := []web.Hit{{
		ID: fire, File: "fire.jpg", Headline: "Ukrainian firefighters extinguish a blaze", Caption: fireCaption,
		Credit: "Vadim Ghirda/AP", Agency: "AP", Photographers: []string{"Vadim Ghirda"}, Score: got.Hits[0].Score,
		Snippet: []web.Snippet{
			{Text: "Ukrainian firefighters extinguish a "},
			{Text: "blaze", Mark: true},
			{Text: " at a warehouse after a bombing in "},
			{Text: "Kyiv", Mark: true},
			{Text: ", March 17"},
		},
	}}
	if diff := cmp.Diff(want, got.Hits); diff != "" {
		t.Errorf("hits (-want +got):\n%s", diff)
	}
	if got.Total != 1 || !got.Exact || got.Next != "" {
		t.Errorf("total %d, exact %v, next %q", got.Total, got.Exact, got.Next)
	}
	if diff := cmp.Diff([]index.FacetCount{{Value: "Vadim Ghirda", Count: 1}}, got.Facets["photographer"]); diff != "" {
		t.Errorf("facet (-want +got):\n%s", diff)
	}

	got = web.Answer{}
	s.decode("/api/v1/search?limit=1&facet=agency", http.StatusOK, &got)
	if len(got.Hits) != 1 || got.Total != 2 || got.Next == "" || len(got.Facets) != 1 {
		t.Fatalf("first page: %+v", got)
	}
	seen := []archive.ID{got.Hits[0].ID}
	next := got.Next
	got = web.Answer{}
	s.decode("/api/v1/search?limit=1&facet=&after="+url.QueryEscape(next), http.StatusOK, &got)
	if len(got.Hits) != 1 || got.Next != "" || len(got.Facets) != 0 {
		t.Fatalf("second page: %+v", got)
	}
	seen = append(seen, got.Hits[0].ID)
	if seen[0] == seen[1] || seen[0] != fire && seen[0] != talk {
		t.Errorf("pages hold %v", seen)
	}

	_, body := s.get("/api/v1/search?q=zebra&limit=0&facet=")
	if want := `{"total":0,"exact":true,"hits":[]}`; strings.TrimSpace(body) != want {
		t.Errorf("nothing found answers %s, want %s", body, want)
	}
}

func TestAPIMistake(t *testing.T) {
	s := open(t)
	res, body := s.get("/api/v1/search?q=kyiv+agancy:AP")
	if res.StatusCode != http.StatusBadRequest || res.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s %v", res.Status, res.Header)
	}
	var got map[string]any
	s.must(json.Unmarshal([]byte(body), &got))
	want := map[string]any{
		"title": "The query cannot be read", "status": 400.0, "detail": "No field \"agancy\".",
		"position": 5.0, "end": 11.0, "suggestion": "agency",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problem (-want +got):\n%s", diff)
	}
}

func TestAPINowhere(t *testing.T) {
	s := open(t)
	res, body := s.get("/api/v1/nothing")
	if res.StatusCode != http.StatusNotFound || res.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s %v", res.Status, res.Header)
	}
	s.contains(body, `"status":404`)
}

func TestAPIPhoto(t *testing.T) {
	s := open(t)
	_, talk := s.seeds()
	var got struct {
		ID     archive.ID
		Fields map[string]struct {
			Value any
			Place string
		}
	}
	s.decode("/api/v1/photos/"+string(talk), http.StatusOK, &got)
	if got.ID != talk || got.Fields["pool"].Value != true || got.Fields["caption"].Value != talkCaption {
		t.Errorf("photo: %+v", got)
	}
	res, _ := s.get("/api/v1/photos/" + strings.Repeat("a", 20))
	if res.StatusCode != http.StatusNotFound || res.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("unknown photo: %s %v", res.Status, res.Header)
	}
}

func TestAPICredit(t *testing.T) {
	s := open(t)
	var got struct {
		Photographers, Via []string
		Pool, Sure         bool
		Print              map[string]string
	}
	s.decode("/api/v1/credit?line="+url.QueryEscape("[Saul Loeb/Pool via AP]"), http.StatusOK, &got)
	if !got.Pool || !got.Sure || got.Print["slash"] != "Saul Loeb/Pool via AP" || len(got.Via) != 1 {
		t.Errorf("credit: %+v", got)
	}
	if _, body := s.get("/api/v1/credit?line="); strings.TrimSpace(body) != `{"raw":""}` {
		t.Errorf("an empty line answers %s", body)
	}
}

func TestAPIStatus(t *testing.T) {
	s := open(t)
	s.seeds()
	var got web.Status
	s.decode("/api/v1/status", http.StatusOK, &got)
	if got.Photos != 2 || got.Seq != 2 || got.Index.Seq != 2 || got.Index.Photos != 2 || got.Index.Behind != 0 || got.Version != "test" {
		t.Errorf("status: %+v", got)
	}
	s.contains(s.page("/health"), "Everything that was archived can be found.", "test", "JPEG pictures", "Go, because libjpeg-turbo")
	if body := s.page("/healthz"); body != "ok\n" {
		t.Errorf("healthz answers %q", body)
	}
	// Archived and not indexed yet.
	_, err := s.server.Archive.Add(t.Context(), archive.Incoming{Path: "/late.jpg", Source: strings.NewReader(string(s.draw(30, 20, nil)))})
	s.must(err)
	s.contains(s.page("/health"), "catching up: 1 change")
}

func TestReindex(t *testing.T) {
	s := open(t)
	post := func() *http.Response { return s.do(request(http.MethodPost, "/api/v1/reindex")) }
	if res := post(); res.StatusCode != http.StatusNotImplemented {
		t.Errorf("where nobody can: %s", res.Status)
	}
	s.server.Reindex = func(context.Context) error { return nil }
	if res := post(); res.StatusCode != http.StatusAccepted {
		t.Errorf("status %s, want 202", res.Status)
	}
	s.server.Reindex = func(context.Context) error { return errors.New("the disk at /secret is full") }
	res := post()
	if body := s.body(res); res.StatusCode != http.StatusInternalServerError || strings.Contains(body, "secret") {
		t.Errorf("%s shows what only the log may: %s", res.Status, body)
	}
	s.contains(s.log.String(), "the disk at /secret is full")
	if res, _ := s.get("/api/v1/reindex"); res.StatusCode != http.StatusMethodNotAllowed && res.StatusCode != http.StatusNotFound {
		t.Errorf("GET: %s", res.Status)
	}
}
