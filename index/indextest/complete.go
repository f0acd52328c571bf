package indextest

import (
	"fmt"
	"strings"
	"testing"

	"cutline/index"
)

// testComplete holds what begins with what is typed, of an engine that can tell.
func testComplete(t *testing.T, open Open) {
	e, _, _ := filled(t, open)
	c, ok := e.(index.Completer)
	if !ok {
		return
	}
	for prefix, want := range map[string]string{
		"firefig": "firefighters 1",
		"zelens":  "zelenskiy 1, zelensky 1, zelenskyy 1",
		"khark":   "kharkiv 2, kharkov 1",
		"mount":   "mount 2",
		"ghi":     "ghirda 1",
		"extingu": "extinguish 1",
		"celebra": "celebrates 1", // not its stem
		"qqq":     "",
	} {
		words, err := c.Begin(t.Context(), prefix, 3)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, w := range words {
			got = append(got, fmt.Sprint(w.Value, " ", w.Count))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s begins %v, want %s", prefix, got, want)
		}
	}
	counts, err := c.Values(t.Context(), index.FacetPhotographer)
	if err != nil {
		t.Fatal(err)
	}
	values := index.NewValues(counts)
	for typed, want := range map[string]string{
		"gh": "Vadim Ghirda 1", "loeb": "Saul Loeb 2", "sa lo": "Saul Loeb 2", "lo sa": "Saul Loeb 2", "SØR": "Åge Sørensen 1", "ina": "", "": "",
		"ali": "", "an w": "Angela Weiss 1, Anna Weger 1", "an we g": "",
	} {
		var got []string
		for _, v := range values.Begin(typed, 3) {
			got = append(got, fmt.Sprint(v.Value, " ", v.Count))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q begins %v, want %s", typed, got, want)
		}
	}
}
