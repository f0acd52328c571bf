package web_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

// part is a file, or a field where it has no name, of an upload.
type part struct {
	field, name string
	data        []byte
}

func file(name string, data []byte) part { return part{"file", name, data} }
func field(name, value string) part      { return part{name, "", []byte(value)} }

// multipartOf is the body of an upload and its type. A name stands in it as a
// browser writes it.
func multipartOf(t testing.TB, parts ...part) (io.Reader, string) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, p := range parts {
		h := make(textproto.MIMEHeader)
		disposition := fmt.Sprintf(`form-data; name="%s"`, p.field)
		if p.name != "" {
			disposition += fmt.Sprintf(`; filename="%s"`, strings.NewReplacer(`"`, "%22", "\n", "%0A", "\r", "%0D").Replace(p.name))
			h.Set("Content-Type", "application/octet-stream")
		}
		h.Set("Content-Disposition", disposition)
		one, err := w.CreatePart(h)
		if err == nil {
			_, err = one.Write(p.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &body, w.FormDataContentType()
}

// send posts an upload.
func (s *site) send(target string, parts ...part) (*http.Response, string) {
	s.Helper()
	body, kind := multipartOf(s.TB, parts...)
	r := httptest.NewRequest(http.MethodPost, target, body)
	r.Host = "localhost:8080"
	r.Header.Set("Content-Type", kind)
	res := s.do(r)
	return res, s.body(res)
}

// outcomes are the lines of an answer by path, and its summary.
func (s *site) outcomes(body string) (map[string]map[string]any, archive.Summary) {
	s.Helper()
	files := make(map[string]map[string]any)
	var last struct{ Summary archive.Summary }
	for line := range strings.Lines(body) {
		var f map[string]any
		s.must(json.Unmarshal([]byte(line), &f))
		if path, ok := f["path"].(string); ok {
			files[path] = f
		} else {
			s.must(json.Unmarshal([]byte(line), &last))
		}
	}
	return files, last.Summary
}

// spooled are the files that wait in the spool.
func (s *site) spooled() (list []string) {
	s.Helper()
	s.must(filepath.WalkDir(filepath.Join(s.dir, "originals", "tmp"), func(path string, entry os.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // it has gone this moment
		}
		if err == nil && !entry.IsDir() && entry.Name() != "commit.lock" {
			list = append(list, path)
		}
		return err
	}))
	return list
}

// lastRun is the run that began last.
func (s *site) lastRun() archive.Run {
	s.Helper()
	runs, err := s.server.Archive.Runs.Runs(s.Context(), "", 1)
	s.must(err)
	if len(runs) == 0 {
		s.Fatal("there is no run")
	}
	return runs[0]
}

func TestUpload(t *testing.T) {
	s := open(t)
	fire := s.draw(60, 40, says{"dc:description": fireCaption})
	res, body := s.send(
		"/api/v1/ingest",
		file("roll/fire.jpg", fire), file("roll/fire.jpg.xmp", []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`+
			`<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Vadim Ghirda/AP"/></rdf:RDF></x:xmpmeta>`)),
		field("modified", "1647507600000"), file("roll/sub/two.jpg", s.draw(40, 60, nil)),
		file("roll/words.csv", []byte("file,headline\nsub/two.jpg,From the table\n")),
		file("notes.txt", []byte("Shot list")), file("broken.jpg", []byte("\xff\xd8\xff\xe0 no more")),
		field("desk", "Ada"), field("city", "no field of this form"), field("source", "AP"), field("set", "city=Kyiv\ncountry=Ukraine\n"),
	)
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "application/x-ndjson" {
		t.Fatalf("%s, %s\n%s", res.Status, res.Header.Get("Content-Type"), body)
	}
	files, summary := s.outcomes(body)
	for path, want := range map[string]string{
		"roll/fire.jpg": "added", "roll/fire.jpg.xmp": "skipped", "roll/sub/two.jpg": "added", "roll/words.csv": "skipped",
		"notes.txt": "skipped", "broken.jpg": "refused",
	} {
		if files[path]["outcome"] != want {
			t.Errorf("%s: %v, want %s", path, files[path], want)
		}
	}
	if summary.Files != 6 || summary.Added != 2 || summary.Refused != 1 || summary.Skipped != 3 || summary.Sidecars != 2 || summary.Bytes < int64(len(fire)) {
		t.Errorf("summary %+v", summary)
	}
	photo := func(path string) *archive.Photo {
		t.Helper()
		id, err := archive.ParseID(fmt.Sprint(files[path]["id"]))
		s.must(err)
		p, err := s.server.Archive.Photo(t.Context(), id)
		s.must(err)
		return p
	}
	p := photo("roll/fire.jpg")
	fields := p.Fields()
	if p.Reading.Credit.Agency != "AP" || fields[embedded.Source].String() != "AP" || fields[embedded.City].String() != "Kyiv" {
		t.Errorf("its words: %+v", fields)
	}
	if a := p.Arrivals[0]; a.Path != "roll/fire.jpg" || a.Actor != "Ada" || !a.Modified.IsZero() || len(a.Sidecars) != 1 {
		t.Errorf("its arrival: %+v", a)
	}
	two := photo("roll/sub/two.jpg")
	if a := two.Arrivals[0]; a.Modified.Unix() != 1647507600 || two.Fields()[embedded.Headline].String() != "From the table" {
		t.Errorf("two: %+v", two.Arrivals)
	}
	run := s.lastRun()
	if run.Actor != "Ada" || run.Ended.IsZero() || run.Summary.Files != 6 || !slices.Equal(run.Paths, []string{"roll", "notes.txt", "broken.jpg"}) {
		t.Errorf("the run: %+v", run)
	}
	if left := s.spooled(); len(left) > 0 {
		t.Errorf("left in the spool: %q", left)
	}
	s.contains(s.page("/ingest"), "upload of roll, notes.txt, broken.jpg", "2 added, 1 refused, 3 skipped", `<span>1</span>`)
	s.contains(s.page("/ingest/runs"), "/ingest/runs/"+run.ID, "Ada")
}

// What comes through a form without script leads to the page of the run.
func TestUploadForm(t *testing.T) {
	s := open(t)
	res, body := s.send("/ingest", field("desk", "Ada Desk"), part{"file", "", nil}, file("a.jpg", s.draw(60, 40, nil)), file("b.jpg", s.draw(40, 60, nil)))
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s\n%s", res.Status, body)
	}
	page := res.Header.Get("Location")
	for strings.Contains(s.page(page), "Under way") {
	}
	s.contains(s.page(page), "2 added in", "by Ada Desk", "a.jpg", "b.jpg", ">no credit</a><span>2</span>", "?outcome=added")
	if left := s.spooled(); len(left) > 0 {
		t.Errorf("left in the spool: %q", left)
	}
}

func TestUploadsThatCannotBe(t *testing.T) {
	s := open(t)
	s.server.MaxFile, s.server.MaxUpload = 100_000, 450_000
	big, photo := bytes.Repeat([]byte("x"), 100_001), s.draw(60, 40, nil)
	many := []part{field("desk", "Ada")}
	for n := range 2001 {
		many = append(many, file(fmt.Sprintf("%d.txt", n), nil))
	}
	for name, row := range map[string]struct {
		parts  []part
		status int
		says   string
	}{
		"no name of the desk":    {[]part{file("a.jpg", photo)}, 400, "yours is not known"},
		"no file":                {[]part{field("desk", "Ada")}, 400, "No file came"},
		"too large a file":       {[]part{field("desk", "Ada"), file("a.jpg", photo), file("dir/big.jpg", big)}, 413, `\"dir/big.jpg\" has more than`},
		"too large a request":    {[]part{field("desk", "Ada"), file("a", big[1:]), file("b", big[1:]), file("c", big[1:]), file("d", big[1:]), file("e", big[1:])}, 413, "The request has more than"},
		"too many files":         {many, 413, "more than 2000 files"},
		"two of one name":        {[]part{field("desk", "Ada"), file("a.jpg", photo), file("a.jpg", photo)}, 400, "Two files"},
		"a file where a folder":  {[]part{field("desk", "Ada"), file("a", photo), file("a/b.jpg", photo)}, 400, "Two files"},
		"too long a name":        {[]part{field("desk", "Ada"), file(strings.Repeat("x", 300)+".jpg", photo)}, 400, "too long"},
		"no such word":           {[]part{field("desk", "Ada"), field("set", "nonsense=1"), file("a.jpg", photo)}, 400, "there is no field"},
		"a field without end":    {[]part{field("desk", "Ada"), field("set", strings.Repeat("x", 70_000)), file("a.jpg", photo)}, 413, "is too long"},
		"a run that there isn't": {[]part{file("a.jpg", photo)}, 410, "This upload has ended"},
	} {
		target := "/api/v1/ingest"
		if row.status == 410 {
			target += "?run=x"
		}
		res, body := s.send(target, row.parts...)
		if res.StatusCode != row.status || !strings.Contains(body, row.says) {
			t.Errorf("%s: %s, want %d and %q:\n%s", name, res.Status, row.status, row.says, body)
		}
	}
	for name, header := range map[string]string{"another form": "application/x-www-form-urlencoded", "no boundary": "multipart/form-data"} {
		r := httptest.NewRequest(http.MethodPost, "/api/v1/ingest", strings.NewReader("desk=Ada"))
		r.Host = "localhost"
		r.Header.Set("Content-Type", header)
		if res := s.do(r); res.StatusCode != http.StatusUnsupportedMediaType {
			t.Errorf("%s: %s", name, res.Status)
		}
	}
	if runs, err := s.server.Archive.Runs.Runs(t.Context(), "", 10); err != nil || len(runs) > 0 {
		t.Errorf("runs %+v, error %v", runs, err)
	}
	if left := s.spooled(); len(left) > 0 {
		t.Errorf("left in the spool: %q", left)
	}
}

// Names lead nowhere else, and are words to whoever shows them.
func TestUploadedNames(t *testing.T) {
	s := open(t)
	names := []string{
		"../../../etc/up.jpg", "/abs.jpg", "a/./b/../c.jpg", `=HYPERLINK("http://x").jpg`, "<script>alert(1)</script>.jpg", "new\nline.jpg", "C:\\temp\\x.jpg", "Київ.jpg",
	}
	parts := []part{field("desk", "Ada")}
	for _, name := range names {
		parts = append(parts, file(name, []byte("\xff\xd8\xff\xe0"+name)))
	}
	res, body := s.send("/api/v1/ingest", parts...)
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%s\n%s", res.Status, body)
	}
	files, _ := s.outcomes(body)
	want := []string{"etc/up.jpg", "abs.jpg", "a/b/c.jpg", `=HYPERLINK("http:/x").jpg`, "<script>alert(1)</script>.jpg", "new\nline.jpg", `C:\temp\x.jpg`, "Київ.jpg"}
	if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("stored as %q, want %q", got, want)
	}
	page := "/ingest/runs/" + s.lastRun().ID
	s.lacks(s.page(page)+s.page("/ingest")+s.page("/ingest/refused"), "<script>alert")
	res, body = s.get(page + "/receipt/csv")
	if res.Header.Get("Content-Disposition") != "attachment; filename=receipt-"+s.lastRun().ID+".csv" || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/csv") {
		t.Errorf("headers %v", res.Header)
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != len(want)+1 {
		t.Fatalf("%d rows, error %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") {
				t.Errorf("a spreadsheet takes %q for a formula", cell)
			}
		}
	}
	s.contains(body, `'=HYPERLINK(`)
	_, body = s.get(page + "/receipt/json")
	var receipt struct {
		Run   struct{ ID string }
		Files []struct{ Path, Outcome string }
	}
	if err := json.Unmarshal([]byte(body), &receipt); err != nil || len(receipt.Files) != len(want) || receipt.Run.ID != s.lastRun().ID {
		t.Errorf("as JSON: %+v, error %v", receipt, err)
	}
	for _, target := range []string{page + "/receipt/exe", "/ingest/runs/none/receipt/csv", "/ingest/runs/none", "/api/v1/runs/none", "/api/v1/runs/none/files", "/api/v1/runs/none/events"} {
		if res, _ := s.get(target); res.StatusCode != http.StatusNotFound {
			t.Errorf("GET %s: %s", target, res.Status)
		}
	}
}

// A connection that breaks in the middle of a file leaves nothing.
func TestBrokenUpload(t *testing.T) {
	s := open(t)
	server := httptest.NewServer(s.handler)
	defer server.Close()
	whole, kind := multipartOf(t, field("desk", "Ada"), file("a.jpg", s.draw(60, 40, nil)), file("b.jpg", bytes.Repeat([]byte("x"), 1<<20)))
	for _, target := range []string{"/api/v1/ingest", "/ingest"} {
		body, writer := io.Pipe()
		arrived := make(chan struct{})
		go func() {
			io.CopyN(writer, whole, 600_000)
			close(arrived)
		}()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+target, body)
		s.must(err)
		r.Header.Set("Content-Type", kind)
		go func() {
			<-arrived
			for len(s.spooled()) == 0 { // until the server has the beginning
				time.Sleep(time.Millisecond)
			}
			writer.CloseWithError(io.ErrUnexpectedEOF)
		}()
		if res, err := http.DefaultClient.Do(r); err == nil {
			t.Errorf("%s answers %s", target, res.Status)
		}
		deadline := time.Now().Add(10 * time.Second)
		for len(s.spooled()) > 0 {
			if time.Now().After(deadline) {
				t.Fatalf("%s: left in the spool: %q", target, s.spooled())
			}
		}
		whole, kind = multipartOf(t, field("desk", "Ada"), file("a.jpg", s.draw(60, 40, nil)), file("b.jpg", bytes.Repeat([]byte("x"), 1<<20)))
	}
	if stats, err := s.server.Archive.Catalogue.Stats(t.Context()); err != nil || stats.Photos != 0 {
		t.Errorf("%d photos, error %v", stats.Photos, err)
	}
}

// A thousand files in twenty requests are one run.
func TestUploadInManyRequests(t *testing.T) {
	s := open(t)
	begin := func() string {
		t.Helper()
		res, body := s.form("/api/v1/runs", url.Values{"desk": {"Ada"}, "source": {"AP"}})
		var run struct{ ID string }
		if err := json.Unmarshal([]byte(body), &run); err != nil || res.StatusCode != http.StatusCreated {
			t.Fatalf("%s\n%s", res.Status, body)
		}
		return run.ID
	}
	id := begin()
	s.contains(s.page("/ingest/runs/"+id), "Under way") // before anything has come
	base := s.draw(16, 16, nil)
	const requests, each = 20, 50
	for n := range requests {
		var parts []part
		if n == 0 {
			parts = append(parts, file("card/words.csv", []byte("file,headline\n999.jpg,The last\n")))
		}
		for i := range each {
			parts = append(parts, file(fmt.Sprintf("card/%d.jpg", n*each+i), append(slices.Clone(base), fmt.Sprint(n*each+i)...)))
		}
		res, body := s.send("/api/v1/ingest?run="+id, parts...)
		files, summary := s.outcomes(body)
		if res.StatusCode != http.StatusOK || summary.Added != each || len(files) != len(parts) {
			t.Fatalf("request %d: %s, summary %+v\n%.2000s", n, res.Status, summary, body)
		}
	}
	// A request that is beyond a limit takes nothing from the others.
	if res, _ := s.send("/api/v1/ingest?run="+id, file("a", nil), file("a", nil)); res.StatusCode != http.StatusBadRequest {
		t.Errorf("a request that cannot be: %s", res.Status)
	}
	res, body := s.form("/api/v1/runs/"+id+"/end", nil)
	var state struct {
		Run struct {
			Ended   string
			Summary archive.Summary
		}
		Running bool
	}
	if err := json.Unmarshal([]byte(body), &state); err != nil || res.StatusCode != http.StatusOK || state.Running || state.Run.Ended == "" {
		t.Errorf("%s, error %v\n%s", res.Status, err, body)
	}
	if sum := state.Run.Summary; sum.Added != 1000 || sum.Files != 1001 {
		t.Errorf("summary %+v", sum)
	}
	s.keepUp()
	s.until("the last is found by the words of the table", func() bool {
		return strings.Contains(s.page("/api/v1/search?q=headline:last"), `"total":1`)
	})
	if left := s.spooled(); len(left) > 0 {
		t.Errorf("left in the spool: %q", left)
	}
	if res, _ := s.send("/api/v1/ingest?run="+id, file("late.jpg", base)); res.StatusCode != http.StatusGone {
		t.Errorf("after its end: %s", res.Status)
	}
	// The list in pages.
	page := s.page("/ingest/runs/" + id + "?outcome=added&from=200")
	s.contains(page, "from=400", "More files", "From the first", `data-count="added">1`+"\u202f"+`000</b>`)

	// Uploads that nobody ends do not block others for ever.
	for range 8 {
		begin()
	}
	if res, body := s.form("/api/v1/runs", url.Values{"desk": {"Ada"}}); res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a ninth: %s\n%s", res.Status, body)
	}
}

// form posts a form to the API and does not follow.
func (s *site) form(target string, form url.Values) (*http.Response, string) {
	s.Helper()
	r := httptest.NewRequest(http.MethodPost, target, strings.NewReader(form.Encode()))
	r.Host = "localhost:8080"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res := s.do(r)
	return res, s.body(res)
}

// until waits for something to become true, which it must soon.
func (s *site) until(what string, is func() bool) {
	s.Helper()
	for deadline := time.Now().Add(20 * time.Second); !is(); {
		if time.Now().After(deadline) {
			s.Fatalf("it never came to this: %s", what)
		}
	}
}
