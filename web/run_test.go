package web_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// folderOf writes pictures into a new folder.
func (s *site) folderOf(n int) string {
	s.Helper()
	dir := s.TempDir()
	base := s.draw(16, 16, nil)
	for i := range n {
		s.must(os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.jpg", i)), append(slices.Clone(base), fmt.Sprint(i)...), 0o600))
	}
	return dir
}

func TestIngestAFolder(t *testing.T) {
	s := open(t)
	dir := s.folderOf(3)
	s.must(os.WriteFile(filepath.Join(dir, "broken.jpg"), []byte("\xff\xd8\xff\xe0 no more"), 0o600))

	// Rehearsed first.
	res, _ := s.form("/ingest/folder", url.Values{"desk": {"Ada"}, "path": {dir}, "rehearse": {"1"}})
	page := res.Header.Get("Location")
	s.until("the rehearsal ends", func() bool { return !strings.Contains(s.page(page), "Under way") })
	s.contains(s.page(page), "This was a rehearsal: nothing was stored.", "3 added, 1 refused", dir)
	if stats, err := s.server.Archive.Catalogue.Stats(t.Context()); err != nil || stats.Photos != 0 {
		t.Fatalf("%d photos, error %v", stats.Photos, err)
	}

	res, _ = s.form("/ingest/folder", url.Values{"desk": {"Ada"}, "path": {dir}, "credit": {"Ana Costa/AP"}})
	page = res.Header.Get("Location")
	s.until("the run ends", func() bool { return !strings.Contains(s.page(page), "Under way") })
	s.contains(s.page(page), "3 added, 1 refused", `?supplier=AP" dir="auto">AP</a><span>3</span>`, "no date", "broken.jpg")
	s.contains(s.page(page+"?outcome=refused"), "Files: ", "broken.jpg", "All files")
	s.lacks(s.page(page+"?outcome=refused"), "001.jpg")
	s.contains(s.page(page+"?problem=no+date"), "001.jpg")

	for name, form := range map[string]url.Values{
		"a relative path": {"desk": {"Ada"}, "path": {"photos"}}, "no path": {"desk": {"Ada"}, "path": {" "}},
		"nothing there": {"desk": {"Ada"}, "path": {dir + "/none"}}, "nobody": {"path": {dir}},
	} {
		if res, body := s.form("/ingest/folder", form); res.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s\n%s", name, res.Status, excerpt(body))
		}
	}
}

// event is a server-sent event.
type event struct{ id, kind, data string }

// events reads a stream until its end event, or until enough says so.
func (s *site) events(server *httptest.Server, target, lastID string, enough func([]event) bool) (list []event) {
	s.Helper()
	r, err := http.NewRequestWithContext(s.Context(), http.MethodGet, server.URL+target, nil)
	s.must(err)
	if lastID != "" {
		r.Header.Set("Last-Event-ID", lastID)
	}
	res, err := http.DefaultClient.Do(r)
	s.must(err)
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/event-stream" {
		s.Fatalf("%s, %s", res.Status, res.Header.Get("Content-Type"))
	}
	var e event
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), ": ")
		switch name {
		case "id":
			e.id = value
		case "event":
			e.kind = value
		case "data":
			e.data = value
		case "":
			if e.kind != "" {
				list = append(list, e)
			}
			if e.kind == "end" || enough(list) {
				return list
			}
			e = event{}
		}
	}
	s.Fatalf("the stream ended after %+v: %v", list, lines.Err())
	return nil
}

func TestRunLive(t *testing.T) {
	s := open(t)
	server := httptest.NewServer(s.handler)
	defer server.Close()
	_, body := s.form("/api/v1/runs", url.Values{"desk": {"Ada"}})
	var run struct{ ID string }
	s.must(json.Unmarshal([]byte(body), &run))
	target := "/api/v1/runs/" + run.ID + "/events"
	base := s.draw(16, 16, says{"photoshop:Credit": "Ana Costa/AP", "dc:description": "A quay.", "photoshop:DateCreated": "2022-03-17"})
	photo := func(n int) part { return file(fmt.Sprintf("%d.jpg", n), append(slices.Clone(base), byte('0'+n))) }
	s.send("/api/v1/ingest?run="+run.ID, photo(0), photo(1), photo(2))

	files := func(list []event) (ids []string) {
		for _, e := range list {
			if e.kind == "file" {
				ids = append(ids, e.id)
			}
		}
		return ids
	}
	seen := s.events(server, target, "", func(list []event) bool { return len(files(list)) == 2 })
	if !strings.Contains(seen[0].data, `"outcome":"added"`) {
		t.Errorf("the first event is %+v", seen[0])
	}
	// Two more come while the reader is away; the stream goes on where it was.
	s.send("/api/v1/ingest?run="+run.ID, photo(3), file("broken.jpg", []byte("\xff\xd8\xff\xe0 no more")))
	last := seen[len(seen)-1].id
	ended := make(chan []event)
	go func() { ended <- s.events(server, target, last, func([]event) bool { return false }) }()
	looked := s.events(server, target+"?look=1", "", func(list []event) bool {
		return slices.ContainsFunc(list, func(e event) bool { return e.kind == "run" && strings.Contains(e.data, `"files":5`) })
	})
	if got := files(looked); len(got) != 1 || !strings.Contains(looked[0].data+looked[1].data, "broken.jpg") {
		t.Errorf("to look at: %+v", looked)
	}
	s.form("/api/v1/runs/"+run.ID+"/end", nil)
	rest := <-ended
	if got := files(rest); !slices.Equal(got, []string{"2", "3", "4"}) && !slices.Equal(got, []string{"3", "4"}) || rest[len(rest)-1].kind != "end" {
		t.Errorf("after %s came %v, and at last %q", last, got, rest[len(rest)-1].kind)
	}
	// What has ended is told at once.
	if again := s.events(server, target, "", func([]event) bool { return false }); len(files(again)) != 5 {
		t.Errorf("once more: %+v", again)
	}
}

func TestStopAFolder(t *testing.T) {
	s := open(t)
	server := httptest.NewServer(s.handler)
	defer server.Close()
	_, body := s.form("/api/v1/runs", url.Values{"desk": {"Ada"}, "path": {s.folderOf(400)}})
	var run struct{ ID string }
	s.must(json.Unmarshal([]byte(body), &run))
	s.events(server, "/api/v1/runs/"+run.ID+"/events", "", func(list []event) bool { return list[len(list)-1].kind == "file" })
	res, _ := s.form("/api/v1/runs/"+run.ID+"/stop", nil)
	if res.StatusCode != http.StatusOK {
		t.Errorf("stop: %s", res.Status)
	}
	kept := s.lastRun()
	stats, err := s.server.Archive.Catalogue.Stats(t.Context())
	if err != nil || kept.Ended.IsZero() || kept.Summary.Added != stats.Photos || stats.Photos == 0 {
		t.Errorf("%d photos, the run %+v, error %v", stats.Photos, kept, err)
	}
	if stats.Photos == 400 {
		t.Log("the run was over before it was stopped")
	}
}
