package folder

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
)

// Give reads words for a whole run as they are typed: FIELD=VALUE each, the
// field by its name in queries or a usual spelling of it.
func Give(words []string) ([]embedded.Statement, error) {
	var list []embedded.Statement
	for _, word := range words {
		name, value, ok := strings.Cut(word, "=")
		name = strings.TrimSpace(name)
		switch {
		case !ok || strings.TrimSpace(value) == "":
			return nil, fmt.Errorf("%q: write FIELD=VALUE, such as Source=AP", word)
		case fieldOf(name) == "":
			return nil, fmt.Errorf("%q: there is no field %q; fields are %s", word, name, fieldNames())
		case fieldOf(name) == embedded.Taken && embedded.Date(value) == "":
			return nil, fmt.Errorf("%q: %q is no date; write 2022-03-17", word, value)
		}
		list = append(list, state(archive.Given, name, value, 0)...)
	}
	return list, nil
}

func fieldNames() string {
	names := make([]string, 0, len(spellings))
	for name := range maps.Keys(spellings) {
		names = append(names, string(name))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// Template reads words from the names of folders: {year}/{category}/{event}.
type Template struct {
	names  [][]string // of each folder
	shapes []*regexp.Regexp
}

var templateName = regexp.MustCompile(`\{([^{}]*)\}`)

// ParseTemplate reads a template. Each part between slashes stands for a
// folder, from the one that was asked for downwards; {field} is a value, year,
// month and day are parts of the date taken, other names are kept as words.
func ParseTemplate(text string) (*Template, error) {
	t := &Template{}
	for folder := range strings.SplitSeq(strings.Trim(text, "/"), "/") {
		var names []string
		var shape strings.Builder
		shape.WriteString("^")
		rest := folder
		for rest != "" {
			m := templateName.FindStringSubmatchIndex(rest)
			if m == nil {
				break
			}
			name := strings.TrimSpace(rest[m[2]:m[3]])
			if name == "" {
				return nil, fmt.Errorf("%q: a name is missing between { and }", text)
			}
			shape.WriteString(regexp.QuoteMeta(rest[:m[0]]))
			shape.WriteString(map[string]string{"year": `(\d{4})`, "month": `(\d\d?)`, "day": `(\d\d?)`}[name])
			if !slices.Contains([]string{"year", "month", "day"}, name) {
				shape.WriteString("(.+?)")
			}
			names = append(names, name)
			rest = rest[m[1]:]
		}
		if strings.ContainsAny(rest, "{}") {
			return nil, fmt.Errorf("%q: a { without its }, or a } without its {", text)
		}
		shape.WriteString(regexp.QuoteMeta(rest) + "$")
		compiled, err := regexp.Compile(shape.String())
		if err != nil {
			return nil, fmt.Errorf("%q: %w", text, err)
		}
		t.names, t.shapes = append(t.names, names), append(t.shapes, compiled)
	}
	if !slices.ContainsFunc(t.names, func(names []string) bool { return len(names) > 0 }) {
		return nil, errors.New("no {field} in it; write such as {year}/{category}/{event}")
	}
	return t, nil
}

// words are those of a file that lies in folders below what was asked for. A
// folder that is not as the template says ends it: what is below may mean
// anything.
func (t *Template) words(folders []string) []embedded.Statement {
	if t == nil {
		return nil
	}
	var list []embedded.Statement
	date := make(map[string]string)
	for i, shape := range t.shapes {
		if i >= len(folders) {
			break
		}
		m := shape.FindStringSubmatch(strings.ToValidUTF8(folders[i], "\uFFFD"))
		if m == nil {
			break
		}
		for n, name := range t.names[i] {
			switch name {
			case "year", "month", "day":
				date[name] = m[n+1]
			default:
				list = append(list, state(archive.Folders, name, m[n+1], 0)...)
			}
		}
	}
	if taken := date["year"]; taken != "" {
		for _, part := range []string{"month", "day"} {
			if date[part] == "" {
				break
			}
			taken += "-" + fmt.Sprintf("%02s", date[part])
		}
		list = append(list, embedded.Statement{Place: archive.Folders, Property: "date", Field: embedded.Taken, Value: taken})
	}
	return list
}
