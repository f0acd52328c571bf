package index

import (
	"strings"

	"cutline/archive/embedded"
)

// iimPrefix stands before the datasets of IIM in a query: iim:2:187.
const iimPrefix = "iim"

// property is the field of a query that stands for a property of XMP
// (photoshop:Credit, plus:Licensor/plus:LicensorURL) or a dataset of IIM
// (iim:2:187), with the rest of the word after the colon that follows it; ok is
// false where the word begins with no such name. Where Cutline has a name of its
// own for the property it is that field.
func property(word string) (f *queryField, rest string, ok bool) {
	name, rest, ok := propertyName(word)
	if !ok {
		return nil, "", false
	}
	name = strings.ToLower(name)
	if known := embedded.FieldOf(strings.TrimPrefix(name, iimPrefix+":")); known != "" && fieldByName[string(known)] != nil {
		return fieldByName[string(known)], rest, true
	}
	return &queryField{name: embedded.Field(name), kind: names}, rest, true
}

// propertyName divides a word after the name of a property that it begins with.
func propertyName(word string) (name, rest string, ok bool) {
	for at := 0; ; {
		prefix := at + propertyPart(word[at:])
		if prefix == at || prefix == len(word) || word[prefix] != ':' {
			return "", "", false
		}
		local := prefix + 1
		if at == 0 && strings.EqualFold(word[:prefix], iimPrefix) { // record:dataset
			record := local + digitsIn(word[local:])
			if record == local || record == len(word) || word[record] != ':' {
				return "", "", false
			}
			end := record + 1 + digitsIn(word[record+1:])
			return divided(word, end, end > record+1)
		}
		end := local + propertyPart(word[local:])
		if end == local {
			return "", "", false
		}
		if end < len(word) && word[end] == '/' {
			at = end + 1
			continue
		}
		return divided(word, end, true)
	}
}

// divided are the parts of a word around the colon at end.
func divided(word string, end int, ok bool) (name, rest string, _ bool) {
	if !ok || end == len(word) || word[end] != ':' {
		return "", "", false
	}
	return word[:end], word[end+1:], true
}

// propertyPart is the length of the prefix or local name that a text begins
// with.
func propertyPart(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '-' && r != '.'
	})
	if n < 0 {
		n = len(s)
	}
	if n > 0 && (s[0] < 'A' || s[0] > 'z' || s[0] > 'Z' && s[0] < 'a') {
		return 0
	}
	return n
}

func digitsIn(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// propertyPrefixes are the prefixes that the standards give XMP's namespaces,
// and that of IIM, in small letters. Files may have others.
var propertyPrefixes = func() []string {
	list := []string{iimPrefix}
	for _, prefix := range embedded.Prefixes() {
		list = append(list, strings.ToLower(prefix))
	}
	return list
}()

func prefixOf(word string) string {
	prefix, _, _ := strings.Cut(word, ":")
	return prefix
}

// IsProperty reports whether a field of a query is a property of a file that
// Cutline has no name of its own for.
func IsProperty(name embedded.Field) bool { return strings.Contains(string(name), ":") }

// propertyOf is the name in queries of the property that a statement gives, and
// of a property inside a structure (plus:Licensor/plus:LicensorURL) also the
// last part. A statement of EXIF or of words from outside the file has none.
func propertyOf(s embedded.Statement) []string {
	name := strings.ToLower(s.Property)
	switch s.Place {
	case embedded.IIM:
		return []string{iimPrefix + ":" + name}
	case embedded.XMP:
		if _, last, ok := strings.Cut(name, "/"); ok {
			return []string{name, last[strings.LastIndexByte(last, '/')+1:]}
		}
		return []string{name}
	}
	return nil
}
