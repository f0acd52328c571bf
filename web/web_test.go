package web_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/disk"
	"cutline/archive/embedded"
	"cutline/archive/folder"
	"cutline/archive/sqlite"
	"cutline/index/bleve"
	"cutline/thumbs"
	"cutline/web"
)

// now is the time in every test.
var now = time.Date(2022, 3, 20, 12, 0, 0, 0, time.UTC)

// site is an archive of the photos a test adds, and its handler.
type site struct {
	testing.TB
	server  *web.Server
	engine  *bleve.Engine
	handler http.Handler
	dir     string
	log     bytes.Buffer
	drawn   int
}

func open(t testing.TB) *site {
	t.Helper()
	s := &site{TB: t, dir: t.TempDir()}
	catalogue, err := sqlite.Open(t.Context(), filepath.Join(s.dir, "catalogue.db"))
	s.must(err)
	originals, err := disk.Open(filepath.Join(s.dir, "originals"))
	s.must(err)
	spool, err := archive.OpenSpool(filepath.Join(s.dir, "originals", "tmp"))
	s.must(err)
	store, err := thumbs.Open(filepath.Join(s.dir, "thumbs"), 0)
	s.must(err)
	s.engine, err = bleve.Open(filepath.Join(s.dir, "index"), time.UTC, slog.New(slog.DiscardHandler))
	s.must(err)
	t.Cleanup(func() {
		s.engine.Close()
		spool.Close()
		catalogue.Close()
	})
	a := archive.New(catalogue, originals, store, spool)
	a.Now = func() time.Time { return now }
	s.server = &web.Server{
		Archive: a, Index: s.engine, Thumbs: store, Pictures: thumbs.NewFinder(a, store), Version: "test",
		Log: slog.New(slog.NewTextHandler(&s.log, nil)), Now: func() time.Time { return now },
	}
	s.server.Ingest = func() *folder.Ingest {
		return &folder.Ingest{Archive: a, Leave: []string{s.dir}, Quarantine: filepath.Join(s.dir, "quarantine"), QuarantineBytes: 1 << 20}
	}
	jobs, end := context.WithCancel(context.Background())
	var running sync.WaitGroup
	s.server.Background = func(job func(context.Context)) { running.Go(func() { job(jobs) }) }
	t.Cleanup(func() {
		end()
		running.Wait()
	})
	s.must(s.server.Archive.SetSettings(t.Context(), archive.Settings{Zone: "UTC", Style: "slash"}, 0, "test"))
	s.handler, err = s.server.Handler()
	s.must(err)
	return s
}

func (s *site) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// says is what a photo's XMP says, by property.
type says map[string]string

// draw makes a JPEG, each unlike the others, with words in its XMP.
func (s *site) draw(width, height int, words says) []byte {
	s.Helper()
	var sts []embedded.Statement
	for property, value := range words {
		sts = append(sts, embedded.Statement{Place: embedded.XMP, Property: property, Value: value})
	}
	return s.jpeg(width, height, sts...)
}

// jpeg makes a JPEG, each unlike the others, that says these things.
func (s *site) jpeg(width, height int, sts ...embedded.Statement) []byte {
	s.Helper()
	s.drawn++
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, color.RGBA{uint8(x), uint8(y), uint8(4 * s.drawn), 255})
		}
	}
	var plain, out bytes.Buffer
	s.must(jpeg.Encode(&plain, img, nil))
	if len(sts) == 0 {
		return plain.Bytes()
	}
	s.must(embedded.WriteJPEG(&out, plain.Bytes(), sts))
	return out.Bytes()
}

// add archives a file and brings the index up to date.
func (s *site) add(path string, data []byte) archive.ID {
	s.Helper()
	out, err := s.server.Archive.Add(s.Context(), archive.Incoming{Path: path, Actor: "test", Source: bytes.NewReader(data)})
	s.must(err)
	s.must(archive.CatchUp(s.Context(), s.server.Archive.Catalogue, s.engine, nil))
	return out.ID
}

const (
	fireCaption = "Ukrainian firefighters extinguish a blaze at a warehouse after a bombing in Kyiv, March 17"
	talkCaption = "‘Yesterday, President Biden said that – in his opinion – war crimes have been committed in Ukraine. Personally, I agree,’ Blinken says"
)

// seeds adds the two photos that the project began with.
func (s *site) seeds() (fire, talk archive.ID) {
	s.Helper()
	fire = s.add("/wire/fire.jpg", s.draw(600, 400, says{
		"dc:description":     fireCaption + " [Vadim Ghirda/AP Photo]",
		"photoshop:Headline": "Ukrainian firefighters extinguish a blaze",
		"photoshop:City":     "Kyiv",
	}))
	talk = s.add("/wire/talk.jpg", s.draw(400, 600, says{
		"dc:description": talkCaption + " [Saul Loeb/Pool via AP]",
	}))
	return fire, talk
}

// do sends a request to the handler.
func (s *site) do(r *http.Request) *http.Response {
	s.Helper()
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w.Result()
}

// request makes a request from this machine.
func request(method, target string) *http.Request {
	r := httptest.NewRequest(method, target, nil)
	r.Host = "localhost:8080"
	return r
}

// get answers a GET with its body.
func (s *site) get(target string, header ...string) (*http.Response, string) {
	s.Helper()
	r := request(http.MethodGet, target)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	res := s.do(r)
	return res, s.body(res)
}

func (s *site) body(res *http.Response) string {
	s.Helper()
	data, err := io.ReadAll(res.Body)
	s.must(err)
	return string(data)
}

// page gets a page that must answer 200.
func (s *site) page(target string) string {
	s.Helper()
	res, body := s.get(target)
	if res.StatusCode != http.StatusOK {
		s.Fatalf("GET %s: %s\n%s", target, res.Status, body)
	}
	return body
}

func (s *site) contains(body string, wants ...string) {
	s.Helper()
	for _, want := range wants {
		if !strings.Contains(body, want) {
			s.Errorf("the answer lacks %q:\n%s", want, excerpt(body))
		}
	}
}

func (s *site) lacks(body string, unwanted ...string) {
	s.Helper()
	for _, text := range unwanted {
		if strings.Contains(body, text) {
			s.Errorf("the answer has %q:\n%s", text, excerpt(body))
		}
	}
}

// excerpt is the part of a page that differs from others, short enough to read.
func excerpt(body string) string {
	if _, main, ok := strings.Cut(body, "<main"); ok {
		body = main
	}
	return body[:min(len(body), 4000)]
}

// removeThumbs deletes all renditions.
func (s *site) removeThumbs() {
	s.Helper()
	s.must(os.RemoveAll(filepath.Join(s.dir, "thumbs")))
}
