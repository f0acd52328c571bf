package web_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"cutline/archive"
)

// TestSuggest: a query that is being typed is finished in ways that find
// something, each said with what it is.
func TestSuggest(t *testing.T) {
	s := open(t)
	s.seeds()
	for typed, want := range map[string][]string{
		"firef":                   {"firefighters (word)"},
		"kyiv gh":                 {"kyiv ghirda (word)", `kyiv photographer:"Vadim Ghirda" (photographer)`},
		`by:"vad`:                 {`photographer:"Vadim Ghirda" (photographer)`},
		"blaze -by:lo":            {`blaze -photographer:"Saul Loeb" (photographer)`},
		"(blaze OR city:k":        {"(blaze OR city:Kyiv (city)"},
		"is:po":                   {"is:pool (flag)"},
		"has:cr":                  {"has:credit (field)"},
		"photogr":                 {"photographer: (field)"},
		"k":                       {},
		"":                        {},
		"kyiv ":                   {},
		"taken:20":                {},
		`"war cr`:                 {},
		strings.Repeat("a", 9000): {},
		"\xff":                    {},
	} {
		_, body := s.get("/api/v1/suggest?q=" + url.QueryEscape(typed))
		var answer struct {
			Suggestions []struct{ Query, Kind string }
		}
		if err := json.Unmarshal([]byte(body), &answer); err != nil {
			t.Fatalf("%.20q: %v in %s", typed, err, body)
		}
		got := map[string]bool{}
		for _, a := range answer.Suggestions {
			got[fmt.Sprintf("%s (%s)", a.Query, a.Kind)] = true
		}
		for _, w := range want {
			if !got[w] {
				t.Errorf("%s is not finished as %s: %v", typed, w, got)
			}
		}
		if len(want) == 0 && len(got) > 0 {
			t.Errorf("%.20q is finished as %v", typed, got)
		}
	}
}

// TestSuggestAfterKill: the values that are kept for suggestions are not kept
// for long: who asks first after a while is not told a name that is gone.
func TestSuggestAfterKill(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	suggested := func() string {
		_, body := s.get("/api/v1/suggest?q=" + url.QueryEscape(`by:gh`))
		return body
	}
	s.contains(suggested(), "Vadim Ghirda")
	_, err := s.server.Archive.Recall(t.Context(), []archive.ID{fire}, archive.Recall{Actor: "Ada", Kind: archive.Kill, Why: "mail"})
	s.must(err)
	s.must(archive.CatchUp(t.Context(), s.server.Archive.Catalogue, s.engine, nil))
	s.server.Now = func() time.Time { return now.Add(time.Hour) }
	s.lacks(suggested(), "Vadim Ghirda")
}
