package main

import (
	"regexp"
	"strings"
	"testing"

	"cutline/index"
)

// The fields and flags that the help of search names must be those that a query
// may name.
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
	for _, flag := range strings.Fields(flags) {
		if _, err := index.Parse("is:" + flag); err != nil {
			t.Errorf("is:%s: %v", flag, err)
		}
	}
}
