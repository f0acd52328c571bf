package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"cutline/index"
)

// The fields and flags that the help of search names are those that a query may
// name, all of them.
func TestSearchHelp(t *testing.T) {
	_, list, _ := strings.Cut(searchCommand(new(dataFlag)).Long, "Fields:\n")
	list, _, _ = strings.Cut(list, "has:FIELD")
	fields, flags, _ := strings.Cut(list, "is:")
	fields = regexp.MustCompile(`\([^)]*\)`).ReplaceAllString(fields, "") // what a field means
	for line := range strings.Lines(fields) {
		for _, field := range strings.Fields(strings.ReplaceAll(line[min(len(line), 12):], ",", " ")) {
			if _, err := index.Parse("has:" + field); err != nil {
				t.Errorf("the help names the field %q: %v", field, err)
			}
		}
	}
	for _, f := range index.Fields() {
		if !slices.Contains(strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(" ,\n()", r) }), f.Name) {
			t.Errorf("the help does not name the field %s", f.Name)
		}
	}
	for _, flag := range index.Flags() {
		if !slices.Contains(strings.Fields(flags), flag) {
			t.Errorf("the help does not name is:%s", flag)
		}
	}
	for _, flag := range strings.Fields(flags) {
		if _, err := index.Parse("is:" + flag); err != nil {
			t.Errorf("is:%s: %v", flag, err)
		}
	}
}
