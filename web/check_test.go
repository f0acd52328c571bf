package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/web"
)

// ask posts a body to the API of checks.
func (s *site) ask(target, kind string, body []byte) (*http.Response, web.Checked) {
	s.Helper()
	r := request(http.MethodPost, target)
	r.Body = readCloser{strings.NewReader(string(body))}
	r.ContentLength = int64(len(body))
	r.Header.Set("Content-Type", kind)
	res := s.do(r)
	text := s.body(res)
	var checked web.Checked
	if res.StatusCode == http.StatusOK {
		s.must(json.Unmarshal([]byte(text), &checked))
	} else {
		s.Logf("%s: %s", target, text)
	}
	return res, checked
}

func TestCheckWords(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	for name, tt := range map[string]struct {
		kind, body string
		ids        []archive.ID
		verdicts   string
	}{
		"text": {"text/plain", fireCaption + " [Vadim Ghirda/AP Photo]\n\n" + talkCaption + " [Saul Loeb/Pool via AP]", []archive.ID{fire, talk}, "clear clear"},
		"a page": {
			"text/html", "<figure><img src=a.jpg><figcaption>" + fireCaption + " [Vadim Ghirda/AP Photo]</figcaption></figure><script>alert(1)</script>",
			[]archive.ID{fire},
			"clear",
		},
		"broken markup":         {"text/html", "<figure><img src=a.jpg><figcaption>" + fireCaption + " [Vadim Ghirda/AP]<p><b></figure", []archive.ID{fire}, "clear"},
		"an ID":                 {"text/plain", string(fire), []archive.ID{fire}, "clear"},
		"an address and a line": {"text/plain", "http://localhost:8080/photos/" + string(talk) + " Saul Loeb/AP", []archive.ID{talk}, "caution"},
		"another credit":        {"text/plain", fireCaption + " [Vadim Ghirda/Reuters]", []archive.ID{fire}, "caution"},
		"no such picture":       {"text/plain", "A zebra reads a paper in the rain on the moon (Jane Roe/Reuters)", []archive.ID{""}, "unknown"},
		"a credit alone":        {"text/plain", "Ben Curtis/AP", []archive.ID{""}, "unknown"},
		"JSON": {
			"application/json", fmt.Sprintf(`{"items":[{"id":%q,"line":"Vadim Ghirda/AP"},{"item":"second","caption":%q,"credit":"Saul Loeb/Pool via AP"}]}`, fire, talkCaption),
			[]archive.ID{fire, talk},
			"clear clear",
		},
		"markup is a caption": {"text/plain", "<script>alert('x')</script> Ukrainian firefighters extinguish a blaze at a warehouse after a bombing in Kyiv (Vadim Ghirda/AP)", []archive.ID{fire}, "clear"},
	} {
		res, checked := s.ask("/api/v1/check", tt.kind, []byte(tt.body))
		if res.StatusCode != http.StatusOK || len(checked.Items) != len(tt.ids) {
			t.Errorf("%s: %s, %d items, want %d", name, res.Status, len(checked.Items), len(tt.ids))
			continue
		}
		var verdicts []string
		for i, item := range checked.Items {
			verdicts = append(verdicts, string(item.Verdict))
			if item.ID != tt.ids[i] {
				t.Errorf("%s: item %d is photo %q, want %q: %+v", name, i, item.ID, tt.ids[i], item.Reasons)
			}
		}
		if got := strings.Join(verdicts, " "); got != tt.verdicts {
			t.Errorf("%s: %s, want %s: %+v", name, got, tt.verdicts, checked.Items[0].Reasons)
		}
	}
	// What was checked stands with the photo.
	if log, err := s.server.Archive.CheckLog.ChecksOf(t.Context(), fire, 10); err != nil || len(log) < 5 {
		t.Errorf("%d checks are logged, error %v", len(log), err)
	}
}

func TestCheckPicture(t *testing.T) {
	s := open(t)
	data := detailed(t, 7)
	id := s.add("/wire/rain.jpg", data)
	picture, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	s.must(jpeg.Encode(&again, picture, &jpeg.Options{Quality: 40}))
	for name, tt := range map[string]struct {
		data []byte
		how  archive.How
		id   archive.ID
	}{
		"the very file":    {data, archive.ByBytes, id},
		"saved again":      {again.Bytes(), archive.ByPicture, id},
		"another picture":  {detailed(t, 99), "", ""},
		"an image cut off": {data[:len(data)/3], "", ""},
		"no image":         {[]byte("\x7fELF\x02\x01\x01\x00 no image at all \x00\x01\x02\x03"), "", ""},
		"an image bomb":    {bomb(t, data), "", ""},
		"nothing":          {nil, "", ""},
	} {
		res, checked := s.ask("/api/v1/check?name=a.jpg", "application/octet-stream", tt.data)
		if len(tt.data) == 0 {
			if res.StatusCode != http.StatusBadRequest {
				t.Errorf("%s answers %s", name, res.Status)
			}
			continue
		}
		if res.StatusCode != http.StatusOK || len(checked.Items) != 1 {
			t.Errorf("%s: %s, %d items", name, res.Status, len(checked.Items))
			continue
		}
		item := checked.Items[0]
		if item.ID != tt.id || tt.how != "" && (item.Match == nil || item.Match.How != tt.how || !item.Match.Certain) {
			t.Errorf("%s: photo %q, match %+v, want %q by %s: %+v", name, item.ID, item.Match, tt.id, tt.how, item.Reasons)
		}
		if tt.id == "" && item.Verdict != "unknown" {
			t.Errorf("%s: %s, want unknown", name, item.Verdict)
		}
	}
}

// bomb is a JPEG that claims to have 60,000 × 60,000 pixels.
func bomb(t *testing.T, data []byte) []byte {
	t.Helper()
	at := bytes.Index(data, []byte{0xff, 0xc0})
	if at < 0 {
		t.Fatal("no frame header")
	}
	huge := bytes.Clone(data)
	copy(huge[at+5:], []byte{0xea, 0x60, 0xea, 0x60})
	return huge
}

// A sheet is a page, a list for a spreadsheet, and gone when it is old.
func TestCheckSheet(t *testing.T) {
	s := open(t)
	s.seeds()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	s.must(form.WriteField("text", fireCaption+" [Vadim Ghirda/AP Photo]\n=HYPERLINK(\"x\") says a caption of nobody, nowhere at all (Jane Roe/AP)"))
	part, err := form.CreateFormFile("file", "<b>a.jpg")
	s.must(err)
	part.Write(s.draw(30, 30, nil))
	s.must(form.Close())
	r := request(http.MethodPost, "/check")
	r.Body = readCloser{strings.NewReader(body.String())}
	r.Header.Set("Content-Type", form.FormDataContentType())
	res := s.do(r)
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("POST /check: %s %s", res.Status, excerpt(s.body(res)))
	}
	sheet := res.Header.Get("Location")
	page := s.page(sheet)
	s.contains(page, "1 Clear", "2 Unknown", `data-copy="Vadim Ghirda/AP"`, "found by its words", "&lt;b&gt;a.jpg", sheet+".csv")
	s.lacks(page, "<b>a.jpg")
	list := s.page(sheet + ".csv")
	s.contains(list, "item,verdict,reason,credit,found,id,ends", "clear", "'=HYPERLINK")
	if res, _ := s.get("/check/sheets/99"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a sheet that is not there answers %s", res.Status)
	}
	s.contains(s.page("/check"), "Check before reuse")
}

func TestCheckMistakes(t *testing.T) {
	s := open(t)
	for name, tt := range map[string]struct {
		target, kind, body string
		status             int
	}{
		"no day":        {"/api/v1/check?at=yesterday", "text/plain", "AP", 400},
		"no country":    {"/api/v1/check?territory=XX", "text/plain", "AP", 400},
		"no medium":     {"/api/v1/check?medium=smoke", "text/plain", "AP", 400},
		"nothing":       {"/api/v1/check", "text/plain", "", 400},
		"no JSON":       {"/api/v1/check", "application/json", "{", 400},
		"no ID":         {"/api/v1/check", "application/json", `{"items":[{"id":"x"}]}`, 400},
		"50 MB of HTML": {"/api/v1/check", "text/html", "<html>" + strings.Repeat("<p>words", 50<<20/8), 413},
	} {
		start := time.Now()
		res, _ := s.ask(tt.target, tt.kind, []byte(tt.body))
		if res.StatusCode != tt.status {
			t.Errorf("%s: %s, want %d", name, res.Status, tt.status)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}
