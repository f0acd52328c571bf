package web_test

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"cutline/archive"
)

const unreadLine = "Küstenbild 4417: Jonna Petersen"

// coast adds a photo whose credit no rule explains.
func (s *site) coast(n string) string {
	s.Helper()
	return string(s.add("/wire/coast"+n+".jpg", s.draw(60, 40, says{
		"photoshop:Credit": strings.Replace(unreadLine, "4417", n, 1), "dc:creator": "Jonna Petersen", "dc:description": "Ships.",
	})))
}

// keepUp keeps the index up with the archive, as a server does.
func (s *site) keepUp() {
	s.server.Background(func(ctx context.Context) {
		if err := archive.Follow(ctx, s.server.Archive.Catalogue, s.engine); ctx.Err() == nil {
			s.Errorf("the index: %v", err)
		}
	})
}

// post sends a form and follows where it leads.
func (s *site) post(target string, form url.Values, cookies ...*http.Cookie) (*http.Response, string) {
	s.Helper()
	r := request(http.MethodPost, target)
	r.Body = http.NoBody
	if form != nil {
		r.Body = readCloser{strings.NewReader(form.Encode())}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, c := range cookies {
		r.AddCookie(c)
	}
	res := s.do(r)
	body := s.body(res)
	if res.StatusCode != http.StatusSeeOther {
		return res, body
	}
	target, _, _ = strings.Cut(res.Header.Get("Location"), "#") // a browser keeps the fragment to itself
	_, body = s.get(target)
	return res, body
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }

// settled gets a trial's page when its work is done.
func (s *site) settled(target string) string {
	s.Helper()
	for {
		body := s.page(target)
		if !strings.Contains(body, `http-equiv="refresh"`) {
			return body
		}
	}
}

func TestUnreadToRule(t *testing.T) {
	s := open(t)
	s.seeds()
	s.contains(s.page("/credits"), "Every credit in the archive is understood.")
	photo := s.coast("4417")
	s.coast("4418")
	s.keepUp()

	list := s.page("/credits")
	s.contains(list, html.EscapeString("<X> <N>: <Name>"), unreadLine, `class="number">2</td>`, "NEW", "today")
	link := regexp.MustCompile(`/credits/shape\?[^"]+`).FindString(list)
	shape := s.page(html.UnescapeString(link))
	s.contains(shape, unreadLine, "/photos/"+photo, "This is a form of credit: by Jonna Petersen; agency Küstenbild; picture 4417.", "Küstenbild {number}: {name} =&gt; ", "XMP photoshop:Credit")
	rule := regexp.MustCompile(`(?s)<textarea[^>]*>\n(.*?)</textarea>`).FindStringSubmatch(shape)[1]

	// The proposal, tried: nothing changes yet.
	res, _ := s.post("/credits/trials", url.Values{"text": {html.UnescapeString(rule)}, "shape": {"<X> <N>: <Name>"}})
	trial := res.Header.Get("Location")
	tried := s.settled(trial)
	s.contains(tried, "2 of 4 photos would read otherwise: 2 understood now, 2 sure now.", "not understood: Küstenbild 4417",
		"Jonna Petersen/Küstenbild", `class="added"`, "Put it in force")
	s.contains(s.page("/photos/"+photo), "No rule explains all of these words")

	// A change needs a name.
	if res, body := s.post(trial, url.Values{}); res.StatusCode != http.StatusBadRequest {
		t.Errorf("a change without a name answers %s:\n%s", res.Status, body)
	}
	res, _ = s.post(trial, url.Values{"desk": {"  Ada\tDesk\x1b "}})
	cookies := res.Cookies()
	applied := s.settled(trial)
	s.contains(applied, "Revision 1 is in force, set by Ada Desk.", "2 of 4 photos read otherwise", "Undo…")
	s.contains(s.page("/photos/"+photo), "Jonna Petersen/</span><span>Küstenbild", "<i>picture</i> <span dir=\"auto\">4417")
	s.contains(s.page("/credits"), "Every credit in the archive is understood.")
	s.contains(s.page("/credits/rules"), "Revision 1 is in force.", "Ada Desk", "Küstenbild {number}: {name}")
	s.contains(s.page("/credits/rules/1"), `<span class="added">&#43; [form]`)

	// A second click changes nothing.
	if res, _ := s.post(trial, nil, cookies...); res.StatusCode != http.StatusSeeOther {
		t.Errorf("the second click answers %s", res.Status)
	}
	if n, err := s.server.Archive.RulesText(t.Context()); err != nil || n.N != 1 {
		t.Errorf("revision %d, error %v; want 1", n.N, err)
	}

	// Undone: a trial, too, and then the shape is back.
	res, _ = s.post("/credits/undo", url.Values{"seen": {"1"}})
	undo := res.Header.Get("Location")
	s.contains(s.settled(undo), "2 of 4 photos would read otherwise: 2 no longer understood", `class="gone"`)
	s.post(undo, nil, cookies...)
	s.contains(s.settled(undo), "Revision 2 is in force, set by Ada Desk.")
	s.contains(s.page("/credits"), unreadLine)
}

func TestRuleMistakes(t *testing.T) {
	s := open(t)
	s.coast("4417")
	for name, row := range map[string]struct {
		form   url.Values
		status int
		says   string
	}{
		"a mistake with its line": {url.Values{"text": {"[form]\n{nome} => by {nome}"}, "shape": {"<X> <N>: <Name>"}}, 422, "Line 2: {nome}: a slot is"},
		"nothing":                 {url.Values{"text": {" "}, "shape": {"<X> <N>: <Name>"}}, 422, "Write a rule"},
		"an example that does not hold": {
			url.Values{"text": {"[examples]\nAP => by AP"}, "shape": {"<X> <N>: <Name>"}}, 422, "Line 2: &#34;AP&#34; reads as",
		},
		"markup":                 {url.Values{"text": {"[</textarea><script>]"}, "shape": {"<X> <N>: <Name>"}}, 422, "&lt;/textarea&gt;"},
		"all, with a mistake":    {url.Values{"text": {"nonsense"}, "whole": {"1"}, "seen": {"0"}}, 422, "Line 1: "},
		"all, from an old state": {url.Values{"text": {""}, "whole": {"1"}, "seen": {"7"}}, 409, "Somebody else"},
	} {
		res, body := s.post("/credits/trials", row.form)
		if res.StatusCode != row.status || !strings.Contains(body, row.says) || strings.Contains(body, "<script>]") {
			t.Errorf("%s: %s, want %d and %q:\n%s", name, res.Status, row.status, row.says, excerpt(body))
		}
	}
	for target, status := range map[string]int{
		"/credits/trials/99": 404, "/credits/trials/x": 404, "/credits/rules/9": 404, "/credits/rules/x": 404,
		"/credits/shape?shape=nobody": 404, "/credits/shape?shape=" + strings.Repeat("x", 2000): 400,
	} {
		if res, body := s.get(target); res.StatusCode != status {
			t.Errorf("GET %s: %s, want %d:\n%s", target, res.Status, status, excerpt(body))
		}
	}
}

func TestRereadPage(t *testing.T) {
	s := open(t)
	s.coast("4417")
	s.keepUp()
	// Set in a terminal, and not read by yet.
	if _, err := s.server.Archive.SetRules(t.Context(), "[form]\nKüstenbild {number}: {name} => by {name}; agency Küstenbild; picture {number}", 0, "desk"); err != nil {
		t.Fatal(err)
	}
	s.contains(s.page("/credits"), "1 photo was read by older rules.")
	res, _ := s.post("/credits/reread", nil)
	trial := res.Header.Get("Location")
	s.contains(s.settled(trial), "1 of 1 photos would read otherwise", "Read these photos again")
	s.post(trial, url.Values{"desk": {"Ada"}})
	s.contains(s.settled(trial), "1 of 1 photos read otherwise: 1 understood now")
	s.lacks(s.page("/credits"), "older rules", unreadLine)
}
