package folder

import (
	"bytes"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"cutline/archive"
	"cutline/archive/embedded"
)

const (
	// maxManifest bounds a manifest in bytes: some hundred thousand rows. A
	// larger one is best split by folder.
	maxManifest = 32 << 20
	// maxCell bounds one value. What is longer comes of a quote that does not
	// end.
	maxCell = 64 << 10
	// maxColumns is how many columns of a table or values of a JSON object are
	// read.
	maxColumns = 300
)

// manifest is a file that says words of named files: a table, a JSON list, or a
// saved web page. One goroutine looks words up.
type manifest struct {
	path string
	// dir is what stands before the names of its folder's entries.
	dir   string
	place string
	what  string // "a table", for people
	rows  map[string]row
	// words makes the statements of a row.
	words func(row) []embedded.Statement
	// filesOf are the folders that a browser saves the pictures of the page to,
	// by their beginning; empty for other manifests.
	filesOf string
	repeats int // rows that name a file again
	broken  string
	used    map[string]bool
	file    *archive.SharedFile
}

// row is where the words of a file stand in a manifest, and the name it is
// called there.
type row struct {
	name       string
	start, end int
}

// key is a name as it is compared: cleaned, with slashes, in one Unicode form,
// without case.
func key(name string) string {
	name = strings.ReplaceAll(strings.TrimSpace(name), `\`, "/")
	if path.IsAbs(name) || len(name) > 2 && name[1] == ':' {
		name = path.Base(name) // of another machine
	}
	return strings.ToLower(norm.NFC.String(path.Clean(name)))
}

// add notes the words of a name.
func (m *manifest) add(name string, start, end int) {
	k := key(name)
	if _, ok := m.rows[k]; ok {
		m.repeats++
		return
	}
	m.rows[k] = row{strings.Clone(name), start, end}
}

// of are the words of a file, by its path.
func (m *manifest) of(file string) []embedded.Statement {
	below, ok := strings.CutPrefix(file, m.dir)
	if !ok {
		return nil
	}
	names := []string{below}
	if m.filesOf == "" {
		names = append(names, strings.TrimSuffix(below, filepath.Ext(below)))
	} else if strings.HasPrefix(below, m.filesOf) && strings.Count(below, "/") == 1 {
		names = append(names, path.Base(below))
	}
	for _, name := range names {
		k := key(name)
		if r, ok := m.rows[k]; ok {
			m.used[k] = true
			return m.words(r)
		}
	}
	return nil
}

// report is what a manifest came to, when the folders it may speak of were
// walked.
func (m *manifest) report() found {
	f := found{path: m.path, readWith: m.path}
	text := fmt.Sprintf("%s: words for %d of the files here", m.what, len(m.used))
	if len(m.used) == 0 {
		text, f.readWith = m.what+", but it names none of the files here", ""
	}
	if missing := len(m.rows) - len(m.used); missing > 0 && m.filesOf == "" && len(m.used) > 0 {
		var names []string
		for k, r := range m.rows {
			if !m.used[k] {
				names = append(names, fmt.Sprintf("%q", r.name))
			}
		}
		slices.Sort(names)
		names = names[:min(3, len(names))]
		text, f.readWith = text+fmt.Sprintf("; %d are named that are not here, such as %s", missing, strings.Join(names, ", ")), ""
	}
	if m.repeats > 0 && m.filesOf == "" {
		text += fmt.Sprintf("; %d rows name a file again, the first counts", m.repeats)
	}
	if m.broken != "" {
		text, f.readWith = text+"; "+m.broken, ""
	}
	f.skip = text
	return f
}

// mayBeManifest tells the files that may say words of others, by extension.
func mayBeManifest(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv", ".tab", ".json", ".html", ".htm", ".xhtml":
		return !systemFile(name)
	}
	return false
}

// loadManifest reads a file that may be a manifest. It is nil, with the reason,
// where it is none.
func loadManifest(dir, name string, prefer bool) (*manifest, string) {
	data, err := readBeside(dir+name, maxManifest)
	if err != nil {
		return nil, fmt.Sprintf("it may be a manifest, but cannot be read: %s; the words in it are missing", sidecarCause(err))
	}
	m := &manifest{
		path: dir + name, dir: dir, place: archive.Manifest, rows: make(map[string]row), used: make(map[string]bool), file: archive.NewSharedFile(data),
	}
	if prefer {
		m.place = archive.PreferredManifest
	}
	reason := ""
	switch strings.ToLower(filepath.Ext(name)) {
	case ".json":
		reason = m.readList(data)
	case ".html", ".htm", ".xhtml":
		reason = m.readPage(data, strings.TrimSuffix(name, filepath.Ext(name)))
	default:
		reason = m.readTable(data)
	}
	if reason != "" {
		return nil, reason
	}
	return m, ""
}

// utf8Text is text in UTF-8: from UTF-16 where its mark says so, from
// Windows-1252 where it is not UTF-8.
func utf8Text(data []byte) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		if text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data); err == nil {
			return text
		}
	}
	if utf8.Valid(data) {
		return data
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	return text
}
