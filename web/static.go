package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed static templates
var assets embed.FS

// immutable is for addresses whose content never changes.
const immutable = "public, max-age=31536000, immutable"

// static holds the files that pages link to, each under a name with the hash
// of its content, so that browsers may keep it for ever.
type static struct {
	links map[string]string     // file name → URL
	files map[string]staticFile // last element of the URL → content
}

type staticFile struct{ plain, gzip []byte }

func readStatic() (*static, error) {
	s := &static{links: make(map[string]string), files: make(map[string]staticFile)}
	entries, err := fs.ReadDir(assets, "static")
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		content, err := fs.ReadFile(assets, path.Join("static", entry.Name()))
		if err != nil {
			return nil, err
		}
		if entry.Name() == styleSheet {
			content = append(content, ratioStyles()...)
		}
		s.add(entry.Name(), content)
	}
	return s, nil
}

func (s *static) add(name string, content []byte) {
	hash := sha256.Sum256(content)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(hash[:6]) + ext
	s.links[name] = "/static/" + hashed
	s.files[hashed] = staticFile{plain: content, gzip: compressed(content, gzip.BestCompression)}
}

// link is the URL of a static file.
func (s *static) link(name string) (string, error) {
	link, ok := s.links[name]
	if !ok {
		return "", fmt.Errorf("no static file %q", name)
	}
	return link, nil
}

func (s *static) serve(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("file")
	file, ok := s.files[name]
	if !ok {
		return &requestError{status: http.StatusNotFound, text: "There is no such file."}
	}
	h := w.Header()
	h.Set("Cache-Control", immutable)
	h.Add("Vary", "Accept-Encoding")
	content, etag := file.plain, name
	if takesGzip(r) {
		h.Set("Content-Encoding", "gzip")
		content, etag = file.gzip, name+"-gzip"
	}
	h.Set("ETag", `"`+etag+`"`)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
	return nil
}

// styleSheet is the one style sheet; [ratioStyles] is its end.
const styleSheet = "cutline.css"

// Tiles are as wide as their picture's ratio of width to height says, in steps
// of a hundredth between these; a picture beyond stands on grey ground.
const (
	minRatio = 40  // 0.40
	maxRatio = 400 // 4.00
)

// ratioStyles gives each digit of a ratio a class: w1 t5 h2 is 1.52. The sizes
// of all tiles are so known before a picture arrives, without a style
// attribute, which the content policy forbids.
func ratioStyles() []byte {
	var b bytes.Buffer
	for n := minRatio / 100; n <= maxRatio/100; n++ {
		fmt.Fprintf(&b, ".w%d{--w:%[1]d}\n", n)
	}
	for n := 1; n <= 9; n++ {
		fmt.Fprintf(&b, ".t%d{--t:.%[1]d} .h%[1]d{--h:.0%[1]d}\n", n)
	}
	return b.Bytes()
}

// ratio is a picture's ratio of width to height in hundredths, between
// minRatio and maxRatio. It is not its own where the picture is beyond these
// or its size unknown; an unknown one has that of a landscape.
func ratio(width, height int) (hundredths int, own bool) {
	const unknown = 150
	if width <= 0 || height <= 0 {
		return unknown, false
	}
	n := (int64(width)*200 + int64(height)) / (2 * int64(height))
	if n < minRatio || n > maxRatio {
		return int(min(max(n, minRatio), maxRatio)), false
	}
	return int(n), true
}
