package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cutline/archive"
)

func (s *site) refusals() []archive.Refusal {
	s.Helper()
	list, err := s.server.Archive.Refusals.Refusals(s.Context(), 0, 100)
	s.must(err)
	return list
}

func (s *site) copies() int {
	s.Helper()
	entries, err := os.ReadDir(filepath.Join(s.dir, "quarantine"))
	s.must(err)
	return len(entries)
}

// settle follows the run that a form leads to, to its end.
func (s *site) settle(res *http.Response) string {
	s.Helper()
	page := res.Header.Get("Location")
	if res.StatusCode != http.StatusSeeOther {
		s.Fatalf("%s", res.Status)
	}
	s.until("the run ends", func() bool { return !strings.Contains(s.page(page), "Under way") })
	return s.page(page)
}

func TestRefusedFiles(t *testing.T) {
	s := open(t)
	broken := []byte("\xff\xd8\xff\xe0<script>alert(1)</script>")
	s.send("/api/v1/ingest", field("desk", "Ada"), file("roll/<b>.jpg", broken))
	s.send("/api/v1/ingest", field("desk", "Ada"), file("roll/<b>.jpg", append(broken, 'x'))) // another file of the same name
	dir := s.TempDir()
	onDisk := filepath.Join(dir, "half.jpg")
	s.must(os.WriteFile(onDisk, []byte("\xff\xd8\xff"), 0o600))
	res, _ := s.form("/ingest/folder", url.Values{"desk": {"Ada"}, "path": {dir}})
	s.settle(res)
	list := s.refusals()
	if len(list) != 3 || s.copies() != 3 {
		t.Fatalf("refused %+v", list)
	}
	page := s.page("/ingest/refused")
	s.contains(page, "roll/&lt;b&gt;.jpg", onDisk, "Try all 3 again", "before its picture")
	s.lacks(page, "roll/<b>", "alert(1)", list[0].Copy)

	// A copy is only ever downloaded.
	res, body := s.get(fmt.Sprintf("/ingest/refused/%d", list[0].N))
	if res.Header.Get("Content-Type") != "application/octet-stream" || res.Header.Get("Content-Disposition") != `attachment; filename=_b_.jpg` ||
		!strings.Contains(res.Header.Get("Content-Security-Policy"), "sandbox") || body != string(broken) {
		t.Errorf("%s, headers %v", res.Status, res.Header)
	}
	for _, n := range []string{"0", "999", "x", "..%2fcatalogue.db"} {
		if res, _ := s.get("/ingest/refused/" + n); res.StatusCode != http.StatusNotFound {
			t.Errorf("copy %s: %s", n, res.Status)
		}
	}

	// Nothing has changed: each is refused again, with its copy, and stands once.
	res, _ = s.form("/ingest/refused/retry", url.Values{"desk": {"Ben"}, "all": {"1"}})
	s.contains(s.settle(res), "3 refused", "roll/&lt;b&gt;.jpg", onDisk)
	if again := s.refusals(); len(again) != 3 || s.copies() != 3 || again[0].Copy == "" || again[2].Copy == "" {
		t.Errorf("after a retry: %+v, %d copies", again, s.copies())
	}

	// The file on the disk was mended; the copies are as they would be had a newer
	// Cutline learnt to read them.
	s.must(os.WriteFile(onDisk, s.draw(60, 40, nil), 0o600))
	for i, f := range s.refusals() {
		if f.Path != onDisk {
			s.must(os.WriteFile(filepath.Join(s.dir, "quarantine", f.Copy), s.draw(40+i, 60, nil), 0o600))
		}
	}
	var one archive.Refusal
	for _, f := range s.refusals() {
		if f.Path != onDisk {
			one = f
		}
	}
	res, _ = s.form("/ingest/refused/retry", url.Values{"desk": {"Ben"}, "n": {fmt.Sprint(one.N)}})
	s.contains(s.settle(res), "1 added", "roll/&lt;b&gt;.jpg")
	if left := s.refusals(); len(left) != 2 || s.copies() != 2 {
		t.Errorf("after one: %+v, %d copies", left, s.copies())
	}
	res, body = s.form("/api/v1/refused/retry", url.Values{"desk": {"Ben"}, "all": {"1"}})
	if res.StatusCode != http.StatusAccepted {
		t.Fatalf("%s\n%s", res.Status, body)
	}
	s.until("all are in the archive", func() bool { return len(s.refusals()) == 0 })
	photos, err := s.server.Archive.Catalogue.Stats(t.Context())
	if err != nil || photos.Photos != 3 || s.copies() != 0 {
		t.Errorf("%d photos, %d copies, error %v", photos.Photos, s.copies(), err)
	}
	s.contains(s.page("/ingest/refused"), "No file is refused.")
	s.until("the spool is empty", func() bool { return len(s.spooled()) == 0 })
	if res, _ := s.form("/ingest/refused/retry", url.Values{"desk": {"Ben"}, "n": {fmt.Sprint(one.N)}}); res.StatusCode != http.StatusNotFound {
		t.Errorf("a retry of what is over: %s", res.Status)
	}
}

func TestDiscardRefused(t *testing.T) {
	s := open(t)
	s.send("/api/v1/ingest", field("desk", "Ada"), file("a.jpg", []byte("\xff\xd8\xff")), file("b.jpg", []byte("\xff\xd8\xffb")))
	n := fmt.Sprint(s.refusals()[0].N)
	for name, row := range map[string]struct {
		form   url.Values
		status int
	}{
		"without a reason": {url.Values{"desk": {"Ada"}, "n": {n}}, 400},
		"without a name":   {url.Values{"why": {"test card"}, "n": {n}}, 400},
		"no such file":     {url.Values{"desk": {"Ada"}, "why": {"test card"}, "n": {"77"}}, 404},
		"none":             {url.Values{"desk": {"Ada"}, "why": {"test card"}}, 404},
	} {
		if res, body := s.form("/ingest/refused/discard", row.form); res.StatusCode != row.status {
			t.Errorf("%s: %s, want %d\n%s", name, res.Status, row.status, excerpt(body))
		}
	}
	if res, _ := s.form("/ingest/refused/discard", url.Values{"desk": {"Ada"}, "why": {"test <card>"}, "n": {n}}); res.StatusCode != http.StatusSeeOther {
		t.Errorf("discard: %s", res.Status)
	}
	if len(s.refusals()) != 1 || s.copies() != 1 {
		t.Errorf("%d refused, %d copies", len(s.refusals()), s.copies())
	}
	s.contains(s.page("/ingest/refused"), "Discarded", "test &lt;card&gt;", "a.jpg", "Ada")
	if res, body := s.form("/api/v1/refused/discard", url.Values{"desk": {"Ada"}, "why": {"test"}, "all": {"1"}}); body != `{"discarded":1}`+"\n" {
		t.Errorf("%s %s", res.Status, body)
	}
	s.contains(s.page("/api/v1/refused"), `{"files":[]}`)
}
