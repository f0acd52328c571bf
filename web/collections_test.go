package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"cutline/archive"
)

// as sends a form of a desk and returns the answer and its body.
func (s *site) as(desk, target string, form url.Values) (*http.Response, string) {
	s.Helper()
	if form == nil {
		form = url.Values{}
	}
	if form.Get("desk") == "" && desk != "" {
		form.Set("desk", desk)
	}
	r := httptest.NewRequest(http.MethodPost, target, strings.NewReader(form.Encode()))
	r.Host = "localhost:8080"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res := s.do(r)
	return res, s.body(res)
}

// goes sends a form that must lead on, and returns where to.
func (s *site) goes(desk, target string, form url.Values) string {
	s.Helper()
	res, body := s.as(desk, target, form)
	if res.StatusCode != http.StatusSeeOther {
		s.Fatalf("POST %s: %s\n%s", target, res.Status, excerpt(body))
	}
	s.must(archive.CatchUp(s.Context(), s.server.Archive.Catalogue, s.engine, nil))
	return res.Header.Get("Location")
}

// seen gets a page as a desk sees it.
func (s *site) seen(desk, target string) string {
	s.Helper()
	res, body := s.get(target, "Cookie", "cutline-desk="+url.PathEscape(desk))
	if res.StatusCode != http.StatusOK {
		s.Fatalf("GET %s as %s: %s\n%s", target, desk, res.Status, excerpt(body))
	}
	return body
}

func ids(list ...archive.ID) url.Values {
	v := url.Values{}
	for _, id := range list {
		v.Add("id", string(id))
	}
	return v
}

func with(v url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

func TestMarkPhotos(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	if to := s.goes("Ada", "/photos/"+string(fire)+"/marks", url.Values{"pick": {"1"}}); to != "/photos/"+string(fire)+"#marking" {
		t.Errorf("after a pick: %s", to)
	}
	s.goes("Ada", "/photos/"+string(fire)+"/marks", url.Values{"stars": {"4"}})
	s.goes("Ada", "/photos/"+string(fire)+"/marks", url.Values{"label": {"Red"}})
	s.contains(s.page("/photos/"+string(fire)), "✓ Picked", `title="Picked by Ada"`, `value="4" data-key="4" aria-pressed="true"`)
	tile := s.page("/search?q=is:picked")
	s.contains(tile, `<b title="Picked by Ada">✓ Pick</b>`, "★★★★", `<span class="label red">Red</span>`)
	s.contains(s.page("/search?q="+url.QueryEscape("rating:>=4 label:red")), "Ghirda")

	// A selection is marked at once; without saying with what, a page asks.
	_, body := s.as("", "/selection/mark", ids(fire, talk))
	s.contains(body, "Mark 2 photos", `name="id" value="`+string(talk)+`"`)
	s.goes("Bo", "/selection/mark", with(ids(fire, talk), "stars", "0", "pick", "0", "label", "as it is"))
	s.lacks(s.page("/search?q=kyiv"), "★", "✓ Pick")
	s.contains(s.page("/search?q=kyiv"), "label red")

	res, body := s.as("Ada", "/api/v1/marks", with(ids(fire, talk), "stars", "2", "pick", "1", "label", "<b>odd"))
	var answer struct {
		Changed int
		Seq     int64
		Marks   []struct {
			ID, Picked, Label string
			Stars             int
		}
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s %v\n%s", res.Status, err, body)
	}
	if answer.Changed != 2 || answer.Seq == 0 || len(answer.Marks) != 2 || answer.Marks[0].Picked != "Ada" || answer.Marks[0].Stars != 2 || answer.Marks[1].Label != "<b>odd" {
		t.Errorf("answered %+v", answer)
	}
	s.contains(s.page("/photos/"+string(fire)), "&lt;b&gt;odd")
	for name, form := range map[string]url.Values{
		"nothing": ids(fire), "six stars": with(ids(fire), "stars", "6"), "no number": with(ids(fire), "stars", "many"), "no flag": with(ids(fire), "pick", "perhaps"),
	} {
		if res, body := s.as("Ada", "/api/v1/marks", form); res.StatusCode < 400 || res.StatusCode >= 500 {
			t.Errorf("%s: %s %s", name, res.Status, body)
		}
	}
	if res, body := s.as("", "/api/v1/marks", with(ids(fire), "stars", "1")); res.StatusCode != http.StatusBadRequest || !strings.Contains(body, "yours is not known") {
		t.Errorf("without a name: %s %s", res.Status, body)
	}
}

func TestCollectionPages(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	_, body := s.as("", "/selection/collect", ids(fire))
	s.contains(body, "Add 1 photo to a collection", `name="private"`)
	to := s.goes("Ada", "/selection/collect", with(ids(talk, fire), "name", "Front page"))
	if to != "/collections/1?added=2&of=2#end" {
		t.Fatalf("collected, it leads to %s", to)
	}
	at := "/collections/1"
	page := s.page(at + "?added=2&of=2")
	s.contains(page, "Front page", "2 photos", "2 photos added.", "Saul Loeb")
	if strings.Index(page, string(talk)) > strings.Index(page, string(fire)) {
		t.Error("the photos are not in the order in which they were selected")
	}
	s.contains(s.page("/collections"), `<a href="/collections/1" dir="auto">Front page</a> <i>2 photos</i>`)
	s.contains(s.page("/photos/"+string(fire)), `<a href="/collections/1" dir="auto">Front page</a>`)

	// By its name it is searched in, by words of the name too.
	for query, found := range map[string]int{`in:"Front page"`: 2, `in:front kyiv`: 1, `-in:"front page"`: 0, "in:pag*": 2, "in:#1": 2, "is:collected": 2} {
		body := s.page("/search?q=" + url.QueryEscape(query))
		if got := strings.Count(body, `class="tile `); got != found {
			t.Errorf("%s finds %d, want %d", query, got, found)
		}
	}
	res, body := s.get("/search?q=" + url.QueryEscape("kyiv in:frnt"))
	if s.contains(body, "<em>in:frnt</em>", "No collection &#34;frnt&#34;; there are Front page."); res.StatusCode != http.StatusBadRequest {
		t.Errorf("a collection that is not there: %s", res.Status)
	}

	// In order, with notes.
	s.goes("Bo", at+"/order", with(ids(fire), "to", "up"))
	s.goes("Bo", at+"/notes", with(ids(fire), "note", "crop <left>"))
	page = s.page(at + "?arrange=1")
	if strings.Index(page, "p-"+string(fire)) > strings.Index(page, "p-"+string(talk)) {
		t.Error("moved up, it is still behind")
	}
	s.contains(page, `value="crop &lt;left&gt;"`)
	s.contains(s.page(at), `<p class="note" dir="auto">crop &lt;left&gt;</p>`, "Bo</a>"[:2], "moved a photo", "noted a photo")

	// Taken out and put back, it has its note and its place.
	to = s.goes("Bo", at+"/remove", ids(fire))
	page = s.page(to)
	s.contains(page, "Taken out: 1 photo.", "Put back")
	if strings.Contains(page, `href="/photos/`+string(fire)) {
		t.Error("taken out, it still stands there")
	}
	s.goes("Bo", at+"/photos", ids(fire))
	s.contains(s.page(at), "crop &lt;left&gt;")

	// Renamed; deleted and restored. An old revision is not written over.
	s.goes("Ada", at, url.Values{"name": {"Cover"}, "note": {"Monday's"}, "revision": {"1"}})
	if res, _ := s.as("Bo", at, url.Values{"name": {"Other"}, "revision": {"1"}}); res.StatusCode != http.StatusConflict {
		t.Errorf("a rename of an old revision: %s", res.Status)
	}
	s.contains(s.page(at), "Cover", "Monday&#39;s", "renamed it; it was &#34;Front page&#34;")
	s.goes("Ada", at, url.Values{"delete": {"1"}})
	s.contains(s.page("/collections"), "deleted by Ada", "There is no collection yet")
	if res, _ := s.get("/search?q=in:cover"); res.StatusCode != http.StatusBadRequest {
		t.Errorf("in a deleted one: %s", res.Status)
	}
	s.goes("Ada", at, url.Values{"restore": {"1"}})
	s.contains(s.page(at), "crop &lt;left&gt;", "restored")
	if got := strings.Count(s.page("/search?q=in:cover"), `class="tile `); got != 2 {
		t.Errorf("restored, %d photos are found in it", got)
	}
}

// A private collection is its desk's alone: its page, its name in a search.
func TestPrivateCollection(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	s.goes("Ada", "/selection/collect", with(ids(fire), "name", "Secret", "private", "1"))
	s.contains(s.seen("Ada", "/collections/1"), "Secret", "yours alone")
	s.contains(s.seen("Ada", "/search?q=in:secret"), "Ghirda")
	for _, desk := range []string{"Bo", ""} {
		for _, target := range []string{"/collections/1", "/api/v1/collections/1", "/search?q=in:secret"} {
			res, body := s.get(target, "Cookie", "cutline-desk="+desk)
			if s.lacks(body, `href="/photos/`, `class="tile`); res.StatusCode < 400 {
				t.Errorf("%s by %q: %s", target, desk, res.Status)
			}
		}
		_, body := s.get("/collections", "Cookie", "cutline-desk="+desk)
		s.lacks(body, "Secret")
		_, body = s.get("/photos/"+string(fire), "Cookie", "cutline-desk="+desk)
		s.lacks(body, "Secret")
	}
	for target, form := range map[string]url.Values{
		"/collections/1": {"name": {"Mine"}}, "/collections/1/photos": ids(fire), "/collections/1/remove": ids(fire), "/collections/1/order": with(ids(fire), "to", "first"),
	} {
		if res, _ := s.as("Bo", target, form); res.StatusCode != http.StatusNotFound {
			t.Errorf("POST %s by another desk: %s", target, res.Status)
		}
	}
	s.goes("Ada", "/collections/1", url.Values{"private": {"0"}})
	s.contains(s.seen("Bo", "/collections/1"), "Secret")
}

// What was killed, or has left, stays in its collection, marked.
func TestWithdrawnInCollection(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	s.goes("Ada", "/selection/collect", with(ids(fire, talk), "name", "Front page"))
	if _, err := s.server.Archive.Recall(t.Context(), []archive.ID{fire}, archive.Recall{Actor: "Bo", Kind: archive.Kill, Why: "mail"}); err != nil {
		t.Fatal(err)
	}
	page := s.page("/collections/1")
	s.contains(page, "A photo of this page must not be used any more", "withdrawn: not to be used", `name="id" value="`+string(talk)+`"`)
	s.lacks(page, `name="id" value="`+string(fire)+`"`, "Ghirda/AP")
	_, body := s.get("/api/v1/collections/1")
	s.contains(body, `"out":"withdrawn: not to be used"`)
}

func TestCollectionAPI(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	res, body := s.as("Ada", "/api/v1/collections", url.Values{"name": {"Elections"}, "note": {"2022"}})
	if res.StatusCode != http.StatusCreated || res.Header.Get("Location") != "/api/v1/collections/1" {
		t.Fatalf("%s %s", res.Status, body)
	}
	res, body = s.as("Ada", "/api/v1/collections/1/photos", url.Values{"all": {"1"}, "q": {"kyiv OR blinken"}})
	if s.contains(body, `"added":2`); res.StatusCode != http.StatusOK {
		t.Errorf("all results: %s", res.Status)
	}
	_, body = s.as("Ada", "/api/v1/collections/1/order", with(ids(talk), "to", "before", "beside", string(fire)))
	s.contains(body, `"photos":2`)
	var got struct {
		Name    string
		Members []struct{ Photo, Actor string }
	}
	_, body = s.get("/api/v1/collections/1")
	s.must(json.Unmarshal([]byte(body), &got))
	if got.Name != "Elections" || len(got.Members) != 2 || got.Members[0].Photo != string(talk) || got.Members[0].Actor != "Ada" {
		t.Errorf("read %+v", got)
	}
	_, body = s.as("Ada", "/api/v1/collections/1/remove", ids(talk))
	s.contains(body, `"removed":1`)
	_, body = s.get("/api/v1/collections")
	s.contains(body, `"name":"Elections"`, `"photos":1`)
	for name, c := range map[string]struct {
		target string
		form   url.Values
		want   int
	}{
		"no name":         {"/api/v1/collections", url.Values{}, http.StatusUnprocessableEntity},
		"a long name":     {"/api/v1/collections", url.Values{"name": {strings.Repeat("n", 200)}}, http.StatusUnprocessableEntity},
		"taken":           {"/api/v1/collections", url.Values{"name": {"ELECTIONS"}}, http.StatusUnprocessableEntity},
		"no such one":     {"/api/v1/collections/9/photos", ids(fire), http.StatusNotFound},
		"no number":       {"/api/v1/collections/x", url.Values{}, http.StatusNotFound},
		"no such move":    {"/api/v1/collections/1/order", with(ids(fire), "to", "sideways"), http.StatusUnprocessableEntity},
		"nowhere":         {"/api/v1/collections/1/order", ids(fire), http.StatusBadRequest},
		"beside nothing":  {"/api/v1/collections/1/order", with(ids(fire), "to", "before", "beside", "x"), http.StatusBadRequest},
		"not in it":       {"/api/v1/collections/1/order", with(ids(talk), "to", "first"), http.StatusNotFound},
		"a long note":     {"/api/v1/collections/1/notes", with(ids(fire), "note", strings.Repeat("x", 2000)), http.StatusUnprocessableEntity},
		"no photo":        {"/api/v1/collections/1/photos", url.Values{}, http.StatusBadRequest},
		"not an ID":       {"/api/v1/collections/1/photos", url.Values{"id": {"<b>"}}, http.StatusBadRequest},
		"an odd revision": {"/api/v1/collections/1", url.Values{"name": {"x"}, "revision": {fmt.Sprint(99)}}, http.StatusConflict},
	} {
		if res, body := s.as("Ada", c.target, c.form); res.StatusCode != c.want {
			t.Errorf("%s: %s, want %d\n%s", name, res.Status, c.want, body)
		}
	}
}
