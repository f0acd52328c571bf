package web_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/folder"
	"cutline/thumbs"
)

// watched archives a file that came through a wire shelf of ten days.
func (s *site) watched(path string, data []byte) archive.ID {
	s.Helper()
	folder := archive.WatchedFolder{Path: "/wire", Keep: archive.KeepRule{WireDays: 10}}
	settings, revision, err := s.server.Archive.Settings(s.Context())
	s.must(err)
	settings.Folders = []archive.WatchedFolder{folder}
	s.must(s.server.Archive.SetSettings(s.Context(), settings, revision, "test"))
	out, err := s.server.Archive.Add(s.Context(), archive.Incoming{Path: path, Actor: "test", Watched: &folder, Source: bytes.NewReader(data)})
	s.must(err)
	s.follow()
	return out.ID
}

// follow brings index and renditions up to date.
func (s *site) follow() {
	s.Helper()
	catalogue := s.server.Archive.Catalogue
	s.must(archive.CatchUp(s.Context(), catalogue, s.engine, nil))
	renditions := thumbs.NewFollower(s.server.Thumbs, s.server.Archive.Originals, slog.New(slog.DiscardHandler))
	s.must(archive.CatchUp(s.Context(), catalogue, renditions, nil))
}

// tendAt tends the shelf on another day.
func (s *site) tendAt(now time.Time) {
	s.Helper()
	s.server.Archive.Now = func() time.Time { return now }
	s.must(s.server.Archive.TendShelf(s.Context(), func(*archive.Photo) {}))
	s.follow()
}

func TestPhotoThatLeaves(t *testing.T) {
	s := open(t)
	s.seeds()
	id := s.watched("/wire/blaze.jpg", s.draw(300, 200, says{"dc:description": "A blaze in Lviv [Ana Costa/AP]"}))
	page := "/photos/" + string(id)
	s.contains(s.page(page), "This photo leaves the archive on 30 March 2022", "cutline shelf keep "+string(id), "/originals/"+string(id))
	s.contains(s.page("/search?q=leaves:<11d"), "blaze in Lviv")
	s.contains(s.page("/api/v1/search?q=lviv"), `"leaves":"2022-03-30T12:00:00Z"`)
	s.contains(s.page("/shelf"), "/wire", "10 days", `<a href="/search?q=leaves:2022-03-30">1</a>`, "Nothing has left yet.")

	s.tendAt(now.AddDate(0, 0, 10))
	body := s.page(page)
	s.contains(body, "This photo left the archive on 30 March 2022: it came through the wire shelf /wire, which keeps photos for 10 days.",
		"A blaze in Lviv", `data-copy="Ana Costa/AP"`, ">RETIRED</li>", "Ingest its file again")
	s.lacks(body, "/originals/"+string(id), "Download", "in a moment")
	res, text := s.get("/originals/" + string(id))
	if res.StatusCode != http.StatusGone {
		t.Errorf("the original of what has left: %s", res.Status)
	}
	s.contains(text, "which keeps photos for 10 days", "Ingest its file again")
	for _, size := range []thumbs.Size{thumbs.Grid, thumbs.Preview} {
		res, text := s.get(page + "/" + string(size) + "/" + strconv.Itoa(thumbs.Version))
		if got := res.Header.Get("Content-Type"); !strings.HasPrefix(got, "image/svg+xml") || !strings.Contains(text, ">left<") {
			t.Errorf("the %s of what has left is %s: %s", size, got, text)
		}
	}
	s.lacks(s.page("/search?q=lviv"), "A blaze")
	s.contains(s.page("/search?q=lviv%20is:retired"), "A blaze in <mark>Lviv</mark>", ">RETIRED</li>")
	s.contains(s.page("/api/v1/search?q=is:retired"), `"retired":true`, `"total":1,`)
	s.contains(s.page("/shelf"), "1 photo has left")
	if s.log.Len() > 0 {
		t.Errorf("the log says:\n%s", s.log.Bytes())
	}
}

func TestShelfPageWithoutShelf(t *testing.T) {
	s := open(t)
	s.contains(s.page("/shelf"), "nothing leaves the archive", "cutline watch add")
	s.contains(s.page("/health"), `href="/shelf"`)
}

func TestWatchedFoldersOnHealth(t *testing.T) {
	s := open(t)
	s.server.Watched = func() []folder.WatchStatus {
		return []folder.WatchStatus{
			{WatchedFolder: archive.WatchedFolder{Path: "/wire/a<b>"}, State: folder.Gone, Text: "The folder is not there.", Waiting: 1200},
			{
				WatchedFolder: archive.WatchedFolder{Path: "/wire/ap"}, State: folder.Watching, Text: "Files are taken in as they come.",
				Stored: 3, LastArrival: now, Problems: []string{"/wire/ap/\xff.jpg: truncated"},
			},
		}
	}
	s.contains(s.page("/health"), "Watched folders", "/wire/a&lt;b&gt;", `class="bad"`, "The folder is not there.", "1\u202f200 waiting",
		"nothing came since the server started", "3 stored", "last arrival 20 Mar 2022 12:00:00", "\uFFFD.jpg: truncated")
	s.contains(s.page("/api/v1/status"), `"watched":[{"path":"/wire/a\u003cb\u003e","keep":"archive","state":"gone"`)
}
