package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

var stateIn = regexp.MustCompile(`name="state" value="([0-9a-f]+)"`)

// state is what the form of a field says that it was made from.
func (s *site) state(body string) string {
	s.Helper()
	m := stateIn.FindStringSubmatch(body)
	if m == nil {
		s.Fatalf("no form:\n%s", excerpt(body))
	}
	return m[1]
}

func TestEditAField(t *testing.T) {
	s := open(t)
	id := string(s.add("/wire/a.jpg", s.draw(60, 40, says{
		"dc:description": "Fire in Kyiv, <b>Kiev</b>\nand smoke", "photoshop:City": "Kiev", "dc:subject": "fire", "photoshop:Credit": "Ana Costa/AP",
	})))
	photo := s.page("/photos/" + id)
	s.contains(photo, `href="/photos/`+id+`/correct?field=city"`, `<option value="urgency">`, "What happened", "Arrived from /wire/a.jpg", "was read as “Ana Costa/AP” from XMP photoshop:Credit")
	s.lacks(photo, "field=gps", "field=agency")

	at := "/photos/" + id + "/correct"
	body := s.page(at + "?field=caption")
	s.contains(body, "Fire in Kyiv, &lt;b&gt;Kiev&lt;/b&gt;\nand smoke</textarea>", "Now from XMP dc:description.", "came ")
	form := url.Values{"field": {"caption"}, "state": {s.state(body)}, "value": {"Fire in Kyiv\r\nand smoke"}, "why": {"said <twice>"}, "desk": {"Ada"}}
	res, _ := s.form(at, form)
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/photos/"+id+"#f-caption" || res.Header.Get("Cutline-Seq") == "" {
		t.Fatalf("%s to %s", res.Status, res.Header.Get("Location"))
	}
	photo = s.page("/photos/" + id)
	s.contains(photo, ">Fire in Kyiv\nand smoke</p>", "Ada corrected caption from", "said &lt;twice&gt;", "<td>correction</td>", "<dt>Corrected</dt>", "<dt>Read</dt>", "corrections/1/undo")

	// Ben's form is older than that: he sees what Ada made of it, word by word, and
	// saves his all the same.
	form.Set("desk", "Ben")
	form.Set("value", "Blaze in Kyiv\nand smoke")
	res, body = s.form(at, form)
	if res.StatusCode != http.StatusConflict {
		t.Fatalf("an old form: %s", res.Status)
	}
	s.contains(body, "Ada was faster", "<mark>Fire </mark>", "<mark>Blaze </mark>", "Save mine all the same", "Blaze in Kyiv\nand smoke</textarea>")
	s.contains(s.page("/photos/"+id), ">Fire in Kyiv\nand smoke</p>")
	form.Set("state", s.state(body))
	if res, _ = s.form(at, form); res.StatusCode != http.StatusSeeOther {
		t.Errorf("all the same: %s", res.Status)
	}
	s.contains(s.page("/photos/"+id), ">Blaze in Kyiv\nand smoke</p>", "Ben corrected caption")

	// Lists, dates, emptied fields, mistakes.
	save := func(field, value string, status int, says string) {
		t.Helper()
		form := url.Values{"field": {field}, "state": {s.state(s.page(at + "?field=" + field))}, "value": {value}, "desk": {"Ada"}}
		res, body := s.form(at, form)
		if res.StatusCode != status || !strings.Contains(body, says) {
			t.Errorf("%s to %q: %s\n%s", field, value, res.Status, excerpt(body))
		}
	}
	save("keyword", "fire\nsmoke", http.StatusSeeOther, "")
	s.contains(s.page(at+"?field=keyword"), "fire\nsmoke</textarea>", "one value a line")
	save("taken", "17 March 2022", http.StatusSeeOther, "")
	save("taken", "3/4/2022", http.StatusUnprocessableEntity, "can be read in two ways")
	save("city", "", http.StatusSeeOther, "")
	s.contains(s.page(at+"?field=city"), "Nothing says it so far", "<dd dir=\"auto\">Kiev ")
	before, err := s.server.Archive.Catalogue.Stats(t.Context())
	s.must(err)
	save("urgency", "", http.StatusSeeOther, "") // as it was
	after, err := s.server.Archive.Catalogue.Stats(t.Context())
	s.must(err)
	if after != before {
		t.Error("what was not changed is a correction")
	}
	body = s.page(at + "?field=caption&lang=uk")
	res, _ = s.form(at, url.Values{"field": {"caption"}, "lang": {"uk"}, "state": {s.state(body)}, "value": {"Пожежа"}, "desk": {"Ada"}})
	if res.StatusCode != http.StatusSeeOther {
		t.Errorf("another language: %s", res.Status)
	}
	s.contains(s.page("/photos/"+id), "<dt>In uk</dt>", "Пожежа")
	for target, status := range map[string]int{"?field=gps": 404, "?field=captoin": 404, "?field=city&lang=uk": 404, "": 404} {
		if res, _ := s.get(at + target); res.StatusCode != status {
			t.Errorf("GET %s: %s, want %d", target, res.Status, status)
		}
	}
}
