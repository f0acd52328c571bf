package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/index"
)

// TestFacetsChosen: values of one facet are alternatives, those of different
// facets narrow one another, and what is counted of a facet is what may be
// chosen beside its own values.
func TestFacetsChosen(t *testing.T) {
	s := open(t)
	for i, photo := range []struct{ by, house, city string }{
		{"Ana Costa", "AFP", "Porto"},
		{"Ana Costa", "AFP", "Lisbon"},
		{"Rui Lopes", "AFP", "Porto"},
		{"Rui Lopes", "Reuters", "Porto"},
		{"Eva Matos", "Reuters", "Faro"},
	} {
		s.add("/wire/"+string(rune('a'+i))+".jpg", s.draw(30+i, 20, says{
			"dc:description": "Rain (Photo by " + photo.by + "/" + photo.house + ")", "photoshop:City": photo.city,
		}))
	}
	for query, want := range map[string]struct {
		total  int
		counts map[string]string
	}{
		"rain": {5, map[string]string{"photographer": "Ana Costa 2, Rui Lopes 2, Eva Matos 1", "city": "Porto 3, Faro 1, Lisbon 1"}},
		`photographer:"Ana Costa"`: {2, map[string]string{
			"photographer": "Ana Costa 2, Rui Lopes 2, Eva Matos 1", "agency": "AFP 2", "city": "Lisbon 1, Porto 1",
		}},
		`photographer:"Ana Costa" OR photographer:"Rui Lopes"`: {4, map[string]string{
			"photographer": "Ana Costa 2, Rui Lopes 2, Eva Matos 1", "agency": "AFP 3, Reuters 1", "city": "Porto 3, Lisbon 1",
		}},
		`(photographer:"Ana Costa" OR photographer:"Rui Lopes") city:porto`: {3, map[string]string{
			"photographer": "Rui Lopes 2, Ana Costa 1", "agency": "AFP 2, Reuters 1", "city": "Porto 3, Lisbon 1",
		}},
		`photographer:"Ana Costa" agency:Reuters`: {0, map[string]string{"photographer": "Eva Matos 1, Rui Lopes 1", "agency": "AFP 2"}},
	} {
		_, body := s.get("/api/v1/search?q=" + url.QueryEscape(query))
		var answer struct {
			Total  int
			Facets map[string][]index.FacetCount
		}
		if err := json.Unmarshal([]byte(body), &answer); err != nil {
			t.Fatal(err)
		}
		if answer.Total != want.total {
			t.Errorf("%s finds %d, want %d", query, answer.Total, want.total)
		}
		for facet, counts := range want.counts {
			var got []string
			for _, c := range answer.Facets[facet] {
				got = append(got, c.Value+" "+string(rune('0'+c.Count)))
			}
			if diff := cmp.Diff(counts, strings.Join(got, ", ")); diff != "" {
				t.Errorf("%s counts %s (-want +got):\n%s", query, facet, diff)
			}
		}
	}
	// By the links of the page: two photographers, then a city, then back.
	step := func(page, value, want string) string {
		link := facets(s.page(page))[value]
		s.contains(s.page(link), want)
		return link
	}
	ana := step("/", "Ana Costa", ">2 photos<")
	both := step(ana, "Rui Lopes", ">4 photos<")
	porto := step(both, "Porto", ">3 photos<")
	rui := step(porto, "Ana Costa", ">2 photos<")
	back := step(rui, "Porto", ">2 photos<")
	if all := facets(s.page(back))["Rui Lopes"]; all != "/" {
		t.Errorf("taking the last value out leads to %q", all)
	}
}

// TestKeptPageOfAnother: a page that is kept of a private collection is nobody
// else's, who may have its address.
func TestKeptPageOfAnother(t *testing.T) {
	s := open(t)
	photos := ids(s.addCredited("Jane Roe/AP"), s.addCredited("Jane Roe/AP"))
	s.goes("Ada", "/collections", url.Values{"name": {"Leak inquiry"}, "private": {"1"}})
	s.goes("Ada", "/collections/1/photos", photos)
	var answer struct{ Next string }
	address := "/api/v1/search?sort=relevance&limit=1&q=" + url.QueryEscape(`porto in:"Leak inquiry"`)
	s.decode(address+"&desk=Ada", http.StatusOK, &answer)
	for desk, want := range map[string]int{"Ada": http.StatusOK, "Bo": http.StatusBadRequest} {
		if res, body := s.get(address + "&facet=&desk=" + desk + "&after=" + url.QueryEscape(answer.Next)); res.StatusCode != want {
			t.Errorf("%s is answered %s, want %d\n%s", desk, res.Status, want, body)
		}
	}
}

// TestFacetsOfKeptPages: pages of an order that is kept are asked for by many at
// once, with facets and without.
func TestFacetsOfKeptPages(t *testing.T) {
	s := open(t)
	for range 4 {
		s.addCredited("Jane Roe/AP")
	}
	for _, first := range []string{"&facet=", ""} {
		var answer struct{ Next string }
		address := "/api/v1/search?sort=relevance&limit=1&q=" + url.QueryEscape("agency:AP porto")
		s.decode(address+first, http.StatusOK, &answer)
		var pages sync.WaitGroup
		for range 8 {
			pages.Go(func() {
				res, body := s.get(address + "&facet=agency&facet=city&after=" + url.QueryEscape(answer.Next))
				if res.StatusCode != http.StatusOK || !strings.Contains(body, `"value": "AP"`) && !strings.Contains(body, `"value":"AP"`) {
					t.Errorf("the second page: %s\n%s", res.Status, body)
				}
			})
		}
		pages.Wait()
	}
}
