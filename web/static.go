package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
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
	links map[string]string // file name → URL
	files map[string][]byte // last element of the URL → content
}

func readStatic() (*static, error) {
	s := &static{links: make(map[string]string), files: make(map[string][]byte)}
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
	s.files[hashed] = content
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
	content, ok := s.files[name]
	if !ok {
		return &requestError{status: http.StatusNotFound, text: "There is no such file."}
	}
	w.Header().Set("Cache-Control", immutable)
	w.Header().Set("ETag", `"`+name+`"`)
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

// ratioStyles gives each ratio a class. The sizes of all tiles are so known
// before a picture arrives, without a style attribute, which the content
// policy forbids.
func ratioStyles() []byte {
	var b bytes.Buffer
	for n := minRatio; n <= maxRatio; n++ {
		fmt.Fprintf(&b, ".r%d{--r:%s}\n", n, strconv.FormatFloat(float64(n)/100, 'f', -1, 64))
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
