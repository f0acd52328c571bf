package web_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/image/tiff"

	"cutline/archive"
)

func TestCompare(t *testing.T) {
	s := open(t)
	fire := s.add("/wire/fire.jpg", s.draw(600, 400, says{"dc:description": fireCaption + " [Vadim Ghirda/AP Photo]", "photoshop:City": "Kyiv"}))
	other := s.add("/wire/again.jpg", s.draw(300, 200, says{"dc:description": strings.Replace(fireCaption, "Kyiv", "Kharkiv", 1) + " [Vadim Ghirda/AFP]"}))
	evil := s.add("/wire/evil.jpg", s.draw(30, 20, says{"dc:description": "<script>alert(1)</script> & more"}))
	address := func(ids ...archive.ID) string {
		values := url.Values{"q": {"kyiv"}}
		for _, id := range ids {
			values.Add("id", string(id))
		}
		return "/compare?" + values.Encode()
	}
	body := s.page(address(fire, other))
	s.contains(body, "2 photos side by side", "<mark>Kyiv, </mark>", "<mark>Kharkiv, </mark>", "<mark>AP</mark>", "<mark>AFP</mark>",
		"<mark>600 × 400</mark>", "<mark>300 × 200</mark>", `href="/search?q=kyiv"`, `data-zoom="/originals/`+string(fire)+`"`, "<b>Clear</b>")
	s.lacks(body, "<mark>Vadim", "<mark>firefighters")
	if strings.Index(body, string(fire)) > strings.Index(body, string(other)) {
		t.Error("the photos are not in the order of the address")
	}
	s.contains(s.page(address(fire, other, evil)), "3 photos side by side", "&lt;script&gt;")
	s.lacks(s.page(address(fire, other, evil)), "<script>alert")

	res, _ := s.act("compare", url.Values{"id": {string(fire), string(other)}, "q": {"kyiv"}, "size": {"3"}})
	if want := address(fire, other) + "&size=3"; res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != want {
		t.Errorf("the action leads to %s %s, want %s", res.Status, res.Header.Get("Location"), want)
	}
	for target, status := range map[string]int{
		address(fire): 400, address(fire, fire): 400, "/compare": 400, "/compare?id=x&id=y": 400,
		address(fire, "aaaaaaaaaaaaaaaaaaaa"):                                      404,
		address(fire, other, evil, "aaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbb"): 400,
	} {
		if res, body := s.get(target); res.StatusCode != status {
			t.Errorf("%s: %s, want %d\n%s", target, res.Status, status, excerpt(body))
		}
	}
}

// TestZoom: at 100 % the original is shown where browsers can, and else the
// preview, with the reason.
func TestZoom(t *testing.T) {
	s := open(t)
	var scan bytes.Buffer
	s.must(tiff.Encode(&scan, image.NewGray(image.Rect(0, 0, 60, 40)), nil))
	var drawing bytes.Buffer
	s.must(png.Encode(&drawing, image.NewGray(image.Rect(0, 0, 60, 40))))
	for _, row := range []struct {
		name string
		data []byte
		want string // of data-zoom, with ID for that of the photo
		why  string
	}{
		{"photo.jpg", s.draw(60, 40, nil), "/originals/ID", ""},
		{"photo.tif", scan.Bytes(), "/photos/ID/preview", "Browsers do not show TIFF. This is the preview: 60 × 40 of 60 × 40 pixels."},
		{"drawing.png", drawing.Bytes(), "/originals/ID", ""},
	} {
		id := s.add("/wire/"+row.name, row.data)
		body := s.page("/photos/" + string(id))
		found := regexp.MustCompile(`data-zoom="([^"]*)" data-width="\d+" data-height="\d+" data-why="([^"]*)"`).FindStringSubmatch(body)
		if found == nil {
			t.Errorf("%s cannot be zoomed:\n%s", row.name, excerpt(body))
			continue
		}
		if want := strings.Replace(row.want, "ID", string(id), 1); !strings.HasPrefix(found[1], want) || !strings.HasPrefix(found[2], row.why) || row.why == "" && found[2] != "" {
			t.Errorf("%s: %q, %q, want %q, %q", row.name, found[1], found[2], want, row.why)
		}
	}
}
