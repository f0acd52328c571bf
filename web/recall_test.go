package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/thumbs"
	"cutline/web"
)

// found is how many photos a query finds.
func (s *site) found(query string) int {
	s.Helper()
	var answer struct{ Total int }
	s.must(json.Unmarshal([]byte(s.page("/api/v1/search?q="+url.QueryEscape(query))), &answer))
	return answer.Total
}

func (s *site) catchUp() {
	s.Helper()
	s.must(archive.CatchUp(s.Context(), s.server.Archive.Catalogue, s.engine, nil))
}

// A photo that is recalled is found by is:withdrawn alone, shown with a cross,
// stopped by a check that still finds it, and back when that is lifted.
func TestRecallFromThePage(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	page := "/photos/" + string(fire)
	if res, body := s.post(page+"/recall", url.Values{"kind": {"kill"}, "desk": {"Ada"}}); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "why") {
		t.Errorf("without a reason: %s", res.Status)
	}
	res, _ := s.post(page+"/recall", url.Values{"kind": {"kill"}, "why": {"mail of the agency <b>"}, "desk": {"Ada"}})
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("recall: %s", res.Status)
	}
	s.catchUp()
	for query, want := range map[string]int{"firefighters": 0, "is:withdrawn": 1, "firefighters is:withdrawn": 1, "": 1} {
		if n := s.found(query); n != want {
			t.Errorf("%q finds %d, want %d", query, n, want)
		}
	}
	body := s.page(page)
	s.contains(body, "This picture was killed on", "by Ada: Mail of the agency &lt;b&gt;.", "KILLED", page+"/preview/", "-crossed", "Why it may be used again")
	_, checked := s.ask("/api/v1/check", "text/plain", []byte(fireCaption+" [Vadim Ghirda/AP]"))
	if a := checked.Items[0]; a.Verdict != "stop" || a.Reasons[0].Code != "killed" {
		t.Errorf("the check: %s %+v", a.Verdict, a.Reasons)
	}
	if res, _ := s.get(page + "/grid/" + strconv.Itoa(thumbs.Version) + "-crossed"); res.StatusCode != http.StatusOK && res.StatusCode != http.StatusFound {
		t.Errorf("the crossed rendition: %s", res.Status)
	}

	res, _ = s.post(page+"/release", url.Values{"why": {"another picture"}, "desk": {"Ben"}})
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("release: %s", res.Status)
	}
	s.catchUp()
	if n := s.found("firefighters"); n != 1 {
		t.Errorf("released, and %d are found", n)
	}
	if body = s.page(page); strings.Contains(body, "-crossed") || !strings.Contains(body, "the kill was lifted") {
		t.Error("released, and the page still stops it, or forgot why")
	}
	// Programs do the same.
	res, body = s.form("/api/v1/photos/"+string(fire)+"/recalls", url.Values{"kind": {"withdrawal"}, "why": {"client"}, "desk": {"cms"}})
	if res.StatusCode != http.StatusOK || !strings.Contains(body, `"withdrawn":true`) {
		t.Errorf("the API: %s %s", res.Status, body)
	}
}

// A notice in words withdraws the photo that it surely names, and lists others
// for an editor.
func TestNoticeInWords(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	numbered := s.add("/wire/getty.jpg", s.draw(30, 20, says{
		"dc:description": "A minister eats (Photo by Ana Costa/AFP via Getty Images)", "plus:ImageSupplierImageID": "1238912345",
	}))
	slug := s.add("/wire/slug.jpg", s.draw(31, 20, says{
		"dc:description": "Another minister (AP Photo/Ben Curtis)", "photoshop:TransmissionReference": "NYAG101",
	}))
	announce := func(text string, rehearse string) web.Announced {
		t.Helper()
		res, body := s.form("/api/v1/notices", url.Values{"text": {text}, "desk": {"Ada"}, "rehearse": {rehearse}})
		if res.StatusCode != http.StatusOK {
			t.Fatalf("%q: %s %s", text, res.Status, body)
		}
		var a web.Announced
		s.must(json.Unmarshal([]byte(body), &a))
		s.catchUp()
		return a
	}
	for i, tt := range []struct {
		text    string
		id      archive.ID
		settled bool
	}{
		{"PHOTO KILL\n\nPlease kill " + string(talk), talk, true},
		{"MANDATORY KILL\nGetty Images picture 1238912345 must not be used", numbered, true},
		{"KILL\npicture 1238912346", "", false},
		{"KILL\npicture NYAG101 of AP", slug, false}, // a reference alone only suggests
		{"PHOTO WITHDRAWAL\n\nPlease withdraw the picture with the caption\n\n" + fireCaption + " (AP Photo/Vadim Ghirda)", fire, true},
	} {
		for _, rehearse := range []string{"1", ""} {
			a := announce(tt.text, rehearse)
			var got archive.ID
			if len(a.Candidates) > 0 {
				got = a.Candidates[0].ID
			}
			if got != tt.id || (a.Settled != nil) != (tt.settled && rehearse == "") {
				t.Errorf("notice %d, rehearsed %q: %+v, want %q, settled %v", i+1, rehearse, a, tt.id, tt.settled)
			}
			if tt.id != "" && a.Candidates[0].Sure != tt.settled {
				t.Errorf("notice %d is sure: %v, because %s", i+1, a.Candidates[0].Sure, a.Candidates[0].Because)
			}
			if p, err := s.server.Archive.Photo(t.Context(), fire); err != nil || tt.id != fire && p.Withdrawn() {
				t.Errorf("notice %d withdraws another photo", i+1)
			}
			if tt.id != "" {
				if p, err := s.server.Archive.Photo(t.Context(), tt.id); err != nil || p.Withdrawn() != (tt.settled && rehearse == "") {
					t.Errorf("notice %d, rehearsed %q: withdrawn is %v", i+1, rehearse, p.Withdrawn())
				}
			}
		}
	}

	body := s.page("/notices")
	s.contains(body, "KILL", "NYAG101", "its reference, title or file name", string(slug), "No photo here is like what it says")
	res, _ := s.post("/notices/4", url.Values{"desk": {"Ben"}})
	if res.StatusCode != http.StatusBadRequest {
		t.Errorf("settled without a choice: %s", res.Status)
	}
	if res, _ = s.post("/notices/4", url.Values{"id": {string(slug)}, "desk": {"Ben"}, "why": {"by phone"}}); res.StatusCode != http.StatusSeeOther {
		t.Fatalf("settle: %s", res.Status)
	}
	if p, err := s.server.Archive.Photo(t.Context(), slug); err != nil || !p.Withdrawn() || p.Recalled().Announced != 4 {
		t.Errorf("the chosen photo: %+v, error %v", p.Recalled(), err)
	}
	if res, _ = s.post("/notices/4", url.Values{"nothing": {"1"}, "desk": {"Ben"}}); res.StatusCode != http.StatusNotFound {
		t.Errorf("settled twice: %s", res.Status)
	}
	if res, _ = s.post("/notices/3", url.Values{"nothing": {"1"}, "desk": {"Ben"}}); res.StatusCode != http.StatusSeeOther {
		t.Errorf("nothing to do: %s", res.Status)
	}
	if body = s.page("/notices"); !strings.Contains(body, "No notice waits") {
		t.Error("settled notices still wait")
	}
	s.contains(s.page("/notices?all=1"), "Settled: Ben", "by phone")
	for _, wrong := range []string{"Dinner is served", "", "KILL " + strings.Repeat("x", archive.MaxNoticeText)} {
		if res, _ := s.post("/notices", url.Values{"text": {wrong}, "desk": {"Ada"}}); res.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%.20q: %s", wrong, res.Status)
		}
	}
}

// The notice of a photo whose earlier delivery is not sure waits with what may
// be meant.
func TestNoticeWithAPhoto(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	s.add("/wire/kill.jpg", s.draw(40, 30, says{
		"photoshop:Headline": "PHOTO KILL", "photoshop:Credit": "AP",
		"dc:description": "PHOTO KILL: Please kill the picture: " + fireCaption + " (AP Photo/Vadim Ghirda)",
	}))
	body := s.page("/notices")
	s.contains(body, "with photo", "kill.jpg", fmt.Sprintf(`name="id" value="%s"`, fire))
	if strings.Contains(body, "checked") {
		t.Error("a candidate by words alone is ticked")
	}
	if p, err := s.server.Archive.Photo(t.Context(), fire); err != nil || p.Withdrawn() {
		t.Errorf("it was withdrawn without an editor: %v", err)
	}
	res, body := s.get("/api/v1/notices")
	if res.StatusCode != http.StatusOK || !strings.Contains(body, string(fire)) {
		t.Errorf("the API: %s %s", res.Status, body)
	}
}

// A purged photo is gone, and says so.
func TestPurgedPhoto(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	_, err := s.server.Archive.Purge(t.Context(), fire, "Ada", "court order <12/26>")
	s.must(err)
	s.catchUp()
	res, body := s.get("/photos/" + string(fire))
	if res.StatusCode != http.StatusGone {
		t.Errorf("its page: %s", res.Status)
	}
	s.contains(body, "was purged on", "by Ada: court order &lt;12/26&gt;")
	if res, body := s.get("/api/v1/photos/" + string(fire)); res.StatusCode != http.StatusGone || !strings.Contains(body, "purged") {
		t.Errorf("the API: %s %s", res.Status, body)
	}
	if n := s.found("firefighters"); n != 0 {
		t.Errorf("it is found %d times", n)
	}
}
