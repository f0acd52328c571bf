package indextest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
	"cutline/index"
)

// testSuggestions holds what is suggested to testdata/suggestions.txt.
func testSuggestions(t *testing.T, open Open) {
	e, _, _ := filled(t, open)
	text, err := testdata.ReadFile("testdata/suggestions.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, "/")
		if len(parts) != 3 {
			t.Fatalf("suggestions.txt: %q is not name / query / suggestion", line)
		}
		query, want := strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2])
		if want == "-" {
			want = ""
		}
		t.Run(strings.TrimSpace(parts[0]), func(t *testing.T) { suggests(t, e, query, want) })
	}
	t.Run("of the more frequent", func(t *testing.T) { testSuggestionsFrequent(t, open) })
}

func suggests(t *testing.T, e index.Engine, query, want string) {
	t.Helper()
	r := search(t, e, index.Request{Query: parse(t, query)})
	got := r.Suggestion.String()
	if got != want {
		t.Errorf("%s suggests %q, want %q", query, got, want)
	}
	if r.Suggestion == nil {
		return
	}
	if r.Total > 0 && !r.Fuzzy {
		t.Errorf("%s finds %d photos and suggests %s", query, r.Total, got)
	}
	if diff := cmp.Diff(r.Suggestion, parse(t, got)); diff != "" {
		t.Errorf("%s reads as another query (-suggested +read):\n%s", got, diff)
	}
	if found := search(t, e, index.Request{Query: r.Suggestion}); found.Total == 0 || found.Fuzzy {
		t.Errorf("%s suggests %s, which finds nothing", query, got)
	}
}

// testSuggestionsFrequent holds that of words equally near the most frequent is
// suggested that finds photos, and that a slip that stands in the archive does
// not hide the word.
func testSuggestionsFrequent(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	var photos []*archive.Photo
	add := func(times int, lines string) {
		for range times {
			seq := archive.Seq(len(photos) + 1)
			photos = append(photos, photo(t, fmt.Sprint("word", seq), seq, lines))
		}
	}
	add(40, "caption: Marches pass the bridge.\ncity: Geneva")
	add(3, "caption: Matches are lit.\ncity: Basel")
	add(1, "caption: A goverment building.\ncity: Rome")
	add(30, "caption: A government building.\ncity: Geneva")
	add(5, "caption: She celebrates.\ncity: Bern")
	apply(t, e, photos...)
	for query, want := range map[string]string{
		"maches":               "marches",
		"maches basel":         "matches basel",
		"goverment geneva":     "government geneva",
		"goverment rome":       "",
		"goverment":            "",
		"celebratse":           "celebrates",
		"celebratt":            "celebrates", // not its stem, which is nearer
		"city:(genva OR rmoe)": "city:geneva OR city:rome",
		`caption:"the birdge"`: `caption:"the bridge"`,
		"agency:maches":        "",
	} {
		suggests(t, e, query, want)
	}
}
