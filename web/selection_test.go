package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/index"
	"cutline/index/indextest"
)

// act posts a selection to an action.
func (s *site) act(action string, form url.Values, header ...string) (*http.Response, string) {
	s.Helper()
	r := request(http.MethodPost, "/selection/"+action)
	r.Body = readCloser{strings.NewReader(form.Encode())}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	res := s.do(r)
	return res, s.body(res)
}

// credits are the lines that are copied for a selection.
func (s *site) credits(form url.Values) []string {
	s.Helper()
	res, body := s.act("credits", form, "Accept", "text/plain")
	if res.StatusCode != http.StatusOK {
		s.Fatalf("%s\n%s", res.Status, body)
	}
	return strings.Split(body, "\n")
}

// addCredited archives a photo with a credit.
func (s *site) addCredited(credit string) archive.ID {
	return s.add("/wire/rain.jpg", s.draw(30, 20, says{"dc:description": "Rain in Porto", "photoshop:Credit": credit}))
}

func TestSelection(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	bare := s.add("/wire/bare.jpg", s.draw(30, 20, nil))
	ids := func(ids ...archive.ID) url.Values {
		form := url.Values{"q": {"kyiv"}, "size": {"3"}}
		for _, id := range ids {
			form.Add("id", string(id))
		}
		return form
	}
	for name, tt := range map[string]struct {
		form url.Values
		want []string
	}{
		"in their order":     {ids(talk, fire), []string{"Saul Loeb/Pool via AP", "Vadim Ghirda/AP"}},
		"each once":          {ids(fire, talk, fire), []string{"Vadim Ghirda/AP", "Saul Loeb/Pool via AP"}},
		"without a credit":   {ids(bare, fire), []string{"Vadim Ghirda/AP"}},
		"not in the archive": {ids("aaaaaaaaaaaaaaaaaaaa", talk), []string{"Saul Loeb/Pool via AP"}},
		"all of a search":    {url.Values{"all": {"1"}, "q": {"via:AP"}, "id": {string(fire)}}, []string{"Saul Loeb/Pool via AP"}},
	} {
		if got := s.credits(tt.form); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
	_, body := s.act("credits", ids(fire, bare))
	s.contains(body, "Credits of 2 photos", "\nVadim Ghirda/AP</textarea>", "1 photo has no credit", `href="/search?q=kyiv&amp;size=3"`)

	res, _ := s.act("check", ids(talk, fire))
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("check: %s", res.Status)
	}
	body = s.page(res.Header.Get("Location"))
	s.contains(body, "Saul Loeb/Pool via AP", "Vadim Ghirda/AP", "2 Clear")
	if strings.Index(body, "Loeb") > strings.Index(body, "Ghirda") {
		t.Error("the sheet has another order than the selection")
	}
}

func TestSelectionRefused(t *testing.T) {
	s := open(t)
	s.seeds()
	many := make([]string, 501)
	for i := range many {
		many[i] = fmt.Sprintf("%020d", i)
		many[i] = strings.NewReplacer("0", "a", "1", "b", "8", "c", "9", "d").Replace(many[i])
	}
	for _, row := range []struct {
		name   string
		form   url.Values
		status int
		says   string
	}{
		{"nothing", url.Values{}, 400, "No photo is selected."},
		{"no ID", url.Values{"id": {"<b>x</b>"}}, 400, "is not the ID of a photo"},
		{"more than a check takes", url.Values{"id": many}, 422, "501 photos are selected, and this takes at most 500 at once."},
		{"nothing found", url.Values{"all": {"1"}, "q": {"zebra"}}, 400, "No photo is selected."},
		{"words spelled nearly so", url.Values{"all": {"1"}, "q": {"firefigters"}}, 422, "only words spelled nearly so"},
		{"a query that cannot be read", url.Values{"all": {"1"}, "q": {"bylne:x"}}, 400, "by"},
		{"no such order", url.Values{"all": {"1"}, "sort": {"random"}}, 400, "There is no order"},
		{"too long a form", url.Values{"id": {strings.Repeat("a", 5<<20)}}, 413, "The form has more than 4 MB."},
	} {
		if res, body := s.act("check", row.form); res.StatusCode != row.status || !strings.Contains(body, row.says) {
			t.Errorf("%s: %s, want %d with %q\n%s", row.name, res.Status, row.status, row.says, excerpt(body))
		}
	}
}

// TestSelectAll: all results are those of every page, each once, in the order
// of the search, as it was when the editor saw it.
func TestSelectAll(t *testing.T) {
	s := open(t)
	var writes []archive.Write
	for p := range indextest.Generated(index.MaxLimit+3, 1) {
		writes = append(writes, archive.Write{Photo: p})
	}
	_, err := s.server.Archive.Catalogue.Commit(t.Context(), writes)
	s.must(err)
	s.must(archive.CatchUp(t.Context(), s.server.Archive.Catalogue, s.engine, nil))
	found := url.Values{}
	for after := ""; len(found["id"]) < len(writes); {
		var answer struct {
			Hits []struct{ ID string }
			Next string
		}
		_, body := s.get("/api/v1/search?sort=taken&limit=200&after=" + after)
		s.must(json.Unmarshal([]byte(body), &answer))
		for _, hit := range answer.Hits {
			found.Add("id", hit.ID)
		}
		after = answer.Next
	}
	want := s.credits(found)
	page := s.page("/search?sort=taken")
	s.contains(page, "All 503 results", `<input type="hidden" name="sort" value="taken">`)
	seq := regexp.MustCompile(`name="seq" value="(\d+)"`).FindStringSubmatch(page)
	if seq == nil {
		t.Fatal("the page does not say which change it knows of")
	}
	all := url.Values{"all": {"1"}, "sort": {"taken"}, "seq": {seq[1]}}
	if got := s.credits(all); !slices.Equal(got, want) {
		t.Errorf("%d lines, want %d, from %q on", len(got), len(want), got[0])
	}

	// A photo that came since is not swept in, nor one that has changed.
	s.addCredited("John Doe/AFP")
	if got := s.credits(all); !slices.Equal(got, want) {
		t.Errorf("with a photo that came since, %d lines, want %d", len(got), len(want))
	}
	_, body := s.act("credits", all)
	s.contains(body, "503 photos, without 1 that came or changed since you searched")
	delete(all, "seq")
	if got := s.credits(all); len(got) != len(want)+1 {
		t.Errorf("all results of now are %d, want %d", len(got), len(want)+1)
	}

	// A search of which nothing is left as it was.
	all["seq"], all["q"] = []string{"0"}, []string{"doe"}
	if res, body := s.act("credits", all); res.StatusCode != http.StatusConflict {
		t.Errorf("all changed: %s\n%s", res.Status, excerpt(body))
	}
	if res, body := s.act("check", url.Values{"all": {"1"}}); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("more than a check takes: %s\n%s", res.Status, excerpt(body))
	}
}
