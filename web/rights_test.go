package web_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cutline/archive"
)

// tell posts JSON to the API.
func (s *site) tell(target, body string) (*http.Response, string) {
	s.Helper()
	r := request(http.MethodPost, target)
	r.Body = readCloser{strings.NewReader(body)}
	r.Header.Set("Content-Type", "application/json")
	res := s.do(r)
	return res, s.body(res)
}

func TestAPIUse(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	numbered := s.add("/wire/numbered.jpg", s.draw(50, 40, says{"photoshop:Credit": "REUTERS", "photoshop:TransmissionReference": "RTR4JDW4"}))
	body := `{"photo":"` + string(fire) + `","day":"2022-03-18","where":"The Post","url":"https://post.example/a","credit":"Vadim Ghirda/AP","by":"cms"}`
	res, answer := s.tell("/api/v1/uses", body)
	if res.StatusCode != http.StatusCreated || res.Header.Get("Location") != "/api/v1/photos/"+string(fire)+"/uses" {
		t.Fatalf("%s: %s", res.Status, answer)
	}
	s.contains(answer, `"added":true`, `"medium":"online"`, `"way":"api"`, `"actor":"cms"`)
	if res, answer := s.tell("/api/v1/uses", body); res.StatusCode != http.StatusOK || !strings.Contains(answer, `"added":false`) {
		t.Errorf("told again: %s: %s", res.Status, answer)
	}
	// By the supplier's number, in any case and with dashes; today where no day
	// is given.
	if res, answer := s.tell("/api/v1/uses", `{"number":"rtr4-jdw4"}`); res.StatusCode != http.StatusCreated || !strings.Contains(answer, string(numbered)) || !strings.Contains(answer, `"day":"2022-03-20"`) {
		t.Errorf("by number: %s: %s", res.Status, answer)
	}
	var list struct {
		Uses   []archive.Usage
		Checks []archive.Checked
	}
	s.must(json.Unmarshal([]byte(s.page("/api/v1/photos/"+string(fire)+"/uses")), &list))
	if len(list.Uses) != 1 || list.Uses[0].URL != "https://post.example/a" {
		t.Errorf("uses %+v", list.Uses)
	}
	s.must(archive.CatchUp(t.Context(), s.server.Archive.Catalogue, s.engine, nil))
	s.contains(s.page("/api/v1/search?q=used:2022-03-18"), string(fire))
	s.lacks(s.page("/api/v1/search?q=is:used"), string(talk))
}

func TestAPIUseMistakes(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	for range 2 {
		s.add("/wire/same.jpg", s.draw(50, 40, says{"photoshop:TransmissionReference": "DMSC113"}))
	}
	for body, want := range map[string]struct {
		status int
		text   string
	}{
		`{`:                                     {400, "not the JSON"},
		`{"foto":"x"}`:                          {400, `unknown field \"foto\"`},
		`{}`:                                    {400, "The photo is not named"},
		`{"photo":"short"}`:                     {400, "not the ID"},
		`{"number":"warehouse"}`:                {400, "four characters"},
		`{"number":"RTR4JDW4"}`:                 {404, "no photo with the number RTR4JDW4"},
		`{"number":"DMSC113"}`:                  {409, "2 photos have the number"},
		`{"number":"DMSC113","supplier":"AFP"}`: {404, "no photo"},
		`{"photo":"aaaaaaaaaaaaaaaaaaaa"}`:      {404, "no such photo"},
		`{"photo":"` + string(fire) + `","day":"2022-02-30"}`:                          {422, "not a day of the calendar"},
		`{"photo":"` + string(fire) + `","medium":"papyrus"}`:                          {422, "there are print"},
		`{"photo":"` + string(fire) + `","url":"javascript:alert(1)"}`:                 {422, "https://"},
		`{"photo":"` + string(fire) + `","where":"` + strings.Repeat("x", 5000) + `"}`: {422, "5000 bytes"},
		`{"photo":"` + strings.Repeat("x", 100<<10) + `"}`:                             {413, "64 KB"},
	} {
		res, answer := s.tell("/api/v1/uses", body)
		if res.StatusCode != want.status || !strings.Contains(answer, want.text) {
			t.Errorf("%.80s: %s: %s; want %d …%s…", body, res.Status, answer, want.status, want.text)
		}
	}
	s.lacks(s.page("/api/v1/photos/"+string(fire)+"/uses"), "day")
	// Another website cannot record a use.
	r := request(http.MethodPost, "/api/v1/uses")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if res := s.do(r); res.StatusCode != http.StatusForbidden {
		t.Errorf("from another website: %s", res.Status)
	}
}

func TestRecordOnThePage(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	page := "/photos/" + string(fire)
	s.contains(s.page(page), "No use is recorded.", `value="2022-03-20"`)
	_, body := s.post(page+"/uses", url.Values{
		"day": {"2022-03-19"}, "medium": {"print"}, "where": {`<b>"The Post"</b>, A3`}, "url": {"https://post.example/a?b=1&c=2"},
		"credit": {"Vadim Ghirda/AP"}, "desk": {"Ada"},
	})
	s.contains(body, "2022-03-19", "&lt;b&gt;", "post.example", "Ada, 20 March 2022", `id="recorded" open`)
	s.lacks(body, `<b>"The Post`, "<b>&#34;The Post", "No use is recorded.")
	_, body = s.post(page+"/permissions", url.Values{
		"until": {"2022-04-30"}, "territories": {"de, uk"}, "media": {"print", "online"}, "terms": {"one edition\r\nonly"}, "desk": {"Ada"},
	})
	s.contains(body, "Permission until 2022-04-30", "DE, GB", "print, online", "in force", "one edition\nonly")
	p, err := s.server.Archive.Photo(t.Context(), fire)
	s.must(err)
	_, body = s.post(fmt.Sprintf("%s/uses/%d", page, p.Usages[0].N), url.Values{"why": {"it fell out"}, "desk": {"Ada"}})
	s.contains(body, "withdrawn by Ada, 20 March 2022: it fell out")
	_, body = s.post(fmt.Sprintf("%s/permissions/%d", page, p.Permissions[0].N), url.Values{"desk": {"Ada"}})
	s.contains(body, "withdrawn by Ada, 20 March 2022<")

	for form, want := range map[string]string{
		"day=2022-02-30&medium=print&desk=Ada":                         "not a day of the calendar",
		"day=2022-03-01&medium=print&url=javascript:alert(1)&desk=Ada": "https://",
		"day=2022-03-01&medium=print":                                  "yours is not known",
	} {
		values, err := url.ParseQuery(form)
		s.must(err)
		if res, body := s.post(page+"/uses", values); res.StatusCode < 400 || !strings.Contains(body, want) {
			t.Errorf("%s: %s; want …%s…", form, res.Status, want)
		}
	}
	if res, _ := s.post(page+"/permissions/99", url.Values{"desk": {"Ada"}}); res.StatusCode != http.StatusNotFound {
		t.Errorf("a permission that does not exist: %s", res.Status)
	}
}

// A photo whose terms are over says where it was used, too.
func TestOverAfterUse(t *testing.T) {
	s := open(t)
	over := s.add("/wire/over.jpg", s.draw(50, 40, says{"photoshop:Credit": "AP", "photoshop:Instructions": "NO USE AFTER MARCH 19, 2022"}))
	for _, day := range []archive.Day{"2022-03-17", "2022-03-18"} {
		_, err := s.server.Archive.RecordUsage(t.Context(), []archive.ID{over}, archive.Usage{Day: day, Medium: archive.Online, Actor: "desk"})
		s.must(err)
	}
	s.contains(s.page("/photos/"+string(over)), "It was used 2 times, last: 2022-03-18 online, 2022-03-17 online")
	still := s.add("/wire/still.jpg", s.draw(50, 40, says{"photoshop:Credit": "AP", "photoshop:Instructions": "NO USE AFTER MARCH 21, 2022"}))
	_, err := s.server.Archive.RecordUsage(t.Context(), []archive.ID{still}, archive.Usage{Day: "2022-03-17", Medium: archive.Online, Actor: "desk"})
	s.must(err)
	s.lacks(s.page("/photos/"+string(still)), `stop">It was used`)
}

// A photo that was killed says where it was used and who checked it.
func TestKilledAfterUse(t *testing.T) {
	s := open(t)
	killed := s.add("/wire/killed.jpg", s.draw(50, 40, says{"photoshop:Headline": "KILL: wrong person", "photoshop:Credit": "AP"}))
	_, err := s.server.Archive.RecordUsage(t.Context(), []archive.ID{killed}, archive.Usage{Day: "2022-03-18", Medium: archive.Print, Where: "The Post, A3", Actor: "desk"})
	s.must(err)
	s.must(s.server.Archive.CheckLog.LogChecks(t.Context(), []archive.Checked{{Photo: killed, At: now, Actor: "Ada", Verdict: "clear", Asked: "[AP]"}}))
	s.contains(s.page("/photos/"+string(killed)), "It was used once: 2022-03-18 print (The Post, A3)", "Checks it appeared in", "clear · Ada", "[AP]")
}

func TestRightsPage(t *testing.T) {
	s := open(t)
	s.contains(s.page("/rights"), "None is recorded", "Checks assume any medium, in no country in particular")
	text := "[agreement]\r\nsupplier = Associated Press\r\nuntil = 2022-12-31\r\n\r\n[staff]\r\nАна Сілва = contract 2020-01-01..\r\n"
	_, body := s.post("/rights", url.Values{"text": {text}, "seen": {"0"}, "desk": {"Ada"}})
	s.contains(body, ">AP</th>", "until 2022-12-31", "in force", "Ана Сілва", "from 2020-01-01", `href="/rights/1"`)
	s.contains(s.page("/rights/1"), "Revision 1 of the rights", "&#43; supplier = Associated Press")
	res, body := s.post("/rights", url.Values{"text": {"[agreement]\nsupplier = <script>\nuntil = never"}, "seen": {"1"}, "desk": {"Ada"}})
	if res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a mistake: %s", res.Status)
	}
	s.contains(body, "Line 3: &#34;never&#34; is not a day of the calendar", "supplier = &lt;script&gt;", `aria-invalid="true"`)
	if res, _ := s.post("/rights", url.Values{"text": {""}, "seen": {"0"}, "desk": {"Ada"}}); res.StatusCode != http.StatusConflict {
		t.Errorf("made from an old revision: %s, want a conflict", res.Status)
	}
	if res, _ := s.get("/rights/9"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a revision that is not there: %s", res.Status)
	}
}

func TestReportDownload(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	_, err := s.server.Archive.RecordUsage(t.Context(), []archive.ID{fire, talk}, archive.Usage{Day: "2022-03-18", Medium: archive.Print, Credit: "=1+1", Actor: "desk"})
	s.must(err)
	res, body := s.get("/report?month=2022-03&supplier=Associated+Press")
	if got := res.Header.Get("Content-Type"); got != "text/csv; charset=utf-8" || !strings.Contains(res.Header.Get("Content-Disposition"), "uses-2022-03.csv") {
		t.Errorf("it comes as %q", got)
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	s.must(err)
	if len(rows) != 3 || rows[1][0] != "AP" || rows[1][6] != "'=1+1" || rows[1][7] != "Vadim Ghirda" {
		t.Errorf("report %q", rows)
	}
	if res, body := s.get("/api/v1/report?month=march"); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "not a month") {
		t.Errorf("no month: %s: %s", res.Status, body)
	}
}

func TestEndsPage(t *testing.T) {
	s := open(t)
	s.contains(s.page("/ends"), "Nothing ends within 30 days.", "There is none.")
	fire, _ := s.seeds()
	s.add("/wire/over.jpg", s.draw(50, 40, says{"dc:description": "Over", "photoshop:Instructions": "NO USE AFTER MARCH 1, 2022"}))
	s.add("/wire/kept.jpg", s.draw(50, 40, says{"dc:description": "Kept too long", "photoshop:Instructions": "NO ARCHIVES", "photoshop:DateCreated": "2022-01-05"}))
	s.must(s.server.Archive.RecordPermission(t.Context(), []archive.ID{fire}, archive.Permission{Period: archive.Period{Until: "2022-03-27"}, Note: "by mail", Actor: "Ada"}))
	body := s.page("/ends?within=7")
	s.contains(body, "2022-03-27 <i>in 7 days</i>", "The permission (by mail).", "/photos/"+string(fire), "over.jpg")
	s.contains(s.page("/ends?within=6"), "Nothing ends within 6 days.")
	var answer struct {
		Ends []archive.Lapse
		Over []struct{ File string }
	}
	s.must(json.Unmarshal([]byte(s.page("/api/v1/ends?within=30d")), &answer))
	if len(answer.Ends) != 1 || len(answer.Over) == 0 {
		t.Errorf("%+v", answer)
	}
	if res, _ := s.get("/ends?within=soon"); res.StatusCode != http.StatusBadRequest {
		t.Errorf("within=soon: %s", res.Status)
	}
}
