package web_test

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

var facetLink = regexp.MustCompile(`<a href="([^"]*)"( aria-current="true")?><bdi>([^<]*)</bdi><i>`)

// facets are the links of a page's facets by value.
func facets(body string) map[string]string {
	_, body, _ = strings.Cut(body, `<aside class="facets"`)
	links := make(map[string]string)
	for _, m := range facetLink.FindAllStringSubmatch(body, -1) {
		links[html.UnescapeString(m[3])] = html.UnescapeString(m[1])
	}
	return links
}

// TestFacetValues: whatever a value is made of, its link finds the photos that
// were counted under it, and on that page it takes itself out again.
func TestFacetValues(t *testing.T) {
	for _, city := range []string{
		"Kyiv", "New York", "St. John's", "Côte d’Ivoire", `The "Old" Town`, "„Altstadt“", "A (B) OR C", "-minus", "x:y", "star*", "near~",
		"9/11", "東京", "القاهرة", "is:pool", "2022..2023", "AC/DC", "<b>bold</b>", "a & b", "100%",
	} {
		t.Run(city, func(t *testing.T) {
			s := open(t)
			id := s.add("/wire/one.jpg", s.draw(30, 20, says{"dc:description": "Rain", "photoshop:City": city}))
			link := facets(s.page("/"))[city]
			if link == "" {
				t.Fatal("the city is not among the facets")
			}
			body := s.page(link)
			s.contains(body, "1 photo<", "/photos/"+string(id))
			if back := facets(body)[city]; back != "/" {
				t.Errorf("taking %q out leads to %q", link, back)
			}
		})
	}
}

// TestFilters: each part of a query can be taken out, and what is left means
// the same.
func TestFilters(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	query := `(kyiv OR "war crimes") -is:pool by:ghirda`
	body := s.page(search(query))
	s.contains(body, "1 photo<", "/photos/"+string(fire))
	for text, want := range map[string]string{
		`(kyiv OR "war crimes")`: search("-is:pool by:ghirda"),
		"-is:pool":               search(`(kyiv OR "war crimes") by:ghirda`),
		"by:ghirda":              search(`(kyiv OR "war crimes") -is:pool`),
	} {
		text = strings.TrimSuffix(strings.TrimPrefix(text, "("), ")")
		s.contains(html.UnescapeString(body), `<a href="`+want+`" rel="nofollow" title="Search without this"><bdi>`+text)
	}
}
