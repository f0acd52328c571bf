package index_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/index"
)

func TestRespell(t *testing.T) {
	words := map[string]string{
		"ghrida": "ghirda", "Ghrida": "ghirda", "GHRIDA": "ghirda", "cirmes": "crimes", "úntil": "until", "élysee": "élysée",
		"O’Brein": "obrien",
	}
	for _, tt := range []struct{ query, want string }{
		{"ghrida", "ghirda"},
		{"Ghrida war", "Ghirda war"},
		{"GHRIDA", "Ghirda"},
		{`by:ghrida "war cirmes"`, `by:ghirda "war crimes"`},
		{"ghrida-cirmes", "ghirda-crimes"},
		{"(ghrida OR loeb) -cirmes", "(ghirda OR loeb) -cirmes"},
		{"O’Brein", "Obrien"},
		{"l’élysee", "l’élysée"},
		{"loeb", ""},
		{"-ghrida", ""},
		{"ghrida* cirmes~", ""},
		{"taken:2022 is:pool", ""},
		{"úntil:noon", ""},
		{"", ""},
	} {
		q, err := index.Parse(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		before := q.String()
		got := index.Respell(q, func(w index.Term) string { return words[w.Text] })
		if got.String() != tt.want {
			t.Errorf("%s is respelled %q, want %q", tt.query, got, tt.want)
		}
		if q.String() != before {
			t.Errorf("%s became %s itself", before, q)
		}
	}
}

// FuzzRespell holds that what is respelled reads back as the same query, and
// that only single words are asked for.
func FuzzRespell(f *testing.F) {
	for _, text := range []string{"ghrida", `by:"saul lobe" -x`, "12:30 a:b", "úntil:noon", "(a OR b) c*", "l’élysee 東京都", "u.s. a.b.c"} {
		f.Add(text, "ghirda")
	}
	f.Fuzz(func(t *testing.T, text, word string) {
		q, err := index.Parse(text)
		if err != nil || strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' }) {
			return
		}
		got := index.Respell(q, func(w index.Term) string {
			if n := len(w.Sequences()); n == 0 || len(w.Sequences()[0]) != 1 {
				t.Errorf("%q is asked for as one word of %q", w.Text, text)
			}
			return word
		})
		if got == nil {
			return
		}
		back, err := index.Parse(got.String())
		if err != nil {
			t.Fatalf("%q respelled as %q: %v", text, got, err)
		}
		if diff := cmp.Diff(got, back); diff != "" {
			t.Errorf("%q reads as another query (-respelled +read):\n%s", got, diff)
		}
	})
}
