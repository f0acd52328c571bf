package folder

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cutline/archive/embedded"
)

// readList reads a JSON list of objects, a value of which names the file. It
// returns why it is none.
func (m *manifest) readList(data []byte) string {
	m.what = "a JSON list"
	text := utf8Text(data)
	dec := json.NewDecoder(bytes.NewReader(text))
	if first, err := dec.Token(); err != nil || first != json.Delim('[') {
		return "JSON, but neither the sidecar of a photo beside it nor a list of files"
	}
	for dec.More() {
		var object json.RawMessage
		start := int(dec.InputOffset())
		if err := dec.Decode(&object); err != nil {
			m.broken = fmt.Sprintf("it cannot be read after %d files: %v", len(m.rows), err)
			break
		}
		if len(object) > maxWords {
			m.broken = fmt.Sprintf("an object in it has %d KB, and is left out", len(object)>>10)
			continue
		}
		var named map[string]json.RawMessage
		if json.Unmarshal(object, &named) != nil {
			continue
		}
		var name string
		properties := slices.Sorted(maps.Keys(named))
		if at := fileColumn(properties); at >= 0 && json.Unmarshal(named[properties[at]], &name) == nil && name != "" {
			m.add(name, start, int(dec.InputOffset()))
		}
	}
	if len(m.rows) == 0 {
		return `JSON, but nothing in it names a file; give each object a "file"`
	}
	m.words = func(at row) []embedded.Statement {
		list, err := jsonWords(bytes.TrimLeft(text[at.start:at.end], ", \t\r\n"), m.place, 1)
		if err != nil {
			return nil // it was read before
		}
		return list
	}
	return ""
}

var errNoObject = errors.New("it is JSON, but no object")

// jsonWords are the words of a JSON object that describes one photo, or of a
// list with only that object, as ExifTool writes it.
func jsonWords(data []byte, place string, block int) ([]embedded.Statement, error) {
	var v any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		return nil, fmt.Errorf("it is not JSON: %w", err)
	}
	if list, ok := v.([]any); ok && len(list) == 1 {
		v = list[0]
	}
	object, ok := v.(map[string]any)
	if !ok {
		return nil, errNoObject
	}
	f := flattener{place: place, block: block}
	f.object("", object, 0)
	return f.list, nil
}

// flattener makes statements of the values in nested objects.
type flattener struct {
	place string
	block int
	list  []embedded.Statement
}

// maxNesting is how deep objects are read.
const maxNesting = 6

// naming are the members of an object that say what the object is called, as in
// ninjs "person": [{"name": …}] and Google's "photoTakenTime": {"formatted": …}.
var naming = []string{"name", "formatted", "text", "value"}

func (f *flattener) object(property string, object map[string]any, depth int) {
	if depth > maxNesting {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		switch {
		case depth == 0 && fileNameRank[spelling(name)] > 0:
		case property == "":
			f.value(name, object[name], depth)
		case slices.Contains(naming, name) && fieldOf(property) != "":
			f.value(property, object[name], depth)
		default:
			f.value(property+"."+name, object[name], depth)
		}
	}
}

func (f *flattener) value(property string, v any, depth int) {
	if len(f.list) >= maxColumns {
		return
	}
	switch v := v.(type) {
	case string:
		if len(v) <= maxCell {
			f.list = append(f.list, f.state(property, v)...)
		}
	case json.Number:
		f.list = append(f.list, f.state(property, v.String())...)
	case []any:
		for _, element := range v {
			f.value(property, element, depth+1)
		}
	case map[string]any:
		f.object(property, v, depth+1)
	}
}

// state keeps a member of another object apart from the fields of the photo:
// "location.id" is no place.
func (f *flattener) state(property, text string) []embedded.Statement {
	list := state(f.place, property, text, f.block)
	if strings.Contains(property, ".") {
		for i := range list {
			list[i].Field = ""
		}
	}
	return list
}
