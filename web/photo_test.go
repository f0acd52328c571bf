package web_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"cutline/archive"
)

func TestUnknownPhotoPage(t *testing.T) {
	s := open(t)
	res, body := s.get("/photos/" + strings.Repeat("a", 20))
	if res.StatusCode != http.StatusNotFound {
		t.Errorf("status %d, want 404", res.StatusCode)
	}
	s.contains(body, "The archive has no such photo.", "Search for it", `<a href="/">All photos</a>`)
}

func TestPhotoPage(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	body := s.page("/photos/" + string(fire))
	s.contains(body, "Ukrainian firefighters extinguish a blaze</h1>", fireCaption+"</p>",
		`data-copy="Vadim Ghirda/AP"`, `<i>photographer</i> <span dir="auto">Vadim Ghirda</span>`,
		`<i>agency</i> <span dir="auto">AP</span>`, `data-copy="[Vadim Ghirda/AP]"`, `data-copy="AP Photo/Vadim Ghirda"`,
		"photoshop:City", "Vadim Ghirda/AP Photo]", "/wire/fire.jpg", "/originals/"+string(fire),
		`<svg class="size" width="600" height="400"`, "[Vadim Ghirda/AP Photo]</span>",
		"Read from the sign-off of the caption, XMP dc:description. No other place contradicts it.")
	body = s.page("/photos/" + string(talk))
	s.contains(body, `data-copy="Saul Loeb/Pool via AP"`, `<i>via</i> <span dir="auto">AP</span>`, "pool</span>")
	s.lacks(body, `<i>agency</i>`)

	res, _ := s.get("/photos/" + strings.ToUpper(string(fire)))
	if location := res.Header.Get("Location"); location != "/photos/"+string(fire) {
		t.Errorf("an ID in capitals leads to %q", location)
	}
}

// TestPhotoPageRelated: of the same pixels with other words, each photo shows
// the other's credit.
func TestPhotoPageRelated(t *testing.T) {
	s := open(t)
	words := says{"dc:description": "Rain in Porto (Photo by Ana Costa/AFP)"}
	data := s.draw(300, 200, words)
	first := s.add("/a/one.jpg", data)
	s.drawn--
	second := s.add("/b/two.jpg", s.draw(300, 200, says{"dc:description": "Rain in Porto (Photo by Ana Costa/Lusa)"}))
	s.contains(s.page("/photos/"+string(first)), "Same pixels, other words", "/photos/"+string(second))
	s.contains(s.page("/photos/"+string(second)), "Same pixels, other words", "/photos/"+string(first))
	s.contains(s.page("/"), ">TWIN</li>")
}

// TestPhotoPageMany: a photo that came in very often is shown with its latest
// arrivals.
func TestPhotoPageMany(t *testing.T) {
	s := open(t)
	data := s.draw(30, 20, nil)
	var id archive.ID
	for n := range 102 {
		out, err := s.server.Archive.Add(t.Context(), archive.Incoming{Path: fmt.Sprintf("/night-%03d/a.jpg", n), Source: bytes.NewReader(data)})
		s.must(err)
		id = out.ID
	}
	body := s.page("/photos/" + string(id))
	s.contains(body, "/night-101/a.jpg", "/night-002/a.jpg", "the JSON has all")
	s.lacks(body, "/night-001/a.jpg")
}

// TestPhotoPageLong: words of any length make a page of bounded size.
func TestPhotoPageLong(t *testing.T) {
	s := open(t)
	caption := strings.Repeat("A line of a very long caption.\n", 30_000)
	id := s.add("/wire/long.jpg", s.draw(300, 200, says{"dc:description": caption}))
	const limit = 300_000
	if body := s.page("/photos/" + string(id)); len(body) > limit {
		t.Errorf("the page has %d bytes, want at most %d", len(body), limit)
	}
	if body := s.page("/"); len(body) > limit {
		t.Errorf("the search page has %d bytes, want at most %d", len(body), limit)
	}
}
