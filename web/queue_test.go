package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

func TestQueues(t *testing.T) {
	s := open(t)
	id := string(s.add("/old/Reuters/1998-03-04/<i>.jpg", s.draw(60, 40, says{"photoshop:Headline": "The <b>final</b>"})))
	s.keepUp()
	s.contains(s.page("/queues/no-credit"), `value="Reuters"`, "the folder &#34;Reuters&#34;", "&lt;i&gt;.jpg", "The &lt;b&gt;final", `no credit <i>1</i>`)
	s.contains(s.page("/queues/no-date"), `value="1998-03-04"`, "the date in its path")
	s.contains(s.page("/queues/no-caption"), "The &lt;b&gt;final&lt;/b&gt;</textarea>", "its headline")
	res, _ := s.get("/queues")
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/queues/no-credit" {
		t.Errorf("/queues: %s to %s", res.Status, res.Header.Get("Location"))
	}

	// Taken with a form, undone with another, each with a name.
	form := url.Values{"id": {id}, "value": {"Ana Costa/Reuters"}, "from": {""}}
	if res, body := s.form("/queues/no-credit", form); res.StatusCode != http.StatusBadRequest {
		t.Errorf("without a name: %s\n%s", res.Status, excerpt(body))
	}
	form.Set("desk", "Ada")
	res, _ = s.form("/queues/no-credit", form)
	done := res.Header.Get("Location")
	if res.StatusCode != http.StatusSeeOther || done != "/queues/no-credit?done="+id+"&n=1" {
		t.Fatalf("%s to %s", res.Status, done)
	}
	s.contains(s.page(done), "Nobody waits here.", "Ana Costa/Reuters", "Undo", `no credit <i>0</i>`)
	photo := s.page("/photos/" + id)
	s.contains(photo, `data-copy="Ana Costa/Reuters"`, "<td>correction</td>", "What happened", "Ada")
	s.contains(s.page("/search?q=by:costa"), "<mark>Costa</mark>")
	if res, _ := s.form("/queues/no-credit", form); res.StatusCode != http.StatusConflict {
		t.Errorf("from a page that is old: %s", res.Status)
	}
	res, _ = s.form("/queues/no-credit/undo", url.Values{"id": {id}, "n": {"1"}, "desk": {"Ben"}})
	if res.StatusCode != http.StatusSeeOther {
		t.Errorf("undo: %s", res.Status)
	}
	s.contains(s.page("/queues/no-credit"), `value="Reuters"`)
	s.contains(s.page("/search?q=by:costa"), "No photo")
	if res, _ := s.form("/queues/no-credit/undo", url.Values{"id": {id}, "n": {"1"}, "desk": {"Ben"}}); res.StatusCode != http.StatusConflict {
		t.Errorf("undo twice: %s", res.Status)
	}

	for target, status := range map[string]int{
		"/queues/nothing": 404, "/queues/unread": 404, "/queues/no-date?after=x": 200, "/queues/no-date?done=" + id + "&n=7": 200,
	} {
		if res, _ := s.get(target); res.StatusCode != status {
			t.Errorf("GET %s: %s, want %d", target, res.Status, status)
		}
	}
	for name, row := range map[string]struct {
		form   url.Values
		status int
	}{
		"no value":  {url.Values{"desk": {"Ada"}, "id": {id}, "value": {" "}}, 400},
		"no date":   {url.Values{"desk": {"Ada"}, "id": {id}, "value": {"tomorrow"}}, 422},
		"no photo":  {url.Values{"desk": {"Ada"}, "id": {"aaaaaaaaaaaaaaaaaaaa"}, "value": {"2022"}}, 404},
		"no ID":     {url.Values{"desk": {"Ada"}, "id": {"x"}, "value": {"2022"}}, 404},
		"all right": {url.Values{"desk": {"Ada"}, "id": {id}, "value": {"17 March 2022"}}, 303},
	} {
		if res, body := s.form("/queues/no-date", row.form); res.StatusCode != row.status {
			t.Errorf("%s: %s, want %d\n%s", name, res.Status, row.status, excerpt(body))
		}
	}
}

func TestCorrectionsAPI(t *testing.T) {
	s := open(t)
	id := string(s.add("/a.jpg", s.draw(60, 40, nil)))
	target := "/api/v1/photos/" + id + "/corrections"
	res, body := s.form(target, url.Values{"desk": {"Ada"}, "field": {"by"}, "value": {"Ana Costa", "Jo Petersen"}, "why": {"the roll’s envelope"}})
	var got struct {
		Seq      archive.Seq
		N        int
		Field    embedded.Field
		To, From []string
		Why      string
	}
	if err := json.Unmarshal([]byte(body), &got); err != nil || res.StatusCode != http.StatusCreated || got.N != 1 || got.Seq != 2 || len(got.To) != 2 || got.Why == "" {
		t.Fatalf("%s\n%s", res.Status, body)
	}
	s.contains(s.page("/api/v1/photos/"+id), `"corrections":[{"at":"2022-03-20T12:00:00Z","actor":"Ada","field":"by","to":["Ana Costa","Jo Petersen"]`,
		`"by":{"value":["Ana Costa","Jo Petersen"],"layer":"correction"`)
	if res, body := s.form(target, url.Values{"desk": {"Ada"}, "field": {"agency"}, "value": {"AP"}}); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a field that follows from others: %s\n%s", res.Status, body)
	}
	s.contains(s.page("/photos/"+id), "What happened", `action="/photos/`+id+`/corrections/1/undo"`, `name="desk"`)
	// Emptied, and as it was.
	if res, _ := s.form(target, url.Values{"desk": {"Ada"}, "field": {"by"}, "empty": {"1"}, "from": {"Ana Costa", "Jo Petersen"}}); res.StatusCode != http.StatusCreated {
		t.Errorf("emptied: %s", res.Status)
	}
	s.lacks(s.page("/api/v1/photos/"+id), `"by":{`)
	if res, body := s.form(target+"/2/undo", url.Values{"desk": {"Ben"}}); res.StatusCode != http.StatusCreated || !strings.Contains(body, `"undoes":2`) {
		t.Errorf("%s\n%s", res.Status, body)
	}
	s.contains(s.page("/api/v1/photos/"+id), `"by":{"value":["Ana Costa","Jo Petersen"]`)
	if res, _ := s.form("/photos/"+id+"/corrections/1/undo", url.Values{"desk": {"Ben"}}); res.Header.Get("Location") != "/photos/"+id {
		t.Errorf("undone on the page of the photo: %s", res.Status)
	}
	s.lacks(s.page("/photos/"+id), `/corrections/1/undo`, `/corrections/2/undo`)
}

func TestQueueOfWhatIsOver(t *testing.T) {
	s := open(t)
	over := s.add("/a.jpg", s.draw(60, 40, says{
		"photoshop:Instructions": "NO ARCHIVES <x>", "photoshop:DateCreated": "2022-01-02", "dc:description": "A quay.", "photoshop:Credit": "Ana Costa/AP",
	}))
	soon := s.add("/b.jpg", s.draw(60, 41, says{
		"photoshop:Instructions": "NO ARCHIVES", "photoshop:DateCreated": "2022-03-18", "dc:description": "A pier.", "photoshop:Credit": "Ana Costa/AP",
	}))
	page := s.page("/queues/should-not-be-here")
	s.contains(page, "/photos/"+string(over), "Over since 1 February 2022", "NO ARCHIVES")
	s.lacks(page, "/photos/"+string(soon), "<x>", `data-take`)
}

func TestQueueInPages(t *testing.T) {
	s := open(t)
	var ids []archive.ID
	for n := range 45 {
		ids = append(ids, s.add(fmt.Sprintf("/%d.jpg", n), s.draw(20+n, 20, nil)))
	}
	first := s.page("/queues/no-credit")
	if n := strings.Count(first, "<li data-id"); n != 40 {
		t.Errorf("%d rows", n)
	}
	next := "/queues/no-credit?after=" + string(ids[5])
	s.contains(first, next)
	second := s.page(next)
	if n := strings.Count(second, "<li data-id"); n != 5 || !strings.Contains(second, string(ids[0])) {
		t.Errorf("%d rows on the second page", n)
	}
}
