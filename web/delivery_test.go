package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/archive/export"
)

// exports are those of a photo, the latest first.
func (s *site) exports(id archive.ID) []archive.Export {
	s.Helper()
	list, err := s.server.Archive.Exports.ExportsOf(s.Context(), id, 100)
	s.must(err)
	return list
}

func (s *site) postForm(path string, form url.Values) (*http.Response, string) {
	s.Helper()
	r := request(http.MethodPost, path)
	r.Body = readCloser{strings.NewReader(form.Encode())}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res := s.do(r)
	return res, s.body(res)
}

func TestDownload(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	path := "/photos/" + string(fire) + "/download"
	for what, want := range map[string]string{"words": "image/jpeg", "original": "image/jpeg", "preview:300": "image/jpeg", "sidecar": "application/rdf+xml", "ninjs": "application/json"} {
		res, body := s.postForm(path, url.Values{"what": {what}, "desk": {"Ada"}})
		if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != want || !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %s, %s, %s", what, res.Status, res.Header.Get("Content-Type"), res.Header.Get("Content-Disposition"))
		}
		if want == "image/jpeg" {
			if info, err := embedded.Read(strings.NewReader(body), int64(len(body))); err != nil || len(info.Statements) == 0 {
				t.Errorf("%s: %d bytes, error %v", what, len(body), err)
			}
		} else if !strings.Contains(body, "Ukrainian firefighters") {
			t.Errorf("%s: %s", what, body)
		}
	}
	if log := s.exports(fire); len(log) != 5 || log[0].Actor != "Ada" || log[0].To != "download" {
		t.Errorf("log %+v", log)
	}
	for what, status := range map[string]int{"csv": 400, "pdf": 400, "preview:1": 400, "words:5": 400} {
		if res, _ := s.postForm(path, url.Values{"what": {what}, "desk": {"Ada"}}); res.StatusCode != status {
			t.Errorf("%s: %s", what, res.Status)
		}
	}
	if res, _ := s.postForm(path, url.Values{"what": {"words"}}); res.StatusCode != http.StatusBadRequest {
		t.Errorf("without a name: %s", res.Status)
	}
	s.contains(s.page("/photos/"+string(fire)), "Download and send", "Ada", "cutline destination add")

	// What is killed does not leave, but for who says so.
	_, err := s.server.Archive.Recall(t.Context(), []archive.ID{fire}, archive.Recall{Actor: "Ada", Kind: archive.Kill, Why: "mail"})
	s.must(err)
	if res, body := s.postForm(path, url.Values{"what": {"words"}, "desk": {"Ada"}}); res.StatusCode != http.StatusConflict || !strings.Contains(body, "does not leave the archive") {
		t.Errorf("a killed photo: %s", res.Status)
	}
	if res, _ := s.postForm(path, url.Values{"what": {"words"}, "desk": {"Ada"}, "anyway": {"1"}}); res.StatusCode != http.StatusOK || s.exports(fire)[0].Despite == "" {
		t.Errorf("anyway: %s, %+v", res.Status, s.exports(fire)[0])
	}
	s.contains(s.page("/photos/"+string(fire)), "tell those who have it")
	if res, _ := s.get("/originals/" + string(fire)); res.StatusCode != http.StatusConflict {
		t.Errorf("the original of a killed photo: %s", res.Status)
	}
}

// TestDownloadBeside: what cannot be rewritten comes with a sidecar.
func TestDownloadBeside(t *testing.T) {
	s := open(t)
	id := s.add("/wire/a.gif", []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"))
	res, body := s.postForm("/photos/"+string(id)+"/download", url.Values{"what": {"words"}, "desk": {"Ada"}})
	if res.Header.Get("Content-Type") != "application/zip" {
		t.Fatalf("%s, %s", res.Status, res.Header.Get("Content-Type"))
	}
	if names := zipNames(t, body); !slices.Equal(names, []string{"a.gif", "a.xmp", "README.txt"}) {
		t.Errorf("the ZIP holds %q", names)
	}
}

func openZip(t *testing.T, body string) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// A page that shows the picture at 100 % exports nothing.
func TestOriginalShown(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	for i, dest := range []string{"image", "document"} {
		r := request(http.MethodGet, "/originals/"+string(fire))
		r.Header.Set("Sec-Fetch-Dest", dest)
		if res := s.do(r); res.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", dest, res.Status)
		}
		if n := len(s.exports(fire)); n != i {
			t.Errorf("%s: %d exports, want %d", dest, n, i)
		}
	}
}

func zipNames(t *testing.T, body string) (names []string) {
	t.Helper()
	for _, f := range openZip(t, body).File {
		names = append(names, f.Name)
	}
	return names
}

func TestZip(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	_, err := s.server.Archive.Recall(t.Context(), []archive.ID{talk}, archive.Recall{Actor: "Ada", Kind: archive.Kill, Why: "mail"})
	s.must(err)
	form := url.Values{"id": {string(fire), string(talk)}, "desk": {"Ada"}, "what": {"words"}, "name": {"{date} {headline}"}}
	res, page := s.act("export", form)
	if res.StatusCode != http.StatusOK {
		t.Fatal(res.Status, page)
	}
	s.contains(page, "Export 2 photos", "1 of them does not leave the archive", `name="id" value="`+string(talk)+`"`)
	res, body := s.act("zip", form)
	if res.StatusCode != http.StatusOK {
		t.Fatal(res.Status, body)
	}
	z := openZip(t, body)
	if len(z.File) != 2 || !strings.HasSuffix(z.File[0].Name, ".jpg") || z.File[0].Method != zip.Store || z.File[1].Name != "photos.csv" {
		t.Fatalf("the ZIP holds %q", zipNames(t, body))
	}
	f, err := z.File[1].Open()
	s.must(err)
	rows, err := csv.NewReader(f).ReadAll()
	s.must(err)
	if len(rows) != 3 || rows[1][0] != z.File[0].Name || rows[2][0] != "" || !strings.Contains(rows[2][len(rows[2])-1], "Not in this ZIP") {
		t.Errorf("the list: %q", rows)
	}
	if len(s.exports(fire)) != 1 || len(s.exports(talk)) != 0 {
		t.Errorf("logs %+v, %+v", s.exports(fire), s.exports(talk))
	}
	form.Set("what", "json")
	if res, body := s.act("zip", form); res.Header.Get("Content-Type") != "application/json" || !strings.Contains(body, string(fire)) || strings.Contains(body, string(talk)) {
		t.Errorf("the list: %s, %s", res.Status, body)
	}
	form.Set("name", "{colour}")
	if res, _ := s.act("zip", form); res.StatusCode != http.StatusBadRequest {
		t.Errorf("a wrong name: %s", res.Status)
	}
}

func TestSend(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	dir := t.TempDir()
	s.server.OpenDestination = func(d archive.Destination) (export.Target, error) {
		if d.Name == "broken" {
			return nil, errors.New("no keys")
		}
		return export.Folder{Dir: d.To}, nil
	}
	s.must(s.server.Archive.SetDestinations(t.Context(), []archive.Destination{
		{Name: "layout", To: dir, As: "words"}, {Name: "broken", To: dir, As: "words"}, {Name: "gone", To: filepath.Join(dir, "gone"), As: "original"},
	}, 0, "Ada"))
	s.contains(s.page("/photos/"+string(fire)), `id="send"`, "layout (words)")
	res, body := s.postForm("/photos/"+string(fire)+"/send", url.Values{"destination": {"layout"}, "desk": {"Ada"}})
	if res.StatusCode != http.StatusOK {
		t.Fatal(res.Status, body)
	}
	s.contains(body, "Sent to layout", "fire.jpg")
	res, body = s.act("send", url.Values{"id": {string(fire), string(talk)}, "destination": {"layout"}, "desk": {"Ada"}})
	s.contains(body, "fire (2).jpg")
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 3 || res.StatusCode != http.StatusOK {
		t.Errorf("%d files, error %v, %s", len(entries), err, res.Status)
	}
	for name, status := range map[string]int{"broken": 422, "gone": 502, "nowhere": 404} {
		if res, body := s.postForm("/photos/"+string(fire)+"/send", url.Values{"destination": {name}, "desk": {"Ada"}}); res.StatusCode != status {
			t.Errorf("%s: %s\n%s", name, res.Status, body)
		}
	}
	if res, body := s.postForm("/api/v1/photos/"+string(talk)+"/exports", url.Values{"to": {"layout"}, "desk": {"Ada"}}); res.StatusCode != http.StatusOK || !strings.Contains(body, `"places"`) {
		t.Errorf("by the API: %s %s", res.Status, body)
	}
	if res, body := s.get("/api/v1/photos/" + string(talk) + "/exports"); res.StatusCode != http.StatusOK || !bytes.Contains([]byte(body), []byte(`"to":"layout"`)) {
		t.Errorf("the log: %s %s", res.Status, body)
	}
}
