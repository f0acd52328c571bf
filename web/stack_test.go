package web_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

var tileLink = regexp.MustCompile(`<li class="tile[^>]*>.*?<a href="/photos/([a-z0-9]+)"`)

// tiles are the photos of a page in order.
func tiles(body string) []string {
	var ids []string
	for _, m := range tileLink.FindAllStringSubmatch(strings.ReplaceAll(body, "\n", " "), -1) {
		ids = append(ids, m[1])
	}
	return ids
}

// TestStacks: photos of one picture are one tile, whichever of them the search
// finds and on whatever page; each of them is found by its own words.
func TestStacks(t *testing.T) {
	s := open(t)
	day := 0
	dated := func(width int, words string) string {
		day++
		return string(s.add(fmt.Sprintf("/wire/%d.jpg", day), s.draw(width, 30, says{
			"dc:description": words, "photoshop:DateCreated": fmt.Sprintf("2021-%02d-%02d", 1+day/28, 1+day%28),
		})))
	}
	twin := func(words string) string {
		s.drawn = 100 // the same pixels each time
		return dated(40, words)
	}
	first, second, third := twin("Harbour at dawn"), twin("Harbour at first light"), twin("The port wakes")
	other := dated(50, "Harbour at noon")
	for query, want := range map[string]string{
		"":                                 other + " " + third,
		"harbour":                          other + " " + second,
		"dawn":                             first,
		"port":                             third,
		"first ":                           second,
		"id:" + first + " OR id:" + second: second,
	} {
		body := s.page(search(query))
		if got := strings.Join(tiles(body), " "); got != want {
			t.Errorf("%q shows %s, want %s", query, got, want)
		}
	}
	s.contains(s.page("/"), `4 photos<`, `href="/photos/`+third+`#related"`, `>+2 more</a>`)
	s.contains(s.page(search("harbour")), ">+1 more</a>")
	s.lacks(s.page(search("dawn")), `class="stack"`)
	s.contains(s.page("/photos/"+third), `id="related"`)

	// Over two pages: the stack is where its newest is, and nowhere else.
	for i := range 60 {
		dated(60+i, "Harbour, late")
	}
	newest := twin("Harbour again")
	page := s.page(search("harbour"))
	seen := tiles(page)
	_, next, _ := strings.Cut(page, `<a class="next" rel="next" href="`)
	next, _, _ = strings.Cut(next, `"`)
	seen = append(seen, tiles(s.page(strings.ReplaceAll(next, "&amp;", "&")))...)
	if text := strings.Join(seen, " "); len(seen) != 62 || seen[0] != newest || strings.Contains(text, first) || strings.Contains(text, second) {
		t.Errorf("two pages show %d photos, the first %s; want 62, the first %s and no other of its stack", len(seen), seen[0], newest)
	}
}
