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
	"regexp"
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
		if err := s.read(entry.Name()); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// imported is a file that a script loads when it is first needed.
var imported = regexp.MustCompile(`import\("\./([a-z]+\.js)"\)`)

// read reads a file, after those that it imports: their addresses, which are
// those of their content, are part of its own.
func (s *static) read(name string) error {
	if _, ok := s.links[name]; ok {
		return nil
	}
	content, err := fs.ReadFile(assets, path.Join("static", name))
	if err != nil {
		return err
	}
	if ext := path.Ext(name); ext == ".js" || ext == ".css" {
		content = terse(content)
	}
	if name == styleSheet {
		content = append(content, ratioStyles()...)
	}
	for _, match := range imported.FindAllSubmatch(content, -1) {
		other := string(match[1])
		if err := s.read(other); err != nil {
			return err
		}
		content = bytes.ReplaceAll(content, match[0], []byte(`import("`+s.links[other]+`")`))
	}
	s.add(name, content)
	return nil
}

// terse is a script or style sheet without indents and the lines and blocks
// that are comments: a page and its files share a bound.
func terse(content []byte) []byte {
	var b bytes.Buffer
	comment := false
	for line := range bytes.Lines(content) {
		line = bytes.TrimSpace(line)
		comment = comment || bytes.HasPrefix(line, []byte("/*"))
		if !comment && len(line) > 0 && !bytes.HasPrefix(line, []byte("//")) {
			b.Write(line)
			b.WriteByte('\n')
		}
		comment = comment && !bytes.HasSuffix(line, []byte("*/"))
	}
	return b.Bytes()
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
