package web_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	_ "image/jpeg"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/thumbs"
)

func grid(id archive.ID) string {
	return "/photos/" + string(id) + "/grid/" + strconv.Itoa(thumbs.Version)
}

func TestRendition(t *testing.T) {
	s := open(t)
	id := s.add("/wire/wide.jpg", s.draw(800, 600, nil))
	for target, width := range map[string]int{grid(id): 400, strings.Replace(grid(id), "grid", "preview", 1): 800} {
		res, body := s.get(target)
		if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "image/jpeg" {
			t.Fatalf("%s: %s %v", target, res.Status, res.Header)
		}
		if cache := res.Header.Get("Cache-Control"); cache != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q", target, cache)
		}
		config, _, err := image.DecodeConfig(strings.NewReader(body))
		if err != nil || config.Width != width {
			t.Errorf("%s: %d pixels wide (%v), want %d", target, config.Width, err, width)
		}
		etag := res.Header.Get("ETag")
		if res, body := s.get(target, "If-None-Match", etag); etag == "" || res.StatusCode != http.StatusNotModified || body != "" {
			t.Errorf("%s with its ETag %q: %s", target, etag, res.Status)
		}
		if res := s.do(request(http.MethodHead, target)); res.StatusCode != http.StatusOK || res.ContentLength != int64(len(body)) {
			t.Errorf("HEAD %s: %s, %d bytes, want %d", target, res.Status, res.ContentLength, len(body))
		}
	}
	// A page of an older version may still be open.
	if res, _ := s.get("/photos/" + string(id) + "/grid/0"); res.StatusCode != http.StatusFound || res.Header.Get("Location") != grid(id) ||
		res.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("older version: %s %v", res.Status, res.Header)
	}
}

// TestRenditionChoice: a browser chooses between the renditions by how wide a
// tile is and how fine its screen.
func TestRenditionChoice(t *testing.T) {
	s := open(t)
	id := s.add("/wire/wide.jpg", s.draw(800, 600, says{"dc:description": "Rain in Porto"}))
	small := s.add("/wire/small.jpg", s.draw(300, 200, says{"dc:description": "Rain in Lisbon"}))
	page := s.page(search("rain"))
	large := strings.Replace(grid(id), "grid", "preview", 1)
	s.contains(page, `<img src="`+grid(id)+`" srcset="`+grid(id)+` 400w, `+large+` 800w" sizes="min(100vw, 304px)"`,
		`<img src="`+grid(small)+`" alt=`)
}

// TestOwnPreview: the page of a raw photo says whose picture it shows.
func TestOwnPreview(t *testing.T) {
	s := open(t)
	jpeg := s.draw(640, 480, nil)
	raw := append([]byte("FUJIFILMCCD-RAW "), make([]byte, 84)...)
	binary.BigEndian.PutUint32(raw[84:], uint32(len(raw)))
	binary.BigEndian.PutUint32(raw[88:], uint32(len(jpeg)))
	id := s.add("/wire/raw.raf", append(raw, jpeg...))
	s.contains(s.page("/photos/"+string(id)), "preview that the camera put into the file", "/preview/")
	plain := s.add("/wire/plain.jpg", s.draw(640, 480, nil))
	s.lacks(s.page("/photos/"+string(plain)), "that the camera put")
}

func TestRenditionComesBack(t *testing.T) {
	s := open(t)
	id := s.add("/wire/wide.jpg", s.draw(800, 600, nil))
	_, before := s.get(grid(id))
	s.removeThumbs()
	res, after := s.get(grid(id))
	if res.StatusCode != http.StatusOK || after != before {
		t.Errorf("after the renditions were deleted: %s, %d bytes, want %d", res.Status, len(after), len(before))
	}
}

// TestPlaceholder: a photo that cannot be shown says what it is.
func TestPlaceholder(t *testing.T) {
	s := open(t)
	id := s.add("/wire/layers.psd", photoshop(300, 200))
	for range 2 { // with and without the directory of renditions
		res, body := s.get(grid(id))
		if res.StatusCode != http.StatusOK || !strings.HasPrefix(res.Header.Get("Content-Type"), "image/svg+xml") {
			t.Fatalf("%s %v", res.Status, res.Header)
		}
		s.contains(body, ">PSD</text>", ">no preview</text>", `width="400" height="267"`)
		if cache := res.Header.Get("Cache-Control"); cache != "no-cache" {
			t.Errorf("Cache-Control %q: another Cutline may show it", cache)
		}
		s.removeThumbs()
	}
	s.contains(s.page("/photos/"+string(id)), "There is no picture to show", "Download the original")
}

// TestNoPicture: a photo whose rendition cannot be made again says why and what
// to do, on the sheet and on its page.
func TestNoPicture(t *testing.T) {
	for _, row := range []struct {
		name  string
		spoil func(path string) error
		tile  string
		page  string
	}{
		{"missing", os.Remove, ">original missing</text>", "The original is no longer where it was stored."},
		{"damaged", func(path string) error {
			if err := os.Chmod(path, 0o644); err != nil {
				return err
			}
			return os.Truncate(path, 2000)
		}, ">damaged</text>", "The JPEG picture cannot be read"},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := open(t)
			id := s.add("/wire/rain.jpg", s.draw(800, 600, says{"dc:description": "Rain in Porto"}))
			photo, err := s.server.Archive.Photo(t.Context(), id)
			s.must(err)
			hash := photo.SHA256.String()
			s.must(row.spoil(filepath.Join(s.dir, "originals", hash[:2], hash[2:4], hash)))
			s.removeThumbs()
			s.contains(s.page("/photos/"+string(id)), "There is no picture to show.", row.page, "Run cutline verify", "Rain in Porto")
			res, body := s.get(grid(id))
			if res.StatusCode != http.StatusOK || res.Header.Get("Cache-Control") != "no-cache" {
				t.Errorf("%s %v", res.Status, res.Header)
			}
			s.contains(body, ">JPEG</text>", row.tile)
			s.contains(s.log.String(), string(id))
		})
	}
}

// slow are originals that nobody gets to read before giving up.
type slow struct{ archive.Originals }

func (slow) Open(ctx context.Context, _ archive.Hash) (archive.Original, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// TestPendingPicture: a page does not wait for a picture that takes its time.
func TestPendingPicture(t *testing.T) {
	s := open(t)
	id := s.add("/wire/rain.jpg", s.draw(800, 600, says{"dc:description": "Rain in Porto"}))
	s.removeThumbs()
	s.server.Archive.Originals = slow{s.server.Archive.Originals}
	body := s.page("/photos/" + string(id))
	s.contains(body, "The picture is being made", `<img src="/photos/`+string(id)+`/preview/`, "Rain in Porto")
	s.lacks(body, "There is no picture")
}

// photoshop is a Photoshop file without layers or pixels.
func photoshop(width, height uint32) []byte {
	var b bytes.Buffer
	b.WriteString("8BPS\x00\x01\x00\x00\x00\x00\x00\x00\x00\x03")
	b.Write(binary.BigEndian.AppendUint32(nil, height))
	b.Write(binary.BigEndian.AppendUint32(nil, width))
	b.WriteString("\x00\x08\x00\x03")
	b.Write(make([]byte, 12)) // no colour table, resources or layers
	return b.Bytes()
}

func TestOriginal(t *testing.T) {
	s := open(t)
	data := s.draw(300, 200, says{"dc:description": "Rain in Porto"})
	id := s.add("/wire/rain.jpg", data)
	target := "/originals/" + string(id)
	res, body := s.get(target)
	if res.StatusCode != http.StatusOK || body != string(data) {
		t.Fatalf("%s, %d bytes, want %d", res.Status, len(body), len(data))
	}
	if got := res.Header.Get("Content-Type"); got != "image/jpeg" {
		t.Errorf("Content-Type %q", got)
	}
	if policy := res.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "sandbox") {
		t.Errorf("policy %q", policy)
	}
	etag := res.Header.Get("ETag")
	if res, _ := s.get(target, "If-None-Match", etag); res.StatusCode != http.StatusNotModified {
		t.Errorf("with its ETag: %s", res.Status)
	}
	res, body = s.get(target, "Range", "bytes=10-19")
	if res.StatusCode != http.StatusPartialContent || body != string(data[10:20]) {
		t.Errorf("range: %s, %q", res.Status, body)
	}
	if res, _ := s.get(target, "Range", "bytes=99999999-"); res.StatusCode != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("range beyond the end: %s", res.Status)
	}
	if res := s.do(request(http.MethodHead, target)); res.ContentLength != int64(len(data)) {
		t.Errorf("HEAD: %d bytes, want %d", res.ContentLength, len(data))
	}
}

func TestOriginalName(t *testing.T) {
	s := open(t)
	for path, want := range map[string]string{
		"/wire/rain.jpg":                            "rain.jpg",
		"/wire/RAIN.JPEG":                           "RAIN.jpeg",
		"/wire/no extension":                        "no extension.jpg",
		"/wire/page.html":                           "page.html.jpg",
		"/wire/Кий\u202egpj.exe":                    "Кийgpj.exe.jpg",
		"/wire/a\"b\r\nSet-Cookie: x.jpg":           "a_bSet-Cookie_ x.jpg",
		"/wire/.hidden.jpg":                         "hidden.jpg",
		"/wire/\xff\xfe.jpg":                        ".jpg",
		"/wire/" + strings.Repeat("ж", 90) + ".jpg": strings.Repeat("ж", 60) + ".jpg",
	} {
		id := s.add(path, s.draw(30, 20, nil))
		if want == ".jpg" {
			want = string(id) + ".jpg"
		}
		res, _ := s.get("/originals/" + string(id))
		kind, params, err := mime.ParseMediaType(res.Header.Get("Content-Disposition"))
		if err != nil || kind != "attachment" || params["filename"] != want {
			t.Errorf("%q: %q %q (%v), want the name %q", path, kind, params["filename"], err, want)
		}
	}
}

// TestOriginalMissing: a photo whose original is gone is our failure, told in
// the log; its renditions and words are still shown.
func TestOriginalMissing(t *testing.T) {
	s := open(t)
	id := s.add("/wire/rain.jpg", s.draw(300, 200, says{"dc:description": "Rain in Porto"}))
	photo, err := s.server.Archive.Photo(t.Context(), id)
	s.must(err)
	s.must(s.server.Archive.Originals.Remove(t.Context(), photo.SHA256))
	s.contains(s.page("/photos/"+string(id)), "Rain in Porto")
	s.page(grid(id))
	res, body := s.get("/originals/" + string(id))
	if res.StatusCode != http.StatusInternalServerError {
		t.Errorf("status %s, want 500", res.Status)
	}
	s.lacks(body, s.dir, photo.SHA256.String())
	s.contains(s.log.String(), string(id))
	for _, header := range []string{"Content-Disposition", "ETag"} {
		if v := res.Header.Get(header); v != "" {
			t.Errorf("the error has %s %q", header, v)
		}
	}
}
