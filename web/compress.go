package web

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
)

// minCompressed is the size in bytes from which compressing saves packets.
const minCompressed = 1400

// send answers with a text that is made for this request, compressed where the
// browser takes that. Pages hold no secret beside what a visitor put into the
// address, so their compressed size gives nothing away (BREACH).
func (s *site) send(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	if len(body) >= minCompressed && takesGzip(r) {
		h.Set("Content-Encoding", "gzip")
		body = compressed(body, gzip.BestSpeed)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body) // an error here is the browser's, gone
}

// compressed is a text in gzip. Nothing can fail in memory at a level that
// exists.
func compressed(body []byte, level int) []byte {
	var b bytes.Buffer
	b.Grow(len(body) / 3)
	z, err := gzip.NewWriterLevel(&b, level)
	if err != nil {
		panic(err)
	}
	z.Write(body)
	z.Close()
	return b.Bytes()
}

// takesGzip reports whether the sender of a request reads gzip (RFC 9110,
// section 12.5.3). One that asks for no encoding gets none.
func takesGzip(r *http.Request) bool {
	takes := false
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		coding, parameters, _ := strings.Cut(part, ";")
		coding = strings.ToLower(strings.TrimSpace(coding))
		if coding != "gzip" && coding != "*" {
			continue
		}
		name, weight, _ := strings.Cut(strings.ToLower(parameters), "=")
		q, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
		takes = strings.TrimSpace(name) != "q" || err == nil && q > 0
		if coding == "gzip" {
			return takes
		}
	}
	return takes
}
