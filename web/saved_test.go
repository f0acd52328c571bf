package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"cutline/archive"
)

// wire adds a photo with a caption, as one that comes in.
func (s *site) wire(caption string) archive.ID {
	s.Helper()
	return s.add("/wire/new.jpg", s.draw(30, 20, says{"dc:description": caption + " [Ana Costa/AP]"}))
}

func TestSavedSearch(t *testing.T) {
	s := open(t)
	s.seeds()
	s.contains(s.page("/search?q=kyiv+city:Kyiv"), `<a href="/searches?q=kyiv%20city%3aKyiv" title="Be told what is new in it">Save search</a>`)
	s.contains(s.seen("Ada", "/searches?q=kyiv&sort=taken"), "Save this search", `name="q" value="kyiv"`, `name="sort" value="taken"`)
	s.goes("Ada", "/searches", url.Values{"name": {"Kyiv <now>"}, "q": {"kyiv"}, "sort": {"taken"}})
	s.goes("Ada", "/searches", url.Values{"name": {"Mine"}, "q": {"-kyiv"}, "private": {"1"}})
	s.contains(s.seen("Ada", "/searches"), "Kyiv &lt;now&gt;", "Mine", `data-search="1" hidden>0 new`)
	s.lacks(s.seen("Bo", "/searches"), "Mine")

	// What was there is new to nobody; what comes is, to each until it looks.
	s.wire("Rain in Kyiv")
	s.wire("Rain in Oslo")
	s.contains(s.seen("Ada", "/searches"), `data-search="1">1 new`, `data-search="2">1 new`)
	s.contains(s.seen("Bo", "/searches"), `data-search="1">1 new`)
	res, _ := s.get("/searches/1", "Cookie", "cutline-desk=Ada")
	if to := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || to != "/search?q=kyiv&sort=taken" {
		t.Errorf("a look leads to %s %s", res.Status, to)
	}
	s.contains(s.seen("Ada", "/searches"), `data-search="1" hidden>0 new`)
	s.contains(s.seen("Bo", "/searches"), `data-search="1">1 new`)
	s.get("/searches/1", "Cookie", "cutline-desk=Bo", "Sec-Purpose", "prefetch") // a browser that looks ahead
	s.contains(s.seen("Bo", "/searches"), `data-search="1">1 new`)
	s.goes("Bo", "/searches/1/seen", nil)
	s.contains(s.seen("Bo", "/searches"), `data-search="1" hidden>0 new`)

	// A correction makes nothing new.
	on := true
	if _, err := s.server.Archive.Mark(t.Context(), []archive.ID{s.wire("Snow in Kyiv")}, archive.Mark{Pick: &on}, "Ada"); err != nil {
		t.Fatal(err)
	}
	s.must(archive.CatchUp(t.Context(), s.server.Archive.Catalogue, s.engine, nil))
	s.contains(s.seen("Ada", "/searches"), `data-search="1">1 new`)

	s.goes("Bo", "/searches/1", url.Values{"name": {"Kyiv"}, "q": {"kyiv -snow"}, "revision": {"1"}})
	s.contains(s.seen("Ada", "/searches"), "kyiv -snow", `data-search="1" hidden>0 new`)
	s.goes("Bo", "/searches/1", url.Values{"delete": {"1"}})
	s.contains(s.seen("Ada", "/searches"), "deleted by Bo")
	s.goes("Bo", "/searches/1", url.Values{"restore": {"1"}})
	s.lacks(s.seen("Ada", "/searches"), "deleted by Bo")

	for name, c := range map[string]struct {
		target string
		form   url.Values
		want   int
	}{
		"no name":         {"/api/v1/searches", url.Values{"q": {"kyiv"}}, http.StatusUnprocessableEntity},
		"no such field":   {"/api/v1/searches", url.Values{"name": {"x"}, "q": {"bylne:ghirda"}}, http.StatusBadRequest},
		"no collection":   {"/api/v1/searches", url.Values{"name": {"x"}, "q": {"in:nowhere"}}, http.StatusBadRequest},
		"no such order":   {"/api/v1/searches", url.Values{"name": {"x"}, "q": {""}, "sort": {"best"}}, http.StatusBadRequest},
		"another's":       {"/api/v1/searches/2", url.Values{"name": {"x"}}, http.StatusNotFound},
		"an old revision": {"/api/v1/searches/1", url.Values{"name": {"x"}, "revision": {"1"}}, http.StatusConflict},
		"no such search":  {"/api/v1/searches/9/seen", url.Values{}, http.StatusNotFound},
	} {
		if res, body := s.as("Bo", c.target, c.form); res.StatusCode != c.want {
			t.Errorf("%s: %s, want %d\n%s", name, res.Status, c.want, body)
		}
	}
	var list struct {
		Searches []struct {
			N, New int
			Feed   string
		}
	}
	_, body := s.get("/api/v1/searches?desk=Ada")
	if s.must(json.Unmarshal([]byte(body), &list)); len(list.Searches) != 2 || list.Searches[1].Feed != "/searches/2/feed?desk=Ada" {
		t.Errorf("the API lists %s", body)
	}
}

// feed is an Atom feed as a reader takes it.
type feed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated time.Time   `xml:"updated"`
	Entries []feedEntry `xml:"entry"`
}

type feedEntry struct {
	ID        string    `xml:"id"`
	Title     string    `xml:"title"`
	Updated   time.Time `xml:"updated"`
	Published time.Time `xml:"published"`
	Summary   string    `xml:"summary"`
	Links     []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
}

func TestFeed(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	s.goes("Ada", "/searches", url.Values{"name": {"Rain & <sun>"}, "q": {"rain OR kyiv"}})
	var last archive.ID
	for n := range 60 {
		last = s.wire(fmt.Sprintf("Rain <b>%d</b> & wind \x01", n))
	}
	res, body := s.get("/searches/1/feed")
	if got := res.Header.Get("Content-Type"); res.StatusCode != http.StatusOK || got != "application/atom+xml; charset=utf-8" {
		t.Fatalf("%s %s", res.Status, got)
	}
	var f feed
	if err := xml.Unmarshal([]byte(body), &f); err != nil {
		t.Fatalf("%v\n%s", err, body)
	}
	if f.Title != "Rain & <sun> · Cutline" || !strings.HasPrefix(f.ID, "urn:uuid:") || f.Updated.IsZero() || len(f.Entries) != 50 {
		t.Errorf("feed %q %s at %s with %d entries; want 50", f.Title, f.ID, f.Updated, len(f.Entries))
	}
	first := f.Entries[0]
	at := "http://localhost:8080/photos/" + string(last)
	if len(first.Links) != 2 || first.Links[0].Href != at || !strings.HasPrefix(first.Links[1].Href, at+"/grid/") || first.Links[1].Rel != "enclosure" {
		t.Errorf("the first entry links to %+v, want the photo that came last", first.Links)
	}
	if !strings.HasPrefix(first.Summary, "Rain <b>59</b> & wind") || !strings.HasSuffix(first.Summary, "\nAna Costa/AP") {
		t.Errorf("its words: %q", first.Summary)
	}
	seen := map[string]bool{}
	for _, e := range f.Entries {
		if seen[e.ID] = true; e.Title == "" || e.Updated.IsZero() || e.Published.IsZero() {
			t.Errorf("an entry lacks something: %+v", e)
		}
	}
	if len(seen) != 50 {
		t.Errorf("%d different IDs, want 50", len(seen))
	}

	// Nothing changed: nothing is sent. A correction changes the entry, not its ID.
	tag := res.Header.Get("ETag")
	if res, body := s.get("/searches/1/feed", "If-None-Match", tag); res.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("asked again: %s, %d bytes", res.Status, len(body))
	}
	four := 4
	if _, err := s.server.Archive.Mark(t.Context(), []archive.ID{last}, archive.Mark{Stars: &four}, "Ada"); err != nil {
		t.Fatal(err)
	}
	s.must(archive.CatchUp(t.Context(), s.server.Archive.Catalogue, s.engine, nil))
	res, body = s.get("/searches/1/feed", "If-None-Match", tag)
	if s.contains(body, first.ID); res.StatusCode != http.StatusOK {
		t.Errorf("after a change: %s", res.Status)
	}

	// What was killed is not offered, whatever the query says; a private search has
	// its desk in the address.
	_, err := s.server.Archive.Recall(t.Context(), []archive.ID{fire, last}, archive.Recall{Actor: "Bo", Kind: archive.Kill, Why: "mail"})
	s.must(err)
	res, body = s.get("/searches/1/feed", "If-Modified-Since", now.Add(time.Hour).Format(http.TimeFormat))
	if s.lacks(body, string(last)); res.StatusCode != http.StatusOK {
		t.Errorf("after a kill, asked by the time: %s", res.Status)
	}
	s.goes("Ada", "/searches", url.Values{"name": {"Mine"}, "q": {"is:withdrawn"}, "private": {"1"}})
	if res, _ := s.get("/searches/2/feed"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a private feed: %s", res.Status)
	}
	_, body = s.get("/searches/2/feed?desk=Ada")
	s.contains(body, "Mine · Cutline")
	s.lacks(body, "<entry>")
	s.goes("Ada", "/searches/1", url.Values{"delete": {"1"}})
	if res, _ := s.get("/searches/1/feed"); res.StatusCode != http.StatusGone {
		t.Errorf("the feed of a deleted search: %s", res.Status)
	}
}

// hearing reads the server-sent events of a running server: each call returns
// the data of the next.
func (s *site) hearing(ctx context.Context, url string) func() string {
	s.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	s.must(err)
	res, err := http.DefaultClient.Do(r)
	s.must(err)
	s.Cleanup(func() { res.Body.Close() })
	lines := bufio.NewScanner(res.Body)
	return func() string {
		s.Helper()
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		s.Fatalf("the events end: %v", lines.Err())
		return ""
	}
}

// An open page hears within seconds what is new, each photo once, and that it
// was seen.
func TestAlerts(t *testing.T) {
	s := open(t)
	s.seeds()
	s.goes("Ada", "/searches", url.Values{"name": {"Kyiv"}, "q": {"kyiv"}})
	s.goes("Bo", "/searches", url.Values{"name": {"Bo's"}, "q": {"rain"}, "private": {"1"}})
	server := httptest.NewServer(s.handler)
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	next := s.hearing(ctx, server.URL+"/api/v1/searches/events?desk=Ada")
	want := func(text string) {
		t.Helper()
		if got := next(); got != text {
			t.Errorf("told %s, want %s", got, text)
		}
	}
	want(`[]`)
	s.wire("Rain in Kyiv")
	want(`[{"n":1,"name":"Kyiv","new":1,"url":"/searches/1"}]`)
	s.wire("Rain in Oslo") // nothing of Ada's
	s.wire("Snow in Kyiv")
	want(`[{"n":1,"name":"Kyiv","new":2,"url":"/searches/1"}]`)
	s.goes("Ada", "/searches/1/seen", nil)
	want(`[]`)
	s.wire("Sun in Kyiv")
	want(`[{"n":1,"name":"Kyiv","new":1,"url":"/searches/1"}]`)
	// Who comes later is told the same.
	late := s.hearing(ctx, server.URL+"/api/v1/searches/events?desk=Bo")
	if got := late(); got != `[{"n":2,"name":"Bo's","new":2,"url":"/searches/2"},{"n":1,"name":"Kyiv","new":3,"url":"/searches/1"}]` {
		t.Errorf("Bo is told %s", got)
	}
}

// TestAlertsOfTheFirst: what comes into an empty archive is told to those who
// listened before.
func TestAlertsOfTheFirst(t *testing.T) {
	s := open(t)
	s.goes("Ada", "/searches", url.Values{"name": {"Kyiv"}, "q": {"kyiv"}})
	server := httptest.NewServer(s.handler)
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	next := s.hearing(ctx, server.URL+"/api/v1/searches/events?desk=Ada")
	if got := next(); got != `[]` {
		t.Errorf("at first %s is told", got)
	}
	s.wire("Rain in Kyiv")
	if got := next(); got != `[{"n":1,"name":"Kyiv","new":1,"url":"/searches/1"}]` {
		t.Errorf("after the first photo %s is told", got)
	}
}

// TestMistakeOfAnother: what is wrong with a shared search names no collections
// that only its maker sees.
func TestMistakeOfAnother(t *testing.T) {
	s := open(t)
	s.seeds()
	s.goes("Ada", "/collections", url.Values{"name": {"Front page"}})
	s.goes("Ada", "/collections", url.Values{"name": {"Leak inquiry"}, "private": {"1"}})
	s.goes("Ada", "/searches", url.Values{"name": {"Front"}, "q": {`in:"Front page"`}})
	s.goes("Ada", "/collections", url.Values{"name": {"Back page"}})
	s.goes("Ada", "/collections/1", url.Values{"delete": {"1"}, "revision": {"1"}})
	s.contains(s.seen("Ada", "/searches"), "No collection", "Back page", "Leak inquiry")
	s.lacks(s.seen("Bo", "/searches"), "Leak inquiry")
	s.contains(s.seen("Bo", "/searches"), "No collection", "Back page")
	_, body := s.get("/api/v1/searches?desk=Bo")
	s.lacks(body, "Leak inquiry")
	_, body = s.get("/searches/1/feed")
	s.lacks(body, "Leak inquiry")
}

// BenchmarkAlerts measures how late an alert is beside two hundred saved
// searches of the shapes that desks save, while photos come in one by one.
func BenchmarkAlerts(b *testing.B) {
	s := open(b)
	places := []string{"Kyiv", "Oslo", "Rome", "Lima", "Cairo", "Lagos", "Paris", "Quito", "Delhi", "Tunis"}
	for n := range 300 {
		s.wire(fmt.Sprintf("Rain in %s, frame %d", places[n%len(places)], n))
	}
	const searches = 200
	for n := range searches {
		place := places[n%len(places)]
		query := []string{place, place + " rain", `"in ` + place + `"`, "by:costa " + place, "agency:AP -" + place, "ra* " + place, "is:restricted " + place}[n%7]
		if res, body := s.as("Ada", "/api/v1/searches", url.Values{"name": {fmt.Sprint(n, query)}, "q": {query}}); res.StatusCode != http.StatusCreated {
			b.Fatal(res.Status, body)
		}
	}
	server := httptest.NewServer(s.handler)
	defer server.Close()
	hear := s.hearing(b.Context(), server.URL+"/api/v1/searches/events?desk=Ada")
	hear()
	var slowest, all time.Duration
	for b.Loop() {
		s.wire(fmt.Sprintf("Rain in Kyiv, frame %d", s.drawn))
		begin := time.Now()
		hear()
		took := time.Since(begin)
		all, slowest = all+took, max(slowest, took)
	}
	b.ReportMetric(slowest.Seconds(), "s/slowest")
	b.ReportMetric(all.Seconds()/float64(b.N), "s/alert")
}
