package folder

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/archive/page"
)

// words are the words that stand outside a photo's file.
type words struct {
	sidecars []archive.SidecarFile // XMP, which package archive reads
	beside   []archive.SidecarFile // JSON and text files
	said     []embedded.Statement
	warnings []string
}

// readWords reads the files beside a photo. One that cannot be read costs a
// warning, not the photo.
func readWords(f found, prefer bool) words {
	var w words
	for _, path := range f.sidecars {
		data, err := readBeside(path, maxBeside(path))
		if err != nil {
			w.warnings = append(w.warnings, fmt.Sprintf("the sidecar %q cannot be read: %s; its words are missing: ingest again when it can be", filepath.Base(path), sidecarCause(err)))
			continue
		}
		file := archive.SidecarFile{Path: path, Data: data}
		if isXMP(path) {
			w.sidecars = append(w.sidecars, file)
			continue
		}
		w.beside = append(w.beside, file)
		said, err := wordsOf(path, data, prefer)
		if err != nil {
			w.warnings = append(w.warnings, fmt.Sprintf("the sidecar %q: %v; it is kept, its words are not read", filepath.Base(path), err))
		}
		w.said = append(w.said, said...)
	}
	w.said = append(w.said, f.words...)
	return w
}

// wordsOf are the words of a JSON or text file beside one photo.
func wordsOf(path string, data []byte, prefer bool) ([]embedded.Statement, error) {
	if strings.EqualFold(filepath.Ext(path), ".txt") {
		return textWords(data)
	}
	place := archive.Manifest
	if prefer {
		place = archive.PreferredManifest
	}
	return jsonWords(utf8Text(data), place, 0)
}

// textWords are the words of a text file beside a photo: lines that begin with
// the name of a field, or else one caption.
func textWords(data []byte) ([]embedded.Statement, error) {
	if bytes.IndexByte(data, 0) >= 0 && !bytes.HasPrefix(data, []byte("\xff\xfe")) && !bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return nil, errors.New("it is no text")
	}
	text := strings.TrimSpace(string(utf8Text(data)))
	if len(text) > maxCell {
		return nil, fmt.Errorf("it has %d KB, and no caption has", len(text)>>10)
	}
	var list []embedded.Statement
	label, value := "", ""
	flush := func() { list = append(list, state(archive.Text, label, value, 0)...) }
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if name, rest, ok := strings.Cut(line, ":"); ok && len(name) < 40 && fieldOf(name) != "" {
			if label != "" {
				flush()
			}
			label, value = strings.TrimSpace(name), strings.TrimSpace(rest)
			continue
		}
		if label == "" {
			return state(archive.Text, "caption", text, 0), nil
		}
		value = strings.TrimSpace(value + "\n" + line)
	}
	if label != "" {
		flush()
	}
	return list, nil
}

// readPage reads a saved web page: words for the pictures saved with it. It
// returns why it is none.
func (m *manifest) readPage(data []byte, stem string) string {
	m.what, m.place, m.filesOf = "a web page", archive.Page, stem
	pictures, err := page.Pictures(data)
	if err != nil {
		return fmt.Sprintf("a web page, but %v", err)
	}
	for i, p := range pictures {
		for _, source := range p.Sources {
			if at, err := url.Parse(source); err == nil && at.Host == "" && at.Path != "" {
				m.add(at.Path, i, i)
			}
		}
		for _, name := range p.Names() {
			m.add(name, i, i)
		}
	}
	if len(m.rows) == 0 {
		return "a web page without pictures that words stand beside"
	}
	m.words = func(at row) []embedded.Statement {
		p := pictures[at.start]
		var list []embedded.Statement
		for _, said := range []struct {
			property, value string
			field           embedded.Field
		}{{"caption", p.Caption, embedded.Caption}, {"credit", p.Credit, embedded.Credit}, {"alt", p.Alt, embedded.AltText}} {
			if said.value != "" {
				list = append(list, embedded.Statement{Place: archive.Page, Property: said.property, Field: said.field, Value: said.value})
			}
		}
		return list
	}
	return ""
}
