package indextest

import (
	"fmt"
	"strings"
	"testing"

	"cutline/archive"
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

// testCompleteLeft holds that nothing is suggested any more which only photos
// had that were withdrawn, purged or corrected.
func testCompleteLeft(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	c, ok := e.(index.Completer)
	if !ok {
		return
	}
	killed := photo(t, "killed", 1, "caption: Zorbing princess\nphotographer: Zora Quill")
	purged := photo(t, "purged", 2, "caption: Zorbing prince\nphotographer: Zeno Quaint")
	corrected := photo(t, "corrected", 3, "caption: Zorbing duchess\nphotographer: Zita Quarry")
	stays := photo(t, "stays", 4, "caption: Zorbing duke\nphotographer: Zoe Quest")
	apply(t, e, killed, purged, corrected, stays)
	suggested := func() string {
		t.Helper()
		words, err := c.Begin(t.Context(), "z", 10)
		if err != nil {
			t.Fatal(err)
		}
		names, err := c.Values(t.Context(), index.FacetPhotographer)
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, counts := range [][]index.FacetCount{words, index.NewValues(names).Begin("qu", 10)} {
			for _, v := range counts {
				list = append(list, fmt.Sprint(v.Value, " ", v.Count))
			}
		}
		return strings.Join(list, ", ")
	}
	if got, want := suggested(), "zorbing 4, zeno 1, zita 1, zoe 1, zora 1, Zeno Quaint 1, Zita Quarry 1, Zoe Quest 1, Zora Quill 1"; got != want {
		t.Errorf("suggested are %s, want %s", got, want)
	}
	killed.Seq, killed.Reading.Notice = 5, archive.Kill
	corrected = photo(t, "corrected", 6, "caption: Zorbing duchess\nphotographer: Amy Quarry")
	apply(t, e, killed, corrected)
	if err := e.Forget(t.Context(), []archive.ID{purged.ID}); err != nil {
		t.Fatal(err)
	}
	if got, want := suggested(), "zorbing 2, zoe 1, Amy Quarry 1, Zoe Quest 1"; got != want {
		t.Errorf("after a kill, a purge and a correction suggested are %s, want %s", got, want)
	}
}
