package web_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/folder"
)

func TestWatchedFoldersPage(t *testing.T) {
	s := open(t)
	s.contains(s.page("/ingest/folders"), "No folder is watched.", "This server watches nothing")
	dir := s.TempDir()
	form := url.Values{
		"desk": {"Ada"}, "path": {dir + "/"}, "supplier": {"Associated Press"}, "keep": {"wire:10"}, "zone": {"Europe/Kyiv"}, "fields": {"city=Kyiv\r\n\r\nsource=<AP>"},
	}
	if res, body := s.form("/ingest/folders", form); res.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s\n%s", res.Status, excerpt(body))
	}
	settings, revision, err := s.server.Archive.Settings(t.Context())
	if err != nil || len(settings.Folders) != 1 {
		t.Fatalf("%+v, error %v", settings, err)
	}
	f := settings.Folders[0]
	if f.Path != dir || f.Supplier != "AP" || f.Keep.WireDays != 10 || len(f.Fields) != 2 || f.Fields[1].Value != "<AP>" {
		t.Errorf("set as %+v", f)
	}
	r, err := s.server.Archive.Revisions.RevisionAt(t.Context(), "settings", revision)
	if err != nil || r.Actor != "Ada" {
		t.Errorf("set by %q, error %v", r.Actor, err)
	}
	s.server.Watched = func() []folder.WatchStatus {
		return []folder.WatchStatus{
			{WatchedFolder: f, State: folder.Gone, Text: "The folder is not there.", Waiting: 7, Run: "run-1", Problems: []string{"/x<y>.jpg: truncated"}},
			{WatchedFolder: archive.WatchedFolder{Path: "/flag"}, State: folder.Watching, Text: "Files are taken in as they come."},
		}
	}
	page := s.page("/ingest/folders?edit=" + url.QueryEscape(dir))
	s.contains(page, "The folder is not there.", "7 waiting", "wire shelf: 10 days", "source=&lt;AP&gt;", "/ingest/runs/run-1", "/x&lt;y&gt;.jpg: truncated",
		"Named when the server was started", "Change a folder", `value="wire:10"`, "city=Kyiv\nsource=&lt;AP&gt;</textarea>")

	// Set anew, in its place.
	form.Set("keep", "archive")
	s.form("/ingest/folders", form)
	if settings, _, err = s.server.Archive.Settings(t.Context()); err != nil || len(settings.Folders) != 1 || settings.Folders[0].Keep.WireDays != 0 {
		t.Errorf("set anew: %+v, error %v", settings.Folders, err)
	}
	for name, change := range map[string]url.Values{
		"a relative path":         {"path": {"wire"}},
		"nothing there":           {"path": {dir + "/none"}},
		"a file":                  {"path": {filepath.Join(s.dir, "catalogue.db")}},
		"the archive's own":       {"path": {s.dir}},
		"in the archive's own":    {"path": {filepath.Join(s.dir, "thumbs")}},
		"no keep rule":            {"keep": {"for ever"}},
		"no zone":                 {"zone": {"Mars/Olympus"}},
		"no such field":           {"fields": {"nonsense=1"}},
		"no value":                {"fields": {"city"}},
		"a folder around the one": {"path": {filepath.Dir(dir)}},
	} {
		wrong := url.Values{}
		for key := range form {
			wrong.Set(key, form.Get(key))
		}
		for key := range change {
			wrong.Set(key, change.Get(key))
		}
		if res, body := s.form("/ingest/folders", wrong); res.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: %s\n%s", name, res.Status, excerpt(body))
		}
	}
	res, _ := s.form("/ingest/folders/remove", url.Values{"desk": {"Ada"}, "path": {dir}})
	if settings, _, err = s.server.Archive.Settings(t.Context()); err != nil || len(settings.Folders) != 0 || res.StatusCode != http.StatusSeeOther {
		t.Errorf("removed: %s, %+v, error %v", res.Status, settings.Folders, err)
	}
	if strings.Contains(s.page("/ingest/folders"), "Set it") {
		t.Error("the form still changes a folder")
	}
}
