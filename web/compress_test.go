package web_test

import (
	"compress/gzip"
	"net/http"
	"strings"
	"testing"
)

// TestCompress: texts are compressed for who takes that, and are the same
// text; pictures are sent as they are.
func TestCompress(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	_, link, _ := strings.Cut(s.page("/"), `rel="stylesheet" href="`)
	link, _, _ = strings.Cut(link, `"`)
	for target, want := range map[string]string{
		"/": "gzip", link: "gzip", "/api/v1/photos/" + string(fire): "gzip", "/photos/" + string(fire): "gzip",
		"/api/v1/status": "", grid(fire): "", "/originals/" + string(fire): "",
	} {
		plain, text := s.get(target, "Accept-Encoding", "gzip;q=0, br")
		if got := plain.Header.Get("Content-Encoding"); got != "" {
			t.Errorf("%s: encoding %q, though it was refused", target, got)
		}
		r := request(http.MethodGet, target)
		r.Header.Set("Accept-Encoding", "br, gzip;q=0.5")
		res := s.do(r)
		if got := res.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%s: encoding %q, want %q", target, got, want)
		}
		if want == "" {
			continue
		}
		if vary := res.Header.Get("Vary"); vary != "Accept-Encoding" || plain.Header.Get("Vary") != vary {
			t.Errorf("%s: Vary %q", target, vary)
		}
		z, err := gzip.NewReader(res.Body)
		s.must(err)
		res.Body = z
		if body := s.body(res); body != text {
			t.Errorf("%s: %d bytes unpacked, want %d", target, len(body), len(text))
		}
		if etag := plain.Header.Get("ETag"); etag != "" && etag == res.Header.Get("ETag") {
			t.Errorf("%s: both encodings have the ETag %s", target, etag)
		}
	}
}

// TestAcceptEncoding: nobody gets what they did not ask for.
func TestAcceptEncoding(t *testing.T) {
	s := open(t)
	s.seeds()
	for accept, want := range map[string]string{
		"": "", "gzip": "gzip", "GZIP": "gzip", "*": "gzip", "gzip;q=0": "", "gzip; q=0.000": "", "*;q=0": "", "br, deflate": "",
		"*, gzip;q=0": "", "gzip, *;q=0": "gzip", "gzip;q=1.0": "gzip", "gzip;q=x": "", "x-gzip": "", ",,;;=": "",
	} {
		if res, _ := s.get("/", "Accept-Encoding", accept); res.Header.Get("Content-Encoding") != want {
			t.Errorf("%q: encoding %q, want %q", accept, res.Header.Get("Content-Encoding"), want)
		}
	}
}
