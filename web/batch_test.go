package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

// kiev adds n photos of one city.
func (s *site) kiev(n int) []archive.ID {
	s.Helper()
	var ids []archive.ID
	for range n {
		ids = append(ids, s.add("/a.jpg", s.draw(60, 40, says{"photoshop:City": "Kiev", "dc:description": "Fire in <b>Kiev</b>", "photoshop:Credit": "Vadim Girda/AP"})))
	}
	return ids
}

func TestCorrectASelection(t *testing.T) {
	s := open(t)
	ids := s.kiev(3)
	s.keepUp()
	s.contains(s.page("/search?q=city:kiev"), `formaction="/correct"`)

	// What is asked, what it would do, what it did.
	chosen := url.Values{"id": {string(ids[0]), string(ids[1])}}
	_, body := s.form("/correct", chosen)
	s.contains(body, "Correct 2 photos", `<option value="caption"`, "Find and replace", `value="`+string(ids[1])+`"`)
	ask := func(do string, more ...string) url.Values {
		form := url.Values{"all": {"1"}, "q": {"city:kiev"}, "field": {"city"}, "op": {"set"}, "value": {"Kyiv"}, "do": {do}}
		for i := 0; i < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		return form
	}
	res, body := s.form("/correct", ask("preview"))
	if res.StatusCode != http.StatusOK {
		t.Fatalf("preview: %s\n%s", res.Status, excerpt(body))
	}
	s.contains(body, "3 would change, 0 have these values already", "<del>Kiev</del>", `name="seen"`, "city set to “Kyiv”")
	_, body = s.form("/correct", ask("preview", "field", "label"))
	s.contains(body, "<del>nothing</del>")
	for name, test := range map[string]struct {
		form url.Values
		says string
	}{
		"no value":   {ask("preview", "value", " "), "No value is written"},
		"a bad date": {ask("preview", "field", "taken", "value", "soon"), "is no date"},
		"no field":   {ask("preview", "field", "captoin"), "did you mean caption?"},
		"no words":   {ask("preview", "op", "replace", "find", ""), "nothing is written to be found"},
	} {
		if res, body := s.form("/correct", test.form); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(strings.ToLower(body), strings.ToLower(test.says)) {
			t.Errorf("%s: %s\n%s", name, res.Status, excerpt(body))
		}
	}
	if res, _ := s.form("/correct", ask("apply")); res.StatusCode != http.StatusBadRequest {
		t.Errorf("without a name: %s", res.Status)
	}
	res, _ = s.form("/correct", ask("apply", "desk", "Ada", "why", "spelling <i>"))
	at := res.Header.Get("Location")
	if res.StatusCode != http.StatusSeeOther || at != "/corrections/1" {
		t.Fatalf("%s to %s", res.Status, at)
	}
	if res.Header.Get("Cutline-Seq") == "" || !strings.Contains(strings.Join(res.Header.Values("Set-Cookie"), ";"), "cutline-seq=") {
		t.Errorf("it does not say which change it was: %v", res.Header)
	}
	s.contains(s.page(at), "3 photos corrected.", "spelling &lt;i&gt;", "Ada", "Undo all of it", "<del>Kiev</del>", "photos found by", "city:kiev")
	s.contains(s.page("/corrections"), `href="/corrections/1"`, "3 photos corrected")

	// Somebody else goes on; the undo leaves that alone and lists it.
	if _, err := s.server.Archive.Correct(t.Context(), ids[2], archive.Correction{Actor: "Ben", Field: embedded.City, To: []string{"Lviv"}}, nil); err != nil {
		t.Fatal(err)
	}
	res, _ = s.form(at+"/undo", url.Values{"desk": {"Ben"}})
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/corrections/2" {
		t.Fatalf("undo: %s to %s", res.Status, res.Header.Get("Location"))
	}
	s.contains(s.page("/corrections/2"), "takes back correction 1", "2 photos corrected, 1 left alone", "City was corrected by Ben after it")
	if res, _ := s.form("/corrections/2/undo", url.Values{"desk": {"Ben"}}); res.StatusCode != http.StatusConflict {
		t.Errorf("an undo undone: %s", res.Status)
	}
	for target, status := range map[string]int{"/corrections/7": 404, "/corrections/x": 404, "/corrections?before=2": 200} {
		if res, _ := s.get(target); res.StatusCode != status {
			t.Errorf("GET %s: %s, want %d", target, res.Status, status)
		}
	}
	if res, _ := s.form("/corrections/1/explode", url.Values{"desk": {"Ben"}}); res.StatusCode != http.StatusNotFound {
		t.Errorf("explode: %s", res.Status)
	}
}

// A search after a change waits for the index to know it, and where it does not,
// says so.
func TestReadYourOwnWrite(t *testing.T) {
	s := open(t)
	s.kiev(1)
	s.catchUp()
	res, _ := s.form("/correct", url.Values{"all": {"1"}, "q": {"city:kiev"}, "field": {"city"}, "value": {"Kyiv"}, "do": {"apply"}, "desk": {"Ada"}})
	if res.StatusCode != http.StatusSeeOther {
		t.Fatal(res.Status)
	}
	own := ""
	for _, cookie := range res.Cookies() {
		own += cookie.Name + "=" + cookie.Value + "; "
	}
	_, body := s.get("/search?q=city:kiev", "Cookie", own)
	s.contains(body, "corrections cannot be found yet: the index has")
	if _, body = s.get("/search?q=city:kiev"); strings.Contains(body, "cannot be found yet") {
		t.Error("others are told, too")
	}
	s.keepUp()
	_, body = s.get("/search?q=city:kyiv", "Cookie", own)
	s.contains(body, "1 photo")
	if strings.Contains(body, "cannot be found yet") {
		t.Error("it says that the index is behind although it waited for it")
	}
}

func TestCorrectionsByAPI(t *testing.T) {
	s := open(t)
	ids := s.kiev(3)
	s.keepUp()
	ask := func(form url.Values, status int, answer any) *http.Response {
		t.Helper()
		res, body := s.form("/api/v1/corrections", form)
		if res.StatusCode != status {
			t.Fatalf("%v: %s\n%s", form, res.Status, excerpt(body))
		}
		if answer != nil {
			s.must(json.Unmarshal([]byte(body), answer))
		}
		return res
	}
	form := url.Values{"q": {"city:kiev"}, "field": {"credit"}, "op": {"replace"}, "find": {"Girda"}, "value": {"Ghirda"}, "dry_run": {"1"}}
	var foretold struct {
		Changed int
		Photos  []struct{ ID, Field, From, To string }
	}
	ask(form, http.StatusOK, &foretold)
	if foretold.Changed != 3 || len(foretold.Photos) != 3 || foretold.Photos[0].To != "Vadim Ghirda/AP" || foretold.Photos[0].From != "Vadim Girda/AP" {
		t.Errorf("foretold %+v", foretold)
	}
	form.Set("id", string(ids[0])) // which of the two is meant?
	ask(form, http.StatusBadRequest, nil)
	form.Del("id")
	form.Del("dry_run")
	ask(form, http.StatusBadRequest, nil)
	form.Set("desk", "Ada")
	var b archive.Batch
	if res := ask(form, http.StatusAccepted, &b); res.Header.Get("Location") != "/api/v1/corrections/1" || b.Changed != 3 || b.Ended.IsZero() {
		t.Errorf("%+v at %s", b, res.Header.Get("Location"))
	}
	ask(url.Values{"id": {string(ids[0]), "aaaaaaaaaaaaaaaaaaaa"}, "field": {"keyword"}, "op": {"append"}, "value": {"fire;smoke", "war"}, "desk": {"Ada"}}, http.StatusAccepted, &b)
	if b.Changed != 1 || b.Refused != 1 {
		t.Errorf("%+v", b)
	}
	if p, err := s.server.Archive.Photo(t.Context(), ids[0]); err != nil || strings.Join(p.Fields()[embedded.Keyword].Values, "|") != "fire|smoke|war" {
		t.Errorf("keywords %v, error %v", p.Fields()[embedded.Keyword], err)
	}
	_, body := s.get("/api/v1/corrections/2/refused")
	s.contains(body, `"id":"aaaaaaaaaaaaaaaaaaaa","refused":"it is not in the archive"`)
	_, body = s.get("/api/v1/corrections")
	s.contains(body, `"n":2`, `"edits":[{"field":"credit","op":"replace","find":"Girda","with":"Ghirda"}]`)
	res, body := s.form("/api/v1/corrections/1/undo", url.Values{"desk": {"Ben"}})
	if res.StatusCode != http.StatusAccepted {
		t.Fatalf("undo: %s\n%s", res.Status, excerpt(body))
	}
	s.contains(body, `"undoes":1`, `"changed":3`)
	ask(url.Values{"q": {"city:kiev"}, "field": {"agency"}, "value": {"AP"}, "desk": {"Ada"}}, http.StatusUnprocessableEntity, nil)
	ask(url.Values{"field": {"city"}, "value": {"Kyiv"}, "desk": {"Ada"}}, http.StatusBadRequest, nil)
}
