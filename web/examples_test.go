package web_test

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/index"
)

var exampleLink = regexp.MustCompile(`<li><a href="([^"]*)" rel="nofollow"><code>([^<]*)</code></a> <span>[^;]*; (\d+)</span>`)

// TestExamples: each example of the help finds as many photos as it says, in
// this very archive, and new ones are made after a while.
func TestExamples(t *testing.T) {
	s := open(t)
	s.lacks(s.page("/search/help"), "Searches to try") // nothing to find yet
	s.seeds()
	for i, by := range []string{"Ana Costa", "Rui Lopes", "Ana Costa"} {
		s.add(fmt.Sprintf("/wire/%d.jpg", i), s.draw(20, 30+i, says{
			"dc:description": fmt.Sprintf("Fishermen mend their nets beside the harbour wall, frame %d (Photo by %s/AFP via Getty Images)", i, by),
			"photoshop:City": "Peniche", "photoshop:DateCreated": "2021-05-03",
		}))
	}
	body := s.page("/search/help")
	var queries []string
	for _, m := range exampleLink.FindAllStringSubmatch(body, -1) {
		queries = append(queries, html.UnescapeString(m[2]))
		photos := m[3] + " photos<"
		if m[3] == "1" {
			photos = "1 photo<"
		}
		s.contains(s.page(html.UnescapeString(m[1])), photos)
	}
	for _, want := range []string{`photographer:"Ana Costa"`, "president biden", "city:Peniche", "taken:2021-05", "shape:vertical", "is:pool"} {
		if !slices.ContainsFunc(queries, func(q string) bool { return strings.Contains(q, want) }) {
			t.Errorf("no example has %s: %q", want, queries)
		}
	}
	if len(queries) < 10 {
		t.Errorf("there are %d examples, want 10 or more: %q", len(queries), queries)
	}
	s.contains(s.page("/"), "<summary>How to search</summary>", "president biden", `href="/search/help"`)
	s.contains(s.page(search("nowhere")), "Searches to try")

	s.add("/wire/new.jpg", s.draw(20, 40, says{"photoshop:City": "Oslo", "dc:description": "Skaters cross the frozen inner harbour together, watched closely by reporters and residents"}))
	s.lacks(s.page("/search/help"), "skaters")
	s.server.Now = func() time.Time { return now.Add(time.Hour) }
	for begun := time.Now(); !strings.Contains(s.page("/search/help"), "skaters"); { // they are made beside the requests
		if time.Since(begun) > 10*time.Second {
			t.Fatal("an hour later the examples are the same")
		}
	}
}

// TestSearchHelp: the help names all that the language has.
func TestSearchHelp(t *testing.T) {
	s := open(t)
	body := s.page("/search/help")
	for _, f := range index.Fields() {
		s.contains(body, "<code>"+f.Name+":</code>")
	}
	for _, flag := range index.Flags() {
		s.contains(body, "<code>"+flag+"</code>")
	}
}
