package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/reuse"
	"cutline/archive/terms"
)

const contactShape = "contact the desk on <N> before any publication"

// restrict adds a photo of a supplier with a sentence of restriction.
func (s *site) restrict(supplier, sentence string) archive.ID {
	s.Helper()
	return s.add("/wire/"+supplier+".jpg", s.draw(60, 40, says{
		"dc:description": "Ships.", "dc:creator": "Ana Silva", "photoshop:Credit": supplier, "photoshop:Instructions": sentence,
	}))
}

// verdict is that of a check of the photo.
func (s *site) verdict(id archive.ID) reuse.Verdict {
	s.Helper()
	_, checked := s.ask("/api/v1/check", "text/plain", []byte(id))
	if len(checked.Items) != 1 {
		s.Fatalf("%s: %d items", id, len(checked.Items))
	}
	return checked.Items[0].Verdict
}

func TestRestrictionToAnswer(t *testing.T) {
	s := open(t)
	s.seeds()
	s.contains(s.page("/check/terms"), "Every restriction in the archive is understood or answered.")
	first := s.restrict("PA", "Contact the desk on 44 115 before any publication")
	second := s.restrict("PA", "Contact the desk on 44 116 before any publication")
	other := s.restrict("Reuters", "Contact the desk on 49 30 before any publication")
	s.restrict("AFP", "Chosen by the desk for the gallery")
	for _, id := range []archive.ID{first, second, other} {
		if v := s.verdict(id); v != reuse.WithCaution {
			t.Fatalf("before there is an answer: %s", v)
		}
	}

	// The list: what weighs first, then what is frequent.
	list := s.page("/check/terms")
	s.contains(list, "Contact the desk on 44 115", `class="number">2</td>`, ">PA</td>", ">Reuters</td>", "today", "NEW")
	if duty, note := strings.LastIndex(list, ">caution</td>"), strings.Index(list, ">note</td>"); duty < 0 || note < duty {
		t.Errorf("cautions end at %d, notes begin at %d", duty, note)
	}
	link := html.UnescapeString(regexp.MustCompile(`/check/terms/shape\?[^"]+`).FindString(list))
	page := s.page(link)
	s.contains(page, "Contact the desk on 44 116", "Contact the desk on 49 30", html.EscapeString(contactShape), "this supplier (PA)", "XMP photoshop:Instructions")
	s.lacks(page, "What would change", "Answered by")

	// A dry run: of PA's alone, and of all. It writes nothing.
	s.contains(s.page(link+"&effect=stop"), "Of 2 photos, 2 would get another verdict, if printed today: 2 from caution to stop.", "Answer: stop, for PA",
		"The newsroom has read this as a stop")
	s.contains(s.page(link+"&effect=none&whose=all"), "Of 3 photos, 3 would get another verdict, if printed today: 3 from caution to clear.", "Answer: no effect, for all suppliers")
	s.contains(s.page(link+"&effect=until&until=2022-03-20&why=%3Cb%3Eold"), "2 from caution to clear", "Answer: until 2022-03-20, for PA", "&lt;b&gt;old")
	s.contains(s.page(link+"&effect=until&until=2022-03-19"), "2 from caution to stop")
	if n, err := s.server.Archive.RightsText(t.Context()); err != nil || n.N != 0 {
		t.Errorf("trying wrote revision %d of the rights, error %v", n.N, err)
	}

	// The answer counts at once, and for the supplier alone.
	form := url.Values{"shape": {contactShape}, "supplier": {"PA"}, "effect": {"none"}, "why": {"asked <PA>"}}
	if res, body := s.post("/check/terms/shape", form); res.StatusCode != http.StatusBadRequest || !strings.Contains(body, "yours is not known") {
		t.Errorf("an answer without a name: %s", res.Status)
	}
	form.Set("desk", "Ada")
	_, body := s.post("/check/terms/shape", form)
	s.contains(body, "Answered by Ada, today: no effect, for PA.", "asked &lt;PA&gt;", `href="/rights#history"`)
	for id, want := range map[archive.ID]reuse.Verdict{first: reuse.Clear, second: reuse.Clear, other: reuse.WithCaution} {
		if v := s.verdict(id); v != want {
			t.Errorf("answered: %s, want %s", v, want)
		}
	}
	list = s.page("/check/terms")
	s.contains(list, ">Reuters</td>")
	s.lacks(list, "44 115")
	s.contains(s.page("/rights"), ">none</td>", html.EscapeString(contactShape), "/rights/1")

	// A second click is not a second answer; another answer takes its place.
	s.post("/check/terms/shape", form)
	if n, err := s.server.Archive.RightsText(t.Context()); err != nil || n.N != 1 {
		t.Errorf("the second click made revision %d, error %v", n.N, err)
	}
	s.contains(s.page(link+"&effect=none"), "The verdict on 2 photos would stay as it is")
	form.Set("effect", "stop")
	form.Set("whose", "all")
	s.post("/check/terms/shape", form)
	if a, b := s.verdict(first), s.verdict(other); a != reuse.Clear || b != reuse.NotAsItIs {
		t.Errorf("an answer for all: %s and %s; that for PA stands, want clear and stop", a, b)
	}
}

func TestRestrictionMarkup(t *testing.T) {
	s := open(t)
	s.restrict("PA", `Must be <b onclick="x">framed</b> only`)
	list := s.page("/check/terms")
	page := s.page(html.UnescapeString(regexp.MustCompile(`/check/terms/shape\?[^"]+`).FindString(list)) + "&effect=stop")
	for _, body := range []string{list, page} {
		s.contains(body, "&lt;b onclick")
		s.lacks(body, "<b onclick")
	}
}

func TestRestrictionMistakes(t *testing.T) {
	s := open(t)
	s.restrict("PA", "Contact the desk on 44 115 before any publication")
	for name, row := range map[string]struct {
		form   string
		status int
		text   string
	}{
		"no such shape":    {"shape=nothing&effect=stop", http.StatusNotFound, "No restriction of this shape"},
		"no such supplier": {"supplier=Nobody&effect=stop", http.StatusNotFound, "No restriction of this shape"},
		"a long shape":     {"shape=" + strings.Repeat("x", 2000), http.StatusBadRequest, "too long"},
		"no such effect":   {"effect=perhaps", http.StatusUnprocessableEntity, "is not an effect"},
		"until no day":     {"effect=until", http.StatusUnprocessableEntity, "Say until which day it may be used."},
		"until never":      {"effect=until&until=2022-02-30", http.StatusUnprocessableEntity, "not a day of the calendar"},
	} {
		form, err := url.ParseQuery(row.form)
		s.must(err)
		form.Set("desk", "Ada")
		if !form.Has("shape") {
			form.Set("shape", contactShape)
		}
		if res, body := s.post("/check/terms/shape", form); res.StatusCode != row.status || !strings.Contains(body, row.text) {
			t.Errorf("%s answers %s, want %d with %q", name, res.Status, row.status, row.text)
		}
		if res, body := s.get("/check/terms/shape?" + form.Encode()); res.StatusCode != row.status || !strings.Contains(body, row.text) {
			t.Errorf("%s, tried, answers %s, want %d with %q", name, res.Status, row.status, row.text)
		}
	}
	// Why is bounded where it is written.
	form := url.Values{"shape": {contactShape}, "effect": {"none"}, "why": {strings.Repeat("y", 5000)}, "desk": {"Ada"}}
	if res, body := s.post("/check/terms/shape", form); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "at most 4000 can be kept") {
		t.Errorf("a long reason answers %s", res.Status)
	}
	if n, err := s.server.Archive.RightsText(t.Context()); err != nil || n.N != 0 {
		t.Errorf("mistakes wrote revision %d, error %v", n.N, err)
	}
}

// A shape of more photos than are tried says so, and its page stays quick.
func TestRestrictionOfMany(t *testing.T) {
	s := open(t)
	var writes []archive.Write
	for n := range 2001 {
		p := &archive.Photo{SHA256: archive.Hash{byte(n), byte(n >> 8), 1}, Added: now, Arrivals: []archive.Arrival{{At: now, Actor: "test", Path: "/wire/a.jpg"}}}
		p.ID = p.SHA256.ID()
		p.Reading.Credit.Agency, p.Reading.Credit.Supplier, p.Reading.Credit.From = "PA", "PA", "XMP photoshop:Credit"
		p.Reading.Terms = []terms.Term{{Kind: terms.Unread, Text: "Call 44 115 before any use", Duty: true}}
		writes = append(writes, archive.Write{Photo: p})
	}
	_, err := s.server.Archive.Catalogue.Commit(t.Context(), writes)
	s.must(err)
	s.contains(s.page("/check/terms"), "2\u202f001</td>")
	s.contains(s.page("/check/terms/shape?shape=call+%3CN%3E+before+any+use&supplier=PA&effect=stop"),
		"Of 2\u202f000 photos, 2\u202f000 would get another verdict", "There are more: the latest 2\u202f000 were tried.", "And 1\u202f960 more photos.")
}
